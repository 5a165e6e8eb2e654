"""The printed pages of a volume: which documents are on each, as a list and as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html

from edition.edition import load
from edition.render.page_lists import page_data, printed_pages, render_document_form, render_page_list
from tests.paged_volume import VOLUME
from tests.volume_editions import url_for

if TYPE_CHECKING:
    from pathlib import Path

    from edition.resolved import Edition


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """Return an edition of the small volume and of one document without pages."""
    return loaded(tmp_path, VOLUME)


def loaded(folder: Path, volume: str) -> Edition:
    for name, content in {"v1/source.xml": volume, "letter/source.txt": "Letter\n\nWords.\n"}.items():
        (folder / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sources" / name).write_text(content, encoding="utf-8")
    return load(folder)[0]


def test_a_page_has_the_documents_on_it_and_a_label_may_come_again(edition: Edition) -> None:
    found = [
        (page.label, [(record.name, fragment) for record, fragment in page.places])
        for page in printed_pages(edition, edition.volumes[0])
    ]
    assert found == [
        ("XI", [("preface", "pg_XI")]),
        ("XII", [("preface", "pg_XII")]),
        ("20", [("d1", "pg_20"), ("ch1", "pg_20")]),
        ("21", [("d1", "pg_21"), ("d2", "pg_21")]),
        ("22", [("d2", "pg_22")]),
        ("22a", [("d2", "pg_22a")]),
        ("23", [("d2", "pg_23")]),
        ("1", [("d3", "pg_1"), ("ch2", "pg_1")]),
        ("20", [("d3", "pg_20")]),
        ("30", [("d4", "pg_30")]),
    ]


def test_the_data_name_each_document_once(edition: Edition) -> None:
    assert json.loads(page_data(edition, edition.volumes[0], url_for)) == {
        "documents": [
            ["Preface", "/volumes/v1/preface"],
            ["document 1", "/documents/v1-d1"],
            ["Part one", "/volumes/v1/ch1"],
            ["document 2", "/documents/v1-d2"],
            ["document 3", "/documents/v1-d3"],
            ["Part two", "/volumes/v1/ch2"],
            ["document 4", "/documents/v1-d4"],
        ],
        "pages": [
            ["XI", 0],
            ["XII", 0],
            ["20", 1, 2],
            ["21", 1, 3],
            ["22", 3],
            ["22a", 3],
            ["23", 3],
            ["1", 4, 5],
            ["20", 4],
            ["30", 6],
        ],
    }


def test_a_fragment_that_is_not_the_label_stands_in_the_data(tmp_path: Path) -> None:
    twice = VOLUME.replace('<pb n="22a"/>', '<pb n="22"/>')
    edition = loaded(tmp_path, twice)
    rows = json.loads(page_data(edition, edition.volumes[0], url_for))["pages"]
    assert [row for row in rows if row[0] == "22"] == [["22", 3], ["22", [3, "pg_22-2"]]]


def test_many_pages_stand_under_headings_of_fifty(tmp_path: Path) -> None:
    many = "".join(f'<pb n="{number}"/><p>Words.</p>' for number in range(24, 121))
    edition = loaded(tmp_path, VOLUME.replace('<pb n="1"/>', f'<div xml:id="more">{many}</div><pb n="1"/>'))
    page = lxml_html.fromstring(f"<div>{render_page_list(edition, edition.volumes[0], url_for)}</div>")
    assert [heading.text for heading in page.iter("h2")] == ["XI–XII", "20–50", "51–100", "101–120", "1–30"]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_box_leads_to_the_volume_to_the_own_pages_or_is_not_there(edition: Edition) -> None:
    assert 'action="/volumes/v1/pages" data-volume' in render_document_form(
        edition, edition.by_id["v1-d1"], url_for
    )
    assert render_document_form(edition, edition.by_id["letter"], url_for) == ""
