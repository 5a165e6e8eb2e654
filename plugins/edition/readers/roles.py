"""What the lines of a source are, whether an editor has declared it or a reader has recognised it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from edition.model import BlockKind, FurnitureKind, Span
from edition.readers.deletions import deletion_markers
from edition.readers.line_ends import split_at_line_ends
from edition.readers.parts import Frame, FurniturePart, Join, Leaf, Marker, MarkerKind

if TYPE_CHECKING:
    from edition.readers.lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a line is. Lines of one `group` (its first line's number) are one piece of furniture or one list.

    `page` is the label of the page that begins here; `list_type` the type of the list of which it is an item;
    `declared` says that the editors have declared it, and `continues` that it goes on with a paragraph.
    """

    kind: FurnitureKind | BlockKind
    group: int
    page: str = ""
    note: str = ""
    list_type: str = ""
    declared: bool = False
    continues: bool = False

    @property
    def is_furniture(self) -> bool:
        """Whether the line is on the page and not in the text."""
        return isinstance(self.kind, FurnitureKind)

    @property
    def is_paragraph(self) -> bool:
        """Whether the line is, or goes on with, a paragraph."""
        return self.kind is BlockKind.PARAGRAPH


Roles = Mapping[int, Role]


def is_furniture(line: Line, roles: Roles) -> bool:
    """Tell whether a line has been found to be furniture."""
    return line.number in roles and roles[line.number].is_furniture


def furniture_part(kind: FurnitureKind, lines: Sequence[Line], note: str = "") -> FurniturePart:
    """Return lines of a source as one piece of furniture; those with tabs are rows of a table."""
    leaves: list[Leaf] = []
    table = lines[0].number
    for place, line in enumerate(lines):
        if "\t" not in line.text:
            pieces = split_at_line_ends(_furniture_line(line), line)
            leaves += [replace(piece, join=Join.NEWLINE) for piece in pieces]
            continue
        if place == 0 or "\t" not in lines[place - 1].text:
            table = line.number
        leaves += _cells(line, table)
    return FurniturePart(kind=kind, leaves=tuple(leaves), line=lines[0].number, note=note)


def _furniture_line(line: Line) -> Leaf:
    """Return a line; the sign of a Markdown heading before it is not its text."""
    markers = deletion_markers(line)
    words = line.text.lstrip("#")
    hashes = len(line.text) - len(words)
    if hashes and words[:1].isspace():
        sign = Span(line.span.start, line.span.start + hashes)
        markers = (Marker(sign, MarkerKind.SIGN, "heading sign"), *markers)
    return Leaf(kind=BlockKind.LINE, span=line.span, markers=markers)


def _cells(line: Line, table: int) -> list[Leaf]:
    """Return the cells of a line between its tabs, the empty ones too."""
    frames = (Frame(BlockKind.TABLE, table), Frame(BlockKind.ROW, line.number))
    cells = []
    start = line.span.start
    for words in line.text.split("\t"):
        span = Span(start, start + len(words))
        cells.append(Leaf(kind=BlockKind.CELL, span=span, frames=frames))
        start = span.end + 1
    return cells
