"""Where each annotation of a document stands, and which have lost their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.annotations.anchor import AnchoringError, find_quote, occurs
from edition.annotations.fold import fold
from edition.annotations.remedies import quoted
from edition.diagnostics import Code, Diagnostic, Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.annotations.fold import FoldedText
    from edition.model import Document, Span
    from edition.schema import Annotation, Metadata
    from edition.sources import DocumentFiles

_EXPLAINED = 100


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
    """A document, what we know of it, and what we say about it; passages in the order of the text.

    Readers see nothing of those that are `silent`: they say that a passage names nobody.
    """

    document: Document
    metadata: Metadata
    metadata_path: str
    annotations_path: str
    threads: tuple[str, ...]
    anchored: tuple[Anchored, ...]
    orphans: tuple[Orphan, ...] = ()
    silent: tuple[Anchored, ...] = ()

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
    lost: list[tuple[Annotation, AnchoringError]] = []
    text = fold(document.text if files.annotations else "")
    for annotation in files.annotations:
        try:
            span = find_quote(text, annotation.target, page_of=document.body.page_at)
        except AnchoringError as error:
            lost.append((annotation, error))
        else:
            page = document.body.page_at(span.start)
            anchored.append(Anchored(annotation, span, span.of(document.text), page))
    anchored.sort(key=lambda one: (one.span.start, -one.span.end))
    return AnnotatedDocument(
        document=document,
        metadata=files.metadata,
        metadata_path=files.metadata_path,
        annotations_path=files.annotations_path,
        threads=threads,
        anchored=tuple(one for one in anchored if not one.annotation.is_silent),
        orphans=tuple(_orphans(document, text, lost, files.annotations_path)),
        silent=tuple(one for one in anchored if one.annotation.is_silent),
    )


def outside_text(document: Document, words: str) -> str:
    """Return the sentence for words that are in the source and not in the document's text, or nothing."""
    if occurs(fold(document.text), words):
        return ""
    return _said_outside([*_outside_text(document)], words)


def corrections_across_blocks(document: AnnotatedDocument) -> list[Diagnostic]:
    """Return a problem for each correction that runs from one block into the next."""
    if not any(one.annotation.correction for one in document.anchored):
        return []
    ends = sorted(block.span.end for block in document.document.body.leaves())
    return [
        Diagnostic(
            Code.CORRECTION_ACROSS_BLOCKS,
            f"the correction {one.annotation.id!r} runs over the end of a paragraph; make one for each",
            Location(document.annotations_path, one.annotation.yaml_line),
        )
        for one in document.anchored
        if one.annotation.correction and bisect_right(ends, one.span.start) < bisect_left(ends, one.span.end)
    ]


def overlapping_corrections(document: AnnotatedDocument) -> list[Diagnostic]:
    """Return a problem for each correction that shares words with one that begins before it."""
    problems: list[Diagnostic] = []
    furthest: Anchored | None = None
    for one in document.anchored:  # in the order of the text
        if not one.annotation.correction:
            continue
        if furthest and one.span.start < furthest.span.end:
            names = f"{furthest.annotation.id!r} and {one.annotation.id!r}"
            message = f"the corrections {names} share words; make one correction of them"
            location = Location(document.annotations_path, one.annotation.yaml_line)
            problems.append(Diagnostic(Code.CORRECTIONS_OVERLAP, message, location))
        if furthest is None or one.span.end > furthest.span.end:
            furthest = one
    return problems


def _orphans(
    document: Document, text: FoldedText, lost: Sequence[tuple[Annotation, AnchoringError]], path: str
) -> Iterator[Orphan]:
    """Yield the annotations that have lost their places, each with what is wrong and what would help.

    What would help is looked for only so often: in a file whose document is another one, ten thousand
    messages would take minutes, and would help no more than a hundred.
    """
    outside = [*_outside_text(document)] if lost else []
    for number, (annotation, error) in enumerate(lost):
        message = f"{error.brief}; what would help is told of the first {_EXPLAINED}, so mend those first"
        if number < _EXPLAINED:
            message = str(error)
            if not occurs(text, annotation.exact):
                message = _said_outside(outside, annotation.exact) or message
        yield Orphan(annotation, Diagnostic(error.code, message, Location(path, annotation.yaml_line)))


def _said_outside(outside: Sequence[tuple[FoldedText, str]], words: str) -> str:
    """Return the sentence for words that are in one of the pieces outside the text, or nothing."""
    remedy = next((remedy for piece, remedy in outside if occurs(piece, words)), "")
    return f"{quoted(words)} is not in the text: {remedy}" if remedy else ""


def _outside_text(document: Document) -> Iterator[tuple[FoldedText, str]]:
    """Yield what of the source is not in the document's text, and what to tell an editor who quotes it."""
    for piece in document.furniture:
        where = f"it is on line {piece.line} of the source ({piece.kind})"
        yield (
            fold(piece.text.content),
            f"{where}; give the line a 'note' under 'lines' in metadata.yml",
        )
    for note in document.notes:
        where = f"the document's own note {note.label}" if note.label else "a note of the document's own"
        yield fold(note.text.content), f"it is in {where}; annotate the words of the text that call the note"
