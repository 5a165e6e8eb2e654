"""From one division of a TEI volume to its text and its notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from edition.model import BlockKind
from edition.readers.tei.draft import (
    WHITE_SPACE,
    Draft,
    OpenBlock,
    break_line,
    finished_text,
    write_words,
)
from edition.readers.tei.elements import role_of
from edition.readers.tei.notes import finished_notes
from edition.readers.tei.opening import Closing, open_element
from edition.readers.tei.parse import XML_ID
from edition.readers.tei.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml.etree import _Element

    from edition.model import FirstPage, Note, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionText:
    """The text of a division and its notes, in the order of their elements, and what was odd about them.

    Each oddity has the line of its element, from 1. `unknown` are elements that we do not know, once a name;
    `dangling` the pointers of mentions that name no entry of the volume's lists; `unanswered` those of notes
    without words which call a note that the division lacks.
    """

    body: Text
    notes: tuple[Note, ...]
    unknown: tuple[tuple[str, int], ...] = ()
    dangling: tuple[tuple[str, int], ...] = ()
    unanswered: tuple[tuple[str, int], ...] = ()


def read_text(
    element: _Element,
    *,
    names: Collection[str],
    first_page: FirstPage | None = None,
) -> DivisionText:
    """Return the text of a division.

    All that is in the element is read: divisions with pages of their own have been cut out of it. `names` are
    the entries of the volume's lists. Raises ValueError where a character would be lost: that is a mistake of
    ours, and no document comes of it.
    """
    draft = Draft([OpenBlock(BlockKind.SECTION, frames=True)])
    reading = Reading(names=names, draft=draft)
    _read_all(reading, element)
    notes = finished_notes(reading)
    read = DivisionText(
        body=finished_text(draft, first_page),
        notes=notes,
        unknown=tuple(reading.unknown.items()),
        dangling=tuple(reading.dangling),
        unanswered=tuple(call for call in reading.calls if call[0] not in reading.places),
    )
    _refuse_loss(element, read)
    return read


def _read_all(reading: Reading, root: _Element) -> None:
    """Walk through a division in order; a stack of our own, since a source may be nested as it likes."""
    if root.text:
        write_words(reading.draft, root.text)
    closing: Closing
    stack: list[tuple[Iterator[_Element], str | None, Closing]] = [(iter(root), None, None)]
    while stack:
        children, tail, closing = stack[-1]
        for child in children:
            below = _begin(reading, child)
            if below is not None:
                stack.append(below)
                break
        else:
            stack.pop()
            _end(reading, tail, closing)


def _begin(reading: Reading, element: _Element) -> tuple[Iterator[_Element], str | None, Closing] | None:
    """Begin an element; one without elements in it is ended at once."""
    tag, text, tail = element.tag, element.text, element.tail
    if not isinstance(tag, str):
        _pass_by(reading, element)
        return None
    closing = open_element(reading, element, role_of(tag))
    if text:
        write_words(reading.draft, text)
    if len(element):
        return iter(element), tail, closing
    _end(reading, tail, closing)
    return None


def _end(reading: Reading, tail: str | None, closing: Closing) -> None:
    if closing is not None:
        closing()
    if tail:
        write_words(reading.draft, tail)


def _pass_by(reading: Reading, node: _Element) -> None:
    """Pass by what is no element: a comment or an instruction, which has no words, or an entity."""
    kind: object = node.tag  # lxml's types do not know that it may be one of its functions
    if kind is etree.ProcessingInstruction and getattr(node, "target", "") == "lb":
        break_line(reading.draft)
    elif kind is etree.Entity and node.text:
        write_words(reading.draft, node.text)
    _end(reading, node.tail, None)


def _refuse_loss(element: _Element, read: DivisionText) -> None:
    """Raise ValueError where text and notes have not as many characters as the source, white space aside."""
    given = _characters("".join(element.itertext()))
    written = _characters(read.body.content) + sum(_characters(note.text.content) for note in read.notes)
    if written != given:
        name = element.get(XML_ID) or str(element.tag)
        raise ValueError(f"the reader has written {written} of the {given} characters of {name}")


def _characters(words: str) -> int:
    return len(words) - sum(map(words.count, WHITE_SPACE))
