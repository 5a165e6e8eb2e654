"""Threads: which documents and passages belong to each, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, did_you_mean
from edition.edtf import Edtf, parse
from edition.instants import instant_of, usual_zone
from edition.sources import INDEX

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from edition.annotations.passages import Anchored
    from edition.records import DocumentRecord
    from edition.schema import Annotation, Metadata, Thread
    from edition.sources import SharedFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadEntry:
    """A document of a thread, and the passages of it that are tagged with the thread.

    `whole` tells a document that belongs to the thread as such from one of which only passages do.
    """

    document: DocumentRecord
    whole: bool
    passages: tuple[Anchored, ...]


@dataclass(frozen=True, slots=True)
class ResolvedThread:
    """A thread and what belongs to it, in the order of time."""

    thread: Thread
    entries: tuple[ThreadEntry, ...]


def document_threads(document: str, stated: Iterable[str], threads: Iterable[Thread]) -> tuple[str, ...]:
    """Return the threads of a document: those its metadata states, then what `threads.yml` adds."""
    added = (
        thread.id for thread in threads if any(fnmatchcase(document, pattern) for pattern in thread.documents)
    )
    return tuple(dict.fromkeys((*stated, *added)))


def in_order_of_time(documents: Iterable[DocumentRecord]) -> tuple[DocumentRecord, ...]:
    """Return the documents by the moments at which their dates begin; those without a date come last.

    The moments are those of `edition.instants`: an evening in Washington follows the next morning in Moscow.
    Those of one moment come by their dates as written, what ends first before what lasts longer.
    """
    some = tuple(documents)
    usual = usual_zone(some)
    return tuple(sorted(some, key=lambda one: _time_key(one, usual)))


def date_of(document: DocumentRecord) -> Edtf | None:
    """Return the document's date, where one is stated or supplied."""
    return parse(document.date) if document.date else None


def _time_key(
    document: DocumentRecord, usual: str
) -> tuple[bool, tuple[datetime, datetime, datetime, str] | None, str]:
    date = date_of(document)
    if date is None:
        return True, None, document.id
    return False, (instant_of(document, date.earliest, usual), *date.sort_key), document.id


def resolve_threads(
    threads: Iterable[Thread], documents: Sequence[DocumentRecord]
) -> tuple[ResolvedThread, ...]:
    """Return each thread with its documents and passages; `documents` come in the order of time."""
    return tuple(ResolvedThread(thread, tuple(_entries(thread.id, documents))) for thread in threads)


def _entries(thread: str, documents: Iterable[DocumentRecord]) -> Iterator[ThreadEntry]:
    for document in documents:
        passages = tuple(one for one in document.anchored if thread in one.annotation.threads)
        whole = thread in document.threads
        if whole or passages:
            yield ThreadEntry(document=document, whole=whole, passages=passages)


def unfit_threads(files: SharedFiles, documents: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a problem for each thread that cannot be: a reserved id, a pattern that names no document."""
    for thread in files.threads:
        if thread.id == INDEX:
            message = f"the id {INDEX!r} is that of the list of threads; choose another"
            yield Diagnostic(Code.ID_RESERVED, message, Location(files.threads_path, thread.line_of("id")))
        for pattern in thread.documents:
            if not any(fnmatchcase(name, pattern) for name in documents):
                remedy = did_you_mean(pattern, documents, "take it away, or add the document")
                message = f"there is no document {pattern!r}; {remedy}"
                location = Location(files.threads_path, thread.line_of("documents"))
                yield Diagnostic(Code.DOCUMENT_UNKNOWN, message, location)


def unknown_threads(
    files: SharedFiles, metadata: Metadata | None, metadata_path: str
) -> Iterator[Diagnostic]:
    """Yield a problem for each thread that a document's metadata names and no file defines."""
    if metadata is not None:
        location = Location(metadata_path, metadata.line_of("threads"))
        yield from _unknown(files, metadata.threads, location)


def unknown_annotation_threads(
    files: SharedFiles, annotations: Iterable[Annotation], path: str
) -> Iterator[Diagnostic]:
    """Yield a problem for each thread that an annotation names and no file defines."""
    for annotation in annotations:
        if annotation.threads:
            yield from _unknown(files, annotation.threads, Location(path, annotation.line_of("threads")))


def _unknown(files: SharedFiles, names: Iterable[str], location: Location) -> Iterator[Diagnostic]:
    """Yield the problems of `names`; none where the threads cannot be read, which is reported there."""
    if files.thread_ids is None:
        return
    for name in names:
        if name not in files.thread_ids:
            known = sorted(files.thread_ids)
            remedy = did_you_mean(
                name, known, f"the threads of this edition are defined in {files.threads_path}"
            )
            yield Diagnostic(Code.THREAD_UNKNOWN, f"there is no thread {name!r}; {remedy}", location)
