"""Where a quotation stands in a document that is set in type: in which of its paragraphs, on which pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from edition.annotations.anchor import find_quote
from edition.packs.extents import Quoted
from edition.render.holes import fill
from edition.render.sheet_tree import grow

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.schema import TextQuoteSelector

_PARAGRAPH = re.compile(r"p([1-9]\d*)")
_EMPTY: defaultdict[str, Callable[[str], str]] = defaultdict(lambda: lambda _: "")


def find_quoted(text: str, quote: TextQuoteSelector) -> Quoted:
    """Return in which paragraphs and on which pages a quotation stands.

    `text` is that of a galley. Raises AnchoringError where the quotation does not name one place.
    """
    tree = grow(fill(text, _EMPTY))
    content, counts = tree.content()
    pages = [(tree.start_of(sign), label) for label, sign in tree.pages()]

    def page_of(offset: int) -> str:
        begun = bisect_right(pages, counts[offset], key=lambda page: page[0])
        return pages[begun - 1][1] if begun else ""

    span = find_quote(content, quote, page_of=page_of)
    start, end = counts[span.start], counts[span.end - 1]
    within = [
        int(found[1])
        for element, (first, last) in tree.ranges.items()
        if (found := _PARAGRAPH.fullmatch(element.get("id", ""))) and first <= end and last > start
    ]
    return Quoted(min(within, default=0), max(within, default=0), page_of(span.start), page_of(span.end - 1))
