"""The door between the edition and MkDocs; the only module that imports the site generator."""

from __future__ import annotations

import logging
import os
import re
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from edition.diagnostics import Diagnostic, Severity
from edition.edition import load
from edition.pages import PageRole, PageSpec, page_specs, section, whole_page
from edition.sources import check_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation


# Without the prefix of a plugin: text editors open a line that begins with `file:line`.
log = logging.getLogger("mkdocs.plugins.edition")

_HERE = Path(__file__).parent
_ASSETS = "assets/edition"
# MkDocs stamps every page with the day of the build; two builds of one state must be the same bytes.
_NO_DATE = "1980-01-01"


# Where Markdown sets the footnotes of an editor's own page: they stay at its end.
_FOOTNOTES = '<div class="footnote">'


class EditionPage(Page):
    """A page whose content the edition has made; no Markdown is read for it."""

    def __init__(self, spec: PageSpec, file: File, config: MkDocsConfig, pages: Mapping[str, File]) -> None:
        """Take the place of the page that MkDocs would make for `file`; `pages` are all of ours by name."""
        # Themes print titles and descriptions as HTML. What the menu calls the page, it is called there.
        super().__init__(escape(_menu_title(config.nav, file.src_uri) or spec.title), file, config)
        self.spec = spec
        self.files_by_name = pages
        self.edition_head = ""

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
        rendered = self.spec.render(_addresses(self.files_by_name, self.file))
        is_whole = self.spec.role is PageRole.DOCUMENT
        self.content = rendered.content if is_whole else whole_page(self.spec, rendered.content)
        self.edition_head = rendered.head
        self.toc = TableOfContents([AnchorLink(escape(title), name, 2) for title, name in rendered.contents])
        self.present_anchor_ids = _ids(self.content)


class Options(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves a method untyped
    """The plugin has no options: what there is to say stands in the files under `sources/`."""


class EditionPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # as above
    """Turns `sources/` into pages; where something is wrong, it stops before the site is touched."""

    specs: tuple[PageSpec, ...] = ()
    files: dict[str, File]
    written: dict[str, PageSpec]
    is_preview = False
    code: tuple[int, ...] = ()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview, which shows what a build refuses."""
        self.is_preview = command == "serve"
        self.code = _code()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our templates behind the editors' own, and our style sheet and script before theirs."""
        own = str(_HERE / "templates")
        if own not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, own)
        config.extra_css.insert(0, f"{_ASSETS}/edition.css")
        config.extra_javascript.insert(0, f"{_ASSETS}/edition.js")
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read the whole edition, before MkDocs empties the site's folder, and report what is wrong."""
        if self.is_preview and self.code != _code():
            # A running Python keeps the code that it has loaded: begin anew with the code as it is now.
            os.execv(sys.executable, sys.orig_argv)  # noqa: S606
        edition, problems = load(_root(config))
        names = [document.id for document in edition.documents]
        self.report([*problems, *check_pages(Path(config.docs_dir), names)], strict=config.strict)
        self.specs = tuple(page_specs(edition))

    def report(self, problems: list[Diagnostic], *, strict: bool) -> None:
        """Print every problem; stop where there are errors, or warnings in a strict build."""
        levels: dict[Severity, Callable[..., None]] = {
            Severity.ERROR: log.warning if self.is_preview else log.error,
            Severity.WARNING: log.warning,
            Severity.NOTICE: log.info,
        }
        for problem in problems:
            levels[problem.severity]("%s", problem)
        fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        count = sum(problem.severity in fatal for problem in problems)
        if count and not self.is_preview:
            noun = "problem" if count == 1 else "problems"
            raise PluginError(f"{count} {noun} in the edition's files; the site was not touched")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a page for every document and list, and the files that the pages need."""
        listed = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
        taken = {file.url: file for file in files.documentation_pages()}
        self.files, self.written = {}, {}
        for spec in self.specs:
            inclusion = InclusionLevel.NOT_IN_NAV if spec.role is PageRole.DOCUMENT else listed
            file = File.generated(config, f"{spec.name}.md", content="", inclusion=inclusion)
            self.files[spec.name] = taken.get(file.url, file)
            if file.url in taken:
                self.written[taken[file.url].src_uri] = spec
            else:
                EditionPage(spec, file, config, self.files)
                files.append(file)
        for path in sorted((_HERE / "assets").rglob("*")):
            if path.is_file() and path.suffix != ".md":
                uri = f"{_ASSETS}/{path.relative_to(_HERE / 'assets').as_posix()}"
                files.append(File.generated(config, uri, abs_src_path=str(path)))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the day of the build out of every page's record."""
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.update_date = _NO_DATE
        return nav

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Set what the sources give behind the words of an editor's own page of the same name."""
        spec = self.written.get(page.file.src_uri)
        if spec is None or spec.role is not PageRole.LISTING:
            return html
        content = spec.render(_addresses(self.files, page.file)).content
        page.present_anchor_ids = (page.present_anchor_ids or set()) | _ids(content)
        words, line, notes = html.partition(_FOOTNOTES)
        return f"{words}\n{section(spec, content)}{line}{notes}"

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ANN401
        """Build a preview again when a source, an annotation or the engine changes."""
        server.watch(str(_root(config) / "sources"))
        server.watch(str(_HERE))
        return server


def _code() -> tuple[int, ...]:
    """Return when each module of the engine was last changed."""
    return tuple(path.stat().st_mtime_ns for path in sorted(_HERE.rglob("*.py")))


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _ids(html: str) -> set[str]:
    return set(re.findall(r'\sid="([^"]+)"', html))


def _menu_title(menu: object, uri: str) -> str:
    """Return the title that the menu (`nav`) gives to a page, or nothing."""
    items = menu if isinstance(menu, list) else []
    for item in items:
        for title, inner in item.items() if isinstance(item, dict) else ():
            if inner == uri:
                return str(title)
            if found := _menu_title(inner, uri):
                return found
    return ""


def _addresses(pages: Mapping[str, File], here: File) -> Callable[..., str]:
    def url_for(page: str, fragment: str = "") -> str:
        file = pages[page]
        if file is here and fragment:
            return f"#{fragment}"
        return file.url_relative_to(here) + (f"#{fragment}" if fragment else "")

    return url_for
