"""A range of text as HTML: overlapping ranges and points become nested elements, at the very end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.model import Mark, MarkKind, Span
from edition.render.escaping import html_text

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK_TAGS = {
    MarkKind.DELETION: ("<del>", "</del>"),
    MarkKind.EMPHASIS: ("<em>", "</em>"),
    MarkKind.STRONG: ("<strong>", "</strong>"),
    MarkKind.SUBSCRIPT: ("<sub>", "</sub>"),
    MarkKind.SUPERSCRIPT: ("<sup>", "</sup>"),
}
_SPACED_ELLIPSIS = re.compile(r"\.(?: \.){2,}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapped:
    """An element around a range of text.

    Where another range crosses it, it is closed and goes on in a further element, opened with `again`.
    `tail` follows its last segment. Of two ranges that begin together the longer is outside, and of two
    equal ones that with the lower `rank`.
    """

    span: Span
    opening: str
    again: str
    closing: str
    tail: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Inserted:
    """Something that stands at a point of the text and is not text: a note reference, a page break."""

    offset: int
    html: str


def wrap_mark(mark: Mark) -> Wrapped:
    """Return the element for an inline quality."""
    opening, closing = _MARK_TAGS.get(mark.kind, (f'<span class="{mark.kind}">', "</span>"))
    return Wrapped(span=mark.span, opening=opening, again=opening, closing=closing, rank=2)


def keep_together(content: str, span: Span) -> list[Wrapped]:
    """Return what keeps a line from ending inside a spaced ellipsis, whose characters stay as they are."""
    opening = '<span class="ellipsis">'
    return [
        Wrapped(span=Span(*found.span()), opening=opening, again=opening, closing="</span>", rank=9)
        for found in _SPACED_ELLIPSIS.finditer(content, span.start, span.end)
    ]


def direction(content: str) -> str:
    """Return the attribute that lets a block with right-to-left script set its own direction."""
    return ' dir="auto"' if _RIGHT_TO_LEFT.search(content) else ""


def render_span(content: str, span: Span, wrapped: Iterable[Wrapped], inserted: Iterable[Inserted]) -> str:
    """Return the characters of `span` with every range and point that lies in it.

    The text content of the result, the inserted pieces and tails aside, is `span.of(content)`.
    """
    ranges = _clip(wrapped, span)
    edges = {span.start, span.end}
    edges.update(edge for one in ranges for edge in (one.span.start, one.span.end))
    points = _by_offset(inserted)
    edges.update(offset for offset in points if span.start <= offset <= span.end)
    cuts = sorted(edges)
    starts = _by_start(ranges)
    parts: list[str] = []
    stack: list[Wrapped] = []
    for cut, end in zip(cuts, [*cuts[1:], None], strict=True):
        _close(cut, stack, parts)
        parts.extend(points.get(cut, ()))
        for one in starts.get(cut, ()):
            _open(one, one.opening, stack, parts)
        if end is not None:
            parts.append(html_text(content[cut:end]))
    return "".join(parts)


def _by_start(ranges: Iterable[Wrapped]) -> dict[int, list[Wrapped]]:
    starts: dict[int, list[Wrapped]] = {}
    for one in sorted(ranges, key=lambda one: (one.span.start, -one.span.end, one.rank)):
        starts.setdefault(one.span.start, []).append(one)
    return starts


def _by_offset(inserted: Iterable[Inserted]) -> dict[int, list[str]]:
    points: dict[int, list[str]] = {}
    for point in inserted:
        points.setdefault(point.offset, []).append(point.html)
    return points


def _clip(wrapped: Iterable[Wrapped], span: Span) -> list[Wrapped]:
    """Return the ranges cut to `span`: what began before it goes on, what ends behind it has no tail yet."""
    clipped: list[Wrapped] = []
    for one in wrapped:
        start, end = max(one.span.start, span.start), min(one.span.end, span.end)
        if start >= end:
            continue
        clipped.append(
            Wrapped(
                span=Span(start, end),
                opening=one.opening if start == one.span.start else one.again,
                again=one.again,
                closing=one.closing,
                tail=one.tail if end == one.span.end else "",
                rank=one.rank,
            )
        )
    return clipped


def _open(one: Wrapped, tag: str, stack: list[Wrapped], parts: list[str]) -> None:
    stack.append(one)
    parts.append(tag)


def _close(cut: int, stack: list[Wrapped], parts: list[str]) -> None:
    """Close what ends here; what lies inside it and goes on is closed too, and opened again."""
    ended = [index for index, one in enumerate(stack) if one.span.end == cut]
    if not ended:
        return
    popped = stack[ended[0] :]
    del stack[ended[0] :]
    for one in reversed(popped):
        parts.append(one.closing)
        if one.span.end == cut:
            parts.append(one.tail)
    for one in popped:
        if one.span.end != cut:
            _open(one, one.again, stack, parts)
