"""From the parts of a source to a document, through one door at which every character is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from edition.model import BlockKind, Document, Fate, Furniture, Note, Span, Stretch, Text
from edition.readers.draft import Draft, finished_text, write_leaf
from edition.readers.lines import BYTE_ORDER_MARK
from edition.readers.parts import FurniturePart, Join, Leaf, NotePart, PageStart, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.sources import Source

_NUMBER = re.compile(r"(\d+[A-Za-z]?)\.\s+(?=\S)")


@dataclass(slots=True, kw_only=True)
class _Standing:
    """Furniture whose place in the text is known once the text goes on (then `offset` is set)."""

    part: FurniturePart
    text: Text
    page: str
    offset: int | None


@dataclass(slots=True, kw_only=True)
class _Desk:
    """Everything that is being written for one document; `unplaced` is furniture that waits for the text."""

    body: Draft
    notes: list[Note] = field(default_factory=list)
    furniture: list[_Standing] = field(default_factory=list)
    unplaced: list[_Standing] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    paragraphs: int = 0
    page: str = ""


def make_document(source: Source, text_format: str, parts: Sequence[Part]) -> Document:
    """Return the document that `parts` make of `source`.

    Raises ValueError where parts overlap or leave out more than white space: a reader that loses characters
    is a mistake of ours, and no document comes of it.
    """
    labels = [part.label for part in parts if isinstance(part, NotePart)]
    places = {label: place for place, label in reversed(list(enumerate(labels)))}
    desk = _Desk(body=Draft(source=source.content, fate=Fate.TEXT, notes=places))
    for part in parts:
        _write_part(desk, part)
    body = finished_text(desk.body)
    number, title = number_and_title(body)
    return Document(
        id=source.id,
        format=text_format,
        body=body,
        notes=tuple(desk.notes),
        furniture=tuple(_furniture(standing, len(body.content)) for standing in desk.furniture),
        account=_full_account(source.content, [*desk.body.stretches, *desk.stretches]),
        number=number,
        title=title,
    )


def _write_part(desk: _Desk, part: Part) -> None:
    """Write one part of the source to the place where it belongs."""
    match part:
        case Leaf():
            _write_body_leaf(desk, part)
        case NotePart():
            _write_note(desk, part)
        case FurniturePart():
            _write_furniture(desk, part)
        case PageStart():
            desk.body.waiting.append(part)
            desk.page = part.label
            if part.span is not None:
                desk.stretches.append(Stretch(span=part.span, fate=Fate.MARKER, what="page notation"))


def _write_body_leaf(desk: _Desk, leaf: Leaf) -> None:
    """Write a leaf of the reading text, and let the furniture that waited for it stand at its beginning."""
    draft = desk.body
    continues = leaf.join is not Join.NEWLINE and bool(draft.leaves)
    kind = draft.leaves[-1][0].kind if continues else leaf.kind
    what = f"paragraph {desk.paragraphs + (not continues)}" if kind is BlockKind.PARAGRAPH else kind.value
    before, blocks = draft.length + (len(leaf.join.value) if draft.leaves else 0), len(draft.leaves)
    write_leaf(draft, leaf, what)
    desk.paragraphs += len(draft.leaves) > blocks and kind is BlockKind.PARAGRAPH
    if draft.length > before:
        for standing in desk.unplaced:
            standing.offset = before
        desk.unplaced.clear()
    pages = [page.label for page in draft.page_breaks[-1:]] + [page.label for page in draft.waiting[-1:]]
    desk.page = pages[-1] if pages else desk.page


def _write_note(desk: _Desk, part: NotePart) -> None:
    """Write one of the document's own notes as a text of its own."""
    draft = Draft(source=desk.body.source, fate=Fate.NOTE, part=len(desk.notes))
    for leaf in part.leaves:
        write_leaf(draft, leaf, f"note {part.label}")
    desk.stretches.append(Stretch(span=part.label_span, fate=Fate.MARKER, what="note label"))
    desk.stretches += draft.stretches
    desk.notes.append(Note(label=part.label, text=finished_text(draft), type=part.type))


def _write_furniture(desk: _Desk, part: FurniturePart) -> None:
    """Write a piece of furniture as a text of its own, anchored where the reading text stands."""
    draft = Draft(source=desk.body.source, fate=Fate.FURNITURE, part=len(desk.furniture))
    for leaf in part.leaves:
        write_leaf(draft, leaf, part.kind.value)
    desk.stretches += draft.stretches
    offset = None if desk.body.waiting else desk.body.length
    standing = _Standing(part=part, text=finished_text(draft), page=desk.page, offset=offset)
    desk.furniture.append(standing)
    if offset is None:
        desk.unplaced.append(standing)


def _furniture(standing: _Standing, end: int) -> Furniture:
    """Return the furniture; where no text followed it stands at the end."""
    return Furniture(
        kind=standing.part.kind,
        text=standing.text,
        offset=end if standing.offset is None else standing.offset,
        page=standing.page,
        line=standing.part.line,
        note=standing.part.note,
    )


def number_and_title(body: Text) -> tuple[str, str]:
    """Return the printed number and the title that the headings before the first paragraph give."""
    opening = takewhile(lambda leaf: leaf.kind is not BlockKind.PARAGRAPH, body.leaves())
    titles = dropwhile(lambda leaf: leaf.kind is not BlockKind.HEADING, opening)
    headings = takewhile(lambda leaf: leaf.kind is BlockKind.HEADING, titles)
    heading = " ".join(leaf.span.of(body.content) for leaf in headings)
    number = _NUMBER.match(heading)
    return (number[1], heading[number.end() :]) if number else ("", heading)


def _full_account(content: str, stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """Return the account over the whole source, white space included."""
    account: list[Stretch] = []
    end = 0
    if content.startswith(BYTE_ORDER_MARK):
        account.append(Stretch(span=Span(0, 1), fate=Fate.MARKER, what="byte order mark"))
        end = 1
    for stretch in sorted(stretches, key=lambda stretch: (stretch.span.start, stretch.span.end)):
        account += _white_space(content, end, stretch.span.start)
        account.append(stretch)
        end = stretch.span.end
    return (*account, *_white_space(content, end, len(content)))


def _white_space(content: str, start: int, end: int) -> list[Stretch]:
    """Return the white space between two stretches, and refuse anything else there."""
    gap = content[start:end]
    if end < start or (gap and not gap.isspace()):
        raise ValueError(f"the reader has lost or doubled {content[min(start, end) : max(start, end)]!r}")
    return [Stretch(span=Span(start, end), fate=Fate.SPACE, what=Fate.SPACE.value)] if gap else []
