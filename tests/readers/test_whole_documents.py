"""The four sources of the edition, word for word, and where the sentences cross their pages."""

from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path

import pytest

from edition.model import BlockKind, Document, FurnitureKind, MarkKind
from edition.readers import Read, read
from edition.schema import Metadata
from edition.sources import Source
from edition.yaml_files import load

SOURCES = Path(__file__).parents[2] / "sources"
CONGO, SECTO, EXCOMM, BERLIN = "frus1964-68v23-d360", "secto-8", "excomm-24", "frus1961-63v14-d214"


def read_source(name: str) -> Read:
    folder = SOURCES / name
    content = (folder / "source.txt").read_bytes().decode("utf-8")
    metadata, problems = load((folder / "metadata.yml").read_text(encoding="utf-8"), "metadata.yml", Metadata)
    assert metadata is not None, problems
    return read(Source(id=name, path=f"sources/{name}/source.txt", content=content), metadata)


def source_lines(name: str) -> list[str]:
    """Return the lines of a source, counted from 1, as the README of the witnesses counts them."""
    return ["", *(SOURCES / name / "source.txt").read_text(encoding="utf-8").split("\n")]


def words_of(document: Document, kind: BlockKind) -> list[str]:
    return [leaf.span.of(document.text) for leaf in document.body.leaves() if leaf.kind is kind]


def pages_of(document: Document) -> list[str]:
    return [page.label for page in document.body.page_breaks]


def test_the_telephone_conversation_is_one_paragraph_with_two_notes() -> None:
    result = read_source(CONGO)
    document, lines = result.document, source_lines(CONGO)
    heading = lines[1].removesuffix("1")
    paragraph = lines[4].replace("[Page 522] ", "").removesuffix("2")
    assert document.text == f"{heading}\n{paragraph}"
    assert [leaf.kind for leaf in document.body.leaves()] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert (document.number, document.title) == ("360", heading.removeprefix("360. "))
    assert [(note.label, note.type, note.text.content) for note in document.notes] == [
        ("1", "source", lines[6].removeprefix("  1. ")),
        ("2", "", lines[7].removeprefix("  2. ")),
    ]
    assert [(ref.label, ref.note, ref.offset) for ref in document.body.note_refs] == [
        ("1", 0, len(heading)),
        ("2", 1, len(document.text)),
    ]
    assert pages_of(document) == ["521", "522"]
    assert document.text[document.body.page_breaks[1].offset :].startswith("put it right away")
    assert result.diagnostics == ()


def wrapped(content: str, width: int, kept: set[str]) -> str:
    """Return a source as a typist would have broken it into lines, but for those that are declared."""
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, initial_indent=line[: len(line) - len(line.lstrip())]))
        if len(line) > width and line.strip() not in kept
        else line
        for line in content.split("\n")
    )


@pytest.mark.parametrize("width", [66, 72, 78, 84, 90, 96])
@pytest.mark.parametrize("name", [CONGO, SECTO, EXCOMM, BERLIN])
def test_a_source_reads_the_same_when_its_paragraphs_are_wrapped(name: str, width: int) -> None:
    content = (SOURCES / name / "source.txt").read_text(encoding="utf-8")
    metadata, _ = load((SOURCES / name / "metadata.yml").read_text(encoding="utf-8"), "m", Metadata)
    assert metadata is not None
    declared = {line.strip() for lines in metadata.lines for line in lines.text.splitlines()}
    expected, found = (
        read(Source(id=name, path="source.txt", content=text), metadata).document
        for text in (content, wrapped(content, width, declared))
    )
    assert found.text == expected.text
    assert (found.body, found.notes) == (expected.body, expected.notes)


def test_the_memorandum_on_berlin_is_six_paragraphs_on_two_pages_with_subject_and_signature() -> None:
    result = read_source(BERLIN)
    document, lines = result.document, source_lines(BERLIN)
    paragraphs = [lines[number].replace("[Page 588]", "") for number in (6, 8, 10, 12, 14, 16)]
    heading, subject = lines[1].removesuffix("1"), lines[4].removeprefix("  • ")
    assert document.text == "\n".join([heading, subject, *paragraphs, "Dean Rusk"])
    assert words_of(document, BlockKind.PARAGRAPH) == paragraphs
    assert words_of(document, BlockKind.ITEM) == [subject]
    assert [(block.kind, block.type) for block in document.body.blocks][1] == (BlockKind.LIST, "subject")
    assert words_of(document, BlockKind.SIGNATURE) == ["Dean Rusk"]
    assert pages_of(document) == ["587", "588"]
    assert document.text[document.body.page_breaks[1].offset :].startswith(
        "that Allied or German land access"
    )
    assert [(ref.label, ref.note, ref.offset) for ref in document.body.note_refs] == [
        ("1", None, len(heading))
    ]
    (problem,) = result.diagnostics
    assert "note 1: text not in the transcript" in problem.message
    assert problem.severity == "notice"


def test_the_telegram_is_four_paragraphs_on_five_pages_with_a_signature() -> None:
    result = read_source(SECTO)
    document, lines = result.document, source_lines(SECTO)
    paragraphs = [
        lines[41],
        " ".join(lines[number] for number in (43, 67, 79, 91)),
        " ".join(lines[number] for number in (93, 105)),
        lines[107],
    ]
    assert document.text == "\n".join([*paragraphs, "RUSK"])
    assert words_of(document, BlockKind.PARAGRAPH) == paragraphs
    assert words_of(document, BlockKind.SIGNATURE) == ["RUSK"]
    starts = [document.text[page.offset :].split(" ")[0] for page in document.body.page_breaks]
    assert dict(zip(pages_of(document), starts, strict=True)) == {
        "1": "SECRETARY,",
        "2": "POLICIES",
        "3": "FORCES,",
        "4": "DEFICIENCY.",
        "5": "DIFFICULTY",
    }
    assert document.body.page_breaks[0].supplied
    assert document.body.marks == ()
    assert result.diagnostics == ()


def test_the_furniture_of_the_telegram_stands_on_its_pages() -> None:
    furniture = read_source(SECTO).document.furniture
    secret = [(piece.page, piece.line) for piece in furniture if piece.kind is FurnitureKind.CLASSIFICATION]
    lines = [13, 52, 63, 69, 75, 81, 87, 95, 101, 113]
    assert secret == list(zip("1122334455", lines, strict=True))
    assert Counter(piece.kind.value for piece in furniture) == {
        "archive-mark": 3,
        "classification": 10,
        "endorsement": 1,
        "form": 4,
        "header": 6,
        "mark": 3,
        "routing": 3,
        "running-head": 4,
        "stamp": 10,
    }
    table = next(piece.text for piece in furniture if piece.line == 58)
    rows = [[cell.span.of(table.content) for cell in row.children] for row in table.blocks[0].children]
    assert rows == [
        ["ACTION", "ACTION TAKEN", "DATE OF ACTION", "DIRECTION"],
        ["ASSIGNED TO: NAME OF OFFICER S. OFFICE SYMBOL", "EHR", "", "TO Rm/R"],
    ]
    review = next(piece.text.content for piece in furniture if piece.line == 45)
    assert review.count("\n") == 5
    assert "exemptionCLASSIFIED" in review
    assert next(piece.text.content for piece in furniture if piece.line == 99) == "DECLASSIFIED"


def test_the_record_of_the_meeting_is_thirty_three_paragraphs_on_five_pages_with_a_signature() -> None:
    result = read_source(EXCOMM)
    document, lines = result.document, source_lines(EXCOMM)
    numbers = [
        *range(8, 18, 2),
        *range(34, 46, 2),
        *range(52, 68, 2),
        *range(74, 90, 2),
        *range(96, 108, 2),
    ]
    paragraphs = [lines[number].replace("~~", "") for number in numbers]
    title, date = lines[5].strip(), lines[6]
    assert len(paragraphs) == 33
    assert document.text == "\n".join([title, date, *paragraphs, "Bromley Smith"])
    assert words_of(document, BlockKind.PARAGRAPH) == paragraphs
    assert document.title == title
    assert words_of(document, BlockKind.DATELINE) == [date]
    assert words_of(document, BlockKind.SIGNATURE) == ["Bromley Smith"]
    assert pages_of(document) == ["1", "2", "3", "4", "5"]
    starts = {leaf.span.start for leaf in document.body.leaves()}
    assert all(page.offset in starts for page in document.body.page_breaks)
    marks = [(mark.kind, mark.span.of(document.text)) for mark in document.body.marks]
    assert marks == [(MarkKind.DELETION, "no"), (MarkKind.DELETION, "any")]
    assert "a no-invasion pledge" in document.text
    assert result.diagnostics == ()


def test_the_furniture_of_the_record_stands_on_its_pages() -> None:
    furniture = read_source(EXCOMM).document.furniture
    marked = [
        (
            piece.page,
            piece.line,
            piece.text.content,
            [mark.span.of(piece.text.content) for mark in piece.text.marks],
        )
        for piece in furniture
        if piece.kind is FurnitureKind.CLASSIFICATION
    ]
    first, whole, last = "TOP SECRET - SENSITIVE", "TOP SECRET - SENSITIVE", "TOP SECRET SENSITIVE"
    assert marked == [
        ("1", 3, first, ["TOP SECRET"]),
        ("1", 20, first, ["TOP SECRET"]),
        ("2", 30, first, ["TOP SECRET"]),
        ("2", 46, first, ["TOP SECRET"]),
        ("3", 48, first, ["TOP SECRET"]),
        ("3", 68, first, ["TOP SECRET"]),
        ("4", 70, whole, [whole]),
        ("4", 90, whole, [whole]),
        ("5", 92, last, ["TOP SECRET"]),
        ("5", 110, last, ["TOP SECRET"]),
    ]
    stamps = [(piece.line, piece.text.content) for piece in furniture if piece.kind is FurnitureKind.STAMP]
    assert stamps == [(18, "SANITIZED"), (22, "NWK-80-29\nBY\nMM\nWARS. DATE 10/9/84")]
    numbers = [piece.text.content for piece in furniture if piece.kind is FurnitureKind.PAGE_NUMBER]
    assert numbers == ["- 2 -", "- 3 -", "- 4 -", "- 5 -"]


@pytest.mark.parametrize("name", [CONGO, SECTO, EXCOMM, BERLIN])
def test_the_format_of_each_source_is_told_from_its_content(name: str) -> None:
    content = (SOURCES / name / "source.txt").read_text(encoding="utf-8")
    source = Source(id=name, path=f"sources/{name}/source.txt", content=content)
    assert read(source, Metadata()).document.format == (
        "frus-web" if name.startswith("frus") else "typescript"
    )
