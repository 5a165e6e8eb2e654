"""The account of a page: what became of every character in the element that holds the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bs4 import Tag
from bs4.element import NavigableString

from edition.model import BlockKind, Fate, Span, Stretch
from edition.readers.saved_page.markup import is_words, strings

if TYPE_CHECKING:
    from collections.abc import Container

    from bs4.element import PageElement

    from edition.model import Text

# Words that stand in the text as they stand on the page; what lies between two of them is other white space.
_RUN = re.compile(r"[^ \t\n\x0b\f\r]+(?: [^ \t\n\x0b\f\r]+)*")


@dataclass(slots=True)
class Ledger:
    """The characters of the element, where each of its nodes begins in them, and what became of them."""

    content: str
    places: dict[int, int]
    stretches: list[Stretch] = field(default_factory=list)


def new_ledger(container: Tag) -> Ledger:
    """Return the ledger in which nothing is entered yet."""
    places: dict[int, int] = {}
    pieces: list[str] = []
    length = 0
    for node in strings(container):
        places[id(node)] = length
        pieces.append(node)
        length += len(node)
    return Ledger("".join(pieces), places)


def enter_words(ledger: Ledger, span: Span, end: int, fate: Fate, part: int | None) -> None:
    """Enter words that were written, with one blank for any white space, up to `end` of a text."""
    runs = list(_RUN.finditer(ledger.content, span.start, span.end))
    start = end - sum(run.end() - run.start() for run in runs) - max(0, len(runs) - 1)
    for run in runs:
        target = Span(start, start + run.end() - run.start())
        place = Span(run.start(), run.end())
        ledger.stretches.append(Stretch(span=place, fate=fate, what=fate.value, target=target, part=part))
        start = target.end + 1


def enter_marker(ledger: Ledger, span: Span, what: str) -> None:
    """Enter characters that are neither text nor note."""
    words = span.of(ledger.content)
    if words.strip():
        start = span.start + len(words) - len(words.lstrip())
        place = Span(start, start + len(words.strip()))
        ledger.stretches.append(Stretch(span=place, fate=Fate.MARKER, what=what))


def set_aside(ledger: Ledger, tag: Tag, what: str, apart: Container[int]) -> None:
    """Enter all that stands in an element as a marker, but for the elements in it that are read `apart`."""
    stack: list[PageElement] = [tag]
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            stack += [child for child in node.contents if id(child) not in apart]
        elif isinstance(node, NavigableString) and is_words(node):
            enter_marker(ledger, node_span(ledger, node), what)


def node_span(ledger: Ledger, node: NavigableString) -> Span:
    """Return where the characters of a node stand."""
    start = ledger.places[id(node)]
    return Span(start, start + len(node))


def full_account(ledger: Ledger, body: Text, labels: list[str]) -> tuple[Stretch, ...]:
    """Return the account of all characters.

    Raises ValueError where one is lost or doubled: that is a mistake of ours, and no document comes of it.
    """
    names = _block_names(body)
    starts = [start for start, _ in names]
    account: list[Stretch] = []
    end = 0
    for stretch in sorted(ledger.stretches, key=lambda one: one.span.start):
        account += _white_space(ledger.content, end, stretch.span.start)
        what = stretch.what
        if stretch.fate is Fate.TEXT and stretch.target is not None:
            what = names[bisect_right(starts, stretch.target.start) - 1][1]
        elif stretch.fate is Fate.NOTE and stretch.part is not None:
            what = f"note {labels[stretch.part]}".rstrip()
        account.append(replace(stretch, what=what))
        end = stretch.span.end
    return (*account, *_white_space(ledger.content, end, len(ledger.content)))


def _block_names(body: Text) -> list[tuple[int, str]]:
    """Return where each leaf begins and what it is called; of a paragraph with blocks in it, its number."""
    found: list[tuple[int, str]] = []
    paragraphs = 0
    for block in body.walk():
        name = block.kind.value
        if block.kind is BlockKind.PARAGRAPH:
            paragraphs += 1
            name = f"paragraph {paragraphs}"
        if not block.children:
            found.append((block.span.start, name))
    return found or [(0, "text")]


def _white_space(content: str, start: int, end: int) -> list[Stretch]:
    gap = content[start:end]
    if end < start or (gap and not gap.isspace()):
        raise ValueError(f"the reader has lost or doubled {content[min(start, end) : max(start, end)]!r}")
    return [Stretch(span=Span(start, end), fate=Fate.SPACE, what=Fate.SPACE.value)] if gap else []
