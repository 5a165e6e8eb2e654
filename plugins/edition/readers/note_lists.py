"""The list of the document's own notes, indented and numbered, at the end of a web text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.model import BlockKind, Span
from edition.readers.line_ends import split_at_line_ends
from edition.readers.note_symbols import SYMBOLS
from edition.readers.page_notations import page_markers
from edition.readers.parts import Leaf, NotePart

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from edition.readers.lines import Line

_SYMBOL = re.compile(rf"({SYMBOLS})\s*(?=[^\W_]|[“\"'(\[])")
_NUMBERED = re.compile(r"(0|[1-9][0-9]{0,2})\.\s+(?=\S)")
_SOURCE = re.compile(r"(?:0|[1-9][0-9]{0,2})\.\s+(?:\[Page \S+\]\s*)?Source:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLines:
    """A note of the list: its label, and its lines, the first of them with the label."""

    label: str
    lines: tuple[Line, ...]


def note_list(
    lines: Sequence[Line],
    is_called: Callable[[Sequence[Line], set[str]], bool],
    symbols: Collection[str] = (),
) -> tuple[Sequence[Line], tuple[NoteLines, ...]]:
    """Return the lines that are not in the list of notes, and the notes.

    The list is at the end, indented, and counts up. A numbered list that does not begin with the source of
    the document, and none of whose numbers the text before it seems to call, belongs to the text. Asterisks
    and daggers are labels only if they are among the `symbols` that the text calls.
    """
    start = _list_start(lines, symbols)
    if start == len(lines):
        return lines, ()
    end = len(lines)
    while lines[start].indented and not (lines[end - 1].indented or _symbol(lines[end - 1], symbols)):
        end -= 1
    notes = _notes(lines[start:end], symbols)
    labels = {note.label for note in notes}
    if _SOURCE.match(lines[start].text) or not labels.isdisjoint(symbols) or is_called(lines[:start], labels):
        return (*lines[:start], *lines[end:]), notes
    return lines, ()


def note_part(content: str, note: NoteLines) -> NotePart:
    """Return a note as a part of the document; one that says where the document is kept is of type source."""
    first = note.lines[0]
    label = Span(first.span.start, first.span.start + len(note.label) + note.label.isdecimal())
    spans = [Span(label.end, first.span.end), *(line.span for line in note.lines[1:])]
    leaves = tuple(
        piece
        for line, span in zip(note.lines, spans, strict=True)
        for piece in split_at_line_ends(
            Leaf(kind=BlockKind.PARAGRAPH, span=span, markers=page_markers(content, span)), line
        )
    )
    source = "source" if _SOURCE.match(first.text) else ""
    return NotePart(label=note.label, label_span=label, leaves=leaves, type=source)


def _list_start(lines: Sequence[Line], symbols: Collection[str]) -> int:
    """Return the place of the first note's first line, or the number of lines where there is no list."""
    start = len(lines)
    last: int | None = None
    place = len(lines) - 1
    while place >= 0:
        line = lines[place]
        number = _number(line)
        symbol = _symbol(line, symbols)
        unbroken = line.indented or symbol or (last is not None and _goes_on_above(lines, place, last))
        if not unbroken or (last is not None and number is not None and number > last):
            break
        if number is not None or symbol:
            start, last = place, last if number is None else number
        place -= 1
    return min(start, _source_start(lines))


def _goes_on_above(lines: Sequence[Line], place: int, last: int) -> bool:
    """Tell whether a line without indent stands between note `last` and the one before it."""
    above = next((number for line in reversed(lines[:place]) if (number := _number(line)) is not None), None)
    return last > 1 and above == last - 1


def _source_start(lines: Sequence[Line]) -> int:
    """Return the place of the last source note, with which a list of notes begins whatever follows it."""
    starts = [place for place, line in enumerate(lines) if _SOURCE.match(line.text)]
    return starts[-1] if starts and starts[-1] > 0 else len(lines)


def _number(line: Line) -> int | None:
    """Return the number with which an indented line begins."""
    match = _NUMBERED.match(line.text)
    return int(match[1]) if match and line.indented else None


def _symbol(line: Line, symbols: Collection[str]) -> str:
    """Return the asterisks or daggers with which a line begins, if the text calls them."""
    match = _SYMBOL.match(line.text)
    return match[1] if match and match[1] in symbols else ""


def _notes(lines: Sequence[Line], symbols: Collection[str]) -> tuple[NoteLines, ...]:
    """Return the notes of a list: a line with a symbol or no lower number begins one, any other goes on."""
    notes: list[NoteLines] = []
    last = -1
    for line in lines:
        match = _NUMBERED.match(line.text)
        number = int(match[1]) if match else None
        label = _symbol(line, symbols)
        if match and number is not None and number >= last:
            label, last = match[1], number
        if label or not notes:
            notes.append(NoteLines(label=label, lines=(line,)))
        else:
            notes[-1] = NoteLines(label=notes[-1].label, lines=(*notes[-1].lines, line))
    return tuple(notes)
