"""Law (a): reading loses no character of a source, and adds none but newlines and blanks between blocks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.model import BlockKind, Document, Fate, Span, Stretch
from edition.readers import READERS
from edition.readers.account import make_document
from edition.readers.parts import Leaf
from edition.schema import LineDeclaration, LineEnds, Metadata
from edition.schema.lines import LINE_KINDS
from edition.sources import Source

SOURCES = sorted((Path(__file__).parents[2] / "sources").glob("*/source.txt"))
# fmt: off
PIECES = [
    "SECRET", "~~TOP SECRET~~ - SENSITIVE", "- 2 -", "- 1 -", "-3- HEAD", "2.", "Page 2",
    "INCOMING TELEGRAM", "TO: x", "FROM PARIS", "1. Source: y", "2. note1", "1. foo", "0. Source: z",
    "• item", "SUBJECT", "SUBJECT: Berlin2 x", "PARTICIPANTS", "360. Memorandum of X1", "Kennedy1",
    "November 82", "19621", "1,0003", "[Page 5]", "wo[Page x]rd", "word [Page 6]next", "a [Page 7] b",
    "[Page 5] [Page 8]", "~~a~~", "~~ b", "a ~~no~~-x ~~", "Dean Rusk", "RUSK", "DT", "DECLASSIFIED",
    "# DECLASSIFIED", "a\tb\tc", "\t", "\t\t", "\x0c", "\x1c", "\ufeff", "<script>", "{{ }}", "{% %}",
    "* _ # &amp;", "שלום", "٣. x", "Washington, May 1, 1962.", "Dear Sir:", "Sincerely,", "cc: x",
    "0123456789", "FILED", "MAR 21 1963", "The sentence runs on", "and ends here today.", "Rec'd: x",
    "10:02 AM", "²", "\u200f", "\x85", "\u2028", "\xa0", "FORM DS-322", "S/S:DR", "[Attachment]",
    "* Not printed.", "† Ibid.", "word*", "12) x",
]
WRAPPED_PIECES = [
    "a line of some width which is cut in the midst of a ~~long", "sentence~~ that goes on over more lines*",
    "of nearly equal width, so that the source is wrapped, [Page", "9] and a word is divided at its end con-",
    "tinuing line, with a note glued to it.2 And here it ends.", "SECRET", "- 2 -", "Dean Rusk", "• [Page 6]",
    "* Not printed, but it goes on over the end of its line and", "  1. Source: a note that goes on as well",
    "SUBJECT: a long subject which does not end on this line of", "     An indented line begins a paragraph",
]
# fmt: on
LINES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=3).map("".join)
ENDS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\n  ", "\n \t"])
CONTENTS = st.lists(st.tuples(LINES, ENDS), max_size=14).map(lambda lines: "".join(map("".join, lines)))
WRAPPED_ENDS = st.sampled_from(["\n", "\n", "\r\n", " \n   ", "\n\n"])
WRAPPED_CONTENTS = st.lists(st.tuples(st.sampled_from(WRAPPED_PIECES), WRAPPED_ENDS), max_size=12).map(
    lambda lines: "".join(map("".join, lines))
)
LABELS = {"page-break": {"label": "7"}}
FORMATS = st.sampled_from(sorted(READERS))
LINE_ENDS = st.sampled_from([None, *LineEnds])


def source_of(content: str) -> Source:
    return Source(id="x", path="sources/x/source.txt", content=content)


@settings(max_examples=300, deadline=None)
@given(CONTENTS, FORMATS, LINE_ENDS)
def test_no_character_of_any_source_is_lost(
    content: str, text_format: str, line_ends: LineEnds | None
) -> None:
    document, _ = READERS[text_format](source_of(content), Metadata(line_ends=line_ends))
    assert_full_account(content, document)


@settings(max_examples=200, deadline=None)
@given(WRAPPED_CONTENTS, FORMATS, LINE_ENDS)
def test_no_character_of_a_wrapped_source_is_lost(
    content: str, text_format: str, line_ends: LineEnds | None
) -> None:
    document, _ = READERS[text_format](source_of(content), Metadata(line_ends=line_ends))
    assert_full_account(content, document)


@settings(max_examples=200, deadline=None)
@given(CONTENTS, FORMATS, LINE_ENDS, st.data())
def test_no_character_is_lost_whatever_is_declared(
    content: str, text_format: str, line_ends: LineEnds | None, data: st.DataObject
) -> None:
    lines = [line for line in content.splitlines() if line.strip()] or ["nowhere"]
    declarations = tuple(
        LineDeclaration.model_validate(
            {"kind": kind, "text": data.draw(st.sampled_from(lines))} | LABELS.get(kind, {})
        )
        for kind in data.draw(st.lists(st.sampled_from(sorted(LINE_KINDS)), max_size=3))
    )
    document, _ = READERS[text_format](source_of(content), Metadata(lines=declarations, line_ends=line_ends))
    assert_full_account(content, document)


@pytest.mark.parametrize("text_format", sorted(READERS))
@pytest.mark.parametrize("path", SOURCES, ids=[path.parent.name for path in SOURCES])
def test_no_character_of_our_sources_is_lost(path: Path, text_format: str) -> None:
    content = path.read_bytes().decode("utf-8")
    document, _ = READERS[text_format](source_of(content), Metadata())
    assert_full_account(content, document)


def test_a_reader_that_loses_words_makes_no_document() -> None:
    leaf = Leaf(kind=BlockKind.PARAGRAPH, span=Span(0, 3))
    with pytest.raises(ValueError, match="has lost or doubled ' two'"):
        make_document(source_of("one two"), "test", [leaf])


def test_a_reader_that_doubles_words_makes_no_document() -> None:
    leaf = Leaf(kind=BlockKind.PARAGRAPH, span=Span(0, 3))
    with pytest.raises(ValueError, match="has lost or doubled 'one'"):
        make_document(source_of("one"), "test", [leaf, leaf])


def assert_full_account(content: str, document: Document) -> None:
    """Check that the stretches cover the source without gap, and the text has only joints beside."""
    end = 0
    for stretch in document.account:
        assert stretch.span.start == end
        end = stretch.span.end
        assert_fate(content, document, stretch)
    assert end == len(content)
    given_by_source = set[int]()
    for stretch in document.account:
        if stretch.fate is Fate.TEXT and stretch.target is not None:
            places = set(range(stretch.target.start, stretch.target.end))
            assert not places & given_by_source
            given_by_source |= places
    between = set(range(len(document.text))) - given_by_source
    assert {document.text[place] for place in between} <= {"\n", " "}
    assert_leaves(document, {place for place in between if document.text[place] == "\n"})


def assert_fate(content: str, document: Document, stretch: Stretch) -> None:
    """Check that what a stretch has become has the same characters, and white space no others."""
    written = stretch.span.of(content)
    if stretch.fate is Fate.SPACE:
        assert written.isspace()
    if stretch.fate in (Fate.SPACE, Fate.MARKER):
        assert stretch.target is None
        return
    texts = {Fate.TEXT: [document.text]}
    texts[Fate.NOTE] = [note.text.content for note in document.notes]
    texts[Fate.FURNITURE] = [piece.text.content for piece in document.furniture]
    assert stretch.target is not None
    assert stretch.target.of(texts[stretch.fate][stretch.part or 0]) == written


def assert_leaves(document: Document, newlines: set[int]) -> None:
    """Check that one newline, and nothing else, stands between leaves, and no white space at the edges."""
    leaves = list(document.body.leaves())
    assert [leaf.span.start for leaf in leaves[1:]] == [leaf.span.end + 1 for leaf in leaves[:-1]]
    assert {leaf.span.end for leaf in leaves[:-1]} == newlines
    for leaf in leaves:
        words = leaf.span.of(document.text)
        assert words == words.strip() != ""
        assert not {"\n", "\r"} & set(words)
