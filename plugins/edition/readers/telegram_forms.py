"""The printed form of a telegram, and what a clerk has filled in before its text begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.model import FurnitureKind
from edition.readers.deletions import without_strikes
from edition.readers.roles import Role, Roles, is_furniture
from edition.readers.sentences import is_finished, is_prose
from edition.readers.stamps import is_classification

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.readers.lines import Line

_TITLE = re.compile(
    r"(?:DEPARTMENT OF STATE\s*[,-]?\s*)?(?:INCOMING|OUTGOING)\s+(?:TELEGRAM|AIRGRAM|CABLE|MESSAGE)"
    r"(?:\s*[,-]?\s*DEPARTMENT OF STATE)?|DEPARTMENT OF STATE\s+(?:TELEGRAM|AIRGRAM)|TELEGRAM|AIRGRAM",
    re.IGNORECASE,
)
_OFFICES = r"-?[A-Z][A-Z/]{0,5}(?:[\s,-]+[A-Z][A-Z/]{0,5})*"
_PRECEDENCE = (
    r"(?:OPERATIONAL\s+)?(?:FLASH|EMERGENCY|IMMEDIATE|NIACT|PRIORITY|ROUTINE|DEFERRED)"
    r"(?:[\s,-]+(?:NIACT|IMMEDIATE|PRIORITY|ROUTINE))*"
)
_COUNT = r"(?:\d+|[A-Z]+)"
_SECTION = re.compile(
    rf"\(?(?:SECTION|PART)\s+{_COUNT}\s+OF\s+{_COUNT}\)?|{_COUNT}\s+OF\s+{_COUNT}\s+(?:SECTIONS|PARTS)",
    re.IGNORECASE,
)
_FIELDS: tuple[tuple[FurnitureKind, re.Pattern[str]], ...] = (
    (
        FurnitureKind.FORM,
        re.compile(r"(?:U\.?\s?S\.?\s+)?Department of (?:State|Defense)(?:\s+TELEGRAM)?", re.IGNORECASE),
    ),
    (FurnitureKind.STAMP, re.compile(r"(?:Rec['’]?d|Received)\s*[:.]?(?:\s+.*)?", re.IGNORECASE)),
    (
        FurnitureKind.ROUTING,
        re.compile(r"(?:Action|Info|Information|Origin|Repeated|Distribution)\s*:.*", re.IGNORECASE),
    ),
    (FurnitureKind.ROUTING, re.compile(rf"(?i:Action|Info|Origin)(?:\s+{_OFFICES})?")),
    (
        FurnitureKind.HEADER,
        re.compile(
            r"(?:FROM|TO|NO|NR|NUMBER|CONTROL(?: NO\.?)?|DATE|SENT(?: TO| DEPARTMENT)?|RPTD(?: INFO)?"
            r"|RPT INFO|PRECEDENCE|CLASSIFICATION|TOR|TOD|PRIORITY)\s*[:#].*",
            re.IGNORECASE,
        ),
    ),
    (FurnitureKind.HEADER, re.compile(r"(?:FROM|TO)\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,3}")),
    (FurnitureKind.HEADER, re.compile(_PRECEDENCE)),
    (
        FurnitureKind.HEADER,
        re.compile(
            r"(?:LIMIT(?:ED)?|NO|EXCLUSIVE|STADIS)\s+(?:DISTRIBUTION|DISTRIB)(?:\s+[A-Z/]+)*"
            r"|VERBATIM TEXT|CORRECTED COPY"
        ),
    ),
    (FurnitureKind.HEADER, _SECTION),
)
_OFFICE_LINE = re.compile(_OFFICES)
_TIME = re.compile(
    r"\d{1,2}[:.]\d\d(?:\s*[AP]\.?\s?M\.?)?|\d{1,4}\s*(?:[AP]\.?\s?M\.?|Z|HOURS)", re.IGNORECASE
)
_NUMBERED_FIELD = re.compile(r"NO|NR|NUMBER|REC|SENT|DATE|T[IO][MRD]", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:I|we|he|she|it|they|this|that|there|you)\b", re.IGNORECASE)
_UNREAD = re.compile(r"[\d\s/.-]+")
_MANY_LINES = 60
_MOST_WORDS = 4


def is_form_title(words: str) -> bool:
    """Tell whether a line is the title of a telegram form."""
    return bool(_TITLE.fullmatch(words))


def is_form_field(words: str) -> bool:
    """Tell whether a line has the form of a field that a telegram's form may have."""
    return _kind(words) is not None


def form_roles(lines: Sequence[Line], roles: Roles) -> dict[int, Role]:
    """Return the lines of every telegram form in a source: from its title to its last field before the text.

    Between these an unknown line is part of the form; after them it is text.
    """
    found: dict[int, Role] = {}
    for place, line in enumerate(lines):
        if line.number in found or line.number in roles or not is_form_title(line.text):
            continue
        start = place - _department_above(lines[:place], roles)
        for here in range(start, _form_end(lines, place, roles)):
            if lines[here].number not in roles and not is_classification(without_strikes(lines[here])):
                found[lines[here].number] = _field_role(lines, here, found)
    return found


def section_roles(lines: Sequence[Line], roles: Roles) -> dict[int, Role]:
    """Return the lines that count the sections of a telegram, beside other furniture or below a form."""
    found: dict[int, Role] = {}
    formed = False
    for place, line in enumerate(lines):
        formed = formed or is_form_title(line.text)
        if line.number in roles or not _SECTION.fullmatch(without_strikes(line)):
            continue
        near = [*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]]
        if formed or any(is_furniture(other, {**roles, **found}) for other in near):
            found[line.number] = Role(kind=FurnitureKind.HEADER, group=line.number)
    return found


def _department_above(before: Sequence[Line], roles: Roles) -> int:
    """Return 1 where the letterhead stands directly above the title of a form."""
    if not before or before[-1].number in roles:
        return 0
    return int(bool(_FIELDS[0][1].fullmatch(before[-1].text)))


def _form_end(lines: Sequence[Line], start: int, roles: Roles) -> int:
    """Return the place after the last line of the form that begins at `start`."""
    end = start + 1
    for place in range(start + 1, min(len(lines), start + _MANY_LINES)):
        role = roles.get(lines[place].number)
        words = without_strikes(lines[place])
        kind = _kind(words) if role is None else None
        text = role is None and is_prose(words) and (kind is None or not _is_filled_in(words))
        if text or (role is not None and not role.is_furniture):
            break
        if kind is not None:
            end = place + 1
    return end


def _field_role(lines: Sequence[Line], place: int, found: Roles) -> Role:
    """Return what a line within a form is; a time of day goes with the receipt above it."""
    line = lines[place]
    above = found.get(lines[place - 1].number) if place else None
    if _TIME.fullmatch(line.text) and above is not None and above.kind is FurnitureKind.STAMP:
        return Role(kind=FurnitureKind.STAMP, group=above.group)
    kind = _kind(line.text)
    if kind is None and is_form_title(line.text):
        kind = FurnitureKind.FORM
    if kind is None and _UNREAD.fullmatch(line.text):
        kind = FurnitureKind.MARK
    if kind is None and _OFFICE_LINE.fullmatch(line.text):
        kind = FurnitureKind.ROUTING
    return Role(kind=kind or FurnitureKind.FORM, group=line.number)


def _kind(words: str) -> FurnitureKind | None:
    """Return the kind of field that a line is, or None where it is none."""
    if is_finished(words) and not words.endswith((":", ".M.", ".m.")):
        if not words.endswith(".") or not _is_filled_in(words):
            return None
        words = words[:-1]
    return next((kind for kind, pattern in _FIELDS if pattern.fullmatch(words)), None)


def _is_filled_in(words: str) -> bool:
    """Tell whether a line is filled in as a field is, with names and figures, and tells nothing.

    What has a number, or a day, in a telegram has a figure; `NO: WE CANNOT AGREE.` has none.
    """
    pieces = [re.findall(r"[^\s-]+", piece) for piece in re.split(r"[,;:/]", words)]
    told = sum(word.islower() and word.isalpha() for piece in pieces for word in piece)
    counted = any(map(str.isdecimal, words)) or not _NUMBERED_FIELD.match(words)
    clause = _PRONOUN.search(words) is not None
    return counted and told <= 1 and not clause and all(len(piece) <= _MOST_WORDS for piece in pieces)
