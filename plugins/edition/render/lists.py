"""The pages that lead to documents: the list of all, a thread's, and the list of threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.links import passage_threads
from edition.render.escaping import html_text
from edition.render.link_lists import document_link, link_items, thread_chip
from edition.render.words import capital, count, shorten, time_element

if TYPE_CHECKING:
    from edition.annotations.passages import Anchored
    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition
    from edition.threads import ResolvedThread, ThreadEntry


def render_documents(edition: Edition, url_for: UrlFor) -> str:
    """Return the list of all documents in the order of time."""
    entries = "".join(_document_entry(edition, document, url_for) for document in edition.documents)
    if not entries:
        return '<p class="edition-nothing">There is no document in this edition yet.</p>\n'
    return f'<ol class="edition-timeline">\n{entries}</ol>\n'


def _document_entry(edition: Edition, document: DocumentRecord, url_for: UrlFor) -> str:
    chips = " ".join(thread_chip(edition, thread, url_for) for thread in document.threads)
    threads = f'<p class="edition-entry-threads">{chips}</p>\n' if chips else ""
    address = url_for(document.page)
    return (
        f'<li class="edition-entry"><p class="edition-entry-date">{time_element(document)}</p>\n'
        '<div class="edition-entry-body">'
        f'<h2 class="edition-entry-title"><a href="{address}">{html_text(document.title)}</a></h2>\n'
        f'<p class="edition-entry-facts">{_facts(document)}</p>\n{threads}</div></li>\n'
    )


def _facts(document: DocumentRecord) -> str:
    facts = [
        capital(document.type),
        document.label,
        document.place,
        count(len(document.pages), "page") if document.pages else "",
        count(len(document.anchored), "annotation") if document.anchored else "",
    ]
    return " ".join(f"<span>{html_text(fact)}</span>" for fact in facts if fact)


def render_thread(edition: Edition, resolved: ResolvedThread, url_for: UrlFor) -> str:
    """Return a thread's documents and the passages that belong to it, in the order of time."""
    entries = "".join(_thread_entry(edition, entry, url_for) for entry in resolved.entries)
    if not entries:
        return '<p class="edition-nothing">Nothing in this edition belongs to this thread yet.</p>\n'
    return f'<ol class="edition-timeline">\n{entries}</ol>\n'


def _thread_entry(edition: Edition, entry: ThreadEntry, url_for: UrlFor) -> str:
    whole = _document_entry(edition, entry.document, url_for)
    passages = "".join(_passage_entry(edition, entry.document, one, url_for) for one in entry.passages)
    return whole + passages


def _passage_entry(edition: Edition, document: DocumentRecord, anchored: Anchored, url_for: UrlFor) -> str:
    words = html_text(shorten(anchored.words, 240))
    address = url_for(document.page, anchored.annotation.id)
    on_page = f" <span>page {html_text(anchored.page)}</span>" if anchored.page else ""
    chips = " ".join(
        thread_chip(edition, thread, url_for)
        for thread in passage_threads(document, document.places[anchored.annotation.id])
    )
    items = link_items(edition, document.id, anchored.annotation.id, url_for)
    links = f'<ul class="annotation-links">{items}</ul>' if items else ""
    return (
        '<li class="edition-entry edition-passage">'
        f'<p class="edition-entry-date">{time_element(document)}</p>\n'
        f'<div class="edition-entry-body"><blockquote class="edition-quote"><a href="{address}">{words}</a>'
        '</blockquote>\n<p class="edition-entry-facts">'
        f"{document_link(edition, document.id, url_for)}{on_page}</p>\n"
        f'<p class="edition-entry-threads">{chips}</p>\n{links}</div></li>\n'
    )


def render_threads(edition: Edition, url_for: UrlFor) -> str:
    """Return the list of the threads, each with its summary and how much belongs to it."""
    entries = "".join(_thread_summary(edition, resolved, url_for) for resolved in edition.threads)
    if not entries:
        return '<p class="edition-nothing">There is no thread in this edition yet.</p>\n'
    return f'<ul class="edition-cards">\n{entries}</ul>\n'


def _thread_summary(edition: Edition, resolved: ResolvedThread, url_for: UrlFor) -> str:
    thread = resolved.thread
    documents = count(sum(entry.whole for entry in resolved.entries), "document")
    passages = count(sum(len(entry.passages) for entry in resolved.entries), "passage")
    summary = html_text(thread.summary)
    return (
        f"<li><h2>{thread_chip(edition, thread.id, url_for)}</h2>"
        f'<p class="edition-entry-facts"><span>{documents}</span> <span>{passages}</span></p>'
        f"<p>{summary}</p></li>\n"
    )
