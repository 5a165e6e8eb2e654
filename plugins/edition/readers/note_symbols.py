"""Notes that are called by asterisks and daggers, as they stand at the foot of a typed or printed page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.model import Span
from edition.readers.note_declarations import Called

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from edition.readers.note_candidates import ReadingLine

SYMBOLS = r"\*{1,4}|†{1,3}|‡{1,3}|§{1,2}"
_GLUED = re.compile(rf"(?<=[^\s*†‡§(\[“‘])({SYMBOLS})(?![\w*†‡§])")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])[^*]{0,200}(?<=[^\s*])\1(?!\*)")


def called_symbols(lines: Sequence[ReadingLine]) -> frozenset[str]:
    """Return the asterisks and daggers that are glued to a word somewhere."""
    return frozenset(match[1] for line in lines for match in _glued(line.text))


def symbol_references(
    lines: Sequence[ReadingLine], labels: Collection[str], figures: Sequence[Span]
) -> Iterator[Called]:
    """Yield the places at which notes with such labels are called, but those that editors take for signs."""
    for line in lines:
        for match in _glued(line.text):
            span = Span(line.places[match.start(1)], line.places[match.end(1) - 1] + 1)
            if match[1] in labels and not any(one.start <= span.start < one.end for one in figures):
                yield Called(label=match[1], span=span, line=line.number)


def _glued(text: str) -> Iterator[re.Match[str]]:
    """Yield the asterisks and daggers that are glued to a word and do not close an *emphasis*."""
    closing = {match.end() for match in _EMPHASIS.finditer(text)}
    return (match for match in _GLUED.finditer(text) if match.end() not in closing)
