"""Laws that hold for every text, whatever stands within and beside whatever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from edition.model import BlockKind, Span
from edition.render.holes import fill
from edition.render.inline import Inserted, Wrapped
from edition.render.text import TextParts, calls_of, marks_of, points_of, render_text
from tests.reading_text import fold, reading_text, soup
from tests.render.strict import problems
from tests.render.texts import documents, notes_of, texts

if TYPE_CHECKING:
    from edition.model import Document, Text

LINK = ' href="#there"'
# Texts of any shape are large: what is wrong with some of them is found among these.
FEW = settings(max_examples=50)


def body_of(document: Document, *more: Wrapped) -> str:
    text = document.body
    parts = TextParts(
        text=text,
        wrapped=[*marks_of(text), *more],
        inserted=points_of(text, calls_of(document)[0]),
        numbered=True,
    )
    return filled(render_text(parts))


def filled(html: str) -> str:
    return fill(html, {"mention": lambda _: LINK, "reference": lambda _: LINK})


def signed(span: Span, name: str) -> Wrapped:
    """Return the mark of an annotation, with its sign, which is a link."""
    start, tail = '<mark class="annotation"', f'<a href="#note-{name}" data-apparatus></a>'
    return Wrapped(span.start, span.end, f'{start} id="{name}">', f"{start}>", "</mark>", tail)


@given(documents())
@FEW
def test_no_character_of_a_text_is_lost_or_added(document: Document) -> None:
    assert reading_text(soup(body_of(document))) == fold(document.body.content)


@given(documents())
@FEW
def test_no_character_of_a_note_is_lost_or_added(document: Document) -> None:
    page = soup(filled(notes_of(document)))
    items = page.select(".edition-notes > ol > li:not(.missing)")
    assert [reading_text(item) for item in items] == [fold(note.text.content) for note in document.notes]


@given(documents(), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), max_size=3))
@FEW
def test_the_html_is_valid_without_link_in_link_or_id_twice(
    document: Document, passages: list[tuple[int, int]]
) -> None:
    content = document.body.content
    spans = [
        Span(start, start + len(words))
        for start, long in passages
        if (words := content[start : start + long].rstrip()) and not words[0].isspace()
    ]
    annotations = [signed(span, f"annotation-{number}") for number, span in enumerate(spans)]
    html = body_of(document, *annotations)
    assert problems(html + filled(notes_of(document))) == []
    page = soup(html)
    assert len(page.select("mark[id]")) == len(spans) == len(page.select('a[href^="#note-"]'))


@given(documents())
@FEW
def test_every_point_stands_once_and_has_an_address(document: Document) -> None:
    page = soup(body_of(document) + filled(notes_of(document)))
    every = [document.body, *(note.text for note in document.notes)]
    breaks = page.select("[role=doc-pagebreak][id^=pg_]")
    assert len(breaks) == sum(len(text.page_breaks) for text in every)
    assert len(page.select("a[role=doc-noteref][id^=fnref]")) == sum(len(text.note_refs) for text in every)
    assert len(page.select(".gap[data-apparatus]")) == sum(len(text.gaps) for text in every)
    ids = {element["id"] for element in page.select("[id]")}
    assert {a["href"][1:] for a in page.select(".note-ref, .note-back")} <= ids


@given(texts())
@FEW
def test_every_paragraph_has_its_number(text: Text) -> None:
    page = soup(render_text(TextParts(text=text, numbered=True)))
    numbers = [f"p{number}" for number, _ in enumerate(text.paragraphs(), 1)]
    assert [one["id"] for one in page.select("p[id], div[id]")] == numbers
    assert [one["href"] for one in page.select("a.permalink")] == [f"#{number}" for number in numbers]


@given(texts())
@FEW
def test_every_table_stays_a_table(text: Text) -> None:
    page = soup(render_text(TextParts(text=text, numbered=True)))
    blocks = list(text.walk())
    assert len(page.select("table")) == sum(block.kind is BlockKind.TABLE for block in blocks)
    assert len(page.select("ul, ol")) == sum(block.kind is BlockKind.LIST for block in blocks)
    items = [
        child
        for block in blocks
        for child in block.children
        if block.kind is BlockKind.LIST and child.kind is BlockKind.ITEM
    ]
    assert len(page.select("li")) == len(items)


@given(texts(), st.integers(0, 200))
@FEW
def test_a_point_without_a_block_is_not_lost(text: Text, offset: int) -> None:
    html = render_text(TextParts(text=text, inserted=[Inserted(offset, "<wbr>")]))
    assert html.count("<wbr>") == 1
