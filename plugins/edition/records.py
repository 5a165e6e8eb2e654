"""What the rest of the edition knows of a document: enough to list it, to link to it and to name it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from edition.addresses import PlaceKind, entry_ids, place_of
from edition.fingerprints import digest_of_rows
from edition.mentions import NO_MENTIONS
from edition.model import BlockKind, DivisionKind, MentionKind
from edition.schema import Certainty
from edition.states import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edition.addresses import Place, PlaceRow
    from edition.annotations.passages import Anchored, AnnotatedDocument, Orphan
    from edition.mentions import Mentions, NamedEntity
    from edition.model import Division, Document, Span, Text
    from edition.schema import Metadata, Statement
    from edition.sources import PageImage
    from edition.zones import Clock

_PARAGRAPH = re.compile(r"p([1-9]\d*)")
_PARAGRAPH_ROW, _PASSAGE_ROW = PlaceKind.PARAGRAPH.value, PlaceKind.ANNOTATION.value
_PAGE_ROW = PlaceKind.PAGE.value


class PersonNamed(NamedTuple):
    """A person whom a document names, and as what: `from`, `to`, `participant` or nothing.

    One that is an entry has the name of its entry in the source's own list (`p_KJF1`), any other the words of
    the metadata.
    """

    name: str
    role: str = ""
    is_entry: bool = True


class Known(NamedTuple):
    """How a value of the metadata is known: the source's own words, or why the editors supply it."""

    evidence: str = ""
    supplied: str = ""
    is_likely: bool = False


_STATED = Known()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A document without its text; also a chapter or a section of a volume, which has a page as well.

    `page` is the name of its page (`documents/secto-8`), `number` its own number as printed, `label` what a
    list of links calls it, `date` is EDTF, or empty; `date_known` says how the date is known, `clock` by
    which clock its hour is told, where that is known, `zone` the time zone of its place, or empty. `volume`
    is the id of the volume that holds it, `name` its `xml:id` there; both are empty for a document that is a
    source of its own. `pages` are the labels of its pages, the one on which it starts included, `page_places`
    label and fragment of each place where one of them begins, in its notes too. `paragraphs` is their number;
    `fragments` are the other addresses within it, `places` those of annotated passages, `names` the fragments
    by the source's own identifiers (`pg_522`, `d5fn1`). `references` are the source's own, as written, in its
    order; `named` are the entities that it names, `forms` the folded words of the forms that stand in it.
    `part_of` is the volume from which a document was cut that is a source of its own, as the source names it;
    `name` is its `xml:id` there. `images` are those of its pages, each with what the page is called. `state`
    has short digests of its text, of its notes and of its annotations. `printed_in` is the volume in which it
    is printed, as the metadata give it, with `printed_pages` there. `addresses` is a digest of all addresses
    in it and the words that stand there.
    """

    id: str
    page: str
    title: str
    label: str = ""
    kind: DivisionKind = DivisionKind.DOCUMENT
    number: str = ""
    type: str = ""
    place: str = ""
    date: str = ""
    date_known: Known = _STATED
    clock: Clock | None = None
    zone: str = ""
    threads: tuple[str, ...] = ()
    volume: str = ""
    name: str = ""
    pages: tuple[str, ...] = ()
    page_places: tuple[tuple[str, str], ...] = ()
    persons: tuple[PersonNamed, ...] = ()
    paragraphs: int = 0
    fragments: frozenset[str] = frozenset()
    places: Mapping[str, Place] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    named: tuple[NamedEntity, ...] = ()
    forms: frozenset[str] = frozenset()
    part_of: str = ""
    anchored: tuple[Anchored, ...] = ()
    orphans: tuple[Orphan, ...] = ()
    metadata_path: str = ""
    annotations_path: str = ""
    images: tuple[tuple[str, PageImage], ...] = ()
    state: str = ""
    printed_in: str = ""
    printed_pages: str = ""
    addresses: str = ""

    @property
    def date_supplied(self) -> bool:
        """Whether the editors supply the date, which the source does not state by itself."""
        return bool(self.date_known.supplied)

    def has(self, fragment: str) -> bool:
        """Whether there is a place of this address in the document; the empty one is the whole of it."""
        if not fragment or fragment in self.fragments:
            return True
        paragraph = _PARAGRAPH.fullmatch(fragment)
        return paragraph is not None and int(paragraph[1]) <= self.paragraphs

    def all_fragments(self) -> Iterator[str]:
        """Yield every address within the document."""
        yield from (f"p{number}" for number in range(1, self.paragraphs + 1))
        yield from self.fragments


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a document stands: its page, the division that it is, the volume that holds it, its title there.

    `identifiers` are all those that the source gives to it and to what is in it; `part_of`, `clock`
    and `zone` are as in a record.
    """

    page: str
    division: Division
    title: str
    volume: str = ""
    part_of: str = ""
    clock: Clock | None = None
    zone: str = ""
    identifiers: tuple[str, ...] = ()


def record_of(
    document: AnnotatedDocument,
    rows: Sequence[PlaceRow],
    where: Whereabouts,
    mentions: Mentions = NO_MENTIONS,
) -> DocumentRecord:
    """Return what the rest of the edition knows of a document; `rows` are all its places."""
    metadata, body = document.metadata, document.document.body
    first = [body.first_page.label] if body.first_page else []
    others = [row for row in rows if row[0] != _PARAGRAPH_ROW]
    return DocumentRecord(
        id=document.id,
        page=where.page,
        title=where.title,
        kind=where.division.kind,
        volume=where.volume,
        part_of=where.part_of,
        name=where.division.name,
        label=_value(metadata.number),
        number=document.document.number,
        type=_value(metadata.type),
        place=_value(metadata.place),
        date=_value(metadata.date),
        date_known=_known(metadata.date),
        clock=where.clock,
        zone=where.zone,
        threads=document.threads,
        pages=tuple(dict.fromkeys([*first, *[one.label for one in body.page_breaks]])),
        page_places=_page_places(others),
        persons=(*dict.fromkeys(_stated_persons(metadata)), *_persons(document.document)),
        paragraphs=len(rows) - len(others),
        fragments=frozenset([row[1] for row in others if row[1]]),
        places={row[1]: place_of(row) for row in others if row[0] == _PASSAGE_ROW},
        names=dict.fromkeys(where.identifiers, "") | _names(document.document, others),
        references=tuple([one.target for text in _texts(document.document) for one in text.references]),
        named=mentions.named,
        forms=mentions.forms,
        anchored=document.anchored,
        orphans=document.orphans,
        metadata_path=document.metadata_path,
        annotations_path=document.annotations_path,
        state=state_of(document),
        printed_in=_printed_in(metadata),
        printed_pages=_value(metadata.page),
        addresses=digest_of_rows(rows),
    )


def _page_places(rows: Sequence[PlaceRow]) -> tuple[tuple[str, str], ...]:
    """Return label and fragment of each page, in the order of the text; a note's at the note's first call."""
    pages = [(row[3], row[2].removeprefix("page "), row[1]) for row in rows if row[0] == _PAGE_ROW]
    pages.sort(key=itemgetter(0))
    return tuple([(label, fragment) for _, label, fragment in pages])


def _printed_in(metadata: Metadata) -> str:
    """Return the name of the volume in which a document is printed: the series, the number, the title."""
    if metadata.volume is None:
        return ""
    parts = (_value(metadata.collection_title), f"Volume {metadata.volume.value}")
    return ", ".join([part for part in (*parts, _value(metadata.container_title)) if part])


def _value(statement: Statement | None) -> str:
    return statement.value if statement else ""


def _known(statement: Statement | None) -> Known:
    """Return how a value is known; one that the source states, without more, is the most frequent."""
    item = statement.items[0] if statement else None
    if item is None or not (item.evidence or item.supplied):
        return _STATED
    return Known(item.evidence, item.supplied, item.certainty is Certainty.LIKELY)


def _stated_persons(metadata: Metadata) -> Iterator[PersonNamed]:
    """Yield who wrote, received or took part, by the words of the metadata."""
    stated = (("from", metadata.from_), ("to", metadata.to), ("participant", metadata.participants))
    for role, statement in stated:
        for name in statement.values if statement else ():
            yield PersonNamed(name, role, is_entry=False)


def _persons(document: Document) -> list[PersonNamed]:
    """Return the persons whom the source ties to its list; one in a list of participants is one of them."""
    person, spans = MentionKind.PERSON, _participants(document.body)
    found = [
        (one.target, one.role or _part(one.span.start, spans) if spans else one.role)
        for one in document.body.mentions
        if one.kind is person and one.target
    ]
    for note in document.notes:
        if note.text.mentions:
            found += [
                (one.target, one.role) for one in note.text.mentions if one.kind is person and one.target
            ]
    return [PersonNamed(name, role) for name, role in dict.fromkeys(found)]


def _participants(body: Text) -> list[Span]:
    """Return where the lists of participants stand."""
    return [
        block.span
        for outermost in body.blocks
        if outermost.children
        for block in outermost.walk()
        if block.kind is BlockKind.LIST and block.type == "participants"
    ]


def _part(offset: int, spans: Sequence[Span]) -> str:
    return "participant" if any(span.start <= offset < span.end for span in spans) else ""


def _texts(document: Document) -> tuple[Text, ...]:
    return (document.body, *[note.text for note in document.notes])


def _names(document: Document, rows: Sequence[PlaceRow]) -> dict[str, str]:
    """Return the fragments of pages, notes and listed entries by the source's own identifiers.

    `rows` are the places of the document but for its paragraphs, in the order of `place_rows`.
    """
    first, named = document.body.first_page, [""]
    if first:
        named.append(first.name if first.begins else "")
    named += [page_break.name for page_break in document.body.page_breaks]
    for note in document.notes:
        named.append(note.name)
        named += [page_break.name for page_break in note.text.page_breaks]
    names = {name: row[1] for name, row in zip(named, rows, strict=False) if name}
    for entry, name in zip(document.body.entries, entry_ids(document.body), strict=True):
        names[entry.name] = name
    return names
