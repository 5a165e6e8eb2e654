"""The timeline: every document of a thread once on each of its rails, and the same in the table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from edition.chronology import ON_A_PAGE
from edition.render.timeline import render_timeline, timeline_pages
from tests.timed_editions import record, timed_edition, url_for

if TYPE_CHECKING:
    from edition.resolved import Edition

SVG = "{http://www.w3.org/2000/svg}"


def drawing(html: str) -> etree._Element:
    return etree.fromstring(html[html.index("<svg") : html.index("</svg>") + len("</svg>")])


def page(edition: Edition) -> tuple[etree._Element, lxml_html.HtmlElement]:
    html = render_timeline(edition, url_for)
    return drawing(html), lxml_html.fromstring(f"<div>{html}</div>")


def stops(svg: etree._Element) -> list[tuple[str, str]]:
    found = svg.iterfind(f".//{SVG}path[@data-thread]")
    return [(one.get("data-document", ""), one.get("data-thread", "")) for one in found]


def rows(html: lxml_html.HtmlElement) -> list[list[str]]:
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("td|th")]
        for row in html.xpath("//tbody/tr")
    ]


def test_the_table_tells_date_zone_threads_document_place_and_how_the_date_is_known() -> None:
    edition = timed_edition(
        [
            record("a", "1962-12-13T11:00", ["cuba", "berlin"], "Paris"),
            record("b", "[1961-11-08..1961-12-31]", ["berlin"]),
        ]
    )
    assert rows(page(edition)[1]) == [
        ["between 8 November and 31 December 1961", "Berlin", "Memo b", "not stated", "stated by the source"],
        [
            "13 December 1962, 11:00 a.m. (Paris, UTC+1)",
            "Cuba, Berlin",
            "Memo a",
            "Paris",
            "stated by the source",
        ],
    ]


def test_the_drawing_says_dates_zones_and_how_long_the_breaks_are() -> None:
    edition = timed_edition(
        [
            record("a", "1962-12-13T11:00", ["cuba"], "Paris"),
            record("b", "1962-12-13T12:00", ["cuba"]),
            record("c", "1962-12-15", ["cuba"]),
            record("d", "1963-12-15", ["cuba"]),
            record("e", "1999-12-15", ["cuba"]),
        ]
    )
    svg, _ = page(edition)
    assert [text.text for text in svg.iterfind(f".//{SVG}text[@class='gap']")] == [
        "2 days",
        "12 months",
        "36 years",
    ]
    [first, *_] = svg.iterfind(f".//{SVG}a")
    assert "".join(first.itertext()).split() == [
        "13",
        "December",
        "1962,",
        "11:00",
        "a.m.",
        "(Paris,",
        "UTC+1)",
        "Memo",
        "a",
        "Cuba",
        "Paris",
    ]
    assert first.get("href") == "/documents/a"


def test_a_time_that_is_not_known_is_a_hatched_bar_and_one_that_lasts_a_full_one() -> None:
    edition = timed_edition(
        [record("a", "[1962-01..1962-02]", ["cuba"]), record("b", "1962-03/1962-04", ["cuba"])]
    )
    svg, _ = page(edition)
    bars = [one.get("class") for one in svg.iterfind(f".//{SVG}path") if "bar" in one.get("class", "")]
    assert bars == ["bar doubtful", "bar"]
    assert [text.text for text in svg.iterfind(f".//{SVG}text[@aria-hidden]")][2:] == [
        "28 February 1962 at the latest",
        "until 30 April 1962",
    ]


DATES = st.sampled_from(
    [
        *("", "1962", "1962-11-12", "1962-11-12T11:00", "1962-11-12T19:00-05:00", "[1961-11-08..1961-12-31]"),
        *("../1962", "1962/..", "1962~", "196X", "1962-11/1962-12", "1962-12-31T23:00", "0001", "9999-12-31"),
    ]
)
THREADS = st.lists(st.sampled_from(["cuba", "berlin", "congo"]), unique=True)


@given(st.lists(st.tuples(DATES, THREADS, st.sampled_from(["Paris", "Moscow", ""])), max_size=15))
def test_each_document_of_a_thread_is_once_on_its_rail_and_in_the_table(
    written: list[tuple[str, list[str], str]],
) -> None:
    records = [record(f"d{number}", *one) for number, one in enumerate(written)]
    edition = timed_edition(records, {name: name for name in ("cuba", "berlin", "congo")})
    dated = [one for one in edition.documents if one.threads and one.date]
    expected = sorted((one.id, thread) for one in dated for thread in one.threads)
    html = render_timeline(edition, url_for)
    if not dated:
        assert "<svg" not in html
        return
    svg, tree = page(edition)
    assert sorted(stops(svg)) == expected
    links = [one.get("data-document") for one in svg.iterfind(f".//{SVG}g[@data-document]")]
    table = [
        (row.get("data-document"), link.get("data-thread"))
        for row in tree.xpath("//tbody/tr")
        for link in row.xpath("td[2]/a")
    ]
    assert links == [one.id for one in dated]
    assert sorted(table) == expected
    assert [row.get("data-document") for row in tree.xpath("//tbody/tr")] == links
    tops = [
        int(one.get("d", "").partition(" ")[2].removesuffix("h0"))
        for one in svg.iterfind(f".//{SVG}path[@data-thread]")
    ]
    assert tops == sorted(tops)
    assert max(tops) < int(svg.get("height", "0"))


def test_no_image_role_hides_the_links_and_the_frame_can_be_reached() -> None:
    svg, tree = page(timed_edition([record("a", "1962", ["cuba"])]))
    assert svg.get("role") == "group"
    assert [one.get("tabindex") for one in tree.xpath("//div[@role='region']")] == ["0", "0"]


def test_documents_without_a_date_are_told_beside_the_line() -> None:
    _, tree = page(timed_edition([record("a", "1962", ["cuba"]), record("b", "", ["cuba"])]))
    [item] = tree.xpath("//h2[.='Without a date']/following-sibling::ul/li")
    assert item.text_content() == "Memo b Cuba"


def test_of_very_many_documents_without_a_date_the_first_are_told() -> None:
    edition = timed_edition([record(f"d{one:03}", "", ["cuba"]) for one in range(130)])
    html = render_timeline(edition, url_for)
    assert html.count("<li data-document") == 100
    assert "<p>30 more stand at the ends of their threads’ pages.</p>" in html


def many(*dates: tuple[str, int]) -> Edition:
    found = [(date, number) for date, count in dates for number in range(count)]
    return timed_edition([record(f"d{place}", date, ["cuba"]) for place, (date, _) in enumerate(found)])


def test_a_large_edition_has_a_page_for_each_year_and_for_the_months_of_full_ones() -> None:
    edition = many(("1961-05-01", 3), ("1962-10-16", ON_A_PAGE + 1), ("1962-11", 2), ("1963", 1))
    pages = {one.name: one.render for one in timeline_pages(edition)}
    assert list(pages) == [
        "timeline/index",
        "timeline/1961",
        "timeline/1962",
        "timeline/1962-10-1",
        "timeline/1962-10-2",
        "timeline/1962-11",
        "timeline/1963",
    ]
    overview = lxml_html.fromstring(f"<div>{pages['timeline/index'](url_for)}</div>")
    assert rows(overview) == [["1961", "3", "3"], ["1962", "153", "153"], ["1963", "1", "1"]]
    assert "<svg" not in pages["timeline/index"](url_for)
    year = lxml_html.fromstring(f"<div>{pages['timeline/1962'](url_for)}</div>")
    assert rows(year) == [
        ["October 1962, part 1 of 2", "150", "150"],
        ["October 1962, part 2 of 2", "1", "1"],
        ["November 1962", "2", "2"],
    ]
    assert year.xpath("//tr/@id") == ["edition-1962-10", "edition-1962-11"]
    drawn = [
        stops(drawing(render(url_for))) for name, render in pages.items() if "-" in name or name[-1] in "13"
    ]
    assert sorted(name for some in drawn for name, _ in some) == sorted(one.id for one in edition.documents)


@pytest.mark.parametrize("count", [0, 1])
def test_an_edition_without_threads_has_no_timeline(count: int) -> None:
    edition = timed_edition([record(f"d{one}", "1962") for one in range(count)])
    assert list(timeline_pages(edition)) == []


def test_threads_without_documents_say_so() -> None:
    edition = timed_edition([], {"cuba": "Cuba"})
    [only] = timeline_pages(edition)
    assert only.render(partial(url_for)) == (
        '<p class="edition-nothing">No document of this edition belongs to a thread yet.</p>\n'
    )
