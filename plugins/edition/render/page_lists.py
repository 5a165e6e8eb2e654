"""The printed pages of a volume: a list of them, the same as data, and the box of a document that asks it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from edition.addresses import unique_ids
from edition.model import DivisionKind
from edition.references import volume_of
from edition.render.escaping import html_text
from edition.render.page_forms import PAGES, page_list, render_page_form
from edition.render.volumes import ListPage, number_of, volume_name, volume_page
from edition.render.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import Volume
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

# So many pages stand under one heading, the first of them after a multiple of it: 51–100.
_GROUP = 50
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of a volume: its label, and each document on it with the fragment that is the page there."""

    label: str
    places: tuple[tuple[DocumentRecord, str], ...]


def printed_pages(edition: Edition, volume: Volume) -> list[PrintedPage]:
    """Return the pages of a volume in its order.

    Documents that stand one behind the other on a page are both on it, before the chapters that have their
    headings there; a label that comes again after others is another page.
    """
    pages: list[PrintedPage] = []
    records = [edition.by_id[one.id] for one in volume.walk() if one.id in edition.by_id]
    for record, (label, fragment) in ((one, place) for one in records for place in one.page_places):
        if pages and pages[-1].label == label and pages[-1].places[-1][0] is not record:
            pages[-1] = PrintedPage(label, (*pages[-1].places, (record, fragment)))
        else:
            pages.append(PrintedPage(label, ((record, fragment),)))
    return [PrintedPage(page.label, tuple(sorted(page.places, key=_is_chapter))) for page in pages]


def _is_chapter(place: tuple[DocumentRecord, str]) -> bool:
    return place[0].kind is DivisionKind.CHAPTER


def page_list_pages(edition: Edition) -> Iterator[ListPage]:
    """Yield the list of pages of each volume that has any."""
    for volume in edition.volumes:
        if volume.id in edition.paged_volumes:
            yield ListPage(
                name=page_list(volume.id),
                title=f"Pages: {volume_name(volume)}",
                render=partial(render_page_list, edition, volume),
            )


def render_page_list(edition: Edition, volume: Volume, url_for: UrlFor) -> str:
    """Return the pages of a volume, each with the documents on it, fifty under a heading."""
    pages = printed_pages(edition, volume)
    named = zip(unique_ids("pg_", (page.label for page in pages)), pages, strict=True)
    groups = [list(some) for _, some in groupby(named, key=lambda one: _group(one[1]))]
    titles = [_span(group[0][1], group[-1][1]) for group in groups]
    ids = [f"edition-pages-{number}" for number, _ in enumerate(groups, 1)]
    ways = "".join(
        f'<li><a href="#{name}">{title}</a></li>\n' for name, title in zip(ids, titles, strict=True)
    )
    lists = "".join(
        f'<h2 id="{name}">{title}</h2>\n<ol class="edition-page-list">\n'
        f"{''.join(_item(page, place, url_for) for place, page in group)}</ol>\n"
        for name, title, group in zip(ids, titles, groups, strict=True)
    )
    back = f'<a href="{url_for(volume_page(volume))}">{html_text(volume_name(volume))}</a>'
    return (
        f"<p>The pages of the printed volume, and the documents on them: {back}. "
        f'<a href="{url_for(PAGES)}">Pages of the whole edition</a></p>\n'
        f"{render_page_form(url_for(page_list(volume.id)), is_volume=True)}"
        f'<nav class="edition-ways" aria-label="Pages by fifty">\n<ul>\n{ways}</ul>\n</nav>\n{lists}'
    )


def _group(page: PrintedPage) -> int:
    """Return the number of the heading under which a page stands; 0 for one that has no number."""
    number = _NUMBER.match(page.label)
    return (int(number[0]) - 1) // _GROUP + 1 if number else 0


def _span(first: PrintedPage, last: PrintedPage) -> str:
    labels = dict.fromkeys(html_text(page.label) for page in (first, last))
    return "–".join(labels) or "Not numbered"


def _item(page: PrintedPage, name: str, url_for: UrlFor) -> str:
    """Return a page as a link to where it begins, and links to the other documents on it."""
    (record, fragment), *others = page.places
    first = (
        f'<a href="{url_for(record.page, fragment)}"><b>{html_text(page.label) or "–"}</b>'
        f"<span> {html_text(_name(record))}</span></a>"
    )
    further = "".join(
        f', <a href="{url_for(one.page, place)}">{html_text(_name(one))}</a>' for one, place in others
    )
    return f'<li id="{name}">{first}{further}</li>\n'


def _name(record: DocumentRecord) -> str:
    if record.kind is DivisionKind.DOCUMENT:
        return f"document {number_of(record)}"
    return shorten(record.title, 50) or "Untitled"


def page_data(edition: Edition, volume: Volume, url_for: UrlFor) -> str:
    """Return the pages of a volume for the box: label and documents, each document with name and address.

    A document stands there as its number in the list of documents, and with the page's fragment where that
    is not `pg_` and the label.
    """
    documents: dict[str, int] = {}
    named: list[tuple[str, str]] = []
    rows: list[list[object]] = []
    for page in printed_pages(edition, volume):
        row: list[object] = [page.label]
        for record, fragment in page.places:
            if record.id not in documents:
                documents[record.id] = len(named)
                named.append((_name(record), url_for(record.page)))
            number = documents[record.id]
            row.append(number if fragment == f"pg_{page.label}" else (number, fragment))
        rows.append(row)
    return json.dumps({"documents": named, "pages": rows}, ensure_ascii=False, separators=(",", ":"))


def page_volume(edition: Edition, document: DocumentRecord) -> str:
    """Return the volume whose printed pages a document's box knows, if the edition holds it whole."""
    name = document.volume or volume_of(document)
    return name if name in edition.paged_volumes else ""


def render_document_form(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return the box of a document; without a script it leads to a list of pages, the volume's or its own."""
    volume = page_volume(edition, document)
    if volume:
        return render_page_form(url_for(page_list(volume)), is_volume=True)
    return render_page_form("#edition-pages", is_volume=False) if document.pages else ""
