"""What a saved page itself states of its document: its address, its title, where and when, its volume."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4.element import Comment

from edition import edtf
from edition.model import BlockKind
from edition.readers.datelines import MONTH
from edition.readers.saved_page.addresses import Address, site_address, unarchived
from edition.readers.saved_page.markup import attribute, classes, words
from edition.readers.tei.kinds import kind_of
from edition.schema import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup, Tag

    from edition.model import Document

# What browsers write at the top of a page that they save.
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|page saved .*?url:\s*(\S+)", re.IGNORECASE | re.DOTALL)
_DOCUMENT = re.compile(r"^d\d+[a-z]?$")
_VOLUME = re.compile(
    r"(Foreign Relations of the United States(?:, [^,]*\d{4}[^,]*)?), Volume ([IVXLCDM]+(?:, Part \w+)?), .+"
)
_SERIES = "Foreign Relations of the United States"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    rf"({MONTH})\s+(\d{{1,2}}),\s+(\d{{4}})"
    r"(?:\s*[,—–-]+\s*(?:(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?\s?m\b\.?|(noon)|(midnight)))?",
    re.IGNORECASE,
)
_HALF_DAY = 12
_PLACE = re.compile(r"[^\W\d_][\w .'’/-]*[\w.]")


def stated_address(page: BeautifulSoup) -> Address | None:
    """Return the address of the page on the site, or None where the page does not state it.

    A page that was not saved by a browser may have nothing but links such as `../frus1961-63v15` and `d129`.
    """
    volume = section = ""
    for href in _own_addresses(page):
        address = site_address(href, None)
        if address is not None and address.volume and address.section:
            return Address(volume=address.volume, section=address.section)
        if address is not None:
            volume = volume or address.volume
            section = section or address.section
    if not volume:
        return None
    return Address(volume=volume, section=section or _only_document(page))


def _only_document(page: BeautifulSoup) -> str:
    """Return the id of the document on the page, if there is one and no other."""
    found = {attribute(tag, "id") for tag in page.find_all("div", id=_DOCUMENT)}
    return found.pop() if len(found) == 1 else ""


def _own_addresses(page: BeautifulSoup) -> Iterator[str]:
    """Yield the places on a page where its own address is stated, the surest first."""
    for link in page.find_all("link", rel="canonical"):
        yield attribute(link, "href")
    for meta in page.find_all("meta", attrs={"property": "og:url"}):
        yield attribute(meta, "content")
    for comment in page.find_all(string=lambda node: isinstance(node, Comment), limit=20):
        if match := _SAVED_FROM.search(comment):
            yield match[1] or match[2]
    trail = [link for link in page.find_all("a", href=True) if _in_breadcrumb(link)]
    for link in reversed(trail):
        href = unarchived(attribute(link, "href"))
        if site_address(href, None) is not None:
            yield href


def _in_breadcrumb(link: Tag) -> bool:
    return any("breadcrumb" in name for place in [link, *_nearest(link, 4)] for name in classes(place))


def _nearest(tag: Tag, most: int) -> list[Tag]:
    """Return the elements closely around an element."""
    found: list[Tag] = []
    while len(found) < most and tag.parent is not None:
        tag = tag.parent
        found.append(tag)
    return found


def stated_metadata(page: BeautifulSoup, document: Document, address: Address | None) -> Metadata:
    """Return what the page states of the document; what it does not state is absent."""
    stated: dict[str, object] = {}
    if document.title:
        stated["title"] = document.title
        stated |= {"type": kind} if (kind := kind_of(document.title)) else {}
    stated |= _volume(_volume_title(page, address))
    stated |= _dateline(document)
    if address is not None and address.section:
        stated["URL"] = address.url
    return Metadata.model_validate(stated)


def _volume_title(page: BeautifulSoup, address: Address | None) -> str:
    """Return the title of the volume as the page prints it above the document."""
    heading = page.find(id="navigation-title")
    if heading is not None and (title := words(heading)).startswith(_SERIES):
        return title
    for link in page.find_all("a", href=True):
        place = site_address(attribute(link, "href"), address)
        if place is None or place.section or not place.volume or (address and place.volume != address.volume):
            continue
        if (title := words(link)).startswith(_SERIES):
            return title
    return ""


def _volume(title: str) -> dict[str, object]:
    """Return the series, the volume's number and its title, as far as the full title has that form."""
    if not title:
        return {}
    if match := _VOLUME.fullmatch(title):
        return {"container-title": title, "collection-title": match[1], "volume": match[2]}
    return {"container-title": title}


def _dateline(document: Document) -> dict[str, object]:
    """Return place and date from the first dateline; a dateline without a full date states none."""
    lines = [leaf for leaf in document.body.walk() if leaf.kind is BlockKind.DATELINE]
    if not lines:
        return {}
    dateline = " ".join(lines[0].span.of(document.text).split())
    match = _DATE.search(dateline)
    if match is None:
        return {}
    stated: dict[str, object] = {}
    if date := _edtf(match):
        stated["date"] = {"value": date, "evidence": match[0]}
    place = dateline[: match.start()].strip(" ,")
    if _PLACE.fullmatch(place):
        stated["place"] = {"value": place, "evidence": place}
    return stated


def _edtf(match: re.Match[str]) -> str:
    """Return a printed date in EDTF, or nothing where there is no such day or hour."""
    date = f"{match[3]}-{_MONTHS.index(match[1][:3].lower()) + 1:02}-{int(match[2]):02}"
    if match[4]:
        hour = int(match[4]) % _HALF_DAY + _HALF_DAY * (match[6].lower() == "p")
        there_is = int(match[4]) <= _HALF_DAY and _valid(f"{date}T{hour:02}:{match[5] or '00'}")
        return there_is or _valid(date)
    return _valid(f"{date}T12:00" if match[7] else date)


def _valid(date: str) -> str:
    try:
        edtf.parse(date)
    except ValueError:
        return ""
    return date
