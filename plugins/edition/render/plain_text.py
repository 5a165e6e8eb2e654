"""A document as plain text: one paragraph a line, with what is not its words in square brackets."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from edition.model import BlockKind, MarkKind
from edition.render.points import note_name
from edition.render.signs import Sign, bracketed, first_notation, points_in_brackets, with_signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edition.annotations.passages import AnnotatedDocument
    from edition.model import Block, Document, Note, Text

_RULE = "-" * 40
_IN_BRACKETS = {MarkKind.DELETION: "deleted", MarkKind.UNCLEAR: "unclear"}
_INDENT = "    "


def render_plain_text(document: AnnotatedDocument) -> str:
    """Return a document's text and, behind a rule, its own notes under their printed labels."""
    own = document.document
    text = plain_text(own.body, own.notes)
    notes = [*_notes(own), *_missing(own, document.metadata.missing_notes)]
    return "\n\n".join([text, _RULE, "The document’s own notes", *notes]) if notes else text


def plain_text(text: Text, notes: Sequence[Note] = ()) -> str:
    """Return the blocks of a text, a blank line between any two; a break of a line stays one.

    `notes` are those that it may call.
    """
    leaves = list(text.leaves())
    calls = [
        Sign(ref.offset, f"[{ref.label if ref.note is None else note_name(notes[ref.note], ref.label)}]")
        for ref in text.note_refs
    ]
    signs = points_in_brackets(text, calls, str)
    marked = [(one.span, word) for one in text.marks if (word := _IN_BRACKETS.get(one.kind))]
    if marked:
        closing, opening = bracketed(marked, leaves)
        signs = [*closing, *signs, *opening]
    insides = with_signs(text.content, leaves, signs)
    blocks = [_block(block, insides) for block in text.blocks]
    if not leaves:
        blocks.append("".join(sign.words for sign in signs).strip())
    if text.first_page:
        blocks.insert(0, f"[{first_notation(text.first_page)}]")
    return "\n\n".join([block for block in blocks if block])


def _block(block: Block, insides: Iterator[str]) -> str:
    if not block.children:
        return next(insides)
    if block.kind is BlockKind.LIST:
        return _list(block, insides)
    if block.kind is BlockKind.TABLE:
        rows = [_row(row, insides) for row in block.children]
        return "\n".join([row for row in rows if row.strip()])
    inside = [_block(child, insides) for child in block.children]
    words = ("\n" if block.kind is BlockKind.ITEM else "\n\n").join([one for one in inside if one])
    return _indented(words) if block.kind is BlockKind.QUOTATION else words


def _list(block: Block, insides: Iterator[str]) -> str:
    """Return a list, a line for each item, a label before its item; lists within it are indented."""
    lines = [""]
    ordered, number = "ordered" in block.type.split(), 0
    for before, child in pairwise([None, *block.children]):
        words = _block(child, insides) if child else ""
        if child and child.kind is BlockKind.ITEM:
            number += 1
            words = words.replace("\n", f"\n{_INDENT}")
            words = f"{number}. {words}" if ordered and words else words
            if before and before.kind is BlockKind.LABEL and before.type != "head" and lines[-1]:
                lines[-1] = f"{lines[-1]} {words}".rstrip()
                continue
        lines.append(words)
    return "\n".join([line for line in lines if line])


def _row(row: Block, insides: Iterator[str]) -> str:
    """Return a row of a table on one line, a tab between any two cells."""
    cells = row.children if row.kind is BlockKind.ROW and row.children else (row,)
    return "\t".join([" ".join(_block(cell, insides).split()) for cell in cells])


def _indented(words: str) -> str:
    return "\n".join([f"{_INDENT}{line}" if line else "" for line in words.split("\n")])


def _notes(document: Document) -> Iterator[str]:
    for note in document.notes:
        yield f"[{note_name(note, note.label)}] {plain_text(note.text, document.notes)}"


def _missing(document: Document, reasons: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each note that a text calls and the source lacks."""
    texts = [document.body, *[note.text for note in document.notes]]
    for label in dict.fromkeys([ref.label for text in texts for ref in text.note_refs if ref.note is None]):
        reason = f" {reasons[label]}" if label in reasons else ""
        yield f"[{label}] The text of this note is not in the transcript.{reason}"
