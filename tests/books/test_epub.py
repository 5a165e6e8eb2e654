from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.books.epub import epub_of
from edition.books.model import Book, Chapter
from edition.books.page_labels import listed_pages
from edition.books.xhtml import printable
from tests.books.epubs import TYPE, complaints, found, lost_links, nav, page_breaks, trees, words_of

if TYPE_CHECKING:
    from pathlib import Path


def page(label: str, name: str = "") -> str:
    attributes = f'id="{name or f"pg_{label}"}" aria-label="Page {label}"'
    return f'<dfn role="doc-pagebreak" {attributes} data-apparatus=""></dfn>'


LETTER = Chapter(
    id="letter",
    title="A letter",
    content=(
        f'<h1>{page("1")}A letter</h1><p id="p1">Words'
        '<sup><a role="doc-noteref" id="fnref1" href="#fn1">1</a></sup> '
        f'that{page("2")} go on, to <a href="memo.xhtml#p1">the memo</a>.</p>'
        '<section role="doc-endnotes" aria-labelledby="t"><h2 id="t">Notes</h2><ol><li id="fn1"><p>A note. '
        '<a role="doc-backlink" href="#fnref1" aria-label="Back to the text at note 1"></a></p></li></ol>'
        "</section>"
    ),
    pages=(("1", "pg_1"), ("2", "pg_2")),
)
MEMO = Chapter(
    id="memo",
    title="A memo",
    content=(
        f'<h1>A memo</h1><p id="p1">{page("2")}Words. <a href="../people/x/">Nowhere</a>, '
        '<a href="letter.xhtml#no">nearly</a>, <a href="https://example.org/a b?c=%">there</a>.</p>'
    ),
    pages=(("2", "pg_2"),),
    level=2,
)
BOOK = Book(
    id="two",
    title="Two papers",
    subtitle="Of one day",
    identifier="urn:uuid:7c1c7a6e-3b5e-5a0f-9f5b-0c5a1b2c3d4e",
    chapters=(LETTER, MEMO),
    creators=("Dean Rusk", "the editors"),
    publisher="Two Desks",
    rights="Public domain",
    description="Two papers, for a test.",
    source="The papers as typed",
    modified="2026-11-22",
)


def written(book: Book, path: Path) -> list[str]:
    path.write_bytes(epub_of(book))
    return complaints(path)


def test_a_book_of_everything_is_as_the_standard_asks(tmp_path: Path) -> None:
    assert written(BOOK, tmp_path / "book.epub") == []


def test_a_book_of_hostile_words_is_as_the_standard_asks(tmp_path: Path) -> None:
    hostile = "]]> <b a=\"'> & \x00\x07\ufffe\ud800 \u202ea\u2066b \U0001f600 &#0; &amp; " + "long " * 3000
    escaped = hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    broken = (
        '<p id="1 2" onclick="x()" 7=8>One<br> two &nbsp; &#1; &#99999999999; '
        '<img src="https://e.org/x.png" alt="Map">'
        '<script>alert(1)</script><iframe src="https://e.org"></iframe><blink>three</blink>'
        '<a href="javascript:x()">four</a> <a href="http://[::1">five</a> <a href="http://e x/">six</a>'
        f'<a href="#no" role="doc-noteref">seven</a> <em id="same">8</em><em id="same">9</em></p><p>{hostile}'
    )
    chapters = (
        Chapter(id="plain", title=hostile, content=f"<h1>{escaped}</h1><p id='p1'>{escaped}</p>"),
        Chapter(id="broken", title="", content=broken),
        Chapter(id="empty", title="Nothing", content=""),
    )
    book = replace(
        BOOK,
        title=hostile,
        subtitle=hostile,
        creators=(hostile,),
        publisher=hostile,
        rights=hostile,
        source=hostile,
        description=hostile,
        chapters=chapters,
    )
    assert written(book, tmp_path / "book.epub") == []
    files = trees(epub_of(book))
    assert printable(hostile).split() == words_of(found(files["plain.xhtml"], "//*[@id='p1']")[0]).split()
    assert words_of(found(files["broken.xhtml"], "//x:body")[0]).split()[:4] == [
        "One",
        "two",
        "\u2401",
        "\ufffd",
    ]
    assert [link.get("href") for link in found(files["broken.xhtml"], "//x:a")] == []


def test_what_xml_cannot_hold_becomes_a_visible_sign() -> None:
    assert (
        printable("a\x00\x07\x1b\x7fb\n\t\ufffe\uffff\ud800\U0001f600")
        == "a␀␇␛\x7fb\n\t\ufffd\ufffd\ufffd\U0001f600"
    )


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(exclude_categories=())), st.text(alphabet="<>&;#x0123ab\"' ]!-/\x01"))
def test_no_words_can_break_a_book(words: str, markup: str) -> None:
    chapter = Chapter(id="a", title=words, content=f"<p>{markup}{words}</p>")
    book = replace(BOOK, title=markup, subtitle=words, publisher=words, chapters=(chapter,))
    assert set(trees(epub_of(book))) >= {"a.xhtml", "package.opf", "cover.svg"}


def test_a_book_is_the_same_bytes_at_every_making() -> None:
    assert epub_of(BOOK) == epub_of(replace(BOOK))
    with zipfile.ZipFile(BytesIO(epub_of(BOOK))) as archive:
        entries = archive.infolist()
    assert (entries[0].filename, entries[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert epub_of(BOOK)[38:58] == b"application/epub+zip"
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_the_list_of_pages_is_the_page_breaks_and_nothing_else() -> None:
    files = trees(epub_of(BOOK))
    assert nav(files, "page-list") == [
        ("1", "letter.xhtml#pg_1"),
        ("2 (A letter)", "letter.xhtml#pg_2"),
        ("2 (A memo)", "memo.xhtml#pg_2"),
    ]
    assert page_breaks(files) == [
        ("[Page 1]", "letter.xhtml#pg_1"),
        ("[Page 2]", "letter.xhtml#pg_2"),
        ("[Page 2]", "memo.xhtml#pg_2"),
    ]


@pytest.mark.parametrize(
    ("chapters", "labels"),
    [
        ([("One", ["1", "2"]), ("Two", ["3"])], ["1", "2", "3"]),
        ([("One", ["1"]), ("Two", ["1", "2"])], ["1 (One)", "1 (Two)", "2"]),
        ([("Telegram", ["1"]), ("Telegram", ["1"])], ["1 (Telegram, 1)", "1 (Telegram, 2)"]),
        ([("One", ["", "", "3"])], ["not numbered", "not numbered, 2", "3"]),
    ],
)
def test_each_page_has_a_label_of_its_own(chapters: list[tuple[str, list[str]]], labels: list[str]) -> None:
    made = tuple(
        Chapter(
            id=f"c{number}",
            title=title,
            content="",
            pages=tuple((label, f"pg_{place}") for place, label in enumerate(pages)),
        )
        for number, (title, pages) in enumerate(chapters)
    )
    assert [one.label for one in listed_pages(replace(BOOK, chapters=made))] == labels


def test_contents_and_landmarks_lead_where_they_say() -> None:
    files = trees(epub_of(BOOK))
    assert nav(files, "toc") == [("A letter", "letter.xhtml"), ("A memo", "memo.xhtml")]
    assert [address for _, address in nav(files, "landmarks")] == [
        "_title.xhtml",
        "#toc",
        "letter.xhtml",
        "#page-list",
    ]
    assert lost_links(files) == []
    assert len(found(files["_contents.xhtml"], "//x:nav[@id='toc']/x:ol/x:li/x:ol/x:li")) == 1


def test_links_land_in_the_book_or_on_the_web_or_are_words() -> None:
    links = found(trees(epub_of(BOOK))["memo.xhtml"], "//x:p//x:a")
    assert [(words_of(link), link.get("href")) for link in links] == [
        ("nearly", "letter.xhtml"),
        ("there", "https://example.org/a%20b?c=%25"),
    ]


def test_notes_are_called_and_lead_back() -> None:
    tree = trees(epub_of(BOOK))["letter.xhtml"]
    call, note = found(tree, "//x:a[@role='doc-noteref']")[0], found(tree, "//x:li")[0]
    back = found(tree, "//x:a[@role='doc-backlink']")[0]
    assert (call.get(TYPE), call.get("href")) == ("noteref", "#fn1")
    assert (note.get(TYPE), note.get("id"), back.get("href")) == ("footnote", "fn1", "#fnref1")
    assert words_of(back)


def test_the_package_says_how_the_book_can_be_read() -> None:
    tree = trees(epub_of(BOOK))["package.opf"]
    said = [(str(one.get("property")), one.text) for one in found(tree, "//opf:meta")]
    assert ("dcterms:modified", "2026-11-22T00:00:00Z") in said
    assert ("pageBreakSource", "The papers as typed") in said
    features = {words for name, words in said if name == "schema:accessibilityFeature"}
    assert features >= {"pageBreakMarkers", "pageNavigation", "tableOfContents", "readingOrder"}
    assert [name for name, _ in said if "conformsTo" in name] == []
    assert [one.text for one in found(tree, "//dc:creator")] == ["Dean Rusk", "the editors"]


def test_a_book_without_pages_does_not_speak_of_pages() -> None:
    book = replace(BOOK, chapters=(Chapter(id="a", title="A", content="<p>A</p>"),), modified="")
    files = trees(epub_of(book))
    said = {str(one.get("property")): one.text for one in found(files["package.opf"], "//opf:meta")}
    assert "pageBreakSource" not in said
    assert said["dcterms:modified"] == "1980-01-01T00:00:00Z"
    assert nav(files, "page-list") == []


@pytest.mark.parametrize("names", [(), ("a", "A"), ("../a",), ("_title",), ("a b",)])
def test_chapters_need_names_of_their_own(names: tuple[str, ...]) -> None:
    chapters = tuple(Chapter(id=name, title="", content="") for name in names)
    with pytest.raises(ValueError, match="names of their own"):
        epub_of(replace(BOOK, chapters=chapters))
