"""From one source to its pages' galleys: all that can be done before the rest of the edition is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edition.addresses import place_rows
from edition.annotations.passages import annotate, corrections_across_blocks, overlapping_corrections
from edition.entities import unknown_entities
from edition.evidence import check_evidence
from edition.links import check_prose, prose_of, written_links
from edition.readers import read
from edition.records import record_of
from edition.render.galley import render_galley
from edition.sources import AnnotationsFile, DocumentFiles, read_folder
from edition.threads import document_threads, unknown_annotation_threads, unknown_threads

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from edition.addresses import PlaceRow
    from edition.annotations.passages import AnnotatedDocument
    from edition.diagnostics import Diagnostic
    from edition.links import WrittenAddress
    from edition.model import Volume
    from edition.records import DocumentRecord
    from edition.resolved import Galley
    from edition.sources import FolderFiles, NamedIds, SharedFiles


@dataclass(slots=True, kw_only=True)
class TypesetFolder:
    """What a folder of sources gives to the edition.

    `lost` are the addresses that a mistake has made unknown, by document: some fragments, or all (None).
    """

    id: str
    records: list[DocumentRecord] = field(default_factory=list)
    galleys: list[tuple[str, Galley, list[PlaceRow]]] = field(default_factory=list)
    volume: Volume | None = None
    written: list[WrittenAddress] = field(default_factory=list)
    lost: dict[str, NamedIds] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)


def typeset_folder(folder: Path, shared: SharedFiles) -> TypesetFolder:
    """Return what the folder gives; nothing that is wrong in it keeps the rest of it from being read."""
    files, problems = read_folder(folder)
    made = TypesetFolder(id=files.id, problems=problems)
    made.problems += unknown_threads(shared, files.metadata, files.metadata_path)
    for written in files.annotations.values():
        made.written += written_links(written.annotations, files.id, written.path)
        made.problems += unknown_annotation_threads(shared, written.annotations, written.path)
        made.problems += unknown_entities(shared, written.annotations, written.path)
    if files.source is None or files.metadata is None:
        made.lost[files.id] = None
        return made
    for one in read_documents(files, shared):
        made.problems += one.problems
        _typeset_document(made, one.document, files)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A document with its annotations in their places, the characters it was read from, what is wrong."""

    document: AnnotatedDocument
    content: str
    problems: tuple[Diagnostic, ...]


def read_documents(files: FolderFiles, shared: SharedFiles) -> Iterator[ReadDocument]:
    """Yield each document of a source."""
    if files.source is None or files.metadata is None:
        return
    written = files.annotations.get("", AnnotationsFile(path=""))
    one = DocumentFiles(
        source=files.source,
        metadata=files.metadata,
        metadata_path=files.metadata_path,
        annotations=written.annotations,
        annotations_path=written.path,
    )
    result = read(files.source, files.metadata)
    threads = document_threads(files.id, files.metadata.threads, shared.threads)
    annotated = annotate(result.document, one, threads)
    yield ReadDocument(
        document=annotated,
        content=files.source.content,
        problems=(
            *result.diagnostics,
            *check_evidence(one),
            *corrections_across_blocks(annotated),
            *overlapping_corrections(annotated),
            *(orphan.reason for orphan in annotated.orphans),
        ),
    )


def _typeset_document(made: TypesetFolder, document: AnnotatedDocument, files: FolderFiles) -> None:
    """Add a document: its record, its galley, and what its editors' words name."""
    rows = place_rows(document)
    made.records.append(record_of(document, rows))
    made.galleys.append((document.id, render_galley(document), rows))
    for prose in prose_of(document):
        written, problems = check_prose(prose)
        made.written += written
        made.problems += problems
    named = files.annotations[""].ids
    made.lost[document.id] = (
        None if named is None else named - {one.annotation.id for one in document.anchored}
    )
