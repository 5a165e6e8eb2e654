"""What the header of a TEI file says: which volume it is, and what all its documents have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edition import edtf
from edition.readers.tei.parse import TEI
from edition.readers.tei.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the header says of a letter (TEI `correspDesc`): by whom, to whom, where, and its date."""

    senders: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str = ""
    date: _Element | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a header says.

    `title` is that of the whole file; `frus_id` and `frus_document` are the Office of the Historian's names
    for a volume, and for the document where the file is cut from one; `pages` are the labels of the first and
    the last page. `imprint` are the facts of publication by the names of our metadata.
    """

    title: str = ""
    frus_id: str = ""
    frus_document: str = ""
    pages: tuple[str, str] = ("", "")
    authors: tuple[str, ...] = ()
    letter: Letter = field(default_factory=Letter)
    imprint: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_header(header: _Element | None) -> Header:
    """Return what the header of a file says, if it has one."""
    if header is None:
        return Header()
    titles = _titles(header)
    return Header(
        title=titles.get("complete") or titles.get("main") or next(iter(titles.values()), ""),
        frus_id=_idno(header, "frus"),
        frus_document=_idno(header, "frus-document"),
        pages=_pages(header),
        authors=tuple(_words(header, "fileDesc/titleStmt/author")),
        letter=_letter(header),
        imprint={name: values for name, values in _imprint(header, titles).items() if values},
    )


def _titles(header: _Element) -> dict[str, str]:
    """Return the titles of a file by their types, the first of each."""
    titles: dict[str, str] = {}
    for title in _find(header, "fileDesc/titleStmt/title"):
        if words := words_of(title):
            titles.setdefault(title.get("type", ""), words)
    return titles


def _imprint(header: _Element, titles: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the facts of publication; a file that is no volume is printed in none."""
    series = ", ".join(filter(None, (titles.get("series"), titles.get("subseries"))))
    number = re.sub(r"^Volumes?\s+", "", titles.get("volumenumber", ""))
    address = _ADDRESS.fullmatch(_idno(header, "URL"))
    issued = [one for one in _words(header, "fileDesc/publicationStmt/date") if _is_date(one)]
    return {
        "container_title": tuple(filter(None, [titles.get("complete")])),
        "collection_title": tuple(filter(None, [series])),
        "volume": tuple(filter(None, [number])),
        "editor": tuple(_editors(header, is_general=False)),
        "collection_editor": tuple(_editors(header, is_general=True)),
        "publisher": tuple(_words(header, "fileDesc/publicationStmt/publisher")),
        "publisher_place": tuple(_words(header, "fileDesc/publicationStmt/pubPlace")),
        "issued": tuple(issued[:1]),
        "url": (address[0],) if address else (),
    }


def _editors(header: _Element, *, is_general: bool) -> Iterator[str]:
    """Yield the editors of the volume, or those of the whole series (FRUS: `@role` is `general`)."""
    for editor in _find(header, "fileDesc/titleStmt/editor"):
        if (editor.get("role") == "general") is is_general and (words := words_of(editor)):
            yield words


def _idno(header: _Element, kind: str) -> str:
    for idno in _find(header, "fileDesc/publicationStmt/idno"):
        if idno.get("type") == kind:
            return words_of(idno)
    return ""


def _pages(header: _Element) -> tuple[str, str]:
    """Return the first and the last page of the print from which the file was cut."""
    for scope in header.iter(f"{TEI}biblScope"):
        if scope.get("unit") == "page":
            first, _, last = re.sub(r"[–—]", "-", words_of(scope)).partition("-")
            first = (scope.get("from") or first).strip()
            return first, (scope.get("to") or last).strip() or first
    return "", ""


def _letter(header: _Element) -> Letter:
    actions = {action.get("type"): action for action in reversed(list(header.iter(f"{TEI}correspAction")))}
    sent, received = actions.get("sent"), actions.get("received")
    return Letter(
        senders=_persons(sent),
        recipients=_persons(received),
        place="" if sent is None else words_of(next(sent.iter(f"{TEI}placeName"), None)),
        date=None if sent is None else next(sent.iter(f"{TEI}date"), None),
    )


def _persons(action: _Element | None) -> tuple[str, ...]:
    if action is None:
        return ()
    return tuple(filter(None, map(words_of, action.iter(f"{TEI}persName", f"{TEI}orgName"))))


def _is_date(words: str) -> bool:
    try:
        edtf.parse(words)
    except ValueError:
        return False
    return True


def _words(header: _Element, path: str) -> Iterator[str]:
    """Yield the words of every element at a path, those that have any."""
    return filter(None, map(words_of, _find(header, path)))


def _find(header: _Element, path: str) -> list[_Element]:
    return header.findall("/".join(f"{TEI}{name}" for name in path.split("/")))
