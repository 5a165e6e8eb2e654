"""A book as a tagged PDF (PDF/UA-1): from the same book always the same bytes.

The library that sets it, and the system's libraries with which that draws letters, are an extra: an edition
does without them, and then has no PDFs.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import re
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from lxml import html as lxml_html

from edition.books.pdf_html import print_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.books.model import Book

_STYLE = "pdf.css"
# What decides about the bytes of a PDF beside its book.
_LIBRARIES = ("weasyprint", "cssselect2", "fonttools", "pydyf", "tinycss2", "tinyhtml5")
_FACE = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
_FONT = re.compile(r'url\("fonts/([\w-]+\.woff2)"\)')
_FAMILY, _FURTHER = re.compile(r'"(Source [\w ]+)"'), "Further"
_OURS = "edition-font:"
_LONGEST_NAME = 120


class BookError(Exception):
    """A book that cannot be made, and which."""


@cache
def missing_for_pdf() -> str:
    """Return what must be installed before PDFs can be made, or nothing."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # the library prints where it is not logged
            import weasyprint  # noqa: F401, PLC0415
    except ImportError as error:
        return f"the Python package {error.name or 'weasyprint'} is missing: pip install 'edition[pdf]'"
    except OSError:
        return (
            "the libraries that draw its letters are missing: on Debian apt-get install libpango-1.0-0 "
            "libpangoft2-1.0-0 libharfbuzz-subset0, on macOS brew install pango"
        )
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return ""


@cache
def pdf_key() -> str:
    """Return what decides about every PDF beside its book: the style sheet, the fonts, the libraries."""
    if missing_for_pdf():
        return ""
    from weasyprint.text.ffi import pango  # noqa: PLC0415

    digest = hashlib.blake2b(_style().encode(), digest_size=16)
    for name in sorted(set(_FONT.findall(_faces()))):
        digest.update(_woff(name))
    versions = " ".join(version(name) for name in _LIBRARIES)
    return f"{digest.hexdigest()} {versions} {pango.pango_version()}"


def pdf_of(book: Book) -> bytes:
    """Return the book as the bytes of a PDF file; nothing is fetched for it from anywhere.

    Raises BookError where it cannot be made.
    """
    try:
        return _pdf_of(book)
    except Exception as error:
        message = " ".join(f"{type(error).__name__}: {error}".split())
        raise BookError(f"the PDF of {book.id!r} cannot be made: {message}") from error


def _pdf_of(book: Book) -> bytes:
    from weasyprint import CSS, HTML  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    fetcher = _fetcher()
    content = print_html(book)
    style = CSS(string=f"{_faces()}\n{_style()}", font_config=fonts, url_fetcher=fetcher)
    document = HTML(string=content, url_fetcher=fetcher).render(font_config=fonts, stylesheets=[style])
    names = dict(_link_names(content))

    def finish(_: object, pdf: Any) -> None:  # noqa: ANN401 — the library's objects carry no types
        _name_links(pdf, names)
        _label_pages(pdf, _front_pages(document.pages) if len(book.chapters) > 1 else 0)

    identifier = hashlib.blake2b(book.identifier.encode(), digest_size=16).digest()
    data = document.write_pdf(
        finisher=finish, pdf_variant="pdf/ua-1", pdf_identifier=identifier, custom_metadata=False
    )
    assert isinstance(data, bytes)  # noqa: S101 — without a file to write to
    return data


@cache
def _style() -> str:
    sheet = files("edition.books").joinpath(_STYLE).read_text(encoding="utf-8")
    return _FAMILY.sub(rf'"\1", "\1 {_FURTHER}"', sheet)


@cache
def _faces() -> str:
    """Return the site's own fonts, as its style sheet declares them."""
    sheet = files("edition").joinpath("assets", "edition.css").read_text(encoding="utf-8")
    faces = [face for face in _FACE.findall(sheet) if _FONT.search(face)]
    # The library takes two files of one family and weight for one font, and mixes up their letters.
    named = [_FAMILY.sub(rf'"\1 {_FURTHER}"', face) if "-latin-ext-" in face else face for face in faces]
    return _FONT.sub(rf'url("{_OURS}\1")', "\n".join(named))


@cache
def _woff(name: str) -> bytes:
    return files("edition").joinpath("assets", "fonts", name).read_bytes()


@cache
def _font(name: str) -> bytes:
    """Return a font as it is outside of the web: read once in each process, not once for each book."""
    from fontTools.ttLib import woff2  # noqa: PLC0415

    font = io.BytesIO()
    woff2.decompress(io.BytesIO(_woff(name)), font)
    return font.getvalue()


def _fetcher() -> Any:  # noqa: ANN401 — as above
    """Return what fetches our own fonts and refuses all else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OwnFonts(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
            if not url.startswith(_OURS):
                raise ValueError(f"nothing is fetched: {url}")
            return URLFetcherResponse(url, body=_font(url.removeprefix(_OURS)))

    return OwnFonts()


def _front_pages(pages: list[Any]) -> int:
    """Return how many pages stand before the chapters."""
    for number, page in enumerate(pages):
        if any(name.startswith("chapter--") for name in page.anchors):
            return number
    return 0


def _label_pages(pdf: Any, front: int) -> None:  # noqa: ANN401
    """Let readers of the file call its pages as they are numbered: before the chapters in Roman numerals."""
    import pydyf  # noqa: PLC0415

    ranges: list[Any] = [0, pydyf.Dictionary({"S": "/r"})] if front else []
    ranges += [front, pydyf.Dictionary({"S": "/D", "St": front + 1})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(ranges)})


def _link_names(content: str) -> Iterator[tuple[str, str]]:
    """Yield for each target of links what a link to it says; of several links the first one counts."""
    found: dict[str, str] = {}
    for link in lxml_html.document_fromstring(content).iter("a"):
        words = " ".join((link.get("aria-label") or link.text_content()).split())
        target = link.get("href", "")
        name = words if target.startswith("#") else f"{words}: {target}"
        found.setdefault(target.removeprefix("#"), name[:_LONGEST_NAME] or target)
    yield from found.items()


def _name_links(pdf: Any, names: dict[str, str]) -> None:  # noqa: ANN401
    """Say of each link in words where it leads (PDF/UA-1, 7.18.5)."""
    import pydyf  # noqa: PLC0415

    for one in pdf.objects:
        if isinstance(one, pydyf.Dictionary) and one.get("Subtype") == "/Link":
            target = one["Contents"].string
            one["Contents"] = pydyf.String(names.get(target, target))
