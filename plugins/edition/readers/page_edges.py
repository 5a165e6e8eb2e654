"""What stands between the text of two pages: running heads, the tables of forms, and where a page begins."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from edition.model import FurnitureKind
from edition.readers.deletions import without_strikes
from edition.readers.parts import PageStart
from edition.readers.roles import Role, Roles, is_furniture
from edition.readers.stamps import begins_with_marking, is_classification

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.readers.lines import Line

_LONGEST_HEAD = 80
_FEWEST_CELLS = 3


def running_head_roles(lines: Sequence[Line], roles: Roles) -> dict[int, Role]:
    """Return the lines that stand in the same words directly beside the numbers of two pages or more.

    Beside a page number, SECRET is a classification even in small letters, or with words that are no marking.
    """
    beside: list[Line] = []
    for place, line in enumerate(lines):
        near = [*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]]
        numbered = any(other.number in roles and roles[other.number].page for other in near)
        if numbered and line.number not in roles and len(line.text) <= _LONGEST_HEAD:
            beside.append(line)
    counted = Counter(line.text for line in beside)
    found: dict[int, Role] = {}
    for line in beside:
        words = without_strikes(line).upper()
        marked = is_classification(words) or (counted[line.text] > 1 and begins_with_marking(words))
        kind = FurnitureKind.CLASSIFICATION if marked else FurnitureKind.RUNNING_HEAD
        if marked or counted[line.text] > 1:
            found[line.number] = Role(kind=kind, group=line.number)
    return found


def form_table_roles(lines: Sequence[Line], roles: Roles) -> dict[int, Role]:
    """Return rows of three cells or more, divided by tabs, that stand beside other furniture."""
    found: dict[int, Role] = {}
    rows: list[Line] = []
    for place, line in enumerate([*lines, None]):
        if line is not None and line.number not in roles and line.text.count("\t") + 1 >= _FEWEST_CELLS:
            rows.append(line)
            continue
        before = lines[place - len(rows) - 1 : place - len(rows)] if place > len(rows) else []
        near = [*before, *([line] if line is not None else [])]
        if rows and any(is_furniture(other, roles) for other in near):
            group = rows[0].number
            found |= {row.number: Role(kind=FurnitureKind.FORM, group=group) for row in rows}
        rows = []
    return found


def page_heads(lines: Sequence[Line], roles: Roles) -> dict[int, PageStart]:
    """Return the lines from which everything is on a new page, each with the page that begins.

    The classification directly above a page's number heads the new page, where another one has closed the
    page before; where there is only one, it heads the page if the last page is not closed by one either.
    Where the first number is a 1 below the text, the numbers stand at the foot of their pages.
    """
    numbered = [line for line in lines if line.number in roles and roles[line.number].page]
    text = [line.number for line in lines if not is_furniture(line, roles)]
    if numbered and roles[numbered[0].number].page == "1" and text and text[0] < numbered[0].number:
        return _pages_numbered_below(numbered, text, roles)
    heads: dict[int, PageStart] = {}
    closed = _closed_by_classification(lines, roles)
    for place, line in enumerate(lines):
        role = roles.get(line.number)
        if role is None or not role.page:
            continue
        markings = 0
        above = place - 1
        while above >= 0 and is_furniture(lines[above], roles) and not roles[lines[above].number].page:
            markings += roles[lines[above].number].kind is FurnitureKind.CLASSIFICATION
            above -= 1
        directly = place > 0 and _is_marking(lines[place - 1], roles)
        head = lines[place - 1] if directly and (markings > 1 or not closed) and above >= 0 else line
        heads[head.number] = PageStart(label=role.page)
    return heads


def _pages_numbered_below(
    numbered: Sequence[Line], text: Sequence[int], roles: Roles
) -> dict[int, PageStart]:
    """Return the pages of a document that has its numbers at the foot: each begins with its first text."""
    heads: dict[int, PageStart] = {text[0]: PageStart(label="1")}
    printed = {roles[line.number].page for line in numbered}
    for line in numbered:
        label = roles[line.number].page
        following = next((number for number in text if number > line.number), None)
        if following is not None and label.isdecimal():
            label = str(int(label) + 1)
            supplied = "" if label in printed else "The page before has its number at its foot."
            heads[following] = PageStart(label=label, supplied=supplied)
    return heads


def _closed_by_classification(lines: Sequence[Line], roles: Roles) -> bool:
    """Tell whether a classification stands below the last line of text."""
    for line in reversed(lines):
        if not is_furniture(line, roles):
            return False
        if _is_marking(line, roles):
            return True
    return False


def _is_marking(line: Line, roles: Roles) -> bool:
    """Tell whether a line is a classification marking."""
    return line.number in roles and roles[line.number].kind is FurnitureKind.CLASSIFICATION
