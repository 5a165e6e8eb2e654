"""The page on which a document's source faces its edited text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.render.document import RenderedPage
from edition.render.escaping import html_text
from edition.render.facing import DOCUMENT, SITE
from edition.render.moved import with_aliases
from edition.render.views import MANIFEST, has_manifest
from edition.render.volumes import render_breadcrumbs

if TYPE_CHECKING:
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition


def render_facing_page(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> RenderedPage:
    """Return the facing page of a document: its key alone decides about it."""
    address = url_for(document.page)
    galley = edition.galleys[document.id]
    capitals = " facing-capitals" if galley.in_capitals else ""
    # A page that is a folder stands one step deeper than one that is a file.
    site = "../../../" if address.endswith("/") else "../../"
    rows = galley.facing.replace(DOCUMENT, address).replace(SITE, site)
    rows = with_aliases(rows, edition.moves.aliases(document.id))
    manifest = (
        f' <a href="{site}{document.page}/{MANIFEST}">IIIF manifest</a>'
        if has_manifest(edition, document)
        else ""
    )
    title = html_text(document.title or "Untitled")
    content = (
        f'<div class="edition-page edition-facing{capitals}" id="edition-page">\n'
        f"{render_breadcrumbs(edition, document, url_for, view='Facing pages')}"
        f"<h1>Facing pages: {title}</h1>\n"
        f'<p class="facing-back"><a href="{address}">Back to the document</a>{manifest}</p>\n{rows}</div>\n'
    )
    return RenderedPage(content=content)
