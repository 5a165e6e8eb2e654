"""What the record of an entity says, and the documents in which the entity has a role."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from edition.render.annotations import render_prose
from edition.render.escaping import html_text
from edition.render.link_lists import document_link, volume_words
from edition.render.names import ROLES, time_between
from edition.render.words import time_element
from edition.schema import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edition.references import Internal
    from edition.render.urls import UrlFor
    from edition.resolved import Edition
    from edition.schema import Entity, Form

_ADDRESSES = {
    "viaf": ("VIAF", "https://viaf.org/viaf/"),
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/"),
}
_HISTORY_STATE_GOV = "https://history.state.gov/historicaldocuments/"
_LISTS = {"p_": ("list of persons", "persons#"), "t_": ("list of abbreviations", "terms#")}


def render_record(edition: Edition, record: Entity, url_for: UrlFor) -> str:
    """Return what the record of an entity says: offices, forms, identifiers, the editors' note."""
    offices = "".join(
        f"<dd>{html_text(office.title)}{_after(time_between(office.from_, office.until))}</dd>\n"
        for office in record.offices
    )
    forms = "".join(
        f"<dd>{_form(edition, form, url_for)}</dd>\n" for form in record.forms if not form.is_plain
    )
    plain = ", ".join(_form(edition, form, url_for) for form in record.forms if form.is_plain)
    forms = f"<dd>{plain}</dd>\n{forms}" if plain else forms
    identifiers = "".join(
        f"<dd>{_identifier(edition, name, value, url_for)}</dd>\n"
        for name, values in record.identifiers.items()
        for value in values
    )
    groups = (("Offices", offices), ("Named as", forms), ("Elsewhere", identifiers))
    rows = "".join(f"<div><dt>{title}</dt>\n{said}</div>\n" for title, said in groups if said)
    facts = f'<dl class="edition-record">\n{rows}</dl>\n' if rows else ""
    if not record.note:
        return facts
    note = render_prose(record.note, "", edition, url_for)
    return f'{facts}<div class="edition-record-note">{note}</div>\n'


def render_roles(edition: Edition, entity: str, url_for: UrlFor) -> str:
    """Return the documents that an entity wrote or received, or in whose events it took part."""
    roles = edition.entity_roles.get(entity, {})
    rows = "".join(
        f"<div><dt>{words}</dt>\n{_dated_links(edition, roles[role], url_for)}</div>\n"
        for role, words in ROLES.items()
        if role in roles
    )
    return f'<h2 id="documents">Documents</h2>\n<dl class="edition-record">\n{rows}</dl>\n' if rows else ""


def _after(words: str) -> str:
    return f' <span class="edition-record-when">{html_text(words)}</span>' if words else ""


def _form(edition: Edition, form: Form, url_for: UrlFor) -> str:
    """Return a form, with when and where it names the entity, in words."""
    when = time_between(form.from_, form.until)
    said = [html_text(when)] if when else []
    if form.in_:
        said.append(f"in {_documents(edition, form.in_, url_for)}")
    if form.not_in:
        said.append(f"not in {_documents(edition, form.not_in, url_for)}")
    if form.certainty is Certainty.LIKELY:
        said.append("likely")
    conditions = f' <span class="edition-record-when">{"; ".join(said)}</span>' if said else ""
    return f"<q>{html_text(form.form)}</q>{conditions}"


def _documents(edition: Edition, names: Iterable[str], url_for: UrlFor) -> str:
    return ", ".join(
        document_link(edition, name, url_for) if name in edition.by_id else html_text(name) for name in names
    )


def _identifier(edition: Edition, authority: str, value: str, url_for: UrlFor) -> str:
    """Return an identifier elsewhere: a link where we know the address."""
    if authority in _ADDRESSES:
        name, address = _ADDRESSES[authority]
        return f'<a href="{escape(address + value)}" rel="external">{name} {html_text(value)}</a>'
    if authority == "frus":
        return _frus(edition, value, url_for)
    if value.startswith("https://"):
        return f'{html_text(authority)}: <a href="{escape(value)}" rel="external">{html_text(value)}</a>'
    return f"{html_text(authority)}: {html_text(value)}"


def _frus(edition: Edition, value: str, url_for: UrlFor) -> str:
    """Return an entry of a volume's list or a document of it: here, where the edition has it, or at FRUS."""
    name, _, entry = value.partition("#")
    kind, page = next((found for start, found in _LISTS.items() if entry.startswith(start)), ("", ""))
    what = f"{kind} ({entry})" if kind else f"document {entry[1:]}" if entry.startswith("d") else entry
    words = html_text(f"FRUS {volume_words(name.removeprefix('frus'))}{f', {what}' if what else ''}")
    if place := frus_place(edition, value):
        return f'<a href="{url_for(place.page, place.fragment)}">{words}</a>'
    end = f"{page}{entry}"
    address = f"{_HISTORY_STATE_GOV}{name}{f'/{end}' if end else ''}"
    return f'<a href="{escape(address)}" rel="external">{words}</a>'


def frus_place(edition: Edition, value: str) -> Internal | None:
    """Return where the edition has what an identifier of FRUS names, if anywhere."""
    name, _, entry = value.partition("#")
    held = edition.registry.volume(name)
    return held.find(entry) if held and entry else None


def _dated_links(edition: Edition, documents: Iterable[str], url_for: UrlFor) -> str:
    return "".join(
        f"<dd>{document_link(edition, name, url_for)} "
        f'<span class="edition-record-when">{time_element(edition.by_id[name])}</span></dd>\n'
        for name in documents
    )
