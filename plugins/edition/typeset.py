"""From one source to its pages' galleys: all that can be done before the rest of the edition is known."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from edition.addresses import place_rows
from edition.annotations.passages import annotate, corrections_across_blocks, overlapping_corrections
from edition.citations.record import InVolume, citation_of, full_names
from edition.clocks import check_offset, clock_of, unknown_offsets, zone_of
from edition.diagnostics import Code, Diagnostic, Location, did_you_mean
from edition.entities import unknown_entities
from edition.evidence import check_evidence, unfit_metadata
from edition.links import check_prose, prose_of, written_links
from edition.mentions import NO_MENTIONS
from edition.model import DivisionKind
from edition.naming import find_mentions
from edition.readers.opened import combined, open_source
from edition.records import Whereabouts, record_of
from edition.references import build_registry, check_references, stays_within
from edition.render.facing import facing_pages, page_name, render_facing
from edition.render.galley import render_galley
from edition.render.markdown_text import render_markdown
from edition.render.plain_text import render_plain_text
from edition.render.volumes import BY_DATE
from edition.schema import Metadata
from edition.search.entries import search_entries
from edition.sources import AnnotationsFile, DocumentFiles, Source, file_digest, read_folder
from edition.store import pack_document
from edition.threads import document_threads, unknown_annotation_threads, unknown_threads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from hashlib import blake2b as Digest  # noqa: N812 — a class, which hashlib gives a small name

    from edition.annotations.passages import AnnotatedDocument
    from edition.citations.record import Citation
    from edition.clocks import Zones
    from edition.entities import Authority
    from edition.forms import FormTable
    from edition.links import WrittenAddress
    from edition.model import Division, Volume
    from edition.readers.opened import Opened, ReadPart
    from edition.records import DocumentRecord
    from edition.sources import FolderFiles, MarkupSource, NamedIds, PageImage, SharedFiles
    from edition.store import PackedDocument

# What editors write before the label of a page when they name its image.
_BEFORE_LABEL = re.compile(r"^(?:pg|page|p)?[-_. ]*0*(?=.)", re.IGNORECASE)
# The page of a section of this name would be the volume's own (MkDocs takes a README for an index), or a list
# of ours.
_TAKEN = frozenset(("index", "readme", "pages", BY_DATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class TypesetDocument:
    """What a document gives to the edition, but for its galley; `key` tells all that decides about it.

    `written` are the addresses that its editors' words name. `lost` are fragments that a mistake has made
    unknown, or None for all.
    """

    key: str
    record: DocumentRecord
    written: tuple[WrittenAddress, ...]
    lost: NamedIds
    problems: tuple[Diagnostic, ...]


@dataclass(slots=True, kw_only=True)
class TypesetFolder:
    """What a folder of sources gives to the edition.

    `lost` are the documents of which a mistake has made all addresses unknown; `problems` are those of the
    folder itself.
    """

    id: str
    documents: list[TypesetDocument] = field(default_factory=list)
    volume: Volume | None = None
    written: list[WrittenAddress] = field(default_factory=list)
    lost: dict[str, NamedIds] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What is at hand where a folder is typeset: what all documents share, what was made of them before.

    `key` tells all that decides about every document. `zones` are those of the places. What search
    finds is told with the entities of which annotations speak, `searched`; for None, not at all. `forms` are
    those of the entities, sought in every document. `earlier` are documents by their keys, each with its
    packed galley.
    """

    shared: SharedFiles
    key: bytes
    zones: Zones
    searched: Mapping[str, Authority] | None
    authorities: Mapping[str, Authority]
    forms: FormTable
    earlier: Mapping[str, tuple[TypesetDocument, PackedDocument]]


def typeset_folder(folder: Path, bench: Bench) -> tuple[TypesetFolder, list[PackedDocument]]:
    """Return what the folder gives, and the galleys of its documents.

    Nothing that is wrong in it keeps the rest of it from being read.
    """
    files, problems = read_folder(folder)
    made = TypesetFolder(id=files.id, problems=problems)
    made.problems += unknown_threads(bench.shared, files.metadata, files.metadata_path)
    for written in files.annotations.values():
        made.problems += unknown_annotation_threads(bench.shared, written.annotations, written.path)
        made.problems += unknown_entities(bench.shared, written.annotations, written.path)
    if files.source is None or files.metadata is None:
        made.lost[files.id] = None
        for written in files.annotations.values():
            made.written += written_links(written.annotations, files.id, written.path)
        return made, []
    opened = open_source(files.source, files.metadata)
    made.problems += opened.diagnostics
    if not opened.divisions:
        made.lost[files.id] = None
    made.volume = _titled(opened.volume, files.metadata)
    made.problems += misplaced_annotations(files, opened)
    if opened.divisions:
        is_volume = opened.volume is not None
        made.problems += unfit_metadata(files.metadata, files, is_volume=is_volume)
    key = hashlib.blake2b(bench.key + file_digest(folder / Path(files.source.path).name), digest_size=16)
    key.update(file_digest(folder / Path(files.metadata_path).name))
    key.update(repr(list(files.images.values())).encode() if files.images else b"")
    packed: list[PackedDocument] = []
    for division in opened.divisions:
        document, galley = _typeset_once(division, opened, files, bench, key.copy())
        made.documents.append(document)
        packed.append(galley)
    made.problems += _dangling_within(made, files.source)
    made.problems += _unknown_pages(made, files)
    return made, packed


def _unknown_pages(folder: TypesetFolder, files: FolderFiles) -> Iterator[Diagnostic]:
    """Yield a problem for each image that is of no page."""
    if not files.images or not folder.documents:
        return
    fragments = (one for document in folder.documents for one in document.record.fragments)
    names = {page_name(one) for one in fragments if one.startswith("pg_")}
    for name, image in files.images.items():
        if name not in names:
            bare = _BEFORE_LABEL.sub("", name)
            remedy = did_you_mean(name, names, "call the file after the label of its page")
            if bare in names:
                remedy = f"call it {bare}{image.suffix}"
            message = f"the source has no page {name!r}; {remedy}"
            yield Diagnostic(Code.PAGE_IMAGE_UNKNOWN, message, Location(image.path, 1))


def _dangling_within(folder: TypesetFolder, source: Source | MarkupSource) -> list[Diagnostic]:
    """Return a notice for each reference of a volume to a place of its own that it does not have."""
    if folder.volume is None or isinstance(source, Source):
        return []
    records = [document.record for document in folder.documents]
    found = source.path, source.data
    registry = build_registry(records, [folder.volume])
    return check_references(records, stays_within, registry=registry, source_of=lambda _: found)


def _typeset_once(
    division: Division, opened: Opened, files: FolderFiles, bench: Bench, key: Digest
) -> tuple[TypesetDocument, PackedDocument]:
    """Return a document, as it was made before where nothing that decides about it has changed."""
    written = annotations_of(files, opened, division)
    key.update(f"{division.id}\0{written.path}\0{bench.searched is not None}".encode() + written.content)
    name = key.hexdigest()
    return bench.earlier.get(name) or _typeset(division, opened, files, bench, name)


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


def _typeset(
    division: Division, opened: Opened, files: FolderFiles, bench: Bench, key: str
) -> tuple[TypesetDocument, PackedDocument]:
    """Return a document: its record, what its editors' words name, its galley."""
    read = read_document(files, opened, division, bench.shared)
    document = read.document
    rows = place_rows(document)
    metadata = document.metadata
    place = metadata.place.value if metadata.place else ""
    where = Whereabouts(
        page=_page(division, opened.volume),
        division=division,
        title=document.title if document.metadata.title else division.title,
        volume=opened.volume.id if opened.volume else "",
        part_of=opened.part_of,
        clock=clock_of(metadata.date.value, place, bench.zones) if metadata.date else None,
        zone=zone_of(place, bench.zones),
        identifiers=opened.identifiers.get(division.name, ()),
    )
    annotations = annotations_of(files, opened, division)
    written = list(written_links(annotations.annotations, document.id, annotations.path))
    problems = list(read.problems)
    if metadata.date:
        location = _line_of_date(files, opened)
        problems += unknown_offsets(document.id, metadata.date.value, place, bench.zones, location)
    problems += check_offset(files.metadata or Metadata(), place, files.metadata_path, bench.zones)
    for prose in prose_of(document):
        addresses, found = check_prose(prose)
        written += addresses
        problems += found
    placed = {anchored.annotation.id for anchored in (*document.anchored, *document.silent)}
    mentions = NO_MENTIONS
    if division.kind is DivisionKind.DOCUMENT:
        mentions = find_mentions(document, where.volume or where.part_of, bench.forms)
    made = TypesetDocument(
        key=key,
        record=record_of(document, rows, where, mentions),
        written=tuple(written),
        lost=None if annotations.ids is None else annotations.ids - placed,
        problems=(*problems, *mentions.problems),
    )
    searched = bench.searched
    entries = () if searched is None else search_entries(document, where.page, searched)
    cited = _citation(read, where, opened, made.record)
    galley = render_galley(document, where.title, rows, mentions, bench.authorities, cited)
    if division.kind is DivisionKind.DOCUMENT:
        facing, images = _facing(read, where.title, files)
        galley = replace(
            galley,
            facing=facing,
            plain_text=render_plain_text(document),
            markdown=render_markdown(document, where.title),
        )
        made = replace(made, record=replace(made.record, images=images)) if images else made
    return made, pack_document(document.id, galley, rows, entries)


def _citation(
    read: ReadDocument, where: Whereabouts, opened: Opened, record: DocumentRecord
) -> Citation | None:
    """Return how a document is cited; whom the source's own list has, by the whole name."""
    if read.division.kind is not DivisionKind.DOCUMENT:
        return None
    named = [one.name for one in record.persons if one.is_entry and one.role in {"from", "to"}]
    document = read.document
    return citation_of(
        document.id,
        where.title or "Untitled",
        document.metadata,
        InVolume(where.volume or where.part_of, where.division.name, document.document.number),
        full_names(document.metadata, [opened.people[name] for name in named if name in opened.people]),
    )


def _line_of_date(files: FolderFiles, opened: Opened) -> Location:
    """Return where a document's date stands: in the metadata, or in a source that tells it itself."""
    editors = files.metadata
    if opened.volume is None and editors and editors.date:
        return Location(files.metadata_path, editors.line_of("date"))
    return Location(files.source.path if files.source else files.metadata_path, 1)


def _facing(
    read: ReadDocument, title: str, files: FolderFiles
) -> tuple[str, tuple[tuple[str, PageImage], ...]]:
    """Return what a document's facing page holds, and the images of its pages."""
    document, part = read.document.document, read.part
    pages = facing_pages(document, files.images)
    content = part.content() if document.account else ""
    html = render_facing(document, part.received(), content, pages, title)
    return html, tuple((page.title, page.image) for page in pages if page and page.image)


def _page(division: Division, volume: Volume | None) -> str:
    """Return the name of a division's page."""
    if volume is None or division.kind is DivisionKind.DOCUMENT:
        return f"documents/{division.id}"
    name = division.id.removeprefix(f"{volume.id}-")
    return f"volumes/{volume.id}/{f'{name}-section' if name.lower() in _TAKEN else name}"
