"""A document as a page: its text in the middle, and all that helps to read it around it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.addresses import note_ids, page_ids
from edition.model import BlockKind
from edition.render.annotations import annotation_elements, render_aside, render_orphan
from edition.render.escaping import html_text
from edition.render.furniture import render_furniture, render_opening
from edition.render.head import render_head
from edition.render.link_lists import (
    document_link,
    end_words,
    external_link,
    page_of,
    short_title,
    thread_attributes,
    thread_chip,
)
from edition.render.metadata import render_metadata
from edition.render.text import TextParts, marks_of, points_of, render_notes, render_text
from edition.render.words import RELATIONS, capital, time_element

if TYPE_CHECKING:
    from edition.annotations.passages import AnnotatedDocument
    from edition.links import End, ResolvedLink
    from edition.render.urls import UrlFor
    from edition.resolved import Edition, Neighbours


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page's content, what stands in its head, and its table of contents: title and id of each entry."""

    content: str
    head: str = ""
    contents: tuple[tuple[str, str], ...] = ()


def render_document(edition: Edition, document: AnnotatedDocument, url_for: UrlFor) -> RenderedPage:
    """Return a document's page; what other software may rely on in it stands in CONTRIBUTING."""
    capitals = " edition-capitals" if document.document.text.isupper() else ""
    notes, furniture = (
        render_notes(document.document, document.metadata.missing_notes),
        render_furniture(edition, document, url_for),
    )
    links = _links_section(edition, document, url_for)
    content = (
        f'<article class="edition-document{capitals}" data-document="{document.id}">\n'
        f"{_header(edition, document, url_for)}"
        f'<div class="edition-text">\n{_text(edition, document, url_for)}</div>\n'
        f"{notes}{links}{furniture}{_neighbours(edition, document, url_for)}</article>\n"
    )
    sections = (
        (notes, ("The document’s own notes", "edition-notes-title")),
        (links, ("Crossings and links", "edition-links-title")),
        (furniture, ("On the page, not in the text", "edition-furniture-title")),
    )
    return RenderedPage(
        content=content,
        head=render_head(document),
        contents=(*_page_entries(document), *(entry for html, entry in sections if html)),
    )


def _page_entries(document: AnnotatedDocument) -> list[tuple[str, str]]:
    breaks = document.document.body.page_breaks
    return [(f"Page {one.label}", name) for one, name in zip(breaks, page_ids(breaks), strict=True)]


def _header(edition: Edition, document: AnnotatedDocument, url_for: UrlFor) -> str:
    chips = " ".join(thread_chip(edition, thread, url_for) for thread in document.threads)
    kind = document.metadata.type
    kind_words = f"<span>{html_text(capital(kind.value))}</span> " if kind else ""
    has_heading = any(block.kind is BlockKind.HEADING for block in document.document.body.leaves())
    heading = "" if has_heading else f'<h1 class="edition-heading">{html_text(document.title)}</h1>\n'
    return (
        '<header class="edition-header">\n'
        f'<p class="edition-kicker">{chips} {kind_words}{time_element(document)}</p>\n'
        f"{heading}{_page_list(document)}"
        '<details class="edition-about" id="edition-about"><summary>About this document</summary>\n'
        f"{render_metadata(document)}</details>\n{_switch(document)}</header>\n"
    )


def _page_list(document: AnnotatedDocument) -> str:
    breaks = document.document.body.page_breaks
    if not breaks:
        return ""
    items = "".join(
        f'<li><a{" class=" + chr(34) + "supplied" + chr(34) if one.supplied else ""} href="#{name}">'
        f"{html_text(one.label)}</a></li>"
        for one, name in zip(breaks, page_ids(breaks), strict=True)
    )
    return f'<nav class="edition-pages" aria-label="Pages"><span>Pages</span> <ol>{items}</ol></nav>\n'


def _switch(document: AnnotatedDocument) -> str:
    if not any(anchored.annotation.correction for anchored in document.anchored):
        return ""
    return (
        '<div class="edition-switches"><label>'
        '<input type="checkbox" id="edition-as-it-stands" autocomplete="off"> '
        "Show the document as it stands, uncorrected</label></div>\n"
    )


def _text(edition: Edition, document: AnnotatedDocument, url_for: UrlFor) -> str:
    """Return the text; an annotation's note follows the block in which its passage ends."""
    body = document.document.body
    asides = _asides(edition, document, url_for)
    turns = sorted(
        {
            *(turn.offset for turn in body.page_breaks),
            *(call.offset for call in body.note_refs),
            *(edge for one in document.anchored for edge in (one.span.start, one.span.end)),
        }
    )
    wrapped = [
        element
        for anchored in document.anchored
        for element in annotation_elements(edition, document, anchored, turns)
    ]
    parts = TextParts(
        text=body,
        wrapped=[*marks_of(body), *wrapped],
        inserted=points_of(body, note_ids(document.document.notes)),
        numbered=True,
        after=lambda block: asides.get(block.span.end, ""),
    )
    orphans = "".join(render_orphan(orphan) for orphan in document.orphans)
    return f"{orphans}{render_opening(document)}{render_text(parts)}"


def _asides(edition: Edition, document: AnnotatedDocument, url_for: UrlFor) -> dict[int, str]:
    """Return the notes that follow each outermost block, by the point where the block ends."""
    ends = [block.span.end for block in document.document.body.blocks]
    asides: dict[int, str] = {}
    for anchored in document.anchored:
        end = ends[bisect_left(ends, anchored.span.end)]
        asides[end] = asides.get(end, "") + render_aside(edition, document, anchored, url_for)
    return asides


def _links_section(edition: Edition, document: AnnotatedDocument, url_for: UrlFor) -> str:
    """Return every link that starts in the document or leads to it, with the words at both ends."""
    outgoing = [_link_row(edition, link, document.id, url_for, 0) for link in edition.links_from(document.id)]
    incoming = [_link_row(edition, link, document.id, url_for, 1) for link in edition.links_to(document.id)]
    if not outgoing and not incoming:
        return ""
    return (
        '<section class="edition-crossings" aria-labelledby="edition-links-title">'
        '<h2 id="edition-links-title">Crossings and links</h2>\n'
        f'<ol class="edition-crossing-list">{"".join([*outgoing, *incoming])}</ol></section>\n'
    )


def _link_row(edition: Edition, link: ResolvedLink, here: str, url_for: UrlFor, way: int) -> str:
    near, far = (link.origin, link.target) if way == 0 else (link.target, link.origin)
    ends = [_end(edition, end, here, url_for) for end in (near, far)]
    return (
        f'<li class="edition-crossing" data-strength="{link.link.strength}">{ends[0]}'
        f"{render_tie(link, way)}{ends[1]}</li>\n"
    )


def render_tie(link: ResolvedLink, way: int) -> str:
    """Return what joins two ends: the relation as seen from one of them, the strength and the reason."""
    why = f'<p class="edition-why">{html_text(link.link.why)}</p>' if link.link.why else ""
    relation = RELATIONS[link.link.relation][way]
    return (
        f'<div class="edition-tie"><span class="edition-relation">{relation}</span> '
        f'<span class="edition-strength">{link.link.strength}</span>{why}</div>'
    )


def _end(edition: Edition, end: End | str, here: str, url_for: UrlFor) -> str:
    if isinstance(end, str):
        return f'<div class="edition-end"><p class="edition-end-facts">{external_link(end)}</p></div>'
    return render_end(edition, end, url_for, here=here)


def render_end(edition: Edition, end: End, url_for: UrlFor, *, here: str) -> str:
    """Return one end of a link: thread, document, page, date and words; `here` is the page's own document."""
    chips = " ".join(thread_chip(edition, thread, url_for) for thread in end.threads)
    if end.document == here:
        facts = f"This document{page_of(edition, end)}"
    else:
        date = time_element(edition.by_id[end.document])
        facts = f"{document_link(edition, end.document, url_for)}{page_of(edition, end)}, {date}"
    thread = thread_attributes(edition, end.threads[0]) if end.threads else ""
    address = url_for(f"documents/{end.document}", end.place.fragment)
    return (
        f'<div class="edition-end"{thread}><p class="edition-end-facts">{chips} {facts}</p>'
        f'<blockquote class="edition-quote"><a href="{address}">{end_words(edition, end)}</a>'
        "</blockquote></div>"
    )


def _neighbours(edition: Edition, document: AnnotatedDocument, url_for: UrlFor) -> str:
    rows = "".join(_neighbour_row(edition, one, url_for) for one in edition.neighbours(document.id))
    return (
        f'<nav class="edition-neighbours" aria-label="Neighboring documents">\n{rows}</nav>\n' if rows else ""
    )


def _neighbour_row(edition: Edition, neighbours: Neighbours, url_for: UrlFor) -> str:
    name = "In time"
    if neighbours.thread:
        name = f"In the thread {thread_chip(edition, neighbours.thread, url_for)}"
    ways = ((neighbours.previous, "prev", "Previous"), (neighbours.next, "next", "Next"))
    links = "".join(
        f'<a rel="{rel}" href="{url_for(f"documents/{other}")}"><span>{words}</span> '
        f"<b>{html_text(short_title(edition, other))}</b> {time_element(edition.by_id[other])}</a>\n"
        for other, rel, words in ways
        if other
    )
    if not links:
        return ""
    return f'<div class="edition-neighbour-row"><p class="edition-neighbour-name">{name}</p>\n{links}</div>\n'
