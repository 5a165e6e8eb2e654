"""The whole edition, every reference resolved: what the renderers read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edition.annotations.passages import AnnotatedDocument
    from edition.entities import Authority
    from edition.links import Places, ResolvedLink
    from edition.threads import ResolvedThread


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What comes before and after a document in one order; `thread` is empty for the order of time."""

    thread: str
    previous: str | None
    next: str | None


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The whole edition; documents come in the order of time."""

    documents: tuple[AnnotatedDocument, ...]
    threads: tuple[ResolvedThread, ...]
    links: tuple[ResolvedLink, ...]
    places: Places
    authorities: Mapping[str, Authority]

    @cached_property
    def by_id(self) -> dict[str, AnnotatedDocument]:
        """Documents by their ids."""
        return {document.id: document for document in self.documents}

    @cached_property
    def thread_titles(self) -> dict[str, str]:
        """Titles of the threads by their ids."""
        return {resolved.thread.id: resolved.thread.title for resolved in self.threads}

    @cached_property
    def _links_by_document(self) -> dict[str, tuple[list[ResolvedLink], list[ResolvedLink]]]:
        table: dict[str, tuple[list[ResolvedLink], list[ResolvedLink]]] = {
            document.id: ([], []) for document in self.documents
        }
        for link in self.links:
            table[link.origin.document][0].append(link)
            if not isinstance(link.target, str):
                table[link.target.document][1].append(link)
        return table

    def links_from(self, document: str, fragment: str | None = None) -> list[ResolvedLink]:
        """Return the links that start in a document, or at one place of it."""
        links = self._links_by_document[document][0]
        return [link for link in links if fragment is None or link.origin.place.fragment == fragment]

    def links_to(self, document: str, fragment: str | None = None) -> list[ResolvedLink]:
        """Return the links that lead to a document, or to one place of it."""
        links = self._links_by_document[document][1]
        return [
            link
            for link in links
            if not isinstance(link.target, str)
            and (fragment is None or link.target.place.fragment == fragment)
        ]

    def neighbours(self, document: str) -> list[Neighbours]:
        """Return what stands before and after a document in time, then in each of its threads."""
        found = [_neighbours("", document, [one.id for one in self.documents])]
        for resolved in self.threads:
            members = [entry.document.id for entry in resolved.entries]
            if document in members:
                found.append(_neighbours(resolved.thread.id, document, members))
        return found


def _neighbours(thread: str, document: str, order: list[str]) -> Neighbours:
    index = order.index(document)
    return Neighbours(
        thread,
        order[index - 1] if index else None,
        order[index + 1] if index + 1 < len(order) else None,
    )
