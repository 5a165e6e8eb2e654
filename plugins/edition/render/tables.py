"""Tables of a text: captions, headers, cells over several rows and columns."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from edition.model import BlockKind
from edition.render.classes import class_attribute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.model import Block

# A cell: the block, the attribute of its direction, its inside (or the whole of what is no cell).
Cell = tuple["Block", str, str]
Row = tuple["Block", "Sequence[Cell]"]

# A table of more columns than these is not squeezed: it scrolls.
_NARROW = 4
# HTML knows no cell that is wider, nor one that is higher.
_WIDEST, _HIGHEST = 1000, 65534


def render_table(block: Block, rows: Sequence[Row], name: str) -> str:
    """Return a table; a wide one with a `name` stands in a frame that scrolls, also by keyboard.

    The labels with which it begins are its caption, and the cells of a row of labels are headers.
    """
    captions = 0
    while captions < len(rows) and rows[captions][0].kind is BlockKind.LABEL:
        captions += 1
    width = max((sum(cell[0].columns for cell in cells) for _, cells in rows[captions:]), default=1)
    html = (
        f"<table{class_attribute('table', block.type)}>{_caption(rows[:captions])}"
        f"{''.join([_row(row, cells, width) for row, cells in rows[captions:]])}</table>\n"
    )
    if not name or width <= _NARROW:
        return html
    attributes = f'role="region" tabindex="0" aria-label="{escape(name)}"'
    return f'<div class="edition-scroller" {attributes}>\n{html}</div>\n'


def _caption(rows: Sequence[Row]) -> str:
    if len(rows) == 1:
        _, turn, inside = rows[0][1][0]
        return f"<caption{turn}>{inside}</caption>\n"
    lines = "".join([f"<div{turn}>{inside}</div>" for _, cells in rows for _, turn, inside in cells])
    return f"<caption>{lines}</caption>\n" if lines else ""


def _row(row: Block, cells: Sequence[Cell], width: int) -> str:
    if row.kind is not BlockKind.ROW:
        return f'<tr><td class="run" colspan="{min(width, _WIDEST)}">{cells[0][2]}</td></tr>\n'
    inside = "".join([_cell(cell, row) for cell in cells])
    return f"<tr{class_attribute('', row.type)}>{inside}</tr>\n"


def _cell(cell: Cell, row: Block) -> str:
    block, turn, inside = cell
    attributes = f"{class_attribute('', block.type)}{turn}"
    if block.rows > 1:
        attributes += f' rowspan="{min(block.rows, _HIGHEST)}"'
    if block.columns > 1:
        attributes += f' colspan="{min(block.columns, _WIDEST)}"'
    scope = _scope(block, row)
    if scope:
        return f'<th scope="{scope}"{attributes}>{inside}</th>'
    return f"<td{attributes}>{inside}</td>"


def _scope(block: Block, row: Block) -> str:
    """Return of what a cell is the header; one without words is of nothing."""
    if not block.span:
        return ""
    if "label" in row.type.split():
        return "col"
    return "row" if "label" in block.type.split() else ""
