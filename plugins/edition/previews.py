"""The files of previews: one beside each page to which links may be shown in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edition.contexts import document_context, entity_facts, volume_context, whole_context
from edition.model import MentionKind
from edition.references import persons_page
from edition.render.previews import (
    PREVIEWS,
    crossings_previews,
    document_previews,
    entity_previews,
    persons_previews,
)
from edition.specs import FileSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from edition.render.urls import UrlFor
    from edition.resolved import Edition


def preview_specs(edition: Edition) -> Iterator[FileSpec]:
    """Yield the previews of documents, chapters and sections, entities, persons of volumes, and crossings."""
    for document in (*edition.documents, *edition.parts):
        yield _beside(
            document.page,
            partial(document_previews, edition, document),
            partial(document_context, edition, document),
        )
    for authority in edition.authorities.values():
        yield _beside(
            authority.page,
            partial(entity_previews, edition, authority),
            partial(entity_facts, edition, authority),
        )
    for volume in edition.volumes:
        if any(entry.kind is MentionKind.PERSON for entry in volume.names):
            yield _beside(
                persons_page(volume.id),
                partial(persons_previews, volume),
                partial(volume_context, edition, volume.id),
            )
    if edition.threads:
        yield _beside("crossings", partial(crossings_previews, edition), partial(whole_context, edition))


def _beside(page: str, render: Callable[[UrlFor], str], context: Callable[[], object]) -> FileSpec:
    return FileSpec(name=f"{page}/{PREVIEWS}", page=page, render=render, context=context)
