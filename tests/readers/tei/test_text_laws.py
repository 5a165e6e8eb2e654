"""The laws of reading over TEI that nobody has written: any element in any other, white space at random."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.readers.tei.account import draw_account, string_value
from edition.readers.tei.text import read_text
from tests.model_invariants import assert_nested, assert_texts, spans_of
from tests.readers.tei.accounts import assert_account

if TYPE_CHECKING:
    from collections.abc import Iterable

# fmt: off
INLINE = [
    "affiliation", "date", "del", "gloss", "hi", "persName", "placeName", "ref", "seg", "time", "title",
    "unclear",
]
OTHERS = [
    "cell", "closer", "dateline", "div", "figure", "frus:attachment", "frus:problem", "head", "item",
    "itemitem", "label", "list", "opener", "p", "postscript", "quote", "row", "salute", "signed", "table",
    "titlePage", "uh-oh", "x:p", "frus:page-count-according-to-citation", "supplied", "lg", "body",
]
POINTS = ["<pb/>", "<pb n='7' xml:id='pg_7'/>", "<pb xml:id='p'/>", "<lb/>", "<?lb?>", "<!-- c -->", "<gap/>",
          "<graphic url='g'/>", "<frus:pdf/>", "<milestone/>", "<note/>", "<note target='#n1'/>",
          "<note n='*' target='gone'> </note>", "<unclear/>", "<?x y?>", "<ref target='#d1'/>"]
ATTRIBUTES = [
    "", "", "", "rend='italic'", "rend='strpng bold'", "rend='blockquote'", "type='from'",
    "type=' subject  '", "corresp='#p_R'", "target='t_D'", "corresp='#gone'", "cols='2' rows='99999'",
    "rows='-1' cols='٣'", "xml:id='n1' n='1'", "target='#n1' n='†'", "role='num'", "type='document'",
]
# fmt: on
WORDS = st.one_of(
    st.sampled_from(
        [" ", "\n   ", "\t", "", "word", "Presi", "dent’s ", " ,", ". ", "\u2003", "\xa0", "&#13;"]
    ),
    st.sampled_from(
        ["&lt;p>", "*", "é", "1.", " a  b\n c ", "\u2028", "\x85", "&amp;", "]]&gt;", "“", "שלום"]
    ),
    st.text(alphabet="ab .\n", max_size=8),
)
DIVISION = (
    '<div xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/ns/1.0" xmlns:x="x">'
    "{}</div>"
)
WHITE_SPACE = " \t\r\n"


def trees(names: list[str], points: list[str]) -> st.SearchStrategy[str]:
    """Return strategies for elements in one another, more often of a kind that holds words."""

    def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda name, attributes, inner: f"<{name} {attributes}>{inner}</{name}>",
            st.sampled_from(names),
            st.sampled_from(ATTRIBUTES),
            inside,
        )

    pieces = st.one_of(WORDS, WORDS, st.sampled_from(points))
    return st.recursive(
        st.lists(pieces, max_size=4).map("".join),
        lambda inside: st.lists(st.one_of(WORDS, element(inside), st.sampled_from(points)), max_size=6).map(
            "".join
        ),
        max_leaves=25,
    )


def parsed(inner: str) -> Any:
    """Return a division; identifiers may occur twice, as they do in three volumes."""
    return etree.fromstring(DIVISION.format(inner), etree.XMLParser(collect_ids=False))


@settings(max_examples=300)
@given(trees([*INLINE, *INLINE, *OTHERS, "note", "note", "p", "item"], POINTS))
def test_no_character_of_any_tree_is_lost_and_every_text_is_sound(inner: str) -> None:
    element = parsed(inner)
    read = read_text(element, names={"p_R", "t_D"})
    notes: list[str] = []
    main = "".join(strings_of(element, notes))
    assert squeezed(read.body.content) == squeezed(main)
    assert [squeezed(note.text.content) for note in read.notes] == [squeezed(note) for note in notes]
    texts = [read.body, *(note.text for note in read.notes)]
    assert_texts(read.body, read.notes)
    for text in texts:
        assert_nested(spans_of(text))
    assert_account(string_value(element), read, draw_account(element, read))
    blocks = Counter(block.kind.value for text in texts for block in text.walk())
    for name in ("table", "row", "cell", "list", "item"):
        assert blocks[name] == sum(1 for _ in element.iter(f"{{*}}{name}"))
    assert sum(len(text.page_breaks) for text in texts) == sum(1 for _ in element.iter("{*}pb"))
    assert sum(len(text.note_refs) for text in texts) == sum(1 for _ in element.iter("{*}note"))


@settings(max_examples=200)
@given(trees([*INLINE, "note"], POINTS))
def test_the_words_of_a_paragraph_are_those_between_its_blanks(inner: str) -> None:
    element = parsed(f"<p>{inner}</p>")
    read = read_text(element, names=())
    notes: list[str] = []
    main = "".join(strings_of(element, notes))
    assert split(read.body.content) == split(without_markers(main))
    assert [split(note.text.content) for note in read.notes] == [
        split(without_markers(note)) for note in notes
    ]


def strings_of(element: Any, notes: list[str]) -> Iterable[str]:
    """Yield the strings of a text, U+E000 for each note in it; those of the notes are put into `notes`."""
    yield element.text or ""
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else getattr(child, "target", "")
        if name == "note":
            yield "\ue000"
            if child.get("target") is None or len(child) or (child.text or "").strip(WHITE_SPACE):
                place = len(notes)
                notes.append("")
                notes[place] = "".join(strings_of(child, notes))
        elif name == "lb":
            yield "\n\ue001\n"
        elif isinstance(child.tag, str):
            yield from strings_of(child, notes)
        yield child.tail or ""


def squeezed(words: str) -> str:
    return "".join(re.split(r"[ \t\r\n\ue000\ue001]+", words))


def split(words: str) -> list[str]:
    return [word for word in re.split(r"[ \t\r\n\ue001]+", words) if word]


def without_markers(words: str) -> str:
    """Return words without the markers of notes, nor the blanks before them but where words would meet."""

    def gone(match: re.Match[str]) -> str:
        run, follows = match[0], words[match.end() : match.end() + 1]
        blank = run[-1] in WHITE_SPACE or "\ue001" in run
        joins = follows and follows not in ".,;:!?)]}”’»…%"
        return " " if blank or (set(run) & set(WHITE_SPACE) and joins) else ""

    return re.sub(r"[ \t\r\n\ue001]*\ue000[ \t\r\n\ue000\ue001]*", gone, words)
