"""The files of the site that are books, and what decides about each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edition.books.documents import document_book, edition_book, volume_book
from edition.books.epub import epub_of
from edition.books.packs import pack_book
from edition.books.pdf import pdf_key, pdf_of
from edition.contexts import document_context, pack_context
from edition.render.downloads import (
    book_forms,
    edition_documents,
    edition_file,
    file_of,
    pack_file,
    volume_file,
    volume_records,
)
from edition.specs import FileSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from edition.books.model import Book
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition


def book_specs(edition: Edition) -> Iterator[FileSpec]:
    """Yield every book: of each document, of each volume, of each pack, and of the edition."""
    if not edition.site.has_books:
        return
    for document in edition.documents:
        make = partial(document_book, edition, document)
        context = partial(_context, edition, (document,))
        yield from book_files(edition, partial(file_of, document), make, context)
    for volume in edition.volumes:
        if records := volume_records(edition, volume):
            make, name = partial(volume_book, edition, volume), partial(volume_file, volume)
            context = partial(_context, edition, records)
            yield from book_files(edition, name, make, context, documents=len(records))
    for pack in edition.packs:
        make, name = partial(pack_book, edition, pack), partial(pack_file, pack)
        yield from book_files(edition, name, make, partial(pack_context, edition, pack))
    if documents := edition_documents(edition):
        make, name = partial(edition_book, edition), partial(edition_file, edition)
        context = partial(_edition_context, edition, documents)
        yield from book_files(edition, name, make, context, documents=len(documents))


def book_files(
    edition: Edition,
    name: Callable[[str], str],
    make: Callable[[UrlFor], Book],
    context: Callable[[], object],
    *,
    documents: int = 1,
) -> Iterator[FileSpec]:
    """Yield a book in each of its forms; addresses in it are as seen from the site's first page.

    `name` gives the file's name from its suffix, `documents` is the number of those in the book.
    """
    for _, suffix in book_forms(edition, documents):
        is_pdf = suffix == "pdf"
        yield FileSpec(
            name=name(suffix),
            page="index",
            render=partial(_rendered, make, pdf_of if is_pdf else epub_of),
            context=partial(_with_key, context) if is_pdf else context,
            slow=is_pdf,
        )


def _rendered(make: Callable[[UrlFor], Book], form: Callable[[Book], bytes], url_for: UrlFor) -> bytes:
    return form(make(url_for))


def _with_key(context: Callable[[], object]) -> object:
    """Return what decides about a PDF: its book, and all that the libraries do."""
    return (context(), pdf_key())


def _context(edition: Edition, documents: Iterable[DocumentRecord]) -> tuple[object, ...]:
    """Return what decides about a book: the site, each of its documents, the volumes that these name."""
    records = tuple(documents)
    volumes = {one.volume for one in records}
    return (
        edition.site,
        [edition.volumes_by_id[name].title for name in sorted(volumes) if name],
        [document_context(edition, one) for one in records],
    )


def _edition_context(edition: Edition, documents: Iterable[DocumentRecord]) -> tuple[object, ...]:
    """Return what decides about the edition's book: all that it shows of threads as well."""
    return (
        _context(edition, documents),
        [one.thread.model_dump(exclude={"yaml_line", "yaml_key_lines"}) for one in edition.threads],
    )
