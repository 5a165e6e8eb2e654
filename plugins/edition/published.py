"""Whether every address that was published still leads where it led, and what to do where it does not."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, Severity, did_you_mean
from edition.entities import FOLDERS
from edition.fingerprints import fingerprints, is_passage, is_same
from edition.ledger import (
    LEDGER,
    KnownPage,
    KnownPlace,
    body_of,
    known_places,
    ledger_file,
    read_ledger,
    seal_of,
)
from edition.model import DivisionKind
from edition.moves import REDIRECTS, Moves
from edition.remains import NewPages, Remains, ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from edition.addresses import Place
    from edition.ledger import Ledger
    from edition.links import Lost
    from edition.records import DocumentRecord
    from edition.schema import Redirect
    from edition.sources import SharedFiles

    Places = Mapping[str, Mapping[str, Place]]


@dataclass(frozen=True, kw_only=True)
class Current:
    """The addresses that an edition has now.

    `documents` are those pages in which places have addresses: documents by their ids, chapters and sections
    by the names of their pages. `pages` are the names of all other pages. `lost` names, by the ids of
    documents, what a mistake in the files has made unknown, `unread` the pages or, with a slash at the
    end, the folders of pages.
    """

    documents: Mapping[str, DocumentRecord]
    pages: frozenset[str]
    places_of: Callable[[str], Mapping[str, Place]]
    lost: Lost = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    def places(self, name: str) -> Mapping[str, Place]:
        """Return the places of a document by their fragments; the empty one is the whole."""
        return self.places_of(self.documents[name].id)

    def has(self, address: str) -> bool:
        """Whether an address leads somewhere."""
        name, _, fragment = address.partition("#")
        if name in self.documents:
            return self.documents[name].has(fragment)
        return name in self.pages and not fragment

    def may_have(self, address: str) -> bool:
        """Whether a mistake in the files, reported where it is, keeps an address from being known."""
        name, _, fragment = address.partition("#")
        if name in self.documents:
            known = self.lost.get(self.documents[name].id, frozenset())
            return is_passage(fragment) and (known is None or fragment in known)
        folder, _, rest = name.partition("/")
        if name in self.unread or f"{folder}/" in self.unread:
            return True
        source = rest.partition("/")[0] if folder == "volumes" else name
        return any(ids is None and f"{source}-".startswith(f"{one}-") for one, ids in self.lost.items())


def current_addresses(
    files: SharedFiles, records: Iterable[DocumentRecord], pages: Iterable[str], places: Places, lost: Lost
) -> Current:
    """Return the addresses that an edition has now.

    `pages` are those of its entities, volumes and packs; `lost` is what a mistake in the files of documents
    has made unknown.
    """
    unread = {f"threads/{name}" for name in files.thread_ids or ()}
    unread |= {f"{folder}/{name}" for folder in FOLDERS.values() for name in files.entity_ids or ()}
    if files.entity_ids is None:
        unread |= {f"{folder}/" for folder in FOLDERS.values()}
    if files.thread_ids is None:
        unread.add("threads/")
    return Current(
        documents={ledger_name(one): one for one in records},
        pages=frozenset([*pages, *(f"threads/{thread.id}" for thread in files.threads)]),
        places_of=places.__getitem__,
        lost=lost,
        unread=frozenset(unread),
    )


def ledger_name(record: DocumentRecord) -> str:
    """Return how the ledger names a document, a chapter or a section."""
    return record.id if record.kind is DivisionKind.DOCUMENT else record.page


def check_published(
    data: bytes | None, redirects: Mapping[str, Redirect] | None, current: Current
) -> tuple[Moves, list[Diagnostic]]:
    """Return where old addresses lead, and what is wrong: with the ledger, the redirects, lost addresses.

    `data` is the ledger's file, None where there is none: of a new edition nothing is asked. `redirects` are
    None where they cannot be read: then nobody can tell what is lost.
    """
    ledger, problems = read_ledger(data or b"")
    known = redirects or {}
    reused = frozenset(source for source in known if _has_moved(source, ledger, current))
    moves = Moves(
        known,
        frozenset(one.source for one in known.values() if one.gone or current.has(one.to)),
        reused,
        count_addresses(ledger),
        partial(_written_anew, ledger, current),
        partial(_fresh, ledger, current),
    )
    if data is not None and not (ledger or problems):
        message = (
            "this file has no addresses; restore it from the repository, or take it away if none is published"
        )
        problems.append(Diagnostic(Code.LEDGER_MALFORMED, message, Location(LEDGER, 1)))
    taken = frozenset(source for source in known if _taken(source, ledger, current))
    problems += check_redirects(current, moves, taken)
    if data is not None and redirects is not None:
        problems += check_addresses(ledger, current, moves)
    return moves, problems


def check_addresses(ledger: Ledger, current: Current, moves: Moves) -> list[Diagnostic]:
    """Return a problem for each published address that leads nowhere, or to other words, and has no redirect.

    Addresses that are not in the ledger are counted in a notice.
    """
    problems: list[Diagnostic] = []
    fresh = NewPages(ledger, current.documents, current.pages, current.places)
    new = sum(name not in ledger for name in current.pages)
    for name, record in current.documents.items():
        if name not in ledger:
            new += 1 + record.paragraphs + len(record.fragments)
        elif not ledger[name].is_sealed(record.addresses):
            found, kept = _lost_places(ledger[name], name, current, moves, fresh)
            problems += found
            new += record.paragraphs + len(record.fragments) - kept
    for name, page in ledger.items():
        if name not in current.documents and name not in current.pages and not current.may_have(name):
            problems += _check_missing(page, current, moves, fresh)
    if new:
        are = "address is" if new == 1 else "addresses are"
        message = f"{new} {are} not in here yet; when they are published, run `edition addresses --write`"
        problems.append(Diagnostic(Code.ADDRESSES_NEW, message, Location(LEDGER, 1), Severity.NOTICE))
    return problems


def _check_missing(page: KnownPage, current: Current, moves: Moves, fresh: NewPages) -> list[Diagnostic]:
    """Return what is lost of a page that is no more."""
    redirect = moves.redirects.get(page.name)
    if redirect is None:
        known, problems = known_places(page)
        location = Location(LEDGER, page.line)
        message = fresh.sentence(page.name, known)
        return [*problems, Diagnostic(Code.ADDRESS_LOST, message, location)]
    if redirect.to in current.documents:
        return _lost_places(page, redirect.to, current, moves, fresh)[0]
    return []


def _lost_places(
    page: KnownPage, home: str, current: Current, moves: Moves, fresh: NewPages
) -> tuple[list[Diagnostic], int]:
    """Return what is lost of the places of a page that is now the document `home`, and how many are not."""
    known, problems = known_places(page)
    places, kept = current.places(home), set[str]()
    lost: list[KnownPlace] = []
    for one in known:
        place = places.get(one.fragment)
        if place and is_same(one.fragment, one.words, place.words):
            kept.add(one.fragment)
        elif f"{page.name}#{one.fragment}" not in moves.redirects:
            lost.append(one)
    lost = [one for one in lost if not current.may_have(f"{home}#{one.fragment}")]
    if home == page.name and _is_another(lost, known) and (message := fresh.elsewhere(home, lost)):
        problems.append(Diagnostic(Code.ADDRESS_LOST, message, Location(LEDGER, page.line)))
    elif lost:
        remains = Remains(page.name, home, places, {one.fragment for one in known})
        if message := remains.shift(lost):
            problems.append(Diagnostic(Code.ADDRESS_LOST, message, Location(LEDGER, page.line)))
        problems += [
            Diagnostic(Code.ADDRESS_LOST, remains.sentence(one), Location(LEDGER, one.line)) for one in lost
        ]
    return problems, len(kept)


def _is_another(lost: Sequence[KnownPlace], known: Sequence[KnownPlace]) -> bool:
    """Whether so much of a document is lost that another one has its id now."""
    return 2 * len(lost) > len(known)


def _taken(source: str, ledger: Ledger, current: Current) -> bool:
    """Whether an address is that of a document whose id another one has now."""
    if source not in ledger or source not in current.documents:
        return False
    known, places = known_places(ledger[source])[0], current.places(source)
    lost = [
        one
        for one in known
        if one.fragment not in places or not is_same(one.fragment, one.words, places[one.fragment].words)
    ]
    return _is_another(lost, known)


def check_redirects(current: Current, moves: Moves, taken: frozenset[str] = frozenset()) -> list[Diagnostic]:
    """Return a problem for each redirect that leads nowhere, or that nobody needs.

    `taken` are the ids of documents that others have now.
    """
    problems: list[Diagnostic] = []
    for redirect in moves.redirects.values():
        location = Location(REDIRECTS, redirect.line)
        source, page = redirect.source, redirect.source.partition("#")[0]
        if not (redirect.to or redirect.gone):
            continue  # it is in error, and reported
        if current.has(source) and source not in moves.reused:
            message = f"{source} still leads where it led; take this line away"
            if source in taken:
                message = (
                    f"{source} is the id of another document now, and cannot lead on as well; "
                    "give that document an id that was never published"
                )
            problems.append(Diagnostic(Code.REDIRECT_UNNEEDED, message, location))
        elif not (current.has(page) or page in moves.redirects or current.may_have(page)):
            remedy = did_you_mean(page, current.documents, "say in a line of its own where it has gone")
            message = f"{page} is not in this edition; {remedy}"
            problems.append(Diagnostic(Code.REDIRECT_UNKNOWN, message, location))
        if redirect.to and not current.has(redirect.to) and not current.may_have(redirect.to):
            problems.append(_astray(redirect, current, moves))
    return problems


def _has_moved(address: str, ledger: Ledger, current: Current) -> bool:
    """Whether an address was published for other words than those which stand there now."""
    name, _, fragment = address.partition("#")
    if not fragment or name not in ledger or not current.has(address):
        return False
    place = current.places(name)[fragment]
    known = [one for one in known_places(ledger[name])[0] if one.fragment == fragment]
    return any(not is_same(fragment, one.words, place.words) for one in known)


def _astray(redirect: Redirect, current: Current, moves: Moves) -> Diagnostic:
    """Return the problem of a redirect that leads to what is not there."""
    location = Location(REDIRECTS, redirect.line)
    seen, last = {redirect.source}, redirect
    while last.to and not current.has(last.to) and (further := moves.follow(last.to)):
        if further.source in seen:
            message = (
                f"{redirect.source} is led in a circle, to {redirect.to}; give the address that is there now"
            )
            return Diagnostic(Code.REDIRECT_CHAIN, message, location)
        seen.add(further.source)
        last = further
    if last is redirect:
        name = redirect.to.partition("#")[0]
        if name in current.documents:
            choices = [f"{name}#{one}" for one in current.documents[name].all_fragments()]
        else:
            choices = [*current.documents, *current.pages]
        remedy = did_you_mean(redirect.to, choices, "give an address that is there, or a reason: {gone: why}")
        message = f"there is no {redirect.to} in this edition; {remedy}"
        return Diagnostic(Code.REDIRECT_UNKNOWN, message, location)
    remedy = last.to or "{gone: " + last.gone + "}"
    message = f"{redirect.to} is itself no more; lead past it: {redirect.source}: {remedy}"
    return Diagnostic(Code.REDIRECT_CHAIN, message, location)


def _written_anew(ledger: Ledger, current: Current) -> bytes:
    """Return the file of the ledger with every address that the edition has now, and all it ever had."""
    pages = {name: page for name, page in ledger.items() if name not in current.documents}
    pages |= {name: KnownPage(name) for name in current.pages if name not in ledger}
    for name, record in current.documents.items():
        page = ledger.get(name, KnownPage(name))
        pages[name] = page if page.is_sealed(record.addresses) else _document_anew(page, current)
    return ledger_file(pages.values())


def _document_anew(page: KnownPage, current: Current) -> KnownPage:
    """Return a document's lines: its addresses as they are now, and those that have led to other words."""
    words = {one: place.words for one, place in current.places(page.name).items() if one}
    now = [KnownPlace(one, known) for one, known in fingerprints(words).items()]
    moved = [
        one
        for one in known_places(page)[0]
        if one.fragment not in words or not is_same(one.fragment, one.words, words[one.fragment])
    ]
    body = body_of([*now, *moved])
    # Without a seal the document is looked at in every build: whether what has moved has its redirects.
    return KnownPage(page.name, "" if moved else seal_of(body, current.documents[page.name].addresses), body)


def _fresh(ledger: Ledger, current: Current) -> list[str]:
    """Return the addresses that are not in the ledger yet, each page in a line with those in it."""
    lines = [name for name in current.pages if name not in ledger]
    for name in current.documents:
        known = {one.fragment for one in known_places(ledger[name])[0]} if name in ledger else set()
        places = [one for one in current.places(name) if one and one not in known]
        if places or name not in ledger:
            lines.append(f"{name} ({', '.join(ranges(places))})")
    return sorted(lines)


def count_addresses(ledger: Ledger) -> int:
    """Return how many addresses a ledger has."""
    return len(ledger) + sum(page.body.count(b"\n") for page in ledger.values())
