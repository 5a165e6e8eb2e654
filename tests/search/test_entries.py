"""What search finds of a document: its text by page and paragraph, its notes, what the editors say."""

from __future__ import annotations

from edition.annotations.passages import Anchored, AnnotatedDocument
from edition.entities import Authority
from edition.model import Block, BlockKind, Document, FirstPage, Note, NoteRef, PageBreak, Span, Text
from edition.schema import Annotation, Entity, Metadata
from edition.search.entries import (
    Part,
    SearchEntry,
    SearchPassage,
    Stretch,
    pack_entries,
    prose_entry,
    search_entries,
    unpack_entries,
)

HEADING, FIRST, SECOND = "Telegram 1344", "The consultation was wipe out.", "Then nothing."
CONTENT = f"{HEADING}\n{FIRST}\n{SECOND}"
BODY = Text(
    content=CONTENT,
    blocks=(
        Block(BlockKind.HEADING, Span(0, 13)),
        Block(BlockKind.PARAGRAPH, Span(14, 44)),
        Block(BlockKind.PARAGRAPH, Span(45, 58)),
    ),
    page_breaks=(PageBreak(label="522", offset=CONTENT.index("sultation")),),
    note_refs=(NoteRef(label="2", offset=58, note=1),),
    first_page=FirstPage("521", begins=False),
)


def plain(content: str) -> Text:
    return Text(content=content, blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(content))),))


def annotated(content: str, **keys: object) -> Anchored:
    start = CONTENT.index(content)
    span = Span(start, start + len(content))
    annotation = Annotation.model_validate(
        {"id": content.replace(" ", "-").lower(), "exact": content, **keys}
    )
    return Anchored(annotation, span, content, BODY.page_at(start))


def a_document(*anchored: Anchored, body: Text = BODY, notes: tuple[Note, ...] = ()) -> AnnotatedDocument:
    document = Document(id="d1", format="plain", body=body, notes=notes, furniture=(), account=())
    return AnnotatedDocument(
        document=document,
        metadata=Metadata.model_validate({}),
        metadata_path="",
        annotations_path="",
        threads=(),
        anchored=anchored,
    )


def passage(fragment: str, *stretches: tuple[str, str], label: str = "") -> SearchPassage:
    return SearchPassage(fragment=fragment, label=label, stretches=tuple(Stretch(*one) for one in stretches))


def found(document: AnnotatedDocument, part: Part) -> tuple[SearchPassage, ...]:
    authorities = {
        "rusk": Authority(
            "person", Entity.model_validate({"id": "rusk", "name": "Dean Rusk", "description": "Secretary."})
        )
    }
    entries = search_entries(document, "documents/d1", authorities)
    return next((entry.passages for entry in entries if entry.part is part), ())


def test_a_text_is_found_by_page_and_paragraph_and_a_broken_word_whole() -> None:
    assert found(a_document(), Part.TEXT) == (
        passage("", ("521", HEADING)),
        passage("p1", ("521", "The consultation"), ("522", "was wipe out.")),
        passage("p2", ("522", SECOND)),
    )


def test_a_corrected_word_is_found_in_both_forms() -> None:
    document = a_document(annotated("wipe out", correction="wiped out"))
    assert found(document, Part.TEXT)[-1] == passage(
        "wipe-out", ("522", "The consultation was wiped out."), label="as corrected"
    )
    assert found(document, Part.ANNOTATIONS) == (
        passage("note-wipe-out", ("522", "wiped out"), label="annotation"),
    )


def test_a_correction_stands_among_the_words_of_its_own_block() -> None:
    words = " ".join(f"word{number}" for number in range(40))
    body = Text(
        content=f"before\n{words}",
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, 6)), Block(BlockKind.PARAGRAPH, Span(7, 7 + len(words)))),
    )
    start = body.content.index("word20")
    annotation = Annotation.model_validate({"id": "w", "exact": "word20", "correction": "WORD"})
    document = a_document(Anchored(annotation, Span(start, start + 6), "word20", ""), body=body)
    (corrected,) = (one for one in found(document, Part.TEXT) if one.label)
    around = corrected.stretches[0].words.split()
    assert around == [*(f"word{n}" for n in range(9, 20)), "WORD", *(f"word{n}" for n in range(21, 32))]


def test_notes_are_found_under_their_labels_on_the_page_that_calls_them() -> None:
    notes = (
        Note(label="0", text=plain("Source: Kennedy Library."), type="source"),
        Note(label="2", text=plain("Not found.")),
        Note(label="3", text=plain("")),
    )
    assert found(a_document(notes=notes), Part.NOTES) == (
        passage("fn0", ("", "Source: Kennedy Library."), label="source note"),
        passage("fn2", ("522", "Not found."), label="note 2"),
    )


def test_what_the_editors_say_is_found_beside_its_passage() -> None:
    link = {"to": "d2", "relation": "answers", "why": "The reply."}
    document = a_document(
        annotated("consultation", note="*Often* asked.", question="By whom?", links=[link]),
        annotated("nothing", entity="rusk"),
        annotated("Then", threads=["cuba"]),
    )
    assert found(document, Part.ANNOTATIONS) == (
        passage("note-consultation", ("521", "Often asked.   By whom?  The reply."), label="annotation"),
        passage("note-nothing", ("522", "Dean Rusk. Secretary."), label="annotation"),
    )


def test_a_document_without_words_has_an_entry_for_its_title() -> None:
    document = a_document(body=Text(content="", blocks=()))
    assert search_entries(document, "documents/d1", {}) == (
        SearchEntry(page="documents/d1", part=Part.TEXT, passages=()),
    )


def test_an_editors_page_is_found_by_its_headings() -> None:
    assert prose_entry("guide/", '<p>Lead</p><h2 id="a">A</h2><p>words</p>') == SearchEntry(
        page="guide/", part=Part.PAGE, passages=(passage("", ("", "Lead")), passage("a", ("", "A words")))
    )


def test_packed_entries_are_the_same_when_they_are_unpacked() -> None:
    entries = search_entries(a_document(annotated("wipe out", correction="wiped out")), "documents/d1", {})
    assert unpack_entries(pack_entries(entries)) == entries
