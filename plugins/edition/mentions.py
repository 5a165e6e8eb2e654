"""Mentions: where a document names the entities of the edition, and in which words."""

from __future__ import annotations

import marshal
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.diagnostics import Diagnostic
    from edition.model import Document, Text

_CONTEXT = 60
_LONGEST = 200


class EntityMention(NamedTuple):
    """A place at which a document names an entity: its address, the words, and the words around them.

    `page` is the label of its page, `place` says where on it: `paragraph 3`, `note 2`, or nothing.
    """

    entity: str
    fragment: str
    words: str
    before: str = ""
    after: str = ""
    page: str = ""
    place: str = ""
    is_likely: bool = False

    @property
    def where(self) -> str:
        """Where it stands, in words: `page 522, note 2`."""
        return ", ".join(words for words in (f"page {self.page}" if self.page else "", self.place) if words)


class NamedEntity(NamedTuple):
    """An entity that a document names, how many times, and where.

    The mentions are packed: there may be hundreds of thousands, and only the entity's own page asks for them.
    """

    entity: str
    times: int
    packed: bytes

    @property
    def mentions(self) -> tuple[EntityMention, ...]:
        """Every mention, in the order of the document."""
        rows = marshal.loads(self.packed)  # noqa: S302 — written by this engine
        return tuple(EntityMention(self.entity, *row) for row in rows)


class Placed(NamedTuple):
    """A mention as it stands in a text: its range, its entity with its kind, its address.

    One that is a passage has the element of the annotation that says so, and none of its own.
    """

    start: int
    end: int
    entity: str
    kind: str
    fragment: str
    is_likely: bool = False
    is_passage: bool = False


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of a document: in each of its texts, as `texts_of` has them; and together, by entity.

    `forms` are the folded words of all forms that stand in it, whether they name anybody or not.
    """

    texts: tuple[tuple[Placed, ...], ...] = ()
    named: tuple[NamedEntity, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    forms: frozenset[str] = frozenset()

    def of(self, number: int) -> tuple[Placed, ...]:
        """Return the mentions of the document's own text (0), or of one of its notes, from 1."""
        return self.texts[number] if self.texts else ()

    def on_pages(self, number: int) -> tuple[tuple[Placed, ...], ...]:
        """Return the mentions of each of so many pieces of furniture, the last of the texts."""
        return self.texts[-number:] if self.texts else ((),) * number


NO_MENTIONS = Mentions()

_Row = tuple[str, str, str, str, str, str, bool]


def texts_of(document: Document) -> list[Text]:
    """Return a document's own text, its notes, and what is on its pages and not in the text."""
    notes, pieces = document.notes, document.furniture
    return [document.body, *[note.text for note in notes], *[piece.text for piece in pieces]]


def named_entities(document: Document, placed: Sequence[Sequence[Placed]]) -> tuple[NamedEntity, ...]:
    """Return the entities that a document names, in the order in which it first does."""
    rows: dict[str, list[_Row]] = {}
    for number, (text, some) in enumerate(zip(texts_of(document), placed, strict=True)):
        if not some:
            continue
        where = _where(document, number, some)
        for one, context, (page, place) in zip(some, _contexts(text, some), where, strict=False):
            rows.setdefault(one.entity, []).append((one.fragment, *context, page, place, one.is_likely))
    # Version 2 has no references, by which equal words could be written in two ways.
    return tuple(NamedEntity(name, len(some), marshal.dumps(some, 2)) for name, some in rows.items())


def _where(document: Document, number: int, some: Sequence[Placed]) -> Iterator[tuple[str, str]]:
    """Return the page of each mention in one of the document's texts, and where on it."""
    if not number:
        return _in_body(document.body, some)
    if number <= len(document.notes):
        return _in_note(document, number - 1)
    return repeat((document.furniture[number - len(document.notes) - 1].page, "not in the text"))


def _in_body(body: Text, some: Sequence[Placed]) -> Iterator[tuple[str, str]]:
    """Yield the page and the paragraph of each mention in the document's own text."""
    paragraphs = [block.span for block in body.paragraphs()]
    starts = [span.start for span in paragraphs]
    for one in some:
        at = bisect_right(starts, one.start) - 1
        is_within = at >= 0 and one.start < paragraphs[at].end
        yield body.page_at(one.start), f"paragraph {at + 1}" if is_within else ""


def _in_note(document: Document, number: int) -> Iterator[tuple[str, str]]:
    """Yield, without end, the page on which the text first calls a note, and what the note is called."""
    call = next((ref.offset for ref in document.body.note_refs if ref.note == number), None)
    page = "" if call is None else document.body.page_at(call)
    label = document.notes[number].label
    while True:
        yield page, f"note {label}" if label else "note"


def _contexts(text: Text, some: Sequence[Placed]) -> Iterator[tuple[str, str, str]]:
    """Yield the words of each mention, those before and those behind it in its block, cut between words."""
    leaves = [leaf.span for leaf in text.leaves()]
    ends = [span.end for span in leaves]
    content = text.content
    for one in some:
        first = leaves[min(bisect_left(ends, one.end), len(leaves) - 1)].start
        last = ends[min(bisect_left(ends, one.end), len(leaves) - 1)]
        before = content[max(min(first, one.start), one.start - _CONTEXT) : one.start]
        if one.start - _CONTEXT > first:
            before = f"… {before.partition(' ')[2]}"
        after = content[one.end : max(min(last, one.end + _CONTEXT), one.end)]
        if one.end + _CONTEXT < last:
            after = f"{after.rpartition(' ')[0]} …"
        words = content[one.start : one.end]
        if len(words) > _LONGEST:
            words = f"{words[:_LONGEST].rpartition(' ')[0]} …"
        yield words.replace("\n", " "), before.replace("\n", " "), after.replace("\n", " ")
