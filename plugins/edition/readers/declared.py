"""What the editors have declared of particular lines, checked against the source."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location
from edition.model import BlockKind, FurnitureKind
from edition.readers.lines import split_lines
from edition.readers.page_notations import notation_label
from edition.readers.page_numbers import is_page_number
from edition.readers.roles import Role
from edition.schema import LineRole
from edition.sources import METADATA_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edition.readers.lines import Line
    from edition.schema import LineDeclaration
    from edition.sources import Source

_BLOCKS = {
    LineRole.CONTINUATION: BlockKind.PARAGRAPH,
    LineRole.DATELINE: BlockKind.DATELINE,
    LineRole.HEADING: BlockKind.HEADING,
    LineRole.PARAGRAPH: BlockKind.PARAGRAPH,
    LineRole.SIGNATURE: BlockKind.SIGNATURE,
    LineRole.SUBJECT: BlockKind.ITEM,
}
_SHOWN = 60


class _LinesError(Exception):
    """A declaration does not fit the source."""

    def __init__(self, code: Code, message: str) -> None:
        """Keep the code beside the sentence."""
        super().__init__(message)
        self.code = code


def declared_roles(
    source: Source, lines: Sequence[Line], declarations: Sequence[LineDeclaration]
) -> tuple[dict[int, Role], list[Diagnostic]]:
    """Return what the declared lines are, and a problem for each declaration that does not fit the source."""
    roles: dict[int, Role] = {}
    first: dict[int, LineDeclaration] = {}
    problems = []
    for declaration in declarations:
        try:
            members = _find_lines(lines, declaration)
            _refuse_contradictions(members, declaration, first)
        except _LinesError as error:
            location = Location(metadata_path(source), declaration.yaml_line)
            problems.append(Diagnostic(error.code, str(error), location))
            continue
        for line in members:
            roles[line.number] = _role(declaration, members, line)
            first[line.number] = declaration
    return roles, problems


def _refuse_contradictions(
    members: Sequence[Line], declaration: LineDeclaration, first: Mapping[int, LineDeclaration]
) -> None:
    """Raise where a line has been declared before, or where it names another page than its label."""
    for line in members:
        if (other := first.get(line.number)) is not None:
            raise _LinesError(
                Code.LINE_AMBIGUOUS,
                f"{_shown(line.text)} (line {line.number} of the source) is declared to be a "
                f"{declaration.kind} here and a {other.kind} on line {other.yaml_line}; take one of the "
                "entries away",
            )
    printed = notation_label(members[0].text)
    if declaration.label and printed and printed != declaration.label:
        raise _LinesError(
            Code.LINE_AMBIGUOUS,
            f"{_shown(members[0].text)} begins page {printed}, and 'label' says {declaration.label}; write "
            f"'label: \"{printed}\"', or take the entry away",
        )


def metadata_path(source: Source) -> str:
    """Return the path of the file in which the editors say what they know of a source."""
    folder, slash, _ = source.path.rpartition("/")
    return f"{folder}{slash}{METADATA_NAME}"


def _role(declaration: LineDeclaration, members: Sequence[Line], line: Line) -> Role:
    """Return what one line of a declaration is."""
    kind: BlockKind | FurnitureKind
    match declaration.kind:
        case LineRole.PAGE_BREAK:
            numbered = is_page_number(line.text)
            kind = FurnitureKind.PAGE_NUMBER if numbered else FurnitureKind.RUNNING_HEAD
        case LineRole():
            kind = _BLOCKS[declaration.kind]
        case FurnitureKind():
            kind = declaration.kind
    first = line is members[0]
    return Role(
        kind=kind,
        group=members[0].number,
        page=declaration.label if first else "",
        note=declaration.note,
        list_type="subject" if declaration.kind is LineRole.SUBJECT else "",
        declared=True,
        continues=declaration.kind is LineRole.CONTINUATION and first,
    )


def _find_lines(lines: Sequence[Line], declaration: LineDeclaration) -> Sequence[Line]:
    """Return the lines that a declaration names; raises where they are nowhere, elsewhere, or twice."""
    wanted = [text for text in (line.strip() for line in split_lines(declaration.text)) if text]
    texts = [line.text for line in lines]
    starts = [place for place in range(len(lines)) if texts[place : place + len(wanted)] == wanted]
    shown = _shown(wanted[0])
    if not starts or not wanted:
        raise _LinesError(Code.LINE_NOT_FOUND, _not_found(lines, wanted))
    numbers = [lines[start].number for start in starts]
    listed = " and ".join(str(number) for number in numbers)
    if declaration.line in numbers:
        start = starts[numbers.index(declaration.line)]
        return lines[start : start + len(wanted)]
    if declaration.line is not None:
        moved = f"{shown} is not on line {declaration.line} of the source but on line {listed}; change 'line'"
        raise _LinesError(Code.LINE_NOT_FOUND, moved)
    if len(starts) > 1:
        several = f"{shown} stands on lines {listed} of the source; say which with 'line: {numbers[0]}'"
        raise _LinesError(Code.LINE_AMBIGUOUS, several)
    return lines[starts[0] : starts[0] + len(wanted)]


def _not_found(lines: Sequence[Line], wanted: Sequence[str]) -> str:
    """Say what a declaration names that the source does not have, and what comes nearest."""
    texts = {line.text: line.number for line in reversed(lines)}
    for place, words in enumerate(wanted):
        if words in texts:
            continue
        nearest = get_close_matches(words, texts, n=1)
        found = (
            f"nearest: line {texts[nearest[0]]}, {_shown(nearest[0])}" if nearest else "nothing is like it"
        )
        missing = f"{_shown(words)} is not a line of the source; {found}"
        return missing if place == 0 else f"line {place + 1} of the declared lines, {missing}"
    numbers = ", ".join(str(texts[words]) for words in wanted)
    return f"the declared lines are not together in the source, but lines {numbers}; declare each alone"


def _shown(words: str) -> str:
    """Return the words in quotation marks, cut where they are many."""
    return f"'{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}'"
