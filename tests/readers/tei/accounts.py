"""The law of the account, for a division: every character of the source is where its stretch says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model import Fate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.model import Document, Stretch
    from edition.readers.tei.text import DivisionText


def assert_account(value: str, read: DivisionText | Document, account: Sequence[Stretch]) -> None:
    """Check that the stretches cover the source without gap, and give every character that was written."""
    end = 0
    given: dict[int | None, set[int]] = {}
    for stretch in account:
        assert stretch.span.start == end < stretch.span.end
        end = stretch.span.end
        if stretch.fate is Fate.SPACE:
            assert stretch.span.of(value).strip(" \t\r\n") == ""
            continue
        if stretch.fate is Fate.MARKER:
            assert (stretch.what, stretch.target) == ("other reading", None)
            continue
        text = read.body if stretch.part is None else read.notes[stretch.part].text
        assert stretch.fate is (Fate.TEXT if stretch.part is None else Fate.NOTE)
        assert stretch.target is not None
        assert stretch.target.of(text.content) == stretch.span.of(value)
        places = set(range(stretch.target.start, stretch.target.end))
        assert not places & given.setdefault(stretch.part, set())
        given[stretch.part] |= places
    assert end == len(value)
    for part, text in [(None, read.body), *((number, note.text) for number, note in enumerate(read.notes))]:
        between = set(range(len(text.content))) - given.get(part, set())
        assert {text.content[place] for place in between} <= {" ", "\n"}
