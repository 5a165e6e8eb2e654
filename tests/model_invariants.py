"""What must hold of every text that any reader makes, whatever its source."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from edition.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.model import Block, Document, Note, Text

FRAMES_ONLY = {BlockKind.LIST, BlockKind.TABLE, BlockKind.ROW, BlockKind.SECTION}


def assert_document(document: Document) -> None:
    """Check the texts of a document: its own, its notes', its furniture's."""
    assert_texts(document.body, document.notes)
    for piece in document.furniture:
        assert_text(piece.text)
        assert 0 <= piece.offset <= len(document.text)


def assert_texts(body: Text, notes: Sequence[Note]) -> None:
    """Check a text and its notes, and that each call of a note calls one that is there."""
    for text in (body, *(note.text for note in notes)):
        assert_text(text)
        assert all(ref.note is None or 0 <= ref.note < len(notes) for ref in text.note_refs)


def assert_text(text: Text) -> None:
    """Check the blocks of a text, and the ranges and points that lie in it."""
    assert_leaves(text)
    for block in text.blocks:
        assert_frame(block)
    ranges = spans_of(text)
    assert all(0 <= span.start < span.end <= len(text.content) for span in ranges)
    assert all(span.of(text.content) == span.of(text.content).strip(" \n") for span in ranges)
    for offsets in (
        [one.offset for one in text.page_breaks],
        [one.offset for one in text.note_refs],
        [one.offset for one in text.gaps],
    ):
        assert offsets == sorted(offsets)
        assert all(
            any(leaf.span.start <= offset <= leaf.span.end for leaf in text.leaves()) for offset in offsets
        )


def spans_of(text: Text) -> list[Span]:
    """Return all ranges that lie in a text."""
    spans = [mark.span for mark in text.marks]
    spans += [mention.span for mention in text.mentions]
    return spans + [reference.span for reference in text.references]


def assert_leaves(text: Text) -> None:
    """Check that the leaves follow one another over the whole text, one newline between any two."""
    leaves = list(text.leaves())
    if not leaves:
        assert text.content == ""
        return
    assert leaves[0].span.start == 0
    assert leaves[-1].span.end == len(text.content)
    for before, after in pairwise(leaves):
        assert Span(before.span.end, after.span.start).of(text.content) == "\n"
    for leaf in leaves:
        words = leaf.span.of(text.content)
        assert words == words.strip(" \t\r\n")
        assert not any(odd in words for odd in ("  ", "\t", "\r", " \n", "\n "))


def assert_frame(block: Block) -> None:
    """Check that a frame reaches from its first block to its last, and that a list or table has no words."""
    if not block.children:
        assert block.kind not in FRAMES_ONLY or not block.span
        return
    assert block.span == Span(block.children[0].span.start, block.children[-1].span.end)
    for child in block.children:
        assert_frame(child)


def assert_nested(spans: Sequence[Span]) -> None:
    """Check that of two ranges one holds the other or they lie apart."""
    held: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        while held and held[-1].end <= span.start:
            held.pop()
        assert not held or span.end <= held[-1].end
        held.append(span)
