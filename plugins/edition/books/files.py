"""The files of the site that are books, and what decides about each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edition.books.documents import document_book, edition_book, volume_book
from edition.books.epub import epub_of
from edition.contexts import document_context
from edition.render.downloads import (
    edition_documents,
    edition_file,
    file_of,
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
    """Yield every book of documents: of each, of each volume, and of the edition."""
    if not edition.site.has_books:
        return
    for document in edition.documents:
        make = partial(document_book, edition, document)
        yield from _files(partial(file_of, document), make, partial(_context, edition, (document,)))
    for volume in edition.volumes:
        if records := volume_records(edition, volume):
            make = partial(volume_book, edition, volume)
            yield from _files(partial(volume_file, volume), make, partial(_context, edition, records))
    if documents := edition_documents(edition):
        make = partial(edition_book, edition)
        yield from _files(partial(edition_file, edition), make, partial(_edition_context, edition, documents))


def _files(
    name: Callable[[str], str], make: Callable[[UrlFor], Book], context: Callable[[], object]
) -> Iterator[FileSpec]:
    """Yield a book in each of its forms; addresses in it are as seen from the site's first page."""
    yield FileSpec(
        name=name("epub"), page="index", render=lambda url_for: epub_of(make(url_for)), context=context
    )


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
