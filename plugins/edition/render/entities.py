"""The pages of people, bodies, places and terms: an index of each kind, and a page for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from edition.entities import FOLDERS
from edition.render.entity_records import render_record, render_roles
from edition.render.escaping import html_text
from edition.render.letters import render_by_letter
from edition.render.link_lists import short_title
from edition.render.names import KIND_TITLES, shown_name, sort_key
from edition.render.volumes import ListPage, volume_label
from edition.render.words import count, time_element
from edition.threads import date_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.entities import Authority
    from edition.mentions import EntityMention, NamedEntity
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

    # The documents that name an entity, with its mentions in each.
    _NamedIn = tuple[tuple[DocumentRecord, NamedEntity], ...]

# More mentions than this stand on further pages.
MOST_MENTIONS = 400
# So many entities need letters to find one's way.
_MANY = 40


@dataclass(frozen=True, slots=True)
class Part:
    """A share of an entity's mentions with a page of its own: its address's end, its name, their number."""

    key: str
    name: str
    named_in: _NamedIn
    times: int


def kinds_of(edition: Edition) -> list[str]:
    """Return the kinds of which the edition has entities, in the order in which lists have them."""
    held = {authority.kind for authority in edition.authorities.values()}
    return [kind for kind in FOLDERS if kind in held]


def index_pages(edition: Edition) -> Iterator[ListPage]:
    """Yield the index of each kind of which the edition has entities."""
    for kind in kinds_of(edition):
        yield ListPage(
            name=f"{FOLDERS[kind]}/index",
            title=KIND_TITLES[kind],
            render=partial(render_index, edition, kind),
        )


def render_index(edition: Edition, kind: str, url_for: UrlFor) -> str:
    """Return all entities of a kind in the order of the alphabet, with how often they are named."""
    entries = sorted(
        (one for one in edition.authorities.values() if one.kind == kind),
        key=lambda one: sort_key(one.record),
    )
    others = "".join(
        f'<li><a href="{url_for(f"{FOLDERS[one]}/index")}">{KIND_TITLES[one]}</a></li>\n'
        for one in kinds_of(edition)
        if one != kind
    )
    ways = (
        f'<nav class="edition-ways" aria-label="Other indexes">\n<ul>\n{others}</ul>\n</nav>\n'
        if others
        else ""
    )
    if len(entries) <= _MANY:
        return ways + _index_list(edition, entries, url_for)
    return ways + render_by_letter(
        entries, lambda one: shown_name(one.record), lambda some: _index_list(edition, some, url_for)
    )


def _index_list(edition: Edition, entries: Iterable[Authority], url_for: UrlFor) -> str:
    items = "".join(_index_entry(edition, one, url_for) for one in entries)
    return f'<dl class="edition-persons edition-entities">\n{items}</dl>\n'


def _index_entry(edition: Edition, authority: Authority, url_for: UrlFor) -> str:
    record = authority.record
    words = f"<dd>{html_text(record.description)}</dd>\n" if record.description else ""
    name = html_text(shown_name(record))
    return (
        f'<div id="{record.id}"><dt><a href="{url_for(authority.page)}">{name}</a></dt>\n'
        f'{words}<dd class="edition-entry-facts">{_counts(edition.named_in.get(record.id, ()))}</dd></div>\n'
    )


def mention_count(named_in: _NamedIn) -> int:
    """Return how often documents name an entity."""
    return sum(named.times for _, named in named_in)


def _counts(named_in: _NamedIn) -> str:
    if not named_in:
        return "<span>no mention</span>"
    documents = count(len(named_in), "document")
    return f"<span>{count(mention_count(named_in), 'mention')}</span> <span>{documents}</span>"


def parts_of(named_in: _NamedIn) -> list[Part]:
    """Return an entity's mentions by year, where they are too many for one page; a year may have several."""
    if mention_count(named_in) <= MOST_MENTIONS:
        return []
    parts: list[Part] = []
    for (key, name), some in groupby(named_in, key=_year):
        shares = list(_shares(list(some)))
        for number, share in enumerate(shares, 1):
            more = number > 1
            title = f"{name}, part {number}" if len(shares) > 1 else name
            parts.append(Part(f"{key}-{number}" if more else key, title, share, mention_count(share)))
    return parts


def _year(one: tuple[DocumentRecord, NamedEntity]) -> tuple[str, str]:
    date = date_of(one[0])
    return (f"{date.earliest.year:04}", f"{date.earliest.year}") if date else ("undated", "undated")


def _shares(named_in: Sequence[tuple[DocumentRecord, NamedEntity]]) -> Iterator[_NamedIn]:
    """Yield the documents in shares of not too many mentions."""
    share: list[tuple[DocumentRecord, NamedEntity]] = []
    times = 0
    for one in named_in:
        times += one[1].times
        if share and times > MOST_MENTIONS:
            yield tuple(share)
            share, times = [], one[1].times
        share.append(one)
    yield tuple(share)


def render_entity(edition: Edition, authority: Authority, url_for: UrlFor) -> str:
    """Return the page of an entity: what its record says, and every place that names it."""
    record = authority.record
    named_in = edition.named_in.get(record.id, ())
    parts = parts_of(named_in)
    index = f"{FOLDERS[authority.kind]}/index"
    facts = (
        f'<p class="edition-entry-facts"><a href="{url_for(index)}">{KIND_TITLES[authority.kind]}</a> '
        f"{_counts(named_in)}</p>\n"
    )
    if parts:
        mentions = f'<ul class="edition-counts">\n{_part_items(authority, parts, url_for)}</ul>\n'
    else:
        mentions = _named_in(edition, named_in, url_for)
    nothing = '<p class="edition-nothing">No document of this edition names it by one of its forms.</p>\n'
    return (
        f"{facts}{render_record(edition, record, url_for)}{render_roles(edition, record.id, url_for)}"
        f'<h2 id="mentions">Mentions</h2>\n{mentions or nothing}'
    )


def render_entity_part(
    edition: Edition, authority: Authority, parts: Sequence[Part], number: int, url_for: UrlFor
) -> str:
    """Return a further page of an entity: one share of its mentions, and the ways to the others."""
    items = _part_items(authority, parts, url_for, here=number)
    back = f'<li><a href="{url_for(authority.page)}">{html_text(authority.record.name)}</a></li>\n'
    return (
        f'<nav class="edition-ways" aria-label="Other mentions">\n<ul>\n{back}{items}</ul>\n</nav>\n'
        f"{_named_in(edition, parts[number].named_in, url_for)}"
    )


def _part_items(authority: Authority, parts: Sequence[Part], url_for: UrlFor, here: int | None = None) -> str:
    items = ""
    for number, part in enumerate(parts):
        current = ' aria-current="page"' if number == here else ""
        address = url_for(f"{authority.page}/{part.key}")
        times = count(part.times, "mention")
        items += f'<li><a href="{address}"{current}>{part.name}</a> <span>{times}</span></li>\n'
    return items


def _named_in(edition: Edition, named_in: _NamedIn, url_for: UrlFor) -> str:
    """Return the documents that name an entity, in the order of time, each with every place."""
    return "".join(
        f'<section class="edition-named" id="in-{document.id}">\n'
        f'<h3><a href="{url_for(document.page)}">{html_text(_title(edition, document))}</a></h3>\n'
        f'<p class="edition-entry-facts"><span>{time_element(document)}</span> '
        f"<span>{count(named.times, 'mention')}</span></p>\n"
        f"<ol>\n{''.join(_mention(document, one, url_for) for one in named.mentions)}</ol></section>\n"
        for document, named in named_in
    )


def _title(edition: Edition, document: DocumentRecord) -> str:
    volume = edition.volumes_by_id.get(document.volume)
    title = document.label or document.title or short_title(edition, document.id)
    return f"{document.number}. {title} ({volume_label(volume)})" if volume else title


def _mention(document: DocumentRecord, one: EntityMention, url_for: UrlFor) -> str:
    where = f"{one.where}{' (likely)' if one.is_likely else ''}"
    place = f'<span class="edition-named-place">{html_text(where)}</span> ' if where else ""
    return (
        f'<li>{place}<span class="edition-named-words">{html_text(one.before)}'
        f'<a href="{url_for(document.page, one.fragment)}">{html_text(one.words)}</a>'
        f"{html_text(one.after)}</span></li>\n"
    )
