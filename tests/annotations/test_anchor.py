"""Quotations are found where their words stand, once, or not at all."""

from __future__ import annotations

import random
import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edition.annotations.anchor import (
    AnchoringError,
    QuoteAmbiguousError,
    QuoteNotFoundError,
    describe,
    find_quote,
    occurs,
)
from edition.annotations.fold import fold, fold_words
from edition.model import Span
from edition.schema import TextQuoteSelector

TEXT = (
    "The king saw the king’s  son, and “the king — he” said: WIPE OUT.\n"
    "The IL-28 bombers left the WEST -- US and UK -- at 11. "
    "A café o\ufb03ce;\u00a0an X-\u00adray; Ⅷ; DE\tGAULLE."
)

FOUND = {
    "verbatim": ("IL-28 bombers", "IL-28 bombers"),
    "straight apostrophe for a curly one": ("king's son", "king’s  son"),
    "straight quotation marks for curly ones": ('"the king — he"', "“the king — he”"),
    "a hyphen for a dash": ('"the king - he"', "“the king — he”"),
    "two hyphens for a dash": ("king -- he", "king — he"),
    "a dash for two hyphens": ("WEST — US", "WEST -- US"),
    "blanks around the quotation": ("  WIPE OUT.  ", "WIPE OUT."),
    "over the end of a line": ("OUT. The IL-28", "OUT.\nThe IL-28"),
    "over lines of its own": ("WIPE OUT.\n\nThe\n IL-28", "WIPE OUT.\nThe IL-28"),
    "a blank for a no-break blank": ("; an X", ";\u00a0an X"),
    "a blank for a tab": ("DE GAULLE", "DE\tGAULLE"),
    "an accent apart": ("cafe\u0301", "café"),
    "letters for a ligature": ("office", "o\ufb03ce"),
    "without a soft hyphen": ("X-ray", "X-\u00adray"),
    "with a character without width": ("X-\u200bray", "X-\u00adray"),
    "letters for a numeral": ("VIII", "Ⅷ"),
    "a stretch that spans a whole line": (
        "The IL-28 bombers left the WEST",
        "The IL-28 bombers left the WEST",
    ),
}


@pytest.mark.parametrize(("exact", "passage"), FOUND.values(), ids=FOUND)
def test_a_quotation_is_found_whatever_white_space_quotes_and_dashes_it_has(exact: str, passage: str) -> None:
    start = TEXT.index(passage)
    assert find_quote(TEXT, TextQuoteSelector(exact=exact)) == Span(start, start + len(passage))


NOT_FOUND = {
    "another case": ("Wipe out", "'Wipe out' is not in the text; nearest: 'WIPE OUT' on page 1"),
    "half of a ligature": ("of", "'of' is not in the text; nearest: 'o\ufb03ce' on page 2"),
    "a letter without its accent": ("cafe", "'cafe' is not in the text; nearest: 'café' on page 2"),
    "something near": (
        "IL-28 bomber fleet",
        "'IL-28 bomber fleet' is not in the text; nearest: 'IL-28 bombers left' on page 2",
    ),
    "nothing near": ("zzz zzz", "'zzz zzz' is not in the text, nor anything like it; quote its words"),
    "nothing visible": (
        "\u200b",
        "'\u200b' is not in the text: it has no character that could be seen; quote words",
    ),
}


def page_of(offset: int) -> str:
    """Return the page on which an offset of TEXT is."""
    return "1" if offset < TEXT.index("\n") else "2"


@pytest.mark.parametrize(("exact", "message"), NOT_FOUND.values(), ids=NOT_FOUND)
def test_a_quotation_found_nowhere_is_an_error_that_names_what_comes_nearest(
    exact: str, message: str
) -> None:
    with pytest.raises(QuoteNotFoundError) as caught:
        find_quote(TEXT, TextQuoteSelector(exact=exact), page_of)
    assert str(caught.value) == message


def test_a_quotation_found_twice_is_an_error_with_a_context_for_each_place() -> None:
    with pytest.raises(QuoteAmbiguousError) as caught:
        find_quote(TEXT, TextQuoteSelector(exact="the king"), page_of)
    assert str(caught.value) == (
        "'the king' occurs 2 times; to name one of them, "
        'write suffix: "’s" on page 1, or prefix: "“" on page 1'
    )


def test_of_many_places_three_are_shown() -> None:
    with pytest.raises(QuoteAmbiguousError) as caught:
        find_quote("b a c a d a e a", TextQuoteSelector(exact="a"))
    assert str(caught.value) == (
        "'a' occurs 4 times; to name one of them, "
        'write prefix: "b ", or prefix: "c ", or prefix: "d " (and 1 more)'
    )


def test_a_context_that_does_not_settle_it_is_named_as_such() -> None:
    with pytest.raises(QuoteAmbiguousError, match="'a' occurs 2 times with this prefix and suffix; to name"):
        find_quote("x a b, x a c", TextQuoteSelector(exact="a", prefix="x"))


def test_a_context_that_is_not_there_is_an_error_that_shows_the_one_that_is() -> None:
    with pytest.raises(QuoteNotFoundError) as caught:
        find_quote(TEXT, TextQuoteSelector(exact="WIPE OUT", prefix="BE ", suffix="!"), page_of)
    assert str(caught.value) == (
        "'WIPE OUT' is in the text, but not after 'BE' and before '!'; it is at "
        'prefix: "king — he” said: " and suffix: ". The IL-28 bombers" on page 1'
    )


CONTEXTS = {
    "prefix with its blank": {"prefix": "saw "},
    "prefix without its blank": {"prefix": "saw"},
    "suffix": {"suffix": "’s"},
    "suffix with another apostrophe": {"suffix": "'s son"},
    "both": {"prefix": "The  king\nsaw ", "suffix": "'s"},
}


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS)
def test_context_is_folded_as_the_quotation_is(context: dict[str, str]) -> None:
    start = TEXT.index("the king")
    assert find_quote(TEXT, TextQuoteSelector(exact="the king", **context)) == Span(start, start + 8)


def test_places_that_overlap_count() -> None:
    with pytest.raises(QuoteAmbiguousError, match="occurs 2 times"):
        find_quote("a la la la", TextQuoteSelector(exact="la la"))


def test_words_occur_anywhere_also_within_longer_ones() -> None:
    assert occurs(TEXT, "king's   son")
    assert occurs(TEXT, "omber")
    assert not occurs(TEXT, "bomber fleet")
    assert not occurs(TEXT, " ")


DESCRIBED = {
    "alone": ("x y z", "y", TextQuoteSelector(exact="y")),
    "one word before": ("a y, b y", "y", TextQuoteSelector(exact="y", prefix="a ")),
    "the shorter side": (
        "unmistakable y a. unmistakable y b",
        "y",
        TextQuoteSelector(exact="y", suffix=" a."),
    ),
    "both sides": (
        "c a y b d, e a y f, g y b d",
        "y",
        TextQuoteSelector(exact="y", prefix="a ", suffix=" b"),
    ),
    "the side that is enough": ("a y b a y c d y b", "y b", TextQuoteSelector(exact="y b", prefix="a ")),
    "whole words": ("ab y and cb y and", "y", TextQuoteSelector(exact="y", prefix="ab ")),
    "over lines": ("ab\n y and cb y and", "y", TextQuoteSelector(exact="y", prefix="ab ")),
}


@pytest.mark.parametrize(("text", "passage", "quote"), DESCRIBED.values(), ids=DESCRIBED)
def test_the_first_of_several_is_described_with_the_shortest_context(
    text: str, passage: str, quote: TextQuoteSelector
) -> None:
    start = text.index(passage)
    assert describe(text, Span(start, start + len(passage))) == quote


LETTERS = st.sampled_from("aab b.\n-—–\"“”'’\u0301\u00ad\u200b\ufb03é\t\u00a0½¨\u0323Ⅷ한\ufdfa")
TEXTS = st.one_of(st.text(LETTERS, max_size=40), st.text(max_size=60))


@given(st.data())
def test_what_is_described_is_found(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    try:
        quote = describe(text, span)
    except ValueError:
        assert fold(text).folded_range(span) is None
    else:
        assert find_quote(text, quote) == span


@given(st.lists(st.sampled_from(["a", "b", "the", "king", "“x”"]), min_size=1, max_size=40), st.data())
@example(["a"] * 30, None)
def test_every_stretch_of_whole_words_can_be_described(words: list[str], data: st.DataObject | None) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1)) if data else 15
    last = data.draw(st.integers(first, len(words) - 1)) if data else 15
    span = Span(len(" ".join([*words[:first], ""])), len(" ".join(words[: last + 1])))
    assert find_quote(text, describe(text, span)) == span


REFUSED = {
    "nothing": ("a b", Span(1, 1)),
    "white space before": ("a b", Span(1, 3)),
    "white space after": ("a b", Span(0, 2)),
    "no width before": ("a\u200bb", Span(1, 3)),
    "a letter without its accent": ("e\u0301", Span(0, 1)),
    "one of two hyphens": ("a--b", Span(0, 2)),
    "beyond the end": ("ab", Span(0, 3)),
}


@pytest.mark.parametrize(("text", "span"), REFUSED.values(), ids=REFUSED)
def test_a_span_that_no_quotation_can_name_is_refused(text: str, span: Span) -> None:
    with pytest.raises(ValueError, match=f"no quote can name {span.start}-{span.end}"):
        describe(text, span)


def found_or_refused(text: str, quote: TextQuoteSelector) -> tuple[Span | None, str]:
    """Return the place of a quotation, or what an editor is told."""
    try:
        return find_quote(text, quote, lambda _: "1"), ""
    except AnchoringError as error:
        return None, str(error)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_quotation_is_found_or_refused_in_one_line(text: str, exact: str, prefix: str, suffix: str) -> None:
    span, message = found_or_refused(text, TextQuoteSelector(exact=exact, prefix=prefix, suffix=suffix))
    assert "\n" not in message
    if span:
        assert fold(span.of(text)).folded == fold(exact).folded.strip(" ")


@given(TEXTS)
def test_folding_twice_changes_nothing_that_has_width(text: str) -> None:
    folded = fold(text).folded
    assert "  " not in folded
    assert fold(fold(folded).folded).folded == fold(folded).folded


def naive_spans(text: str, quote: TextQuoteSelector) -> list[Span]:
    """Return every place that a quotation names, found by looking at each range of the text that fits."""
    words, prefix, suffix = (
        fold(part).folded.strip(" ") for part in (quote.exact, quote.prefix, quote.suffix)
    )
    folded = fold(text)
    spans = []
    for start in range(len(folded.folded)):
        end = start + len(words)
        before, after = folded.folded[:start], folded.folded[end:]
        cut = [
            edge[:1].isalnum() and other[-1:].isalnum()
            for edge, other in ((folded.folded[start:], before), (after, folded.folded[:end]))
        ]
        fits = folded.folded[start:end] == words and before.removesuffix(" ").endswith(prefix)
        fits = fits and after.removeprefix(" ").startswith(suffix)
        whole = (prefix or not cut[0]) and (suffix or not cut[1])
        span = folded.span(start, end) if words and fits and whole else None
        spans += [span] if span else []
    return spans


PIECES = st.sampled_from(
    [
        "a",
        "b",
        "the",
        "king",
        "toward",
        "war",
        "“x”",
        "x-ray",
        "--",
        "é",
        "e\u0301",
        "\ufb03",
        "2",
        "中文",
        "\u200b",
    ]
)
JOINTS = st.sampled_from([" ", " ", " ", "", "\n", "-", ", "])


@given(st.lists(st.tuples(PIECES, JOINTS), min_size=1, max_size=30), st.data())
@pytest.mark.parametrize("long", [0, 20_000])
def test_a_quotation_names_the_places_that_it_fits_in_a_short_text_and_in_a_long_one(
    long: int, pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = "".join(f"{piece}{joint}" for piece, joint in pieces)
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    prefix, exact, suffix = (text[start:end] for start, end in pairwise(edges))
    for quote in (
        TextQuoteSelector(exact=exact),
        TextQuoteSelector(exact=exact, prefix=prefix),
        TextQuoteSelector(exact=exact, prefix=prefix, suffix=suffix),
    ):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("edition.annotations.fold._LONG", long)
            span, message = found_or_refused(text, quote)
        expected = naive_spans(text, quote)
        assert span == (expected[0] if len(expected) == 1 else None)
        assert ("occurs " in message) == (len(expected) > 1)


COMBINING = "".join(filter(unicodedata.combining, map(chr, range(0x300, 0x1F000)))).replace("\u034f", "")
UNITS = re.compile(
    rf"[^\s\u00ad\u200b][{COMBINING}]+|\s[\s\u00ad\u200b]*|[\u00ad\u200b]+|[-–—](?:[\u00ad\u200b]*[-–—])*|.",
    re.DOTALL,
)


@given(
    st.text(
        st.sampled_from("aab b.\n-—–\"“”'’\u0301\u0323\u00ad\u200b\ufb03é\t\u00a0½Ⅷ한`-  \x07\x1c\x7f"),
        max_size=30,
    )
)
def test_a_text_is_folded_unit_by_unit(text: str) -> None:
    units = UNITS.findall(text)
    folded = fold(text)
    assert "".join(fold(unit).folded for unit in units) == folded.folded
    edges = [len("".join(units[:number])) for number in range(len(units) + 1)]
    spans = [folded.folded_range(Span(*edge)) for edge in pairwise(edges)]
    shown = [folded.folded[slice(*place)] for place in spans if place]
    assert shown == [form for unit in units if (form := fold(unit).folded.strip(" "))]
    assert fold_words(text) == folded.folded.strip(" ")


MANY = {
    "one word over and over": (
        "w " * 50_000,
        "w w w",
        "'w w w' occurs more than 1000 times; quote more of the words around it",
    ),
    "no blanks at all": (
        "ab" * 50_000,
        "ab",
        "'ab' is in the text only as a part of 'ababababababababababababababababababababab…', or 'ababab",
    ),
    "a quotation as long as the text": (
        "the king " * 20_000,
        "the king " * 10_000 + "x",
        "'the king the king",
    ),
}


@pytest.mark.parametrize(("text", "exact", "beginning"), MANY.values(), ids=MANY)
def test_a_message_is_short_whatever_the_text_and_the_quotation(
    text: str, exact: str, beginning: str
) -> None:
    with pytest.raises(AnchoringError) as caught:
        find_quote(text, TextQuoteSelector(exact=exact))
    assert str(caught.value).startswith(beginning)
    assert len(str(caught.value)) < 500
    assert len(caught.value.brief) < 200


def test_a_context_that_is_nearly_there_is_named_where_the_words_are_in_many_places() -> None:
    text = "the end. the start. the king saw the queen. the rest."
    with pytest.raises(QuoteNotFoundError) as caught:
        find_quote(text, TextQuoteSelector(exact="the", prefix="king sav"), page_of)
    assert str(caught.value) == (
        "'the' is in the text, but not after 'king sav'; nearest: 'king saw the' on page 1"
    )


def test_a_slip_in_a_long_text_is_told_with_what_stands_there() -> None:
    text = f"{'the end of the ' * 3000}IL-28 bombers of the {'end of the ' * 3000}IL-28 bomber was."
    with pytest.raises(QuoteNotFoundError) as caught:
        find_quote(text, TextQuoteSelector(exact="IL-28 bommbers of the"))
    assert str(caught.value) == (
        "'IL-28 bommbers of the' is not in the text; nearest: 'IL-28 bombers of the', 'IL-28 bomber'"
    )


def test_nothing_comes_nearest_where_there_are_only_blanks() -> None:
    with pytest.raises(QuoteNotFoundError) as caught:
        find_quote(" \n", TextQuoteSelector(exact="- é"))
    assert str(caught.value) == "'- é' is not in the text, nor anything like it; quote its words"


def test_what_would_help_is_left_out_of_the_brief_message() -> None:
    with pytest.raises(QuoteAmbiguousError) as ambiguous:
        find_quote(TEXT, TextQuoteSelector(exact="the king"))
    assert ambiguous.value.brief == "'the king' occurs more than once; add a prefix or a suffix"
    with pytest.raises(QuoteNotFoundError) as lost:
        find_quote(TEXT, TextQuoteSelector(exact="the king", prefix="no", suffix="one"))
    assert lost.value.brief == "'the king' is not in the text after 'no' and before 'one'"


def test_ten_thousand_quotations_are_found_in_five_hundred_pages() -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    vocabulary = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(6000)]
    text = " ".join(chance.choices(vocabulary, k=200_000))
    starts = [text.index(" ", chance.randrange(len(text) - 500)) + 1 for _ in range(10_000)]
    quotes = [text[start : text.index(" ", start + chance.randint(25, 60))] for start in starts]
    folded = fold(text)
    for start, exact in zip(starts, quotes, strict=True):
        assert find_quote(folded, TextQuoteSelector(exact=exact)).start == start


TOWARD = "They moved toward the ward, and spoke of war and peace."


def test_a_quotation_is_of_whole_words() -> None:
    assert find_quote(TOWARD, TextQuoteSelector(exact="war")) == Span(41, 44)


def test_a_note_does_not_move_into_a_longer_word() -> None:
    with pytest.raises(QuoteNotFoundError, match="only as a part of 'toward', or 'ward'; quote whole words"):
        find_quote(TOWARD.replace("war and", "arms and"), TextQuoteSelector(exact="war"))


def test_a_part_of_a_word_is_named_by_what_stands_around_it() -> None:
    quote = TextQuoteSelector(exact="war", prefix="to", suffix="d")
    assert find_quote(TOWARD, quote) == Span(13, 16)
    assert find_quote(TOWARD, describe(TOWARD, Span(13, 16))) == Span(13, 16)
