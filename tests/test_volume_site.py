"""Two whole volumes, built: every word, note, page, table, list and reference of the files is on the site."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree, html

from edition.site_check import check_site
from tests.harness import ROOT, build, need

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VOLUMES = ROOT.parent / "shared/tei/volumes"
NAMES = ("frus1961-63v06", "frus1961-63v15")
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
# What begins and ends a block of the text; all else stands in the line.
BLOCKS = {
    *(
        "byline",
        "cell",
        "closer",
        "dateline",
        "div",
        "docImprint",
        "docTitle",
        "figure",
        "head",
        "item",
        "label",
    ),
    *(
        "list",
        "opener",
        "p",
        "postscript",
        "quote",
        "row",
        "salute",
        "signed",
        "table",
        "titlePage",
        "titlePart",
    ),
}
SPACED = {"br", "li", "p", "div", "td", "th", "tr", "table", "ul", "ol", "section", "blockquote", "caption"}
SPACED |= {"h1", "h2", "h3", "h4", "h5", "h6"}
Element = Any


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not VOLUMES.is_dir():
        need("the volumes of FRUS beside the project")
    edition = tmp_path_factory.mktemp("volumes")
    (edition / "docs").mkdir()
    (edition / "mkdocs.yml").write_text(
        "site_name: Volumes\nsite_url: https://example.org/\ntheme: {name: material, font: false}\n"
        "plugins: [edition: {search: false}]\n"
    )
    for name in NAMES:
        (edition / "sources" / name).mkdir(parents=True)
        (edition / "sources" / name / "source.xml").write_bytes(source(name))
    built = build(edition)
    assert built.returncode == 0, built.stderr
    return edition / "site"


@cache
def source(name: str) -> bytes:
    return gzip.decompress((VOLUMES / f"{name}.xml.gz").read_bytes())


@cache
def documents(name: str) -> dict[str, Element]:
    root = etree.fromstring(source(name))
    return {str(one.get(XML_ID)): one for one in root.iter(f"{TEI}div") if one.get("type") == "document"}


def local(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def tei_words(element: Element, *, top: bool = True) -> str:
    """Return an element's words without its notes'; a blank at each edge of a block and at `lb`."""
    name = local(element)
    if not name or (name == "note" and not top):
        return ""
    parts = [element.text or ""]
    for child in element:
        parts += [tei_words(child, top=False), child.tail or ""]
    words = "".join(parts)
    return f" {words} " if name in BLOCKS or name == "lb" else words


def page_words(element: Element) -> str:
    """Return the words of a page's element, apparatus aside."""
    if not isinstance(element.tag, str) or element.get("data-apparatus") is not None:
        return ""
    parts = [element.text or ""]
    for child in element:
        parts += [page_words(child), child.tail or ""]
    words = "".join(parts)
    return f" {words} " if element.tag in SPACED else words


@cache
def page(path: Path) -> Element:
    return html.fromstring(path.read_text(encoding="utf-8"))


def pages_of(site: Path, name: str) -> Iterator[tuple[str, Element, Element]]:
    for xml_id, element in documents(name).items():
        yield xml_id, element, page(site / "documents" / f"{name}-{xml_id}" / "index.html")


def counted(element: Element, *paths: str) -> list[int]:
    return [len(element.xpath(path)) for path in paths]


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_text_is_on_its_page_in_order(site: Path, name: str) -> None:
    for xml_id, element, built in pages_of(site, name):
        (text,) = built.xpath("//*[contains(concat(' ', @class, ' '), ' edition-text ')]")
        assert page_words(text).split() == tei_words(element).split(), xml_id


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_note_is_in_its_note(site: Path, name: str) -> None:
    for xml_id, element, built in pages_of(site, name):
        notes = built.xpath("//section[@role='doc-endnotes']/ol/li")
        expected = [tei_words(note).split() for note in element.iter(f"{TEI}note")]
        assert [page_words(note).split() for note in notes] == expected, xml_id


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_as_many_of_each_thing_as_the_source(site: Path, name: str) -> None:
    prefix = {"t": TEI.strip("{}")}
    for xml_id, element, built in pages_of(site, name):
        text = built.xpath("//article[@data-document]")[0]
        found = counted(
            text,
            ".//section[@role='doc-endnotes']/ol/li",
            ".//*[@role='doc-pagebreak']",
            ".//*[contains(@class, 'edition-text') or @role='doc-endnotes']//table",
            ".//*[contains(@class, 'edition-text') or @role='doc-endnotes']//*[self::td or self::th]",
            ".//*[contains(@class, 'edition-text')]//*[self::ul or self::ol]"
            " | .//section[@role='doc-endnotes']/ol/li//*[self::ul or self::ol]",
            ".//*[contains(@class, 'edition-text')]//li | .//section[@role='doc-endnotes']/ol/li//li",
        )
        expected = [
            len(element.xpath(f".//t:{what}", namespaces=prefix))
            for what in ("note", "pb", "table", "cell", "list", "item")
        ]
        assert found == expected, xml_id


@pytest.mark.parametrize("name", NAMES)
def test_every_page_break_has_an_address(site: Path, name: str) -> None:
    root = etree.fromstring(source(name))
    labels = Counter(str(one.get("n")) for one in root.iter(f"{TEI}pb"))
    addresses: Counter[str] = Counter()
    for path in (*site.glob(f"documents/{name}-*/index.html"), *site.glob(f"volumes/{name}/*/index.html")):
        addresses.update(
            match for match in re.findall(r'id="pg_([\w.-]+)"', path.read_text(encoding="utf-8"))
        )
    assert [label for label, number in labels.items() if addresses[label] < number] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_on_which_a_document_starts_is_known(site: Path, name: str) -> None:
    root = etree.fromstring(source(name))
    label = ""
    for element in root.iter(f"{TEI}pb", f"{TEI}div"):
        if local(element) == "pb":
            label = str(element.get("n"))
        elif element.get("type") == "document":
            built = page(site / "documents" / f"{name}-{element.get(XML_ID)}" / "index.html")
            first = built.xpath("//nav[contains(@class, 'edition-pages')]//li[1]/a")[0]
            begins = next((one for one in element.iter() if local(one) in {"pb", "head", "p", "note"}), None)
            expected = begins.get("n") if begins is not None and local(begins) == "pb" else label
            assert first.text == expected, element.get(XML_ID)


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_leads_where_it_says_or_is_reported(site: Path, name: str) -> None:
    for xml_id, element, built in pages_of(site, name):
        written = Counter(one.get("target") for one in element.iter(f"{TEI}ref") if one.get("target"))
        links: Counter[str] = Counter()
        for link in built.xpath("//a[contains(@class, 'reference')][@href]"):
            links[link.get("href")] += 1
        assert sum(links.values()) == sum(written.values()), xml_id
        for target, number in written.items():
            document = re.fullmatch(r"#(d\d+[a-z]?)", target)
            if document and document[1] != xml_id:
                assert links[f"../{name}-{document[1]}/"] >= number, (xml_id, target)


@pytest.mark.parametrize("name", NAMES)
def test_an_abbreviation_leads_to_its_entry(site: Path, name: str) -> None:
    terms = page(site / "volumes" / name / "terms" / "index.html")
    entries = {one.get("id"): page_words(one) for one in terms.xpath("//*[@class='entry']")}
    root = etree.fromstring(source(name))
    listed = [one for one in root.iter(f"{TEI}term") if one.get(XML_ID)]
    assert entries == {f"entry-{one.get(XML_ID)}": tei_words(one) for one in listed}
    for xml_id, element, built in pages_of(site, name):
        named = {(one.get("target") or "").removeprefix("#") for one in element.iter(f"{TEI}gloss")}
        links = {link.rpartition("#entry-")[2] for link in built.xpath("//a[@class='mention term']/@href")}
        assert links == {target for target in named if f"entry-{target}" in entries}, xml_id


def test_every_link_of_the_site_lands_on_an_element(site: Path) -> None:
    names = [path.parent.name for path in site.glob("documents/*/index.html")]
    problems = check_site(site, documents=names, address="https://example.org/")
    others = [problem for problem in problems if problem.code != "document-unknown"]
    assert list(map(str, others)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_word_outside_documents_is_on_a_page_of_the_volume(site: Path, name: str) -> None:
    root = etree.fromstring(source(name))
    (text,) = root.iter(f"{TEI}text")
    for one in [one for one in text.iter(f"{TEI}div") if one.get("type") == "document"]:
        tail, parent, before = one.tail or "", one.getparent(), one.getprevious()
        assert parent is not None
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
        parent.remove(one)
    expected = Counter(" ".join(all_words(text)).split())
    found: Counter[str] = Counter()
    for path in site.glob(f"volumes/{name}/*/index.html"):
        built = page(path)
        for part in built.xpath(
            "//*[contains(concat(' ', @class, ' '), ' edition-text ')]"
            " | //section[@role='doc-endnotes']/ol/li"
        ):
            found.update(page_words(part).split())
    assert expected - found == Counter()
    assert found - expected == Counter()


def all_words(element: Element) -> Iterator[str]:
    """Yield an element's words, and apart from them those of each note in it."""
    yield tei_words(element)
    for note in element.iter(f"{TEI}note"):
        yield tei_words(note)
