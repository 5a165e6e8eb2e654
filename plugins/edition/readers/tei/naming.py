"""The names of a volume's divisions: the source's own identifiers, and what we say where it has none."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from edition.diagnostics import Code
from edition.model import DivisionKind
from edition.readers.tei.parse import TEI, XML_ID
from edition.schema import LONGEST_ID

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edition.readers.tei.outline import Part

_NAMELESS = {
    f"{TEI}titlePage": "title-page",
    f"{TEI}text": "text",
    f"{TEI}front": "front-matter",
    f"{TEI}body": "body",
    f"{TEI}back": "back-matter",
}
_TITLES = {f"{TEI}titlePage": "Title page", f"{TEI}front": "Front matter", f"{TEI}back": "Back matter"}


@dataclass(slots=True)
class DivisionIds:
    """The ids of a volume's divisions, each given once."""

    volume: str
    given: set[str] = field(default_factory=set)

    def id_of(self, name: str) -> str:
        """Return the id of the division of this name: the volume's, and the name as an address has it."""
        # A page's address is the name of a file: one of hundreds of letters could not be written.
        stem = f"{self.volume}-{as_address(name)[:LONGEST_ID].rstrip('.-')}"
        free = next(one for one in _numbered(stem) if one not in self.given)
        self.given.add(free)
        return free


def as_address(name: str) -> str:
    """Return a name in small letters, digits, hyphens and dots, as addresses have them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9.]+", "-", plain)
    return re.sub(r"[.-]*-[.-]*|\.{2,}", "-", words).strip(".-") or "part"


def name_parts(parts: list[Part]) -> list[tuple[Part, Code, str]]:
    """Give every part its name: its identifier, or one of ours where it has none or that of another part.

    Return what is to be said of those that got one of ours: of sections without an identifier nothing.
    """
    taken: set[str] = {identifier for part in parts if (identifier := part.element.get(XML_ID))}
    seen: set[str] = set()
    numbers: Counter[str] = Counter()
    said = []
    for part in parts:
        name = part.element.get(XML_ID) or ""
        if not name or name in seen:
            ours = name or _stem(part, numbers)
            part.name = next(one for one in _numbered(ours) if one not in taken)
            if name:
                message = (
                    f"the xml:id '{name}' stands here a second time; this {part.kind} is '{part.name}' here"
                )
                said.append((part, Code.XML_ID_DUPLICATE, message))
            elif part.kind is DivisionKind.DOCUMENT:
                message = f"this document has no xml:id; its address ends in '{part.name}'"
                said.append((part, Code.DOCUMENT_NAMELESS, message))
        else:
            part.name = name
        seen.add(part.name)
        taken.add(part.name)
    return said


def title_of(part: Part, number: str) -> str:
    """Return what a list calls a division that has no heading."""
    if part.kind is DivisionKind.DOCUMENT:
        return f"Document {number or part.name}".strip()
    title = _TITLES.get(str(part.element.tag))
    return title or (part.element.get("type") or part.name).replace("-", " ").capitalize()


def _stem(part: Part, numbers: Counter[str]) -> str:
    """Return a name for a part without one: what it is, and which of these in the volume."""
    known = _NAMELESS.get(str(part.element.tag))
    if known:
        return known
    kind = part.kind.value
    numbers[kind] += 1
    return f"{kind}-{numbers[kind]}"


def _numbered(stem: str) -> Iterable[str]:
    """Yield a name, and then the same with a number behind it."""
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))
