"""`metadata.yml`: what is known of a document, and how."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from edition.schema.lines import LineDeclaration, NoteReferenceDeclaration
from edition.schema.statements import AddressStatement, DateStatement, Statement
from edition.schema.values import Address, Entry, Id, Words


class LineEnds(StrEnum):
    """What the line ends of a source mean: each ends a paragraph, or the lines of paragraphs are wrapped."""

    PARAGRAPHS = "paragraphs"
    WRAPPED = "wrapped"


class Related(Entry):
    """The same document, or its parallel record, elsewhere."""

    title: Words
    """What it is called."""
    url: Address | None = None
    """Where it is; begins with https://."""
    why: Words = ""
    """How it is related to this document."""


class Metadata(Entry):
    """What is known of a document, and how; in the order in which a page shows it."""

    title: Statement | None = None
    """The title, without printed number and note references."""
    type: Statement | None = None
    """What kind of document it is: telegram, memorandum of conversation …"""
    number: Statement | None = None
    """The document's own number, as printed: Secto 8."""
    date: DateStatement | None = None
    """When the document was written or sent, in EDTF: 1962-12-13T11:00."""
    date_printed: Statement | None = None
    """The date as the source prints it, where that says more or something else: undated."""
    event_date: DateStatement | None = None
    """When that of which it tells took place, in EDTF."""
    received: DateStatement | None = None
    """When it was received, in EDTF."""
    place: Statement | None = None
    """Where it was written or sent."""
    from_: Statement | None = None
    """Who sent it."""
    to: Statement | None = None
    """To whom it was sent."""
    author: Statement | None = None
    """Who wrote or drafted it."""
    participants: Statement | None = None
    """Who took part: a list of names."""
    subject: Statement | None = None
    """What it is about, in the source's words."""
    classification: Statement | None = None
    """How secret it was, as marked."""
    precedence: Statement | None = None
    """How urgent it was, as marked."""
    distribution: Statement | None = None
    """To whom it might be shown, as marked."""
    control_number: Statement | None = None
    """The number under which it was controlled."""
    declassification: Statement | None = None
    """When and how it was released, as marked."""
    language: Statement | None = None
    """The language, as a code: en."""
    container_title: Statement | None = None
    """The volume in which it is printed."""
    collection_title: Statement | None = None
    """The series of that volume."""
    volume: Statement | None = None
    """The number of the volume in its series."""
    page: Statement | None = None
    """The pages in that volume: 521-522."""
    number_of_pages: Statement | None = None
    """How many pages it has, where the source says so."""
    editor: Statement | None = None
    """Who edited that volume."""
    collection_editor: Statement | None = None
    """Who edited the series: its general editor."""
    publisher: Statement | None = None
    """Who published it."""
    publisher_place: Statement | None = None
    """Where it was published."""
    issued: DateStatement | None = None
    """When it was published, in EDTF."""
    archive: Statement | None = None
    """The archive that keeps the original."""
    archive_location: Statement | None = None
    """Where in the archive it is: record group, series, box, folder."""
    url: AddressStatement | None = None
    """Where it can be read on the web."""
    rights: Words | None = None
    """Who may use it, and how."""
    related: tuple[Related, ...] = ()
    """Where the same document, or its parallel record, is printed."""
    threads: tuple[Id, ...] = ()
    """The threads to which the whole document belongs, by their ids."""
    format: Words | None = None
    """How the source is written; by default chosen by its content."""
    line_ends: LineEnds | None = None
    """Whether every line is a paragraph or paragraphs are wrapped; by default decided by the content."""
    lines: tuple[LineDeclaration, ...] = ()
    """What particular lines of the source are, where the reader cannot know; checked against the source."""
    note_references: tuple[NoteReferenceDeclaration, ...] = ()
    """Which figures call a note, where the text leaves it open."""
    missing_notes: Mapping[str, Words] = Field(default_factory=dict)
    """The notes that the transcription lacks, by label, and what an editor has seen about it."""
