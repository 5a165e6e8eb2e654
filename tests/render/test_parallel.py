"""Two threads, or two documents, in facing columns."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from edition.addresses import Place, PlaceKind
from edition.chronology import ON_A_PAGE
from edition.edition import load
from edition.links import End, ResolvedLink
from edition.model import Span
from edition.pairs import companions_of, document_pairs
from edition.render.parallel import parallel_pages, thread_pairs
from edition.render.side_by_side import pair_pages, render_side_by_side
from edition.render.views import render_views
from edition.schema import Link, Relation, Strength
from tests.timed_editions import record, timed_edition, url_for

if TYPE_CHECKING:
    from edition.resolved import Edition

GOLDEN = Path(__file__).parents[1] / "golden/edition"


class NoPlaces(dict[str, dict[str, Place]]):
    """Places of documents of which nobody has read the text."""

    def __missing__(self, name: str) -> dict[str, Place]:
        return {}


def place(words: str = "") -> Place:
    return Place(kind=PlaceKind.DOCUMENT, fragment="", label="", span=Span(0, 0), words=words)


def crossing(
    origin: str, target: str, strength: str = "strong", threads: str = "cuba berlin"
) -> ResolvedLink:
    one, other = threads.split()
    return ResolvedLink(
        origin=End(document=origin, place=place(), threads=(one,)),
        target=End(document=target, place=place(), threads=(other,)),
        link=Link(to=target, relation=Relation.ANSWERS, strength=Strength(strength), why="So."),
    )


def tree(html: str) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(f"<div>{html}</div>")


def columns(edition: Edition, name: str) -> list[tuple[str, list[str], list[list[str]]]]:
    """Return of each row its day, what stands across, and what stands in each column."""
    [page] = [one for one in parallel_pages(edition) if one.name == name]
    found = []
    for row in tree(page.render(url_for)).xpath("//section"):
        across = row.xpath("div[@class='edition-both']//@data-document")
        sides = [side.xpath(".//@data-document") for side in row.xpath("div[@class='edition-side']")]
        found.append((row.xpath("h2")[0].text_content(), across, sides))
    return found


def test_a_row_is_a_day_and_documents_of_both_threads_stand_across() -> None:
    edition = timed_edition(
        [
            record("a", "1962-11-12T11:00", ["cuba"]),
            record("b", "1962-11-12", ["berlin"]),
            record("c", "1962-11-12", ["cuba", "berlin"]),
            record("d", "1962-11-13", ["berlin"]),
            record("e", "[1961-11-08..1961-12-31]", ["berlin"]),
            record("f", "1962-12-13", ["cuba", "berlin"]),
            record("g", "1962-12-14", ["congo"]),
        ],
        places=NoPlaces(),
    )
    assert columns(edition, "parallel/cuba-berlin") == [
        ("between 8 November and 31 December 1961", [], [[], ["e"]]),
        ("12 November 1962", ["c"], [["a"], ["b"]]),
        ("13 November 1962", [], [[], ["d"]]),
        ("13 December 1962", ["f"], []),
    ]


def test_each_day_is_one_row_whatever_the_order_of_the_moments() -> None:
    """The morning of the 13th in Moscow is before the evening of the 12th in Washington."""
    edition = timed_edition(
        [
            record("w", "1962-11-12T20:00", ["cuba"], "Washington"),
            record("eve", "1962-11-12T21:00", ["berlin"]),
            record("day", "1962-11-13", ["berlin"], "Washington"),
            record("m", "1962-11-13T02:00", ["cuba", "berlin"], "Moscow"),
        ],
        places=NoPlaces(),
    )
    assert [one.document.id for one in edition.moments[0]] == ["m", "w", "eve", "day"]
    assert columns(edition, "parallel/cuba-berlin") == [
        ("12 November 1962", [], [["w"], ["eve"]]),
        ("13 November 1962", ["m"], [[], ["day"]]),
    ]


def test_a_day_of_a_full_month_is_not_cut_in_two() -> None:
    first = [record(f"a{one:03}", "1962-11-01", ["cuba"]) for one in range(ON_A_PAGE - 1)]
    day = [record(f"b{one}", "1962-11-02", [("cuba", "berlin")[one % 2]]) for one in range(4)]
    edition = timed_edition([*first, *day], places=NoPlaces())
    assert columns(edition, "parallel/cuba-berlin/1962-11-2") == [
        ("2 November 1962", [], [["b0", "b2"], ["b1", "b3"]])
    ]


HOURS = st.datetimes(datetime(1962, 11, 11), datetime(1962, 11, 15)).map(lambda one: f"{one:%Y-%m-%dT%H:%M}")  # noqa: DTZ001
DATES = (
    HOURS
    | HOURS.map(lambda text: text[:10])
    | st.sampled_from(["1962-11", "1962", "../1962-11-13", "1962-11-12/1962-11-14", "1962-11-13/.."])
)


@given(
    st.lists(
        st.tuples(
            DATES,
            st.lists(st.sampled_from(["cuba", "berlin"]), min_size=1, unique=True),
            st.sampled_from(["Paris", "Washington", "Moscow", "Oslo", ""]),
        ),
        min_size=1,
        max_size=14,
    )
)
def test_each_day_stands_once_in_the_order_of_the_calendar(written: list[tuple[str, list[str], str]]) -> None:
    records = [record(f"d{number}", *one) for number, one in enumerate(written)]
    titles = {"cuba": "Cuba", "berlin": "Berlin"}
    edition = timed_edition(records, titles, places=NoPlaces())
    rows = columns(edition, "parallel/cuba-berlin")
    heads = [head for head, _, _ in rows]
    assert len(heads) == len(set(heads))
    moments = edition.moments_by_id
    starts = []
    order = [one.document.id for one in edition.moments[0]]
    for _, across, sides in rows:
        names = [name for side in (across, *sides) for name in side]
        [start] = {moments[name].start.date() for name in names}
        starts.append(start)
        for side in (across, *sides):
            assert side == sorted(side, key=order.index)
    assert starts == sorted(starts)


def test_a_card_tells_hour_place_first_words_and_the_crossings() -> None:
    first = Place(kind=PlaceKind.PARAGRAPH, fragment="p1", label="", span=Span(0, 5), words="In response to.")
    edition = timed_edition(
        [record("a", "1962-12-13T11:00", ["cuba"], "Paris"), record("b", "1962-12-14", ["berlin"])],
        places={"a": {"p1": first, "": place()}, "b": {"": place()}},
        links=(crossing("a", "b"),),
    )
    [page] = parallel_pages(edition)
    card, other = tree(page.render(url_for)).xpath("//div[@class='edition-card']")
    words = " ".join(card.text_content().split())
    assert words == (
        "Memo a 13 December 1962, 11:00 a.m. (Paris, UTC+1) Paris In response to. Crossings Memo a answers "
        "Memo b, Memo b"
    )
    assert "Memo b answered by Memo a, Memo a" in " ".join(other.text_content().split())


def test_few_threads_all_face_each_other_and_of_many_those_that_cross() -> None:
    few = timed_edition([record("a", "1962", list("abcdef"))])
    assert len(thread_pairs(few)) == 15
    many = timed_edition(
        [record("x", "1962", ["a", "b"]), record("y", "1963", list("cdefg"))],
        {name: name for name in "abcdefg"},
        links=(crossing("x", "y", threads="a g"),),
    )
    assert [pair.page for pair in thread_pairs(many)] == ["parallel/a-g"]


def test_threads_whose_names_run_together_have_pages_of_their_own() -> None:
    edition = timed_edition([record("x", "1962", ["a", "b-c", "a-b", "c"])])
    pages = [pair.page for pair in thread_pairs(edition)]
    assert len(set(pages)) == len(pages) == 6


def test_long_threads_face_each_other_on_pages_of_years() -> None:
    records = [
        record(f"d{one}", f"{1961 + one % 2}-05-01", ["cuba", "berlin"]) for one in range(ON_A_PAGE + 2)
    ]
    edition = timed_edition(records, places=NoPlaces())
    pages = {page.name: page.render(url_for) for page in parallel_pages(edition)}
    assert list(pages) == ["parallel/cuba-berlin", "parallel/cuba-berlin/1961", "parallel/cuba-berlin/1962"]
    assert "edition-columns" not in pages["parallel/cuba-berlin"]
    assert pages["parallel/cuba-berlin/1961"].count("data-document") == ON_A_PAGE // 2 + 1


def test_documents_are_paired_by_their_crossings_the_earlier_on_the_left() -> None:
    documents = [record(name, f"1962-11-1{number}") for number, name in enumerate("abcd")]
    links = [
        crossing("b", "a", "weak"),
        crossing("c", "a", "medium"),
        crossing("a", "c", "weak"),
        crossing("d", "d"),
        crossing("a", "d", threads="cuba cuba"),
        crossing("d", "b", "strong"),
    ]
    pairs = document_pairs(links, documents)
    assert [(pair.page, pair.weight) for pair in pairs] == [
        ("parallel/a--b", 1),
        ("parallel/a--c", 11),
        ("parallel/b--d", 100),
    ]
    assert {name: pair.page for name, pair in companions_of(pairs).items()} == {
        "a": "parallel/a--c",
        "b": "parallel/b--d",
        "c": "parallel/a--c",
        "d": "parallel/b--d",
    }


def test_the_view_side_by_side_leads_to_the_strongest_pair_or_to_the_choice() -> None:
    a, b, c = (record(name, "1962") for name in "abc")
    edition = timed_edition([a, b, c], links=(crossing("a", "b"),))
    assert 'href="/parallel/a--b">Side by side' in render_views(edition, b, url_for)
    assert 'href="/parallel/index?left=c">Side by side' in render_views(edition, c, url_for)
    assert "Side by side" not in render_views(timed_edition([a]), a, url_for)


@pytest.fixture(scope="module")
def golden() -> Edition:
    return load(GOLDEN)[0]


def test_a_pair_of_texts_has_ids_of_its_own_and_links_to_the_documents_pages(golden: Edition) -> None:
    [(pair, page)] = pair_pages(golden)
    html = tree(page.render(url_for))
    ids = html.xpath("//@id")
    assert len(ids) == len(set(ids))
    panes = html.xpath("//section[@class='edition-pane']")
    for side, name, pane in zip(("left", "right"), (pair.left, pair.right), panes, strict=True):
        text = pane.xpath(".//div[@class='edition-text']")[0]
        assert {one.partition("-")[0] for one in text.xpath(".//@id")} == {side}
        links = [one for one in text.xpath(".//a/@href") if not one.startswith("http")]
        assert links
        assert [one for one in links if not re.match(rf"/documents/{name}#|/|#{side}-", one)] == []
        assert text.xpath(".//a[@class='permalink']/@href")[0] == f"/documents/{name}#p1"
        here = [one[1:] for one in pane.xpath(".//div[@class='edition-document']//a/@href") if one[0] == "#"]
        pointed = [name for names in pane.xpath(".//*/@aria-details") for name in names.split()]
        assert {*here, *pointed} <= set(ids)


def test_a_pair_of_texts_keeps_every_word(golden: Edition) -> None:
    [(pair, page)] = pair_pages(golden)
    html = tree(page.render(url_for))
    for name, text in zip((pair.left, pair.right), html.xpath("//div[@class='edition-text']"), strict=True):
        own = tree(golden.galleys[name].text)
        for one in (
            *own.xpath(".//aside"),
            *text.xpath(".//*[@data-apparatus]"),
            *own.xpath(".//*[@data-apparatus]"),
        ):
            one.drop_tree()
        expected = re.sub("\x02[^\x03]*\x03", "", own.text_content())
        assert text.text_content().split() == expected.split()


def test_a_small_edition_offers_its_documents_and_a_large_one_asks_for_an_id() -> None:
    small = render_side_by_side(timed_edition([record("a", "1962"), record("b", "1963")]), url_for)
    assert [one.get("value") for one in tree(small).xpath("//select[@name='left']/option")] == ["", "a", "b"]
    assert tree(small).xpath("//form/@data-address") == ["/documents/{id}"]
    records = [record(f"d{one}", "1962", ["cuba"]) for one in range(3000)]
    large = render_side_by_side(timed_edition(records), url_for)
    assert tree(large).xpath("//input/@name") == ["left", "right"]
    assert len(tree(large).xpath("//datalist/option")) == 100
    assert len(large) < 20_000
