"""A document as a page: its galley in the middle, and around it what the rest of the edition says of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape
from typing import TYPE_CHECKING

from edition.addresses import PlaceKind
from edition.model import DivisionKind
from edition.published import ledger_name
from edition.references import Dangling, External, Internal, volume_of
from edition.render.annotations import annotation_classes, render_aside, render_orphan, render_prose
from edition.render.cite import cite_fillings
from edition.render.desks import render_other_desks
from edition.render.escaping import html_text
from edition.render.holes import fill
from edition.render.link_lists import (
    end_address,
    end_facts,
    end_words,
    external_link,
    page_of,
    short_title,
    thread_attributes,
    thread_chip,
)
from edition.render.moved import render_departures, with_aliases
from edition.render.tools import render_tools
from edition.render.urls import is_in_book
from edition.render.volumes import (
    number_of,
    render_breadcrumbs,
    render_chapter_contents,
    render_volume_neighbours,
    volume_label,
)
from edition.render.words import RELATIONS, capital, time_element, zoned_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.links import End, ResolvedLink
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition, Galley, Neighbours


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page's content, what stands in its head, and its table of contents: title and id of each entry."""

    content: str
    head: str = ""
    contents: tuple[tuple[str, str], ...] = ()


def render_document(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> RenderedPage:
    """Return a document's page; what other software may rely on in it stands in CONTRIBUTING."""
    galley = edition.galleys[document.id]
    filled = fillings(edition, document, url_for)
    links = render_links(edition, document, url_for)
    orphans = "".join(render_orphan(orphan) for orphan in document.orphans)
    name = ledger_name(document)
    text = with_aliases(fill(galley.text, filled), edition.moves.aliases(name))
    notes = with_aliases(fill(galley.notes, filled), edition.moves.aliases(name))
    content = (
        f'<div class="edition-reading"><article class="{_classes(document, galley)}" '
        f'data-document="{document.id}" data-state="{document.state}">\n'
        f"{_header(edition, document, fill(galley.lead, filled), url_for)}"
        f'<div class="edition-text" id="edition-text">\n{orphans}{text}</div>\n'
        f"{_contents(edition, document, url_for)}{notes}"
        f"{fill(galley.cited[0], filled)}{links}"
        f"{fill(galley.furniture, filled)}"
        f"{render_departures(edition, name, url_for)}"
        f"{render_other_desks(edition, document, url_for)}"
        f"{render_neighbours(edition, document, url_for)}</article></div>\n"
    )
    sections = (
        (galley.notes, ("The document’s own notes", "edition-notes-title")),
        (links, ("Crossings and links", "edition-links-title")),
        (galley.furniture, ("On the page, not in the text", "edition-furniture-title")),
    )
    return RenderedPage(
        content=content,
        head=fill(galley.head, filled),
        contents=(("Text", "edition-text"), *(entry for html, entry in sections if html)),
    )


def _classes(document: DocumentRecord, galley: Galley) -> str:
    """Return the classes of the article: the style sheet reserves a margin for what will stand there."""
    kinds = {
        "edition-capitals": galley.in_capitals,
        "edition-has-notes": galley.notes,
        "edition-has-annotations": document.anchored or document.orphans,
    }
    return " ".join(["edition-document", *(name for name, holds in kinds.items() if holds)])


def _contents(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return what a chapter holds."""
    standing = edition.standings.get(document.id)
    if standing is None or document.kind is not DivisionKind.CHAPTER:
        return ""
    return render_chapter_contents(edition, standing.volume, standing.division, url_for)


def fillings(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> dict[str, Callable[[str], str]]:
    """Return what fills each kind of hole in a document's galley."""
    anchored = {one.annotation.id: one for one in document.anchored}

    def kinds(name: str) -> str:
        return " ".join(annotation_classes(edition, document, anchored[name].annotation))

    def aside(name: str) -> str:
        return render_aside(edition, document, anchored[name], url_for)

    return {
        "kinds": kinds,
        "aside": aside,
        "prose": partial(render_prose, here=document.id, edition=edition, url_for=url_for),
        "reference": _Addresses(edition, document, url_for, _reference).__getitem__,
        "mention": _Addresses(edition, document, url_for, _mention).__getitem__,
        "entity": lru_cache(maxsize=None)(lambda page: f' href="{url_for(page)}"'),
        **cite_fillings(edition, document, url_for),
    }


class _Addresses(dict[str, str]):
    """The addresses of what a document's source names, as attributes; each is found when it is first named.

    What one page of a volume finds in another serves for the volume's further pages.
    """

    def __init__(
        self,
        edition: Edition,
        document: DocumentRecord,
        url_for: UrlFor,
        find: Callable[[Edition, DocumentRecord, str], Internal | External | Dangling],
    ) -> None:
        """Keep where to look."""
        super().__init__()
        self._look = partial(find, edition, document)
        self._own, self._url_for = document.page, url_for
        own = url_for(document.page)
        # Addresses as seen from another page than the document's own are others; a book has its own.
        elsewhere = own if "/" in own.removeprefix("./") else ""
        folder = f"{document.page.rpartition('/')[0]} {elsewhere}"
        key = (find.__name__, volume_of(document), folder)
        self._common = {} if is_in_book(own) else edition.found_addresses[key]

    def __missing__(self, name: str) -> str:
        """Return the address of what is named; what leads nowhere stays words."""
        page, address = self._common.get(name, (self._own, ""))
        if page == self._own:  # not found yet, or by another page, from which the way here is another
            match self._look(name):
                case Internal(page=page, fragment=fragment):
                    address = f' href="{self._url_for(page, fragment)}"'
                    if page == self._own:
                        return address
                case External(address=foreign):
                    page, address = "", f' href="{escape(foreign)}" rel="external"'
                case _:
                    page, address = "", ""
            self._common[name] = page, address
        self[name] = address
        return address


def _reference(edition: Edition, document: DocumentRecord, written: str) -> Internal | External | Dangling:
    return edition.reference(document, written)


def _mention(edition: Edition, document: DocumentRecord, name: str) -> Internal | External | Dangling:
    """Return the entry of the volume's own lists, where the edition holds the volume."""
    volume = edition.registry.volume(volume_of(document))
    entry = volume.find(name) if volume and volume.is_whole else None
    return entry or Dangling(f"the edition has no list with {name}")


def _header(edition: Edition, document: DocumentRecord, lead: str, url_for: UrlFor) -> str:
    chips = " ".join(thread_chip(edition, thread, url_for) for thread in document.threads)
    kind = f"<span>{html_text(capital(document.type))}</span> " if document.type else ""
    date = zoned_time(document) if document.kind is DivisionKind.DOCUMENT else ""
    return (
        f'<header class="edition-header">\n{render_breadcrumbs(edition, document, url_for)}'
        f'<p class="edition-kicker">{chips} {kind}{date}</p>\n'
        f"{lead}{render_tools(edition, document, url_for)}</header>\n"
    )


def render_links(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return every link that starts in the document or leads to it, with the words at both ends."""
    outgoing = [_link_row(edition, link, document.id, url_for, 0) for link in edition.links_from(document.id)]
    incoming = [_link_row(edition, link, document.id, url_for, 1) for link in edition.links_to(document.id)]
    if not outgoing and not incoming:
        return ""
    return (
        '<section class="edition-crossings" aria-labelledby="edition-links-title">'
        '<h2 id="edition-links-title">Crossings and links</h2>\n'
        f'<ol class="edition-crossing-list">{"".join([*outgoing, *incoming])}</ol></section>\n'
    )


def _link_row(edition: Edition, link: ResolvedLink, here: str, url_for: UrlFor, way: int) -> str:
    near, far = (link.origin, link.target) if way == 0 else (link.target, link.origin)
    ends = [_end(edition, end, here, url_for) for end in (near, far)]
    return (
        f'<li class="edition-crossing" data-strength="{link.link.strength}">{ends[0]}'
        f"{render_tie(link, way)}{ends[1]}</li>\n"
    )


def render_tie(link: ResolvedLink, way: int) -> str:
    """Return what joins two ends: the relation as seen from one of them, the strength and the reason."""
    why = f'<p class="edition-why">{html_text(link.link.why)}</p>' if link.link.why else ""
    relation = RELATIONS[link.link.relation][way]
    return (
        f'<div class="edition-tie"><span class="edition-relation">{relation}</span> '
        f'<span class="edition-strength">{link.link.strength}</span>{why}</div>'
    )


def _end(edition: Edition, end: End | str, here: str, url_for: UrlFor) -> str:
    if isinstance(end, str):
        return f'<div class="edition-end"><p class="edition-end-facts">{external_link(end)}</p></div>'
    return render_end(edition, end, url_for, here=here)


def render_end(edition: Edition, end: End, url_for: UrlFor, *, here: str) -> str:
    """Return one end of a link: thread, document, page, date and words; `here` is the page's own document."""
    chips = " ".join(thread_chip(edition, thread, url_for) for thread in end.threads)
    facts = f"This document{page_of(end)}" if end.document == here else end_facts(edition, end, url_for)
    thread = thread_attributes(edition, end.threads[0]) if end.threads else ""
    words = f'<a href="{end_address(edition, end, url_for)}">{end_words(edition, end)}</a>'
    is_whole = end.place.kind is PlaceKind.DOCUMENT
    shown = (
        f'<p class="edition-card-title">{words}</p>'
        if is_whole
        else f'<blockquote class="edition-quote">{words}</blockquote>'
    )
    return f'<div class="edition-end"{thread}><p class="edition-end-facts">{chips} {facts}</p>{shown}</div>'


def render_neighbours(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return the links to what stands before and after a document: in its volume, in time, in its threads."""
    rows = render_volume_neighbours(edition, document, url_for)
    rows += "".join(
        _neighbour_row(edition, one, document, url_for) for one in edition.neighbours(document.id)
    )
    return (
        f'<nav class="edition-neighbours" aria-label="Neighboring documents">\n{rows}</nav>\n' if rows else ""
    )


def _neighbour_row(edition: Edition, neighbours: Neighbours, here: DocumentRecord, url_for: UrlFor) -> str:
    name = "In time"
    if neighbours.thread:
        name = f"In the thread {thread_chip(edition, neighbours.thread, url_for)}"
    ways = ((neighbours.previous, "prev", "Previous"), (neighbours.next, "next", "Next"))
    links = "".join(
        f'<a rel="{rel}" href="{url_for(edition.by_id[other].page)}"><span>{words}</span> '
        f"<b>{_neighbour(edition, edition.by_id[other], here)}</b> {time_element(edition.by_id[other])}</a>\n"
        for other, rel, words in ways
        if other
    )
    if not links:
        return ""
    return f'<div class="edition-neighbour-row"><p class="edition-neighbour-name">{name}</p>\n{links}</div>\n'


def _neighbour(edition: Edition, record: DocumentRecord, here: DocumentRecord) -> str:
    """Return what a neighbor is called: with its number in its volume, and the volume's name in another's."""
    volume = edition.volumes_by_id.get(record.volume)
    if volume is None:
        return html_text(short_title(edition, record.id))
    words = f"{number_of(record)}. {short_title(edition, record.id)}"
    return html_text(words if record.volume == here.volume else f"{words} ({volume_label(volume)})")
