"""Where each annotation of a document stands, and which have lost their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.annotations.anchor import AnchoringError, find_quote, occurrences
from edition.annotations.fold import fold
from edition.diagnostics import Code, Diagnostic, Location

if TYPE_CHECKING:
    from edition.model import Document, Span
    from edition.schema import Annotation, Metadata
    from edition.sources import DocumentFiles


@dataclass(frozen=True, slots=True)
class Anchored:
    """An annotation and the passage of the document's text that it is about: its words, and their page."""

    annotation: Annotation
    span: Span
    words: str
    page: str


@dataclass(frozen=True, slots=True)
class Orphan:
    """An annotation whose passage is not found, and why."""

    annotation: Annotation
    reason: Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDocument:
    """A document, what we know of it, and what we say about it; passages in the order of the text."""

    document: Document
    metadata: Metadata
    metadata_path: str
    annotations_path: str
    threads: tuple[str, ...]
    anchored: tuple[Anchored, ...]
    orphans: tuple[Orphan, ...] = ()

    @property
    def id(self) -> str:
        """The document's id, which is its address."""
        return self.document.id

    @property
    def title(self) -> str:
        """The title for lists and addresses: without number and note references."""
        if self.metadata.title:
            return self.metadata.title.value
        return self.document.title or self.document.id


def annotate(document: Document, files: DocumentFiles, threads: tuple[str, ...]) -> AnnotatedDocument:
    """Find the passage of every annotation; one that is not found is an orphan and hides no other.

    `threads` are those to which the whole document belongs.
    """
    anchored: list[Anchored] = []
    orphans: list[Orphan] = []
    text = fold(document.text)
    for annotation in files.annotations:
        location = Location(files.annotations_path, annotation.yaml_line)
        try:
            span = find_quote(text, annotation.target, page_of=document.body.page_at)
        except AnchoringError as error:
            message = str(error)
            if not occurrences(text, annotation.exact):
                message = _outside_text(document, annotation.exact) or message
            orphans.append(Orphan(annotation, Diagnostic(error.code, message, location)))
        else:
            page = document.body.page_at(span.start)
            anchored.append(Anchored(annotation, span, span.of(document.text), page))
    return AnnotatedDocument(
        document=document,
        metadata=files.metadata,
        metadata_path=files.metadata_path,
        annotations_path=files.annotations_path,
        threads=threads,
        anchored=tuple(sorted(anchored, key=lambda one: (one.span.start, -one.span.end))),
        orphans=tuple(orphans),
    )


def corrections_across_blocks(document: AnnotatedDocument) -> list[Diagnostic]:
    """Return a problem for each correction that runs from one block into the next."""
    ends = [block.span.end for block in document.document.body.leaves()]
    return [
        Diagnostic(
            Code.CORRECTION_ACROSS_BLOCKS,
            f"the correction {one.annotation.id!r} runs over the end of a paragraph; make one for each",
            Location(document.annotations_path, one.annotation.yaml_line),
        )
        for one in document.anchored
        if one.annotation.correction and any(one.span.start < end < one.span.end for end in ends)
    ]


def overlapping_corrections(document: AnnotatedDocument) -> list[Diagnostic]:
    """Return a problem for each correction that shares words with an earlier one."""
    corrections = [one for one in document.anchored if one.annotation.correction]
    problems: list[Diagnostic] = []
    for number, one in enumerate(corrections, 1):
        for place in range(number, len(corrections)):
            other = corrections[place]
            if other.span.start >= one.span.end:
                break  # passages come in the order of the text
            names = f"{one.annotation.id!r} and {other.annotation.id!r}"
            message = f"the corrections {names} share words; make one correction of them"
            location = Location(document.annotations_path, other.annotation.yaml_line)
            problems.append(Diagnostic(Code.CORRECTIONS_OVERLAP, message, location))
    return problems


def _outside_text(document: Document, words: str) -> str:
    """Return what to tell an editor who quotes words of the source that are not in its text."""
    for piece in document.furniture:
        if occurrences(piece.text.content, words):
            where = f"it is on line {piece.line} of the source ({piece.kind})"
            return (
                f"{words!r} is not in the text: {where}; give the line a 'note' under 'lines' in metadata.yml"
            )
    for note in document.notes:
        if occurrences(note.text.content, words):
            where = f"it is in the document's own note {note.label}"
            return f"{words!r} is not in the text: {where}; annotate the words of the text that call the note"
    return ""
