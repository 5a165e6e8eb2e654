"""What stands on the timeline: the documents of the threads, each once, with its threads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from edition.edtf import humanize, parse
from edition.instants import instant_of, usual_zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edition.edtf import Edtf
    from edition.records import DocumentRecord
    from edition.threads import ResolvedThread

ON_A_PAGE = 150
"""So many documents are drawn on one page; more of them stand on pages of their years or months."""
_A_DAY = timedelta(days=1)
_DOUBT = re.compile(r"[\[X?~%]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A thread in which a document stands: its number among all, and whether the whole document does.

    Of a document that does not belong to the thread as a whole, so many `passages` do.
    """

    thread: str
    number: int
    is_whole: bool
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A document on the timeline, with its threads; `start` and `end` are the bounds of its date.

    Where the date is open to one side, both are the bound that is known. `ended` is the moment of the end, in
    UTC, as `began` is that of the start.
    """

    document: DocumentRecord
    lanes: tuple[Lane, ...]
    start: datetime
    end: datetime
    began: datetime
    ended: datetime

    @property
    def is_long(self) -> bool:
        """Whether its date is more than a day, or not known to the day."""
        return self.end - self.start >= _A_DAY

    @property
    def is_doubtful(self) -> bool:
        """Whether its date is not certain, or not known to the day: not a time that lasts."""
        text = self.document.date
        return bool(_DOUBT.search(text)) or (self.is_long and "/" not in text)

    @property
    def month(self) -> str:
        """The year and month in which it stands."""
        return f"{self.start.year:04}-{self.start.month:02}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Moments of one year or month, or a part of them; `key` ends the address of their page."""

    key: str
    name: str
    moments: tuple[Moment, ...]

    def page(self, base: str) -> str:
        """Return the name of the stretch's page below that of the whole."""
        return f"{base}/{self.key}"


def bounds(date: Edtf) -> tuple[datetime, datetime]:
    """Return the first and the last moment of a date; of one that is open, twice the end that is known."""
    first, last = date.earliest, date.latest
    if first == datetime.min:  # noqa: DTZ901 - local, as all dates are
        return last, last
    return (first, first) if last == datetime.max else (first, last)  # noqa: DTZ901


def moments_of(
    threads: Iterable[ResolvedThread], documents: Sequence[DocumentRecord]
) -> tuple[tuple[Moment, ...], tuple[Moment, ...]]:
    """Return the documents of threads that have a date, in the order of time, and those that have none."""
    lanes: dict[str, list[Lane]] = {}
    for number, resolved in enumerate(threads):
        for entry in resolved.entries:
            lane = Lane(
                thread=resolved.thread.id,
                number=number,
                is_whole=entry.whole,
                passages=len(entry.passages),
            )
            lanes.setdefault(entry.document.id, []).append(lane)
    usual = usual_zone(documents)
    found = [_moment(one, lanes[one.id], usual) for one in documents if one.id in lanes]
    return tuple(one for one in found if one.document.date), tuple(
        one for one in found if not one.document.date
    )


def _moment(document: DocumentRecord, lanes: Iterable[Lane], usual: str) -> Moment:
    nowhere = datetime.max  # noqa: DTZ901
    start, end = bounds(parse(document.date)) if document.date else (nowhere, nowhere)
    began, ended = nowhere, nowhere
    if document.date:
        began, ended = (instant_of(document, local, usual) for local in (start, end))
    return Moment(document=document, lanes=tuple(lanes), start=start, end=end, began=began, ended=ended)


def years_of(moments: Sequence[Moment]) -> list[Stretch]:
    """Return the moments by the years in which they begin."""
    ordered = sorted(moments, key=lambda one: one.start.year)
    return [
        Stretch(f"{year:04}", str(year), tuple(some))
        for year, some in groupby(ordered, key=lambda one: one.start.year)
    ]


def months_of(year: Stretch) -> list[Stretch]:
    """Return a year's moments by month, in parts where a month has too many for one page."""
    ordered = sorted(year.moments, key=lambda one: one.month)
    found: list[Stretch] = []
    for key, some in groupby(ordered, key=lambda one: one.month):
        parts = _parts(tuple(some))
        name = humanize(parse(key))
        for number, moments in enumerate(parts, 1):
            suffix, told = (f"-{number}", f", part {number} of {len(parts)}") if len(parts) > 1 else ("", "")
            found.append(Stretch(f"{key}{suffix}", f"{name}{told}", moments))
    return found


def _parts(moments: tuple[Moment, ...]) -> list[tuple[Moment, ...]]:
    """Return moments in parts of a page each, which end where a day does unless it fills a page by itself."""
    parts: list[tuple[Moment, ...]] = []
    while len(moments) > ON_A_PAGE:
        days = [one.start.date() for one in moments[: ON_A_PAGE + 1]]
        stop = days.index(days[-1]) if days[-1] != days[0] else ON_A_PAGE
        parts.append(moments[:stop])
        moments = moments[stop:]
    return [*parts, moments]


def stretches_of(moments: Sequence[Moment]) -> list[tuple[Stretch, list[Stretch]]]:
    """Return each year, with its months where it has too many documents for one page."""
    return [(year, months_of(year) if len(year.moments) > ON_A_PAGE else []) for year in years_of(moments)]


def timeline_page(start: datetime, count: int) -> str:
    """Return the page of the timeline on which a moment stands; `count` is the number of all."""
    return "timeline/index" if count <= ON_A_PAGE else f"timeline/{start.year:04}"
