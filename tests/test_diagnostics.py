"""A name that nothing has is answered with the one that was probably meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.diagnostics import did_you_mean, nearest_name

VOLUME = [f"frus1961-63v{volume:02}-d{number}" for volume in range(1, 26) for number in range(1, 401)]
NAMES = ["secto-8", "excomm-24", "easier-on-berlin", "wiped"]

MEANT = {
    "a letter too few": ("sect-8", NAMES, "secto-8"),
    "a letter too many": ("excommm-24", NAMES, "excomm-24"),
    "another word for a part": ("easier-in-berlin", NAMES, "easier-on-berlin"),
    "nothing like it": ("zzz", NAMES, None),
    "nothing at all": ("", NAMES, None),
    "no names": ("secto-8", [], None),
    "one of ten thousand": ("frus1961-63v-15-d88", VOLUME, "frus1961-63v15-d88"),
    "of several equals the first": ("b", ["bc", "ba", "bb"], "ba"),
    "a name without end": ("secto-8" * 100_000, NAMES, None),
}


@pytest.mark.parametrize(("name", "known", "meant"), MEANT.values(), ids=MEANT)
def test_the_nearest_name_is_told_where_one_is_near(name: str, known: list[str], meant: str | None) -> None:
    assert nearest_name(name, known) == meant
    expected = f"did you mean {meant!r}?" if meant else "look it up"
    assert did_you_mean(name, known, "look it up") == expected


@given(st.lists(st.text("ab-", min_size=1, max_size=6)), st.text("ab-", max_size=6))
def test_the_order_of_the_names_does_not_matter(known: list[str], name: str) -> None:
    near = nearest_name(name, known)
    assert near == nearest_name(name, reversed(known))
    assert near is None or near in known
    assert name not in known or near == name
