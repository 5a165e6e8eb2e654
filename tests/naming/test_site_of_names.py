"""The built site of the edition: indexes, pages and documents agree about every mention."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from edition.edition import load
from tests.harness import ROOT
from tests.reading_text import reading_text, soup

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag

KINDS = ("people", "bodies", "places", "terms")


@cache
def parsed(path: Path) -> Tag:
    return soup(path.read_text(encoding="utf-8"))


def listed(site: Path, kind: str) -> dict[str, int]:
    """Return how many mentions an index says that each of its entries has."""
    entries = parsed(site / kind / "index.html").select(".edition-entities > div")
    facts = {str(one["id"]): one.select_one(".edition-entry-facts") for one in entries}
    counts = {}
    for name, words in facts.items():
        assert words is not None
        number = re.match(r"(\d+) mention", words.get_text(" ", strip=True))
        counts[name] = int(number[1]) if number else 0
    return counts


@pytest.mark.parametrize("kind", KINDS)
def test_every_mention_that_an_index_counts_leads_to_the_element_that_bears_it(site: Path, kind: str) -> None:
    for name, number in listed(site, kind).items():
        page = site / kind / name / "index.html"
        links = [
            (str(one["href"]), one.get_text()) for one in parsed(page).select(".edition-named-words > a")
        ]
        assert len(links) == len(set(links)) == number, name
        for href, words in links:
            address, _, fragment = href.partition("#")
            (element,) = parsed((page.parent / address / "index.html").resolve()).select(f'[id="{fragment}"]')
            assert " ".join(words.split()).startswith(reading_text(element)[:60])


def test_every_mention_in_a_document_is_counted(site: Path) -> None:
    counted = sum(number for kind in KINDS for number in listed(site, kind).values())
    edition, _ = load(ROOT)
    passages = {
        (document.id, one.fragment)
        for document in edition.documents
        for named in document.named
        for one in named.mentions
        if not one.fragment.startswith("m-")
    }
    elements = [
        element
        for path in (site / "documents").glob("*/index.html")
        for element in parsed(path).select('article .mention[id^="m-"]')
    ]
    assert counted == len(elements) + len(passages) > 250
    by_panel = [
        link
        for path in (site / "documents").glob("*/index.html")
        for link in parsed(path).select(".edition-name")
    ]
    assert len(by_panel) == sum(len(document.named) for document in edition.documents)


# Section 3 of the witnesses' specification, its traps first: document, words, whom they name.
WITNESSES = [
    ("excomm-24", "OAS", "oas"),
    ("excomm-24", "The President", "kennedy"),
    ("excomm-24", "the President", "kennedy"),
    ("secto-8", "PRESIDENT", "kennedy"),
    ("secto-8", "PRESIDENT KENNEDY", "kennedy"),
    ("secto-8", "THE SECRETARY", "rusk"),
    ("excomm-24", "Secretary Rusk", "rusk"),
    ("frus1964-68v23-d360", "Sec", "rusk"),
    ("frus1964-68v23-d360", "M", "macarthur"),
    ("frus1964-68v23-d360", "MacArthur", "macarthur"),
    ("frus1964-68v23-d360", "his principal", "johnson"),
    ("frus1964-68v23-d360", "the boss", "johnson"),
    ("frus1964-68v23-d360", "the Prime Minister", "lefevre"),
    ("frus1964-68v23-d360", "Spaak", "spaak"),
    ("frus1964-68v23-d360", "Carolyn J. Proctor", "proctor"),
    ("secto-8", "DE GAULLE", "de-gaulle"),
    ("secto-8", "DEGAULLE", "de-gaulle"),
    ("secto-8", "BOHLEN", "bohlen"),
    ("secto-8", "TYLER", "tyler"),
    ("secto-8", "KHRUSHCHEV", "khrushchev"),
    ("secto-8", "MIKOYAN", "mikoyan"),
    ("excomm-24", "Mikoyan", "mikoyan"),
    ("excomm-24", "Castro", "castro"),
    ("secto-8", "GENERAL NORSTAD", "norstad"),
    ("secto-8", "NORSTAD", "norstad"),
    ("frus1961-63v14-d214", "General Norstad", "norstad"),
    ("excomm-24", "General Taylor", "taylor"),
    ("excomm-24", "Secretary McNamara", "mcnamara"),
    ("excomm-24", "Director McCone", "mccone"),
    ("excomm-24", "Mr. McCone", "mccone"),
    ("excomm-24", "Mr. McCloy", "mccloy"),
    ("excomm-24", "Ambassador Stevenson", "stevenson"),
    ("excomm-24", "Stevenson", "stevenson"),
    ("excomm-24", "U Thant", "thant"),
    ("excomm-24", "Kuznetsov", "kuznetsov"),
    ("excomm-24", "Secretary Dillon", "dillon"),
    ("excomm-24", "The Attorney General", "robert-kennedy"),
    ("excomm-24", "Under Secretary Ball", "ball"),
    ("excomm-24", "Bromley Smith", "bromley-smith"),
    ("frus1961-63v14-d214", "Dean Rusk", "rusk"),
    ("frus1961-63v14-d214", "President Kennedy", "kennedy"),
    ("secto-8", "WEST BERLIN", "west-berlin"),
    ("secto-8", "BERLIN", "berlin"),
    ("frus1964-68v23-d360", "Stan", "stanleyville"),
    ("frus1964-68v23-d360", "that next place", "paulis"),
    ("secto-8", "UK", "united-kingdom"),
    ("frus1961-63v14-d214", "US", "united-states"),
    ("excomm-24", "U.S.", "united-states"),
    ("excomm-24", "USSR", "soviet-union"),
    ("secto-8", "NATO", "nato"),
    ("secto-8", "LIVE OAK", "live-oak"),
    ("excomm-24", "SAC", "sac"),
    ("excomm-24", "DEFCON 2", "defcon"),
    ("excomm-24", "IL-28s", "il-28"),
    ("excomm-24", "NIE 84-4-62", "nie-84-4-62"),
    ("excomm-24", "Rio Treaty", "rio-treaty"),
    ("excomm-24", "October 26th Khrushchev letter", "october-26-letter"),
    ("secto-8", "RPT NOT", "rpt"),
    ("frus1961-63v14-d214", "quadripartite", "quadripartite"),
    ("secto-8", "MONA LISA", "mona-lisa"),
]


@pytest.fixture(scope="module")
def mentions() -> dict[str, dict[str, set[str]]]:
    """Return whom the words of each document name, by its id and the words."""
    found: dict[str, dict[str, set[str]]] = {}
    for document in load(ROOT)[0].documents:
        for named in document.named:
            for one in named.mentions:
                found.setdefault(document.id, {}).setdefault(one.words, set()).add(one.entity)
    return found


@pytest.mark.parametrize(("document", "words", "entity"), WITNESSES)
def test_a_form_of_the_witnesses_names_whom_it_should(
    mentions: dict[str, dict[str, set[str]]], document: str, words: str, entity: str
) -> None:
    assert mentions[document][words] == {entity}


def test_us_in_capitals_is_the_country_only_where_it_was_read_so(site: Path) -> None:
    edition, _ = load(ROOT)
    telegram = edition.by_id["secto-8"]
    shown = parsed(site / "documents/secto-8/index.html")
    text = shown.select_one(".edition-text")
    assert text is not None
    assert len(re.findall(r"\bUS\b", reading_text(text))) == 7
    named = next(one for one in telegram.named if one.entity == "united-states")
    after = [one.after for one in named.mentions if re.fullmatch(r"US|.*\bUS\b.*", one.words)]
    before = [one.before for one in named.mentions if one.words == "US"]
    assert len(after) == 5
    assert not any(words.endswith(("ROUGH FOR ", "WOULD LEAD ")) for words in before)
