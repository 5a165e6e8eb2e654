"""Numbers as citations write them: ranges of pages, and the numbers of volumes in figures."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_VOLUME = re.compile(r"^\s*vol(?:ume|\.|s\.|umes)?\s+", re.IGNORECASE)
_DASH = re.compile(r"\s*[-‐-―]+\s*")


class Shortening(StrEnum):
    """How the second number of a range is written."""

    CHICAGO = "chicago"
    """521–22, 101–8, 100–104 (Chicago Manual of Style, 17th ed., 9.61)."""
    MLA = "mla"
    """521–22, 101–08, 100–04: the last two figures at least."""
    NONE = "none"
    """521–522."""


# A page of an annex, whose number has a letter and a hyphen.
_LETTERED = re.compile(r"[A-Z]+-\d+")
_LETTERED_RANGE = re.compile(rf"({_LETTERED.pattern})\s*[-‐-―]+\s*({_LETTERED.pattern}|\d+)")


def _parts(pages: str) -> list[str]:
    """Return pages and ranges that stand apart from each other."""
    return [part for part in map(str.strip, re.split("[,;]", pages)) if part] or [""]


def all_pages(pages: str, shortening: Shortening, dash: str = "–") -> str:
    """Return pages and ranges as a style writes them: 1, 3–5."""
    return ", ".join([page_range(*split_range(part), shortening, dash) for part in _parts(pages)])


def _of_letters(pages: str) -> list[str]:
    found = _LETTERED_RANGE.fullmatch(pages)
    if found is None:
        return []
    first, last = found.groups()
    return [first, f"{first.partition('-')[0]}-{last}" if last.isdecimal() else last]


@lru_cache(maxsize=4096)
def split_range(pages: str) -> tuple[str, str]:
    """Return the first and the last of a range of pages, in full: of `739-40`, 739 and 740.

    Of one page it is that page twice: `A-1` is one, and `A-1–A-3` are several. Of pages and ranges apart
    from each other (`1, 3-5`) it is the first and the last of all.
    """
    if "," in pages or ";" in pages:
        several = _parts(pages)
        return split_range(several[0])[0], split_range(several[-1])[1]
    one = pages.strip()
    ends = _of_letters(one) or _DASH.split(one)
    if len(ends) != 2 or not all(ends) or _LETTERED.fullmatch(one):  # noqa: PLR2004
        return (one, one)
    first, last = ends
    is_short = first.isdecimal() and last.isdecimal() and len(last) < len(first)
    return (first, first[: -len(last)] + last if is_short else last)


def page_range(first: str, last: str, shortening: Shortening, dash: str = "–") -> str:
    """Return pages from the first to the last, joined by a dash."""
    return first if first == last else f"{first}{dash}{shortened(first, last, shortening)}"


def shortened(first: str, last: str, shortening: Shortening) -> str:
    """Return the second number of a range as a style has it; what is no plain number is left as it is."""
    if shortening is Shortening.NONE or not (first.isdecimal() and last.isdecimal()):
        return last
    if len(first) != len(last) or int(first) < 100 or int(last) <= int(first):  # noqa: PLR2004
        return last
    if shortening is Shortening.CHICAGO and int(first) % 100 == 0:
        return last
    same = next(index for index in range(len(first)) if first[index] != last[index])
    least = 1 if shortening is Shortening.CHICAGO and int(first) % 100 < 10 else 2  # noqa: PLR2004
    changed = max(len(last) - same, least)
    return last[-changed:]


@lru_cache(maxsize=1024)
def volume_number(volume: str) -> str:
    """Return the number of a volume in figures: 21 of XXI; `XXI, Part 1` is `21, pt. 1`."""
    number, comma, rest = _VOLUME.sub("", volume).partition(",")
    number = number.strip()
    part = re.sub(r"^\s*[Pp]art\s+", "pt. ", rest.strip())
    figures = "–".join(map(_figures, _DASH.split(number)))
    return f"{figures}, {part}" if comma and part else figures


def _figures(number: str) -> str:
    if not number or _ROMAN.fullmatch(number) is None:
        return number
    values = [_VALUES[letter] for letter in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-value if value < following else value for value, following in pairs))
