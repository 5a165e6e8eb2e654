"""Every place of a document that has an address: its pages, paragraphs, notes and annotated passages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, count
from typing import TYPE_CHECKING

from edition.model import Span, fragment_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.annotations.passages import AnnotatedDocument
    from edition.model import Note, PageBreak, Text


# As many characters of a place are kept as any list of links shows of it, and some more.
_WORDS = 400


class PlaceKind(StrEnum):
    """What an address names."""

    DOCUMENT = "document"
    ANNOTATION = "annotation"
    PAGE = "page"
    PARAGRAPH = "paragraph"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A citable place: the words that stand there, and how we call it.

    `page` is the label of the page on which it begins, or empty. `threads` are those that an annotation names
    for its passage.
    """

    kind: PlaceKind
    fragment: str
    label: str
    span: Span
    words: str
    page: str = ""
    threads: tuple[str, ...] = ()


def unique_ids(stem: str, labels: Iterable[str]) -> tuple[str, ...]:
    """Return an HTML id for each label; a label that comes again gets its count behind it."""
    ids: dict[str, None] = {}
    for label in labels:
        name = f"{stem}{fragment_id(label)}"
        candidates = chain([name], (f"{name}-{number}" for number in count(2)))
        ids[next(candidate for candidate in candidates if candidate not in ids)] = None
    return tuple(ids)


def page_ids(page_breaks: Iterable[PageBreak]) -> tuple[str, ...]:
    """Return the id of each page break: FRUS's own address form, `pg_522`."""
    return unique_ids("pg_", (page_break.label for page_break in page_breaks))


def first_page_id(text: Text) -> str:
    """Return the id of the page on which a text starts, or nothing where none is known."""
    if text.first_page is None:
        return ""
    name = f"pg_{fragment_id(text.first_page.label)}"
    return f"{name}-start" if name in page_ids(text.page_breaks) else name


def note_ids(notes: Iterable[Note]) -> tuple[str, ...]:
    """Return the id of each note, made from its printed label: `fn3`."""
    return unique_ids("fn", (note.label for note in notes))


def note_ref_ids(text: Text) -> tuple[str, ...]:
    """Return the id of each note reference of `text`: `fnref3`, and `fnref3-2` where it comes again."""
    return unique_ids("fnref", (ref.label for ref in text.note_refs))


def missing_notes(text: Text) -> tuple[str, ...]:
    """Return the label of each note that `text` calls and the source lacks, once each."""
    return tuple(dict.fromkeys(ref.label for ref in text.note_refs if ref.note is None))


def places(document: AnnotatedDocument) -> dict[str, Place]:
    """Return every place of the document by its fragment; the whole document is the empty fragment."""
    whole = Place(
        kind=PlaceKind.DOCUMENT,
        fragment="",
        label=document.title,
        span=Span(0, len(document.document.text)),
        words="",
    )
    found = [whole, *_pages(document), *_paragraphs(document), *_notes(document), *_passages(document)]
    return {place.fragment: place for place in found}


def _pages(document: AnnotatedDocument) -> Iterator[Place]:
    body = document.document.body
    if body.first_page:
        end = body.page_breaks[0].offset if body.page_breaks else len(body.content)
        label = f"page {body.first_page.label}"
        yield _place(PlaceKind.PAGE, first_page_id(body), label, Span(0, end), body)
    ends = [*(page_break.offset for page_break in body.page_breaks[1:]), len(body.content)]
    for name, page_break, end in zip(page_ids(body.page_breaks), body.page_breaks, ends, strict=False):
        span = Span(page_break.offset, max(end, page_break.offset))
        yield _place(PlaceKind.PAGE, name, f"page {page_break.label}", span, body)


def _paragraphs(document: AnnotatedDocument) -> Iterator[Place]:
    body = document.document.body
    for number, block in enumerate(body.paragraphs(), 1):
        yield _place(PlaceKind.PARAGRAPH, f"p{number}", f"paragraph {number}", block.span, body)


def _notes(document: AnnotatedDocument) -> Iterator[Place]:
    """Yield the notes, each at the point where the text first calls it, or at the text's end."""
    body = document.document.body
    calls = {ref.note: ref.offset for ref in reversed(body.note_refs)}
    for number, (name, note) in enumerate(
        zip(note_ids(document.document.notes), document.document.notes, strict=True)
    ):
        offset = calls.get(number, len(body.content))
        yield Place(
            kind=PlaceKind.NOTE,
            fragment=name,
            label=f"note {note.label}",
            span=Span(offset, offset),
            words=note.text.content,
            page=body.page_at(offset),
        )
    first = {ref.label: ref.offset for ref in reversed(body.note_refs)}
    for label in missing_notes(body):
        yield Place(
            kind=PlaceKind.NOTE,
            fragment=f"fn{fragment_id(label)}",
            label=f"note {label}",
            span=Span(first[label], first[label]),
            words="",
            page=body.page_at(first[label]),
        )


def _passages(document: AnnotatedDocument) -> Iterator[Place]:
    for anchored in document.anchored:
        one = anchored.annotation
        place = _place(PlaceKind.ANNOTATION, one.id, "passage", anchored.span, document.document.body)
        yield replace(place, threads=one.threads)


def _place(kind: PlaceKind, fragment: str, label: str, span: Span, body: Text) -> Place:
    """Return a place with the beginning of its words: a page or a paragraph may be as long as a book."""
    words = body.content[span.start : min(span.end, span.start + _WORDS)]
    return Place(
        kind=kind, fragment=fragment, label=label, span=span, words=words, page=body.page_at(span.start)
    )
