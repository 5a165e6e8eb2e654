"""Every place of a text that a quotation could mean."""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING

from edition.annotations.fold import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.annotations.fold import FoldedText
    from edition.schema import TextQuoteSelector

    _Range = tuple[int, int]


def places_of(text: FoldedText, words: str) -> Iterator[_Range]:
    """Yield every range of the folded text that has the folded words and a range of the text to itself."""
    for start in text.find(words):
        place = start, start + len(words)
        if text.span(*place) is not None:
            yield place


def named_places(text: FoldedText, quote: TextQuoteSelector) -> Iterator[_Range]:
    """Yield every place that a quotation names, in order: where its words stand, and around them its context.

    A blank between the words and their context does not matter.
    """
    words, prefix, suffix = (fold_words(part) for part in (quote.exact, quote.prefix, quote.suffix))
    if not words:
        return
    befores = (prefix, f"{prefix} ") if prefix else ("",)
    afters = (suffix, f" {suffix}") if suffix else ("",)
    yield from merge(*(_in_context(text, before, words, after) for before in befores for after in afters))


def _in_context(text: FoldedText, before: str, words: str, after: str) -> Iterator[_Range]:
    """Yield every place of the words between exactly these others.

    Words without context are whole words; it takes a context to say that a part of a word is meant. The word
    `war` is not in `toward`: a note on it must not move there when the word itself is gone.
    """
    for start in text.find_whole(f"{before}{words}{after}", before=not before, after=not after):
        place = start + len(before), start + len(before) + len(words)
        if text.span(*place) is not None:
            yield place
