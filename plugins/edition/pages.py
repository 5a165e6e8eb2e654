"""Every page that an edition's site has beside the prose its editors write."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from edition.builder_specs import builder_files, builder_pages
from edition.contexts import (
    citation_context,
    document_context,
    entity_context,
    facing_context,
    markdown_context,
    pack_context,
    pair_context,
    text_context,
    volume_context,
    whole_context,
)
from edition.published import ledger_name
from edition.render.beside import render_beside
from edition.render.browse import browse_pages, render_all_documents
from edition.render.builder import PACKS
from edition.render.cite import citation_file
from edition.render.crossings import render_crossings
from edition.render.document import RenderedPage, render_document
from edition.render.downloads import CITATION_FILES, DOWNLOADS, file_of, render_downloads_page
from edition.render.entities import index_pages, parts_of, render_entity, render_entity_part
from edition.render.facing_page import render_facing_page
from edition.render.lists import render_thread, render_threads
from edition.render.moved import ADDRESSES, moved_pages, render_addresses
from edition.render.packs import PACK_ASSETS, render_pack, render_pack_list
from edition.render.page_forms import PAGES, page_list
from edition.render.page_lists import page_data, page_list_pages
from edition.render.parallel import parallel_pages
from edition.render.printed_pages import PAGE_DATA, has_pages, page_data_of_all, pages_pages
from edition.render.search_page import render_search_page, render_search_preview
from edition.render.side_by_side import pair_pages, render_side_by_side
from edition.render.taken_text import taken_markdown, taken_plain_text
from edition.render.timeline import TIMELINE, TIMELINE_ASSETS, timeline_pages
from edition.render.urls import SIDE_BY_SIDE
from edition.render.views import facing_page, has_facing
from edition.render.volumes import volume_pages
from edition.specs import FileSpec, PageRole, PageSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from edition.records import DocumentRecord
    from edition.render.urls import UrlFor
    from edition.resolved import Edition


_ENTITY_ASSETS = ("entities.css",)


class Search(StrEnum):
    """Whether readers can search: not at all, not in this preview, or in the index that this build makes."""

    OFF = "off"
    PREVIEW = "preview"
    ON = "on"


def page_specs(edition: Edition, search: Search = Search.OFF) -> Iterator[PageSpec]:
    """Yield every page that is made from the sources, in the order of the site."""
    documents = partial(render_all_documents, edition)
    yield PageSpec(name="index", title="Documents", render=_content(documents), role=PageRole.SUBSTITUTE)
    name = "documents/index"
    yield PageSpec(name=name, title="Documents", render=_beside(edition, name, documents))
    yield from _document_pages(edition)
    yield from _facing_pages(edition)
    for page in (
        *volume_pages(edition),
        *browse_pages(edition),
        *pages_pages(edition),
        *page_list_pages(edition),
    ):
        yield PageSpec(
            name=page.name,
            title=page.title,
            render=_content(page.render),
            is_listed=page.name.endswith("/index"),
            description=page.description,
            context=_list_context(edition, page.name),
        )
    if edition.threads:
        yield from _thread_pages(edition)
        yield from _time_pages(edition)
    yield from _entity_pages(edition)
    yield from _side_by_side(edition)
    yield from _pack_pages(edition)
    downloads = _content(partial(render_downloads_page, edition))
    yield PageSpec(name=DOWNLOADS, title="Downloads", render=downloads)
    addresses = _content(partial(render_addresses, edition))
    yield PageSpec(name=ADDRESSES, title="Addresses", render=addresses, is_listed=False)
    yield from builder_pages(edition)
    if search is not Search.OFF:
        content = partial(_search_page if search is Search.ON else _search_preview, tuple(_lists(edition)))
        yield PageSpec(name="search/index", title="Search", render=content, is_listed=False, is_wide=True)


def _list_context(edition: Edition, page: str) -> Callable[[], object]:
    """Return what decides about a list: its volume, where its name says that it is one volume's."""
    folder, *names = page.split("/")
    if folder in {"volumes", "persons"} and names[0] in edition.volumes_by_id:
        return partial(volume_context, edition, names[0])
    return partial(whole_context, edition)


def _document_pages(edition: Edition) -> Iterator[PageSpec]:
    """Yield the pages of documents, and of the chapters and sections of volumes."""
    for document in (*edition.documents, *edition.parts):
        yield PageSpec(
            name=document.page,
            title=document.title or "Untitled",
            render=partial(render_document, edition, document),
            role=PageRole.DOCUMENT,
            is_listed=False,
            is_wide=True,
            anchors=document.all_fragments,
            context=partial(document_context, edition, document),
            assets=("aliases.js",) if edition.moves.aliases(ledger_name(document)) else (),
        )


def moved_specs(edition: Edition) -> Iterator[FileSpec]:
    """Yield the pages at addresses that were published and are no more; `name` is still that of the page."""
    for page in moved_pages(edition):
        yield FileSpec(name=page.name, page=page.name, render=page.render, context=page.context)


def _search_page(lists: Sequence[tuple[str, str]], url_for: UrlFor) -> RenderedPage:
    content = render_search_page(lists, url_for)
    return RenderedPage(content=content, contents=(("Results", "edition-results"),))


def _search_preview(lists: Sequence[tuple[str, str]], url_for: UrlFor) -> RenderedPage:
    return RenderedPage(content=render_search_preview(lists, url_for))


def _facing_pages(edition: Edition) -> Iterator[PageSpec]:
    for document in edition.documents:
        if has_facing(edition, document):
            yield PageSpec(
                name=facing_page(document),
                title=f"Facing pages: {document.title or 'Untitled'}",
                render=partial(render_facing_page, edition, document),
                role=PageRole.DOCUMENT,
                is_listed=False,
                is_wide=True,
                context=partial(facing_context, edition, document),
                assets=("typewriter.css", "facing.css"),
            )


def file_specs(edition: Edition) -> Iterator[FileSpec]:
    """Yield every file of the site that is made from the sources and is no page."""
    for document in edition.documents:
        yield from _text_files(edition, document)
        yield from _citation_files(edition, document)
    if has_pages(edition):
        yield FileSpec(
            name=PAGE_DATA,
            page=PAGES,
            render=partial(page_data_of_all, edition),
            context=partial(whole_context, edition),
        )
    yield from builder_files(edition)
    for volume in edition.volumes:
        if volume.id in edition.paged_volumes:
            yield FileSpec(
                name=f"{page_list(volume.id)}.json",
                page=page_list(volume.id),
                render=partial(page_data, edition, volume),
                context=partial(volume_context, edition, volume.id),
            )


def _citation_files(edition: Edition, document: DocumentRecord) -> Iterator[FileSpec]:
    """Yield the files of a document's citation."""
    for part, suffix in enumerate(CITATION_FILES, start=1):
        yield FileSpec(
            name=file_of(document, suffix),
            page=document.page,
            render=partial(citation_file, edition, document, part),
            context=partial(citation_context, edition, document),
        )


def _text_files(edition: Edition, document: DocumentRecord) -> Iterator[FileSpec]:
    """Yield a document's plain text and its Markdown; their addresses are seen from the site's first page."""
    forms = (("txt", taken_plain_text, text_context), ("md", taken_markdown, markdown_context))
    for suffix, render, context in forms:
        yield FileSpec(
            name=f"{document.page}/{document.id}.{suffix}",
            page="index",
            render=partial(render, edition, document),
            context=partial(context, edition, document),
        )


def _lists(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the title and the name of each list that leads to documents without a script."""
    yield "Documents", "documents/index"
    for page in (*volume_pages(edition), *browse_pages(edition), *pages_pages(edition)):
        if page.name.endswith("/index"):
            yield page.title, page.name
    if edition.threads:
        yield "Threads", "threads/index"
    for page in index_pages(edition):
        yield page.title, page.name


def _thread_pages(edition: Edition) -> Iterator[PageSpec]:
    threads = _content(partial(render_threads, edition))
    yield PageSpec(name="threads/index", title="Threads", render=threads)
    for resolved in edition.threads:
        yield PageSpec(
            name=f"threads/{resolved.thread.id}",
            title=resolved.thread.title,
            render=_beside(
                edition, f"threads/{resolved.thread.id}", partial(render_thread, edition, resolved)
            ),
            description=resolved.thread.summary,
        )
    crossings = _beside(edition, "crossings", partial(render_crossings, edition))
    yield PageSpec(name="crossings", title="Crossings", render=crossings, is_wide=True)


def _time_pages(edition: Edition) -> Iterator[PageSpec]:
    """Yield the timeline, and the pages on which two threads face each other."""
    for page in (*timeline_pages(edition), *parallel_pages(edition)):
        # Those of a year or a month have the ways to other years.
        is_whole = page.name.count("/") == 1 and (page.name == TIMELINE or page.name.startswith("parallel/"))
        yield PageSpec(
            name=page.name,
            title=page.title,
            render=_beside(edition, page.name, page.render) if is_whole else _content(page.render),
            is_wide=True,
            is_listed=page.name.endswith("/index"),
            context=partial(whole_context, edition),
            assets=TIMELINE_ASSETS,
        )


def _side_by_side(edition: Edition) -> Iterator[PageSpec]:
    """Yield the pages on which two documents face each other."""
    if len(edition.documents) < 2:  # noqa: PLR2004
        return
    content = _beside(edition, SIDE_BY_SIDE, partial(render_side_by_side, edition))
    assets = (*TIMELINE_ASSETS, "parallel.css", "parallel.js")
    yield PageSpec(name=SIDE_BY_SIDE, title="Side by side", render=content, is_wide=True, assets=assets)
    for pair, page in pair_pages(edition):
        yield PageSpec(
            name=page.name,
            title=page.title,
            render=_content(page.render),
            is_wide=True,
            is_listed=False,
            context=partial(pair_context, edition, pair),
            assets=assets[:-1],
        )


def _pack_pages(edition: Edition) -> Iterator[PageSpec]:
    """Yield the packs of teachers, and their list."""
    if edition.documents:
        listed = _content(partial(render_pack_list, edition))
        yield PageSpec(name=PACKS, title="Packs", render=listed, assets=PACK_ASSETS[:1])
    for pack in edition.packs:
        yield PageSpec(
            name=pack.page,
            title=pack.pack.title,
            description=pack.pack.description,
            render=partial(render_pack, edition, pack),
            is_listed=False,
            context=partial(pack_context, edition, pack),
            assets=PACK_ASSETS,
        )


def _entity_pages(edition: Edition) -> Iterator[PageSpec]:
    """Yield the indexes of people, bodies, places and terms, and the pages of each of them."""
    for page in index_pages(edition):
        yield PageSpec(name=page.name, title=page.title, render=_content(page.render), assets=_ENTITY_ASSETS)
    for name, authority in edition.authorities.items():
        record, named_in = authority.record, edition.named_in.get(name, ())
        parts = parts_of(named_in)
        yield PageSpec(
            name=authority.page,
            title=record.name,
            description=record.description,
            render=_content(partial(render_entity, edition, authority)),
            is_listed=False,
            assets=_ENTITY_ASSETS,
            context=partial(entity_context, edition, name, () if parts else named_in, parts),
        )
        for number, part in enumerate(parts):
            yield PageSpec(
                name=f"{authority.page}/{part.key}",
                title=f"{record.name}, {part.name}",
                render=_content(partial(render_entity_part, edition, authority, parts, number)),
                is_listed=False,
                assets=_ENTITY_ASSETS,
                context=partial(entity_context, edition, name, part.named_in, parts),
            )


def _beside(edition: Edition, page: str, render: Callable[[UrlFor], str]) -> Callable[[UrlFor], RenderedPage]:
    """Return a page that begins with the ways to what faces each other."""
    return _content(lambda url_for: render_beside(edition, page, url_for) + render(url_for))


def _content(render: Callable[[UrlFor], str]) -> Callable[[UrlFor], RenderedPage]:
    """Return a page that is nothing but its content."""
    return lambda url_for: RenderedPage(content=render(url_for))
