"""The pages of volumes: contents, the way down, the way on; as HTML that stands without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html

from edition.edition import load
from edition.model import Division, DivisionKind, ListedName, MentionKind, Volume
from edition.outlines import standings
from edition.pages import page_specs
from edition.render.document import render_neighbours
from edition.render.volumes import (
    render_breadcrumbs,
    render_chapter_contents,
    render_volume,
    render_volume_neighbours,
    render_volumes,
    volume_label,
    volume_name,
    volume_pages,
)
from tests.volume_editions import VOLUME, edition_of, url_for, volume_edition

if TYPE_CHECKING:
    from pathlib import Path

    from edition.resolved import Edition

TITLES = {
    "Foreign Relations of the United States, 1961–1963, Volume XV,\n Berlin Crisis, 1962–1963": (
        "FRUS, 1961–1963, Volume XV, Berlin Crisis, 1962–1963",
        "FRUS, 1961–1963, Volume XV",
    ),
    "Foreign Relations of the United States, 1961–1963, Volumes X/XI/XII, Microfiche Supplement": (
        "FRUS, 1961–1963, Volumes X/XI/XII, Microfiche Supplement",
        "FRUS, 1961–1963, Volumes X/XI/XII",
    ),
    "Foreign Relations of the United States, 1894": ("FRUS, 1894", "FRUS, 1894"),
    "The Letters of a Merchant, Volume 2, Lisbon": (
        "The Letters of a Merchant, Volume 2, Lisbon",
        "The Letters of a Merchant, Volume 2, Lisbon",
    ),
}


@pytest.fixture(scope="module")
def edition() -> Edition:
    """Return an edition of one volume: a preface, two chapters in a compilation, twenty documents."""
    return volume_edition()


@pytest.mark.parametrize("title", TITLES)
def test_a_volume_has_a_name_for_lists_and_a_shorter_one(title: str) -> None:
    volume = Volume(id="v", title=title, divisions=())
    assert (volume_name(volume), volume_label(volume)) == TITLES[title]


def test_the_neighbours_of_a_document_are_documents_across_chapters(edition: Edition) -> None:
    found = standings(edition.volumes[0])

    def names(name: str) -> tuple[list[str], str, str]:
        one = found[f"{VOLUME}-{name}"]
        before, after = one.previous, one.next
        return [part.name for part in one.within], before.name if before else "", after.name if after else ""

    assert {name: names(name) for name in ("preface", "ch1", "d1", "d3", "d4", "d20")} == {
        "preface": ([], "", "persons"),
        "ch1": (["comp1"], "comp1", "ch2"),
        "d1": (["comp1", "ch1"], "", "d2"),
        "d3": (["comp1", "ch1"], "d2", "d4"),
        "d4": (["comp1", "ch2"], "d3", "d5"),
        "d20": (["comp1", "ch2"], "d19", ""),
    }


def test_the_page_of_a_volume_has_its_facts_its_lists_and_all_its_contents(edition: Edition) -> None:
    page = lxml_html.fromstring(f"<div>{render_volume(edition, edition.volumes[0], url_for)}</div>")
    assert [span.text_content() for span in page.xpath("p[1]/span")] == [
        "20 documents",
        "1 to 19 October 1962",
        "Editor: A Scholar",
        "Printing Office, Washington, 1994",
    ]
    assert [(link.text, link.get("href")) for link in page.xpath("nav//a")] == [
        ("Documents by date", f"/volumes/{VOLUME}/by-date"),
        ("Documents by person", f"/persons/{VOLUME}"),
        ("List of Persons", f"/volumes/{VOLUME}/persons"),
    ]
    headings = page.xpath("//*[self::h2 or self::h3 or self::h4 or self::h5]")
    assert [(one.tag, one.text_content()) for one in headings] == [
        ("h2", "Contents"),
        ("h3", "Berlin & Cuba"),
        ("h4", "First <chapter>"),
        ("h4", "Second chapter"),
    ]
    links = [link.get("href") for link in page.xpath("//ol//a")]
    assert links == [edition.by_id[one.id].page.join(("/", "")) for one in edition.volumes[0].walk()]


def test_only_a_long_chapter_is_folded_and_its_documents_are_in_the_page(edition: Edition) -> None:
    page = lxml_html.fromstring(render_volume(edition, edition.volumes[0], url_for))
    [folded] = page.xpath("//details")
    assert folded.xpath("string(summary)") == "17 documents: 4–d20"
    assert len(folded.xpath("ol/li")) == 17


def test_a_document_in_a_list_has_its_number_title_date_and_place(edition: Edition) -> None:
    page = lxml_html.fromstring(render_volume(edition, edition.volumes[0], url_for))
    rows = page.xpath("//ol[@class='edition-documents']/li")
    assert [" ".join(row.text_content().split()) for row in (rows[0], rows[1], rows[19])] == [
        "1 Memorandum 1 <sic> 1 October 1962 Moscow",
        "2 Memorandum 2 <sic> 2 October 1962",
        "d20 Memorandum 20 <sic> date not stated",
    ]


def test_a_chapter_is_followed_by_its_documents_unfolded(edition: Edition) -> None:
    volume = edition.volumes[0]
    chapter = next(one for one in volume.walk() if one.name == "ch2")
    page = lxml_html.fromstring(render_chapter_contents(edition, volume, chapter, url_for))
    assert page.xpath("string(h2)") == "Contents"
    assert page.xpath("string(p)") == "17 documents of FRUS, 1961–1963, Volume XV, Berlin Crisis"
    assert (len(page.xpath(".//li/a")), page.xpath(".//details")) == (17, [])


def test_a_compilation_is_followed_by_its_chapters_with_the_long_ones_folded(edition: Edition) -> None:
    volume = edition.volumes[0]
    compilation = next(one for one in volume.walk() if one.name == "comp1")
    page = lxml_html.fromstring(render_chapter_contents(edition, volume, compilation, url_for))
    assert [one.text_content() for one in page.xpath(".//h3")] == ["First <chapter>", "Second chapter"]
    assert len(page.xpath(".//details")) == 1


def test_a_section_without_divisions_is_followed_by_nothing(edition: Edition) -> None:
    volume = edition.volumes[0]
    assert render_chapter_contents(edition, volume, volume.divisions[0], url_for) == ""


def test_the_way_down_to_a_document_names_every_step(edition: Edition) -> None:
    html = render_breadcrumbs(edition, edition.by_id[f"{VOLUME}-d2"], url_for)
    page = lxml_html.fromstring(html)
    assert (page.tag, page.get("aria-label")) == ("nav", "Breadcrumb")
    assert [(link.get("href"), link.text_content()) for link in page.xpath("ol/li/a")] == [
        ("/documents/index", "Documents"),
        (f"/volumes/{VOLUME}", "FRUS, 1961–1963, Volume XV, Berlin Crisis"),
        (f"/volumes/{VOLUME}/comp1", "Berlin & Cuba"),
        (f"/volumes/{VOLUME}/ch1", "First <chapter>"),
    ]
    assert page.xpath("string(ol/li[last()]/*[@aria-current='page'])") == "Document 2"


def test_the_way_down_to_a_section_ends_with_its_title(edition: Edition) -> None:
    page = lxml_html.fromstring(render_breadcrumbs(edition, edition.by_id[f"{VOLUME}-preface"], url_for))
    assert page.xpath("string(//*[@aria-current='page'])") == "Preface"


def test_the_neighbours_in_the_volume_have_number_title_and_date(edition: Edition) -> None:
    page = lxml_html.fromstring(render_volume_neighbours(edition, edition.by_id[f"{VOLUME}-d4"], url_for))
    assert [
        (link.get("rel"), link.get("href"), " ".join(link.text_content().split()))
        for link in page.xpath(".//a")
    ] == [
        ("prev", f"/documents/{VOLUME}-d3", "Previous 3. Memorandum 3 <sic> 3 October 1962"),
        ("next", f"/documents/{VOLUME}-d5", "Next 5. Memorandum 5 <sic> 5 October 1962"),
    ]


def test_the_first_document_has_only_one_after_it_and_a_section_has_no_date(edition: Edition) -> None:
    pages = [
        lxml_html.fromstring(render_volume_neighbours(edition, edition.by_id[f"{VOLUME}-{name}"], url_for))
        for name in ("d1", "preface")
    ]
    assert [[" ".join(link.text_content().split()) for link in page.xpath(".//a")] for page in pages] == [
        ["Next 2. Memorandum 2 <sic> 2 October 1962"],
        ["Next List of Persons"],
    ]


def test_the_neighbours_in_time_have_their_numbers_and_are_said_to_be_of_another_volume() -> None:
    divisions = volume_edition().volumes[0].divisions[2].children[0].children[:2]
    volume = Volume(
        id=VOLUME,
        title="Foreign Relations of the United States, 1961–1963, Volume XV, Berlin Crisis",
        divisions=divisions,
    )
    dates = {f"{VOLUME}-d1": "1962-10-01", f"{VOLUME}-d2": "1962-10-02", "memo-1": "1962-10-03"}
    edition = edition_of(volumes=(volume,), single=1, dates=dates)

    def in_time(name: str) -> list[str]:
        page = lxml_html.fromstring(render_neighbours(edition, edition.by_id[name], url_for))
        row = page.xpath(".//div[p='In time']//b")
        return [one.text_content() for one in row]

    assert {name: in_time(name) for name in dates} == {
        f"{VOLUME}-d1": ["2. Memorandum 2 <sic>"],
        f"{VOLUME}-d2": ["1. Memorandum 1 <sic>", "Memo 1"],
        "memo-1": ["2. Memorandum 2 <sic> (FRUS, 1961–1963, Volume XV)"],
    }


def test_a_document_outside_volumes_leads_to_the_documents_and_has_no_neighbours_there() -> None:
    edition = edition_of(single=1)
    [record] = edition.documents
    page = lxml_html.fromstring(render_breadcrumbs(edition, record, url_for))
    assert [(link.get("href"), link.text_content()) for link in page.xpath("ol/li/a")] == [
        ("/documents/index", "Documents")
    ]
    assert page.xpath("string(ol/li[last()]/*[@aria-current='page'])") == record.title
    assert render_volume_neighbours(edition, record, url_for) == ""


def test_the_list_of_volumes_leads_to_each(edition: Edition) -> None:
    page = lxml_html.fromstring(render_volumes(edition, url_for))
    assert [link.get("href") for link in page.xpath("//h2/a")] == [f"/volumes/{VOLUME}"]
    assert render_volumes(edition_of(single=1), url_for) == (
        '<p class="edition-nothing">There is no volume in this edition yet.</p>\n'
    )


def test_an_edition_without_volumes_has_no_pages_for_them(edition: Edition) -> None:
    assert [page.name for page in volume_pages(edition)] == ["volumes/index", f"volumes/{VOLUME}"]
    assert list(volume_pages(edition_of(single=3))) == []


def test_a_volume_without_names_and_sections_has_the_list_by_date_alone() -> None:
    division = Division(id="v-d2", name="d2", kind=DivisionKind.DOCUMENT, title="")
    term = ListedName(name="t_UN1", kind=MentionKind.TERM, heading="UN", words="", division="terms")
    edition = edition_of(volumes=(Volume(id="v", title="V", divisions=(division,), names=(term,)),))
    page = lxml_html.fromstring(f"<div>{render_volume(edition, edition.volumes[0], url_for)}</div>")
    assert [link.text for link in page.xpath("nav//a")] == ["Documents by date"]
    assert " ".join(page.xpath("string(ol)").split()) == "d2 Untitled date not stated"


SECTIONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text>
<body><div type="document" n="1" xml:id="d1"><head>1. A letter</head><p>Words.</p></div>
<div type="document" n="2" xml:id="d2"><head>2. A letter</head><p>Words.</p></div></body>
<back><div type="section" xml:id="index"><head>Index</head><p>Letter, 1.</p></div>
<div type="section" xml:id="by-date"><head>Dates</head><p>None.</p></div></back>
</text></TEI>
"""


def test_a_section_called_index_does_not_take_the_page_of_its_volume(tmp_path: Path) -> None:
    (tmp_path / "sources/letters").mkdir(parents=True)
    (tmp_path / "sources/letters/source.xml").write_text(SECTIONS, encoding="utf-8")
    edition, _ = load(tmp_path)
    names = [page.name for page in page_specs(edition) if page.name.startswith("volumes/letters")]
    assert sorted(names) == [
        "volumes/letters",
        "volumes/letters/by-date",
        "volumes/letters/by-date-section",
        "volumes/letters/index-section",
    ]
