"""Writing the pages of an edition's documents: those that differ from the last build, on all cores."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from edition.specs import FileSpec
from edition.store import read_file, write_file
from edition.workers import share_out

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from edition.render.document import RenderedPage
    from edition.render.urls import UrlFor
    from edition.specs import PageSpec
    from edition.units import Workshop

_BATCH = 64
# MkDocs empties a site's folder before it builds, but for what is hidden.
_ASIDE = ".edition-last-build"


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the last build: what decided about it, and how the file system knew it then."""

    key: bytes
    size: int
    modified: int


Manifest = dict[str, Written]


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What turns rendered pages into files: the theme, the addresses, the site's folder.

    `draw` gives the whole page around what was rendered, and `key` tells all that decides how; `page_file`
    gives the file below `site` of the page of this name. What was written stands in the file `manifest` of
    the cache.
    """

    draw: Callable[[PageSpec, RenderedPage], str]
    key: bytes
    url_for: Callable[[str], UrlFor]
    page_file: Callable[[str], str]
    site: Path
    manifest: str

    def file_of(self, spec: PageSpec | FileSpec) -> str:
        """Return the file below `site` that a page or a file is."""
        return spec.name if isinstance(spec, FileSpec) else self.page_file(spec.name)

    def made(self, spec: PageSpec | FileSpec) -> bytes:
        """Return the bytes of a page or a file."""
        if isinstance(spec, FileSpec):
            content = spec.render(self.url_for(spec.page))
            return content if isinstance(content, bytes) else content.encode(errors="replace")
        page = spec.render(self.url_for(spec.name))
        return self.draw(spec, page).encode(errors="xmlcharrefreplace")


def set_aside(site: Path, folders: Sequence[str]) -> None:
    """Move what the last build wrote in these folders out of the way of the generator, which deletes it.

    What was set aside for a build that came to no end is still there, unless this site has the folder anew.
    """
    aside = site / _ASIDE
    for name in folders:
        if (site / name).is_dir():
            aside.mkdir(exist_ok=True)
            shutil.rmtree(aside / name, ignore_errors=True)
            (site / name).replace(aside / name)


def put_back(site: Path, kept: Mapping[str, object]) -> None:
    """Put back what was set aside, but for files that are not `kept`, which others wrote or nobody needs."""
    aside = site / _ASIDE
    for folder in aside.iterdir() if aside.is_dir() else ():
        shutil.rmtree(site / folder.name, ignore_errors=True)
        folder.replace(site / folder.name)
        _sweep(site / folder.name, f"{folder.name}/", kept)
    shutil.rmtree(aside, ignore_errors=True)


def _sweep(folder: Path, prefix: str, kept: Mapping[str, object]) -> bool:
    """Remove what is not kept below a folder; return whether anything is left."""
    left = False
    for entry in list(os.scandir(folder)):
        name = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if _sweep(folder / entry.name, f"{name}/", kept):
                left = True
            else:
                (folder / entry.name).rmdir()
        elif name in kept:
            left = True
        else:
            (folder / entry.name).unlink()
    return left


def publish(specs: Sequence[PageSpec | FileSpec], press: Press, workshop: Workshop) -> None:
    """Write the page or file of every spec; one that is already as it must be is left as it is."""
    kept = workshop.cache / press.manifest if workshop.cache else None
    last = _last_build(kept)
    put_back(press.site, last)
    manifest: Manifest = {}
    to_do: list[PageSpec | FileSpec] = []
    for spec in specs:
        name = press.file_of(spec)
        known = last.get(name)
        is_there = known and spec.context and _is_as_written(f"{press.site}/{name}", known)
        if known and is_there and known.key == _key(spec, press):
            manifest[name] = known
        else:
            to_do.append(spec)
    batches = _batches(to_do)

    def work(batch: Sequence[PageSpec | FileSpec]) -> Manifest:
        return dict(_write(spec, press) for spec in batch)

    for _, written in share_out(batches, work, workshop.workers):
        manifest |= written
        workshop.progress("Writing", len(manifest), len(specs))
    for name in last.keys() - manifest.keys():
        _remove(press.site, name)
    if kept and manifest != last:
        write_file(kept, pickle.dumps(manifest))


def _batches(specs: Sequence[PageSpec | FileSpec]) -> list[Sequence[PageSpec | FileSpec]]:
    """Return the work in pieces; what is slow comes first, the last of it before all, each by itself."""
    slow = [one for one in reversed(specs) if isinstance(one, FileSpec) and one.slow]
    quick = sorted((one for one in specs if not (isinstance(one, FileSpec) and one.slow)), key=_kept_with)
    shares = [quick[start : start + _BATCH] for start in range(0, len(quick), _BATCH)]
    return [*([one] for one in slow), *shares]


def _kept_with(spec: PageSpec | FileSpec) -> str:
    """Return what tells the pages and files of one document from others': together, they are read once."""
    name = spec.name.split("/", 2)
    return "/".join(name[:2]) if name[0] == "documents" else ""


def _key(spec: PageSpec | FileSpec, press: Press) -> bytes:
    """Return a digest of all that decides about a page or a file, or nothing where nobody can tell."""
    if spec.context is None:
        return b""
    own = () if isinstance(spec, FileSpec) else (spec.title, spec.description, spec.is_wide, spec.assets)
    words = repr((*own, spec.context()))
    return hashlib.blake2b(words.encode(errors="surrogatepass"), key=press.key, digest_size=16).digest()


def _write(spec: PageSpec | FileSpec, press: Press) -> tuple[str, Written]:
    """Write a page or a file, and return how to know it again."""
    content = press.made(spec)
    name = press.file_of(spec)
    path = f"{press.site}/{name}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        file = os.open(path, flags, 0o666)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, flags, 0o666)
    with open(file, "wb", buffering=0) as out:  # noqa: PTH123 — a file that is open already
        out.write(content)
        now = os.fstat(file)
    return name, Written(_key(spec, press), now.st_size, now.st_mtime_ns)


def _is_as_written(path: str, known: Written) -> bool:
    try:
        now = os.stat(path)  # noqa: PTH116 — ten thousand times, and a path object costs more than the question
    except OSError:
        return False
    return (now.st_size, now.st_mtime_ns) == (known.size, known.modified)


def _last_build(kept: Path | None) -> Manifest:
    data = read_file(kept) if kept else None
    with suppress(Exception):  # a file that somebody has cut is as none
        manifest = pickle.loads(data or b"")  # noqa: S301 — written by this engine, in a folder of its own
        if isinstance(manifest, dict):
            return manifest
    return {}


def _remove(site: Path, name: str) -> None:
    """Remove a file of the last build that this one does not have, and the folder that it leaves empty."""
    with suppress(OSError):
        (site / name).unlink()
        (site / name).parent.rmdir()
