"""The ledger of published addresses, `sources/addresses.txt`: how it is read and written.

A document stands on a line of its own with a seal, and below it, indented, every address within it, each with
what tells its words again. The seal is a digest of these lines and of the addresses that the document had
when they were written: a document that still has them is passed over at once. What else has an address
stands on a line by itself: `people/dean-rusk`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.diagnostics import UNMERGED, Code, Diagnostic, Location, shortened
from edition.fingerprints import Fingerprint, is_passage

if TYPE_CHECKING:
    from collections.abc import Iterable

LEDGER = "sources/addresses.txt"
"""The file, as messages name it."""
_HEAD = """\
# The addresses that this edition has published, and keeps for ever.
# Written by `edition addresses --write`, which adds what is new and drops nothing; nobody edits it by hand.
"""
_NAME = r"[\w.-]+(?:/[\w.-]+)*"
_ENTRY = re.compile(rf"({_NAME})(?: ([0-9a-f]{{16}}))?")
_LINE = re.compile(r" ([\w.-]+) ([0-9a-f]{8}) (\d{1,4})((?: \w+)*)")
_NEXT_ENTRY = re.compile(rb"\n(?! )")
_KINDS = ("pg_", "p", "fn")
_DIGITS = re.compile(r"(\d+)")
_MERGE = re.compile(rb"^(?:<{7}|={7}|>{7}|\|{7})(?= |\r?$).*$", re.MULTILINE)
_REMEDY = "restore the file from the repository, or take the line away"


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """An address within a document, by which words it is known, and its line in the ledger."""

    fragment: str
    words: Fingerprint
    line: int = 0


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page that was published: its name, its seal, if it has one, and the lines of the addresses in it."""

    name: str
    seal: str = ""
    body: bytes = b""
    line: int = 0

    def is_sealed(self, digest: str) -> bool:
        """Whether nothing has changed: neither the lines nor the addresses, of which this is the digest."""
        return bool(self.seal) and self.seal == seal_of(self.body, digest)


Ledger = dict[str, KnownPage]


def seal_of(body: bytes, digest: str) -> str:
    """Return the seal of a document's lines; `digest` is that of the addresses that it has now."""
    return hashlib.blake2b(body + digest.encode(), digest_size=8).hexdigest()


def read_ledger(data: bytes) -> tuple[Ledger, list[Diagnostic]]:
    """Return the pages of a ledger by their names, and what is wrong with its lines."""
    ledger: Ledger = {}
    problems: list[Diagnostic] = []
    line = 1
    marks = _MERGE.search(data)
    if marks:
        problems.append(_problem(UNMERGED, data.count(b"\n", 0, marks.start()) + 1))
        data = _MERGE.sub(b" ", data)
    for block in _NEXT_ENTRY.split(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")):
        head, _, body = block.partition(b"\n")
        words = head.decode(errors="replace")
        entry = _ENTRY.fullmatch(words)
        if body.strip() and not (entry and _has_places(entry[1])):
            below = line + 1 + len(body) - len(body.lstrip(b"\n"))
            problems.append(_problem(f"{_quoted(body)} stands below no document; {_REMEDY}", below))
        if entry is None and words and not words.startswith("#"):
            problems.append(_problem(f"{words[:60]!r} is no address; {_REMEDY}", line))
        elif entry and entry[1] in ledger:
            first = ledger[entry[1]].line
            message = f"{entry[1]} stands on line {first} too; keep one of them with all its lines, "
            problems.append(_problem(f"{message}and run `edition addresses --write`", line))
        elif entry:
            ledger[entry[1]] = KnownPage(entry[1], entry[2] or "", body + b"\n" if body else b"", line)
        line += block.count(b"\n") + 1
    return ledger, problems[:1] if marks else problems


def _has_places(name: str) -> bool:
    """Whether addresses stand within what has this name: a document, a chapter or a section."""
    return "/" not in name or (name.startswith("volumes/") and name.count("/") > 1)


def _quoted(body: bytes) -> str:
    return repr(shortened(body.decode(errors="replace").strip().partition("\n")[0]))


def known_places(page: KnownPage) -> tuple[list[KnownPlace], list[Diagnostic]]:
    """Return the addresses within a page of the ledger, and what is wrong with their lines."""
    places: list[KnownPlace] = []
    problems: list[Diagnostic] = []
    told: dict[tuple[str, str], int] = {}
    for line, words in enumerate(page.body.decode(errors="replace").splitlines(), page.line + 1):
        found = _LINE.fullmatch(words)
        if found is None:
            if words.strip():
                problems.append(_problem(f"{words.strip()[:60]!r} is no address; {_REMEDY}", line))
            continue
        first = told.setdefault((found[1], found[2]), line)
        if first != line:
            message = f"{page.name}#{found[1]} stands on line {first} too; take one of the lines away"
            problems.append(_problem(message, line))
            continue
        places.append(
            KnownPlace(found[1], Fingerprint(found[2], int(found[3]), tuple(found[4].split())), line)
        )
    return places, problems


def _problem(message: str, line: int) -> Diagnostic:
    return Diagnostic(Code.LEDGER_MALFORMED, message, Location(LEDGER, line))


def body_of(places: Iterable[KnownPlace]) -> bytes:
    """Return the lines of the addresses within a document: pages, paragraphs, notes, annotations."""
    lines = [
        f" {' '.join((one.fragment, one.words.digest, str(one.words.size), *one.words.words))}\n"
        for one in sorted(places, key=lambda one: (_order(one.fragment), one.words.digest))
    ]
    return "".join(lines).encode()


def _order(fragment: str) -> tuple[int, list[tuple[int, str]]]:
    kinds = () if is_passage(fragment) else _KINDS
    kind = next((number for number, stem in enumerate(kinds) if fragment.startswith(stem)), len(_KINDS))
    parts = [(int(part) if part.isdecimal() else -1, part) for part in _DIGITS.split(fragment)]
    return kind, parts


def ledger_file(pages: Iterable[KnownPage]) -> bytes:
    """Return the file that holds these pages, in the order of their names."""
    parts = [_HEAD.encode()]
    for page in sorted(pages, key=lambda page: page.name):
        parts += [" ".join(filter(None, (page.name, page.seal))).encode(), b"\n", page.body]
    return b"".join(parts)
