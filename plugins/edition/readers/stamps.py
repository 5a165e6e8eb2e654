"""Classification markings, stamps and archive numbers: what others have put on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.model import FurnitureKind
from edition.readers.datelines import is_dateline
from edition.readers.deletions import without_strikes
from edition.readers.roles import Role, Roles, is_furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.readers.lines import Line

_MARKING = (
    r"(?:TOP\s+SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED|RESTRICTED(?: DATA)?|LIMITED OFFICIAL USE"
    r"|OFFICIAL USE ONLY|EYES\s+ONLY(?:\s+FOR\s+[A-Z][A-Z .,]{1,40})?|SENSITIVE|NODIS|EXDIS|LIMDIS"
    r"|NOFORN|NO FOREIGN DISSEM|LITERALLY|PERSONAL|PRIVATE|STRICTLY|UMBRA|RUFF|CODEWORD|DINAR)"
)
_CLASSIFICATION = re.compile(rf"\(?{_MARKING}(?:[\s,/;&(–—-]*\)?\s*(?:AND\s+)?{_MARKING})*\)?")
_SPACED = re.compile(r"(?:T O P\s+)?S E C R E T|C O N F I D E N T I A L|U N C L A S S I F I E D")
_STAMP = re.compile(
    r"(?:#+\s+)?(?:DECLASSIFIED|SANITIZED(?: COPY)?|EXCISED|REVIEWED|RELEASED(?: IN (?:FULL|PART))?"
    r"|DOWNGRADED|FILED|RECEIVED|COPY|APPROVED FOR RELEASE\b.{0,40}"
    r"|DECLASSIFIED (?:PER|BY|ON|AUTHORITY)\b.{0,60}"
    r"|(?:ACTION|BEST AVAILABLE|CARBON|CORRECTED|DEPARTMENT|FILE|INFO|INFORMATION|LIBRARY|OFFICE|ORIGINAL"
    r"|PERMANENT RECORD|RECORD|REFERENCE|RM/R|SANITIZED|WORK|[A-Z]+ LIBRARY) COPY"
    r"|COPY (?:NO|OF|LBJ|JFK)\b.{0,30})",
)
_DETAIL = re.compile(
    r"E\.?\s?O\.?\s?1\d{4}\b.{0,40}|(?:NL[A-Z]|NND|NIJ|NARA|NARS)[\s-]?[\w -]{0,20}\d.{0,20}"
    r"|Authority:?\s[\w.-]*\d[\w .-]{0,30}|By:?\s.{0,30}\b(?:NARA|NARS|NLK|NLJ)\b.{0,30}"
    r"|(?:Sec\.|Section)\s\d\.\d.{0,20}"
    r"|Date:?\s[\w ]{0,12}\d[\d/ ,-]{1,12}"
    r"|State (?:Dept|ltr).{0,40}",
    re.IGNORECASE,
)
_ARCHIVE_NUMBER = re.compile(r"[#*]?\d{7,}[*]?")


def is_classification(words: str) -> bool:
    """Tell whether a line is nothing but classification markings, in any combination."""
    return bool(_CLASSIFICATION.fullmatch(words) or _SPACED.fullmatch(words))


def begins_with_marking(words: str) -> bool:
    """Tell whether a line begins with a classification marking, whatever follows it."""
    return bool(re.match(rf"\(?{_MARKING}(?!\w)", words))


def is_stamp(words: str) -> bool:
    """Tell whether a line is a stamp or an archive number."""
    return bool(_STAMP.fullmatch(words) or _ARCHIVE_NUMBER.fullmatch(words))


def stamp_roles(lines: Sequence[Line], roles: Roles) -> dict[int, Role]:
    """Return the lines that are stamps or archive numbers; a stamp takes its date and its details with it."""
    found: dict[int, Role] = {}
    group = 0
    for line in lines:
        words = without_strikes(line)
        if line.number in roles:
            group = 0
        elif _STAMP.fullmatch(words):
            group = line.number
            found[line.number] = Role(kind=FurnitureKind.STAMP, group=group)
        elif group and (_DETAIL.fullmatch(words) or (_is_dated(lines, group) and is_dateline(words))):
            found[line.number] = Role(kind=FurnitureKind.STAMP, group=group)
        else:
            group = 0
            if _ARCHIVE_NUMBER.fullmatch(words):
                found[line.number] = Role(kind=FurnitureKind.ARCHIVE_MARK, group=line.number)
    return found


def classification_roles(lines: Sequence[Line], roles: Roles, edges: tuple[int, int]) -> dict[int, Role]:
    """Return the lines that mark a page with its classification.

    They stand before the first or after the last paragraph (on the lines `edges`), or beside other furniture:
    the word SECRET alone between two paragraphs is text.
    """
    found: dict[int, Role] = {}
    for place, line in enumerate(lines):
        if line.number in roles or not is_classification(without_strikes(line)):
            continue
        beside = [*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]]
        furniture = [
            near for near in beside if is_furniture(near, roles) or is_classification(without_strikes(near))
        ]
        if furniture or not edges[0] <= line.number <= edges[1]:
            found[line.number] = Role(kind=FurnitureKind.CLASSIFICATION, group=line.number)
    return found


def _is_dated(lines: Sequence[Line], group: int) -> bool:
    """Tell whether the stamp that begins on line `group` is one that a date follows."""
    return any(
        line.number == group and line.text.endswith(("FILED", "RECEIVED", "REVIEWED")) for line in lines
    )
