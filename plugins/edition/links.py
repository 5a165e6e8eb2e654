"""Links between passages, resolved over all documents, and the same links seen from their other ends."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from edition.addresses import Place, PlaceKind, places
from edition.annotations.notes import render_note
from edition.diagnostics import Code, Diagnostic, Location, Severity, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.annotations.passages import Anchored, AnnotatedDocument
    from edition.schema import Link
    from edition.sources import EditionFiles

Places = dict[str, dict[str, Place]]
# Addresses that would name something if a file had no mistake: by document the fragments, or None for all.
Lost = Mapping[str, frozenset[str] | None]


class TargetError(Exception):
    """An address that names nothing in this edition."""

    def __init__(self, code: Code, message: str) -> None:
        """Keep the code, which says what kind of thing is unknown."""
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a link: a place in one of our documents, and the threads that the passage belongs to."""

    document: str
    place: Place
    threads: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedLink:
    """A link with both its ends; `target` is a web address where it leads out of the edition."""

    origin: End
    target: End | str
    link: Link

    @property
    def is_crossing(self) -> bool:
        """Whether it joins passages of two different threads."""
        return bool(self.crossed())

    def crossed(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of different threads that the link joins, origin's thread first."""
        if isinstance(self.target, str):
            return ()
        return tuple(
            (one, other) for one in self.origin.threads for other in self.target.threads if one != other
        )


def all_places(documents: Iterable[AnnotatedDocument]) -> Places:
    """Return every address of the edition: document id, then fragment."""
    return {document.id: places(document) for document in documents}


def is_external(address: str) -> bool:
    """Whether an address leads out of the edition."""
    return address.startswith(("https://", "http://", "mailto:"))


def find_place(address: str, here: str, known: Places) -> tuple[str, Place]:
    """Return the document and the place that `address` names, seen from the document `here`.

    Raises TargetError with the nearest that exists: `secto-8#pg_2`, `secto-8`, or `#p3` in the same document.
    """
    name, _, fragment = address.partition("#")
    name = name or here
    if name not in known:
        remedy = did_you_mean(name, known, f"the documents are {', '.join(sorted(known))}")
        raise TargetError(Code.DOCUMENT_UNKNOWN, f"there is no document {name!r}; {remedy}")
    if fragment not in known[name]:
        near = get_close_matches(fragment, known[name], n=1)
        remedy = (
            f"did you mean {name}#{near[0]}?"
            if near
            else "name a page (pg_2), a paragraph (p3), a note (fn1) or the id of an annotation"
        )
        raise TargetError(Code.TARGET_UNKNOWN, f"there is no {fragment!r} in {name}; {remedy}")
    return name, known[name][fragment]


def is_lost(address: str, here: str, lost: Lost) -> bool:
    """Whether an address names what a mistake elsewhere, reported there, has made unknown."""
    name, _, fragment = address.partition("#")
    if (name or here) not in lost:
        return False
    fragments = lost[name or here]
    return fragments is None or fragment in fragments


def resolve_links(documents: Iterable[AnnotatedDocument], known: Places) -> tuple[ResolvedLink, ...]:
    """Return every link that the annotations make and that leads somewhere."""
    by_id = {document.id: document for document in documents}
    links: list[ResolvedLink] = []
    for document in by_id.values():
        for anchored in document.anchored:
            for link in anchored.annotation.links:
                with suppress(TargetError):
                    links.append(_resolve(document, anchored, link, by_id, known))
    return tuple(links)


def unknown_targets(files: EditionFiles, known: Places, lost: Lost) -> list[Diagnostic]:
    """Return a problem for each link that leads nowhere, also of passages that are themselves not found."""
    problems: list[Diagnostic] = []
    for folder in files.folders:
        for link in (link for annotation in folder.annotations for link in annotation.links):
            if is_external(link.to) or is_lost(link.to, folder.id, lost):
                continue
            try:
                find_place(link.to, folder.id, known)
            except TargetError as error:
                location = Location(folder.annotations_path, link.yaml_line)
                problems.append(Diagnostic(error.code, str(error), location))
    return problems


def _resolve(
    document: AnnotatedDocument,
    anchored: Anchored,
    link: Link,
    by_id: Mapping[str, AnnotatedDocument],
    known: Places,
) -> ResolvedLink:
    origin = _end(document, known[document.id][anchored.annotation.id])
    if is_external(link.to):
        return ResolvedLink(origin=origin, target=link.to, link=link)
    name, place = find_place(link.to, document.id, known)
    return ResolvedLink(origin=origin, target=_end(by_id[name], place), link=link)


def _end(document: AnnotatedDocument, place: Place) -> End:
    return End(document=document.id, place=place, threads=passage_threads(document, place))


def passage_threads(document: AnnotatedDocument, place: Place) -> tuple[str, ...]:
    """Return the threads of a place: what its annotation says, else those of its document.

    Where a document belongs to several threads, it does not tell to which of them a passage belongs, so a
    passage of it without threads of its own belongs to none.
    """
    threads = document.threads
    inherited = threads if len(threads) == 1 or place.kind is PlaceKind.DOCUMENT else ()
    return place.threads or inherited


def empty_annotations(
    documents: Iterable[AnnotatedDocument], links: Iterable[ResolvedLink], lost: Lost
) -> list[Diagnostic]:
    """Return a warning for each annotation that says nothing and to which no link leads.

    Where a mistake has made addresses unknown, such a link may be lost with them: nothing is said.
    """
    if any(fragments is None or fragments for fragments in lost.values()):
        return []
    ends = {
        (link.target.document, link.target.place.fragment)
        for link in links
        if not isinstance(link.target, str)
    }
    return [
        Diagnostic(
            Code.ANNOTATION_EMPTY,
            f"{one.annotation.id!r} says nothing and no link leads to it; give it a note, or take it away",
            Location(document.annotations_path, one.annotation.yaml_line),
            Severity.WARNING,
        )
        for document in documents
        for one in document.anchored
        if not one.annotation.says_something and (document.id, one.annotation.id) not in ends
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A piece of Markdown that the editors wrote, where it stands, and what it is called in a message."""

    markdown: str
    name: str
    location: Location
    document: str


def check_prose(documents: Iterable[AnnotatedDocument], known: Places, lost: Lost) -> list[Diagnostic]:
    """Return a problem for each address in the editors' words that names nothing, and for unsafe markup."""
    return [
        problem
        for document in documents
        for prose in _prose_of(document)
        for problem in _check(prose, known, lost)
    ]


def _prose_of(document: AnnotatedDocument) -> Iterator[Prose]:
    annotations = [one.annotation for one in document.anchored]
    annotations += [one.annotation for one in document.orphans]
    for annotation in annotations:
        for key in ("note", "unclear", "question"):
            if markdown := getattr(annotation, key):
                name = f"the {key} of {annotation.id!r}"
                location = Location(document.annotations_path, annotation.line_of(key))
                yield Prose(markdown=markdown, name=name, location=location, document=document.id)
    for line in document.metadata.lines:
        if line.note:
            location = Location(document.metadata_path, line.line_of("note"))
            yield Prose(markdown=line.note, name="the note", location=location, document=document.id)


def _check(prose: Prose, known: Places, lost: Lost) -> Iterator[Diagnostic]:
    rendered = render_note(prose.markdown)
    for href in rendered.hrefs:
        if is_external(href) or is_lost(href, prose.document, lost):
            continue
        try:
            find_place(href, prose.document, known)
        except TargetError as error:
            yield Diagnostic(error.code, f"in {prose.name}: {error}", prose.location)
    if rendered.removed:
        message = (
            f"{prose.name} holds {', '.join(rendered.removed)}, which a note cannot; "
            "it is shown as plain words, write it in Markdown"
        )
        yield Diagnostic(Code.UNSAFE_HTML, message, prose.location, Severity.WARNING)
