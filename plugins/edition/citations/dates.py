"""Dates as citations write them: without the hour, and no more certain than they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTHS = (
    *("", "January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
# MLA leaves May, June and July whole.
_SHORT = (
    *("", "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July"),
    *("Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
_SEASONS = {21: "Spring", 22: "Summer", 23: "Fall", 24: "Winter"}
_POINT = re.compile(r"([\dX]{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T[^~?%]*)?([~?%]?)")
_ONE_OF = re.compile(r"\[(.*?)\.\.(.*)\]")


class Point(NamedTuple):
    """One date of the calendar; 0 is what is not said. A month from 21 is a season."""

    year: str
    month: int = 0
    day: int = 0
    qualifier: str = ""

    @property
    def is_century(self) -> bool:
        """Whether no more than the century is known."""
        return self.year.endswith("XX")

    @property
    def year_words(self) -> str:
        """The year in words; of a decade its beginning, 1960s, of a century its ends, 1900–1999."""
        if self.is_century:
            return f"{self.year[:2]}00–{self.year[:2]}99"
        return str(int(self.year)) if self.year.isdecimal() else f"{self.year.replace('X', '0')}s"


@dataclass(frozen=True, slots=True)
class Dating:
    """A date as a citation needs it: one, or a first and a last, of which one may be open.

    `is_one_of` tells that it is a moment between the two, `is_open` that one of them is not known.
    """

    first: Point | None
    last: Point | None
    is_one_of: bool = False
    is_open: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether it is exactly what it says."""
        ends = (self.first, self.last)
        return not (self.is_one_of or self.is_open) and all(end is None or not end.qualifier for end in ends)


@dataclass(frozen=True, slots=True)
class CitedDate:
    """A date in EDTF, and how it is known: supplied by the editors, and then perhaps only likely."""

    edtf: str
    is_supplied: bool = False
    is_likely: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether there is a day, a month or a year, and no doubt about it."""
        return self.is_certain and dating_of(self.edtf).last is None

    @property
    def is_certain(self) -> bool:
        """Whether there is no doubt about it, nor about the ends of a time."""
        return dating_of(self.edtf).is_certain and not self.is_likely


@dataclass(frozen=True, slots=True)
class Manner:
    """How a style writes dates: a day; the ends of a time, where they share a year; about."""

    day: Callable[[Point], str]
    ends: Callable[[Point, Point], str]
    about: str


@lru_cache(maxsize=16384)
def dating_of(edtf: str) -> Dating:
    """Return what a date in EDTF says, without its hours."""
    one_of = _ONE_OF.fullmatch(edtf)
    start, joint, end = (one_of[1], "/", one_of[2]) if one_of else edtf.partition("/")
    first, last = _point(start), _point(end)
    if not joint:
        return Dating(first, None)
    if first and last and first == last:
        return Dating(first, None)
    return Dating(first, last, one_of is not None, first is None or last is None)


def _point(text: str) -> Point | None:
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    month, day = (int(part) if part and part != "XX" else 0 for part in (match[2], match[3]))
    return Point(match[1], month, day, match[4])


def _parts(point: Point) -> tuple[str, str]:
    """Return month and day as Chicago writes them: November 25, or Spring."""
    month = _SEASONS.get(point.month) or _MONTHS[point.month]
    return month, f"{month} {point.day}" if point.day else month


def _american(point: Point) -> str:
    _, day = _parts(point)
    if point.day:
        return f"{day}, {point.year_words}"
    return f"{day.lower() if point.month in _SEASONS else day} {point.year_words}".strip()


def _american_ends(first: Point, last: Point) -> str:
    if first.year != last.year or not (first.month and last.month):
        return ""
    if first.month == last.month and first.day and last.day:
        return f"{_parts(first)[1]}\0{last.day}, {last.year_words}"
    begins = _parts(first)[1]
    return f"{begins.lower() if first.month in _SEASONS else begins}\0{_american(last)}"


def _english(point: Point) -> str:
    month = _SEASONS.get(point.month, "").lower() or _SHORT[point.month]
    return " ".join(filter(None, (str(point.day or ""), month, point.year_words)))


def _english_ends(first: Point, last: Point) -> str:
    if first.year != last.year or not (first.month and last.month):
        return ""
    if first.month == last.month and first.day and last.day:
        return f"{first.day}\0{_english(last)}"
    return f"{_english(first).removesuffix(f' {first.year_words}')}\0{_english(last)}"


def _year_first(point: Point) -> str:
    return ", ".join(filter(None, (point.year_words, _parts(point)[1])))


def _year_first_ends(first: Point, last: Point) -> str:
    """Return the ends of a time; of more than a year, the years alone."""
    if first.year != last.year:
        return f"{first.year_words}\0{last.year_words}"
    if first.year != last.year or not (first.month and last.month):
        return ""
    same = first.month == last.month and first.day and last.day
    return f"{_year_first(first)}\0{last.day if same else _parts(last)[1]}"


CHICAGO = Manner(_american, _american_ends, "ca. ")
MLA = Manner(_english, _english_ends, "circa ")
APA = Manner(_year_first, _year_first_ends, "ca. ")


@lru_cache(maxsize=16384)
def date_words(date: CitedDate, manner: Manner) -> str:
    """Return a date in the words of a style; in brackets, if it is supplied, with a mark of doubt, if likely.

    A date between two others is in brackets too: nobody states it.
    """
    dating = dating_of(date.edtf)
    words = _words(dating, manner)
    doubt = date.is_likely or any(end and end.qualifier in {"?", "%"} for end in (dating.first, dating.last))
    if doubt:
        return f"[{words}?]"
    is_century = any(end and end.is_century for end in (dating.first, dating.last))
    return f"[{words}]" if date.is_supplied or dating.is_one_of or is_century else words


def _words(dating: Dating, manner: Manner) -> str:
    first, last = dating.first, dating.last
    if first and last:
        ends = manner.ends(first, last) or f"{manner.day(first)}\0{manner.day(last)}"
        if not dating.is_one_of:
            return ends.replace("\0", "–")
        return _between(ends, first)
    one = first or last
    if one is None:
        return ""
    about = manner.about if one.qualifier in {"~", "%"} else ""
    words = about + manner.day(one)
    return f"{words} or {'later' if first else 'earlier'}" if dating.is_open else words


def _between(ends: str, first: Point) -> str:
    """Return that a date is between two others; a year that comes first stays first."""
    start, _, end = ends.partition("\0")
    year = f"{first.year_words}, "
    if start.startswith(year):
        return f"{year}between {start.removeprefix(year)} and {end}"
    return f"between {start} and {end}"
