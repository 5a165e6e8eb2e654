"""What happens in a text where an element begins and where it ends: one function for each shape."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from lxml.etree import QName

from edition.model import BlockKind, Gap, Mark, MarkKind, Mention, PageBreak, Reference
from edition.readers.tei.attributes import attribute, pointer_of, type_of
from edition.readers.tei.draft import (
    WHITE_SPACE,
    OpenBlock,
    await_words,
    break_line,
    close_block,
    close_range,
    end_run,
    open_block,
    open_range,
)
from edition.readers.tei.elements import RENDITIONS, Role, Shape, role_of
from edition.readers.tei.notes import open_note
from edition.readers.tei.parse import XML_ID, line_of
from edition.readers.tei.points import gap_words, page_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

    from edition.model import Span
    from edition.readers.tei.reading import Reading

# What is to be done where an element ends, or nothing.
Closing: TypeAlias = "Callable[[], object] | None"

_MOST_CELLS = 1000  # a cell of HTML extends over no more columns
_ROLES_OF_NAMES = ("from", "to")


def open_element(reading: Reading, element: _Element, role: Role) -> Closing:
    """Begin an element in the text that is open, and return what is to be done where it ends."""
    return _OPENERS[role.shape](reading, element, role)


def _block(reading: Reading, element: _Element, role: Role) -> Closing:
    open_block(
        reading.draft, OpenBlock(role.block, role.type or type_of(element), frames=role.shape is Shape.FRAME)
    )
    return partial(close_block, reading.draft)


def _cell(reading: Reading, element: _Element, role: Role) -> Closing:
    rows, columns = _count(element, "rows"), _count(element, "cols")
    open_block(reading.draft, OpenBlock(role.block, attribute(element, "role"), rows, columns))
    return partial(close_block, reading.draft)


def _row(reading: Reading, element: _Element, role: Role) -> Closing:
    open_block(reading.draft, OpenBlock(role.block, attribute(element, "role"), frames=True))
    return partial(close_block, reading.draft)


def _section(reading: Reading, element: _Element, role: Role) -> Closing:
    block_type = role.type or attribute(element, "type")
    open_block(reading.draft, OpenBlock(role.block, block_type, frames=True))
    return partial(close_block, reading.draft)


def _head(reading: Reading, element: _Element, role: Role) -> Closing:
    """Begin a heading; that of a list, a table or a figure is a label, which is no part of an outline."""
    parent = element.getparent()
    of_part = parent is not None and role_of(str(parent.tag)).shape in _LABELLED
    block = OpenBlock(BlockKind.LABEL, "head") if of_part else OpenBlock(role.block, type_of(element))
    open_block(reading.draft, block)
    return partial(close_block, reading.draft)


def _quote(reading: Reading, element: _Element, role: Role) -> Closing:
    """Begin a quotation: a block where the source says so or it holds blocks, else words of a sentence."""
    frames = reading.draft.blocks[-1].frames
    if frames or type_of(element).startswith("block") or any(_is_block(child) for child in element):
        return _block(reading, element, role)
    return None


def _line_in_frame(reading: Reading, element: _Element, role: Role) -> Closing:
    """Begin what is a line by itself where blocks are expected, and words of a sentence anywhere else."""
    return _block(reading, element, role) if reading.draft.blocks[-1].frames else None


def _words(_reading: Reading, _element: _Element, _role: Role) -> Closing:
    return None


def _apart(reading: Reading, _element: _Element, _role: Role) -> Closing:
    """Keep the words of an element that is no block apart from those beside it, where blocks are expected."""
    if not reading.draft.blocks[-1].frames:
        return None
    end_run(reading.draft)
    return partial(end_run, reading.draft)


def _unknown(reading: Reading, element: _Element, role: Role) -> Closing:
    """Keep the words of an element that we do not know, and say that it is there."""
    name = QName(element).localname
    reading.unknown.setdefault(f"{element.prefix}:{name}" if element.prefix else name, line_of(element))
    return _apart(reading, element, role)


def _highlight(reading: Reading, element: _Element, _role: Role) -> Closing:
    """Begin highlighted words; the source may name several ways at once."""
    names = attribute(element, "rend").split() or [attribute(element, "rendition").removeprefix("#")]
    kinds = [(RENDITIONS.get(name.lower(), MarkKind.OTHER), name) for name in names]
    makers = [_mark(kind, name if kind is MarkKind.OTHER else "") for kind, name in kinds]
    return _ranges(reading, makers)


def _marked(reading: Reading, _element: _Element, role: Role) -> Closing:
    return _ranges(reading, [_mark(role.mark, role.type if role.mark is MarkKind.OTHER else "")])


def _unclear(reading: Reading, element: _Element, role: Role) -> Closing:
    """Begin words that are hard to read; where there are none, there is a gap."""
    empty = not len(element) and not (element.text or "").strip(WHITE_SPACE)
    return _gap(reading, element, role) if empty else _marked(reading, element, role)


def _mention(reading: Reading, element: _Element, role: Role) -> Closing:
    """Begin a name, if the source says whose it is, or that it is the writer's or the receiver's."""
    target, name_role = pointer_of(element), attribute(element, "type")
    name_role = name_role if name_role in _ROLES_OF_NAMES else ""
    if not target and not name_role:
        return None
    if target and target not in reading.names:
        known = [name for one in target.split() if (name := one.removeprefix("#")) in reading.names]
        if not known:
            reading.dangling.append((target, line_of(element)))
        target = known[0] if known else ""

    def make(span: Span) -> Mention:
        return Mention(kind=role.mention, span=span, target=target, role=name_role)

    return _ranges(reading, [make])


def _reference(reading: Reading, element: _Element, _role: Role) -> Closing:
    target = attribute(element, "target")
    if not target:
        return None
    if not len(element) and not (element.text or "").strip(WHITE_SPACE):
        return _gap(reading, element, Role(Shape.GAP, type="ref"))

    def make(span: Span) -> Reference:
        return Reference(span=span, target=target)

    return _ranges(reading, [make])


def _note(reading: Reading, element: _Element, _role: Role) -> Closing:
    return open_note(reading, element)


def _page_break(reading: Reading, element: _Element, _role: Role) -> Closing:
    label, supplied = page_label(element)
    name = attribute(element, XML_ID)

    def make(offset: int) -> PageBreak:
        return PageBreak(label=label, offset=offset, supplied=supplied, name=name)

    await_words(reading.draft, make, stays=False)
    return None


def _line_break(reading: Reading, _element: _Element, _role: Role) -> Closing:
    break_line(reading.draft)
    return None


def _gap(reading: Reading, element: _Element, role: Role) -> Closing:
    """Put a gap into the words, or, where blocks are expected, into a block of its own."""
    closing = _apart(reading, element, role)
    words = gap_words(element)

    def make(offset: int) -> Gap:
        return Gap(kind=role.type, offset=offset, words=words)

    await_words(reading.draft, make, stays=True)
    return closing


def _figure(reading: Reading, element: _Element, role: Role) -> Closing:
    """Begin a figure: its graphic stands for it, if it has one."""
    if any(role_of(str(child.tag)).type == "graphic" for child in element):
        return _apart(reading, element, role)
    return _gap(reading, element, role)


def _mark(kind: MarkKind, name: str) -> Callable[[Span], Mark]:
    def make(span: Span) -> Mark:
        return Mark(kind, span, name)

    return make


def _ranges(
    reading: Reading, makers: Sequence[Callable[[Span], Mark | Mention | Reference]]
) -> Callable[[], object]:
    """Begin a range for each maker, one within the other; all of them end with the element."""
    draft = reading.draft
    opened = [open_range(draft, make) for make in makers]
    if len(opened) == 1:
        return partial(close_range, draft, opened[0])

    def close() -> None:
        for one in opened:
            close_range(draft, one)

    return close


def _is_block(element: _Element) -> bool:
    return isinstance(element.tag, str) and role_of(element.tag).shape in _BLOCK_SHAPES


def _count(element: _Element, name: str) -> int:
    """Return over how many rows or columns a cell extends: one, where the source says nothing sensible."""
    value = attribute(element, name)
    return min(max(int(value), 1), _MOST_CELLS) if value.isdecimal() and len(value) < len("10000") else 1


_BLOCK_SHAPES = {Shape.BLOCK, Shape.CELL, Shape.FRAME, Shape.HEAD, Shape.ROW, Shape.SECTION}
_LABELLED = {Shape.FIGURE, Shape.FRAME}

_OPENERS: dict[Shape, Callable[[Reading, _Element, Role], Closing]] = {
    Shape.APART: _apart,
    Shape.BLOCK: _block,
    Shape.CELL: _cell,
    Shape.FIGURE: _figure,
    Shape.FRAME: _block,
    Shape.GAP: _gap,
    Shape.HEAD: _head,
    Shape.HIGHLIGHT: _highlight,
    Shape.LINE_BREAK: _line_break,
    Shape.LINE_IN_FRAME: _line_in_frame,
    Shape.MARK: _marked,
    Shape.MENTION: _mention,
    Shape.NOTE: _note,
    Shape.PAGE_BREAK: _page_break,
    Shape.QUOTE: _quote,
    Shape.REFERENCE: _reference,
    Shape.ROW: _row,
    Shape.SECTION: _section,
    Shape.UNCLEAR: _unclear,
    Shape.UNKNOWN: _unknown,
    Shape.WORDS: _words,
}
