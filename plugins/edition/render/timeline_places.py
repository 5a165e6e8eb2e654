"""Where each stop of the timeline's drawing stands, and where its axis is broken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.render.timeline_words import words_of
from edition.render.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from edition.chronology import Moment
    from edition.resolved import Edition

# Lengths in CSS pixels: of a line, of one of a title, of what is above the first.
LINE, TITLE_LINE, TOP = 18, 20, 44
_BETWEEN, _BREAK = 26, 52
_TWO_DAYS, _TWO_MONTHS, _TWO_YEARS = 2, 60, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stop: where it stands, how high its words are, and the moment, or the end of one."""

    y: int
    moment: Moment
    is_end: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the axis is broken: from where to where, and how much time that stands for."""

    start: int
    end: int
    words: str


def placed(edition: Edition, moments: Sequence[Moment]) -> tuple[list[Row], list[Gap], int]:
    """Return the stops, the breaks between them, and the height of all."""
    rows: list[Row] = []
    gaps: list[Gap] = []
    y, last = TOP, None
    for when, moment, is_end in _stops(moments):
        words = _distance(last, when) if last else ""
        if words:
            gaps.append(Gap(y, y + _BREAK, words))
            y += _BREAK
        y += LINE // 2
        rows.append(Row(y=y, moment=moment, is_end=is_end))
        y += (LINE if is_end else _height(edition, moment)) + _BETWEEN - LINE // 2
        last = when
    return rows, gaps, y


def _stops(moments: Sequence[Moment]) -> Iterator[tuple[datetime, Moment, bool]]:
    """Yield each beginning, in the order of the documents, and among them the ends of what is long."""
    ends = sorted((one.ended, place) for place, one in enumerate(moments) if one.is_long)
    for moment in moments:
        while ends and ends[0][0] < moment.began:
            _, place = ends.pop(0)
            yield moments[place].end, moments[place], True
        yield moment.start, moment, False
    for _, place in ends:
        yield moments[place].end, moments[place], True


def _distance(before: datetime, after: datetime) -> str:
    """Return how much time lies between two stops, or nothing where one day follows the other."""
    days = (after.date() - before.date()).days
    if days < _TWO_DAYS:
        return ""
    months = (after.year - before.year) * 12 + after.month - before.month - (after.day < before.day)
    if days <= _TWO_MONTHS:
        return count(days, "day")
    return count(months, "month") if months <= _TWO_YEARS else count(months // 12, "year")


def _height(edition: Edition, moment: Moment) -> int:
    """Return how high the words of a document are, below their first line."""
    when, title, rest = words_of(edition, moment)
    high = LINE * (len(when) + len(rest)) + TITLE_LINE * len(title) - LINE
    return high + (LINE if len(moment.lanes) > 1 else 0)
