"""Facing pages: every line of a source stands on them once, and every word of the text faces its lines."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.model import DivisionKind
from edition.readers import READERS
from edition.readers.opened import open_source
from edition.readers.received import Received
from edition.render.facing import facing_pages, render_facing
from edition.render.markup_cuts import cut_markup
from edition.schema import Metadata
from edition.sources import MarkupSource, Source
from tests.harness import ROOT
from tests.render.strict import problems
from tests.render.texts import documents

if TYPE_CHECKING:
    from pathlib import Path

    from edition.model import Document
    from edition.readers.opened import ReadPart

TEI = ROOT / "tests/volume/source.xml"
SAVED = """<!DOCTYPE html><html><head><title>Historical Documents</title>
<script>if (1 < 2) document.write("<p>none</p>")</script></head><body><nav><a href="/">Home</a></nav>
<div id="content-inner"><div class="tei-div"><h4>12. Memorandum From Rusk &amp; Ball<sup><a href="#fn1"
id="fnref1">1</a></sup></h4>
<!-- <p>not shown</p> --><p class="tei-p">He may have [Page 41] ten days &mdash; <em>no
more</em>.</p><p>The end.</p>
<div class="footnotes"><ol><li id="fn1">Source: Central Files. <a href="#fnref1">Return</a></li></ol></div>
</div></div><footer>A site of the Department</footer></body></html>
"""


def facing_of(part: ReadPart) -> tuple[str, str, Document]:
    """Return a facing page, the source that it shows, and the document."""
    received, document = part.received(), part.document
    pages = facing_pages(document, {})
    html = render_facing(document, received, part.content() if document.account else "", pages)
    return html, received.content.replace("\r\n", "\n").replace("\r", "\n"), document


def source_of(html: str) -> str:
    """Return the characters in the left column, as a browser has them."""
    # HTML: a newline directly behind `<pre>` is not part of it.
    page = BeautifulSoup(html.replace("<pre>\n", "<pre>"), "html.parser")
    return "".join(cell.get_text() for cell in page.find_all("pre"))


def text_of(html: str) -> str:
    """Return the words in the right column, a newline at each block's edge."""
    page = BeautifulSoup(html.replace("<br>\n", "\n"), "html.parser")
    for apparatus in page.select("[data-apparatus]"):
        apparatus.decompose()
    parts: list[str] = []
    for block in page.select(".facing-row > div > p"):
        parts += ("" if "goes-on" in block.get_attribute_list("class") else "\n", block.get_text())
    return "".join(parts).removeprefix("\n")


def words(text: str) -> str:
    """Return a text without its empty blocks, of which there is nothing to show."""
    return re.sub(r"\n+", "\n", text).strip("\n")


@cache
def parts_of(path: Path) -> tuple[ReadPart, ...]:
    if path.suffix == ".txt":
        source: Source | MarkupSource = Source(id="x", path=path.name, content=path.read_text("utf-8"))
    else:
        source = MarkupSource(id="x", path=path.name, data=path.read_bytes())
    opened = open_source(source, Metadata())
    documents = [one for one in opened.divisions if one.kind is DivisionKind.DOCUMENT]
    return tuple(opened.read(one.name) for one in documents)


SOURCES = [*sorted(ROOT.glob("sources/*/source.txt")), TEI]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_line_stands_there_once_and_each_word_faces_it(path: Path) -> None:
    for part in parts_of(path):
        html, source, document = facing_of(part)
        assert source_of(html) == source
        assert text_of(html) == document.text
        assert problems(html) == []


def test_a_saved_page_is_shown_as_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "source.html"
    path.write_text(SAVED, encoding="utf-8")
    (part,) = parts_of(path)
    html, source, document = facing_of(part)
    assert source_of(html) == source == SAVED
    assert (
        text_of(html)
        == document.text
        == "12. Memorandum From Rusk & Ball\nHe may have ten days — no more.\nThe end."
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_line_has_its_address_and_its_number(path: Path) -> None:
    for part in parts_of(path):
        html, source, _ = facing_of(part)
        first = part.received().line
        numbers = [int(number) for number in re.findall(r'<b id="l(\d+)" data-n="\1">[ \t]*</b>', html)]
        assert numbers == list(range(first, first + len(source.splitlines())))


LINES = st.sampled_from(
    [
        "SECRET", "- 2 -", "- 3 -", "INCOMING TELEGRAM", "1. Source: y", "360. Memorandum of X1",
        "a [Page 7] b",
        "word [Page 6]next, and so on.", "~~TOP SECRET~~", "a ~~no~~-x", "Dean Rusk", "<p> & </p>", "\t", "",
        "The sentence runs on", "and ends here today.", "DECLASSIFIED", "\u05e9\u05dc\u05d5\u05dd", "• item",
    ]
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\n  "])


@settings(max_examples=150)
@given(st.lists(st.tuples(LINES, ENDS), max_size=14), st.sampled_from(sorted(READERS)))
def test_it_holds_for_sources_that_nobody_has_written(lines: list[tuple[str, str]], text_format: str) -> None:
    content = "".join(map("".join, lines))
    source = Source(id="x", path="sources/x/source.txt", content=content)
    document, _ = READERS[text_format](source, Metadata())
    html = render_facing(document, Received(content=content), content, facing_pages(document, {}))
    assert source_of(html) == content.replace("\r\n", "\n").replace("\r", "\n")
    assert words(text_of(html)) == words(document.text)
    assert problems(html) == []


# Two pieces, of which the first has three characters, and the number of all.
CUTS = {
    "behind the end tag, with a line": ("<p>one</p>\n", "<p>two</p>", 6),
    "within a line": ("<p>one</p>", "<p>two</p>", 6),
    "before a page break": ("<p>one ", "<pb n='2'/>two</p>", 6),
    "before a page break between paragraphs": ("<p>one</p>\n", "<pb n='2'/>\n<p>two</p>", 6),
    "behind a note that ends a block": ("<p>one<note>x <p>y</p></note></p>", "<p>two</p>", 6),
    "behind a note before a page break": ("<p>one<note n='1'>x</note> ", "<pb/>two</p>", 6),
    "before a note that opens a block": ("<p>one</p>", "<p><note>x</note>two</p>", 6),
    "with a comment, behind entities": ("a&amp;&#x42;", "<!-- <p>c</p> --><p>d</p>", 4),
    "in the midst of words": ("a &lt;b ", "[2] c", 7),
    "behind a sign in an attribute": ("<p n='>'>one</p>", "<p>two</p>", 6),
    "behind characters as such": ("<p><![CDATA[<1>]]></p>", "<p>two</p>", 6),
}


@pytest.mark.parametrize(("first", "second", "total"), CUTS.values(), ids=list(CUTS))
def test_a_piece_of_markup_begins(first: str, second: str, total: int) -> None:
    raw = first + second
    assert cut_markup(raw, [0, 3], total, apart="note") == ([0, len(first)], len(raw))


def test_markup_of_another_number_of_characters_is_not_cut() -> None:
    assert cut_markup("<p>one</p>", [0], 4) is None
    assert cut_markup("<p>one</p><footer>more</footer>", [0], 3, goes_on=True) == ([0], 10)


@given(documents(), st.text(alphabet="<p>a b/&;\n", max_size=60))
def test_lines_that_cannot_be_aligned_are_all_shown_and_so_is_the_text(document: Document, raw: str) -> None:
    html = render_facing(document, Received(content=raw, markup="xml"), "", facing_pages(document, {}))
    if document.text.strip():
        assert source_of(html) == raw
        assert words(text_of(html)) == words(document.text)
