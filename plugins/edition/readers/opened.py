"""A source of any format, opened: what documents it holds, each to be read by its name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from edition.model import Division, DivisionKind, MentionKind
from edition.readers import read
from edition.readers.received import Received
from edition.readers.tei import TeiError, count_division, open_tei, read_division
from edition.readers.tei.received import received_divisions
from edition.schema import Metadata
from edition.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from edition.diagnostics import Diagnostic
    from edition.model import Document, Volume
    from edition.sources import MarkupSource


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPart:
    """One document, chapter or section of a source, read, and what the source itself states of it.

    `content` gives the characters from which it was read, and `counted` the same document with the account of
    every one of them. `received` gives its source as received, markup and all.
    """

    document: Document
    stated: Metadata
    diagnostics: tuple[Diagnostic, ...]
    content: Callable[[], str]
    counted: Callable[[], Document]
    received: Callable[[], Received]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A source, opened.

    `divisions` are its parts with a page of their own, in order; one that is no volume has a single one.
    `part_of` is what the source calls its volume, or that from which it was cut. `identifiers` are the
    source's own, by the division in which they stand; `people` are the persons of its list, each by the name
    of the entry.
    """

    divisions: tuple[Division, ...]
    read: Callable[[str], ReadPart]
    diagnostics: tuple[Diagnostic, ...] = ()
    volume: Volume | None = None
    part_of: str = ""
    identifiers: Mapping[str, tuple[str, ...]]
    people: Mapping[str, str] = field(default_factory=dict)


def open_source(source: Source | MarkupSource, metadata: Metadata) -> Opened:
    """Return a source, opened; one that cannot be read has no divisions, and a diagnostic says why."""
    if isinstance(source, Source):
        return _open_text(source, metadata)
    return _open_tei(source) if source.path.endswith(".xml") else _open_page(source, metadata)


def _alone(document: Document, name: str = "") -> tuple[Division, ...]:
    return (Division(id=document.id, name=name, kind=DivisionKind.DOCUMENT, title=document.title),)


def _open_text(source: Source, metadata: Metadata) -> Opened:
    result = read(source, metadata)
    part = ReadPart(
        document=result.document,
        stated=Metadata(),
        diagnostics=result.diagnostics,
        content=lambda: source.content,
        counted=lambda: result.document,
        received=lambda: Received(content=source.content),
    )
    return Opened(divisions=_alone(result.document), read=lambda _: part, identifiers={})


def _open_page(source: MarkupSource, metadata: Metadata) -> Opened:
    # Most editions have no saved page, and BeautifulSoup takes a tenth of a second to load.
    from edition.readers.saved_page import read_saved_page  # noqa: PLC0415

    page = read_saved_page(source, metadata)
    document = page.document
    if document is None:
        return Opened(divisions=(), read=_nothing, diagnostics=page.diagnostics, identifiers={})
    part = ReadPart(
        document=document,
        stated=page.metadata,
        diagnostics=page.diagnostics,
        content=lambda: page.content,
        counted=lambda: document,
        received=lambda: page.received,
    )
    name = page.address.section if page.address else ""
    return Opened(
        divisions=_alone(document, name),
        read=lambda _: part,
        identifiers={},
        part_of=page.address.volume if page.address else "",
    )


def _open_tei(source: MarkupSource) -> Opened:
    try:
        opened = open_tei(source)
    except TeiError as error:
        return Opened(divisions=(), read=_nothing, diagnostics=(error.diagnostic,), identifiers={})

    received = cache(lambda: received_divisions(source.data, opened))

    def read_part(name: str) -> ReadPart:
        result = read_division(opened, name)
        return ReadPart(
            document=result.document,
            stated=result.metadata,
            diagnostics=result.diagnostics,
            content=lambda: count_division(opened, name)[0],
            counted=lambda: count_division(opened, name)[1],
            received=lambda: received().get(name, Received(content="", markup="xml")),
        )

    inside: dict[str, list[str]] = {}
    for name, division in opened.identifiers.items():
        inside.setdefault(division, []).append(name)
    return Opened(
        divisions=tuple(part.division for part in opened.parts.values()),
        read=read_part,
        diagnostics=opened.diagnostics,
        volume=opened.volume,
        part_of=opened.frus_id,
        identifiers={division: tuple(names) for division, names in inside.items()},
        people={one.name: one.heading for one in opened.names if one.kind is MentionKind.PERSON},
    )


def _nothing(name: str) -> ReadPart:
    raise KeyError(name)


def combined(stated: Metadata, editors: Metadata) -> Metadata:
    """Return what is known of a document: what its source states, where its editors say nothing else."""
    said = {key: getattr(editors, key) for key in editors.model_fields_set}
    return stated.model_copy(update=said) if said and stated.model_fields_set else editors if said else stated
