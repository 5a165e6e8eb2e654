"""The state of a document: what changes each of its three digests, and what changes none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from edition.edition import load

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """214. Memorandum From Rusk to Kennedy1

Washington, November 8, 1961.

The first paragraph speaks of Berlin.

[Page 588]

The second speaks of Cuba.2

1. Source: Department of State.

2. Not printed.
"""
ANNOTATIONS = """- id: one
  exact: speaks of Berlin
  note: A note.
  links:
    - {to: letter#p2, relation: parallels, why: They agree.}
"""
FILES = {"source.txt": SOURCE, "annotations.yml": ANNOTATIONS}


def state(root: Path, name: str, old: str, new: str) -> list[str]:
    folder = root / "sources/letter"
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in FILES.items():
        assert file != name or old in content
        changed = content.replace(old, new) if file == name else content
        (folder / file).write_text(changed, encoding="utf-8")
    edition, _ = load(root)
    return edition.by_id["letter"].state.split(".")


CHANGES = {
    "a word of the text": ("source.txt", "of Cuba", "of Congo", 0),
    "where a page begins": ("source.txt", "[Page 588]\n\n", "", 0),
    "what a page is called": ("source.txt", "Page 588", "Page 589", 0),
    "a note of the document": ("source.txt", "Not printed", "Printed", 1),
    "a note of the editors": ("annotations.yml", "A note", "Another note", 2),
    "why a link is drawn": ("annotations.yml", "They agree", "They differ", 2),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_told_by_the_digest_of_what_has_changed(tmp_path: Path, change: str) -> None:
    name, old, new, digest = CHANGES[change]
    before, after = state(tmp_path, "", "", ""), state(tmp_path, name, old, new)
    assert [i for i, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]] == [digest]


def test_lines_of_a_file_may_move(tmp_path: Path) -> None:
    before = state(tmp_path, "", "", "")
    assert state(tmp_path, "annotations.yml", "- id", "# A remark.\n\n- id") == before
    assert state(tmp_path, "annotations.yml", "  links:", "\n  links:\n") == before
    assert all(re.fullmatch("[0-9a-f]{8}", one) for one in before)


def test_an_annotation_may_have_another_id(tmp_path: Path) -> None:
    assert state(tmp_path, "annotations.yml", "id: one", "id: another") == state(tmp_path, "", "", "")


def test_a_document_says_its_state(site: Path) -> None:
    page = (site / "documents/secto-8/index.html").read_text(encoding="utf-8")
    found = re.findall(
        r'<article class="edition-document[^>]* data-document="secto-8" data-state="([^"]*)"', page
    )
    assert [bool(re.fullmatch(r"[0-9a-f]{8}(\.[0-9a-f]{8}){2}", one)) for one in found] == [True]
