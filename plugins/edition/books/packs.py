"""The book of a pack: the words of its page, as chapters that can be turned to."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from lxml import etree

from edition.books.addresses import BookAddresses, book_identifier
from edition.books.model import Book, Chapter
from edition.render.downloads import pack_file
from edition.render.escaping import html_text
from edition.render.pack_facts import render_pack_foot
from edition.render.packs import PackPart, pack_parts, render_front
from edition.render.urls import CHAPTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.packs.model import AssignedPack
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

# No id of a passage has an underline, and no heading's.
_START = "pack_start"
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_ID = re.compile(r'\sid="([^"]*)"')
_TITLED = re.compile(r'<h([1-6]) id="([^"]*)"')
_WORDS, _END = '<div class="pack-words">\n', "</div>\n"
_OWN_LINK = re.compile(r'\shref="#([^"]*)"')


def pack_book(edition: Edition, pack: AssignedPack, url_for: UrlFor) -> Book:
    """Return a pack as a book; `url_for` is as seen from the site's first page."""
    addresses = BookAddresses({pack.page: f"{_START}{CHAPTER}"}, edition.site, url_for)
    parts = list(pack_parts(edition, pack, addresses))
    lead = (
        f'<p class="edition-lead">{html_text(pack.pack.description)}</p>\n' if pack.pack.description else ""
    )
    front = f"<h1>{html_text(pack.pack.title)}</h1>\n{lead}{render_front(edition, pack, parts)}"
    foot = render_pack_foot(edition, pack, addresses.on_site(pack.page))
    chapters = _linked(_chapters(pack, front, parts, foot))
    titles = dict.fromkeys(edition.by_id[name].title or "Untitled" for name in pack.documents)
    return Book(
        id=pack.name,
        title=pack.pack.title,
        creators=(pack.pack.author,) if pack.pack.author else (),
        publisher=edition.site.name,
        rights=edition.site.rights,
        description=pack.pack.description,
        source="; ".join(titles),
        modified=pack.pack.state.date if pack.pack.state else "",
        identifier=book_identifier(edition.site, pack_file(pack, "epub"), chapters),
        is_flowing=True,
        chapters=chapters,
    )


def _chapters(pack: AssignedPack, front: str, parts: Sequence[PackPart], foot: str) -> list[Chapter]:
    """Return a chapter for each passage, and for words that begin with a heading; others follow on."""
    drafts: list[tuple[PackPart | None, list[str]]] = [(None, [front])]
    for part in (stretch for one in parts for stretch in _stretches(one)):
        if part.id:
            drafts.append((part, []))
        drafts[-1][1].append(part.html)
    drafts[-1][1].append(foot)
    return [
        Chapter(
            id=part.id if part else _START,
            title=part.title if part else pack.pack.title,
            content=_raised("".join(html)),
            pages=part.sheet.pages if part and part.sheet else (),
            level=part.level - 1 if part else 1,
        )
        for part, html in drafts
    ]


def _stretches(part: PackPart) -> Iterator[PackPart]:
    """Yield the stretches of a teacher's words from one heading to the next, what is before them first."""
    if part.sheet or not part.html.startswith(_WORDS):
        yield part
        return
    titles, html = {name: title for title, name in part.headings}, part.html
    heads = [one for one in _TITLED.finditer(html) if one[2] in titles and _is_whole(html[: one.start()])]
    ends = [*(one.start() for one in heads), len(html) - len(_END)]
    if before := html[len(_WORDS) : ends[0]].strip():
        yield PackPart(html=f"{_WORDS}{before}\n{_END}")
    for head, end in zip(heads, ends[1:], strict=True):
        words = f"{_WORDS}{html[head.start() : end]}{_END}"
        yield PackPart(html=words, id=head[2], title=titles[head[2]], level=int(head[1]))


def _is_whole(html: str) -> bool:
    """Whether what begins a stretch of words leaves nothing open but the stretch itself."""
    try:
        etree.fromstring(f"{html}{_END}")
    except etree.XMLSyntaxError:
        return False
    return True


def _raised(html: str) -> str:
    """Return a chapter whose highest heading is an `h1`."""
    highest = min((int(found[2]) for found in _HEADING.finditer(html)), default=1)
    return _HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) - highest + 1}", html)


def _linked(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Return the chapters with links from one to another that name its file."""
    homes = {name: one.id for one in chapters for name in _ID.findall(one.content)}

    def link(found: re.Match[str], here: str) -> str:
        home = homes.get(found[1], here)
        return found[0] if home == here else f' href="{home}{CHAPTER}#{found[1]}"'

    return tuple(
        replace(one, content=_OWN_LINK.sub(partial(link, here=one.id), one.content)) for one in chapters
    )
