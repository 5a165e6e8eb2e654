"""The pages of people, bodies, places and terms: an index of each kind, and a page for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from edition.entities import FOLDERS
from edition.model import fragment_id
from edition.render.annotations import render_prose
from edition.render.escaping import html_text
from edition.render.link_lists import document_link, short_title, volume_words
from edition.render.names import KIND_TITLES, ROLES, shown_name, sort_key, time_between
from edition.render.volumes import ListPage, volume_label
from edition.render.words import count, folded_name, time_element
from edition.schema import Certainty
from edition.threads import date_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.entities import Authority
    from edition.mentions import EntityMention, NamedEntity
    from edition.records import DocumentRecord
    from edition.references import Internal
    from edition.render.urls import UrlFor
    from edition.resolved import Edition
    from edition.schema import Form

    # The documents that name an entity, with its mentions in each.
    _NamedIn = tuple[tuple[DocumentRecord, NamedEntity], ...]

# More mentions than this stand on further pages.
MOST_MENTIONS = 400
# So many entities need letters to find one's way.
_MANY = 40
_ADDRESSES = {
    "viaf": ("VIAF", "https://viaf.org/viaf/"),
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/"),
}
_HISTORY_STATE_GOV = "https://history.state.gov/historicaldocuments/"
_LISTS = {"p_": ("list of persons", "persons#"), "t_": ("list of abbreviations", "terms#")}


@dataclass(frozen=True, slots=True)
class Part:
    """A share of an entity's mentions with a page of its own: the end of its address, and its name."""

    key: str
    name: str
    named_in: _NamedIn


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
    letters = [(letter, list(some)) for letter, some in groupby(entries, key=_letter)]
    links = "".join(
        f'<li><a href="#{_letter_id(letter)}">{html_text(letter)}</a></li>\n' for letter, _ in letters
    )
    lists = "".join(
        f'<h2 id="{_letter_id(letter)}">{html_text(letter)}</h2>\n{_index_list(edition, some, url_for)}'
        for letter, some in letters
    )
    return f'{ways}<nav class="edition-letters" aria-label="Letters">\n<ul>\n{links}</ul>\n</nav>\n{lists}'


def _letter(authority: Authority) -> str:
    return next((sign for sign in folded_name(shown_name(authority.record)) if sign.isalnum()), "–").upper()


def _letter_id(letter: str) -> str:
    return f"letter-{fragment_id(letter)}"


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
            parts.append(Part(f"{key}-{number}" if more else key, title, share))
    return parts


def _year(one: tuple[DocumentRecord, NamedEntity]) -> tuple[str, str]:
    date = date_of(one[0])
    return (f"{date.earliest.year:04}", f"{date.earliest.year}") if date else ("undated", "undated")


def _shares(named_in: Sequence[tuple[DocumentRecord, NamedEntity]]) -> Iterator[_NamedIn]:
    """Yield the documents in shares of not too many mentions."""
    share: list[tuple[DocumentRecord, NamedEntity]] = []
    for one in named_in:
        if share and mention_count((*share, one)) > MOST_MENTIONS:
            yield tuple(share)
            share = []
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
        f"{facts}{_record(edition, authority, url_for)}{_parts_played(edition, record.id, url_for)}"
        f'<h2 id="mentions">Mentions</h2>\n{mentions or nothing}'
    )


def render_entity_part(edition: Edition, authority: Authority, number: int, url_for: UrlFor) -> str:
    """Return a further page of an entity: one share of its mentions, and the ways to the others."""
    parts = parts_of(edition.named_in[authority.record.id])
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
        times = count(mention_count(part.named_in), "mention")
        items += f'<li><a href="{address}"{current}>{part.name}</a> <span>{times}</span></li>\n'
    return items


def _record(edition: Edition, authority: Authority, url_for: UrlFor) -> str:
    """Return what the record of an entity says: offices, forms, identifiers, the editors' note."""
    record = authority.record
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


def _parts_played(edition: Edition, entity: str, url_for: UrlFor) -> str:
    """Return the documents that an entity wrote or received, or in whose events it took part."""
    roles = edition.entity_roles.get(entity, {})
    rows = "".join(
        f"<div><dt>{words}</dt>\n{_dated_links(edition, roles[role], url_for)}</div>\n"
        for role, words in ROLES.items()
        if role in roles
    )
    return f'<h2 id="documents">Documents</h2>\n<dl class="edition-record">\n{rows}</dl>\n' if rows else ""


def _dated_links(edition: Edition, documents: Iterable[str], url_for: UrlFor) -> str:
    return "".join(
        f"<dd>{document_link(edition, name, url_for)} "
        f'<span class="edition-record-when">{time_element(edition.by_id[name])}</span></dd>\n'
        for name in documents
    )


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
    where = ", ".join(words for words in (f"page {one.page}" if one.page else "", one.place) if words)
    likely = " (likely)" if one.is_likely else ""
    place = f'<span class="edition-named-place">{html_text(where + likely)}</span> ' if where + likely else ""
    return (
        f'<li>{place}<span class="edition-named-words">{html_text(one.before)}'
        f'<a href="{url_for(document.page, one.fragment)}">{html_text(one.words)}</a>'
        f"{html_text(one.after)}</span></li>\n"
    )
