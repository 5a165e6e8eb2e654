"""Books of documents: one of each, one of each volume, and one of the edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.books.addresses import BookAddresses, book_identifier
from edition.books.matter import colophon, crossings_chapter, matter_targets, threads_chapter
from edition.books.model import Book, Chapter
from edition.books.origins import common_source, origin_of, render_citation
from edition.edtf import humanize, parse
from edition.model import DivisionKind
from edition.render.document import render_links
from edition.render.downloads import (
    edition_documents,
    edition_file,
    file_of,
    volume_file,
    volume_records,
)
from edition.render.escaping import html_text
from edition.render.link_lists import thread_chip
from edition.render.sheets import Setting, render_sheet, sheet_of
from edition.render.urls import CHAPTER
from edition.render.volumes import number_of, volume_label, volume_name
from edition.render.words import capital, zoned_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edition.model import Volume
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition


def document_book(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> Book:
    """Return a document as a book of its own; `url_for` is as seen from the site's first page."""
    addresses = BookAddresses(_targets((document,)), edition.site, url_for)
    chapters = (document_chapter(edition, document, addresses),)
    origin = origin_of(edition, document, url_for)
    return Book(
        id=document.id,
        title=document.title or "Untitled",
        subtitle=_subtitle(edition, document),
        creators=origin.creators,
        publisher=edition.site.name,
        rights=edition.site.rights,
        source=origin.source,
        identifier=book_identifier(edition.site, file_of(document, "epub"), chapters),
        chapters=chapters,
    )


def edition_book(edition: Edition, url_for: UrlFor) -> Book:
    """Return the edition as a book: its threads, its documents in the order of time, and their crossings."""
    documents = edition_documents(edition)
    held = {one.id for one in documents}
    addresses = BookAddresses(_targets(documents) | matter_targets(edition), edition.site, url_for)
    chapters = [document_chapter(edition, one, addresses) for one in documents]
    if edition.threads:
        chapters.insert(0, threads_chapter(edition, held, addresses))
        chapters.append(crossings_chapter(edition, held, addresses))
    chapters.append(colophon(edition, documents, addresses))
    site, name = edition.site, edition_file(edition, "epub")
    return Book(
        id=name.rpartition("/")[2].removesuffix(".epub"),
        title=site.name,
        creators=(site.author,) if site.author else (),
        publisher=site.name,
        rights=site.rights,
        description=site.description,
        source=common_source(origin_of(edition, one, url_for) for one in documents),
        identifier=book_identifier(site, name, chapters),
        chapters=tuple(chapters),
    )


def volume_book(edition: Edition, volume: Volume, url_for: UrlFor) -> Book:
    """Return a whole volume as a book, its documents within its chapters."""
    records = volume_records(edition, volume)
    addresses = BookAddresses(_targets(records), edition.site, url_for)
    depths = {name: 1 + len(standing.within) for name, standing in edition.standings.items()}
    chapters = tuple(document_chapter(edition, one, addresses, depths[one.id]) for one in records)
    return Book(
        id=volume.id,
        title=volume_name(volume),
        publisher=edition.site.name,
        rights=edition.site.rights,
        description="; ".join(volume.imprint),
        source=volume_name(volume),
        identifier=book_identifier(edition.site, volume_file(volume, "epub"), chapters),
        chapters=chapters,
    )


def _targets(documents: Iterable[DocumentRecord]) -> dict[str, str]:
    return {one.page: f"{one.id}{CHAPTER}" for one in documents}


def _subtitle(edition: Edition, document: DocumentRecord) -> str:
    """Return what tells a document from its namesakes: its number, or that in its volume; its date."""
    volume = edition.volumes_by_id.get(document.volume)
    number = "" if document.title.startswith(document.label) else document.label
    if volume:
        number = f"{volume_label(volume)}, document {number_of(document)}"
    return ", ".join(filter(None, (number, _date(document))))


def _date(document: DocumentRecord) -> str:
    """Return a document's date in words, in brackets where the editors supply it."""
    words = humanize(parse(document.date)) if document.date else ""
    return f"[{words}]" if words and document.date_supplied else words


def document_chapter(
    edition: Edition, document: DocumentRecord, addresses: BookAddresses, level: int = 1
) -> Chapter:
    """Return a document as a chapter: what it is, its text, its notes, our annotations, its links."""
    sheet = sheet_of(edition, document, addresses, setting=Setting(level=1))
    title = document.title or "Untitled"
    heading = "" if sheet.has_heading else f"<h1>{html_text(title)}</h1>\n"
    is_numbered = document.volume and document.kind is DivisionKind.DOCUMENT
    return Chapter(
        id=document.id,
        title=f"{number_of(document)}. {title}" if is_numbered else title,
        content=(
            f"{_kicker(edition, document, addresses)}{heading}{render_sheet(sheet, 2)}"
            f"{render_links(edition, document, addresses)}{_foot(edition, document, addresses)}"
        ),
        pages=sheet.pages,
        level=level,
        label=f"Document {number_of(document)}" if is_numbered else document.label,
    )


def _kicker(edition: Edition, document: DocumentRecord, addresses: BookAddresses) -> str:
    """Return the line above a document: its threads, its kind, its date."""
    if document.kind is not DivisionKind.DOCUMENT:
        return ""
    chips = [thread_chip(edition, thread, addresses) for thread in document.threads]
    kind = [f"<span>{html_text(capital(document.type))}</span>"] if document.type else []
    return f'<p class="edition-kicker">{" ".join([*chips, *kind, zoned_time(document)])}</p>\n'


def _foot(edition: Edition, document: DocumentRecord, addresses: BookAddresses) -> str:
    """Return what stands below a document: how it is cited, and where it is on the site, if that is known."""
    address = addresses.on_site(document.page)
    words = f'<p>On the site: <a href="{address}">{html_text(address)}</a></p>\n' if address else ""
    cited = render_citation(edition, document, addresses.from_first_page)
    return f'<div class="edition-foot">\n{cited}{words}</div>\n' if cited or words else ""
