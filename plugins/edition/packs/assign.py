"""From the files of packs to the passages that they assign, and everything that is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.annotations.anchor import AnchoringError
from edition.diagnostics import Code, Diagnostic, did_you_mean
from edition.links import is_lost, moved_address, no_document
from edition.packs.checks import check_words
from edition.packs.extents import PassageError, find_extent
from edition.packs.model import AssignedPack, AssignedPassage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from edition.addresses import Place
    from edition.links import Astray, Records
    from edition.packs.extents import FindQuote
    from edition.packs.files import PackFile
    from edition.schema import PackPassage


_UNKNOWN = frozenset((Code.DOCUMENT_UNKNOWN, Code.TARGET_UNKNOWN))


def assign(
    files: Iterable[PackFile],
    known: Records,
    astray: Astray,
    places: Mapping[str, Mapping[str, Place]],
    find_quote: FindQuote,
) -> tuple[tuple[AssignedPack, ...], list[Diagnostic]]:
    """Return the packs with their passages in their documents, and what is wrong with them.

    A passage that is not there is left out; where a mistake elsewhere has made it unknown, in silence.
    """
    problems: list[Diagnostic] = []
    packs: list[AssignedPack] = []
    for file in files:
        assigned: dict[int, AssignedPassage] = {}
        for number, passage in enumerate(file.pack.passages, 1):
            try:
                extent = find_extent(passage, known, places, find_quote)
            except (PassageError, AnchoringError) as error:
                problems += _not_there(file, passage, error, astray)
                continue
            assigned[number] = AssignedPassage(
                id=passage.id or f"passage-{number}",
                document=passage.document,
                extent=extent,
                passage=passage,
                shows=frozenset(file.pack.show if passage.show is None else passage.show),
            )
        order, lines, found = _order(file)
        problems += found
        standing = [number for number in order if number in assigned]
        rest = [number for number in assigned if number not in order]
        pack = AssignedPack(
            file=file,
            passages=tuple(assigned[number] for number in (*standing, *rest)),
            lines=tuple(line for number, line in zip(order, lines, strict=True) if number in assigned),
        )
        packs.append(pack)
        problems += check_words(pack, known, astray)
        problems += _check_state(pack, known, astray)
    return tuple(packs), problems


def _not_there(
    file: PackFile, passage: PackPassage, error: PassageError | AnchoringError, astray: Astray
) -> Iterator[Diagnostic]:
    """Yield the problem of a passage that is not there, unless a mistake elsewhere has made it unknown."""
    address = f"{passage.document}#{passage.annotation}".rstrip("#")
    if is_lost(address, "", astray.lost):
        return
    moved = moved_address(address, astray.moves) if error.code in _UNKNOWN else None
    problem = moved or error
    location = file.location(passage.line_of(_key_of(passage, error)))
    yield Diagnostic(problem.code, str(problem), location)


def _key_of(passage: PackPassage, error: PassageError | AnchoringError) -> str:
    """Return the key of a passage with which something is wrong."""
    keys = ("pages", "paragraphs", "annotation", "exact")
    told = next((key for key in keys if getattr(passage, key)), "document")
    return "document" if error.code is Code.DOCUMENT_UNKNOWN else told


def _order(file: PackFile) -> tuple[list[int], list[int], list[Diagnostic]]:
    """Return the passages that lines of the words name, by their numbers from 1, and these lines, from 0."""
    numbers = {str(number): number for number in range(1, len(file.pack.passages) + 1)}
    numbers |= {one.id: number for number, one in enumerate(file.pack.passages, 1) if one.id}
    found: dict[int, int] = {}
    problems: list[Diagnostic] = []
    for named in file.named:
        number = numbers.get(named.name)
        if number is None:
            if file.is_whole:
                message = f"the pack has no passage {named.name!r}; {_passages(named.name, file)}"
                problems.append(Diagnostic(Code.PASSAGE_UNKNOWN, message, file.location(named.line)))
        elif number in found:
            line = found[number] + file.begins
            message = f"the passage {named.name!r} stands on line {line} already; keep one of the two"
            problems.append(Diagnostic(Code.PASSAGE_REPEATED, message, file.location(named.line)))
        else:
            found[number] = named.line - file.begins
    problems += _within_words(file, numbers)
    return list(found), list(found.values()), problems


def _passages(name: str, file: PackFile) -> str:
    """Return what to write for a passage that a pack does not have."""
    ids = [one.id for one in file.pack.passages if one.id]
    last = len(file.pack.passages)
    numbers = f"its passages are 1 to {last}" if last > 1 else "its only passage is 1"
    return did_you_mean(name, ids, numbers)


def _within_words(file: PackFile, numbers: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Yield a problem for each passage that is named within a line of other words."""
    alone = {named.line for named in file.named}
    for number, line in enumerate(file.words.split("\n"), file.begins):
        for name in re.findall(r"\[\[\s*([^\[\]]+?)\s*\]\]", line) if number not in alone else ():
            if name in numbers:
                message = (
                    f"[[{name}]] stands among other words; give it a line of its own, without indentation"
                )
                yield Diagnostic(Code.PASSAGE_UNKNOWN, message, file.location(number))


def _check_state(pack: AssignedPack, known: Records, astray: Astray) -> Iterator[Diagnostic]:
    """Yield a problem for each document of which a pack has the state and the edition nothing else."""
    state = pack.pack.state
    for name in state.documents if state else ():
        if name not in known and not is_lost(name, "", astray.lost):
            location = pack.file.location(state.line_of("documents") if state else 1)
            moved = moved_address(name, astray.moves)
            code = moved.code if moved else Code.DOCUMENT_UNKNOWN
            yield Diagnostic(code, f"in the state: {moved or no_document(name, known)}", location)
