"""Every word of every document of two volumes and of the dossier, main text and notes apart, counted anew."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from edition.model import BlockKind
from edition.readers.tei import count_division, open_tei, read_division
from edition.readers.tei.account import draw_account, string_value
from edition.readers.tei.text import read_text
from edition.sources import MarkupSource
from tests.model_invariants import assert_nested, assert_texts, spans_of
from tests.readers.tei.accounts import assert_account

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import Text
    from edition.readers.tei.text import DivisionText

TEI_FOLDER = Path(__file__).parents[4] / "shared" / "tei"
FILES = [*sorted(TEI_FOLDER.glob("volumes/*.xml.gz")), *sorted(TEI_FOLDER.glob("dossier/*.xml"))]
NAMESPACE = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
# fmt: off
BLOCKS = {
    "attachment", "byline", "cell", "closer", "dateline", "div", "docImprint", "figure", "head", "item",
    "label", "list", "opener", "p", "page-count-according-to-citation", "postscript", "problem", "quote",
    "row", "salute", "signed", "table", "titlePage", "titlePart", "uh-oh",
}
# fmt: on
COUNTED = {
    "table": BlockKind.TABLE,
    "row": BlockKind.ROW,
    "cell": BlockKind.CELL,
    "list": BlockKind.LIST,
    "item": BlockKind.ITEM,
    "signed": BlockKind.SIGNATURE,
    "dateline": BlockKind.DATELINE,
}

if not FILES:
    pytest.skip("the TEI volumes are not beside the project", allow_module_level=True)


def words_of(element: Any, notes: list[str]) -> Iterator[str]:
    """Yield the pieces of the main text; those of each note are put into `notes`, in document order."""
    name = etree.QName(element).localname
    edge = " " if name in BLOCKS or name == "lb" else ""
    yield edge + (element.text or "")
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname == "note":
            place = len(notes)
            notes.append("")
            notes[place] = "".join(words_of(child, notes))
        elif isinstance(child.tag, str):
            yield from words_of(child, notes)
        yield child.tail or ""
    yield edge


def counts_of(element: Any) -> Counter[str]:
    names = Counter(etree.QName(one).localname for one in element.iter(f"{NAMESPACE}*"))
    return Counter({name: names[name] for name in ("note", "pb", *COUNTED)})


def counts_in(read: DivisionText) -> Counter[str]:
    texts: list[Text] = [read.body, *(note.text for note in read.notes)]
    kinds = Counter(block.kind for text in texts for block in text.walk())
    counts = Counter({name: kinds[kind] for name, kind in COUNTED.items()})
    return counts + Counter(note=len(read.notes), pb=sum(len(text.page_breaks) for text in texts))


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_word_is_there_in_its_order_in_the_text_or_in_its_note(path: Path) -> None:
    root = etree.fromstring(data_of(path))
    names = {str(name) for name in root.xpath(".//@xml:id")}
    documents = [div for div in root.iter(f"{NAMESPACE}div") if div.get("type") == "document"]
    assert documents
    for document in documents:
        read = read_text(document, names=names)
        notes: list[str] = []
        expected = "".join(words_of(document, notes)).split()
        name = document.get(XML_ID)
        assert (name, read.body.content.split()) == (name, expected)
        assert [note.text.content.split() for note in read.notes] == [note.split() for note in notes]
        assert (name, +counts_in(read)) == (name, +counts_of(document))
        paragraphs = document.xpath(".//*[local-name() = 'p'][not(ancestor::*[local-name() = 'note'])]")
        assert (name, len(read.body.paragraphs())) == (name, len(paragraphs))
        assert_texts(read.body, read.notes)
        assert_nested(spans_of(read.body))
        assert_account(string_value(document), read, draw_account(document, read))


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_character_of_a_file_is_in_one_of_its_divisions(path: Path) -> None:
    data = data_of(path)
    opened = open_tei(MarkupSource(id="volume", path="sources/volume/source.xml", data=data))
    written = 0
    for name in opened.parts:
        document = read_division(opened, name).document
        assert_texts(document.body, document.notes)
        value, counted = count_division(opened, name)
        assert_account(value, counted, counted.account)
        written += sum(map(characters, [document.text, *(note.text.content for note in document.notes)]))
    text: Any = etree.fromstring(data).find(f"{NAMESPACE}text")
    listed = (
        0
        if opened.volume
        else sum(characters("".join(one.itertext())) for one in text.iter(f"{NAMESPACE}front"))
    )
    assert written == characters("".join(text.itertext())) - listed


def data_of(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def characters(words: str) -> int:
    return len("".join(words.split()))
