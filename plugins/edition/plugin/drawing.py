"""Drawing pages with the site's theme: one of each kind in full, the others by filling what differs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache
from mkdocs.commands.build import get_context
from mkdocs.structure.files import File

from edition.frames import (
    SPECIMEN_CONTENT,
    SPECIMEN_DESCRIPTION,
    SPECIMEN_HEAD,
    SPECIMEN_TITLE,
    Frame,
    make_frame,
    slot_values,
    specimen_name,
)
from edition.plugin.pages import EditionPage
from edition.render.document import RenderedPage
from edition.specs import PageRole, page_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from edition.render.urls import UrlFor
    from edition.specs import PageSpec

    _Kind = tuple[str, PageRole, bool, bool, bool, tuple[tuple[str, str], ...], tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Theme:
    """All that MkDocs draws a page with."""

    config: MkDocsConfig
    env: Environment
    files: Files
    nav: Navigation
    url_for: Callable[[str], UrlFor]

    def draw(self, spec: PageSpec, rendered: RenderedPage) -> str:
        """Return the whole page, drawn as MkDocs draws each of its own."""
        return self.draw_around(page_content(spec, rendered), spec, rendered)

    def draw_around(self, content: str, spec: PageSpec, rendered: RenderedPage) -> str:
        """Return the whole page around what stands on it, with its head and its table of contents."""
        file = File.generated(self.config, f"{spec.name}.md", content="")
        page = EditionPage(spec, file, self.config, self.url_for)
        page.read_source(self.config)
        page.show(rendered)
        page.content = content
        page.active = True
        plugins = self.config.plugins
        context = get_context(self.nav, self.files, self.config, page)
        template = self.env.get_template("main.html")
        context = plugins.on_page_context(context, page=page, config=self.config, nav=self.nav)
        return plugins.on_post_page(template.render(context), page=page, config=self.config)


@dataclass(frozen=True)
class Frames:
    """The frames of a theme, one for each kind of page, made when the first of its kind is drawn."""

    theme: Theme
    frames: dict[_Kind, Frame] = field(default_factory=dict)

    def draw(self, spec: PageSpec, rendered: RenderedPage) -> str:
        """Return the whole page: its kind's frame, with what is the page's own in the slots."""
        kind = (
            specimen_name(spec.name),
            spec.role,
            spec.is_wide,
            bool(spec.description),
            bool(rendered.head),
            rendered.contents,
            spec.assets,
        )
        frame = self.frames.get(kind)
        if frame is None:
            frame = self.frames[kind] = self._frame(spec, rendered)
        values = slot_values(
            spec.name,
            title=spec.title,
            description=spec.description,
            content=page_content(spec, rendered),
            head=rendered.head,
        )
        return frame.fill(values)

    def _frame(self, spec: PageSpec, rendered: RenderedPage) -> Frame:
        specimen = replace(
            spec,
            name=specimen_name(spec.name),
            title=SPECIMEN_TITLE,
            description=SPECIMEN_DESCRIPTION if spec.description else "",
        )
        page = RenderedPage(
            content="",
            head=SPECIMEN_HEAD if rendered.head else "",
            contents=rendered.contents,
        )
        return make_frame(self.theme.draw_around(SPECIMEN_CONTENT, specimen, page), specimen.name)


def keep_templates(env: Environment, folder: Path) -> None:
    """Keep the compiled templates of a theme from one build to the next, which saves half a second."""
    if env.bytecode_cache is None:
        folder.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = _Templates(str(folder))


class _Templates(FileSystemBytecodeCache):
    """Compiled templates in files, of which one that somebody has cut is as one that is not there."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load what is kept of a template, if it is whole."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 — whatever is wrong with the file, the template is compiled again
            bucket.reset()


def drawing(theme: Theme, trial: PageSpec) -> Callable[[PageSpec, RenderedPage], str]:
    """Return how to draw the pages: by frames, unless the theme draws the page `trial` otherwise.

    A template may use what it is given in ways that no frame can know; then each page is drawn in full.
    """
    frames = Frames(theme)
    rendered = trial.render(theme.url_for(trial.name))
    return frames.draw if frames.draw(trial, rendered) == theme.draw(trial, rendered) else theme.draw


def theme_key(theme: Theme, specs: Iterable[PageSpec]) -> bytes:
    """Return a digest of all that the theme and the site's settings have to do with the pages.

    It is taken from the frames of all kinds of page, which hold whatever is the same on each of them.
    """
    frames = Frames(theme)
    digest = hashlib.blake2b(digest_size=16)
    page = RenderedPage(content="", head=SPECIMEN_HEAD, contents=(("", ""),))
    kinds = {(specimen_name(spec.name), spec.role, spec.is_wide, spec.assets): spec for spec in specs}
    for spec in kinds.values():
        digest.update(frames.draw(replace(spec, name=specimen_name(spec.name), title=""), page).encode())
    return digest.digest()
