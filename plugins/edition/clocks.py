"""By which clock a document's hour is told: that of its place, or the one that the date itself names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.edtf import parse
from edition.zones import Clock, is_known, offset_at, offset_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from edition.schema import Entity, Metadata

    # The name of a place and its zone, by the place's name and forms; None where two places share a form.
    Zones = Mapping[str, tuple[str, str] | None]


_MINUTE = 60
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
    several places has the clock of them all where it is the same, and else none. Where the zone has no
    history at that time the clock has the name of the place, and no offset.
    """
    edtf = parse(date) if "T" in date else None
    if edtf is None or not edtf.begins_at_an_hour:
        return None
    found = _places(place, zones)
    if edtf.offset is not None:
        names = [name for name, zone in filter(None, found) if _offset(zone, edtf.earliest) == edtf.offset]
        return Clock(names[0] if len(names) == 1 else "", edtf.offset)
    names = [name for name, _ in filter(None, found)]
    offsets = {_offset(zone, edtf.earliest) for _, zone in filter(None, found)}
    if not found or None in found or len(offsets) != 1:
        return None
    [offset] = offsets
    zone = zone_of(place, zones)
    if offset is None and (not zone or is_known(zone, edtf.earliest)):
        return None
    return Clock(" and ".join(names), offset)


def zone_of(place: str, zones: Zones) -> str:
    """Return the zone in which a document stands: that of its place, or of all its places; empty for none."""
    found = {one and one[1] for one in _places(place, zones)}
    return (found.pop() or "") if len(found) == 1 else ""


def unknown_offsets(
    document: str, date: str, place: str, zones: Zones, location: Location
) -> Iterator[Diagnostic]:
    """Yield a notice where the hour of a date is in a zone that has no history of its own at that time."""
    edtf = parse(date) if "T" in date else None
    if edtf is None or not edtf.begins_at_an_hour or edtf.offset is not None:
        return
    for name, zone in filter(None, _places(place, zones)):
        if not is_known(zone, edtf.earliest):
            message = (
                f"the hour of {document!r} has no offset: the database of time zones has no history of "
                f"its own for {zone} ({name}) before 1970; if you know the offset, write it behind the "
                "hour, as in 1962-12-13T11:00+01:00"
            )
            yield Diagnostic(Code.OFFSET_UNKNOWN, message, location, Severity.NOTICE)


def check_offset(metadata: Metadata, place: str, path: str, zones: Zones) -> Iterator[Diagnostic]:
    """Yield a problem where editors give an hour an offset that its place does not have at that time.

    It is a warning, and a notice where they say how they know it. `place` is that of the document.
    """
    item = metadata.date.items[0] if metadata.date else None
    known = _contradicted(item.value, place, zones) if item else {}
    if item and known:
        there = " and ".join(f"{name} had {offset_words(offset)}" for name, offset in known.items())
        right = Clock("", next(iter(known.values()))).written
        message = (
            f"{item.value!r} is an hour of {offset_words(parse(item.value).offset or 0)}, and {there} then; "
            f"write {right}, or leave the offset away; if the source goes by another clock, say under "
            "'supplied' how it is known"
        )
        severity = Severity.NOTICE if item.supplied else Severity.WARNING
        yield Diagnostic(Code.OFFSET_DISAGREES, message, Location(path, metadata.line_of("date")), severity)


def _contradicted(date: str, place: str, zones: Zones) -> dict[str, int]:
    """Return the offsets of the places of a document, if a date names one that none of them has.

    An hour in UTC (`Z`) contradicts nothing: it is no hour of any place, and telegrams had such hours.
    """
    edtf = parse(date) if "T" in date else None
    if edtf is None or edtf.offset is None or not edtf.begins_at_an_hour or "Z" in date:
        return {}
    known: dict[str, int] = {}
    for one in _places(place, zones):
        offset = _offset(one[1], edtf.earliest) if one else None
        # Those of long ago have seconds, which no date can say.
        if one is None or offset is None or abs(offset - edtf.offset) < _MINUTE:
            return {}
        known[one[0]] = offset
    return known


def _offset(zone: str, local: datetime) -> int | None:
    return offset_at(zone, local) if is_known(zone, local) else None


def _places(place: str, zones: Zones) -> list[tuple[str, str] | None]:
    """Return the record of each place that is named: `Washington, the White House; Brussels (MacArthur)`.

    There is its name and its zone, or None where no record says its zone.
    """
    found: dict[tuple[str, str] | None, None] = {}
    for one in _BESIDE.sub("", place).split(";"):
        whole = one.strip().casefold()
        found[zones.get(whole) or zones.get(whole.partition(",")[0].strip())] = None
    return list(found)
