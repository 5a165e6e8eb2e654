"""A running text as HTML: its blocks, with all that points into them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from edition.addresses import missing_notes, note_ids, note_ref_ids, page_ids
from edition.model import Block, BlockKind, Document, Note, NoteRef, PageBreak, Span, Text, fragment_id
from edition.render.escaping import html_text
from edition.render.inline import Inserted, Wrapped, direction, keep_together, render_span, wrap_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

_FRAMES = {BlockKind.TABLE: "table", BlockKind.ROW: "tr"}
_LEAVES = {
    BlockKind.DATELINE: ("p", "dateline"),
    BlockKind.SIGNATURE: ("p", "signature"),
    BlockKind.LABEL: ("p", "label"),
    BlockKind.LINE: ("div", "line"),
    BlockKind.ITEM: ("li", ""),
    BlockKind.CELL: ("td", ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextParts:
    """A text and what stands in and behind its blocks.

    `after` is called with each outermost block and gives the apparatus that follows it. Paragraphs have
    their addresses and permalinks only where `numbered`: in a document's own text, not in its notes.
    """

    text: Text
    wrapped: Sequence[Wrapped] = ()
    inserted: Sequence[Inserted] = ()
    numbered: bool = False
    after: Callable[[Block], str] = field(default=lambda _: "")


def render_text(parts: TextParts) -> str:
    """Return the blocks of a text; a first heading is the page's heading, others are subheadings."""
    contents = _leaf_contents(parts)
    numbers = {block.span: number for number, block in enumerate(parts.text.paragraphs(), 1)}
    headings = (block.span for block in parts.text.leaves() if block.kind is BlockKind.HEADING)
    title = next(headings, None) if parts.numbered else None

    def leaf(block: Block) -> str:
        content, turn = contents[block.span], direction(block.span.of(parts.text.content))
        if block.kind is BlockKind.PARAGRAPH and parts.numbered:
            return _numbered_paragraph(numbers[block.span], turn, content)
        if block.kind is BlockKind.HEADING:
            tag = "h1" if block.span == title else "h2"
            return f'<{tag} class="edition-heading"{turn}>{content}</{tag}>\n'
        tag, name = _LEAVES.get(block.kind, ("p", ""))
        attribute = f' class="{name}"' if name else ""
        return f"<{tag}{attribute}{turn}>{content}</{tag}>\n"

    return "".join(_render_block(block, leaf) + parts.after(block) for block in parts.text.blocks)


def _render_block(block: Block, leaf: Callable[[Block], str]) -> str:
    if not block.children:
        return leaf(block)
    return _render_frame(block, "".join(_render_block(child, leaf) for child in block.children))


def _numbered_paragraph(number: int, turn: str, content: str) -> str:
    link = f'<a class="permalink" href="#p{number}" aria-label="Paragraph {number}" data-apparatus></a>'
    return f'<p id="p{number}"{turn}>{content}{link}</p>\n'


def _render_frame(block: Block, inner: str) -> str:
    name = f' class="{escape(block.type)}"' if block.type else ""
    if block.kind is BlockKind.LIST:
        return _render_list(block, name, inner)
    tag = _FRAMES.get(block.kind, "div")
    return f"<{tag}{name}>{inner}</{tag}>\n"


def _render_list(block: Block, name: str, inner: str) -> str:
    """Return a list; its own label stands before the list, where HTML has room for it."""
    if block.children[0].kind is not BlockKind.LABEL:
        return f"<ul{name}>{inner}</ul>\n"
    label, items = inner.split("</p>\n", 1)
    return f"<div{name}>{label}</p>\n<ul>{items}</ul></div>\n"


def _leaf_contents(parts: TextParts) -> dict[Span, str]:
    """Return the inside of every block that holds text, by its place.

    Each range and point is handed only to the blocks that it touches: a long text may have thousands of both.
    """
    content = parts.text.content
    spans = [leaf.span for leaf in parts.text.leaves()]
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    wrapped = {span: keep_together(content, span) for span in spans}
    inserted: dict[Span, list[Inserted]] = {span: [] for span in spans}
    for one in parts.wrapped:
        for span in spans[bisect_right(ends, one.span.start) : bisect_left(starts, one.span.end)]:
            wrapped[span].append(one)
    for point in parts.inserted:
        for span in spans[bisect_left(ends, point.offset) : bisect_right(starts, point.offset)]:
            inserted[span].append(point)
    return {span: render_span(content, span, wrapped[span], inserted[span]) for span in spans}


def marks_of(text: Text) -> list[Wrapped]:
    """Return the elements of a text's inline qualities."""
    return [wrap_mark(mark) for mark in text.marks]


def points_of(text: Text, names: Sequence[str], prefix: str = "") -> list[Inserted]:
    """Return a text's note references and page breaks; a reference leans on the word before it.

    `names` are the ids of the document's notes; `prefix` keeps the ids of a note's page breaks its own.
    """
    starts = {leaf.span.start for leaf in text.leaves()}
    references = [
        Inserted(offset=ref.offset, html=_note_ref(ref, name, _note_target(ref.label, ref.note, names)))
        for ref, name in zip(text.note_refs, note_ref_ids(text), strict=True)
    ]
    breaks = [
        Inserted(offset=page_break.offset, html=_page_break(page_break, f"{prefix}{name}", starts))
        for page_break, name in zip(text.page_breaks, page_ids(text.page_breaks), strict=True)
    ]
    return [*references, *breaks]


def _note_target(label: str, note: int | None, names: Sequence[str]) -> str:
    return f"fn{fragment_id(label)}" if note is None else names[note]


def _note_ref(ref: NoteRef, name: str, target: str) -> str:
    missing = ' class="missing"' if ref.note is None else ""
    return (
        f'<sup{missing} data-apparatus><a class="footnote-ref" role="doc-noteref" id="{name}" '
        f'href="#{target}">{escape(ref.label)}</a></sup>'
    )


def _page_break(page_break: PageBreak, name: str, starts: Container[int]) -> str:
    """Return the turn of a page; one that opens a block is called leading: its point need not be shown."""
    kinds = [
        "pagebreak",
        *(["supplied"] if page_break.supplied else []),
        *(["leading"] if page_break.offset in starts else []),
    ]
    title = f' title="{escape(page_break.supplied)}"' if page_break.supplied else ""
    # A named `span` is an error to checkers that do not know the roles of DPUB-ARIA; a `dfn` is as quiet.
    return (
        f'<dfn class="{" ".join(kinds)}" role="doc-pagebreak" id="{name}" '
        f'aria-label="Page {escape(page_break.label)}"{title} data-apparatus></dfn>'
    )


def render_notes(document: Document, reasons: Mapping[str, str]) -> str:
    """Return the document's own notes under their printed labels, and a line for each that is missing.

    `reasons` are what the editors have to say about missing notes, by label.
    """
    names = note_ids(document.notes)
    calls: dict[str, list[str]] = {}
    for ref, name in zip(document.body.note_refs, note_ref_ids(document.body), strict=True):
        calls.setdefault(_note_target(ref.label, ref.note, names), []).append(name)
    items = [
        f'<li id="{name}">{_note_text(note, name, calls.get(name, []))}</li>\n'
        for name, note in zip(names, document.notes, strict=True)
    ]
    for label in missing_notes(document.body):
        target = f"fn{fragment_id(label)}"
        reason = f" {html_text(reasons[label])}" if label in reasons else ""
        words = f"Note {html_text(label)}: text not in the transcript.{reason}"
        items.append(
            f'<li id="{target}" class="missing"><p>{_note_label(label)}{words}'
            f"{_back_links(calls[target], label)}</p></li>\n"
        )
    if not items:
        return ""
    return (
        '<section class="edition-notes" role="doc-endnotes" aria-labelledby="edition-notes-title">'
        '<h2 id="edition-notes-title">The document’s own notes</h2>\n'
        f"<ol>{''.join(items)}</ol></section>\n"
    )


def _note_text(note: Note, name: str, calls: Sequence[str]) -> str:
    """Return a note: its label before the first word and its way back behind the last, in its paragraphs."""
    text = note.text
    inserted = [
        Inserted(offset=0, html=_note_label(note.label)),
        *points_of(text, (), prefix=f"{name}-"),
        Inserted(offset=len(text.content), html=_back_links(calls, note.label)),
    ]
    return render_text(TextParts(text=text, wrapped=marks_of(text), inserted=inserted))


def _note_label(label: str) -> str:
    return f'<span class="edition-label" data-apparatus>{escape(label)}</span> '


def _back_links(calls: Sequence[str], label: str) -> str:
    return "".join(
        f' <a class="footnote-backref" role="doc-backlink" href="#{call}" '
        f'aria-label="Back to the text at note {escape(label)}" data-apparatus></a>'
        for call in calls
    )
