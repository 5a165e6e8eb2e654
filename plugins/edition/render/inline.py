"""A range of text as HTML: overlapping ranges and points become nested elements, at the very end."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from edition.render.escaping import html_text, is_html_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.model import Block, Span

_LINK = "<a "
_SPACED_ELLIPSIS = re.compile(r"\.(?: \.){2,}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# The bytes with which no character of these scripts begins in UTF-8.
_OTHER_BYTES = bytes(byte for byte in range(256) if not (0xD6 <= byte <= 0xE0 or byte == 0xEF))  # noqa: PLR2004
_BY_PLACE = itemgetter(0)


class Wrapped(NamedTuple):
    """An element around a range of text, from `start` to `end`.

    Where another range crosses it, it is closed and goes on in a further element, opened with `again`.
    `tail` follows its last segment. Of two ranges that begin together the longer is outside, and of two
    equal ones that with the lower `rank`. HTML knows no link within a link: of those that are `link`, only
    the innermost stands at each character.
    """

    start: int
    end: int
    opening: str
    again: str
    closing: str
    tail: str = ""
    rank: int = 0
    link: bool = False


# The same as plain values: a text has dozens of ranges, and most are written without a look at their names.
Range = tuple[int, int, str, str, str, str, int, bool]


class Inserted(NamedTuple):
    """Something that stands at a point of the text and is not text: a note reference, a page break."""

    offset: int
    html: str


def direction(content: str) -> str:
    """Return the attribute that lets a block with right-to-left script set its own direction."""
    # A search takes its time for each character, and few texts have a byte that would be worth it.
    if content.isascii() or not content.encode(errors="surrogatepass").translate(None, _OTHER_BYTES):
        return ""
    return ' dir="auto"' if _RIGHT_TO_LEFT.search(content) else ""


def leaf_contents(
    content: str, leaves: Sequence[Block], wrapped: Iterable[Range], inserted: Iterable[Inserted]
) -> Iterator[str]:
    """Yield the inside of each block that holds text, in order.

    Each range and point is handed only to the blocks that it touches, and no point is lost: what stands in no
    block goes to the next one, or to the last.
    """
    points = sorted(inserted, key=_BY_PLACE)
    ranges = arrange(content, [*wrapped, *_spaced_ellipses(content)], points)
    starts = [*map(_BY_PLACE, ranges), len(content)]
    offsets = [*map(_BY_PLACE, points), len(content) + 1]
    is_plain = content.count("\n") < len(leaves) and is_html_text(content)
    going_on: list[Range] = []
    next_range = next_point = 0
    for number, leaf in enumerate(leaves, 1):
        span, first_range, first_point = leaf.span, next_range, next_point
        end = span.end
        while starts[next_range] < end:
            next_range += 1
        while offsets[next_point] <= end:
            next_point += 1
        if number == len(leaves):
            next_point = len(points)
        if first_range == next_range and first_point == next_point and not going_on:
            yield content[span.start : end] if is_plain else _words(content, span.start, end)
            continue
        touching, here = going_on + ranges[first_range:next_range], points[first_point:next_point]
        inside = _in_one_pass(content, span, touching, here, is_plain=is_plain)
        if inside is None:
            clipped, going_on = _clip(touching, span)
            inside = _nest(content, span, clipped, here)
        yield inside


def _in_one_pass(
    content: str, span: Span, ranges: list[Range], points: Sequence[Inserted], *, is_plain: bool
) -> str | None:
    """Return the inside of a block of which no range or point meets another, as in most, or None.

    The words of a text that is plain stand in HTML as they are.
    """
    if points:
        pieces = [(offset, offset, html, "", "", "", 0, False) for offset, html in points]
        ranges = sorted(pieces + ranges, key=_BY_PLACE)
    position = span.start
    parts: list[str] = []
    for start, end, opening, _, closing, tail, _, _ in ranges:
        if start < position:
            return None
        before, within = content[position:start], content[start:end]
        if is_plain:
            parts += (before, opening, within, closing, tail)
        else:
            parts += (_as_html(before), opening, _as_html(within), closing, tail)
        position = end
    if position > span.end:
        return None
    last = content[position : span.end]
    parts.append(last if is_plain else _as_html(last))
    return "".join(parts)


def arrange(content: str, wrapped: Sequence[Range], points: Iterable[Inserted]) -> list[Range]:
    """Return the ranges in the order in which they open, with no link within a link."""
    ranges = sorted(wrapped)
    if _are_apart(ranges, points):
        return ranges
    named = sorted((Wrapped._make(one) for one in wrapped if one[0] < one[1]), key=_opening_order)
    links = [one for one in named if one.link]
    turns = {point.offset for point in points if _LINK in point.html}
    turns.update(one.end for one in named if _LINK in one.tail)
    if not (links and _meet(links, turns)):
        return [*named]
    arranged = [one for one in named if not one.link] + [*_separate(content, links, turns)]
    return [*sorted(arranged, key=_opening_order)]


def _are_apart(ranges: Sequence[Range], points: Iterable[Inserted]) -> bool:
    """Tell whether no range is empty, meets another, or has a point within; they come in order."""
    position = 0
    for one in ranges:
        if one[0] < position or one[0] == one[1]:
            return False
        position = one[1]
    for offset, _ in points:
        place = bisect_left(ranges, offset, key=_BY_PLACE)
        if place and ranges[place - 1][1] > offset:
            return False
    return True


def _opening_order(one: Wrapped) -> tuple[int, int, int]:
    return one.start, -one.end, one.rank


def _meet(links: Sequence[Wrapped], turns: Iterable[int]) -> bool:
    """Tell whether a link lies within another, or a turn, at which another link stands, within one."""
    if any(one.end > other.start for one, other in pairwise(links)):
        return True
    starts = [one.start for one in links]
    return any((place := bisect_left(starts, turn)) and links[place - 1].end > turn for turn in turns)


def _separate(content: str, links: Sequence[Wrapped], turns: set[int]) -> Iterator[Wrapped]:
    """Yield the links in parts that do not overlap: where two would, the one that begins later has the words.

    `turns` are the points at which something else stands that holds a link; none of them lies within a part.
    A part of mere white space is left out: nobody could see it. All parts open alike: a link has no id.
    """
    edges = sorted({*turns, *(edge for one in links for edge in (one.start, one.end))})
    covering: list[Wrapped] = []
    waiting = iter([*links, None])
    following = next(waiting)
    for start, end in pairwise(edges):
        while following and following.start <= start:
            covering.append(following)
            following = next(waiting)
        while covering and covering[-1].end <= start:
            covering.pop()
        if covering and not content[start:end].isspace():
            yield covering[-1]._replace(start=start, end=end)


def _spaced_ellipses(content: str) -> list[Wrapped]:
    """Return what keeps a line from ending inside a spaced ellipsis, whose characters stay as they are."""
    if ". . ." not in content:
        return []
    opening = '<span class="ellipsis">'
    return [
        Wrapped(*found.span(), opening, opening, "</span>", rank=9)
        for found in _SPACED_ELLIPSIS.finditer(content)
    ]


def _clip(ranges: Iterable[Range], span: Span) -> tuple[list[Wrapped], list[Range]]:
    """Return the ranges that begin before `span` ends, cut to it, and those that go on behind it.

    A range that ends before the next block begins has ended here.
    """
    start, end = span.start, span.end
    within: list[Wrapped] = []
    going_on: list[Range] = []
    for one in map(Wrapped._make, ranges):
        first, last = one.start, one.end
        if last > end + 1:
            going_on.append(one._replace(opening=one.again))
        if first >= start and last <= end:
            within.append(one)
        elif max(first, start) < min(last, end):
            tail = one.tail if last <= end + 1 else ""
            within.append(one._replace(start=max(first, start), end=min(last, end), tail=tail))
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
        while index < len(ranges) and ranges[index].start < offset:
            one = ranges[index]
            index += 1
            position = _go_to(one.start, content, position, stack, parts)
            if stack and stack[-1].end < one.end:
                here, rest = _cut(one, stack[-1].end)
                insort(ranges, rest, lo=index, key=_opening_order)
                one = here
            parts.append(one.opening)
            stack.append(one)
        position = _go_to(min(offset, span.end), content, position, stack, parts)
        parts.append(html)
    return "".join(parts)


def _cut(one: Wrapped, offset: int) -> tuple[Wrapped, Wrapped]:
    here = one._replace(end=offset, tail="")
    return here, one._replace(start=offset, opening=one.again)


def _go_to(offset: int, content: str, position: int, stack: list[Wrapped], parts: list[str]) -> int:
    """Write the words up to `offset`, close the elements that end on the way, and return where we are.

    A tail that holds a link waits until the link around it, which ends at the same point, is closed.
    """
    late: list[str] = []
    while stack and stack[-1].end <= offset:
        one = stack.pop()
        parts.append(_words(content, position, one.end))
        position = one.end
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
    return _as_html(content[start:end])


def _as_html(words: str) -> str:
    """Return words of a block; a newline within it is a line break of the source."""
    words = html_text(words)
    return words.replace("\n", "<br>\n") if "\n" in words else words
