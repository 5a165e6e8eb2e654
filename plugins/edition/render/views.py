"""The ways to look at a document beside its own page: a row of links in its header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model import DivisionKind
from edition.render.builder import FORM_IS_OPEN, builder_address
from edition.render.urls import SIDE_BY_SIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition


def render_views(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return the links to the other views of a document."""
    items = "".join(
        f'<li><a href="{address}">{words}</a></li>' for words, address in _views(edition, document, url_for)
    )
    return f'<nav class="edition-views" aria-label="Views"><ul>{items}</ul></nav>\n' if items else ""


def _views(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> Iterator[tuple[str, str]]:
    """Yield what each view is called, and its address."""
    if has_facing(edition, document):
        yield "Facing pages", url_for(facing_page(document))
    if document.kind is DivisionKind.DOCUMENT and len(edition.documents) > 1:
        pair = edition.companion(document.id)
        yield "Side by side", url_for(pair.page) if pair else f"{url_for(SIDE_BY_SIDE)}?left={document.id}"
    if document.kind is DivisionKind.DOCUMENT:
        yield "Assign in class", builder_address(url_for, [FORM_IS_OPEN, ("document", document.id)])


def has_facing(edition: Edition, document: DocumentRecord) -> bool:
    """Tell whether a document has a facing page; chapters and sections have none."""
    return edition.site.has_facing and document.kind is DivisionKind.DOCUMENT


MANIFEST = "manifest.json"


def has_manifest(edition: Edition, document: DocumentRecord) -> bool:
    """Tell whether a document has a IIIF manifest, which needs the site's address: its names are absolute."""
    return bool(document.images and edition.site.address)


def facing_page(document: DocumentRecord) -> str:
    """Return the name of a document's facing page."""
    return f"{document.page}/facing"
