"""What lay on the other desks: from a document to those of other threads of that day, or about that day.

Nothing is guessed. A date that is not known to the day counts with all of its days, is said to be so, and
never makes a day or a week by itself the answer where a certain date is nearer. An open date (`1962/..`)
counts with the end that is known.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from edition.chronology import Moment

WITHIN = 3
"""So many days before and after a day are about that day: a Monday has its weekend too."""
MOST = 8
"""So many documents of a desk are listed; the timeline has the others."""
_DESKS = 6


class Nearness(StrEnum):
    """How near the documents of another desk are."""

    DAY = "day"
    """Of the same day."""
    SPAN = "span"
    """Of the time within which the document was written, where its own date is not known to the day."""
    WEEK = "week"
    """Of the days before and after."""
    NEAREST = "nearest"
    """The last before and the first after."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A document on another desk: how many days before (less than 0) or after; 0 is within the time asked.

    One that is uncertain may be of another day of its own date.
    """

    document: str
    days: int
    is_uncertain: bool


@dataclass(frozen=True, slots=True)
class OtherDesk:
    """What lay on the desk of a thread: the first of it, and how many there are in all."""

    thread: str
    nearness: Nearness
    documents: tuple[Lying, ...]
    count: int


class Calendar:
    """Documents in time, made to be asked for those of some days without a look at all of them."""

    def __init__(self, moments: Iterable[Moment]) -> None:
        """Sort them by the days on which they begin, and by those on which they end."""
        self.by_start = sorted(moments, key=_first)
        self.starts = [_first(one) for one in self.by_start]
        self.by_end = sorted(self.by_start, key=_last)
        self.ends = [_last(one) for one in self.by_end]
        self.are_days = self.starts == self.ends
        # The latest ends of ever larger groups: of one document, of two, of four …
        self.latest = [[_last(one) for one in self.by_start]]
        while len(self.latest[-1]) > 1:
            level = self.latest[-1]
            self.latest.append([max(level[place : place + 2]) for place in range(0, len(level), 2)])

    def count(self, first: date, last: date) -> int:
        """Return how many documents have a day in common with the days from `first` to `last`."""
        return bisect_right(self.starts, last) - bisect_left(self.ends, first)

    def overlapping(self, first: date, last: date) -> Iterator[Moment]:
        """Yield the documents that have a day in common with the days from `first` to `last`."""
        stop = bisect_right(self.starts, last)
        if self.are_days:  # those asked for stand side by side
            yield from self.by_start[bisect_left(self.starts, first) : stop]
        elif stop:
            yield from self._down(len(self.latest) - 1, 0, stop, first)

    def _down(self, level: int, place: int, stop: int, first: date) -> Iterator[Moment]:
        """Yield those of a group that end no earlier than `first` and stand before `stop`."""
        if place << level >= stop or self.latest[level][place] < first:
            return
        if level == 0:
            yield self.by_start[place]
            return
        for inner in (2 * place, 2 * place + 1):
            if inner < len(self.latest[level - 1]):
                yield from self._down(level - 1, inner, stop, first)

    def before(self, day: date) -> list[Moment]:
        """Return the document that ends last before a day."""
        place = bisect_left(self.ends, day)
        return self.by_end[place - 1 : place] if place else []

    def after(self, day: date) -> list[Moment]:
        """Return the document that begins first after a day."""
        place = bisect_right(self.starts, day)
        return self.by_start[place : place + 1]


class Desk:
    """The documents of a thread: those that are known to the day, and those that are not, or last longer."""

    def __init__(self, moments: Iterable[Moment]) -> None:
        """Sort them once."""
        some = list(moments)
        self.ids = {one.document.id for one in some}
        self.days = Calendar(one for one in some if _first(one) == _last(one))
        self.spans = Calendar(one for one in some if _first(one) != _last(one))

    def within(self, first: date, last: date, but: Moment) -> tuple[Iterator[Moment], int]:
        """Return the documents of some days but for one, those of certain days first, and their number."""
        count = self.days.count(first, last) + self.spans.count(first, last)
        found = chain(self.days.overlapping(first, last), self.spans.overlapping(first, last))
        others = (one for one in found if one.document.id != but.document.id)
        return others, count - (but.document.id in self.ids)

    def before(self, day: date) -> list[Moment]:
        """Return the document that ends last before a day."""
        return sorted((*self.spans.before(day), *self.days.before(day)), key=_last)[-1:]

    def after(self, day: date) -> list[Moment]:
        """Return the document that begins first after a day."""
        return sorted((*self.days.after(day), *self.spans.after(day)), key=_first)[:1]


def _first(moment: Moment) -> date:
    return moment.start.date()


def _last(moment: Moment) -> date:
    return moment.end.date()


def desks_of(moments: Iterable[Moment]) -> dict[str, Desk]:
    """Return the desk of each thread, in the order in which the threads are defined."""
    sorted_out: dict[tuple[int, str], list[Moment]] = {}
    for moment in moments:
        for lane in moment.lanes:
            sorted_out.setdefault((lane.number, lane.thread), []).append(moment)
    return {thread: Desk(some) for (_, thread), some in sorted(sorted_out.items(), key=lambda one: one[0])}


def other_desks(moment: Moment, desks: Mapping[str, Desk]) -> tuple[OtherDesk, ...]:
    """Return what lay on the desks of the threads to which a document does not belong.

    A document of several threads stands on each of their desks; of those it is told what else lay there that
    day, or about that day, if anything did. Of many desks, those are told on which something lay near.
    """
    own = {lane.thread for lane in moment.lanes if lane.is_whole}
    found = [
        one
        for thread, desk in desks.items()
        if own and (thread not in own or len(own) > 1)
        if (one := _on(moment, thread, desk))
        if thread not in own or one.nearness is not Nearness.NEAREST
    ]
    return tuple(sorted(found, key=lambda one: one.nearness is Nearness.NEAREST)[:_DESKS])


def _on(moment: Moment, thread: str, desk: Desk) -> OtherDesk | None:
    """Return what lay on one desk: that day, else about that day, else before and after."""
    first, last = _first(moment), _last(moment)
    is_day = first == last
    week = (_moved(first, -WITHIN), _moved(last, WITHIN))
    for nearness, days in ((Nearness.DAY if is_day else Nearness.SPAN, (first, last)), (Nearness.WEEK, week)):
        others, count = desk.within(*days, but=moment)
        lying = tuple(_lying(one, moment) for one in islice(others, MOST))
        if lying and not (nearness is Nearness.DAY and lying[0].is_uncertain):
            return OtherDesk(thread, nearness, lying, count)
    nearest = (*desk.before(week[0]), *desk.after(week[1]))
    lying = tuple(_lying(one, moment) for one in nearest)
    return OtherDesk(thread, Nearness.NEAREST, lying, len(lying)) if lying else None


def _lying(other: Moment, moment: Moment) -> Lying:
    """Return how far a document lies from another, in whole days between their nearest bounds."""
    days = 0
    if _last(other) < _first(moment):
        days = (_last(other) - _first(moment)).days
    elif _first(other) > _last(moment):
        days = (_first(other) - _last(moment)).days
    return Lying(other.document.id, days, _first(other) != _last(other))


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:  # the first and the last days of all time
        return day
