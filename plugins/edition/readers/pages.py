"""What is known of the pages of a document as a whole: its first page, and labels that occur twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.readers.lines import line_number
from edition.readers.parts import PageStart

if TYPE_CHECKING:
    from edition.model import Document
    from edition.schema import Metadata
    from edition.sources import Source

_RANGE = re.compile(r"([\w.]+)\s*(?:[-–—]|$)")


def first_page(metadata: Metadata, labels: list[str], *, typed: bool) -> list[PageStart]:
    """Return the page with which a document begins, where its label is not printed but known.

    That is page 1 where typed numbers begin with 2, or the first page of the range in the metadata.
    """
    if typed and labels[:1] == ["2"]:
        return [PageStart(label="1", supplied="The typed page numbers begin with 2.")]
    pages = metadata.page.value if metadata.page is not None else ""
    match = _RANGE.match(pages)
    if match is None or match[1] in labels:
        return []
    return [PageStart(label=match[1], supplied=f"The metadata give the pages as {pages}.")]


def repeated_pages(source: Source, document: Document) -> list[Diagnostic]:
    """Report the labels that more than one page has, for no one could cite either page."""
    seen: set[str] = set()
    problems = []
    texts = [document.body, *(note.text for note in document.notes)]
    for label in [page_break.label for text in texts for page_break in text.page_breaks]:
        if label in seen:
            message = f"page {label} begins a second time; compare the source with its original"
            line = _line_of(document, source.content, label)
            problems.append(
                Diagnostic(Code.PAGE_REPEATED, message, Location(source.path, line), Severity.WARNING),
            )
        seen.add(label)
    return problems


def _line_of(document: Document, content: str, label: str) -> int:
    """Return the line of the source on which the last page with a label begins."""
    lines = [piece.line for piece in document.furniture if piece.page == label]
    written = [
        line_number(content, match.start())
        for match in re.finditer(rf"\[Page\s+{re.escape(label)}\]", content)
    ]
    return max(written or lines or [1])
