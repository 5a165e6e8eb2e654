"""What stands in the edition's book around its documents: the threads, the crossings, the colophon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.books.model import Chapter
from edition.render.crossings import crossing_pairs, render_crossing
from edition.render.escaping import html_text
from edition.render.urls import CHAPTER
from edition.render.words import count, time_element

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from edition.books.addresses import BookAddresses
    from edition.records import DocumentRecord
    from edition.resolved import Edition
    from edition.threads import ResolvedThread

# No id of a document has an underline, so that none is that of one of these chapters.
_THREADS, _CROSSINGS, _COLOPHON = "book_threads", "book_crossings", "book_colophon"


def matter_targets(edition: Edition) -> dict[str, str]:
    """Return where the book has what stands on pages of the site that are no document's."""
    targets = {f"threads/{one.thread.id}": f"{_THREADS}{CHAPTER}#{one.thread.id}" for one in edition.threads}
    if edition.threads:
        targets |= {"threads/index": f"{_THREADS}{CHAPTER}", "crossings": f"{_CROSSINGS}{CHAPTER}"}
    return targets


def threads_chapter(edition: Edition, held: Collection[str], addresses: BookAddresses) -> Chapter:
    """Return the threads with what the editors say of each, and the documents of the book in it."""
    threads = "".join(_thread(one, held, addresses) for one in edition.threads)
    return Chapter(id=_THREADS, title="The threads", content=f"<h1>The threads</h1>\n{threads}")


def _thread(resolved: ResolvedThread, held: Collection[str], addresses: BookAddresses) -> str:
    thread = resolved.thread
    items = ""
    for entry in resolved.entries:
        one = entry.document
        if one.id in held:
            passages = f", {count(len(entry.passages), 'passage')}" if entry.passages else ""
            link = f'<a href="{addresses(one.page)}">{html_text(one.title or "Untitled")}</a>'
            items += f"<li>{link}, {time_element(one)}{passages}</li>\n"
    listed = f"<ul>\n{items}</ul>\n" if items else ""
    return (
        f'<section id="{thread.id}"><h2>{html_text(thread.title)}</h2>\n'
        f"<p>{html_text(thread.summary)}</p>\n{listed}</section>\n"
    )


def crossings_chapter(edition: Edition, held: Collection[str], addresses: BookAddresses) -> Chapter:
    """Return every crossing of two threads in the documents of the book."""
    content = ""
    for pair in crossing_pairs(edition):
        links = [
            one.link for one in pair.crossings if one.left.document in held and one.right.document in held
        ]
        items = "".join(render_crossing(edition, link, addresses) for link in links)
        titles = f"{html_text(pair.left.thread.title)} and {html_text(pair.right.thread.title)}"
        content += f'<h2>{titles}</h2>\n<ol class="edition-crossing-list">\n{items}</ol>\n' if items else ""
    nothing = "<p>No two threads cross in the documents of this book.</p>\n"
    return Chapter(id=_CROSSINGS, title="Crossings", content=f"<h1>Crossings</h1>\n{content or nothing}")


def colophon(edition: Edition, documents: Sequence[DocumentRecord], addresses: BookAddresses) -> Chapter:
    """Return from where the book is, and the state of each of its documents."""
    site = edition.site
    home = addresses.on_site("index")
    where = f' at <a href="{home}">{html_text(home)}</a>' if home else ""
    rows = "".join(
        f'<tr><th scope="row">{html_text(one.title or "Untitled")}</th>'
        f"<td><code>{one.state}</code></td></tr>\n"
        for one in documents
    )
    rights = f"<p>{html_text(site.rights)}</p>\n" if site.rights else ""
    content = (
        f"<h1>Colophon</h1>\n<p>This book is made from the edition “{html_text(site.name)}”{where}. Its "
        "texts, notes, annotations and page numbers are those of the site.</p>\n"
        f"{rights}<h2>State</h2>\n<p>Three digests for each document: of its text, its notes and its "
        "annotations. Where the document’s page on the site has the same, nothing has changed since.</p>\n"
        f"<table>\n<tbody>\n{rows}</tbody></table>\n"
    )
    return Chapter(id=_COLOPHON, title="Colophon", content=content)
