"""The index in which readers of the built site search."""

from __future__ import annotations

import os
import shutil
from itertools import chain
from typing import TYPE_CHECKING

from edition.references import volume_of
from edition.render.names import shown_name
from edition.render.volumes import volume_label
from edition.search.entries import pack_entries, prose_entry
from edition.search.index import index_key, is_current, keep_index
from edition.search.subjects import document_subject, prose_subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from edition.records import DocumentRecord
    from edition.resolved import Edition
    from edition.search.subjects import Subject

_FOLDER = "pagefind"


def make_index(  # noqa: PLR0913 — what is searched, and where it goes
    edition: Edition,
    prose: Mapping[str, tuple[str, str]],
    urls: Mapping[str, str],
    *,
    language: str,
    kept: Path,
    site: Path,
) -> None:
    """Put the index into the site: that which is `kept` where it is of the same words, else a new one.

    `prose` are the editors' own pages by their addresses: title and HTML. `urls` are the addresses of the
    edition's pages by their names. Raises IndexingError.
    """
    subjects = [*_subjects(edition, urls), *(prose_subject(url, url, one[0]) for url, one in prose.items())]
    written = [prose_entry(url, html) for url, (_, html) in prose.items()]
    key = index_key([*edition.search_digests, pack_entries(written)], subjects, language=language)
    if not is_current(kept, key):
        entries = chain(edition.search_entries(), written)
        keep_index(kept, key, entries, subjects, language=language)
    shutil.rmtree(site / _FOLDER, ignore_errors=True)
    shutil.copytree(kept, site / _FOLDER, copy_function=_link)


def _link(kept: str, published: str) -> None:
    """Give a file of the index its place in the site, without a second copy where the disk allows it.

    Who writes into the site's file writes into the kept one: that is noticed, and the index is made anew.
    """
    try:
        os.link(kept, published)
    except OSError:
        shutil.copy2(kept, published)


def _subjects(edition: Edition, urls: Mapping[str, str]) -> Iterator[Subject]:
    labels = {volume.id: volume_label(volume) for volume in edition.volumes}
    for record in edition.by_id.values():
        volume = edition.volumes_by_id.get(volume_of(record))
        yield document_subject(
            record,
            address=urls[record.page],
            threads=edition.thread_titles,
            volume=volume,
            volume_label=labels[volume.id] if volume else "",
            named=_persons(edition, record),
        )


def _persons(edition: Edition, record: DocumentRecord) -> list[str]:
    """Return the people with a record of ours whom a document names."""
    authorities = [edition.authorities[one.entity] for one in record.named]
    return [shown_name(one.record) for one in authorities if one.kind == "person"]
