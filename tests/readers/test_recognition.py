"""Lines that a reader tells apart by their look alone: one that is so, beside one that nearly is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edition.readers import read
from edition.readers.line_starts import begins_anew, is_apart
from edition.readers.lines import filled_lines
from edition.readers.sentences import is_sentence
from edition.readers.signatures import is_name
from edition.readers.stamps import is_classification
from edition.readers.telegram_forms import is_form_field
from edition.schema import Metadata
from edition.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable


def of_line(rule: Callable[..., bool]) -> Callable[[str], bool]:
    """Return a rule about lines of a source as one about words."""
    return lambda words: rule(filled_lines(words)[0])


RULES: dict[str, tuple[Callable[[str], object], str, str]] = {
    "a marking typed with blanks": (is_classification, "S E C R E T", "S E C R E T A R Y"),
    "a marking of two words typed with blanks": (is_classification, "T O P  S E C R E T", "T O P"),
    "a word that closes a paper is no name": (is_name, "Dean Rusk", "Copy"),
    "a sentence in capitals is told by its subject": (is_sentence, "WE AGREE.", "GEORGE BALL."),
    "an abbreviation ends no sentence": (is_sentence, "with the words of John.", "with the words of John Q."),
    "a field with a number has a figure": (is_form_field, "NO: 1934.", "NO: PARIS."),
    "a numbered head of a page": (of_line(is_apart), "-2- SECTO 8 FROM PARIS", "-2 SECTO 8 FROM PARIS"),
    "a box to be ticked": (of_line(is_apart), "( ) RELEASE IN PART", "(a) release in part"),
    "a note by its sign": (of_line(begins_anew), "† Not printed.", "Not printed."),
}


@pytest.mark.parametrize(("rule", "one", "other"), RULES.values(), ids=list(RULES))
def test_a_line_is_known_by_its_look(rule: Callable[[str], object], one: str, other: str) -> None:
    assert (bool(rule(one)), bool(rule(other))) == (True, False)


def test_a_line_that_looks_like_a_note_is_named_where_a_note_is_missing() -> None:
    content = "7. Memorandum From Ball to Rusk1\n\nSource: Rusk Files.\n\nHe saw the Minister.\n"
    source = Source(id="a", path="sources/a/source.txt", content=content)
    found = read(source, Metadata()).diagnostics
    assert ["lines 3-5 look like notes, " in problem.message for problem in found] == [True]
