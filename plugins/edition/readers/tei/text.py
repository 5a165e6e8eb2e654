"""From one division of a TEI volume to its text and its notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.model import BlockKind
from edition.readers.tei.draft import WHITE_SPACE, Draft, OpenBlock, finished_text
from edition.readers.tei.notes import finished_notes
from edition.readers.tei.opening import read_inside
from edition.readers.tei.parse import XML_ID
from edition.readers.tei.reading import Reading
from edition.readers.tei.words import plain_words, unread_readings

if TYPE_CHECKING:
    from collections.abc import Collection

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
    read_inside(reading, element)
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


def _refuse_loss(element: _Element, read: DivisionText) -> None:
    """Raise ValueError where text and notes have not as many characters as the source, white space aside."""
    texts = [read.body.content, *[note.text.content for note in read.notes]]
    given = _characters(plain_words(element)) - sum(
        [_characters(plain_words(other)) for other in unread_readings(element)]
    )
    written = _characters("".join(texts))
    if written != given:
        name = element.get(XML_ID) or str(element.tag)
        raise ValueError(f"the reader has written {written} of the {given} characters of {name}")


def _characters(words: str) -> int:
    """Return how many characters are no white space; to look for a rare one is faster than to count it."""
    return len(words) - sum([words.count(blank) for blank in WHITE_SPACE if blank in words])
