"""A document's plain text and its Markdown as files to take away: with title, date and address, for good."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from edition.addresses import PlaceKind
from edition.edtf import humanize, parse
from edition.links import TargetError, find_place, is_external
from edition.render.cite import cite_fillings
from edition.render.escaping import words_of
from edition.render.holes import fill
from edition.render.link_lists import external_name
from edition.render.markdown_text import yaml_string
from edition.render.markdown_words import escaped
from edition.render.urls import whole_address
from edition.render.words import RELATIONS, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from edition.annotations.passages import Anchored
    from edition.links import End
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

_RULE = "=" * 40
_ADDRESS = re.compile(r"(?<=\]\()<?([^()\s<>]+)>?(?=[\s)])")
# A tag that editors type is characters on our pages, but for a few inline ones; so it is here.
_TAG = re.compile(
    r"<(?!https?:|mailto:|/?(?:abbr|br|cite|code|del|em|ins|q|small|strong|sub|sup)\s*/?>)(?=[A-Za-z/!?])"
)
# What a citation says of a site whose address only a script knows.
_HIDDEN = re.compile(
    r'<span class="cite-edition" hidden>[^<]*(?:<[^>]*>[^<]*)*?<span class="cite-address">.*?</p>'
)
_IN_BRACKETS = "In square brackets: the turns of the pages, calls of notes, what is deleted or unclear."


def taken_plain_text(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return a document as plain text under its title, its date and its address.

    `url_for` gives addresses as seen from the site's first page, here as in the Markdown.
    """
    head = [document.title or "Untitled", _date_line(document)]
    head += [
        line for line in (edition.site.name, whole_address(edition.site, document.page, url_for)) if line
    ]
    if citation := _citation(edition, document, url_for):
        head.append(f"Cite as: {citation}")
    lines = "\n".join([*head, _IN_BRACKETS])
    return f"{lines}\n\n{_RULE}\n\n{edition.galleys[document.id].plain_text}\n"


def _citation(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return how a document is cited, in words, or nothing."""
    cited = edition.galleys[document.id].cited[0]
    return words_of(_HIDDEN.sub("", fill(cited, cite_fillings(edition, document, url_for)))) if cited else ""


def _date_line(document: DocumentRecord) -> str:
    """Return the date as the page has it: in brackets, if the editors supply it."""
    if not document.date:
        return "date not stated"
    words, known = _date(document.date), document.date_known
    return f"[{words}{'?' if known.is_likely else ''}]" if known.supplied else words


@lru_cache(maxsize=4096)
def _date(text: str) -> str:
    return humanize(parse(text))


def taken_markdown(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    """Return a document as Markdown; what the editors say stands apart, between its text and its notes."""
    address = whole_address(edition.site, document.page, url_for)
    lines = [f"edition: {yaml_string(edition.site.name)}\n"] if edition.site.name else []
    lines += [f"address: {address}\n"] if address else []
    if citation := _citation(edition, document, url_for):
        lines.append(f"citation: {yaml_string(citation)}\n")
    fillings: dict[str, Callable[[str], str]] = {
        "address": lambda _: "".join(lines),
        "annotations": lambda _: _annotations(edition, document, url_for),
    }
    return f"{fill(edition.galleys[document.id].markdown, fillings)}\n"


def _annotations(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    if not document.anchored:
        return ""
    said = [_annotation(edition, document, one, url_for) for one in document.anchored]
    parts = ["", "* * *", "## The editors’ annotations", "Not part of the document.", *said]
    return "\n\n".join(parts)


def _annotation(edition: Edition, document: DocumentRecord, anchored: Anchored, url_for: UrlFor) -> str:
    """Return all that an annotation says, under the words that it is about."""
    annotation = anchored.annotation
    prose = partial(_prose, edition, document, url_for)
    page = f" (page {escaped(anchored.page)})" if anchored.page else ""
    parts = [f"**“{escaped(shorten(anchored.words, 200))}”**{page}"]
    if annotation.correction:
        source = escaped(" ".join(anchored.words.split()))
        parts.append(f"Correction: read {escaped(annotation.correction)}; the source has {source}")
    if annotation.unclear:
        parts.append(f"Unclear: {prose(annotation.unclear)}")
    if authority := edition.authorities.get(annotation.entity):
        record = authority.record
        described = f": {escaped(record.description)}" if record.description else ""
        parts.append(
            f"Name: [{escaped(record.name)}]({_absolute(edition, url_for(authority.page))}){described}"
        )
    if annotation.note:
        parts.append(prose(annotation.note))
    parts += _links(edition, document, annotation.id, url_for)
    if annotation.question:
        parts.append(f"Question: {prose(annotation.question)}")
    if annotation.creator and annotation.creator != "editors":
        parts.append(escaped(annotation.creator))
    return "\n\n".join(parts)


def _absolute(edition: Edition, address: str) -> str:
    return f"{edition.site.address}{address}"


def _prose(edition: Edition, document: DocumentRecord, url_for: UrlFor, markdown: str) -> str:
    """Return an editor's Markdown with addresses that hold outside of the site."""

    def address(found: re.Match[str]) -> str:
        if is_external(found[1]):
            return found[0]
        try:
            name, fragment = find_place(found[1], document.id, edition.by_id)
        except TargetError:
            return found[0]  # only a preview comes here: a build has stopped
        return _absolute(edition, url_for(edition.by_id[name].page, fragment))

    return _TAG.sub("&#60;", _ADDRESS.sub(address, markdown.strip()))


def _links(edition: Edition, document: DocumentRecord, annotation: str, url_for: UrlFor) -> Iterator[str]:
    """Yield a paragraph for each link that starts at an annotation or leads to it."""
    ways = (
        (0, edition.links_from(document.id, annotation)),
        (1, edition.links_to(document.id, annotation)),
    )
    for way, links in ways:
        for link in links:
            end = link.target if way == 0 else link.origin
            relation = RELATIONS[link.link.relation][way].capitalize()
            yield f"{relation} {_end(edition, end, url_for)}: {escaped(link.link.why)}"


def _end(edition: Edition, end: End | str, url_for: UrlFor) -> str:
    if isinstance(end, str):
        return f"[{escaped(external_name(end))}]({f'<{end}>' if set('()') & set(end) else end})"
    record = edition.by_id[end.document]
    address = _absolute(edition, url_for(record.page, end.place.fragment))
    name = f"[{escaped(record.label or shorten(record.title, 70))}]({address})"
    if end.place.kind is PlaceKind.DOCUMENT:
        return name
    page = f", page {escaped(end.place.page)}" if end.place.page else ""
    return f"“{escaped(shorten(end.place.words) or end.place.label)}” in {name}{page}"
