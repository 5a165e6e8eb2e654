"""A citation as data of CSL: the variables in which every file of it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from edition.citations.chicago import archive_words
from edition.citations.dates import CHICAGO, date_words, dating_of
from edition.citations.numbers import split_range, volume_number

if TYPE_CHECKING:
    from edition.citations.dates import CitedDate, Point
    from edition.citations.names import Name
    from edition.citations.record import Citation

_FIRST_SEASON = 21


def csl_variables(one: Citation) -> dict[str, Any]:
    """Return a citation in the variables of CSL (csl-data.json of CSL 1.0.2); those without a value are absent."""
    own = {"original-date": one.date} if one.is_printed else {"issued": one.date}
    dates = {"issued": one.issued, **own} if one.is_printed else own
    found = {
        "id": one.id,
        "type": _type(one),
        "title": one.title,
        "author": [_name(name) for name in one.author],
        "recipient": [_name(name) for name in one.recipient],
        "editor": [_name(name) for name in one.editor],
        "collection-editor": [_name(name) for name in one.collection_editor],
        "container-title": one.container_title,
        "collection-title": one.collection_title,
        "volume": volume_number(one.volume),
        "page": "-".join(dict.fromkeys(split_range(one.page))) if one.page else "",
        "chapter-number": one.document_number,
        "number": one.number,
        "genre": one.genre,
        "publisher": one.publisher,
        "publisher-place": one.publisher_place,
        "event-place": one.place.certain,
        "archive": one.archive.certain,
        "archive_location": one.archive_location.certain,
        "language": one.language,
        "URL": one.url,
        **{name: _date(date) for name, date in dates.items() if date},
    }
    return {name: value for name, value in found.items() if value}


def note_of(one: Citation) -> str:
    """Return what is only likely, and has no variable: the archive of a paper."""
    likely = archive_words(one.archive_location, one.archive) if not one.is_printed else ""
    return f"{likely[likely.index('['):]}. ".replace("[p", "[P") if "[" in likely else ""


def _type(one: Citation) -> str:
    if one.is_printed:
        return "chapter"
    return "personal_communication" if one.is_letter else "document"


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}


def _date(date: CitedDate) -> dict[str, Any]:
    """Return a date; what its parts cannot say stands there in words."""
    dating = dating_of(date.edtf)
    ends = [end for end in (dating.first, dating.last) if end]
    is_open = dating.first is None or (dating.last is None and date.edtf.startswith("[")) or "/" in date.edtf[-3:]
    if is_open or not ends or any(not end.year.isdecimal() for end in ends):
        return {"literal": date_words(date, CHICAGO)}
    found: dict[str, Any] = {"date-parts": [_parts(end) for end in ends]}
    if len(ends) == 1 and ends[0].month >= _FIRST_SEASON:
        found["season"] = ends[0].month - _FIRST_SEASON + 1
    if date.is_likely or not dating.is_certain:
        found["circa"] = True
    return found


def _parts(point: Point) -> list[int]:
    month = point.month if point.month < _FIRST_SEASON else 0
    parts = [int(point.year), month, point.day]
    return [part for part in parts if part]
