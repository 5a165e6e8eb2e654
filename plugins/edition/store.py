"""What was made of the sources, kept between the steps of a build and from one build to the next.

All of it can be made again: the folder may be deleted at any time, and a file that cannot be read is as one
that is not there. Each file says from what it was made, so that nothing out of date is ever taken for good.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from edition.addresses import place_of
from edition.resolved import Galley

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.addresses import Place, PlaceRow

_GALLEY = tuple(field.name for field in fields(Galley))
# What else decides about the bytes that are made of a source.
_LIBRARIES = ("beautifulsoup4", "lxml", "markdown", "nh3", "pydantic", "pymdown-extensions", "pyyaml")


@cache
def engine_digest() -> bytes:
    """Return a digest of the engine's own code and of the libraries that it works with."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for name in _LIBRARIES:
        try:
            digest.update(f"{name} {version(name)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{name} is not installed\0".encode())
    return digest.digest()


_AT_HAND = 32


@dataclass(frozen=True, slots=True)
class Pack:
    """What was made of many documents, in one file, or in memory where `path` is empty."""

    data: bytes
    path: str = ""

    def read_all(self) -> bytes:
        """Return all the bytes of the pack."""
        return Path(self.path).read_bytes() if self.path else self.data


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a galley stands in its pack, and behind it the places of its document."""

    pack: Pack
    start: int
    middle: int
    end: int

    def read(self, start: int, end: int) -> bytes:
        """Return bytes of the pack."""
        if not self.pack.path:
            return self.pack.data[start:end]
        with Path(self.pack.path).open("rb", buffering=0) as file:
            file.seek(start)
            return file.read(end - start)


class Galleys(Mapping[str, Galley]):
    """The galleys of all documents by their ids, read from their packs as they are asked for."""

    def __init__(self, slots: Mapping[str, Slot]) -> None:
        """Keep where each galley is."""
        self._slots = slots

    def __getitem__(self, document: str) -> Galley:
        """Return a document's galley."""
        slot = self._slots[document]
        values = marshal.loads(slot.read(slot.start, slot.middle))  # noqa: S302 — written by this engine
        return Galley(**dict(zip(_GALLEY, values, strict=True)))

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
            slot = self._slots[document]
            rows = marshal.loads(slot.read(slot.middle, slot.end))  # noqa: S302 — as above
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


def pack_galleys(
    galleys: Iterable[tuple[str, Galley, list[PlaceRow]]],
) -> tuple[bytes, dict[str, tuple[int, int, int]]]:
    """Return galleys and places as bytes, and where those of each document stand among them."""
    data = bytearray()
    index: dict[str, tuple[int, int, int]] = {}
    for name, galley, places in galleys:
        start = len(data)
        data += marshal.dumps(tuple(getattr(galley, key) for key in _GALLEY))
        middle = len(data)
        data += marshal.dumps(places)
        index[name] = (start, middle, len(data))
    return bytes(data), index
