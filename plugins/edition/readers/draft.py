"""Writing a text: leaf after leaf, with every character of the source accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from edition.model import Block, BlockKind, Fate, Mark, MarkKind, NoteRef, PageBreak, Span, Stretch, Text
from edition.readers.parts import Frame, Join, Leaf, Marker, MarkerKind, PageStart

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True, kw_only=True)
class Draft:
    """A text while it is written; `stretches` is the account of what has been read for it.

    `pieces` are its characters so far, of which there are `length`.
    """

    source: str
    fate: Fate
    part: int | None = None
    notes: dict[str, int] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    leaves: list[tuple[Block, tuple[Frame, ...]]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    page_breaks: list[PageBreak] = field(default_factory=list)
    note_refs: list[NoteRef] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    waiting: list[PageStart] = field(default_factory=list)
    struck_from: int | None = None


def write_leaf(draft: Draft, leaf: Leaf, what: str) -> None:
    """Write a leaf: its characters become text, its markers what they mean, white space around it nothing."""
    kept = _kept_spans(draft.source, leaf)
    if not any(kept) and leaf.kind is not BlockKind.CELL:
        for marker in leaf.markers:
            _write_marker(draft, marker)
        return
    join = leaf.join if draft.leaves else Join.NEWLINE
    if draft.leaves:
        _append(draft, join.value)
    start = draft.length
    for chunk, marker in zip_longest(kept, sorted(leaf.markers)):
        _write_characters(draft, chunk, what)
        if marker is not None:
            _write_marker(draft, marker)
    _close_leaf(draft, leaf, join, start)


def place_waiting_breaks(draft: Draft) -> None:
    """Let every page that has begun begin at the end of what is written."""
    draft.page_breaks += [
        PageBreak(label=page.label, offset=draft.length, supplied=page.supplied) for page in draft.waiting
    ]
    draft.waiting.clear()


def finished_text(draft: Draft) -> Text:
    """Return the text as written; pages on which nothing more stands begin at its end."""
    place_waiting_breaks(draft)
    return Text(
        content="".join(draft.pieces),
        blocks=_nested(draft.leaves, 0),
        marks=tuple(draft.marks),
        page_breaks=tuple(draft.page_breaks),
        note_refs=tuple(draft.note_refs),
    )


def _kept_spans(source: str, leaf: Leaf) -> list[Span]:
    """Return what lies before, between and after a leaf's markers, without the white space that is not text.

    That is white space at the leaf's edges, and all but one blank around a page notation.
    """
    markers = sorted(leaf.markers)
    starts = [leaf.span.start, *(marker.span.end for marker in markers)]
    ends = [*(marker.span.start for marker in markers), leaf.span.end]
    chunks = [Span(start, max(start, end)) for start, end in zip(starts, ends, strict=True)]
    turns = [False, *(marker.kind is MarkerKind.PAGE for marker in markers), False]
    filled = [place for place, chunk in enumerate(chunks) if chunk.of(source).strip()]
    first, last = (filled[0], filled[-1]) if filled else (len(chunks), -1)
    kept: list[Span] = []
    blank_written = True
    for place, chunk in enumerate(chunks):
        start, end = chunk.start, chunk.end
        if place <= first or turns[place]:
            drop_all = place <= first or blank_written
            start = max(start, _after_blanks(source, chunk) - (not drop_all))
        if place >= last or turns[place + 1]:
            end = _before_blanks(source, chunk)
            end += place < last and end < chunk.end and not _is_called_after(source, chunks, markers, place)
        kept.append(Span(start, max(start, end)) if first <= place <= last else Span(start, start))
        blank_written = source[kept[-1].end - 1].isspace() if kept[-1] else blank_written
    return kept


def _is_called_after(source: str, chunks: Sequence[Span], markers: Sequence[Marker], place: int) -> bool:
    """Tell whether a page notation, with a note's number glued to it and then a blank, follows a chunk.

    The number belongs to the word before the notation: `said [Page 9]2 of them`.
    """
    following = markers[place + 1 : place + 2]
    called = bool(following) and following[0].kind is MarkerKind.NOTE and not chunks[place + 1]
    return called and chunks[place + 2].of(source)[:1].isspace()


def _after_blanks(source: str, span: Span) -> int:
    """Return where the first character in `span` stands that is not white space."""
    return span.end - len(span.of(source).lstrip())


def _before_blanks(source: str, span: Span) -> int:
    """Return where the last character in `span` ends that is not white space."""
    return span.start + len(span.of(source).rstrip())


def _append(draft: Draft, characters: str) -> None:
    draft.pieces.append(characters)
    draft.length += len(characters)


def _write_characters(draft: Draft, span: Span, what: str) -> None:
    """Write a stretch of the source; a page that has begun begins with its first word."""
    if not span:
        return
    blanks = min(_after_blanks(draft.source, span), span.end) - span.start
    start = draft.length
    _append(draft, span.of(draft.source))
    target = Span(start, draft.length)
    draft.stretches.append(Stretch(span=span, fate=draft.fate, what=what, target=target, part=draft.part))
    if blanks < len(span):
        draft.page_breaks += [
            PageBreak(label=page.label, offset=start + blanks, supplied=page.supplied)
            for page in draft.waiting
        ]
        draft.waiting.clear()


def _write_marker(draft: Draft, marker: Marker) -> None:
    """Note what a marker means at the end of what is written."""
    here = draft.length
    what = marker.kind.value
    match marker.kind:
        case MarkerKind.PAGE:
            draft.waiting.append(PageStart(label=marker.label))
        case MarkerKind.NOTE:
            what = f"{what} {marker.label}"
            note = draft.notes.get(marker.label)
            draft.note_refs.append(NoteRef(label=marker.label, offset=here, note=note))
        case MarkerKind.DELETION_START:
            draft.struck_from = here
        case MarkerKind.DELETION_END:
            start, draft.struck_from = draft.struck_from, None
            if start is not None and start < here:
                draft.marks.append(Mark(MarkKind.DELETION, Span(start, here)))
        case MarkerKind.SIGN:
            what = marker.label
    draft.stretches.append(Stretch(span=marker.span, fate=Fate.MARKER, what=what))


def _close_leaf(draft: Draft, leaf: Leaf, join: Join, start: int) -> None:
    """Make a block of what has been written for a leaf, or lengthen the block that it goes on with."""
    end = draft.length
    if join is Join.NEWLINE:
        draft.leaves.append((Block(leaf.kind, Span(start, end)), leaf.frames))
        return
    block, frames = draft.leaves[-1]
    draft.leaves[-1] = (replace(block, span=Span(block.span.start, end)), frames)


def _nested(leaves: list[tuple[Block, tuple[Frame, ...]]], depth: int) -> tuple[Block, ...]:
    """Return the leaves in the lists, tables and rows around them."""
    blocks: list[Block] = []
    for frame, group in groupby(leaves, lambda leaf: leaf[1][depth] if len(leaf[1]) > depth else None):
        members = list(group)
        if frame is None:
            blocks += [block for block, _ in members]
            continue
        span = Span(members[0][0].span.start, members[-1][0].span.end)
        blocks.append(Block(frame.kind, span, _headed(_nested(members, depth + 1)), frame.type))
    return tuple(blocks)


def _headed(members: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the members of a frame; a label with which they begin is the head of them all."""
    if members[0].kind is BlockKind.LABEL:
        return (replace(members[0], type="head"), *members[1:])
    return members
