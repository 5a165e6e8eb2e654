"""What stands below the last paragraph of a typescript: signature, copies, the typist's initials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.model import BlockKind, FurnitureKind
from edition.readers.roles import Role, Roles
from edition.readers.sentences import is_prose
from edition.readers.signatures import is_close, signature_length
from edition.readers.telegram_forms import is_form_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edition.readers.lines import Line

_COPIES = re.compile(
    r"(?:b?cc|copies? (?:to|for)|distribution|enclosures?|encls?\.?|attachments?)\b.*", re.IGNORECASE
)
_TYPIST = re.compile(r"[A-Z][\w/]{0,8}(?::[\w./]{1,20}){1,3}|[A-Z]{2,4}\s?[:/]\s?[a-z]{1,4}")
_DAY = re.compile(r"\d{1,2}[/-]\d{1,2}[/-](?:\d\d){1,2}")
_INITIALS = re.compile(r"[A-Z]{2,3}")
_DRAFTED = re.compile(
    r"(?:Drafted|Approved|Cleared|Clearances?|Typed|Authenticated)(?: by)?\s*:.*", re.IGNORECASE
)
_LONGEST_CLOSING = 20
_FORM = re.compile(r"FORM DS-?\s?\d+.*|REPRODUCTION FROM THIS COPY.*", re.IGNORECASE)


def is_closing(words: str) -> bool:
    """Tell whether a line begins the copies, or is one of those who have handled the paper."""
    return any(pattern.fullmatch(words) for pattern in (_COPIES, _TYPIST, _DRAFTED))


def closing_roles(lines: Sequence[Line], words: Mapping[int, str], roles: Roles) -> dict[int, Role]:
    """Return the signature and what stands below it, at the end and before each further form."""
    found: dict[int, Role] = {}
    for section in _sections(lines, roles):
        found |= _section_closing(section, words, roles)
    return found


def _sections(lines: Sequence[Line], roles: Roles) -> Iterator[list[Line]]:
    """Yield the lines of running text up to each form, and those after the last."""
    section: list[Line] = []
    for line in lines:
        role = roles.get(line.number)
        if role is None or role.kind is BlockKind.PARAGRAPH:
            section.append(line)
        elif role.kind is FurnitureKind.FORM and is_form_title(line.text):
            yield section
            section = []
    yield section


def _section_closing(section: Sequence[Line], words: Mapping[int, str], roles: Roles) -> dict[int, Role]:
    """Return what the last lines of a section are."""
    prose = [place for place, line in enumerate(section) if is_prose(words[line.number])]
    closes = [place for place, line in enumerate(section) if is_close(words[line.number])]
    first = prose[-1] + 1 if prose else 1
    if closes and prose[:1] < closes[-1:] and len(section) - closes[-1] <= _LONGEST_CLOSING:
        first = min(first, closes[-1] + 1)
    found: dict[int, Role] = {}
    rest = list(section)
    copies = next(
        (at for at in range(first, len(rest)) if _COPIES.fullmatch(words[rest[at].number])), len(rest)
    )
    for line in rest[max(copies, 1) :]:
        found[line.number] = Role(kind=BlockKind.LINE, group=line.number)
    rest = rest[: max(copies, 1)]
    found |= _endorsements(section[first:], words)
    rest = [line for line in rest if line.number not in found]
    texts = [words[line.number] for line in rest]
    if signature_length(texts) > 1 and _INITIALS.fullmatch(texts[-1]):
        found[rest[-1].number] = Role(kind=FurnitureKind.ENDORSEMENT, group=rest[-1].number)
        texts.pop()
    signed = rest[len(texts) - signature_length(texts) : len(texts)]
    found |= {line.number: Role(kind=BlockKind.SIGNATURE, group=line.number) for line in signed}
    return {number: role for number, role in found.items() if number not in roles}


def _endorsements(lines: Sequence[Line], words: Mapping[int, str]) -> dict[int, Role]:
    """Return the typist's initials with their date, those who drafted and cleared, and a form's number."""
    found: dict[int, Role] = {}
    typed = False
    for line in lines:
        text = words[line.number]
        typed = bool(_TYPIST.fullmatch(text) or (typed and _DAY.fullmatch(text)))
        if typed or _DRAFTED.fullmatch(text):
            found[line.number] = Role(kind=FurnitureKind.ENDORSEMENT, group=line.number)
        elif _FORM.fullmatch(text):
            found[line.number] = Role(kind=FurnitureKind.FORM, group=line.number)
    return found
