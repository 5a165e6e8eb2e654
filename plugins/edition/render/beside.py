"""The ways to what faces each other: from the timeline, threads, crossings and the list of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.render.escaping import html_text
from edition.render.parallel import FEW_THREADS, thread_pairs
from edition.render.timeline import TIMELINE
from edition.render.urls import SIDE_BY_SIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.render.urls import UrlFor
    from edition.resolved import Edition


def render_beside(edition: Edition, page: str, url_for: UrlFor) -> str:
    """Return the links from a page to two threads and two documents side by side, and to the timeline."""
    items = "".join(
        f'<li><a href="{url_for(name)}">{html_text(words)}</a></li>\n'
        for name, words in _ways(edition, page)
        if name != page
    )
    if not items:
        return ""
    return f'<nav class="edition-ways" aria-label="Side by side"><ul>\n{items}</ul></nav>\n'


def _ways(edition: Edition, page: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each page, and what the link to it says; of many threads one page has the list."""
    folder, _, thread = page.partition("/")
    if edition.threads and folder == "parallel":
        yield TIMELINE, "Timeline"
    if page != SIDE_BY_SIDE and len(edition.threads) <= FEW_THREADS:
        for pair in thread_pairs(edition):
            if folder != "threads" or thread in {one.thread.id for one in pair.threads}:
                yield pair.page, f"{pair.title} side by side"
    if len(edition.documents) > 1:
        many = len(edition.threads) > FEW_THREADS
        yield SIDE_BY_SIDE, f"Two {'threads or ' if many else ''}documents side by side"
