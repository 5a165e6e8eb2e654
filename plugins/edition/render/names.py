"""Whom and what a document names: a panel of its entities, each with the places where it stands."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from edition.edtf import humanize, parse
from edition.entities import FOLDERS, names_of
from edition.render.escaping import html_text
from edition.render.holes import hole
from edition.render.words import folded_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edition.annotations.passages import AnnotatedDocument
    from edition.edtf import Edtf
    from edition.entities import Authority
    from edition.mentions import EntityMention, NamedEntity
    from edition.schema import Entity, Metadata, Office

KIND_TITLES = {"person": "People", "body": "Bodies", "place": "Places", "term": "Terms"}
KIND_NOUNS = {
    "person": ("person", "people"),
    "body": ("body", "bodies"),
    "place": ("place", "places"),
    "term": ("term", "terms"),
}
ROLES = {"from": "From", "to": "To", "participant": "Participant"}
_PARTS = {"from": "sender", "to": "recipient", "participant": "participant"}
# So many places of an entity are linked one by one; its own page has them all.
_MOST = 24


def render_names(
    document: AnnotatedDocument, named: Sequence[NamedEntity], authorities: Mapping[str, Authority]
) -> str:
    """Return the panel of the entities that a document names, by kind, in the order of their names."""
    known = [(authorities[one.entity], one) for one in named if one.entity in authorities]
    if not known:
        return ""
    order = list(FOLDERS)
    known.sort(key=lambda pair: (order.index(pair[0].kind), *sort_key(pair[0].record)))
    groups = [(kind, list(some)) for kind, some in groupby(known, key=lambda pair: pair[0].kind)]
    counts = " ".join(f"<span>{kind_count(kind, len(some))}</span>" for kind, some in groups)
    lists = "".join(
        f'<p class="edition-names-kind" id="edition-names-{kind}">{KIND_TITLES[kind]}</p>\n'
        f'<ul aria-labelledby="edition-names-{kind}">\n{_names(document, some)}</ul>\n'
        for kind, some in groups
    )
    return (
        '<details class="edition-names" id="edition-names"><summary>Named in this document '
        f'<span class="edition-names-counts">{counts}</span></summary>\n{lists}</details>\n'
    )


def _names(document: AnnotatedDocument, some: Sequence[tuple[Authority, NamedEntity]]) -> str:
    return "".join(_name(document, *one) for one in some)


def _name(document: AnnotatedDocument, authority: Authority, named: NamedEntity) -> str:
    """Return an entity with its part in the document and the places that name it."""
    record, mentions = authority.record, named.mentions
    name, address = html_text(shown_name(record)), hole("entity", authority.page)
    part = _part(document, record)
    said = f' <span class="edition-names-part">{html_text(part)}</span>' if part else ""
    ways = " ".join(_way(record, number, one) for number, one in enumerate(mentions[:_MOST], 1))
    more = f" <a{address}>all {named.times}</a>" if named.times > _MOST else ""
    return (
        f'<li><a class="edition-name"{address}>{name}</a>{said} '
        f'<span class="edition-names-places">{ways}{more}</span></li>\n'
    )


def _way(record: Entity, number: int, mention: EntityMention) -> str:
    page = f", page {mention.page}" if mention.page else ""
    label = escape(f"{number}: {record.name}{page}")
    return f'<a href="#{mention.fragment}" aria-label="{label}">{number}</a>'


def _part(document: AnnotatedDocument, record: Entity) -> str:
    """Return what an entity is in a document: sender, recipient, participant; else its office at the time."""
    roles = [_PARTS[role] for role, names in _stated(document.metadata) if names & names_of(record)]
    date = document.metadata.date
    offices = offices_at(record, parse(date.value)) if date else []
    return "; ".join([*dict.fromkeys(roles), *(one.title for one in offices)])


def _stated(metadata: Metadata) -> list[tuple[str, set[str]]]:
    stated = (("from", metadata.from_), ("to", metadata.to), ("participant", metadata.participants))
    return [(role, set(statement.values)) for role, statement in stated if statement]


def offices_at(record: Entity, date: Edtf) -> list[Office]:
    """Return the offices that a person held on a date, of which both ends are known."""
    return [
        office
        for office in record.offices
        if office.from_
        and office.until
        and parse(office.from_).latest <= date.earliest
        and date.latest <= parse(office.until).latest
    ]


def time_between(begins: str, ends: str) -> str:
    """Return a time in words, either end of which may be unknown: `21 January 1961 to 20 January 1969`."""
    first, last = (humanize(parse(words)) if words else "" for words in (begins, ends))
    if first and last:
        return f"{first} to {last}" if first != last else first
    return f"from {first}" if first else f"until {last}" if last else ""


def shown_name(record: Entity) -> str:
    """Return a name as lists have it: `Rusk, Dean`, where its record says so."""
    return record.sort or record.name


def sort_key(record: Entity) -> tuple[str, str]:
    """Return what puts entities in order: the name without case and accents, then the id."""
    return folded_name(shown_name(record)), record.id


def kind_count(kind: str, number: int) -> str:
    """Return `1 person`, `12 people`."""
    return f"{number} {KIND_NOUNS[kind][number != 1]}"
