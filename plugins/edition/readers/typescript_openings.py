"""What stands above the first paragraph of a typescript: its title, its dateline, its memorandum fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.model import BlockKind, FurnitureKind
from edition.readers.datelines import is_dateline
from edition.readers.lists import inline_label, is_bulleted, list_label
from edition.readers.roles import Role, Roles
from edition.readers.sentences import is_enumerated, is_finished, is_prose, is_salutation, is_sentence
from edition.readers.telegram_forms import is_form_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edition.readers.lines import Line

_FIELD = re.compile(
    r"(?:TO|FROM|THROUGH|THRU|VIA|FOR|DATE|TIME|PLACE|REF|REFERENCE|CC|COPIES(?: TO)?|DISTRIBUTION)\s*:",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:AIDE|BRIEFING|DRAFT|INSTRUCTION|LETTER|MEMO|MESSAGE|MINUTES|NATIONAL SECURITY|NOTES?|PAPER|RECORD"
    r"|REPORT|STATEMENT|SUMMARY|TALKING)",
    re.IGNORECASE,
)
_LONGEST_ITEM = 80
_LONGEST_OPENING = 40


def is_field(words: str) -> bool:
    """Tell whether a line is a field of a memorandum: `TO:`, `DATE:`."""
    return bool(_FIELD.match(words))


def opening_roles(lines: Sequence[Line], words: Mapping[int, str], roles: Roles) -> dict[int, Role]:
    """Return the title, the dateline, the fields and the lists before the first paragraph.

    In a letter, which a salutation begins, what stands above is an address and no title.
    """
    opening = _lines_before_prose(lines, words, roles)
    numbers = {line.number for line in opening}
    following = [line for line in lines if line.number not in roles and line.number not in numbers]
    letter = bool(following) and is_salutation(words[following[0].number])
    titles = [line.number for line in opening if _TITLE.match(words[line.number])]
    found: dict[int, Role] = {}
    titled = not letter and not titles
    current: Role | None = None
    for line in opening:
        role = _opening_role(line, words[line.number], current)
        titled = titled or line.number in titles[:1]
        if role is None:
            kind = BlockKind.HEADING if titled else BlockKind.LINE
            role = Role(kind=kind, group=line.number)
        titled = titled and role.kind is BlockKind.HEADING
        current = role if role.list_type else None
        found[line.number] = role
    return found


def _lines_before_prose(lines: Sequence[Line], words: Mapping[int, str], roles: Roles) -> list[Line]:
    """Return the lines of the opening; there is none where nothing after them reads as running text.

    After the form of a telegram only fields and subjects belong to it.
    """
    opening: list[Line] = []
    listed = ""
    formed = False
    for line in lines:
        role = roles.get(line.number)
        if role is not None and role.kind is FurnitureKind.FORM and is_form_title(line.text):
            opening, formed = [], True
        if role is not None and not role.is_furniture:
            if role.kind in (BlockKind.PARAGRAPH, BlockKind.SIGNATURE):
                return opening
            continue
        if role is not None and role.page:
            return _without_half_sentence(opening, lines, words, roles)
        if role is None:
            text = words[line.number]
            field = is_field(text) or bool(inline_label(line) and not is_finished(text))
            listed = list_label(text) or listed
            person = listed == "participants" and text[0].isupper() and not is_finished(text)
            prose = (is_prose(text) or _tells(text, listed)) and not (field or is_dateline(text))
            if prose or (is_enumerated(text) and not person) or (formed and not field):
                return opening
            opening.append(line)
        if len(opening) > _LONGEST_OPENING:
            return []
    return []


def _tells(words: str, listed: str) -> bool:
    """Tell whether a line is a short sentence, and neither a title nor somebody in a list."""
    return is_sentence(words) and not _TITLE.match(words) and not (listed and "," in words)


def _without_half_sentence(
    opening: list[Line], lines: Sequence[Line], words: Mapping[int, str], roles: Roles
) -> list[Line]:
    """Return the opening of a page without the sentence at its end that goes on over the page."""
    if not opening or opening[-1].number not in words:
        return opening
    last = words[opening[-1].number]
    rest = [line for line in lines if line.number > opening[-1].number and line.number not in roles]
    goes_on = bool(rest) and words[rest[0].number][0].islower() and not is_finished(last)
    return opening[:-1] if goes_on and not (is_field(last) or is_dateline(last)) else opening


def _opening_role(line: Line, words: str, current: Role | None) -> Role | None:
    """Return what a line of the opening says it is, or None where it may be a title."""
    if is_dateline(words):
        return Role(kind=BlockKind.DATELINE, group=line.number)
    if list_type := list_label(words):
        return Role(kind=BlockKind.LABEL, group=line.number, list_type=list_type)
    if labelled := inline_label(line):
        return Role(kind=BlockKind.ITEM, group=line.number, list_type=labelled[0])
    if is_field(words):
        return Role(kind=BlockKind.LINE, group=line.number)
    short = len(words) <= _LONGEST_ITEM
    goes_on = (
        short
        and current is not None
        and (current.list_type == "participants" or current.kind is BlockKind.LABEL)
    )
    if current is not None and (goes_on or is_bulleted(words)):
        return Role(kind=BlockKind.ITEM, group=current.group, list_type=current.list_type)
    return None
