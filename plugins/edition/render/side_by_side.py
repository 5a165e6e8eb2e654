"""Two documents side by side: pages for those that cross, and one on which a script sets any two.

A document's text and notes are set as on its own page, with what belongs to a single page taken care of: ids
get the side before them, signs and notes lead to each other here, all other links to the document's own page.
"""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from lxml import html as lxml_html

from edition.edtf import humanize, parse
from edition.render.crossings import render_crossing
from edition.render.document import fillings
from edition.render.escaping import html_text
from edition.render.holes import fill
from edition.render.link_lists import short_title, thread_chip
from edition.render.parallel import thread_pairs
from edition.render.urls import SIDE_BY_SIDE
from edition.render.volumes import ListPage
from edition.render.words import count, zoned_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.pairs import DocumentPair
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

SIDES = ("left", "right")
# The lists of pairs on the page of any two.
_DOCUMENTS, _THREADS = "edition-documents-that-cross", "edition-two-threads"
# So many documents are offered in a list; of more, their ids are typed, with suggestions.
_MOST_CHOICES = 100
# Where the address names two documents, their room is kept before the page is painted.
_KEEP_ROOM = (
    '<script>(asked => { document.querySelector(".edition-panes").hidden = '
    '!(asked.get("left") && asked.get("right")) })(new URLSearchParams(location.search))</script>'
)
# What on the page of a document points to ids of the same page.
_POINTERS = ("aria-details", "aria-describedby", "aria-labelledby", "aria-controls", "for", "headers")
# The signs and figures in a text, and the ways back from what they open.
_SIGNS = {"annotation-ref", "annotation-back", "note-ref", "note-back"}


def pair_pages(edition: Edition) -> Iterator[tuple[DocumentPair, ListPage]]:
    """Yield the page of each pair of documents that cross."""
    for pair in edition.pairs:
        title = " and ".join(short_title(edition, name) for name in (pair.left, pair.right))
        yield pair, ListPage(name=pair.page, title=title, render=partial(render_pair, edition, pair))


def render_pair(edition: Edition, pair: DocumentPair, url_for: UrlFor) -> str:
    """Return two documents in facing columns, and below them where they cross."""
    names = (pair.left, pair.right)
    panes = "".join(
        render_pane(edition, edition.by_id[name], side, url_for)
        for side, name in zip(SIDES, names, strict=True)
    )
    swapped = f"{url_for(SIDE_BY_SIDE)}?left={pair.right}&amp;right={pair.left}"
    crossings = "".join(render_crossing(edition, link, url_for) for link in pair.links)
    return (
        '<nav class="edition-ways" aria-label="Other pairs"><ul>\n'
        f'<li><a href="{swapped}">The other way round</a></li>\n'
        f'<li><a href="{url_for(SIDE_BY_SIDE)}">Other documents and threads</a></li>\n</ul></nav>\n'
        f'<div class="edition-panes">\n{panes}</div>\n<h2>Where they cross</h2>\n'
        f'<ol class="edition-crossing-list edition-numbered">\n{crossings}</ol>\n'
    )


def render_pane(edition: Edition, document: DocumentRecord, side: str, url_for: UrlFor) -> str:
    """Return a document as one of two: its name and date, and its text."""
    galley = edition.galleys[document.id]
    chips = " ".join(thread_chip(edition, thread, url_for) for thread in document.threads)
    text, notes = (fill(part, fillings(edition, document, url_for)) for part in (galley.text, galley.notes))
    page = url_for(document.page)
    capitals = " edition-capitals" if galley.in_capitals else ""
    other = next(one for one in SIDES if one != side)
    return (
        f'<section class="edition-pane" aria-labelledby="edition-{side}">\n<header><h2 id="edition-{side}">'
        f'<a href="{url_for(document.page)}">{html_text(document.title)}</a></h2>\n'
        f'<p class="edition-kicker">{chips} {zoned_time(document)}</p>\n'
        f'<p class="edition-other-side"><a href="#edition-{other}">To the other document</a></p></header>\n'
        f'<div class="edition-pane-text" tabindex="0" role="region" '
        f'aria-label="Text: {escape(document.title)}">\n'
        f'<div class="edition-document{capitals}"><div class="edition-text">\n'
        f"{_of_one_side(text, side, page)}</div>\n{_of_one_side(notes, side, page)}</div></div></section>\n"
    )


def _of_one_side(text: str, side: str, page: str) -> str:
    """Return a text or its notes as one of two: ids of its own, and links as seen from here."""
    root = lxml_html.fragment_fromstring(text, create_parent="div")
    for notes in root.xpath("./section[@role='doc-endnotes']"):
        del notes.attrib["role"]  # one landmark of that name is enough
    for element in root.xpath(".//*"):
        for name in _POINTERS:
            if (value := element.get(name)) is not None:
                element.set(name, " ".join(f"{side}-{one}" for one in value.split()))
        if name := element.get("id"):
            element.set("id", f"{side}-{name}")
        if (address := element.get("href", "")).startswith("#"):
            is_here = _SIGNS.intersection(element.get("class", "").split())
            element.set("href", f"#{side}-{address[1:]}" if is_here else f"{page}{address}")
    inner = "".join(lxml_html.tostring(one, encoding="unicode") for one in root)
    return html_text(root.text or "") + inner


def render_side_by_side(edition: Edition, url_for: UrlFor) -> str:
    """Return the page on which any two documents are set side by side, and the ways to those that cross."""
    return _form(edition, url_for) + _documents(edition, url_for) + _threads(edition, url_for)


def _form(edition: Edition, url_for: UrlFor) -> str:
    """Return the choice of two documents, for the script; without one it is not shown."""
    first = edition.documents[0]
    address = url_for(first.page).replace(first.id, "{id}")
    choices = "".join(_choice(edition, side) for side in SIDES)
    suggestions = ""
    if len(edition.documents) > _MOST_CHOICES:
        options = "".join(_option(edition, one) for one in _suggested(edition))
        suggestions = f'<datalist id="edition-documents">{options}</datalist>\n'
    return (
        f"<noscript><p>To set any two documents side by side, as the address of this page may ask, it needs "
        f"JavaScript. {_without_a_script(edition)}</p></noscript>\n"
        f'<form class="edition-choice" method="get" data-address="{escape(address)}">\n{choices}'
        '<p><button type="submit" class="edition-button">Show</button> '
        '<button type="button" class="edition-button" data-swap>Swap sides</button></p>\n'
        f"{suggestions}</form>\n"
        '<p class="edition-choice-status" role="status"></p>\n<div class="edition-panes" hidden></div>\n'
        f"{_KEEP_ROOM}\n"
    )


def _without_a_script(edition: Edition) -> str:
    """Return what can be had without a script: the pairs that have pages of their own."""
    lists = {_DOCUMENTS: "documents that cross", _THREADS: "threads"}
    held = {_DOCUMENTS: edition.pairs, _THREADS: len(edition.threads) > 1}
    links = " and ".join(f'<a href="#{name}">{words}</a>' for name, words in lists.items() if held[name])
    return f"These stand side by side without it: {links}." if links else ""


def _choice(edition: Edition, side: str) -> str:
    """Return the field for the document of one side."""
    label = f'<label for="edition-choice-{side}">{side.capitalize()}</label>'
    attributes = f'id="edition-choice-{side}" name="{side}"'
    if len(edition.documents) > _MOST_CHOICES:
        field = (
            f'<input {attributes} list="edition-documents" autocomplete="off" spellcheck="false" '
            f'aria-describedby="edition-choice-{side}-how"> <span id="edition-choice-{side}-how">'
            "the document’s id, or its address</span>"
        )
    else:
        options = "".join(_option(edition, one) for one in edition.documents)
        field = f'<select {attributes}><option value="">Choose a document</option>{options}</select>'
    return f"<p>{label} {field}</p>\n"


def _suggested(edition: Edition) -> Sequence[DocumentRecord]:
    """Return the documents that are worth a suggestion: those that cross, then others of the threads."""
    crossing = [name for pair in edition.pairs for name in (pair.left, pair.right)]
    others = [moment.document.id for moment in edition.moments[0]]
    return [edition.by_id[name] for name in dict.fromkeys((*crossing, *others))][:_MOST_CHOICES]


def _option(edition: Edition, document: DocumentRecord) -> str:
    date = f" ({humanize(parse(document.date))})" if document.date else ""
    return f'<option value="{document.id}">{html_text(f"{short_title(edition, document.id)}{date}")}</option>'


def _threads(edition: Edition, url_for: UrlFor) -> str:
    """Return the threads that face each other."""
    items = "".join(
        f'<li><a href="{url_for(pair.page)}">{html_text(pair.title)}</a></li>\n'
        for pair in thread_pairs(edition)
    )
    return f'<h2 id="{_THREADS}">Two threads</h2>\n<ul>\n{items}</ul>\n' if items else ""


def _documents(edition: Edition, url_for: UrlFor) -> str:
    """Return the documents that cross."""
    items = "".join(
        f'<li><a href="{url_for(page.name)}">{html_text(page.title)}</a> '
        f"<span>{count(len(pair.links), 'crossing')}</span></li>\n"
        for pair, page in pair_pages(edition)
    )
    return f'<h2 id="{_DOCUMENTS}">Documents that cross</h2>\n<ul>\n{items}</ul>\n' if items else ""
