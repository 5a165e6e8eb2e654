"""What happens in a text where an element of a page begins, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from bs4 import Tag

from edition.model import BlockKind, Gap, Mark, Mention, MentionKind, NoteRef, PageBreak, Reference
from edition.readers.lists import list_label
from edition.readers.saved_page.addresses import reference_target, site_address
from edition.readers.saved_page.frame import is_frame
from edition.readers.saved_page.ledger import set_aside
from edition.readers.saved_page.markup import INLINE, attribute, few_words, names, words
from edition.readers.saved_page.roles import (
    FRAMES,
    HEADINGS,
    block_of,
    extent,
    heads_a_list,
    marks_of,
    mention_of,
    page_of,
)
from edition.readers.tei.draft import (
    Draft,
    OpenBlock,
    await_words,
    break_line,
    close_block,
    end_run,
    follow_words,
    keep_range,
    open_block,
    open_range,
    span_since,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.model import Span
    from edition.readers.saved_page.addresses import Address
    from edition.readers.saved_page.ledger import Ledger
    from edition.readers.saved_page.notes import Notes

# No document nests its blocks so deeply; what does is no block, so that nothing can run too deep on a text.
_DEEPEST = 40
_KEPT_EMPTY = frozenset({BlockKind.CELL, BlockKind.ITEM, BlockKind.LABEL})
_POINTS = names("br hr img wbr")
_LISTS = {"persons": MentionKind.PERSON, "terms": MentionKind.TERM}


@dataclass(slots=True)
class Writing:
    """A text that is being written from a page.

    `part` is the position of the note, or None for the document's own text; `label` is the note's label while
    no word of it is written, and `labelled` says that its label has been seen. `heading` counts the headings
    that are open, `awaiting` says that the head of a list stands there and its items are to come, `boundary`
    that the next words belong to another block than those before.
    """

    notes: Notes
    address: Address | None
    ledger: Ledger
    root: OpenBlock
    part: int | None = None
    label: str | None = None
    labelled: bool = False
    heading: int = 0
    awaiting: bool = False
    boundary: bool = False
    draft: Draft = field(init=False)

    def __post_init__(self) -> None:
        """Begin the text."""
        self.draft = Draft(blocks=[self.root])


def begin_words(writing: Writing) -> None:
    """Prepare for words: they do not go on what stands in another element of the page."""
    if writing.awaiting:
        _close_awaiting(writing)
    if writing.boundary:
        if writing.heading:
            writing.draft.space = writing.draft.space or " "
        else:
            end_run(writing.draft)
    writing.boundary = False


def is_set_aside(writing: Writing, tag: Tag) -> bool:
    """Tell whether an element is no words of this text, after doing what it asks for."""
    what = _named(writing, tag)
    if what is None:
        return False
    if what:
        set_aside(writing.ledger, tag, what, writing.notes.positions)
    return True


def open_element(writing: Writing, tag: Tag) -> Callable[[], None] | None:
    """Begin an element, and return what is to be done at its end."""
    if tag.name in INLINE:
        return _open_inline(writing, tag)
    if writing.heading:
        writing.boundary = True
        return partial(_mark_boundary, writing)
    block = block_of(tag)
    if writing.awaiting and block is not None and block[0] is BlockKind.LIST:
        writing.awaiting = False
        return partial(_close, writing, BlockKind.LIST)
    if writing.awaiting and block is not None:
        _close_awaiting(writing)
    if len(writing.draft.blocks) > _DEEPEST or (block is None and not _is_paragraph(writing, tag)):
        writing.boundary = True
        return partial(_mark_boundary, writing)
    if heads_a_list(tag):
        return _open_list_head(writing, tag)
    return _open_block(writing, tag, *(block or (BlockKind.PARAGRAPH, "")))


def await_page(draft: Draft, label: str, name: str = "", supplied: str = "") -> None:
    """Turn the page before the next character."""
    make = partial(PageBreak, label=label, name=name, supplied=supplied)
    await_words(draft, lambda offset: make(offset=offset), stays=False)


def _named(writing: Writing, tag: Tag) -> str | None:
    """Return what an element is that is no words of this text; None for words.

    Nothing is returned, an empty string, for what is accounted for elsewhere, or has no characters.
    """
    notes, key = writing.notes, id(tag)
    if key in notes.calls or key in notes.positions:
        return _called(writing, key)
    if key in notes.backlinks:
        writing.labelled = writing.labelled or writing.label is not None
        return "link back from a note"
    if key in notes.repeated or is_frame(tag):
        return "note printed again" if key in notes.repeated else "frame of the site"
    if tag.name in _POINTS:
        _point(writing, tag)
        return ""
    return _named_by_its_words(writing, tag)


def _called(writing: Writing, key: int) -> str:
    """Call a note, where a reference to it stands or, of some, the note itself, which is read later."""
    notes = writing.notes
    if call := notes.calls.get(key):
        follow_words(writing.draft, lambda offset: NoteRef(label=call.label, offset=offset, note=call.note))
        return f"note reference {call.label}"
    if key in notes.inline:
        place = notes.positions[key]
        follow_words(writing.draft, lambda offset: NoteRef(label="", offset=offset, note=place))
    return ""


def _named_by_its_words(writing: Writing, tag: Tag) -> str | None:
    """Return what an element of few words is: a page's notation, a note's label, a heading of the notes."""
    if page := page_of(tag):
        label, name = page
        supplied = "" if label else "the page says only where it begins"
        await_page(writing.draft, label or name.rpartition("_")[2], name, supplied)
        return "page notation"
    if writing.label and tag.name in INLINE and (few_words(tag) or "").strip(" .)[]") == writing.label:
        writing.labelled = True
        return "note label"
    if tag.name in HEADINGS and tag.parent is not None and id(tag.parent) in writing.notes.lists:
        return "heading of the notes"
    return None


def _point(writing: Writing, tag: Tag) -> None:
    """Break the line, the block, or leave a gap where an image stands."""
    if tag.name == "br" and not writing.boundary:
        break_line(writing.draft)
    elif tag.name == "hr":
        writing.boundary = True
    elif tag.name == "img":
        said = attribute(tag, "alt") or attribute(tag, "title")
        await_words(writing.draft, lambda offset: Gap(kind="graphic", offset=offset, words=said), stays=False)


def _open_block(writing: Writing, tag: Tag, kind: BlockKind, type_: str) -> Callable[[], None]:
    """Begin a block in the text."""
    rows, columns = extent(tag) if kind is BlockKind.CELL else (1, 1)
    open_block(writing.draft, OpenBlock(kind, type_, rows, columns, frames=kind in FRAMES))
    writing.boundary = False
    if kind is BlockKind.HEADING:
        writing.heading += 1
    if kind is BlockKind.CLOSER and not _holds_blocks(tag):
        # The site keeps no more of a closer than its words: in most of them, who signed.
        open_block(writing.draft, OpenBlock(BlockKind.SIGNATURE))
        return partial(_close_both, writing)
    return partial(_close, writing, kind)


def _open_list_head(writing: Writing, tag: Tag) -> Callable[[], None]:
    """Begin the list whose head stands there as a heading; its items follow."""
    open_block(writing.draft, OpenBlock(BlockKind.LIST, list_label(words(tag)), frames=True))
    open_block(writing.draft, OpenBlock(BlockKind.LABEL, "head"))
    writing.heading += 1
    writing.boundary = False
    return partial(_close_head, writing)


def _open_inline(writing: Writing, tag: Tag) -> Callable[[], None] | None:
    """Begin the qualities of words, what they name, and where they lead."""
    makes: list[Callable[[Span], Mark | Mention | Reference]] = [
        partial(Mark, kind) for kind in marks_of(tag)
    ]
    kind = mention_of(tag)
    only = tag.contents[0] if len(tag.contents) == 1 else None
    if kind is not None and not (isinstance(only, Tag) and only.name == "a"):
        makes.append(lambda span: Mention(kind=kind, span=span))
    if tag.name == "a" and tag.has_attr("href"):
        makes += _links(writing, attribute(tag, "href"))
    if not makes:
        return None
    opened = open_range(writing.draft)

    def close() -> None:
        if span := span_since(writing.draft, opened):
            for make in reversed(makes):
                keep_range(writing.draft, opened, make(span))

    return close


def _links(writing: Writing, href: str) -> list[Callable[[Span], Mark | Mention | Reference]]:
    """Return what a link makes of its words: a mention of a person or a term, or a reference."""
    place = site_address(href, writing.address)
    if place is not None and place.fragment and (kind := _LISTS.get(place.section)):
        return [lambda span: Mention(kind=kind, span=span, target=place.fragment)]
    target = reference_target(href, writing.address)
    return [lambda span: Reference(span=span, target=target)] if target else []


def _is_paragraph(writing: Writing, tag: Tag) -> bool:
    """Tell whether a plain element holds words of its own where paragraphs stand, and no blocks."""
    if writing.draft.blocks[-1].kind not in {BlockKind.SECTION, BlockKind.QUOTATION} or _holds_blocks(tag):
        return False
    return any((node.name in INLINE) if isinstance(node, Tag) else str(node).strip() for node in tag.contents)


def _holds_blocks(tag: Tag) -> bool:
    return any(
        isinstance(node, Tag) and node.name not in INLINE and node.name != "br" for node in tag.contents
    )


def _mark_boundary(writing: Writing) -> None:
    writing.boundary = True


def _close(writing: Writing, kind: BlockKind) -> None:
    """End a block; one without words leaves nothing, unless it is a place in a table or a list."""
    if writing.awaiting and writing.draft.blocks[-1].kind is BlockKind.LIST and kind is not BlockKind.LIST:
        _close_awaiting(writing)
    if kind is BlockKind.HEADING:
        writing.heading -= 1
    draft = writing.draft
    if draft.leaf < 0 and not draft.blocks[-1].children and kind not in _KEPT_EMPTY:
        draft.blocks.pop()
    else:
        close_block(draft)
    writing.boundary = False


def _close_both(writing: Writing) -> None:
    _close(writing, BlockKind.SIGNATURE)
    _close(writing, BlockKind.CLOSER)


def _close_head(writing: Writing) -> None:
    writing.heading -= 1
    _close(writing, BlockKind.PARAGRAPH)
    writing.awaiting = True


def _close_awaiting(writing: Writing) -> None:
    """End a list that has a head and no items."""
    writing.awaiting = False
    _close(writing, BlockKind.LIST)
