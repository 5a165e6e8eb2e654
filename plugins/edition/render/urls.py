"""How renderers ask for addresses: the page and the place on it, without knowing where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from edition.resolved import Site

SIDE_BY_SIDE = "parallel/index"
"""The page on which any two documents are set side by side."""


class UrlFor(Protocol):
    """Gives the address of a page of the site (`documents/secto-8`), seen from the page being made."""

    def __call__(self, page: str, fragment: str = "") -> str:
        """Return the address, with the fragment where one is named."""
        ...


def whole_address(site: Site, page: str, url_for: UrlFor) -> str:
    """Return the whole address of a page, by which it is cited, or nothing where nobody knows the site's."""
    ending = ".html" if url_for(page).endswith(".html") else "/"
    return f"{site.address}{page}{ending}" if site.address else ""


# The files of a book's chapters.
CHAPTER = ".xhtml"


def is_in_book(address: str) -> bool:
    """Tell whether an address is that of a place in a book, or none, which is all a book knows of others."""
    return not address or address.partition("#")[0].endswith(CHAPTER)
