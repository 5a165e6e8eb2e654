"""The door between the edition and MkDocs; the only module that imports the site generator."""

from __future__ import annotations

import gc
import logging
import os
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import config_options as option
from mkdocs.config.base import Config, ValidationError
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from edition.books.files import book_specs
from edition.books.pdf import BookError, missing_for_pdf
from edition.diagnostics import Diagnostic, Severity
from edition.edition import load
from edition.packs.checks import unknown_pages, unknown_places
from edition.page_images import image_specs
from edition.pages import Search, file_specs, moved_specs, page_specs
from edition.plugin.drawing import Theme, drawing, keep_templates, theme_key
from edition.plugin.pages import EditionPage, addresses, filled_file, ids_of, in_menu, placed
from edition.plugin.progress import Progress
from edition.plugin.searching import make_index
from edition.previews import preview_specs
from edition.publish import Press, publish, set_aside
from edition.references import HISTORY_STATE_GOV, pattern_problem, shorten_report
from edition.render.escaping import words_of
from edition.render.packs import searched_words
from edition.render.views import facing_page
from edition.resolved import Site
from edition.search.index import IndexingError
from edition.sources import check_pages, page_names, read_image
from edition.specs import FileSpec, PageRole, PageSpec, leads_on, section
from edition.store import CACHE, usable_cache
from edition.units import Workshop
from edition.workers import core_count

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from edition.render.urls import UrlFor
    from edition.resolved import Edition


# Without the prefix of a plugin: text editors open a line that begins with `file:line`.
log = logging.getLogger("mkdocs.plugins.edition")

_HERE = Path(__file__).parents[1]
# Where the pages stand that the edition writes itself.
_FOLDERS = (
    *("documents", "iiif", "volumes", "dates", "persons", "timeline", "parallel"),
    *("people", "bodies", "places", "terms", "packs", "pages", "downloads"),
)
_ASSETS = "assets/edition"
# MkDocs stamps every page with the day of the build; two builds of one state must be the same bytes.
_NO_DATE = "1980-01-01"


# Where Markdown sets the footnotes of an editor's own page: they stay at its end.
_FOOTNOTES = '<div class="footnote">'


_ONLY_EPUB = "epub"


class _Pattern(option.Type[str]):
    """An option that is a pattern of addresses."""

    def run_validation(self, value: object) -> str:
        """Return the pattern, or say in one line what is wrong with it."""
        pattern = super().run_validation(value)
        if problem := pattern_problem(pattern):
            raise ValidationError(f"'{pattern}' {problem}")
        return pattern


class Options(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves a method untyped
    """What an edition may say in `mkdocs.yml`; all else stands in the files under `sources/`."""

    books = option.Choice((True, False, _ONLY_EPUB), default=False)
    """Whether a build also makes books to take away: EPUB, and PDF where WeasyPrint can be loaded."""
    facing = option.Type(bool, default=True)
    """Whether each document has a page on which its source faces the edited text."""
    search = option.Type(bool, default=True)
    """Whether a build makes an index in which readers can search."""
    previews = option.Type(bool, default=True)
    """Whether a link shows in place what stands at its other end."""
    references = _Pattern(str, default=HISTORY_STATE_GOV)
    """The address of a document to which a source refers and that is not here, with `{volume}` and `{id}`."""


class EditionPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # as above
    """Turns `sources/` into pages; where something is wrong, it stops before the site is touched."""

    edition: Edition
    cache: Path
    workshop: Workshop
    specs: tuple[PageSpec, ...] = ()
    data: tuple[FileSpec, ...] = ()
    urls: dict[str, str]
    filled: list[PageSpec]
    written: dict[str, PageSpec]
    prose: dict[str, tuple[str, str]]
    nav: Navigation
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
        config.theme.static_templates.add("404.html")
        config.extra_css[:0] = [f"{_ASSETS}/{name}.css" for name in ("edition", "volumes", "ways")]
        scripts = (
            ["edition.js", "previews.js", "ways.js"] if self.config.previews else ["edition.js", "ways.js"]
        )
        config.extra_javascript[:0] = [f"{_ASSETS}/{name}" for name in scripts]
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read the whole edition, before MkDocs empties the site's folder, and report what is wrong."""
        gc.unfreeze()
        if self.is_preview and self.code != _code():
            # A running Python keeps the code that it has loaded: begin anew with the code as it is now.
            os.execv(sys.executable, sys.orig_argv)  # noqa: S606
        self.cache = usable_cache(_root(config) / CACHE)
        self.workshop = Workshop(
            cache=self.cache,
            workers=core_count(),
            is_searched=self.search is Search.ON,
            progress=Progress(sys.stderr),
        )
        with in_one_line():
            self.edition, problems = load(
                _root(config),
                self.workshop,
                self._site(config),
                Path(config.docs_dir),
            )
        pages = {record.page: record.id for record in self.edition.by_id.values()}
        pages |= {facing_page(one): one.id for one in self.edition.documents if self.config.facing}
        self.specs = tuple(page_specs(self.edition, self.search))
        docs = Path(config.docs_dir)
        problems = (
            *shorten_report(problems),
            *unknown_pages(self.edition.packs, [*(one.name for one in self.specs), *page_names(docs)]),
            *check_pages(docs, pages),
        )
        self.report(dict.fromkeys(problems), strict=config.strict)
        self.data = tuple(file_specs(self.edition))
        self.data += tuple(book_specs(self.edition))
        self.data += tuple(image_specs(self.edition, partial(read_image, _root(config))))
        if self.config.previews:
            self.data += tuple(preview_specs(self.edition))
        gc.freeze()  # what has been read stays to the end: no collection need look at it
        set_aside(Path(config.site_dir), _FOLDERS)

    def _site(self, config: MkDocsConfig) -> Site:
        """Return what the site is that is made of the edition; a preview has no books."""
        books = False if self.is_preview else self.config.books
        lack = missing_for_pdf() if books is True else ""
        if lack:
            log.info("PDFs are not made: %s", lack)
        return Site(
            name=config.site_name,
            address=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
            description=config.site_description or "",
            author=config.site_author or "",
            rights=words_of(config.copyright or ""),
            reference_pattern=self.config.references,
            has_facing=self.config.facing,
            has_books=bool(books),
            has_pdfs=books is True and not lack,
        )

    @property
    def lists(self) -> list[tuple[str, str]]:
        """Title and address of each list of the site, for the foot of documents and for what is missing."""
        return [(one.title, self.urls[one.name]) for one in self.specs if leads_on(one)]

    @property
    def search(self) -> Search:
        """Whether readers of what is being made can search."""
        if not self.config.search:
            return Search.OFF
        return Search.PREVIEW if self.is_preview else Search.ON

    def report(self, problems: Iterable[Diagnostic], *, strict: bool) -> None:
        """Print every problem; stop where there are errors, or warnings in a strict build."""
        levels: dict[Severity, Callable[..., None]] = {
            Severity.ERROR: log.warning if self.is_preview else log.error,
            Severity.WARNING: log.warning,
            Severity.NOTICE: log.info,
        }
        problems = list(problems)
        for problem in problems:
            levels[problem.severity]("%s", problem)
        fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        count = sum(problem.severity in fatal for problem in problems)
        if count and not self.is_preview:
            noun = "problem" if count == 1 else "problems"
            raise PluginError(f"{count} {noun} in the edition's files; the site was not touched")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a page for every document and list, and the files that the pages need."""
        for pack in self.edition.packs:
            if written := files.src_uris.get(f"{pack.page}.md"):
                files.remove(written)
        listed = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
        taken = {file.url: file for file in files.documentation_pages()}
        menu = in_menu(config.nav)
        self.urls, self.filled, self.written, self.prose = {}, [], {}, {}
        for spec in self.specs:
            is_filled = not spec.is_listed and f"{spec.name}.md" not in menu
            if is_filled:
                file: File = filled_file(spec, config)
            else:
                inclusion = listed if spec.is_listed else InclusionLevel.NOT_IN_NAV
                file = File.generated(config, f"{spec.name}.md", content="", inclusion=inclusion)
            self.urls[spec.name] = file.url
            if file.url in taken:
                self.written[taken[file.url].src_uri] = spec
                continue
            files.append(file)
            if is_filled:
                self.filled.append(spec)
            else:
                EditionPage(spec, file, config, self.url_for)
        for written in files.documentation_pages():
            self.urls.setdefault(written.src_uri.removesuffix(".md"), written.url)
        self._lead_on(taken, config)
        for path in sorted((_HERE / "assets").rglob("*")):
            if path.is_file() and path.suffix != ".md":
                uri = f"{_ASSETS}/{path.relative_to(_HERE / 'assets').as_posix()}"
                files.append(File.generated(config, uri, abs_src_path=str(path)))
        return files

    def _lead_on(self, taken: Container[str], config: MkDocsConfig) -> None:
        """Add a page at each address that was published and is no more, unless an editor has written one."""
        for moved in moved_specs(self.edition):
            data, url = placed(moved, config)
            if url not in taken:
                self.urls[moved.name] = url
                self.data += (data,)

    def url_for(self, page: str) -> UrlFor:
        """Return the function that gives addresses as seen from the page of this name."""
        return addresses(self.urls, page)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the day of the build out of every page's record."""
        self.nav = nav
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.update_date = _NO_DATE
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Write the pages that MkDocs need not draw one by one."""
        for problem in unknown_places(self.edition.packs, partial(_ids_on, files)):
            log.warning("%s", problem)
        keep_templates(env, self.cache / "templates")
        theme = Theme(config=config, env=env, files=files, nav=self.nav, url_for=self.url_for)
        press = Press(
            draw=drawing(theme, self.filled[-1]) if self.filled else theme.draw,
            key=theme_key(theme, self.filled),
            url_for=self.url_for,
            page_file=lambda name: files.src_uris[f"{name}.md"].dest_uri,
            site=Path(config.site_dir),
            manifest="published-preview" if self.is_preview else "published",
        )
        with in_one_line():
            publish([*self.filled, *self.data], press, self.workshop)
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Name the edition's own pages to the map of the site, which knows only those that MkDocs draws."""
        base = (config.site_url or "/").rstrip("/") + "/"
        context["edition_urls"] = [base + self.urls[spec.name] for spec in self.filled]  # type: ignore[typeddict-unknown-key]
        return context

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Set what the sources give behind the words of an editor's own page of the same name."""
        if not isinstance(page, EditionPage):
            self.prose[page.file.url] = (str(page.title), html)
        spec = self.written.get(page.file.src_uri)
        if spec is None or spec.role is not PageRole.LISTING:
            return html
        content = spec.render(self.url_for(spec.name)).content
        page.edition_assets = spec.assets  # type: ignore[attr-defined]  # for our template
        page.present_anchor_ids = (page.present_anchor_ids or set()) | ids_of(content)
        words, line, notes = html.partition(_FOOTNOTES)
        return f"{words}\n{section(spec, content)}{line}{notes}"

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Give the site its search index."""
        if self.search is not Search.ON:
            return
        for pack in self.edition.packs:
            self.prose[self.urls[pack.page]] = (pack.pack.title, searched_words(pack))
        try:
            make_index(
                self.edition,
                self.prose,
                self.urls,
                language=str(config.theme.get("language") or "en"),
                kept=self.cache / "search",
                site=Path(config.site_dir),
            )
        except IndexingError as error:
            raise PluginError(str(error)) from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ANN401
        """Build a preview again when a source, an annotation or the engine changes."""
        server.watch(str(_root(config) / "sources"))
        server.watch(str(_HERE))
        return server


@contextmanager
def in_one_line() -> Iterator[None]:
    """Say in one line what the system refuses (room on the disk, memory), and which book cannot be made."""
    try:
        yield
    except (OSError, BookError) as error:
        raise PluginError(f"the build cannot go on: {error}") from error


def _code() -> tuple[int, ...]:
    """Return when each module of the engine was last changed."""
    return tuple(path.stat().st_mtime_ns for path in sorted(_HERE.rglob("*.py")))


def _ids_on(files: Files, page: str) -> set[str] | None:
    """Return the ids on a page to which a link may lead, or None where there is no such page."""
    file = files.src_uris.get(f"{page}.md")
    return file.page.present_anchor_ids if file and file.page else None


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
