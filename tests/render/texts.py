"""Texts of any shape: every kind of block within every other, ranges and points of every kind anywhere."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from edition.mentions import NO_MENTIONS
from edition.model import (
    Block,
    BlockKind,
    Document,
    FirstPage,
    Gap,
    Mark,
    MarkKind,
    Mention,
    MentionKind,
    Note,
    NoteRef,
    PageBreak,
    Reference,
    Span,
    Text,
)
from edition.render.text import calls_of, render_notes

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = st.text(
    alphabet=st.one_of(
        st.sampled_from(string.ascii_letters + " .<>&\"'*_#`[](){}%1א\n"),
        st.characters(codec="utf-8", categories=["L", "P", "S", "N"]),
    ),
    max_size=24,
)
TYPES = st.sampled_from(["", "head", "label", "ordered", "subject", 'a "b" <c>', "flushleft center"])
LABELS = st.sampled_from(["1", "2", "†", "", "a b"])
NAMES = st.sampled_from(["", "d1fn1", "d1fn2", "d1fnref1", "note"])
# The kind of a block, its type, and what is in it: words where it has no children, else a list of them.
Shape = tuple[BlockKind, str, Any]
SHAPES = st.recursive(
    st.tuples(st.sampled_from(BlockKind), TYPES, WORDS),
    lambda inner: st.tuples(st.sampled_from(BlockKind), TYPES, st.lists(inner, min_size=1, max_size=4)),
    max_leaves=8,
)


def _lines(shape: Shape) -> Iterator[str]:
    if isinstance(shape[2], str):
        yield shape[2]
    else:
        for child in shape[2]:
            yield from _lines(child)


def _block(shape: Shape, start: int) -> Block:
    kind, name, inner = shape
    if isinstance(inner, str):
        return Block(kind, Span(start, start + len(inner)), type=name)
    children: list[Block] = []
    for child in inner:
        children.append(_block(child, children[-1].span.end + 1 if children else start))
    return Block(kind, Span(start, children[-1].span.end), tuple(children), name)


@st.composite
def texts(draw: st.DrawFn, notes: int = 0) -> Text:
    """Return a text that may call so many notes."""
    shapes = draw(st.lists(SHAPES, min_size=1, max_size=4))
    content = "\n".join(line for shape in shapes for line in _lines(shape))
    blocks: list[Block] = []
    for shape in shapes:
        blocks.append(_block(shape, blocks[-1].span.end + 1 if blocks else 0))
    points = st.integers(0, len(content))
    spans = st.tuples(points, points).map(lambda pair: Span(min(pair), max(pair)))
    targets = st.sampled_from(["", "p_AB1", "#d5"])
    calls = st.one_of(st.none(), st.integers(0, notes - 1)) if notes else st.none()

    def several(*builders: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        found = draw(st.lists(st.one_of(*builders), max_size=4))
        return tuple(sorted(found, key=lambda one: getattr(one, "offset", 0)))

    return Text(
        content=content,
        blocks=tuple(blocks),
        marks=several(st.builds(Mark, st.sampled_from(MarkKind), spans, TYPES)),
        mentions=several(st.builds(Mention, kind=st.sampled_from(MentionKind), span=spans, target=targets)),
        references=several(st.builds(Reference, span=spans, target=targets)),
        gaps=several(st.builds(Gap, kind=st.sampled_from(["gap", "figure"]), offset=points, words=WORDS)),
        page_breaks=several(st.builds(PageBreak, label=LABELS, offset=points, supplied=WORDS)),
        note_refs=several(st.builds(NoteRef, label=LABELS, offset=points, note=calls)),
        first_page=draw(st.one_of(st.none(), st.builds(FirstPage, LABELS, st.booleans()))),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return a document with notes, which may call notes too."""
    number = draw(st.integers(0, 3))
    types = st.sampled_from(["", "source", "summary"])
    return Document(
        id="trial",
        format="trial",
        body=draw(texts(number)),
        notes=tuple(
            Note(label=draw(LABELS), text=draw(texts(number)), type=draw(types), name=draw(NAMES))
            for _ in range(number)
        ),
        furniture=(),
        account=(),
    )


def notes_of(document: Document) -> str:
    """Return the notes of a document of which editors have nothing to say."""
    return render_notes(document, calls_of(document), {}, NO_MENTIONS)
