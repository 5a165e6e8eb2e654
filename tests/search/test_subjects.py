"""By what a document is found without a word, and the tables in which a browser looks it up."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from edition.model import ListedName, MentionKind, Volume
from edition.records import DocumentRecord, Known, PersonNamed
from edition.search.entries import Part
from edition.search.facets import in_order, write_tables
from edition.search.subjects import Subject, Value, document_subject

if TYPE_CHECKING:
    from pathlib import Path

VOLUME = Volume(
    id="v15",
    title="Volume XV",
    divisions=(),
    names=(
        ListedName(name="p_RD", kind=MentionKind.PERSON, heading="Rusk, Dean", words="", division="persons"),
    ),
)


def record(**keys: Any) -> DocumentRecord:
    return DocumentRecord(**{"id": "d1", "page": "documents/d1", "title": "A telegram", **keys})


def test_a_subject_is_what_a_result_says_of_a_document() -> None:
    one = record(
        label="Secto 8", type="telegram", date="1962-12-13", threads=("cuba",), volume="v15", number="145"
    )
    subject = document_subject(
        one, address="documents/d1/", threads={"cuba": "Cuba"}, volume=VOLUME, volume_label="FRUS, Volume XV"
    )
    assert subject == Subject(
        page="documents/d1",
        address="documents/d1/",
        title="A telegram",
        number="Secto 8",
        date="13 December 1962",
        order="1962-12-13T00:00:001962-12-13T23:59:59",
        threads=(Value("cuba", "Cuba"),),
        years=(Value("1962", "1962"),),
        kinds=(Value("Telegram", "Telegram"),),
        volumes=(Value("v15", "FRUS, Volume XV"),),
    )


def test_a_document_of_a_volume_has_its_number_there() -> None:
    assert document_subject(record(number="145"), address="", threads={}).number == "Document 145"


def test_a_date_that_the_editors_have_supplied_stands_in_brackets_as_on_its_page() -> None:
    one = record(date="1962-12-13", date_known=Known(supplied="We know."))
    assert document_subject(one, address="", threads={}).date == "[13 December 1962]"


YEARS = {
    "a day": ("1962-12-13", ["1962"]),
    "a range": ("1961-12/1963", ["1961", "1962", "1963"]),
    "a range too wide to tell": ("1900/1962", []),
    "an open end": ("1962/..", []),
    "none": ("", []),
}


@pytest.mark.parametrize(("date", "years"), YEARS.values(), ids=list(YEARS))
def test_a_document_is_found_by_each_year_in_which_it_may_have_been_written(
    date: str, years: list[str]
) -> None:
    subject = document_subject(record(date=date), address="", threads={})
    assert [year.id for year in subject.years] == years


PERSONS = {
    "an entry of the volume's list": ([PersonNamed("p_RD", "from")], VOLUME, [("dean-rusk", "Rusk, Dean")]),
    "an entry that the list lacks": ([PersonNamed("p_X")], VOLUME, []),
    "a name in the metadata": (
        [PersonNamed("Dean Rusk", is_entry=False)],
        None,
        [("dean-rusk", "Dean Rusk")],
    ),
    "a short name beside an entry": (
        [PersonNamed("Rusk", "from", is_entry=False), PersonNamed("p_RD")],
        VOLUME,
        [("dean-rusk", "Rusk, Dean")],
    ),
}


@pytest.mark.parametrize(("named", "volume", "values"), PERSONS.values(), ids=list(PERSONS))
def test_one_name_is_one_person_in_whichever_order_it_is_written(
    named: list[PersonNamed], volume: Volume | None, values: list[tuple[str, str]]
) -> None:
    subject = document_subject(record(persons=tuple(named)), address="", threads={}, volume=volume)
    assert [(one.id, one.label) for one in subject.persons] == values


RECORDED = {
    "beside the metadata": (
        [PersonNamed("Dean Rusk", is_entry=False)],
        None,
        ["dean-rusk", "dean-rusk", "charles-de-gaulle"],
    ),
    "not beside the volume's list": ([PersonNamed("p_RD")], VOLUME, ["dean-rusk"]),
}


@pytest.mark.parametrize(("named", "volume", "values"), RECORDED.values(), ids=list(RECORDED))
def test_a_document_is_found_by_the_people_whom_it_names(
    named: list[PersonNamed], volume: Volume | None, values: list[str]
) -> None:
    names = ["Rusk, Dean", "de Gaulle, Charles"]
    subject = document_subject(
        record(persons=tuple(named)), address="", threads={}, volume=volume, named=names
    )
    assert [one.id for one in subject.persons] == values


def read(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()))


def test_the_tables_lead_from_values_to_pages_and_from_pages_to_records(tmp_path: Path) -> None:
    rusk, dean = Value("dean-rusk", "Rusk, Dean"), Value("dean-rusk", "Dean Rusk")
    year = Value("1962", "1962")
    subjects = in_order(
        [
            Subject(page="c", address="c/", title="Undated"),
            Subject(page="b", address="b/", title="Later", order="1963", persons=(dean,)),
            Subject(page="a", address="a/", title="First", date="1962", order="1962", years=(year,)),
            Subject(page="d", address="d/", title="Last", order="1964", years=(year,), persons=(rusk,)),
        ]
    )
    records = {("a", Part.TEXT): "x1", ("a", Part.NOTES): "x2", ("d", Part.ANNOTATIONS): "x3"}
    write_tables(subjects, records, tmp_path)
    empty = [("thread", "Thread"), ("kind", "Kind"), ("volume", "Volume")]
    facets: dict[str, Any] = {name: {"name": name, "label": label, "values": []} for name, label in empty}
    facets["year"] = {"name": "year", "label": "Year", "values": [["1962", "1962", [0, 2]]]}
    assert read(tmp_path / "facets.data") == {
        "chunk": 64,
        "pages": 4,
        "parts": ["text", "notes", "annotations", "page"],
        "held": "3040",
        "records": "x1 x2 x3",
        "facets": [facets[name] for name in ("thread", "year", "kind", "volume")],
        "persons": True,
    }
    assert read(tmp_path / "persons.data") == {
        "name": "person",
        "label": "Person",
        "values": [["dean-rusk", "Rusk, Dean", [1, 1]]],
    }
    assert read(tmp_path / "pages-0.data") == [
        ["a/", "First", "1962", ""],
        ["b/", "Later", "", ""],
        ["d/", "Last", "", ""],
        ["c/", "Undated", "", ""],
    ]
