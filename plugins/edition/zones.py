"""Time zones as places have them, by the names of the IANA database: Europe/Paris.

The rules are those of the package `tzdata`, never the machine's own, so that every machine builds the same
pages.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Clock(NamedTuple):
    """By which clock an hour is told: the name of its place, if known, and its seconds ahead of UTC."""

    place: str
    offset: int

    @property
    def words(self) -> str:
        """What a reader is told of it: `Paris, UTC+1`."""
        return f"{self.place}, {offset_words(self.offset)}" if self.place else offset_words(self.offset)

    @property
    def written(self) -> str:
        """The offset as HTML writes it after a time: `+01:00`."""
        hours, minutes = divmod(_minutes(self.offset), 60)
        return f"{'-' if self.offset < 0 else '+'}{hours:02}:{minutes:02}"


@cache
def zone_names() -> frozenset[str]:
    """Return the names of all zones."""
    return frozenset((resources.files("tzdata") / "zones").read_text(encoding="utf-8").split())


@cache
def _zone(name: str) -> ZoneInfo:
    file = resources.files("tzdata") / "zoneinfo"
    for part in name.split("/"):
        file /= part
    with file.open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def offset_at(name: str, local: datetime) -> int | None:
    """Return how many seconds a zone is ahead of UTC when its clocks show a time.

    There is None for an hour that they show twice, or never: where summer time ends, and where it begins.
    """
    zone = _zone(name)
    first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    if first is None or first != second:
        return None
    return int(first.total_seconds())


def instant(local: datetime, offset: int) -> datetime:
    """Return the moment, in UTC, at which clocks of this offset show a time."""
    try:
        return (local - timedelta(seconds=offset)).replace(tzinfo=UTC)
    except OverflowError:  # the first and the last day of all time
        return local.replace(tzinfo=UTC)


def offset_words(offset: int) -> str:
    """Return an offset as readers know it: `UTC+1`, `UTC−3:30`."""
    hours, minutes = divmod(_minutes(offset), 60)
    if not hours and not minutes:
        return "UTC"
    rest = f":{minutes:02}" if minutes else ""
    return f"UTC{'−' if offset < 0 else '+'}{hours}{rest}"


def _minutes(offset: int) -> int:
    """Return an offset's size in minutes; the oldest local times have seconds, which nobody tells."""
    return (abs(offset) + 30) // 60
