"""Laws of plain text and Markdown: every word of a text, and nothing else, whatever stands in it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt

from edition.model import Block, BlockKind, Gap, Mark, MarkKind, NoteRef, PageBreak, Span, Text
from edition.render.markdown_text import markdown_text
from edition.render.plain_text import plain_text
from tests.reading_text import soup
from tests.render.texts import texts

if TYPE_CHECKING:
    from collections.abc import Callable

PYTHON_MARKDOWN = Markdown(extensions=["tables", "footnotes", "attr_list", "def_list", "admonition"])
COMMONMARK = MarkdownIt("commonmark").enable("table").enable("strikethrough")
BREAKS = re.compile(r"<br\s*/?>")


def python_markdown(markdown: str) -> str:
    return PYTHON_MARKDOWN.reset().convert(markdown)


READERS = {"python-markdown": python_markdown, "commonmark": COMMONMARK.render}


def words_of(html: str) -> list[str]:
    """Return the words that readers of the rendered Markdown see."""
    page = BeautifulSoup(BREAKS.sub("\n", html), "lxml")
    for block in page.find_all(["p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"]):
        block.insert(0, " ")
        block.append(" ")
    return page.get_text().split()


def bare(text: Text) -> Text:
    """Return a text without points, and without lists whose numbers a form would print."""
    blocks = tuple(map(_unnumbered, text.blocks))
    marks = tuple(one for one in text.marks if one.kind not in (MarkKind.DELETION, MarkKind.UNCLEAR))
    return replace(text, blocks=blocks, marks=marks, page_breaks=(), note_refs=(), gaps=(), first_page=None)


def _unnumbered(block: Block) -> Block:
    children = tuple(map(_unnumbered, block.children))
    return replace(block, children=children, type=block.type.replace("ordered", ""))


def paragraph(words: str, **more: object) -> Text:
    return Text(content=words, blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(words))),), **more)  # type: ignore[arg-type]


@given(texts())
@settings(max_examples=150)
def test_plain_text_has_every_word_and_no_other(text: Text) -> None:
    assert plain_text(bare(text)).split() == text.content.split()


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
@given(text=texts())
@settings(max_examples=150)
def test_rendered_markdown_has_every_word_and_no_other(text: Text, reader: Callable[[str], str]) -> None:
    text = bare(text)
    assert words_of(reader(markdown_text(text))) == text.content.split()


ODD = st.text(alphabet="ab1 .)(-+*_#>=~`[]{}!|:&<\\^$\"'/?\n;ix", max_size=40)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
@given(
    words=ODD,
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(MarkKind)), max_size=4),
)
@example(
    words="&amp; 1. not a list\n# no heading\n- no item\n=====\n[a](b) ![c](d) <b> `x` **y** ~~z~~", spans=[]
)
@settings(max_examples=300)
def test_no_character_of_a_line_acts(
    words: str, spans: list[tuple[int, int, MarkKind]], reader: Callable[[str], str]
) -> None:
    words = "\n".join(line.strip() for line in words.split("\n"))
    marks = tuple(
        Mark(kind, Span(min(start, end), min(max(start, end), len(words))))
        for start, end, kind in spans
        if start != end and min(start, end) < len(words) and kind is not MarkKind.UNCLEAR
    )
    assert words_of(reader(markdown_text(paragraph(words, marks=marks)))) == words.split()


@given(texts())
@settings(max_examples=150)
def test_every_sign_stands_at_its_point(text: Text) -> None:
    """Blanks aside, a form is the text with its signs put in from the last to the first."""
    text = replace(bare(text), page_breaks=text.page_breaks, note_refs=text.note_refs)
    signs = [(one.offset, 0, f"[{one.label}]") for one in text.note_refs]
    signs += [
        (one.offset, 1, f"[Page {one.label or 'without a number'}{', supplied' if one.supplied else ''}]")
        for one in text.page_breaks
    ]
    expected = text.content
    for offset, _, sign in [*sorted(signs, key=lambda one: one[:2])][::-1]:
        expected = expected[:offset] + sign + expected[offset:]
    uncalled = replace(text, note_refs=tuple(replace(one, note=None) for one in text.note_refs))
    assert "".join(plain_text(uncalled).split()) == "".join(expected.split())


def blocks_of(*shapes: tuple[BlockKind, str | list[Any]], start: int = 0) -> tuple[Block, ...]:
    """Return blocks over words that follow one another, one character between any two."""
    blocks: list[Block] = []
    for kind, inner in shapes:
        begins = blocks[-1].span.end + 1 if blocks else start
        children = blocks_of(*inner, start=begins) if isinstance(inner, list) else ()
        end = children[-1].span.end if children else begins + len(inner)
        blocks.append(Block(kind, Span(begins, end), children))
    return tuple(blocks)


HEADING, PARAGRAPH, LIST, LABEL, ITEM, TABLE, ROW, CELL = (
    *(BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.LABEL, BlockKind.ITEM),
    *(BlockKind.TABLE, BlockKind.ROW, BlockKind.CELL),
)
LETTER = Text(
    content="A * heading\nStruck and stressed, with a call\na.\none\n# two\na|b\n1\nc\n2",
    blocks=blocks_of(
        (HEADING, "A * heading"),
        (PARAGRAPH, "Struck and stressed, with a call"),
        (LIST, [(LABEL, "a."), (ITEM, "one"), (ITEM, "# two")]),
        (TABLE, [(ROW, [(CELL, "a|b"), (CELL, "1")]), (ROW, [(CELL, "c"), (CELL, "2")])]),
    ),
    marks=(Mark(MarkKind.DELETION, Span(12, 18)), Mark(MarkKind.EMPHASIS, Span(23, 31))),
    page_breaks=(
        PageBreak(label="5", offset=0),
        PageBreak(label="6", offset=38),
        PageBreak(label="7", offset=42),
    ),
    note_refs=(NoteRef(label="3", offset=44, note=None),),
    gaps=(Gap(kind="gap", offset=31, words="2 words"),),
)
PLAIN = """[Page 5] A * heading

[deleted: Struck] and stressed [gap: 2 words], with [Page 6] a ca[Page 7]ll[3]

a. one
# two

a|b\t1
c\t2"""
MARKDOWN = """[Page 5]

# A \\* heading

<del>Struck</del> and *stressed* [gap: 2 words], with [Page 6] a ca[Page 7]ll[^3]

-   a\\. one
-   \\# two

|  |  |
| --- | --- |
| a&#124;b | 1 |
| c | 2 |"""


def test_plain_text_has_its_signs_in_brackets() -> None:
    assert plain_text(LETTER) == PLAIN


def test_markdown_has_headings_lists_tables_and_footnotes() -> None:
    assert markdown_text(LETTER, ["3"], is_own=True) == MARKDOWN


@pytest.mark.parametrize("sign", ["(b)", "[b]", ": b", "{b}"])
def test_what_follows_a_sign_does_not_act_with_it(sign: str) -> None:
    text = paragraph(f"a{sign}", note_refs=(NoteRef(label="1", offset=1, note=None),))
    page = soup(python_markdown(f"{markdown_text(text, ['1'])}\n\n[^1]: A note."))
    assert [one["href"] for one in page.select("p > sup > a")] == ["#fn:1"]
    first = page.p
    assert first is not None
    assert first.get_text() == f"a1{sign}"
