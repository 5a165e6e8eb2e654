"""The style of the Modern Language Association, 9th edition: an entry of a list of works cited."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from edition.citations.chicago import archive_words
from edition.citations.dates import MLA, date_words
from edition.citations.names import listed
from edition.citations.numbers import Shortening, all_pages, split_range, volume_number
from edition.citations.text import (
    capital,
    headline,
    html,
    italic,
    joined,
    names,
    publisher,
    quoted,
    sentence,
    short_title,
    where,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.citations.names import Name
    from edition.citations.record import Citation, Container

_MANY = 3


def _named(names: Sequence[Name]) -> str:
    """Return names as they are said; of three or more, the first."""
    said = [name.natural for name in names]
    return listed(said) if len(said) < _MANY else f"{said[0]} et al."


def entry(one: Citation, edition: str) -> str:
    """Return an entry; `edition` is the container in which the document was read, a sentence of its own."""
    parts = [_authors(one.author), _title(one), html(_date(one))]
    if one.is_printed:
        parts += [_container(one), _work(one.container)]
    else:
        parts.append(html(capital(archive_words(one.archive_location, one.archive))))
        parts.append(html(one.url))
    return " ".join(sentence(part) for part in parts if part) + edition


def in_text(one: Citation, _: str) -> str:
    """Return what stands in the text where a document is quoted: (Rusk 522)."""
    return f'(<span class="cite-names">{_key(one)}</span>{where()})'


def locators(_: Citation) -> tuple[str, str, str, str]:
    """Return how a page, pages, a paragraph and paragraphs are told in the text."""
    return " {}", " {}", ", par. {}", ", pars. {}"


def _key(one: Citation) -> str:
    """Return the words with which the entry begins, in short."""
    if len(one.author) >= _MANY:
        return html(f"{one.author[0].last} et al.")
    if one.author:
        return html(" and ".join([name.last for name in one.author]))
    if one.has_own_title or not one.genre:
        return quoted(headline(short_title(one.title)), "")
    return html(capital(joined((one.genre, one.number), " ")))


def _authors(some: Sequence[Name]) -> str:
    if not some:
        return ""
    first, others = some[0], [name.natural for name in some[1:]]
    as_said = sentence(html(listed([first.natural, *others])))
    if len(some) >= _MANY:
        return names(html(f"{first.inverted}, et al."), as_said)
    return names(sentence(html(", and ".join([first.inverted, *others]))), as_said)


def _title(one: Citation) -> str:
    """Return the title; where only the editors give one, a description without quotation marks."""
    if one.has_own_title or not one.genre:
        return quoted(headline(one.title), ".")
    to = _named(one.recipient)
    return html(joined((capital(joined((one.genre, one.number), " ")), to), " to "))


def _date(one: Citation) -> str:
    if one.date:
        return capital(date_words(one.date, MLA))
    return "Undated" if "undated" in one.printed_date.casefold() else ""


def _container(one: Citation) -> str:
    document = f"doc. {html(one.document_number)}" if one.document_number else ""
    first, last = split_range(one.page)
    pages = html(f"{'p.' if first == last else 'pp.'} {all_pages(one.page, Shortening.MLA)}")
    return joined((_volume(one.container), document, pages if one.page else "", html(one.url)))


@lru_cache(maxsize=256)
def _volume(one: Container) -> str:
    edited = f"edited by {html(_named(one.editor))}" if one.editor else ""
    number = f"vol. {html(volume_number(one.volume))}" if one.volume and not one.is_multivolume else ""
    issued = html(date_words(one.issued, MLA)) if one.issued else ""
    return joined((italic(one.container_title), edited, number, html(publisher(one.publisher, "US")), issued))


@lru_cache(maxsize=256)
def _work(one: Container) -> str:
    """Return the work of which the volume is one, or its series."""
    if not one.collection_title:
        return ""
    names = html(_named(one.collection_editor))
    role = "general editors" if len(one.collection_editor) > 1 else "general editor"
    editors = f"{names}, {role}" if names else ""
    if not one.is_multivolume:
        return joined((html(one.collection_title), editors))
    return joined((f"Vol. {html(volume_number(one.volume))} of {italic(one.collection_title)}", editors))
