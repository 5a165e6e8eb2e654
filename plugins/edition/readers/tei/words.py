"""The words of an element in one line, for a title, a list or a comparison; without its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.readers.tei.parse import TEI

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lxml.etree import _Element

_NOTE = frozenset({f"{TEI}note"})
_LINE_BREAK = f"{TEI}lb"


def words_of(element: _Element | None, *, but: Container[str] = _NOTE) -> str:
    """Return the words of an element, white space collapsed, without elements whose tags are in `but`."""
    if element is None:
        return ""
    words = "".join(_strings(element, but)) if len(element) else element.text or ""
    return " ".join(words.split())


def has_words(element: _Element) -> bool:
    """Whether there is any character but white space in an element; comments and instructions have none."""
    return any(words and not words.isspace() for words in _strings(element, ()))


def starts_with(element: _Element, tag: str) -> bool:
    """Whether an element of this tag stands in `element` before its first word."""
    first = next(element.iter(tag), None)
    if first is None:
        return False
    return not any(words and not words.isspace() for words in _strings(element, (), until=first))


def _strings(element: _Element, but: Container[str], until: _Element | None = None) -> Iterator[str]:
    """Yield the characters of an element piece by piece, up to the element `until`."""
    if element.text:
        yield element.text
    for child in element:
        if child is until:
            return
        tag = child.tag
        if isinstance(tag, str) and tag not in but:
            if tag == _LINE_BREAK:
                yield " "
            yield from _strings(child, but, until)
            if until is not None and _holds(child, until):
                return
        if child.tail:
            yield child.tail


def _holds(element: _Element, inner: _Element) -> bool:
    return any(one is element for one in inner.iterancestors())
