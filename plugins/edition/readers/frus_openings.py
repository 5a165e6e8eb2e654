"""The lines of a web text, one by one: its heading, its dateline and lists, its paragraphs, its signature."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from edition.model import BlockKind
from edition.readers.datelines import is_dateline
from edition.readers.lists import inline_label, is_bulleted, list_label, unlabelled_type
from edition.readers.roles import Role
from edition.readers.sentences import is_finished, is_prose
from edition.readers.signatures import signature_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edition.readers.lines import Line
    from edition.readers.roles import Roles

_NUMBERED_TITLE = re.compile(r"\d+[A-Za-z]?\.\s+\S")
_TITLE = re.compile(
    r"(?:Action|Airgram|Circular|Despatch|Draft|Editorial Note|Intelligence|Letter|Memorand|Message|Minutes"
    r"|National|Notes?|Paper|Position|Record|Report|Research|Special|Statement|Summary|Talking|Telegram)",
)
_ATTACHMENT = re.compile(r"\[?(?:Annex|Appendix|Attachment|Enclosure|Tab)\b[\w\s]{0,40}\]?")
_POSTSCRIPT = re.compile(r"(?:P\.\s?){1,3}S\.|PS:")
_LONGEST_ITEM = 120


def web_roles(lines: Sequence[Line], words: Mapping[int, str], declared: Roles) -> dict[int, Role]:
    """Return what every line is, `words` being each line as it reads; what nobody knows is a paragraph."""
    roles = dict(declared)
    free = [line for line in lines if line.number not in declared]
    if free and free[0] is lines[0] and _is_title(words[free[0].number]):
        roles[free[0].number] = Role(kind=BlockKind.HEADING, group=free[0].number)
        free = free[1:]
    opening = _opening_roles(free, words) if len(free) < len(lines) else {}
    roles |= opening
    rest = [line for line in lines if line.number not in opening and line.number not in roles]
    roles |= _list_roles(rest)
    roles |= _signature_roles(lines, words, roles)
    for line in lines:
        roles.setdefault(line.number, Role(kind=BlockKind.PARAGRAPH, group=line.number))
    return roles


def _is_title(words: str) -> bool:
    """Tell whether the first line is a title."""
    return bool(_NUMBERED_TITLE.match(words) or (_TITLE.match(words) and not is_prose(words)))


def _opening_roles(lines: Sequence[Line], words: Mapping[int, str]) -> dict[int, Role]:
    """Return the datelines and the lists before the first paragraph."""
    roles: dict[int, Role] = {}
    current: Role | None = None
    for place, line in enumerate(lines):
        text = words[line.number]
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        if list_type := list_label(text):
            current = Role(kind=BlockKind.LABEL, group=line.number, list_type=list_type)
            roles[line.number] = current
        elif labelled := inline_label(line):
            current = Role(kind=BlockKind.ITEM, group=line.number, list_type=labelled[0])
            roles[line.number] = current
        elif is_bulleted(text):
            current = current or _unlabelled(lines[place:], words)
            roles[line.number] = _member(current, BlockKind.ITEM)
        elif current is not None and is_bulleted(following) and not is_finished(text):
            roles[line.number] = _member(current, BlockKind.LABEL)
        elif is_dateline(text):
            roles[line.number] = Role(kind=BlockKind.DATELINE, group=line.number)
            current = None
        elif current is not None and _is_item(text, current, roles[lines[place - 1].number]):
            roles[line.number] = _member(current, BlockKind.ITEM)
        else:
            break
    return roles


def _unlabelled(lines: Sequence[Line], words: Mapping[int, str]) -> Role:
    """Return the role that the items of a list without a label share."""
    items: list[str] = []
    for line in lines:
        if not is_bulleted(words[line.number]):
            break
        items.append(words[line.number])
    return Role(kind=BlockKind.ITEM, group=lines[0].number, list_type=unlabelled_type(items))


def _member(current: Role, kind: BlockKind) -> Role:
    """Return the role of one more line in a list."""
    return Role(kind=kind, group=current.group, list_type=current.list_type)


def _is_item(text: str, current: Role, before: Role) -> bool:
    """Tell whether a line without a bullet goes on with a list that has a label."""
    short = len(text) <= _LONGEST_ITEM and not is_finished(text)
    return short and (before.kind is BlockKind.LABEL or current.list_type == "participants")


def _list_roles(lines: Sequence[Line]) -> dict[int, Role]:
    """Return the lists with bullets in the text itself."""
    roles: dict[int, Role] = {}
    group = 0
    for place, line in enumerate(lines):
        if not is_bulleted(line.text):
            continue
        first = place == 0 or lines[place - 1].number not in roles
        group = line.number if first else group
        roles[line.number] = Role(kind=BlockKind.ITEM, group=group)
    return roles


def _signature_roles(lines: Sequence[Line], words: Mapping[int, str], roles: Roles) -> dict[int, Role]:
    """Return the signature at the end of the document, and of each part that has an attachment after it."""
    found: dict[int, Role] = {}
    for part in _document_parts(lines, words, roles):
        running = [
            line
            for line in part
            if line.number not in roles or roles[line.number].kind is BlockKind.PARAGRAPH
        ]
        free = [line for line in running if line.number not in roles]
        running = list(takewhile(lambda line: not _POSTSCRIPT.match(words[line.number]), running))
        length = signature_length([words[line.number] for line in running])
        for line in running[len(running) - length :]:
            if line in free:
                found[line.number] = Role(kind=BlockKind.SIGNATURE, group=line.number)
    for line in lines:
        if line.number not in roles and _is_attachment(words[line.number]):
            found[line.number] = Role(kind=BlockKind.HEADING, group=line.number)
    return found


def _document_parts(lines: Sequence[Line], words: Mapping[int, str], roles: Roles) -> Iterator[list[Line]]:
    """Yield the lines up to each attachment's heading, and those after the last."""
    part: list[Line] = []
    for line in lines:
        if line.number not in roles and _is_attachment(words[line.number]):
            yield part
            part = []
        else:
            part.append(line)
    yield part


def _is_attachment(words: str) -> bool:
    """Tell whether a line is the heading of something attached."""
    return bool(_ATTACHMENT.fullmatch(words))
