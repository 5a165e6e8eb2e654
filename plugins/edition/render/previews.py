"""Previews: what a link to a document, a place in it or a crossing shows before it is followed.

The previews of a page are a file beside it, `previews.json`: `name` is what the page is called, `parts` are
pieces of HTML by their fragments, the empty one for the page as a whole. Addresses in a part are as seen from
the page. A script asks for the file when a reader first points at a link to the page.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from edition.model import DivisionKind, MentionKind
from edition.published import ledger_name
from edition.render.annotations import annotation_body, annotation_label, render_prose
from edition.render.crossings import crossing_parts
from edition.render.document import fillings
from edition.render.entities import mention_count
from edition.render.escaping import html_text
from edition.render.holes import fill
from edition.render.link_lists import short_title, thread_chip
from edition.render.names import KIND_NOUNS, time_between
from edition.render.preview_parts import members_of, share
from edition.render.volumes import documents_of, number_of, volume_label
from edition.render.words import capital, count, shorten, time_element

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edition.annotations.passages import Anchored
    from edition.entities import Authority
    from edition.model import Volume
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

PREVIEWS = "previews.json"

# How many characters are shown of the editors' prose in an annotation, of all that it says, and of an entry
# of a list; of prose fewer where a document has thousands of annotations.
_OF_PROSE, _OF_ALL, _OF_ENTRY, _ALL_PROSE = 300, 900, 300, 150_000
_MOST_OFFICES = 4
_PIECE = re.compile(r"<(/?)([a-z0-9]+)[^>]*>|&[^;\s]+;|[^<&]")
_EMPTY = frozenset(("br", "hr", "img", "wbr"))
# What holds elements alone, and no words.
_FRAMES = frozenset(("ol", "table", "tbody", "tfoot", "thead", "tr", "ul"))


def document_previews(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return the previews of a document, and of every place in it that has an address."""
    done, opened = edition.galleys[document.id].previews
    words = dict(opened)
    whole = _whole(edition, document, words.pop(""), url_for)
    anchored = {one.annotation.id: one for one in document.anchored}

    def annotated(name: str) -> str:
        return _annotated(edition, document, anchored[name], url_for)

    fill_in = {**fillings(edition, document, url_for), "annotated": annotated}
    parts = {"": whole} | {name: fill(html, fill_in) for name, html in words.items()}
    if aliases := edition.moves.aliases(ledger_name(document)):
        shown = {**json.loads(f"{{{done}}}"), **parts}
        parts |= {old: shown[new] for old, new in aliases if new in shown}
    return _packed(_name(edition, document), parts, done)


def crossings_previews(edition: Edition, url_for: UrlFor) -> str:
    """Return the previews of all crossings."""
    return _packed("Crossings", crossing_parts(edition, url_for))


def entity_previews(edition: Edition, authority: Authority, _: UrlFor) -> str:
    """Return the preview of an entity: its name, how often it is named, who or what it is, its offices."""
    record, named_in = authority.record, edition.named_in.get(authority.record.id, ())
    facts = [KIND_NOUNS[authority.kind][0].capitalize()]
    if named_in:
        facts += [count(mention_count(named_in), "mention"), count(len(named_in), "document")]
    offices = [(office.title, time_between(office.from_, office.until)) for office in record.offices]
    items = "".join(
        f"<li>{html_text(', '.join(filter(None, office)))}</li>" for office in offices[:_MOST_OFFICES]
    )
    more = "<li>…</li>" if len(offices) > _MOST_OFFICES else ""
    description = html_text(shorten(record.description, _OF_ENTRY))
    html = (
        f'<b>{html_text(record.name)}</b><p class="edition-entry-facts">'
        f"{' '.join(f'<span>{fact}</span>' for fact in facts)}</p>"
        f"{f'<p>{description}</p>' if description else ''}{f'<ul>{items}{more}</ul>' if items else ''}"
    )
    return _packed(record.name, {"": html})


def persons_previews(volume: Volume, _: UrlFor) -> str:
    """Return the previews of the persons in a volume's own list, and of the list."""
    parts = {
        entry.name: entry_preview(entry.heading, entry.words)
        for entry in volume.names
        if entry.kind is MentionKind.PERSON
    }
    facts = (volume_label(volume), count(len(parts), "person"))
    spans = " ".join(f"<span>{html_text(fact)}</span>" for fact in facts)
    whole = f'<b>Persons</b><p class="edition-entry-facts">{spans}</p>'
    return _packed(volume_label(volume), {"": whole, **parts})


def entry_preview(name: str, words: str) -> str:
    """Return the preview of an entry of a list: a name, and what is said of it."""
    return f"<b>{html_text(name)}</b> {html_text(shorten(words, _OF_ENTRY))}"


def _packed(name: str, parts: Mapping[str, str], done: str = "") -> str:
    """Return the content of a file of previews; `done` are parts that are members of an object already."""
    members = ",".join(filter(None, (members_of(parts), done)))
    return f'{{"name":{json.dumps(name, ensure_ascii=False)},"parts":{{{members}}}}}'


def _name(edition: Edition, document: DocumentRecord) -> str:
    """Return what a document is called above a part of it."""
    volume = edition.volumes_by_id.get(document.volume)
    if volume is None or document.kind is not DivisionKind.DOCUMENT:
        return short_title(edition, document.id)
    return f"{number_of(document)}. {short_title(edition, document.id)}"


def _whole(edition: Edition, document: DocumentRecord, words: str, url_for: UrlFor) -> str:
    """Return the preview of a document: its title, its threads, kind, date and place, its first words."""
    volume = edition.volumes_by_id.get(document.volume)
    standing = edition.standings.get(document.id)
    facts = [thread_chip(edition, thread, url_for) for thread in document.threads]
    if document.kind is DivisionKind.DOCUMENT:
        facts += [html_text(fact) for fact in (capital(document.type), document.place) if fact]
        facts.append(time_element(document))
    elif standing and (held := documents_of(edition, standing.division.children)):
        facts.append(count(len(held), "document"))
    if volume:
        facts.append(html_text(volume_label(volume)))
    title = html_text(shorten(document.title or "Untitled", 160))
    if volume and document.number:
        title = f"{html_text(document.number)}. {title}"
    spans = " ".join(f"<span>{fact}</span>" for fact in facts)
    return f'<b>{title}</b><p class="edition-entry-facts">{spans}</p><p>{words}</p>'


def _annotated(edition: Edition, document: DocumentRecord, anchored: Anchored, url_for: UrlFor) -> str:
    """Return what an annotation says of its passage; the editors' prose and the whole are cut to a length."""
    length = share(_ALL_PROSE, len(document.anchored), _OF_PROSE)

    def prose(markdown: str) -> str:
        return cut_html(render_prose(markdown, document.id, edition, url_for), length)

    where = f", page {html_text(anchored.page)}" if anchored.page else ""
    label = annotation_label(edition, document, anchored.annotation)
    body = annotation_body(edition, document, anchored, url_for, prose)
    return f"<b>{label}{where}</b>{cut_html(body, _OF_ALL)}"


def cut_html(html: str, length: int) -> str:
    """Return well-formed HTML of which so many characters are shown, every element closed.

    The cut is made between words where there are any.
    """
    opened: list[str] = []
    last: tuple[int, list[str]] = (0, [])
    shown, end, cut, inner = 0, 0, 0, list[str]()
    for piece in _PIECE.finditer(html):
        closing, tag = piece[1], piece[2]
        if closing:
            if tag not in _FRAMES:
                last = piece.start(), opened.copy()
            opened.pop()
        elif tag and tag not in _EMPTY:
            opened.append(tag)
        elif not tag:
            shown += 1
            if piece[0].isspace():
                # Between the cells of a row no words can stand, so that the cut is in the one before.
                place = last if opened and opened[-1] in _FRAMES else (piece.start(), opened.copy())
                cut, inner = max((cut, inner), place)
        if shown > length:
            break
        end = piece.end()
    else:
        return html
    if not cut:
        cut, inner = last if opened and opened[-1] in _FRAMES else (end, opened)
    return f"{html[:cut]} …{''.join(f'</{tag}>' for tag in reversed(inner))}"
