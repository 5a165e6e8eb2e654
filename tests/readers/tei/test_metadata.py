"""What a TEI document says of itself: title, dates, persons and marks as printed, and nothing else."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from edition.readers.tei import open_tei, read_division
from edition.readers.tei.dates import disagreement
from edition.readers.tei.kinds import kind_of, kind_of_source_line
from edition.readers.tei.source_note import SourceNote, understand
from tests.readers.tei.opening import VOLUMES, document, open_volume, opened, source, tei

if TYPE_CHECKING:
    from pathlib import Path

    from edition.readers.tei import OpenedTei
    from edition.schema import Metadata


def metadata(content: str, *, head: str = "Letter", header: str = "") -> Metadata:
    """Return what a document says of itself."""
    one = opened(tei(document("d1", content, head=head), header=header))
    return read_division(one, "d1").metadata


def said(known: Metadata) -> dict[str, list[str]]:
    """Return the values of metadata by their names, those that there are."""
    statements = {name: getattr(known, name) for name in type(known).model_fields}
    return {
        name: list(statement.values)
        for name, statement in statements.items()
        if hasattr(statement, "items") and not isinstance(statement, dict)
    }


def dateline(date: str, before: str = "") -> str:
    """Return a document's text with a dateline."""
    return f"<dateline>{before}<placeName>Bonn</placeName>, {date}.</dateline><p>a</p>"


DATES = {
    "a day": ('<date when="1962-11-12">November 12, 1962</date>', ["1962-11-12"]),
    "a minute": ('<date when="1962-11-12T11:00:00">a</date>', ["1962-11-12T11:00"]),
    "a second": ('<date when="1962-11-12T11:00:30">a</date>', ["1962-11-12T11:00:30"]),
    "a time in a zone": ('<date when="1962-11-12T11:00:00Z">a</date>', ["1962-11-12T11:00"]),
    "a time away from Greenwich": ('<date when="1962-11-12T11:00:00-05:00">a</date>', ["1962-11-12T11:00"]),
    "a month": ('<date when="1962-11">November 1962</date>', ["1962-11"]),
    "a year": ('<date when="1962">1962</date>', ["1962"]),
    "from one day to another": (
        '<date from="1962-11-12" to="1962-11-13">a</date>',
        ["1962-11-12/1962-11-13"],
    ),
    "from a day to itself": ('<date from="1962-11-12" to="1962-11-12">a</date>', ["1962-11-12"]),
    "from a day on": ('<date from="1962-11-12">a</date>', ["1962-11-12/.."]),
    "until a day": ('<date to="1962-11-12">a</date>', ["../1962-11-12"]),
    "between two days": (
        '<date notBefore="1962-11-12" notAfter="1962-11-30">a</date>',
        ["[1962-11-12..1962-11-30]"],
    ),
    "not before a day": ('<date notBefore="1962-11-12">a</date>', ["[1962-11-12..]"]),
    "none": ("<date>undated</date>", None),
    "no day of the calendar": ('<date when="1962-02-30">a</date>', None),
    "no hour of the day": ('<date when="1962-02-01T24:30:00">a</date>', ["1962-02-01"]),
    "not a date at all": ('<date when="yesterday">a</date>', None),
    "the end before the beginning": ('<date from="1962-11-12" to="1962-11-01">a</date>', ["1962-11-12"]),
}


@pytest.mark.parametrize(("date", "expected"), DATES.values(), ids=list(DATES))
def test_a_date_is_read_in_every_form(date: str, expected: list[str] | None) -> None:
    assert said(metadata(dateline(date))).get("date") == expected


PRINTED = '<date when="1962-11-12">12th</date>'
OTHER = '<date when="1963-01-01">1st</date>'
PLACES_OF_DATES = {
    "the dateline": (dateline(PRINTED), "Letter", ["1962-11-12"]),
    "the dateline before the heading": (dateline(PRINTED), f"Letter, {OTHER}", ["1962-11-12"]),
    "the heading": ("<p>a</p>", f"Letter, {PRINTED}", ["1962-11-12"]),
    "the opener": (f"<opener>{PRINTED}</opener>", "Letter", ["1962-11-12"]),
    "every dateline": (dateline(PRINTED) + dateline(OTHER), "Letter", ["1962-11-12", "1963-01-01"]),
    "no note": ("<p>a</p>", f"Letter<note n='1'>{PRINTED}</note>", None),
    "no dateline in a note": (f"<p>a<note n='1'><p>b</p>{dateline(PRINTED)}</note></p>", "Letter", None),
    "no quotation": (f"<quote>{dateline(PRINTED)}</quote>", "Letter", None),
    "no date in the text": (f"<p>{PRINTED}</p>", "Letter", None),
}


@pytest.mark.parametrize(("content", "head", "expected"), PLACES_OF_DATES.values(), ids=list(PLACES_OF_DATES))
def test_a_document_is_dated_where_it_says_so_itself(
    content: str, head: str, expected: list[str] | None
) -> None:
    assert said(metadata(content, head=head)).get("date") == expected


def test_an_attachment_does_not_date_its_document() -> None:
    attachment = (
        f"<f:attachment xmlns:f='http://history.state.gov/frus/ns/1.0'>{dateline(PRINTED)}</f:attachment>"
    )
    assert said(metadata(attachment)).get("date") is None


def test_the_words_of_a_date_are_kept() -> None:
    known = said(metadata(dateline("<date>undated</date>")))
    assert (known["date_printed"], known["place"]) == (["undated"], ["Bonn"])
    known = said(metadata(dateline('<date when="1962-11-12">November\n 12,<lb/>1962</date>')))
    assert known["date_printed"] == ["November 12, 1962"]


def test_a_date_of_receipt_is_not_the_date_of_the_document() -> None:
    known = said(metadata(dateline(f"{PRINTED} [Received {OTHER}]")))
    assert (known["date"], known["received"], known["date_printed"]) == (
        ["1962-11-12"],
        ["1963-01-01"],
        ["12th"],
    )


DISAGREEMENTS = (
    ("1962-11-03", "March 11, 1962", "1962-03-11"),
    ("1963-09-08T10:15", "August 9, 1963, 10:15 a.m.", "1963-08-09"),
    ("1962-03-11", "11 March 1962", ""),
    ("1962-03-11", "Mar. 11th, 1962", ""),
    ("1962-03-11", "March 12", "1962-03-12"),
    ("1962-03-11", "March 10–12, 1962", ""),
    ("1962-03-13", "March 10–12, 1962", "1962-03-10"),
    ("1962-03-10/1962-03-12", "March 10–12, 1962", ""),
    ("1962-03-11", "March 11, 1961", "1961-03-11"),
    ("1962-03", "March 11, 1962", ""),
    ("1962-03-11", "undated", ""),
    ("1962-03-11", "March 1962", ""),
    ("1962-03-11", "11th", ""),
    ("1962-03-11", "March 111, 1962", ""),
)


@pytest.mark.parametrize(("value", "printed", "expected"), DISAGREEMENTS)
def test_the_printed_date_is_compared_with_the_encoded(value: str, printed: str, expected: str) -> None:
    assert disagreement(value, printed) == expected


def test_what_is_wrong_with_a_date_is_a_notice() -> None:
    wrong = dateline('<date when="1962-11-03">March 11, 1962</date>')
    none = dateline('<date when="1962-13-01">a day</date>')
    one = opened(tei(f"{document('d1', wrong)}\n{document('d2', none)}"))
    found = [problem for name in one.parts for problem in read_division(one, name).diagnostics]
    disagrees = "the encoding says 1962-11-03 where 'March 11, 1962' is printed, which would be 1962-03-11"
    malformed = "'1962-13-01' is not a date, though the encoding gives it for 'a day'"
    assert [f"{problem.severity}: {problem}" for problem in found] == [
        f"notice: sources/v1/source.xml:2: {disagrees}; the page shows what is printed too [date-disagrees]",
        f"notice: sources/v1/source.xml:3: {malformed}; the page shows what is printed too [date-malformed]",
    ]


KINDS = {
    "Telegram From the Embassy in France to the Department of State": "Telegram",
    "Telegram from Bonn": "Telegram",
    "Circular Telegram From the Department of State": "Circular telegram",
    "Memorandum of Conversation": "Memorandum of conversation",
    "Memorandum of a Conversation, Department of State": "Memorandum of conversation",
    "Memorandum of Conversation—I": "Memorandum of conversation",
    "Memorandum From David Klein to the President’s Special Assistant": "Memorandum",
    "Memorandum for the President": "Memorandum for the President",
    "National Security Action Memorandum No. 181": "National Security Action Memorandum",
    "Record of the 508th Meeting of the National Security Council": "Record",
    "Record of Meeting No. 1 of the Berlin-NATO Subcommittee": "Record of meeting",
    "Editorial Note": "Editorial note",
    "Letterhead of the Embassy": "",
    "The Ambassador in France (Caffery) to the Secretary of State": "",
    "Note to Readers": "Note",
    "": "",
}


@pytest.mark.parametrize(("heading", "expected"), KINDS.items())
def test_a_heading_names_the_kind_of_document(heading: str, expected: str) -> None:
    assert kind_of(heading) == expected


def test_a_line_above_the_heading_names_the_kind_too() -> None:
    assert kind_of_source_line("740.00119 Council/2–1248: Telegram") == "Telegram"
    assert kind_of_source_line("Truman Papers") == ""
    line = '<note rend="inline">611.00/2–1248: Telegram</note>'
    above = f'<div type="document" xml:id="d1">{line}<head>A to B</head></div>'
    one = opened(tei(above))
    assert said(read_division(one, "d1").metadata) == {"title": ["A to B"], "type": ["Telegram"]}


CENTRAL = SourceNote(archive="Department of State", archive_location="Central Files, 762.00/4–1662")
SOURCE_NOTES = {
    "Source: Department of State, Central Files, 762.00/4–1662. Secret. Drafted by Legere.": (
        CENTRAL,
        "Secret",
        "",
        (),
    ),
    "Source: Department of State, Central Files, 762.00/4–1662. Secret; Priority; Limit Distribution.": (
        CENTRAL,
        "Secret",
        "Priority",
        ("Limit Distribution",),
    ),
    "Source:Department of State, Central Files, 762.00/4–1662. No classification marking.The text": (
        CENTRAL,
        "No classification marking",
        "",
        (),
    ),
    "Source: Department of State, Central Files, 762.00/4–1662. Secret; [codeword]; Eyes Only.": (
        CENTRAL,
        "Secret",
        "",
        ("Eyes Only",),
    ),
    "Source: Department of State, Central Files, 762.00/4–1662. Drafted by Legere. Secret.": (
        CENTRAL,
        "",
        "",
        (),
    ),
    "Source: Department of State, Central Files, 762.00/4–1662. No classification marking, but secret.": (
        CENTRAL,
        "",
        "",
        (),
    ),
    "Source: Department of State, Central Files, 762.00/4–1662": (SourceNote(), "", "", ()),
    "Source: Public Papers of the Presidents, 1962, p. 3. Secret.": (SourceNote(), "Secret", "", ()),
    "See Document 3. Secret.": (SourceNote(), "", "", ()),
}


@pytest.mark.parametrize(("words", "expected"), SOURCE_NOTES.items())
def test_a_source_note_is_understood_where_it_is_certain(
    words: str, expected: tuple[SourceNote, str, str, tuple[str, ...]]
) -> None:
    note = understand(words)
    where, *marks = expected
    assert (note.archive, note.archive_location) == (where.archive, where.archive_location)
    assert [note.classification, note.precedence, note.distribution] == marks


def test_an_archive_is_divided_from_its_place() -> None:
    note = understand("Source: Central Intelligence Agency: Job 79–S01060A, Box 1. Secret.")
    assert (note.archive, note.archive_location) == ("Central Intelligence Agency", "Job 79–S01060A, Box 1")


def test_the_marks_are_shown_with_the_words_that_say_so() -> None:
    note = "<note n='1' type='source'>Source: Kennedy Library, Box 3. Secret; Niact.</note>"
    known = metadata("<p>a</p>", head=f"Letter{note}")
    assert known.classification is not None
    assert (known.classification.value, known.classification.items[0].evidence) == (
        "Secret",
        "Secret; Niact.",
    )
    assert said(known)["precedence"] == ["Niact"]
    assert said(known)["archive"] == ["Kennedy Library"]
    assert said(known)["title"] == ["Letter"]


def test_the_lists_above_a_text_say_who_took_part_and_of_what_it_speaks() -> None:
    content = (
        "<list type='subject'><head>SUBJECT</head><item>Berlin</item></list>"
        "<list type='participants '><item>US"
        "<list><item>The <hi>Secretary</hi><note n='1'>b</note></item></list>"
        "</item>"
        "<item/><item>Mr.<lb/>Kohler</item></list>"
        "<list type='to'><item>S—Mr. Ball</item></list>"
        "<p>a</p><f:attachment xmlns:f='http://history.state.gov/ns/1.0'><list type='subject'><item>x</item>"
        "</list></f:attachment>"
    )
    known = said(metadata(content))
    assert (known["subject"], known["participants"], known["to"]) == (
        ["Berlin"],
        ["US", "The Secretary", "Mr. Kohler"],
        ["S—Mr. Ball"],
    )


def test_the_heading_says_from_whom_and_to_whom() -> None:
    head = "Letter From <persName type='from'>Adams</persName> to the <gloss type='to'>Embassy</gloss>"
    known = said(metadata("<list type='to'><item>B</item></list>", head=head))
    assert (known["from_"], known["to"]) == (["Adams"], ["Embassy"])


NUMBERS = {
    '<div type="document" n="145"><head>145. Letter</head></div>': ("145", "Letter"),
    '<div type="document"><head>145. Letter</head></div>': ("145", "Letter"),
    '<div type="document" n="145"><head>Letter</head></div>': ("145", "Letter"),
    '<div type="document" n="145"><head>12. Letter</head></div>': ("145", "12. Letter"),
    '<div type="document" n="72a"><head>72a.\n Letter<note>1</note></head></div>': ("72a", "Letter"),
    '<div type="document"><head>1962 in Review</head></div>': ("", "1962 in Review"),
    '<div type="document" n="7"><head/><p>a</p></div>': ("7", ""),
}


@pytest.mark.parametrize(("data", "expected"), NUMBERS.items())
def test_a_title_is_without_number_and_notes(data: str, expected: tuple[str, str]) -> None:
    one = opened(tei(data))
    (name,) = one.parts
    read = read_division(one, name).document
    assert (read.number, read.title) == expected


HEADER = (
    "<titleStmt><title type='complete'>FRUS, Volume XV,\n Berlin</title><title type='series'>FRUS</title>"
    "<title type='subseries'>1961–1963</title><title type='volumenumber'>Volume XV</title>"
    "<editor>A. One</editor><editor>B. Two</editor><editor/></titleStmt><publicationStmt>"
    "<publisher>GPO</publisher><pubPlace>Washington</pubPlace><date>1994</date>"
    "<idno type='frus'>frus1961-63v15</idno><idno type='frus-document'>d1</idno>"
    "<idno type='URL'>https://example.org/d1</idno></publicationStmt>"
)


def test_the_header_says_where_it_is_printed() -> None:
    known = said(metadata("<p>a<pb n='5'/></p>", head="<pb n='3'/>Letter", header=HEADER))
    assert known == {
        "title": ["Letter"],
        "type": ["Letter"],
        "container_title": ["FRUS, Volume XV, Berlin"],
        "collection_title": ["FRUS, 1961–1963"],
        "volume": ["XV"],
        "page": ["3-5"],
        "editor": ["A. One", "B. Two"],
        "publisher": ["GPO"],
        "publisher_place": ["Washington"],
        "issued": ["1994"],
        "url": ["https://example.org/d1"],
    }


def test_a_file_knows_the_volume_from_which_it_was_cut() -> None:
    one = opened(tei(document(), header=HEADER))
    assert (one.frus_id, one.frus_document, one.volume) == ("frus1961-63v15", "d1", None)
    bare = opened(tei(document("d7")))
    assert (bare.frus_id, bare.frus_document) == ("v1", "d7")


def test_a_header_that_is_no_address_and_no_date_says_neither() -> None:
    header = (
        "<publicationStmt><date>in spring</date><idno type='URL'>javascript:alert(1)</idno></publicationStmt>"
    )
    assert set(said(metadata("<p>a</p>", header=header))) == {"title", "type"}


def test_a_letter_of_another_project_is_known_by_its_header() -> None:
    profile = (
        "<profileDesc><correspDesc><correspAction type='sent'><persName>Ann Adams</persName>"
        "<placeName>Paris</placeName><date when='1900-01-02'/></correspAction><correspAction type='received'>"
        "<persName>Ben Baker</persName></correspAction></correspDesc></profileDesc>"
    )
    titles = "<titleStmt><title>Letter to Baker</title><author>Ann Adams</author></titleStmt>"
    data = tei("<div type='letter'><p>Dear Ben</p></div>", header=titles).replace(
        "</teiHeader>", f"{profile}</teiHeader>"
    )
    one = opened(data)
    assert said(read_division(one, "").metadata) == {
        "title": ["Letter to Baker"],
        "date": ["1900-01-02"],
        "place": ["Paris"],
        "from_": ["Ann Adams"],
        "to": ["Ben Baker"],
        "author": ["Ann Adams"],
    }


def test_what_the_microfiche_holds_is_said(shared: Path) -> None:
    one = dossier(shared, "frus1961-63v10-12mSupp_d516.xml")
    known = read_division(one, "d516").metadata
    assert said(known)["number_of_pages"] == ["2"]
    assert [(related.title, related.why) for related in known.related] == [
        ("Microfiche, images 0025/0019.tif, 0025/0020.tif", "The document itself, photographed."),
        ("PDF of the microfiche (147 KB)", "The document itself, photographed."),
    ]


@pytest.mark.parametrize("name", VOLUMES)
def test_every_document_of_a_volume_says_something_of_itself(shared: Path, name: str) -> None:
    one = open_volume(shared, name)
    known = [
        said(read_division(one, part).metadata)
        for part in one.parts
        if one.parts[part].division.kind == "document"
    ]
    assert [each["title"] for each in known if not each.get("type") or not each.get("page")] == []


def test_the_dates_that_disagree_in_a_volume(shared: Path) -> None:
    one = open_volume(shared, "frus1961-63v15")
    found = {name: read_division(one, name).diagnostics for name in one.parts}
    assert {name: [problem.location.line for problem in said] for name, said in found.items() if said} == {
        "d6": [2261],
        "d208": [28012],
    }


def dossier(shared: Path, name: str) -> OpenedTei:
    """Return a file of the dossier, opened."""
    return open_tei(source((shared / "tei/dossier" / name).read_bytes()))


def test_the_dossier_is_what_its_manifest_says(shared: Path) -> None:
    """Marks stand together in the manifest, and are evidence here; one page is `407-407` there.

    Of d83 the manifest gives a whole sentence as the classification, where ours says nothing.
    """
    with (shared / "tei/dossier/manifest.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            assert described(dossier(shared, row["file"])) == expected(row)


FIELDS = ("volume", "id", "n", "title", "date", "pages", "notes", "persons", "terms", "head_from", "head_to")


def expected(row: dict[str, str]) -> dict[str, str]:
    """Return a line of the manifest as we would write it."""
    first, _, last = row["pages"].partition("-")
    marks = row["classification"] if ", but" not in row["classification"] else ""
    return {
        **{name: row[name] for name in FIELDS},
        "date": row["date"].removesuffix(":00") if row["date"].count(":") > 1 else row["date"],
        "pages": first if first == last else row["pages"],
        "marks": marks,
    }


def described(one: OpenedTei) -> dict[str, str]:
    """Return a file as the manifest would describe it."""
    (name,) = one.parts
    read = read_division(one, name)
    known = said(read.metadata)
    marks = read.metadata.classification
    return {
        "volume": one.frus_id,
        "id": one.frus_document,
        "n": read.document.number,
        "title": read.document.title,
        "date": known.get("date", [""])[0],
        "pages": known.get("page", [""])[0],
        "notes": str(len(read.document.notes)),
        "persons": str(sum(entry.kind == "person" for entry in one.names)),
        "terms": str(sum(entry.kind == "term" for entry in one.names)),
        "head_from": "; ".join(known.get("from_", [])),
        "head_to": "; ".join(known.get("to", [])),
        "marks": marks.items[0].evidence.rstrip(".") if marks else "",
    }
