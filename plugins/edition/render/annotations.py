"""Annotations: the mark in the text, and the note that stands beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from html import escape, unescape
from itertools import pairwise
from typing import TYPE_CHECKING

from edition.annotations.notes import render_note
from edition.links import TargetError, find_place, is_external
from edition.render.escaping import html_text
from edition.render.holes import hole
from edition.render.inline import Wrapped
from edition.render.link_lists import link_items, thread_chip
from edition.render.words import capital, shorten
from edition.schema import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from edition.annotations.passages import Anchored, Orphan
    from edition.model import Span
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition
    from edition.schema import Annotation


# A link as sanitised HTML has it: words that look like one are not, for their `<` is escaped.
_LINK = re.compile(r'<a(?:\s+[\w-]+="[^"]*")*>')
_HREF = re.compile(r'\shref="([^"]*)"')
# Who speaks where no one is named: the editors as a body, which a page need not say at each of their notes.
_EDITORS = "editors"


def annotation_kinds(edition: Edition, document: DocumentRecord, annotation: Annotation) -> tuple[str, ...]:
    """Return what an annotation does, in the order in which its label names it."""
    linked = edition.links_from(document.id, annotation.id) or edition.links_to(document.id, annotation.id)
    does = {
        "correction": annotation.correction,
        "unclear": annotation.unclear,
        "question": annotation.question,
        "link": linked,
        "entity": annotation.entity not in ("", NOBODY),
        "comment": annotation.note,
        "thread": annotation.threads,
    }
    return tuple(kind for kind, done in does.items() if done) or ("passage",)


def annotation_classes(edition: Edition, document: DocumentRecord, annotation: Annotation) -> list[str]:
    """Return the classes of an annotation: what it does, and of what kind the entity is that it names."""
    authority = edition.authorities.get(annotation.entity)
    kinds = annotation_kinds(edition, document, annotation)
    return [*kinds, authority.kind] if authority else [*kinds]


def annotation_elements(anchored: Anchored, turns: Sequence[int]) -> list[Wrapped]:
    """Return the elements around a passage; `turns` are the points, in order, that no correction may hide."""
    annotation = anchored.annotation
    kinds = hole("kinds", annotation.id)
    before, after = f'<mark class="annotation {kinds}"', f'aria-details="note-{annotation.id}">'
    mark = Wrapped(
        start=anchored.span.start,
        end=anchored.span.end,
        opening=f'{before} id="{annotation.id}" {after}',
        again=f'{before} data-annotation="{annotation.id}" {after}',
        closing="</mark>",
        tail=_reference(anchored, kinds),
    )
    if not annotation.correction:
        return [mark]
    return [mark, *_correction(anchored.span, annotation.correction, turns)]


def _correction(span: Span, reading: str, turns: Sequence[int]) -> list[Wrapped]:
    """Return the source's form and, behind its last part, what the editors read.

    The form is set in parts, so that what stands between them is not hidden with it: the turn of a page, a
    note's reference, the sign of another annotation.
    """
    within = turns[bisect_right(turns, span.start) : bisect_left(turns, span.end)]
    cuts = [span.start, *within, span.end]
    corrected = f'<span class="corr" data-apparatus>{html_text(reading)}</span>'
    return [
        Wrapped(
            start=start,
            end=end,
            opening='<span class="sic">',
            again='<span class="sic">',
            closing="</span>",
            tail=corrected if end == span.end else "",
            rank=5,
        )
        for start, end in pairwise(cuts)
    ]


def _words(anchored: Anchored) -> str:
    return shorten(anchored.words, 80)


def _reference(anchored: Anchored, kinds: str) -> str:
    annotation = anchored.annotation
    label, forms = f"Annotation: {_words(anchored)}", ""
    if annotation.correction:
        source = anchored.words
        label = f"Correction; the source has {_words(anchored)}"
        forms = f' data-sic="{escape(source)}" data-corr="{escape(annotation.correction)}"'
    return (
        f'<a class="annotation-ref {kinds}" href="#note-{annotation.id}" aria-label="{escape(label)}"{forms} '
        "data-apparatus></a>"
    )


def render_aside(edition: Edition, document: DocumentRecord, anchored: Anchored, url_for: UrlFor) -> str:
    """Return the note that an annotation adds beside its passage."""
    annotation = anchored.annotation

    def prose(markdown: str) -> str:
        return render_prose(markdown, document.id, edition, url_for)

    words = escape(_words(anchored))
    classes = " ".join(annotation_classes(edition, document, annotation))
    return (
        f'<aside class="annotation-note {classes}" id="note-{annotation.id}" role="note" '
        f'aria-label="Annotation: {words}" data-apparatus>\n'
        f'<p class="annotation-label">{annotation_label(edition, document, annotation)}</p>\n'
        f'<p class="annotation-quote"><a class="annotation-back" href="#{annotation.id}" '
        f'aria-label="Back to the passage: {words}">{words}</a></p>\n'
        f"{annotation_body(edition, document, anchored, url_for, prose)}</aside>\n"
    )


def annotation_label(edition: Edition, document: DocumentRecord, annotation: Annotation) -> str:
    """Return what an annotation does, in words."""
    kinds = annotation_kinds(edition, document, annotation)
    names = {"entity": "Name", "thread": "Thread", "passage": "Passage"}
    if annotation.entity in edition.authorities:
        names["entity"] = capital(edition.authorities[annotation.entity].kind)
    links = [*edition.links_from(document.id, annotation.id), *edition.links_to(document.id, annotation.id)]
    if any(link.is_crossing for link in links):
        names["link"] = "Crossing"
    first, *others = (names.get(kind, capital(kind)) for kind in kinds)
    also = "".join(f" · {name}" for name in others)
    return f'{first}<span class="edition-also">{also}</span>' if also else first


def annotation_body(
    edition: Edition,
    document: DocumentRecord,
    anchored: Anchored,
    url_for: UrlFor,
    prose: Callable[[str], str],
) -> str:
    """Return all that an annotation says; `prose` makes HTML of the editors' Markdown."""
    annotation = anchored.annotation
    parts: list[str] = []
    if annotation.correction:
        source = html_text(anchored.words)
        reading = html_text(annotation.correction)
        parts.append(
            f'<p class="annotation-correction"><span class="edition-tag">read</span> {reading} '
            f'<span class="edition-tag">the source has</span> {source}</p>\n'
        )
    if annotation.unclear:
        parts.append(f'<div class="annotation-unclear">{prose(annotation.unclear)}</div>\n')
    if annotation.entity in edition.authorities:
        parts.append(_entity(edition, annotation.entity, url_for))
    if annotation.note:
        parts.append(f'<div class="annotation-body">{prose(annotation.note)}</div>\n')
    if annotation.threads:
        chips = " ".join(thread_chip(edition, thread, url_for) for thread in annotation.threads)
        parts.append(f'<p class="annotation-threads">{chips}</p>\n')
    if items := link_items(edition, document.id, annotation.id, url_for):
        parts.append(f'<ul class="annotation-links">{items}</ul>\n')
    if annotation.question:
        label = '<span class="edition-tag">Question</span> ' if parts else ""
        parts.append(f'<div class="annotation-question">{label}{prose(annotation.question)}</div>\n')
    if annotation.creator and annotation.creator != _EDITORS:
        parts.append(f'<p class="annotation-creator">{escape(annotation.creator)}</p>\n')
    return "".join(parts)


def _entity(edition: Edition, name: str, url_for: UrlFor) -> str:
    authority = edition.authorities[name]
    record = authority.record
    description = f" {html_text(record.description)}" if record.description else ""
    link = f'<a href="{url_for(authority.page)}"><b>{html_text(record.name)}</b></a>'
    return f'<p class="annotation-entity">{link}{description}</p>\n'


def render_orphan(orphan: Orphan) -> str:
    """Return the box that names, in a preview, an annotation whose passage is not in the text."""
    annotation = orphan.annotation
    sought = html_text(annotation.exact)
    return (
        f'<aside class="annotation-note orphan" id="note-{annotation.id}" role="note" '
        f'aria-label="Annotation without its passage: {annotation.id}" data-apparatus>\n'
        f'<p class="annotation-label">Not placed</p><p class="annotation-quote">{sought}</p>\n'
        f"<p>{html_text(str(orphan.reason))}</p></aside>\n"
    )


def render_prose(markdown: str, here: str, edition: Edition, url_for: UrlFor) -> str:
    """Return an editor's Markdown as safe HTML whose addresses of our own documents are the site's."""

    def address(found: re.Match[str]) -> str:
        href = unescape(found[1])
        if is_external(href):
            return found[0]
        try:
            document, fragment = find_place(href, here, edition.by_id)
        except TargetError:
            return ' class="edition-lost"'  # only a preview comes here: a build has stopped
        return f' href="{escape(url_for(edition.by_id[document].page, fragment))}"'

    def link(found: re.Match[str]) -> str:
        return _HREF.sub(address, found[0])

    return _LINK.sub(link, render_note(markdown).html)
