"""Editions of dated documents for tests, made of records alone."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from edition.clocks import clock_of, zone_of
from edition.records import DocumentRecord
from edition.resolved import NO_SITE, Edition
from edition.schema import Thread
from edition.threads import in_order_of_time, resolve_threads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ZONES = {
    "paris": ("Paris", "Europe/Paris"),
    "washington": ("Washington", "America/New_York"),
    "moscow": ("Moscow", "Europe/Moscow"),
    "oslo": ("Oslo", "Europe/Oslo"),
    "bergen": ("Bergen", "Europe/Oslo"),
    "reykjavik": ("Reykjavik", "Atlantic/Reykjavik"),
}


def url_for(page: str, fragment: str = "") -> str:
    return f"/{page}#{fragment}" if fragment else f"/{page}"


def record(name: str, date: str, threads: Sequence[str] = (), place: str = "") -> DocumentRecord:
    """Return a document of a date, with the clock of its place."""
    one = DocumentRecord(
        id=name,
        page=f"documents/{name}",
        title=f"Memo {name}",
        date=date,
        threads=tuple(threads),
        place=place,
    )
    clock = clock_of(date, place, ZONES) if date else None
    return replace(one, clock=clock, zone=zone_of(place, ZONES))


def timed_edition(
    records: Sequence[DocumentRecord], titles: Mapping[str, str] | None = None, **given: Any
) -> Edition:
    """Return an edition of documents and of the threads that they name, or of those that have `titles`."""
    names = titles or {name: name.capitalize() for one in records for name in one.threads}
    threads = [Thread(id=name, title=title) for name, title in names.items()]
    documents = in_order_of_time(records)
    known: dict[str, Any] = {
        "documents": documents,
        "parts": (),
        "volumes": (),
        "threads": resolve_threads(threads, documents),
        "links": (),
    }
    return Edition(**{one.name: {} for one in fields(Edition)} | {"site": NO_SITE} | known | given)
