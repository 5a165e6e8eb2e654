"""The whole pipeline on one screen: from an edition's files to all that its pages are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.annotations.passages import annotate, corrections_across_blocks, overlapping_corrections
from edition.entities import read_authorities, unknown_entities
from edition.evidence import check_evidence
from edition.links import all_places, check_prose, empty_annotations, resolve_links, unknown_targets
from edition.readers import read
from edition.resolved import Edition
from edition.sources import read_files
from edition.threads import document_threads, in_order_of_time, resolve_threads, thread_problems

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from edition.annotations.passages import AnnotatedDocument
    from edition.diagnostics import Diagnostic
    from edition.links import Lost
    from edition.schema import Thread
    from edition.sources import DocumentFiles, EditionFiles


def load(root: Path) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """Return the edition under `root`, and everything that is wrong with its files, in the files' order.

    Nothing that is wrong keeps the rest from being read: the edition holds all that could be made of it.
    """
    files, problems = read_files(root)
    problems += thread_problems(files)
    documents: list[AnnotatedDocument] = []
    for one in files.documents:
        document, found = read_document(one, files.threads)
        documents.append(document)
        problems += found
    ordered = in_order_of_time(documents)
    places = all_places(ordered)
    lost = _lost(files, ordered)
    links = resolve_links(ordered, places)
    problems += unknown_targets(files, places, lost)
    problems += empty_annotations(ordered, links, lost)
    authorities, found = read_authorities(files)
    problems += found
    problems += unknown_entities(files)
    problems += check_prose(ordered, places, lost)
    edition = Edition(
        documents=ordered,
        threads=resolve_threads(files.threads, ordered),
        links=links,
        places=places,
        authorities=authorities,
    )
    return edition, tuple(sorted(set(problems), key=lambda one: (one.location, one.code, one.message)))


def _lost(files: EditionFiles, documents: Iterable[AnnotatedDocument]) -> Lost:
    """Return the addresses that a mistake has made unknown, so that each is reported once."""
    lost: dict[str, frozenset[str] | None] = dict.fromkeys(folder.id for folder in files.folders)
    ids = {folder.id: folder.annotation_ids for folder in files.folders}
    for document in documents:
        named = ids[document.id]
        placed = {one.annotation.id for one in document.anchored}
        lost[document.id] = None if named is None else named - placed
    return lost


def read_document(
    files: DocumentFiles, threads: tuple[Thread, ...]
) -> tuple[AnnotatedDocument, list[Diagnostic]]:
    """Return a document with its annotations in their places, and what is wrong with its files."""
    result = read(files.source, files.metadata)
    annotated = annotate(result.document, files, document_threads(files, threads))
    return annotated, [
        *result.diagnostics,
        *check_evidence(files),
        *corrections_across_blocks(annotated),
        *overlapping_corrections(annotated),
        *(orphan.reason for orphan in annotated.orphans),
    ]
