"""From one source to its pages' galleys: all that can be done before the rest of the edition is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from edition.addresses import place_rows
from edition.annotations.passages import annotate, corrections_across_blocks, overlapping_corrections
from edition.diagnostics import Code, Diagnostic, Location, did_you_mean
from edition.entities import unknown_entities
from edition.evidence import check_evidence
from edition.links import check_prose, prose_of, written_links
from edition.model import DivisionKind
from edition.readers.opened import combined, open_source
from edition.records import record_of
from edition.render.galley import render_galley
from edition.render.volumes import BY_DATE
from edition.schema import Metadata
from edition.search.entries import search_entries
from edition.sources import AnnotationsFile, DocumentFiles, read_folder
from edition.threads import document_threads, unknown_annotation_threads, unknown_threads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from edition.addresses import PlaceRow
    from edition.annotations.passages import AnnotatedDocument
    from edition.entities import Authority
    from edition.links import WrittenAddress
    from edition.model import Division, Volume
    from edition.readers.opened import Opened, ReadPart
    from edition.records import DocumentRecord
    from edition.resolved import Galley
    from edition.search.entries import SearchEntry
    from edition.sources import FolderFiles, NamedIds, SharedFiles

# The page of a section of this name would be the volume's own (MkDocs takes a README for an index), or a list
# of ours.
_TAKEN = frozenset(("index", "readme", BY_DATE))


@dataclass(slots=True, kw_only=True)
class TypesetFolder:
    """What a folder of sources gives to the edition.

    `found` is what search finds of its documents. `lost` are the addresses that a mistake has made unknown,
    by document: some fragments, or all (None).
    """

    id: str
    records: list[DocumentRecord] = field(default_factory=list)
    galleys: list[tuple[str, Galley, list[PlaceRow]]] = field(default_factory=list)
    found: list[SearchEntry] = field(default_factory=list)
    volume: Volume | None = None
    written: list[WrittenAddress] = field(default_factory=list)
    lost: dict[str, NamedIds] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)


def typeset_folder(
    folder: Path, shared: SharedFiles, searched: Mapping[str, Authority] | None
) -> TypesetFolder:
    """Return what the folder gives; nothing that is wrong in it keeps the rest of it from being read.

    What search finds is told with the entities of which annotations speak, `searched`; for None, not at all.
    """
    files, problems = read_folder(folder)
    made = TypesetFolder(id=files.id, problems=problems)
    made.problems += unknown_threads(shared, files.metadata, files.metadata_path)
    for written in files.annotations.values():
        made.problems += unknown_annotation_threads(shared, written.annotations, written.path)
        made.problems += unknown_entities(shared, written.annotations, written.path)
    if files.source is None or files.metadata is None:
        made.lost[files.id] = None
        for written in files.annotations.values():
            made.written += written_links(written.annotations, files.id, written.path)
        return made
    opened = open_source(files.source, files.metadata)
    made.problems += opened.diagnostics
    if not opened.divisions:
        made.lost[files.id] = None
    made.volume = _titled(opened.volume, files.metadata)
    made.problems += misplaced_annotations(files, opened)
    for one in read_documents(files, opened, shared):
        made.problems += one.problems
        _typeset_document(made, one, opened, files)
        if searched is not None:
            made.found += search_entries(one.document, made.records[-1].page, searched)
    return made


def _titled(volume: Volume | None, metadata: Metadata) -> Volume | None:
    """Return the volume under the title that its editors give it, if they do."""
    return replace(volume, title=metadata.title.value) if volume and metadata.title else volume


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A document with its annotations in their places, how it was read, and what is wrong with it."""

    document: AnnotatedDocument
    division: Division
    part: ReadPart
    problems: tuple[Diagnostic, ...]


def read_documents(files: FolderFiles, opened: Opened, shared: SharedFiles) -> Iterator[ReadDocument]:
    """Yield each document of a source, and the chapters and sections of a volume."""
    for division in opened.divisions:
        yield read_document(files, opened, division, shared)


def read_document(
    files: FolderFiles, opened: Opened, division: Division, shared: SharedFiles
) -> ReadDocument:
    """Return one document of a source whose files can be read, annotated."""
    part = opened.read(division.name)
    written = annotations_of(files, opened, division)
    editors = files.metadata or Metadata()
    if opened.volume is not None:
        editors = editors.model_copy(update={"title": None}) if editors.title else editors
    own = DocumentFiles(
        metadata=combined(part.stated, editors),
        metadata_path=files.metadata_path,
        annotations=written.annotations,
        annotations_path=written.path,
    )
    threads = document_threads(division.id, editors.threads, shared.threads)
    annotated = annotate(part.document, own, threads)
    cited = editors if opened.volume is None else Metadata()
    problems = (
        *part.diagnostics,
        *check_evidence(cited, files, part.content),
        *corrections_across_blocks(annotated),
        *overlapping_corrections(annotated),
        *(orphan.reason for orphan in annotated.orphans),
    )
    return ReadDocument(document=annotated, division=division, part=part, problems=problems)


def annotations_of(files: FolderFiles, opened: Opened, division: Division) -> AnnotationsFile:
    """Return what the editors say of a document: in a volume, in a file called after it."""
    if opened.volume is None:
        return files.annotations[""]
    for name in (division.name, division.id):
        if name in files.annotations:
            return files.annotations[name]
    folder = f"{files.annotations[''].path.removesuffix('.yml')}"
    return AnnotationsFile(path=f"{folder}/{division.name}.yml")


def misplaced_annotations(files: FolderFiles, opened: Opened) -> Iterator[Diagnostic]:
    """Yield a problem for each file of annotations that is about no document of the source."""
    if opened.volume is None:
        known: set[str] = {""}
    else:
        known = {name for one in opened.divisions for name in (one.name, one.id)}
    for name, written in files.annotations.items():
        if name in known or not (name or written.annotations):
            continue
        if opened.volume is None:
            message = "the source is one document; move these annotations to annotations.yml beside it"
        elif not name:
            message = "the source is a volume; move each annotation to annotations/<document>.yml"
        else:
            remedy = did_you_mean(name, known, "call the file after the document's xml:id")
            message = f"the volume has no document {name!r}; {remedy}"
        if opened.divisions:
            yield Diagnostic(Code.DOCUMENT_UNKNOWN, message, Location(written.path, 1))
    for one in opened.divisions if opened.volume else ():
        if one.name != one.id and one.name in files.annotations and one.id in files.annotations:
            message = f"{one.name}.yml is about the same document; put all its annotations into one of them"
            yield Diagnostic(Code.FILE_UNKNOWN, message, Location(files.annotations[one.id].path, 1))


def _typeset_document(made: TypesetFolder, one: ReadDocument, opened: Opened, files: FolderFiles) -> None:
    """Add a document: its record, its galley, and what its editors' words name."""
    document, division = one.document, one.division
    rows = place_rows(document)
    record = record_of(document, rows)
    inside = dict.fromkeys(opened.identifiers.get(division.name, ()), "")
    made.records.append(
        replace(
            record,
            kind=division.kind,
            page=_page(division, opened.volume),
            title=document.title if document.metadata.title else division.title,
            volume=opened.volume.id if opened.volume else "",
            part_of=opened.part_of,
            name=division.name,
            names=inside | dict(record.names),
        )
    )
    made.galleys.append((document.id, render_galley(document), rows))
    written = annotations_of(files, opened, division)
    made.written += written_links(written.annotations, document.id, written.path)
    for prose in prose_of(document):
        addresses, problems = check_prose(prose)
        made.written += addresses
        made.problems += problems
    placed = {anchored.annotation.id for anchored in document.anchored}
    made.lost[document.id] = None if written.ids is None else written.ids - placed


def _page(division: Division, volume: Volume | None) -> str:
    """Return the name of a division's page."""
    if volume is None or division.kind is DivisionKind.DOCUMENT:
        return f"documents/{division.id}"
    name = division.id.removeprefix(f"{volume.id}-")
    return f"volumes/{volume.id}/{f'{name}-section' if name.lower() in _TAKEN else name}"
