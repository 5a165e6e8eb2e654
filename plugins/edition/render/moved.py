"""What is at addresses that were published and are no more: pages that lead on, anchors, a list of them."""

from __future__ import annotations

import json
import re
from functools import partial
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from edition.moves import page_name
from edition.render.escaping import html_text
from edition.render.views import facing_page, has_facing
from edition.render.volumes import volume_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from edition.render.urls import UrlFor
    from edition.resolved import Edition
    from edition.schema import Redirect

ADDRESSES = "addresses"
"""The name of the page that lists the addresses that have moved or are gone."""
# With a script the query and the fragment are kept; without one the page leads on by itself.
_SCRIPT = (
    "((places,to)=>{let f=location.hash;try{f=decodeURIComponent(f)}catch{}"
    'let[page,place]=((Object.hasOwn(places,f.slice(1))&&places[f.slice(1)])||(to.includes("#")?to:to+location.hash)).split("#");'
    'location.replace(page+location.search+(place?"#"+place:""))})'
)
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1.1rem/1.5 serif;max-width:36rem;margin:3rem auto;padding:0 1rem}a{color:inherit}"
)


class MovedPage(NamedTuple):
    """A page that was published under this name and is no more, and how what stands there now is made."""

    name: str
    render: Callable[[UrlFor], str]
    context: Callable[[], object]


def moved_pages(edition: Edition) -> Iterator[MovedPage]:
    """Yield a page for each that has moved or is gone, and for its facing page, if it had one."""
    alive = frozenset(_page_names(edition))
    for redirect in edition.moves.followed:
        name, target = page_name(redirect.source), _target(redirect)
        if "#" in redirect.source or name in alive or not (redirect.gone or target[0] in alive):
            continue
        yield _moved_page(edition, redirect, name, target)
        document = edition.by_id.get(redirect.to)
        if "/" not in redirect.source and document and has_facing(edition, document):
            yield _moved_page(edition, redirect, f"{name}/facing", (facing_page(document), ""))
        for pair in edition.pairs if document else ():
            if redirect.to in (pair.left, pair.right):
                ids = [redirect.source if one == redirect.to else one for one in (pair.left, pair.right)]
                yield _moved_page(edition, redirect, f"parallel/{'--'.join(ids)}", (pair.page, ""))


def _page_names(edition: Edition) -> Iterator[str]:
    """Yield the names of the pages that the edition has."""
    yield from (one.page for one in edition.by_id.values())
    yield from (one.page for one in edition.authorities.values())
    yield from (volume_page(one) for one in edition.volumes)
    yield from (f"threads/{one.thread.id}" for one in edition.threads)
    yield from (one.page for one in edition.packs)


def _moved_page(edition: Edition, redirect: Redirect, name: str, target: tuple[str, str]) -> MovedPage:
    if redirect.gone:
        return MovedPage(name, partial(_render_gone, redirect), lambda: (redirect.gone, edition.site.name))
    title = title_of(edition, redirect.to)
    places = {
        one.source.partition("#")[2]: _target(one) if one.to else (ADDRESSES, _row_id(one))
        for one in edition.moves.within(redirect.source)
        if name == page_name(redirect.source)
    }
    return MovedPage(
        name, partial(_render_moved, title, target, places), lambda: (title, target, sorted(places.items()))
    )


def _target(redirect: Redirect) -> tuple[str, str]:
    """Return the name of the page to which a redirect leads, and the fragment."""
    name, _, fragment = redirect.to.partition("#")
    return page_name(name), fragment


def title_of(edition: Edition, address: str) -> str:
    """Return what the page of an address is called."""
    name = address.partition("#")[0]
    page = page_name(name)
    record = edition.by_id.get(name) or next((one for one in edition.parts if one.page == page), None)
    if record:
        return record.title or "Untitled"
    if page.startswith("threads/"):
        return edition.thread_titles.get(page.removeprefix("threads/"), name)
    authority = edition.authorities.get(page.rpartition("/")[2])
    if authority and authority.page == page:
        return authority.record.name
    pack = next((one for one in edition.packs if one.page == page), None)
    if pack:
        return pack.pack.title
    volume = edition.volumes_by_id.get(page.removeprefix("volumes/"))
    return volume.title if volume else name


def _render_moved(
    title: str, target: tuple[str, str], places: dict[str, tuple[str, str]], url_for: UrlFor
) -> str:
    """Return a page that leads on, with a script to the same place of the other page."""
    address = url_for(*target)
    ways = {old: url_for(*new) for old, new in places.items()}
    given = f"{json.dumps(ways)},{json.dumps(address)}".replace("<", "\\u003c")
    link = f'<a href="{escape(address)}">{html_text(title)}</a>'
    head = (
        f'<link rel="canonical" href="{escape(url_for(target[0]))}">\n'
        f"<script>{_SCRIPT}({given})</script>\n"
        f'<noscript><meta http-equiv="refresh" content="0; url={escape(address)}"></noscript>\n'
    )
    return _page(f"Moved: {title}", head, f"<h1>This page has moved</h1>\n<p>It is now: {link}</p>")


def _render_gone(redirect: Redirect, url_for: UrlFor) -> str:
    """Return a page that says why there is nothing more."""
    link = f'<a href="{url_for(ADDRESSES)}">Addresses that have moved or are gone</a>'
    content = f"<h1>Withdrawn</h1>\n<p>{html_text(redirect.gone)}</p>\n<p>{link}</p>"
    return _page("Withdrawn", "", content)


def _page(title: str, head: str, content: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{html_text(title)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # A browser asks for an icon of the site's root where a page names none.
        '<meta name="robots" content="noindex">\n<link rel="icon" href="data:,">\n'
        f"{head}<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{content}\n</main>\n</body>\n</html>\n"
    )


def with_aliases(html: str, aliases: Sequence[tuple[str, str]]) -> str:
    """Return the HTML of a page with an anchor of each old id within the element of the new one."""
    for old, new in aliases:
        tag = re.search(rf'<[a-z]\w* (?:[^<>]* )?id="{re.escape(new)}"[^<>]*>', html)
        if tag:
            anchor = f'<span class="edition-alias" id="{old}" data-apparatus></span>'
            html = f"{html[: tag.end()]}{anchor}{html[tag.end() :]}"
    return html


def render_departures(edition: Edition, name: str, url_for: UrlFor) -> str:
    """Return what became of the places of a document that are no longer in it, each under its old address."""
    rows = "".join(
        f'<li id="{one.source.partition("#")[2]}">{_fate(edition, one, url_for)}</li>\n'
        for one in edition.moves.departures(name)
        if one.source not in edition.moves.reused
    )
    if not rows:
        return ""
    return (
        '<section class="edition-departures" aria-labelledby="edition-departures-title">'
        '<h2 id="edition-departures-title">No longer in this document</h2>\n'
        f"<ul>\n{rows}</ul></section>\n"
    )


def _fate(edition: Edition, redirect: Redirect, url_for: UrlFor) -> str:
    """Return what became of an address: the address itself, and where it leads now, or why nowhere."""
    old = f"<code>{html_text(redirect.source)}</code>"
    if redirect.gone:
        return f"{old}: withdrawn. {html_text(redirect.gone)}"
    link = f'<a href="{url_for(*_target(redirect))}">{html_text(title_of(edition, redirect.to))}</a>'
    return f"{old} is now <code>{html_text(redirect.to)}</code>: {link}"


def render_addresses(edition: Edition, url_for: UrlFor) -> str:
    """Return the list of the addresses that have moved, and of those that are gone."""
    moves = edition.moves
    promise = (
        "<p>Every page, paragraph, note and annotation of this edition keeps its address. What has been "
        "published is never dropped in silence: an address that had to change leads to the new one, and one "
        "that is withdrawn is listed here with the reason.</p>\n"
    )
    parts = (
        ("Moved", [one for one in moves.followed if one.to]),
        ("Withdrawn", [one for one in moves.followed if one.gone]),
    )
    lists = "".join(
        f"<h2>{title}</h2>\n<ul>\n{''.join(_row(edition, one, url_for) for one in some)}</ul>\n"
        for title, some in parts
        if some
    )
    return promise + (lists or "<p>So far none has moved, and none has been withdrawn.</p>\n")


def _row(edition: Edition, redirect: Redirect, url_for: UrlFor) -> str:
    other = ""
    if redirect.source in edition.moves.reused:
        other = " Other words stand at the old address now."
    return f'<li id="{_row_id(redirect)}">{_fate(edition, redirect, url_for)}{other}</li>\n'


def _row_id(redirect: Redirect) -> str:
    """Return the id of an address in the list: `moved-secto-8--old`."""
    return f"moved-{redirect.source.replace('#', '--').replace('/', '_')}"


def moves_context(edition: Edition, name: str) -> tuple[object, ...]:
    """Return what decides about the old addresses on the page of a document."""
    moves = edition.moves
    return tuple(
        (one.source, one.to, one.gone, one.source in moves.reused, one.to and title_of(edition, one.to))
        for one in moves.within(name)
    )
