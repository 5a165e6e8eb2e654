"""What an editor is told of a quotation that names no place, or more than one, with what would help."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from edition.annotations.candidates import named_places, places_of
from edition.annotations.context import unique_context, whole_words, words_around
from edition.annotations.fold import fold_words
from edition.annotations.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from edition.annotations.fold import FoldedText
    from edition.model import Span
    from edition.schema import TextQuoteSelector

    PageOf = Callable[[int], str]
    _Range = tuple[int, int]

_SHOWN = 3
_GLIMPSE = 12
_MANY = 1000
"""Of so many places at most it is found out what tells one of them from all the others."""
_LONGEST_REPAIR = 200


def brief_not_found(quote: TextQuoteSelector) -> str:
    """Return the sentence for words that are not there, without what is."""
    return f"{quoted(quote.exact)} is not in the text{_sides(quote)}"


def brief_ambiguous(quote: TextQuoteSelector) -> str:
    """Return the sentence for words that are in several places, without what tells them apart."""
    return f"{quoted(quote.exact)} occurs more than once{_with_context(quote)}; add a prefix or a suffix"


def explain_not_found(text: FoldedText, quote: TextQuoteSelector, page_of: PageOf | None) -> str:
    """Return the sentence for words that are not there, or not as whole words, or not in this context."""
    words = fold_words(quote.exact)
    places = list(islice(places_of(text, words), _MANY + 1))
    if not places:
        return _nowhere(text, quote, words, page_of)
    if fold_words(quote.prefix) or fold_words(quote.suffix):
        return _elsewhere(text, quote, places, page_of)
    return _within_words(text, quote, places)


def explain_ambiguous(text: FoldedText, quote: TextQuoteSelector, page_of: PageOf | None) -> str:
    """Return the sentence for words that are in several places, with what would tell one from the others."""
    places = list(islice(places_of(text, fold_words(quote.exact)), _MANY + 1))
    named = list(islice(named_places(text, quote), _MANY + 1))
    repairs: list[str] = []
    for place in named[:_SHOWN] if len(places) <= _MANY else ():
        context = unique_context(text, place, places)
        if context is not None and len("".join(context)) <= _LONGEST_REPAIR:
            repairs.append(f"{_as_keys(*context)}{_page(text, place, page_of)}")
    number = f"{len(named)}" if len(named) <= _MANY else f"more than {_MANY}"
    what = f"{quoted(quote.exact)} occurs {number} times{_with_context(quote)}"
    if not repairs:
        return f"{what}; quote more of the words around it"
    return f"{what}; to name one of them, write {_list(repairs, len(named))}"


def quoted(words: str) -> str:
    """Return the words in quotation marks, on one line, shortened where they are many."""
    line = " ".join(words.split())
    return f"'{line}'" if len(line) <= 80 else f"'{line[:50].rstrip()} … {line[-25:].lstrip()}'"  # noqa: PLR2004


def _nowhere(text: FoldedText, quote: TextQuoteSelector, words: str, page_of: PageOf | None) -> str:
    """Return the sentence for words that are nowhere."""
    what = f"{quoted(quote.exact)} is not in the text"
    if not words:
        return f"{what}: it has no character that could be seen; quote words"
    shown = _nearest(text, words, page_of)
    return f"{what}; nearest: {shown}" if shown else f"{what}, nor anything like it; quote its words"


def _within_words(text: FoldedText, quote: TextQuoteSelector, places: Sequence[_Range]) -> str:
    """Return the sentence for words that are only parts of longer words."""
    longer = [*dict.fromkeys(quoted(whole_words(text, place)) for place in places)]
    number = _MANY + 1 if len(places) > _MANY and len(longer) > _SHOWN else len(longer)
    what = f"{quoted(quote.exact)} is in the text only as a part of {_list(longer[:_SHOWN], number)}"
    return f"{what}; quote whole words, or say with a prefix and a suffix which part is meant"


def _elsewhere(
    text: FoldedText, quote: TextQuoteSelector, places: Sequence[_Range], page_of: PageOf | None
) -> str:
    """Return the sentence for words that are there, but not where the context says.

    Where they are in many places, the context tells best which of them may have been meant.
    """
    what = f"{quoted(quote.exact)} is in the text, but not{_sides(quote)}"
    if len(places) > _SHOWN:
        meant = " ".join(filter(None, map(fold_words, (quote.prefix, quote.exact, quote.suffix))))
        if shown := _nearest(text, meant, page_of):
            return f"{what}; nearest: {shown}"
    there = []
    for place in places[:_SHOWN]:
        prefix, suffix = words_around(text, place, _GLIMPSE)
        there.append(f"{_as_keys(prefix, suffix)}{_page(text, place, page_of)}")
    return f"{what}; it is at {_list(there, len(places))}"


def _nearest(text: FoldedText, words: str, page_of: PageOf | None) -> str:
    """Return the passages that resemble the words, in words."""
    spans: list[Span] = nearest(text, words)
    return ", ".join(f"{quoted(span.of(text.text))}{_on_page(span.start, page_of)}" for span in spans)


def _sides(quote: TextQuoteSelector) -> str:
    """Return where the context says that the words are."""
    sides = (("after", quote.prefix), ("before", quote.suffix))
    given = [f" {side} {quoted(words)}" for side, words in sides if words.strip()]
    return " and".join(given)


def _with_context(quote: TextQuoteSelector) -> str:
    """Return that a context has been given, where that is so."""
    return " with this prefix and suffix" if quote.prefix or quote.suffix else ""


def _as_keys(prefix: str, suffix: str) -> str:
    """Return a context as an editor writes it."""
    parts = {"prefix": prefix, "suffix": suffix}
    return " and ".join(
        f"{key}: {json.dumps(words, ensure_ascii=False)}" for key, words in parts.items() if words
    )


def _list(shown: Sequence[str], number: int) -> str:
    """Return what is shown of a number of things, and how many more there are, as far as we have counted."""
    more = "" if number <= len(shown) else f" (and {number - len(shown)} more)"
    return ", or ".join(shown) + (more if number <= _MANY else " (and many more)")


def _page(text: FoldedText, place: _Range, page_of: PageOf | None) -> str:
    """Return on which page a place is, in words."""
    span = text.span(*place)
    return _on_page(span.start, page_of) if span else ""


def _on_page(offset: int, page_of: PageOf | None) -> str:
    """Return on which page an offset is, in words."""
    label = page_of(offset) if page_of else ""
    return f" on page {label}" if label else ""
