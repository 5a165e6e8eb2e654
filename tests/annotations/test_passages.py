"""Every annotation has its place, or an editor is told why not, in a time that the file's size allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.annotations.passages import annotate, corrections_across_blocks, overlapping_corrections
from edition.diagnostics import Code
from edition.model import Block, BlockKind, Document, Note, Span, Text
from edition.schema import Annotation, Metadata
from edition.sources import DocumentFiles

if TYPE_CHECKING:
    from edition.annotations.passages import AnnotatedDocument

CONTENT = "The road to Berlin\nwas blocked again."
BLOCKS = (Block(BlockKind.PARAGRAPH, Span(0, 18)), Block(BlockKind.PARAGRAPH, Span(19, 37)))


def annotated(*annotations: Annotation) -> AnnotatedDocument:
    note = Text(content="The Autobahn.", blocks=(Block(BlockKind.PARAGRAPH, Span(0, 13)),))
    unnumbered = Text(content="Kennedy Library", blocks=(Block(BlockKind.PARAGRAPH, Span(0, 15)),))
    document = Document(
        id="memo",
        format="typescript",
        body=Text(content=CONTENT, blocks=BLOCKS),
        notes=(Note(label="1", text=note), Note(label="", text=unnumbered)),
        furniture=(),
        account=(),
    )
    files = DocumentFiles(
        metadata=Metadata(),
        metadata_path="metadata.yml",
        annotations=annotations,
        annotations_path="annotations.yml",
    )
    return annotate(document, files, ())


def correction(name: str, exact: str) -> Annotation:
    return Annotation(id=name, exact=exact, correction=f"not {exact}")


def test_what_would_help_is_told_of_a_hundred_lost_passages() -> None:
    lost = [Annotation(id=f"lost-{number}", exact="Berlyn", yaml_line=number) for number in range(1, 103)]
    reasons = [orphan.reason for orphan in annotated(*lost).orphans]
    assert {reason.code for reason in reasons} == {Code.QUOTE_NOT_FOUND}
    assert {reason.message for reason in reasons[:100]} == {"'Berlyn' is not in the text; nearest: 'Berlin'"}
    assert [(reason.message, reason.location.line) for reason in reasons[100:]] == [
        ("'Berlyn' is not in the text; what would help is told of the first 100, so mend those first", line)
        for line in (101, 102)
    ]


def test_words_of_a_note_are_told_to_be_there() -> None:
    (orphan,) = annotated(Annotation(id="autobahn", exact="The  Autobahn")).orphans
    assert orphan.reason.message == (
        "'The Autobahn' is not in the text: it is in the document's own note 1; "
        "annotate the words of the text that call the note"
    )


def test_words_of_a_note_without_a_number_are_told_to_be_there() -> None:
    (orphan,) = annotated(Annotation(id="library", exact="Kennedy Library")).orphans
    assert orphan.reason.message == (
        "'Kennedy Library' is not in the text: it is in a note of the document's own; "
        "annotate the words of the text that call the note"
    )


def test_a_correction_that_shares_words_with_an_earlier_one_is_told_once() -> None:
    document = annotated(
        correction("road", "road to Berlin"),
        correction("to", "to"),
        correction("berlin", "Berlin"),
        correction("again", "again"),
    )
    assert [problem.message for problem in overlapping_corrections(document)] == [
        "the corrections 'road' and 'to' share words; make one correction of them",
        "the corrections 'road' and 'berlin' share words; make one correction of them",
    ]


def test_a_correction_may_end_with_its_paragraph_and_not_run_over_it() -> None:
    document = annotated(
        correction("whole", "The road to Berlin"), correction("over", "Berlin was"), correction("was", "was")
    )
    assert [problem.message for problem in corrections_across_blocks(document)] == [
        "the correction 'over' runs over the end of a paragraph; make one for each"
    ]
