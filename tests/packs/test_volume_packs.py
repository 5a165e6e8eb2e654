"""Packs of a whole volume's documents, with its printed pages, are as those of any others."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from edition.edition import load, open_document
from edition.render.packs import render_pack
from tests.packs.trial import url_for
from tests.reading_text import fold, reading_text, soup

if TYPE_CHECKING:
    from pathlib import Path

VOLUME = "frus1961-63v15"
PACK = """---
title: Berlin in a volume
passages:
  - {document: frus1961-63v15-d145, id: pages, pages: PAGES}
  - {document: frus1961-63v15-d145}
  - {document: frus1961-63v15-d2, paragraphs: 1-2}
state:
  date: 2026-11-22
  documents: {frus1961-63v15-d145: STATE}
---
"""


@pytest.fixture
def root(shared: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / VOLUME
    folder.mkdir(parents=True)
    packed = (shared / f"tei/volumes/{VOLUME}.xml.gz").read_bytes()
    (folder / "source.xml").write_bytes(gzip.decompress(packed))
    (tmp_path / "docs/packs").mkdir(parents=True)
    return tmp_path


def test_a_pack_of_a_volume_holds_exactly_its_pages(root: Path) -> None:
    read, _ = open_document(root, f"{VOLUME}-d145")
    assert read
    document = read.document.document
    breaks = [(one.label, one.offset) for one in document.body.page_breaks]
    (first, start), (_, end) = [*breaks, ("", len(document.text))][:2]
    pack = PACK.replace("PAGES", first).replace("STATE", "00000000.00000000.00000000")
    (root / "docs/packs/berlin.md").write_text(pack, encoding="utf-8")
    edition, problems = load(root)
    assert [str(one) for one in problems if "docs/" in str(one)] == []
    made = soup(render_pack(edition, edition.packs[0], url_for).content)
    texts = [reading_text(one) for one in made.select(".sheet-text")]
    assert texts[:2] == [fold(document.text[start:end]), fold(document.text)]
    heading = made.select_one("#pages > h2 > a")
    assert heading is not None
    assert heading["href"] == f"/documents/{VOLUME}-d145/?pages={first}#pg_{first}"
    ids = [one["id"] for one in made.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_page_of_another_document_is_not_in_this_one(root: Path) -> None:
    pack = PACK.replace("PAGES", "1-2").replace("STATE", "00000000.00000000.00000000")
    (root / "docs/packs/berlin.md").write_text(pack.replace("v15-d145}", "v15-d1455}"), encoding="utf-8")
    _, problems = load(root)
    told = [str(one) for one in problems if "docs/" in str(one)]
    assert [one.partition(": ")[0] for one in told] == ["docs/packs/berlin.md:4", "docs/packs/berlin.md:5"]
    assert "there is no page 1 in frus1961-63v15-d145; its pages are " in told[0]
    assert "did you mean 'frus1961-63v15-d145'?" in told[1]
