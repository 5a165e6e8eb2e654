"""Two threads in facing columns: the same day at the same height, and where they cross."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import combinations, groupby
from typing import TYPE_CHECKING

from edition.chronology import ON_A_PAGE
from edition.edtf import humanize, parse
from edition.links import End
from edition.render.crossings import crossing_pairs
from edition.render.escaping import html_text
from edition.render.link_lists import (
    document_link,
    end_address,
    end_words,
    thread_attributes,
    thread_chip,
)
from edition.render.stretches import render_years, stretch_pages
from edition.render.volumes import ListPage
from edition.render.words import RELATIONS, capital, count, shorten, zoned_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from edition.chronology import Lane, Moment
    from edition.links import ResolvedLink
    from edition.render.urls import UrlFor
    from edition.resolved import Edition
    from edition.threads import ResolvedThread

# Of more threads, only those that cross face each other.
FEW_THREADS = 6
_FIRST_WORDS = 180
_MOST_PASSAGES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPair:
    """Two threads, and the name of the page on which they face each other."""

    page: str
    threads: tuple[ResolvedThread, ResolvedThread]

    @property
    def title(self) -> str:
        """What the page is called."""
        return " and ".join(one.thread.title for one in self.threads)


def thread_pairs(edition: Edition) -> tuple[ThreadPair, ...]:
    """Return the threads that face each other: all of them, or of many those that cross."""
    pairs = list(combinations(edition.threads, 2))
    if len(edition.threads) > FEW_THREADS:
        pairs = [(pair.left, pair.right) for pair in crossing_pairs(edition)]
    taken: set[str] = {pair.page for pair in edition.pairs}
    found: list[ThreadPair] = []
    for left, right in pairs:
        page = f"parallel/{left.thread.id}-{right.thread.id}"
        while page in taken:  # `a` and `b-c`, `a-b` and `c`
            page += "-2"
        taken.add(page)
        found.append(ThreadPair(page=page, threads=(left, right)))
    return tuple(found)


def parallel_pages(edition: Edition) -> Iterator[ListPage]:
    """Yield the page of each pair of threads; one that is too long by years and months."""
    for pair in thread_pairs(edition):
        moments = _of_pair(edition, pair)
        yield ListPage(name=pair.page, title=pair.title, render=partial(render_threads_facing, edition, pair))
        if len(moments) > ON_A_PAGE:
            columns = partial(_columns, edition, pair)
            yield from stretch_pages(pair.page, pair.title, moments, pair.threads, columns)


def _of_pair(edition: Edition, pair: ThreadPair) -> list[Moment]:
    names = {one.thread.id for one in pair.threads}
    found = [one for one in edition.moments[0] if any(lane.thread in names for lane in one.lanes)]
    return sorted(found, key=_when)


def render_threads_facing(edition: Edition, pair: ThreadPair, url_for: UrlFor) -> str:
    """Return two threads in facing columns, or the way to each year."""
    moments = _of_pair(edition, pair)
    if not moments:
        return '<p class="edition-nothing">No document of these threads has a date.</p>\n'
    if len(moments) > ON_A_PAGE:
        return render_years(pair.page, moments, pair.threads, url_for)
    return _columns(edition, pair, moments, url_for)


def _columns(edition: Edition, pair: ThreadPair, moments: Sequence[Moment], url_for: UrlFor) -> str:
    titles = "".join(f"<p>{html_text(one.thread.title)}</p>" for one in pair.threads)
    rows = [_row(edition, pair, list(some), url_for) for _, some in groupby(moments, key=_when)]
    return (
        '<div class="edition-columns">\n'
        f'<div class="edition-columns-head" aria-hidden="true">{titles}</div>\n'
        f"{''.join(rows)}</div>\n"
    )


def _when(moment: Moment) -> tuple[date, datetime, str]:
    """Return what moments of one row share: the day as written, or a longer time by its own words.

    Rows stand in this order. A longer time stands behind the day on which it begins.
    """
    day = moment.start.date()
    return (day, moment.end, moment.document.date) if moment.is_long else (day, datetime.min, "")  # noqa: DTZ901 - before all of them


def _row(edition: Edition, pair: ThreadPair, moments: Sequence[Moment], url_for: UrlFor) -> str:
    """Return a day: documents of both threads across, then what each thread has, in its own column."""
    first = moments[0]
    day = first.document.date if first.is_long else f"{first.start.year:04}-{first.start:%m-%d}"
    across = [one for one in moments if len(_own(one, pair)) > 1]
    both = "".join(_card(edition, pair, one, url_for) for one in across)
    html = f'<div class="edition-both">{both}</div>\n' if both else ""
    others = [one for one in moments if one not in across]
    if others:
        html += "".join(_side(edition, pair, one, others, url_for) for one in pair.threads)
    words = html_text(humanize(parse(day)))
    return f'<section class="edition-moment"><h2 class="edition-moment-date">{words}</h2>\n{html}</section>\n'


def _own(moment: Moment, pair: ThreadPair) -> list[Lane]:
    """Return those of the two threads to which the whole document belongs."""
    names = [one.thread.id for one in pair.threads]
    return [lane for lane in moment.lanes if lane.is_whole and lane.thread in names]


def _side(
    edition: Edition, pair: ThreadPair, resolved: ResolvedThread, moments: Sequence[Moment], url_for: UrlFor
) -> str:
    thread = resolved.thread
    cards = "".join(
        _card(edition, pair, moment, url_for) if lane.is_whole else _passages(edition, moment, lane, url_for)
        for moment in moments
        for lane in moment.lanes
        if lane.thread == thread.id
    )
    nothing = '<p class="edition-nothing">Nothing of this time.</p>'
    return (
        f'<div class="edition-side"{thread_attributes(edition, thread.id)}><p class="edition-side-name">'
        f"{html_text(thread.title)}</p>\n{cards or nothing}</div>\n"
    )


def _card(edition: Edition, pair: ThreadPair, moment: Moment, url_for: UrlFor) -> str:
    """Return a document: its name, hour and place, its first words, and where it crosses."""
    document = moment.document
    name = document.label or document.title
    title = f"<p>{html_text(document.title)}</p>\n" if document.label else ""
    facts = [zoned_time(document), html_text(document.place), html_text(capital(document.type))]
    told = " ".join(f"<span>{fact}</span>" for fact in facts if fact)
    own = _own(moment, pair)
    chips = " ".join(thread_chip(edition, lane.thread, url_for) for lane in own) if len(own) > 1 else ""
    threads = f'<p class="edition-entry-threads">{chips}</p>\n' if chips else ""
    first = edition.places[document.id].get("p1")
    words = f"<p>{html_text(shorten(first.words, _FIRST_WORDS))}</p>\n" if first else ""
    return (
        f'<div class="edition-card" data-document="{document.id}"><p class="edition-card-title">'
        f'<a href="{url_for(document.page)}">{html_text(name)}</a></p>\n{threads}'
        f'<p class="edition-entry-facts">{told}</p>\n{title}{words}'
        f"{_crossings(edition, pair, document.id, url_for)}</div>\n"
    )


def _passages(edition: Edition, moment: Moment, lane: Lane, url_for: UrlFor) -> str:
    """Return the passages of a document that belong to a thread to which the whole does not."""
    document = moment.document
    passages = [one for one in document.anchored if lane.thread in one.annotation.threads]
    quotes = "".join(
        f'<blockquote class="edition-quote"><a href="{url_for(document.page, one.annotation.id)}">'
        f"{html_text(shorten(one.words))}</a></blockquote>\n"
        for one in passages[:_MOST_PASSAGES]
    )
    number = count(lane.passages, "passage")
    return (
        f'<div class="edition-card" data-document="{document.id}"><p class="edition-end-facts">{number} of '
        f"{document_link(edition, document.id, url_for)}</p>\n{quotes}</div>\n"
    )


def _crossings(edition: Edition, pair: ThreadPair, document: str, url_for: UrlFor) -> str:
    """Return the crossings of the two threads that have an end in a document."""
    ways: list[tuple[ResolvedLink, End | str, End | str, int]] = [
        *((link, link.origin, link.target, 0) for link in edition.links_from(document)),
        *((link, link.target, link.origin, 1) for link in edition.links_to(document)),
    ]
    names = {one.thread.id for one in pair.threads}
    items = "".join(
        f'<li><a href="{end_address(edition, near, url_for)}">{end_words(edition, near)}</a> '
        f'<span class="edition-relation">{RELATIONS[link.link.relation][way]}</span> '
        f'<a href="{end_address(edition, far, url_for)}">{end_words(edition, far)}</a>, '
        f"{document_link(edition, far.document, url_for)}</li>\n"
        for link, near, far, way in ways
        if isinstance(near, End) and isinstance(far, End)
        if any(names == set(crossed) for crossed in link.crossed())
    )
    return f'<p class="edition-ties">Crossings</p>\n<ul>\n{items}</ul>' if items else ""
