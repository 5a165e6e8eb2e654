"""Every phenomenon of the sources as a case: what is read, what is declared, and what must come of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from edition.readers import read
from edition.schema import Metadata
from edition.sources import Source

if TYPE_CHECKING:
    from edition.model import Block, Document, Furniture, Note, Text
    from edition.readers import Read

CASES = Path(__file__).parent / "cases"


def all_cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", all_cases())
def test_a_source_is_read_as_its_case_says(case: dict[str, Any]) -> None:
    source = Source(id="case", path="sources/case/source.txt", content=case["source"])
    result = read(source, Metadata.model_validate(case.get("metadata", {})))
    expected = {key: value for key, value in case.items() if key not in {"name", "source", "metadata"}}
    assert described(result) == expected


def described(result: Read) -> dict[str, Any]:
    """Return all that a reader has made of a source, as the cases write it, without keys for nothing."""
    document = result.document
    parts: dict[str, Any] = {
        "format": document.format,
        "number": document.number,
        "title": document.title,
        "blocks": _blocks(document.body.blocks, document.text),
        "marks": _marks(document.body),
        "pages": _pages(document.body),
        "references": _references(document),
        "notes": [_note(note) for note in document.notes],
        "furniture": [_furniture(piece) for piece in document.furniture],
        "messages": [f"{problem.severity}: {problem}" for problem in result.diagnostics],
    }
    return {key: value for key, value in parts.items() if value}


def _blocks(blocks: tuple[Block, ...], text: str) -> list[Any]:
    """Return blocks as YAML has them: `paragraph: words`, and the members of a list under its name."""
    found: list[Any] = []
    for block in blocks:
        name = f"{block.kind} {block.type}".strip()
        found.append({name: _blocks(block.children, text) if block.children else block.span.of(text)})
    return found


def _marks(text: Text) -> list[str]:
    return [f"{mark.kind}: {mark.span.of(text.content)}" for mark in text.marks]


def _pages(text: Text) -> list[str]:
    """Return page breaks with the words that follow them, and why one is supplied."""
    return [
        " ".join(f"{page.label}: {text.content[page.offset :][:20]!r} {page.supplied}".split())
        for page in text.page_breaks
    ]


def _references(document: Document) -> list[str]:
    """Return note references with the words that they follow."""
    return [
        f"{reference.label} after {document.text[: reference.offset][-16:]!r}"
        + ("" if reference.note is not None else ", note missing")
        for reference in document.body.note_refs
    ]


def _note(note: Note) -> dict[str, Any]:
    content: dict[str, Any] = {f"{note.label} {note.type}".strip(): note.text.content}
    return content | ({"pages": _pages(note.text)} if note.text.page_breaks else {})


def _furniture(piece: Furniture) -> dict[str, Any]:
    """Return a piece of furniture with its page, its line, its place in the text and its own blocks."""
    name = f"{piece.kind}, page {piece.page or '?'}, line {piece.line}, at {piece.offset}"
    tabular = any(block.children for block in piece.text.blocks)
    content: dict[str, Any] = {
        name: _blocks(piece.text.blocks, piece.text.content) if tabular else piece.text.content
    }
    if piece.text.marks:
        content["marks"] = _marks(piece.text)
    return content | ({"note": piece.note} if piece.note else {})
