"""A small edition of which addresses have moved or are gone: two letters, one of them renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_WORDS = " ".join(f"Sentence {number} speaks of nothing that matters." for number in range(150))
LETTER = f"""Letter

July 4, 1962

The first paragraph speaks of Berlin.[1]

{_WORDS}

[Page 2]

The last is of Cuba, and of what was said there.

1. It is known.
"""
FILES = {
    "mkdocs.yml": "site_name: Trial\nsite_url: https://example.org/\n"
    "theme: {{name: {}, font: false}}\nnav: [index.md, addresses.md]\n"
    "plugins: [edition: {{search: false}}]\n",
    "docs/index.md": "# Home\n\n[Addresses](addresses.md)\n",
    "sources/letter/source.txt": LETTER,
    "sources/letter/metadata.yml": "title: A letter\ndate: 1962-07-04\n",
    "sources/letter/annotations.yml": "- {id: cuba, exact: Cuba, note: The island.}\n"
    "- {id: berlin, exact: Berlin, correction: BERLIN}\n",
    "sources/reply/source.txt": LETTER,
    "sources/reply/metadata.yml": "title: A reply\ndate: 1962-07-05\n",
    "sources/redirects.yml": """epistle: letter
epistle#havana: letter#cuba
epistle#slip: {gone: It was a slip.}
letter#island: letter#cuba
letter#bonn: letter#berlin
letter#p9: letter#p3
letter#pg_3: letter#pg_2
letter#answer: reply#p1
letter#error: {gone: The remark was wrong & is taken back.}
essay: {gone: It was no document.}
""",
}


def write_moved_edition(folder: Path, theme: str = "material") -> Path:
    """Write the edition into a folder."""
    for name, words in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        content = words.format(theme) if name == "mkdocs.yml" else words
        (folder / name).write_text(content, encoding="utf-8")
    return folder
