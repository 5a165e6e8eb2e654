"""What a source says of ranges and points within its lines: marks, names, references, gaps."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from edition.entities import entity_page
from edition.model import MarkKind
from edition.render.classes import class_attribute
from edition.render.escaping import html_text
from edition.render.holes import hole
from edition.render.inline import Inserted

if TYPE_CHECKING:
    from edition.mentions import Placed
    from edition.model import Gap, Mark, Mention, MentionKind, Reference
    from edition.render.inline import Range

_MARK_TAGS = {
    MarkKind.DELETION: ("<del>", "</del>"),
    MarkKind.EMPHASIS: ("<em>", "</em>"),
    MarkKind.ROMAN: ('<span class="roman">', "</span>"),
    MarkKind.SMALL_CAPITALS: ('<span class="small-capitals">', "</span>"),
    MarkKind.STRONG: ("<strong>", "</strong>"),
    MarkKind.SUBSCRIPT: ("<sub>", "</sub>"),
    MarkKind.SUPERSCRIPT: ("<sup>", "</sup>"),
    MarkKind.UNCLEAR: ('<span class="unclear" title="Unclear in the source">', "</span>"),
    MarkKind.UNDERLINE: ('<span class="underline">', "</span>"),
}


def wrap_mark(mark: Mark) -> Range:
    """Return the element for an inline quality; one that we do not know is a class of the source's name."""
    tags = _MARK_TAGS.get(mark.kind)
    opening, closing = tags or (f"<span{class_attribute('', mark.type)}>", "</span>")
    span = mark.span
    return span.start, span.end, opening, opening, closing, "", 3, False


def wrap_mention(mention: Mention) -> Range:
    """Return the element for a name; one with an entry in the source's list waits to become a link."""
    span = mention.span
    if mention.target:
        opening = _mention_opening(mention.kind, mention.target)
        return span.start, span.end, opening, opening, "</a>", "", 1, True
    opening = f'<span class="mention {mention.kind}">'
    return span.start, span.end, opening, opening, "</span>", "", 1, False


@lru_cache(maxsize=4096)
def _mention_opening(kind: MentionKind, target: str) -> str:
    return f'<a class="mention {kind}"{hole("mention", target)}>'


def wrap_entity(one: Placed, *, is_link: bool) -> Range:
    """Return the element for a mention of one of our entities, which has its address in its first part.

    Where a reference of the source's own has some of the words it is no link: the reference is.
    """
    kinds = f"mention {one.kind} likely" if one.is_likely else f"mention {one.kind}"
    if not is_link:
        opening = f'<span class="{kinds}"'
        return one.start, one.end, f'{opening} id="{one.fragment}">', f"{opening}>", "</span>", "", 1, False
    opening, link = f'<a class="{kinds}"', hole("entity", entity_page(one.kind, one.entity))
    return (
        one.start,
        one.end,
        f'{opening} id="{one.fragment}"{link}>',
        f"{opening}{link}>",
        "</a>",
        "",
        1,
        True,
    )


def wrap_reference(reference: Reference) -> Range:
    """Return the element for a reference, which waits to become a link.

    Around the same words as a name it is the link that stands: a name has others, a reference has not.
    """
    span, opening = reference.span, _reference_opening(reference.target)
    return span.start, span.end, opening, opening, "</a>", "", 2, True


@lru_cache(maxsize=4096)
def _reference_opening(target: str) -> str:
    return f'<a class="reference"{hole("reference", target)}>'


def insert_gap(gap: Gap) -> Inserted:
    """Return the sign for a gap, in words: `[gap: 2 lines]`."""
    words = f"{gap.kind}: {gap.words}" if gap.words else gap.kind
    attributes = class_attribute("gap", gap.kind) if gap.kind != "gap" else ' class="gap"'
    return Inserted(gap.offset, f"<span{attributes} data-apparatus>[{html_text(words)}]</span>")
