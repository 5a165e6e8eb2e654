"""The books of the built edition, and that of a whole volume, hold what the site's pages hold."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from lxml import etree

from tests.books.epubs import complaints, found, lost_links, nav, page_breaks, trees, words_of
from tests.harness import build, document_ids
from tests.reading_text import reading_text, soup

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

BOOK = "downloads/two-desks.epub"


def page_text(site: Path, document: str) -> Tag:
    html = (site / f"documents/{document}/index.html").read_text(encoding="utf-8")
    text = BeautifulSoup(html, "lxml").select_one(".edition-text")
    assert text is not None
    return text


def chapter_text(files: dict[str, _Element], document: str) -> Tag:
    html = etree.tostring(files[f"{document}.xhtml"], encoding="unicode", method="html")
    text = soup(html).select_one(".sheet-text")
    assert text is not None
    return text


def book(site: Path, name: str) -> dict[str, _Element]:
    return trees((site / name).read_bytes())


@pytest.mark.parametrize("name", ["documents/secto-8/secto-8.epub", BOOK])
def test_books_are_as_the_standard_asks(site: Path, name: str) -> None:
    assert complaints(site / name) == []


@pytest.mark.parametrize("document", document_ids())
def test_a_documents_book_holds_every_word_of_its_page_in_order(site: Path, document: str) -> None:
    expected = reading_text(page_text(site, document))
    for name in (f"documents/{document}/{document}.epub", BOOK):
        assert reading_text(chapter_text(book(site, name), document)) == expected


@pytest.mark.parametrize("document", document_ids())
def test_the_list_of_pages_is_that_of_the_page(site: Path, document: str) -> None:
    signs = page_text(site, document).select("[role=doc-pagebreak]")
    expected = [
        (str(one["aria-label"]).removeprefix("Page "), f"{document}.xhtml#{one['id']}") for one in signs
    ]
    files = book(site, f"documents/{document}/{document}.epub")
    assert expected
    assert nav(files, "page-list") == expected
    supplied = [", supplied" if "supplied" in one.get_attribute_list("class") else "" for one in signs]
    assert page_breaks(files) == [
        (f"[Page {label}{words}]", address)
        for (label, address), words in zip(expected, supplied, strict=True)
    ]


def test_pages_of_one_number_are_told_apart_in_the_editions_book(site: Path) -> None:
    files = book(site, BOOK)
    labels = dict(nav(files, "page-list"))
    assert (labels["2 (Secto 8)"], labels["2 (ExComm meeting 24)"]) == (
        "secto-8.xhtml#pg_2",
        "excomm-24.xhtml#pg_2",
    )
    assert labels["522"] == "frus1964-68v23-d360.xhtml#pg_522"
    assert list(labels.values()) == [address for _, address in page_breaks(files)]


def test_the_editions_book_has_its_threads_its_documents_in_order_and_its_crossings(site: Path) -> None:
    files = book(site, BOOK)
    assert [address.removesuffix(".xhtml") for _, address in nav(files, "toc")] == [
        "book_threads",
        "frus1961-63v14-d214",
        "excomm-24",
        "secto-8",
        "frus1964-68v23-d360",
        "book_crossings",
        "book_colophon",
    ]
    assert len(found(files["book_crossings.xhtml"], "//x:li[@class='edition-crossing']")) == 4
    links = {
        str(one.get("href")) for one in found(files["book_threads.xhtml"], "//x:section[@id='cuba']//x:a")
    }
    assert links == {"excomm-24.xhtml", "secto-8.xhtml"}


def test_every_link_in_the_editions_book_lands(site: Path) -> None:
    files = book(site, BOOK)
    assert lost_links(files) == []
    # Between documents, from a text to our notes, and back.
    assert found(files["secto-8.xhtml"], "//x:a[starts-with(@href, 'excomm-24.xhtml#')]")
    signs = found(files["secto-8.xhtml"], "//x:a[@class='sheet-sign']")
    assert len(signs) == len(page_text(site, "secto-8").select(".annotation-ref"))
    assert all(found(files["secto-8.xhtml"], f"//x:li[@id='{str(one.get('href'))[1:]}']") for one in signs)


def said(files: dict[str, _Element], name: str) -> list[str | None]:
    return [one.text for one in found(files["package.opf"], f"//opf:meta[@property='{name}']")]


def test_a_book_says_whose_pages_it_has_and_who_made_the_document(site: Path) -> None:
    files = book(site, "documents/frus1964-68v23-d360/frus1964-68v23-d360.epub")
    volume = "Foreign Relations of the United States, 1964–1968, vol. 23, Congo, 1960–1968"
    assert said(files, "pageBreakSource") == [volume]
    assert [one.text for one in found(files["package.opf"], "//dc:creator")] == ["Carolyn J. Proctor"]
    assert said(book(site, "documents/secto-8/secto-8.epub"), "pageBreakSource") == ["Secto 8"]
    sources = str(said(book(site, BOOK), "pageBreakSource")[0]).split("; ")
    assert len(sources) == 4
    assert volume in sources


def test_a_document_in_a_book_says_how_it_is_cited(site: Path) -> None:
    foot = found(book(site, BOOK)["excomm-24.xhtml"], "//x:div[@class='edition-foot']")[0]
    assert words_of(foot).strip().startswith("Smith, Bromley. “Summary Record of NSC Executive Committee")


def test_our_annotations_stand_apart_from_the_documents_own_notes(site: Path) -> None:
    tree = book(site, BOOK)["frus1964-68v23-d360.xhtml"]
    own = found(tree, "//x:section[@role='doc-endnotes']//x:li")
    ours = found(tree, "//x:section[@class='sheet-annotations']//x:li[@id]")
    assert [one.get("id") for one in own] == ["fn1", "fn2"]
    assert ours
    assert not set(own) & set(ours)


@pytest.fixture(scope="module")
def volume_site(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    edition = tmp_path_factory.mktemp("volume")
    folder = edition / "sources/frus1961-63v15"
    folder.mkdir(parents=True)
    packed = next((shared / "tei/volumes").glob("*v15*.gz"))
    (folder / "source.xml").write_bytes(gzip.decompress(packed.read_bytes()))
    (edition / "docs").mkdir()
    (edition / "mkdocs.yml").write_text(
        "site_name: A volume\nsite_url: https://example.org/v/\ntheme: {name: mkdocs}\n"
        "plugins: [edition: {search: false, previews: false, facing: false, books: epub}]\n",
        encoding="utf-8",
    )
    built = build(edition)
    assert built.returncode == 0, built.stderr
    return edition / "site"


VOLUME = "volumes/frus1961-63v15/frus1961-63v15.epub"


def test_the_book_of_a_volume_is_as_the_standard_asks(volume_site: Path) -> None:
    assert complaints(volume_site / VOLUME) == []
    assert not (volume_site / "downloads/a-volume.epub").exists()


def test_the_book_of_a_volume_is_nested_as_the_volume_is(volume_site: Path) -> None:
    files = book(volume_site, VOLUME)
    assert lost_links(files) == []
    way = "//x:nav[@id='toc']/x:ol/x:li[x:a/@href='frus1961-63v15-comp1.xhtml']/x:ol/x:li[1]"
    chapter = found(files["_contents.xhtml"], way)[0]
    assert [str(one.get("href")) for one in found(chapter, "x:a")] == ["frus1961-63v15-ch1.xhtml"]
    assert str(found(chapter, "x:ol/x:li/x:a")[0].get("href")) == "frus1961-63v15-d1.xhtml"
    documents = [name for name in files if "-d" in name]
    assert len(documents) == 256
    assert [page for _, page in nav(files, "page-list")] == [page for _, page in page_breaks(files)]


def test_each_page_of_a_volume_is_in_its_list_once(volume_site: Path) -> None:
    source = (volume_site.parent / "sources/frus1961-63v15/source.xml").read_text(encoding="utf-8")
    labels = [label for label, _ in nav(book(volume_site, VOLUME), "page-list")]
    assert labels == re.findall(r'<pb\b[^>]*\bn="([^"]*)"', source)
    assert len(labels) == len(set(labels)) == 718


def test_every_word_of_every_document_of_a_volume_is_in_its_book(volume_site: Path) -> None:
    files = book(volume_site, VOLUME)
    for document in ("frus1961-63v15-d1", "frus1961-63v15-d25", "frus1961-63v15-d163", "frus1961-63v15-d200"):
        assert reading_text(chapter_text(files, document)) == reading_text(page_text(volume_site, document))


def test_a_link_out_of_the_book_leads_to_the_site_where_its_address_is_known(volume_site: Path) -> None:
    files = book(volume_site, "documents/frus1961-63v15-d2/frus1961-63v15-d2.epub")
    links = [str(one.get("href")) for one in found(files["frus1961-63v15-d2.xhtml"], "//x:a")]
    assert "https://example.org/v/documents/frus1961-63v15-d2/" in links
    title = str(found(files["package.opf"], "//dc:title")[0].text)
    assert title.endswith(" Rusk: FRUS, 1961–1963, Volume XV, document 2, 10 March 1962")
    assert all(link.startswith(("#", "https://", "frus1961-63v15-d2.xhtml")) for link in links)


TAKEN = [
    BOOK,
    "documents/secto-8/secto-8.epub",
    "documents/secto-8/secto-8.md",
    "packs/two-weeks-after/two-weeks-after.epub",
]


def test_the_page_of_downloads_leads_to_every_book(volume_site: Path, site: Path) -> None:
    for folder, names in (
        (site, TAKEN),
        (volume_site, [VOLUME]),
    ):
        html = (folder / "downloads/index.html").read_text(encoding="utf-8")
        listed = {str(one["href"]) for one in soup(html).select(".edition-downloads a[download]")}
        files = {(folder / "downloads" / address).resolve() for address in listed}
        assert {(folder / name).resolve() for name in names} <= files
        assert all(file.is_file() for file in files)


def test_an_edition_makes_no_books_unless_it_says_so(edition_copy: Path) -> None:
    mkdocs = edition_copy / "mkdocs.yml"
    mkdocs.write_text(
        mkdocs.read_text(encoding="utf-8").replace("books: !ENV [EDITION_BOOKS, true]", "books: false"),
        encoding="utf-8",
    )
    assert build(edition_copy).returncode == 0
    assert list((edition_copy / "site").rglob("*.epub")) == []
