"""The page of a pack: exactly the passages that are assigned, between the teacher's words, in their order."""

from __future__ import annotations

import re
from itertools import combinations_with_replacement, pairwise
from typing import TYPE_CHECKING

import pytest

from edition.edition import open_document
from edition.render.packs import render_pack, render_pack_list
from tests.packs.trial import PACK, opened, url_for
from tests.reading_text import fold, reading_text, soup

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag

    from edition.model import Document


def page(root: Path, pack: str = PACK) -> Tag:
    edition, printed = opened(root, {"docs/packs/flights.md": pack})
    assert printed == []
    return soup(render_pack(edition, edition.packs[0], url_for).content)


def of(passage: str) -> str:
    """Return the file of a pack that assigns one passage."""
    return f"---\ntitle: One\npassages:\n  - {{document: memo{passage}}}\n---\n"


def document(root: Path, name: str) -> Document:
    read, _ = open_document(root, name)
    assert read
    return read.document.document


def texts(made: Tag) -> list[str]:
    return [reading_text(one) for one in made.select(".sheet-text")]


LABELS = ["411", "412", "413"]


@pytest.mark.parametrize("ends", [*combinations_with_replacement(LABELS, 2)], ids="-".join)
def test_the_text_of_pages_is_what_stands_between_their_breaks(ends: tuple[str, str], tmp_path: Path) -> None:
    made = page(tmp_path, of(f", pages: {'-'.join(dict.fromkeys(ends))}"))
    read = document(tmp_path, "memo")
    assert [one.label for one in read.body.page_breaks] == LABELS
    starts = [*(one.offset for one in read.body.page_breaks), len(read.text)]
    first, last = (LABELS.index(one) for one in ends)
    assert texts(made) == [fold(read.text[starts[first] : starts[last + 1]])]


@pytest.mark.parametrize("ends", [*combinations_with_replacement([1, 2, 3], 2)], ids=str)
def test_the_text_of_paragraphs_is_theirs(ends: tuple[int, int], tmp_path: Path) -> None:
    made = page(tmp_path, of(f", paragraphs: {'-'.join(map(str, dict.fromkeys(ends)))}"))
    read = document(tmp_path, "memo")
    spans = [block.span for block in read.body.paragraphs()]
    assert texts(made) == [fold(read.text[spans[ends[0] - 1].start : spans[ends[1] - 1].end])]


def test_the_text_of_a_quotation_of_an_annotation_and_of_the_whole_is_just_that(tmp_path: Path) -> None:
    words = "I think. We should say little about them, and"
    assert texts(page(tmp_path, of(f', exact: "{words}"'))) == [words]
    assert texts(page(tmp_path, of(", annotation: little"))) == ["say little about them"]
    assert texts(page(tmp_path, of(""))) == [fold(document(tmp_path, "memo").text)]


def test_passages_stand_where_the_words_name_them_and_the_others_follow(tmp_path: Path) -> None:
    made = page(tmp_path)
    order = [
        one.get("id") or one.name
        for one in made.select("h2, h3, section[id]")
        if "--" not in (one.get("id") or "")
    ]
    assert order == ["first", "passage-2", "then", "orders", "passage-3", "edition-pack-notes"]


def test_the_outline_skips_no_level(tmp_path: Path) -> None:
    levels = [int(one.name[1]) for one in page(tmp_path).select("h2, h3, h4, h5, h6")]
    assert levels[0] == 2
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_ids_are_unique_and_links_on_the_page_lead_to_them(tmp_path: Path) -> None:
    twice = PACK.replace(
        "  - document: letter", "  - document: memo\n  - document: memo\n  - document: letter"
    )
    made = page(tmp_path, twice.replace("[[2]]", "[[4]]"))
    ids = [one["id"] for one in made.select("[id]")]
    assert len(ids) == len(set(ids))
    hrefs = [str(one["href"]) for one in made.select("a[href^='#']")]
    assert len(hrefs) > 20
    assert [href for href in hrefs if href[1:] not in ids] == []


def test_the_teachers_links_lead_where_they_lead_on_the_site(tmp_path: Path) -> None:
    made = page(tmp_path)
    assert [one["href"] for one in made.select(".pack-words a:not([role])")] == [
        "/documents/letter/#p2",
        "#orders",
        "/index/",
    ]


def test_each_passage_leads_to_its_excerpt(tmp_path: Path) -> None:
    made = page(tmp_path)
    assert [one["href"] for one in made.select(".pack-passage > :is(h2, h3, h4) > a")] == [
        "/documents/letter/?paragraphs=1-2#p1",
        "/documents/memo/?pages=412#pg_412",
        "/documents/memo/#monday",
    ]


SHOWN = {
    "": {"notes", "annotations", "questions"},
    "show: [notes]": {"notes"},
    "show: [annotations]": {"annotations"},
    "show: [questions]": {"questions"},
    "show: []": set(),
}


@pytest.mark.parametrize("show", SHOWN)
def test_a_pack_shows_what_it_says(show: str, tmp_path: Path) -> None:
    made = page(tmp_path, f"---\ntitle: One\n{show}\npassages: [{{document: memo}}]\n---\n")
    shown = {kind for kind in ("notes", "annotations", "questions") if made.select(f".sheet-{kind}")}
    assert shown == SHOWN[show]


def test_what_a_passage_shows_goes_before_what_the_pack_shows(tmp_path: Path) -> None:
    made = page(tmp_path, "---\ntitle: One\nshow: []\npassages: [{document: memo, show: [notes]}]\n---\n")
    assert [bool(made.select(f".sheet-{kind}")) for kind in ("notes", "annotations")] == [True, False]


def test_the_teachers_questions_stand_behind_their_passage(tmp_path: Path) -> None:
    asked = page(tmp_path).select("#passage-2 .pack-questions li")
    assert [str(one.p) for one in asked] == ["<p><em>Which</em> city?</p>"]


def test_the_length_is_that_of_the_passages(tmp_path: Path) -> None:
    made = page(tmp_path)
    words = sum(len(text.split()) for text in texts(made))
    said = made.select_one(".pack-length")
    assert said is not None
    expected = f"{words} words of documents, about 1 minute to read (230 words a minute)"
    assert said.get_text() == expected


def stated(states: dict[str, str]) -> str:
    documents = "".join(f"\n    {name}: {state}" for name, state in states.items())
    return PACK.replace("---\n\n#", f"state:\n  date: 2026-11-22\n  documents:{documents}\n---\n\n#")


def state_lines(made: Tag) -> list[str]:
    return [one.get_text() for one in made.select(".pack-state :is(p, li)")]


def test_a_pack_says_what_has_changed_since_it_was_made(tmp_path: Path) -> None:
    edition, _ = opened(tmp_path)
    states = {name: edition.by_id[name].state for name in ("memo", "letter")}
    assert state_lines(page(tmp_path, stated(states))) == [
        "Made on 22 November 2026. Its documents, their notes and annotations are as they were then."
    ]
    text, notes, _ = states["memo"].split(".")
    changed = stated({"memo": f"00000000.{notes}.00000000"})
    assert text != "00000000"
    assert state_lines(page(tmp_path, changed)) == [
        "Made on 22 November 2026. Since then, this has changed:",
        "Letter: in which state it was then is not known",
        "Memorandum From Rusk to Kennedy: its text and its annotations",
    ]
    assert state_lines(page(tmp_path)) == [
        "This pack does not say from which state of the edition it was made."
    ]


def test_the_list_names_every_pack(tmp_path: Path) -> None:
    edition, _ = opened(tmp_path, {"docs/packs/another.md": of("")})
    listed = soup(render_pack_list(edition, url_for))
    assert [(one["href"], one.get_text()) for one in listed.select("a")] == [
        ("/packs/another/", "One"),
        ("/packs/flights/", "The flights"),
        ("/packs/builder/", "Build a pack of your own"),
    ]


def test_the_citation_ends_no_string_of_the_style_sheet(tmp_path: Path) -> None:
    hostile = PACK.replace("title: The flights", "title: 'A \"b\" \\ </style><script>'")
    edition, _ = opened(tmp_path, {"docs/packs/flights.md": hostile})
    head = render_pack(edition, edition.packs[0], url_for).head
    assert re.fullmatch(r'<style>:root\{--edition-site:"[^"\\<>]*"\}</style>\n', head)
