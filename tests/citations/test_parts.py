"""Names, dates and numbers as citations write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.citations.dates import APA, CHICAGO, MLA, CitedDate, date_words
from edition.citations.names import Name, parse_name
from edition.citations.numbers import Shortening, all_pages, page_range, shortened, split_range, volume_number

NAMES = {
    "Dean Rusk": Name(family="Rusk", given="Dean"),
    "Charles de Gaulle": Name(family="Gaulle", given="Charles", particle="de"),
    "de Gaulle, Charles": Name(family="Gaulle", given="Charles", particle="de"),
    "Wernher von der Schulenburg": Name(family="Schulenburg", given="Wernher", particle="von der"),
    "Douglas MacArthur II": Name(family="MacArthur", given="Douglas", suffix="II"),
    "Robert F. Kennedy, Jr.": Name(family="Kennedy", given="Robert F.", suffix="Jr."),
    "Kennedy, Robert F., Jr.": Name(family="Kennedy", given="Robert F.", suffix="Jr."),
    "Rusk, Dean, Secretary of State": Name(family="Rusk", given="Dean"),
    "Dean Rusk, Secretary of State": Name(family="Rusk", given="Dean"),
    "Taylor, General Maxwell D.": Name(family="Taylor", given="Maxwell D."),
    "Colonel Lawrence J. Legere": Name(family="Legere", given="Lawrence J."),
    "Khrushchev": Name(literal="Khrushchev"),
    "Department of State": Name(literal="Department of State"),
    "President Kennedy": Name(literal="President Kennedy"),
    "De Gaulle": Name(family="De Gaulle"),
    "Charles De Gaulle": Name(family="De Gaulle", given="Charles"),
    "De Gaulle, Charles": Name(family="De Gaulle", given="Charles"),
    "Di Eng": Name(family="Eng", given="Di"),
    "De La Cruz": Name(family="De La Cruz"),
    "Martin Van Buren": Name(family="Van Buren", given="Martin"),
    "Jean d'Alembert": Name(family="Alembert", given="Jean", particle="d'"),
    "d’Alembert, Jean": Name(family="Alembert", given="Jean", particle="d’"),
    "Edward M. House": Name(family="House", given="Edward M."),
    "House, Edward": Name(family="House", given="Edward"),
    "White House": Name(literal="White House"),
    "John F. Kennedy Library": Name(literal="John F. Kennedy Library"),
    "Department of State,": Name(literal="Department of State"),
    "King, Martin Luther, Jr.": Name(family="King", given="Martin Luther", suffix="Jr."),
    "Embassy in the Soviet Union": Name(literal="Embassy in the Soviet Union"),
}


@pytest.mark.parametrize(("words", "name"), NAMES.items(), ids=list(NAMES))
def test_a_name_is_taken_apart(words: str, name: Name) -> None:
    assert parse_name(words) == name


SAID_SO = {
    ("Ngo Dinh Diem", "Ngo"): ("Ngo Dinh Diem", "Ngo Dinh Diem", "Ngo, Dinh Diem", "Ngo, D. D."),
    ("Chou En-lai", "Chou"): ("Chou En-lai", "Chou En-lai", "Chou, En-lai", "Chou, E.-l."),
    ("U Thant", "Thant"): ("U Thant", "Thant, U", "Thant, U", "Thant, U."),
}


@pytest.mark.parametrize(("told", "forms"), SAID_SO.items(), ids=[name for name, _ in SAID_SO])
def test_a_name_of_which_the_family_name_is_told_keeps_its_order(
    told: tuple[str, str], forms: tuple[str, ...]
) -> None:
    name = parse_name(*told)
    assert (name.natural, name.inverted, name.parted, name.initialed) == forms


FORMS = {
    "Charles de Gaulle": ("Charles de Gaulle", "de Gaulle, Charles", "de Gaulle, C.", "C. de Gaulle"),
    "Robert F. Kennedy Jr.": (
        *("Robert F. Kennedy Jr.", "Kennedy, Robert F., Jr."),
        *("Kennedy, R. F., Jr.", "R. F. Kennedy Jr."),
    ),
    "Jean-Paul Sartre": ("Jean-Paul Sartre", "Sartre, Jean-Paul", "Sartre, J.-P.", "J.-P. Sartre"),
    "Department of State": ("Department of State",) * 4,
}


@pytest.mark.parametrize(("words", "forms"), FORMS.items(), ids=list(FORMS))
def test_a_name_has_a_form_for_each_place(words: str, forms: tuple[str, ...]) -> None:
    name = parse_name(words)
    assert (name.natural, name.inverted, name.initialed, name.initials_first) == forms


@given(st.text())
def test_of_any_words_a_name_is_made(words: str) -> None:
    name = parse_name(words)
    assert not (name.literal and name.family)
    assert name.natural or not words.replace(",", "").strip()


DATES = {
    "1964-11-25T17:15-05:00": ("November 25, 1964", "25 Nov. 1964", "1964, November 25"),
    "1962-05": ("May 1962", "May 1962", "1962, May"),
    "1962": ("1962", "1962", "1962"),
    "1962-22": ("summer 1962", "summer 1962", "1962, Summer"),
    "1962-11-XX": ("November 1962", "Nov. 1962", "1962, November"),
    "196X": ("1960s", "1960s", "1960s"),
    "1962~": ("ca. 1962", "circa 1962", "ca. 1962"),
    "1962-11-12?": ("[November 12, 1962?]", "[12 Nov. 1962?]", "[1962, November 12?]"),
    "1962%": ("[ca. 1962?]", "[circa 1962?]", "[ca. 1962?]"),
    "1962-10-16/1962-11-20": (
        *("October 16–November 20, 1962", "16 Oct.–20 Nov. 1962"),
        "1962, October 16–November 20",
    ),
    "1962-10-16/1962-10-20": ("October 16–20, 1962", "16–20 Oct. 1962", "1962, October 16–20"),
    "1961-12-30/1962-01-02": (
        *("December 30, 1961–January 2, 1962", "30 Dec. 1961–2 Jan. 1962"),
        "1961–1962",
    ),
    "1962-12-12T15:30/1962-12-12T16:30": ("December 12, 1962", "12 Dec. 1962", "1962, December 12"),
    "[1961-11-08..1961-12-31]": (
        "[between November 8 and December 31, 1961]",
        "[between 8 Nov. and 31 Dec. 1961]",
        "[1961, between November 8 and December 31]",
    ),
    "[..1961-12-31]": (
        *("[December 31, 1961 or earlier]", "[31 Dec. 1961 or earlier]"),
        "[1961, December 31 or earlier]",
    ),
    "[1961-11-08..1962-01]": (
        "[between November 8, 1961 and January 1962]",
        "[between 8 Nov. 1961 and Jan. 1962]",
        "[between 1961 and 1962]",
    ),
    "[1961-21..1961-23]": (
        "[between spring and fall 1961]",
        "[between spring and fall 1961]",
        "[1961, between Spring and Fall]",
    ),
    "19XX": ("[1900–1999]", "[1900–1999]", "[1900–1999]"),
    "1962/..": ("1962 or later", "1962 or later", "1962 or later"),
}


@pytest.mark.parametrize(("edtf", "words"), DATES.items(), ids=list(DATES))
def test_a_date_stands_in_the_words_of_each_style(edtf: str, words: tuple[str, ...]) -> None:
    assert tuple(date_words(CitedDate(edtf), manner) for manner in (CHICAGO, MLA, APA)) == words


def test_a_date_that_is_supplied_is_in_brackets_and_one_that_is_likely_has_a_mark_of_doubt() -> None:
    supplied = CitedDate("1964-11-25", is_supplied=True)
    likely = CitedDate("[1961-11-08..1961-12-31]", is_supplied=True, is_likely=True)
    assert date_words(supplied, CHICAGO) == "[November 25, 1964]"
    assert date_words(likely, CHICAGO) == "[between November 8 and December 31, 1961?]"


RANGES = {
    ("3", "10"): ("3–10", "3–10"),
    ("71", "72"): ("71–72", "71–72"),
    ("100", "104"): ("100–104", "100–04"),
    ("101", "108"): ("101–8", "101–08"),
    ("808", "833"): ("808–33", "808–33"),
    ("321", "328"): ("321–28", "321–28"),
    ("498", "532"): ("498–532", "498–532"),
    ("1103", "1104"): ("1103–4", "1103–04"),
    ("1496", "1500"): ("1496–500", "1496–500"),
    ("12991", "13001"): ("12991–3001", "12991–3001"),
    ("96", "101"): ("96–101", "96–101"),
    ("xii", "xiv"): ("xii–xiv", "xii–xiv"),
    ("12", "12"): ("12", "12"),
    ("104", "101"): ("104–101", "104–101"),
}


@pytest.mark.parametrize(("ends", "expected"), RANGES.items(), ids=["–".join(ends) for ends in RANGES])
def test_ranges_are_shortened_as_chicago_and_mla_do(ends: tuple[str, str], expected: tuple[str, str]) -> None:
    assert (page_range(*ends, Shortening.CHICAGO), page_range(*ends, Shortening.MLA)) == expected
    assert page_range(*ends, Shortening.NONE) == ("–".join(ends) if ends[0] != ends[1] else ends[0])


@given(st.integers(1, 99999), st.integers(1, 99999), st.sampled_from(Shortening))
def test_a_shortened_number_can_be_read_back(first: int, second: int, shortening: Shortening) -> None:
    low, high = sorted((first, second))
    if low == high:
        return
    short = shortened(str(low), str(high), shortening)
    assert (str(low)[: -len(short)] + short if len(short) < len(str(low)) else short) == str(high)


def test_pages_are_split_at_any_dash() -> None:
    assert split_range("521–522") == split_range("521-522") == ("521", "522")
    assert split_range("521") == ("521", "521")


def test_a_shortened_range_is_given_in_full() -> None:
    assert split_range("739-40") == ("739", "740")
    assert split_range("1496–500") == ("1496", "1500")
    assert split_range("A12-3") == ("A12", "3")
    assert split_range("101-8") == ("101", "108")


PAGES = {
    "A-1": (("A-1", "A-1"), "A-1"),
    "A-1-A-3": (("A-1", "A-3"), "A-1–A-3"),
    "A-1–3": (("A-1", "A-3"), "A-1–A-3"),
    "1, 3-5": (("1", "5"), "1, 3–5"),
    "101-8; 120": (("101", "120"), "101–8, 120"),
    "xii-3": (("xii", "3"), "xii–3"),
    "": (("", ""), ""),
}


@pytest.mark.parametrize(("pages", "expected"), PAGES.items(), ids=list(PAGES))
def test_pages_with_letters_and_pages_apart_are_told(
    pages: str, expected: tuple[tuple[str, str], str]
) -> None:
    assert (split_range(pages), all_pages(pages, Shortening.CHICAGO)) == expected


VOLUMES = {
    "XXI": "21",
    "XIV": "14",
    "X–XII": "10–12",
    "IX, Part 2": "9, pt. 2",
    "12": "12",
    "Vol. 5": "5",
    "Volume XXI, Part 1": "21, pt. 1",
    "Supp": "Supp",
    "": "",
}


@pytest.mark.parametrize(("volume", "expected"), VOLUMES.items(), ids=list(VOLUMES))
def test_the_number_of_a_volume_stands_in_figures(volume: str, expected: str) -> None:
    assert volume_number(volume) == expected
