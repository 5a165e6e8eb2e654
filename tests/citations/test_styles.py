"""Each style says of a document what is known of it, in its own order, and nothing more certainly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from edition.citations.dates import CitedDate
from edition.citations.names import parse_name
from edition.citations.record import Citation, Fact, InVolume, citation_of
from edition.citations.styles import STYLES, STYLES_BY_ID, consulted
from edition.citations.text import headline, plain, shown
from edition.edition import open_document
from edition.schema import Metadata
from tests.citations.records import CHILE
from tests.harness import ROOT

if TYPE_CHECKING:
    from edition.citations.styles import Style

SITE = ("Two Desks", "https://desks.example/documents/it/")


def cited(one: Citation, style: str, site: tuple[str, str] = ("", "")) -> str:
    """Return a citation as one reads it."""
    chosen = STYLES_BY_ID[style]
    return plain(chosen.cite(one, consulted(chosen, *site, is_printed=one.is_printed)))


def test_the_chicago_manuals_own_example_comes_out_letter_for_letter() -> None:
    assert cited(CHILE, "chicago-note") == (
        "Henry Kissinger to Richard Nixon, memorandum, Washington, December 18, 1970, in Foreign Relations "
        "of the United States, 1969–1976, ed. Adam Howard, vol. 21, Chile, 1969–1973, ed. James McElveen and "
        "James Siekmeier (Washington, DC: Government Printing Office, 2014), doc. 190, "
        "https://history.state.gov/historicaldocuments/frus1969-76v21/d190."
    )
    italics = STYLES_BY_ID["chicago-note"].cite(CHILE, "")
    assert "<i>Foreign Relations of the United States, 1969–1976</i>, ed." in italics
    assert "vol. 21, <i>Chile, 1969–1973</i>, ed." in italics


# One document each, and under its id a paragraph for each style, in their order.
FIRST_EDITION = (Path(__file__).parent / "first_edition.md").read_text(encoding="utf-8").split("## ")[1:]


@pytest.mark.parametrize("case", FIRST_EDITION, ids=lambda case: case.partition("\n")[0])
def test_the_documents_of_the_first_edition_are_cited_as_they_should_be(case: str) -> None:
    document, *expected = case.strip().split("\n\n")
    read, _ = open_document(ROOT, document)
    assert read is not None
    one = citation_of(document, read.document.title, read.document.metadata, InVolume())
    assert [cited(one, style.id, SITE) for style in STYLES] == expected


VOLUME = (
    "in Foreign Relations of the United States, 1969–1976, ed. Adam Howard, vol. 21, "
    "Chile, 1969–1973, ed. James McElveen and James Siekmeier"
)
END = ", https://history.state.gov/historicaldocuments/frus1969-76v21/d190."
IMPRINT = "(Washington, DC: Government Printing Office, 2014), doc. 190"
SERIES = (
    "in Chile, 1969–1973, ed. James McElveen and James Siekmeier, Foreign Relations of the United States, "
    "1969–1976, ed. Adam Howard"
)
LETTER = "Henry Kissinger to Richard Nixon, memorandum"
NOTES = {
    "nobody is its author, and it is called by its kind": (
        replace(
            CHILE,
            author=(),
            recipient=(),
            title="Editorial Note",
            genre="Editorial note",
            date=None,
            place=Fact(),
        ),
        f"Editorial note, {VOLUME} {IMPRINT}{END}",
    ),
    "a title and no author": (
        replace(CHILE, author=(), recipient=(), title="The “Track II” Paper", place=Fact()),
        f"“The ‘Track II’ Paper,” December 18, 1970, {VOLUME} {IMPRINT}{END}",
    ),
    "undated": (
        replace(CHILE, date=None, printed_date="undated"),
        f"{LETTER}, Washington, undated, {VOLUME} {IMPRINT}{END}",
    ),
    "no date and no place": (
        replace(CHILE, date=None, place=Fact()),
        f"{LETTER}, {VOLUME} {IMPRINT}{END}",
    ),
    "a place that is supplied": (
        replace(CHILE, place=Fact("Washington", is_supplied=True)),
        f"{LETTER}, [Washington], December 18, 1970, {VOLUME} {IMPRINT}{END}",
    ),
    "a place that is only likely": (
        replace(CHILE, place=Fact("Washington", is_supplied=True, is_likely=True)),
        f"{LETTER}, December 18, 1970, {VOLUME} {IMPRINT}{END}",
    ),
    "nothing but a container": (
        Citation(id="x", title="A Letter", container_title="Letters", page="521-522"),
        "“A Letter,” in Letters, 521–22.",
    ),
    "a series without a number": (
        replace(CHILE, volume="", document_number="", page="100-104", url=""),
        f"{LETTER}, Washington, December 18, 1970, {SERIES} {IMPRINT.removesuffix('doc. 190')}100–104.",
    ),
    "a paper of which the archive is stated": (
        Citation(
            id="x",
            title="Notes",
            genre="Notes",
            archive=Fact("National Archives"),
            archive_location=Fact("RG 59, Box 4"),
        ),
        "Notes, n.d., National Archives, RG 59, Box 4.",
    ),
    "a title that asks": (
        Citation(
            id="x", title="What Now?", date=CitedDate("1962"), author=(parse_name("Charles de Gaulle"),)
        ),
        "Charles de Gaulle, “What Now?,” 1962.",
    ),
}


@pytest.mark.parametrize(("one", "expected"), NOTES.values(), ids=list(NOTES))
def test_what_is_not_known_is_not_said_in_a_note(one: Citation, expected: str) -> None:
    assert cited(one, "chicago-note") == expected


def test_names_stand_as_each_style_lists_them() -> None:
    one = Citation(
        id="x",
        title="Report",
        genre="Paper",
        author=tuple(map(parse_name, ("Charles de Gaulle", "Robert F. Kennedy Jr.", "Department of State"))),
        date=CitedDate("1962-05"),
    )
    assert [cited(one, style.id) for style in STYLES] == [
        "Charles de Gaulle, Robert F. Kennedy Jr., and Department of State, “Report,” May 1962.",
        "de Gaulle, Charles, Robert F. Kennedy Jr., and Department of State. “Report.” May 1962.",
        "de Gaulle, Charles, et al. “Report.” May 1962.",
        "(de Gaulle et al.)",
        "de Gaulle, C., Kennedy, R. F., Jr., & Department of State. (1962, May). Report.",
        "(de Gaulle et al., 1962)",
    ]


def _so_many(number: int) -> list[str]:
    """Return what each style says of a report by so many people."""
    people = tuple(parse_name(f"Given Family{letter}") for letter in "abcdefghijklmnopqrstuvwxyz"[:number])
    one = Citation(id="x", title="Report", author=people, date=CitedDate("1962"))
    return [cited(one, style.id) for style in STYLES]


def test_of_many_names_each_style_has_as_many_as_it_asks_for() -> None:
    initialed = [f"Family{letter}, G." for letter in "abcdefghijklmnopqrstuvwxyz"]
    natural = [f"Given Family{letter}" for letter in "bcdefghijkl"]
    assert _so_many(4) == [
        "Given Familya et al., “Report,” 1962.",
        "Familya, Given, Given Familyb, Given Familyc, and Given Familyd. “Report.” 1962.",
        "Familya, Given, et al. “Report.” 1962.",
        "(Familya et al.)",
        f"{', '.join(initialed[:3])}, & {initialed[3]} (1962). Report.",
        "(Familya et al., 1962)",
    ]
    assert _so_many(3)[0].startswith("Given Familya, Given Familyb, and Given Familyc, “")
    assert _so_many(10)[1].startswith(f"Familya, Given, {', '.join(natural[:8])}, and {natural[8]}. “")
    assert _so_many(11)[1] == f"Familya, Given, {', '.join(natural[:6])}, et al. “Report.” 1962."
    assert _so_many(20)[4].startswith(f"{', '.join(initialed[:19])}, & {initialed[19]} (")
    assert _so_many(21)[4].startswith(f"{', '.join(initialed[:19])}, … {initialed[20]} (")


def test_an_apa_entry_of_more_than_a_year_tells_the_days_in_its_description() -> None:
    one = Citation(id="x", title="Log", date=CitedDate("1962-11-12/1963-01-02"))
    assert cited(one, "apa") == "Log [November 12, 1962–January 2, 1963]. (1962–1963)."


def test_of_many_editors_the_first_is_named() -> None:
    one = replace(CHILE, editor=tuple(map(parse_name, ("Ann Lee", "Bo Cruz", "Cy Day", "Di Eng"))))
    assert "Chile, 1969–1973, ed. Ann Lee et al. (Washington" in cited(one, "chicago-note")
    assert "Chile, 1969–1973, edited by Ann Lee, Bo Cruz, Cy Day, and Di Eng, doc." in cited(
        one, "chicago-bibliography"
    )
    assert "Chile, 1969–1973, edited by Ann Lee et al., Government" in cited(one, "mla")
    assert "A. Lee, B. Cruz, C. Day, & D. Eng (Vol. Eds.)" in cited(one, "apa")


RUSK, DE_GAULLE = map(parse_name, ("Dean Rusk", "Charles de Gaulle"))
PAPER = Citation(
    id="x", title="The Meeting of the Two: A Record", author=(RUSK,), date=CitedDate("1962-11-12")
)
IN_THE_TEXT = {
    "one author": (PAPER, "(Rusk)", "(Rusk, 1962)"),
    "two authors": (
        *(replace(PAPER, author=(RUSK, DE_GAULLE)), "(Rusk and de Gaulle)"),
        "(Rusk & de Gaulle, 1962)",
    ),
    "no author": (replace(PAPER, author=()), "(“Meeting of the Two”)", "(Meeting of the Two, 1962)"),
    "a title that is only the editors’": (
        replace(PAPER, author=(), title="Secto 8", genre="telegram", number="Secto 8", has_own_title=False),
        *("(Telegram Secto 8)", "([Telegram Secto 8], 1962)"),
    ),
    "no date": (replace(PAPER, date=None), "(Rusk)", "(Rusk, n.d.)"),
    "a date that is supplied": (
        *(replace(PAPER, date=CitedDate("1962-11", is_supplied=True)), "(Rusk)"),
        "(Rusk, [1962])",
    ),
    "a date that is only likely": (
        replace(PAPER, date=CitedDate("1962-11", is_supplied=True, is_likely=True)),
        *("(Rusk)", "(Rusk, [1962?])"),
    ),
    "a time that runs over two years": (
        replace(PAPER, date=CitedDate("1961-12-30/1962-01-02")),
        *("(Rusk)", "(Rusk, 1961–1962)"),
    ),
    "about a year": (replace(PAPER, date=CitedDate("1962-11~")), "(Rusk)", "(Rusk, ca. 1962)"),
    "printed in a volume": (CHILE, "(Kissinger)", "(Kissinger, 1970/2014)"),
    "printed in a volume, and undated": (
        *(replace(CHILE, date=None), "(Kissinger)"),
        "(Kissinger, 2014)",
    ),
    "printed in a volume, and no author": (
        replace(CHILE, author=(), recipient=(), title="Telegram From the Embassy in Chile to the Department"),
        *("(“Telegram from the Embassy”)", "(“Telegram from the Embassy,” 1970/2014)"),
    ),
}


@pytest.mark.parametrize(("one", "mla", "apa"), IN_THE_TEXT.values(), ids=list(IN_THE_TEXT))
def test_in_the_text_stand_author_and_year_or_the_first_words_of_the_title(
    one: Citation, mla: str, apa: str
) -> None:
    assert (cited(one, "mla-text"), cited(one, "apa-text")) == (mla, apa)


def test_an_entry_has_no_place_for_the_pages_of_a_passage() -> None:
    for style in STYLES:
        assert ("cite-at" in style.cite(PAPER, "")) == (style.locators is not None)


@pytest.mark.parametrize("style", [one for one in STYLES if one.printed], ids=lambda style: style.id)
def test_without_a_known_address_the_edition_is_there_for_a_script_to_show(style: Style) -> None:
    hidden = consulted(style, "Two Desks", "", is_printed=True)
    assert " hidden>" in hidden
    assert "hidden" not in shown(style.cite(CHILE, hidden))
    assert plain(style.cite(CHILE, hidden)) == plain(style.cite(CHILE, ""))
    assert consulted(style, "", "", is_printed=True) == ""


def test_hostile_words_are_only_words() -> None:
    one = replace(
        CHILE, title="<script>", container_title="<b>", author=(), recipient=(), url="https://e.org/?a&b"
    )
    for style in STYLES:
        made = style.cite(one, consulted(style, "<i>", "https://e.org/", is_printed=True))
        assert "<script" not in made
        assert "<b>" not in made
        assert "a&amp;b" in made or not style.printed


TITLES = {
    "Memorandum From President Kennedy to Secretary of State Rusk": (
        "Memorandum from President Kennedy to Secretary of State Rusk"
    ),
    "Conversation Between Frank E. Cash and the Under Secretary": (
        "Conversation between Frank E. Cash and the Under Secretary"
    ),
    "From Moscow": "From Moscow",
    "Berlin: Between East and West": "Berlin: Between East and West",
}


@pytest.mark.parametrize(("printed", "set_so"), TITLES.items())
def test_prepositions_in_a_title_are_small(printed: str, set_so: str) -> None:
    assert headline(printed) == set_so


def test_nobody_sends_the_memorandum_of_a_conversation() -> None:
    metadata = Metadata.model_validate(
        {
            "type": "Memorandum of telephone conversation",
            "from": "Rusk",
            "to": "Stevenson",
            "date": "1962-09-17",
        }
    )
    title = "Memorandum of Telephone Conversation Between Secretary Rusk and the Representative (Stevenson)"
    one = citation_of("d117", title, metadata, InVolume())
    assert (one.author, one.recipient) == ((), ())
    assert cited(one, "chicago-note") == (
        "“Memorandum of Telephone Conversation between Secretary Rusk and the Representative (Stevenson),” "
        "September 17, 1962."
    )
