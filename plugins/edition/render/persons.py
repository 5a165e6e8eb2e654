"""Lists of documents by person: of each volume by its own list of persons, of other documents by name.

Persons are not brought together over several volumes: their identifiers hold only within one, and the same
one may be another person in the next. Only an editor can say who is who.
"""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from edition.model import MentionKind
from edition.references import persons_page
from edition.render.escaping import html_text
from edition.render.letters import render_by_letter
from edition.render.names import ROLES
from edition.render.volumes import ListPage, documents_of, number_of, volume_name, volume_page
from edition.render.words import count, folded_name, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from edition.entities import Authority
    from edition.model import ListedName, Volume
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

    # The documents in which a person has a role, by the role.
    _Roles = dict[str, list[DocumentRecord]]

PERSONS = "persons/index"

_ENOUGH = 20
_ROLES = {**ROLES, "": "Named in"}


def person_pages(edition: Edition) -> Iterator[ListPage]:
    """Yield the list of all lists of persons, and the list of each volume that has one."""
    if has_persons(edition):
        yield ListPage(name=PERSONS, title="Persons", render=partial(render_persons, edition))
    for volume in edition.volumes:
        if _persons(volume):
            yield ListPage(
                name=persons_page(volume.id),
                title=f"Documents by person: {volume_name(volume)}",
                render=partial(render_volume_persons, edition, volume),
            )


def has_persons(edition: Edition) -> bool:
    """Whether there is a volume with a list of persons, or enough other documents that name some."""
    single = sum(any(not one.is_entry for one in document.persons) for document in _single(edition))
    return any(_persons(volume) for volume in edition.volumes) or single >= _ENOUGH


def _persons(volume: Volume) -> dict[str, ListedName]:
    """Return the persons of a volume's list by their identifiers."""
    return {entry.name: entry for entry in volume.names if entry.kind is MentionKind.PERSON}


def _single(edition: Edition) -> Iterator[DocumentRecord]:
    return (document for document in edition.documents if not document.volume)


def render_persons(edition: Edition, url_for: UrlFor) -> str:
    """Return the lists of the volumes, and the persons of the documents that stand outside volumes."""
    rows = "".join(
        f'<li><a href="{url_for(persons_page(volume.id))}">{html_text(volume_name(volume))}</a> '
        f"<span>{count(len(persons), 'person')}</span></li>\n"
        for volume in edition.volumes
        if (persons := _persons(volume))
    )
    html = f'<h2>By volume</h2>\n<ul class="edition-counts">\n{rows}</ul>\n' if rows else ""
    named: dict[str, _Roles] = {}
    for document in _single(edition):
        for person in document.persons:
            if not person.is_entry:
                named.setdefault(person.name, {}).setdefault(person.role, []).append(document)
    entries = "".join(
        f"<div><dt>{html_text(name)}</dt>\n{_said_in(named[name], _title, url_for)}</div>\n"
        for name in sorted(named, key=folded_name)
    )
    if entries:
        html += f'<h2>In documents outside the volumes</h2>\n<dl class="edition-persons">\n{entries}</dl>\n'
    return html


def _title(record: DocumentRecord) -> str:
    return record.label or shorten(record.title, 70)


def render_volume_persons(edition: Edition, volume: Volume, url_for: UrlFor) -> str:
    """Return a volume's persons with what its list says of them and the documents in which they are."""
    named: dict[str, _Roles] = {}
    for document in documents_of(edition, volume.divisions):
        for name, roles in _roles(document).items():
            for role in roles:
                named.setdefault(name, {}).setdefault(role, []).append(document)
    entries = sorted(_persons(volume).values(), key=lambda entry: folded_name(entry.heading))

    def people(some: Sequence[ListedName]) -> str:
        rows = "".join(
            _person(entry, _record(edition, volume, entry), named.get(entry.name, {}), url_for)
            for entry in some
        )
        return f'<dl class="edition-persons">\n{rows}</dl>\n'

    back = f'<a href="{url_for(volume_page(volume))}">{html_text(volume_name(volume))}</a>'
    return (
        f"<p>The list of persons in {back}, with the numbers of the documents that name them.</p>\n"
        f"{render_by_letter(entries, lambda entry: entry.heading, people)}"
    )


def _roles(document: DocumentRecord) -> dict[str, list[str]]:
    """Return what each person is in a document; one with a part in it is not also said to be named."""
    roles: dict[str, list[str]] = {}
    for person in document.persons:
        if person.is_entry:
            roles.setdefault(person.name, []).append(person.role)
    return {name: [one for one in said if one] or [""] for name, said in roles.items()}


def _record(edition: Edition, volume: Volume, entry: ListedName) -> Authority | None:
    """Return the edition's own record of a person of a volume's list, where an editor says that it is one."""
    name = edition.listed_entities.get(f"{volume.id}#{entry.name}", "")
    return edition.authorities.get(name)


def _person(entry: ListedName, record: Authority | None, roles: _Roles, url_for: UrlFor) -> str:
    words = f"<dd>{html_text(entry.words)}</dd>\n" if entry.words else ""
    said = (
        _said_in(roles, number_of, url_for) or '<dd class="edition-nothing">Not tagged in a document</dd>\n'
    )
    name = html_text(entry.heading)
    if record:
        name = f'<a href="{url_for(record.page)}">{name}</a>'
    return f'<div id="{escape(entry.name)}"><dt>{name}</dt>\n{words}{said}</div>\n'


def _said_in(roles: _Roles, name_of: Callable[[DocumentRecord], str], url_for: UrlFor) -> str:
    """Return the documents in which a person has each role, as links."""
    return "".join(
        f"<dd><b>{words}</b> {_links(roles[role], name_of, url_for, is_titled=bool(role))}</dd>\n"
        for role, words in _ROLES.items()
        if role in roles
    )


def _links(
    documents: Iterable[DocumentRecord],
    name_of: Callable[[DocumentRecord], str],
    url_for: UrlFor,
    *,
    is_titled: bool,
) -> str:
    """Return links by short names; titles would double the long lists of those who are only named."""
    return ", ".join(
        f'<a href="{url_for(one.page)}"{_title_attribute(one) if is_titled else ""}>'
        f"{html_text(name_of(one))}</a>"
        for one in documents
    )


def _title_attribute(record: DocumentRecord) -> str:
    return f' title="{escape(shorten(record.title, 100))}"'
