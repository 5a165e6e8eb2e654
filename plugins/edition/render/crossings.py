"""Crossings: two threads facing one another in the order of time, and every link between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import combinations
from typing import TYPE_CHECKING

from edition.addresses import PlaceKind
from edition.links import End
from edition.render.document import render_end, render_tie
from edition.render.escaping import html_text
from edition.render.link_lists import document_link, end_address, end_words, page_of, thread_attributes
from edition.render.words import time_element

if TYPE_CHECKING:
    from edition.links import ResolvedLink
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition
    from edition.threads import ResolvedThread


_NOTHING = '<p class="edition-nothing">Nothing in this edition.</p>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A link between two threads; `left` is its end in the first of them, `way` its direction from there."""

    link: ResolvedLink
    left: End
    right: End
    way: int


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two threads that cross, and the links at which they do."""

    left: ResolvedThread
    right: ResolvedThread
    crossings: tuple[Crossing, ...]

    @property
    def name(self) -> str:
        """The stem of this pair's ids on the page."""
        return f"edition-{self.left.thread.id}-{self.right.thread.id}"

    @cached_property
    def numbers(self) -> dict[tuple[int, str], dict[str, list[int]]]:
        """The numbers of the crossings at each place, by side (0 or 1) and document, then by fragment."""
        table: dict[tuple[int, str], dict[str, list[int]]] = {}
        for number, crossing in enumerate(self.crossings, 1):
            for side, end in enumerate((crossing.left, crossing.right)):
                places = table.setdefault((side, end.document), {})
                places.setdefault(end.place.fragment, []).append(number)
        return table


def crossing_pairs(edition: Edition) -> tuple[Pair, ...]:
    """Return the pairs of threads that cross, in the order in which the threads are defined."""
    pairs = (
        Pair(left=left, right=right, crossings=_between(edition, left.thread.id, right.thread.id))
        for left, right in combinations(edition.threads, 2)
    )
    return tuple(pair for pair in pairs if pair.crossings)


def _between(edition: Edition, left: str, right: str) -> tuple[Crossing, ...]:
    found: list[Crossing] = []
    for link in edition.links:
        if isinstance(link.target, str):
            continue
        pairs = link.crossed()
        if (left, right) in pairs:
            found.append(Crossing(link=link, left=link.origin, right=link.target, way=0))
        elif (right, left) in pairs:
            found.append(Crossing(link=link, left=link.target, right=link.origin, way=1))
    order = {document.id: number for number, document in enumerate(edition.documents)}
    return tuple(sorted(found, key=lambda one: _when(order, one)))


def _when(order: dict[str, int], crossing: Crossing) -> tuple[int, int, int, int]:
    left, right = crossing.left, crossing.right
    return (order[left.document], left.place.span.start, order[right.document], right.place.span.start)


def render_crossings(edition: Edition, url_for: UrlFor) -> str:
    """Return the facing columns of every pair of threads that cross, and below them each crossing."""
    pairs = crossing_pairs(edition)
    if not pairs:
        return '<p class="edition-nothing">No two threads of this edition cross yet.</p>\n'
    return "".join(_pair(edition, pair, url_for) for pair in pairs)


def _pair(edition: Edition, pair: Pair, url_for: UrlFor) -> str:
    titles = [html_text(resolved.thread.title) for resolved in (pair.left, pair.right)]
    moments = "".join(_moment(edition, pair, document, url_for) for document in edition.documents)
    crossings = "".join(
        _crossing(edition, pair, number, crossing, url_for)
        for number, crossing in enumerate(pair.crossings, 1)
    )
    return (
        f'<h2 id="{pair.name}">{titles[0]} and {titles[1]}</h2>\n'
        f"<h3>Every crossing of {titles[0]} and {titles[1]}</h3>\n"
        f'<ol class="edition-crossing-list edition-numbered">\n{crossings}</ol>\n'
        f'<h3>{titles[0]} and {titles[1]} in the order of time</h3>\n<div class="edition-columns">\n'
        f'<div class="edition-columns-head" aria-hidden="true"><p>{titles[0]}</p><p>{titles[1]}</p></div>\n'
        f"{moments}</div>\n"
    )


def _side(edition: Edition, pair: Pair, side: int, document: DocumentRecord) -> list[End]:
    """Return the whole document where it belongs to the thread, then its passages that do or that cross."""
    thread = (pair.left, pair.right)[side].thread.id
    places = edition.places[document.id]
    ends: dict[str, End] = {}
    if thread in document.threads:
        ends[""] = End(document=document.id, place=places[""], threads=document.threads)
    names = set(pair.numbers.get((side, document.id), ()))
    tagged = {one.annotation.id for one in document.anchored if thread in one.annotation.threads}
    for name in sorted(names | tagged, key=lambda name: (places[name].span.start, name)):
        ends[name] = End(document=document.id, place=places[name], threads=(thread,))
    return list(ends.values())


def _moment(edition: Edition, pair: Pair, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return what stands on each side at the time of a document, or nothing where both sides are empty."""
    ends = [_side(edition, pair, side, document) for side in (0, 1)]
    if not any(ends):
        return ""
    sides = "".join(_side_html(edition, pair, side, ends[side], url_for) for side in (0, 1))
    return (
        f'<section class="edition-moment" aria-label="{escape(document.title)}">'
        f'<h4 class="edition-moment-date">{time_element(document)}</h4>\n{sides}</section>\n'
    )


def _side_html(edition: Edition, pair: Pair, side: int, ends: list[End], url_for: UrlFor) -> str:
    thread = (pair.left, pair.right)[side].thread
    cards = "".join(_card(edition, pair, side, end, url_for) for end in ends)
    return (
        f'<div class="edition-side"{thread_attributes(edition, thread.id)}><p class="edition-side-name">'
        f"{html_text(thread.title)}</p>\n"
        f"{cards or _NOTHING}</div>\n"
    )


def _card(edition: Edition, pair: Pair, side: int, end: End, url_for: UrlFor) -> str:
    address = end_address(edition, end, url_for)
    link = f'<a href="{address}">{end_words(edition, end)}</a>'
    if end.place.kind is PlaceKind.DOCUMENT:
        facts, words = "The whole document", f'<p class="edition-card-title">{link}</p>'
    else:
        facts = f"{document_link(edition, end.document, url_for)}{page_of(end)}"
        words = f'<blockquote class="edition-quote">{link}</blockquote>'
    ties = _ties(pair, side, end)
    return f'<div class="edition-card"><p class="edition-end-facts">{facts}</p>{words}{ties}</div>\n'


def _ties(pair: Pair, side: int, end: End) -> str:
    numbers = pair.numbers.get((side, end.document), {}).get(end.place.fragment)
    if not numbers:
        return ""
    links = " ".join(f'<a href="#{pair.name}-{number}">{number}</a>' for number in numbers)
    return f'<p class="edition-ties">Crossing {links}</p>'


def render_crossing(edition: Edition, link: ResolvedLink, url_for: UrlFor) -> str:
    """Return a crossing with both of its ends, that of the origin first."""
    ends = [one for one in (link.origin, link.target) if isinstance(one, End)]
    first, second = (render_end(edition, end, url_for, here="") for end in ends)
    return (
        f'<li class="edition-crossing" data-strength="{link.link.strength}">'
        f"{first}{render_tie(link, 0)}{second}</li>\n"
    )


def _crossing(edition: Edition, pair: Pair, number: int, crossing: Crossing, url_for: UrlFor) -> str:
    strength = crossing.link.link.strength
    return (
        f'<li class="edition-crossing" id="{pair.name}-{number}" data-strength="{strength}">'
        f"{_both_ends(edition, crossing, url_for)}</li>\n"
    )


def _both_ends(edition: Edition, crossing: Crossing, url_for: UrlFor) -> str:
    return (
        f"{render_end(edition, crossing.left, url_for, here='')}{render_tie(crossing.link, crossing.way)}"
        f"{render_end(edition, crossing.right, url_for, here='')}"
    )


def crossing_parts(edition: Edition, url_for: UrlFor) -> dict[str, str]:
    """Return each crossing by its fragment, as a preview shows it."""
    return {
        f"{pair.name}-{number}": f"<b>Crossing {number}</b>{_both_ends(edition, crossing, url_for)}"
        for pair in crossing_pairs(edition)
        for number, crossing in enumerate(pair.crossings, 1)
    }
