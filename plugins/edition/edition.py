"""The whole pipeline on one screen: from an edition's files to all that its pages are made from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.entities import read_authorities, unfit_forms
from edition.links import Astray, Prose, check_prose, empty_annotations, resolve_links, unknown_addresses
from edition.model import DivisionKind
from edition.packs.assign import assign
from edition.packs.files import FOLDER, pack_names, read_packs
from edition.published import check_published, current_addresses
from edition.readers.opened import open_source
from edition.references import build_registry, check_references, leads_out
from edition.render.sheet_quotes import find_quoted
from edition.resolved import NO_SITE, Edition, Site
from edition.sources import (
    find_folders,
    read_addresses,
    read_bytes_of,
    read_folder,
    read_redirects,
    read_shared,
)
from edition.store import Galleys, Places
from edition.threads import in_order_of_time, resolve_threads, unfit_threads
from edition.typeset import read_document
from edition.units import ALONE, Workshop, entries_of, keys_of, plan_units, slots_of, typeset_units
from edition.unused_forms import unused_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from edition.moves import Moves
    from edition.published import Current
    from edition.records import DocumentRecord
    from edition.sources import SharedFiles
    from edition.typeset import ReadDocument


def load(
    root: Path,
    workshop: Workshop = ALONE,
    site: Site | None = None,
    docs: Path | None = None,
) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """Return the edition under `root`, and everything that is wrong with its files, in the files' order.

    Nothing that is wrong keeps the rest from being read: the edition holds all that could be made of it.
    `site` is what is to be made of it, or None where nothing is. `docs` is the folder of the editors' own
    pages, by default that of this name.
    """
    shared, problems = read_shared(root)
    authorities, found = read_authorities(shared)
    units = typeset_units(plan_units(find_folders(root), shared), shared, authorities, workshop)
    folders = [folder for unit in units for folder in unit.folders]
    slots = slots_of(units)
    galleys, places = Galleys(slots), Places(slots)
    made = [document for folder in folders for document in folder.documents]
    records, repeated = _told_apart(document.record for document in made)
    problems += repeated
    known = {record.id: record for record in records}
    lost = {document.record.id: document.lost for document in made}
    written = [one for document in made for one in document.written]
    for folder in folders:
        lost |= folder.lost
        written += folder.written
        problems += folder.problems
    documents = in_order_of_time(record for record in records if record.kind is DivisionKind.DOCUMENT)
    volumes = tuple(folder.volume for folder in folders if folder.volume)
    registry = build_registry(records, volumes)
    links = resolve_links(documents, known, lambda name, fragment: places[name][fragment])
    problems += found
    problems += [problem for document in made for problem in document.problems]
    for prose in _notes_of_records(shared):
        addresses, unsafe = check_prose(prose)
        written += addresses
        problems += unsafe
    problems += unfit_forms(shared, [*known, *(folder.id for folder in folders)])
    if not any(folder.lost for folder in folders):
        problems += unused_forms(shared, documents)
    problems += unfit_threads(shared, [*known, *(folder.id for folder in folders)])
    pages = [one.page for one in authorities.values()]
    pages += [
        *(f"volumes/{volume.id}" for volume in volumes),
        *(f"{FOLDER}/{name}" for name in pack_names(docs or root / "docs")),
    ]
    current = current_addresses(shared, records, pages, places, lost)
    moves, found = _moves(root, current)
    problems += found
    problems += unknown_addresses(written, known, lost, moves)
    problems += empty_annotations(documents, links, lost)
    problems += check_references(
        records,
        leads_out,
        registry=registry,
        source_of=lambda one: read_bytes_of(root, one.volume or one.id),
        pattern=(site or NO_SITE).reference_pattern,
    )
    problems += _missing_address(documents, site)
    files, found = read_packs(docs or root / "docs")
    packs, unfit = assign(
        files,
        known,
        Astray(lost, moves),
        places,
        lambda name, quote: find_quoted(galleys[name].text, quote),
    )
    problems += [*found, *unfit]
    edition = Edition(
        documents=documents,
        parts=tuple(record for record in records if record.kind is not DivisionKind.DOCUMENT),
        volumes=volumes,
        threads=resolve_threads(shared.threads, documents),
        links=links,
        authorities=authorities,
        galleys=galleys,
        places=places,
        registry=registry,
        search_entries=partial(entries_of, units),
        search_digests=tuple(unit.found_digest for unit in units),
        keys=keys_of(units),
        packs=packs,
        site=site or NO_SITE,
        moves=moves,
    )
    return edition, tuple(sorted(set(problems), key=lambda one: (one.location, one.code, one.message)))


def _moves(root: Path, current: Current) -> tuple[Moves, list[Diagnostic]]:
    """Return where addresses lead that were published, and what is wrong with those that are not there."""
    ledger, problems = read_addresses(root)
    redirects, found = read_redirects(root)
    moves, more = check_published(ledger, redirects, current)
    return moves, [*problems, *found, *more]


def _notes_of_records(shared: SharedFiles) -> Iterator[Prose]:
    """Yield what the editors say of entities; a link in it names the document to which it leads."""
    for _, path, entity in shared.entities:
        if entity.note:
            location = Location(path, entity.line_of("note"))
            name = f"the note of {entity.id!r}"
            yield Prose(markdown=entity.note, name=name, location=location, document="")


def _missing_address(documents: Iterable[DocumentRecord], site: Site | None) -> Iterator[Diagnostic]:
    """Yield a notice where images have no manifest, because nobody knows the site's address."""
    if site and not site.address and any(document.images for document in documents):
        message = (
            "the images of pages have no IIIF manifests, whose addresses are absolute; for manifests, say in "
            "mkdocs.yml where the site will be: site_url: https://example.org/"
        )
        yield Diagnostic(Code.SITE_ADDRESS_MISSING, message, Location("mkdocs.yml", 1), Severity.NOTICE)


def _told_apart(records: Iterable[DocumentRecord]) -> tuple[list[DocumentRecord], list[Diagnostic]]:
    """Return the records of which each has an id of its own, and a problem for each that has another's."""
    told: dict[str, DocumentRecord] = {}
    problems: list[Diagnostic] = []
    for record in records:
        first = told.setdefault(record.id, record)
        if first is not record:
            message = (
                f"the document {record.id!r} stands in sources/{first.volume or first.id} too, at the "
                "same address; keep it in one place, or rename the folder"
            )
            location = Location(f"sources/{record.volume or record.id}", 1)
            problems.append(Diagnostic(Code.ID_DUPLICATE, message, location))
    return list(told.values()), problems


def open_document(root: Path, document: str) -> tuple[ReadDocument | None, list[Diagnostic]]:
    """Return one document of the edition under `root`, annotated, and what is wrong with its folder.

    There is None where the edition has no such document, or where it cannot be read.
    """
    shared, _ = read_shared(root)
    problems: list[Diagnostic] = []
    for folder in find_folders(root):
        if document != folder.name and not document.startswith(f"{folder.name}-"):
            continue
        files, found = read_folder(folder)
        problems += found
        if files.source is None or files.metadata is None:
            continue
        opened = open_source(files.source, files.metadata)
        problems += opened.diagnostics
        for division in opened.divisions:
            if division.id == document:
                one = read_document(files, opened, division, shared)
                return one, [*problems, *one.problems]
    return None, problems
