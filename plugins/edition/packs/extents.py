"""What part of a document a passage of a pack is: pages, paragraphs, the words of an annotation, a quote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edition.diagnostics import Code, did_you_mean, shortened
from edition.links import no_document
from edition.model import DivisionKind
from edition.packs.model import Extent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from edition.addresses import Place
    from edition.links import Records
    from edition.records import DocumentRecord
    from edition.schema import PackPassage, TextQuoteSelector

    FindQuote = Callable[[str, TextQuoteSelector], "Quoted"]

# Hyphens, dashes and blanks, which stand between the two ends of a range.
_SIGNS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212 "
_DASH = re.compile(r"(?<=\S)\s*[-\u2010-\u2015\u2212]\s*(?=\S)")


class Quoted(NamedTuple):
    """Where a quotation stands: its first and last paragraph, or 0, and the labels of its pages, if known."""

    first: int = 0
    last: int = 0
    first_page: str = ""
    last_page: str = ""


class PassageError(Exception):
    """A document does not have what a passage names; `code` and the message say so to an editor."""

    def __init__(self, code: Code, message: str) -> None:
        """Keep the code beside the message."""
        super().__init__(message)
        self.code = code


def find_extent(
    passage: PackPassage,
    known: Records,
    places: Mapping[str, Mapping[str, Place]],
    find_quote: FindQuote,
) -> Extent:
    """Return what part of its document a passage is; raises PassageError and AnchoringError."""
    name = passage.document
    if name not in known or known[name].kind is not DivisionKind.DOCUMENT:
        raise PassageError(Code.DOCUMENT_UNKNOWN, _no_document(name, known))
    document = known[name]
    if passage.pages:
        return _pages(document, passage.pages, places[name])
    if passage.paragraphs:
        first, last = _paragraphs(document, passage.paragraphs)
        return _in_paragraphs(first, last)
    if passage.annotation:
        return _annotation(document, passage.annotation, places[name])
    if passage.exact:
        return _quotation(find_quote(name, passage.target))
    return Extent()


def _no_document(name: str, known: Records) -> str:
    """Return the sentence for a document that is not there, or is a part of a volume."""
    if name in known:
        return f"{name!r} is a {known[name].kind.value}; name one of its documents"
    return no_document(name, known)


def readings(words: str) -> Iterator[tuple[str, str]]:
    """Yield the first and the last label that words may name: one label, or two with a dash between them.

    A label may have a hyphen in it itself.
    """
    yield words, words
    for dash in _DASH.finditer(words):
        yield words[: dash.start()], words[dash.end() :]


def _range(words: str, labels: Sequence[str]) -> tuple[str, str]:
    """Return the first and the last label of a range."""
    known = {label.casefold() for label in labels}
    whole, *ranges = readings(words)
    if words.casefold() in known or not ranges:
        return whole
    # Of several readings that of which most is there; none may be, and then the message names the first.
    return max(ranges, key=lambda ends: sum(one.casefold() in known for one in ends))


def _pages(document: DocumentRecord, words: str, places: Mapping[str, Place]) -> Extent:
    """Return pages of a document; those that begin in its notes are none of its text."""
    pages = _pages_of_text(document, places)
    labels = [label for label, _ in pages]
    as_printed = {label.casefold(): label for label in labels}
    first, last = (as_printed.get(one.casefold(), one) for one in _range(words, labels))
    if first not in labels and words.strip(_SIGNS) != words:
        message = f"{shortened(repr(words))} is no range of pages; write 2-4, or 2"
        raise PassageError(Code.TARGET_UNKNOWN, message)
    for label in (first, last):
        if label not in labels:
            raise PassageError(Code.TARGET_UNKNOWN, _no_page(document, label, labels, first))
        if labels.count(label) > 1:
            count = labels.count(label)
            message = f"{count} pages of {document.id} are called {label}; name paragraphs, which differ"
            raise PassageError(Code.TARGET_UNKNOWN, message)
    start, end = labels.index(first), labels.index(last)
    if start > end:
        message = f"page {last} stands before page {first} in {document.id}; write pages: {last}-{first}"
        raise PassageError(Code.RANGE_REVERSED, message)
    fragment = dict(pages)[first]
    if start == end:
        return Extent(f"page {first}", f"pages={first}", fragment)
    return Extent(f"pages {first}–{last}", f"pages={first}-{last}", fragment)


def _pages_of_text(document: DocumentRecord, places: Mapping[str, Place]) -> list[tuple[str, str]]:
    """Return label and fragment of each page of a document's text."""
    return [
        (label, fragment)
        for label, fragment in document.page_places
        if label in document.pages and len(places[fragment].span)
    ]


def _no_page(document: DocumentRecord, label: str, labels: Sequence[str], first: str) -> str:
    """Return the sentence for a page that a document does not have."""
    missing = f"there is no page {shortened(label)} in {document.id}"
    if not labels:
        return f"{missing}, which has no page breaks; {_by_paragraphs(document)}"
    whole = first[: -len(label)] + label
    if label != first and whole in labels:
        return f"{missing}; write the whole number: {first}-{whole}"
    if len(labels) == 1:
        return f"{missing}; all of it is on page {labels[0]}"
    return f"{missing}; its pages are {labels[0]} to {labels[-1]}"


def _by_paragraphs(document: DocumentRecord) -> str:
    if not document.paragraphs:
        return "assign the whole"
    return f"name paragraphs, which are 1 to {document.paragraphs}"


def _paragraphs(document: DocumentRecord, words: str) -> tuple[int, int]:
    first, last = (int(one) for one in [*readings(words)][-1])
    if first > last:
        message = f"paragraph {last} stands before paragraph {first}; write paragraphs: {last}-{first}"
        raise PassageError(Code.RANGE_REVERSED, message)
    if last > document.paragraphs:
        missing = first if first > document.paragraphs else last
        message = f"there is no paragraph {missing} in {document.id}; its last is {document.paragraphs}"
        raise PassageError(Code.TARGET_UNKNOWN, message)
    return first, last


def _in_paragraphs(first: int, last: int) -> Extent:
    """Return a range of paragraphs."""
    query, fragment = f"paragraphs={first}", f"p{first}"
    if first == last:
        return Extent(_range_words("paragraph", first, last), query, fragment)
    return Extent(_range_words("paragraph", first, last), f"{query}-{last}", fragment)


def _range_words(unit: str, first: str | int, last: str | int) -> str:
    return f"{unit} {first}" if first == last else f"{unit}s {first}–{last}"


def _quotation(quoted: Quoted) -> Extent:
    """Return some words of a document, at the paragraphs in which they stand."""
    words = _words_in(quoted)
    return _in_paragraphs(quoted.first, quoted.last)._replace(words=words) if quoted.first else Extent(words)


def _words_in(quoted: Quoted) -> str:
    """Return where some words stand: on which pages, or, where pages are not known, in which paragraphs."""
    if quoted.first_page:
        return f"words on {_range_words('page', quoted.first_page, quoted.last_page)}"
    return f"words in {_range_words('paragraph', quoted.first, quoted.last)}" if quoted.first else "a passage"


def _annotation(document: DocumentRecord, name: str, places: Mapping[str, Place]) -> Extent:
    place = document.places.get(name)
    if place is None:
        there = ", ".join(sorted(document.places)) or "none"
        remedy = did_you_mean(name, document.places, f"the annotations are {there}")
        message = f"there is no annotation {name!r} in {document.id}; {remedy}"
        raise PassageError(Code.TARGET_UNKNOWN, message)
    begun = [
        label
        for label, fragment in _pages_of_text(document, places)
        if place.span.start < places[fragment].span.start < place.span.end
    ]
    within = [
        number
        for number in range(1, document.paragraphs + 1)
        if (span := places[f"p{number}"].span).start < place.span.end and span.end > place.span.start
    ]
    last_page = begun[-1] if begun else place.page
    quoted = Quoted(min(within, default=0), max(within, default=0), place.page, last_page)
    return Extent(_words_in(quoted), "", name)
