"""Editions of volumes for tests, made of records alone: no source is read for them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from edition.model import Division, DivisionKind, ListedName, MentionKind, Volume
from edition.records import DocumentRecord, PersonNamed
from edition.references import build_registry
from edition.resolved import NO_SITE, Edition
from edition.threads import in_order_of_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

VOLUME = "frus1961-63v15"
KENNEDY = ListedName(
    name="p_KJF1", kind=MentionKind.PERSON, heading="Kennedy, John F.", words="President", division="persons"
)
OESTERREICH = ListedName(
    name="p_OE1", kind=MentionKind.PERSON, heading="Österreich, A. & B.", words="", division="persons"
)


def url_for(page: str, fragment: str = "") -> str:
    return f"/{page}#{fragment}" if fragment else f"/{page}"


def division(
    name: str, title: str, *children: Division, kind: DivisionKind = DivisionKind.CHAPTER, number: str = ""
) -> Division:
    """Return a division of the volume."""
    return Division(
        id=f"{VOLUME}-{name}", name=name, kind=kind, title=title, number=number, children=children
    )


def document(number: int) -> Division:
    """Return a document of the volume; the twentieth has no printed number."""
    label = str(number) if number < 20 else ""
    title = f"Memorandum {number} <sic>"
    return division(f"d{number}", title, kind=DivisionKind.DOCUMENT, number=label)


def volume_edition(persons: Mapping[int, Sequence[PersonNamed]] | None = None) -> Edition:
    """Return an edition of one volume: a preface, two chapters in a compilation, twenty documents."""
    section = DivisionKind.SECTION
    volume = Volume(
        id=VOLUME,
        title="Foreign Relations of the United States, 1961–1963, Volume XV, Berlin Crisis",
        divisions=(
            division("preface", "Preface", kind=section),
            division("persons", "List of Persons", kind=section),
            division(
                "comp1",
                "Berlin & Cuba",
                division("ch1", "First <chapter>", *map(document, range(1, 4))),
                division("ch2", "Second chapter", *map(document, range(4, 21))),
            ),
        ),
        names=(OESTERREICH, KENNEDY),
        imprint=(
            "Foreign Relations of the United States, 1961–1963",
            "Editor: A Scholar",
            "Printing Office, Washington, 1994",
        ),
    )
    dates = {f"{VOLUME}-d{number}": f"1962-10-{number:02}" for number in range(1, 20)}
    named = {f"{VOLUME}-d{number}": tuple(some) for number, some in (persons or {}).items()}
    return edition_of(volumes=(volume,), dates=dates, persons=named)


def edition_of(
    *,
    volumes: Sequence[Volume] = (),
    single: int = 0,
    dates: Mapping[str, str] | None = None,
    persons: Mapping[str, tuple[PersonNamed, ...]] | None = None,
) -> Edition:
    """Return an edition of some volumes and of a number of documents that are sources of their own."""
    records = [
        DocumentRecord(
            id=one.id,
            page=f"documents/{one.id}"
            if one.kind is DivisionKind.DOCUMENT
            else f"volumes/{volume.id}/{one.name}",
            title=one.title,
            kind=one.kind,
            number=one.number,
            date=(dates or {}).get(one.id, ""),
            place="Moscow" if one.name == "d1" else "",
            volume=volume.id,
            name=one.name,
            persons=(persons or {}).get(one.id, ()),
        )
        for volume in volumes
        for one in volume.walk()
    ]
    for number in range(1, single + 1):
        name = f"memo-{number}"
        date, named = (dates or {}).get(name, ""), (persons or {}).get(name, ())
        records.append(
            DocumentRecord(
                id=name, page=f"documents/{name}", title=f"Memo {number}", date=date, persons=named
            )
        )
    return _edition(records, volumes)


def _edition(records: Iterable[DocumentRecord], volumes: Sequence[Volume]) -> Edition:
    found = list(records)
    given: dict[str, Any] = {
        "documents": in_order_of_time(one for one in found if one.kind is DivisionKind.DOCUMENT),
        "parts": tuple(one for one in found if one.kind is not DivisionKind.DOCUMENT),
        "volumes": tuple(volumes),
        "threads": (),
        "links": (),
        "registry": build_registry(found, volumes),
    }
    # Lists ask for nothing else.
    return Edition(**{one.name: {} for one in fields(Edition)} | {"site": NO_SITE} | given)
