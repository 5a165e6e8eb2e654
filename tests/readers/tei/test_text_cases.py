"""Every phenomenon of TEI text as a case: what stands in the source, and what must come of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import etree

from edition.model import FirstPage
from edition.readers.tei.account import draw_account, string_value
from edition.readers.tei.text import read_text
from tests.model_invariants import assert_texts
from tests.readers.tei.accounts import assert_account

if TYPE_CHECKING:
    from edition.model import Block, Mention, Text
    from edition.readers.tei.text import DivisionText

CASES = Path(__file__).parent / "cases"
FRAME = (
    '<div xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0" '
    'type="x">{}</div>'
)
NAMES = frozenset({"p_R", "t_D", "p_X"})


def all_cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("text_*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def division(snippet: str) -> Any:
    return etree.fromstring(FRAME.format(snippet))


@pytest.mark.parametrize("case", all_cases())
def test_a_division_is_read_as_its_case_says(case: dict[str, Any]) -> None:
    element = division(case["tei"])
    read = read_text(element, names=NAMES)
    assert described(read) == {key: value for key, value in case.items() if key not in {"name", "tei"}}
    assert_texts(read.body, read.notes)
    assert_account(string_value(element), read, draw_account(element, read))


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        ("<p>a</p><pb n='8'/><p>b</p>", FirstPage("7", begins=True)),
        ("<pb n='8'/><p>a</p>", None),
        ("<note>n</note><pb n='8'/><p>a</p>", None),
    ],
)
def test_the_page_on_which_a_text_starts_is_kept_unless_it_begins_with_a_page_of_its_own(
    snippet: str, expected: FirstPage | None
) -> None:
    read = read_text(division(snippet), names=(), first_page=FirstPage("7", begins=True))
    assert read.body.first_page == expected


def test_elements_nested_as_deep_as_a_parser_allows_are_read() -> None:
    depth = 250
    for name in ("hi", "p", "div", "list", "note", "uh-oh"):
        read = read_text(division(f"<{name}>x" * depth + "y" + f"</{name}>" * depth), names=())
        assert_texts(read.body, read.notes)


@pytest.mark.parametrize(
    "namespace",
    [
        "",
        "http://www.tei-c.org/ns/1.0",
        "http://history.state.gov/ns/1.0",
        "http://history.state.gov/frus/ns/1.0",
    ],
)
def test_elements_are_known_in_every_namespace_that_volumes_use(namespace: str) -> None:
    element = etree.fromstring(f"<div xmlns='{namespace}'><attachment><p>a</p></attachment></div>")
    read = read_text(element, names=())
    assert described(read) == {"blocks": [{"section attachment": [{"paragraph": "a"}]}]}


def test_elements_of_any_other_namespace_are_unknown() -> None:
    element = etree.fromstring("<div xmlns:x='http://example.org'><x:p>a</x:p></div>")
    assert described(read_text(element, names=())) == {"blocks": [{"run": "a"}], "unknown": ["x:p"]}


@pytest.mark.parametrize(
    ("written", "expected"), [("2", 2), ("0", 1), ("-3", 1), ("x", 1), ("2000", 1000), ("9" * 5000, 1)]
)
def test_a_cell_extends_over_no_more_columns_than_html_allows(written: str, expected: int) -> None:
    read = read_text(division(f"<table><row><cell cols='{written}'>a</cell></row></table>"), names=())
    assert [block.columns for block in read.body.leaves()] == [expected]


def test_of_two_notes_with_one_name_the_first_is_called_again() -> None:
    twice = "<div><p>a<note xml:id='n'>b</note><note xml:id='n'>c</note><note target='n'/></p></div>"
    read = read_text(etree.fromstring(twice, etree.XMLParser(collect_ids=False)), names=())
    assert [ref.note for ref in read.body.note_refs] == [0, 1, 0]


def test_oddities_have_the_line_of_their_element() -> None:
    read = read_text(
        division("<p>\n<persName corresp='#p_gone'>a</persName>\n<uh-oh/><note target='#n'/></p>"), names=()
    )
    assert read.dangling == (("p_gone", 2),)
    assert read.unknown == (("uh-oh", 3),)
    assert read.unanswered == (("n", 3),)


def test_a_reader_that_loses_words_makes_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edition.readers.tei.opening.write_words", lambda *_: None)
    with pytest.raises(ValueError, match="has written 0 of the 3 characters of d7"):
        read_text(etree.fromstring("<div xml:id='d7'><p>one</p></div>"), names=())


def test_a_word_that_stands_elsewhere_has_no_account() -> None:
    read = read_text(division("<p>one two</p>"), names=())
    with pytest.raises(ValueError, match="'two' is not where the source has it, but 'one'"):
        draw_account(division("<p>two one</p>"), read)


def test_the_account_says_in_which_block_or_note_each_stretch_is() -> None:
    element = division("<head>1. A\n  b<note n='2'>c</note></head> <p>d e</p>")
    account = draw_account(element, read_text(element, names=()))
    value = string_value(element)
    assert [(stretch.span.of(value), stretch.what) for stretch in account] == [
        ("1. A", "heading"),
        ("\n  ", "white space"),
        ("b", "heading"),
        ("c", "note 2"),
        (" ", "white space"),
        ("d e", "paragraph 1"),
    ]


def described(read: DivisionText) -> dict[str, Any]:
    """Return all that was made of a division, as the cases write it, without keys for nothing."""
    parts: dict[str, Any] = {
        **described_text(read.body),
        "notes": [
            {f"{note.label} {note.type} {note.name}".strip(): described_text(note.text)}
            for note in read.notes
        ],
        "unknown": [name for name, _ in read.unknown],
        "dangling": [pointer for pointer, _ in read.dangling],
        "unanswered": [pointer for pointer, _ in read.unanswered],
    }
    return {key: value for key, value in parts.items() if value}


def described_text(text: Text) -> dict[str, Any]:
    content = text.content
    parts: dict[str, Any] = {
        "blocks": blocks(text.blocks, content),
        "marks": [f"{mark.kind} {mark.type}".strip() + f": {mark.span.of(content)}" for mark in text.marks],
        "mentions": [f"{mention_name(one)}: {one.span.of(content)}" for one in text.mentions],
        "references": [f"{one.target}: {one.span.of(content)}" for one in text.references],
        "pages": [
            " ".join(f"{one.label} {one.name} before {content[one.offset :][:9]!r} {one.supplied}".split())
            for one in text.page_breaks
        ],
        "calls": [
            f"{one.label} of {one.note} after {content[: one.offset][-9:]!r}" for one in text.note_refs
        ],
        "gaps": [f"{one.kind} {one.words} before {content[one.offset :][:9]!r}" for one in text.gaps],
    }
    return {key: value for key, value in parts.items() if value}


def mention_name(mention: Mention) -> str:
    return " ".join(filter(None, [mention.kind, mention.role, mention.target]))


def blocks(found: tuple[Block, ...], content: str) -> list[Any]:
    """Return blocks as YAML has them: `paragraph: words`, and the members of a frame under its name."""
    described_blocks: list[Any] = []
    for block in found:
        extent = f"{block.rows}x{block.columns}" if (block.rows, block.columns) != (1, 1) else ""
        name = " ".join(filter(None, [block.kind, block.type, extent]))
        inner = blocks(block.children, content) if block.children else block.span.of(content)
        described_blocks.append({name: inner})
    return described_blocks
