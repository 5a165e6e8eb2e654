"""A volume's own lists of persons and terms, and where each of its identifiers stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edition.model import ListedName, MentionKind
from edition.readers.tei import read_division
from tests.readers.tei.opening import document, open_volume, opened, tei

if TYPE_CHECKING:
    from pathlib import Path

    from edition.readers.tei import OpenedTei

WITHOUT = "the words stand without a link"
PERSON, TERM = MentionKind.PERSON, MentionKind.TERM
A1, A1_FIRST = "<term xml:id='t_A1'>A</term>", "t_A1 term A: first"
ENTRIES = {
    "as FRUS prints a person": (
        "<list><item><hi><persName xml:id='p_A1'>Adams,\n Ann</persName>,</hi> clerk\n here</item></list>",
        ["p_A1 person Adams, Ann: clerk here"],
    ),
    "as FRUS prints an abbreviation": (
        "<list><item><hi><term xml:id='t_U1'>UN</term>,</hi> United Nations</item></list>",
        ["t_U1 term UN: United Nations"],
    ),
    "a gloss, and a comma within the name": (
        "<list><item><gloss xml:id='t_S1'>S/S,</gloss> Secretariat</item></list>",
        ["t_S1 term S/S: Secretariat"],
    ),
    "another name in what is said": (
        f"<list><item>{A1}, office of <persName corresp='#p_B1'>Baker</persName></item></list>",
        ["t_A1 term A: office of Baker"],
    ),
    "a label and its item": (
        f"<list><label>{A1}</label><item>first</item><label>B</label><item>b</item></list>",
        [A1_FIRST],
    ),
    "a label without an item": (f"<list><label>{A1}</label></list>", ["t_A1 term A: "]),
    "a row of a table": (
        f"<table><row><cell>{A1}</cell> <cell>first</cell></row></table>",
        [A1_FIRST],
    ),
    "a name twice": (f"<list><item>{A1}, first</item><item>{A1}, then</item></list>", [A1_FIRST]),
    "a note in an entry": (f"<list><item>{A1}, first<note n='1'>b</note></item></list>", [A1_FIRST]),
    "a name without an identifier": ("<list><item><persName>Adams</persName></item></list>", []),
    "a name in no list": (f"<head>{A1}</head>", []),
}


@pytest.mark.parametrize(("lists", "expected"), ENTRIES.values(), ids=list(ENTRIES))
def test_an_entry_is_a_name_and_what_is_said_of_it(lists: str, expected: list[str]) -> None:
    one = opened(tei(document(), front=f"<div xml:id='lists'>{lists}<p>a</p></div>"))
    assert [f"{entry.name} {entry.kind} {entry.heading}: {entry.words}" for entry in one.names] == expected
    assert {entry.division for entry in one.names} <= {"lists"}
    assert one.entries == {entry.name for entry in one.names}


def test_persons_of_whom_the_header_has_records_are_listed() -> None:
    persons = (
        "<profileDesc><particDesc><listPerson><person xml:id='adams'><persName>Adams, Ann</persName>"
        "<occupation>clerk</occupation></person></listPerson></particDesc></profileDesc>"
    )
    one = opened(tei("<p>a</p>").replace("</teiHeader>", f"{persons}</teiHeader>"))
    assert one.names == (
        ListedName(name="adams", kind=PERSON, heading="Adams, Ann", words="clerk", division=""),
    )


def test_an_identifier_that_stands_twice_is_reported_and_leads_to_the_first() -> None:
    page = "<p xml:id='a'>x</p>"
    one = opened(tei(f"{document('d1', page)}\n{document('d2', page)}\n{document('d3', page)}"))
    said = "the xml:id 'a' stands here a second time; what refers to it leads to the first [xml-id-duplicate]"
    assert notices(one) == [f"3: {said}", f"4: {said}"]
    assert one.identifiers == {"d1": "d1", "a": "d1", "d2": "d2", "d3": "d3"}


def test_a_document_without_a_name_of_its_own_is_reported() -> None:
    one = opened(tei(f"{document('d1')}\n{document('d1')}\n<div type='document'><p>a</p></div>"))
    twice = "the xml:id 'd1' stands here a second time; this document is 'd1-2' here [xml-id-duplicate]"
    nameless = "this document has no xml:id; its address ends in 'document-1' [document-nameless]"
    assert notices(one) == [f"3: {twice}", f"4: {nameless}"]


def test_an_element_that_nobody_knows_is_reported_once() -> None:
    one = opened(tei(f"{document('d1', '<p><uh-oh>a</uh-oh></p>')}\n{document('d2', '<uh-oh>b</uh-oh>')}"))
    said = "we do not know the element <uh-oh>; its words are kept, as plain text [element-unknown]"
    assert notices(one) == [f"2: {said}"]


def test_a_name_that_points_to_no_entry_is_reported() -> None:
    names = (
        "<persName corresp='#p_A1'>Adams</persName>\n<persName ref='https://example.org/b'>Baker</persName>"
    )
    one = opened(tei(document("d1", f"<p>{names}<note target='d1fn9'/></p>")))
    said = [f"{problem.severity}: {problem}" for problem in read_division(one, "d1").diagnostics]
    where = "notice: sources/v1/source.xml"
    assert said == [
        f"{where}:2: no list of the file has 'p_A1', to which a name points; {WITHOUT} [reference-dangling]",
        f"{where}:3: the document has no note 'd1fn9', which is called here; {WITHOUT} [reference-dangling]",
    ]


def notices(one: OpenedTei) -> list[str]:
    """Return what was said of a file on opening it: notices, all of them."""
    said = [f"{problem.severity}: {problem}" for problem in one.diagnostics]
    return [line.removeprefix("notice: sources/v1/source.xml:") for line in said]


def test_the_lists_of_a_volume(shared: Path) -> None:
    one = open_volume(shared, "frus1961-63v15")
    kinds = [entry.kind for entry in one.names]
    assert (kinds.count(TERM), kinds.count(PERSON)) == (112, 119)
    assert [entry for entry in one.names if not (entry.heading and entry.words)] == []
    entries = {entry.name: entry for entry in one.names}
    assert entries["p_APA1"] == ListedName(
        name="p_APA1",
        kind=PERSON,
        heading="Abrasimov, Pyotr A.",
        words="Soviet Ambassador to the German Democratic Republic",
        division="persons",
    )
    assert entries["t_ACA1"].words == "Allied Control Authority"
