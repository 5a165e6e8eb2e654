"""Every page that an edition's site has beside the prose its editors write."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from edition.render.crossings import render_crossings
from edition.render.document import RenderedPage, render_document
from edition.render.lists import render_documents, render_thread, render_threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from edition.render.urls import UrlFor
    from edition.resolved import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """A page of the site: its name (`documents/secto-8`), its title, and how its content is made.

    Where the editors have written a page of the same name, the content follows their words; a document
    is the whole page.
    """

    name: str
    title: str
    render: Callable[[UrlFor], RenderedPage]
    is_document: bool = False
    description: str = ""


def page_specs(edition: Edition) -> Iterator[PageSpec]:
    """Yield every page that is made from the sources, in the order of the site."""
    yield _listing("documents/index", "Documents", partial(render_documents, edition))
    for document in edition.documents:
        yield PageSpec(
            name=f"documents/{document.id}",
            title=document.title,
            render=partial(render_document, edition, document),
            is_document=True,
        )
    yield _listing("threads/index", "Threads", partial(render_threads, edition))
    for resolved in edition.threads:
        yield _listing(
            f"threads/{resolved.thread.id}",
            resolved.thread.title,
            partial(render_thread, edition, resolved),
            resolved.thread.summary or "",
        )
    yield _listing("crossings", "Crossings", partial(render_crossings, edition))


def _listing(name: str, title: str, render: Callable[[UrlFor], str], description: str = "") -> PageSpec:
    def page(url_for: UrlFor) -> RenderedPage:
        return RenderedPage(content=render(url_for))

    return PageSpec(name=name, title=title, render=page, description=description)
