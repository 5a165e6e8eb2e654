"""Threads: which documents and passages belong to each, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, did_you_mean
from edition.edtf import Edtf, parse
from edition.sources import INDEX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from edition.annotations.passages import Anchored, AnnotatedDocument
    from edition.schema import Thread
    from edition.sources import DocumentFiles, EditionFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadEntry:
    """A document of a thread, and the passages of it that are tagged with the thread.

    `whole` tells a document that belongs to the thread as such from one of which only passages do.
    """

    document: AnnotatedDocument
    whole: bool
    passages: tuple[Anchored, ...]


@dataclass(frozen=True, slots=True)
class ResolvedThread:
    """A thread and what belongs to it, in the order of time."""

    thread: Thread
    entries: tuple[ThreadEntry, ...]


def document_threads(files: DocumentFiles, threads: Iterable[Thread]) -> tuple[str, ...]:
    """Return the threads of a document: what its metadata says, then what `threads.yml` adds."""
    added = (
        thread.id
        for thread in threads
        if any(fnmatchcase(files.source.id, pattern) for pattern in thread.documents)
    )
    return tuple(dict.fromkeys((*files.metadata.threads, *added)))


def in_order_of_time(documents: Iterable[AnnotatedDocument]) -> tuple[AnnotatedDocument, ...]:
    """Return the documents by date, earliest first; those without a date come last."""
    return tuple(sorted(documents, key=_time_key))


def date_of(document: AnnotatedDocument) -> Edtf | None:
    """Return the document's date, where one is stated or supplied."""
    statement = document.metadata.date
    return parse(statement.value) if statement else None


def _time_key(document: AnnotatedDocument) -> tuple[bool, tuple[datetime, datetime, str] | None, str]:
    date = date_of(document)
    return (date is None, date.sort_key if date else None, document.id)


def resolve_threads(
    threads: Iterable[Thread], documents: Sequence[AnnotatedDocument]
) -> tuple[ResolvedThread, ...]:
    """Return each thread with its documents and passages; `documents` come in the order of time."""
    return tuple(ResolvedThread(thread, tuple(_entries(thread.id, documents))) for thread in threads)


def _entries(thread: str, documents: Iterable[AnnotatedDocument]) -> Iterator[ThreadEntry]:
    for document in documents:
        passages = tuple(one for one in document.anchored if thread in one.annotation.threads)
        whole = thread in document.threads
        if whole or passages:
            yield ThreadEntry(document=document, whole=whole, passages=passages)


def thread_problems(files: EditionFiles) -> list[Diagnostic]:
    """Return a problem for each thread that is named and not defined, and for each that cannot be."""
    problems = [*_unfit(files)]
    if files.thread_ids is None:
        return problems
    known = sorted(files.thread_ids)
    problems.extend(
        Diagnostic(Code.THREAD_UNKNOWN, _unknown(name, known, files.threads_path), location)
        for name, location in _named(files)
        if name not in known
    )
    return problems


def _unfit(files: EditionFiles) -> Iterator[Diagnostic]:
    ids = {folder.id for folder in files.folders}
    for thread in files.threads:
        if thread.id == INDEX:
            message = f"the id {INDEX!r} is that of the list of threads; choose another"
            yield Diagnostic(Code.ID_RESERVED, message, Location(files.threads_path, thread.line_of("id")))
        for pattern in thread.documents:
            if not any(fnmatchcase(name, pattern) for name in ids):
                remedy = did_you_mean(pattern, ids, "take it away, or add the document")
                message = f"there is no document {pattern!r}; {remedy}"
                location = Location(files.threads_path, thread.line_of("documents"))
                yield Diagnostic(Code.DOCUMENT_UNKNOWN, message, location)


def _unknown(name: str, known: Sequence[str], path: str) -> str:
    remedy = did_you_mean(name, known, f"the threads of this edition are defined in {path}")
    return f"there is no thread {name!r}; {remedy}"


def _named(files: EditionFiles) -> Iterator[tuple[str, Location]]:
    for folder in files.folders:
        if folder.metadata is not None:
            location = Location(folder.metadata_path, folder.metadata.line_of("threads"))
            yield from ((name, location) for name in folder.metadata.threads)
        for annotation in folder.annotations:
            for name in annotation.threads:
                yield name, Location(folder.annotations_path, annotation.line_of("threads"))
