"""How the places of note references are found, against a search through every possible way."""

from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from edition.model import Span
from edition.readers.note_candidates import Candidate, Likelihood
from edition.readers.note_order import place_in_order

LABELS = ["1", "2", "3"]
PLACES = st.lists(
    st.tuples(st.sampled_from(LABELS), st.sampled_from(list(Likelihood))),
    max_size=7,
).map(lambda places: [candidate(label, at, likelihood) for at, (label, likelihood) in enumerate(places)])


def candidate(label: str, at: int, likelihood: Likelihood) -> Candidate:
    return Candidate(label=label, span=Span(at, at + 1), line=1, figure=label, likelihood=likelihood)


def best_ways(found: list[Candidate]) -> list[tuple[Candidate | None, ...]]:
    """Return all ways to place the notes in order that take most of the likeliest places."""
    options = [
        [None, *(one for one in found if one.label == label and one.likelihood < Likelihood.PLAIN)]
        for label in LABELS
    ]
    ways = [way for way in product(*options) if is_in_order([one for one in way if one is not None])]
    counted = {
        way: [sum(one is not None and one.likelihood == rank for one in way) for rank in Likelihood]
        for way in ways
    }
    best = max(counted.values())
    return [way for way in ways if counted[way] == best]


def is_in_order(places: list[Candidate]) -> bool:
    return all(one.span.start < other.span.start for one, other in pairwise(places))


@settings(max_examples=300, deadline=None)
@given(PLACES)
def test_a_note_is_placed_where_every_best_way_has_it_and_nowhere_else(found: list[Candidate]) -> None:
    ways = best_ways(found)
    placings = place_in_order(LABELS, found)
    for place, label in enumerate(LABELS):
        options = {way[place] for way in ways}
        possible = {one for one in options if one is not None}
        assert set(placings[label].possible) == possible
        assert placings[label].place == (options.pop() if len(options) == 1 else None)
