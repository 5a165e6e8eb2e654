"""What a text that is taken away has in brackets: turns of pages, calls of notes, gaps."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from edition.model import Block, FirstPage, Span, Text

_BY_PLACE = itemgetter(0)
_PAGE, _UNNUMBERED = "Page ", "without a number"
CONTINUED = ", continued"
"""What is added to the name of a page that has begun before."""


class Sign(NamedTuple):
    """Characters that stand at a point of a text and are none of it."""

    offset: int
    words: str


def points_in_brackets(text: Text, calls: Iterable[Sign], escaped: Callable[[str], str]) -> list[Sign]:
    """Return the signs of all points of a text; of several that stand together, calls come first.

    `escaped` makes words what they must be between the brackets.
    """
    content = text.content
    signs = list(calls)
    for gap in text.gaps:
        words = f"{gap.kind}: {gap.words}" if gap.words else gap.kind
        signs.append(Sign(gap.offset, _spaced(content, gap.offset, f"[{escaped(' '.join(words.split()))}]")))
    for one in text.page_breaks:
        supplied = ", supplied" if one.supplied else ""
        sign = f"[{escaped(page_notation(one.label) + supplied)}]"
        signs.append(Sign(one.offset, _spaced(content, one.offset, sign)))
    return signs


def page_notation(label: str) -> str:
    """Return what a page is called; some are not numbered."""
    return f"{_PAGE}{label}" if label else f"{_PAGE}{_UNNUMBERED}"


def first_notation(page: FirstPage) -> str:
    """Return what the page is called on which a text begins, though its break stands before the text."""
    words = page_notation(page.label)
    return words if page.begins else f"{words}{CONTINUED}"


def page_label(notation: str) -> str:
    """Return the label in what a page is called: `522` in `Page 522, continued`; some have none."""
    label = notation.removeprefix(_PAGE).removesuffix(CONTINUED)
    return "" if label == _UNNUMBERED else label


def _spaced(content: str, offset: int, sign: str) -> str:
    """Return a sign with the blanks that keep it apart from what is around it; before a letter, with none."""
    before, after = content[max(offset - 1, 0) : offset], content[offset : offset + 1]
    opens, closes = not before or before == "\n", not after or after == "\n"
    if opens or before.isspace():
        return sign if closes or after.isspace() else f"{sign} "
    return sign if after.isalnum() else f" {sign}"


def bracketed(spans: Iterable[tuple[Span, str]], leaves: Sequence[Block]) -> tuple[list[Sign], list[Sign]]:
    """Return the brackets that close and those that open ranges, each with a word: `[deleted: Secret]`.

    One that runs over the end of a block is closed there and opened again.
    """
    opening: list[Sign] = []
    closing: list[Sign] = []
    for span, word in spans:
        for start, end in cut_at_blocks(span, leaves):
            opening.append(Sign(start, f"[{word}: "))
            closing.append(Sign(end, "]"))
    return closing, opening


def cut_at_blocks(span: Span, leaves: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a range that lie in blocks."""
    number = bisect_left(leaves, span.start, key=_end)
    while number < len(leaves) and leaves[number].span.start < span.end:
        within = leaves[number].span
        start, end = max(span.start, within.start), min(span.end, within.end)
        if start < end:
            yield start, end
        number += 1


def _end(leaf: Block) -> int:
    return leaf.span.end


def with_signs(
    content: str,
    leaves: Sequence[Block],
    signs: Iterable[Sign],
    written: Callable[[Sequence[str]], str] = "".join,
) -> Iterator[str]:
    """Yield the words of each block with the signs in it; one in no block goes to the next or the last.

    `written` joins words and signs, which come by turns and begin and end with words.
    """
    waiting = iter(sorted(signs, key=_BY_PLACE))
    offset, sign = next(waiting, (-1, ""))
    for number, leaf in enumerate(leaves, 1):
        position, end = leaf.span.start, leaf.span.end
        parts: list[str] = []
        while offset >= 0 and (offset <= end or number == len(leaves)):
            here = min(max(offset, position), end)
            parts += (content[position:here], sign)
            position = here
            offset, sign = next(waiting, (-1, ""))
        parts.append(content[position:end])
        yield written(parts)
