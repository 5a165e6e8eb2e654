"""The blocks of a text as HTML, from the insides of its leaves."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from edition.model import BlockKind
from edition.render.classes import class_attribute
from edition.render.escaping import quotable
from edition.render.inline import direction
from edition.render.itemised import render_list
from edition.render.tables import render_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from edition.model import Block, Span

# A block that holds text alone, and one that is the frame of others; what is not here is only a `div`.
_LEAVES = {
    BlockKind.CLOSER: ("p", "closer"),
    BlockKind.DATELINE: ("p", "dateline"),
    BlockKind.LABEL: ("p", "label"),
    BlockKind.OPENER: ("p", "opener"),
    BlockKind.PARAGRAPH: ("p", ""),
    BlockKind.QUOTATION: ("blockquote", "quotation"),
    BlockKind.SECTION: ("section", "section"),
    BlockKind.SIGNATURE: ("p", "signature"),
}
_FRAMES = {
    BlockKind.QUOTATION: "blockquote",
    BlockKind.SECTION: "section",
}


class Setting(NamedTuple):
    """What the blocks of a text need to be set.

    `insides` are those of the leaves, in order, and `numbers` those of the paragraphs, in a text whose
    paragraphs have addresses. `title` is the place of the page's own heading. `tables` gives each table its
    name, in a text whose tables can be scrolled.
    """

    content: str
    insides: Iterator[str]
    right_to_left: bool
    title: Span | None = None
    numbers: Iterator[int] | None = None
    tables: Iterator[str] | None = None


def render_block(block: Block, setting: Setting, depth: int = 0) -> str:
    """Return a block with all that it holds; `depth` counts the sections around it."""
    match block.kind:
        case BlockKind.PARAGRAPH:
            return _paragraph(block, setting, depth)
        case BlockKind.HEADING:
            return _heading(block, setting, depth)
        case BlockKind.LIST:
            return _list(block, setting, depth)
        case BlockKind.TABLE:
            return _table(block, setting, depth)
    if block.children:
        tag, name = _FRAMES.get(block.kind, "div"), block.kind.value
    else:
        tag, name = _LEAVES.get(block.kind, ("div", block.kind.value))
    attributes = f"{class_attribute(name, block.type)}{_direction(block, setting)}"
    return f"<{tag}{attributes}>{_inside(block, setting, depth)}</{tag}>\n"


def render_standing(
    block: Block, setting: Setting, after: Callable[[Block], str] | None, depth: int = 0
) -> str:
    """Return a block and what stands behind it; within a section, something may stand behind each block."""
    if not block.children or block.kind is not BlockKind.SECTION:
        html = render_block(block, setting, depth)
        return html + after(block) if after else html
    inside = "".join([render_standing(child, setting, after, depth + 1) for child in block.children])
    return f"<section{class_attribute('section', block.type)}>\n{inside}</section>\n"


def standing_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks behind which something may stand: the outermost, and those of sections."""
    for block in blocks:
        if block.kind is BlockKind.SECTION and block.children:
            yield from standing_blocks(block.children)
        else:
            yield block


def _inside(block: Block, setting: Setting, depth: int) -> str:
    if not block.children:
        return next(setting.insides)
    deeper = depth + 1 if block.kind is BlockKind.SECTION else depth
    return "".join([render_block(child, setting, deeper) for child in block.children])


def _direction(block: Block, setting: Setting) -> str:
    """Return the attribute for a block of right-to-left script; only the blocks that hold text have one."""
    if not setting.right_to_left or block.children:
        return ""
    return direction(block.span.of(setting.content))


def _paragraph(block: Block, setting: Setting, depth: int) -> str:
    """Return a paragraph with its number, where it has one."""
    if block.children:
        return _paragraph_frame(block, setting, depth)
    attributes = class_attribute("", block.type) if block.type else ""
    if setting.right_to_left:
        attributes += _direction(block, setting)
    inside = next(setting.insides)
    if setting.numbers is None:
        return f"<p{attributes}>{inside}</p>\n"
    number = next(setting.numbers)
    return f'<p id="p{number}"{attributes}>{inside}{_permalink(number)}</p>\n'


def _paragraph_frame(block: Block, setting: Setting, depth: int) -> str:
    """Return a paragraph that holds a list or a table, and so cannot be a `p`."""
    attributes = class_attribute("paragraph", block.type)
    if setting.numbers is None:
        return f"<div{attributes}>{_inside(block, setting, depth)}</div>\n"
    number = next(setting.numbers)
    return f'<div id="p{number}"{attributes}>{_permalink(number)}{_inside(block, setting, depth)}</div>\n'


@lru_cache(maxsize=1024)
def _permalink(number: int) -> str:
    return f'<a class="permalink" href="#p{number}" aria-label="Paragraph {number}" data-apparatus></a>'


def _heading(block: Block, setting: Setting, depth: int) -> str:
    """Return a heading; one without words is none to those who hear the page."""
    attributes = f"{class_attribute('edition-heading', block.type)}{_direction(block, setting)}"
    inside = _inside(block, setting, depth)
    if block.children or not block.span:
        return f"<div{attributes}>{inside}</div>\n"
    level = 1 if block.span == setting.title else min(max(depth, 1) + 1, 6)
    return f"<h{level}{attributes}{_spoken(block, setting, inside)}>{inside}</h{level}>\n"


def _spoken(block: Block, setting: Setting, inside: str) -> str:
    """Return a heading's words as its name, where signs of pages or notes would run into them."""
    if " data-apparatus" not in inside:
        return ""
    return f' aria-label="{quotable(" ".join(block.span.of(setting.content).split()))}"'


def _list(block: Block, setting: Setting, depth: int) -> str:
    """Return a list; one without items may still hold a point."""
    if not block.children:
        return f"{_stray(next(setting.insides))}{render_list(block, ())}"
    members = (BlockKind.LABEL, BlockKind.ITEM)
    return render_list(
        block,
        [
            (child, _direction(child, setting), _inside(child, setting, depth))
            if child.kind in members
            else (child, "", render_block(child, setting, depth))
            for child in block.children
        ],
    )


def _table(block: Block, setting: Setting, depth: int) -> str:
    """Return a table, its rows and cells; what stands between the rows has a row of its own."""
    name = next(setting.tables) if setting.tables else ""
    if not block.children:
        return f"{_stray(next(setting.insides))}{render_table(block, (), name)}"
    return render_table(block, [(row, _cells(row, setting, depth)) for row in block.children], name)


def _cells(row: Block, setting: Setting, depth: int) -> list[tuple[Block, str, str]]:
    """Return the cells of a row, or the one thing that stands in its place; an empty row has none."""
    if row.kind is BlockKind.ROW and not row.children:
        inside = next(setting.insides)
        return [(row, "", inside)] if inside else []
    cells = row.children if row.kind is BlockKind.ROW else (row,)
    return [
        (cell, _direction(cell, setting), _inside(cell, setting, depth))
        if cell.kind in (BlockKind.CELL, BlockKind.LABEL)
        else (cell, "", render_block(cell, setting, depth))
        for cell in cells
    ]


def _stray(inside: str) -> str:
    return f'<div class="run">{inside}</div>\n' if inside else ""
