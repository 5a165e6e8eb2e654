"""What a TEI document says of itself, as metadata: nothing that it does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from edition.diagnostics import Diagnostic, Location, Severity
from edition.readers.tei.dates import HEAD, stated_date
from edition.readers.tei.kinds import kind_of, kind_of_source_line
from edition.readers.tei.outline import page_label
from edition.readers.tei.parse import TEI
from edition.readers.tei.source_note import NOTE, read_source_note
from edition.readers.tei.words import words_of
from edition.schema import AddressStatement, DateStatement, Metadata, Related, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element

    from edition.readers.tei.dates import StatedDate
    from edition.readers.tei.header import Header
    from edition.readers.tei.volume import OpenedPart

LIST, ITEM = f"{TEI}list", f"{TEI}item"
PLACE_NAME = f"{TEI}placeName"
_NUMBER = re.compile(r"(\d+[A-Za-z]{0,2})\.\s")
_DATES = frozenset({"date", "received", "issued"})
# Whatever is in either of FRUS's own namespaces.
_OF_FRUS = "{http://history.state.gov/frus/ns/1.0}*", "{http://history.state.gov/ns/1.0}*"
# What is looked for in a heading: a name of a person or a body may be marked, by its type, as sender.
_IN_HEAD = (PLACE_NAME, NOTE, f"{TEI}persName", f"{TEI}gloss")
_NOTE_AND_LIST = frozenset({NOTE, LIST})


@dataclass(slots=True)
class _Children:
    """Of a document's own: its heading, the notes above it, its lists, and what is in FRUS's namespaces."""

    head: _Element | None = None
    notes: list[_Element] = field(default_factory=list)
    lists: list[_Element] = field(default_factory=list)
    files: list[_Element] = field(default_factory=list)


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
    title, children = part.title, _children_of(part.element)
    named = _named_in(children.head)
    date, received, printed = _dates(part.dates)
    lists: dict[str, list[str]] = {}
    for one in children.lists:
        lists.setdefault((one.get("type") or "").strip(), []).extend(_items(one))
    found: dict[str, Iterable[str]] = {
        "title": (title,),
        "type": (kind_of(title) or _kind_above(part.element),),
        "date": date,
        "received": received,
        "date_printed": printed,
        "place": _places(part.datelines) or dict.fromkeys(map(words_of, named[PLACE_NAME])),
        "from_": map(words_of, named["from"]) if named["from"] else lists.get("from", ()),
        "to": map(words_of, named["to"]) if named["to"] else lists.get("to", ()),
        "participants": lists.get("participants", ()),
        "subject": lists.get("subject", ()),
        "page": (_pages(part),),
    }
    said: dict[str, object] = {**_said(found), **_from_source_note([*children.notes, *named[NOTE]])}
    if children.files:
        pages = _named(children.files, "page-count-according-to-citation")
        said |= _said({"number_of_pages": map(words_of, pages)})
        said |= {"related": related} if (related := _microfiche(children.files)) else {}
    return shared.model_copy(update=said)


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


def _places(datelines: Iterable[_Element]) -> tuple[str, ...]:
    """Return the places of the first dateline that names one."""
    for dateline in datelines:
        if places := [words_of(place) for place in dateline.iter(PLACE_NAME)]:
            return tuple(dict.fromkeys(places))
    return ()


def _children_of(document: _Element) -> _Children:
    """Return what of a document's own is read here, found in one pass."""
    found = _Children()
    for child in document.iterchildren(NOTE, HEAD, LIST, *_OF_FRUS):
        tag = child.tag
        if tag == LIST:
            found.lists.append(child)
        elif tag == HEAD:
            found.head = child if found.head is None else found.head
        elif tag != NOTE:
            found.files.append(child)
        elif found.head is None:
            found.notes.append(child)
    return found


def _named_in(head: _Element | None) -> dict[str, list[_Element]]:
    """Return what stands in a heading: whom it marks as sender (from) and recipient (to), places, notes."""
    named: dict[str, list[_Element]] = {PLACE_NAME: [], "from": [], "to": [], NOTE: []}
    for one in () if head is None else head.iter(*_IN_HEAD):
        tag = str(one.tag)
        kind = tag if tag in named else one.get("type")
        if kind in named:
            named[kind].append(one)
    return named


def _items(one: _Element) -> Iterator[str]:
    """Yield the items of a list in words; an item that is but the heading of a further list yields that."""
    for item in one.iterchildren(ITEM):
        if words := words_of(item, but=_NOTE_AND_LIST):
            yield words
        if len(item) and (inner := item.find(LIST)) is not None:
            yield from _items(inner)


def _pages(part: OpenedPart) -> str:
    """Return the first and the last page of a document: 521-522."""
    labels = [part.first_page.label] if part.first_page else []
    labels += map(page_label, part.page_breaks)
    labels = [label for label in labels if label]
    if not labels:
        return ""
    return labels[0] if labels[0] == labels[-1] else f"{labels[0]}-{labels[-1]}"


def _from_source_note(notes: Iterable[_Element]) -> dict[str, Statement]:
    """Return what the source note, if one of the notes is that, states, with the words that say so."""
    note = read_source_note(notes)
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
