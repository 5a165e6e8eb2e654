"""A pack as readers get it: its passages in their documents, and what has changed since it was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from edition.annotations.words import render_words
from edition.packs.files import FOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.annotations.words import Words
    from edition.links import Records
    from edition.packs.files import PackFile
    from edition.schema import Layer, Pack, PackPassage

# The parts of which a state has a digest each, in its order, as a sentence names them.
STATE_PARTS = ("text", "own notes", "annotations")


class Extent(NamedTuple):
    """What part of a document a passage is, in words, and its address: `pages=2-4` and `pg_2`.

    All three are empty for the whole document.
    """

    words: str = ""
    query: str = ""
    fragment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedPassage:
    """A passage of a pack: its address on the pack's page, its document, and what part of it it is."""

    id: str
    document: str
    extent: Extent
    passage: PackPassage
    shows: frozenset[Layer]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedPack:
    """A pack as readers get it; `passages` are in the order in which they stand.

    `lines` are those of the words, from 0, in which passages stand, the first ones in order; the others
    follow at the end.
    """

    file: PackFile
    passages: tuple[AssignedPassage, ...]
    lines: tuple[int, ...]

    @property
    def name(self) -> str:
        """The name, which is the last part of the address."""
        return self.file.name

    @property
    def page(self) -> str:
        """The name of the page."""
        return f"{FOLDER}/{self.file.name}"

    @property
    def pack(self) -> Pack:
        """The front matter."""
        return self.file.pack

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents of which there are passages, each once."""
        return tuple(dict.fromkeys(one.document for one in self.passages))

    @property
    def words(self) -> Words:
        """The teacher's words."""
        return render_words(self.file.words, self.lines, frozenset(one.id for one in self.passages))


class Change(NamedTuple):
    """A document of a pack that is no longer as it was: which parts are others, or none of it is known."""

    document: str
    parts: tuple[str, ...]


def changes(pack: Pack, documents: Sequence[str], known: Records) -> list[Change]:
    """Return which documents of a pack are in another state than that from which it was made.

    A document of whose state the pack says nothing has no parts.
    """
    then = pack.state.documents if pack.state else {}
    found: list[Change] = []
    for name in documents:
        now = known[name].state
        if name not in then:
            found.append(Change(name, ()))
        elif now != then[name]:
            digests = zip(STATE_PARTS, now.split("."), then[name].split("."), strict=True)
            found.append(Change(name, tuple(part for part, one, other in digests if one != other)))
    return found


def is_page(href: str) -> bool:
    """Whether a link names a page of the site by its file: `../threads/cuba.md#sources`."""
    return href.partition("#")[0].endswith(".md")


def page_of_link(href: str) -> tuple[str, str]:
    """Return the name of the page to which a link in a pack leads by its file, and the fragment."""
    path, _, fragment = href.partition("#")
    parts: list[str] = [FOLDER]
    for part in path.removesuffix(".md").split("/"):
        if part == "..":
            parts = parts[:-1] if parts else [".."]
        elif part != ".":
            parts.append(part)
    return "/".join(parts), fragment
