"""The Chicago Manual of Style: a note, and an entry of a bibliography.

The model for a document of *Foreign Relations of the United States* is the Manual's own
(chicagomanualofstyle.org, Q&A, faq0443); for the entry in a bibliography, a letter in a published collection
(17th ed., 14.111).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from edition.citations.dates import CHICAGO, date_words
from edition.citations.names import listed
from edition.citations.numbers import Shortening, all_pages, volume_number
from edition.citations.text import (
    capital,
    city,
    headline,
    html,
    is_ended,
    italic,
    joined,
    names,
    publisher,
    quoted,
    sentence,
    where,
)

# Of so many a note names the first (17th ed., 14.76); of more than ten, a bibliography the first seven.
_MANY, _MOST, _SHOWN = 4, 10, 7

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.citations.names import Name
    from edition.citations.record import Citation, Container, Fact


def note(one: Citation, edition: str) -> str:
    """Return a note; `edition` is what is said of the edition in which the document was read."""
    body = _note(one)
    return f"{body}{edition}{'' if is_ended(body) else '.'}"


def is_stopped(one: Citation) -> bool:
    """Whether a note ends with a full stop before anything is said of the edition: `n.d.` is such an end."""
    return not one.url and is_ended(_note(one))


def _note(one: Citation) -> str:
    lead = _after(_lead(one, ","), joined((_fact(one.place), _date(one))))
    if not one.is_printed:
        kept = joined((html(_archive(one)), html(one.url)))
        return joined((lead + where(), kept))
    printed, container = html(_imprint(one.container)), _container(one.container, "ed. ")
    lead = _after(lead, f"in {container} ({printed})" if printed else f"in {container}")
    return joined((lead + _place_in_volume(one), html(one.url)))


def _after(lead: str, facts: str) -> str:
    """Return what follows what; behind a title stands its comma already."""
    return joined((lead, facts), " " if lead.endswith(",”") else ", ")


def entry(one: Citation, edition: str) -> str:
    """Return an entry of a bibliography; `edition` is a sentence of its own."""
    lead = _lead(one, ".", names=not one.author or one.is_letter)
    facts = joined((_fact(one.place), _date(one)))
    said = [joined((lead, facts))] if one.is_letter else [capital(lead), capital(facts)]
    parts = [_authors(one), *said]
    if one.is_printed:
        parts.append(f"In {_container(one.container, 'edited by ')}{_place_in_volume(one)}")
        parts.append(html(_imprint(one.container)))
    else:
        parts.append(html(capital(_archive(one))))
    return " ".join(sentence(part) for part in (*parts, html(one.url)) if part) + edition


def locators(one: Citation) -> tuple[str, str, str, str]:
    """Return how a page, pages, a paragraph and paragraphs are told."""
    in_volume = one.is_printed and not one.document_number
    pages = (", {}", ", {}") if in_volume else (", p. {}", ", pp. {}")
    return (*pages, ", para. {}", ", paras. {}")


def _lead(one: Citation, stop: str, *, names: bool = True) -> str:
    """Return who says what: sender, recipient and kind of a letter, or author and title."""
    author = html(_first_of([name.natural for name in one.author])) if names else ""
    if one.is_letter:
        recipient = html(_first_of([name.natural for name in one.recipient]))
        return joined((f"{author} to {recipient}", html(_kind(one))))
    generic = one.title.casefold() == one.genre.casefold()
    if generic or not one.has_own_title:
        kind = one.genre if generic else _kind(one) or one.title
        return joined((author, html(_lowered(kind) if author else capital(kind))))
    return joined((author, quoted(headline(one.title), stop)))


def _first_of(names: list[str]) -> str:
    """Return names as a note has them: of four or more, the first."""
    return listed(names) if len(names) < _MANY else f"{names[0]} et al."


def _kind(one: Citation) -> str:
    """Return what kind of document it is, with its own number: telegram Secto 8."""
    return joined((_lowered(one.genre), one.number), " ")


def _lowered(words: str) -> str:
    """Return words with a small first letter, but for an abbreviation and a proper name."""
    return (
        words if words[1:2].isupper() or (words.istitle() and " " in words) else words[:1].lower() + words[1:]
    )


def _fact(fact: Fact) -> str:
    """Return a place; one that is supplied is in brackets, and one that is only likely left out."""
    return html(f"[{fact.certain}]" if fact.certain and fact.is_supplied else fact.certain)


def _date(one: Citation) -> str:
    if one.date:
        return html(date_words(one.date, CHICAGO))
    if "undated" in one.printed_date.casefold():
        return "undated"
    return "" if one.is_printed else "n.d."


@lru_cache(maxsize=256)
def _container(one: Container, edited: str) -> str:
    """Return in what a document is printed: the volume, or the work of which that is one."""
    editors, own = _editors(one.collection_editor, edited), _editors(one.editor, edited)
    number = f"vol. {html(volume_number(one.volume))}" if one.volume else ""
    if one.is_multivolume:
        parts = [italic(one.collection_title), editors, number, italic(one.container_title), own]
    else:
        parts = [italic(one.container_title), own, number, html(one.collection_title), editors]
    return joined(parts)


def _editors(names: Sequence[Name], edited: str) -> str:
    said = [name.natural for name in names]
    if edited == "ed. ":
        return edited + html(_first_of(said)) if said else ""
    return (
        edited + html(listed(said) if len(said) <= _MOST else f"{', '.join(said[:_SHOWN])}, et al.")
        if said
        else ""
    )


@lru_cache(maxsize=256)
def _imprint(one: Container) -> str:
    issued = date_words(one.issued, CHICAGO) if one.issued else ""
    office = joined((city(one.publisher_place), publisher(one.publisher)), ": ")
    return joined((office, issued))


def _place_in_volume(one: Citation) -> str:
    if one.document_number:
        return f", doc. {html(one.document_number)}{where()}"
    pages = all_pages(one.page, Shortening.CHICAGO)
    return where(f", {pages}" if pages else "")


def _archive(one: Citation) -> str:
    return archive_words(one.archive_location, one.archive)


def archive_words(location: Fact, archive: Fact) -> str:
    """Return where a paper is kept, from the archive down to the folder; what is likely is said to be so."""
    likely = joined(fact.words for fact in (archive, location) if fact.is_likely)
    certain = joined((archive.certain, location.certain))
    return joined((certain, f"[probably {likely}]" if likely else ""))


def _authors(one: Citation) -> str:
    """Return the authors, the first inverted; those of a letter are said a second time."""
    if not one.author:
        return ""
    said = [name.natural for name in one.author]
    listing = [one.author[0].inverted, *said[1:]]
    if len(said) > _MOST:
        inverted, as_said = (f"{', '.join(some[:_SHOWN])}, et al." for some in (listing, said))
    else:
        inverted, as_said = _with_comma(listing) if one.author[0].given else listed(listing), listed(said)
    return names(sentence(html(inverted)), "" if one.is_letter else sentence(html(as_said)))


def _with_comma(names: list[str]) -> str:
    """Return names of which the first is inverted, so that a comma stands before `and` even of two."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, and {names[-1]}"
