"""The pages of volumes: what each holds, the way to a document in it, and on from there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from edition.edtf import humanize, parse
from edition.model import DivisionKind, MentionKind
from edition.references import persons_page
from edition.render.escaping import html_text
from edition.render.page_forms import page_list, render_page_form
from edition.render.words import count, shorten, time_element
from edition.threads import date_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from edition.model import Division, Volume
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

VOLUMES = "volumes/index"
BY_DATE = "by-date"

_SERIES = re.compile(r"Foreign Relations of the United States,\s*")
_NUMBERED = re.compile(r"([^,]+,\s*Volumes? [^,]+),\s*(.*)")
# A chapter of more documents than this is folded, so that the contents of a volume can be overlooked.
_FOLDED = 12
_DEEPEST = 6
_USEFUL = ("persons", "terms", "sources")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A page that is a list made from the sources: its name, its title, and how its content is made."""

    name: str
    title: str
    render: Callable[[UrlFor], str]
    description: str = ""


def volume_pages(edition: Edition) -> Iterator[ListPage]:
    """Yield the list of volumes, and each volume's own page; chapters have theirs from the source."""
    if not edition.volumes:
        return
    yield ListPage(name=VOLUMES, title="Volumes", render=partial(render_volumes, edition))
    for volume in edition.volumes:
        yield ListPage(
            name=volume_page(volume), title=volume.title, render=partial(render_volume, edition, volume)
        )


def volume_page(volume: Volume) -> str:
    """Return the name of a volume's page."""
    return f"volumes/{volume.id}"


def volume_name(volume: Volume) -> str:
    """Return a volume's title without its series' long name: `FRUS, 1961–1963, Volume XV, Berlin Crisis`."""
    return _without_series(volume.title)


def volume_label(volume: Volume) -> str:
    """Return the shortest name of a volume: `FRUS, 1961–1963, Volume XV`."""
    return short_name(volume.title)


def short_name(title: str) -> str:
    """Return the shortest name of a volume that has this title."""
    name = _without_series(title)
    numbered = _NUMBERED.match(name.removeprefix("FRUS, "))
    if name.startswith("FRUS, ") and numbered:
        return f"FRUS, {numbered[1]}"
    return shorten(name, 60)


def _without_series(title: str) -> str:
    return _SERIES.sub("FRUS, ", " ".join(title.split()), count=1)


def documents_of(edition: Edition, divisions: Iterable[Division]) -> list[DocumentRecord]:
    """Return the documents of some divisions, at whatever depth, in the volume's order."""
    return [
        edition.by_id[one.id]
        for division in divisions
        for one in division.walk()
        if one.kind is DivisionKind.DOCUMENT and one.id in edition.by_id
    ]


def render_volumes(edition: Edition, url_for: UrlFor, level: int = 2) -> str:
    """Return the list of the volumes, each with how much it holds and of what time."""
    entries = "".join(_card(edition, volume, level, url_for) for volume in edition.volumes)
    if not entries:
        return '<p class="edition-nothing">There is no volume in this edition yet.</p>\n'
    return f'<ul class="edition-cards">\n{entries}</ul>\n'


def _card(edition: Edition, volume: Volume, level: int, url_for: UrlFor) -> str:
    link = f'<a href="{url_for(volume_page(volume))}">{html_text(volume_name(volume))}</a>'
    return f"<li><h{level}>{link}</h{level}>\n{_facts(edition, volume, ())}</li>\n"


def _facts(edition: Edition, volume: Volume, further: Sequence[str]) -> str:
    documents = documents_of(edition, volume.divisions)
    facts = [count(len(documents), "document"), _time_span(documents), *further]
    spans = " ".join(f"<span>{html_text(fact)}</span>" for fact in facts if fact)
    return f'<p class="edition-entry-facts">{spans}</p>\n'


def _time_span(documents: Iterable[DocumentRecord]) -> str:
    """Return the days between which the documents lie: `4 January 1962 to 13 December 1963`."""
    dates = [date for document in documents if (date := date_of(document))]
    if not dates:
        return ""
    first = min(date.earliest for date in dates).date()
    last = max(date.latest for date in dates).date()
    return humanize(parse(f"{first}/{last}" if first != last else f"{first}"))


def render_volume(edition: Edition, volume: Volume, url_for: UrlFor) -> str:
    """Return a volume's own page: who published it, the ways into it, and all that it holds."""
    entries = "".join(_entry(edition, one, 3, url_for) for one in volume.divisions)
    further = [fact for fact in volume.imprint if fact not in volume.title]
    pages = url_for(page_list(volume.id)) if volume.id in edition.paged_volumes else ""
    box = render_page_form(pages, is_volume=True) if pages else ""
    return (
        f"{_facts(edition, volume, further)}{_ways(edition, volume, url_for)}{box}"
        f'<h2 id="contents">Contents</h2>\n<ol class="edition-contents">\n{entries}</ol>\n'
    )


def _ways(edition: Edition, volume: Volume, url_for: UrlFor) -> str:
    """Return the links to the volume's lists: ours of its documents, and its own of names and sources."""
    ways = [(f"{volume_page(volume)}/{BY_DATE}", "Documents by date")]
    if volume.id in edition.paged_volumes:
        ways.append((page_list(volume.id), "Pages"))
    if any(entry.kind is MentionKind.PERSON for entry in volume.names):
        ways.append((persons_page(volume.id), "Documents by person"))
    sections = {one.name: one for one in volume.walk() if one.kind is DivisionKind.SECTION}
    ways += [
        (edition.by_id[one.id].page, one.title)
        for name in _USEFUL
        if (one := sections.get(name)) and one.id in edition.by_id
    ]
    items = "".join(
        f'<li><a href="{url_for(page)}">{html_text(title or "Untitled")}</a></li>\n' for page, title in ways
    )
    return f'<nav class="edition-ways" aria-label="Lists of this volume">\n<ul>\n{items}</ul>\n</nav>\n'


def _entry(edition: Edition, division: Division, level: int, url_for: UrlFor) -> str:
    """Return what a list of contents says of a division, and of all that is in it."""
    record = edition.by_id.get(division.id)
    if record is None:
        return ""  # only a preview comes here: what could not be read is reported
    if division.kind is DivisionKind.DOCUMENT:
        return document_item(record, url_for)
    title = html_text(division.title or "Untitled")
    link = f'<a href="{url_for(record.page)}">{title}</a>'
    if division.kind is DivisionKind.SECTION and not division.children:
        return f'<li class="edition-section">{link}</li>\n'
    inside = _inside(edition, division, level + 1, url_for, is_folded=True)
    heading = f"h{min(level, _DEEPEST)}"
    return f'<li class="edition-chapter"><{heading}>{link}</{heading}>\n{inside}</li>\n'


def _inside(edition: Edition, division: Division, level: int, url_for: UrlFor, *, is_folded: bool) -> str:
    """Return what a division holds: its documents in lists, each run of them folded where it is long."""
    html = ""
    for is_document, group in _runs(division.children):
        entries = "".join(_entry(edition, one, level, url_for) for one in group)
        if not is_document:
            html += f'<ol class="edition-contents">\n{entries}</ol>\n'
            continue
        numbers = _numbers(edition, group)
        documents = f'<ol class="edition-documents">\n{entries}</ol>\n'
        if is_folded and len(group) > _FOLDED:
            documents = f"<details><summary>{numbers}</summary>\n{documents}</details>\n"
        html += documents
    return html


def _runs(divisions: Sequence[Division]) -> Iterator[tuple[bool, list[Division]]]:
    """Yield the divisions in runs of documents and of others, in their order."""
    run: list[Division] = []
    for one in divisions:
        if run and (one.kind is DivisionKind.DOCUMENT) is not (run[0].kind is DivisionKind.DOCUMENT):
            yield run[0].kind is DivisionKind.DOCUMENT, run
            run = []
        run.append(one)
    if run:
        yield run[0].kind is DivisionKind.DOCUMENT, run


def _numbers(edition: Edition, documents: Sequence[Division]) -> str:
    """Return `37 documents: 108–144`."""
    named = [number_of(record) for record in documents_of(edition, documents)]
    span = f": {html_text(named[0])}–{html_text(named[-1])}" if len(named) > 1 else ""
    return f"{count(len(named), 'document')}{span}"


def number_of(record: DocumentRecord) -> str:
    """Return what a document is called in its volume: its number, or its name where none is printed."""
    return record.number or record.name or record.label or record.id


def document_item(record: DocumentRecord, url_for: UrlFor, place: str = "") -> str:
    """Return a document in a list: its number and title as a link, its date, and where it was written.

    `place` says something else in the last position, such as the volume in a list of several.
    """
    title = html_text(shorten(record.title, 200) or "Untitled")
    where = html_text(place or record.place)
    place_words = f" <span>{where}</span>" if where else ""
    return (
        f'<li><a href="{url_for(record.page)}"><b>{html_text(number_of(record))}</b> {title}</a> '
        f"{time_element(record)}{place_words}</li>\n"
    )


def render_chapter_contents(edition: Edition, volume: Volume, division: Division, url_for: UrlFor) -> str:
    """Return what follows a chapter's own words: the documents and the chapters that are in it."""
    inside = _inside(edition, division, 3, url_for, is_folded=any(one.children for one in division.children))
    if not inside:
        return ""
    facts = count(len(documents_of(edition, division.children)), "document")
    where = f'{facts} of <a href="{url_for(volume_page(volume))}">{html_text(volume_name(volume))}</a>'
    return (
        '<section class="edition-page" aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n'
        f"<p>{where}</p>\n{inside}</section>\n"
    )


def render_breadcrumbs(edition: Edition, record: DocumentRecord, url_for: UrlFor, *, view: str = "") -> str:
    """Return the way down to a page: the documents, what holds it of a volume, the page itself.

    Of a further view of a document the last step is the `view`, and the document's own page the one before.
    """
    standing = edition.standings.get(record.id)
    steps = [("documents/index", "Documents")]
    own = record.label or shorten(record.title, 70)
    if standing:
        steps.append((volume_page(standing.volume), volume_name(standing.volume)))
        steps += [
            (edition.by_id[one.id].page, one.title) for one in standing.within if one.id in edition.by_id
        ]
        own = f"Document {number_of(record)}" if record.kind is DivisionKind.DOCUMENT else record.title
    if view:
        steps.append((record.page, own))
        own = view
    items = "".join(
        f'<li><a href="{url_for(page)}">{html_text(title or "Untitled")}</a></li>\n' for page, title in steps
    )
    here = f'<li><span aria-current="page">{html_text(own or "Untitled")}</span></li>\n'
    return f'<nav class="edition-breadcrumb" aria-label="Breadcrumb">\n<ol>\n{items}{here}</ol>\n</nav>\n'


def render_volume_neighbours(edition: Edition, record: DocumentRecord, url_for: UrlFor) -> str:
    """Return the row of the list of neighbors that leads to the documents before and after in the volume."""
    standing = edition.standings.get(record.id)
    if standing is None:
        return ""
    links = "".join(
        _neighbour(edition, one, rel, words, url_for)
        for one, rel, words in ((standing.previous, "prev", "Previous"), (standing.next, "next", "Next"))
        if one and one.id in edition.by_id
    )
    if not links:
        return ""
    name = '<p class="edition-neighbour-name">In the volume</p>'
    return f'<div class="edition-neighbour-row">{name}\n{links}</div>\n'


def _neighbour(edition: Edition, division: Division, rel: str, words: str, url_for: UrlFor) -> str:
    record = edition.by_id[division.id]
    title, date = html_text(shorten(record.title, 70) or "Untitled"), ""
    if record.kind is DivisionKind.DOCUMENT:
        title, date = f"{html_text(number_of(record))}. {title}", f" {time_element(record)}"
    return f'<a rel="{rel}" href="{url_for(record.page)}"><span>{words}</span> <b>{title}</b>{date}</a>\n'
