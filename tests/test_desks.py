"""What lay on the other desks: that day, else about that day, else before and after; never a guess."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from edition.chronology import Moment
from edition.desks import MOST, WITHIN, Calendar, Lying, Nearness, OtherDesk
from edition.render.desks import render_other_desks
from tests.timed_editions import record, timed_edition, url_for

HERE = record("here", "1962-11-12T11:00", ["cuba"])


def on(*others: tuple[str, str, list[str]]) -> tuple[OtherDesk, ...]:
    return timed_edition([HERE, *(record(*other) for other in others)]).other_desks("here")


def test_that_day_comes_before_that_week() -> None:
    assert on(("a", "1962-11-12", ["berlin"]), ("b", "1962-11-13", ["berlin"])) == (
        OtherDesk("berlin", Nearness.DAY, (Lying("a", 0, is_uncertain=False),), 1),
    )


def test_without_anything_that_day_there_are_the_days_about_it() -> None:
    assert on(("a", "1962-11-09T23:00", ["berlin"]), ("b", "1962-11-16", ["berlin"])) == (
        OtherDesk("berlin", Nearness.WEEK, (Lying("a", -3, is_uncertain=False),), 1),
    )


def test_without_anything_about_that_day_there_are_the_nearest() -> None:
    assert on(
        ("a", "1962-11-01", ["berlin"]),
        ("b", "[1961-11-08..1961-12-31]", ["berlin"]),
        ("c", "1962-12-13", ["berlin"]),
        ("d", "1963", ["berlin"]),
    ) == (
        OtherDesk(
            "berlin",
            Nearness.NEAREST,
            (Lying("a", -11, is_uncertain=False), Lying("c", 31, is_uncertain=False)),
            2,
        ),
    )


def test_a_date_that_may_be_that_day_is_said_to_be_so_and_is_no_answer_where_a_day_is_near() -> None:
    near = on(("a", "1962-11", ["berlin"]), ("b", "1962-11-13", ["berlin"]))
    assert near == (
        OtherDesk(
            "berlin", Nearness.WEEK, (Lying("b", 1, is_uncertain=False), Lying("a", 0, is_uncertain=True)), 2
        ),
    )


def test_a_document_not_known_to_the_day_has_beside_it_what_lies_within_its_date() -> None:
    here = record("here", "[1962-11-08..1962-11-30]", ["cuba"])
    edition = timed_edition(
        [here, record("a", "1962-11-20", ["berlin"]), record("b", "1962-12-01", ["berlin"])]
    )
    assert edition.other_desks("here") == (
        OtherDesk("berlin", Nearness.SPAN, (Lying("a", 0, is_uncertain=False),), 1),
    )


def test_a_document_of_both_threads_has_beside_it_the_others_of_that_day() -> None:
    here = record("here", "1962-11-12", ["cuba", "berlin"])
    others = [record("a", "1962-11-12", ["cuba"]), record("b", "1962-12-31", ["berlin"])]
    edition = timed_edition([here, *others])
    assert edition.other_desks("here") == (
        OtherDesk("cuba", Nearness.DAY, (Lying("a", 0, is_uncertain=False),), 1),
    )
    assert edition.other_desks("a") == (
        OtherDesk("berlin", Nearness.DAY, (Lying("here", 0, is_uncertain=False),), 1),
    )


def test_a_document_without_a_date_or_a_thread_has_none() -> None:
    other = record("a", "1962-11-12", ["berlin"])
    for here in (record("here", "", ["cuba"]), record("here", "1962-11-12")):
        edition = timed_edition([here, other], {"cuba": "Cuba", "berlin": "Berlin"})
        assert edition.other_desks("here") == ()
        assert render_other_desks(edition, here, url_for) == ""


def test_a_long_list_is_cut_and_leads_to_the_month_on_the_timeline() -> None:
    edition = timed_edition([HERE, *(record(f"d{one}", "1962-11-12", ["berlin"]) for one in range(MOST + 2))])
    html = render_other_desks(edition, HERE, url_for)
    assert html.count("<li>") == MOST + 1
    assert '<li><a href="/timeline/index#edition-1962-11">2 more on the timeline</a></li>' in html


def test_the_section_says_how_near_and_how_sure() -> None:
    edition = timed_edition([HERE, record("a", "1962-11-14", ["berlin"]), record("b", "1963-01", ["congo"])])
    html = render_other_desks(edition, HERE, url_for)
    assert f"Not the same day, but within {WITHIN} days" in html
    assert '<span class="edition-desk-distance">2 days after</span>' in html
    assert f"Nothing within {WITHIN} days; the nearest" in html
    assert '<span class="edition-desk-distance">at least 50 days after</span>' in html


DAYS = st.integers(0, 40)
SPANS = st.lists(st.tuples(DAYS, st.integers(0, 15)), max_size=30)
BASE = record("x", "1962-11-12")


@given(SPANS, DAYS, st.integers(0, 10))
def test_the_calendar_finds_what_a_look_at_all_would_find(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    zero = timed_edition([record("x", "1962-11-12", ["cuba"])]).moments[0][0].start
    moments = [
        Moment(
            document=BASE,
            lanes=(),
            start=zero + timedelta(days=first),
            end=zero + timedelta(days=first + long),
            began=zero + timedelta(days=first),
            ended=zero + timedelta(days=first + long),
        )
        for first, long in spans
    ]
    first, last = (zero + timedelta(days=start)).date(), (zero + timedelta(days=start + length)).date()
    calendar = Calendar(moments)
    expected = [one for one in moments if one.start.date() <= last and one.end.date() >= first]
    found = list(calendar.overlapping(first, last))
    assert sorted(map(id, found)) == sorted(map(id, expected))
    assert calendar.count(first, last) == len(expected)
    before = [one.end for one in moments if one.end.date() < first]
    assert [one.end for one in calendar.before(first)] == ([max(before)] if before else [])
    after = [one.start for one in moments if one.start.date() > last]
    assert [one.start for one in calendar.after(last)] == ([min(after)] if after else [])
