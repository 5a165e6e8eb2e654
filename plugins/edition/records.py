"""What the rest of the edition knows of a document: enough to list it, to link to it and to name it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edition.model import DivisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edition.addresses import Place
    from edition.annotations.passages import Anchored, Orphan


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """A person whom the source names, by the entry in its volume's list, and as what: `from`, `to` or nothing."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A document without its text; also a chapter or a section of a volume, which has a page as documents have.

    `page` is the name of its page (`documents/secto-8`), `number` its own number as printed, `date` is EDTF, or
    empty. `volume` is the id of the volume that holds it, `name` its `xml:id` there; both are empty for a
    document that is a source of its own. `pages` are the labels of its pages, the one on which it starts
    included. `fragments` are the addresses within it that exist, `places` those of them to which something
    leads, with their words, `names` the fragments by the source's own identifiers (`pg_522`, `d5fn1`).
    """

    id: str
    page: str
    title: str
    kind: DivisionKind = DivisionKind.DOCUMENT
    number: str = ""
    type: str = ""
    date: str = ""
    date_supplied: bool = False
    threads: tuple[str, ...] = ()
    volume: str = ""
    name: str = ""
    pages: tuple[str, ...] = ()
    persons: tuple[PersonNamed, ...] = ()
    fragments: frozenset[str] = frozenset()
    places: Mapping[str, Place] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    anchored: tuple[Anchored, ...] = ()
    orphans: tuple[Orphan, ...] = ()
    metadata_path: str = ""
    annotations_path: str = ""
