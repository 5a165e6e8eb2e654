"""The page on which teachers build packs, and the list of documents that its script reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.contexts import whole_context
from edition.render.builder import (
    BUILDER,
    BUILDER_ASSETS,
    BUILDER_DOCUMENTS,
    builder_documents,
    builder_moves,
    render_builder,
)
from edition.render.document import RenderedPage
from edition.specs import FileSpec, PageSpec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.resolved import Edition


def builder_pages(edition: Edition) -> Iterator[PageSpec]:
    """Yield the builder, where there is something to build packs of."""
    if edition.documents:
        yield PageSpec(
            name=BUILDER,
            title="Build a pack",
            description="Choose documents and pages, add your questions, and print, send or keep the pack.",
            render=lambda url_for: RenderedPage(content=render_builder(edition, url_for)),
            is_wide=True,
            is_listed=False,
            context=lambda: (whole_context(edition), edition.site.name, bool(edition.packs)),
            assets=BUILDER_ASSETS,
        )


def builder_files(edition: Edition) -> Iterator[FileSpec]:
    """Yield what the builder lists."""
    if edition.documents:
        yield FileSpec(
            name=BUILDER_DOCUMENTS,
            page=BUILDER,
            render=lambda _: builder_documents(edition),
            context=lambda: (whole_context(edition), builder_moves(edition)),
        )
