"""What a reader can do with a document's page: look at it in other ways, go to a page, set it for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.render.page_lists import render_document_form
from edition.render.views import render_views

if TYPE_CHECKING:
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

# Only a script can do what these are for: the style sheet shows them where there is one.
_SETTINGS = (
    '<details class="edition-settings"><summary>Reading settings</summary></details>'
    '<button type="button" class="edition-keys" aria-haspopup="dialog">Keys</button>'
)


def render_tools(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return the row of tools in a document's header."""
    return (
        f'<div class="edition-tools">\n{render_views(edition, document, url_for)}'
        f"{render_document_form(edition, document, url_for)}{_SETTINGS}</div>\n"
    )
