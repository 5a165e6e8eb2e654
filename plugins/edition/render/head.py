"""What a document's page says in its head to machines that cite: Highwire, Dublin Core and schema.org."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from edition.citations.dates import dating_of
from edition.citations.numbers import split_range, volume_number
from edition.render.holes import hole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.annotations.passages import AnnotatedDocument
    from edition.citations.dates import CitedDate
    from edition.citations.names import Name
    from edition.citations.record import Citation, Container

_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\2": None, "\3": None})
_UNFIT = re.compile("[<>&\2\3]")
_encode = json.JSONEncoder(ensure_ascii=False).encode
_DEEPEST = 3


def render_head(document: AnnotatedDocument, citation: Citation | None) -> str:
    """Return the citation metadata of a document; of a chapter or a section, its title."""
    if citation is None:
        return _elements(("citation_title", "DC.title"), document.title) if document.title else ""
    highwire = "".join([_elements(names, value) for names, value in head_facts(citation) if value])
    rights = document.metadata.rights
    further = _elements(("DC.rights",), rights) if rights else ""
    edition = "" if citation.is_printed else hole("cite-title", "")
    address = hole("cite-head", citation.url.replace("\3", ""))
    return f"{highwire}{further}{edition}{address}{_schema_org(citation)}"


@lru_cache(maxsize=4096)
def _elements(names: tuple[str, ...], value: str) -> str:
    """Return a value under each of the names; documents share most of theirs with others."""
    words = escape(value)
    return "".join([f'<meta name="{name}" content="{words}">\n' for name in names])


def head_facts(one: Citation) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what reference managers read (Highwire's names), and Dublin Core beside it."""
    yield ("citation_title", "DC.title"), one.title
    for name in one.author:
        yield ("citation_author", "DC.creator"), _name(name)
    yield ("citation_publication_date",), _day(one.issued if one.is_printed else one.date)
    yield ("DC.date",), one.date.edtf.partition("T")[0] if one.date and one.date.is_exact else ""
    yield ("citation_book_title", "DCTERMS.isPartOf"), one.container_title
    yield ("citation_series_title",), one.collection_title
    yield ("citation_volume",), volume_number(one.volume)
    for name in one.editor:
        yield ("citation_editor", "DC.contributor"), _name(name)
    yield ("citation_publisher", "DC.publisher"), one.publisher
    if one.page:
        first, last = split_range(one.page)
        yield ("citation_firstpage",), first
        yield ("citation_lastpage",), last
    yield ("citation_language", "DC.language"), one.language
    yield ("DC.type",), one.genre
    yield ("DC.source",), one.archive.certain


def _name(name: Name) -> str:
    """Return a name as Zotero takes it apart, which it does wrongly with a particle and two given names."""
    is_split = " " in name.last and " " in name.given
    return name.natural if is_split or name.literal or not name.given else name.parted


def _day(date: CitedDate | None) -> str:
    """Return a day, a month or a year as ISO 8601 has it; nothing where there is a doubt about it.

    Of a time it is the first day.
    """
    first = dating_of(date.edtf).first if date and date.is_certain else None
    if first is None or not first.year.isdecimal():
        return ""
    is_season = first.month > 12  # noqa: PLR2004
    return "-".join(
        [first.year, *(f"{part:02}" for part in ((0, 0) if is_season else first[1:_DEEPEST]) if part)]
    )


def _schema_org(one: Citation) -> str:
    """Return the document as schema.org has it: a chapter of a volume, or a component of an archive."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Chapter" if one.is_printed else "ArchiveComponent",
        "name": one.title,
        "author": [_agent(name) for name in one.author],
        "recipient": [_agent(name) for name in one.recipient],
        "dateCreated": _day(one.date),
        "genre": one.genre,
        "inLanguage": one.language,
        "pagination": one.page,
        "position": one.document_number,
        "sameAs": one.url,
    }
    if not one.is_printed and one.archive.certain:
        found["holdingArchive"] = {"@type": "ArchiveOrganization", "name": one.archive.certain}
    volume = f', "isPartOf": {_volume(one.container)}' if one.is_printed else ""
    said = _encode({key: value for key, value in found.items() if value})
    further = hole("cite-schema", "printed" if one.is_printed else "paper")
    return f'<script type="application/ld+json">{in_script(said[:-1])}{volume}{further}}}</script>\n'


def in_script(words: str) -> str:
    """Return words of JSON as they may stand in a script."""
    return words.translate(_IN_SCRIPT) if _UNFIT.search(words) else words


def _agent(name: Name) -> dict[str, str]:
    return {"@type": "Organization" if name.literal else "Person", "name": name.natural}


@lru_cache(maxsize=256)
def _volume(one: Container) -> str:
    found: dict[str, Any] = {
        "@type": "PublicationVolume" if one.is_multivolume else "Book",
        "name": one.container_title,
        "volumeNumber": volume_number(one.volume) if one.is_multivolume else "",
        "editor": [_agent(name) for name in one.editor],
        "publisher": {"@type": "Organization", "name": one.publisher} if one.publisher else "",
        "datePublished": _day(one.issued),
    }
    if one.collection_title:
        series = {"@type": "BookSeries", "name": one.collection_title}
        editors = [_agent(name) for name in one.collection_editor]
        found["isPartOf"] = {**series, "editor": editors} if editors else series
    return in_script(_encode({key: value for key, value in found.items() if value}))
