"""CSL-JSON, RIS and BibTeX can be read by programs, and say the same, whatever is known of a document."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

import jsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from edition.citations.dates import CitedDate
from edition.citations.files import bibtex, csl_json, of_the_site, ris
from edition.citations.names import Name, parse_name
from edition.citations.record import Citation, Fact
from edition.render.head import head_facts
from tests.citations.csl_schema import CSL_DATA
from tests.citations.records import CHILE

SITE = ("Two & a half {Desks}", "https://desks.example/documents/a_b%20c/#p~1")
_SIGNS = "abcXYZ äéß“”’\"'\\{}$&#%_~^<>@=,;:.-–/()[]|*\u0301漢\u2028\x85\t"
WORDS = st.text(st.sampled_from(_SIGNS), min_size=1, max_size=24).filter(lambda words: bool(words.strip()))
MAYBE = st.one_of(st.just(""), WORDS)
PEOPLE = (
    *(
        "Dean Rusk",
        "Charles de Gaulle",
        "Douglas MacArthur II",
        "Robert F. Kennedy Jr.",
        "Department of State",
    ),
    *("Khrushchev", "Barnes and Noble", "O’Brien, Mary Ann", "Müller-Lüdenscheidt, Karl Heinz von und zu"),
)
NAMES = st.lists(st.sampled_from(PEOPLE).map(parse_name), max_size=3).map(tuple)
DATES = st.one_of(
    st.none(),
    st.builds(
        CitedDate,
        st.sampled_from(
            (
                *("1962", "1962-11", "1962-11-12T11:00", "1962~", "196X", "1962-22", "1962-11-12?"),
                *("1962-10-16/1962-11-20", "[1961-11-08..1961-12-31]", "[..1961]", "1961/.."),
            )
        ),
        st.booleans(),
        st.booleans(),
    ),
)
FACTS = st.builds(Fact, MAYBE, st.booleans(), st.booleans())
CITATIONS = st.builds(
    Citation,
    id=st.from_regex(r"[a-z][a-z0-9.-]{0,12}", fullmatch=True),
    title=WORDS,
    genre=MAYBE,
    number=MAYBE,
    document_number=st.sampled_from(("", "12", "12a")),
    author=NAMES,
    recipient=NAMES,
    date=DATES,
    place=FACTS,
    container_title=MAYBE,
    collection_title=MAYBE,
    volume=st.sampled_from(("", "XXI", "X, Part 2", "7")),
    page=st.sampled_from(("", "521", "521-522", "xii–xiv")),
    editor=NAMES,
    collection_editor=NAMES,
    publisher=MAYBE,
    publisher_place=MAYBE,
    issued=DATES,
    archive=FACTS,
    archive_location=FACTS,
    url=st.sampled_from(("", "https://e.org/a_b?c=d&e=1%202#f~g")),
    language=st.sampled_from(("", "en")),
)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a file says, in words that can be compared."""

    title: str
    container: str = ""
    volume: str = ""
    pages: tuple[str, str] = ("", "")
    publisher: str = ""
    address: str = ""
    language: str = ""
    people: tuple[tuple[str, ...], ...]
    year: str = ""


def bare(words: str) -> str:
    """Return words on one line."""
    return " ".join(words.split())


def from_csl(text: str) -> Said:
    """Return what a file in CSL-JSON says; it is valid."""
    data = json.loads(text)
    jsonschema.validate(data, CSL_DATA)
    (item,) = data
    first, _, last = item.get("page", "").partition("-")
    parts = item.get("issued", {})
    is_exact = "date-parts" in parts and "circa" not in parts
    return Said(
        title=bare(item["title"]),
        container=bare(item.get("container-title", "")),
        volume=item.get("volume", ""),
        pages=(first, last or first),
        publisher=bare(item.get("publisher", "")) if item["type"] == "chapter" else "",
        address=item.get("URL", ""),
        language=item.get("language", ""),
        people=tuple(
            tuple(_family(name) for name in item.get(role, ()))
            for role in ("author", "editor", "collection-editor")
        ),
        year=str(parts["date-parts"][0][0]) if is_exact else "",
    )


def _family(name: dict[str, str]) -> str:
    particle = name.get("non-dropping-particle", "")
    return f"{particle} {name['family']}".strip() if "family" in name else name["literal"]


def from_ris(text: str) -> Said:
    """Return what a file in RIS says; each of its lines has a tag, and it ends with ER."""
    lines = text.removesuffix("\r\n").split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines), text
    assert lines[0].startswith("TY  - ")
    assert lines[-1] == "ER  - "
    (item,) = rispy.loads(text)
    tags: dict[str, list[str]] = {}
    for line in lines:
        tags.setdefault(line[:2], []).append(line[6:])
    assert item["title"] == tags["TI"][0].strip()

    def one(tag: str) -> str:
        return tags.get(tag, [""])[0]

    is_printed = one("TY") == "CHAP"
    people = (
        tuple(tags.get("AU", ())),
        *(tuple(tags.get(tag, ())) for tag in (("A2", "A3") if is_printed else ())),
    )
    families = tuple(tuple(_first_part(name) for name in names) for names in people)
    return Said(
        title=one("TI"),
        container=one("T2"),
        volume=one("VL"),
        pages=(one("SP"), one("EP")),
        publisher=one("PB"),
        address=one("UR"),
        language=one("LA"),
        people=families if is_printed else (*families, (), ()),
        year=one("PY"),
    )


def _first_part(name: str) -> str:
    return name.partition(",")[0]


_UNTEXED = {
    "\\textbackslash{}": "\\",
    "\\textbraceleft{}": "{",
    "\\textbraceright{}": "}",
    "\\textasciitilde{}": "~",
    "\\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "$&#_%"},
}
_TEXED = re.compile("|".join(map(re.escape, _UNTEXED)))


def untexed(words: str) -> str:
    """Return words as TeX prints them, without braces round the whole."""
    bare_words = words[1:-1] if words.startswith("{") and words.endswith("}") else words
    return _TEXED.sub(lambda found: _UNTEXED[found[0]], bare_words)


def from_bibtex(text: str) -> Said:
    """Return what a file in BibTeX says; it has one entry, no field twice, and its braces are in balance."""
    library = parse_string(text)
    assert not library.failed_blocks, text
    (entry,) = library.entries
    fields = {field.key: str(field.value) for field in entry.fields}
    assert len(fields) == len(entry.fields)

    def one(key: str) -> str:
        return untexed(fields.get(key, ""))

    first, _, last = fields.get("pages", "").partition("--")
    people = tuple(
        tuple(untexed(_bibtex_family(name)) for name in _persons(fields.get(key, "")))
        for key in ("author", "editor", "editora")
    )
    is_exact = fields.get("year", "").isdecimal()
    return Said(
        title=one("title"),
        container=one("booktitle"),
        volume=one("volume"),
        pages=(first, last or first),
        publisher=one("publisher"),
        address=fields.get("url", ""),
        language=one("language"),
        people=people,
        year=fields.get("year", "") if is_exact else "",
    )


def _persons(names: str) -> list[str]:
    """Return the names in a field: `and` within braces joins none."""
    return [name for name in re.split(r" and (?![^{}]*\})", names) if name]


def _bibtex_family(name: str) -> str:
    return (
        name
        if name.startswith("{") and "," not in name
        else name.partition(",")[0].replace("{", "").replace("}", "")
    )


@given(CITATIONS, st.sampled_from((("", ""), ("Two Desks", ""), SITE)))
def test_the_three_files_can_be_read_and_agree(one: Citation, site: tuple[str, str]) -> None:
    adds = of_the_site(*site)
    csl = from_csl(csl_json(one, adds["csl"]))
    assert from_ris(ris(one, adds["ris"])) == csl
    assert from_bibtex(bibtex(one, adds["bib"])) == (
        csl if one.is_printed else replace(csl, people=(csl.people[0], (), ()))
    )


def test_a_document_of_frus_is_a_chapter_in_each() -> None:
    adds = of_the_site("Two Desks", "https://desks.example/documents/x/")
    one = replace(CHILE, page="521-522", language="en")
    assert json.loads(csl_json(one, adds["csl"])) == [
        {
            "id": "frus1969-76v21-d190",
            "type": "chapter",
            "title": "Memorandum From the President’s Assistant (Kissinger) to President Nixon",
            "author": [{"family": "Kissinger", "given": "Henry"}],
            "recipient": [{"family": "Nixon", "given": "Richard"}],
            "editor": [
                {"family": "McElveen", "given": "James"},
                {"family": "Siekmeier", "given": "James"},
            ],
            "collection-editor": [{"family": "Howard", "given": "Adam"}],
            "container-title": "Chile, 1969–1973",
            "collection-title": "Foreign Relations of the United States, 1969–1976",
            "volume": "21",
            "page": "521-522",
            "chapter-number": "190",
            "genre": "Memorandum",
            "publisher": "Government Printing Office",
            "publisher-place": "Washington, DC",
            "event-place": "Washington",
            "language": "en",
            "URL": "https://history.state.gov/historicaldocuments/frus1969-76v21/d190",
            "issued": {"date-parts": [[2014]]},
            "original-date": {"date-parts": [[1970, 12, 18]]},
            "note": "Consulted in Two Desks, https://desks.example/documents/x/",
        }
    ]
    assert ris(one, adds["ris"]).split("\r\n") == [
        "TY  - CHAP",
        "ID  - frus1969-76v21-d190",
        "TI  - Memorandum From the President’s Assistant (Kissinger) to President Nixon",
        "AU  - Kissinger, Henry",
        "T2  - Chile, 1969–1973",
        "A2  - McElveen, James",
        "A2  - Siekmeier, James",
        "T3  - Foreign Relations of the United States, 1969–1976",
        "A3  - Howard, Adam",
        "VL  - 21",
        "PB  - Government Printing Office",
        "CY  - Washington, DC",
        "PY  - 2014",
        "SE  - 190",
        "OP  - December 18, 1970",
        "SP  - 521",
        "EP  - 522",
        "M3  - Memorandum",
        "LA  - en",
        "UR  - https://history.state.gov/historicaldocuments/frus1969-76v21/d190",
        "N1  - Consulted in Two Desks, https://desks.example/documents/x/",
        "ER  - ",
        "",
    ]
    assert bibtex(one, adds["bib"]) == (
        "@incollection{frus1969-76v21-d190,\n"
        "  author = {Kissinger, Henry},\n"
        "  title = {{Memorandum From the President’s Assistant (Kissinger) to President Nixon}},\n"
        "  chapter = {190},\n"
        "  origdate = {1970-12-18},\n"
        "  pages = {521--522},\n"
        "  language = {en},\n"
        "  url = {https://history.state.gov/historicaldocuments/frus1969-76v21/d190},\n"
        "  booktitle = {{Chile, 1969–1973}},\n"
        "  series = {{Foreign Relations of the United States, 1969–1976}},\n"
        "  volume = {21},\n"
        "  editor = {McElveen, James and Siekmeier, James},\n"
        "  editora = {Howard, Adam},\n"
        "  publisher = {{Government Printing Office}},\n"
        "  address = {{Washington, DC}},\n"
        "  year = {2014},\n"
        "  note = {Consulted in Two Desks, \\url{https://desks.example/documents/x/}}\n"
        "}\n"
    )


DATED: dict[str, dict[str, Any]] = {
    "1962-11-12T11:00": {"date-parts": [[1962, 11, 12]]},
    "1962-10-16/1962-11-20": {"date-parts": [[1962, 10, 16], [1962, 11, 20]]},
    "[1961-11-08..1961-12-31]": {"date-parts": [[1961, 11, 8], [1961, 12, 31]], "circa": True},
    "1962~": {"date-parts": [[1962]], "circa": True},
    "[1961-21..1961-23]": {
        "date-parts": [[1961], [1961]],
        "literal": "[between spring and fall 1961]",
        "circa": True,
    },
    "1962-22": {"date-parts": [[1962]], "season": 2},
    "[..1961-12-31]": {"literal": "[December 31, 1961 or earlier]"},
    "196X": {"literal": "1960s"},
}


@pytest.mark.parametrize(("edtf", "expected"), DATED.items(), ids=list(DATED))
def test_a_date_is_no_more_certain_in_a_file_than_it_is(edtf: str, expected: dict[str, Any]) -> None:
    one = Citation(id="x", title="T", date=CitedDate(edtf))
    assert json.loads(csl_json(one, of_the_site("", "")["csl"]))[0]["issued"] == expected


def test_of_a_time_every_file_has_the_first_day() -> None:
    one = Citation(id="x", title="T", date=CitedDate("1962-10-16/1962-11-20"))
    adds = of_the_site("", "")
    assert json.loads(csl_json(one, adds["csl"]))[0]["issued"] == {
        "date-parts": [[1962, 10, 16], [1962, 11, 20]]
    }
    made = ris(one, adds["ris"])
    assert "PY  - 1962\r\nDA  - 1962/10/16/\r\nC6  - October 16–November 20, 1962\r\n" in made
    assert "  year = {1962},\n  date = {1962-10-16/1962-11-20},\n" in bibtex(one, adds["bib"])
    assert 'name="citation_publication_date" content="1962-10-16"' in "".join(
        f'name="{name}" content="{value}"' for names, value in head_facts(one) for name in names
    )


def test_what_is_only_likely_is_a_note() -> None:
    one = Citation(id="x", title="T", archive=Fact("A Library", is_supplied=True, is_likely=True))
    item = json.loads(csl_json(one, of_the_site("Two Desks", "")["csl"]))[0]
    assert (item.get("archive"), item["note"]) == (None, "[Probably A Library]. Consulted in Two Desks")


def test_a_name_with_particles_and_suffixes_is_told_as_each_file_tells_it() -> None:
    one = Citation(
        id="x", title="T", author=(parse_name("Charles de Gaulle"), parse_name("Douglas MacArthur II"))
    )
    assert "  author = {de Gaulle, Charles and MacArthur, II, Douglas}," in bibtex(
        one, of_the_site("", "")["bib"]
    )
    assert "AU  - MacArthur, Douglas, II\r\n" in ris(one, of_the_site("", "")["ris"])
    body = replace(one, author=(Name(literal="Barnes and Noble"),))
    assert "  author = {{Barnes and Noble}}," in bibtex(body, of_the_site("", "")["bib"])


def test_nothing_in_a_file_is_escaped_for_a_page() -> None:
    one = Citation(id="x", title="Rusk & “Kennedy”")
    assert unescape(csl_json(one, of_the_site("", "")["csl"])) == csl_json(one, of_the_site("", "")["csl"])
