"""What a reader hands to the account: the parts of a source, in its order, each with its place there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edition.model import BlockKind, FurnitureKind, Span


class Join(Enum):
    """How a leaf follows the one before it: as a block of its own, or as the rest of a sentence."""

    NEWLINE = "\n"
    BLANK = " "
    GLUED = ""


class MarkerKind(StrEnum):
    """What a marker does to the text in which it stands."""

    DELETION_START = "strike mark"
    DELETION_END = "end of strike mark"
    NOTE = "note reference"
    PAGE = "page notation"
    SIGN = "sign"


@dataclass(frozen=True, slots=True, order=True)
class Marker:
    """A stretch of a source that is not text; `label` is the page's, the note's, or what sign it is."""

    span: Span
    kind: MarkerKind
    label: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A block that holds others, such as the list of an item; `key` tells two neighbours apart."""

    kind: BlockKind
    key: int
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A stretch of a source that becomes a block of text, the markers in it, and the blocks around it."""

    kind: BlockKind
    span: Span
    markers: tuple[Marker, ...] = ()
    frames: tuple[Frame, ...] = ()
    join: Join = Join.NEWLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePart:
    """One of the document's own notes and the stretch that holds its label."""

    label: str
    label_span: Span
    leaves: tuple[Leaf, ...]
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurniturePart:
    """A piece of furniture; `line` is the source's line where it begins."""

    kind: FurnitureKind
    leaves: tuple[Leaf, ...]
    line: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStart:
    """The point from which everything is on a new page; `span` is the notation, where it stands alone."""

    label: str
    span: Span | None = None
    supplied: str = ""


Part = Leaf | NotePart | FurniturePart | PageStart
