"""The laws on the real edition, and on sources and notes that mean harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edition.annotations.anchor import describe, find_quote
from edition.edition import load, open_document
from edition.model import BlockKind
from edition.pages import page_specs
from edition.render.document import render_document
from tests.harness import ROOT, document_ids
from tests.reading_text import fold, reading_text, soup

if TYPE_CHECKING:
    from pathlib import Path

    from edition.annotations.passages import AnnotatedDocument
    from edition.links import ResolvedLink

EDITION, PROBLEMS = load(ROOT)
HOSTILE = """\
<script>alert("title")</script> </title><script>alert(1)</script> & {{ title }}

July 4, 1962

[x](javascript:alert(1)) {{ config }} {% raw %} *stars* _lines_ `ticks` &amp; &lt; <!-- gone? --> </div></p>
# not a heading
1. not a list
* not a bullet
> not a quotation\t\tand two tabs
שלום עולם and العربية in one line with 1 < 2 > 0 "quotes" 'single'
    four blanks are no code
--- *** ___ ~~~ | a | b |
"""


def url_for(page: str, fragment: str = "") -> str:
    return f"/{page}#{fragment}"


def opened(root: Path, name: str) -> AnnotatedDocument:
    found, _ = open_document(root, name)
    assert found is not None
    return found.document


def law_b(root: Path, name: str) -> None:
    edition, _ = load(root)
    page = soup(render_document(edition, edition.by_id[name], url_for).content)
    text = page.select_one(".edition-text")
    assert text is not None
    assert reading_text(text) == fold(opened(root, name).document.text)


@pytest.mark.parametrize("name", document_ids())
def test_a_page_s_text_apparatus_aside_is_the_document_s_text(name: str) -> None:
    law_b(ROOT, name)


@pytest.mark.parametrize("name", document_ids())
def test_an_annotation_described_from_its_passage_anchors_to_it(name: str) -> None:
    document = opened(ROOT, name)
    text = document.document.text
    assert [
        one.annotation.id
        for one in document.anchored
        if find_quote(text, describe(text, one.span)) != one.span
    ] == []


def test_the_edition_has_no_errors_and_one_notice() -> None:
    assert [(problem.code, problem.severity, problem.location.path) for problem in PROBLEMS] == [
        ("note-missing", "notice", "sources/frus1961-63v14-d214/source.txt")
    ]


READING_TEXTS = {  # paragraphs, pages, notes, other blocks of the text
    "excomm-24": (33, "12345", 0, ["heading", "dateline", "signature"]),
    "secto-8": (4, "12345", 0, ["signature"]),
    "frus1964-68v23-d360": (1, "521 522", 2, ["heading"]),
    "frus1961-63v14-d214": (6, "587 588", 0, ["heading", "item", "signature"]),
}


@pytest.mark.parametrize("name", READING_TEXTS)
def test_the_reading_text_is_what_the_sources_hold(name: str) -> None:
    document = opened(ROOT, name).document
    paragraphs, pages, notes, others = READING_TEXTS[name]
    labels = [one.label for one in document.body.page_breaks]
    assert len(document.body.paragraphs()) == paragraphs
    assert labels == (pages.split() if " " in pages else list(pages))
    assert len(document.notes) == notes
    kinds = [leaf.kind.value for leaf in document.body.leaves() if leaf.kind is not BlockKind.PARAGRAPH]
    assert kinds == others


MINIMUM = {"secto-8": 12, "excomm-24": 12, "frus1964-68v23-d360": 6, "frus1961-63v14-d214": 6}


@pytest.mark.parametrize("name", MINIMUM)
def test_every_note_that_a_student_needs_gives_its_source(name: str) -> None:
    annotations = [one.annotation for one in EDITION.by_id[name].anchored]
    notes = {annotation.id: annotation.note for annotation in annotations if annotation.note}
    assert len(notes) >= MINIMUM[name]
    assert [id_ for id_, note in notes.items() if "*Source" not in note.split("\n\n")[-1]] == []


def crossed(link: ResolvedLink) -> bool:
    return {"cuba", "berlin"} <= {thread for pair in link.crossed() for thread in pair}


def test_a_link_is_shown_at_both_its_ends() -> None:
    pages = {
        document.id: soup(render_document(EDITION, document, url_for).content)
        for document in EDITION.documents
    }
    assert len(EDITION.links) > 20
    for link in EDITION.links:
        if isinstance(link.target, str):
            continue
        ends = ((link.origin, link.target), (link.target, link.origin))
        for here, there in ends:
            section = pages[here.document].select_one(".edition-crossings")
            assert section is not None
            address = f"/documents/{there.document}#{there.place.fragment}"
            assert section.select(f'a[href="{address}"]'), (here, there)
            assert link.link.why in section.get_text()


def test_the_crossings_page_shows_every_crossing_of_cuba_and_berlin() -> None:
    spec = next(spec for spec in page_specs(EDITION) if spec.name == "crossings")
    page = soup(spec.render(url_for).content)
    shown = page.select('li[id^="edition-cuba-berlin-"]')
    assert len(shown) == len([link for link in EDITION.links if crossed(link)]) > 0


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / "hostile"
    folder.mkdir(parents=True)
    (folder / "source.txt").write_text(HOSTILE, encoding="utf-8")
    return tmp_path


def test_a_source_s_markup_comes_out_as_its_characters(hostile: Path) -> None:
    edition, problems = load(hostile)
    assert list(map(str, problems)) == []
    page = soup(render_document(edition, edition.by_id["hostile"], url_for).content)
    text = page.select_one(".edition-text")
    assert text is not None
    assert reading_text(text) == fold(HOSTILE)
    assert page.select("script, a[href^=javascript]") == []
    law_b(hostile, "hostile")


PAYLOADS = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "<a href='//evil.example' onclick=alert(1)>x</a>",
    "![x](https://evil.example/x.png)",
    '</aside></div><style>*{display:none}</style><iframe src="https://evil.example">',
    "text {: onclick=alert(1) }",
    "{{ config }} {% include 'x' %}",
    '<p id="p1" class="annotation">x</p>',
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_annotation_can_do_no_harm(hostile: Path, payload: str) -> None:
    words = "'" + payload.replace("'", "''") + "'"
    (hostile / "sources/hostile/annotations.yml").write_text(
        f"- id: bad\n  exact: not a heading\n  note: {words}\n  question: {words}\n  correction: {words}\n"
        f"  links:\n    - to: hostile#p1\n      relation: answers\n      why: {words}\n",
        encoding="utf-8",
    )
    edition, _ = load(hostile)
    page = soup(render_document(edition, edition.by_id["hostile"], url_for).content)
    assert page.select("script, iframe, img, style, [onclick], [onerror], [style]") == []
    assert [a["href"] for a in page.select("a[href]") if not str(a["href"]).startswith(("/", "#"))] == []
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    law_b(hostile, "hostile")


def test_overlapping_passages_each_keep_their_words(tmp_path: Path) -> None:
    folder = tmp_path / "sources" / "memo"
    folder.mkdir(parents=True)
    (folder / "source.txt").write_text("One two three four.\n\nFive six seven eight.\n", encoding="utf-8")
    (folder / "annotations.yml").write_text(
        "- {id: a, exact: One two three, note: x}\n"
        "- {id: b, exact: three four. Five six, note: x}\n"
        "- {id: c, exact: six seven, correction: SIX}\n"
        "- {id: d, exact: two three, note: x}\n",
        encoding="utf-8",
    )
    edition, problems = load(tmp_path)
    assert problems == ()
    page = soup(render_document(edition, edition.by_id["memo"], url_for).content)
    words = {
        name: fold(
            " ".join(reading_text(mark) for mark in page.select(f'#{name}, [data-annotation="{name}"]'))
        )
        for name in "abcd"
    }
    assert words == {"a": "One two three", "b": "three four. Five six", "c": "six seven", "d": "two three"}
    law_b(tmp_path, "memo")
