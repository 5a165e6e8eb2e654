"""The sources' own references: to what place of the edition, or of the world, each of them leads.

`#d60`, `#d60fn1`, `#pg_522`, `#ch3` and `#p_KJF1` are places of the volume that speaks; `frus1961-63v06#d60`
is a place of another, `frus1961-63v06` the whole of it. Some lack the sign (`d72fn4`) or the letter
(`frus1964-68v08#102`, which is document 102): these are read as they are meant, with a remark. Some lead to
places that their volume does not have: their words stay words, and no reader is sent where nothing is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, deque
from dataclasses import dataclass, field
from html import escape
from string import Formatter
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from edition.model import ListedName, Volume
    from edition.records import DocumentRecord

# The site of the Office of the Historian takes every xml:id of a volume in this place, and leads from that of
# a note on to the document that has it (HistoryAtState/hsg-shell, modules/config.xqm, "select-section").
HISTORY_STATE_GOV = "https://history.state.gov/historicaldocuments/{volume}/{id}"

_PLACEHOLDERS = frozenset({"volume", "id"})
_FRUS = re.compile(r"frus\d{4}[\w-]*", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_NUMBER = re.compile(r"\d+[a-z]?")
_LISTS = {"p_": "persons", "t_": "terms"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNFIT = re.compile(r"[\s\x00-\x20\x7f-\x9f\\\"<>^`{|}]")


@dataclass(frozen=True, slots=True)
class Internal:
    """A place of the edition: a page of the site, its document (none for a volume's own page), the fragment.

    `remark` says to an editor how the reference was read, where it is not written as it should be.
    """

    page: str
    document: str = ""
    fragment: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class External:
    """An address outside the edition."""

    address: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Dangling:
    """A reference that leads nowhere, with the reason in words."""

    reason: str


Target = Internal | External | Dangling


@dataclass(frozen=True, slots=True)
class HeldVolume:
    """What the edition holds of one volume, by the source's own identifiers.

    One that is whole has all its documents here. Of another there are only single documents, so that what is
    not among them may well exist elsewhere. `page` is the page of a whole volume.
    """

    id: str
    page: str = ""
    records: dict[str, DocumentRecord] = field(default_factory=dict)
    by_page: dict[str, list[DocumentRecord]] = field(default_factory=dict)
    listed: dict[str, ListedName] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether all the documents of the volume are in the edition."""
        return bool(self.page)

    def find(self, name: str) -> Internal | None:
        """Return the place that `name` (`d60`, `d60fn1`, `pg_522`) has in the edition."""
        entry = self.listed.get(name)
        if entry is not None and entry.kind is MentionKind.PERSON:
            # Our own list has what the volume says of a person, and the documents besides.
            return Internal(persons_page(self.id), "", name)
        record = self.records.get(name)
        if record is not None:
            return Internal(record.page, record.id, "" if name == record.name else record.names.get(name, ""))
        return self.find(entry.division) if entry is not None else None


@dataclass(frozen=True, slots=True)
class Registry:
    """Every place to which a source may refer: volumes by their ids, whose case does not matter."""

    volumes: Mapping[str, HeldVolume]
    documents: Mapping[str, DocumentRecord]

    def volume(self, name: str) -> HeldVolume | None:
        """Return what the edition holds of a volume, if anything."""
        return self.volumes.get(name.casefold())

    def pages_of(self, volume: str, first: str, last: str = "") -> tuple[DocumentRecord, ...]:
        """Return the documents of a volume that stand on its pages `first` to `last`, both included.

        It is for citations in words ("volume XV, pages 449-452"), which name no document.
        """
        held = self.volume(volume)
        if held is None:
            return ()
        found: dict[str, DocumentRecord] = {}
        for label in _labels(held, first, last or first):
            found.update((record.id, record) for record in held.by_page.get(label, ()))
        return tuple(found.values())


def persons_page(volume: str) -> str:
    """Return the name of the page that lists the persons of a volume, each under its `xml:id`."""
    return f"persons/{volume}"


def volume_of(record: DocumentRecord) -> str:
    """Return the volume to which the references of a document belong that name none."""
    return record.volume or record.part_of


def build_registry(records: Iterable[DocumentRecord], volumes: Iterable[Volume]) -> Registry:
    """Return the places of all documents, chapters and sections; `volumes` are those that are held whole.

    Of one volume, the records come in its own order.
    """
    held = {
        one.id.casefold(): HeldVolume(
            one.id, f"volumes/{one.id}", listed={entry.name: entry for entry in one.names}
        )
        for one in volumes
    }
    documents: dict[str, DocumentRecord] = {}
    for record in records:
        documents[record.id] = record
        name = volume_of(record)
        if name:
            volume = held.setdefault(name.casefold(), HeldVolume(name))
            _hold(volume, record)
            if record.part_of:  # a volume may stand in a folder of another name than its own
                held.setdefault(record.part_of.casefold(), volume)
    return Registry(held, documents)


def _hold(volume: HeldVolume, record: DocumentRecord) -> None:
    """Enter a record in its volume, with all that stands in it; of two of one name, the first stays."""
    volume.records[record.name] = record
    for name in record.names:
        volume.records.setdefault(name, record)
    for label in record.pages:
        volume.by_page.setdefault(label, []).append(record)


def _labels(held: HeldVolume, first: str, last: str) -> Iterator[str]:
    """Yield the labels from `first` to `last`; only numbers have something between them."""
    if not (first.isdecimal() and last.isdecimal()):
        yield from dict.fromkeys((first, last))
        return
    start, end = int(first), int(last)
    yield from sorted(
        (label for label in held.by_page if label.isdecimal() and start <= int(label) <= end), key=int
    )


def resolve_reference(
    raw: str, *, volume: str, registry: Registry, pattern: str = HISTORY_STATE_GOV
) -> Target:
    """Return where a reference leads that stands in `volume`, as it is written there.

    `pattern` is the address of a document that the edition does not hold, with `{volume}` and `{id}`.
    """
    written = raw.strip()
    name, sign, place = written.partition("#")
    if _SCHEME.match(written):
        return _address(written)
    if sign and not name:
        return _in_volume(volume, place, registry, pattern)
    if sign or registry.volume(name) or _FRUS.fullmatch(name):
        return _in_volume(name, place, registry, pattern)
    found = _in_volume(volume, name, registry, pattern) if _NAME.fullmatch(name) else None
    if isinstance(found, Internal):
        remark = f"{written!r} has no '#'; it is read as '#{written}'"
        return Internal(found.page, found.document, found.fragment, remark)
    return Dangling(f"{written!r} is neither a volume nor a place of this one")


def _address(written: str) -> Target:
    """Return an address of the web or of the post; anything else might run a program or lie about itself."""
    refused = Dangling(f"{written!r} is not an address to which a page may lead")
    if _UNFIT.search(written):
        return refused
    try:
        parts = urlsplit(written)
    except ValueError:
        return refused
    is_web = parts.scheme in ("http", "https") and parts.hostname
    return External(written) if is_web or (parts.scheme == "mailto" and "@" in parts.path) else refused


def _in_volume(name: str, place: str, registry: Registry, pattern: str) -> Target:
    """Return a place of a volume, which may be the one that speaks, another here, or one that is not here."""
    held = registry.volume(name)
    found = _held(held, place) if held else None
    if found is None:
        # A document that stands here alone is called after its volume: `frus1961-63v14-d214`.
        record = registry.documents.get(f"{name}-{place}".lower())
        found = Internal(record.page, record.id) if record else None
    if found is not None:
        return found
    if held and held.is_whole:
        return Dangling(f"there is no {place!r} in {held.id}")
    return _elsewhere(name, place, pattern)


def _held(held: HeldVolume, place: str) -> Internal | None:
    """Return a place of a volume of which the edition holds something."""
    if not place:
        return Internal(held.page) if held.is_whole else None
    found = held.find(place)
    if found is None and _NUMBER.fullmatch(place):
        found = held.find(f"d{place}")
        return found and Internal(found.page, found.document, found.fragment, _as_document(place))
    return found


def _as_document(place: str) -> str:
    return f"'#{place}' names no kind of place; it is read as document {place}, '#d{place}'"


def _elsewhere(name: str, place: str, pattern: str) -> Target:
    """Return the publisher's address for a place of a volume that the edition does not hold."""
    if not _FRUS.fullmatch(name):
        return Dangling(f"there is no volume {name!r} in this edition, and none such on the publisher's site")
    if not place:
        return External(_whole_volume(pattern).format(volume=quote(name)))
    if _NUMBER.fullmatch(place):
        return External(pattern.format(volume=quote(name), id=f"d{place}"), _as_document(place))
    if not _NAME.fullmatch(place):
        return Dangling(f"{place!r} cannot be a place of {name}")
    section = _LISTS.get(place[:2])
    address = pattern.format(volume=quote(name), id=section or quote(place))
    return External(f"{address}#{quote(place)}" if section else address)


def pattern_problem(pattern: str) -> str:
    """Return what is wrong with an editor's pattern of the addresses of documents elsewhere, or nothing."""
    try:
        parts = [part[1:] for part in Formatter().parse(pattern) if part[1] is not None]
    except ValueError:
        return "has a brace without its other half; write {volume} and {id}"
    for name, form, conversion in parts:
        if name not in _PLACEHOLDERS or form or conversion:
            return f"has {{{name}}}, for which nothing stands; the placeholders are {{volume}} and {{id}}"
    return "" if pattern.startswith(("https://", "http://")) else "is no address; begin it with https://"


def _whole_volume(pattern: str) -> str:
    """Return the pattern for a volume as a whole: without the part that names a place in it."""
    return re.sub(r"[/#?&=.:-]*\{id\}.*", "", pattern)


def stays_within(record: DocumentRecord, raw: str) -> bool:
    """Whether a reference names a place of the volume that holds its document."""
    return bool(record.volume) and raw.startswith("#")


def leads_out(record: DocumentRecord, raw: str) -> bool:
    """Whether other sources of the edition may decide where a reference leads."""
    return not stays_within(record, raw)


def check_references(
    records: Iterable[DocumentRecord],
    which: Callable[[DocumentRecord, str], bool],
    *,
    registry: Registry,
    source_of: Callable[[DocumentRecord], tuple[str, bytes]],
    pattern: str = HISTORY_STATE_GOV,
) -> list[Diagnostic]:
    """Return a notice for each reference that leads nowhere, and for each that had to be read otherwise.

    Only those are looked at of which `which` is true. `source_of` gives the path of a record's source and its
    bytes; it is asked only where there is something to say. An editor cannot change a source, so that none of
    this stops a build.
    """
    problems = []
    lines: dict[str, _Lines] = {}
    for record in records:
        said = [
            (number, found)
            for number, raw in enumerate(record.references)
            if which(record, raw)
            and (
                found := _said(
                    resolve_reference(raw, volume=volume_of(record), registry=registry, pattern=pattern)
                )
            )
        ]
        if not said:
            continue
        path, data = source_of(record)
        source = lines.setdefault(path, _Lines(data))
        numbers = source.of_references(record)
        problems += [
            Diagnostic(*found, Location(path, numbers[number]), Severity.NOTICE) for number, found in said
        ]
    return problems


def _said(target: Target) -> tuple[Code, str] | None:
    if isinstance(target, Dangling):
        return Code.REFERENCE_DANGLING, f"{target.reason}; the words stand without a link"
    return (Code.REFERENCE_MALFORMED, target.remark) if target.remark else None


class _Lines:
    """The lines of a source on which its references stand, each looked for once."""

    def __init__(self, data: bytes) -> None:
        """Find the ends of all lines."""
        self._data = data
        self._ends = [match.start() for match in re.finditer(b"\n", data)]

    def of_references(self, record: DocumentRecord) -> list[int]:
        """Return the line of each reference of a document, from 1.

        They are looked for in the bytes as attributes' values, from the document's own `xml:id` on; where one
        is written with other characters (another encoding, an entity) the line of the one before has to do.
        """
        begins = re.search(rb"""xml:id\s*=\s*["']%s["']""" % re.escape(record.name.encode()), self._data)
        start = begins.start() if begins else 0
        sought = Counter(_written(raw) for raw in record.references)
        places: dict[bytes, deque[int]] = {}
        left = len(record.references)
        for match in _TARGET.finditer(self._data, start):
            if len(places.get(match[1], ())) < sought[match[1]]:
                places.setdefault(match[1], deque()).append(match.start())
                left -= 1
                if not left:
                    break
        found: list[int] = []
        for raw in record.references:
            here = places.get(_written(raw))
            start = here.popleft() if here else start
            found.append(bisect_right(self._ends, start) + 1)
        return found


_TARGET = re.compile(rb"""target\s*=\s*["']([^"']*)["']""")


def _written(raw: str) -> bytes:
    return escape(raw, quote=False).encode()


def shorten_report(problems: Iterable[Diagnostic], limit: int = 5) -> list[Diagnostic]:
    """Return what a build prints: of notices the first few of each kind and file, and how many more.

    Errors and warnings are all printed: an editor can mend them.
    """
    by_file: dict[tuple[str, Code], list[Diagnostic]] = {}
    shown = []
    for one in problems:
        if one.severity is not Severity.NOTICE:
            shown.append(one)
            continue
        by_file.setdefault((one.location.path, one.code), []).append(one)
    for found in by_file.values():
        shown += found[:limit]
        rest = len(found) - limit
        if rest > 0:
            message = f"and {rest} more of this kind from here on; `edition check` lists them all"
            shown.append(Diagnostic(found[0].code, message, found[limit].location, found[limit].severity))
    return sorted(shown, key=lambda one: (one.location, one.code))
