"""Which element of a page holds the document; and whether there is a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.diagnostics import Code
from edition.readers.saved_page.addresses import local_fragment, site_address
from edition.readers.saved_page.frame import seen_elements
from edition.readers.saved_page.markup import (
    INLINE,
    attribute,
    classes,
    few_words,
    line_of,
    strings,
    tei_names,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import BeautifulSoup, Tag

    from edition.readers.saved_page.addresses import Address

_DOCUMENT = re.compile(r"d\d+[a-z]?")
_NUMBERED = re.compile(r"\[?\d+[A-Za-z]?\]?\.\s|editorial note", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ADVICE = (
    "save the page of the document itself, from history.state.gov/historicaldocuments/<volume>/<document>"
)


class PageError(Exception):
    """A page from which no document can be read."""

    def __init__(self, code: Code, message: str, line: int = 1) -> None:
        """Keep the code and the line beside the sentence."""
        super().__init__(message)
        self.code = code
        self.line = line


# From the closest to the widest; the first that is on the page and holds words is taken.
_CONTAINERS: tuple[Callable[[Tag], bool], ...] = (
    lambda tag: attribute(tag, "id") == "content-inner",
    lambda tag: attribute(tag, "id") == "content-container",
    lambda tag: "content-inner" in classes(tag),
    lambda tag: tag.name == "div" and "content" in classes(tag),
    lambda tag: (
        "div" in tei_names(tag) or bool(tag.name == "div" and _DOCUMENT.fullmatch(attribute(tag, "id")))
    ),
    lambda tag: tag.name == "main" or attribute(tag, "role") == "main",
    lambda tag: attribute(tag, "id") in {"content", "main"},
    lambda tag: tag.name == "article",
)


def find_container(page: BeautifulSoup, address: Address | None) -> Tag:
    """Return the element that holds the document and its notes; raises PageError where there is none."""
    if address is not None and address.section and not _DOCUMENT.fullmatch(address.section):
        where = f"{address.volume}/{address.section}"
        raise PageError(Code.NOT_A_DOCUMENT, f"this is the page {where}, not a document's; {_ADVICE}")
    found: dict[int, Tag] = {}
    for tag in seen_elements(page):
        for rank, fits in enumerate(_CONTAINERS):
            if rank not in found and fits(tag) and _has_words(tag):
                found[rank] = tag
    if not found:
        message = f"there is no element here that could hold a document (as '#content-inner' does); {_ADVICE}"
        raise PageError(Code.NOT_A_DOCUMENT, message)
    container = _with_notes(page, found[min(found)], address)
    if reason := _unlike_a_document(container, address):
        raise PageError(Code.NOT_A_DOCUMENT, f"{reason}; {_ADVICE}", line_of(container))
    return container


def _has_words(tag: Tag) -> bool:
    return any(node.strip() for node in strings(tag))


def _with_notes(page: BeautifulSoup, container: Tag, address: Address | None) -> Tag:
    """Return the element, or the closest around it that also holds the notes that it calls."""
    called = {
        local_fragment(attribute(link, "href"), address)
        for link in container.find_all("a", href=True)
        if "footnote" in attribute(link, "rel") or "note" in classes(link)
    }
    outside = [
        tag
        for tag in page.find_all(id=True)
        if attribute(tag, "id") in called and container not in tag.parents and tag is not container
    ]
    for tag in outside:
        while container.parent is not None and container not in tag.parents:
            container = container.parent
    return container


def _unlike_a_document(container: Tag, address: Address | None) -> str:
    """Return why what `container` holds is no document, or nothing."""
    seen = list(seen_elements(container))
    documents = {attribute(tag, "id") for tag in seen if _is_document(tag)}
    linked = {place for tag in seen if (place := _is_only_a_link(tag, address))}
    if len(documents) > 1 or len(linked) > 1:
        return "this page lists several documents"
    if len(documents) == 1 or (address is not None and address.section):
        return ""
    heading = next((words(tag) for tag in seen if tag.name in _HEADINGS), "")
    says_so = any(tei_names(tag) for tag in seen) or _NUMBERED.match(heading)
    return "" if heading and says_so else "nothing on this page says that it is a document"


def _is_document(tag: Tag) -> bool:
    return tag.name in {"div", "section", "article"} and bool(_DOCUMENT.fullmatch(attribute(tag, "id")))


def _is_only_a_link(tag: Tag, address: Address | None) -> str:
    """Return the document to which an item or a heading leads that is nothing but a link, or nothing."""
    if tag.name in INLINE or tag.name not in {"li", *_HEADINGS}:
        return ""
    whole = few_words(tag, 300)
    link = tag.find("a", href=True) if whole else None
    if link is None:
        return ""
    place = site_address(attribute(link, "href"), address)
    if place is None or not _DOCUMENT.fullmatch(place.section) or place.fragment:
        return ""
    return place.section if whole == few_words(link, 300) else ""
