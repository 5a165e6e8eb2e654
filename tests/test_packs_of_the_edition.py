"""What our own packs say: each quotation stands in a source or a note, each number is that of its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from edition.edition import load
from edition.render.packs import render_pack
from tests.harness import ROOT

if TYPE_CHECKING:
    from edition.packs.model import AssignedPack

EDITION, _ = load(ROOT)
FILES = {
    file.name: file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "docs" / "packs").glob("*.md"))
    if file.name != "index.md"
}
DOCUMENTS = [record.id for record in EDITION.documents]
# Words between quotation marks that are nobody's: names and signs that the packs explain.
OUR_OWN = {"ExComm", "page 3"}
HEADINGS = {name: re.findall(r"^## (.+)$", text, re.MULTILINE) for name, text in FILES.items()}
_QUOTATION = re.compile("“([^”]+)”")
_LINK = re.compile(r"\[([^\]]*)\]\(([a-z0-9.-]+)#([a-z0-9_-]+)\)")


def folded(words: str) -> str:
    """Return words as a quotation is compared: without the marks of Markdown, in small letters."""
    words = re.sub(r"\[Page \d+\]|[*~\"]", "", words).translate(str.maketrans("‘’“”–", "''  -"))
    return " ".join(words.lower().split())


def quotable() -> str:
    """Return everything that a pack may quote: the sources, what we say of them, and the records."""
    files = [path for path in (ROOT / "sources").rglob("*") if path.suffix in {".txt", ".yml"}]
    return "\n".join(folded(path.read_text(encoding="utf-8")) for path in files)


QUOTABLE = quotable()


def joined(quoted: str) -> str:
    """Return a quotation as it is looked for: without the point or comma with which our sentence goes on."""
    return folded(quoted).rstrip(".,?")


@pytest.mark.parametrize("name", FILES)
def test_what_a_pack_quotes_stands_in_a_source_or_a_note(name: str) -> None:
    lost = [
        quoted
        for quoted in _QUOTATION.findall(" ".join(FILES[name].split()))
        if quoted not in OUR_OWN and joined(quoted) not in QUOTABLE
    ]
    assert lost == []


@pytest.mark.parametrize("name", FILES)
def test_a_number_in_a_pack_s_link_is_that_of_the_page_or_the_note(name: str) -> None:
    wrong = []
    for words, document, fragment in _LINK.findall(FILES[name]):
        number = re.search(r"(\d+)$", words)
        if not number or document not in EDITION.by_id:
            continue
        is_note = fragment.startswith("fn")
        told = fragment.removeprefix("fn") if is_note else EDITION.places[document][fragment].page
        if number[1] != told:
            wrong.append((words, document, fragment, told))
    assert wrong == []


def test_the_packs_lead_to_every_document() -> None:
    assert [
        name for name in DOCUMENTS if not any(f"document: {name}" in text for text in FILES.values())
    ] == []


@pytest.mark.parametrize("pack", EDITION.packs, ids=lambda pack: pack.name)
def test_the_contents_of_a_pack_s_page_have_each_heading_of_its_words(pack: AssignedPack) -> None:
    made = render_pack(EDITION, pack, lambda page, fragment="": f"/{page}/#{fragment}")
    assert [title for title, _ in made.contents if title in HEADINGS[f"{pack.name}.md"]] == HEADINGS[
        f"{pack.name}.md"
    ]
    assert all(f'id="{name}"' in made.content for _, name in made.contents)
