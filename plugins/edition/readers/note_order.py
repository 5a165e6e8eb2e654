"""Which figures call which notes, when notes are called in the order of their numbers.

Of all ways to find the notes in order, those count that take most of the unmistakable places, then of the
impossible figures, then of the possible ones. A note that has the same place in all of them is found there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.readers.note_candidates import Candidate, Likelihood

if TYPE_CHECKING:
    from collections.abc import Sequence

_Weight = tuple[int, int, int, int]
_NOTHING: _Weight = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a note is called: for certain at `place`, or perhaps at one of `possible`."""

    place: Candidate | None
    possible: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Best:
    """The most that a way to or from a candidate can take, and in how many ways."""

    weight: _Weight
    ways: int


def place_in_order(ordered: Sequence[str], found: Sequence[Candidate]) -> dict[str, Placing]:
    """Return the placing of each note of `ordered` among `found`; no note is placed by guess."""
    rank = {label: place for place, label in enumerate(ordered)}
    usable = sorted(
        (candidate for candidate in found if candidate.likelihood < Likelihood.PLAIN),
        key=lambda candidate: (candidate.span.start, candidate.span.end),
    )
    steps = [(candidate.span.start, rank[candidate.label]) for candidate in usable]
    weights = [_weight(candidate) for candidate in usable]
    to_here = _best_ways(steps, weights)
    mirrored = [(-start, -place) for start, place in reversed(steps)]
    from_here = _best_ways(mirrored, weights[::-1])[::-1]
    through = [
        _Best(_less(_sum(there.weight, back.weight), weight), there.ways * back.ways)
        for there, back, weight in zip(to_here, from_here, weights, strict=True)
    ]
    best = max((way.weight for way in through), default=_NOTHING)
    ends = [way.ways for way in to_here if way.weight == best]
    return {
        label: _placing(label, usable, [way.ways * (way.weight == best) for way in through], sum(ends))
        for label in ordered
    }


def _placing(label: str, usable: Sequence[Candidate], ways: Sequence[int], total: int) -> Placing:
    """Return where a note is called in every best way, or else where it may be."""
    options = [
        (candidate, count)
        for candidate, count in zip(usable, ways, strict=True)
        if candidate.label == label and count
    ]
    possible = tuple(candidate for candidate, _ in options)
    if len(options) == 1 and options[0][1] == total:
        return Placing(options[0][0], possible)
    return Placing(None, possible)


def _best_ways(steps: Sequence[tuple[int, int]], weights: Sequence[_Weight]) -> list[_Best]:
    """Return for each step the best that rises to it, in place and in rank, the step itself included."""
    best: list[_Best] = []
    for here, (start, rank) in enumerate(steps):
        before = [best[there] for there in range(here) if steps[there][0] < start and steps[there][1] < rank]
        most = max((way.weight for way in before), default=_NOTHING)
        ways = sum(way.ways for way in before if way.weight == most) if before else 1
        best.append(_Best(_sum(most, weights[here]), ways))
    return best


def _weight(candidate: Candidate) -> _Weight:
    """Return what a candidate counts."""
    counted = [int(candidate.likelihood == likelihood) for likelihood in Likelihood]
    return counted[0], counted[1], counted[2], counted[3]


def _sum(one: _Weight, other: _Weight) -> _Weight:
    """Return two weights together."""
    return one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]


def _less(whole: _Weight, part: _Weight) -> _Weight:
    """Return one weight without another."""
    return whole[0] - part[0], whole[1] - part[1], whole[2] - part[2], whole[3] - part[3]
