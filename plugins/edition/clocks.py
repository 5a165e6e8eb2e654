"""By which clock a document's hour is told: that of its place, or the one that the date itself names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.edtf import parse
from edition.zones import Clock, offset_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from edition.schema import Entity

    # The name of a place and its zone, by the place's name and forms; None where two places share a form.
    Zones = Mapping[str, tuple[str, str] | None]


_BESIDE = re.compile(r"\s*\([^()]*\)")


def zones_of(entities: Iterable[Entity]) -> Zones:
    """Return the zones of the places whose records say them, by every name and form without conditions.

    A form that two places of different zones share tells nothing.
    """
    zones: dict[str, tuple[str, str] | None] = {}
    for place in entities:
        zone = getattr(place, "time_zone", "")
        names = [place.name, *(form.form for form in place.forms if form.is_plain)] if zone else []
        for name in {name.casefold() for name in names}:
            known = zones.setdefault(name, (place.name, zone))
            if known is None or known[1] != zone:
                zones[name] = None
    return zones


def clock_of(date: str, place: str, zones: Zones) -> Clock | None:
    """Return the clock by which the hour of a date (EDTF) is told, or None where there is none or no hour.

    A date's own offset counts most; a place of the document that has the same names it. A document of
    several places has the clock of them all where it is the same, and else none.
    """
    edtf = parse(date) if "T" in date else None
    if edtf is None or not edtf.begins_at_an_hour:
        return None
    found = dict.fromkeys(_clocks(edtf.earliest, place, zones))
    if edtf.offset is not None:
        names = [one.place for one in found if one and one.offset == edtf.offset]
        return Clock(names[0] if len(names) == 1 else "", edtf.offset)
    clocks = [one for one in found if one]
    if len(clocks) != len(found) or len({one.offset for one in clocks}) != 1:
        return None
    return Clock(" and ".join(one.place for one in clocks), clocks[0].offset)


def _clocks(local: datetime, place: str, zones: Zones) -> Iterable[Clock | None]:
    """Yield the clock of each place that is named: `Washington, the White House; Brussels (MacArthur)`."""
    for one in _BESIDE.sub("", place).split(";"):
        whole = one.strip().casefold()
        known = zones.get(whole) or zones.get(whole.partition(",")[0].strip())
        offset = offset_at(known[1], local) if known else None
        yield Clock(known[0], offset) if known and offset is not None else None
