"""The line ends inside a wrapped paragraph, each of which becomes one blank of the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from edition.model import Span
from edition.readers.sentences import join_in_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.readers.lines import Line
    from edition.readers.parts import Join, Leaf, Marker


def split_at_line_ends(leaf: Leaf, line: Line) -> Iterator[Leaf]:
    """Yield a block of a line in as many pieces as it has lines in the source, each joined to the one before.

    A word divided at the end of a line keeps its hyphen and is joined to its rest without a blank.
    """
    start, join = leaf.span.start, leaf.join
    for end in line.ends:
        piece = Span(start, max(start, min(end.start, leaf.span.end)))
        if not _words(line, piece, leaf.markers) or not leaf.span.start < end.end < leaf.span.end:
            continue
        if any(marker.span.start < end.end and end.start < marker.span.end for marker in leaf.markers):
            continue
        yield _piece(leaf, piece, join)
        after = _words(line, Span(end.end, leaf.span.end), leaf.markers)
        start, join = end.end, join_in_sentence(_words(line, piece, leaf.markers), after)
    yield _piece(leaf, Span(start, leaf.span.end), join)


def _piece(leaf: Leaf, span: Span, join: Join) -> Leaf:
    """Return the part of a leaf that stands in a stretch, with the markers there."""
    markers = tuple(one for one in leaf.markers if span.start <= one.span.start and one.span.end <= span.end)
    return replace(leaf, span=span, markers=markers, join=join)


def _words(line: Line, span: Span, markers: Sequence[Marker]) -> str:
    """Return the words of a stretch of a line without the markers in it."""
    words = []
    start = span.start
    for marker in sorted(markers):
        if span.start <= marker.span.start and marker.span.end <= span.end:
            words.append(line.text[start - line.span.start : marker.span.start - line.span.start])
            start = marker.span.end
    return "".join([*words, line.text[start - line.span.start : span.end - line.span.start]]).strip()
