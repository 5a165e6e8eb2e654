"""A text while it is being written, word by word, in the order of the source.

A block is a leaf until another block opens in it: then the words that it has so far become a run, and it is
their frame. White space waits until a character follows it, so none ever stands at the edge of a block. A
page break waits too, so it always stands directly before the first character of its page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from edition.model import (
    Block,
    BlockKind,
    Entry,
    Gap,
    Mark,
    Mention,
    NoteRef,
    PageBreak,
    Reference,
    Span,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.model import FirstPage

# XML's own white space; an em space or a no-break space is a character.
WHITE_SPACE = " \t\r\n"
_INDENTATION = re.compile(r"\n *")

# Where a range begins: behind so many characters, so many pieces, so many ranges that began before it.
OpenRange: TypeAlias = tuple[int, int, int]

_Kind = TypeVar("_Kind")


@dataclass(slots=True)
class OpenBlock:
    """A block that has not ended; one that `frames` holds its words in runs, whatever else is in it."""

    kind: BlockKind
    type: str = ""
    rows: int = 1
    columns: int = 1
    frames: bool = False
    children: list[Block] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Point:
    """A point; its place is -1 until the text goes on. One that `stays` never passes to the next block."""

    make: Callable[[int], PageBreak | NoteRef | Gap]
    stays: bool = False
    offset: int = -1


@dataclass(slots=True)
class Draft:
    """A text that is being written.

    `written` is the end of the last character, `leaf` the start of the leaf that is open, or -1. `space`
    waits for the next character of the leaf. `blank_dropped` says that a blank before the marker of a note
    has been left out.
    """

    blocks: list[OpenBlock]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    written: int = 0
    leaves: int = 0
    leaf: int = -1
    space: str = ""
    blank_dropped: bool = False
    ranges: list[Mark | Mention | Reference | Entry] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    waiting: list[Point] = field(default_factory=list)


# What follows a word without a blank, so that a blank before a note's call in between is none of the text.
_CLOSING = frozenset(".,;:!?)]}”’»…%")


def write_words(draft: Draft, words: str) -> None:
    """Write the characters between two tags."""
    written = words.strip(WHITE_SPACE)
    if not written:
        draft.space = draft.space or " "
        return
    has_edges = len(written) < len(words)
    if "\n" in written or "  " in written or "\t" in written or "\r" in written:
        written = _collapsed(written)
    if draft.leaf < 0:
        _begin_leaf(draft)
    else:
        if has_edges and words[0] in WHITE_SPACE:
            draft.space = draft.space or " "
        elif draft.blank_dropped and written[0] not in _CLOSING:
            draft.space = " "  # without it two words would become one
        draft.blank_dropped = False
        if draft.space:
            draft.pieces.append(draft.space)
            draft.length += len(draft.space)
    if draft.waiting:
        _place_waiting(draft)
    draft.pieces.append(written)
    draft.length = draft.written = draft.length + len(written)
    draft.space = " " if has_edges and words[-1] in WHITE_SPACE else ""


def _collapsed(words: str) -> str:
    """Return words with every run of XML's white space as one blank."""
    lines = _INDENTATION.sub(" ", words)
    if "  " in lines or "\t" in lines or "\r" in lines:
        # Of bytes, `split` knows ASCII's white space alone, and is as fast as for a string.
        return b" ".join(lines.encode().split()).decode()
    return lines  # nearly always: in most sources only the ends of lines are more than a blank


def break_line(draft: Draft) -> None:
    """Begin a new line in the leaf; at the edge of a leaf there is one already."""
    draft.blank_dropped = False
    draft.space = "\n" if draft.space == " " else f"{draft.space}\n"


def open_block(draft: Draft, block: OpenBlock) -> None:
    """Begin a block in the one that is open."""
    if draft.leaf >= 0 or draft.waiting:
        end_run(draft)
    draft.blocks.append(block)


def end_run(draft: Draft) -> None:
    """End the words that stand beside blocks, if there are any."""
    if draft.leaf < 0 and draft.waiting and any(point.stays for point in draft.waiting):
        _begin_leaf(draft)
    if draft.leaf >= 0:
        _end_leaf(draft, OpenBlock(BlockKind.RUN), draft.blocks[-1].children)


def close_block(draft: Draft) -> None:
    """End the block that is open: a frame if there are blocks in it, else a leaf."""
    block = draft.blocks.pop()
    siblings = draft.blocks[-1].children
    if block.children or (block.frames and draft.leaf >= 0):
        if draft.leaf >= 0 or draft.waiting:
            draft.blocks.append(block)
            end_run(draft)
            draft.blocks.pop()
        span = Span(block.children[0].span.start, block.children[-1].span.end)
        children = tuple(block.children)
        siblings.append(Block(block.kind, span, children, block.type, block.rows, block.columns))
        return
    if draft.leaf < 0:
        _begin_leaf(draft)
        _place_waiting(draft)
    _end_leaf(draft, block, siblings)


def open_range(draft: Draft) -> OpenRange:
    """Begin a range with the next character."""
    return draft.length, len(draft.pieces), len(draft.ranges)


def span_since(draft: Draft, opened: OpenRange) -> Span | None:
    """Return where a range stands that ends with the last character, or None if there is none in it."""
    start, piece, _ = opened
    if draft.written <= start:
        return None
    while not draft.pieces[piece].strip(WHITE_SPACE):
        start += len(draft.pieces[piece])
        piece += 1
    return Span(start, draft.written)


def keep_range(draft: Draft, opened: OpenRange, made: Mark | Mention | Reference | Entry) -> None:
    """Keep what was made of a range, before all that began after it."""
    draft.ranges.insert(opened[2], made)


def await_words(draft: Draft, make: Callable[[int], PageBreak | NoteRef | Gap], *, stays: bool) -> None:
    """Put a point before the next character, in this leaf if it `stays`, else wherever that is."""
    point = Point(make, stays)
    draft.points.append(point)
    draft.waiting.append(point)


def follow_words(draft: Draft, make: Callable[[int], NoteRef]) -> None:
    """Put a point behind the last character; one that opens a block stands before the block's first."""
    if draft.leaf < 0 and (draft.waiting or not draft.blocks[-1].children):
        await_words(draft, make, stays=False)
        return
    _place_waiting(draft)
    draft.points.append(Point(make, offset=draft.length))
    if draft.space == " ":
        draft.space, draft.blank_dropped = "", True


def stand_behind(draft: Draft, make: Callable[[int], Gap]) -> None:
    """Put a point directly behind the last character, or where the words of the block will begin."""
    if draft.leaf < 0:
        await_words(draft, make, stays=True)
        return
    _place_waiting(draft)
    draft.points.append(Point(make, offset=draft.length))


def finished_text(draft: Draft, first_page: FirstPage | None = None) -> Text:
    """Return the text; what still waits stands at its end."""
    blocks = _finished_blocks(draft)
    _place_waiting(draft)
    points = [point.make(point.offset) for point in draft.points]
    page_breaks = _all_of(PageBreak, points)
    begins_itself = bool(page_breaks) and page_breaks[0].offset == 0
    return Text(
        content="".join(draft.pieces),
        blocks=blocks,
        marks=_all_of(Mark, draft.ranges),
        page_breaks=page_breaks,
        note_refs=_all_of(NoteRef, points),
        mentions=_all_of(Mention, draft.ranges),
        references=_all_of(Reference, draft.ranges),
        gaps=_all_of(Gap, points),
        entries=_all_of(Entry, draft.ranges),
        first_page=None if begins_itself else first_page,
    )


def _all_of(kind: type[_Kind], found: list[Any]) -> tuple[_Kind, ...]:
    return tuple([one for one in found if type(one) is kind]) if found else ()


def _finished_blocks(draft: Draft) -> tuple[Block, ...]:
    """Return the outermost blocks: those in the root, or the root itself where it is the only one."""
    root = draft.blocks[0]
    if root.children or root.frames:
        if draft.waiting and not draft.leaves:
            _begin_leaf(draft)  # points need a block to stand in
        end_run(draft)
        return tuple(root.children)
    draft.blocks.insert(0, OpenBlock(BlockKind.SECTION))
    close_block(draft)
    return tuple(draft.blocks[0].children)


def _begin_leaf(draft: Draft) -> None:
    if draft.leaves:
        draft.pieces.append("\n")
        draft.length += 1
    draft.leaves += 1
    draft.leaf = draft.length
    draft.space, draft.blank_dropped = "", False


def _end_leaf(draft: Draft, block: OpenBlock, siblings: list[Block]) -> None:
    """End the open leaf as `block`; points that stay, and those before them, stand at its end."""
    span = Span(draft.leaf, draft.length)
    siblings.append(Block(block.kind, span, (), block.type, block.rows, block.columns))
    if draft.waiting:
        _place_those_that_stay(draft)
    draft.leaf = -1
    draft.space, draft.blank_dropped = "", False


def _place_those_that_stay(draft: Draft) -> None:
    """Place the points up to the last one that stays in this leaf: points keep their order."""
    last = max((place for place, point in enumerate(draft.waiting) if point.stays), default=-1)
    for point in draft.waiting[: last + 1]:
        point.offset = draft.length
    del draft.waiting[: last + 1]


def _place_waiting(draft: Draft) -> None:
    for point in draft.waiting:
        point.offset = draft.length
    draft.waiting.clear()
