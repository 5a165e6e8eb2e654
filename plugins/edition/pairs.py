"""Documents that cross: which two are worth reading side by side, and how strongly they are tied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.schema import Strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edition.links import ResolvedLink
    from edition.records import DocumentRecord

_MOST = 1000
_WEIGHTS = {Strength.STRONG: 100, Strength.MEDIUM: 10, Strength.WEAK: 1}


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """Two documents of which passages cross: the earlier on the left; `links` are their crossings."""

    left: str
    right: str
    links: tuple[ResolvedLink, ...]

    @property
    def page(self) -> str:
        """The name of the page on which they face each other."""
        return f"parallel/{self.left}--{self.right}"

    @property
    def weight(self) -> int:
        """How strongly they are tied: one strong crossing counts as much as ten of medium strength."""
        return sum(_WEIGHTS[link.link.strength] for link in self.links)


def document_pairs(
    links: Iterable[ResolvedLink], documents: Sequence[DocumentRecord]
) -> tuple[DocumentPair, ...]:
    """Return the pairs of documents that cross, in the order of time; of very many, the strongest."""
    order = {document.id: place for place, document in enumerate(documents)}
    found: dict[tuple[str, str], list[ResolvedLink]] = {}
    for link in links:
        if isinstance(link.target, str) or not link.is_crossing:
            continue
        ends = {link.origin.document, link.target.document}
        if len(ends) > 1 and ends <= order.keys():
            left, right = sorted(ends, key=order.__getitem__)
            found.setdefault((left, right), []).append(link)
    pairs = [DocumentPair(left, right, tuple(some)) for (left, right), some in found.items()]
    strongest = sorted(pairs, key=lambda pair: (-pair.weight, pair.left, pair.right))[:_MOST]
    return tuple(sorted(strongest, key=lambda pair: (order[pair.left], order[pair.right])))


def companions_of(pairs: Iterable[DocumentPair]) -> dict[str, DocumentPair]:
    """Return for each document the pair in which it is tied most strongly."""
    found: dict[str, DocumentPair] = {}
    for pair in pairs:
        for name in (pair.left, pair.right):
            if name not in found or found[name].weight < pair.weight:
                found[name] = pair
    return found
