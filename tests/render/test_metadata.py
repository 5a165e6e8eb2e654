"""What is known of a document stands in a table; of a date also how it is printed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from edition.render.metadata import render_metadata
from edition.schema import Metadata

if TYPE_CHECKING:
    from edition.annotations.passages import AnnotatedDocument

DATES = {
    "printed as it is": (
        {"date": "1962-03-09", "date-printed": "March 9, 1962"},
        '9 March 1962 <span class="edition-how"><b>printed</b> <q>March 9, 1962</q></span>',
    ),
    "printed and no date": ({"date-printed": "undated & unsigned"}, "<q>undated &amp; unsigned</q>"),
    "two of them": (
        {"date": ["1962", "1963"], "date-printed": ["one", "two"]},
        (
            "<ul><li>1962</li><li>1963</li></ul> "
            '<span class="edition-how"><b>printed</b> <q>one</q>; <q>two</q></span>'
        ),
    ),
    "not printed": ({"date": "1962-03-09"}, "9 March 1962"),
    "not known": ({}, '<span class="edition-not-stated">not stated</span>'),
}


@pytest.mark.parametrize(("known", "expected"), DATES.values(), ids=list(DATES))
def test_a_date_is_shown_as_it_is_printed_too(known: dict[str, str | list[str]], expected: str) -> None:
    document = SimpleNamespace(metadata=Metadata.model_validate(known))
    table = render_metadata(cast("AnnotatedDocument", document))
    assert f'<tr><th scope="row">Date</th><td>{expected}</td></tr>\n' in table
