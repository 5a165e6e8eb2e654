"""Dates are what their words say, no more and no less."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from edition.edtf import Edtf, humanize, parse

# The words, the bounds without what follows from the form, and what a reader is told.
DATES = [
    ("1964-11-25T17:15", "1964-11-25 17:15:00", "1964-11-25 17:15:59", "25 November 1964, 5:15 p.m."),
    ("1962-12-13T11:00", "1962-12-13 11:00:00", "1962-12-13 11:00:59", "13 December 1962, 11:00 a.m."),
    ("1962-12-13T12:00", "1962-12-13 12:00:00", "1962-12-13 12:00:59", "13 December 1962, noon"),
    ("1962-03-13T00:00:00", "1962-03-13 00:00:00", "1962-03-13 00:00:00", "13 March 1962, midnight"),
    ("1962-12-13T00:05", "1962-12-13 00:05:00", "1962-12-13 00:05:59", "13 December 1962, 12:05 a.m."),
    ("1962-12-13T10:02:30", "1962-12-13 10:02:30", "1962-12-13 10:02:30", "13 December 1962, 10:02:30 a.m."),
    (
        "1964-11-25T17:15-05:00",
        "1964-11-25 17:15:00",
        "1964-11-25 17:15:59",
        "25 November 1964, 5:15 p.m.",
    ),
    (
        "1962-12-13T22:05Z?",
        "1962-12-13 22:05:00",
        "1962-12-13 22:05:59",
        "perhaps 13 December 1962, 10:05 p.m.",
    ),
    ("1962-11-12", "1962-11-12 00:00:00", "1962-11-12 23:59:59", "12 November 1962"),
    ("1964-02-29", "1964-02-29 00:00:00", "1964-02-29 23:59:59", "29 February 1964"),
    ("1962-11", "1962-11-01 00:00:00", "1962-11-30 23:59:59", "November 1962"),
    ("1962", "1962-01-01 00:00:00", "1962-12-31 23:59:59", "1962"),
    ("1962~", "1962-01-01 00:00:00", "1962-12-31 23:59:59", "about 1962"),
    ("1962-11?", "1962-11-01 00:00:00", "1962-11-30 23:59:59", "perhaps November 1962"),
    ("1962-11-12%", "1962-11-12 00:00:00", "1962-11-12 23:59:59", "perhaps about 12 November 1962"),
    ("196X", "1960-01-01 00:00:00", "1969-12-31 23:59:59", "a year between 1960 and 1969"),
    ("19XX", "1900-01-01 00:00:00", "1999-12-31 23:59:59", "a year between 1900 and 1999"),
    ("1962-XX", "1962-01-01 00:00:00", "1962-12-31 23:59:59", "a month of 1962"),
    ("1962-11-XX", "1962-11-01 00:00:00", "1962-11-30 23:59:59", "a day in November 1962"),
    ("1962-XX-XX", "1962-01-01 00:00:00", "1962-12-31 23:59:59", "a day in 1962"),
    ("1962-21", "1962-03-01 00:00:00", "1962-05-31 23:59:59", "spring 1962"),
    ("1962-24", "1962-12-01 00:00:00", "1963-02-28 23:59:59", "winter 1962"),
    ("1961/1962", "1961-01-01 00:00:00", "1962-12-31 23:59:59", "1961 to 1962"),
    ("1961-11/1961-12", "1961-11-01 00:00:00", "1961-12-31 23:59:59", "November to December 1961"),
    ("1961-11-08/1961-11-10", "1961-11-08 00:00:00", "1961-11-10 23:59:59", "8 to 10 November 1961"),
    ("1961-11-08/1962-01", "1961-11-08 00:00:00", "1962-01-31 23:59:59", "8 November 1961 to January 1962"),
    ("1962?/1963~", "1962-01-01 00:00:00", "1963-12-31 23:59:59", "perhaps 1962 to about 1963"),
    (
        "1962-12-12T15:30/1962-12-12T16:30",
        "1962-12-12 15:30:00",
        "1962-12-12 16:30:59",
        "12 December 1962, 3:30 p.m. to 4:30 p.m.",
    ),
    ("1962/..", "1962-01-01 00:00:00", "9999-12-31 23:59:59.999999", "from 1962"),
    ("1962/", "1962-01-01 00:00:00", "9999-12-31 23:59:59.999999", "from 1962, end unknown"),
    ("../1962", "0001-01-01 00:00:00", "1962-12-31 23:59:59", "until 1962"),
    ("/1962", "0001-01-01 00:00:00", "1962-12-31 23:59:59", "until 1962, beginning unknown"),
    (
        "[1961-11-08..1961-12-31]",
        "1961-11-08 00:00:00",
        "1961-12-31 23:59:59",
        "between 8 November and 31 December 1961",
    ),
    ("[1961..1962]", "1961-01-01 00:00:00", "1962-12-31 23:59:59", "between 1961 and 1962"),
    ("[1962..]", "1962-01-01 00:00:00", "9999-12-31 23:59:59.999999", "1962 or later"),
    ("[..1962-11]", "0001-01-01 00:00:00", "1962-11-30 23:59:59", "November 1962 or earlier"),
    ("9999-24", "9999-12-01 00:00:00", "9999-12-31 23:59:59", "winter 9999"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "words"), DATES, ids=[date[0] for date in DATES])
def test_a_date_has_bounds_and_words(text: str, earliest: str, latest: str, words: str) -> None:
    date = parse(text)
    assert (str(date.earliest), str(date.latest), humanize(date)) == (earliest, latest, words)


FORMS = (
    "write 1962-11-12, 1962-11, 1962, 1962~ (about), 1961/1962 (from, to) or [1961..1962] (some time between)"
)
SMALLER = "knows the smaller part and not the greater; put X only at the end"
REFUSED = {
    "1962-13": "'1962-13': there is no month 13; months are 01 to 12, seasons 21 to 24",
    "1962-00": "'1962-00': there is no month 00; months are 01 to 12, seasons 21 to 24",
    "1962-02-30": "'1962-02-30': there is no 30 February 1962; that month has 28 days",
    "1962-11-00": "'1962-11-00': there is no 0 November 1962; that month has 30 days",
    "1962-21-04": "'1962-21-04': a season has no days; leave the day out, or give the month",
    "1962-12-13T25:00": "'1962-12-13T25:00': there is no time 25:00; times are 00:00 to 23:59",
    "1962-12-13T10:00+17:00": (
        "'1962-12-13T10:00+17:00': no clock is +17:00 from UTC; offsets are -12:00 to +14:00"
    ),
    "1962-12-13T10:00+14:01": (
        "'1962-12-13T10:00+14:01': no clock is +14:01 from UTC; offsets are -12:00 to +14:00"
    ),
    "1962-12-13T10:00-12:30": (
        "'1962-12-13T10:00-12:30': no clock is -12:30 from UTC; offsets are -12:00 to +14:00"
    ),
    "1962-12-13T10:00-05:70": (
        "'1962-12-13T10:00-05:70': no clock is -05:70 from UTC; offsets are -12:00 to +14:00"
    ),
    "1962-12-13-05:00": f"'1962-12-13-05:00' is not a date in EDTF; {FORMS}",
    "0000": "'0000': there is no year 0000; years are 0001 to 9999",
    "1962/1961": "'1962/1961' ends before it begins; put the earlier date first",
    "[1962-12..1962-11]": "'[1962-12..1962-11]' ends before it begins; put the earlier date first",
    "1962/1962": "'1962/1962' names the same date twice; write it once",
    "../..": "'../..' says neither when it begins nor when it ends; give at least one of them",
    "[..]": "'[..]' says neither when it begins nor when it ends; give at least one of them",
    "1962-XX-05": f"'1962-XX-05' {SMALLER}",
    "196X-05": f"'196X-05' {SMALLER}",
    "1962-11-XXT10:00": f"'1962-11-XXT10:00' {SMALLER}",
    "November 1962": f"'November 1962' is not a date in EDTF; {FORMS}",
    "1962-1-1": f"'1962-1-1' is not a date in EDTF; {FORMS}",
    "[1961,1962]": f"'[1961,1962]' is not a date in EDTF; {FORMS}",
    "1961/x": f"'x' is not a date in EDTF; {FORMS}",
    "": f"'' is not a date in EDTF; {FORMS}",
    "١٩٦٢": f"'١٩٦٢' is not a date in EDTF; {FORMS}",
    "1962\n": f"'1962\n' is not a date in EDTF; {FORMS}",
}


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_what_is_no_date_is_refused_with_a_sentence(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse(text)
    assert str(caught.value) == message


def test_dates_are_ordered_by_when_they_begin_then_by_when_they_end() -> None:
    texts = [
        "1962-12-13T11:00",
        "1962",
        "../1962",
        "1962-12-13",
        "1962-12",
        "[1961-11-08..1961-12-31]",
        "1964",
    ]
    assert [date.text for date in sorted(map(parse, texts), key=lambda date: date.sort_key)] == [
        "../1962",
        "[1961-11-08..1961-12-31]",
        "1962",
        "1962-12",
        "1962-12-13",
        "1962-12-13T11:00",
        "1964",
    ]


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("1964-11-25T17:15-05:00", -18000),
        ("1964-11-25T17:15:30+05:30", 19800),
        ("1964-11-25T17:15Z", 0),
        ("1964-11-25T17:15Z/1964-11-26", 0),
        ("[1964-11-25T17:15-01:00..1964-11-26]", -3600),
        ("1964-11-25T17:15-05:00/..", -18000),
        ("1964-11-25T17:15", None),
        ("../1964-11-25T17:15Z", None),
        ("1964", None),
    ],
)
def test_a_time_may_say_how_far_its_clock_is_ahead(text: str, offset: int | None) -> None:
    assert parse(text).offset == offset


# Local times, as the bounds are.
FIRST, LAST = datetime(1, 1, 1), datetime(9999, 12, 31)  # noqa: DTZ001
MOMENTS = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(microsecond=0))


@given(MOMENTS, st.sampled_from([4, 7, 10, 16, 19]))
def test_a_moment_lies_within_every_date_that_names_it(moment: datetime, length: int) -> None:
    date = parse(moment.isoformat()[:length])
    assert date.earliest <= moment <= date.latest
    assert parse(f"{date.text}/..").earliest == date.earliest
    assert parse(f"../{date.text}").latest == date.latest


@given(MOMENTS, MOMENTS)
def test_an_interval_has_the_bounds_of_its_ends(first: datetime, last: datetime) -> None:
    assume(first.date() < last.date())
    date = parse(f"{first.isoformat()[:10]}/{last.isoformat()}")
    assert (date.earliest.date(), date.latest) == (first.date(), last)


@given(st.one_of(st.text(max_size=20), st.text("0129X-/.[]~?%T:", max_size=20)))
def test_any_words_are_a_date_or_refused(text: str) -> None:
    try:
        date = Edtf(text)
    except ValueError:
        return
    assert date.earliest <= date.latest
    assert humanize(date)
