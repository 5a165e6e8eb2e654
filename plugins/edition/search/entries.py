"""What search finds of a document: its text, its own notes and the annotations, each a hit of its own."""

from __future__ import annotations

import marshal
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from edition.addresses import note_ids
from edition.annotations.notes import render_note
from edition.model import BlockKind
from edition.search.words import plain_text, sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from edition.annotations.passages import Anchored, AnnotatedDocument
    from edition.entities import Authority
    from edition.model import Span, Text

_CONTEXT = 80
_SPACE = re.compile(r"\s|$")


class Part(StrEnum):
    """What of a page a hit is in."""

    TEXT = "text"
    NOTES = "notes"
    ANNOTATIONS = "annotations"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words on one page of the source, as they stand; `page` is its label, or empty where it is not known."""

    page: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPassage:
    """Words to which a result leads: the address within the page, what it is called, the words by page."""

    fragment: str
    label: str = ""
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """One part of a page as search finds it; `page` is the page's name (`documents/secto-8`)."""

    page: str
    part: Part
    passages: tuple[SearchPassage, ...]


def search_entries(
    document: AnnotatedDocument, page: str, authorities: Mapping[str, Authority]
) -> tuple[SearchEntry, ...]:
    """Return what search finds of a document on the page of this name: a part without words is left out.

    A corrected word is found in the source's form where it stands, and as corrected among the words around.
    """
    parts = {
        Part.TEXT: (*_text(document), *_corrections(document)),
        Part.NOTES: tuple(_notes(document)),
        Part.ANNOTATIONS: tuple(_annotations(document, authorities)),
    }
    return tuple(
        SearchEntry(page=page, part=part, passages=passages)
        for part, passages in parts.items()
        if passages or part is Part.TEXT
    )


def prose_entry(page: str, html: str) -> SearchEntry:
    """Return what search finds of a page that the editors have written, from its HTML."""
    passages = tuple(
        SearchPassage(fragment=name, stretches=(Stretch("", words),)) for name, words in sections(html)
    )
    return SearchEntry(page=page, part=Part.PAGE, passages=passages)


def pack_entries(entries: Iterable[SearchEntry]) -> bytes:
    """Return entries as bytes, which are the same when the entries are."""
    rows = [
        (
            one.page,
            one.part.value,
            [
                (
                    passage.fragment,
                    passage.label,
                    [(stretch.page, stretch.words) for stretch in passage.stretches],
                )
                for passage in one.passages
            ],
        )
        for one in entries
    ]
    # Version 2 has no references, by which equal words could be written in two ways.
    return marshal.dumps(rows, 2)


def unpack_entries(data: bytes) -> tuple[SearchEntry, ...]:
    """Return the entries that `pack_entries` has packed."""
    return tuple(
        SearchEntry(
            page=page,
            part=Part(part),
            passages=tuple(
                SearchPassage(
                    fragment=fragment,
                    label=label,
                    stretches=tuple(Stretch(*stretch) for stretch in stretches),
                )
                for fragment, label, stretches in passages
            ),
        )
        for page, part, passages in marshal.loads(data)  # noqa: S302 — written by this engine
    )


def _text(document: AnnotatedDocument) -> Iterator[SearchPassage]:
    """Yield the text by its addresses; what stands outside the paragraphs is reached by the one before it."""
    body = document.document.body
    stretches: list[tuple[str, Stretch]] = []
    number, fragment = 0, ""
    for block in body.walk():
        if block.kind is BlockKind.PARAGRAPH:
            number += 1
            fragment = f"p{number}"
        if not block.children:
            stretches += ((fragment, one) for one in _stretches(body, block.span))
    for name, group in groupby(stretches, lambda one: one[0]):
        yield SearchPassage(fragment=name, stretches=_joined(one for _, one in group))


def _stretches(text: Text, span: Span) -> Iterator[Stretch]:
    """Yield the words of a range by page; a word over which the page turns belongs to the first."""
    breaks = text.page_breaks
    first = bisect_right(breaks, span.start, key=lambda one: one.offset)
    last = bisect_left(breaks, span.end, key=lambda one: one.offset)
    turns = [(_word_start(text.content, one.offset), one.label) for one in breaks[first:last]]
    edges = [(span.start, text.page_at(span.start)), *turns, (span.end, "")]
    for (start, label), (end, _) in pairwise(edges):
        if words := text.content[start : min(end, span.end)].strip():
            yield Stretch(label, words)


def _word_start(content: str, offset: int) -> int:
    """Return `offset`, or the end of the word in which it lies."""
    if offset == 0 or content[offset - 1].isspace():
        return offset
    found = _SPACE.search(content, offset)
    return found.start() if found else len(content)


def _joined(stretches: Iterator[Stretch]) -> tuple[Stretch, ...]:
    """Return stretches with those on one page made one."""
    return tuple(
        Stretch(page, " ".join(one.words for one in group))
        for page, group in groupby(stretches, lambda one: one.page)
    )


def _corrections(document: AnnotatedDocument) -> Iterator[SearchPassage]:
    """Yield each correction among the words around it, up to the ends of its block."""
    content = document.document.text
    leaves = [leaf.span for leaf in document.document.body.leaves()]
    starts = [span.start for span in leaves]
    for anchored in document.anchored:
        if not anchored.annotation.correction:
            continue
        span = anchored.span
        leaf = leaves[max(bisect_right(starts, span.start) - 1, 0)]
        before = content[max(leaf.start, span.start - _CONTEXT) : span.start]
        after = content[span.end : max(min(leaf.end, span.end + _CONTEXT), span.end)]
        if span.start - _CONTEXT > leaf.start:
            before = before.partition(" ")[2]
        if span.end + _CONTEXT < leaf.end:
            after = after.rpartition(" ")[0]
        words = before + anchored.annotation.correction + after
        stretch = Stretch(document.document.body.page_at(span.start), words)
        yield SearchPassage(fragment=anchored.annotation.id, label="as corrected", stretches=(stretch,))


def _notes(document: AnnotatedDocument) -> Iterator[SearchPassage]:
    """Yield the document's own notes, each on the page on which the text first calls it."""
    body, notes = document.document.body, document.document.notes
    calls = {ref.note: ref.offset for ref in reversed(body.note_refs)}
    for number, (name, note) in enumerate(zip(note_ids(notes), notes, strict=True)):
        words = note.text.content.strip()
        if words:
            page = body.page_at(calls[number]) if number in calls else ""
            label = "source note" if note.type == "source" else f"note {note.label}".rstrip()
            yield SearchPassage(fragment=name, label=label, stretches=(Stretch(page, words),))


def _annotations(
    document: AnnotatedDocument, authorities: Mapping[str, Authority]
) -> Iterator[SearchPassage]:
    """Yield what the editors say, each beside its passage; one that says it without words is left out."""
    for anchored in document.anchored:
        words = " ".join(_said(anchored, authorities)).strip()
        if words:
            page = document.document.body.page_at(anchored.span.start)
            yield SearchPassage(
                fragment=f"note-{anchored.annotation.id}",
                label="annotation",
                stretches=(Stretch(page, words),),
            )


def _said(anchored: Anchored, authorities: Mapping[str, Authority]) -> Iterator[str]:
    annotation = anchored.annotation
    yield annotation.correction
    if annotation.entity in authorities:
        record = authorities[annotation.entity].record
        yield f"{record.name}. {record.description}"
    for markdown in (annotation.unclear, annotation.note, annotation.question):
        if markdown:
            yield plain_text(render_note(markdown).html)
    for link in annotation.links:
        yield link.why
