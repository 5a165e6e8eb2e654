"""What a document is, once it has been read: one immutable text, and what points into it.

Offsets are code points, ranges are half-open. Nothing here knows where a document came from or what
will be made of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a range that no text can have."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range: {self.start}-{self.end}")

    def __len__(self) -> int:
        """Return the number of code points."""
        return self.end - self.start

    def of(self, content: str) -> str:
        """Return the characters of `content` in this range."""
        return content[self.start : self.end]


class BlockKind(StrEnum):
    """What a block is; the names are TEI's where TEI has one."""

    HEADING = "heading"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    LIST = "list"
    LABEL = "label"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    LINE = "line"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of running text. One with children is only their frame; text lies in the leaves.

    Two leaves that follow one another are kept apart by exactly one newline, which lies in neither.
    `type` is TEI's `@type`: `subject` on a list of subjects.
    """

    kind: BlockKind
    span: Span
    children: tuple[Block, ...] = ()
    type: str = ""

    def leaves(self) -> Iterator[Block]:
        """Yield the blocks that hold text, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


class MarkKind(StrEnum):
    """An inline quality of a range of text."""

    DELETION = "deletion"
    EMPHASIS = "emphasis"
    SMALL_CAPITALS = "small-capitals"


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline quality and the range that has it."""

    kind: MarkKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """The point where a page of the source begins.

    `supplied` is empty where the source prints the label, and says how we know it where it does not.
    """

    label: str
    offset: int
    supplied: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRef:
    """The point at which the document calls one of its own notes.

    `note` is the note's position among the document's notes, or None where the source lacks it.
    """

    label: str
    offset: int
    note: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A running text and everything that points into it; of a document, a note or a piece of furniture."""

    content: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    page_breaks: tuple[PageBreak, ...] = ()
    note_refs: tuple[NoteRef, ...] = ()

    def leaves(self) -> Iterator[Block]:
        """Yield every block that holds text, in order."""
        for block in self.blocks:
            yield from block.leaves()

    def paragraphs(self) -> tuple[Block, ...]:
        """Return the paragraphs in order; the first is paragraph 1."""
        return tuple(leaf for leaf in self.leaves() if leaf.kind is BlockKind.PARAGRAPH)

    def page_at(self, offset: int) -> str:
        """Return the label of the page that holds `offset`, or nothing before the first break."""
        begun = bisect_right(self.page_breaks, offset, key=lambda page_break: page_break.offset)
        return self.page_breaks[begun - 1].label if begun else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One of the document's own notes, with its printed label. `type` is TEI's: `source`, or nothing."""

    label: str
    text: Text
    type: str = ""


class FurnitureKind(StrEnum):
    """What is on the page and not in the text (TEI `fw`)."""

    ARCHIVE_MARK = "archive-mark"
    CLASSIFICATION = "classification"
    ENDORSEMENT = "endorsement"
    FORM = "form"
    HEADER = "header"
    MARK = "mark"
    PAGE_NUMBER = "page-number"
    ROUTING = "routing"
    RUNNING_HEAD = "running-head"
    STAMP = "stamp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A piece of furniture: its own text, the point of the document's text at which it stands, its page.

    `line` is the source's line, from 1. `note` is what an editor says about it, in Markdown.
    """

    kind: FurnitureKind
    text: Text
    offset: int
    page: str
    line: int
    note: str = ""


class Fate(StrEnum):
    """What became of a stretch of a source."""

    TEXT = "text"
    NOTE = "note"
    FURNITURE = "furniture"
    MARKER = "marker"
    SPACE = "white space"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a source and what became of it.

    `what` says it in words: `paragraph 3`, `stamp`, `page notation`. For text, notes and furniture,
    `target` is where the same characters stand: in the document's text, or in that of the note or the
    furniture number `part`.
    """

    span: Span
    fate: Fate
    what: str
    target: Span | None = None
    part: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source, read: its text, its own notes, its furniture, and the account of every character.

    `number` is the printed number ("360"), `title` the heading without it; both are empty where the
    source has none. The stretches of `account` follow one another without gap over the whole source.
    """

    id: str
    format: str
    body: Text
    notes: tuple[Note, ...]
    furniture: tuple[Furniture, ...]
    account: tuple[Stretch, ...]
    number: str = ""
    title: str = ""

    @property
    def text(self) -> str:
        """The reading text."""
        return self.body.content


def fragment_id(label: str) -> str:
    """Return `label` as the end of an HTML id: a hyphen for what an id cannot hold, a number for a sign."""
    name = re.sub(r"[^\w.-]+", "-", label).strip("-")
    return name or "".join(f"x{ord(sign):x}" for sign in label) or "x"
