"""Setting many sources in type: in units that the cores share, and that are kept until something changes."""

from __future__ import annotations

import hashlib
import pickle
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from edition.search.entries import pack_entries, unpack_entries
from edition.sources import content_digest, is_large
from edition.store import Pack, Slot, engine_digest, pack_galleys, read_file, write_file
from edition.typeset import TypesetFolder, typeset_folder
from edition.workers import share_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from edition.entities import Authority
    from edition.search.entries import SearchEntry
    from edition.sources import SharedFiles

# Small sources are set in groups: a file for each of ten thousand letters would cost more than the letters.
_GROUPS = 64


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
    """Folders of sources that are set and kept together; `key` tells everything that decides the result."""

    name: str
    key: str
    folders: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class TypesetUnit:
    """What a unit gives: its folders, without the galleys, and where in the pack each galley stands.

    `found` holds what search finds of them, packed, and `found_digest` tells it from any other; the digest is
    empty where nobody asked. `key` is the unit's.
    """

    key: str
    folders: list[TypesetFolder]
    index: dict[str, tuple[int, int, int]]
    pack: Pack
    found: Pack
    found_digest: bytes


def plan_units(folders: Iterable[Path], shared: SharedFiles) -> list[Unit]:
    """Return the units of an edition: a large source by itself, small ones in ever the same groups."""
    groups: dict[str, list[Path]] = {}
    for folder in folders:
        name = folder.name if is_large(folder) else f"group-{crc32(folder.name.encode()) % _GROUPS}"
        groups.setdefault(name, []).append(folder)
    common = engine_digest() + pickle.dumps(shared)
    return [Unit(name, _key(common, group), tuple(group)) for name, group in groups.items()]


def _key(common: bytes, folders: Iterable[Path]) -> str:
    digest = hashlib.blake2b(common, digest_size=16)
    for folder in folders:
        digest.update(folder.name.encode(errors="surrogateescape") + b"\0" + content_digest(folder))
    return digest.hexdigest()


def typeset_units(
    units: Sequence[Unit], shared: SharedFiles, authorities: Mapping[str, Authority], workshop: Workshop
) -> list[TypesetUnit]:
    """Return what each unit gives: what was kept where nothing has changed, else what is made of it now."""
    cache = workshop.cache
    done: dict[int, TypesetUnit] = {}
    for place, unit in enumerate(units):
        kept = _kept(unit, cache) if cache else None
        if kept and (kept.found_digest or not workshop.is_searched):
            done[place] = kept
    missing = [place for place in range(len(units)) if place not in done]

    def work(place: int) -> TypesetUnit:
        return _typeset(units[place], shared, authorities, workshop)

    for place, result in share_out(missing, work, workshop.workers):
        done[missing[place]] = result
        workshop.progress("Reading", len(done), len(units))
    if cache:
        _forget_others(cache, units)
    return [done[place] for place in range(len(units))]


def _typeset(
    unit: Unit, shared: SharedFiles, authorities: Mapping[str, Authority], workshop: Workshop
) -> TypesetUnit:
    """Set a unit's folders; with a cache, galleys go straight to their file and not through this process."""
    cache = workshop.cache
    searched = authorities if workshop.is_searched else None
    folders = [typeset_folder(folder, shared, searched) for folder in unit.folders]
    data, index = pack_galleys(galley for folder in folders for galley in folder.galleys)
    found = pack_entries(entry for folder in folders for entry in folder.found)
    digest = hashlib.blake2b(found, digest_size=16).digest() if workshop.is_searched else b""
    for folder in folders:
        folder.galleys.clear()
        folder.found.clear()
    if cache is None:
        return TypesetUnit(unit.key, folders, index, Pack(data), Pack(found), digest)
    name = f"{unit.name}-{unit.key}"
    galleys, entries = cache / f"{name}.galleys", cache / f"{name}.found"
    write_file(galleys, data)
    write_file(entries, found)
    result = TypesetUnit(unit.key, folders, index, Pack(b"", str(galleys)), Pack(b"", str(entries)), digest)
    # The records come last: where they are, the others are.
    write_file(cache / f"{name}.records", pickle.dumps(result))
    return result


def _kept(unit: Unit, cache: Path) -> TypesetUnit | None:
    """Return what was kept of a unit, if it is whole."""
    data = read_file(cache / f"{unit.name}-{unit.key}.records")
    if data is None:
        return None
    with suppress(
        Exception
    ):  # a file that somebody has cut or mixed up is made again, whatever is wrong with it
        kept = pickle.loads(data)  # noqa: S301 — written by this engine, in a folder of its own
        size = max((end for _, _, end in kept.index.values()), default=0)
        is_whole = Path(kept.pack.path).stat().st_size == size and Path(kept.found.path).is_file()
        return kept if is_whole else None
    return None


def _forget_others(cache: Path, units: Iterable[Unit]) -> None:
    """Remove what was kept of units that are no more, or are so no more."""
    wanted = {f"{unit.name}-{unit.key}" for unit in units}
    for path in cache.iterdir():
        if path.suffix in {".found", ".galleys", ".records"} and path.stem not in wanted:
            path.unlink(missing_ok=True)


def entries_of(units: Iterable[TypesetUnit]) -> Iterator[SearchEntry]:
    """Yield what search finds of the documents of all units, read as it is asked for."""
    for unit in units:
        yield from unpack_entries(unit.found.read_all())


def keys_of(units: Iterable[TypesetUnit]) -> dict[str, str]:
    """Return what decides about each document, and about each volume, as far as its own source does."""
    keys = {name: unit.key for unit in units for name in unit.index}
    return keys | {folder.volume.id: unit.key for unit in units for folder in unit.folders if folder.volume}


def slots_of(units: Iterable[TypesetUnit]) -> dict[str, Slot]:
    """Return where the galley of each document stands."""
    return {name: Slot(unit.pack, *place) for unit in units for name, place in unit.index.items()}
