"""A passage is known by its words: mended, sharpened or widened it is the same, and no other one is."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.fingerprints import ALIKE, Fingerprint, fingerprints, likeness, telling

WORDS = st.text(alphabet=string.ascii_lowercase, min_size=2, max_size=8)
COMMON = ["the", "no", "of", "and", "not", "that", "for", "with", "a"]

SAME = {
    "it is sharpened": ("NSC Executive Committee Meeting No. 24", "Executive Committee"),
    "it is widened": ("Executive Committee", "the NSC Executive Committee Meeting No. 24"),
    "it has other signs": ("no-invasion pledge", "No invasion “pledge”"),
    "a word of it is mended": ("raised again the question of Berlin", "rised again the question of Berlin"),
    "it has no letters": ("…", "…"),
    "it has only words that tell nothing": ("no, not that", "No! Not that."),
}
OTHERS = {
    "they share a number's sign": ("NSC Executive Committee Meeting No. 24", "no-invasion"),
    "they share one word": ("the President's letter to Khrushchev of October 27", "letter"),
    "they share what any passage has": ("that it was not for the Soviets", "that it was for us and not"),
    "one is a word of the other": ("the missile bases in Cuba", "Cuba"),
}


def known(words: str) -> Fingerprint:
    return fingerprints({"one": words})["one"]


@pytest.mark.parametrize(("words", "now"), SAME.values(), ids=SAME)
def test_a_passage_is_the_same_where(words: str, now: str) -> None:
    assert likeness("one", known(words), now) >= ALIKE


@pytest.mark.parametrize(("words", "now"), OTHERS.values(), ids=OTHERS)
def test_passages_differ_though(words: str, now: str) -> None:
    assert likeness("one", known(words), now) < ALIKE
    assert likeness("one", known(now), words) < ALIKE


@given(st.lists(WORDS, min_size=1, max_size=40), st.lists(WORDS, min_size=1, max_size=40), st.data())
@settings(deadline=None)
def test_unrelated_passages_are_never_alike(one: list[str], other: list[str], data: st.DataObject) -> None:
    mixed = st.lists(st.sampled_from(COMMON), max_size=10)
    other = [word for word in other if word not in one]
    first = data.draw(st.permutations([*one, *data.draw(mixed)]))
    second = data.draw(st.permutations([*other, *data.draw(mixed)]))
    if telling(first) and telling(second):
        assert likeness("one", known(" ".join(first)), " ".join(second)) == 0


@given(st.lists(WORDS, min_size=4, max_size=40, unique=True), st.data())
@settings(deadline=None)
def test_a_passage_is_known_in_a_part_of_it(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 4))
    part = words[start : data.draw(st.integers(start + 4, len(words)))]
    if len(words) <= 30 and len(telling(part)) > 1:
        assert likeness("one", known(" ".join(words)), " ".join(part)) >= ALIKE
        assert likeness("one", known(" ".join(part)), " ".join(words)) >= ALIKE
