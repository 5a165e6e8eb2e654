"""The numbers that a typist puts at the head or the foot of each page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.model import FurnitureKind
from edition.readers.roles import Role, Roles
from edition.readers.sentences import is_bracketed, is_finished

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.readers.lines import Line

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNT = rf"(?:\d{{1,4}}|{'|'.join(_WORDS)})"
_DASHED = re.compile(r"[-–—]+\s*(\d{1,4})\s*[-–—]+")
_DASHED_WITH_HEAD = re.compile(r"[-–—]\s?(\d{1,4})\s?[-–—]\s+(?P<head>\S.*)")
_AMID_HEAD = re.compile(r"(?P<head>\S.{0,60}?)\s+[-–—]\s?(\d{1,4})\s?[-–—](?:\s+\S.{0,40})?")
_PAGE = re.compile(rf"page\s+({_COUNT})(?:\s*(?:of|/)\s*{_COUNT})?", re.IGNORECASE)
_PAGE_WITH_HEAD = re.compile(rf"page\s+({_COUNT})(?:\s*of\s*{_COUNT})?[\s,:-]+(?P<head>\S.*)", re.IGNORECASE)
_BARE = re.compile(r"(\d{1,3})\.?")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class _Count:
    """How many pages have begun, and whether bare figures may be page numbers here."""

    page: int
    bare: bool


def is_page_number(words: str) -> bool:
    """Tell whether a line is nothing but a typed page number."""
    return any(pattern.fullmatch(words) for pattern in (_DASHED, _PAGE, _BARE))


def page_number_roles(lines: Sequence[Line], roles: Roles) -> dict[int, Role]:
    """Return the lines that number a page.

    A number between hyphens is one wherever it stands. A number with other words, and a bare figure, is one
    only where it goes on counting; a bare figure, only beside other furniture or in the midst of a sentence.
    """
    found: dict[int, Role] = {}
    bare = not any(_BARE.fullmatch(line.text) and line.text.rstrip(".") == "1" for line in lines)
    page = 1
    for place, line in enumerate(lines):
        if (role := roles.get(line.number)) is not None:
            page = int(role.page) if role.page.isdecimal() else page
            continue
        before = lines[place - 1] if place else None
        cut = before is not None and before.number not in roles and not _is_ended(before.text)
        beside = any(near.number in roles for near in lines[max(0, place - 1) : place + 2])
        label, kind = _page_label(line.text, _Count(page, bare and (cut or beside)))
        if label:
            page = int(label)
            found[line.number] = Role(kind=kind, group=line.number, page=label)
    return found


def _is_ended(words: str) -> bool:
    """Tell whether a sentence, or a line in square brackets, is at its end."""
    return is_finished(words) or is_bracketed(words)


def _page_label(words: str, count: _Count) -> tuple[str, FurnitureKind]:
    """Return the number of the page that a line begins and what the line is, or no number."""
    for pattern in (_DASHED, _PAGE):
        if match := pattern.fullmatch(words):
            return _digits(match[1]), FurnitureKind.PAGE_NUMBER
    expected = str(count.page + 1)
    for pattern in (_DASHED_WITH_HEAD, _PAGE_WITH_HEAD, _AMID_HEAD):
        match = pattern.fullmatch(words)
        if match and len(words) <= _LONGEST and not is_finished(words):
            group = match[2] if pattern is _AMID_HEAD else match[1]
            if _digits(group) == expected:
                return expected, FurnitureKind.RUNNING_HEAD
    if count.bare and (match := _BARE.fullmatch(words)) and match[1] == expected:
        return expected, FurnitureKind.PAGE_NUMBER
    return "", FurnitureKind.PAGE_NUMBER


def _digits(number: str) -> str:
    """Return a number in figures."""
    lowered = number.lower()
    return str(_WORDS.index(lowered) + 1) if lowered in _WORDS else str(int(number))
