"""A running text as HTML: its blocks, with all that points into them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, count
from typing import TYPE_CHECKING, NamedTuple

from edition.addresses import first_page_id, missing_note_ids, note_ids, note_page_ids, note_ref_ids, page_ids
from edition.model import BlockKind
from edition.render.blocks import Setting, render_standing
from edition.render.classes import class_attribute
from edition.render.escaping import html_text, quotable
from edition.render.inline import Inserted, direction, leaf_contents
from edition.render.mentions import insert_gap, wrap_entity, wrap_mark, wrap_mention, wrap_reference
from edition.render.points import Call, note_name, render_call, render_first_page, render_page_breaks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from edition.mentions import Mentions, Placed
    from edition.model import Block, Document, Note, Span, Text
    from edition.render.inline import Range


class TextParts(NamedTuple):
    """A text and what stands in and behind its blocks.

    `after`, if given, is called with each of the text's `standing_blocks` and gives the apparatus that
    follows it. Paragraphs have their addresses and permalinks only where `numbered`: in a document's own
    text, not in its notes. `within` says where the text stands, if it is not the document's own: `note 3`.
    """

    text: Text
    wrapped: Sequence[Range] = ()
    inserted: Sequence[Inserted] = ()
    numbered: bool = False
    within: str = ""
    after: Callable[[Block], str] | None = None


def render_text(parts: TextParts) -> str:
    """Return the blocks of a text; a first heading is the page's heading, others are subheadings."""
    text = parts.text
    leaves = list(text.leaves())
    if not leaves:
        return f"<p>{''.join([point.html for point in parts.inserted])}</p>\n" if parts.inserted else ""
    setting = Setting(
        content=text.content,
        insides=leaf_contents(text.content, leaves, parts.wrapped, parts.inserted),
        right_to_left=bool(direction(text.content)),
        title=_title(leaves) if parts.numbered else None,
        numbers=count(1) if parts.numbered else None,
        tables=_table_names(parts.within) if parts.numbered or parts.within else None,
    )
    blocks = [render_standing(block, setting, parts.after) for block in text.blocks]
    if parts.numbered and text.first_page:
        blocks.insert(0, render_first_page(text.first_page, first_page_id(text)))
    return "".join(blocks)


def _title(leaves: Sequence[Block]) -> Span | None:
    """Return where the heading of the whole text stands: the first that has words."""
    return next((leaf.span for leaf in leaves if leaf.kind is BlockKind.HEADING and leaf.span), None)


def _table_names(within: str) -> Iterator[str]:
    suffix = f" of {within}" if within else ""
    for number in count(1):
        yield f"Table {number}{suffix}"


def marks_of(text: Text, placed: Sequence[Placed] = ()) -> list[Range]:
    """Return the elements of all that a source says of ranges: inline qualities, names, references.

    And those of the mentions of our entities, which take the place of the source's own for the same words.
    """
    marks = [*map(wrap_mark, text.marks), *map(wrap_reference, text.references)]
    elements = [one for one in placed if not one.is_passage]
    if not elements:
        return [*marks, *map(wrap_mention, text.mentions)]
    taken = {(one.start, one.end) for one in elements}
    marks += [
        wrap_mention(one)
        for one in text.mentions
        if not (one.target and (one.span.start, one.span.end) in taken)
    ]
    linked = sorted((one.span.start, one.span.end) for one in text.references)
    return [*marks, *(wrap_entity(one, is_link=not _meets(one, linked)) for one in elements)]


def _meets(one: Placed, linked: Sequence[tuple[int, int]]) -> bool:
    """Whether a mention shares words with one of the ranges, which come in order and seldom overlap."""
    place = bisect_left(linked, (one.end,))
    return any(end > one.start for _, end in linked[max(place - 2, 0) : place])


def calls_of(document: Document) -> list[list[Call]]:
    """Return how each text of a document calls its notes: its own text first, then each of the notes."""
    notes = document.notes
    names, texts = note_ids(notes), [document.body, *[note.text for note in notes]]
    missing = missing_note_ids(texts, names)
    return [
        [
            Call(ref, name, missing[ref.label], ref.label)
            if ref.note is None
            else Call(ref, name, names[ref.note], note_name(notes[ref.note], ref.label))
            for ref, name in zip(text.note_refs, ids, strict=True)
        ]
        for text, ids in zip(texts, note_ref_ids(texts, names), strict=True)
    ]


def points_of(text: Text, calls: Sequence[Call] = (), pages: Sequence[str] | None = None) -> list[Inserted]:
    """Return all points of a text; of several that stand together, a call leans on what is before it.

    `pages` are the ids of its page breaks, if they are not those of a document's own text.
    """
    points = [*map(render_call, calls), *map(insert_gap, text.gaps)]
    if text.page_breaks:
        names = page_ids(text.page_breaks) if pages is None else pages
        points += render_page_breaks(text.content, text.page_breaks, names)
    return points


def render_notes(
    document: Document, calls: Sequence[Sequence[Call]], reasons: Mapping[str, str], mentions: Mentions
) -> str:
    """Return the document's own notes under their printed labels, and a line for each that is missing.

    `calls` and `mentions` are those of its texts, `reasons` what the editors have to say about missing notes,
    by label. A note that the text itself does not call is `apart`: it has no line beside which it could
    stand.
    """
    notes, back = document.notes, dict[str, list[str]]()
    for call in chain.from_iterable(calls):
        back.setdefault(call.target, []).append(call.name)
    beside = {call.target for call in calls[0]}
    rows = zip(notes, note_ids(notes), calls[1:], note_page_ids(document), strict=True)
    items = [
        f'<li id="{name}"{_kinds(note, is_apart=name not in beside)}>'
        f"{_note(note, points_of(note.text, called, pages), back.get(name, ()), mentions.of(number))}</li>\n"
        for number, (note, name, called, pages) in enumerate(rows, 1)
    ]
    items += _missing(calls, back, reasons)
    if not items:
        return ""
    return (
        '<section class="edition-notes" role="doc-endnotes" aria-labelledby="edition-notes-title">'
        '<h2 id="edition-notes-title">The document’s own notes</h2>\n'
        f"<ol>{''.join(items)}</ol></section>\n"
    )


def _missing(
    calls: Sequence[Sequence[Call]], back: Mapping[str, Sequence[str]], reasons: Mapping[str, str]
) -> Iterator[str]:
    """Yield the line for each note that a text calls and the source lacks."""
    missing = {call.ref.label: call.target for call in chain.from_iterable(calls) if call.ref.note is None}
    beside = {call.target for call in calls[0]}
    for label, name in missing.items():
        reason = f" {html_text(reasons[label])}" if label in reasons else ""
        words = f"Note {html_text(label)}: text not in the transcript.{reason}"
        yield (
            f'<li id="{name}" class="missing{"" if name in beside else " apart"}"><p>{_label(label)}{words}'
            f"{_back_links(back[name], label)}</p></li>\n"
        )


def _kinds(note: Note, *, is_apart: bool) -> str:
    ours = [name for name, holds in (("unlabeled", not note.label), ("apart", is_apart)) if holds]
    return class_attribute(" ".join(ours), note.type)


def _note(note: Note, points: Sequence[Inserted], back: Sequence[str], placed: Sequence[Placed]) -> str:
    """Return a note: its label before the first word and its way back behind the last.

    They stand within its paragraphs, and in their own where it begins or ends with something else.
    """
    text, called = note.text, note_name(note, note.label)
    repeated = not note.label and text.content.lstrip("[(").startswith(called)
    label, links = "" if repeated else _label(called), _back_links(back, called)
    first, last = (text.blocks[0], text.blocks[-1]) if text.blocks else (None, None)
    before = after = ""
    if _is_lines(first):
        points = [Inserted(0, label), *points]
    elif label:
        before = f"<p data-apparatus>{label}</p>\n"
    if _is_lines(last):
        points = [*points, Inserted(len(text.content), links)]
    elif links:
        after = f"<p data-apparatus>{links}</p>\n"
    parts = TextParts(text=text, wrapped=marks_of(text, placed), inserted=points, within=f"note {called}")
    return f"{before}{render_text(parts)}{after}"


def _is_lines(block: Block | None) -> bool:
    """Tell whether a block is one into which a label or a link can be set; a text without blocks is one."""
    return block is None or (block.kind in (BlockKind.PARAGRAPH, BlockKind.RUN) and not block.children)


def _label(label: str) -> str:
    return f'<span class="edition-label" data-apparatus>{quotable(label)}</span> '


def _back_links(calls: Sequence[str], label: str) -> str:
    words = quotable(label)
    return "".join(
        [
            f' <a class="note-back" role="doc-backlink" href="#{call}" '
            f'aria-label="Back to the text at note {words}" data-apparatus></a>'
            for call in calls
        ]
    )
