"""Passages as they are taken away: the words are those of the text, and what stands with them lands."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from edition.edition import load, open_document
from edition.packs.extents import PassageError
from edition.render.sheet_annotations import Layers
from edition.render.sheet_passages import Passage, range_of
from edition.render.sheet_tree import Cut, cut_out, grow, written
from edition.render.sheets import Setting, render_sheet, sheet_of
from edition.schema import TextQuoteSelector
from tests.reading_text import fold, reading_text, soup

if TYPE_CHECKING:
    from edition.records import DocumentRecord
    from edition.resolved import Edition
    from edition.typeset import ReadDocument

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "edition"
DOCUMENTS = [
    *((ROOT, name) for name in ("excomm-24", "frus1961-63v14-d214", "frus1964-68v23-d360", "secto-8")),
    *(
        (GOLDEN, path.name)
        for path in sorted((GOLDEN / "sources").iterdir())
        if (path / "metadata.yml").is_file()
    ),
]


@cache
def edition_of(root: Path) -> Edition:
    return load(root)[0]


def opened(root: Path, name: str) -> tuple[DocumentRecord, ReadDocument]:
    found = edition_of(root).by_id.get(name)
    document, _ = open_document(root, name)
    if found is None or document is None:
        pytest.skip("a volume, which is no document itself")
    return found, document


def url_for(page: str, fragment: str = "") -> str:
    return f"{page}/#{fragment}" if fragment else f"{page}/"


def words(html: str) -> str:
    return reading_text(soup(f"<div>{html}</div>"))


def unspaced(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("root", "name"), DOCUMENTS, ids=str)
def test_a_page_range_holds_exactly_the_words_between_its_breaks(root: Path, name: str) -> None:
    record, read = opened(root, name)
    body = read.document.document.body
    first = [] if body.first_page is None else [(body.first_page.label, 0)]
    starts = [*first, *((one.label, one.offset) for one in body.page_breaks)]
    for place, (label, start) in enumerate(starts):
        for last in range(place, len(starts)):
            end = starts[last + 1][1] if last + 1 < len(starts) else len(body.content)
            pages = label if last == place else f"{label}-{starts[last][0]}"
            sheet = sheet_of(edition_of(root), record, url_for, Passage(pages=pages))
            # A break may stand within a word, which a test of words would not see.
            assert unspaced(words(sheet.text)) == unspaced(body.content[start:end]), pages
            assert [shown for shown, _ in sheet.pages] == [
                one.label
                for one in body.page_breaks
                if start <= one.offset < end or one.offset == end == len(body.content)
            ]


@pytest.mark.parametrize(("root", "name"), DOCUMENTS, ids=str)
def test_paragraphs_and_annotated_passages_are_cut_exactly(root: Path, name: str) -> None:
    record, read = opened(root, name)
    text = read.document.document.text
    edition = edition_of(root)
    for number, block in enumerate(read.document.document.body.paragraphs(), 1):
        sheet = sheet_of(edition, record, url_for, Passage(paragraphs=str(number)))
        assert unspaced(words(sheet.text)) == unspaced(block.span.of(text))
    for one in read.document.anchored:
        sheet = sheet_of(edition, record, url_for, Passage(annotation=one.annotation.id))
        assert unspaced(words(sheet.text)) == unspaced(one.words)
        quoted = sheet_of(edition, record, url_for, Passage(quote=one.annotation.target))
        assert unspaced(words(quoted.text)) == unspaced(one.words)


@pytest.mark.parametrize(("root", "name"), DOCUMENTS, ids=str)
def test_a_whole_sheet_is_well_formed_and_each_of_its_links_lands(root: Path, name: str) -> None:
    record, read = opened(root, name)
    sheet = sheet_of(edition_of(root), record, url_for, setting=Setting(prefix="x-"))
    assert words(sheet.text) == fold(read.document.document.text)
    assert sheet.words == len(read.document.document.text.split())
    tree = etree.fromstring(f"<div>{render_sheet(sheet, 3)}</div>")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(name.startswith("x-") for name in ids)
    assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= set(ids)
    assert not tree.xpath("//aside | //a[contains(@class, 'mention')]")
    shown = {one.annotation.id for one in read.document.anchored}
    passages = {name.removeprefix("x-") for name in tree.xpath("//mark/@id")}
    assert passages <= shown
    assert len(tree.xpath("//a[@class='sheet-sign']")) == len(passages)


@pytest.mark.parametrize(("root", "name"), DOCUMENTS, ids=str)
def test_without_layers_there_is_the_text_alone(root: Path, name: str) -> None:
    record, read = opened(root, name)
    layers = Layers(notes=False, annotations=False, questions=False)
    sheet = sheet_of(edition_of(root), record, url_for, setting=Setting(layers=layers))
    assert (sheet.notes, sheet.annotations, sheet.questions) == ("", "", "")
    assert words(sheet.text) == fold(read.document.document.text)
    assert not re.search(r"<mark|note-ref|sheet-sign|corr", sheet.text)


def test_a_passage_has_the_notes_annotations_and_questions_of_its_own_words() -> None:
    record, _ = opened(ROOT, "frus1964-68v23-d360")
    first, second = (
        sheet_of(edition_of(ROOT), record, url_for, Passage(pages=label)) for label in ("521", "522")
    )
    assert (first.page, second.page) == ("521", "522")
    assert 'id="fn1"' in first.notes
    assert 'id="fn1"' not in second.notes
    assert 'id="note-telephone-memorandum"' in first.annotations
    assert 'id="question-telephone-memorandum"' in first.questions
    assert "telephone-memorandum" not in second.annotations + second.questions


def test_a_passage_that_begins_within_a_page_says_so() -> None:
    record, _ = opened(ROOT, "excomm-24")
    sheet = sheet_of(edition_of(ROOT), record, url_for, Passage(paragraphs="2"))
    assert 'data-notation="Page 1, continued"' in sheet.text
    assert sheet.pages == ()


@pytest.mark.parametrize(
    ("passage", "message"),
    [
        (Passage(pages="9"), "the document has no page 9; it has pages 1 to 5"),
        (Passage(pages="4-9"), "the document has no pages 4-9; it has pages 1 to 5"),
        (Passage(pages="4-2"), "the document has no pages 4-2; it has pages 1 to 5"),
        (Passage(paragraphs="99"), "the document has no paragraph 99; it has paragraphs 1 to 33"),
        (Passage(annotation="nobody"), "the document has no annotation 'nobody'"),
    ],
)
def test_what_a_document_does_not_have_is_said(passage: Passage, message: str) -> None:
    record, _ = opened(ROOT, "excomm-24")
    with pytest.raises(PassageError, match=f"^{re.escape(message)}$"):
        sheet_of(edition_of(ROOT), record, url_for, passage)


@pytest.mark.parametrize(
    ("words", "labels", "expected"),
    [
        ("2", ["1", "2"], (1, 1)),
        (" 2 – 3 ", ["1", "2", "3"], (1, 2)),
        ("XII-xiv", ["xii", "xiii", "xiv"], (0, 2)),
        ("A-1", ["A-1", "A-2"], (0, 0)),
        ("A-1-A-2", ["A-1", "A-2"], (0, 1)),
        ("3-2", ["1", "2", "3"], None),
        ("", ["1"], None),
        ("1-1", ["1", "2", "1"], (0, 0)),
    ],
)
def test_labels_may_hold_hyphens(words: str, labels: list[str], expected: tuple[int, int] | None) -> None:
    assert range_of(words, labels) == expected


def test_a_quote_may_run_over_paragraphs() -> None:
    record, read = opened(ROOT, "excomm-24")
    one, two = read.document.document.body.paragraphs()[1:3]
    text = read.document.document.text
    exact = " ".join([*one.span.of(text).split()[-6:], *two.span.of(text).split()[:5]])
    sheet = sheet_of(edition_of(ROOT), record, url_for, Passage(quote=TextQuoteSelector(exact=exact)))
    assert unspaced(words(sheet.text)) == unspaced(exact)


def test_cells_keep_their_columns_and_lists_their_numbers() -> None:
    tree = grow(
        "<table><tbody><tr><td>a</td><td></td><td>b</td></tr><tr><td>c</td><td>d</td><td></td></tr></tbody></table>"
        "<ol><li>e</li><li>f</li><li>g</li></ol>"
    )
    cut_out(tree, Cut(2, 6))
    assert written(tree.root) == (
        '<table><tbody><tr><td>c</td><td>d</td><td></td></tr></tbody></table><ol start="2"><li>f</li></ol>'
    ).replace('<ol start="2"><li>f</li></ol>', "<ol><li>e</li><li>f</li></ol>")


def test_what_xml_cannot_hold_is_shown_by_its_sign() -> None:
    assert grow("a\x01b\x7f").root.text == "a␁b␡"
