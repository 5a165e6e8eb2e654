"""A small edition with packs: two documents with pages, notes and annotations, and a pack of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.edition import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from edition.resolved import Edition

MEMO = """500. Memorandum From Rusk to Kennedy1

Washington, December 3, 1962.

The flights should go on, I think. [Page 412]We should say little about them, and less about the bombers.

The Department prepares a message to the OAS.2

[Page 413]It will be ready on Monday. The flights are another matter.

Dean Rusk

  1. Source: Department of State.
  2. Organization of American States.
"""
LETTER = "Letter\n\nJuly 4, 1962\n\nThe first paragraph speaks of Berlin.\n\nThe second of Cuba.\n"
ANNOTATIONS = """- id: little
  exact: say little about them
  note: Little was said.
- id: monday
  exact: ready on Monday
  question: Was it?
"""
PACK = """---
title: The flights
description: What to say of them.
author: A. Teacher
passages:
  - document: memo
    id: orders
    pages: 412
  - document: letter
    paragraphs: 1-2
    show: []
    questions: ["*Which* city?"]
  - document: memo
    annotation: monday
---

# First

Begin[^1] with the [letter](letter#p2).

[[2]]

## Then

See [the memo](#orders) and [home](../index.md).

[[orders]]

[^1]: Or end.
"""
FILES = {
    "mkdocs.yml": (
        "site_name: Trial\nsite_url: https://example.org/\n"
        "plugins: [edition: {search: false}]\ntheme: {name: mkdocs}\n"
    ),
    "docs/index.md": "# Home\n\n[A pack](packs/flights.md)\n",
    "docs/packs/flights.md": PACK,
    "sources/memo/source.txt": MEMO,
    "sources/memo/metadata.yml": "page: 411-413\n",
    "sources/memo/annotations.yml": ANNOTATIONS,
    "sources/letter/source.txt": LETTER,
}


def write_trial(root: Path, files: Mapping[str, str | bytes] = {}) -> Path:
    """Write the edition into a folder, with some of its files replaced."""
    for name, content in {**FILES, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def opened(root: Path, files: Mapping[str, str | bytes] = {}) -> tuple[Edition, list[str]]:
    """Return the edition, and what is wrong with its packs, as an editor reads it."""
    edition, problems = load(write_trial(root, files))
    return edition, [str(one) for one in problems if one.location.path.startswith("docs/")]


def url_for(page: str, fragment: str = "") -> str:
    """Return an address as a page would have it."""
    return f"/{page}/#{fragment}" if fragment else f"/{page}/"
