"""What each kind of block looks like."""

from __future__ import annotations

from typing import Any

import pytest

from edition.model import Block, BlockKind, FirstPage, Span, Text
from edition.render.text import TextParts, render_text

# A block as a case writes it: kind, then words or the blocks within, then type, rows and columns.
Shape = tuple[Any, ...]

P, RUN, LIST, LABEL, ITEM = (
    BlockKind.PARAGRAPH,
    BlockKind.RUN,
    BlockKind.LIST,
    BlockKind.LABEL,
    BlockKind.ITEM,
)
TABLE, ROW, CELL, SECTION = BlockKind.TABLE, BlockKind.ROW, BlockKind.CELL, BlockKind.SECTION


def blocks(shapes: list[Shape], start: int = 0) -> tuple[str, tuple[Block, ...]]:
    """Return the words and the blocks of a case, which begin at `start`."""
    words: list[str] = []
    made: list[Block] = []
    for kind, inside, *more in shapes:
        content, children = (inside, ()) if isinstance(inside, str) else blocks(inside, start)
        made.append(Block(kind, Span(start, start + len(content)), children, *more))
        words.append(content)
        start += len(content) + 1
    return "\n".join(words), tuple(made)


def render(*shapes: Shape, numbered: bool = False) -> str:
    content, made = blocks(list(shapes))
    html = render_text(TextParts(text=Text(content=content, blocks=made), numbered=numbered))
    return html.replace("\n", "")


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ((P, "a"), "<p>a</p>"),
        ((P, ""), "<p></p>"),
        ((P, "a\nb"), "<p>a<br>b</p>"),
        ((P, "a", "flushleft"), '<p class="tei-flushleft">a</p>'),
        ((P, "A", "sectiontitleital"), '<p class="tei-sectiontitleital">A</p>'),
        ((P, "a", 'x" onclick="y'), '<p class="tei-x tei-onclick-y">a</p>'),
        ((BlockKind.HEADING, "a"), '<h2 class="edition-heading">a</h2>'),
        ((BlockKind.HEADING, ""), '<div class="edition-heading"></div>'),
        ((BlockKind.DATELINE, "a", "right"), '<p class="dateline tei-right">a</p>'),
        ((BlockKind.SIGNATURE, "a"), '<p class="signature">a</p>'),
        (
            (BlockKind.SIGNATURE, [(RUN, "a"), (LIST, [(ITEM, "b")])]),
            '<div class="signature"><div class="run">a</div><ul><li>b</li></ul></div>',
        ),
        ((BlockKind.OPENER, "a"), '<p class="opener">a</p>'),
        (
            (BlockKind.OPENER, [(BlockKind.DATELINE, "a"), (RUN, "b")]),
            '<div class="opener"><p class="dateline">a</p><div class="run">b</div></div>',
        ),
        ((BlockKind.CLOSER, [(RUN, "a")]), '<div class="closer"><div class="run">a</div></div>'),
        ((BlockKind.LINE, "a"), '<div class="line">a</div>'),
        ((BlockKind.QUOTATION, "a"), '<blockquote class="quotation">a</blockquote>'),
        ((BlockKind.QUOTATION, [(P, "a")]), '<blockquote class="quotation"><p>a</p></blockquote>'),
        (
            (P, [(RUN, "a"), (LIST, [(ITEM, "b")]), (RUN, "c")]),
            (
                '<div class="paragraph"><div class="run">a</div><ul><li>b</li></ul>'
                '<div class="run">c</div></div>'
            ),
        ),
        (
            (SECTION, [(BlockKind.HEADING, "a"), (SECTION, [(BlockKind.HEADING, "b")])], "attachment"),
            (
                '<section class="section tei-attachment"><h2 class="edition-heading">a</h2>'
                '<section class="section"><h3 class="edition-heading">b</h3></section></section>'
            ),
        ),
    ],
)
def test_a_block_is_an_element(shape: Shape, expected: str) -> None:
    assert render(shape) == expected


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ((LIST, ""), "<ul></ul>"),
        ((LIST, [(ITEM, "")]), "<ul><li></li></ul>"),
        ((LIST, [(ITEM, "a")], "ordered"), '<ol class="tei-ordered"><li>a</li></ol>'),
        ((LIST, [(ITEM, "a")], "participants"), '<ul class="participants"><li>a</li></ul>'),
        (
            (LIST, [(LABEL, "S", "head"), (ITEM, "a")], "subject"),
            '<div class="list subject"><p class="label">S</p><ul><li>a</li></ul></div>',
        ),
        (
            (LIST, [(LABEL, "1"), (ITEM, "a"), (LABEL, ""), (ITEM, "b")], "to"),
            (
                '<ul class="tei-to"><li class="labeled"><div class="label">1</div><div class="item">a</div>'
                '</li><li class="labeled"><div class="label"></div><div class="item">b</div></li></ul>'
            ),
        ),
        (
            (LIST, [(ITEM, "a"), (LABEL, "1")]),
            '<ul><li>a<div class="label">1</div></li></ul>',
        ),
        (
            (LIST, [(LABEL, [(P, "S")], "head"), (ITEM, "a")]),
            '<div class="list"><div class="label"><p>S</p></div><ul><li>a</li></ul></div>',
        ),
        ((LIST, [(LABEL, "1")]), '<div class="list"><div class="label">1</div><ul></ul></div>'),
        (
            (LIST, [(ITEM, "a"), (LIST, [(ITEM, "b")]), (ITEM, "c")]),
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
        ),
        (
            (LIST, [(ITEM, [(RUN, "a"), (LIST, [(ITEM, "b")])])]),
            '<ul><li><div class="run">a</div><ul><li>b</li></ul></li></ul>',
        ),
        ((ITEM, "a"), '<div class="item">a</div>'),
        ((LABEL, "a"), '<p class="label">a</p>'),
    ],
)
def test_a_list_has_one_li_for_each_item(shape: Shape, expected: str) -> None:
    assert render(shape) == expected


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ((TABLE, ""), '<table class="table"></table>'),
        ((TABLE, [(ROW, "")]), '<table class="table"><tr></tr></table>'),
        (
            (TABLE, [(LABEL, "T", "head"), (ROW, [(CELL, "a"), (CELL, "")]), (ROW, [(CELL, "b")])], "x"),
            (
                '<table class="table tei-x"><caption>T</caption><tr><td>a</td><td></td></tr>'
                "<tr><td>b</td></tr></table>"
            ),
        ),
        (
            (TABLE, [(LABEL, "T", "head"), (LABEL, "U", "head"), (ROW, [(CELL, "a")])]),
            '<table class="table"><caption><div>T</div><div>U</div></caption><tr><td>a</td></tr></table>',
        ),
        (
            (TABLE, [(ROW, [(CELL, "a", "label"), (CELL, "", "label"), (CELL, "1", "num", 2, 3)])]),
            (
                '<table class="table"><tr><th scope="row" class="tei-label">a</th><td class="tei-label"></td>'
                '<td class="tei-num" rowspan="2" colspan="3">1</td></tr></table>'
            ),
        ),
        (
            (TABLE, [(ROW, [(CELL, "a"), (CELL, "")], "label")]),
            '<table class="table"><tr class="tei-label"><th scope="col">a</th><td></td></tr></table>',
        ),
        (
            (TABLE, [(ROW, [(CELL, "a"), (CELL, "b")]), (RUN, "between"), (ROW, [(CELL, "c")])]),
            (
                '<table class="table"><tr><td>a</td><td>b</td></tr>'
                '<tr><td class="run" colspan="2"><div class="run">between</div></td></tr>'
                "<tr><td>c</td></tr></table>"
            ),
        ),
        (
            (TABLE, [(ROW, [(CELL, "a", "", 99999, 99999)])]),
            '<table class="table"><tr><td rowspan="65534" colspan="1000">a</td></tr></table>',
        ),
    ],
)
def test_a_table_has_its_rows_and_cells(shape: Shape, expected: str) -> None:
    assert render(shape) == expected


def test_only_a_wide_table_scrolls() -> None:
    narrow, wide = ((TABLE, [(ROW, [(CELL, "a")] * width)]) for width in (4, 5))
    html = render(narrow, wide, numbered=True)
    assert html.count("<div") == 1
    assert (
        '<div class="edition-scroller" role="region" tabindex="0" aria-label="Table 2"><table class="table">'
        in html
    )


def test_paragraphs_are_numbered_with_those_that_hold_a_list() -> None:
    permalink = '<a class="permalink" href="#p{0}" aria-label="Paragraph {0}" data-apparatus></a>'
    html = render((P, "a"), (P, [(RUN, "b"), (BlockKind.QUOTATION, [(P, "c")])]), (P, "d"), numbered=True)
    assert html == (
        f'<p id="p1">a{permalink.format(1)}</p>'
        f'<div id="p2" class="paragraph">{permalink.format(2)}<div class="run">b</div>'
        f'<blockquote class="quotation"><p id="p3">c{permalink.format(3)}</p></blockquote></div>'
        f'<p id="p4">d{permalink.format(4)}</p>'
    )


def test_the_first_heading_with_words_is_that_of_the_page() -> None:
    heading = BlockKind.HEADING
    html = render((heading, ""), (heading, "a"), (heading, "b"), numbered=True)
    assert html == (
        '<div class="edition-heading"></div><h1 class="edition-heading">a</h1>'
        '<h2 class="edition-heading">b</h2>'
    )


def test_apparatus_stands_behind_the_outermost_blocks_and_those_of_sections() -> None:
    content, made = blocks([(P, "a"), (SECTION, [(P, "b"), (LIST, [(ITEM, "c")])])])
    parts = TextParts(text=Text(content=content, blocks=made), after=lambda block: f"[{block.span.end}]")
    assert render_text(parts).replace("\n", "") == (
        '<p>a</p>[1]<section class="section"><p>b</p>[3]<ul><li>c</li></ul>[5]</section>'
    )


@pytest.mark.parametrize(
    ("page", "sign"),
    [
        (FirstPage("521", begins=True), 'id="pg_521" data-notation="Page 521"'),
        (FirstPage("521", begins=False), 'id="pg_521" data-notation="Page 521, continued"'),
        (FirstPage("", begins=True), 'id="pg_x" data-notation="Page without a number"'),
    ],
)
def test_the_page_on_which_a_text_begins_has_an_address(page: FirstPage, sign: str) -> None:
    text = Text(content="a", blocks=(Block(P, Span(0, 1)),), first_page=page)
    html = render_text(TextParts(text=text, numbered=True)).replace("\n", "")
    assert html.startswith(f'<span class="edition-first-page" {sign} data-apparatus></span><p id="p1">')
