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
    """Return the inside of each block that holds text, in order; no point is lost."""
    points = sorted(inserted, key=_BY_PLACE)
    ranges = [*wrapped, *_spaced_ellipses(content)]
    done = _in_one_pass(content, leaves, ranges, points)
    if done is None:
        return _piece_by_piece(content, leaves, arrange(content, ranges, points), points)
    return iter(done)


def _in_one_pass(
    content: str, leaves: Sequence[Block], ranges: Sequence[Range], points: Sequence[Inserted]
) -> list[str] | None:
    """Return the insides of the blocks, or None where ranges or points meet one another, as in few texts."""
    is_plain = is_html_text(content) and content.count("\n") < len(leaves)
    pieces: list[Range] = [(offset, offset, html, "", "", "", 0, False) for offset, html in points]
    pieces += ranges
    pieces.sort(key=_BY_PLACE)
    waiting = iter(pieces)
    # What waits when nothing does: it ends before it starts, as no piece can.
    beyond = len(content) + 1, 0, "", "", "", "", 0, False
    start, stop, opening, _, closing, tail, _, _ = next(waiting, beyond)
    contents: list[str] = []
    for leaf in leaves:
        position, end = leaf.span.start, leaf.span.end
        parts: list[str] = []
        while start <= end:
            if start < position or stop > end or (start == stop and closing):
                return None
            parts += (content[position:start], opening, content[start:stop], closing, tail)
            position = stop
            start, stop, opening, _, closing, tail, _, _ = next(waiting, beyond)
        parts.append(content[position:end])
        if not is_plain:
            parts[0::5], parts[2::5] = map(_as_html, parts[0::5]), map(_as_html, parts[2::5])
        contents.append("".join(parts))
    return contents if stop < start else None


def _piece_by_piece(
    content: str, leaves: Sequence[Block], ranges: Sequence[Wrapped], points: Sequence[Inserted]
) -> Iterator[str]:
    """Yield the inside of each block, whatever its ranges and points are, which come in order.

    Each range and point is handed only to the blocks that it touches. What stands in no block goes to the
    next one, or to the last.
    """
    going_on: list[Wrapped] = []
    next_range = next_point = 0
    for number, leaf in enumerate(leaves, 1):
        span, touching, first_point = leaf.span, going_on, next_point
        end = span.end
        while next_range < len(ranges) and ranges[next_range][0] < end:
            touching.append(ranges[next_range])
            next_range += 1
        while next_point < len(points) and (points[next_point].offset <= end or number == len(leaves)):
            next_point += 1
        clipped, going_on = _clip(touching, span)
        yield _nest(content, span, clipped, points[first_point:next_point])


def arrange(content: str, wrapped: Iterable[Range], points: Iterable[Inserted]) -> list[Wrapped]:
    """Return the ranges in the order in which they open, with no link within a link."""
    ranges = sorted((Wrapped._make(one) for one in wrapped if one[0] < one[1]), key=_opening_order)
    links = [one for one in ranges if one.link]
    if not links:
        return ranges
    turns = {point.offset for point in points if _LINK in point.html}
    turns.update(one.end for one in ranges if _LINK in one.tail)
    if not _meet(links, turns):
        return ranges
    apart = [one for one in ranges if not one.link]
    return sorted([*apart, *_separate(content, links, turns)], key=_opening_order)


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
    A part of mere white space is left out: nobody could see it. The first part of a link that is left has its
    id, if it has one.
    """
    edges = sorted({*turns, *(edge for one in links for edge in (one.start, one.end))})
    covering: list[Wrapped] = []
    begun: set[int] = set()
    waiting = iter([*links, None])
    following = next(waiting)
    for start, end in pairwise(edges):
        while following and following.start <= start:
            covering.append(following)
            following = next(waiting)
        while covering and covering[-1].end <= start:
            covering.pop()
        if covering and not content[start:end].isspace():
            one = covering[-1]
            yield one._replace(start=start, end=end, opening=one.again if id(one) in begun else one.opening)
            begun.add(id(one))


def _spaced_ellipses(content: str) -> list[Wrapped]:
    """Return what keeps a line from ending inside a spaced ellipsis, whose characters stay as they are."""
    if ". . ." not in content:
        return []
    opening = '<span class="ellipsis">'
    return [
        Wrapped(*found.span(), opening, opening, "</span>", rank=9)
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
