"""A document's page says to machines what its files say: Highwire, Dublin Core and schema.org."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from edition.edition import load
from edition.pages import file_specs, page_specs
from edition.resolved import Site
from tests.citations.csl_schema import CSL_DATA
from tests.citations.test_files import from_bibtex, from_csl, from_ris
from tests.harness import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://desks.example/"
FOLDERS = sorted(path.parent.name for path in (ROOT / "sources").glob("*/metadata.yml"))
EDITION, _ = load(ROOT, site=Site(name="Two Desks", address=ADDRESS, has_pdfs=True))


def url_for(page: str, fragment: str = "") -> str:
    return f"/{page}/#{fragment}" if fragment else f"/{page}/"


def head_of(document: str) -> dict[str, list[str]]:
    """Return what the head of a document's page has under each name."""
    (spec,) = [one for one in page_specs(EDITION) if one.name == f"documents/{document}"]
    found: dict[str, list[str]] = {}
    head = spec.render(url_for).head
    for name, value in re.findall(r'<meta name="([^"]+)" content="([^"]*)">', head):
        found.setdefault(name, []).append(unescape(value))
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
    found["schema.org"] = [script]
    return found


def files_of(document: str) -> dict[str, str]:
    """Return the files of a document's citation by their suffixes."""
    files = [one for one in file_specs(EDITION) if one.name.startswith(f"documents/{document}/{document}.")]
    made = {one.name.rpartition(".")[2]: one.render(url_for) for one in files}
    return {suffix: text for suffix, text in made.items() if isinstance(text, str)}


@pytest.mark.parametrize("document", FOLDERS)
def test_the_page_and_its_files_agree(document: str) -> None:
    head, files = head_of(document), files_of(document)
    said = from_csl(files["json"])
    assert from_ris(files["ris"]) == said
    assert from_bibtex(files["bib"]) == said
    assert head["citation_title"] == [said.title]
    assert head["citation_book_title"] == [said.container]
    assert head.get("citation_volume", [""]) == [said.volume]
    assert head.get("citation_publisher", [""]) == [said.publisher]
    assert (*head.get("citation_firstpage", [""]), *head.get("citation_lastpage", [""])) == said.pages
    for name, people in zip(("citation_author", "citation_editor"), said.people, strict=False):
        assert tuple(one.partition(",")[0] for one in head.get(name, ())) == people
    assert head["citation_language"] == ["en"]
    assert [day[:4] for day in head.get("citation_publication_date", [""])] == [said.year]
    assert head["citation_public_url"] == [f"{ADDRESS}documents/{document}/"]
    assert head["citation_pdf_url"] == [f"{ADDRESS}documents/{document}/{document}.pdf"]


def test_zotero_finds_a_book_section_in_the_head() -> None:
    head = head_of("frus1964-68v23-d360")
    assert {name: values for name, values in head.items() if name.startswith("citation_")} == {
        "citation_title": [EDITION.by_id["frus1964-68v23-d360"].title],
        "citation_author": ["Proctor, Carolyn J."],
        "citation_publication_date": ["2013"],
        "citation_book_title": ["Congo, 1960–1968"],
        "citation_series_title": ["Foreign Relations of the United States, 1964–1968"],
        "citation_volume": ["23"],
        "citation_editor": ["Howland, Nina D.", "Humphrey, David C.", "Schwar, Harriet D."],
        "citation_publisher": ["United States Government Printing Office"],
        "citation_firstpage": ["521"],
        "citation_lastpage": ["522"],
        "citation_language": ["en"],
        "citation_public_url": ["https://desks.example/documents/frus1964-68v23-d360/"],
        "citation_pdf_url": ["https://desks.example/documents/frus1964-68v23-d360/frus1964-68v23-d360.pdf"],
    }


def test_schema_org_is_told_of_the_volume_and_the_series() -> None:
    said = json.loads(head_of("frus1961-63v14-d214")["schema.org"][0])
    assert said["@type"] == "Chapter"
    assert said["url"] == "https://desks.example/documents/frus1961-63v14-d214/"
    assert said["sameAs"] == "https://history.state.gov/historicaldocuments/frus1961-63v14/d214"
    assert "dateCreated" not in said
    assert said["isPartOf"] == {
        "@type": "PublicationVolume",
        "name": "Berlin Crisis, 1961–1962",
        "volumeNumber": "14",
        "editor": [{"@type": "Person", "name": "Charles S. Sampson"}],
        "publisher": {"@type": "Organization", "name": "United States Government Printing Office"},
        "datePublished": "1993",
        "isPartOf": {
            "@type": "BookSeries",
            "name": "Foreign Relations of the United States, 1961–1963",
            "editor": [{"@type": "Person", "name": "Glenn W. LaFantasie"}],
        },
    }
    paper = json.loads(head_of("excomm-24")["schema.org"][0])
    assert paper["@type"] == "ArchiveComponent"
    assert "holdingArchive" not in paper
    assert paper["isPartOf"] == {"@type": "Collection", "name": "Two Desks", "url": ADDRESS}


def test_no_page_has_coins_which_would_win_over_what_is_richer() -> None:
    for spec in page_specs(EDITION):
        if spec.name.startswith("documents/"):
            assert "Z3988" not in spec.render(url_for).content


def test_the_documents_of_a_volume_are_cited_as_those_that_stand_alone(tmp_path: Path) -> None:
    folder = tmp_path / "sources" / "frus1961-63v15"
    folder.mkdir(parents=True)
    (folder / "source.xml").write_text(VOLUME, encoding="utf-8")
    edition, _ = load(tmp_path, site=Site(name="Trial"))
    specs = {spec.name: spec for spec in file_specs(edition)}
    text = specs["documents/frus1961-63v15-d12/frus1961-63v15-d12.json"].render(url_for)
    data: list[dict[str, Any]] = json.loads(text)
    jsonschema.validate(data, CSL_DATA)
    assert data[0] == {
        "id": "frus1961-63v15-d12",
        "type": "chapter",
        "title": "Telegram From Secretary of State Rusk to the Department of State",
        "author": [{"family": "Rusk", "given": "Dean"}],
        "recipient": [{"literal": "Department of State"}],
        "editor": [{"family": "Sampson", "given": "Charles S."}],
        "collection-editor": [{"family": "LaFantasie", "given": "Glenn W."}],
        "container-title": "Berlin Crisis, 1962–1963",
        "collection-title": "Foreign Relations of the United States, 1961–1963",
        "volume": "15",
        "chapter-number": "12",
        "publisher": "United States Government Printing Office",
        "publisher-place": "Washington",
        "page": "41-42",
        "genre": "Telegram",
        "event-place": "Paris",
        "URL": "https://history.state.gov/historicaldocuments/frus1961-63v15/d12",
        "issued": {"date-parts": [[1994]]},
        "original-date": {"date-parts": [[1962, 12, 12]]},
        "note": "Consulted in Trial",
    }


VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="complete">Foreign Relations of the United States, 1961–1963, Volume XV,
Berlin Crisis, 1962–1963</title>
<title type="series">Foreign Relations of the United States</title><title type="subseries">1961–1963</title>
<title type="volumenumber">Volume XV</title><title type="volume">Berlin Crisis, 1962–1963</title>
<editor role="primary">Charles S. Sampson</editor><editor role="general">Glenn W. LaFantasie</editor>
</titleStmt><publicationStmt><publisher>United States Government Printing Office</publisher>
<pubPlace>Washington</pubPlace><date>1994</date><idno type="frus">frus1961-63v15</idno></publicationStmt>
</fileDesc></teiHeader><text><front><div type="section" xml:id="persons"><head>Persons</head><list><item>
<hi rend="strong"><persName xml:id="p_RD1">Rusk, Dean,</persName></hi> Secretary</item></list></div></front>
<body><div type="chapter" xml:id="ch1"><head>Documents</head><pb n="41" xml:id="pg_41"/>
<div type="document" xml:id="d12" n="12"><head>12. Telegram From Secretary of State <persName type="from"
corresp="#p_RD1">Rusk</persName> to the <gloss type="to">Department of State</gloss></head>
<opener><dateline><placeName>Paris</placeName>, <date when="1962-12-12T20:00">December 12, 1962, 8 p.m.</date>
</dateline></opener><p>Words <pb n="42" xml:id="pg_42"/>and words.</p></div></div></body></text></TEI>"""
