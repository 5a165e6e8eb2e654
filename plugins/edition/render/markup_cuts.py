"""Where in marked-up lines each piece of a text begins: characters are counted, and tags passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# XML: an attribute's value may hold `>`.
TOKEN = re.compile(
    r"(<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>"
    r"|<(?:script|style)\b.*?</(?:script|style)\s*>"
    r"|<[a-zA-Z/!_](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)",
    re.DOTALL | re.IGNORECASE,
)
_CDATA = "<![CDATA["
_CHARACTER = re.compile(r"&#?\w+;|\S")
# A piece begins with a line where nothing else stands on it, and else behind the blanks.
_LINE_END = re.compile(r"[ \t]*\n?")
_END_TAGS = re.compile(r"(?:[ \t]*</[^<>]*>)*[ \t]*\n?")


@dataclass(slots=True)
class _Cutting:
    """Marked-up characters while they are passed over.

    The pieces before which `counts` characters stand are cut at `cuts`, as far as they are found. `done`
    characters are passed, to the point `position`. The next piece may begin at `gap`; an element has been
    `opened` since. `depth` tells within how many elements that stand apart we are.
    """

    raw: str
    counts: Sequence[int]
    apart: re.Pattern[str] | None
    cuts: list[int] = field(default_factory=list)
    position: int = 0
    gap: int = 0
    done: int = 0
    depth: int = 0
    opened: bool = False

    def pass_tag(self, tag: str) -> None:
        """Pass over a tag; behind an end tag the next piece may begin."""
        closes, is_apart = tag[1] == "/", self.apart is not None and self.apart.match(tag)
        if is_apart and not tag.endswith("/>"):
            self.depth += -1 if closes else 1
        if self.depth or (is_apart and self.opened):
            return
        if closes:
            self.gap, self.opened = self.position + len(tag), False
        elif tag[1] not in "!?":
            self.opened = True

    def pass_words(self, words: str, count: int) -> None:
        """Pass over so many characters that are no white space, and cut the pieces that begin there."""
        counts, cuts, place = self.counts, self.cuts, len(self.cuts)
        while place < len(counts) and counts[place] < self.done + count:
            if counts[place] > self.done:
                cuts.append(self.position + _offset(words, counts[place] - self.done))
            else:
                cuts.append(line_end(self.raw, self.gap) if self.gap else 0)
            place += 1
        self.done += count
        self.gap, self.opened = self.position + len(words.rstrip()), False


def cut_markup(
    raw: str, counts: Sequence[int], total: int, *, apart: str = "", goes_on: bool = False
) -> tuple[list[int], int] | None:
    """Return where each piece begins in `raw`, and where the last one ends.

    Before a piece stand so many of `counts` characters that are no white space; there are `total` of them.
    Elements of the names `apart` (`note|teiHeader`) are not counted. A piece begins behind the last end tag
    before it, and with a line if it can. Where something follows the last piece, `raw` `goes_on`. Where the
    characters are not as many, there is None: nobody can tell which is which.
    """
    cutting = _Cutting(raw, counts, re.compile(rf"</?(?:[\w.-]+:)?(?:{apart})\b") if apart else None)
    for number, part in enumerate(TOKEN.split(raw)):
        if number & 1 and not part.startswith(_CDATA):
            cutting.pass_tag(part)
        elif not cutting.depth and (count := _count(part)):
            cutting.pass_words(part, count)
            if goes_on and cutting.done >= total:
                break
        cutting.position += len(part)
    if cutting.done != total:
        return None
    cuts = cutting.cuts + [len(raw)] * (len(counts) - len(cutting.cuts))
    end_tags = _END_TAGS.match(raw, cutting.gap)
    return cuts, end_tags.end() if end_tags and goes_on else len(raw)


def line_end(raw: str, place: int) -> int:
    """Return where the next line begins, if nothing but blanks stands before it, or where these end."""
    found = _LINE_END.match(raw, place)
    return found.end() if found else place


def _count(part: str) -> int:
    """Return how many characters of a token are no white space."""
    if "&" in part:
        part = unescape(part)
    elif part.startswith(_CDATA):
        part = part[len(_CDATA) : -3]
    return len("".join(part.split()))


def _offset(part: str, count: int) -> int:
    """Return where in a token the character stands before which there are `count` that are no white space."""
    for number, found in enumerate(_CHARACTER.finditer(part)):
        if number == count:
            return found.start()
    return len(part)
