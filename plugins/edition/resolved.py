"""The whole edition, every reference resolved: what the renderers read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from edition.chronology import moments_of
from edition.desks import desks_of, other_desks
from edition.entities import entities_by_entry, roles_of_entities
from edition.moves import NO_MOVES
from edition.outlines import standings
from edition.pairs import companions_of, document_pairs
from edition.references import HISTORY_STATE_GOV, resolve_reference, volume_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from edition.addresses import Place
    from edition.chronology import Moment
    from edition.desks import Desk, OtherDesk
    from edition.entities import Authority
    from edition.links import End, ResolvedLink
    from edition.mentions import NamedEntity
    from edition.model import Volume
    from edition.moves import Moves
    from edition.outlines import Standing
    from edition.packs.model import AssignedPack
    from edition.pairs import DocumentPair
    from edition.records import DocumentRecord
    from edition.references import Registry, Target
    from edition.search.entries import SearchEntry
    from edition.threads import ResolvedThread

    _LinksByPlace = dict[tuple[str, str | None], list[ResolvedLink]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Galley:
    """A document's own part of its page, set in type, with holes for what the rest of the edition says.

    `lead` stands above the text, `text`, `notes` and `furniture` are what the source gives, `head` is the
    citation metadata, `facing` what the facing page holds. `previews` are what a preview shows of the
    document's places: parts that are done, as members of an object of JSON, and parts with holes by their
    fragments. `plain_text` and `markdown` are files to take away, but for what the rest of the edition says.
    `cited` is the citation of a document: the foot of its text, and the files in CSL-JSON, RIS and BibTeX;
    empty where it has none.
    """

    lead: str
    text: str
    notes: str
    furniture: str
    head: str
    in_capitals: bool
    previews: tuple[str, tuple[tuple[str, str], ...]]
    facing: str = ""
    plain_text: str = ""
    markdown: str = ""
    cited: tuple[str, ...] = ("", "", "", "")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What comes before and after a document in one order; `thread` is empty for the order of time."""

    thread: str
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What is known of the site that is made of an edition.

    `address` is its own, which ends with a slash, or empty where nobody knows it. `reference_pattern` is the
    address of a document to which a source refers and that is not here. `has_facing` tells whether documents
    have facing pages, `has_books` whether there are books to take away as EPUB, `has_pdfs` whether as PDF.
    `description`, `author` and `rights` are what the site says of itself, in words, or empty.
    """

    name: str = ""
    address: str = ""
    description: str = ""
    author: str = ""
    rights: str = ""
    reference_pattern: str = HISTORY_STATE_GOV
    has_facing: bool = True
    has_books: bool = False
    has_pdfs: bool = False


NO_SITE = Site()


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The whole edition; documents come in the order of time, `parts` are the volumes' chapters and sections.

    `galleys`, `places` and `search_entries` are fetched as they are asked for: all together may be larger
    than memory. Where `search_digests` are the same, the entries are. `keys` tell, by the ids of documents
    and volumes, everything in the edition's files that decides about one by itself. `site` is
    what is made of it, `moves` tell where its old addresses lead.
    """

    documents: tuple[DocumentRecord, ...]
    parts: tuple[DocumentRecord, ...]
    volumes: tuple[Volume, ...]
    threads: tuple[ResolvedThread, ...]
    links: tuple[ResolvedLink, ...]
    authorities: Mapping[str, Authority]
    galleys: Mapping[str, Galley]
    places: Mapping[str, Mapping[str, Place]]
    registry: Registry
    search_entries: Callable[[], Iterator[SearchEntry]]
    search_digests: tuple[bytes, ...]
    keys: Mapping[str, str]
    packs: tuple[AssignedPack, ...] = ()
    site: Site = NO_SITE
    moves: Moves = NO_MOVES

    @cached_property
    def by_id(self) -> dict[str, DocumentRecord]:
        """Documents, chapters and sections by their ids."""
        return {one.id: one for one in (*self.documents, *self.parts)}

    @cached_property
    def volumes_by_id(self) -> dict[str, Volume]:
        """Volumes by their ids."""
        return {volume.id: volume for volume in self.volumes}

    @cached_property
    def paged_volumes(self) -> frozenset[str]:
        """The ids of the volumes of whose pages something is known."""
        return frozenset({one.volume for one in self.by_id.values() if one.volume and one.page_places})

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Where each document, chapter and section of a volume stands in it, by its id."""
        return {name: one for volume in self.volumes for name, one in standings(volume).items()}

    @cached_property
    def found_addresses(self) -> defaultdict[tuple[str, str, str], dict[str, tuple[str, str]]]:
        """Pages and addresses as the pages of one volume in one folder write them: found once, for speed."""
        return defaultdict(dict)

    @cached_property
    def thread_titles(self) -> dict[str, str]:
        """Titles of the threads by their ids."""
        return {resolved.thread.id: resolved.thread.title for resolved in self.threads}

    @cached_property
    def named_in(self) -> dict[str, tuple[tuple[DocumentRecord, NamedEntity], ...]]:
        """The documents that name each entity, by its id, in the order of time."""
        found: dict[str, list[tuple[DocumentRecord, NamedEntity]]] = {}
        for document in self.documents:
            for named in document.named:
                found.setdefault(named.entity, []).append((document, named))
        return {name: tuple(some) for name, some in found.items()}

    @cached_property
    def listed_entities(self) -> dict[str, str]:
        """The entities by the entries of volumes' own lists that they are: `frus1961-63v15#p_RD3`."""
        return entities_by_entry(self.authorities)

    @cached_property
    def entity_roles(self) -> dict[str, dict[str, list[str]]]:
        """The documents in which each entity has a role, by its id and the role, in the order of time."""
        return roles_of_entities(self.authorities, self.documents)

    @cached_property
    def moments(self) -> tuple[tuple[Moment, ...], tuple[Moment, ...]]:
        """The documents of the threads on the timeline, and those that have no date."""
        return moments_of(self.threads, self.documents)

    @cached_property
    def moments_by_id(self) -> dict[str, Moment]:
        """The documents on the timeline by their ids."""
        return {moment.document.id: moment for moment in self.moments[0]}

    @cached_property
    def _desks(self) -> dict[str, Desk]:
        return desks_of(self.moments[0])

    def other_desks(self, document: str) -> tuple[OtherDesk, ...]:
        """Return what lay on the desks of other threads at the time of a document."""
        moment = self.moments_by_id.get(document)
        return other_desks(moment, self._desks) if moment else ()

    @cached_property
    def pairs(self) -> tuple[DocumentPair, ...]:
        """The pairs of documents of which passages cross."""
        return document_pairs(self.links, self.documents)

    @cached_property
    def _companions(self) -> dict[str, DocumentPair]:
        return companions_of(self.pairs)

    def companion(self, document: str) -> DocumentPair | None:
        """Return the pair in which a document faces the one with which it crosses most strongly."""
        return self._companions.get(document)

    @cached_property
    def _outgoing(self) -> _LinksByPlace:
        return _by_place((link.origin, link) for link in self.links)

    @cached_property
    def _incoming(self) -> _LinksByPlace:
        return _by_place((link.target, link) for link in self.links if not isinstance(link.target, str))

    @cached_property
    def _neighbours(self) -> dict[str, list[Neighbours]]:
        found: dict[str, list[Neighbours]] = {document.id: [] for document in self.documents}
        orders = [("", [document.id for document in self.documents])]
        orders += [(one.thread.id, [entry.document.id for entry in one.entries]) for one in self.threads]
        for thread, order in orders:
            for before, here, after in zip([None, *order], order, [*order[1:], None], strict=False):
                found[here].append(Neighbours(thread, before, after))
        return found

    def reference(self, document: DocumentRecord, written: str) -> Target:
        """Return where a reference of a document's own source leads."""
        return resolve_reference(
            written, volume=volume_of(document), registry=self.registry, pattern=self.site.reference_pattern
        )

    def links_from(self, document: str, fragment: str | None = None) -> list[ResolvedLink]:
        """Return the links that start in a document, or at one place of it."""
        return self._outgoing.get((document, fragment), [])

    def links_to(self, document: str, fragment: str | None = None) -> list[ResolvedLink]:
        """Return the links that lead to a document, or to one place of it."""
        return self._incoming.get((document, fragment), [])

    def neighbours(self, document: str) -> list[Neighbours]:
        """Return what stands before and after a document in time, then in each of its threads."""
        return self._neighbours.get(document, [])


def _by_place(ends: Iterable[tuple[End, ResolvedLink]]) -> _LinksByPlace:
    """Return links by the document and the fragment of one end, and by the document alone."""
    table: _LinksByPlace = {}
    for end, link in ends:
        for fragment in (end.place.fragment, None):
            table.setdefault((end.document, fragment), []).append(link)
    return table
