"""How the elements of a text are read: one function for each shape, which reads all that is in an element."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from edition.model import BlockKind, Entry, Gap, Mark, MarkKind, Mention, PageBreak, Reference
from edition.readers.tei.attributes import attribute, pointer_of, type_of
from edition.readers.tei.draft import (
    WHITE_SPACE,
    OpenBlock,
    await_words,
    break_line,
    close_block,
    end_run,
    keep_range,
    open_block,
    open_range,
    span_since,
    stand_behind,
    write_words,
)
from edition.readers.tei.elements import RENDITIONS, ROLES, UNKNOWN, Role, Shape, role_of
from edition.readers.tei.notes import open_note
from edition.readers.tei.parse import XML_ID, line_of
from edition.readers.tei.points import gap_words, page_label
from edition.readers.tei.words import other_readings, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from edition.readers.tei.reading import Reading

# What reads an element of one shape.
Reader: TypeAlias = "Callable[[Reading, _Element, Role], None]"

_MOST_CELLS = 1000  # a cell of HTML extends over no more columns
_ROLES_OF_NAMES = ("from", "to")


def read_inside(reading: Reading, element: _Element) -> None:
    """Read all that stands in an element, in order; libxml2 lets none stand in more than 256 others."""
    draft = reading.draft
    if words := element.text:
        write_words(draft, words)
    if not len(element):
        return
    for child in element:
        read, role = _READERS.get(child.tag, _UNKNOWN_READER)
        read(reading, child, role)
        if words := child.tail:
            write_words(draft, words)


def _block(reading: Reading, element: _Element, role: Role) -> None:
    _read_block(reading, element, OpenBlock(role.block, role.type or type_of(element)))


def _frame(reading: Reading, element: _Element, role: Role) -> None:
    _read_block(reading, element, OpenBlock(role.block, role.type or type_of(element), frames=True))


def _cell(reading: Reading, element: _Element, role: Role) -> None:
    rows, columns = _count(element, "rows"), _count(element, "cols")
    _read_block(reading, element, OpenBlock(role.block, attribute(element, "role"), rows, columns))


def _row(reading: Reading, element: _Element, role: Role) -> None:
    _read_block(reading, element, OpenBlock(role.block, attribute(element, "role"), frames=True))


def _section(reading: Reading, element: _Element, role: Role) -> None:
    block_type = role.type or attribute(element, "type")
    _read_block(reading, element, OpenBlock(role.block, block_type, frames=True))


def _head(reading: Reading, element: _Element, role: Role) -> None:
    """Read a heading; that of a list, a table or a figure is a label, which is no part of an outline."""
    parent = element.getparent()
    of_part = parent is not None and role_of(parent.tag).shape in _LABELLED
    block = OpenBlock(BlockKind.LABEL, "head") if of_part else OpenBlock(role.block, type_of(element))
    _read_block(reading, element, block)


def _quote(reading: Reading, element: _Element, role: Role) -> None:
    """Read a quotation: a block where the source says so or it holds blocks, else words of a sentence."""
    frames = reading.draft.blocks[-1].frames
    if frames or type_of(element).startswith("block") or any(_is_block(child) for child in element):
        _block(reading, element, role)
    else:
        read_inside(reading, element)


def _line_in_frame(reading: Reading, element: _Element, role: Role) -> None:
    """Read what is a line by itself where blocks are expected, and words of a sentence anywhere else."""
    if reading.draft.blocks[-1].frames:
        _block(reading, element, role)
    else:
        read_inside(reading, element)


def _read_block(reading: Reading, element: _Element, block: OpenBlock) -> None:
    open_block(reading.draft, block)
    read_inside(reading, element)
    close_block(reading.draft)


def _words(reading: Reading, element: _Element, _role: Role) -> None:
    name = element.get(XML_ID)
    if name in reading.names:
        _entry(reading, element, str(name))
    else:
        read_inside(reading, element)


def _entry(reading: Reading, element: _Element, name: str) -> None:
    """Read the words by which a list of the source has an entry."""
    opened = open_range(reading.draft)
    read_inside(reading, element)
    if span := span_since(reading.draft, opened):
        keep_range(reading.draft, opened, Entry(span=span, name=name))


def _apart(reading: Reading, element: _Element, _role: Role) -> None:
    """Keep the words of an element that is no block apart from those beside it, where blocks are expected."""
    draft = reading.draft
    apart = draft.blocks[-1].frames
    if apart:
        end_run(draft)
    read_inside(reading, element)
    if apart:
        end_run(draft)


def _unknown(reading: Reading, element: _Element, role: Role) -> None:
    """Keep the words of an element that we do not know, and say that it is there."""
    if not isinstance(element.tag, str):
        _no_element(reading, element)
        return
    name = etree.QName(element).localname
    reading.unknown.setdefault(f"{element.prefix}:{name}" if element.prefix else name, line_of(element))
    _apart(reading, element, role)


def _no_element(reading: Reading, node: _Element) -> None:
    """Pass by a comment or an instruction, which have no words; a parsed file has no entities left."""
    kind: object = node.tag  # lxml's types do not know that it may be one of its functions
    if kind is etree.ProcessingInstruction and getattr(node, "target", "") == "lb":
        break_line(reading.draft)


def _highlight(reading: Reading, element: _Element, _role: Role) -> None:
    """Read highlighted words; the source may name several ways at once."""
    names = attribute(element, "rend").split() or [attribute(element, "rendition").removeprefix("#")]
    kinds = [(RENDITIONS.get(name.lower(), MarkKind.OTHER), name) for name in names]
    opened = open_range(reading.draft)
    read_inside(reading, element)
    if span := span_since(reading.draft, opened):
        for kind, name in reversed(kinds):
            made = Mark(kind, span, name if kind is MarkKind.OTHER else "")
            keep_range(reading.draft, opened, made)


def _marked(reading: Reading, element: _Element, role: Role) -> None:
    opened = open_range(reading.draft)
    read_inside(reading, element)
    if span := span_since(reading.draft, opened):
        made = Mark(role.mark, span, role.type if role.mark is MarkKind.OTHER else "")
        keep_range(reading.draft, opened, made)


def _unclear(reading: Reading, element: _Element, role: Role) -> None:
    """Read words that are hard to read; where there are none, there is a gap."""
    if _is_empty(element):
        _gap(reading, element, role)
    else:
        _marked(reading, element, role)


def _mention(reading: Reading, element: _Element, role: Role) -> None:
    """Read a name, a mention if the source says whose it is, or that it is the writer's or the receiver's."""
    target, name_role = pointer_of(element), attribute(element, "type")
    if name_role and name_role not in _ROLES_OF_NAMES:
        name_role = ""
    if not target and not name_role:
        _words(reading, element, role)
        return
    if target and target not in reading.names:
        target = _listed(reading, element, target)
    opened = open_range(reading.draft)
    read_inside(reading, element)
    if span := span_since(reading.draft, opened):
        made = Mention(kind=role.mention, span=span, target=target, role=name_role)
        keep_range(reading.draft, opened, made)


def _listed(reading: Reading, element: _Element, target: str) -> str:
    """Return the first of several names in `target` that stands in a list; say so where there is none."""
    known = [name for one in target.split() if (name := one.removeprefix("#")) in reading.names]
    if not known:
        reading.dangling.append((target, line_of(element)))
    return known[0] if known else ""


def _reference(reading: Reading, element: _Element, _role: Role) -> None:
    target = attribute(element, "target")
    if not target:
        read_inside(reading, element)
        return
    if _is_empty(element):
        _gap(reading, element, _EMPTY_REFERENCE)
        return
    opened = open_range(reading.draft)
    read_inside(reading, element)
    if span := span_since(reading.draft, opened):
        keep_range(reading.draft, opened, Reference(span=span, target=target))


def _note(reading: Reading, element: _Element, _role: Role) -> None:
    outer = reading.draft
    open_note(reading, element)
    read_inside(reading, element)
    reading.draft = outer


def _page_break(reading: Reading, element: _Element, _role: Role) -> None:
    label, supplied = page_label(element)
    name = attribute(element, XML_ID)

    def make(offset: int) -> PageBreak:
        return PageBreak(label=label, offset=offset, supplied=supplied, name=name)

    await_words(reading.draft, make, stays=False)
    read_inside(reading, element)


def _line_break(reading: Reading, element: _Element, _role: Role) -> None:
    break_line(reading.draft)
    read_inside(reading, element)


def _gap(reading: Reading, element: _Element, role: Role) -> None:
    """Put a gap into the words, or, where blocks are expected instead, into a block of its own."""
    draft, words = reading.draft, gap_words(element)
    apart = draft.blocks[-1].frames and draft.leaf < 0
    if apart:
        end_run(draft)

    def make(offset: int) -> Gap:
        return Gap(kind=role.type, offset=offset, words=words)

    await_words(draft, make, stays=True)
    read_inside(reading, element)
    if apart:
        end_run(draft)


def _choice(reading: Reading, element: _Element, _role: Role) -> None:
    """Read what stands in the source, and put a sign with each other reading behind it.

    White space between the readings is that of the markup.
    """
    others = other_readings(element)
    _write_stray(reading, element.text)
    for place, child in enumerate(child for child in element if child not in others):
        if place:
            write_words(reading.draft, " ")
        read, role = _READERS.get(child.tag, _UNKNOWN_READER)
        read(reading, child, role)
        _write_stray(reading, child.tail)
    for other in others:
        kind = etree.QName(other).localname
        stand_behind(reading.draft, partial(_other_reading, _READINGS.get(kind, kind), words_of(other)))


def _write_stray(reading: Reading, words: str | None) -> None:
    if words and words.strip(WHITE_SPACE):
        write_words(reading.draft, words)


def _other_reading(kind: str, words: str, offset: int) -> Gap:
    return Gap(kind=kind, offset=offset, words=words)


def _figure(reading: Reading, element: _Element, role: Role) -> None:
    """Read a figure: its graphic stands for it, if it has one."""
    if any(role_of(child.tag).type == "graphic" for child in element):
        _apart(reading, element, role)
    else:
        _gap(reading, element, role)


def _is_block(element: _Element) -> bool:
    return role_of(element.tag).shape in _BLOCK_SHAPES


def _is_empty(element: _Element) -> bool:
    return not len(element) and not (element.text or "").strip(WHITE_SPACE)


def _count(element: _Element, name: str) -> int:
    """Return over how many rows or columns a cell extends: one, where the source says nothing sensible."""
    value = attribute(element, name)
    return min(max(int(value), 1), _MOST_CELLS) if value.isdecimal() and len(value) < len("10000") else 1


_BLOCK_SHAPES = {Shape.BLOCK, Shape.CELL, Shape.FRAME, Shape.HEAD, Shape.ROW, Shape.SECTION}
_LABELLED = {Shape.FIGURE, Shape.FRAME}
# What readers are told of the readings beside that of the source as it stands.
_READINGS = {"corr": "corrected", "expan": "expanded", "reg": "regularized"}
_EMPTY_REFERENCE = Role(Shape.GAP, type="ref")

_READERS_OF_SHAPES: dict[Shape, Reader] = {
    Shape.APART: _apart,
    Shape.BLOCK: _block,
    Shape.CELL: _cell,
    Shape.CHOICE: _choice,
    Shape.FIGURE: _figure,
    Shape.FRAME: _frame,
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
# By the full tag, since that is looked up for every element of a volume.
_READERS = {tag: (_READERS_OF_SHAPES[role.shape], role) for tag, role in ROLES.items()}
_UNKNOWN_READER = (_unknown, UNKNOWN)
