"""What a TEI document says of itself, as metadata: nothing that it does not say."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from edition.diagnostics import Diagnostic, Location, Severity
from edition.readers.tei.dates import HEAD, datelines, stated_date
from edition.readers.tei.kinds import kind_of, kind_of_source_line
from edition.readers.tei.outline import PAGE_BREAK, page_label
from edition.readers.tei.parse import TEI
from edition.readers.tei.source_note import NOTE, read_source_note
from edition.readers.tei.words import words_of
from edition.schema import AddressStatement, DateStatement, Metadata, Related, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element

    from edition.model import FirstPage
    from edition.readers.tei.dates import StatedDate
    from edition.readers.tei.header import Header
    from edition.readers.tei.volume import OpenedPart

LIST, ITEM = f"{TEI}list", f"{TEI}item"
PLACE_NAME = f"{TEI}placeName"
_NOTE_AND_HEAD = frozenset({NOTE, HEAD})
_NUMBER = re.compile(r"(\d+[A-Za-z]{0,2})\.\s")
_DATES = frozenset({"date", "received", "issued"})
# Whatever is in either of FRUS's own namespaces.
_OF_FRUS = "{http://history.state.gov/frus/ns/1.0}*", "{http://history.state.gov/ns/1.0}*"


def shared_metadata(header: Header) -> Metadata:
    """Return what all the documents of a file have in common, from its header."""
    return Metadata().model_copy(update=_said(header.imprint))


def head_of(element: _Element) -> tuple[str, str]:
    """Return the number and the title that the heading of a division has, notes and white space aside.

    The number is `@n`, or the one that is printed; it is taken from the title where it is printed there.
    """
    words = words_of(element.find(HEAD))
    number = (element.get("n") or "").strip()
    printed = _NUMBER.match(f"{words} ")
    if printed and number in {"", printed[1]}:
        return printed[1], words[printed.end() :].strip()
    return number, words


def document_metadata(part: OpenedPart, shared: Metadata) -> Metadata:
    """Return what a document says of itself and what it has in common with its volume."""
    element, title = part.element, part.title
    head = element.find(HEAD)
    date, received, printed = _dates(part.dates)
    lists: dict[str, list[str]] = {}
    for one in element.iterchildren(LIST):
        lists.setdefault((one.get("type") or "").strip(), []).extend(_items(one))
    found: dict[str, Iterable[str]] = {
        "title": (title,),
        "type": (kind_of(title) or _kind_above(element),),
        "date": date,
        "received": received,
        "date_printed": printed,
        "place": _places(element, head),
        "from_": _correspondents(head, "from") or lists.get("from", ()),
        "to": _correspondents(head, "to") or lists.get("to", ()),
        "participants": lists.get("participants", ()),
        "subject": lists.get("subject", ()),
        "page": (_pages(element, part.first_page),),
    }
    if files := list(element.iterchildren(*_OF_FRUS)):
        found["number_of_pages"] = map(words_of, _named(files, "page-count-according-to-citation"))
    said = {**_said(found), **_from_source_note(element)}
    related = _microfiche(files)
    return shared.model_copy(update={**said, "related": related} if related else said)


def letter_metadata(header: Header, known: Metadata) -> Metadata:
    """Return metadata with what the header says of a letter and its author, where the text is silent."""
    letter = header.letter
    date = "" if letter.date is None else stated_date(letter.date).value
    found = {
        "title": (header.title if not header.frus_id else "",),
        "from_": letter.senders,
        "to": letter.recipients,
        "place": (letter.place,),
        "date": (date,),
        "author": header.authors,
    }
    silent = {name: values for name, values in found.items() if getattr(known, name) is None}
    return known.model_copy(update=_said(silent))


def date_problems(dates: Iterable[StatedDate], path: str) -> tuple[Diagnostic, ...]:
    """Return a notice for each date of a document that is no date, or not the one that is printed.

    An editor cannot change a source, so that neither stops a build.
    """
    return tuple(
        Diagnostic(
            date.code,
            f"{date.problem}; the page shows what is printed too",
            Location(path, date.line),
            Severity.NOTICE,
        )
        for date in dates
        if date.code is not None
    )


def _said(found: Mapping[str, Iterable[str]]) -> dict[str, Statement]:
    """Return what is found under each name as a statement, where there are any words."""
    stated = ((name, tuple(filter(None, values))) for name, values in found.items() if values)
    return {name: _statement(name, values) for name, values in stated if values}


@lru_cache(maxsize=4096)
def _statement(name: str, values: tuple[str, ...], evidence: str = "") -> Statement:
    """Return a statement; the same are made once, since most documents share most of them."""
    model = AddressStatement if name == "url" else DateStatement if name in _DATES else Statement
    # The values have words, and the dates and addresses among them are such: they need no second look.
    stripped = (value.strip() for value in values)
    return model.of_checked_words(stripped, **{"evidence": evidence} if evidence else {})


def _dates(dates: tuple[StatedDate, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the document's dates, those of its receipt, and the former as they are printed."""
    own = [date for date in dates if not date.received]
    return (
        tuple(dict.fromkeys(date.value for date in own)),
        tuple(dict.fromkeys(date.value for date in dates if date.received)),
        tuple(dict.fromkeys(date.printed for date in own)),
    )


def _kind_above(element: _Element) -> str:
    """Return the kind of document that a line above the heading names."""
    for note in element.iterchildren(NOTE):
        if note.get("rend") == "inline" and (kind := kind_of_source_line(words_of(note, but=()))):
            return kind
    return ""


def _places(element: _Element, head: _Element | None) -> tuple[str, ...]:
    """Return the places of the first dateline that names one, else those of the heading."""
    for dateline in datelines(element):
        if places := tuple(map(words_of, dateline.iter(PLACE_NAME))):
            return tuple(dict.fromkeys(places))
    return () if head is None else tuple(dict.fromkeys(map(words_of, head.iter(PLACE_NAME))))


def _correspondents(head: _Element | None, role: str) -> tuple[str, ...]:
    """Return those whom the heading marks as sender or recipient."""
    if head is None:
        return ()
    return tuple(
        words_of(name) for name in head.iter(f"{TEI}persName", f"{TEI}gloss") if name.get("type") == role
    )


def _items(one: _Element) -> Iterator[str]:
    """Yield the items of a list in words; an item that is but the heading of a further list yields that."""
    for item in one.iterchildren(ITEM):
        inner = item.find(LIST)
        if words := words_of(item, but=frozenset({NOTE, LIST})):
            yield words
        if inner is not None:
            yield from _items(inner)


def _pages(element: _Element, first_page: FirstPage | None) -> str:
    """Return the first and the last page of a document: 521-522."""
    labels = [page_label(page_break) for page_break in element.iter(PAGE_BREAK)]
    labels = [first_page.label, *labels] if first_page else labels
    labels = [label for label in labels if label]
    if not labels:
        return ""
    return labels[0] if labels[0] == labels[-1] else f"{labels[0]}-{labels[-1]}"


def _from_source_note(element: _Element) -> dict[str, Statement]:
    """Return what the source note states, with the words that say so."""
    note = read_source_note(element)
    if note is None:
        return {}
    said = _said({"archive": (note.archive,), "archive_location": (note.archive_location,)})
    if note.classification:
        said["classification"] = _statement("classification", (note.classification,), note.marks)
    if note.precedence:
        said["precedence"] = _statement("precedence", (note.precedence,), note.marks)
    if note.distribution:
        said["distribution"] = _statement("distribution", note.distribution, note.marks)
    return said


def _microfiche(files: list[_Element]) -> tuple[Related, ...]:
    """Return the files in which the Office of the Historian keeps the pages of a document without text."""
    images = [file.get("path") or file.get("id") or "" for file in _named(files, "file")]
    found = []
    if any(images):
        title = f"Microfiche, {'images' if len(images) > 1 else 'image'} {', '.join(filter(None, images))}"
        found.append(Related(title=title, why="The document itself, photographed."))
    for pdf in _named(files, "pdf"):
        size = f" ({pdf.get('readable')})" if pdf.get("readable") else ""
        found.append(Related(title=f"PDF of the microfiche{size}", why="The document itself, photographed."))
    return tuple(found)


def _named(elements: Iterable[_Element], name: str) -> Iterator[_Element]:
    """Yield the elements of this name, in whichever namespace."""
    return (element for element in elements if str(element.tag).endswith(f"}}{name}"))
