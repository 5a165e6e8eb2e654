"""Where addresses lead that were published and are no more."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from edition.schema import Redirect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REDIRECTS = "sources/redirects.yml"
"""The file of the redirects, as messages name it."""


@dataclass(frozen=True)
class Moves:
    """The redirects by the addresses that were published; `count` is that of the addresses in the ledger.

    `sound` are the addresses of those redirects that can be followed, `reused` of those where other words
    stand now. `ledger` gives the ledger's file with all addresses that the edition has now, `fresh` in words
    those that are not in it yet. A document is named by its id, any other page by its name (`people/rusk`),
    a place in either with its fragment behind a number sign.
    """

    redirects: Mapping[str, Redirect] = field(default_factory=dict)
    sound: frozenset[str] = frozenset()
    reused: frozenset[str] = frozenset()
    count: int = 0
    ledger: Callable[[], bytes] = bytes
    fresh: Callable[[], list[str]] = list

    @property
    def followed(self) -> list[Redirect]:
        """The redirects that can be followed, in the order of the addresses that were published."""
        return [self.redirects[source] for source in sorted(self.sound)]

    @cached_property
    def _by_page(self) -> dict[str, list[Redirect]]:
        pages: dict[str, list[Redirect]] = {}
        for redirect in self.followed:
            page, sign, _ = redirect.source.partition("#")
            if sign:
                pages.setdefault(page, []).append(redirect)
        return pages

    def within(self, page: str) -> list[Redirect]:
        """Return the redirects of places in a page, which may have moved as a whole."""
        return self._by_page.get(page, [])

    def aliases(self, page: str) -> list[tuple[str, str]]:
        """Return the old and the new fragment of each place of a page that has another name now."""
        return [
            (redirect.source.partition("#")[2], redirect.to.partition("#")[2])
            for redirect in self.within(page)
            if redirect.to.startswith(f"{page}#") and redirect.source not in self.reused
        ]

    def departures(self, page: str) -> list[Redirect]:
        """Return the redirects of places of a page that are not in it under another name."""
        return [one for one in self.within(page) if not one.to.startswith(f"{page}#")]

    def follow(self, address: str) -> Redirect | None:
        """Return where an address leads now: its own redirect, or that of its page with its fragment."""
        page, sign, fragment = address.partition("#")
        own = self.redirects.get(address)
        if own or not sign:
            return own
        whole = self.redirects.get(page)
        if whole is None or not whole.to or "#" in whole.to or not is_text(whole.to):
            return whole
        return Redirect(address, f"{whole.to}#{fragment}", line=whole.line)


def page_name(name: str) -> str:
    """Return the name of the page of which the ledger speaks: a document is named there by its id alone."""
    return name if "/" in name else f"documents/{name}"


def is_text(name: str) -> bool:
    """Whether a page is that of a document, a chapter or a section, in which places have addresses."""
    folder, *rest = name.split("/")
    return not rest or (folder == "volumes" and len(rest) > 1)


NO_MOVES = Moves()
