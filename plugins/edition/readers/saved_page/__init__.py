"""A document's page as a browser saved it from history.state.gov, complete or HTML only, or as curl got it.

The page is read by its structure first: headings, lists, tables, links that lead to a note and back again,
the notation `[Page 522]`; the site's class names (`tei-persName`, `font-italic`) say the rest. So pages of
former years and copies of the Wayback Machine are read like those of today. Where the document cannot be
found, or the page is another one than a document's, a diagnostic says so, and there is no document.

What the site puts around and into a document is its *frame*: whatever lies outside the element that holds the
document, and in it navigation, breadcrumbs, forms, panels, buttons, tooltips (with what they say of persons),
hidden elements, the Wayback Machine's toolbar; `frame.py` has the list. Scripts, style sheets and comments
are not characters of a page at all. Every other character is text or a note, or a marker: a note's label, a
link back from a note, the notation of a page.

Browsers let much pass that is no good HTML. Python's own parser, under BeautifulSoup, loses no character of
it, and knows the line of every tag, which lxml does not once it stands under BeautifulSoup; `markup.py`
closes the elements that HTML lets end by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.readers.received import Received
from edition.readers.saved_page.container import PageError, find_container
from edition.readers.saved_page.decoding import EncodingError, decode
from edition.readers.saved_page.markup import line_of, parse
from edition.readers.saved_page.notes import find_notes
from edition.readers.saved_page.problems import note_problems
from edition.readers.saved_page.reading import read_container
from edition.readers.saved_page.stated import stated_address, stated_metadata
from edition.schema import Metadata
from edition.sources import FORBIDDEN

if TYPE_CHECKING:
    from bs4 import Tag

    from edition.model import Document
    from edition.readers.saved_page.addresses import Address
    from edition.sources import MarkupSource

FORMAT = "saved-page"
_NOTHING = Received(content="", markup="html")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """What a saved page holds: its document, what the page states of it, and what is wrong with the page.

    `document` is None where the page cannot be read. `content` are the characters of the element that holds
    the document, in their order, to which the spans of the document's account refer; `received` is the whole
    page. `address` is where the page stood on the site, as far as it says.
    """

    document: Document | None
    metadata: Metadata
    diagnostics: tuple[Diagnostic, ...]
    content: str = ""
    received: Received = _NOTHING
    address: Address | None = None


def read_saved_page(source: MarkupSource, metadata: Metadata) -> ReadPage:
    """Return the document on a saved page; `metadata` are those of its editors."""
    try:
        decoded = decode(source.data)
    except EncodingError as error:
        return _unreadable(Diagnostic(error.code, str(error), Location(source.path, error.line)))
    notices = [
        Diagnostic(Code.SOURCE_ENCODING, words, Location(source.path, 1), Severity.NOTICE)
        for words in decoded.notices
    ]
    try:
        page = parse(decoded.text)
        address = stated_address(page)
        container = find_container(page, address)
        notes = find_notes(container, address)
        read = read_container(container, notes, address, (source.id, FORMAT))
    except PageError as error:
        return _unreadable(*notices, Diagnostic(error.code, str(error), Location(source.path, error.line)))
    return ReadPage(
        document=read.document,
        metadata=stated_metadata(page, read.document, address),
        diagnostics=(*notices, *note_problems(notes, metadata, source.path)),
        content=read.content,
        received=_received(decoded.text, container),
        address=address,
    )


def _received(text: str, container: Tag) -> Received:
    """Return the page as received, and where in it the element begins that holds the document."""
    content = text.replace("\r\n", "\n").replace("\r", "\n")
    line, opening = 0, f"<{container.name}"
    for _ in range(line_of(container) - 1):
        line = content.find("\n", line) + 1
    # Where a mended entity stands before it on the line, the parser's column is some characters behind.
    start = line + (container.sourcepos or 0)
    if content[start : start + len(opening)].lower() != opening:
        start = max(content.lower().find(opening, line), 0)
    return Received(content=FORBIDDEN.sub("\ufffd", content), markup="html", start=start)


def _unreadable(*problems: Diagnostic) -> ReadPage:
    return ReadPage(document=None, metadata=Metadata(), diagnostics=problems)
