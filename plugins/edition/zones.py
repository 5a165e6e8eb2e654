"""Time zones as places have them, by the names of the IANA database: Europe/Paris.

The rules are those of the package `tzdata`, never the machine's own, so that every machine builds the same
pages. Zones that have agreed since 1970 are merged there, and have the earlier history of one of them: the
hours of Oslo in 1961 are not in it. The package's own tables tell which have none of their own: they are in
`zone.tab`, which lists the zones of all countries, and not in `zone1970.tab`.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from typing import NamedTuple
from zoneinfo import ZoneInfo

_SINCE = 1970


class Clock(NamedTuple):
    """By which clock an hour is told: the name of its place, if known, and its seconds ahead of UTC.

    `offset` is None where nobody knows how far the clocks of the place were ahead.
    """

    place: str
    offset: int | None

    @property
    def words(self) -> str:
        """What a reader is told of it: `Paris, UTC+1`, or `Oslo` alone."""
        if self.offset is None:
            return self.place
        return f"{self.place}, {offset_words(self.offset)}" if self.place else offset_words(self.offset)

    @property
    def written(self) -> str:
        """The offset as HTML writes it after a time: `+01:00`; nothing where it is not known."""
        if self.offset is None:
            return ""
        hours, minutes = divmod(_minutes(self.offset), 60)
        return f"{'-' if self.offset < 0 else '+'}{hours:02}:{minutes:02}"


@cache
def zone_names() -> frozenset[str]:
    """Return the names of all zones."""
    return frozenset((resources.files("tzdata") / "zones").read_text(encoding="utf-8").split())


@cache
def _merged() -> frozenset[str]:
    """Return the zones that have no history of their own before 1970, and what may be other names of them.

    A name that is in neither table is that of another zone: `Iceland`. Where a zone has taken in others, it
    cannot be told whether the name is its own or one of theirs.
    """
    kept = _listed("zone1970.tab")
    gone = _listed("zone.tab") - kept
    lines = (line.split() for line in _table("tzdata.zi") if line.startswith("L "))
    links = {name: target for _, target, name in lines}
    takers = {links[name] for name in gone if name in links}
    return gone | {name for name, target in links.items() if target in takers and name not in kept}


def _listed(table: str) -> frozenset[str]:
    return frozenset(line.split("\t")[2] for line in _table(table) if line and not line.startswith("#"))


def _table(name: str) -> list[str]:
    return (resources.files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8").splitlines()


def is_known(name: str, local: datetime) -> bool:
    """Whether it is known what clocks of a zone showed at a time."""
    return local.year >= _SINCE or name not in _merged()


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
    first, second = _offsets(name, local)
    return first if first == second else None


def _offsets(name: str, local: datetime) -> tuple[int, int]:
    """Return how far a zone is ahead of UTC, as it was before a change of its clocks and after it."""
    zone = _zone(name)
    first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    return int(first.total_seconds()), int(second.total_seconds())


def instant(local: datetime, offset: int) -> datetime:
    """Return the moment, in UTC, at which clocks of this offset show a time."""
    try:
        return (local - timedelta(seconds=offset)).replace(tzinfo=UTC)
    except OverflowError:  # the first and the last day of all time
        return datetime.min.replace(tzinfo=UTC) if offset > 0 else datetime.max.replace(tzinfo=UTC)


def instant_in(name: str, local: datetime) -> datetime:
    """Return the moment, in UTC, at which the clocks of a zone show a time: never earlier for a later one.

    An hour that they show twice is the first of the two; one that they never show, the moment of their leap.
    """
    before, after = _offsets(name, local)
    late, early = instant(local, before), instant(local, after)
    if before >= after:
        return late
    zone = _zone(name)
    seconds = range(int((late - early).total_seconds()))
    leap = bisect_left(
        seconds,
        True,  # noqa: FBT003 - what is sought: that the clocks have leapt
        key=lambda one: (
            (early + timedelta(seconds=one)).astimezone(zone).utcoffset() == timedelta(seconds=after)
        ),
    )
    return early + timedelta(seconds=leap)


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
