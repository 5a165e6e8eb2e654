"""What a reader can take away from a document's page: the files beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

CITATION_FILES = {"json": "CSL-JSON", "ris": "RIS", "bib": "BibTeX"}
"""The files of a citation by their suffixes, and what they are called."""


def file_of(document: DocumentRecord, suffix: str) -> str:
    """Return the name of a file beside a document's page: documents/excomm-24/excomm-24.ris."""
    return f"{document.page}/{document.id}.{suffix}"


def file_address(document: DocumentRecord, suffix: str, url_for: UrlFor) -> str:
    """Return the address of a file beside a document's page, as seen from the page that `url_for` serves."""
    own = url_for(document.page)
    folder = (
        f"{own.removesuffix('.html')}/" if own.endswith(".html") else own if own.endswith("/") else f"{own}/"
    )
    return f"{folder.removeprefix('./')}{document.id}.{suffix}"


def render_downloads(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:  # noqa: ARG001 — books follow
    """Return the list of the files of a document."""
    items = "".join(
        f'<li><a href="{file_address(document, suffix, url_for)}" download data-cite="{suffix}">'
        f"{name}</a></li>"
        for suffix, name in CITATION_FILES.items()
    )
    return (
        f'<p class="edition-downloads-title">Citation files</p>\n<ul class="edition-downloads">{items}</ul>\n'
    )


def pdf_file(edition: Edition, document: DocumentRecord) -> str:
    """Return the name of a document's PDF, where there is one."""
    return file_of(document, "pdf") if edition.site.has_books else ""
