"""Documents of whole volumes, as the site shows them: what is read of a page is what the volume's TEI has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from edition.model import BlockKind, Document
from edition.readers.saved_page import ReadPage, read_saved_page
from edition.readers.saved_page.markup import names
from edition.readers.tei import open_tei, read_division
from edition.schema import Metadata
from edition.sources import MarkupSource
from tests.readers.saved_page.site import XML_ID, site_page

if TYPE_CHECKING:
    from lxml.etree import _Element

DOSSIER = Path(__file__).parents[4] / "shared" / "tei" / "dossier"
FILES = sorted(DOSSIER.glob("*.xml"))
BLOCKS = names(
    "affiliation attachment caption cell closer dateline head item label lb list opener p postscript row "
    "salute signed table"
)
NOTE = "\x00"

pytestmark = pytest.mark.skipif(
    not FILES, reason="the documents of whole volumes lie beside the project only"
)


@dataclass(slots=True)
class Expected:
    """What the TEI has: the words of the text and of each note, labels of pages and notes, counts."""

    text: list[str] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)
    references: list[str] = field(default_factory=list)


@pytest.mark.parametrize("saved", [True, False], ids=["saved", "fetched"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_has_the_words_the_notes_and_the_pages_of_its_document(path: Path, *, saved: bool) -> None:
    volume, document, title = opened(path)
    read = read_page(site_page(document, volume, title, saved=saved))
    found, expected = read.document, expected_of(document, volume)
    assert found is not None
    assert read.diagnostics == ()
    assert found.text.split() == expected.text
    assert [note.text.content.split() for note in found.notes] == expected.notes
    assert [note.label for note in found.notes] == expected.labels
    assert pages(found) == expected.pages
    assert references(found) == expected.references


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_has_the_lists_and_tables_of_its_document(path: Path) -> None:
    volume, document, title = opened(path)
    found = read_page(site_page(document, volume, title, saved=True)).document
    assert found is not None
    texts = [found.body, *(note.text for note in found.notes)]
    counts = {
        kind: sum(block.kind is kind for text in texts for block in text.walk())
        for kind in (BlockKind.LIST, BlockKind.ITEM, BlockKind.TABLE, BlockKind.ROW, BlockKind.CELL)
    }
    assert counts == {kind: len(document.findall(f".//{{*}}{kind.value}")) for kind in counts}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_and_the_volume_give_one_text_with_its_points_in_one_place(path: Path) -> None:
    volume, document, title = opened(path)
    page = read_page(site_page(document, volume, title, saved=True)).document
    source = MarkupSource(id=path.stem, path=f"sources/{path.stem}/source.xml", data=path.read_bytes())
    division = read_division(open_tei(source), document.get(XML_ID, "")).document
    assert page is not None
    assert page.text == division.text
    assert [note.text.content for note in page.notes] == [note.text.content for note in division.notes]
    assert points(page) == points(division)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_states_its_address_its_volume_and_its_title(path: Path) -> None:
    volume, document, title = opened(path)
    read = read_page(site_page(document, volume, title, saved=False))
    assert read.document is not None
    assert read.document.number == document.get("n")
    assert read.metadata.title is not None
    assert read.metadata.title.value == read.document.title
    assert read.metadata.url is not None
    assert read.metadata.url.value == (
        f"https://history.state.gov/historicaldocuments/{volume}/{document.get(XML_ID)}"
    )
    assert read.metadata.container_title is not None
    assert read.metadata.container_title.value == title


def opened(path: Path) -> tuple[str, _Element, str]:
    tree = etree.parse(path).getroot()
    document = tree.find(".//{*}div[@type='document']")
    titles = tree.xpath("//*[local-name()='title'][@type='complete']")
    assert document is not None
    return path.stem.rpartition("_")[0], document, " ".join(titles[0].text.split())


def points(document: Document) -> list[tuple[str, str, int]]:
    """Return the places at which the text calls notes and turns pages."""
    calls = [("note", one.label, one.offset) for one in document.body.note_refs]
    return [*calls, *(("page", one.label, one.offset) for one in document.body.page_breaks)]


def read_page(html: str) -> ReadPage:
    source = MarkupSource(id="case", path="sources/case/source.html", data=html.encode())
    return read_saved_page(source, Metadata())


def pages(document: Document) -> list[tuple[str, str]]:
    texts = [document.body, *(note.text for note in document.notes)]
    return sorted((page.label, page.name) for text in texts for page in text.page_breaks)


def references(document: Document) -> list[str]:
    texts = [document.body, *(note.text for note in document.notes)]
    return sorted(one.target for text in texts for one in text.references)


def expected_of(document: _Element, volume: str) -> Expected:
    expected = Expected()
    notes: list[_Element] = []
    for note in document.iter("{*}note"):
        notes.append(note)
        inline = note.get("rend") == "inline"
        expected.labels.append("" if inline else note.get("n") or str(count(notes)))
    expected.text = tokens(words_of(document))
    expected.notes = [tokens(words_of(note)) for note in notes]
    expected.pages = sorted((page.get("n", ""), page.get(XML_ID, "")) for page in document.iter("{*}pb"))
    targets = [ref.get("target", "") for ref in document.iter("{*}ref")]
    expected.references = sorted(f"{volume}{one}" if one.startswith("#") else one for one in targets)
    return expected


def count(notes: list[_Element]) -> int:
    return sum(note.get("rend") != "inline" for note in notes)


def words_of(element: _Element) -> str:
    """Return an element's words with a blank at each block's edges, and a sign for each note in it."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            name = child.tag.rpartition("}")[2]
            edge = " " if name in BLOCKS else ""
            parts.append(NOTE if name == "note" else f"{edge}{words_of(child)}{edge}")
        parts.append(child.tail or "")
    return "".join(parts)


def tokens(words: str) -> list[str]:
    """Return the words; a blank before the marker of a note is none, unless two words would become one."""
    words = re.sub(rf"\s+{NOTE}(?=[^\W_])", " ", words)
    return re.sub(rf"\s*{NOTE}", "", words).split()
