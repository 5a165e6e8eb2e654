"""How the pages say things: kinds, relations, dates, and words cut to a length."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from edition.edtf import humanize, parse
from edition.render.escaping import html_text
from edition.schema import Relation

if TYPE_CHECKING:
    from edition.edtf import Edtf
    from edition.records import DocumentRecord
    from edition.zones import Clock

# What a link says from its own end, and from the other.
RELATIONS = {
    Relation.ANSWERED_BY: ("answered by", "answers"),
    Relation.ANSWERS: ("answers", "answered by"),
    Relation.CONTRADICTS: ("contradicts", "contradicted by"),
    Relation.CONTRASTS: ("contrasts with", "contrasts with"),
    Relation.EXPLAINED_BY: ("explained by", "explains"),
    Relation.EXPLAINS: ("explains", "explained by"),
    Relation.FOLLOWED_BY: ("followed by", "follows"),
    Relation.PARALLELS: ("parallels", "parallels"),
    Relation.REFERS_TO: ("refers to", "referred to by"),
    Relation.SAME_EVENT: ("same event as", "same event as"),
    Relation.SUPPORTS: ("supports", "supported by"),
    Relation.TAKEN_UP_BY: ("taken up by", "takes up"),
    Relation.TAKES_UP: ("takes up", "taken up by"),
}


def shorten(words: str, length: int = 160) -> str:
    """Return `words` on one line, cut between words where they are longer than `length` characters."""
    return cut(" ".join(words.split()), length)


def cut(words: str, length: int) -> str:
    """Return `words` as they are, cut at a blank where they are longer than `length` characters."""
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(" ,;:-") + " …"


def time_element(document: DocumentRecord) -> str:
    """Return a document's date for a list; a supplied one is marked, a missing one said to be missing."""
    return _time_element(document.date, document.date_supplied, None)


def zoned_time(document: DocumentRecord) -> str:
    """Return a document's date, and by which clock its hour is told, where that is known."""
    if document.clock is None:
        return time_element(document)
    zone = f' <span class="edition-zone">({html_text(document.clock.words)})</span>'
    return _time_element(document.date, document.date_supplied, document.clock) + zone


@lru_cache(maxsize=20_000)  # every document's date stands on the pages of its neighbors and on several lists
def _time_element(text: str, is_supplied: bool, clock: Clock | None) -> str:  # noqa: FBT001 — see above
    if not text:
        return '<span class="edition-not-stated">date not stated</span>'
    date = parse(text)
    supplied = ' class="supplied"' if is_supplied else ""
    machine_date = _machine_date(date, clock)
    element = "time" if machine_date else "span"
    return f"<{element}{supplied}{machine_date}>{escape(humanize(date))}</{element}>"


def _machine_date(date: Edtf, clock: Clock | None) -> str:
    """Return the `datetime` attribute, which HTML knows only for a single certain moment.

    An element `time` without it must itself be such a moment in figures.
    """
    plain = date.text.isascii() and all(character in "0123456789-:+TZ" for character in date.text)
    offset = clock.written if clock and date.offset is None else ""
    return f' datetime="{date.text}{offset}"' if plain else ""


def count(number: int, noun: str) -> str:
    """Return `1 page`, `5 pages`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def folded_name(name: str) -> str:
    """Return a name as it is put in order: without case and accents."""
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def capital(words: str) -> str:
    """Return `words` with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]
