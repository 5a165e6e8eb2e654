"""Which figures call a note, and which do not, as far as the editors have declared it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location
from edition.model import Span
from edition.readers.declared import metadata_path
from edition.readers.page_notations import page_notations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.readers.note_candidates import ReadingLine
    from edition.schema import Metadata, NoteReferenceDeclaration
    from edition.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A place that calls a note: the note's label, and the stretch of the source that holds it."""

    label: str
    span: Span
    line: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What the editors have settled: the places that call a note, and the figures that call none."""

    called: tuple[Called, ...]
    figures: tuple[Span, ...]


def settled_references(
    source: Source, declarations: Sequence[NoteReferenceDeclaration], lines: Sequence[ReadingLine]
) -> tuple[Settled, list[Diagnostic]]:
    """Return what is declared, and a problem for each declaration that is not there once."""
    called: list[Called] = []
    figures: list[Span] = []
    problems = []
    for declaration in declarations:
        places = places_after(lines, declaration)
        taken = [*figures, *(one.span for one in called)]
        if len(places) != 1 or any(_overlap(places[0].span, span) for span in taken):
            location = Location(metadata_path(source), declaration.yaml_line)
            message = _not_there_once(declaration, places)
            problems.append(Diagnostic(Code.NOTE_REFERENCE_NOT_FOUND, message, location))
        elif declaration.figure:
            figures.append(places[0].span)
        else:
            called += places
    return Settled(tuple(called), tuple(figures)), problems


def places_after(lines: Sequence[ReadingLine], declaration: NoteReferenceDeclaration) -> list[Called]:
    """Return every place at which a note's number, or a whole figure, stands directly after the words.

    Where the words have a page notation, they are sought in the line as it is printed. Where two notes are
    called together, the number of the first has that of the second after it: `yes.23`.
    """
    words = r"\s+".join(re.escape(word) for word in declaration.after.split())
    label = declaration.note or declaration.figure
    blank = r"\s*" if declaration.figure else ""
    sign = re.escape(label[-1:])
    end = r"(?!\d)" if label[-1:].isdecimal() else rf"(?!{sign})"
    called = rf"{words}{blank}({re.escape(label)})"
    found = [*_matches(lines, declaration, called + end)]
    if not found and declaration.note.isdecimal() and not declaration.after[-1:].isdecimal():
        found = [*_matches(lines, declaration, rf"{called}(?={int(declaration.note) + 1}(?!\d))")]
    return found


def _matches(
    lines: Sequence[ReadingLine], declaration: NoteReferenceDeclaration, pattern: str
) -> Iterator[Called]:
    """Yield the places at which a pattern has the label of a declaration as its group."""
    printed = bool(page_notations(declaration.after))
    for line in lines:
        places = range(line.start, line.start + len(line.printed)) if printed else line.places
        for match in re.finditer(pattern, line.printed if printed else line.text):
            span = Span(places[match.start(1)], places[match.end(1) - 1] + 1)
            yield Called(label=match[1], span=span, line=line.number)


def notes_of_web_texts(source: Source, metadata: Metadata) -> list[Diagnostic]:
    """Report what is declared of notes where the source is a typescript, which has none of its own."""
    declared = {
        "note-references": bool(metadata.note_references),
        "missing-notes": bool(metadata.missing_notes),
    }
    message = "is for web texts, and this is read as a typescript; take it away, or write 'format: frus-web'"
    return [
        Diagnostic(
            Code.NOTE_REFERENCE_NOT_FOUND,
            f"'{key}' {message}",
            Location(metadata_path(source), metadata.line_of(key)),
        )
        for key, given in declared.items()
        if given
    ]


def _overlap(one: Span, other: Span) -> bool:
    """Tell whether two stretches share a character."""
    return one.start < other.end and other.start < one.end


def _not_there_once(declaration: NoteReferenceDeclaration, places: Sequence[Called]) -> str:
    """Say why a declaration does not name one place of its own."""
    label = declaration.note or declaration.figure
    words = f"'{declaration.after}' with a '{label}' after it"
    if len(places) == 1:
        return f"{words} has been declared before; take one of the entries away"
    if places:
        listed = ", ".join(str(place.line) for place in places)
        return f"{words} is in the text {len(places)} times (lines {listed}); give more words before it"
    stands = "the number of the note" if declaration.note else "the figure"
    return f"{words} is not in the text; give the words that stand before {stands}"
