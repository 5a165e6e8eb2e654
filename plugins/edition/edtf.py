"""Dates as editors write them: EDTF (ISO 8601-2), levels 0 and 1, and `[a..b]` of level 2.

The words are kept; the bounds, the order and the sentence for a reader are derived from them. Bounds are the
first and the last moment that the words allow, in the local time of the place, to the second; `~` and `?`
do not widen them, and an end left open is the beginning or the end of all time. A time may say how far its
clock is ahead of UTC (`T17:15-05:00`, `T22:15Z`); the bounds stay local.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

_MONTHS = (
    *("", "January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_QUALIFIERS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d\dXX)(-(?P<month>\d\d|XX)(-(?P<day>\d\d|XX)"
    r"(T(?P<hour>\d\d):(?P<minute>\d\d)(:(?P<second>\d\d))?(?P<offset>Z|[+-]\d\d:\d\d)?)?)?)?"
    r"(?P<qualifier>[~?%]?)",
    re.ASCII,
)
# What nearly every date is: a day, or a minute of it.
_PLAIN = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?", re.ASCII)
# An hour as one writes it in prose: after a blank, or with one figure.
_HOUR_IN_PROSE = re.compile(r"(\d{4}-\d\d-\d\d)[ Tt]\s*(\d\d?):(\d\d.*)", re.ASCII)
# Local times, like all the others: an end left open is not a moment of any zone.
_BEGINNING, _END = datetime.min, datetime.max  # noqa: DTZ901
# From Baker Island to the Line Islands: no zone of our time is farther from UTC.
_LEAST, _MOST = timedelta(hours=-12), timedelta(hours=14)
_IN_A_YEAR = "months are 01 to 12, seasons 21 to 24"
_FORMS = "1962-11-12, 1962-11, 1962, 1962~ (about), 1961/1962 (from, to) or [1961..1962] (some time between)"


@dataclass(frozen=True)
class Edtf:
    """A date in EDTF; one that is not well formed cannot be made."""

    text: str

    def __post_init__(self) -> None:
        """Raise ValueError with a sentence for an editor where the words are not a date."""
        _read(self.text)

    @property
    def earliest(self) -> datetime:
        """The first moment that the words allow."""
        return _read(self.text).earliest

    @property
    def latest(self) -> datetime:
        """The last moment that the words allow."""
        return _read(self.text).latest

    @property
    def offset(self) -> int | None:
        """How many seconds the clock of its first hour is ahead of UTC, where the words say it."""
        return _read(self.text).offset

    @property
    def begins_at_an_hour(self) -> bool:
        """Whether the words say at what hour it begins."""
        return "T" in self.text.partition("/")[0].partition("..")[0]

    @property
    def sort_key(self) -> tuple[datetime, datetime, str]:
        """What puts dates in order: the first moment, then the last, then the words."""
        return self.earliest, self.latest, self.text


@lru_cache(maxsize=16384)
def parse(text: str) -> Edtf:
    """Return the date that the words state; a ValueError has a sentence for an editor."""
    return Edtf(text)


def humanize(date: Edtf) -> str:
    """Return the date as one would say it to a reader: 25 November 1964, 5:15 p.m."""
    return _read(date.text).words


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the words of a date mean."""

    earliest: datetime
    latest: datetime
    words: str
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class _Point:
    """One date of the calendar, as exact as it is written: what is not written is None."""

    year: str
    month: int | None
    day: int | None
    time: tuple[int, int, int | None] | None
    before: str
    """What is said before it: about, perhaps, a day in."""
    offset: int | None = None
    """How many seconds its clock is ahead of UTC."""

    @property
    def earliest(self) -> datetime:
        """Its first second."""
        month = _season_starts(self.month) if self.month in _SEASONS else self.month
        year = int(self.year.replace("X", "0")) or 1
        hour, minute, second = self.time or (0, 0, 0)
        return datetime(year, month or 1, self.day or 1, hour, minute, second or 0)  # noqa: DTZ001 - local

    @property
    def latest(self) -> datetime:
        """Its last second."""
        month = _season_starts(self.month) + 2 if self.month in _SEASONS else self.month or 12
        year = int(self.year.replace("X", "9")) + (month - 1) // 12
        month = (month - 1) % 12 + 1
        if year > _END.year:
            return _END.replace(microsecond=0)
        hour, minute, second = self.time or (23, 59, 59)
        day = self.day or monthrange(year, month)[1]
        return datetime(year, month, day, hour, minute, 59 if second is None else second)  # noqa: DTZ001


def _season_starts(season: int | None) -> int:
    """Return the first month of a season; the winter of a year is that which begins in it."""
    return 3 * ((season or 21) - 20)


@lru_cache(maxsize=16384)
def _read(text: str) -> _Reading:
    """Return what the words of a date mean."""
    return _read_plain(text) or _read_any(text)


def _read_plain(text: str) -> _Reading | None:
    """Return what a plain date means; None where it is another, or one that no calendar or clock has."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute = map(int, match.groups("0"))
    try:
        earliest = datetime(year, month, day, hour, minute)  # noqa: DTZ001 - local
    except ValueError:
        return None
    words = f"{day} {_MONTHS[month]} {year}"
    if match[4] is None:
        return _Reading(earliest, earliest.replace(hour=23, minute=59, second=59), words)
    return _Reading(earliest, earliest.replace(second=59), f"{words}, {_time_words((hour, minute, None))}")


def _read_any(text: str) -> _Reading:
    """Return what the words of any date mean."""
    one_of = re.fullmatch(r"\[(.*?)\.\.(.*)\]", text)
    if one_of:
        joints = "between {} and {}", "{} or later", "{} or earlier"
        return _between(text, one_of[1], one_of[2], joints=joints)
    start, slash, end = text.partition("/")
    if slash:
        later = "from {}, end unknown" if end == "" else "from {}"
        earlier = "until {}, beginning unknown" if start == "" else "until {}"
        return _between(
            text,
            "" if start == ".." else start,
            "" if end == ".." else end,
            joints=("{} to {}", later, earlier),
        )
    point = _point(text)
    return _Reading(point.earliest, point.latest, _words(point), point.offset)


def _between(text: str, start: str, end: str, *, joints: tuple[str, str, str]) -> _Reading:
    """Return the meaning of two dates, one of which may be open; `joints` say how to speak of them."""
    first, last = _point(start) if start else None, _point(end) if end else None
    both, later, earlier = joints
    if first and last:
        if start == end:
            raise ValueError(f"'{text}' names the same date twice; write it once")
        if first.earliest > last.latest:
            raise ValueError(f"'{text}' ends before it begins; put the earlier date first")
        words = both.format(*_shortened(first, last))
        return _Reading(first.earliest, last.latest, words, first.offset)
    if first:
        return _Reading(first.earliest, _END, later.format(_words(first)), first.offset)
    if last:
        return _Reading(_BEGINNING, last.latest, earlier.format(_words(last)))
    raise ValueError(f"'{text}' says neither when it begins nor when it ends; give at least one of them")


def _point(text: str) -> _Point:
    """Return one date of the calendar."""
    match = _DATE.fullmatch(text)
    if match is None:
        meant = _HOUR_IN_PROSE.sub(lambda found: f"{found[1]}T{found[2]:0>2}:{found[3]}", text)
        hint = f"did you mean '{meant}'?" if meant != text and _DATE.fullmatch(meant) else f"write {_FORMS}"
        raise ValueError(f"'{text}' is not a date in EDTF; {hint}")
    year, month, day = match["year"], match["month"], match["day"]
    if (month and "X" in year) or (month == "XX" and day not in (None, "XX")):
        raise ValueError(f"'{text}' knows the smaller part and not the greater; put X only at the end")
    time = None
    if match["hour"]:
        time = int(match["hour"]), int(match["minute"]), int(match["second"]) if match["second"] else None
    unknown = "a day in " if day == "XX" else "a month of " if month == "XX" else ""
    point = _Point(
        year=year,
        month=int(month) if month and month != "XX" else None,
        day=int(day) if day and day != "XX" else None,
        time=time,
        before=_QUALIFIERS[match["qualifier"]] + unknown,
        offset=_offset(text, match["offset"]),
    )
    _check(text, point)
    if time and day == "XX":
        raise ValueError(f"'{text}' knows the smaller part and not the greater; put X only at the end")
    return point


def _offset(text: str, written: str | None) -> int | None:
    """Return how many seconds a clock is ahead of UTC: `Z`, `-05:00`."""
    if written in (None, "Z"):
        return None if written is None else 0
    ahead = timedelta(hours=int(written[1:3]), minutes=int(written[4:6])) * (-1 if written[0] == "-" else 1)
    if int(written[4:6]) > 59 or not _LEAST <= ahead <= _MOST:  # noqa: PLR2004
        raise ValueError(f"'{text}': no clock is {written} from UTC; offsets are -12:00 to +14:00")
    return int(ahead.total_seconds())


def _check(text: str, point: _Point) -> None:
    """Refuse what no calendar and no clock has."""
    if point.year == "0000":
        raise ValueError(f"'{text}': there is no year 0000; years are 0001 to 9999")
    if point.month is not None and point.month not in _SEASONS and not 1 <= point.month <= 12:  # noqa: PLR2004
        raise ValueError(f"'{text}': there is no month {point.month:02}; {_IN_A_YEAR}")
    if point.day is not None and point.month is not None:
        if point.month in _SEASONS:
            raise ValueError(f"'{text}': a season has no days; leave the day out, or give the month")
        days = monthrange(int(point.year), point.month)[1]
        if not 1 <= point.day <= days:
            month = f"{_MONTHS[point.month]} {point.year}"
            raise ValueError(f"'{text}': there is no {point.day} {month}; that month has {days} days")
    hour, minute, second = point.time or (0, 0, 0)
    if hour > 23 or minute > 59 or (second or 0) > 59:  # noqa: PLR2004
        raise ValueError(f"'{text}': there is no time {hour:02}:{minute:02}; times are 00:00 to 23:59")


def _words(point: _Point) -> str:
    """Return one date in words."""
    return point.before + _date_words(point) + (f", {_time_words(point.time)}" if point.time else "")


def _date_words(point: _Point) -> str:
    """Return the day, month and year in words."""
    if "X" in point.year:
        return f"a year between {point.year.replace('X', '0')} and {point.year.replace('X', '9')}"
    return f"{_day_words(point)} {int(point.year)}".strip()


def _day_words(point: _Point) -> str:
    """Return the day and month in words, as far as they are written."""
    if point.month is None:
        return ""
    month = _SEASONS.get(point.month) or _MONTHS[point.month]
    return f"{point.day} {month}" if point.day else month


_HOURS_WITH_NAMES = {0: "midnight", 12: "noon"}


def _time_words(time: tuple[int, int, int | None]) -> str:
    """Return a time of the day in words, on the clock of twelve hours."""
    hour, minute, second = time
    if (minute, second or 0) == (0, 0) and hour in _HOURS_WITH_NAMES:
        return _HOURS_WITH_NAMES[hour]
    seconds = "" if second is None else f":{second:02}"
    return f"{hour % 12 or 12}:{minute:02}{seconds} {'a.m.' if hour < 12 else 'p.m.'}"  # noqa: PLR2004


def _shortened(first: _Point, last: _Point) -> tuple[str, str]:
    """Return two dates in words, without saying twice what they share."""
    if first.before or last.before or first.year != last.year or "X" in first.year:
        return _words(first), _words(last)
    same_day = (first.month, first.day) == (last.month, last.day)
    if first.time and last.time and same_day:
        return _words(first), _time_words(last.time)
    if first.time or last.time or not (first.month and last.month):
        return _words(first), _words(last)
    if first.month == last.month and first.day and last.day:
        return str(first.day), _words(last)
    return _day_words(first), _words(last)
