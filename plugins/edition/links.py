"""Links between passages, resolved over all documents, and the same links seen from their other ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from edition.addresses import Place, PlaceKind
from edition.annotations.notes import render_note
from edition.diagnostics import Code, Diagnostic, Location, Severity, did_you_mean, nearest_name
from edition.model import DivisionKind
from edition.moves import NO_MOVES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from edition.annotations.passages import AnnotatedDocument
    from edition.moves import Moves
    from edition.records import DocumentRecord
    from edition.schema import Annotation, Link

Records = Mapping[str, "DocumentRecord"]
# Addresses that would name something if a file had no mistake: by document the fragments, or None for all;
# and under the name of a volume that cannot be read, None for all its documents.
Lost = Mapping[str, frozenset[str] | None]


# Without one of these characters no Markdown makes a link or a foreign element, and none need be looked for.
_NOTHING_TO_CHECK = re.compile(r"[^\[\]<>{}&\\]*")

_PAGE = re.compile(r"pg_(\d{1,9})", re.ASCII)
_DOCUMENT = DivisionKind.DOCUMENT


class Astray(NamedTuple):
    """Why an address may lead nowhere: a mistake elsewhere has made it unknown, or it has moved."""

    lost: Lost
    moves: Moves = NO_MOVES


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


def is_external(address: str) -> bool:
    """Whether an address leads out of the edition."""
    return address.startswith(("https://", "http://", "mailto:"))


def find_place(address: str, here: str, known: Records) -> tuple[str, str]:
    """Return the document and the fragment that `address` names, seen from the document `here`.

    Raises TargetError with the nearest that exists: `secto-8#pg_2`, `secto-8`, or `#p3` in the same document.
    """
    name, _, fragment = address.partition("#")
    name = name or here
    if name not in known:
        raise TargetError(Code.DOCUMENT_UNKNOWN, no_document(name, known, here))
    if not known[name].has(fragment):
        near = _nearest_place(fragment, known[name], known)
        remedy = (
            f"did you mean {near}?"
            if near
            else "name a page (pg_2), a paragraph (p3), a note (fn1) or the id of an annotation"
        )
        raise TargetError(Code.TARGET_UNKNOWN, f"there is no {fragment!r} in {name}; {remedy}")
    return name, fragment


def moved_address(address: str, moves: Moves) -> TargetError | None:
    """Return what to write instead of an address that has moved, or None where it has not."""
    redirect = moves.follow(address)
    if redirect and redirect.to:
        return TargetError(Code.ADDRESS_MOVED, f"{address} has moved; write {redirect.to}")
    if redirect and redirect.gone:
        message = f"{address} has been withdrawn ({redirect.gone}); link to something else"
        return TargetError(Code.ADDRESS_MOVED, message)
    return None


def no_document(name: str, known: Records, here: str = "") -> str:
    """Return the sentence for a document that is not there, which may be named as its volume names it.

    Where the name stands in the document `here`, the volume is that of this document, else any.
    """
    volumes = dict.fromkeys(one.volume for one in known.values() if one.volume)
    if name in volumes:
        first = next(one.id for one in known.values() if one.volume == name)
        documents = (one.id for one in known.values() if one.volume == name and one.kind is _DOCUMENT)
        return f"{name!r} is a volume; name one of its documents, as {next(documents, first)}"
    own = known[here].volume if here in known else ""
    for volume in [own] if own else volumes:
        if f"{volume}-{name}" in known:
            return f"there is no document {name!r}; did you mean '{volume}-{name}'?"
    remedy = did_you_mean(name, known, known_ids("the documents are", known))
    return f"there is no document {name!r}; {remedy}"


def _nearest_place(fragment: str, record: DocumentRecord, known: Records) -> str:
    """Return the address that was probably meant by a place that a document does not have, or nothing.

    A page of the same volume may begin in another document, as few documents begin with a page.
    """
    near = nearest_name(fragment, record.all_fragments())
    page = _PAGE.fullmatch(fragment)
    if page:
        for other in known.values() if record.volume else ():
            if other.volume == record.volume and fragment in other.fragments:
                return f"{other.id}#{fragment}"
        pages = [one for one in map(_PAGE.fullmatch, record.fragments) if one]
        far = [(abs(int(one[1]) - int(page[1])), one[0]) for one in pages]
        near = min(far)[1] if far else near
    return f"{record.id}#{near}" if near else ""


def known_ids(words: str, ids: Iterable[str], most: int = 12) -> str:
    """Return `words` and the ids, or as many of them as a message has room for."""
    names = list(ids)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{words} {', '.join(nsmallest(most, names))}{more}"


def is_lost(address: str, here: str, lost: Lost) -> bool:
    """Whether an address names what a mistake elsewhere, reported there, has made unknown."""
    name, _, fragment = address.partition("#")
    name = name or here
    if name in lost:
        fragments = lost[name]
        return fragments is None or fragment in fragments
    return any(fragments is None and name.startswith(f"{id_}-") for id_, fragments in lost.items())


def resolve_links(
    documents: Iterable[DocumentRecord], known: Records, place_of: Callable[[str, str], Place]
) -> tuple[ResolvedLink, ...]:
    """Return every link that the annotations make and that leads somewhere.

    `place_of` gives the place of a fragment that a document has.
    """
    links: list[ResolvedLink] = []
    for document in documents:
        for anchored in document.anchored:
            for link in anchored.annotation.links:
                origin = _end(document, document.places[anchored.annotation.id])
                if is_external(link.to):
                    links.append(ResolvedLink(origin=origin, target=link.to, link=link))
                    continue
                with suppress(TargetError):
                    name, fragment = find_place(link.to, document.id, known)
                    target = _end(known[name], place_of(name, fragment))
                    links.append(ResolvedLink(origin=origin, target=target, link=link))
    return tuple(links)


def _end(document: DocumentRecord, place: Place) -> End:
    return End(document=document.id, place=place, threads=passage_threads(document, place))


def passage_threads(document: DocumentRecord, place: Place) -> tuple[str, ...]:
    """Return the threads of a place: what its annotation says, else those of its document.

    Where a document belongs to several threads, it does not tell to which of them a passage belongs, so a
    passage of it without threads of its own belongs to none.
    """
    threads = document.threads
    inherited = threads if len(threads) == 1 or place.kind is PlaceKind.DOCUMENT else ()
    return place.threads or inherited


def empty_annotations(
    documents: Iterable[DocumentRecord], links: Iterable[ResolvedLink], lost: Lost
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
class WrittenAddress:
    """An address of our own that an editor wrote, in a link or in a note; `where` says in which words."""

    address: str
    document: str
    where: str
    location: Location


def written_links(annotations: Iterable[Annotation], document: str, path: str) -> Iterator[WrittenAddress]:
    """Yield the addresses to which annotations link, also those whose passages are not found."""
    for annotation in annotations:
        for link in annotation.links:
            if not is_external(link.to):
                yield WrittenAddress(
                    address=link.to, document=document, where="", location=Location(path, link.yaml_line)
                )


def unknown_addresses(
    written: Iterable[WrittenAddress], known: Records, lost: Lost, moves: Moves = NO_MOVES
) -> list[Diagnostic]:
    """Return a problem for each address that leads nowhere, with its new one where it has moved."""
    problems: list[Diagnostic] = []
    for one in written:
        if is_lost(one.address, one.document, lost):
            continue
        try:
            find_place(one.address, one.document, known)
        except TargetError as error:
            name, sign, fragment = one.address.partition("#")
            problem = moved_address(f"{name or one.document}{sign}{fragment}", moves) or error
            problems.append(Diagnostic(problem.code, f"{one.where}{problem}", one.location))
    return problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A piece of Markdown that the editors wrote, where it stands, and what it is called in a message."""

    markdown: str
    name: str
    location: Location
    document: str


def prose_of(document: AnnotatedDocument) -> Iterator[Prose]:
    """Yield the editors' words about a document: notes, questions, what they say of lines of the source."""
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


def check_prose(prose: Prose) -> tuple[list[WrittenAddress], list[Diagnostic]]:
    """Return the addresses of our own that a piece of prose names, and a problem for unsafe markup in it."""
    if _NOTHING_TO_CHECK.fullmatch(prose.markdown):
        return [], []
    rendered = render_note(prose.markdown)
    written = [
        WrittenAddress(
            address=href, document=prose.document, where=f"in {prose.name}: ", location=prose.location
        )
        for href in rendered.hrefs
        if not is_external(href)
    ]
    if not rendered.removed:
        return written, []
    message = (
        f"{prose.name} holds {', '.join(rendered.removed)}, which a note cannot; "
        "it is shown as plain words, write it in Markdown"
    )
    return written, [Diagnostic(Code.UNSAFE_HTML, message, prose.location, Severity.WARNING)]
