"""What lay on the other desks at the time of a document, as a section of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.chronology import timeline_page
from edition.desks import WITHIN, Nearness
from edition.render.escaping import html_text
from edition.render.link_lists import short_title, thread_chip
from edition.render.words import count, time_element

if TYPE_CHECKING:
    from edition.desks import Lying, OtherDesk
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

_WORDS = {
    Nearness.DAY: "The same day",
    Nearness.SPAN: "Within the time in which this document is dated",
    Nearness.WEEK: f"Not the same day, but within {WITHIN} days",
    Nearness.NEAREST: f"Nothing within {WITHIN} days; the nearest",
}


def render_other_desks(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return what lay on the desks of other threads that day, or about that day, or before and after."""
    desks = edition.other_desks(document.id)
    if not desks:
        return ""
    rows = "".join(_desk(edition, desk, document, url_for) for desk in desks)
    title = "On the other desk" if len(desks) == 1 else "On the other desks"
    return (
        '<section class="edition-desks" aria-labelledby="edition-desks-title">'
        f'<h2 id="edition-desks-title">{title}</h2>\n{rows}</section>\n'
    )


def _desk(edition: Edition, desk: OtherDesk, here: DocumentRecord, url_for: UrlFor) -> str:
    items = "".join(_item(edition, one, desk.nearness, url_for) for one in desk.documents)
    more = desk.count - len(desk.documents)
    if more > 0:
        moment = edition.moments_by_id[here.id]
        page = timeline_page(moment.start, len(edition.moments[0]))
        address = url_for(page, f"edition-{moment.month}")
        items += f'<li><a href="{address}">{more} more on the timeline</a></li>\n'
    chip = thread_chip(edition, desk.thread, url_for)
    return (
        f'<div class="edition-desk"><p class="edition-desk-name">{chip} {_WORDS[desk.nearness]}</p>\n'
        f"<ul>\n{items}</ul></div>\n"
    )


def _item(edition: Edition, lying: Lying, nearness: Nearness, url_for: UrlFor) -> str:
    record = edition.by_id[lying.document]
    title = f'<a href="{url_for(record.page)}">{html_text(short_title(edition, record.id))}</a>'
    distance = _distance(lying, nearness)
    said = f' <span class="edition-desk-distance">{distance}</span>' if distance else ""
    return f"<li>{title} {time_element(record)}{said}</li>\n"


def _distance(lying: Lying, nearness: Nearness) -> str:
    """Return how far a document lies; of one that is not known to the day, no more than is known."""
    if not lying.days:
        is_open = lying.is_uncertain and nearness is not Nearness.SPAN
        return "perhaps then: not known to the day" if is_open else ""
    words = f"{count(abs(lying.days), 'day')} {'before' if lying.days < 0 else 'after'}"
    return f"at least {words}" if lying.is_uncertain else words
