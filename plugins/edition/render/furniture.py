"""What is on the pages and not in the text: shown as typed, each piece with its kind."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from edition.mentions import NO_MENTIONS
from edition.model import BlockKind
from edition.render.holes import hole
from edition.render.text import TextParts, marks_of, render_text
from edition.render.words import capital

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.annotations.passages import AnnotatedDocument
    from edition.mentions import Mentions, Placed
    from edition.model import Furniture


def render_opening(document: AnnotatedDocument) -> str:
    """Return the furniture that stands before the first word of the text, in its place."""
    pieces = opening_furniture(document)
    if not pieces:
        return ""
    lines = "".join(
        f'<div class="furniture furniture-{piece.kind}" title="{_name(piece)}">{_typed(piece)}</div>\n'
        for piece in pieces
    )
    return (
        '<div class="edition-furniture-head" role="group" '
        'aria-label="The head of the first page, as received" '
        f"data-apparatus>\n{lines}</div>\n"
    )


def opening_furniture(document: AnnotatedDocument) -> Sequence[Furniture]:
    """Return the furniture before the first word of the text."""
    return [piece for piece in document.document.furniture if piece.offset == 0]


def render_furniture(document: AnnotatedDocument, mentions: Mentions = NO_MENTIONS) -> str:
    """Return all furniture by page, with what the editors say of it and whom it names."""
    furniture = document.document.furniture
    if not furniture:
        return ""
    pages = ""
    named = zip(furniture, mentions.on_pages(len(furniture)), strict=True)
    for label, pieces in groupby(named, key=lambda one: one[0].page):
        items = "".join(_piece(*one) for one in pieces)
        pages += f"{_page_heading(label)}<dl>\n{items}</dl>\n"
    return (
        '<section class="edition-furniture" aria-labelledby="edition-furniture-title">'
        '<h2 id="edition-furniture-title">On the page, not in the text</h2>\n'
        f"{pages}</section>\n"
    )


def _page_heading(label: str) -> str:
    return f"<h3>Page {escape(label)}</h3>\n" if label else ""


def _piece(piece: Furniture, placed: Sequence[Placed]) -> str:
    note = ""
    if piece.note:
        note = f'<div class="edition-how">{hole("prose", piece.note)}</div>'
    return (
        f'<div class="furniture-{piece.kind}"><dt>{capital(_name(piece))}</dt>'
        f"<dd>{_shown(piece, placed)}{note}</dd></div>\n"
    )


def _name(piece: Furniture) -> str:
    return piece.kind.replace("-", " ")


def _shown(piece: Furniture, placed: Sequence[Placed]) -> str:
    """Return the piece as it stands among others in a list: line for line."""
    typed = _typed(piece, placed)
    return f"<pre>{typed}</pre>" if _is_lines(piece) else typed


def _is_lines(piece: Furniture) -> bool:
    return all(block.kind is BlockKind.LINE for block in piece.text.blocks)


def _typed(piece: Furniture, placed: Sequence[Placed] = ()) -> str:
    """Return the piece's lines; one that is only lines needs no element for each."""
    html = render_text(TextParts(text=piece.text, wrapped=marks_of(piece.text, placed)))
    if _is_lines(piece):
        return html.replace('<div class="line">', "").replace("</div>\n", "\n").strip("\n")
    return html
