"""The book of a pack holds the words of its page, and leads where it leads."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from edition.books.packs import pack_book
from edition.books.pdf import missing_for_pdf, pdf_of
from edition.books.pdf_html import print_html
from edition.edition import load
from tests.books.epubs import complaints, found, lost_links, nav, page_breaks, trees
from tests.harness import ROOT, need, run
from tests.packs.trial import opened, url_for
from tests.reading_text import fold, soup

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag
    from lxml.etree import _Element

PACKS = sorted(path.stem for path in ROOT.glob("docs/packs/*.md") if path.stem != "index")
# What a page draws or offers, and what stands in a book's margin, is none of the words of a pack.
SIGNS = ".pack-take, .edition-breadcrumb, .pagebreak, .edition-first-page, [role=doc-backlink], head"


def words(made: Tag) -> str:
    for sign in made.select(SIGNS):
        sign.decompose()
    for block in made.find_all(["p", "li", "td", "th", "tr", "div", "section", "h1", "h2", "h3", "h4", "h5"]):
        block.append(" ")
    return fold(made.get_text().replace("\u200b", ""))


def chapters(files: dict[str, _Element]) -> list[str]:
    """Return the names of a book's chapters, in order."""
    items = {str(one.get("id")): str(one.get("href")) for one in found(files["package.opf"], "//opf:item")}
    order = [items[str(item.get("idref"))] for item in found(files["package.opf"], "//opf:itemref")]
    return [name for name in order if not name.startswith("_")]


def book(site: Path, name: str) -> dict[str, _Element]:
    return trees((site / f"packs/{name}/{name}.epub").read_bytes())


def page(site: Path, name: str) -> Tag:
    made = soup((site / f"packs/{name}/index.html").read_text(encoding="utf-8")).select_one("#edition-page")
    assert made is not None
    return made


@pytest.mark.parametrize("name", PACKS)
def test_the_book_holds_the_words_of_the_page(site: Path, name: str) -> None:
    files = book(site, name)
    html = [etree.tostring(files[one], encoding="unicode", method="html") for one in chapters(files)]
    assert " ".join(filter(None, (words(soup(one)) for one in html))) == words(page(site, name))


@pytest.mark.parametrize("name", PACKS)
def test_the_list_of_pages_is_that_of_the_passages(site: Path, name: str) -> None:
    files = book(site, name)
    labels = [
        f"{one['aria-label']}, supplied" if "supplied" in one["class"] else str(one["aria-label"])
        for one in page(site, name).select(".sheet-text .pagebreak")
    ]
    assert labels
    assert [sign for sign, _ in page_breaks(files)] == [f"[{label}]" for label in labels]
    assert [address for _, address in nav(files, "page-list")] == [one for _, one in page_breaks(files)]


@pytest.mark.parametrize("name", PACKS)
def test_the_contents_have_each_heading_of_the_teachers_words(site: Path, name: str) -> None:
    headings = [fold(one.get_text()) for one in page(site, name).select(".pack-words > :is(h2, h3, h4)")]
    assert headings
    told = [words for words, _ in nav(book(site, name), "toc")]
    assert [words for words in told if words in headings] == headings


@pytest.mark.parametrize("name", PACKS)
def test_links_land_and_the_contents_name_every_passage(site: Path, name: str) -> None:
    files = book(site, name)
    assert lost_links(files) == []
    shown = {address.partition(".xhtml")[0] for _, address in nav(files, "toc")}
    assert {str(one["id"]) for one in page(site, name).select(".pack-passage")} <= shown


def test_a_packs_book_is_as_the_standard_asks(site: Path) -> None:
    assert complaints(site / f"packs/{PACKS[0]}/{PACKS[0]}.epub") == []


def test_each_chapter_begins_with_the_highest_heading_and_links_name_other_chapters(tmp_path: Path) -> None:
    edition, _ = opened(tmp_path)
    made = pack_book(edition, edition.packs[0], url_for)
    assert [(one.id, one.level, one.title) for one in made.chapters] == [
        ("pack_start", 1, "The flights"),
        ("first", 1, "First"),
        ("passage-2", 2, "Letter, paragraphs 1–2"),
        ("then", 2, "Then"),
        ("orders", 3, "Memorandum From Rusk to Kennedy, page 412"),
        ("passage-3", 1, "Memorandum From Rusk to Kennedy, words on page 413"),
        ("edition-pack-notes", 1, "Notes of this pack"),
    ]
    highest = [
        min(one.name for one in soup(chapter.content).select("h1, h2, h3")) for chapter in made.chapters
    ]
    assert set(highest) == {"h1"}
    content = {one.id: one.content for one in made.chapters}
    assert 'href="orders.xhtml#orders"' in content["then"]
    assert 'href="edition-pack-notes.xhtml#fn-1"' in content["first"]
    assert 'href="first.xhtml#fnref-1"' in content["edition-pack-notes"]
    assert (made.creators, made.description) == (("A. Teacher",), "What to say of them.")


def test_on_paper_the_parts_of_a_pack_follow_on(tmp_path: Path) -> None:
    edition, _ = opened(tmp_path)
    assert '<body class="whole flowing">' in print_html(pack_book(edition, edition.packs[0], url_for))


@pytest.mark.parametrize("name", PACKS)
def test_the_pdf_holds_every_word_of_the_page(site: Path, name: str, tmp_path: Path) -> None:
    pdftotext = shutil.which("pdftotext")
    if missing_for_pdf() or not pdftotext:
        need("what makes PDFs, and pdftotext")
    edition, _ = load(ROOT)
    pack = next(one for one in edition.packs if one.name == name)
    file = tmp_path / "pack.pdf"
    file.write_bytes(pdf_of(pack_book(edition, pack, url_for)))
    joined = re.sub(r"[\W_]", "", run(pdftotext, "-raw", file, "-").stdout)
    whole = dict.fromkeys(re.findall(r"\w+", words(page(site, name))))
    assert len(whole) > 500
    # What the site is called, and its address, is known only to a site.
    unknown = {"https", "Two", "Desks", "example", "org", "packs"}
    assert [word for word in whole if word not in joined and word not in unknown] == []
