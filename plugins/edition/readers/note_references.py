"""Finding the places at which a web text calls its own notes, and telling an editor what it leaves open."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from edition.readers.note_candidates import Candidate, Likelihood, ReadingLine, candidates
from edition.readers.note_declarations import Called, Settled, settled_references
from edition.readers.note_order import Placing, place_in_order
from edition.readers.note_problems import (
    inferred_reference,
    missing_notes,
    open_problem,
    open_symbol,
    repeated_notes,
    second_reference,
)
from edition.readers.note_symbols import symbol_references

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from edition.diagnostics import Diagnostic
    from edition.schema import Metadata
    from edition.sources import Source


def find_references(
    source: Source, metadata: Metadata, lines: Sequence[ReadingLine], notes: Sequence[tuple[str, int]]
) -> tuple[list[Called], list[Diagnostic]]:
    """Return where the notes are called, and every problem with them.

    `notes` are the labels of the note list, each with the line of the source on which the note begins.
    """
    listed = dict(reversed(notes))
    settled, problems = settled_references(source, metadata.note_references, lines)
    numbered, more = _numbered(source, lines, listed, settled)
    symbols, others = _symbols(source, lines, listed, settled)
    called = sorted([*settled.called, *numbered, *symbols], key=lambda one: one.span)
    called = _without_stray(called, listed)
    return called, [
        *problems,
        *repeated_notes(source, notes),
        *more,
        *others,
        *missing_notes(source, metadata, lines, called, listed),
    ]


def calls_any(lines: Sequence[ReadingLine], labels: set[str]) -> bool:
    """Tell whether anything in the lines may call one of the notes."""
    found = (candidate for line in lines for candidate in candidates(line, labels))
    return any(candidate.likelihood < Likelihood.PLAIN for candidate in found)


def _numbered(
    source: Source, lines: Sequence[ReadingLine], listed: Mapping[str, int], settled: Settled
) -> tuple[list[Called], list[Diagnostic]]:
    """Return the places that call the numbered notes, and what is open about them."""
    notes = {label: line for label, line in listed.items() if label.isdecimal()}
    declared = [one for one in settled.called if one.label.isdecimal()]
    figures = _in_text(lines, notes, settled)
    found = _candidates(figures, notes, declared)
    ordered = _ordered_labels(notes, found, declared)
    placings = _without_rivals(place_in_order(ordered, found), found)
    placings = _without_gaps(placings, notes, {one.label for one in declared})
    placed = [placing.place for placing in placings.values() if placing.place]
    called = [_called(place) for place in placed]
    names = {one.label for one in _without_stray([*declared, *called], notes)}
    problems = []
    for label in [label for label in ordered if label not in names]:
        possible = placings[label].possible
        if label in notes:
            left = (Likelihood.PLAIN, Likelihood.UNMISTAKABLE)
            plain = [one for one in found if one.label == label and one.likelihood in left]
            problems.append(open_problem(source, lines, (label, notes[label]), possible, plain))
        elif len(possible) > 1:
            problems.append(open_problem(source, lines, (label, 1), possible, ()))
    problems += [inferred_reference(source, lines, one) for one in placed if _is_inferred(one)]
    again = _called_again(figures, [*declared, *called], notes)
    return called, [*problems, *(second_reference(source, lines, *pair) for pair in again)]


def _called_again(
    figures: Sequence[Candidate], called: Sequence[Called], notes: Mapping[str, int]
) -> Iterator[tuple[Called, Candidate]]:
    """Yield the unmistakable places that call a note once more, each after the place that is taken."""
    first = {one.label: one for one in sorted(called, key=lambda one: one.span, reverse=True)}
    taken = {one.span for one in called}
    for one in figures:
        if one.label in notes and one.label in first and _is_sure(one) and one.span not in taken:
            yield first[one.label], one


def _symbols(
    source: Source, lines: Sequence[ReadingLine], listed: Mapping[str, int], settled: Settled
) -> tuple[list[Called], list[Diagnostic]]:
    """Return the places that call notes by asterisks and daggers; one that is at two places is left open."""
    labels = [label for label in listed if not label.isdecimal()]
    found = list(symbol_references(lines, labels, settled.figures))
    called: list[Called] = []
    problems = []
    for label in labels:
        done = [one for one in settled.called if one.label == label]
        here = [one for one in found if one.label == label and one not in done]
        if len(here) == 1 and not done:
            called += here
        elif here:
            problems.append(open_symbol(source, lines, here, done))
    return called, problems


def _in_text(lines: Sequence[ReadingLine], notes: Mapping[str, int], settled: Settled) -> list[Candidate]:
    """Return the candidates for the notes of the list and for those that go on counting after it."""
    most = max([0, *(int(label) for label in notes)])
    labels = {str(number) for number in range(1, most + 1)} | set(notes)
    labels |= {one.label for one in settled.called if one.label.isdecimal()}
    beyond = most + 1
    found = [candidate for line in lines for candidate in candidates(line, labels)]
    while more := [one for line in lines for one in candidates(line, {str(beyond)}) if _is_sure(one)]:
        found += [one for one in more if one.label not in labels]
        beyond += 1
    plain = settled.figures
    return [one for one in found if not any(span.start <= one.span.start < span.end for span in plain)]


def _candidates(
    found: Sequence[Candidate], notes: Mapping[str, int], declared: Sequence[Called]
) -> list[Candidate]:
    """Return the candidates that fit between the declared ones; a note not listed needs a sure place.

    A note that is declared at two places has its order from the first.
    """
    first = {one.label: one for one in sorted(declared, key=lambda one: one.span, reverse=True)}
    return [
        one
        for one in found
        if one.label not in first
        and (one.label in notes or _is_sure(one))
        and all(_in_order(one, place) for place in first.values())
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
        if placing.place is None or not _is_inferred(placing.place):
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


def _without_gaps(
    placings: Mapping[str, Placing], notes: Mapping[str, int], declared: Collection[str]
) -> dict[str, Placing]:
    """Leave open what may be only a date, where it is the place of a note because the one before has none."""
    settled = dict(placings)
    for label, following in pairwise(sorted(notes, key=int)):
        placing = settled.get(following)
        lost = label not in declared and settled[label].place is None
        if lost and placing is not None and placing.place is not None and _is_inferred(placing.place):
            settled[following] = Placing(None, placing.possible)
    return settled


def _is_inferred(candidate: Candidate) -> bool:
    """Tell whether only the order of the notes says that a figure is not an ordinary one."""
    return candidate.likelihood is Likelihood.POSSIBLE


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
    most = max([0, *(int(label) for label in notes if label.isdecimal())])
    return [
        one
        for one in called
        if not one.label.isdecimal() or all(str(n) in known for n in range(most + 1, int(one.label)))
    ]
