"""A book as EPUB 3.3: what it is made from decides about every byte, and nothing else does.

Own writer: no library sets a list of pages that holds the page breaks and nothing but them.
"""

from __future__ import annotations

import re
import zipfile
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from edition.books.cover import cover_svg
from edition.books.epub_package import Packed, chapter_file, cover_file, navigation, package, title_file
from edition.books.xhtml import adapt, ids_in, parse_chapter

if TYPE_CHECKING:
    from edition.books.model import Book

# The first moment that a zip file can name: no file of a book has one of its own.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
_STYLE = "epub.css"
# What can be a file's name everywhere, and none of the files beside the chapters, which begin with a line.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def epub_of(book: Book) -> bytes:
    """Return the book as the bytes of an EPUB file.

    Each chapter is a file `<id>.xhtml`. Characters that XML cannot hold become visible signs; a link that
    lands neither in the book nor on the web becomes its words.
    """
    _check_names(book)
    ids = {chapter.id: ids_in(parse_chapter(chapter)) for chapter in book.chapters}
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        # EPUB 3.3, 4.2.2: the type stands first and as it is, so that it can be read at a fixed place.
        _write(archive, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        _write(archive, "META-INF/container.xml", _CONTAINER)
        packed: list[Packed] = []
        for chapter in book.chapters:
            body = adapt(parse_chapter(chapter), ids, chapter)
            packed.append(Packed(chapter.id, body.properties))
            _write(archive, f"EPUB/{chapter.id}.xhtml", chapter_file(book, chapter, body.content))
        _write(archive, "EPUB/book.css", files("edition.books").joinpath(_STYLE).read_text(encoding="utf-8"))
        _write(archive, "EPUB/cover.svg", cover_svg(book))
        _write(archive, "EPUB/_cover.xhtml", cover_file(book))
        _write(archive, "EPUB/_title.xhtml", title_file(book))
        _write(archive, "EPUB/_contents.xhtml", navigation(book))
        _write(archive, "EPUB/package.opf", package(book, packed))
    return content.getvalue()


def _check_names(book: Book) -> None:
    """Raise ValueError where two chapters would be one file, or where a file cannot have a chapter's name."""
    names = [chapter.id for chapter in book.chapters]
    if (
        not names
        or len({name.lower() for name in names}) < len(names)
        or not all(map(_NAME.fullmatch, names))
    ):
        raise ValueError(f"the chapters of the book {book.id!r} need names of their own: {names}")


def _write(archive: zipfile.ZipFile, name: str, content: str, how: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = how
    entry.create_system = 3  # the same on every system: a file that all may read
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content.encode("utf-8"))
