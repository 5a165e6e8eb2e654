"""Links as readers see them: what stands at the other end, when, in which thread, and why."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from edition.addresses import PlaceKind
from edition.render.escaping import html_text
from edition.render.words import RELATIONS, shorten, time_element

if TYPE_CHECKING:
    from edition.links import End, ResolvedLink
    from edition.render.urls import UrlFor
    from edition.resolved import Edition


_FRUS = re.compile(r"https://history\.state\.gov/historicaldocuments/frus([^/]+)/d(\d+[a-z]?)")
_FRUS_VOLUME = re.compile(r"(\d{4})-(\d{2,4})v(\d+)(?:-(\d+)(mSupp))?")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def thread_chip(edition: Edition, thread: str, url_for: UrlFor) -> str:
    """Return the small sign that names a thread and leads to its page."""
    title = html_text(edition.thread_titles.get(thread, thread))
    if thread not in edition.thread_titles:
        return f'<span class="edition-thread">{title}</span>'
    attributes, address = thread_attributes(edition, thread), url_for(f"threads/{thread}")
    return f'<a class="edition-thread"{attributes} href="{address}">{title}</a>'


def thread_attributes(edition: Edition, thread: str) -> str:
    """Return what an element says of its thread: the id, and its place among all, which gives it a color."""
    if thread not in edition.thread_titles:
        return ""  # only a preview comes here: a build has stopped
    number = list(edition.thread_titles).index(thread) + 1
    return f' data-thread="{thread}" data-number="{number}"'


def document_link(edition: Edition, document: str, url_for: UrlFor) -> str:
    """Return a document's short name as a link to it."""
    address = url_for(edition.by_id[document].page)
    return f'<a href="{address}">{html_text(short_title(edition, document))}</a>'


def short_title(edition: Edition, document: str) -> str:
    """Return what a document is called in a list of links: its own number, else its title."""
    record = edition.by_id[document]
    return record.label or shorten(record.title, 70)


def link_items(edition: Edition, document: str, fragment: str, url_for: UrlFor) -> str:
    """Return a list item for every link that starts at a place or leads to it, without the list."""
    outgoing = [
        _item(edition, link, link.target, 0, url_for) for link in edition.links_from(document, fragment)
    ]
    incoming = [
        _item(edition, link, link.origin, 1, url_for) for link in edition.links_to(document, fragment)
    ]
    return "".join([*outgoing, *incoming])


def _item(edition: Edition, link: ResolvedLink, end: End | str, way: int, url_for: UrlFor) -> str:
    relation = RELATIONS[link.link.relation][way]
    return (
        f'<li><span class="edition-relation">{relation}</span> {_far_end(edition, end, url_for)} '
        f"{strength(link)}{reason(link)}</li>\n"
    )


def _far_end(edition: Edition, end: End | str, url_for: UrlFor) -> str:
    if isinstance(end, str):
        return external_link(end)
    chips = " ".join(thread_chip(edition, thread, url_for) for thread in end.threads)
    return (
        f'<a href="{end_address(edition, end, url_for)}">{end_words(edition, end)}</a> '
        f'<span class="edition-end-facts">{end_facts(edition, end, url_for)} {chips}</span>'
    )


def end_facts(edition: Edition, end: End, url_for: UrlFor) -> str:
    """Return document, page and date of an end; a whole document is not named by its title a second time."""
    date = time_element(edition.by_id[end.document])
    if end.place.kind is PlaceKind.DOCUMENT and not edition.by_id[end.document].label:
        return date
    return f"{document_link(edition, end.document, url_for)}{page_of(end)}, {date}"


def external_link(address: str) -> str:
    """Return a link out of the edition."""
    return f'<a href="{escape(address)}" rel="external">{html_text(external_name(address))}</a>'


def external_name(address: str) -> str:
    """Return what a link out of the edition says; FRUS's own addresses are named by volume and document."""
    frus = _FRUS.match(address)
    return f"FRUS {volume_words(frus[1])}, document {frus[2]}" if frus else urlsplit(address).netloc


def volume_words(name: str) -> str:
    """Return `1961–63, vol. XIV` for `1961-63v14`; a name of another form stays as it is."""
    parts = _FRUS_VOLUME.fullmatch(name)
    if not parts:
        return name
    first, last = _roman(int(parts[3])), f"–{_roman(int(parts[4]))}, Supplement" if parts[4] else ""
    return f"{parts[1]}–{parts[2]}, {'vols.' if last else 'vol.'} {first}{last}"


def _roman(number: int) -> str:
    for value, numeral in _ROMAN:
        if number >= value:
            return numeral + _roman(number - value)
    return ""


def end_address(edition: Edition, end: End, url_for: UrlFor) -> str:
    """Return the address of an end of a link."""
    return url_for(edition.by_id[end.document].page, end.place.fragment)


def end_words(edition: Edition, end: End) -> str:
    """Return the words at an end of a link; a whole document is named by its title."""
    if end.place.kind is PlaceKind.DOCUMENT:
        return html_text(edition.by_id[end.document].title)
    return html_text(shorten(end.place.words) or end.place.label)


def page_of(end: End) -> str:
    """Return `, page 2` for an end whose page is known."""
    if end.place.kind is PlaceKind.DOCUMENT:
        return ""
    return f", page {escape(end.place.page)}" if end.place.page else ""


def strength(link: ResolvedLink) -> str:
    """Return the word for a link that is less than strong."""
    if link.link.strength == "strong":
        return ""
    return f'<span class="edition-strength">{link.link.strength}</span> '


def reason(link: ResolvedLink) -> str:
    """Return why the editors made the link."""
    return f'<span class="edition-why">{html_text(link.link.why)}</span>' if link.link.why else ""
