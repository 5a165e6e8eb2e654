"""How ranges and points within a line become elements, and what a text's own lines look like."""

from __future__ import annotations

import pytest

from edition.model import (
    Block,
    BlockKind,
    Gap,
    Mark,
    MarkKind,
    Mention,
    MentionKind,
    PageBreak,
    Reference,
    Span,
    Text,
)
from edition.render.holes import fill
from edition.render.inline import Inserted, Wrapped, leaf_contents
from edition.render.text import TextParts, marks_of, points_of, render_text


def element(name: str, start: int, end: int, rank: int = 0, tail: str = "") -> Wrapped:
    return Wrapped(
        start=start,
        end=end,
        opening=f"<{name}>",
        again=f"<{name} again>",
        closing=f"</{name}>",
        tail=tail,
        rank=rank,
    )


def insides(content: str, spans: list[Span], wrapped: list[Wrapped], inserted: list[Inserted]) -> list[str]:
    leaves = [Block(BlockKind.PARAGRAPH, span) for span in spans]
    return [*leaf_contents(content, leaves, wrapped, inserted)]


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
    assert insides("one two three", [Span(0, 13)], wrapped, inserted) == [expected]


def test_the_words_between_ranges_and_points_are_written_for_html() -> None:
    wrapped, inserted = [element("a", 2, 5), element("b", 6, 9)], [Inserted(6, "|"), Inserted(9, "/")]
    assert insides("<&a>b\nc&d>", [Span(0, 10)], wrapped, inserted) == [
        "&lt;&amp;<a>a&gt;b</a><br>\n|<b>c&amp;d</b>/&gt;"
    ]


@pytest.mark.parametrize("offset", [13, 14, 15])
def test_a_point_behind_the_text_stands_at_its_end(offset: int) -> None:
    assert insides("one two three", [Span(0, 13)], [], [Inserted(offset, "|")]) == ["one two three|"]


def test_a_range_goes_on_from_one_block_to_the_next() -> None:
    one = element("a", 4, 13, tail="!")
    parts = insides("one two three", [Span(0, 7), Span(8, 13)], [one], [])
    assert parts == ["one <a>two</a>", "<a again>three</a>!"]


def test_a_spaced_ellipsis_is_kept_on_one_line() -> None:
    content = "24 hours . . . ; if"
    text = Text(content=content, blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(content))),))
    assert '<span class="ellipsis">. . .</span>' in render_text(TextParts(text=text))


def test_right_to_left_script_sets_its_own_direction() -> None:
    content = "שלום"
    text = Text(content=content, blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(content))),))
    assert render_text(TextParts(text=text)) == '<p dir="auto">שלום</p>\n'


CONTENT = "See Kennedy’s letter of May 2."
SEE, KENNEDY, LETTER, ALL = Span(0, 3), Span(4, 11), Span(0, 20), Span(0, 30)
PERSON = Mention(kind=MentionKind.PERSON, span=KENNEDY, target="p_K1")
LINKED = Reference(span=LETTER, target="#d5")


def line(text: Text) -> str:
    """Return the inside of the one paragraph of a text, with its holes filled."""
    html = render_text(TextParts(text=text, wrapped=marks_of(text), inserted=points_of(text)))
    targets = {kind: lambda target: f" href={target}" for kind in ("mention", "reference")}
    return fill(html, targets).removeprefix("<p>").removesuffix("</p>\n")


def of_marks(*marks: Mark | Mention | Reference) -> Text:
    return Text(
        content=CONTENT,
        blocks=(Block(BlockKind.PARAGRAPH, ALL),),
        marks=tuple(one for one in marks if isinstance(one, Mark)),
        mentions=tuple(one for one in marks if isinstance(one, Mention)),
        references=tuple(one for one in marks if isinstance(one, Reference)),
    )


@pytest.mark.parametrize(
    ("mark", "opening", "closing"),
    [
        (Mark(MarkKind.DELETION, SEE), "<del>", "</del>"),
        (Mark(MarkKind.EMPHASIS, SEE), "<em>", "</em>"),
        (Mark(MarkKind.OTHER, SEE, "strpng"), '<span class="tei-strpng">', "</span>"),
        (Mark(MarkKind.OTHER, SEE, '"Odd" <ONE>'), '<span class="tei-odd tei-one">', "</span>"),
        (Mark(MarkKind.OTHER, SEE), "<span>", "</span>"),
        (Mark(MarkKind.ROMAN, SEE), '<span class="roman">', "</span>"),
        (Mark(MarkKind.SMALL_CAPITALS, SEE), '<span class="small-capitals">', "</span>"),
        (Mark(MarkKind.STRONG, SEE), "<strong>", "</strong>"),
        (Mark(MarkKind.SUBSCRIPT, SEE), "<sub>", "</sub>"),
        (Mark(MarkKind.SUPERSCRIPT, SEE), "<sup>", "</sup>"),
        (Mark(MarkKind.UNCLEAR, SEE), '<span class="unclear" title="Unclear in the source">', "</span>"),
        (Mark(MarkKind.UNDERLINE, SEE), '<span class="underline">', "</span>"),
    ],
)
def test_a_mark_is_an_element(mark: Mark, opening: str, closing: str) -> None:
    assert line(of_marks(mark)) == f"{opening}See{closing}{CONTENT[3:]}"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([PERSON], 'See <a class="mention person" href=p_K1>Kennedy</a>’s letter of May 2.'),
        (
            [Mention(kind=MentionKind.TERM, span=SEE)],
            '<span class="mention term">See</span> Kennedy’s letter of May 2.',
        ),
        (
            [LINKED, PERSON],
            (
                '<a class="reference" href=#d5>See </a><a class="mention person" href=p_K1>Kennedy</a>'
                '<a class="reference" href=#d5>’s letter</a> of May 2.'
            ),
        ),
        (
            [Reference(span=KENNEDY, target="#d5"), PERSON],
            'See <a class="reference" href=#d5>Kennedy</a>’s letter of May 2.',
        ),
        (
            [LINKED, Mark(MarkKind.EMPHASIS, KENNEDY)],
            '<a class="reference" href=#d5>See <em>Kennedy</em>’s letter</a> of May 2.',
        ),
        (
            [Reference(span=Span(0, 11), target="#d5"), Mark(MarkKind.EMPHASIS, LETTER)],
            '<em><a class="reference" href=#d5>See Kennedy</a>’s letter</em> of May 2.',
        ),
        (
            [Reference(span=Span(3, 11), target="#d5"), PERSON],
            'See <a class="mention person" href=p_K1>Kennedy</a>’s letter of May 2.',
        ),
    ],
    ids=["a name", "no entry", "name in reference", "equal", "mark in link", "link in mark", "blank left"],
)
def test_no_link_stands_within_a_link(marks: list[Mark | Mention | Reference], expected: str) -> None:
    assert line(of_marks(*marks)) == expected


def test_the_sign_of_an_annotation_stands_behind_the_link_around_its_passage() -> None:
    text = of_marks(LINKED)
    annotation = Wrapped(KENNEDY.start, KENNEDY.end, "<mark>", "<mark>", "</mark>", tail="<a sign></a>")
    html = render_text(TextParts(text=text, wrapped=[*marks_of(text), annotation]))
    assert fill(html, {"reference": lambda _: ""}) == (
        '<p><a class="reference">See <mark>Kennedy</mark></a><a sign></a><a class="reference">’s letter</a>'
        " of May 2.</p>\n"
    )


def test_a_passage_that_ends_with_the_newline_behind_a_block_has_its_sign_there() -> None:
    content = "one\ntwo"
    text = Text(
        content=content,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, 3)), Block(BlockKind.PARAGRAPH, Span(4, 7))),
    )
    passages = [element("a", 0, 4, tail="!"), element("b", 3, 7, tail="?")]
    html = render_text(TextParts(text=text, wrapped=passages))
    assert html == "<p><a>one</a>!</p>\n<p><b>two</b>?</p>\n"


@pytest.mark.parametrize(
    ("gap", "sign"),
    [
        (Gap(kind="gap", offset=3), '<span class="gap" data-apparatus>[gap]</span>'),
        (
            Gap(kind="gap", offset=3, words="2 lines"),
            '<span class="gap" data-apparatus>[gap: 2 lines]</span>',
        ),
        (
            Gap(kind="figure", offset=3, words="<a>.png"),
            '<span class="gap tei-figure" data-apparatus>[figure: &lt;a&gt;.png]</span>',
        ),
    ],
)
def test_a_gap_is_a_sign_in_brackets(gap: Gap, sign: str) -> None:
    text = Text(content=CONTENT, blocks=(Block(BlockKind.PARAGRAPH, ALL),), gaps=(gap,))
    assert line(text) == f"See{sign}{CONTENT[3:]}"


def test_pages_stand_where_they_begin_also_at_the_very_end_and_without_a_number() -> None:
    breaks = [("7", 0), ("8", 3), ("8", 3), ("", 5)]
    text = Text(
        content="a\nb c",
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, 5)),),
        page_breaks=tuple(PageBreak(label=label, offset=offset) for label, offset in breaks),
    )

    def page(name: str, words: str, more: str = "") -> str:
        return (
            f'<dfn class="pagebreak{more}" role="doc-pagebreak" id="{name}" aria-label="{words}" '
            "data-apparatus></dfn>"
        )

    first, again = page("pg_8", "Page 8"), page("pg_8-2", "Page 8")
    assert line(text) == (
        f"{page('pg_7', 'Page 7', ' leading')}a<br>\nb{first}{again} c{page('pg_x', 'Page without a number')}"
    )
