"""A citation as data of CSL: the variables in which every file of it is told."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from edition.citations.chicago import archive_words
from edition.citations.dates import CHICAGO, date_words, dating_of
from edition.citations.numbers import Shortening, all_pages, volume_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edition.citations.dates import CitedDate, Point
    from edition.citations.names import Name
    from edition.citations.record import Citation, Container

_FIRST_SEASON = 21


def csl_variables(one: Citation) -> dict[str, Any]:
    """Return a citation in the variables of CSL 1.0.2 (csl-data.json); those without a value are absent."""
    found = {
        "id": one.id,
        "type": _type(one),
        "title": one.title,
        "author": _names(one.author),
        "recipient": _names(one.recipient),
        **(_volume(one.container) if one.is_printed else {}),
        "chapter-number": one.document_number,
        "page": all_pages(one.page, Shortening.NONE, "-"),
        "number": one.number,
        "genre": one.genre,
        "event-place": one.place.certain,
        "archive": one.archive.certain,
        "archive_location": one.archive_location.certain,
        "language": one.language,
        "URL": one.url,
        "issued": _date(one.issued if one.is_printed else one.date),
        "original-date": _date(one.date if one.is_printed else None),
    }
    return {name: value for name, value in found.items() if value}


@lru_cache(maxsize=256)
def _volume(one: Container) -> dict[str, Any]:
    return {
        "editor": _names(one.editor),
        "collection-editor": _names(one.collection_editor),
        "container-title": one.container_title,
        "collection-title": one.collection_title,
        "volume": volume_number(one.volume),
        "publisher": one.publisher,
        "publisher-place": one.publisher_place,
    }


def note_of(one: Citation) -> str:
    """Return what is only likely, and has no variable: the archive of a paper."""
    likely = archive_words(one.archive_location, one.archive) if not one.is_printed else ""
    return f"{likely[likely.index('[') :]}. ".replace("[p", "[P") if "[" in likely else ""


def _type(one: Citation) -> str:
    if one.is_printed:
        return "chapter"
    return "personal_communication" if one.is_letter else "document"


def _names(names: Iterable[Name]) -> list[dict[str, Any]]:
    return [_name(name) for name in names]


def _name(name: Name) -> dict[str, Any]:
    if name.literal:
        return {"literal": name.literal}
    parts: dict[str, Any] = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "static-ordering": name.is_family_first,
    }
    return {key: value for key, value in parts.items() if value}


def _date(date: CitedDate | None) -> dict[str, Any]:
    """Return a date; what its parts cannot say stands there in words."""
    if date is None:
        return {}
    dating = dating_of(date.edtf)
    ends = [end for end in (dating.first, dating.last) if end]
    if dating.is_open or any(not end.year.isdecimal() for end in ends):
        return {"literal": date_words(date, CHICAGO)}
    found: dict[str, Any] = {"date-parts": [_parts(end) for end in ends]}
    if any(end.month >= _FIRST_SEASON for end in ends):
        season = {"season": ends[0].month - _FIRST_SEASON + 1}
        found.update(season if len(ends) == 1 else {"literal": date_words(date, CHICAGO)})
    if date.is_likely or not dating.is_certain:
        found["circa"] = True
    return found


def _parts(point: Point) -> list[int]:
    month = point.month if point.month < _FIRST_SEASON else 0
    parts = [int(point.year), month, point.day]
    return [part for part in parts if part]
