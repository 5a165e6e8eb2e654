"""What a result says of its page, and by what the page can be found without a word: the facets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.edtf import humanize, parse
from edition.model import DivisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from edition.edtf import Edtf
    from edition.model import Volume
    from edition.records import DocumentRecord, PersonNamed

_KINDS = {DivisionKind.CHAPTER: "Chapter", DivisionKind.SECTION: "Front and back matter"}
# A date that leaves more open than this says too little of the year to be found by it.
_MOST_YEARS = 10


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """One value of a facet: how an address names it, and what a reader is shown."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A page as search speaks of it; `address` is that of the page, seen from the root of the site.

    `number` is its own number (`Secto 8`) or that in its volume, `date` is in words, in
    brackets where the editors have supplied it. `order` puts them in the order of time.
    """

    page: str
    address: str
    title: str
    number: str = ""
    date: str = ""
    order: str = ""
    threads: tuple[Value, ...] = ()
    years: tuple[Value, ...] = ()
    kinds: tuple[Value, ...] = ()
    volumes: tuple[Value, ...] = ()
    persons: tuple[Value, ...] = ()


def document_subject(  # noqa: PLR0913 — all that a page is found by
    record: DocumentRecord,
    *,
    address: str,
    threads: Mapping[str, str],
    volume: Volume | None = None,
    volume_label: str = "",
    named: Iterable[str] = (),
) -> Subject:
    """Return a document's subject; `threads` are the titles by id, `volume` is what holds the document.

    `volume_label` is the volume's short name. The volume from which a single document was cut is its own too.
    A document belongs to the threads of its passages too. Its persons are those whom its volume's list names;
    or else those whom its metadata name, and `named`, the people of the edition's records whom it names.
    """
    ids = dict.fromkeys(
        [*record.threads, *(name for one in record.anchored for name in one.annotation.threads)]
    )
    kind = _KINDS.get(record.kind) or record.type[:1].upper() + record.type[1:]
    date = parse(record.date) if record.date else None
    return Subject(
        page=record.page,
        address=address,
        title=record.title,
        number=record.label or (f"Document {record.number}" if record.number else ""),
        date=_in_words(date, is_supplied=record.date_supplied) if date else "",
        order=date.earliest.isoformat() + date.latest.isoformat() if date else "",
        threads=tuple(Value(name, threads.get(name, name)) for name in ids),
        years=tuple(_years(date)) if date else (),
        kinds=(Value(kind, kind),) if kind else (),
        volumes=(Value(volume.id, volume_label or volume.title),) if volume else (),
        persons=tuple(dict.fromkeys(_persons(record.persons, volume, named))),
    )


def prose_subject(page: str, address: str, title: str) -> Subject:
    """Return the subject of a page that the editors have written."""
    return Subject(page=page, address=address, title=title)


def _in_words(date: Edtf, *, is_supplied: bool) -> str:
    return f"[{humanize(date)}]" if is_supplied else humanize(date)


def _years(date: Edtf) -> Iterator[Value]:
    first, last = date.earliest.year, date.latest.year
    if last - first < _MOST_YEARS:
        yield from (Value(f"{year:04}", f"{year:04}") for year in range(first, last + 1))


def _persons(
    named: tuple[PersonNamed, ...], volume: Volume | None, recorded: Iterable[str]
) -> Iterator[Value]:
    """Yield the persons by their names: one name is one value, in whichever volume and order it stands.

    Where the volume's list names them, the shorter names of the metadata would name them again.
    """
    headings = {one.name: one.heading for one in volume.names} if volume else {}
    listed = [person for person in named if person.is_entry]
    for person in listed or named:
        if name := headings.get(person.name, "") if person.is_entry else person.name:
            yield _person(name)
    if not listed:
        yield from map(_person, recorded)


def _person(name: str) -> Value:
    return Value(re.sub(r"\W+", "-", _in_speech(name).casefold()).strip("-"), name)


def _in_speech(name: str) -> str:
    """Return a name as one says it: `MacArthur, Douglas, II` is Douglas MacArthur II."""
    surname, *others = name.split(", ")
    return " ".join([*others[:1], surname, *others[1:]])
