"""An hour is told by the clock of its place, and documents stand in the order of the true moments."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from edition.clocks import clock_of, unknown_offsets, zone_of, zones_of
from edition.diagnostics import Code, Location, Severity
from edition.edtf import parse
from edition.instants import usual_zone
from edition.render.words import zoned_time
from edition.schema import Entity, PlaceEntity
from edition.threads import in_order_of_time
from edition.zones import Clock, instant, instant_in, is_known, offset_at, offset_words, zone_names
from tests.timed_editions import ZONES, record

if TYPE_CHECKING:
    from edition.records import DocumentRecord

MANY_ZONES = {**ZONES, "rome": ("Rome", "Europe/Rome")}
PARIS = Clock("Paris", 3600)
CLOCKS = {
    "an hour in a place": ("1962-12-13T11:00", "Paris", PARIS),
    "in another spelling": ("1962-12-13T11:00", "PARIS", PARIS),
    "in a house of it": ("1962-12-13T11:00", "Paris, the Embassy", PARIS),
    "in summer": ("1962-07-13T11:00", "Washington", Clock("Washington", -14400)),
    "in winter": ("1962-12-13T11:00", "Washington", Clock("Washington", -18000)),
    "a time that lasts": ("1962-12-13T11:00/1962-12-13T12:00", "Paris", PARIS),
    "no hour": ("1962-12-13", "Paris", None),
    "an hour that is not its beginning": ("../1962-12-13T11:00", "Paris", None),
    "no place": ("1962-12-13T11:00", "", None),
    "a place without a record": ("1962-12-13T11:00", "Bonn", None),
    "two places": ("1962-12-13T11:00", "Paris (Rusk); Washington (Ball)", None),
    "a place with a record and one without": ("1962-12-13T11:00", "Paris; Bonn", None),
    "two places of one clock": ("1962-12-13T11:00", "Paris; Rome", Clock("Paris and Rome", 3600)),
    "an hour that the clocks show twice": ("1962-10-28T01:30", "Washington", None),
    "an hour that they never show": ("1962-04-29T02:30", "Washington", None),
    "a date with an offset": ("1962-12-13T11:00-03:30", "", Clock("", -12600)),
    "a date with the offset of one of the places": (
        "1964-11-25T17:15-05:00",
        "Washington (Rusk); Paris (MacArthur)",
        Clock("Washington", -18000),
    ),
    "an hour of which nobody knows the offset": ("1961-07-01T12:00", "Oslo", Clock("Oslo", None)),
    "in several places of one such zone": (
        "1961-07-01T12:00",
        "Oslo; Bergen",
        Clock("Oslo and Bergen", None),
    ),
    "in places of two such zones": ("1961-07-01T12:00", "Oslo; Reykjavik", None),
    "in such a place and in another": ("1961-07-01T12:00", "Oslo; Paris", None),
    "in such a place, with its offset": ("1961-07-01T12:00+02:00", "Oslo", Clock("", 7200)),
    "in such a place when it is known": ("1971-07-01T12:00", "Oslo", Clock("Oslo", 3600)),
    "a date with another offset than its place": ("1962-12-13T11:00Z", "Paris", Clock("", 0)),
}


@pytest.mark.parametrize(("date", "place", "clock"), CLOCKS.values(), ids=CLOCKS)
def test_the_clock_is_that_of_the_place_or_of_the_date(date: str, place: str, clock: Clock | None) -> None:
    assert clock_of(date, place, MANY_ZONES) == clock


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("Paris, the Embassy", "Europe/Paris"),
        ("Oslo; Bergen", "Europe/Oslo"),
        ("Paris; Rome", ""),
        ("Paris; Bonn", ""),
        ("", ""),
    ],
)
def test_a_document_has_the_zone_that_all_its_places_share(place: str, zone: str) -> None:
    assert zone_of(place, MANY_ZONES) == zone


@pytest.mark.parametrize(
    "zone", ["Europe/Oslo", "Atlantic/Reykjavik", "Iceland", "Africa/Timbuktu", "Arctic/Longyearbyen"]
)
def test_merged_zones_have_no_history_before_1970(zone: str) -> None:
    last, first = datetime(1969, 12, 31, 23, 59), datetime(1970, 1, 1)  # noqa: DTZ001 - local
    assert (is_known(zone, last), is_known(zone, first)) == (False, True)


@pytest.mark.parametrize(
    "zone", ["Europe/Paris", "America/New_York", "US/Eastern", "Europe/Kiev", "Etc/GMT+5"]
)
def test_other_zones_have_their_history(zone: str) -> None:
    assert is_known(zone, datetime(1961, 7, 1))  # noqa: DTZ001 - local


def test_an_hour_without_a_known_offset_is_told_with_its_place_alone() -> None:
    one = record("a", "1961-07-01T12:00", (), "Oslo")
    assert zoned_time(one) == (
        '<time datetime="1961-07-01T12:00">1 July 1961, noon</time> <span class="edition-zone">(Oslo)</span>'
    )


NOTICES = {
    "an hour in a merged zone": ("1961-07-01T12:00", "Oslo", 1),
    "in two of them": ("1961-07-01T12:00", "Oslo; Reykjavik", 2),
    "in one of two places": ("1961-07-01T12:00/1961-07-01T13:00", "Paris; Oslo", 1),
    "with its offset": ("1961-07-01T12:00+02:00", "Oslo", 0),
    "without an hour": ("1961-07-01", "Oslo", 0),
    "when it is known": ("1970-07-01T12:00", "Oslo", 0),
    "in another zone": ("1961-07-01T12:00", "Paris", 0),
}


@pytest.mark.parametrize(("date", "place", "count"), NOTICES.values(), ids=NOTICES)
def test_editors_are_told_of_hours_without_a_known_offset(date: str, place: str, count: int) -> None:
    found = list(unknown_offsets("a", date, place, MANY_ZONES, Location("metadata.yml", 2)))
    assert [(one.code, one.severity) for one in found] == [(Code.OFFSET_UNKNOWN, Severity.NOTICE)] * count


def test_a_place_is_found_by_its_name_and_by_its_forms_without_conditions() -> None:
    places = [
        PlaceEntity(
            id="nyc",
            name="New York",
            time_zone="America/New_York",
            forms=({"form": "USUN"}, {"form": "here", "in": ["a"]}),
        ),
        PlaceEntity(id="bonn", name="Bonn"),
        Entity(id="rusk", name="Rusk"),
    ]
    zone = ("New York", "America/New_York")
    assert zones_of(places) == {"new york": zone, "usun": zone}


def test_a_name_of_two_places_in_two_zones_tells_nothing() -> None:
    places = [
        PlaceEntity(id="paris", name="Paris", time_zone="Europe/Paris"),
        PlaceEntity(id="paris-texas", name="Paris", time_zone="America/Chicago"),
    ]
    assert zones_of(places) == {"paris": None}


def test_a_zone_that_nobody_knows_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(
        ValidationError, match="there is no time zone 'Europe/Pariss'; did you mean 'Europe/Paris'"
    ):
        PlaceEntity(id="paris", name="Paris", time_zone="Europe/Pariss")


def test_only_places_have_a_time_zone() -> None:
    with pytest.raises(ValidationError, match="time-zone"):
        Entity.model_validate({"id": "rusk", "name": "Rusk", "time-zone": "Europe/Paris"})


@pytest.mark.parametrize(
    ("offset", "words", "written"),
    [
        (0, "UTC", "+00:00"),
        (3600, "UTC+1", "+01:00"),
        (-12600, "UTC−3:30", "-03:30"),
        (561, "UTC+0:09", "+00:09"),
    ],
)
def test_an_offset_in_words_and_for_machines(offset: int, words: str, written: str) -> None:
    assert (offset_words(offset), Clock("", offset).words, Clock("", offset).written) == (
        words,
        words,
        written,
    )
    assert Clock("Paris", offset).words == f"Paris, {words}"


def test_every_zone_has_rules_in_the_package() -> None:
    local = datetime(1962, 12, 13, 11)  # noqa: DTZ001 - local, as all dates are
    assert all(offset_at(name, local) is not None for name in zone_names())


def ids(*records: tuple[str, str, str]) -> list[str]:
    return [
        one.id for one in in_order_of_time(record(name, date, (), place) for name, date, place in records)
    ]


def test_an_evening_in_washington_follows_the_next_morning_in_moscow() -> None:
    evening = ("evening", "1962-11-12T19:00", "Washington")
    morning = ("morning", "1962-11-13T02:00", "Moscow")
    assert ids(evening, morning) == ["morning", "evening"]


def test_documents_without_a_zone_count_as_of_the_usual_one() -> None:
    """Most of them are of Washington, so an evening of no place is one of Washington."""
    assert ids(
        ("w", "1962-11-12T20:00", "Washington"),
        ("eve", "1962-11-12T21:00", ""),
        ("day", "1962-11-13", "Washington"),
        ("m", "1962-11-13T02:00", "Moscow"),
        ("undated", "", "Washington"),
    ) == ["m", "w", "eve", "day", "undated"]


def test_another_usual_zone_moves_the_documents_without_one() -> None:
    paris, nowhere = ("paris", "1962-07-04T09:00", "Paris"), ("nowhere", "1962-07-04T10:00", "")
    assert ids(paris, nowhere, ("later", "1962-07-05", "")) == ["paris", "nowhere", "later"]
    moscow = ("later", "1962-07-05", "Moscow")
    assert ids(paris, ("nowhere", "1962-07-04T10:00", ""), moscow, ("x", "1963", "Moscow")) == [
        *("nowhere", "paris", "later", "x")
    ]


def test_a_day_begins_at_midnight_in_its_own_place_whatever_zone_is_usual() -> None:
    assert ids(
        ("evening", "1962-11-12T20:00", "Washington"),
        ("day", "1962-11-13", "Washington"),
        ("m1", "1962-12-01", "Moscow"),
        ("m2", "1962-12-02", "Moscow"),
        ("m3", "1962-12-03", "Moscow"),
    ) == ["evening", "day", "m1", "m2", "m3"]


def test_a_zone_without_a_history_does_not_count_in_the_order() -> None:
    """Of Oslo it would be 11:00 UTC; as of Washington it is 16:00."""
    known = [("w", "1961-07-01T11:00", "Washington"), ("w2", "1961-07-01T13:00", "Washington")]
    assert ids(*known, ("oslo", "1961-07-01T12:00", "Oslo")) == ["w", "oslo", "w2"]


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ([("1962", "Paris"), ("1962", "Moscow"), ("1963", "Moscow")], "Europe/Moscow"),
        ([("1962", "Paris"), ("1962", "Moscow")], "Europe/Moscow"),
        ([("", "Moscow"), ("", "Moscow"), ("1962", "Paris")], "Europe/Paris"),
        ([("1961", "Oslo"), ("1961", "Oslo"), ("1962", "Paris")], "Europe/Paris"),
        ([("1962", ""), ("1962", "Bonn")], ""),
    ],
)
def test_the_usual_zone_is_that_of_most_dated_documents(written: list[tuple[str, str]], usual: str) -> None:
    records = [record(f"d{number}", date, (), place) for number, (date, place) in enumerate(written)]
    assert usual_zone(records) == usual


@pytest.mark.parametrize(
    ("local", "hours"),
    [
        (datetime(1962, 4, 29, 1, 59), (6, 59)),  # noqa: DTZ001
        (datetime(1962, 4, 29, 2, 0), (7, 0)),  # noqa: DTZ001
        (datetime(1962, 4, 29, 2, 59), (7, 0)),  # noqa: DTZ001
        (datetime(1962, 4, 29, 3, 0), (7, 0)),  # noqa: DTZ001
        (datetime(1962, 10, 28, 1, 59), (5, 59)),  # noqa: DTZ001
        (datetime(1962, 10, 28, 2, 0), (7, 0)),  # noqa: DTZ001
    ],
)
def test_hours_that_clocks_leap_or_show_twice_have_a_moment(local: datetime, hours: tuple[int, int]) -> None:
    found = instant_in("America/New_York", local)
    assert (found.hour, found.minute) == hours


# Around the end of summer time in Washington, and its beginning.
MOMENTS = st.datetimes(datetime(1962, 10, 27), datetime(1962, 10, 30)) | st.datetimes(  # noqa: DTZ001
    datetime(1962, 4, 28, 20),  # noqa: DTZ001
    datetime(1962, 4, 29, 6),  # noqa: DTZ001
)
HOURS = MOMENTS.map(lambda one: f"{one:%Y-%m-%dT%H:%M}")
SHORTER = st.tuples(HOURS, st.sampled_from([4, 7, 10])).map(lambda one: one[0][: one[1]])
OFFSETS = st.sampled_from(["Z", "+14:00", "-12:00", "+03:00"])
SPECIAL = st.sampled_from(
    ["", "../1962", "1962-10/..", "[1962-10-01..1962-10-28]", "1962-10-28?", "0001", "9999"]
)
DATES = HOURS | SHORTER | SPECIAL | st.tuples(HOURS, OFFSETS).map("".join)
PLACES = st.sampled_from(["Paris", "Washington", "Moscow", "Oslo", "Reykjavik", "", "Bonn", "Paris; Moscow"])
RECORDS = st.lists(st.tuples(DATES, PLACES), max_size=14)


def records_of(written: list[tuple[str, str]]) -> list[DocumentRecord]:
    return [record(f"d{number}", date, (), place) for number, (date, place) in enumerate(written)]


@given(RECORDS, st.randoms())
def test_the_order_is_one_whatever_comes_first(written: list[tuple[str, str]], random) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    records = records_of(written)
    ordered = in_order_of_time(records)
    random.shuffle(records)
    assert in_order_of_time(records) == ordered
    assert sorted(one.id for one in ordered) == sorted(one.id for one in records)


@given(RECORDS)
def test_the_order_is_true_where_clocks_are_known(written: list[tuple[str, str]]) -> None:
    ordered = in_order_of_time(records_of(written))
    told = [
        instant(parse(one.date).earliest, one.clock.offset)
        for one in ordered
        if one.clock and one.clock.offset is not None
    ]
    assert told == sorted(told)


@given(RECORDS)
def test_any_two_documents_stand_as_they_would_with_any_third(written: list[tuple[str, str]]) -> None:
    """The usual zone is the same for all: that of a majority."""
    base = [("2000", "Washington")] * (len(written) + 1)
    many = records_of([*base, *written])
    ordered = [one.id for one in in_order_of_time(many)]
    some, others = many[: len(base)], many[len(base) :]
    for one, other in combinations(others, 2):
        pair = [found.id for found in in_order_of_time([*some, one, other])]
        assert (pair.index(one.id) < pair.index(other.id)) == (
            ordered.index(one.id) < ordered.index(other.id)
        )


@given(RECORDS)
def test_documents_of_one_zone_come_in_local_order(written: list[tuple[str, str]]) -> None:
    ordered = in_order_of_time(records_of(written))
    for zone in {one.zone for one in ordered} - {""}:
        local = [
            parse(one.date).earliest
            for one in ordered
            if one.date and one.zone == zone and parse(one.date).offset is None
        ]
        assert local == sorted(local)


def test_the_ends_of_all_time_have_an_instant() -> None:
    first = datetime.min  # noqa: DTZ901
    assert instant(first, 3600).replace(tzinfo=None) == first
    assert instant(first, -3600).replace(tzinfo=None) == first + timedelta(hours=1)
