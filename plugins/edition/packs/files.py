"""The files of packs, `docs/packs/<name>.md`: what a teacher assigns, and the teacher's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition import yaml_files
from edition.diagnostics import Code, Diagnostic, Location
from edition.schema import LONGEST_ID, Pack
from edition.sources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "packs"
"""The folder of packs, under that of the editors' own pages."""
BUILDER = "builder"
"""The page on which readers put packs together: no pack can have its name."""
# Files in the folder that are no packs: the editors' words above the list of packs.
_LISTS = frozenset({"index.md", "README.md"})
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FENCE = "---"
_OPENING = re.compile(r"[\s>*+-]*")
_PLACE = re.compile(r"\[\[\s*([^\[\]]*?)\s*\]\]\s*")


@dataclass(frozen=True, slots=True)
class NamedPassage:
    """A line of a teacher's words that names a passage: its line in the file, and the name."""

    line: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """A pack as it is written: its name, its front matter, and the words behind it, from the line `begins`.

    `named` are the passages that lines of the words name. `is_whole` tells whether the front matter is
    without mistakes: of one that is not, only what is in order is known.
    """

    name: str
    path: str
    pack: Pack
    words: str
    begins: int
    named: tuple[NamedPassage, ...]
    is_whole: bool = True

    def line_of(self, words: str) -> int:
        """Return the first line of the teacher's words in which these stand."""
        before, found, _ = self.words.partition(words)
        return self.begins + before.count("\n") if found else self.begins

    def line_with(self, *patterns: str) -> int:
        """Return the line of the teacher's words with the first of these patterns that stands there."""
        for pattern in patterns:
            if found := re.search(pattern, self.words):
                return self.begins + self.words.count("\n", 0, found.start())
        return self.begins

    def deepest_line(self) -> int:
        """Return the line of the teacher's words that stands within the most lists, quotations or tags."""
        lines = self.words.split("\n")
        depths = [len(_OPENING.match(line)[0]) + line.count("<") for line in lines]  # type: ignore[index]
        return self.begins + depths.index(max(depths))

    def location(self, line: int) -> Location:
        """Return a line of the file as messages name it."""
        return Location(self.path, line)


def pack_names(docs: Path) -> list[str]:
    """Return the names of the packs under the editors' pages in `docs`, as their files have them."""
    return sorted(path.stem for path in _files(docs))


def read_packs(docs: Path) -> tuple[tuple[PackFile, ...], list[Diagnostic]]:
    """Return the packs under the editors' pages in `docs`, and what is wrong with their files."""
    packs: list[PackFile] = []
    problems: list[Diagnostic] = []
    for file in sorted(_files(docs)):
        path = f"{docs.name}/{FOLDER}/{file.name}"
        if remedy := _unfit_name(file.stem):
            message = f"{file.stem!r} cannot be the name of a pack; {remedy}"
            problems.append(Diagnostic(Code.PACK_NAME, message, Location(path, 1)))
            continue
        text = read_text(file, path, problems)
        pack = None if text is None else parse_pack(text, file.stem, path, problems)
        if pack:
            packs.append(pack)
    return tuple(packs), problems


def _files(docs: Path) -> Iterator[Path]:
    """Yield the files of packs."""
    for path in (docs / FOLDER).glob("*.md"):
        if path.name not in _LISTS and not path.name.startswith("."):
            yield path


def _unfit_name(name: str) -> str:
    """Return what to do about a file's name that cannot be the address of a pack, or nothing."""
    if not _NAME.fullmatch(name):
        return "call the file by small letters, digits and hyphens"
    if len(name) > LONGEST_ID:
        return f"it has {len(name)} characters, and a name {LONGEST_ID} at most, so shorten it"
    return "the page that builds packs has it, so choose another" if name == BUILDER else ""


def parse_pack(text: str, name: str, path: str, problems: list[Diagnostic]) -> PackFile | None:
    """Return a pack of which `text` is the file, or None where its front matter says nothing of use."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    end = front_matter_end(lines)
    if end is None:
        problems.append(Diagnostic(Code.PACK_FRONT_MATTER, _without_end(lines), Location(path, 1)))
        return None
    # An empty line stands for the fence, so that every line has its number.
    pack, found = yaml_files.load("\n".join(["", *lines[1:end]]), path, Pack, lists=frozenset({"passages"}))
    problems += found
    if pack is None:
        if not found:
            message = "there is nothing between the two lines '---'; write title and passages there"
            problems.append(Diagnostic(Code.PACK_FRONT_MATTER, message, Location(path, 1)))
        return None
    problems += _repeated_ids(pack, path)
    return PackFile(
        name=name,
        path=path,
        pack=pack,
        words="\n".join(lines[end + 1 :]),
        begins=end + 2,
        named=tuple(
            NamedPassage(number, place[1])
            for number, line in enumerate(lines[end + 1 :], end + 2)
            if (place := _PLACE.fullmatch(line))
        ),
        is_whole=not found,
    )


def front_matter_end(lines: list[str]) -> int | None:
    """Return which of the lines, from 0, ends the front matter, or None where there is none."""
    if not lines or lines[0].rstrip() != _FENCE:
        return None
    return next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)


def _without_end(lines: list[str]) -> str:
    """Return the sentence for a file without front matter."""
    if lines and lines[0].rstrip() == _FENCE:
        return "the front matter that begins here has no end; write a line '---' behind it"
    return "a pack begins with '---', its title and its passages, and '---' again; write them above the words"


def _repeated_ids(pack: Pack, path: str) -> Iterator[Diagnostic]:
    """Yield a problem for each passage that has the id of an earlier one."""
    lines: dict[str, int] = {}
    for passage in pack.passages:
        if passage.id in lines:
            first = lines[passage.id]
            message = f"'{passage.id}' is already the id of the passage on line {first}; choose another"
            yield Diagnostic(Code.ID_DUPLICATE, message, Location(path, passage.line_of("id")))
        elif passage.id:
            lines[passage.id] = passage.line_of("id")
