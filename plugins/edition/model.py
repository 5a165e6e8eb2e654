"""What a document is, once it has been read: one immutable text, and what points into it.

Offsets are code points, ranges are half-open. Nothing here knows where a document came from or what
will be made of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import MISSING, Field, dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

_Value = TypeVar("_Value")


def filled_directly(cls: type[_Value]) -> type[_Value]:
    """Let values of a frozen dataclass fill their slots directly: making one takes half the time.

    A volume has a hundred thousand ranges and blocks, and `dataclass` looks up the slot of every field of
    every frozen value by its name. Parameters, defaults and checks are the same, and values stay frozen.
    """
    own = fields(cls)  # type: ignore[arg-type]
    names: dict[str, Any] = {f"set_{one.name}": getattr(cls, one.name).__set__ for one in own}
    names |= {f"default_{one.name}": one.default for one in own if one.default is not MISSING}
    parameters = ["self", *[_parameter(one) for one in own if not one.kw_only]]
    named = [_parameter(one) for one in own if one.kw_only]
    body = [f"set_{one.name}(self, {one.name})" for one in own]
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    header = ", ".join([*parameters, *(["*", *named] if named else [])])
    exec(f"def __init__({header}):\n " + "\n ".join(body), names)  # noqa: S102 - as `dataclass` itself does
    names["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    type.__setattr__(cls, "__init__", names["__init__"])
    return cls


def _parameter(field: Field[Any]) -> str:
    return field.name if field.default is MISSING else f"{field.name}=default_{field.name}"


@filled_directly
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
    """What a block is; the names are TEI's where TEI has one.

    A section is a part with a heading and notes of its own, such as an attachment. A run is words that stand
    beside blocks in one frame: those of an item that also holds a list.
    """

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
    QUOTATION = "quotation"
    SECTION = "section"
    OPENER = "opener"
    CLOSER = "closer"
    RUN = "run"


@filled_directly
@dataclass(frozen=True, slots=True)
class Block:
    """A block of running text. One with children is only their frame; text lies in the leaves.

    Two leaves that follow one another are kept apart by exactly one newline, which lies in neither; a newline
    inside a leaf is a line break of the source (TEI `lb`). `type` is TEI's `@type` or, where there is none,
    `@rend`: `subject` on a list of subjects, `center` on a paragraph. `rows` and `columns` are those over
    which a cell of a table extends.
    """

    kind: BlockKind
    span: Span
    children: tuple[Block, ...] = ()
    type: str = ""
    rows: int = 1
    columns: int = 1

    def walk(self) -> Iterator[Block]:
        """Yield the block and all that it holds, each frame before what is in it."""
        yield self
        for child in self.children:
            if child.children:
                yield from child.walk()
            else:
                yield child

    def leaves(self) -> Iterator[Block]:
        """Yield the blocks that hold text, in order."""
        if not self.children:
            yield self
        for child in self.children:
            if child.children:
                yield from child.leaves()
            else:
                yield child


class MarkKind(StrEnum):
    """An inline quality of a range of text; `other` is one that the source names and we do not know."""

    DELETION = "deletion"
    EMPHASIS = "emphasis"
    OTHER = "other"
    ROMAN = "roman"
    SMALL_CAPITALS = "small-capitals"
    STRONG = "strong"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"
    UNCLEAR = "unclear"
    UNDERLINE = "underline"


@filled_directly
@dataclass(frozen=True, slots=True)
class Mark:
    """An inline quality and the range that has it; `type` is the source's name for one of kind `other`."""

    kind: MarkKind
    span: Span
    type: str = ""


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    PLACE = "place"
    TERM = "term"


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A range of text that the source itself says names something.

    `target` is the entry in the source's own list (`p_KJF1`, without `#`), empty where it names none or one
    that is not there. `role` is `from` or `to` where the source says that it names who wrote or received.
    """

    kind: MentionKind
    span: Span
    target: str = ""
    role: str = ""


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A range of text that the source itself ties to another place (TEI `ref`); `target` is as written."""

    span: Span
    target: str


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A range of text that is an entry of the source's own list; `name` is its TEI `xml:id`."""

    span: Span
    name: str


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A point where the source has something that is not text, or says that something is lost.

    `kind` is the source's name for it (`gap`, `figure`, `unclear`), `words` what it says of it.
    """

    kind: str
    offset: int
    words: str = ""


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """The point where a page of the source begins.

    `supplied` is empty where the source prints the label, and says how we know it where it does not. `name`
    is the source's own identifier (TEI `xml:id`), by which it refers to the page.
    """

    label: str
    offset: int
    supplied: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The page on which a text starts that does not itself begin with a page break.

    `begins` says that the page begins with the text, its break standing directly before; else the text starts
    somewhere on the page.
    """

    label: str
    begins: bool
    name: str = ""


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRef:
    """The point at which the document calls one of its own notes.

    `note` is the note's position among the document's notes, or None where the source lacks it.
    """

    label: str
    offset: int
    note: int | None


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A running text and everything that points into it; of a document, a note or a piece of furniture."""

    content: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    page_breaks: tuple[PageBreak, ...] = ()
    note_refs: tuple[NoteRef, ...] = ()
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    gaps: tuple[Gap, ...] = ()
    entries: tuple[Entry, ...] = ()
    first_page: FirstPage | None = None

    def walk(self) -> Iterator[Block]:
        """Yield every block in order, each frame before what is in it."""
        for block in self.blocks:
            if block.children:
                yield from block.walk()
            else:
                yield block

    def leaves(self) -> Iterator[Block]:
        """Yield every block that holds text, in order."""
        for block in self.blocks:
            if block.children:
                yield from block.leaves()
            else:
                yield block

    def paragraphs(self) -> tuple[Block, ...]:
        """Return the paragraphs in order; the first is paragraph 1."""
        return tuple([block for block in self.walk() if block.kind is BlockKind.PARAGRAPH])

    def page_at(self, offset: int) -> str:
        """Return the label of the page that holds `offset`, or nothing where it is not known."""
        begun = bisect_right(self.page_breaks, offset, key=lambda page_break: page_break.offset)
        if begun:
            return self.page_breaks[begun - 1].label
        return self.first_page.label if self.first_page else ""


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One of the document's own notes, with its printed label, which is empty where none is printed.

    `type` is TEI's: `source`, `summary`, or nothing. `name` is the source's own identifier (TEI `xml:id`).
    """

    label: str
    text: Text
    type: str = ""
    name: str = ""


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


class DivisionKind(StrEnum):
    """What a division of a volume is: a document, or a part with a page of its own that is none."""

    DOCUMENT = "document"
    CHAPTER = "chapter"
    SECTION = "section"


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A division of a volume (TEI `div`): `name` is its `xml:id`, `id` its address in the edition.

    A chapter is any division that holds documents, at whatever depth; a section is front or back matter.
    `number` is printed (`145`), `title` is without it and without notes, `date` is EDTF, or empty.
    """

    id: str
    name: str
    kind: DivisionKind
    title: str
    number: str = ""
    date: str = ""
    children: tuple[Division, ...] = ()

    def walk(self) -> Iterator[Division]:
        """Yield the division and all that it holds, in the volume's order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedName:
    """An entry of a volume's own list of persons or terms; `division` is the name of the list's division.

    `heading` is the name or the abbreviation as printed, without its comma; `words` what the list says of it.
    """

    name: str
    kind: MentionKind
    heading: str
    words: str
    division: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """A source that holds many documents: its title, its divisions in order, its own lists of names.

    `imprint` says who edited and published it, where and when, one fact each, as its header has them.
    """

    id: str
    title: str
    divisions: tuple[Division, ...]
    names: tuple[ListedName, ...] = ()
    imprint: tuple[str, ...] = ()

    def walk(self) -> Iterator[Division]:
        """Yield every division, in the volume's order."""
        for division in self.divisions:
            yield from division.walk()


def fragment_id(label: str) -> str:
    """Return `label` as the end of an HTML id: a hyphen for what an id cannot hold, a number for a sign."""
    name = re.sub(r"[^\w.-]+", "-", label).strip("-")
    return name or "".join(f"x{ord(sign):x}" for sign in label) or "x"
