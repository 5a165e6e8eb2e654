"""Setting many sources in type: in units that the cores share, and that are kept until something changes."""

from __future__ import annotations

import glob
import hashlib
import pickle
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from edition.clocks import zones_of
from edition.forms import form_table
from edition.search.entries import unpack_entries
from edition.sources import LARGE, content_digest, source_size
from edition.store import Index, Pack, Slot, engine_digest, join_documents, read_file, write_file
from edition.typeset import Bench, TypesetFolder, typeset_folder
from edition.workers import share_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from edition.entities import Authority
    from edition.search.entries import SearchEntry
    from edition.sources import SharedFiles
    from edition.store import PackedDocument
    from edition.typeset import TypesetDocument

# Small sources are set in groups: a file for each of ten thousand letters would cost more than the letters.
_GROUPS = 64
_CHECKSUM = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Where and how the work is done: what is kept in the folder `cache`, how many processes share it.

    `is_searched` says that it is to be told what search finds. `progress` is told what is being done, and how
    much of how much is done.
    """

    cache: Path | None = None
    workers: int = 1
    is_searched: bool = False
    progress: Callable[[str, int, int], None] = lambda _what, _done, _all: None


ALONE = Workshop()
"""One process that keeps nothing and says nothing."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Folders of sources that are set and kept together; `key` tells everything that decides the result.

    `size` is that of the sources, in bytes.
    """

    name: str
    key: str
    folders: tuple[Path, ...]
    size: int


@dataclass(frozen=True, slots=True)
class TypesetUnit:
    """What a unit gives: its folders, without the galleys, and where in the pack each document stands.

    `found_digest` tells what search finds of them from anything else, and is empty where nobody asked. `key`
    is the unit's.
    """

    key: str
    folders: list[TypesetFolder]
    index: Index
    pack: Pack
    found_digest: bytes


def plan_units(folders: Iterable[Path], shared: SharedFiles) -> list[Unit]:
    """Return the units of an edition: a large source by itself, small ones in ever the same groups."""
    groups: dict[str, list[Path]] = {}
    for folder in folders:
        name = (
            folder.name if source_size(folder) > LARGE else f"group-{crc32(folder.name.encode()) % _GROUPS}"
        )
        groups.setdefault(name, []).append(folder)
    common = _common(shared)
    return [
        Unit(name, _key(common, group), tuple(group), sum(map(source_size, group)))
        for name, group in groups.items()
    ]


def _common(shared: SharedFiles) -> bytes:
    """Return what decides about every document: the engine, and what all documents share."""
    return hashlib.blake2b(engine_digest() + shared.content, digest_size=16).digest()


def _key(common: bytes, folders: Iterable[Path]) -> str:
    digest = hashlib.blake2b(common, digest_size=16)
    for folder in folders:
        digest.update(folder.name.encode(errors="surrogateescape") + b"\0" + content_digest(folder))
    return digest.hexdigest()


def typeset_units(
    units: Sequence[Unit], shared: SharedFiles, authorities: Mapping[str, Authority], workshop: Workshop
) -> list[TypesetUnit]:
    """Return what each unit gives: what was kept where nothing has changed, else what is made of it now."""
    done: dict[int, TypesetUnit] = {}
    for place, unit in enumerate(units):
        kept = _kept(_records(unit, workshop.cache))
        if kept and (kept.found_digest or not workshop.is_searched):
            done[place] = kept
    # The largest first, so that no core is left with one of them when the others have nothing more to do.
    missing = sorted(set(range(len(units))) - done.keys(), key=lambda place: -units[place].size)
    bench = Bench(
        shared=shared,
        key=_common(shared),
        zones=zones_of(entity for _, _, entity in shared.entities),
        searched=authorities if workshop.is_searched else None,
        authorities=authorities,
        forms=form_table(shared),
        earlier={},
    )

    def work(place: int) -> TypesetUnit | None:
        return _typeset(units[place], bench, workshop.cache)

    for place, result in share_out(missing, work, workshop.workers):
        made = result or _kept(_records(units[missing[place]], workshop.cache))
        if made is None:
            raise OSError(f"{workshop.cache} lost what was just written to it; make room, or delete it")
        done[missing[place]] = made
        workshop.progress("Reading", len(done), len(units))
    if workshop.cache:
        _forget_others(workshop.cache, units)
    return [done[place] for place in range(len(units))]


def _records(unit: Unit, cache: Path | None) -> Path | None:
    return cache / f"{unit.name}-{unit.key}.records" if cache else None


def _typeset(unit: Unit, bench: Bench, cache: Path | None) -> TypesetUnit | None:
    """Set a unit's folders, and return what they give; with a cache, it is kept there and not returned."""
    bench = replace(bench, earlier=_earlier(unit, cache))
    folders: list[TypesetFolder] = []
    documents: list[PackedDocument] = []
    for path in unit.folders:
        folder, packed = typeset_folder(path, bench)
        folders.append(folder)
        documents += packed
    data, index = join_documents(documents)
    digest = b""
    if bench.searched is not None:
        digest = hashlib.blake2b(b"".join(one.found for one in documents), digest_size=16).digest()
    records = _records(unit, cache)
    if records is None:
        return TypesetUnit(unit.key, folders, index, Pack(data), digest)
    galleys = records.with_suffix(".galleys")
    write_file(galleys, data)
    # The records come last: where they are, the galleys are.
    made = pickle.dumps(TypesetUnit(unit.key, folders, index, Pack(b"", str(galleys)), digest))
    write_file(records, _checksum(made) + made)
    return None


def _earlier(unit: Unit, cache: Path | None) -> dict[str, tuple[TypesetDocument, PackedDocument]]:
    """Return the documents of a unit as they were made before something in it changed, by their keys."""
    found: dict[str, tuple[TypesetDocument, PackedDocument]] = {}
    for path in cache.glob(f"{glob.escape(unit.name)}-{'?' * len(unit.key)}.records") if cache else ():
        kept = _kept(path)
        if kept is None:
            continue
        for document in (one for folder in kept.folders for one in folder.documents):
            name = document.record.id
            found[document.key] = (document, Slot(kept.pack, *kept.index[name]).packed(name))
    return found


def _kept(records: Path | None) -> TypesetUnit | None:
    """Return what was kept of a unit, if it is whole."""
    data = read_file(records) if records else None
    if data is None:
        return None
    made = data[_CHECKSUM:]
    if data[:_CHECKSUM] != _checksum(made):
        return None  # somebody has cut it or written into it: it is made again
    with suppress(OSError):
        kept: TypesetUnit = pickle.loads(made)  # noqa: S301 — written by this engine, and checked
        size = max((end for *_, end in kept.index.values()), default=0)
        return kept if Path(kept.pack.path).stat().st_size == size else None
    return None


def _checksum(data: bytes) -> bytes:
    """Return what tells that data are whole, and of this engine: another's may name what is no more."""
    return hashlib.blake2b(data, key=engine_digest(), digest_size=_CHECKSUM).digest()


def _forget_others(cache: Path, units: Iterable[Unit]) -> None:
    """Remove what was kept of units that are no more, or are so no more."""
    wanted = {f"{unit.name}-{unit.key}" for unit in units}
    for path in cache.iterdir():
        if path.suffix in {".galleys", ".records"} and path.stem not in wanted:
            path.unlink(missing_ok=True)


def entries_of(units: Iterable[TypesetUnit]) -> Iterator[SearchEntry]:
    """Yield what search finds of the documents of all units, read as it is asked for."""
    for slot in slots_of(units).values():
        yield from unpack_entries(slot.found())


def keys_of(units: Iterable[TypesetUnit]) -> dict[str, str]:
    """Return what decides about each document, and about each volume, as far as its own source does."""
    keys = {
        document.record.id: document.key
        for unit in units
        for folder in unit.folders
        for document in folder.documents
    }
    return keys | {folder.volume.id: unit.key for unit in units for folder in unit.folders if folder.volume}


def slots_of(units: Iterable[TypesetUnit]) -> dict[str, Slot]:
    """Return where the galley of each document stands."""
    return {name: Slot(unit.pack, *place) for unit in units for name, place in unit.index.items()}
