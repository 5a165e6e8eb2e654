"""What an editor is told about notes and their references, and what to write into `metadata.yml`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.model import Span
from edition.readers.declared import metadata_path
from edition.readers.note_candidates import follows_notation
from edition.readers.note_declarations import Called, places_after
from edition.readers.sentences import is_finished, is_prose
from edition.readers.signatures import is_name
from edition.schema import NoteReferenceDeclaration

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edition.readers.note_candidates import Candidate, ReadingLine
    from edition.schema import Metadata
    from edition.sources import Source

_SOURCE_NOTE = re.compile(r"[\[(]?\d{0,3}[\])]?[.\s]*Source:\s", re.IGNORECASE)


def open_problem(
    source: Source,
    lines: Sequence[ReadingLine],
    note: tuple[str, int],
    possible: Sequence[Candidate],
    plain: Sequence[Candidate],
) -> Diagnostic:
    """Say that the place of a note is open, or that there is none."""
    label, line = note
    if possible:
        shown = ", ".join(_in_words(one) for one in possible)
        entries = " or ".join(f"note-references: [{_entry(lines, _as_called(one))}]" for one in possible)
        figure = _figure_entry(lines, possible[0])
        message = f"note {label} may be called at {shown}; say where in metadata.yml: {entries}"
        message += f"; or say of a figure that it calls none: note-references: [{figure}]"
        return Diagnostic(Code.NOTE_REFERENCE_AMBIGUOUS, message, Location(source.path, possible[0].line))
    message = f"note {label} is never called in the text"
    if plain:
        shown = ", ".join(_in_words(one) for one in plain[:3])
        entries = ", ".join(_entry(lines, one) for one in _together(plain[0]))
        message += f"; should it be at {shown}, say so in metadata.yml: note-references: [{entries}]"
    else:
        message += "; compare the source with its original"
    return Diagnostic(Code.NOTE_UNREFERENCED, message, Location(source.path, line), Severity.WARNING)


def inferred_reference(source: Source, lines: Sequence[ReadingLine], place: Candidate) -> Diagnostic:
    """Say that a note has been found in a figure that could be an ordinary one, and how to settle it."""
    number = place.figure.removesuffix(place.label)
    message = (
        f"note {place.label} is taken to be called at {_in_words(place)}, which is read as '{number}', for "
        "the order of the notes leaves no other place; to settle it, say in metadata.yml: note-references: "
        f"[{_entry(lines, _as_called(place))}]; or, if the figure is an ordinary one: note-references: "
        f"[{_figure_entry(lines, place)}]"
    )
    location = Location(source.path, place.line)
    return Diagnostic(Code.NOTE_REFERENCE_INFERRED, message, location, Severity.NOTICE)


def second_reference(
    source: Source, lines: Sequence[ReadingLine], first: Called, second: Candidate
) -> Diagnostic:
    """Say that a figure looks like one more reference to a note that is called elsewhere."""
    both = f"{_entry(lines, first)}, {_entry(lines, _as_called(second))}"
    message = (
        f"note {second.label} is called on line {first.line}, and {_in_words(second)} looks as if it were "
        f"called there, too; if so, say in metadata.yml: note-references: [{both}]; if it is an ordinary "
        f"figure: note-references: [{_figure_entry(lines, second)}]"
    )
    location = Location(source.path, second.line)
    return Diagnostic(Code.NOTE_REFERENCE_AMBIGUOUS, message, location, Severity.WARNING)


def open_symbol(
    source: Source, lines: Sequence[ReadingLine], places: Sequence[Called], done: Sequence[Called]
) -> Diagnostic:
    """Say that an asterisk or a dagger stands at more places than one, or than those that are declared."""
    label = places[0].label
    listed = ", ".join(str(place.line) for place in places)
    entries = " or ".join(f"note-references: [{_entry(lines, place)}]" for place in places)
    also = "may also be" if done else "may be"
    figure = _figure_entry(lines, places[0])
    message = (
        f"note {label} {also} called on lines {listed}; say where in metadata.yml: {entries}; or say of a "
        f"sign that it calls none: note-references: [{figure}]"
    )
    severity = Severity.WARNING if done else Severity.ERROR
    return Diagnostic(Code.NOTE_REFERENCE_AMBIGUOUS, message, Location(source.path, places[0].line), severity)


def repeated_notes(source: Source, notes: Sequence[tuple[str, int]]) -> list[Diagnostic]:
    """Report the labels that more than one note has, since the text cannot say which of them it calls."""
    first: dict[str, int] = {}
    problems = []
    for label, line in notes:
        if label in first:
            message = (
                f"the list has a second note {label} (the first is on line {first[label]}), and every "
                "reference to it leads to the first; compare the source with its original"
            )
            location = Location(source.path, line)
            problems.append(Diagnostic(Code.NOTE_REFERENCE_AMBIGUOUS, message, location, Severity.WARNING))
        first.setdefault(label, line)
    return problems


def missing_notes(
    source: Source,
    metadata: Metadata,
    lines: Sequence[ReadingLine],
    called: Sequence[Called],
    notes: Mapping[str, int],
) -> list[Diagnostic]:
    """Report the notes that are called and not listed, and those that are wrongly said to be missing."""
    problems: list[Diagnostic] = []
    gaps = {one.label: one for one in reversed(called) if one.label not in notes}
    for label, one in sorted(gaps.items(), key=lambda gap: gap[1].span):
        message = f"note {label}: text not in the transcript"
        severity = Severity.WARNING
        if reason := metadata.missing_notes.get(label):
            message, severity = f"{message}; the editors say: {reason.strip()}", Severity.NOTICE
        else:
            message += "" if notes or problems else _lost_notes(lines)
            message += f'; if the source lacks it, say why in metadata.yml: missing-notes: {{"{label}": …}}'
        problems.append(Diagnostic(Code.NOTE_MISSING, message, Location(source.path, one.line), severity))
    for label in metadata.missing_notes:
        if label not in gaps:
            message = (
                f"'missing-notes' names note {label}, which the text does not call without it; take it away"
            )
            location = Location(metadata_path(source), metadata.line_of("missing-notes"))
            problems.append(Diagnostic(Code.NOTE_REFERENCE_NOT_FOUND, message, location))
    return problems


def _lost_notes(lines: Sequence[ReadingLine]) -> str:
    """Say which of the last lines look like notes, though they are not written as a list of notes."""
    texts = [line.text for line in lines]
    starts = [place for place, text in enumerate(texts) if place and _SOURCE_NOTE.match(text)]
    if not starts:
        names = [
            place for place, text in enumerate(texts) if is_name(text) and any(map(is_prose, texts[:place]))
        ]
        starts = [
            place + 1 for place in names if texts[place + 1 :] and all(map(is_finished, texts[place + 1 :]))
        ]
    if not starts:
        return ""
    first, last = lines[starts[-1]].number, lines[-1].number
    which = f"line {first} looks like a note" if first == last else f"lines {first}-{last} look like notes"
    return f"; {which}, but a note must begin with two blanks, its number and a full stop: '  1. …'"


def _as_called(candidate: Candidate) -> Called:
    """Return a candidate as a place that calls a note."""
    return Called(label=candidate.label, span=candidate.span, line=candidate.line)


def _together(candidate: Candidate) -> list[Called]:
    """Return a candidate as a place that calls a note, with the note that is called together with it."""
    called = _as_called(candidate)
    if candidate.pair is None:
        return [called]
    first, second = candidate.pair
    middle = candidate.span.end if candidate.label == first else candidate.span.start
    before, after = Span(middle - len(first), middle), Span(middle, middle + len(second))
    return [replace(called, label=first, span=before), replace(called, label=second, span=after)]


def _in_words(candidate: Candidate) -> str:
    """Return a place as an editor reads it."""
    return f"'{candidate.figure}' (line {candidate.line})"


def _entry(lines: Sequence[ReadingLine], place: Called) -> str:
    """Return the entry for metadata.yml that says that a note is called at a place."""
    line = next(line for line in lines if line.number == place.line)
    start = line.places.index(place.span.start)
    words = line.text[:start]
    if start and follows_notation(line, start):
        words = line.printed[: place.span.start - line.start]
    before = _words_before(lines, words, NoteReferenceDeclaration(note=place.label, after="…"))
    return f'{{note: "{place.label}", after: "{before}"}}'


def _figure_entry(lines: Sequence[ReadingLine], candidate: Candidate | Called) -> str:
    """Return the entry for metadata.yml that says that the figure or sign at a place calls no note."""
    line = next(line for line in lines if line.number == candidate.line)
    text = line.text[: line.places.index(candidate.span.end - 1) + 1]
    figure = (re.findall(r"\d[\d.,:]*$", text) or [candidate.label])[0]
    start = text.removesuffix(figure)
    before = _words_before(lines, start, NoteReferenceDeclaration(figure=figure, after="…"))
    return f'{{figure: "{figure}", after: "{before}"}}'


def _words_before(lines: Sequence[ReadingLine], before: str, declaration: NoteReferenceDeclaration) -> str:
    """Return the fewest words before a figure that name its place alone, as YAML has them between quotes."""
    words = before
    starts = [match.start() for match in re.finditer(r"(?<!\S)\S", before)]
    single = starts if declaration.figure else starts[:-1] or starts
    for start in reversed(single):
        entry = declaration.model_copy(update={"after": before[start:]})
        if len(places_after(lines, entry)) == 1:
            words = before[start:]
            break
    words = " ".join(words.split())
    return words.replace("\\", "\\\\").replace('"', '\\"')
