"""Documents as text and Markdown to take away: files of the site, with all words of the documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from bs4 import BeautifulSoup
from markdown import Markdown

from edition.edition import load, open_document
from edition.pages import file_specs
from edition.render.taken_text import taken_markdown, taken_plain_text
from edition.resolved import Site
from tests.harness import ROOT, document_ids

if TYPE_CHECKING:
    from edition.annotations.passages import AnnotatedDocument

EDITION, _ = load(ROOT, site=Site(name="Two Desks: a trial", address="https://example.org/trial/"))
SIGNS = re.compile(r"\[(?:Page [^\]]+|\d|deleted: (?P<kept>[^\]]+))\]")


def url_for(page: str, fragment: str = "") -> str:
    return f"{page}/#{fragment}" if fragment else f"{page}/"


def opened(name: str) -> AnnotatedDocument:
    found, _ = open_document(ROOT, name)
    assert found is not None
    return found.document


def letters(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("name", document_ids())
def test_plain_text_is_the_document_s_text_under_title_date_and_address(name: str) -> None:
    text = taken_plain_text(EDITION, EDITION.by_id[name], url_for)
    head, body = text.split("\n\n" + "=" * 40 + "\n\n")
    record = EDITION.by_id[name]
    assert head.splitlines()[0] == record.title
    assert f"https://example.org/trial/documents/{name}/" in head.splitlines()
    cited = [line for line in head.splitlines() if line.startswith("Cite as: ")]
    assert [line.endswith(f"https://example.org/trial/documents/{name}/.") for line in cited] == [True]
    own, _, _ = body.partition("\n\n" + "-" * 40)
    without = SIGNS.sub(lambda found: found["kept"] or "", own)
    assert letters(without) == letters(opened(name).document.text)
    breaks = opened(name).document.body.page_breaks
    assert breaks
    for one in breaks:
        assert f"[Page {one.label}{', supplied' if one.supplied else ''}]" in own


@pytest.mark.parametrize("name", document_ids())
def test_markdown_has_the_text_its_metadata_and_what_the_editors_say(name: str) -> None:
    document, record = opened(name), EDITION.by_id[name]
    _, front, rest = taken_markdown(EDITION, record, url_for).split("---\n", 2)
    told = yaml.safe_load(front)
    assert told["title"] == record.title
    assert told["document"] == name
    assert told["address"] == f"https://example.org/trial/documents/{name}/"
    assert told["citation"].endswith(f"https://example.org/trial/documents/{name}/.")
    assert told["edition"] == "Two Desks: a trial"
    own, _, said = rest.partition("\n\n* * *\n\n## The editors’ annotations\n\n")
    html = Markdown(extensions=["footnotes", "tables"]).convert(own)
    text = BeautifulSoup(html, "lxml").get_text()
    heading = text.strip().removeprefix(record.title) if "heading" not in _kinds(document) else text
    calls = re.sub(r"\[\^?\w+\]", "", SIGNS.sub("", heading))
    assert letters(calls) == letters(document.document.text)
    assert said.count("\n**“") + said.startswith("**“") == len(document.anchored)
    assert "](#" not in said
    for target in re.findall(r"\]\(([^)\s]+)\)", said):
        assert target.startswith("http")


def test_what_the_editors_supply_is_not_said_as_certain() -> None:
    text = taken_plain_text(EDITION, EDITION.by_id["secto-8"], url_for).splitlines()
    assert text[1].startswith("[")
    assert text[1].endswith("]")
    likely = taken_plain_text(EDITION, EDITION.by_id["frus1961-63v14-d214"], url_for).splitlines()[1]
    assert likely.endswith("?]")
    _, front, _ = taken_markdown(EDITION, EDITION.by_id["excomm-24"], url_for).split("---\n", 2)
    told = yaml.safe_load(front)
    assert told["archive"]["value"] == "John F. Kennedy Library"
    assert told["archive"]["certainty"] == "likely"
    assert told["archive"]["supplied"]
    assert told["date"] == "1962-11-12T11:00"


def test_a_link_out_of_the_edition_has_the_words_of_the_page() -> None:
    said = "".join(taken_markdown(EDITION, record, url_for) for record in EDITION.documents)
    assert re.search(r"\[FRUS 196\d–\d\d, vol\. \w+, document \d+\]\(https://history\.state\.gov/", said)
    assert not re.search(r"^(?:Followed by|Preceded by|See) <http", said, re.MULTILINE)


def _kinds(document: AnnotatedDocument) -> set[str]:
    return {block.kind.value for block in document.document.body.leaves()}


def test_a_citation_says_nothing_of_a_site_whose_address_nobody_knows() -> None:
    edition, _ = load(ROOT, site=Site(name="Two Desks"))
    for record in edition.documents:
        text = taken_plain_text(edition, record, url_for)
        cited = next(line for line in text.splitlines() if line.startswith("Cite as: "))
        assert cited.endswith((".", "Two Desks."))
        assert "<" not in cited
        assert "Consulted" not in cited


def test_every_document_has_both_files() -> None:
    names = {spec.name for spec in file_specs(EDITION)}
    for name in document_ids():
        assert {f"documents/{name}/{name}.txt", f"documents/{name}/{name}.md"} <= names
