"""No style doubles a stop or leaves a bracket open, whatever is known of a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.citations.record import InVolume, citation_of
from edition.citations.styles import STYLES, consulted, is_stopped
from edition.citations.text import plain
from edition.schema import Metadata

if TYPE_CHECKING:
    from edition.citations.styles import Style

TITLES = (
    *("A Memorandum", "What Now?", "Memo by X, Jr.", "No “No.”", "Memorandum,", "A\n  B", "Stop!", "(Draft)"),
    "“All of It.”",
)
PEOPLE = ("Ann Lee", "Charles de Gaulle", "Martin Luther King, Jr.", "Department of State", "Plato", "Smith,")
DATES = ("1962-11-12", "1962~", "19XX", "1962-21", "[..1961]", "1961-12-30/1962-01-02")
CERTAINTIES: tuple[dict[str, str], ...] = (
    {},
    {"supplied": "The editors say so."},
    {"supplied": "The editors think so.", "certainty": "likely"},
)


def _facts(*values: str) -> st.SearchStrategy[Any]:
    return st.builds(
        lambda value, how: {"value": value, **how}, st.sampled_from(values), st.sampled_from(CERTAINTIES)
    )


def _people() -> st.SearchStrategy[Any]:
    return st.one_of(
        st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=12, unique=True), _facts("Ann Lee", "Plato")
    )


METADATA = st.fixed_dictionaries(
    {},
    optional={
        "title": _facts(*TITLES),
        "type": _facts("Memorandum", "Telegram"),
        "author": _people(),
        "from": _people(),
        "to": _people(),
        "date": _facts(*DATES),
        "date-printed": _facts("Undated", "no date"),
        "place": _facts("Washington", "Paris,", "Washington, D.C."),
        "container-title": _facts("The Volume", "Letters, Inc."),
        "collection-title": _facts("The Series"),
        "volume": _facts("XXI, Part 1", "5"),
        "editor": _people(),
        "collection-editor": _people(),
        "publisher": _facts("GPO", "Doe Inc."),
        "publisher-place": _facts("Washington"),
        "issued": _facts("1993", "1993~"),
        "page": _facts("101-108", "5"),
        "number": _facts("document 12", "Secto 8"),
        "archive": _facts("National Archives", "A Library Inc."),
        "archive_location": _facts("RG 59,", "Box 1"),
        "URL": _facts("https://e.org/a"),
    },
)
WRONG = re.compile(r"\.\.|,,|,\s*\.|;[,.;]|\s[,.;]|[.?!]”\.|:,|\(\)|\[\]|[\[(][ ,.]|\s\s|^[\s,.;]|“”| $")


def _shown(style: Style, made: str, passage: str) -> str:
    if not passage or style.locators is None:
        return plain(made)
    return plain(re.sub(r'<span class="cite-at">.*?</span>', passage, made))


def _at(style: Style, metadata: dict[str, Any], name: str, address: str) -> str:
    title = metadata.get("title", {"value": "Paper"})["value"]
    one = citation_of("x", title, Metadata.model_validate(metadata), InVolume())
    stopped = is_stopped(style, one)
    said = consulted(style, name, address, is_printed=one.is_printed, is_stopped=stopped)
    return style.cite(one, said)


@pytest.mark.parametrize("site", [("", ""), ("Two Desks", ""), ("Two Desks", "https://e.org/x/")])
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.id)
@settings(max_examples=40)
@given(metadata=METADATA)
def test_no_stop_is_doubled_and_no_bracket_open(
    style: Style, site: tuple[str, str], metadata: dict[str, Any]
) -> None:
    made = _at(style, metadata, *site)
    for passage in ("", ", p. 5"):
        said = _shown(style, made, passage)
        assert not WRONG.search(said), said
        for opened, closed in ("()", "[]", "“”"):
            assert said.count(opened) == said.count(closed), said


ODD = {
    "a paper without a date": (
        {"title": {"value": "A Memorandum"}, "type": "Memorandum"},
        "“A Memorandum,” n.d., in Two Desks, https://e.org/x/.",
        "“A Memorandum.” N.d. In Two Desks. https://e.org/x/.",
        "“A Memorandum.” Two Desks, https://e.org/x/.",
        "(“Memorandum”)",
        "A memorandum. (n.d.). Two Desks. https://e.org/x/",
        "(Memorandum, n.d.)",
    ),
    "printed without a date or an address": (
        {
            "title": {"value": "A Memorandum"},
            "author": "Department of State",
            "container-title": "The Volume",
            "publisher": "GPO",
            "issued": "1993",
        },
        (
            "Department of State, “A Memorandum,” in The Volume (GPO, 1993); consulted in Two Desks, "
            "https://e.org/x/."
        ),
        (
            "Department of State. “A Memorandum.” In The Volume. GPO, 1993. Consulted in Two Desks. "
            "https://e.org/x/."
        ),
        "Department of State. “A Memorandum.” The Volume, GPO, 1993. Two Desks, https://e.org/x/.",
        "(Department of State)",
        (
            "Department of State. (1993). A memorandum. In The Volume. GPO. Consulted in Two Desks, "
            "https://e.org/x/"
        ),
        "(Department of State, 1993)",
    ),
}


@pytest.mark.parametrize("case", ODD.values(), ids=list(ODD))
def test_what_is_missing_leaves_no_gap(case: tuple[Any, ...]) -> None:
    metadata, *expected = case
    assert [plain(_at(style, metadata, "Two Desks", "https://e.org/x/")) for style in STYLES] == expected
