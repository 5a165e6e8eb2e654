"""The timeline of the threads: a drawing and a table that says the same; a large one by years and months."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from edition.chronology import ON_A_PAGE
from edition.render.escaping import html_text
from edition.render.link_lists import thread_chip
from edition.render.stretches import render_years, stretch_pages
from edition.render.timeline_svg import render_drawing
from edition.render.volumes import ListPage
from edition.render.words import count, shorten, zoned_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.chronology import Lane, Moment
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

_BASE = "timeline"
TIMELINE = f"{_BASE}/index"
# The pages of the threads have all of them.
_MOST_UNDATED = 100
TIMELINE_ASSETS = ("timeline.css",)

_HOW_TO_READ = """\
<details class="edition-about edition-chart-key"><summary>How to read the drawing</summary>
<ul>
<li>Time runs downwards. Where a rail is dotted, the scale is broken: the words beside it say how long the
gap is.</li>
<li>A dot is a document; a bar across joins the threads to which it belongs. A ring is a document of which
only passages belong to the thread, or whose date is in doubt.</li>
<li>Along a rail, a hatched bar is the time within which a document was written, a full bar the time that it
covers.</li>
<li>Square brackets: a date that the editors supply. Thin curves: passages of two documents that cross.</li>
<li>Hours are those of the place, with its distance from Coordinated Universal Time (UTC). Documents stand in
the order of the true moments; one whose time zone is not known stands as if it were of the zone of most
others, and a day begins at its own midnight.</li>
</ul></details>
"""


def timeline_pages(edition: Edition) -> Iterator[ListPage]:
    """Yield the timeline; where the documents are too many for one page, with pages of years and months."""
    if not edition.threads:
        return
    moments, _ = edition.moments
    yield ListPage(name=TIMELINE, title="Timeline", render=partial(render_timeline, edition))
    if len(moments) > ON_A_PAGE:
        yield from stretch_pages(_BASE, "Timeline", moments, edition.threads, partial(_chart, edition))


def render_timeline(edition: Edition, url_for: UrlFor) -> str:
    """Return the page of the whole timeline: the drawing and the table, or the way to each year."""
    moments, undated = edition.moments
    if not moments and not undated:
        return '<p class="edition-nothing">No document of this edition belongs to a thread yet.</p>\n'
    if len(moments) > ON_A_PAGE:
        years = render_years(_BASE, moments, edition.threads, url_for)
        return years + _undated(edition, undated, url_for)
    return _chart(edition, moments, url_for) + _undated(edition, undated, url_for)


def _chart(edition: Edition, moments: Sequence[Moment], url_for: UrlFor) -> str:
    """Return the drawing of some documents, and the table that says the same."""
    if not moments:
        return ""
    numbers = sorted({lane.number for moment in moments for lane in moment.lanes})
    chips = " ".join(
        f"<span>{rail} {thread_chip(edition, edition.threads[one].thread.id, url_for)}</span>"
        for rail, one in enumerate(numbers, 1)
    )
    return (
        f'<p class="edition-chart-threads">{chips}</p>\n{_HOW_TO_READ}'
        '<div class="edition-chart" role="region" aria-label="Timeline, drawn" tabindex="0">\n'
        f"{render_drawing(edition, moments, url_for)}</div>\n"
        f'<h2 id="edition-timeline-table">The same as a table</h2>\n{_table(edition, moments, url_for)}'
    )


def _table(edition: Edition, moments: Sequence[Moment], url_for: UrlFor) -> str:
    months: set[str] = set()
    rows: list[str] = []
    for moment in moments:
        name = "" if moment.month in months else f' id="edition-{moment.month}"'
        months.add(moment.month)
        rows.append(_row(edition, moment, name, url_for))
    heads = ("Date, hour and zone", "Threads", "Document", "Place", "How the date is known")
    head = "".join(f'<th scope="col">{words}</th>' for words in heads)
    return (
        '<div class="edition-scroller" role="region" aria-labelledby="edition-timeline-table" tabindex="0">\n'
        f'<table class="edition-chart-table"><thead><tr>{head}</tr></thead><tbody>\n{"".join(rows)}</tbody>'
        "</table></div>\n"
    )


def _row(edition: Edition, moment: Moment, name: str, url_for: UrlFor) -> str:
    document = moment.document
    threads = ", ".join(lane_words(edition, lane, url_for) for lane in moment.lanes)
    place = html_text(document.place) or '<span class="edition-not-stated">not stated</span>'
    return (
        f'<tr{name} data-document="{document.id}"><td>{zoned_time(document)}</td><td>{threads}</td>'
        f'<th scope="row"><a href="{url_for(document.page)}">{_name(document)}</a></th>'
        f"<td>{place}</td><td>{_known(document)}</td></tr>\n"
    )


def _name(document: DocumentRecord) -> str:
    """Return what a document is called: its number, and its title where that is another."""
    title, label = shorten(document.title, 120), document.label
    return html_text(f"{label}: {title}" if label and not title.startswith(label) else title)


def lane_words(edition: Edition, lane: Lane, url_for: UrlFor) -> str:
    """Return a thread as a link, and how many passages belong to it where the document does not."""
    thread = edition.threads[lane.number].thread
    link = (
        f'<a href="{url_for(f"threads/{thread.id}")}" data-thread="{escape(thread.id)}">'
        f"{html_text(thread.title)}</a>"
    )
    return link if lane.is_whole else f"{link} ({count(lane.passages, 'passage')})"


def _known(document: DocumentRecord) -> str:
    """Return how a date is known, in the words of the metadata."""
    known = document.date_known
    evidence = f"<q>{html_text(known.evidence)}</q>" if known.evidence else ""
    if known.supplied:
        likely = ", likely" if known.is_likely else ""
        return f"<b>supplied{likely}</b> {html_text(shorten(known.supplied, 200))} {evidence}".rstrip()
    return f"<b>stated</b> {evidence}" if evidence else "<b>stated</b> by the source"


def _undated(edition: Edition, undated: Sequence[Moment], url_for: UrlFor) -> str:
    """Return the documents of threads that have no date: they are on no line of time."""
    if not undated:
        return ""
    items = "".join(
        f'<li data-document="{one.document.id}"><a href="{url_for(one.document.page)}">'
        f"{_name(one.document)}</a> "
        f"{', '.join(lane_words(edition, lane, url_for) for lane in one.lanes)}</li>\n"
        for one in undated[:_MOST_UNDATED]
    )
    more = len(undated) - _MOST_UNDATED
    rest = f"<p>{more} more stand at the ends of their threads’ pages.</p>\n" if more > 0 else ""
    return f"<h2>Without a date</h2>\n<ul>\n{items}</ul>\n{rest}"
