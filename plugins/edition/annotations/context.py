"""The fewest words around a passage that tell it from every other place with the same words."""

from __future__ import annotations

import re
from bisect import bisect_left
from math import inf
from typing import TYPE_CHECKING

from edition.annotations.fold import cuts_word, fold_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from edition.annotations.fold import FoldedText

_LONGEST_WORD = 40
_Range = tuple[int, int]


def unique_context(text: FoldedText, place: _Range, places: Sequence[_Range]) -> tuple[str, str] | None:
    """Return the shortest context that names one of the places where the same words stand.

    None where there is no such context.
    """
    others = [other for other in places if other != place]
    whole = [other for other in others if _keeps_words(text.folded, other, "", "")]
    # A place within a word is no rival, unless the context happens to admit it.
    for rivals in (whole, others):
        context = _shortest_context(text, place, rivals)
        if context is not None:
            prefix, suffix = map(fold_words, context)
            if not any(_is_named(text.folded, other, prefix, suffix) for other in others):
                return context
    return None


def _is_named(folded: str, place: _Range, prefix: str, suffix: str) -> bool:
    """Whether a quotation with this context names a place where its words stand."""
    start, end = _outer(folded, place)
    matches = folded.endswith(prefix, 0, start) and folded.startswith(suffix, end)
    return matches and _keeps_words(folded, place, prefix, suffix)


def _keeps_words(folded: str, place: _Range, prefix: str, suffix: str) -> bool:
    """Whether a place begins and ends with whole words, or the context says that it is meant to cut one."""
    start, end = place
    return bool((prefix or not cuts_word(folded, start)) and (suffix or not cuts_word(folded, end)))


def _shortest_context(text: FoldedText, place: _Range, rivals: Sequence[_Range]) -> tuple[str, str] | None:
    """Return the words before and after a place that none of its rivals has, or None where there are none.

    Whole words, as they stand in the text; as few characters as possible, and rather before than after.
    """
    needs: dict[float, float] = {}
    for rival in rivals:
        needed_before, needed_after = _needed_to_differ(text.folded, place, rival)
        needs[needed_before] = max(needs.get(needed_before, 0), needed_after)
    best: tuple[int, int] | None = None
    least, after = (float(cuts_word(text.folded, offset)) for offset in place)
    # The words before tell the place from these rivals and from those that follow in the list; from those
    # that came earlier in the list the words after must tell it.
    for needed_before, needed_after in [*sorted(needs.items(), reverse=True), (0, 0)]:
        before = max(least, needed_before)
        if inf not in (before, after):
            option = _whole_words(text, place, int(before), int(after))
            best = option if best is None or sum(option) < sum(best) else best
        after = max(after, needed_after)
    return None if best is None else _around(text, place, *best)


def words_around(text: FoldedText, place: _Range, length: int) -> tuple[str, str]:
    """Return the whole words before and after a place, some `length` characters where there are so many."""
    start, end = _outer(text.folded, place)
    before, after = min(length, start), min(length, len(text.folded) - end)
    return _around(text, place, *_whole_words(text, place, before, after))


def whole_words(text: FoldedText, place: _Range) -> str:
    """Return the words of the text that a place lies in, whole, unless they are very long."""
    start, end = place
    while cuts_word(text.folded, start) and place[0] - start < _LONGEST_WORD:
        start -= 1
    while cuts_word(text.folded, end) and end - place[1] < _LONGEST_WORD:
        end += 1
    before, after = ("…" if cuts_word(text.folded, edge) else "" for edge in (start, end))
    return f"{before}{text.folded[start:end]}{after}"


def _outer(folded: str, place: _Range) -> _Range:
    """Return a place together with the blanks directly around it."""
    start, end = place
    return start - folded.endswith(" ", 0, start), end + folded.startswith(" ", end)


def _needed_to_differ(folded: str, place: _Range, rival: _Range) -> tuple[float, float]:
    """Return how many characters before, and how many after, no longer agree with those around a rival."""
    (start, end), (other_start, other_end) = _outer(folded, place), _outer(folded, rival)
    # A blank at the edge of the text is not a word that could tell anything.
    first, last = folded.startswith(" "), len(folded) - folded.endswith(" ")
    before = 1 + _agreement(
        lambda length: folded[start - length : start] == folded[other_start - length : other_start],
        min(start, other_start),
    )
    after = 1 + _agreement(
        lambda length: folded[end : end + length] == folded[other_end : other_end + length],
        len(folded) - max(end, other_end),
    )
    return before if before <= start - first else inf, after if after <= last - end else inf


def _agreement(agrees: Callable[[int], bool], most: int) -> int:
    """Return the greatest length, up to `most`, for which two stretches agree."""
    length = 1
    while length <= most and agrees(length):
        length *= 2
    tried = range(length // 2 + 1, min(length, most + 1))
    return length // 2 + bisect_left(tried, True, key=lambda longer: not agrees(longer))  # noqa: FBT003


def _whole_words(text: FoldedText, place: _Range, before: int, after: int) -> tuple[int, int]:
    """Return the two lengths, increased so that no word is cut, unless it is very long."""
    folded = text.folded
    outer_start, outer_end = _outer(folded, place)
    start, end = outer_start - before, outer_end + after
    if before:
        word = folded.rfind(" ", 0, start) + 1
        start = word if start - word <= _LONGEST_WORD else start
        while start > 0 and (folded[start] == " " or text.span(start, place[1]) is None):
            start -= 1
    if after:
        word = folded.find(" ", end) % (len(folded) + 1)
        end = word if word - end <= _LONGEST_WORD else end
        while end < len(folded) and (folded[end - 1] == " " or text.span(place[0], end) is None):
            end += 1
    return outer_start - start, end - outer_end


def _around(text: FoldedText, place: _Range, before: int, after: int) -> tuple[str, str]:
    """Return so much of the text before and after a place, on one line."""
    outer_start, outer_end = _outer(text.folded, place)
    inner, wide = text.span(*place), text.span(outer_start - before, outer_end + after)
    if inner is None or wide is None:
        return "", ""
    prefix = text.text[wide.start : inner.start] if before else ""
    suffix = text.text[inner.end : wide.end] if after else ""
    return re.sub(r"\s+", " ", prefix), re.sub(r"\s+", " ", suffix)
