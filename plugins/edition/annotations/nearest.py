"""What in a text comes nearest to words that are not in it; for messages only, never to place anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from edition.annotations.fold import WORD

if TYPE_CHECKING:
    from edition.annotations.fold import FoldedText
    from edition.model import Span

_ENOUGH = 65
_LONGEST = 300
_LONGEST_WORD = 40
_MOST = 2
_RARE = 20
_RAREST = 5
_SURE = 85


def nearest(text: FoldedText, words: str) -> list[Span]:
    """Return up to two stretches of whole words that resemble the folded words, the likest first."""
    folded, small = _alike(text.folded), _alike(words)
    found = _likest(folded, small, _near_rare_words(text, words[:_LONGEST]))
    if not found or found[0][0] < _SURE:
        found = _likest(folded, small, [(0, len(folded))])
    ranges = (text.span(start, end) for _, start, end in found)
    return [span for span in ranges if span is not None]


def _near_rare_words(text: FoldedText, words: str) -> list[tuple[int, int]]:
    """Return stretches of the text around the rarest of the words, which do not overlap.

    A quotation with a slip in it is mostly near one of these; they are looked through a hundred times faster
    than five hundred pages.
    """
    places = [text.words.get(word, ()) for word in set(WORD.findall(words))]
    rare = sorted((len(these), these) for these in places if 0 < len(these) <= _RARE)[:_RAREST]
    reach = len(words) + _LONGEST_WORD
    stretches: list[tuple[int, int]] = []
    for place in sorted(place for _, these in rare for place in these):
        low, high = max(place - reach, 0), min(place + reach, len(text.folded))
        if stretches and low <= stretches[-1][1]:
            low = stretches.pop()[0]
        stretches.append((low, high))
    return stretches


def _likest(folded: str, words: str, stretches: list[tuple[int, int]]) -> list[tuple[float, int, int]]:
    """Return up to two stretches of whole words in these, the likest first, each with its likeness."""
    found: list[tuple[float, int, int]] = []
    while stretches and len(found) < _MOST:
        options = [(_best(folded, words[:_LONGEST], *stretch), stretch) for stretch in stretches]
        best, (low, high) = max(options, key=lambda option: option[0])
        score, start, end = best
        if score < _ENOUGH:
            break
        stretches.remove((low, high))
        if (trimmed := _trimmed(folded, words, start, end)) is not None:
            found.append(trimmed)
            stretches += [(low, trimmed[1]), (trimmed[2], high)]
    return found


def _alike(folded: str) -> str:
    """Return the words in small letters, where that keeps their number of characters."""
    small = folded.lower()
    return small if len(small) == len(folded) else folded


def _best(folded: str, words: str, low: int, high: int) -> tuple[float, int, int]:
    """Return how much the likest stretch resembles the words, and where it is."""
    alignment = fuzz.partial_ratio_alignment(words, folded[low:high], score_cutoff=_ENOUGH)
    if alignment is None or high - low < len(words) // 2:
        return 0, low, high
    return alignment.score, low + alignment.dest_start, low + alignment.dest_end


def _trimmed(folded: str, words: str, start: int, end: int) -> tuple[float, int, int] | None:
    """Return the whole words at a stretch that resemble the words most, or None where there are none."""
    # Without blanks, as in Chinese, a word has no end: we look no further than a long one would go.
    low = max(folded.rfind(" ", 0, start) + 1, start - _LONGEST_WORD)
    high = min(folded.find(" ", max(end - 1, start)) % (len(folded) + 1), end + _LONGEST_WORD)
    edges = [low + match.start() for match in re.finditer(r"\b|(?<= )|(?= )", folded[low:high])]
    starts, ends = [low, *edges[:5]], [*edges[-5:], high]
    options = (
        (fuzz.ratio(words, folded[first:last]), first, last)
        for first in starts
        for last in ends
        if first < last and folded[first:last].strip() == folded[first:last]
    )
    return max(options, default=None)
