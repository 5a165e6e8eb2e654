"""From lines and what they are to the parts of a document: paragraphs over pages, furniture in its pieces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from edition.model import BlockKind, FurnitureKind
from edition.readers.parts import FurniturePart, Join, Leaf, PageStart, Part
from edition.readers.roles import Role, furniture_part
from edition.readers.sentences import join_over_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.readers.lines import Line

_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line with what it is: the blocks that it makes, its words, and the pages that begin around it.

    `line` is None where there is nothing but page notations.
    """

    line: Line | None
    role: Role | None
    leaves: tuple[Leaf, ...] = ()
    words: str = ""
    pages_before: tuple[PageStart, ...] = ()
    pages_after: tuple[PageStart, ...] = ()
    furniture: FurniturePart | None = None


def flow_parts(items: Sequence[Item]) -> Iterator[Part]:
    """Yield the parts that lines make, in order; a sentence that a page cuts is one paragraph."""
    last: Item | None = None
    turned = False
    for piece, group in groupby(items, _piece):
        for item in group if piece is None else [_whole(list(group))]:
            yield from item.pages_before
            turned = turned or bool(item.pages_before) or (piece is not None and _is_long(last))
            if item.furniture is not None:
                yield item.furniture
            elif item.line is not None:
                yield from _joined(item.leaves, _join(last, item, turned=turned))
                last, turned = item, False
            yield from item.pages_after
            turned = turned or bool(item.pages_after)


def _piece(item: Item) -> Role | None:
    """Return what the lines of one piece of furniture share; a line of text is by itself."""
    furniture = item.role is not None and item.role.is_furniture
    return replace(item.role, page="") if item.role is not None and furniture else None


def _whole(members: Sequence[Item]) -> Item:
    """Return the lines of one piece of furniture as one."""
    lines = [item.line for item in members if item.line is not None]
    role = members[0].role
    if role is None or not isinstance(role.kind, FurnitureKind):
        raise TypeError("only furniture comes in pieces of several lines")
    return replace(
        members[0],
        furniture=furniture_part(role.kind, lines, role.note),
        pages_before=tuple(page for item in members for page in item.pages_before),
        pages_after=tuple(page for item in members for page in item.pages_after),
    )


def _joined(leaves: Sequence[Leaf], join: Join) -> Iterator[Leaf]:
    """Yield the blocks of a line, the first of them joined to what stands before."""
    for place, leaf in enumerate(leaves):
        yield replace(leaf, join=join) if place == 0 else leaf


def _join(last: Item | None, item: Item, *, turned: bool) -> Join:
    """Return how a line follows the last one of the text."""
    if last is None or not (_is_paragraph(last) and _is_paragraph(item)) or item.role is None:
        return Join.NEWLINE
    join = join_over_page(last.words, item.words)
    if item.role.continues:
        return Join.BLANK if join is Join.NEWLINE else join
    return join if turned and not item.role.declared else Join.NEWLINE


def _is_long(item: Item | None) -> bool:
    """Tell whether a line is long enough to be a sentence that a stamp has cut in two."""
    return item is not None and len(item.words.split()) >= _FEWEST_WORDS


def _is_paragraph(item: Item) -> bool:
    """Tell whether a line is a paragraph."""
    return item.role is not None and item.role.kind is BlockKind.PARAGRAPH
