"""What stands below the last paragraph of a typescript: signature, copies, the typist's initials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.model import BlockKind, FurnitureKind
from edition.readers.endorsements import endorsement_roles, is_endorsement
from edition.readers.roles import Role, Roles
from edition.readers.sentences import is_prose
from edition.readers.signatures import is_close, is_signed, signature_length
from edition.readers.telegram_forms import is_form_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edition.readers.lines import Line

_COPIES = re.compile(
    r"(?:b?cc|copies? (?:to|for)|distribution|enclosures?|encls?\.?|attachments?)\b.*", re.IGNORECASE
)
_INITIALS = re.compile(r"[A-Z]{2,3}")
_ADDRESSEE = re.compile(
    r"(?:(?:The|His|Her)\s+)?(?:(?:Right\s+)?Honou?rable|Hon\.|Excellency|Majesty|Holiness)\b", re.IGNORECASE
)
_LONGEST_CLOSING = 20
_LONGEST_ADDRESS = 8


def is_closing(words: str) -> bool:
    """Tell whether a line begins the copies, or is one of those who have handled the paper."""
    return bool(_COPIES.fullmatch(words)) or is_endorsement(words)


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
    first = _closing_start([words[line.number] for line in section])
    found: dict[int, Role] = {}
    rest = list(section)
    copies = next(
        (at for at in range(first, len(rest)) if _COPIES.fullmatch(words[rest[at].number])), len(rest)
    )
    for line in rest[max(copies, 1) :]:
        found[line.number] = Role(kind=BlockKind.LINE, group=line.number)
    rest = rest[: max(copies, 1)]
    found |= endorsement_roles(section[first:], words)
    rest = [line for line in rest if line.number not in found]
    texts = [words[line.number] for line in rest]
    if signature_length(texts) > 1 and _INITIALS.fullmatch(texts[-1]):
        found[rest[-1].number] = Role(kind=FurnitureKind.ENDORSEMENT, group=rest[-1].number)
        texts.pop()
        rest.pop()
    addressee = _addressee_start(texts, first)
    found |= {line.number: Role(kind=BlockKind.LINE, group=line.number) for line in rest[addressee:]}
    length = signature_length(texts[:addressee])
    signed = [*rest[addressee - length : addressee], *_signed(rest, words)]
    found |= {line.number: Role(kind=BlockKind.SIGNATURE, group=line.number) for line in signed}
    return {number: role for number, role in found.items() if number not in roles}


def _closing_start(texts: Sequence[str]) -> int:
    """Return the place after the last running text, or after a close that has a postscript below it."""
    prose = [place for place, text in enumerate(texts) if is_prose(text) and not is_endorsement(text)]
    closes = [place for place, text in enumerate(texts) if is_close(text)]
    first = prose[-1] + 1 if prose else 1
    if closes and prose[:1] < closes[-1:] and len(texts) - closes[-1] <= _LONGEST_CLOSING:
        first = min(first, closes[-1] + 1)
    return first


def _addressee_start(texts: Sequence[str], first: int) -> int:
    """Return the place at which the address of a letter begins below its signature, or else the end."""
    for place in range(max(1, first), len(texts)):
        above = texts[place - 1]
        if _ADDRESSEE.match(texts[place]) and not is_prose(texts[place]) and not is_close(above):
            return place if len(texts) - place <= _LONGEST_ADDRESS else len(texts)
    return len(texts)


def _signed(lines: Sequence[Line], words: Mapping[int, str]) -> list[Line]:
    """Return the lines that say that they are signed, each with the complimentary close above it."""
    found = []
    for place, line in enumerate(lines):
        if place and is_signed(words[line.number]):
            close = lines[place - 1]
            found += [close, line] if is_close(words[close.number]) else [line]
    return found
