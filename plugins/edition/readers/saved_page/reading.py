"""From the element that holds a document to its text, its notes, and the account of every character in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import Tag
from bs4.element import NavigableString

from edition.diagnostics import Code
from edition.model import BlockKind, Document, Fate, Note, Span
from edition.readers.account import number_and_title
from edition.readers.page_notations import page_markers
from edition.readers.saved_page.container import PageError
from edition.readers.saved_page.ledger import (
    Ledger,
    enter_marker,
    enter_words,
    full_account,
    new_ledger,
    node_span,
)
from edition.readers.saved_page.markup import is_words, line_of, strings
from edition.readers.saved_page.opening import Writing, await_page, begin_words, is_set_aside, open_element
from edition.readers.tei.draft import OpenBlock, finished_text, write_words
from edition.sources import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bs4.element import PageElement

    from edition.readers.saved_page.addresses import Address
    from edition.readers.saved_page.notes import FoundNote, Notes

_SOURCE = re.compile(r"Source:\s")
_AFTER_LABEL = re.compile(r"\s*[.):\]]\s+")


@dataclass(slots=True)
class ReadText:
    """The document that was read, and the characters to which its account refers."""

    document: Document
    content: str


def read_container(
    container: Tag, notes: Notes, address: Address | None, identity: tuple[str, str]
) -> ReadText:
    """Return the document in an element; `identity` are its id and the name of its format."""
    ledger = new_ledger(container)
    _refuse_forbidden(container, ledger)
    writing = Writing(
        notes=notes, address=address, ledger=ledger, root=OpenBlock(BlockKind.SECTION, frames=True)
    )
    _read(writing, container)
    body = finished_text(writing.draft)
    if not body.content:
        raise PageError(
            Code.SOURCE_EMPTY, "the document on this page has no words; save it again", line_of(container)
        )
    read = tuple(_read_note(writing, place, note) for place, note in enumerate(notes.found))
    number, title = number_and_title(body)
    document = Document(
        id=identity[0],
        format=identity[1],
        body=body,
        notes=read,
        furniture=(),
        account=full_account(ledger, body, [note.label for note in read]),
        number=number,
        title=title,
    )
    return ReadText(document, ledger.content)


def _refuse_forbidden(container: Tag, ledger: Ledger) -> None:
    if not (found := FORBIDDEN.search(ledger.content)):
        return
    holder = next(node.parent for node in strings(container) if FORBIDDEN.search(node))
    message = (
        f"the character U+{ord(found[0]):04X} cannot stand on a web page; save the page again, or "
        "ask the site's office for a clean copy"
    )
    raise PageError(Code.SOURCE_CHARACTER, message, line_of(holder or container))


def _read(writing: Writing, element: Tag) -> None:
    """Read what stands in an element, in order, at whatever depth."""
    stack: list[tuple[Iterator[PageElement], Callable[[], None] | None]] = [(iter(element.contents), None)]
    while stack:
        node = next(stack[-1][0], None)
        if node is None:
            close = stack.pop()[1]
            if close is not None:
                close()
        elif isinstance(node, Tag):
            if not is_set_aside(writing, node):
                stack.append((iter(node.contents), open_element(writing, node)))
        elif isinstance(node, NavigableString) and is_words(node):
            _write(writing, node)


def _write(writing: Writing, node: NavigableString) -> None:
    """Write the characters of a node, and turn the page at each notation in it."""
    span = node_span(writing.ledger, node)
    start = span.start
    if "[Page" in node:
        for marker in page_markers(writing.ledger.content, span):
            _write_span(writing, Span(start, marker.span.start))
            await_page(writing.draft, marker.label)
            enter_marker(writing.ledger, marker.span, "page notation")
            start = marker.span.end
    _write_span(writing, Span(start, span.end))


def _write_span(writing: Writing, span: Span) -> None:
    """Write characters that have no notation among them."""
    content = writing.ledger.content
    if writing.label is not None and span.of(content).strip():
        span = _after_label(writing, span)
    words = span.of(content)
    if not words:
        return
    if words.strip(" \t\n\x0b\f\r"):
        begin_words(writing)
    write_words(writing.draft, words.replace("\f", " ").replace("\x0b", " "))
    fate = Fate.TEXT if writing.part is None else Fate.NOTE
    end = writing.draft.length
    enter_words(writing.ledger, span, end, fate, writing.part)


def _after_label(writing: Writing, span: Span) -> Span:
    """Set a note's own label at its beginning aside, and the sign behind a label that was a link."""
    words = span.of(writing.ledger.content)
    label = writing.label or ""
    pattern = _AFTER_LABEL if writing.labelled else re.compile(rf"\s*\[?{re.escape(label)}[.)\]]\s+")
    writing.label = None
    match = pattern.match(words) if writing.labelled or label else None
    if match is None:
        return span
    enter_marker(writing.ledger, Span(span.start, span.start + match.end()), "note label")
    return Span(span.start + match.end(), span.end)


def _read_note(body: Writing, place: int, note: FoundNote) -> Note:
    """Read a note as a text of its own."""
    writing = Writing(
        notes=body.notes,
        address=body.address,
        ledger=body.ledger,
        root=OpenBlock(BlockKind.PARAGRAPH),
        part=place,
        label=note.label,
        # The numbers of an ordered list are no characters of the page, so what stands there is text.
        labelled=note.element.name == "li",
    )
    if note.element.name == "li":
        writing.label = None
    _read(writing, note.element)
    text = finished_text(writing.draft)
    return Note(
        label=note.label,
        text=text,
        type="source" if _SOURCE.match(text.content) else "",
        name=note.name,
    )
