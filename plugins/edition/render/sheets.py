"""A document, or a passage of one, in the plain form in which it is taken away: in packs and in books.

It is cut from the document's own page, so that its words are those of the page: the text with its turns of
pages, the document's notes that the passage calls, our annotations of it, and the questions that they ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import html as lxml_html

from edition.render.document import fillings
from edition.render.holes import fill
from edition.render.sheet_annotations import ALL_LAYERS, Layers, lift_remarks, place_remarks
from edition.render.sheet_notes import keep_notes
from edition.render.sheet_passages import WHOLE, Passage, cut_of
from edition.render.sheet_tree import cut_out, grow, written
from edition.render.signs import CONTINUED, page_label, page_notation

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from edition.records import DocumentRecord
    from edition.render.sheet_tree import Cut, TextTree
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

_DEEPEST = 6
_NAMING = ("aria-details", "aria-labelledby", "aria-describedby", "for", "headers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a sheet is set: `prefix` begins each of its ids, `level` is that of the text's own heading."""

    prefix: str = ""
    level: int = 2
    layers: Layers = ALL_LAYERS


PLAIN = Setting()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A passage as HTML that is well-formed XML as well: its text, and the lists that follow it, if any.

    `pages` are label and id of each page break in it, in order; `page` is the label of the page on which it
    begins, where that is known. `words` is the number of those in the text. `has_heading` tells whether the
    document's own heading is among them. `prefix` begins each id.
    """

    text: str
    notes: str
    annotations: str
    questions: str
    pages: tuple[tuple[str, str], ...]
    page: str
    words: int
    has_heading: bool
    prefix: str = ""


def sheet_of(
    edition: Edition,
    document: DocumentRecord,
    url_for: UrlFor,
    passage: Passage = WHOLE,
    setting: Setting = PLAIN,
) -> Sheet:
    """Return a passage of a document, by default the whole; `url_for` is as seen from where it will stand.

    Raises PassageError where the document does not have the passage, and AnchoringError where a quote does
    not name one place.
    """
    galley, filled = edition.galleys[document.id], fillings(edition, document, url_for)
    tree = grow(fill(galley.text, filled))
    cut = cut_of(tree, passage)
    page, begins = _page_at(tree, cut)
    remarks = lift_remarks(tree)
    cut_out(tree, cut)
    text = tree.root
    notes = keep_notes(text, fill(galley.notes, filled), wanted=setting.layers.notes, is_whole=cut.is_whole)
    annotations, questions = place_remarks(text, remarks, setting.layers)
    parts = [text, notes, annotations, questions]
    _unlink_names(parts)
    _set_headings(text, setting.level)
    _begin_page(text)
    if page and not begins:
        text.insert(0, _continued(page))
    _call_after(parts, document, url_for, setting.prefix)
    html = [written(part) for part in parts]
    return Sheet(
        text=html[0],
        notes=html[1],
        annotations=html[2],
        questions=html[3],
        pages=tuple((page_label(one.get("aria-label", "")), one.get("id", "")) for one in _breaks(text)),
        page=page,
        words=len(grow(html[0]).content()[0].split()),
        has_heading=bool(text.find_class("edition-heading")),
        prefix=setting.prefix,
    )


def render_sheet(sheet: Sheet, level: int) -> str:
    """Return a whole sheet, its lists under headings of this level."""
    sections = (
        ("notes", "The document’s own notes", sheet.notes, ' role="doc-endnotes"'),
        ("annotations", "Editors’ annotations", sheet.annotations, ""),
        ("questions", "Questions", sheet.questions, ""),
    )
    return f'<div class="sheet-text">\n{sheet.text}</div>\n' + "".join(
        f'<section class="sheet-{name}"{role} aria-labelledby="{sheet.prefix}sheet-{name}">\n'
        f'<h{level} id="{sheet.prefix}sheet-{name}">{title}</h{level}>\n{html}</section>\n'
        for name, title, html, role in sections
        if html
    )


def _page_at(tree: TextTree, cut: Cut) -> tuple[str, bool]:
    """Return the label of the page on which a cut begins, if it is known, and whether its sign is there."""
    before = [
        (label, tree.start_of(sign)) for label, sign in tree.pages() if tree.start_of(sign) <= cut.start
    ]
    return (before[-1][0], before[-1][1] == cut.start) if before else ("", False)


def _breaks(text: HtmlElement) -> list[HtmlElement]:
    """Return the signs of the pages that begin in a text."""
    return list(text.find_class("pagebreak"))


def _begin_page(text: HtmlElement) -> None:
    """Let the sign of a page that begins with the text, its break standing before it, be that of a break."""
    for sign in text.find_class("edition-first-page"):
        words = sign.attrib.get("data-notation", "")
        if sign.get("id") and not words.endswith(CONTINUED):
            sign.attrib.pop("data-notation")
            sign.set("class", "pagebreak leading")
            sign.set("role", "doc-pagebreak")
            sign.set("aria-label", words)


def _continued(page: str) -> HtmlElement:
    """Return the sign of the page within which a passage begins."""
    words = f"{page_notation(page)}{CONTINUED}"
    sign: HtmlElement = lxml_html.Element("span", {"class": "edition-first-page"})
    sign.set("data-notation", words)
    sign.set("data-apparatus", "")
    return sign


def _unlink_names(parts: list[HtmlElement]) -> None:
    """Leave of the names in a text their words: what leads on from them stays on the site."""
    for part in parts:
        for name in part.find_class("mention"):
            name.drop_tag()


def _set_headings(text: HtmlElement, level: int) -> None:
    """Let the text's own heading have this level, and those below it the next ones."""
    for depth in range(_DEEPEST, 0, -1):
        for one in list(text.iter(f"h{depth}")):
            one.tag = f"h{min(depth - 1 + level, _DEEPEST)}"


def _call_after(parts: list[HtmlElement], document: DocumentRecord, url_for: UrlFor, prefix: str) -> None:
    """Begin each id with the prefix; what leads to a place that is not here leads to the document's page."""
    elements = [one for part in parts for one in part.iter() if isinstance(one.tag, str)]
    names = {name for one in elements if (name := one.get("id"))}
    for one in elements:
        if name := one.get("id"):
            one.set("id", f"{prefix}{name}")
        href = one.get("href", "")
        if href.startswith("#"):
            place = href[1:]
            one.set("href", f"#{prefix}{place}" if place in names else url_for(document.page, place))
        for key in _NAMING:
            if (named := one.get(key)) is not None:
                kept = " ".join(f"{prefix}{name}" for name in named.split() if name in names)
                one.set(key, kept) if kept else one.attrib.pop(key)
