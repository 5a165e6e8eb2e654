"""Where the links in a book lead: to its own chapters, to the site, or nowhere."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edition.books.model import Chapter
    from edition.render.urls import UrlFor
    from edition.resolved import Site


class BookAddresses:
    """Gives addresses as seen from a book's chapters: a file beside them, or the site's own, if it is known.

    What stands neither in the book nor at a known address has none: its links become words. `targets` are
    the places in the book by the names of the pages that they stand for; `url_for` is as seen from the
    site's first page.
    """

    def __init__(self, targets: Mapping[str, str], site: Site, url_for: UrlFor) -> None:
        """Keep where to look."""
        self._targets, self._site, self.from_first_page = targets, site, url_for

    def __call__(self, page: str, fragment: str = "") -> str:
        """Return the address of a page, or nothing."""
        target = self._targets.get(page)
        if target is None:
            return self.on_site(page, fragment)
        return f"{target}#{fragment}" if fragment and "#" not in target else target

    def on_site(self, page: str, fragment: str = "") -> str:
        """Return the address of a page on the site, or nothing where nobody knows the site's."""
        return urljoin(self._site.address, self.from_first_page(page, fragment)) if self._site.address else ""


def book_identifier(site: Site, name: str, chapters: Iterable[Chapter]) -> str:
    """Return what tells a book from all others, and each of its states from the others.

    It comes from the site's address, or its name where that is not known, from the name of the book's file
    there, and from every word of its chapters: the same at each making, another with each change.
    """
    digest = hashlib.blake2b(digest_size=16)
    for chapter in chapters:
        digest.update(f"{chapter.id}\n{chapter.title}\n{chapter.content}\n".encode(errors="surrogatepass"))
    return uuid5(NAMESPACE_URL, f"{site.address or site.name} {name} {digest.hexdigest()}").urn
