"""Lists of a large edition by date, on pages of their own, which need no script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from edition.edtf import humanize, parse
from edition.render.escaping import html_text
from edition.render.lists import render_documents
from edition.render.persons import PERSONS, has_persons, person_pages
from edition.render.volumes import (
    BY_DATE,
    ListPage,
    document_item,
    render_volumes,
    volume_label,
    volume_name,
    volume_page,
)
from edition.render.words import count
from edition.threads import date_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from edition.model import Volume
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

DATES, UNDATED = "dates/index", "undated"

# Up to so many documents stand in one list; more of them are found by pages.
_MANY = 100
_ON_A_PAGE = 600
_YEARS_IN_A_ROW = 30
_YEAR = re.compile(r"(\d{4})(?!\d)")
_MONTH = re.compile(r"\[?\d{4}-(0[1-9]|1[0-2])(?!\d)")


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that share a year, a month or, without a date, a volume; `key` ends their address."""

    key: str
    name: str
    documents: tuple[DocumentRecord, ...]

    @property
    def page(self) -> str:
        """The name of the group's page."""
        return f"dates/{self.key}"


def browse_pages(edition: Edition) -> Iterator[ListPage]:
    """Yield the lists by date and by person; a small edition has one list of documents, and few of these."""
    if is_large(edition):
        yield from _date_pages(edition)
    for volume in edition.volumes:
        yield ListPage(
            name=f"{volume_page(volume)}/{BY_DATE}",
            title=f"Documents by date: {volume_name(volume)}",
            render=partial(render_volume_dates, edition, volume),
        )
    yield from person_pages(edition)


def is_large(edition: Edition) -> bool:
    """Whether the documents are too many for one list."""
    return len(edition.documents) > _MANY


def render_all_documents(edition: Edition, url_for: UrlFor) -> str:
    """Return the page of all documents: one list where they are few, else the ways to find them."""
    if not is_large(edition):
        return _volume_links(edition, url_for) + render_documents(edition, url_for)
    html = ""
    if edition.volumes:
        html += f"<h2>Volumes</h2>\n{render_volumes(edition, url_for, 3)}"
    html += f"<h2>By date</h2>\n{_year_lists(_years(edition), 3, url_for)}"
    if has_persons(edition):
        link = f'<a href="{url_for(PERSONS)}">Persons, and the documents that name them</a>'
        html += f"<h2>By person</h2>\n<p>{link}</p>\n"
    single = [document for document in edition.documents if not document.volume]
    if edition.volumes and 0 < len(single) <= _MANY:
        html += f"<h2>Outside the volumes</h2>\n{_documents(edition, single, url_for)}"
    return html


def _volume_links(edition: Edition, url_for: UrlFor) -> str:
    """Return the volumes above the one list of a small edition."""
    items = "".join(
        f'<li><a href="{url_for(volume_page(one))}">{html_text(volume_name(one))}</a></li>\n'
        for one in edition.volumes
    )
    return f'<nav class="edition-ways" aria-label="Volumes">\n<ul>\n{items}</ul>\n</nav>\n' if items else ""


def _documents(edition: Edition, documents: Iterable[DocumentRecord], url_for: UrlFor) -> str:
    """Return a compact list, which says of each document in which volume it is."""
    labels = {volume.id: volume_label(volume) for volume in edition.volumes}
    items = "".join(document_item(one, url_for, labels.get(one.volume, "")) for one in documents)
    return f'<ol class="edition-documents">\n{items}</ol>\n'


def render_volume_dates(edition: Edition, volume: Volume, url_for: UrlFor) -> str:
    """Return the documents of a volume in the order of time, whatever its chapters, by month."""
    documents = [document for document in edition.documents if document.volume == volume.id]
    groups = [month for year in _grouped_by_year(documents) for month in _months(year)]
    lists = (
        f'<h2>{html_text(group.name)}</h2>\n<ol class="edition-documents">\n'
        f"{''.join(document_item(one, url_for) for one in group.documents)}</ol>\n"
        for group in groups
    )
    back = f'<a href="{url_for(volume_page(volume))}">{html_text(volume_name(volume))}</a>'
    return f"<p>The order of the volume itself: {back}</p>\n{''.join(lists)}"


def _date_pages(edition: Edition) -> Iterator[ListPage]:
    years = _years(edition)
    lists = partial(_year_lists, years, 2)
    yield ListPage(name=DATES, title="Documents by date", render=lists)
    for number, year in enumerate(years):
        steps = partial(_steps, years[max(number - 1, 0) : number], years[number + 1 : number + 2])
        is_long = len(year.documents) > _ON_A_PAGE
        parts = (_months(year) if year.key != UNDATED else _volumes(edition, year)) if is_long else []
        render = partial(_year_page, edition, year, parts, steps)
        yield ListPage(name=year.page, title=_title(year), render=render)
        for part in parts:
            yield ListPage(
                name=part.page, title=_title(part), render=partial(_part_page, edition, part, steps)
            )


def _title(group: Group) -> str:
    return f"Documents: {group.name}"


def _years(edition: Edition) -> list[Group]:
    """Return the documents of each year, in the order of time; last those without a date."""
    return _grouped_by_year(edition.documents)


def _grouped_by_year(documents: Iterable[DocumentRecord]) -> list[Group]:
    """Return documents that come in the order of time by the year in which their dates begin."""
    return [
        Group(year, "Undated" if year == UNDATED else f"{int(year)}", tuple(some))
        for year, some in groupby(sorted(documents, key=_year), key=_year)
    ]


def _year(document: DocumentRecord) -> str:
    # Most dates begin with their year; to read the others takes longer.
    plain = _YEAR.match(document.date)
    if plain:
        return plain[1]
    date = date_of(document)
    return f"{date.earliest.year:04}" if date else UNDATED


def _months(year: Group) -> list[Group]:
    """Return a year's documents by month, first those of which no month is known."""
    if year.key == UNDATED:
        return [year]
    ordered = sorted(year.documents, key=_month)
    return [
        Group(
            f"{year.key}-{month:02}",
            humanize(parse(f"{year.key}-{month:02}")) if month else f"{year.name}, month not stated",
            tuple(some),
        )
        for month, some in groupby(ordered, key=_month)
    ]


def _month(document: DocumentRecord) -> int:
    """Return the month in which a document's date begins, or 0 where the date does not say it."""
    found = _MONTH.match(document.date)
    return int(found[1]) if found else 0


def _volumes(edition: Edition, undated: Group) -> list[Group]:
    """Return the documents without a date by volume."""
    names = {volume.id: volume_name(volume) for volume in edition.volumes}
    ordered = sorted(undated.documents, key=_volume)
    return [
        Group(
            f"{UNDATED}-{volume or 'single'}",
            f"{undated.name}, {names.get(volume, 'outside the volumes')}",
            tuple(some),
        )
        for volume, some in groupby(ordered, key=_volume)
    ]


def _volume(document: DocumentRecord) -> str:
    return document.volume


def _year_lists(years: list[Group], level: int, url_for: UrlFor) -> str:
    """Return the years as links; many of them under their decades, as headings of the given level."""
    if len(years) <= _YEARS_IN_A_ROW:
        return _counted(years, url_for)
    html = ""
    for decade, some in groupby(years, key=lambda year: year.key[:3]):
        name = "No date" if UNDATED.startswith(decade) else f"{int(decade)}0s"
        html += f"<h{level}>{name}</h{level}>\n{_counted(some, url_for)}"
    return html


def _counted(groups: Iterable[Group], url_for: UrlFor) -> str:
    """Return links to groups of documents, each with their number."""
    items = "".join(
        f'<li><a href="{url_for(one.page)}">{html_text(one.name)}</a> '
        f"<span>{count(len(one.documents), 'document')}</span></li>\n"
        for one in groups
    )
    return f'<ul class="edition-counts">\n{items}</ul>\n'


def _year_page(
    edition: Edition, year: Group, parts: list[Group], steps: Callable[[UrlFor], str], url_for: UrlFor
) -> str:
    """Return a year's documents by month, or, where they are too many, the way to each month."""
    if parts:
        return _counted(parts, url_for) + steps(url_for)
    html = "".join(
        f"<h2>{html_text(month.name)}</h2>\n{_documents(edition, month.documents, url_for)}"
        for month in _months(year)
    )
    return html + steps(url_for)


def _part_page(edition: Edition, part: Group, steps: Callable[[UrlFor], str], url_for: UrlFor) -> str:
    return _documents(edition, part.documents, url_for) + steps(url_for)


def _steps(previous: list[Group], following: list[Group], url_for: UrlFor) -> str:
    """Return the links to the year before, the year after, and all."""
    steps = [("prev", year) for year in previous] + [("next", year) for year in following]
    links = "".join(
        f'<li><a rel="{rel}" href="{url_for(year.page)}">{year.name}</a></li>\n' for rel, year in steps
    )
    return (
        '<nav class="edition-ways" aria-label="Other years">\n<ul>\n'
        f'{links}<li><a href="{url_for(DATES)}">All years</a></li>\n</ul>\n</nav>\n'
    )
