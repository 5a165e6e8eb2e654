"""The style of the American Psychological Association, 7th edition: an entry of a reference list.

A document that is printed later than it was written has the year of the print, and its own date at the end.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from edition.citations.chicago import archive_words
from edition.citations.dates import APA, CHICAGO, date_words, dating_of
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

    from edition.citations.dates import CitedDate
    from edition.citations.names import Name
    from edition.citations.record import Citation, Container

_MOST = 20
# APA prints titles with small letters but for names, which no program can tell. These words are no names.
_COMMON = (
    "Aide-Mémoire|Airgram|Between|Briefing|Chronology|Circular|Collected|Communiqué|Concerning|Conference|"
    "Conversation|Conversations|Correspondence|Crisis|Despatch|Diary|Discussion|Documents|Draft|Editorial|"
    "Estimate|Exchanges|Files|For|From|Informal|Instruction|Intelligence|Journal|Letter|Letters|Meeting|"
    "Meetings|Memoranda|Memorandum|Message|Minutes|Note|Notes|Oral|Paper|Papers|Prepared|Record|Records|"
    "Regarding|Agreed|Relations|Report|Special|Statement|Summary|Telegram|Telephone|Transcript|With"
)
_MANY = 3
_WITHIN_YEAR = re.compile(r"(?<=[\dX]{4})-[^~?%/.\]]*")
_COMMON_WORD = re.compile(
    rf"(?<=\s)(?:{_COMMON})(?=[\s,;:]|$)(?!\s+(?:No\.|(?:Committee|Council|Group|Staff)\b))"
)


def entry(one: Citation, edition: str) -> str:
    """Return an entry; `edition` is what is said of the edition in which the document was read."""
    return _printed(one, edition) if one.is_printed else _paper(one, edition)


def in_text(one: Citation, _: str) -> str:
    """Return what stands in the text where a document is quoted: (Rusk, 1962, p. 3).

    A document that is printed later than it was written has both years: (Rusk, 1962/1994, p. 41).
    """
    years = [date_words(_year_of(one.date), APA)] if one.date else []
    years += [_year(one.issued)] if one.is_printed else []
    key, dated = _key(one), html("/".join(dict.fromkeys(years)) or "n.d.")
    joint = " " if key.endswith(",”") else ", "
    return f'(<span class="cite-names">{key}{joint}{dated}</span>{where()})'


def locators(_: Citation) -> tuple[str, str, str, str]:
    """Return how a page, pages, a paragraph and paragraphs are told in the text."""
    return ", p. {}", ", pp. {}", ", para. {}", ", paras. {}"


def _year_of(date: CitedDate) -> CitedDate:
    """Return a date without its months, its days and its hours."""
    return replace(date, edtf=_WITHIN_YEAR.sub("", date.edtf))


def _key(one: Citation) -> str:
    """Return the words with which the entry begins, in short."""
    if len(one.author) >= _MANY:
        return html(f"{one.author[0].last} et al.")
    if one.author:
        return html(" & ".join([name.last for name in one.author]))
    if not one.has_own_title and one.genre:
        return html(f"[{capital(joined((one.genre, one.number), ' '))}]")
    title = headline(short_title(one.title))
    return quoted(title, ",") if one.is_printed else italic(title)


def sentence_case(title: str) -> str:
    """Return a title with small letters where no name can be meant."""
    return _COMMON_WORD.sub(lambda found: found[0].lower(), title)


def _printed(one: Citation, edition: str) -> str:
    title = _title(one)
    dated = f"({html(_year(one.issued))})"
    lead = [_authors(one.author), sentence(dated), sentence(title)]
    lead = lead if one.author else [sentence(title), sentence(dated)]
    in_volume = f"In {_volume(one.container)}{_place_in_volume(one)}"
    original = f" (Original work dated {html(date_words(one.date, CHICAGO))})" if one.date else ""
    said = " ".join(
        filter(None, (*lead, sentence(in_volume), sentence(html(publisher(one.publisher, "U.S.")))))
    )
    return f"{joined((said, html(one.url)), ' ')}{original}{edition}"


def is_stopped(one: Citation) -> bool:
    """Whether an entry ends with a full stop; behind an address, or the date of the original, stands none."""
    return one.is_printed and not (one.url or one.date)


def _paper(one: Citation, edition: str) -> str:
    dated = f"({html(date_words(one.date, APA) if one.date else 'n.d.')})"
    title = f"<i>{_title(one)}</i>" if one.has_own_title else _title(one)
    title = joined((title, _ends(one.date)), " ")
    lead = [_authors(one.author), sentence(dated), title] if one.author else [sentence(title), dated]
    kept = html(capital(archive_words(one.archive_location, one.archive)))
    said = " ".join(filter(None, (sentence(" ".join(lead)), sentence(kept) if kept else "")))
    return f"{joined((said, html(one.url)), ' ')}{edition}"


def _ends(date: CitedDate | None) -> str:
    """Return the ends of a time of more than a year, of which the entry has only the years."""
    dating = dating_of(date.edtf) if date else None
    first, last = (dating.first, dating.last) if dating else (None, None)
    if date is None or not (first and last and first.year != last.year and (first.month or last.month)):
        return ""
    words = html(date_words(date, CHICAGO))
    return words if words.startswith("[") else f"[{words}]"


def _year(issued: CitedDate | None) -> str:
    return date_words(issued, APA) if issued else "n.d."


def _authors(some: Sequence[Name]) -> str:
    return names(sentence(html(_ampersand([name.initialed for name in some]))), _named(some))


def _ampersand(some: list[str]) -> str:
    if len(some) < 2:  # noqa: PLR2004
        return "".join(some)
    if len(some) > _MOST:
        return f"{', '.join(some[: _MOST - 1])}, … {some[-1]}"
    return f"{', '.join(some[:-1])}, & {some[-1]}"


def _title(one: Citation) -> str:
    """Return the title; where only the editors give one, a description in brackets."""
    if one.has_own_title or not one.genre:
        return html(sentence_case(one.title))
    to = listed([name.natural for name in one.recipient])
    return html(f"[{joined((capital(joined((one.genre, one.number), ' ')), to), ' to ')}]")


def _editors(one: Container) -> str:
    """Return the editors, of the work and of the volume."""
    work, volume = _named(one.collection_editor), _named(one.editor)
    if not work:
        return f"{volume} (Ed{'s' * (len(one.editor) > 1)}.)" if volume else ""
    first = f"{work} (Series Ed{'s' * (len(one.collection_editor) > 1)}.)"
    return f"{first} &amp; {volume} (Vol. Ed{'s' * (len(one.editor) > 1)}.)" if volume else first


def _named(some: Sequence[Name]) -> str:
    return html(listed([name.initials_first for name in some], "&"))


@lru_cache(maxsize=256)
def _volume(one: Container) -> str:
    """Return the volume with its editors."""
    number = f"Vol. {volume_number(one.volume)}" if one.volume else ""
    container = sentence_case(one.container_title)
    if one.is_multivolume:
        container = f"{sentence_case(one.collection_title)}: {number}. {container}"
    return joined((_editors(one), italic(container)))


def _place_in_volume(one: Citation) -> str:
    number = f"Vol. {volume_number(one.volume)}" if one.volume and not one.container.is_multivolume else ""
    document = f"Document {one.document_number}" if one.document_number else ""
    first, last = split_range(one.page)
    pages = (
        ""
        if not one.page
        else f"p. {first}"
        if first == last
        else f"pp. {all_pages(one.page, Shortening.NONE)}"
    )
    if document:
        return f" ({html(joined((number, document, pages)))})"
    before = f" ({html(number)})" if number else ""
    return before + (f" ({html(pages)})" if pages else "")
