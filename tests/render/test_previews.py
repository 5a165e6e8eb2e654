"""Previews: what is shown of each place of a document, and that nothing in it is false, unsafe or long."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from edition.annotations.notes import render_note
from edition.edition import load
from edition.model import ListedName, MentionKind, Volume
from edition.previews import preview_specs
from edition.render.previews import PREVIEWS, cut_html, entry_preview, persons_previews
from tests.harness import ROOT
from tests.volume_editions import url_for

if TYPE_CHECKING:
    from pathlib import Path

    from edition.resolved import Edition

EDITION, _ = load(ROOT)
HOSTILE = '<script>alert("1")</script> & \\u0002 "quoted" </p>'


class _Balance(HTMLParser):
    """What is open at each moment; `is_whole` until an element is closed that is not the last opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.is_whole = True

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag not in {"br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.is_whole &= bool(self.open) and self.open.pop() == tag


def well_formed(html: str) -> bool:
    balance = _Balance()
    balance.feed(html)
    balance.close()
    return balance.is_whole and not balance.open


def previews_of(edition: Edition) -> dict[str, dict[str, str]]:
    """Return the parts of every file of previews, by the page whose they are."""
    files = {spec.page: json.loads(spec.render(url_for)) for spec in preview_specs(edition)}
    return {page: file["parts"] for page, file in files.items()}


def words_of(part: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", "", part)).split())


def test_every_address_of_a_document_has_a_preview() -> None:
    parts = previews_of(EDITION)
    for document in EDITION.documents:
        assert set(EDITION.places[document.id]) - parts[document.page].keys() == set()
        assert set(document.all_fragments()) - parts[document.page].keys() == set()


def test_every_preview_is_small_and_well_formed() -> None:
    for page, parts in previews_of(EDITION).items():
        for name, part in parts.items():
            assert well_formed(part), (page, name)
            limit = 2_000 if "annotation" in part or page == "crossings" else 600
            assert 0 < len(words_of(part)) <= limit, (page, name)
            assert " id=" not in part


def test_a_preview_file_lies_beside_its_page() -> None:
    names = {spec.page: spec.name for spec in preview_specs(EDITION)}
    assert names["documents/secto-8"] == f"documents/secto-8/{PREVIEWS}"
    assert "crossings" in names


def test_a_preview_says_what_stands_at_each_kind_of_place() -> None:
    parts = previews_of(EDITION)["documents/frus1964-68v23-d360"]
    assert words_of(parts[""]).startswith(
        "Memorandum of Telephone Conversation Between Secretary of State Rusk"
    )
    assert words_of(parts["pg_522"]).startswith("Page 522 … put it right away to the two military there")
    assert words_of(parts["p1"]).startswith(
        "Paragraph 1, page 521 M said he was here with the Prime Minister"
    )
    assert words_of(parts["fn2"]).startswith("Note 2 ")
    lost = previews_of(EDITION)["documents/frus1961-63v14-d214"]["fn1"]
    assert words_of(lost).startswith(
        "Note 1 The text of this note is not in the transcript. The transcription"
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Return an edition whose words would act in a page if they could."""
    root = tmp_path_factory.mktemp("hostile")
    folder = root / "sources/letter"
    folder.mkdir(parents=True)
    words = f"The first {HOSTILE} words.\n\nThe second paragraph names Berlin.\n"
    (folder / "source.txt").write_text(f"Letter {HOSTILE}\n\nJuly 4, 1962\n\n{words}", encoding="utf-8")
    (folder / "metadata.yml").write_text(
        f"title: {json.dumps(HOSTILE)}\ndate: 1962-07-04\ntype: {json.dumps(HOSTILE)}\n", encoding="utf-8"
    )
    (folder / "annotations.yml").write_text(
        f"- {{id: one, exact: names Berlin, note: {json.dumps(HOSTILE)}}}\n", encoding="utf-8"
    )
    return load(root)[0]


def test_hostile_words_stay_words(hostile: Edition) -> None:
    parts = previews_of(hostile)["documents/letter"]
    assert parts.keys() >= {"", "p1", "one"}
    for name, part in parts.items():
        assert "<script" not in part, name
        assert well_formed(part), name
    shown = [words_of(parts[name]) for name in ("", "p1", "one")]
    assert [HOSTILE.partition("\\")[0] in one for one in shown] == [True, True, True]
    assert r"\u0002" in words_of(parts["p1"])


def test_a_long_document_has_small_previews(tmp_path: Path) -> None:
    folder = tmp_path / "sources/long"
    folder.mkdir(parents=True)
    paragraph = "Word after word of a long paragraph, and no end of it. " * 20
    text = "".join(f"{paragraph.strip()}\n\n[Page {number}]\n\n" for number in range(2, 1502))
    (folder / "source.txt").write_text(f"A report\n\nJuly 4, 1962\n\n{text}The end.\n", encoding="utf-8")
    (folder / "metadata.yml").write_text("title: A report\n", encoding="utf-8")
    edition, _ = load(tmp_path)
    spec = next(iter(preview_specs(edition)))
    assert len(edition.documents[0].pages) > 1000
    assert len(spec.render(url_for)) < len(text) / 4


@given(
    st.lists(
        st.sampled_from(["one ", "two", "<b>", "*em* ", "[a](b#c)", "\n\n", "- item\n", "&amp; ", "<br>"])
    )
)
def test_html_that_is_cut_is_still_well_formed_and_no_longer_than_it_may_be(pieces: list[str]) -> None:
    html = render_note("".join(pieces)).html
    for length in (1, 5, 20):
        short = cut_html(html, length)
        assert well_formed(short)
        shown = lxml_html.fromstring(f"<div>{short}</div>").text_content()
        if short != html:
            assert shown.endswith("…")
            assert len(shown) <= length + 2


def test_words_are_cut_at_a_blank() -> None:
    assert cut_html("<p>one <b>two three</b> four</p>", 9) == "<p>one <b>two …</b></p>"
    assert cut_html("<p>one two</p>", 7) == "<p>one two</p>"
    assert cut_html("<p>&amp;&amp;&amp;</p>", 2) == "<p>&amp;&amp; …</p>"


TABLE = "<table><tbody>\n<tr>\n<td>one two</td>\n<td>three four</td>\n</tr>\n</tbody></table>"


@pytest.mark.parametrize("length", range(2, 27))
def test_a_table_is_cut_within_a_cell(length: int) -> None:
    short = cut_html(f"<p>a b</p>{TABLE}<p>end</p>", length)
    assert well_formed(short)
    assert re.search(r" …(</td></tr></tbody></table>|</p>)$", short)


def test_a_list_is_cut_within_an_item() -> None:
    assert cut_html("<ul>\n<li>one</li>\n<li>two</li>\n</ul>", 5) == "<ul>\n<li>one …</li></ul>"


def test_the_list_of_a_volume_is_shown_by_its_name_and_length() -> None:
    names = (
        ListedName(
            kind=MentionKind.PERSON, name="p_AL1", heading="Adams, Louise", words="clerk", division="x"
        ),
        ListedName(kind=MentionKind.TERM, name="t_X1", heading="X", words="a term", division="x"),
    )
    volume = Volume(id="sample", title="A sample", divisions=(), names=names)
    parts = json.loads(persons_previews(volume, url_for))["parts"]
    assert list(parts) == ["", "p_AL1"]
    assert parts[""].startswith('<b>Persons</b><p class="edition-entry-facts"><span>')
    assert "<span>1 person</span>" in parts[""]


def test_an_entry_is_shown_with_its_name() -> None:
    assert (
        entry_preview("Rusk, <Dean>", "Secretary of State") == "<b>Rusk, &lt;Dean&gt;</b> Secretary of State"
    )
