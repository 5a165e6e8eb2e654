"""A pack as a page: the teacher's words, and between them exactly the passages that are assigned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING

from edition.annotations.words import render_words
from edition.links import TargetError, find_place, is_external
from edition.packs.model import is_page, page_of_link
from edition.render.builder import BUILDER, PACKS, pack_address
from edition.render.document import RenderedPage
from edition.render.downloads import render_pack_files
from edition.render.escaping import html_text
from edition.render.pack_facts import (
    render_length,
    render_pack_foot,
    render_pack_head,
    render_state,
)
from edition.render.sheet_annotations import Layers
from edition.render.sheet_passages import Passage
from edition.render.sheets import Setting, render_sheet, sheet_of
from edition.render.urls import whole_address
from edition.render.words import count, zoned_time
from edition.schema import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.packs.model import AssignedPack, AssignedPassage
    from edition.render.sheets import Sheet
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

PACK_ASSETS = ("packs.css", "packs.js")
_DEEPEST = 4
# What our own XHTML has: each value is in quotation marks, and no word of it looks like a link.
_HREF = re.compile(r'(<a(?:\s[\w-]+="[^"]*")*?)\shref="([^"]*)"')
# Sections that have a name are landmarks: a page of twenty passages would have a hundred; it has headings.
_LANDMARK = re.compile(r'(<section[^>]*?)(?: role="doc-endnotes")? aria-labelledby="[^"]*--[^"]*"')
# The call of a footnote, which is none of the words.
_CALL = re.compile(r"<sup id=[^>]*>.*?</sup>")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPart:
    """A part of a pack, in order: a stretch of the teacher's words, or a passage.

    `id` and `title` are those of the passage, or of the first heading of the words, or empty; `level` is that
    of its heading. `sheet` is the passage's own, or None. `others` are title and id of the words' other
    headings.
    """

    html: str
    id: str = ""
    title: str = ""
    level: int = 2
    sheet: Sheet | None = None
    others: tuple[tuple[str, str], ...] = ()

    @property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """Title and id of each heading, for the page's table of contents."""
        return ((self.title, self.id), *self.others) if self.id else ()


def render_pack(edition: Edition, pack: AssignedPack, url_for: UrlFor) -> RenderedPage:
    """Return a pack's page."""
    parts = list(pack_parts(edition, pack, url_for))
    address = whole_address(edition.site, pack.page, url_for)
    passages = _LANDMARK.sub(r"\1", "".join(part.html for part in parts))
    back = f'<a href="{url_for(PACKS)}">Packs</a>'
    way = f'<nav class="edition-breadcrumb" aria-label="Breadcrumb"><ol><li>{back}</li></ol></nav>\n'
    content = (
        f"{way}{render_front(edition, pack, parts, _take_away(edition, pack, url_for))}"
        f"{passages}{render_pack_foot(edition, pack, address)}"
    )
    contents = tuple(heading for part in parts for heading in part.headings)
    return RenderedPage(content=content, contents=contents, head=render_pack_head(edition, pack, address))


def render_front(edition: Edition, pack: AssignedPack, parts: Iterable[PackPart], take_away: str = "") -> str:
    """Return what a pack says of itself, below its title: who made it, its length, its state."""
    author = f'<p class="pack-author">{html_text(pack.pack.author)}</p>\n' if pack.pack.author else ""
    words = sum(part.sheet.words for part in parts if part.sheet)
    return (
        f'{author}<div class="pack-facts">\n{render_length(words)}{render_state(edition, pack)}'
        f"{take_away}</div>\n"
    )


def _take_away(edition: Edition, pack: AssignedPack, url_for: UrlFor) -> str:
    """Return the ways to take a pack along: files, the printed page, and the page on which to change it."""
    button = '<button type="button" class="pack-print" hidden="hidden">Print</button>'
    change = f'<a href="{escape(pack_address(pack, url_for))}">Change this pack</a>'
    return f'<div class="pack-take">\n{render_pack_files(edition, pack, url_for)}{change} {button}</div>\n'


def pack_parts(edition: Edition, pack: AssignedPack, url_for: UrlFor) -> Iterator[PackPart]:
    """Yield the parts of a pack in order; last are the passages that no line names, and the footnotes."""
    words, named = pack.words, len(pack.lines)
    headings = {name: (title, level) for title, name, level in words.headings}
    for piece in words.pieces:
        if piece.html.strip():
            html = f'<div class="pack-words">\n{_relinked(piece.html, edition, url_for)}</div>\n'
            names = [one for one in headings if f'id="{one}"' in piece.html]
            title, level = headings[names[0]] if names else ("", 2)
            others = tuple((headings[name][0], name) for name in names[1:])
            yield PackPart(html=html, id="".join(names[:1]), title=title, level=level, others=others)
        if piece.passage is not None:
            level = min(piece.level + 1, _DEEPEST) if piece.level else 2
            yield passage_part(edition, pack.passages[piece.passage], url_for, level)
    for passage in pack.passages[named:]:
        yield passage_part(edition, passage, url_for, 2)
    if words.footnotes:
        title = "Notes of this pack"
        html = (
            '<section class="pack-notes" role="doc-endnotes" aria-labelledby="edition-pack-notes">\n'
            f'<h2 id="edition-pack-notes">{title}</h2>\n{_relinked(words.footnotes, edition, url_for)}'
            "</section>\n"
        )
        yield PackPart(html=html, id="edition-pack-notes", title=title)


def passage_part(edition: Edition, one: AssignedPassage, url_for: UrlFor, level: int) -> PackPart:
    """Return a passage: its document and where in it it stands, its text, and what is shown with it."""
    document = edition.by_id[one.document]
    sheet = sheet_of(edition, document, url_for, _passage(one), _setting(one, level))
    title, extent = document.title or "Untitled", one.extent.words
    at = f'<span class="pack-extent">{html_text(extent)}</span>' if extent else ""
    comma = '<span class="pack-comma">, </span>' if extent else ""
    kind = "pack-passage edition-capitals" if edition.galleys[document.id].in_capitals else "pack-passage"
    href = escape(excerpt_address(edition, one, url_for))
    html = (
        f'<section class="{kind}" id="{one.id}" aria-labelledby="{one.id}--title">\n'
        f'<h{level} id="{one.id}--title"><a href="{href}">'
        f"{html_text(title)}{comma}{at}</a></h{level}>\n"
        f'<p class="pack-date">{zoned_time(document)}</p>\n'
        f"{_sheet(sheet, level + 1)}{_questions(edition, one, url_for, level + 1)}</section>\n"
    )
    return PackPart(
        html=html, id=one.id, title=f"{title}, {extent}" if extent else title, level=level, sheet=sheet
    )


def _sheet(sheet: Sheet, level: int) -> str:
    """Return a sheet whose text is set as on its document's own page."""
    text = '<div class="sheet-text'
    return render_sheet(sheet, level).replace(text, f"{text} edition-text", 1)


def _passage(one: AssignedPassage) -> Passage:
    passage = one.passage
    return Passage(
        pages=passage.pages,
        paragraphs=passage.paragraphs,
        annotation=passage.annotation,
        quote=passage.target if passage.exact else None,
    )


def _setting(one: AssignedPassage, level: int) -> Setting:
    """Return how the sheet of a passage is set: its ids begin with that of the passage."""
    layers = Layers(
        notes=Layer.NOTES in one.shows,
        annotations=Layer.ANNOTATIONS in one.shows,
        questions=Layer.QUESTIONS in one.shows,
    )
    return Setting(prefix=f"{one.id}--", level=level + 1, layers=layers)


def excerpt_address(edition: Edition, one: AssignedPassage, url_for: UrlFor) -> str:
    """Return the address at which a passage stands in its document, that alone where a script can show it."""
    page, extent = url_for(edition.by_id[one.document].page), one.extent
    if not page:  # in a book of a site whose address nobody knows
        return ""
    query = f"?{extent.query}" if extent.query else ""
    return f"{page}{query}#{extent.fragment}" if extent.fragment else page


def _questions(edition: Edition, one: AssignedPassage, url_for: UrlFor, level: int) -> str:
    """Return the teacher's own questions on a passage."""
    if not one.passage.questions:
        return ""
    asked = ("".join(piece.html for piece in render_words(words).pieces) for words in one.passage.questions)
    items = "".join(f"<li>{_relinked(html, edition, url_for)}</li>\n" for html in asked)
    name = f"{one.id}--asked"
    return (
        f'<section class="pack-questions" aria-labelledby="{name}">\n'
        f'<h{level} id="{name}">For discussion</h{level}>\n<ol>\n{items}</ol>\n</section>\n'
    )


def _relinked(html: str, edition: Edition, url_for: UrlFor) -> str:
    """Return a teacher's words whose links lead where they lead on the site."""

    def link(found: re.Match[str]) -> str:
        href = unescape(found[2])
        if is_external(href) or href.startswith("#"):
            return found[0]
        try:
            if is_page(href):
                page, fragment = page_of_link(href)
            else:
                document, fragment = find_place(href, "", edition.by_id)
                page = edition.by_id[document].page
            address = url_for(page, fragment)
        except (KeyError, TargetError):
            address = ""  # only a preview comes here: a build has stopped
        return f'{found[1]} href="{escape(address)}"' if address else f'{found[1]} class="edition-lost"'

    return _HREF.sub(link, html)


def searched_words(pack: AssignedPack) -> str:
    """Return the teacher's words as search has them: the documents' texts are found at the documents."""
    return _CALL.sub("", "".join(piece.html for piece in pack.words.pieces))


def render_pack_list(edition: Edition, url_for: UrlFor) -> str:
    """Return the list of packs, and the way to the page on which readers make their own."""
    items = "".join(_card(pack, url_for) for pack in sorted(edition.packs, key=lambda one: one.pack.title))
    listed = f'<ul class="pack-list">\n{items}</ul>\n' if items else "<p>There is no pack yet.</p>\n"
    return f'{listed}<p><a href="{url_for(BUILDER)}">Build a pack of your own</a></p>\n'


def _card(pack: AssignedPack, url_for: UrlFor) -> str:
    front = pack.pack
    author = f"{html_text(front.author)} · " if front.author else ""
    holds = f"{count(len(pack.passages), 'passage')} of {count(len(pack.documents), 'document')}"
    description = f"<p>{html_text(front.description)}</p>\n" if front.description else ""
    return (
        f'<li class="edition-card"><p class="edition-card-title"><a href="{url_for(pack.page)}">'
        f"{html_text(front.title)}</a></p>\n"
        f'{description}<p class="edition-card-facts">{author}{holds}</p></li>\n'
    )
