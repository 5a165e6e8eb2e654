"""Lists by date and by person: what a reader without JavaScript finds documents by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html

from edition.edition import load
from edition.model import Division, DivisionKind, ListedName, MentionKind, Volume
from edition.records import PersonNamed
from edition.render.browse import browse_pages, render_all_documents, render_volume_dates
from edition.render.lists import render_documents
from edition.render.persons import render_persons, render_volume_persons
from tests.volume_editions import VOLUME, edition_of, url_for, volume_edition

if TYPE_CHECKING:
    from pathlib import Path

    from edition.resolved import Edition


def page_of(edition: Edition, name: str) -> lxml_html.HtmlElement:
    [page] = [page for page in browse_pages(edition) if page.name == name]
    return lxml_html.fromstring(f"<div>{page.render(url_for)}</div>")


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def memos(dates: list[str], persons: dict[int, tuple[PersonNamed, ...]] | None = None) -> Edition:
    """Return an edition of single documents of these dates."""
    return edition_of(
        single=len(dates),
        dates={f"memo-{number}": date for number, date in enumerate(dates, 1)},
        persons={f"memo-{number}": some for number, some in (persons or {}).items()},
    )


def test_a_small_edition_has_one_list_and_no_pages_by_date() -> None:
    edition = memos(["1962-10-01"] * 100)
    assert render_all_documents(edition, url_for) == render_documents(edition, url_for)
    assert list(browse_pages(edition)) == []


def test_a_small_edition_with_a_volume_leads_to_it_above_its_list() -> None:
    edition = volume_edition()
    html = render_all_documents(edition, url_for)
    assert html.endswith(render_documents(edition, url_for))
    [link] = lxml_html.fromstring(f"<div>{html}</div>").xpath("nav[@aria-label='Volumes']//a")
    assert (link.get("href"), link.text) == (
        f"/volumes/{VOLUME}",
        "FRUS, 1961–1963, Volume XV, Berlin Crisis",
    )


DATES = [
    *["1962-10-16"] * 60,
    *["1962-02"] * 3,
    *["1962"] * 2,
    "1962-12-24/1963-01-02",
    "1961~",
    "[1961-03..1961-05]",
    "196X",
    *["1963-01-05T10:00"] * 40,
    *[""] * 4,
]


@pytest.fixture(scope="module")
def large() -> Edition:
    """Return an edition of more documents than one list should hold, with dates of every kind."""
    return memos(DATES)


def test_a_large_edition_leads_to_its_years_with_the_number_of_documents(large: Edition) -> None:
    page = lxml_html.fromstring(f"<div>{render_all_documents(large, url_for)}</div>")
    assert [one.text for one in page.xpath("h2")] == ["By date"]
    assert [(row.xpath("string(a/@href)"), words(row)) for row in page.xpath("ul/li")] == [
        ("/dates/1960", "1960 1 document"),
        ("/dates/1961", "1961 2 documents"),
        ("/dates/1962", "1962 66 documents"),
        ("/dates/1963", "1963 40 documents"),
        ("/dates/undated", "Undated 4 documents"),
    ]


def test_there_is_a_page_for_each_year_that_has_documents(large: Edition) -> None:
    assert [(page.name, page.title) for page in browse_pages(large)] == [
        ("dates/index", "Documents by date"),
        ("dates/1960", "Documents: 1960"),
        ("dates/1961", "Documents: 1961"),
        ("dates/1962", "Documents: 1962"),
        ("dates/1963", "Documents: 1963"),
        ("dates/undated", "Documents: Undated"),
    ]


def test_a_year_lists_its_documents_by_month(large: Edition) -> None:
    page = page_of(large, "dates/1962")
    groups = [
        (heading.text, len(heading.xpath("following-sibling::ol[1]/li"))) for heading in page.xpath("h2")
    ]
    assert groups == [
        ("1962, month not stated", 2),
        ("February 1962", 3),
        ("October 1962", 60),
        ("December 1962", 1),
    ]
    assert words(page.xpath("//ol/li")[-1]) == "memo-66 Memo 66 24 December 1962 to 2 January 1963"
    assert [one.text for one in page_of(large, "dates/1961").xpath("h2")] == [
        "1961, month not stated",
        "March 1961",
    ]


def test_every_document_is_on_one_page_by_date(large: Edition) -> None:
    pages = [page_of(large, page.name) for page in browse_pages(large) if page.name != "dates/index"]
    listed = [href for page in pages for href in page.xpath("//ol[@class='edition-documents']/li/a/@href")]
    assert sorted(listed) == sorted(f"/{document.page}" for document in large.documents)


def test_a_year_leads_to_the_years_beside_it(large: Edition) -> None:
    def steps(name: str) -> list[str]:
        return list(page_of(large, name).xpath("//nav[@aria-label='Other years']//a/@href"))

    assert {name: steps(f"dates/{name}") for name in ("1960", "1962", "undated")} == {
        "1960": ["/dates/1961", "/dates/index"],
        "1962": ["/dates/1961", "/dates/1963", "/dates/index"],
        "undated": ["/dates/1963", "/dates/index"],
    }


def test_many_years_stand_under_their_decades() -> None:
    edition = memos([*(str(year) for year in range(1861, 1963)), "0044", ""])
    page = page_of(edition, "dates/index")
    headings = [one.text for one in page.xpath("h2")]
    assert headings == ["40s", *(f"{decade}0s" for decade in range(186, 197)), "No date"]
    assert words(page.xpath("//li")[0]) == "44 1 document"


def test_a_year_of_very_many_documents_has_a_page_for_each_month() -> None:
    edition = memos([*["1962-09-30"] * 300, *["1962-10-01"] * 400, *[""] * 601])
    assert [page.name for page in browse_pages(edition)] == [
        "dates/index",
        "dates/1962",
        "dates/1962-09",
        "dates/1962-10",
        "dates/undated",
        "dates/undated-single",
    ]
    year = page_of(edition, "dates/1962")
    assert [words(row) for row in year.xpath("//ul[@class='edition-counts']/li")] == [
        "September 1962 300 documents",
        "October 1962 400 documents",
    ]
    assert year.xpath("//ol") == []
    assert len(page_of(edition, "dates/1962-10").xpath("//ol/li")) == 400
    assert words(page_of(edition, "dates/undated").xpath("//li")[0]) == (
        "Undated, outside the volumes 601 documents"
    )


def test_a_large_edition_with_volumes_leads_to_them_and_lists_what_is_outside() -> None:
    divisions = tuple(
        Division(id=f"v-d{number}", name=f"d{number}", kind=DivisionKind.DOCUMENT, title="In it")
        for number in range(1, 101)
    )
    person = ListedName(name="p_A1", kind=MentionKind.PERSON, heading="A", words="", division="persons")
    volume = Volume(id="v", title="Letters", divisions=divisions, names=(person,))
    edition = edition_of(volumes=(volume,), single=2)
    page = lxml_html.fromstring(f"<div>{render_all_documents(edition, url_for)}</div>")
    assert [(one.tag, one.text_content()) for one in page.xpath("//h2 | //h3")] == [
        ("h2", "Volumes"),
        ("h3", "Letters"),
        ("h2", "By date"),
        ("h2", "By person"),
        ("h2", "Outside the volumes"),
    ]
    assert [words(row) for row in page.xpath("//ol/li")] == [
        "memo-1 Memo 1 date not stated",
        "memo-2 Memo 2 date not stated",
    ]
    undated = page_of(edition, "dates/undated")
    assert words(undated.xpath("//ol/li[last()]")[0]) == "d99 In it date not stated Letters"


def test_the_documents_of_a_volume_stand_in_the_order_of_time_by_month() -> None:
    edition = volume_edition()
    page = lxml_html.fromstring(f"<div>{render_volume_dates(edition, edition.volumes[0], url_for)}</div>")
    assert [one.text for one in page.xpath("h2")] == ["October 1962", "Undated"]
    assert len(page.xpath("//ol/li")) == 20


def test_a_person_of_a_volume_has_what_is_said_and_the_documents_told_apart() -> None:
    kennedy = "p_KJF1"
    persons = {
        1: [PersonNamed(kennedy, "from"), PersonNamed(kennedy)],
        2: [PersonNamed(kennedy, "to")],
        3: [PersonNamed(kennedy, "participant")],
        4: [PersonNamed(kennedy)],
        20: [PersonNamed(kennedy), PersonNamed("Kennedy", "from", is_entry=False)],
    }
    edition = volume_edition(persons)
    page = lxml_html.fromstring(f"<div>{render_volume_persons(edition, edition.volumes[0], url_for)}</div>")
    [entry] = page.xpath(f"//*[@id='{kennedy}']")
    assert [words(part) for part in entry] == [
        "Kennedy, John F.",
        "President",
        "From 1",
        "To 2",
        "Participant 3",
        "Named in 4, d20",
    ]
    assert entry.xpath(".//a/@href") == [f"/documents/{VOLUME}-d{number}" for number in (1, 2, 3, 4, 20)]
    assert entry.xpath(".//a/@title") == [f"Memorandum {number} <sic>" for number in (1, 2, 3)]


def test_persons_stand_under_their_letters_without_accents() -> None:
    edition = volume_edition()
    page = lxml_html.fromstring(f"<div>{render_volume_persons(edition, edition.volumes[0], url_for)}</div>")
    assert [(one.get("id"), one.text) for one in page.xpath("h2")] == [("letter-K", "K"), ("letter-O", "O")]
    assert page.xpath("nav[@aria-label='Letters']//a/@href") == ["#letter-K", "#letter-O"]
    assert words(page.xpath("//*[@id='p_OE1']")[0]) == "Österreich, A. & B. Not tagged in a document"


def test_persons_of_single_documents_are_listed_by_name_where_there_are_enough() -> None:
    rusk, thant = PersonNamed("Rusk", "from", is_entry=False), PersonNamed("U Thant", "to", is_entry=False)
    listed = PersonNamed("p_RD1", "from")
    few = memos(["1962"] * 30, dict.fromkeys(range(1, 20), (rusk, listed)))
    assert list(browse_pages(few)) == []
    enough = memos(["1962"] * 30, {**dict.fromkeys(range(2, 21), (rusk,)), 1: (thant, listed)})
    assert [page.name for page in browse_pages(enough)] == ["persons/index"]
    page = lxml_html.fromstring(f"<div>{render_persons(enough, url_for)}</div>")
    assert [one.text for one in page.xpath("//h2 | //dt")] == [
        "In documents outside the volumes",
        "Rusk",
        "U Thant",
    ]
    assert words(page.xpath("//dd")[-1]) == "To Memo 1"


def test_the_persons_of_volumes_stay_apart() -> None:
    page = lxml_html.fromstring(f"<div>{render_persons(volume_edition(), url_for)}</div>")
    assert [(row.xpath("string(a/@href)"), words(row)) for row in page.xpath("//li")] == [
        (f"/persons/{VOLUME}", "FRUS, 1961–1963, Volume XV, Berlin Crisis 2 persons")
    ]


def test_the_lists_of_five_hundred_documents_are_pages_of_moderate_size() -> None:
    """The largest volumes have 500 documents and 2,500 names of persons in them that can be told apart."""
    divisions = tuple(
        Division(
            id=f"{VOLUME}-d{number}",
            name=f"d{number}",
            kind=DivisionKind.DOCUMENT,
            number=str(number),
            title="Memorandum From the Deputy Assistant Secretary of State to the Embassy in Germany",
        )
        for number in range(1, 501)
    )
    names = tuple(
        ListedName(
            name=f"p_{number}",
            kind=MentionKind.PERSON,
            heading=f"Name {number}",
            words="x" * 80,
            division="p",
        )
        for number in range(250)
    )
    volume = Volume(id=VOLUME, title="A volume", divisions=divisions, names=names)
    persons = {
        one.id: tuple(PersonNamed(f"p_{(index * 7 + step * 11) % 250}") for step in range(5))
        for index, one in enumerate(divisions)
    }
    edition = edition_of(
        volumes=(volume,), persons=persons, dates={one.id: "1962-10-16" for one in divisions}
    )
    sizes = {page.name: len(page.render(lambda to, _="": f"../../{to}/")) for page in browse_pages(edition)}
    assert {name: size for name, size in sizes.items() if size > 300_000} == {}
    assert sizes[f"persons/{VOLUME}"] > 150_000


PARTICIPANTS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text>
<front><div type="section" xml:id="persons"><head>Persons</head><list>
<item><persName xml:id="p_A1">Adams, Louisa</persName>, secretary</item></list></div></front>
<body><div type="document" n="1" xml:id="d1"><head>1. Talk</head>
<list type="participants"><head>PARTICIPANTS</head>
<item><persName corresp="#p_A1">Miss Adams</persName></item></list>
<p><persName corresp="#p_A1">Adams</persName> spoke.</p></div>
<div type="document" n="2" xml:id="d2"><head>2. Note</head>
<p><persName corresp="#p_A1">Adams</persName> spoke.<note n="1" xml:id="d2fn1">No.</note></p></div></body>
</text></TEI>
"""


def test_a_person_in_a_list_of_participants_took_part(tmp_path: Path) -> None:
    (tmp_path / "sources/talks").mkdir(parents=True)
    (tmp_path / "sources/talks/source.xml").write_text(PARTICIPANTS, encoding="utf-8")
    edition, _ = load(tmp_path)
    [entry] = page_of(edition, "persons/talks").xpath("//*[@id='p_A1']")
    assert [words(part) for part in entry] == ["Adams, Louisa", "secretary", "Participant 1", "Named in 2"]
