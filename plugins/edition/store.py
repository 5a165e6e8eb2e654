"""What was made of the sources, kept between the steps of a build and from one build to the next.

All of it can be made again: the folder may be deleted at any time, and a file that cannot be read is as one
that is not there. Each file says from what it was made, so that nothing out of date is ever taken for good.
"""

from __future__ import annotations

import atexit
import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from edition.addresses import place_of
from edition.resolved import Galley
from edition.search.entries import pack_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.addresses import Place, PlaceRow
    from edition.search.entries import SearchEntry

_GALLEY = tuple(field.name for field in fields(Galley))
# What else decides about the bytes that are made of a source.
_LIBRARIES = (
    "beautifulsoup4",
    "imagesize",
    "lxml",
    "markdown",
    "nh3",
    "pydantic",
    "pymdown-extensions",
    "pyyaml",
)


@cache
def engine_digest() -> bytes:
    """Return a digest of the engine's own code, of the styles of books, and of the libraries."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    here = Path(__file__).parent
    for path in (*sorted(here.rglob("*.py")), *sorted(here.glob("books/*.css"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for name in _LIBRARIES:
        try:
            digest.update(f"{name} {version(name)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{name} is not installed\0".encode())
    return digest.digest()


CACHE = ".cache/edition"
"""Where an edition keeps what was made of its sources."""
_AT_HAND = 32


@dataclass(frozen=True, slots=True)
class Pack:
    """What was made of many documents, in one file, or in memory where `path` is empty."""

    data: bytes
    path: str = ""


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """A document's galley, its places and what search finds of it, each as bytes."""

    id: str
    galley: bytes
    places: bytes
    found: bytes


def pack_document(
    document: str, galley: Galley, rows: list[PlaceRow], found: Iterable[SearchEntry]
) -> PackedDocument:
    """Return what was made of a document as bytes."""
    return PackedDocument(
        document,
        marshal.dumps(tuple(getattr(galley, key) for key in _GALLEY)),
        marshal.dumps(rows),
        pack_entries(found),
    )


# Where a document's galley begins and ends in its pack, where its places end, and what search finds of it.
Index = dict[str, tuple[int, int, int, int]]


def join_documents(documents: Iterable[PackedDocument]) -> tuple[bytes, Index]:
    """Return the bytes of many documents, one behind the other, and where those of each are."""
    parts: list[bytes] = []
    index: Index = {}
    end = 0
    for one in documents:
        start, middle = end, end + len(one.galley)
        last = middle + len(one.places)
        end = last + len(one.found)
        parts += (one.galley, one.places, one.found)
        index[one.id] = (start, middle, last, end)
    return b"".join(parts), index


@dataclass(frozen=True, slots=True)
class Slot:
    """Where in a pack a document's galley, its places and what search finds of it begin and end."""

    pack: Pack
    start: int
    middle: int
    last: int
    end: int

    def galley(self) -> bytes:
        """Return the galley."""
        return self._read(self.start, self.middle)

    def places(self) -> bytes:
        """Return the places."""
        return self._read(self.middle, self.last)

    def packed(self, document: str) -> PackedDocument:
        """Return all of it as it was packed."""
        return PackedDocument(document, self.galley(), self.places(), self._read(self.last, self.end))

    def found(self) -> bytes:
        """Return what search finds."""
        return self._read(self.last, self.end)

    def _read(self, start: int, end: int) -> bytes:
        if not self.pack.path:
            return self.pack.data[start:end]
        return os.pread(_opened(self.pack.path), end - start, start)


_MOST_OPEN = 100
_open_packs: dict[str, int] = {}


def _opened(path: str) -> int:
    """Return the open file of a pack, of which the documents are asked for one after the other."""
    if path not in _open_packs:
        while len(_open_packs) >= _MOST_OPEN:
            os.close(_open_packs.pop(next(iter(_open_packs))))
        _open_packs[path] = os.open(path, os.O_RDONLY)
    return _open_packs[path]


class Galleys(Mapping[str, Galley]):
    """The galleys of all documents by their ids, read from their packs as they are asked for."""

    def __init__(self, slots: Mapping[str, Slot]) -> None:
        """Keep where each galley is."""
        self._slots = slots
        self._last: tuple[str, Galley] | None = None

    def __getitem__(self, document: str) -> Galley:
        """Return a document's galley; the last one is at hand for the further files of its document."""
        if self._last is None or self._last[0] != document:
            values = marshal.loads(self._slots[document].galley())  # noqa: S302 — written by this engine
            self._last = (document, Galley(**dict(zip(_GALLEY, values, strict=True))))
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all documents."""
        return iter(self._slots)

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self._slots)


class Places(Mapping[str, dict[str, "Place"]]):
    """All the places of all documents: by the document's id, then by their fragments."""

    def __init__(self, slots: Mapping[str, Slot]) -> None:
        """Keep where each document's places are."""
        self._slots = slots
        self._asked_for: dict[str, dict[str, Place]] = {}

    def __getitem__(self, document: str) -> dict[str, Place]:
        """Return the places of a document; a few are kept at hand for further links to them."""
        if document not in self._asked_for:
            rows = marshal.loads(self._slots[document].places())  # noqa: S302 — as above
            if len(self._asked_for) >= _AT_HAND:
                self._asked_for.clear()
            self._asked_for[document] = {row[1]: place_of(row) for row in rows}
        return self._asked_for[document]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all documents."""
        return iter(self._slots)

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self._slots)


def usable_cache(folder: Path) -> Path:
    """Return the folder, if files can be kept in it; else one for this run alone, which goes with it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        passing = tempfile.TemporaryDirectory(prefix="edition-")
        atexit.register(passing.cleanup)
        return Path(passing.name)


def read_file(path: Path) -> bytes | None:
    """Return the content of a kept file, or nothing where there is none that can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def write_file(path: Path, data: bytes) -> None:
    """Keep `data` under a name, whole or not at all, whatever happens meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.write_bytes(data)
    new.replace(path)
    if str(path) in _open_packs:
        os.close(_open_packs.pop(str(path)))
