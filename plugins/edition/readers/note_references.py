"""Finding the places at which a web text calls its own notes, and telling an editor what it leaves open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.model import Span
from edition.readers.declared import metadata_path
from edition.readers.note_candidates import Candidate, Likelihood, ReadingLine, candidates
from edition.readers.note_order import Placing, place_in_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edition.schema import Metadata, NoteReferenceDeclaration
    from edition.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A place that calls a note: the note's label, and the stretch of the source that holds it."""

    label: str
    span: Span
    line: int


def find_references(
    source: Source, metadata: Metadata, lines: Sequence[ReadingLine], notes: Mapping[str, int]
) -> tuple[list[Called], list[Diagnostic]]:
    """Return where the notes are called, and every problem with them.

    `notes` are the labels of the note list, each with the line of the source on which the note begins.
    """
    declared, problems = _declared(source, metadata.note_references, lines)
    found = _candidates(lines, notes, declared)
    ordered = _ordered_labels(notes, found, declared)
    placings = _without_rivals(place_in_order(ordered, found), found)
    places = [placing.place for placing in placings.values() if placing.place]
    called = [*declared, *(_called(place) for place in places)]
    called = _without_stray(sorted(called, key=lambda one: one.span), notes)
    names = {one.label for one in called}
    for label in [label for label in ordered if label not in names and label in notes]:
        plain = [one for one in found if one.label == label and one.likelihood is Likelihood.PLAIN]
        problems.append(_open_problem(source, lines, placings[label], (label, notes[label]), plain))
    open_labels = [label for label in ordered if label not in names and label not in notes]
    for label in open_labels:
        if len(placings[label].possible) > 1:
            problems.append(_open_problem(source, lines, placings[label], (label, 1), ()))
    return called, problems + _missing(source, metadata, called, notes)


def calls_any(lines: Sequence[ReadingLine], labels: set[str]) -> bool:
    """Tell whether anything in the lines may call one of the notes."""
    found = (candidate for line in lines for candidate in candidates(line, labels))
    return any(candidate.likelihood < Likelihood.PLAIN for candidate in found)


def _declared(
    source: Source, declarations: Sequence[NoteReferenceDeclaration], lines: Sequence[ReadingLine]
) -> tuple[list[Called], list[Diagnostic]]:
    """Return the references that the editors have declared, and a problem for each that is not there once."""
    called = []
    problems = []
    for declaration in declarations:
        places = _places_after(lines, declaration.after, declaration.note)
        if len(places) == 1:
            called += places
            continue
        words = f"'{declaration.after}' with a '{declaration.note}' after it"
        listed = ", ".join(str(place.line) for place in places)
        message = f"{words} is not in the text; give the words that stand before the number of the note"
        if places:
            message = (
                f"{words} is in the text {len(places)} times (lines {listed}); give more words before it"
            )
        location = Location(metadata_path(source), declaration.yaml_line)
        problems.append(Diagnostic(Code.NOTE_REFERENCE_NOT_FOUND, message, location))
    return called, problems


def _places_after(lines: Sequence[ReadingLine], after: str, note: str) -> list[Called]:
    """Return every place at which the number of a note directly follows the words `after`."""
    words = r"\s+".join(re.escape(word) for word in after.split())
    pattern = re.compile(rf"{words}({re.escape(note)})(?!\d)")
    return [
        Called(
            label=note,
            span=Span(line.places[match.start(1)], line.places[match.end(1) - 1] + 1),
            line=line.number,
        )
        for line in lines
        for match in pattern.finditer(line.text)
    ]


def _candidates(
    lines: Sequence[ReadingLine], notes: Mapping[str, int], declared: Sequence[Called]
) -> list[Candidate]:
    """Return the candidates that fit between the declared ones; a note not listed needs a sure place."""
    most = max([0, *(int(label) for label in notes)])
    labels = {str(number) for number in range(1, most + 1)} | set(notes)
    beyond = most + 1
    found = [candidate for line in lines for candidate in candidates(line, labels)]
    while more := [one for line in lines for one in candidates(line, {str(beyond)}) if _is_sure(one)]:
        found += more
        beyond += 1
    settled = {one.label for one in declared}
    return [
        one
        for one in found
        if one.label not in settled
        and (one.label in notes or _is_sure(one))
        and all(_in_order(one, place) for place in declared)
    ]


def _is_sure(candidate: Candidate) -> bool:
    """Tell whether a candidate calls a note even though no such note is listed: `Kennedy1`, and not `MI6`."""
    return candidate.likelihood is Likelihood.UNMISTAKABLE and not candidate.designation


def _in_order(candidate: Candidate, place: Called) -> bool:
    """Tell whether a candidate stands on the right side of a declared reference."""
    if int(candidate.label) < int(place.label):
        return candidate.span.end <= place.span.start
    return candidate.span.start >= place.span.end


def _without_rivals(placings: Mapping[str, Placing], found: Sequence[Candidate]) -> dict[str, Placing]:
    """Leave open what may be only a date, where an ordinary figure may as well call the note."""
    places = [_called(placing.place) for placing in placings.values() if placing.place]
    settled = dict(placings)
    for label, placing in placings.items():
        if placing.place is None or placing.place.likelihood is not Likelihood.POSSIBLE:
            continue
        others = [place for place in places if place.label != label]
        rivals = [
            one
            for one in found
            if one.label == label
            and one.likelihood is Likelihood.PLAIN
            and all(_in_order(one, place) for place in others)
        ]
        if rivals:
            possible = sorted([placing.place, *rivals], key=lambda one: one.span)
            settled[label] = Placing(None, tuple(possible))
    return settled


def _called(candidate: Candidate) -> Called:
    """Return a candidate as a place that calls a note."""
    return Called(label=candidate.label, span=candidate.span, line=candidate.line)


def _ordered_labels(
    notes: Mapping[str, int], found: Sequence[Candidate], declared: Sequence[Called]
) -> list[str]:
    """Return the labels that are to be placed, in the order of their numbers."""
    labels = (set(notes) | {one.label for one in found}) - {one.label for one in declared}
    return sorted(labels, key=int)


def _without_stray(called: Sequence[Called], notes: Mapping[str, int]) -> list[Called]:
    """Leave out what would call a note beyond the list, where the number before it is not called."""
    known = {*notes, *(one.label for one in called)}
    most = max([0, *(int(label) for label in notes)])
    return [one for one in called if all(str(n) in known for n in range(most + 1, int(one.label)))]


def _open_problem(
    source: Source,
    lines: Sequence[ReadingLine],
    placing: Placing,
    note: tuple[str, int],
    plain: Sequence[Candidate],
) -> Diagnostic:
    """Say that the place of a note is open, or that there is none."""
    label, line = note
    if placing.possible:
        shown = ", ".join(_in_words(one) for one in placing.possible)
        entries = _entries(lines, placing.possible)
        message = f"note {label} may be called at {shown}; say where in metadata.yml: {entries}"
        return Diagnostic(
            Code.NOTE_REFERENCE_AMBIGUOUS, message, Location(source.path, placing.possible[0].line)
        )
    message = f"note {label} is never called in the text"
    if plain:
        shown = ", ".join(_in_words(one) for one in plain[:3])
        message += f"; should it be at {shown}, say so in metadata.yml: {_entries(lines, plain[:1])}"
    else:
        message += "; compare the source with its original"
    return Diagnostic(Code.NOTE_UNREFERENCED, message, Location(source.path, line), Severity.WARNING)


def _in_words(candidate: Candidate) -> str:
    """Return a place as an editor reads it."""
    return f"'{candidate.figure}' (line {candidate.line})"


def _entries(lines: Sequence[ReadingLine], places: Sequence[Candidate]) -> str:
    """Return the entry for metadata.yml that settles each of the places."""
    entries = [
        f'note-references: [{{note: "{one.label}", after: "{_quoted(_words_before(lines, one))}"}}]'
        for one in places
    ]
    return " or ".join(entries)


def _quoted(words: str) -> str:
    """Return words as they stand between quotation marks in YAML."""
    return words.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")


def _words_before(lines: Sequence[ReadingLine], candidate: Candidate) -> str:
    """Return the fewest words before a candidate that name its place alone."""
    line = next(line for line in lines if line.number == candidate.line)
    before = line.text[: line.places.index(candidate.span.start)]
    starts = [match.start() for match in re.finditer(r"(?<!\S)\S", before)]
    for start in reversed(starts[:-1] or starts):
        if len(_places_after(lines, before[start:], candidate.label)) == 1:
            return " ".join(before[start:].split())
    return " ".join(before.split())


def _missing(
    source: Source, metadata: Metadata, called: Sequence[Called], notes: Mapping[str, int]
) -> list[Diagnostic]:
    """Report the notes that are called and not listed, and those that are wrongly said to be missing."""
    problems = []
    gaps = {one.label: one for one in reversed(called) if one.label not in notes}
    for label, one in sorted(gaps.items(), key=lambda gap: gap[1].span):
        message = f"note {label}: text not in the transcript"
        severity = Severity.WARNING
        if reason := metadata.missing_notes.get(label):
            message, severity = f"{message}; the editors say: {reason.strip()}", Severity.NOTICE
        else:
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
