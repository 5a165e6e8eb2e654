"""Which characters of a document's text a passage is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.annotations.anchor import find_quote
from edition.diagnostics import Code
from edition.packs.extents import PassageError, readings
from edition.render.sheet_tree import Cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.render.sheet_tree import TextTree
    from edition.schema import TextQuoteSelector


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What of a document is meant: pages or paragraphs (`2-4`, `2`), the words of an annotation, or a quote.

    Without any of them it is the whole document.
    """

    pages: str = ""
    paragraphs: str = ""
    annotation: str = ""
    quote: TextQuoteSelector | None = None


WHOLE = Passage()


def cut_of(tree: TextTree, passage: Passage) -> Cut:
    """Return the characters of a text that a passage is.

    Raises PassageError where the text does not have it, and AnchoringError where a quote does not name one
    place.
    """
    if passage.pages:
        return _pages(tree, passage.pages)
    if passage.paragraphs:
        return _paragraphs(tree, passage.paragraphs)
    if passage.annotation:
        return _annotation(tree, passage.annotation)
    if passage.quote:
        content, counts = tree.content()
        span = find_quote(content, passage.quote)
        return Cut(counts[span.start], counts[span.end - 1] + 1)
    return Cut()


def range_of(words: str, labels: Sequence[str]) -> tuple[int, int] | None:
    """Return the places of the first and the last label that `words` name, or None where one is not there."""
    folded = [label.casefold() for label in labels]
    for first, last in readings(words.strip()):
        if first.casefold() in folded:
            start = folded.index(first.casefold())
            if last.casefold() in folded[start:]:
                return start, folded.index(last.casefold(), start)
    return None


def _pages(tree: TextTree, words: str) -> Cut:
    pages = list(tree.pages())
    labels = [label for label, _ in pages]
    found = range_of(words, labels)
    if found is None:
        raise _no_range("page", words, labels)
    first, last = found
    behind = pages[last + 1 : last + 2]
    return Cut(tree.start_of(pages[first][1]), tree.start_of(behind[0][1]) if behind else None)


def _paragraphs(tree: TextTree, words: str) -> Cut:
    numbered = [one for one in tree.ranges if re.fullmatch(r"p[1-9]\d*", one.get("id", ""))]
    labels = [one.get("id", "")[1:] for one in numbered]
    found = range_of(words, labels)
    if found is None:
        raise _no_range("paragraph", words, labels)
    first, last = (tree.ranges[numbered[place]] for place in found)
    return Cut(first[0], last[1])


def _annotation(tree: TextTree, name: str) -> Cut:
    parts = [
        tree.ranges[one]
        for one in tree.root.iter("mark")
        if name in (one.get("id"), one.get("data-annotation"))
    ]
    if not parts:
        raise PassageError(Code.TARGET_UNKNOWN, f"the document has no annotation {name!r}")
    return Cut(parts[0][0], parts[-1][1])


def _no_range(noun: str, words: str, labels: Sequence[str]) -> PassageError:
    """Return the error of pages or paragraphs that are not there."""
    is_one = len([*readings(words)]) == 1
    missing = f"the document has no {noun} {words}" if is_one else f"the document has no {noun}s {words}"
    if not labels:
        there = f", for it has no {noun}s with numbers"
    elif len(labels) == 1:
        there = f"; it has {noun} {labels[0]} only"
    else:
        there = f"; it has {noun}s {labels[0]} to {labels[-1]}"
    return PassageError(Code.TARGET_UNKNOWN, missing + there)
