"""What a preview shows of each place of a document, as far as the document alone decides."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from edition.addresses import PlaceKind, entry_ids, note_ids
from edition.model import BlockKind
from edition.render.escaping import html_text
from edition.render.holes import hole
from edition.render.points import page_words
from edition.render.words import capital, cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edition.addresses import PlaceRow
    from edition.annotations.passages import Anchored, AnnotatedDocument
    from edition.mentions import EntityMention, NamedEntity
    from edition.model import Document, Note, Text

_NOTE, _PAGE, _PARAGRAPH = PlaceKind.NOTE.value, PlaceKind.PAGE.value, PlaceKind.PARAGRAPH.value
# How many characters are shown of each kind of place. Where a document has very many pages or paragraphs,
# fewer of each, so that all the previews stay small beside the page.
_OF_OPENING, _OF_NOTE, _OF_PAGE, _OF_PARAGRAPH, _OF_PASSAGE, _OF_CONTEXT = 300, 360, 300, 160, 240, 80
_ALL_PAGES, _ALL_PARAGRAPHS, _LEAST = 60_000, 80_000, 60

_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))

# The parts that are done, as members of an object of JSON, and those with holes: fragment and HTML of each.
PreviewParts = tuple[str, tuple[tuple[str, str], ...]]


def preview_parts(
    document: AnnotatedDocument, rows: Sequence[PlaceRow], named: Sequence[NamedEntity] = ()
) -> PreviewParts:
    """Return what is shown of each place of a document; `rows` are its places, `named` whom it names where.

    The part of the empty fragment is the document's opening words, before which its title will stand.
    """
    body = document.document.body
    opened = {"": _opening(body), **dict(_notes(document.document))}
    opened |= {one.annotation.id: _passage(one, body.content) for one in document.anchored}
    done = {name: words for name, words in _places(document, rows) if name not in opened}
    done |= {
        one.fragment: _mention(one)
        for entity in named
        for one in entity.mentions
        if one.fragment not in opened
    }
    if body.entries:
        done |= {name: _cut(words, _OF_NOTE) for name, words in _entries(body)}
    return members_of(done), tuple(opened.items())


def _mention(one: EntityMention) -> str:
    """Return a mention with the words around it."""
    words = f"{html_text(one.before)}<mark>{html_text(one.words)}</mark>{html_text(one.after)}"
    return f"<b>{html_text(capital(one.where))}</b> {words}"


def members_of(parts: Mapping[str, str]) -> str:
    """Return parts as the members of an object of JSON, to which others may be added."""
    return _JSON.encode(parts)[1:-1]


def _places(document: AnnotatedDocument, rows: Sequence[PlaceRow]) -> Iterator[tuple[str, str]]:
    """Yield each page, paragraph and note by its fragment."""
    kinds = [row[0] for row in rows]
    of_page = share(_ALL_PAGES, kinds.count(_PAGE), _OF_PAGE)
    of_paragraph = share(_ALL_PARAGRAPHS, kinds.count(_PARAGRAPH), _OF_PARAGRAPH)
    content, reasons = document.document.text, document.metadata.missing_notes
    for kind, fragment, label, start, _, words, page, _ in rows:
        if kind == _PARAGRAPH:
            where = f", page {html_text(page)}" if page else ""
            yield fragment, f"<b>{capital(label)}{where}</b> {_cut(words, of_paragraph)}"
        elif kind == _PAGE:
            goes_on = start and content[start - 1] != "\n" and content.startswith(words[:9], start)
            name = page_words(label.removeprefix("page").strip())
            yield fragment, f"<b>{name}</b> {'… ' if goes_on else ''}{_cut(words, of_page)}"
        elif kind == _NOTE:
            reason = reasons.get(label.removeprefix("note "), "")
            said = words or f"The text of this note is not in the transcript. {reason}"
            yield fragment, f"<b>{html_text(capital(label))}</b> {_cut(said, _OF_NOTE)}"


def share(of_all: int, number: int, most: int) -> int:
    """Return how many characters each of so many may have."""
    return max(_LEAST, min(most, of_all // max(number, 1)))


def _cut(words: str, length: int) -> str:
    """Return words up to a length as HTML, which takes any white space for a blank."""
    return html_text(cut(words, length))


def _opening(body: Text) -> str:
    """Return how the text begins, behind its heading and dateline."""
    first = next((block.span.start for block in body.walk() if block.kind is BlockKind.PARAGRAPH), 0)
    return _cut(body.content[first : first + _OF_OPENING + 1], _OF_OPENING)


def _entries(body: Text) -> Iterator[tuple[str, str]]:
    """Yield the words of each entry of the source's own lists."""
    for entry, name in zip(body.entries, entry_ids(body), strict=True):
        yield name, entry.span.of(body.content)


def _notes(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the notes that refer to other places; the references are links there as well."""
    if any(note.text.references for note in document.notes):
        for name, note in zip(note_ids(document.notes), document.notes, strict=True):
            if note.text.references:
                label = html_text(f"Note {note.label}".strip())
                yield name, f"<b>{label}</b> {_linked(note)}"


def _linked(note: Note) -> str:
    """Return the words of a note, its references as links."""
    content, position = note.text.content, 0
    parts: list[str] = []
    for one in sorted(note.text.references, key=lambda one: one.span.start):
        start, end = one.span.start, one.span.end
        if position <= start < end <= _OF_NOTE:
            link = f"<a{hole('reference', one.target)}>{html_text(content[start:end])}</a>"
            parts += (html_text(content[position:start]), link)
            position = end
    parts.append(_cut(content[position:], max(_OF_NOTE - position, 1)))
    return "".join(parts)


def _passage(anchored: Anchored, content: str) -> str:
    """Return an annotated passage with some words around it; what the annotation says comes behind it."""
    start, end = anchored.span.start, anchored.span.end
    before, after = content[max(start - _OF_CONTEXT, 0) : start], content[end : end + _OF_CONTEXT]
    if start > _OF_CONTEXT:
        before = f"… {before.partition(' ')[2]}"
    if end + _OF_CONTEXT < len(content):
        after = f"{after.rpartition(' ')[0]} …"
    words = f"{html_text(before)}<mark>{_cut(anchored.words, _OF_PASSAGE)}</mark>{html_text(after)}"
    return f'<p class="edition-preview-words">{words}</p>{hole("annotated", anchored.annotation.id)}'
