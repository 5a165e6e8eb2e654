"""Law (b): the text content of what is rendered, apparatus aside, is the text."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.model import Block, BlockKind, Mark, MarkKind, NoteRef, PageBreak, Span, Text
from edition.render.inline import Inserted, Wrapped, render_span
from edition.render.text import TextParts, marks_of, points_of, render_text
from tests.reading_text import fold, reading_text, soup

WORDS = st.text(
    alphabet=st.one_of(
        st.sampled_from(string.ascii_letters + " .<>&\"'*_#`[](){}%1א"),
        st.characters(codec="utf-8", categories=["L", "P", "S", "N"]),
    ),
    max_size=40,
)


def element(name: str, start: int, end: int, rank: int = 0, tail: str = "") -> Wrapped:
    return Wrapped(
        span=Span(start, end),
        opening=f"<{name}>",
        again=f"<{name} again>",
        closing=f"</{name}>",
        tail=tail,
        rank=rank,
    )


@pytest.mark.parametrize(
    ("wrapped", "inserted", "expected"),
    [
        ([], [], "one two three"),
        ([element("a", 0, 3)], [], "<a>one</a> two three"),
        ([element("a", 0, 7), element("b", 4, 13)], [], "<a>one <b>two</b></a><b again> three</b>"),
        ([element("b", 0, 3, 1), element("a", 0, 3, 0)], [], "<a><b>one</b></a> two three"),
        (
            [element("a", 0, 7, tail="!"), element("b", 4, 13)],
            [],
            "<a>one <b>two</b></a>!<b again> three</b>",
        ),
        ([element("a", 4, 7, tail="!")], [Inserted(offset=7, html="|")], "one <a>two</a>!| three"),
        ([element("a", 4, 13)], [Inserted(offset=8, html="|")], "one <a>two |three</a>"),
        ([element("a", 4, 4)], [Inserted(offset=13, html="|")], "one two three|"),
    ],
    ids=["nothing", "one", "crossing", "ranks", "tail", "point behind", "point within", "empty and end"],
)
def test_ranges_become_nested_elements(
    wrapped: list[Wrapped], inserted: list[Inserted], expected: str
) -> None:
    assert render_span("one two three", Span(0, 13), wrapped, inserted) == expected


def test_a_range_goes_on_from_one_block_to_the_next() -> None:
    one = element("a", 4, 13, tail="!")
    parts = [render_span("one two three", span, [one], []) for span in (Span(0, 7), Span(8, 13))]
    assert parts == ["one <a>two</a>", "<a again>three</a>!"]


@st.composite
def texts(draw: st.DrawFn) -> Text:
    lines = draw(st.lists(WORDS.filter(str.strip), min_size=1, max_size=5))
    content = "\n".join(lines)
    points = st.integers(0, len(content))
    spans = st.tuples(points, points).map(lambda pair: Span(min(pair), max(pair)))
    blocks, start = [], 0
    for line in lines:
        kind = draw(
            st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.DATELINE, BlockKind.SIGNATURE])
        )
        blocks.append(Block(kind, Span(start, start + len(line))))
        start += len(line) + 1
    marks = draw(st.lists(st.builds(Mark, st.sampled_from(MarkKind), spans), max_size=4))
    offsets = sorted(draw(st.lists(points, max_size=3)))
    return Text(
        content=content,
        blocks=tuple(blocks),
        marks=tuple(marks),
        page_breaks=tuple(PageBreak(label=str(n), offset=offset) for n, offset in enumerate(offsets, 1)),
        note_refs=tuple(
            NoteRef(label=str(n), offset=offset, note=None) for n, offset in enumerate(offsets, 1)
        ),
    )


@given(texts())
def test_no_character_of_a_text_is_lost_or_added(text: Text) -> None:
    parts = TextParts(text=text, wrapped=marks_of(text), inserted=points_of(text, ()), numbered=True)
    assert reading_text(soup(render_text(parts))) == fold(text.content)


@given(texts())
def test_every_paragraph_has_its_number_and_every_page_its_break(text: Text) -> None:
    parts = TextParts(text=text, inserted=points_of(text, ()), numbered=True)
    page = soup(render_text(parts))
    assert [p["id"] for p in page.select("p[id]")] == [f"p{n}" for n, _ in enumerate(text.paragraphs(), 1)]


def test_a_spaced_ellipsis_is_kept_on_one_line() -> None:
    content = "24 hours . . . ; if"
    text = Text(content=content, blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(content))),))
    assert '<span class="ellipsis">. . .</span>' in render_text(TextParts(text=text))


def test_right_to_left_script_sets_its_own_direction() -> None:
    content = "שלום"
    text = Text(content=content, blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(content))),))
    assert render_text(TextParts(text=text)) == '<p dir="auto">שלום</p>\n'
