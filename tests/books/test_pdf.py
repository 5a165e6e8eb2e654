"""A book as PDF: every word can be found, machines know what is what, and nothing is left to chance."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from edition.books import pdf
from edition.books.model import Book, Chapter
from edition.books.pdf import BookError, missing_for_pdf, pdf_of
from tests.harness import ROOT, need

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pypdf = pytest.importorskip("pypdf")

WORDS = "office affluent first fjord flow IL-28 well-known 1961–63 “quoted” (Chief) naïve Żółć co-operation"
LONG = " ".join(f"{WORDS} {number}" for number in range(60))
LETTER = f"""<p class="edition-kicker">Letter</p>
<div class="sheet-text"><h1 class="edition-heading" aria-label="1. A letter"><dfn class="pagebreak leading"
role="doc-pagebreak" id="pg_5" aria-label="Page 5"></dfn>1. A letter<sup><a class="note-ref"
role="doc-noteref" id="fnref1" href="#fn1">1</a></sup></h1>
<p id="p1">One who <mark class="sheet-passage" id="one">reads</mark><a class="sheet-sign" role="doc-noteref"
href="#note-one" aria-label="Annotation a">a</a> over a <dfn class="pagebreak" role="doc-pagebreak" id="pg_6"
aria-label="Page 6"></dfn>page, or a wo<dfn class="pagebreak" role="doc-pagebreak" id="pg_7"
aria-label="Page 7"></dfn>rd. {LONG}</p>
<ul><li>an item</li><li>another</li></ul>
<table><caption>Ships</caption><tr><th scope="col">Name</th><th scope="col">Guns</th></tr>
<tr><td>Essex</td><td>8</td></tr></table></div>
<section class="sheet-notes" role="doc-endnotes" aria-labelledby="sheet-notes">
<h2 id="sheet-notes">The document’s own notes</h2>
<ol><li id="fn1"><p>1 A note. <a class="note-back" role="doc-backlink"
href="#fnref1" aria-label="Back to the text at note 1"></a></p></li></ol></section>
<section class="sheet-annotations"><h2>Editors’ annotations</h2><ol><li id="note-one"><p>Said by
<a href="https://example.org/">us</a>; see <a href="other.xhtml#p1">there</a>.</p></li></ol></section>"""
BOOK = Book(
    id="trial",
    title="A trial & more",
    identifier="urn:uuid:1",
    creators=("Ada Writer", "Ben Editor"),
    publisher="Two Desks",
    description="What it is about.",
    rights="Free.",
    modified="2026-11-22",
    language="en-US",
    chapters=(
        Chapter(
            id="letter",
            title="A letter",
            content=LETTER,
            pages=(("5", "pg_5"), ("6", "pg_6"), ("7", "pg_7")),
        ),
        Chapter(id="other", title="Another", content='<h1>Another</h1><p id="p1">Short.</p>', level=2),
    ),
)


@pytest.fixture(autouse=True)
def libraries() -> None:
    if lack := missing_for_pdf():
        need(lack)


def text_of(data: bytes, folder: Path) -> str:
    """Return what pdftotext finds."""
    if not shutil.which("pdftotext"):
        need("pdftotext (Debian's package `poppler-utils`)")
    (folder / "book.pdf").write_bytes(data)
    found = subprocess.run(
        ["pdftotext", folder / "book.pdf", "-"], capture_output=True, check=True, encoding="utf-8"
    )
    return found.stdout


@pytest.fixture(scope="module")
def made() -> bytes:
    if lack := missing_for_pdf():
        need(lack)
    return pdf_of(BOOK)


@pytest.fixture
def reader(made: bytes) -> Any:
    return pypdf.PdfReader(BytesIO(made))


def test_every_word_is_found_ligatures_and_hyphens_included(made: bytes, tmp_path: Path) -> None:
    found = iter(text_of(made, tmp_path).split())
    assert [word for word in LONG.split() if word not in found] == []


def test_a_turn_of_the_page_is_in_the_line_and_within_a_word_without_blanks(
    made: bytes, tmp_path: Path
) -> None:
    words = " ".join(text_of(made, tmp_path).split())
    assert "One who reads a over a [Page 6] page, or a wo[Page 7]rd." in words
    assert "[Page 5] 1. A letter 1" in words


def test_the_file_says_what_it_is(reader: Any) -> None:
    root = reader.trailer["/Root"]
    assert reader.metadata.title == "A trial & more"
    assert reader.metadata.author == "Ada Writer, Ben Editor"
    assert reader.metadata.subject == "What it is about."
    assert reader.metadata["/Keywords"] == "Two Desks"
    assert root["/Lang"] == "en-US"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()


def elements(node: Any) -> Iterator[Any]:
    """Yield every element of the tree of tags."""
    node = node.get_object()
    if isinstance(node, dict):
        if "/S" in node:
            yield node
        kids = node.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
    else:
        kids = node if isinstance(node, list) else []
    for kid in kids:
        if not isinstance(kid, int):
            yield from elements(kid)


def test_headings_paragraphs_lists_links_and_tables_are_tagged(reader: Any) -> None:
    found = list(elements(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))
    tags = {one["/S"] for one in found}
    assert tags >= {"/Document", "/Sect", "/H1", "/H2", "/P", "/L", "/LI", "/LBody", "/Link", "/Table"}
    headers = [one for one in found if one["/S"] == "/TH"]
    cells = [one for one in found if one["/S"] == "/TD"]
    assert [cell["/A"]["/Headers"] for cell in cells] == [[one["/ID"]] for one in headers]


def test_each_link_says_where_it_leads_and_is_tagged(reader: Any) -> None:
    links = [one.get_object() for page in reader.pages for one in page.get("/Annots", [])]
    assert links
    assert all("/StructParent" in link for link in links)
    said = [link["/Contents"] for link in links]
    assert set(said) >= {
        "1",
        "Annotation a",
        "Back to the text at note 1",
        "us: https://example.org/",
        "there",
    }
    assert not any("--" in words for words in said)
    names = reader.named_destinations
    assert {str(link["/Dest"]) for link in links if "/Dest" in link} <= set(names)


def outline(items: Any, level: int = 1) -> Iterator[tuple[int, str]]:
    for one in items:
        if isinstance(one, list):
            yield from outline(one, level + 1)
        else:
            yield level, one.title


def test_the_outline_has_chapters_their_parts_and_the_source_s_pages(reader: Any) -> None:
    assert list(outline(reader.outline)) == [
        (1, "A trial & more"),
        (1, "Contents"),
        (1, "A letter"),
        (2, "Page 5"),
        (2, "Page 6"),
        (2, "Page 7"),
        (2, "The document’s own notes"),
        (2, "Editors’ annotations"),
        (2, "Another"),
    ]


def test_pages_before_the_chapters_have_roman_labels(reader: Any) -> None:
    assert reader.page_labels[:4] == ["i", "ii", "3", "4"]


def test_a_single_chapter_has_no_title_page(tmp_path: Path) -> None:
    book = Book(id="one", title="One", identifier="urn:1", chapters=BOOK.chapters[1:], publisher="Two Desks")
    data = pdf_of(book)
    assert pypdf.PdfReader(BytesIO(data)).page_labels == ["1"]
    assert text_of(data, tmp_path).split()[:4] == ["Two", "Desks", "Another", "Short."]


def test_the_fonts_are_our_own_and_in_the_file(reader: Any) -> None:
    fonts = {font for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    names = {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts}
    assert {name.split("-4")[0].split("-3")[0] for name in names} == {"Source-Serif", "Source-Sans"}


def test_the_same_book_is_the_same_bytes_on_any_day(made: bytes, tmp_path: Path) -> None:
    code = (
        "import pathlib, sys\n"
        "from tests.books.test_pdf import BOOK\n"
        "from edition.books.pdf import pdf_of\n"
        "pathlib.Path(sys.argv[1]).write_bytes(pdf_of(BOOK))\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-c", code, str(tmp_path / "again.pdf")]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)
    assert (tmp_path / "again.pdf").read_bytes() == made


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    image = '<img src="https://example.org/a.png" alt="A"/>'
    content = f'<h1>A</h1><p style="background: url(https://example.org/b.png)">{image}</p>'
    book = Book(
        id="one", title="One", identifier="urn:1", chapters=(Chapter(id="a", title="A", content=content),)
    )
    assert pdf_of(book).startswith(b"%PDF-1.7")
    fetcher = pdf._fetcher()  # noqa: SLF001
    with pytest.raises(ValueError, match="nothing is fetched"):
        fetcher.fetch("file:///etc/hostname")


def test_what_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Book) -> NoReturn:
        raise RuntimeError("no more\nmemory")

    monkeypatch.setattr(pdf, "_pdf_of", fail)
    with pytest.raises(BookError, match="the PDF of 'trial' cannot be made: RuntimeError: no more memory"):
        pdf_of(BOOK)
