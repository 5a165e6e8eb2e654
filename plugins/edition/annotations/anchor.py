"""From the words of an annotation to its place in a text, and back.

There is no best guess: an annotation shown at the wrong words misleads a reader, while a build that stops
only delays an editor. What comes nearest is said in the message.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar

from edition.annotations.context import is_named, keeps_words, shortest_context, whole_words, words_around
from edition.annotations.fold import FoldedText, fold
from edition.annotations.nearest import nearest
from edition.diagnostics import Code
from edition.schema import TextQuoteSelector

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from edition.model import Span

    PageOf = Callable[[int], str]
    _Range = tuple[int, int]

_SHOWN = 3
_GLIMPSE = 12


class AnchoringError(Exception):
    """A passage cannot be found with certainty; the message says so to an editor, with what would help."""

    code: ClassVar[Code]


class QuoteNotFoundError(AnchoringError):
    """The words are nowhere in the text."""

    code = Code.QUOTE_NOT_FOUND


class QuoteAmbiguousError(AnchoringError):
    """The words are in more than one place of the text."""

    code = Code.QUOTE_AMBIGUOUS


def find_quote(text: FoldedText | str, quote: TextQuoteSelector, page_of: PageOf | None = None) -> Span:
    """Return the one place in `text` that `quote` names.

    A text that is asked more than once is best folded once. `page_of` gives the label of the page at an
    offset, for the messages. Raises QuoteNotFoundError and QuoteAmbiguousError.
    """
    text = fold(text) if isinstance(text, str) else text
    words, prefix, suffix = (
        fold(part).folded.strip(" ") for part in (quote.exact, quote.prefix, quote.suffix)
    )
    places = _places(text, words)
    named = [place for place in places if is_named(text.folded, place, prefix, suffix)]
    spans = [span for place in named if (span := text.span(*place)) is not None]
    match spans:
        case [span]:
            return span
        case [] if places and not prefix and not suffix:
            raise QuoteNotFoundError(_within_words(text, quote, places))
        case [] if places:
            raise QuoteNotFoundError(_wrong_context(text, quote, places, page_of))
        case []:
            raise QuoteNotFoundError(_not_found(text, quote, words, page_of))
        case _:
            raise QuoteAmbiguousError(_ambiguous(text, quote, places, named, page_of))


def occurrences(text: FoldedText | str, words: str) -> tuple[Span, ...]:
    """Return every place in `text` where the words stand, overlapping ones too."""
    text = fold(text) if isinstance(text, str) else text
    places = _places(text, fold(words).folded.strip(" "))
    return tuple(span for place in places if (span := text.span(*place)) is not None)


def describe(text: FoldedText | str, span: Span) -> TextQuoteSelector:
    """Return the quote that names a place, with as little context as makes it the only one.

    Raises ValueError where no quote can: the place is empty, or begins or ends with white space, with a
    character without width, or within what is compared as one character.
    """
    text = fold(text) if isinstance(text, str) else text
    place = text.folded_range(span)
    if place is None:
        raise ValueError(f"no quote can name {span.start}-{span.end}: it must begin and end with a character")
    places = _places(text, text.folded[slice(*place)])
    context = _context(text, place, places)
    if context is None:
        raise ValueError(f"no context tells {span.start}-{span.end} from the same words elsewhere")
    prefix, suffix = context
    return TextQuoteSelector(exact=span.of(text.text), prefix=prefix, suffix=suffix)


def _context(text: FoldedText, place: _Range, places: Sequence[_Range]) -> tuple[str, str] | None:
    """Return the shortest context that names one of the places where the same words stand."""
    others = [other for other in places if other != place]
    whole = [other for other in others if keeps_words(text.folded, other, "", "")]
    for rivals in (
        whole,
        others,
    ):  # a place within a word is no rival, unless the context happens to admit it
        context = shortest_context(text, place, rivals)
        if context is not None:
            prefix, suffix = (fold(part).folded.strip(" ") for part in context)
            if not any(is_named(text.folded, other, prefix, suffix) for other in others):
                return context
    return None


def _places(text: FoldedText, words: str) -> list[_Range]:
    """Return every range of the folded text that has the words and a range of the text to itself."""
    ranges = ((start, start + len(words)) for start in text.find(words))
    return [place for place in ranges if text.span(*place) is not None]


def _not_found(text: FoldedText, quote: TextQuoteSelector, words: str, page_of: PageOf | None) -> str:
    """Return the sentence for words that are nowhere."""
    what = f"'{_short(quote.exact)}' is not in the text"
    if not words:
        return f"{what}: it has no character that could be seen; quote words"
    shown = [
        f"'{_short(span.of(text.text))}'{_on_page(span.start, page_of)}" for span in nearest(text, words)
    ]
    return (
        f"{what}; nearest: {', '.join(shown)}" if shown else f"{what}, nor anything like it; quote its words"
    )


def _within_words(text: FoldedText, quote: TextQuoteSelector, places: Sequence[_Range]) -> str:
    """Return the sentence for words that are only parts of longer words."""
    longer = dict.fromkeys(f"'{whole_words(text, place)}'" for place in places)
    what = (
        f"'{_short(quote.exact)}' is in the text only as a part of {_list([*longer][:_SHOWN], len(longer))}"
    )
    return f"{what}; quote whole words, or say with a prefix and a suffix which part is meant"


def _wrong_context(
    text: FoldedText, quote: TextQuoteSelector, places: Sequence[_Range], page_of: PageOf | None
) -> str:
    """Return the sentence for words that are there, but not where the context says."""
    sides = [("after", quote.prefix), ("before", quote.suffix)]
    context = " and ".join(f"{side} '{_short(words)}'" for side, words in sides if words.strip())
    there = []
    for place in places[:_SHOWN]:
        prefix, suffix = words_around(text, place, _GLIMPSE)
        there.append(f"{_as_keys(prefix, suffix)}{_page(text, place, page_of)}")
    return f"'{_short(quote.exact)}' is in the text, but not {context}; it is at {_list(there, len(places))}"


def _ambiguous(
    text: FoldedText,
    quote: TextQuoteSelector,
    places: Sequence[_Range],
    named: Sequence[_Range],
    page_of: PageOf | None,
) -> str:
    """Return the sentence for words that are in several places, with what would tell one from the others."""
    repairs = []
    for place in named[:_SHOWN]:
        context = _context(text, place, places)
        if context is not None:
            repairs.append(f"{_as_keys(*context)}{_page(text, place, page_of)}")
    context_given = " with this prefix and suffix" if quote.prefix or quote.suffix else ""
    what = f"'{_short(quote.exact)}' occurs {len(named)} times{context_given}"
    return f"{what}; to name one of them, write {_list(repairs, len(named))}"


def _as_keys(prefix: str, suffix: str) -> str:
    """Return a context as an editor writes it."""
    parts = {"prefix": prefix, "suffix": suffix}
    return " and ".join(
        f"{key}: {json.dumps(words, ensure_ascii=False)}" for key, words in parts.items() if words
    )


def _list(shown: Sequence[str], number: int) -> str:
    """Return what is shown of a number of things, and how many more there are."""
    more = f" (and {number - len(shown)} more)" if number > len(shown) else ""
    return ", or ".join(shown) + more


def _page(text: FoldedText, place: _Range, page_of: PageOf | None) -> str:
    """Return on which page a place is, in words."""
    span = text.span(*place)
    return _on_page(span.start, page_of) if span else ""


def _on_page(offset: int, page_of: PageOf | None) -> str:
    """Return on which page an offset is, in words."""
    label = page_of(offset) if page_of else ""
    return f" on page {label}" if label else ""


def _short(words: str) -> str:
    """Return the words on one line, shortened where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= 80 else f"{line[:50].rstrip()} … {line[-25:].lstrip()}"  # noqa: PLR2004
