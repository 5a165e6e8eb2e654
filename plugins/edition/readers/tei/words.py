"""The words of an element in one line, for a title, a list or a comparison; without its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from edition.readers.tei.parse import TEI

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lxml.etree import _Element

_NOTE = frozenset({f"{TEI}note"})
_LINE_BREAK = f"{TEI}lb"
_PAGE_BREAK = f"{TEI}pb"
CHOICE = f"{TEI}choice"
# Of the readings of a passage, those of the source as it stands.
_AS_IT_STANDS = frozenset({f"{TEI}sic", f"{TEI}orig", f"{TEI}abbr"})


def words_of(element: _Element | None, *, but: Container[str] = _NOTE) -> str:
    """Return the words of an element, white space collapsed, without elements whose tags are in `but`."""
    if element is None:
        return ""
    if not len(element):
        return " ".join((element.text or "").split())
    pieces: list[str] = []
    _gather(element, but, pieces)
    return " ".join("".join(pieces).split())


def other_readings(choice: _Element) -> list[_Element]:
    """Return the readings of a passage that are not those of the source as it stands (TEI `choice`).

    They are no part of the text; one that has a note or the turn of a page is read.
    """
    readings = [child for child in choice if isinstance(child.tag, str)]
    read = next((child for child in readings if child.tag in _AS_IT_STANDS), None)
    read = readings[0] if read is None and readings else read
    holding = (*_NOTE, _PAGE_BREAK)
    return [child for child in readings if child is not read and next(child.iter(*holding), None) is None]


def unread_readings(element: _Element) -> list[_Element]:
    """Return the readings in an element that are no part of its text, in order, none within another."""
    found: list[_Element] = []
    for choice in element.iter(CHOICE):
        if not any(one in found for one in choice.iterancestors()):
            found += other_readings(choice)
    return found


def plain_words(element: _Element) -> str:
    """Return all characters of an element, as they stand."""
    return str(etree.tostring(element, encoding="unicode", method="text", with_tail=False))


def has_words(element: _Element) -> bool:
    """Whether there is any character but white space in an element; comments and instructions have none."""
    return any(words and not words.isspace() for words in _strings(element))


def starts_with(element: _Element, inner: _Element | None) -> bool:
    """Whether `inner`, if there is one in `element`, stands before its first word."""
    if inner is None:
        return False
    return not any(words and not words.isspace() for words in _strings(element, until=inner))


def _gather(element: _Element, but: Container[str], pieces: list[str]) -> None:
    """Add the characters of an element to the pieces; in Python a list is filled quicker than yielded."""
    if text := element.text:
        pieces.append(text)
    others = other_readings(element) if element.tag == CHOICE else ()
    for child in element:
        tag = child.tag
        if tag not in but and isinstance(tag, str) and child not in others:
            if tag == _LINE_BREAK:
                pieces.append(" ")
            if len(child):
                _gather(child, but, pieces)
            elif text := child.text:
                pieces.append(text)
        if tail := child.tail:
            pieces.append(tail)


def _strings(element: _Element, until: _Element | None = None) -> Iterator[str]:
    """Yield the characters of an element piece by piece, up to the element `until`."""
    if element.text:
        yield element.text
    for child in element:
        if child is until:
            return
        if isinstance(child.tag, str):
            yield from _strings(child, until)
            if until is not None and _holds(child, until):
                return
        if child.tail:
            yield child.tail


def _holds(element: _Element, inner: _Element) -> bool:
    return any(one is element for one in inner.iterancestors())
