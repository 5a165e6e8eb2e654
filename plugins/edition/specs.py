"""A page or a file of the site before it is made: its name, how it is made, and what decides about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from edition.render.escaping import html_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from edition.render.document import RenderedPage
    from edition.render.urls import UrlFor

# Where a page that has no table of contents begins, behind all that the theme sets before it.
START = "edition-page"


class PageRole(StrEnum):
    """How a page of ours stands to a page of the same name that the editors have written.

    A document is the whole page, so that none may be written; a listing follows the editors' words; a
    substitute is made only where there are none.
    """

    DOCUMENT = "document"
    LISTING = "listing"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """A page of the site: its name (`documents/secto-8`), its title, and how its content is made.

    One that is wide has the whole window, without the generator's own side columns. `anchors` are the ids to
    which an editor's own page may link, where they are known without rendering the page. One that is not
    listed stands in no menu unless an editor puts it there: there may be thousands. Where the `context` of a
    page is what it was at the last build, the page is; one without a context is made at every build. `assets`
    are the style sheets and scripts of ours that this page has beside those of every page.
    """

    name: str
    title: str
    render: Callable[[UrlFor], RenderedPage]
    role: PageRole = PageRole.LISTING
    description: str = ""
    is_wide: bool = False
    is_listed: bool = True
    anchors: Callable[[], Iterable[str]] | None = None
    context: Callable[[], object] | None = None
    assets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSpec:
    """A file of the site that is no page: its name (`documents/secto-8/previews.json`), and its content.

    Addresses in it are as seen from the page of the name `page`. `context` is as in a page. One that
    is `slow` takes longer than many pages together.
    """

    name: str
    page: str
    render: Callable[[UrlFor], str | bytes]
    context: Callable[[], object]
    slow: bool = False


def leads_on(spec: PageSpec) -> bool:
    """Whether a page is a list from which the site's other pages are reached."""
    return spec.is_listed and spec.role is PageRole.LISTING


def section(spec: PageSpec, content: str) -> str:
    """Return a page's content as it follows an editor's own words."""
    name = "edition-page edition-wide" if spec.is_wide else "edition-page"
    return f'<div class="{name}" id="{START}">\n{content}</div>\n'


def page_content(spec: PageSpec, rendered: RenderedPage) -> str:
    """Return all that stands on a page of ours below the theme's own parts."""
    return rendered.content if spec.role is PageRole.DOCUMENT else whole_page(spec, rendered.content)


def whole_page(spec: PageSpec, content: str) -> str:
    """Return a page's content under its title and description, where no editor has written any."""
    lead = f'<p class="edition-lead">{html_text(spec.description)}</p>\n' if spec.description else ""
    return section(spec, f"<h1>{html_text(spec.title)}</h1>\n{lead}{content}")
