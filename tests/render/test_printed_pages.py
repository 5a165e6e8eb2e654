"""The printed pages of the whole edition: on which documents each stands, as a page and as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html

from edition.edition import load
from edition.pages import page_specs
from edition.render.printed_pages import has_pages, page_data_of_all, render_pages
from tests.paged_volume import VOLUME
from tests.volume_editions import url_for

if TYPE_CHECKING:
    from pathlib import Path

    from edition.resolved import Edition

PRINTED = "collection-title: Foreign Relations of the United States, 1961–1963\nvolume: {}\npage: {}\n"
SOURCES = {
    "v1/source.xml": VOLUME,
    "memo-1/source.txt": "12. Memorandum\n\nWords of one page.\n\n[Page 588]\n\nWords of another.\n",
    "memo-1/metadata.yml": PRINTED.format("XIV", "587-588"),
    "memo-2/source.txt": "13. Memorandum\n\nWords.\n",
    "memo-2/metadata.yml": PRINTED.format("XIV", "588-90"),
    "memo-3/source.txt": "Memorandum of one\n\nWords.\n",
    "memo-3/metadata.yml": PRINTED.format("V", "12"),
    "memo-4/source.txt": "Memorandum of four\n\nWords.\n",
    "memo-4/metadata.yml": PRINTED.format("V", "xii ff."),
    "cable/source.txt": "A cable\n\nWords.\n\n[Page 2]\n\nWords of another.\n",
    "cable/metadata.yml": "title: A cable\n",
    "letter/source.txt": "A letter\n\nWords.\n",
}


def loaded(root: Path, *names: str) -> Edition:
    for name in names:
        (root / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "sources" / name).write_text(SOURCES[name], encoding="utf-8")
    return load(root)[0]


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return loaded(tmp_path, *SOURCES)


def sections(html: str) -> dict[str, list[tuple[str, list[str]]]]:
    """Return what stands under each heading: the words of each item, and where its links lead."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for title in lxml_html.fromstring(f"<div>{html}</div>").iter("h2"):
        behind = title.getnext()
        items = behind.iterchildren("li") if behind is not None else ()
        found[title.text_content()] = [
            (" ".join(one.text_content().split()), [link.get("href", "") for link in one.iter("a")])
            for one in items
        ]
    return found


def test_a_page_leads_to_its_documents_by_volume(edition: Edition) -> None:
    assert sections(render_pages(edition, url_for)) == {
        "Volumes": [("A Volume", ["/volumes/v1/pages"])],
        "Foreign Relations of the United States, 1961–1963, Volume V": [
            ("xii ff. Untitled", ["/documents/memo-4"]),
            ("12 Untitled", ["/documents/memo-3#pg_12"]),
        ],
        "Foreign Relations of the United States, 1961–1963, Volume XIV": [
            ("587 document 12", ["/documents/memo-1#pg_587"]),
            ("588 document 12, document 13", ["/documents/memo-1#pg_588", "/documents/memo-2#pg_588"]),
            ("589 document 13", ["/documents/memo-2"]),
            ("590 document 13", ["/documents/memo-2"]),
        ],
        "Documents that count their own pages": [
            ("A cable pages 2", ["/documents/cable", "/documents/cable#pg_2"]),
        ],
    }


def test_the_data_have_the_same(edition: Edition) -> None:
    data = json.loads(page_data_of_all(edition, url_for))
    assert data["volumes"] == [["A Volume", "/volumes/v1/pages"]]
    rows = {
        label: [(data["documents"][number][0], fragment) for number, fragment in places]
        for label, *places in data["pages"]
    }
    assert rows["588"] == [
        ("FRUS, 1961–1963, Volume XIV, document 12", "pg_588"),
        ("FRUS, 1961–1963, Volume XIV, document 13", "pg_588"),
    ]
    assert rows["2"] == [("A cable", "pg_2")]
    assert set(rows) == {"xii ff.", "12", "587", "588", "589", "590", "2"}


def test_many_documents_have_one_link_each(monkeypatch: pytest.MonkeyPatch, edition: Edition) -> None:
    monkeypatch.setattr("edition.render.printed_pages._MANY", 0)
    found = sections(render_pages(edition, url_for))["Documents that count their own pages"]
    assert found == [("A cable page 2", ["/documents/cable"])]


def test_an_edition_without_pages_has_no_such_page(tmp_path: Path) -> None:
    edition = loaded(tmp_path, "letter/source.txt")
    assert not has_pages(edition)
    assert "pages/index" not in {spec.name for spec in page_specs(edition)}
