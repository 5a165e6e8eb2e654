"""The files of an EPUB that say what it is and what it holds: the package, the contents, the pages before."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from edition.books.page_labels import listed_pages
from edition.books.xhtml import OPS, XHTML, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.books.model import Book, Chapter

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# EPUB asks when a book was last changed. Where nobody knows it, the day is that from which computers count
# in zip files: the moment of the build would make other bytes of the same words. The identifier tells one
# state from another.
_NO_DAY = "1980-01-01"
_FRONT = (("_cover", ""), ("_title", ""), ("_contents", "nav"))
_SUMMARY = (
    "The text can be enlarged, reflowed and read aloud in order. Headings give the structure, and a table "
    "of contents leads to every chapter. Notes are linked both ways. The one image is the cover, which shows "
    "the title."
)
_PAGES_SUMMARY = " Page breaks of the source are marked, and a list of pages leads to each of them."


class Packed(NamedTuple):
    """A chapter's file as the package names it: its id and what it holds beside XHTML."""

    id: str
    properties: tuple[str, ...]


def _words(words: str) -> str:
    """Return words as they may stand in XML, within an attribute as well."""
    return escape(printable(words))


def _file(book: Book, title: str, body: str, *, attributes: str = "") -> str:
    language = _words(book.language)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{XHTML}" xmlns:epub="{OPS}" lang="{language}" xml:lang="{language}">\n'
        f"<head><title>{_words(title) or 'Untitled'}</title>"
        '<link rel="stylesheet" type="text/css" href="book.css"/></head>\n'
        f"<body{attributes}>\n{body}\n</body>\n</html>\n"
    )


def chapter_file(book: Book, chapter: Chapter, content: str) -> str:
    """Return the file of a chapter."""
    return _file(book, chapter.title, content)


def cover_file(book: Book) -> str:
    """Return the page that shows the cover."""
    alt = _words(f"Cover: {book.title}")
    image = f'<p class="cover"><img src="cover.svg" role="doc-cover" alt="{alt}"/></p>'
    return _file(book, book.title, image, attributes=' epub:type="cover" class="cover-page"')


def title_file(book: Book) -> str:
    """Return the title page: what the book is, who made it, and of which state it is."""
    subtitle = (
        f'<p role="doc-subtitle" class="subtitle">{_words(book.subtitle)}</p>\n' if book.subtitle else ""
    )
    creators = f"<p>{_words(', '.join(book.creators))}</p>\n" if book.creators else ""
    rows = (
        ("", book.description),
        ("", book.publisher if book.publisher != book.title else ""),
        ("The page numbers are those of", book.source),
        ("Rights", book.rights),
        ("Last changed", book.modified),
        ("Identifier", book.identifier),
    )
    facts = "".join(
        f"<p>{f'<b>{name}</b> ' if name else ''}{_words(words)}</p>\n" for name, words in rows if words
    )
    body = (
        f'<section epub:type="titlepage" class="title-page">\n<h1>{_words(book.title)}</h1>\n'
        f'{subtitle}{creators}<div class="imprint">\n{facts}</div></section>'
    )
    return _file(book, book.title, body)


def navigation(book: Book) -> str:
    """Return contents, list of pages and landmarks."""
    pages = "".join(
        f'<li><a href="{page.chapter}.xhtml#{_words(page.id)}">{_words(page.label)}</a></li>\n'
        for page in listed_pages(book)
    )
    contents = (
        '<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">'
        f'<h1 id="toc-title">Contents</h1>\n{"".join(_outline(book.chapters))}</nav>'
    )
    if pages:
        contents += (
            '\n<nav epub:type="page-list" role="doc-pagelist" id="page-list" hidden="hidden" '
            f'aria-labelledby="page-list-title"><h2 id="page-list-title">Pages</h2>\n<ol>\n{pages}</ol></nav>'
        )
    return _file(book, "Contents", f"{contents}\n{_landmarks(book, has_pages=bool(pages))}")


def _outline(chapters: Sequence[Chapter]) -> Iterator[str]:
    """Yield the list of contents, its lists nested as the chapters' levels are."""
    depth = 0
    levels: list[int] = []
    for chapter in chapters:
        while levels and levels[-1] > chapter.level:
            levels.pop()
        if not levels or levels[-1] < chapter.level:
            levels.append(chapter.level)
        here = len(levels)
        yield "\n<ol>\n" if here > depth else "</li>\n" + "</ol></li>\n" * (depth - here)
        depth = here
        yield f'<li><a href="{chapter.id}.xhtml">{_words(chapter.title) or "Untitled"}</a>'
    yield "</li>\n" + "</ol></li>\n" * (depth - 1) + "</ol>\n"


def _landmarks(book: Book, *, has_pages: bool) -> str:
    marks = [("titlepage", "_title.xhtml", "Title page"), ("toc", "#toc", "Contents")]
    marks.append(("bodymatter", f"{book.chapters[0].id}.xhtml", "Beginning of the text"))
    if has_pages:
        marks.append(("page-list", "#page-list", "Pages"))
    items = "".join(
        f'<li><a epub:type="{kind}" href="{href}">{name}</a></li>\n' for kind, href, name in marks
    )
    return (
        '<nav epub:type="landmarks" id="landmarks" aria-labelledby="landmarks-title" hidden="hidden">'
        f'<h2 id="landmarks-title">Landmarks</h2>\n<ol>\n{items}</ol></nav>'
    )


def package(book: Book, chapters: Sequence[Packed]) -> str:
    """Return the package document: metadata, manifest and reading order."""
    documents = [*_FRONT, *((f"c-{one.id}", " ".join(one.properties)) for one in chapters)]
    manifest = "".join(_item(name, properties) for name, properties in documents)
    spine = "".join(f'<itemref idref="{name}"/>\n' for name, _ in documents)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book" '
        f'xml:lang="{_words(book.language)}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"{_metadata(book)}</metadata>\n<manifest>\n{manifest}"
        '<item id="style" href="book.css" media-type="text/css"/>\n'
        '<item id="cover" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>\n'
        f"</manifest>\n<spine>\n{spine}</spine>\n</package>\n"
    )


def _item(name: str, properties: str) -> str:
    attribute = f' properties="{properties}"' if properties else ""
    href = f"{name.removeprefix('c-')}.xhtml"
    return f'<item id="{name}" href="{href}" media-type="application/xhtml+xml"{attribute}/>\n'


def _metadata(book: Book) -> str:
    has_pages = any(chapter.pages for chapter in book.chapters)
    day = book.modified if _DAY.fullmatch(book.modified) else _NO_DAY
    title = f"{book.title}: {book.subtitle}" if book.subtitle else book.title
    elements = [("identifier", book.identifier, ' id="book"'), ("title", title, "")]
    elements += [("creator", name, "") for name in book.creators]
    elements += [("language", book.language, ""), ("publisher", book.publisher, "")]
    elements += [("description", book.description, ""), ("rights", book.rights, "")]
    elements.append(("source", book.source, ""))
    lines = [
        f"<dc:{name}{more}>{_words(words)}</dc:{name}>\n" for name, words, more in elements if words.strip()
    ]
    facts = [("dcterms:modified", f"{day}T00:00:00Z"), *_accessibility(has_pages=has_pages)]
    if has_pages:
        # EPUB Accessibility 1.1, 3.3: where the pages are those of no other publication, the value is `none`.
        facts.append(("pageBreakSource", book.source.strip() or "none"))
    lines += [f'<meta property="{name}">{_words(words)}</meta>\n' for name, words in facts]
    return "".join(lines)


def _accessibility(*, has_pages: bool) -> Iterator[tuple[str, str]]:
    """Yield what schema.org's words say of how the book can be read.

    No conformance is claimed: that takes the eyes of a person on each book.
    """
    yield "schema:accessMode", "textual"
    yield "schema:accessModeSufficient", "textual"
    features = ["alternativeText", "displayTransformability", "readingOrder", "structuralNavigation"]
    features += [
        "tableOfContents",
        "unlocked",
        *(["pageBreakMarkers", "pageNavigation"] if has_pages else ()),
    ]
    for feature in features:
        yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityHazard", "none"
    yield "schema:accessibilitySummary", _SUMMARY + (_PAGES_SUMMARY if has_pages else "")
