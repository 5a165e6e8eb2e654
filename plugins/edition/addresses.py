"""Every place of a document that has an address: its pages, paragraphs, notes and annotated passages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from typing import TYPE_CHECKING

from edition.model import Span, fragment_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.annotations.passages import AnnotatedDocument
    from edition.model import Document, Note, PageBreak, Text


# As many characters of a place are kept as any list of links shows of it, and some more.
_WORDS = 400


class PlaceKind(StrEnum):
    """What an address names."""

    DOCUMENT = "document"
    ANNOTATION = "annotation"
    PAGE = "page"
    PARAGRAPH = "paragraph"
    NOTE = "note"


# The kinds as plain values: to ask a kind for its value costs more than all the rest of a row.
_DOCUMENT, _ANNOTATION = PlaceKind.DOCUMENT.value, PlaceKind.ANNOTATION.value
_PAGE, _PARAGRAPH, _NOTE = PlaceKind.PAGE.value, PlaceKind.PARAGRAPH.value, PlaceKind.NOTE.value


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


def unique_ids(stem: str, labels: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """Return an HTML id for each label; a label that comes again gets its count behind it.

    None of them is one of those that are `taken`.
    """
    names = [f"{stem}{_fragment(label)}" for label in labels]
    used = set(taken)
    if len(used) + len(names) == len(used.union(names)):
        return tuple(names)
    counts: dict[str, int] = {}
    ids: list[str] = []
    for name in names:
        candidate = name
        while candidate in used:
            counts[name] = counts.get(name, 1) + 1
            candidate = f"{name}-{counts[name]}"
        used.add(candidate)
        ids.append(candidate)
    return tuple(ids)


def _fragment(label: str) -> str:
    return label if label.isalnum() else fragment_id(label)


def page_ids(page_breaks: Iterable[PageBreak]) -> tuple[str, ...]:
    """Return the id of each page break: FRUS's own address form, `pg_522`."""
    return unique_ids("pg_", [page_break.label for page_break in page_breaks])


def first_page_id(text: Text) -> str:
    """Return the id of the page on which a text starts, or nothing where none is known."""
    if text.first_page is None:
        return ""
    name = f"pg_{_fragment(text.first_page.label)}"
    return f"{name}-start" if name in page_ids(text.page_breaks) else name


def entry_ids(text: Text) -> tuple[str, ...]:
    """Return the id of each entry of the source's own lists that stands in the text: `entry-t_NATO1`."""
    return unique_ids("entry-", (entry.name for entry in text.entries)) if text.entries else ()


def note_page_ids(document: Document) -> list[tuple[str, ...]]:
    """Return the ids of the page breaks within each of the notes; the pages of the text keep theirs."""
    labels = [[one.label for one in note.text.page_breaks] for note in document.notes]
    if not any(labels):
        return [()] * len(labels)
    taken = [first_page_id(document.body), *page_ids(document.body.page_breaks)]
    ids = iter(unique_ids("pg_", chain.from_iterable(labels), taken))
    return [tuple(islice(ids, len(of_one))) for of_one in labels]


def note_ids(notes: Iterable[Note]) -> tuple[str, ...]:
    """Return the id of each note: `fn3`, from the source's own identifier (`d5fn3`) or the printed label."""
    return unique_ids("fn", map(_note_stem, notes))


def _note_stem(note: Note) -> str:
    """Return what tells a note from others; `ref` begins the ids of their calls, and no note's."""
    stem = note.name.rpartition("fn")[2] or note.name or note.label or note.type
    return f"x{stem}" if stem.startswith("ref") else stem


def missing_note_ids(texts: Iterable[Text], names: Iterable[str]) -> dict[str, str]:
    """Return the id of each note that a text calls and the source lacks, by its label.

    `names` are the ids of the notes that are there.
    """
    labels = dict.fromkeys([ref.label for text in texts for ref in text.note_refs if ref.note is None])
    return dict(zip(labels, unique_ids("fn", labels, names), strict=True)) if labels else {}


def note_ref_ids(texts: Sequence[Text], names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the ids of each text's note references: `fnref3` calls `fn3`, `fnref3-2` calls it again.

    `names` are the ids of the notes.
    """
    stems = (
        ref.label if ref.note is None else names[ref.note].removeprefix("fn")
        for text in texts
        for ref in text.note_refs
    )
    ids = iter(unique_ids("fnref", stems))
    return [tuple(islice(ids, len(text.note_refs))) for text in texts]


# A place as plain values, which are cheaper to make and to keep than objects: kind, fragment, label, start
# and end of its span, words, page, threads.
PlaceRow = tuple[str, str, str, int, int, str, str, tuple[str, ...]]


def place_of(row: PlaceRow) -> Place:
    """Return the place that a row describes."""
    kind, fragment, label, start, end, words, page, threads = row
    return Place(
        kind=PlaceKind(kind),
        fragment=fragment,
        label=label,
        span=Span(start, end),
        words=words,
        page=page,
        threads=threads,
    )


def place_rows(document: AnnotatedDocument) -> list[PlaceRow]:
    """Return every place of the document that has an address; the whole document is the empty fragment.

    Its pages follow, its paragraphs, its notes, each before the pages that begin in it, and last what is
    missing of the notes, and the annotated passages.
    """
    body, notes = document.document.body, document.document.notes
    whole: PlaceRow = (_DOCUMENT, "", document.title, 0, len(body.content), "", "", ())
    rows = [whole, *_pages(body), *_paragraphs(body)]
    if notes or body.note_refs:
        rows += _notes(document.document)
    rows += _passages(document)
    return rows


def _pages(body: Text) -> list[PlaceRow]:
    rows: list[PlaceRow] = []
    content, breaks, first = body.content, body.page_breaks, body.first_page
    if first:
        end = breaks[0].offset if breaks else len(content)
        words = content[: min(end, _WORDS)]
        rows.append((_PAGE, first_page_id(body), f"page {first.label}", 0, end, words, body.page_at(0), ()))
    ends = [*(page_break.offset for page_break in breaks[1:]), len(content)]
    for name, one, end in zip(page_ids(breaks), breaks, ends, strict=False):
        start, end = one.offset, max(end, one.offset)  # noqa: PLW2901 — a break may stand behind the text
        words = content[start : min(end, start + _WORDS)]
        rows.append((_PAGE, name, f"page {one.label}", start, end, words, body.page_at(start), ()))
    return rows


def _paragraphs(body: Text) -> list[PlaceRow]:
    content, rows = body.content, list[PlaceRow]()
    spans = [block.span for block in body.paragraphs()]
    for number, (span, page) in enumerate(zip(spans, _labels_at(spans, body), strict=True), 1):
        start, end = span.start, span.end
        words = content[start : end if end - start < _WORDS else start + _WORDS]
        rows.append((_PARAGRAPH, f"p{number}", f"paragraph {number}", start, end, words, page, ()))
    return rows


def _labels_at(spans: Sequence[Span], body: Text) -> list[str]:
    """Return the label of the page on which each of the spans begins, which come in order."""
    label = body.first_page.label if body.first_page else ""
    labels: list[str] = []
    for page_break in body.page_breaks:
        offset, done = page_break.offset, len(labels)
        while done < len(spans) and spans[done].start < offset:
            done += 1
        labels += [label] * (done - len(labels))
        label = page_break.label
    return labels + [label] * (len(spans) - len(labels))


def _notes(document: Document) -> Iterator[PlaceRow]:
    """Yield the notes and the pages that begin in them, at the point where the text first calls the note.

    A note that the text does not call, or only another note calls, stands at the text's end.
    """
    body, notes = document.body, document.notes
    names, pages = note_ids(notes), note_page_ids(document)
    calls = {ref.note: ref.offset for ref in reversed(body.note_refs)}
    for number, (name, note) in enumerate(zip(names, notes, strict=True)):
        offset = calls.get(number, len(body.content))
        words = note.text.content[:_WORDS]
        label = f"note {note.label}" if note.label else "note"
        yield (_NOTE, name, label, offset, offset, words, body.page_at(offset), ())
        for one, page_name in zip(note.text.page_breaks, pages[number], strict=True):
            words = note.text.content[one.offset : one.offset + _WORDS]
            yield (_PAGE, page_name, f"page {one.label}", offset, offset, words, one.label, ())
    first = {ref.label: ref.offset for ref in reversed(body.note_refs)}
    for label, name in missing_note_ids([body, *(note.text for note in notes)], names).items():
        offset = first.get(label, len(body.content))
        yield (_NOTE, name, f"note {label}", offset, offset, "", body.page_at(offset), ())


def _passages(document: AnnotatedDocument) -> list[PlaceRow]:
    return [
        (
            _ANNOTATION,
            one.annotation.id,
            "passage",
            one.span.start,
            one.span.end,
            one.words[:_WORDS],
            one.page,
            one.annotation.threads,
        )
        for one in document.anchored
    ]
