"""The document's own notes: their ids, their labels, and how they call one another."""

from __future__ import annotations

import pytest

from edition.addresses import missing_note_ids, note_ids, note_page_ids, note_ref_ids
from edition.model import Block, BlockKind, Document, FirstPage, Note, NoteRef, PageBreak, Span, Text
from tests.render.texts import notes_of


def text(content: str, *refs: NoteRef, pages: tuple[str, ...] = (), first: str = "") -> Text:
    return Text(
        content=content,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(content))),),
        note_refs=refs,
        page_breaks=tuple(PageBreak(label=label, offset=0) for label in pages),
        first_page=FirstPage(first, begins=False) if first else None,
    )


def document(body: Text, *notes: Note) -> Document:
    return Document(id="trial", format="trial", body=body, notes=notes, furniture=(), account=())


def note(label: str, name: str = "", kind: str = "") -> Note:
    return Note(label=label, text=text("words"), name=name, type=kind)


@pytest.mark.parametrize(
    ("notes", "ids"),
    [
        ([note("1"), note("†"), note("1")], ("fn1", "fnx2020", "fn1-2")),
        ([note("1", "d5fn1"), note("1", "d5fn2")], ("fn1", "fn2")),
        ([note("2", "d230fn2"), note("2", "d231fn2")], ("fn2", "fn2-2")),
        ([note("", "", "source"), note("", "", "summary"), note("")], ("fnsource", "fnsummary", "fnx")),
        ([note("1", "afterword"), note("1", "d5fn")], ("fnafterword", "fnd5fn")),
        ([note("1", "d5fnref1")], ("fnxref1",)),
    ],
    ids=["labels", "names", "a name like another's", "neither", "other names", "the name of a call"],
)
def test_a_note_is_named_for_its_identifier_or_its_label(notes: list[Note], ids: tuple[str, ...]) -> None:
    assert note_ids(notes) == ids


def test_calls_are_named_for_their_notes_and_missing_notes_for_their_labels() -> None:
    refs = [NoteRef(label="*", offset=0, note=0), NoteRef(label="2", offset=0, note=None)]
    texts = [text("a", *refs, refs[0]), text("b", refs[0], refs[1])]
    assert note_ref_ids(texts, ["fn2"]) == [("fnref2", "fnref2-2", "fnref2-3"), ("fnref2-4", "fnref2-5")]
    assert missing_note_ids(texts, ["fn2"]) == {"2": "fn2-2"}


def test_a_page_within_a_note_has_no_address_of_a_page_of_the_text() -> None:
    of_note = Note(label="1", text=text("b", pages=("4", "5", "6")))
    assert note_page_ids(document(text("a", pages=("5",), first="4"), of_note)) == [
        ("pg_4-2", "pg_5-2", "pg_6")
    ]


def test_a_note_that_only_another_note_calls_leads_back_there_and_stands_apart() -> None:
    first = Note(label="1", text=text("One", NoteRef(label="2", offset=3, note=1)))
    html = notes_of(document(text("a", NoteRef(label="1", offset=1, note=0)), first, note("2")))
    assert html == (
        '<section class="edition-notes" role="doc-endnotes" aria-labelledby="edition-notes-title">'
        '<h2 id="edition-notes-title">The document’s own notes</h2>\n'
        '<ol><li id="fn1"><p><span class="edition-label" data-apparatus>1</span> One'
        '<sup data-apparatus><a class="note-ref" role="doc-noteref" id="fnref2" href="#fn2">2</a></sup>'
        ' <a class="note-back" role="doc-backlink" href="#fnref1" '
        'aria-label="Back to the text at note 1" data-apparatus></a></p>\n</li>\n'
        '<li id="fn2" class="apart"><p><span class="edition-label" data-apparatus>2</span> words'
        ' <a class="note-back" role="doc-backlink" href="#fnref2" '
        'aria-label="Back to the text at note 2" data-apparatus></a></p>\n</li>\n</ol></section>\n'
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "From the files.",
            '<p><span class="edition-label" data-apparatus>Source</span> From the files.</p>',
        ),
        ("Source: the files.", "<p>Source: the files.</p>"),
    ],
    ids=["named by us", "named by itself"],
)
def test_a_source_note_without_a_label_is_called_by_a_word(content: str, expected: str) -> None:
    html = notes_of(document(text("a"), Note(label="", text=text(content), type="source")))
    assert f'<ol><li id="fnsource" class="unlabeled apart tei-source">{expected}\n</li>\n</ol>' in html


def test_the_label_and_the_way_back_of_a_note_stand_beside_a_list() -> None:
    content = "one"
    item = Block(BlockKind.ITEM, Span(0, 3))
    listed = Text(content=content, blocks=(Block(BlockKind.LIST, Span(0, 3), (item,)),))
    call = NoteRef(label="1", offset=1, note=0)
    html = notes_of(document(text("a", call), Note(label="1", text=listed)))
    assert (
        '<li id="fn1"><p data-apparatus><span class="edition-label" data-apparatus>1</span> </p>\n'
        "<ul><li>one</li>\n</ul>\n"
        '<p data-apparatus> <a class="note-back" role="doc-backlink" href="#fnref1" '
        'aria-label="Back to the text at note 1" data-apparatus></a></p>\n</li>' in html
    )
