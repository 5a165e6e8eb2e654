"""What can be taken away: files of documents, volumes and the edition, and the page that lists them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

from edition.model import DivisionKind
from edition.render.escaping import html_text
from edition.render.volumes import volume_name, volume_page
from edition.render.words import time_element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.model import Volume
    from edition.packs.model import AssignedPack
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

DOWNLOADS = "downloads/index"
# A reading system opens a longer book slowly, or not at all.
MOST_DOCUMENTS = 1000
# A PDF takes its time for each page: one of a thousand pages would take longer than all the rest.
MOST_IN_PDF = 100

CITATION_FILES = {"json": "CSL-JSON", "ris": "RIS", "bib": "BibTeX"}
"""The files of a citation by their suffixes, and what they are called."""

_TEXTS = (("Plain text", "txt"), ("Markdown", "md"))


def file_of(document: DocumentRecord, suffix: str) -> str:
    """Return the name of a file beside a document's page: documents/excomm-24/excomm-24.epub."""
    return f"{document.page}/{document.id}.{suffix}"


def file_address(document: DocumentRecord, suffix: str, url_for: UrlFor) -> str:
    """Return the address of a file beside a document's page, as seen from the page that `url_for` serves."""
    return _beside(document.page, f"{document.id}.{suffix}", url_for)


def _beside(page: str, name: str, url_for: UrlFor) -> str:
    """Return the address of a file in the folder of a page."""
    own = url_for(page)
    folder = (
        f"{own.removesuffix('.html')}/" if own.endswith(".html") else own if own.endswith("/") else f"{own}/"
    )
    return f"{folder.removeprefix('./')}{name}"


def pack_file(pack: AssignedPack, suffix: str) -> str:
    """Return the name of a file beside a pack's page."""
    return f"{pack.page}/{pack.name}.{suffix}"


def render_pack_files(edition: Edition, pack: AssignedPack, url_for: UrlFor) -> str:
    """Return the list of the forms in which a pack can be taken away, or nothing where there is none."""
    forms = [
        (form, _beside(pack.page, f"{pack.name}.{suffix}", url_for)) for form, suffix in book_forms(edition)
    ]
    return _links(forms) if forms else ""


def pdf_file(edition: Edition, document: DocumentRecord) -> str:
    """Return the name of a document's PDF, where there is one."""
    return file_of(document, "pdf") if edition.site.has_pdfs else ""


def volume_file(volume: Volume, suffix: str) -> str:
    """Return the name of a file of a volume."""
    return f"{volume_page(volume)}/{volume.id}.{suffix}"


def edition_file(edition: Edition, suffix: str) -> str:
    """Return the name of a file of the whole edition."""
    letters = unicodedata.normalize("NFKD", edition.site.name).encode("ascii", "ignore").decode().lower()
    return f"downloads/{re.sub('[^a-z0-9]+', '-', letters).strip('-') or 'edition'}.{suffix}"


def _address(url_for: UrlFor, name: str) -> str:
    """Return the address of a file, in a folder that has a list of its pages."""
    folder, _, rest = name.partition("/")
    return url_for(f"{folder}/index").removesuffix("index.html") + quote(rest)


def edition_documents(edition: Edition) -> tuple[DocumentRecord, ...]:
    """Return the documents that the edition's own book holds: those of whole volumes are in the volumes'.

    There is none where there would be too many of them for one book.
    """
    some = tuple(one for one in edition.documents if not one.volume)
    return some if len(some) <= MOST_DOCUMENTS else ()


def volume_records(edition: Edition, volume: Volume) -> tuple[DocumentRecord, ...]:
    """Return the divisions of a volume that its book holds, in order; none where there are too many."""
    some = tuple(edition.by_id[one.id] for one in volume.walk() if one.id in edition.by_id)
    return some if len(some) <= MOST_DOCUMENTS else ()


def render_downloads(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return the list of the files of a document, or nothing for a chapter or a section."""
    if document.kind is not DivisionKind.DOCUMENT:
        return ""
    items = "".join(
        f'<li><a href="{file_address(document, suffix, url_for)}" download data-cite="{suffix}">'
        f"{name}</a></li>"
        for suffix, name in CITATION_FILES.items()
    )
    return (
        f'<p class="edition-downloads-title">The document</p>\n{_document_files(edition, document, url_for)}'
        f'<p class="edition-downloads-title">Citation files</p>\n<ul class="edition-downloads">{items}</ul>\n'
    )


def book_forms(edition: Edition, documents: int = 1) -> Iterator[tuple[str, str]]:
    """Yield name and suffix of each form in which there are books of so many documents."""
    if edition.site.has_pdfs and documents <= MOST_IN_PDF:
        yield "PDF", "pdf"
    if edition.site.has_books:
        yield "EPUB", "epub"


def _document_files(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    return _links(
        (form, file_address(document, suffix, url_for)) for form, suffix in (*book_forms(edition), *_TEXTS)
    )


def _links(addresses: Iterable[tuple[str, str]]) -> str:
    """Return the list of some files, each called after its form."""
    items = "".join(f'<li><a href="{address}" download>{form}</a></li>' for form, address in addresses)
    return f'<ul class="edition-downloads">{items}</ul>\n'


def render_downloads_page(edition: Edition, url_for: UrlFor) -> str:
    """Return the list of all that can be taken away."""
    documents = edition_documents(edition)
    return (
        f"{_whole(edition, documents, url_for)}{_packs(edition, url_for)}{_volumes(edition, url_for)}"
        f"{_documents(edition, documents, url_for)}"
    )


def _whole(edition: Edition, documents: tuple[DocumentRecord, ...], url_for: UrlFor) -> str:
    if not edition.site.has_books or not documents:
        return ""
    also = "; each volume is a book of its own" if edition.volumes else ""
    forms = book_forms(edition, len(documents))
    names = ((form, _address(url_for, edition_file(edition, suffix))) for form, suffix in forms)
    return (
        '<h2 id="edition">The whole edition</h2>\n'
        f"<p>Every document with its notes and annotations, the threads and the crossings{also}.</p>\n"
        f"{_links(names)}"
    )


def _packs(edition: Edition, url_for: UrlFor) -> str:
    """Return the list of the packs, which are books as well."""
    if not edition.packs or not edition.site.has_books:
        return ""
    cards = "".join(
        f'<li><h3><a href="{url_for(pack.page)}">{html_text(pack.pack.title)}</a></h3>\n'
        f"{render_pack_files(edition, pack, url_for)}</li>\n"
        for pack in edition.packs
    )
    return f'<h2 id="packs">Packs</h2>\n<ul class="edition-cards">\n{cards}</ul>\n'


def _volumes(edition: Edition, url_for: UrlFor) -> str:
    """Return the list of the volumes that are books."""
    if not edition.volumes or not edition.site.has_books:
        return ""
    cards = "".join(_volume_card(edition, volume, url_for) for volume in edition.volumes)
    return f'<h2 id="volumes">Volumes</h2>\n<ul class="edition-cards">\n{cards}</ul>\n'


def _volume_card(edition: Edition, volume: Volume, url_for: UrlFor) -> str:
    records = volume_records(edition, volume)
    forms = book_forms(edition, len(records))
    names = ((form, _address(url_for, volume_file(volume, suffix))) for form, suffix in forms)
    too_long = '<p class="edition-nothing">Too long for one book; take its documents.</p>\n'
    files = _links(names) if records else too_long
    title = f'<a href="{url_for(volume_page(volume))}">{html_text(volume_name(volume))}</a>'
    return f"<li><h3>{title}</h3>\n{files}</li>\n"


def _documents(edition: Edition, documents: tuple[DocumentRecord, ...], url_for: UrlFor) -> str:
    """Return the files of each document that is a source of its own; the others have them on their pages."""
    cards = "".join(_document_card(edition, one, url_for) for one in documents)
    listed = f'<ul class="edition-cards">\n{cards}</ul>\n' if cards else ""
    lead = "<p>Each document’s page has its files under “Cite and download”.</p>\n"
    return f'<h2 id="documents">Documents</h2>\n{lead}{listed}'


def _document_card(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    title = f'<a href="{url_for(document.page)}">{html_text(document.title or "Untitled")}</a>'
    facts = f'<p class="edition-entry-facts"><span>{time_element(document)}</span></p>'
    return f"<li><h3>{title}</h3>\n{facts}\n{_document_files(edition, document, url_for)}</li>\n"
