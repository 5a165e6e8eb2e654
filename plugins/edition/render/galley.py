"""A document set in type: all of its page that it alone decides, done once however the edition changes."""

from __future__ import annotations

from bisect import bisect_left
from types import MappingProxyType
from typing import TYPE_CHECKING

from edition.addresses import entry_ids, first_page_id, page_ids
from edition.mentions import NO_MENTIONS
from edition.model import BlockKind
from edition.render.annotations import annotation_elements
from edition.render.blocks import standing_blocks
from edition.render.cite import cited_parts
from edition.render.escaping import html_text
from edition.render.furniture import render_furniture, render_opening
from edition.render.head import render_head
from edition.render.holes import hole
from edition.render.metadata import render_metadata
from edition.render.names import render_names
from edition.render.preview_parts import preview_parts
from edition.render.text import TextParts, calls_of, marks_of, points_of, render_notes, render_text
from edition.resolved import Galley

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edition.addresses import PlaceRow
    from edition.annotations.passages import AnnotatedDocument
    from edition.citations.record import Citation
    from edition.entities import Authority
    from edition.mentions import Mentions, Placed
    from edition.model import Text
    from edition.render.inline import Range
    from edition.render.points import Call


def render_galley(  # noqa: PLR0913, PLR0917 — all that a page is made of
    document: AnnotatedDocument,
    title: str,
    rows: Sequence[PlaceRow],
    mentions: Mentions = NO_MENTIONS,
    authorities: Mapping[str, Authority] = MappingProxyType({}),
    citation: Citation | None = None,
) -> Galley:
    """Return the document's own part of its page; `title` is that under which the edition lists it.

    `rows` are its places. `authorities` are the records of the entities that its `mentions` name. Without a
    `citation` there is nothing on the page by which it could be cited.
    """
    calls = calls_of(document.document)
    panel, *cited = cited_parts(citation)
    return Galley(
        lead=_lead(document, title, panel, render_names(document, mentions.named, authorities)),
        text=_text(document, calls[0], mentions.of(0)),
        notes=render_notes(document.document, calls, document.metadata.missing_notes, mentions),
        furniture=render_furniture(document, mentions),
        head=render_head(document, citation),
        in_capitals=document.document.text.isupper(),
        previews=preview_parts(document, rows, mentions.named),
        cited=tuple(cited),
    )


def _lead(document: AnnotatedDocument, title: str, panel: str, names: str) -> str:
    leaves = document.document.body.leaves()
    has_heading = any(block.kind is BlockKind.HEADING and block.span for block in leaves)
    heading = "" if has_heading else f'<h1 class="edition-heading">{html_text(title)}</h1>\n'
    return (
        f"{heading}{_page_list(document)}"
        '<details class="edition-about" id="edition-about"><summary>About this document</summary>\n'
        f"{render_metadata(document)}</details>\n{panel}{names}{_switch(document)}"
    )


def _page_list(document: AnnotatedDocument) -> str:
    body = document.document.body
    items = [
        _page_item(one.label, name, ' class="supplied"' if one.supplied else "")
        for one, name in zip(body.page_breaks, page_ids(body.page_breaks), strict=True)
    ]
    if body.first_page:
        items.insert(0, _page_item(body.first_page.label, first_page_id(body), ""))
    if not items:
        return ""
    pages = "".join(items)
    return (
        '<nav class="edition-pages" id="edition-pages" aria-label="Pages">'
        f"<span>Pages</span> <ol>{pages}</ol></nav>\n"
    )


def _page_item(label: str, name: str, attribute: str) -> str:
    words = html_text(label) or "not numbered"
    return f'<li><a{attribute} href="#{name}">{words}</a></li>'


def _switch(document: AnnotatedDocument) -> str:
    if not any(anchored.annotation.correction for anchored in document.anchored):
        return ""
    return (
        '<div class="edition-switches"><label>'
        '<input type="checkbox" id="edition-as-it-stands"> '
        "Show the document as it stands, uncorrected</label></div>\n"
    )


def _text(document: AnnotatedDocument, calls: Sequence[Call], placed: Sequence[Placed]) -> str:
    """Return the text; an annotation's note follows the block in which its passage ends."""
    body, asides = document.document.body, _asides(document)
    parts = TextParts(
        text=body,
        wrapped=[*marks_of(body, placed), *_entries(body), *_passages(document)],
        inserted=points_of(body, calls),
        numbered=True,
        after=(lambda block: asides.get(block.span.end, "")) if asides else None,
    )
    return f"{render_opening(document)}{render_text(parts)}"


def _entries(body: Text) -> list[Range]:
    """Return the elements of the entries in the source's own lists, which have addresses."""
    return [
        (one.span.start, one.span.end, f'<span class="entry" id="{name}">', "<span>", "</span>", "", 1, False)
        for one, name in zip(body.entries, entry_ids(body), strict=True)
    ]


def _passages(document: AnnotatedDocument) -> list[Range]:
    """Return the elements of annotated passages; none may hide a turn of the page or a call of a note."""
    if not document.anchored:
        return []
    body = document.document.body
    turns = sorted(
        {
            *(turn.offset for turn in body.page_breaks),
            *(call.offset for call in body.note_refs),
            *(edge for one in document.anchored for edge in (one.span.start, one.span.end)),
        }
    )
    return [element for anchored in document.anchored for element in annotation_elements(anchored, turns)]


def _asides(document: AnnotatedDocument) -> dict[int, str]:
    """Return the notes that follow each block behind which one may stand, by the point where it ends."""
    if not document.anchored:
        return {}
    ends = [block.span.end for block in standing_blocks(document.document.body.blocks)]
    asides: dict[int, str] = {}
    for anchored in document.anchored:
        end = ends[bisect_left(ends, anchored.span.end)]
        asides[end] = asides.get(end, "") + hole("aside", anchored.annotation.id)
    return asides
