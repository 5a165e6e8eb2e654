"""The pages of an edition as MkDocs knows them: some that it draws, most of them filled into frames."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from edition.specs import START, page_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from edition.render.document import RenderedPage
    from edition.render.urls import UrlFor
    from edition.specs import FileSpec, PageSpec

    # From the name of a page to the function that gives addresses as seen from it.
    UrlFrom = Callable[[str], UrlFor]


class EditionPage(Page):
    """A page whose content the edition has made; no Markdown is read for it."""

    def __init__(self, spec: PageSpec, file: File, config: MkDocsConfig, url_for: UrlFrom) -> None:
        """Take the place of the page that MkDocs would make for `file`."""
        # Themes print titles and descriptions as HTML. What the menu calls the page, it is called there.
        super().__init__(escape(menu_title(config.nav, file.src_uri) or spec.title), file, config)
        self.spec = spec
        self.url_for = url_for
        self.edition_head = self.edition_start = ""
        self.edition_assets = spec.assets

    def read_source(self, config: MkDocsConfig) -> None:
        """Give MkDocs the metadata it asks for; there is no source to read."""
        self.markdown = ""
        # A title of its own keeps Material from undoing the escaping, which it does for other titles.
        self.meta = {"title": escape(self.spec.title)}
        if self.spec.is_wide:
            self.meta["hide"] = ["navigation", "toc"]
        if self.spec.description:
            self.meta["description"] = escape(self.spec.description)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make the content, the table of contents and the anchors."""
        self.show(self.spec.render(self.url_for(self.spec.name)))

    def show(self, rendered: RenderedPage) -> None:
        """Take what was rendered as this page's own."""
        self.content = page_content(self.spec, rendered)
        self.edition_head = rendered.head
        self.toc = TableOfContents(
            [AnchorLink(escape(title), name, 2) for title, name in rendered.contents]
            # Themes take the first entry for their link that skips the menus; an `h1` stands in no menu.
            or [AnchorLink(escape(self.spec.title), START, 1)]
        )
        self.edition_start = rendered.contents[0][1] if rendered.contents else START
        self.present_anchor_ids = ids_of(self.content)


class FilledFile(File):
    """A page that the edition writes itself, and MkDocs knows only as something to which others may link."""

    def is_documentation_page(self) -> bool:
        """Keep MkDocs from drawing the page."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 — as MkDocs has it
        """Leave the file as the edition has written it."""


class Anchors:
    """What MkDocs asks of a page that another links to: the ids to which a link may lead."""

    def __init__(self, ids: Callable[[], Iterable[str]]) -> None:
        """Keep how to find the ids, for most pages are never asked."""
        self._ids = ids

    @property
    def present_anchor_ids(self) -> set[str]:
        """The ids on the page."""
        return set(self._ids())


def filled_file(spec: PageSpec, config: MkDocsConfig) -> FilledFile:
    """Return the file of a page that the edition writes itself, at the address that MkDocs would give it."""
    directory = config.use_directory_urls and not spec.name.endswith("/index")
    file = FilledFile(
        f"{spec.name}.md",
        None,
        config.site_dir,
        config.use_directory_urls,
        dest_uri=f"{spec.name}/index.html" if directory else f"{spec.name}.html",
        inclusion=InclusionLevel.NOT_IN_NAV,
    )
    anchors = spec.anchors or (lambda: ids_of(spec.render(_nowhere).content))
    file.page = Anchors(anchors)  # type: ignore[assignment]  # MkDocs asks nothing else of it
    return file


def placed(spec: FileSpec, config: MkDocsConfig) -> tuple[FileSpec, str]:
    """Return a page without the theme as the file that MkDocs would make of its name, and its address."""
    file = File(f"{spec.page}.md", None, config.site_dir, config.use_directory_urls)
    return replace(spec, name=file.dest_uri), file.url


def _nowhere(page: str, fragment: str = "") -> str:
    """Give no true address: only the ids of a page are asked for."""
    return f"{page}#{fragment}"


def ids_of(html: str) -> set[str]:
    """Return the ids of the elements of a page."""
    return set(re.findall(r'\sid="([^"]+)"', html))


def menu_title(menu: object, uri: str) -> str:
    """Return the title that the menu (`nav`) gives to a page, or nothing."""
    items = menu if isinstance(menu, list) else []
    for item in items:
        for title, inner in item.items() if isinstance(item, dict) else ():
            if inner == uri:
                return str(title)
            if found := menu_title(inner, uri):
                return found
    return ""


def in_menu(menu: object) -> set[str]:
    """Return the pages that the menu (`nav`) names."""
    match menu:
        case str():
            return {menu}
        case list():
            return set().union(*map(in_menu, menu))
        case dict():
            return set().union(*map(in_menu, menu.values()))
    return set()


def addresses(urls: Mapping[str, str], here: str) -> UrlFor:
    """Return the function that gives the address of a page as seen from the page `here`; both by their names.

    `urls` are the pages' addresses as seen from the site's root: `documents/secto-8/`.
    """
    own = urls[here]

    def url_for(page: str, fragment: str = "") -> str:
        if fragment:
            return f"#{fragment}" if page == here else f"{relative_url(urls[page], own)}#{fragment}"
        return relative_url(urls[page], own)

    return url_for


def relative_url(url: str, here: str) -> str:
    """Return the address of a page as seen from another; both as seen from the site's root."""
    folder, _, last = here.removeprefix("./").rpartition("/")  # MkDocs calls the first page "./"
    above, _, own = folder.rpartition("/")
    if last or not own or url.startswith(f"{folder}/"):
        return _relative(url, folder)
    # From one folder to what is not in it the way is the same as from any folder beside it.
    return _relative(url, f"{above}/*" if above else "*")


@lru_cache(maxsize=50_000)
def _relative(url: str, folder: str) -> str:
    """Return a site's address as seen from a folder of it."""
    folders = folder.split("/") if folder else []
    parts = url.split("/")
    common = 0
    for ours, theirs in zip(folders, parts[:-1], strict=False):
        if ours != theirs:
            break
        common += 1
    return "../" * (len(folders) - common) + "/".join(parts[common:]) or "./"
