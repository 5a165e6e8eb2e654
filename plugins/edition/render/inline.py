"""A range of text as HTML: overlapping ranges and points become nested elements, at the very end."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from edition.model import Span
from edition.render.escaping import html_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.model import Block

_LINK = "<a "
_SPACED_ELLIPSIS = re.compile(r"\.(?: \.){2,}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


class Wrapped(NamedTuple):
    """An element around a range of text; a tuple, for a long text has thousands of them.

    Where another range crosses it, it is closed and goes on in a further element, opened with `again`.
    `tail` follows its last segment. Of two ranges that begin together the longer is outside, and of two
    equal ones that with the lower `rank`. HTML knows no link within a link: of those that are `link`, only
    the innermost stands at each character.
    """

    span: Span
    opening: str
    again: str
    closing: str
    tail: str = ""
    rank: int = 0
    link: bool = False


class Inserted(NamedTuple):
    """Something that stands at a point of the text and is not text: a note reference, a page break."""

    offset: int
    html: str


def direction(content: str) -> str:
    """Return the attribute that lets a block with right-to-left script set its own direction."""
    return ' dir="auto"' if _RIGHT_TO_LEFT.search(content) else ""


def render_span(content: str, span: Span, wrapped: Iterable[Wrapped], inserted: Iterable[Inserted]) -> str:
    """Return the characters of `span` with every range and point that lies in it.

    The text content of the result, the inserted pieces and tails aside, is `span.of(content)`.
    """
    inserted = _in_order(inserted)
    ranges = arrange(content, wrapped, inserted)
    begun = [one._replace(opening=one.again) if one.span.start < span.start else one for one in ranges]
    here = [point for point in inserted if span.start <= point.offset <= span.end]
    return _nest(content, span, _clip(begun, span)[0], here)


def leaf_contents(
    content: str, leaves: Sequence[Block], wrapped: Iterable[Wrapped], inserted: Iterable[Inserted]
) -> Iterator[str]:
    """Yield the inside of each block that holds text, in order.

    Each range and point is handed only to the blocks that it touches, and no point is lost: what stands in no
    block goes to the next one, or to the last.
    """
    ranges = arrange(content, [*wrapped, *_spaced_ellipses(content)], inserted)
    points = _in_order(inserted)
    going_on: list[Wrapped] = []
    next_range = next_point = 0
    for number, leaf in enumerate(leaves, 1):
        span, touching, first_point = leaf.span, going_on, next_point
        end = span.end
        while next_range < len(ranges) and ranges[next_range].span.start < end:
            touching.append(ranges[next_range])
            next_range += 1
        while next_point < len(points) and (points[next_point].offset <= end or number == len(leaves)):
            next_point += 1
        if touching or first_point < next_point:
            clipped, going_on = _clip(touching, span)
            yield _nest(content, span, clipped, points[first_point:next_point])
        else:
            yield _words(content, span.start, end)


def arrange(content: str, wrapped: Iterable[Wrapped], inserted: Iterable[Inserted]) -> list[Wrapped]:
    """Return the ranges in the order in which they open, with no link within a link."""
    ranges = sorted((one for one in wrapped if one.span.start < one.span.end), key=_opening_order)
    links = [one for one in ranges if one.link]
    if not links:
        return ranges
    turns = {point.offset for point in inserted if _LINK in point.html}
    turns.update(one.span.end for one in ranges if _LINK in one.tail)
    if not _meet(links, turns):
        return ranges
    apart = [one for one in ranges if not one.link]
    return sorted([*apart, *_separate(content, links, turns)], key=_opening_order)


def _opening_order(one: Wrapped) -> tuple[int, int, int]:
    return one.span.start, -one.span.end, one.rank


def _in_order(inserted: Iterable[Inserted]) -> list[Inserted]:
    return sorted(inserted, key=lambda point: point.offset)


def _meet(links: Sequence[Wrapped], turns: Iterable[int]) -> bool:
    """Tell whether a link lies within another, or a turn, at which another link stands, within one."""
    if any(one.span.end > other.span.start for one, other in pairwise(links)):
        return True
    starts = [one.span.start for one in links]
    return any((place := bisect_left(starts, turn)) and links[place - 1].span.end > turn for turn in turns)


def _separate(content: str, links: Sequence[Wrapped], turns: set[int]) -> Iterator[Wrapped]:
    """Yield the links in parts that do not overlap: where two would, the one that begins later has the words.

    `turns` are the points at which something else stands that holds a link; none of them lies within a part.
    A part of mere white space is left out: nobody could see it. All parts open alike: a link has no id.
    """
    edges = sorted({*turns, *(edge for one in links for edge in (one.span.start, one.span.end))})
    covering: list[Wrapped] = []
    waiting = iter([*links, None])
    following = next(waiting)
    for start, end in pairwise(edges):
        while following and following.span.start <= start:
            covering.append(following)
            following = next(waiting)
        while covering and covering[-1].span.end <= start:
            covering.pop()
        if covering and not content[start:end].isspace():
            yield covering[-1]._replace(span=Span(start, end))


def _spaced_ellipses(content: str) -> list[Wrapped]:
    """Return what keeps a line from ending inside a spaced ellipsis, whose characters stay as they are."""
    if ". . ." not in content:
        return []
    opening = '<span class="ellipsis">'
    return [
        Wrapped(Span(*found.span()), opening, opening, "</span>", rank=9)
        for found in _SPACED_ELLIPSIS.finditer(content)
    ]


def _clip(ranges: Iterable[Wrapped], span: Span) -> tuple[list[Wrapped], list[Wrapped]]:
    """Return the ranges that begin before `span` ends, cut to it, and those that go on behind it.

    A range that ends before the next block begins has ended here.
    """
    start, end = span.start, span.end
    within: list[Wrapped] = []
    going_on: list[Wrapped] = []
    for one in ranges:
        first, last = one.span.start, one.span.end
        if last > end + 1:
            going_on.append(one._replace(opening=one.again))
        if first >= start and last <= end:
            within.append(one)
        elif max(first, start) < min(last, end):
            tail = one.tail if last <= end + 1 else ""
            within.append(one._replace(span=Span(max(first, start), min(last, end)), tail=tail))
    return within, going_on


def _nest(content: str, span: Span, ranges: list[Wrapped], points: Iterable[Inserted]) -> str:
    """Return the words of `span` in the elements of `ranges`, which lie in it, with `points` between them.

    The innermost open element is always the one that ends first: a range that would end later than the one
    within which it opens is cut there, and opens again.
    """
    parts: list[str] = []
    stack: list[Wrapped] = []
    position, index = span.start, 0
    for offset, html in (*points, Inserted(span.end, "")):
        while index < len(ranges) and ranges[index].span.start < offset:
            one = ranges[index]
            index += 1
            position = _go_to(one.span.start, content, position, stack, parts)
            if stack and stack[-1].span.end < one.span.end:
                here, rest = _cut(one, stack[-1].span.end)
                insort(ranges, rest, lo=index, key=_opening_order)
                one = here
            parts.append(one.opening)
            stack.append(one)
        position = _go_to(min(offset, span.end), content, position, stack, parts)
        parts.append(html)
    return "".join(parts)


def _cut(one: Wrapped, offset: int) -> tuple[Wrapped, Wrapped]:
    here = one._replace(span=Span(one.span.start, offset), tail="")
    return here, one._replace(span=Span(offset, one.span.end), opening=one.again)


def _go_to(offset: int, content: str, position: int, stack: list[Wrapped], parts: list[str]) -> int:
    """Write the words up to `offset`, close the elements that end on the way, and return where we are.

    A tail that holds a link waits until the link around it, which ends at the same point, is closed.
    """
    late: list[str] = []
    while stack and stack[-1].span.end <= offset:
        one = stack.pop()
        parts.append(_words(content, position, one.span.end))
        position = one.span.end
        parts.append(one.closing)
        if one.tail:
            hidden = _LINK in one.tail and any(outer.link for outer in stack)
            (late if hidden else parts).append(one.tail)
        if one.link and late:
            parts += late
            late.clear()
    if position < offset:
        parts.append(_words(content, position, offset))
        return offset
    return position


def _words(content: str, start: int, end: int) -> str:
    """Return the words of a range; a newline within a block is a line break of the source."""
    words = html_text(content[start:end])
    return words.replace("\n", "<br>\n") if "\n" in words else words
