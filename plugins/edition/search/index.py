"""The index: what search finds of every page, given to Pagefind, and what a browser needs of its work."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from edition.search.entries import Part
from edition.search.facets import in_order, write_tables
from edition.search.words import searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edition.search.entries import SearchEntry, SearchPassage
    from edition.search.subjects import Subject

# Raised when the same entries give another index.
_FORM = 1
_KEY = "key"
# What Pagefind puts before the JSON of a record that it keeps for a result.
_SIGNATURE = b"pagefind_dcd"


class IndexingError(Exception):
    """Pagefind did not make an index, with what it said."""


def index_key(packed: Iterable[bytes], subjects: Iterable[Subject], *, language: str) -> str:
    """Return what an index is kept under: other texts, other facets or another Pagefind give another key.

    `packed` are the entries as `pack_entries` gives them, in whatever order.
    """
    digests = sorted(hashlib.blake2b(data, digest_size=16).digest() for data in packed)
    words = repr((_FORM, version("pagefind"), language, digests, sorted(map(repr, subjects))))
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()


def is_current(kept: Path, key: str) -> bool:
    """Whether the index in the folder `kept` was made under this key."""
    path = kept.parent / f"{kept.name}.{_KEY}"
    return path.is_file() and path.read_text(encoding="ascii") == f"{key} {_content(kept)}"


def _content(kept: Path) -> str:
    """Return a digest of an index as it stands, so that one of which anything is missing is made anew."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(kept.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(kept).as_posix()}\0".encode())
            digest.update(hashlib.blake2b(path.read_bytes(), digest_size=16).digest())
    return digest.hexdigest()


def keep_index(
    kept: Path, key: str, entries: Iterable[SearchEntry], subjects: Iterable[Subject], *, language: str
) -> None:
    """Make the index anew in the folder `kept`, and remember its key; nothing half made is ever there."""
    (kept.parent / f"{kept.name}.{_KEY}").unlink(missing_ok=True)
    write_index(entries, subjects, kept, language=language)
    (kept.parent / f"{kept.name}.{_KEY}").write_text(f"{key} {_content(kept)}", encoding="ascii")


def write_index(
    entries: Iterable[SearchEntry], subjects: Iterable[Subject], folder: Path, *, language: str
) -> None:
    """Write the index of the entries into the folder `folder`, in place of one that is there.

    Each entry's page has a subject. The same entries give the same bytes, in whatever order they come.
    Raises IndexingError.
    """
    ordered = in_order(subjects)
    by_page = {subject.page: subject for subject in ordered}
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".search-") as name:
        pages, made = Path(name) / "pages", Path(name) / "made"
        pages.mkdir()
        written: dict[str, tuple[str, Part]] = {}
        for entry in entries:
            # One folder for all: a folder for each page takes longer to make and remove than to index.
            file = f"{entry.page.replace('/', '~')}~{entry.part}.html"
            written[file] = entry.page, entry.part
            record = _record(entry, by_page[entry.page], language)
            (pages / file).write_text(record, encoding="utf-8")
        _run_pagefind(pages, made, language)
        _keep_what_is_used(made)
        write_tables(ordered, _records(made, written), made)
        _put(made, folder)


def _put(made: Path, folder: Path) -> None:
    """Put an index in its place; where another build has just put the same one there, that one stays."""
    if folder.is_dir() and _content(folder) == _content(made):
        return
    shutil.rmtree(folder, ignore_errors=True)
    try:
        made.rename(folder)
    except OSError:
        if _content(folder) != _content(made):
            raise


def _record(entry: SearchEntry, subject: Subject, language: str) -> str:
    """Return an entry as a page for Pagefind.

    What a result shows stands in the name of a first anchor: there it is kept, and not found. The title is
    found once only, with the text, where it also lifts its document. Anchors in the line keep phrases whole.
    """
    shown = json.dumps([subject.address, subject.title, subject.date, subject.number], ensure_ascii=False)
    found = {"title": subject.title, "number": subject.number}
    metadata = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(words)}">'
        for name, words in found.items()
        if words and entry.part in (Part.TEXT, Part.PAGE)
    )
    passages = "\n".join(_passage(passage) for passage in entry.passages)
    if not entry.passages:
        passages = escape(subject.title, quote=False)  # Pagefind leaves out what has no words
    return (
        f'<!doctype html><html lang="{escape(language)}"><head>{metadata}</head><body data-pagefind-body>'
        f"{_anchor('i', shown)}{passages}</body></html>"
    )


def _passage(passage: SearchPassage) -> str:
    stretches = " ".join(
        _anchor("s", stretch.page) + escape(searchable(stretch.words), quote=False)
        for stretch in passage.stretches
    )
    return f"{_anchor('p', passage.fragment, passage.label)}{stretches}"


def _anchor(kind: str, *words: str) -> str:
    """Return an anchor; Pagefind takes white space out of its name, so none is left in it."""
    name = ":".join(
        [kind, *(one if one.isalnum() and one.isascii() else quote(one, safe="") for one in words)]
    )
    return f'<a id="{name}"></a>'


def _run_pagefind(pages: Path, made: Path, language: str) -> None:
    options = ["--site", pages, "--output-path", made, "--force-language", language, "--silent"]
    command = [sys.executable, "-m", "pagefind", *map(str, options)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603 - our own
    if done.returncode or not (made / "pagefind-entry.json").is_file():
        said = " ".join((done.stderr or done.stdout).split())[-400:] or f"exit code {done.returncode}"
        raise IndexingError(f"Pagefind made no search index: {said}")


def _keep_what_is_used(made: Path) -> None:
    """Take away Pagefind's own search pages, which are four fifths of what it writes for a small edition."""
    languages = json.loads((made / "pagefind-entry.json").read_bytes())["languages"].values()
    used = {"pagefind.js", "pagefind-entry.json"}
    used |= {f"pagefind.{one['hash']}.pf_meta" for one in languages}
    used |= {f"wasm.{one['wasm'] or 'unknown'}.pagefind" for one in languages}
    for path in made.iterdir():
        if path.is_file() and path.name not in used:
            path.unlink()


def _records(made: Path, written: Mapping[str, tuple[str, Part]]) -> Mapping[tuple[str, Part], str]:
    """Return the name under which a result gives each record, by page and part."""
    records: dict[tuple[str, Part], str] = {}
    for path in (made / "fragment").iterdir():
        kept = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))
        records[written[kept["url"].removeprefix("/")]] = path.stem
    return records
