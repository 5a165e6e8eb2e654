"""An hour is told by the clock of its place, and documents stand in the order of the true moments."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from edition.clocks import clock_of, zones_of
from edition.edtf import parse
from edition.schema import Entity, PlaceEntity
from edition.threads import in_order_of_time
from edition.zones import Clock, instant, offset_at, offset_words, zone_names
from tests.timed_editions import ZONES, record

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
    "a date with another offset than its place": ("1962-12-13T11:00Z", "Paris", Clock("", 0)),
}


@pytest.mark.parametrize(("date", "place", "clock"), CLOCKS.values(), ids=CLOCKS)
def test_the_clock_is_that_of_the_place_or_of_the_date(date: str, place: str, clock: Clock | None) -> None:
    assert clock_of(date, place, {**ZONES, "rome": ("Rome", "Europe/Rome")}) == clock


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


def test_documents_without_a_clock_keep_their_places_in_the_local_order() -> None:
    assert ids(
        ("day", "1962-11-13", "Moscow"),
        ("evening", "1962-11-12T19:00", "Washington"),
        ("morning", "1962-11-13T02:00", "Moscow"),
        ("somewhere", "1962-11-12T20:00", ""),
        ("undated", "", "Paris"),
    ) == ["morning", "somewhere", "day", "evening", "undated"]


MOMENTS = st.datetimes(datetime(1962, 1, 1), datetime(1962, 1, 4)).map(lambda one: f"{one:%Y-%m-%dT%H:%M}")  # noqa: DTZ001
DATES = MOMENTS | MOMENTS.map(lambda text: text[:10]) | st.just("")
RECORDS = st.lists(
    st.tuples(DATES, st.sampled_from(["Paris", "Washington", "Moscow", "", "Bonn"])), max_size=12
)


@given(RECORDS, st.randoms())
def test_the_order_is_one_and_true_where_clocks_are_known(written: list[tuple[str, str]], random) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    records = [record(f"d{number}", date, (), place) for number, (date, place) in enumerate(written)]
    ordered = in_order_of_time(records)
    random.shuffle(records)
    assert in_order_of_time(records) == ordered
    told = [instant(parse(one.date).earliest, one.clock.offset) for one in ordered if one.clock]
    assert told == sorted(told)
    local = [one.date for one in ordered if one.date and not one.clock]
    assert all(parse(one).earliest <= parse(other).earliest for one, other in pairwise(local))


def test_the_ends_of_all_time_have_an_instant() -> None:
    first = datetime.min  # noqa: DTZ901
    assert instant(first, 3600).replace(tzinfo=None) == first
    assert instant(first, -3600).replace(tzinfo=None) == first + timedelta(hours=1)
