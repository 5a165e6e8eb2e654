"""The notation `[Page 522]`, by which a transcription marks where a page begins."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from edition.model import Span
from edition.readers.parts import Marker, MarkerKind, PageStart

if TYPE_CHECKING:
    from edition.readers.lines import Line

_LABEL = r"(?:[A-Za-z]{0,3}[-–.]?\d[\w.–-]{0,9}|[IVXLCDMivxlcdm]{1,9}(?:[-–.]\d{1,4})?|[A-Za-z]{1,2})"
_NOTATION = re.compile(rf"\[Page\s+({_LABEL})\]")


def page_markers(content: str, span: Span) -> tuple[Marker, ...]:
    """Return the page notations within a stretch of a source."""
    matches = _NOTATION.finditer(content, span.start, span.end)
    return tuple(Marker(Span(*match.span()), MarkerKind.PAGE, match[1]) for match in matches)


def page_notations(words: str) -> list[str]:
    """Return the labels of the page notations in words."""
    return _NOTATION.findall(words)


def notation_label(words: str) -> str:
    """Return the label of the page of which a line is the notation, or nothing."""
    match = _NOTATION.fullmatch(words)
    return match[1] if match else ""


def without_outer_pages(content: str, line: Line) -> tuple[list[PageStart], Line | None, list[PageStart]]:
    """Return the pages that begin before a line's first word, the line without them, those after its last.

    The line is None where it consists of nothing but page notations.
    """
    markers = list(page_markers(content, line.span))
    start, end = line.span.start, line.span.end
    before: list[PageStart] = []
    after: list[PageStart] = []
    while markers and not content[start : markers[0].span.start].strip():
        marker = markers.pop(0)
        before.append(PageStart(label=marker.label, span=marker.span))
        start = marker.span.end
    while markers and not content[markers[-1].span.end : end].strip():
        marker = markers.pop()
        after.insert(0, PageStart(label=marker.label, span=marker.span))
        end = marker.span.start
    words = line.text[start - line.span.start : end - line.span.start]
    if not words.strip():
        return before, None, after
    start += len(words) - len(words.lstrip())
    text = words.strip()
    return before, replace(line, span=Span(start, start + len(text)), text=text), after
