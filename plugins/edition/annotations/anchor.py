"""From the words of an annotation to its place in a text, and back.

There is no best guess: an annotation shown at the wrong words misleads a reader, while a build that stops
only delays an editor. What comes nearest is said in the message.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from edition.annotations.candidates import named_places, places_of
from edition.annotations.context import unique_context
from edition.annotations.fold import FoldedText, fold, fold_words
from edition.annotations.remedies import (
    brief_ambiguous,
    brief_not_found,
    explain_ambiguous,
    explain_not_found,
)
from edition.diagnostics import Code
from edition.schema import TextQuoteSelector

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.annotations.remedies import PageOf
    from edition.model import Span


class AnchoringError(Exception):
    """A passage cannot be found with certainty; the message says so to an editor, with what would help.

    What would help takes time to find, so it is looked for when the message is read; `brief` is the message
    without it.
    """

    code: ClassVar[Code]

    def __init__(self, brief: str, message: Callable[[], str]) -> None:
        """Keep the short message, and what makes the long one."""
        super().__init__(brief)
        self.brief = brief
        self._message = message

    def __str__(self) -> str:
        """Return what is wrong, and what would help."""
        return self._message()


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
    match list(islice(named_places(text, quote), 2)):
        case [place] if (span := text.span(*place)) is not None:
            return span
        case []:
            explain = partial(explain_not_found, text, quote, page_of)
            raise QuoteNotFoundError(brief_not_found(quote), explain)
        case _:
            explain = partial(explain_ambiguous, text, quote, page_of)
            raise QuoteAmbiguousError(brief_ambiguous(quote), explain)


def occurs(text: FoldedText | str, words: str) -> bool:
    """Whether the words stand anywhere in `text`, as quotations are compared."""
    text = fold(text) if isinstance(text, str) else text
    return any(places_of(text, fold_words(words)))


def describe(text: FoldedText | str, span: Span) -> TextQuoteSelector:
    """Return the quote that names a place, with as little context as makes it the only one.

    Raises ValueError where no quote can: the place is empty, or begins or ends with white space, with a
    character without width, or within what is compared as one character.
    """
    text = fold(text) if isinstance(text, str) else text
    place = text.folded_range(span)
    if place is None:
        raise ValueError(f"no quote can name {span.start}-{span.end}: it must begin and end with a character")
    context = unique_context(text, place, list(places_of(text, text.folded[slice(*place)])))
    if context is None:
        raise ValueError(f"no context tells {span.start}-{span.end} from the same words elsewhere")
    prefix, suffix = context
    return TextQuoteSelector(exact=span.of(text.text), prefix=prefix, suffix=suffix)
