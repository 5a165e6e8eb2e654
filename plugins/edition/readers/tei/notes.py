"""The source's own notes: each is a text of its own, which another text calls."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edition.model import BlockKind, Note, NoteRef
from edition.readers.tei.attributes import attribute
from edition.readers.tei.draft import WHITE_SPACE, Draft, OpenBlock, finished_text, follow_words
from edition.readers.tei.parse import XML_ID, line_of
from edition.readers.tei.reading import OpenNote, Reading

if TYPE_CHECKING:
    from lxml.etree import _Element


def open_note(reading: Reading, element: _Element) -> None:
    """Call a note from the text that is open, and begin the note's own; or call another one again."""
    label, outer = attribute(element, "n"), reading.draft
    reading.draft = Draft([OpenBlock(BlockKind.PARAGRAPH)])
    if only_calls_another(element):
        target = attribute(element, "target").removeprefix("#")
        reading.calls.append((target, line_of(element)))
        follow_words(outer, partial(_further_call, reading, label, target))
    else:
        follow_words(outer, partial(_call, label, len(reading.notes)))
        note_type = " ".join((element.get("type") or "").split())
        reading.notes.append(OpenNote(label, note_type, attribute(element, XML_ID), reading.draft))


def only_calls_another(element: _Element) -> bool:
    """Tell whether a note has no words and points to another: it calls that one a second time."""
    has_words = len(element) or (element.text or "").strip(WHITE_SPACE)
    return bool(attribute(element, "target")) and not has_words


def finished_notes(reading: Reading) -> tuple[Note, ...]:
    """Return the notes, in the order of their elements, and fill their places."""
    for place, note in enumerate(reading.notes):
        if note.name:
            reading.places.setdefault(note.name, place)
    return tuple(
        Note(label=note.label, text=finished_text(note.draft), type=note.type, name=note.name)
        for note in reading.notes
    )


def _call(label: str, place: int, offset: int) -> NoteRef:
    return NoteRef(label=label, offset=offset, note=place)


def _further_call(reading: Reading, label: str, target: str, offset: int) -> NoteRef:
    """Return the call of a note that has its own element elsewhere, if it is in this division."""
    place = reading.places.get(target)
    printed = label or (reading.notes[place].label if place is not None else "")
    return NoteRef(label=printed, offset=offset, note=place)
