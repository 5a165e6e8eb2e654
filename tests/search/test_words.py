"""Words as they are indexed: each row is what a source has, and what search is given of it."""

from __future__ import annotations

import pytest

from edition.search.words import plain_text, searchable, sections

WORDS = {
    "plain words": ("the  first\nwords", "the first words"),
    "a dash between words": ("the tanks—at once", "the tanks— at once"),
    "a typewriter's dash": ("TANKS--AT ONCE", "TANKS-- AT ONCE"),
    "a dash that stands apart": ("the tanks — at once", "the tanks — at once"),
    "points between words": ("well...perhaps", "well... perhaps"),
    "an abbreviation": ("U.S. and N.A.T.O.", "U.S. and N.A.T.O."),
    "a range of figures": ("762.00/3–2662", "762.00/3-2662"),
    "an elided article": ("the Quai d’Orsay", "the Quai d'Orsay"),
    "a possessive": ("Rusk’s words", "Rusk’s words"),
    "a letter and its accent apart": ("Sa\u0303o Paulo", "São Paulo"),
    "a soft hyphen": ("dis\u00adarmament", "disarmament"),
}


@pytest.mark.parametrize(("source", "indexed"), WORDS.values(), ids=list(WORDS))
def test_words_are_indexed_so_that_they_are_found(source: str, indexed: str) -> None:
    assert searchable(source) == indexed


HTML = {
    "inline elements are within a word": ("<p>re<em>lease</em>d</p>", " released "),
    "blocks are apart": ("<p>one</p><p>two</p>", " one  two "),
    "characters are themselves": ('<p>a &lt; b <a href="x>y">c</a></p>', " a < b c "),
}


@pytest.mark.parametrize(("html", "words"), HTML.values(), ids=list(HTML))
def test_a_note_is_its_words(html: str, words: str) -> None:
    assert plain_text(html) == words


def test_a_page_is_found_by_its_sections() -> None:
    html = (
        "<p>Before<br>all</p><script>no</script>"
        '<h2 id="one">One <a class="headerlink" href="#one">¶</a></h2><p>First <b>w</b>ords.</p>'
        "<h3>Within</h3><table><tr><td>a</td><td>b</td></tr></table>"
    )
    assert sections(html) == [("", "Before all"), ("one", "One First words. Within a b")]
