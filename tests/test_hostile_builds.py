"""Whole sites made from sources and notes that mean harm, in every theme that MkDocs users have."""

from __future__ import annotations

import sys
from html import escape
from typing import TYPE_CHECKING

import pytest
import yaml

from edition.diagnostics import Code
from edition.site_check import check_site
from tests.harness import run
from tests.reading_text import fold, reading_text, soup

if TYPE_CHECKING:
    from pathlib import Path

HARM = (
    '"></title><script>window.HARM=1</script><img src=x onerror="window.HARM=1"> {{ config }} {% raw %} &amp;'
)
SOURCE = f"""{HARM}

July 4, 1962

First {HARM} paragraph.

- 2 -

Second [x](javascript:window.HARM=1) *stars* _lines_ # & 1. paragraph of the text.

SEEN

Rusk
"""
QUOTED = escape(HARM)
VOLUME = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="complete">{QUOTED}</title></titleStmt></fileDesc></teiHeader>
<text><front><div xml:id="persons"><head>{QUOTED}</head><list><item>
<persName xml:id="p_A1">{QUOTED}</persName>, {QUOTED}</item></list></div></front>
<body><div type="chapter" xml:id="ch1"><head>{QUOTED}</head>
<div type="document" xml:id="d1" n="{QUOTED}"><head>{QUOTED}
<note n="{QUOTED}" xml:id="d1fn1">{QUOTED}</note></head>
<dateline>{QUOTED} <date when="{QUOTED}">{QUOTED}</date></dateline>
<p rend="{QUOTED}" style="{QUOTED}"><pb n="{QUOTED}" facs="{QUOTED}"/>{QUOTED}
<persName corresp="#p_A1">{QUOTED}</persName>
<ref target="javascript:window.HARM=1">one</ref> <ref target="{QUOTED}">two</ref>
<ref target="data:text/html,x">three</ref> <hi rend="{QUOTED}">{QUOTED}</hi>
<gap unit="{QUOTED}" reason="{QUOTED}"/></p>
<list type="{QUOTED}"><head>{QUOTED}</head><item>{QUOTED}</item></list>
<table><head>{QUOTED}</head><row><cell role="{QUOTED}" cols="{QUOTED}">{QUOTED}</cell></row></table>
<closer><signed>{QUOTED}</signed></closer></div></div></body></text></TEI>"""
PAGE = f"""<html><head><title>{QUOTED}</title>
<link rel="canonical" href="https://history.state.gov/historicaldocuments/frus1961-63v99/d9"></head>
<body><div id="content-inner"><div class="content"><h3>9. {QUOTED}</h3>
<p onclick="window.HARM=1">{HARM}<span class="tei-pb">[Page {QUOTED}]</span>
<a href="javascript:window.HARM=1">x</a>
<iframe src="javascript:window.HARM=1">y</iframe>
<svg onload="window.HARM=1"><script>window.HARM=1</script></svg></p>
<p>The second paragraph.</p></div></div></body></html>"""
ACTING = (
    *(
        "[onerror]",
        "[onclick]",
        "[onload]",
        "a[href^=javascript]",
        "a[href^='data:']",
        "img[src=x]",
        "iframe",
    ),
    *(".edition-text script", ".edition-text svg", ".edition-text [style*=HARM]"),
)
DOCUMENTS = ("hostile", "page", "volume-ch1", "volume-d1", "volume-persons")
CONFIGURATIONS: dict[str, dict[str, object]] = {
    "material": {"theme": {"name": "material"}, "site_url": "https://example.org/some/path/"},
    "mkdocs": {"theme": {"name": "mkdocs"}, "use_directory_urls": False},
    "readthedocs": {"theme": {"name": "readthedocs"}},
}


def write_hostile(root: Path, configuration: dict[str, object]) -> None:
    """Write an edition in which everything that can hold words holds harm."""
    annotations = [
        {
            "id": "one",
            "exact": "Second",
            "note": HARM,
            "question": HARM,
            "entity": "rusk",
            "threads": ["cuba"],
        },
        {"id": "two", "exact": "paragraph of the text", "correction": HARM},
        {
            "id": "three",
            "exact": "stars",
            "unclear": HARM,
            "links": [link("hostile#one"), link("hostile#pg_2")],
        },
        {"id": "four", "exact": "the text", "note": 'Words like href="foo" are words.'},
    ]
    metadata = {
        "title": {"value": HARM, "supplied": HARM},
        "place": [HARM, HARM],
        "rights": HARM,
        "threads": ["cuba"],
        "lines": [{"kind": "stamp", "text": "SEEN", "note": HARM}],
        "related": [{"title": HARM, "why": HARM}],
    }
    files = {
        "mkdocs.yml": {"site_name": "Trial", "plugins": ["search", "edition"], **configuration},
        "sources/threads.yml": [
            {"id": "cuba", "title": HARM, "summary": HARM},
            {"id": "berlin", "title": "Berlin", "documents": ["hostile"]},
        ],
        "sources/people.yml": [{"id": "rusk", "name": HARM, "description": HARM}],
        "sources/hostile/metadata.yml": metadata,
        "sources/hostile/annotations.yml": annotations,
    }
    (root / "docs").mkdir(parents=True)
    (root / "sources/hostile").mkdir(parents=True)
    (root / "sources/hostile/source.txt").write_text(SOURCE, encoding="utf-8")
    for name, markup in {"volume/source.xml": VOLUME, "page/source.html": PAGE}.items():
        (root / "sources" / name).parent.mkdir()
        (root / "sources" / name).write_text(markup, encoding="utf-8")
    for name, content in files.items():
        (root / name).write_text(yaml.safe_dump(content), encoding="utf-8")


def link(to: str) -> dict[str, str]:
    return {"to": to, "relation": "answers", "why": HARM}


@pytest.mark.parametrize("configuration", CONFIGURATIONS.values(), ids=list(CONFIGURATIONS))
def test_nothing_that_is_written_can_act(tmp_path: Path, configuration: dict[str, object]) -> None:
    root = tmp_path / "trial"
    write_hostile(root, configuration)
    built = run(sys.executable, "-m", "mkdocs", "build", folder=root)
    assert built.returncode == 0, built.stderr
    pages = {path: soup(path.read_text(encoding="utf-8")) for path in (root / "site").rglob("*.html")}
    assert len(pages) >= 13
    for path, page in pages.items():
        assert [one for one in page.select("script") if one.get_text().startswith("window.HARM")] == [], path
        assert page.select(", ".join(ACTING)) == [], path
    address = str(configuration.get("site_url", ""))
    problems = check_site(root / "site", documents=DOCUMENTS, address=address)
    # What a theme fetches from elsewhere unless it is told not to is the theme's.
    assert [str(problem) for problem in problems if problem.code is not Code.REQUEST_FOREIGN] == []


def test_the_page_of_a_hostile_document_has_its_text(tmp_path: Path) -> None:
    root = tmp_path / "trial"
    write_hostile(root, CONFIGURATIONS["material"])
    assert run(sys.executable, "-m", "mkdocs", "build", folder=root).returncode == 0
    page = soup((root / "site/documents/hostile/index.html").read_text(encoding="utf-8"))
    text = page.select_one(".edition-text")
    assert text is not None
    assert reading_text(text) == fold(SOURCE.replace("- 2 -", "").replace("SEEN", ""))
    assert page.select(".sic .annotation-ref") == []  # a note within a correction is not hidden with it
    assert 'Words like href="foo" are words.' in page.get_text()
