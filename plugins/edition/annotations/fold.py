"""Texts as they are compared: without what an editor and a source may write differently and mean the same.

White space is one blank, however much there is of it; quotation marks and dashes are the plain ones, and
dashes that follow one another are one; a compatibility character is what it stands for (Unicode NFKC, which
keeps case); what has no width is gone. Everything else counts.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# ruff: noqa: RUF001 - every look-alike below is meant
_DASHES = "-‐‑‒–—―−⸺⸻﹘﹣－"
_SINGLE_QUOTES = "‘’‚‛‹›′＇`´"
_DOUBLE_QUOTES = "“”„‟«»″＂"
_PLAIN = str.maketrans(
    {
        **dict.fromkeys(_SINGLE_QUOTES, "'"),
        **dict.fromkeys(_DOUBLE_QUOTES, '"'),
        **dict.fromkeys(_DASHES, "-"),
    }
)
_WIDTHLESS = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef"
)
_COMBINING = "".join(
    character for character in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(character)
).replace("\u034f", "")
_SPECIAL = re.compile(
    rf"(?P<accented>[^\s{_WIDTHLESS}][{_COMBINING}]+)"
    rf"|(?P<space>\s[\s{_WIDTHLESS}]+|[^\S ])"
    rf"|(?P<widthless>[{_WIDTHLESS}]+)"
    rf"|(?P<dashes>[{_DASHES}](?:[{_WIDTHLESS}]*[{_DASHES}])+)"
    r"|(?P<other>[^\x00-\x7f]|`)"
)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FoldedText:
    """A text, its folded form, and where the two differ.

    The folded form is a chain of units: mostly a character for a character, and at some places several for
    one, one for several, or none. Only these are noted; a range can begin and end at the edge of a unit only.
    """

    text: str
    folded: str
    starts: tuple[int, ...]
    """Where the units that differ begin in the text."""
    ends: tuple[int, ...]
    folded_starts: tuple[int, ...]
    folded_ends: tuple[int, ...]
    words: Mapping[str, Sequence[int]]
    """Where each word of the folded form stands; a word is what stands between blanks."""

    def find(self, words: str) -> Iterator[int]:
        """Yield every offset at which the folded form has these words, overlapping ones too."""
        inner = words.split(" ")[1:-1]
        if not inner:
            start = self.folded.find(words) if words else -1
            while start >= 0:
                yield start
                start = self.folded.find(words, start + 1)
            return
        # A word between two blanks of the quotation is a word of the text, or the quotation is not there.
        rarest = min(inner, key=lambda word: len(self.words.get(word, ())))
        offset = words.index(f" {rarest} ") + 1
        for position in self.words.get(rarest, ()):
            if position >= offset and self.folded.startswith(words, position - offset):
                yield position - offset

    def span(self, start: int, end: int) -> Span | None:
        """Return the range of the text that a range of the folded form stands for, or None inside a unit."""
        first = bisect_right(self.folded_starts, start) - 1
        last = bisect_left(self.folded_starts, end) - 1
        text_start, text_end = start, end
        if first >= 0 and start < self.folded_ends[first]:
            if start != self.folded_starts[first]:
                return None
            text_start = self.starts[first]
        elif first >= 0:
            text_start = self.ends[first] + start - self.folded_ends[first]
        if last >= 0:
            if end < self.folded_ends[last]:
                return None
            text_end = self.ends[last] + end - self.folded_ends[last]
        return Span(text_start, text_end)

    def folded_range(self, span: Span) -> tuple[int, int] | None:
        """Return the range of the folded form for a range of the text, or None where it has none of its own.

        It has none where it is empty, begins or ends inside a unit, or with what is white or without width.
        """
        first = bisect_right(self.starts, span.start) - 1
        last = bisect_left(self.starts, span.end) - 1
        start, end = span.start, span.end
        if first >= 0:
            inside = span.start < self.ends[first]
            start += self.folded_ends[first] - self.ends[first]
            start = self.folded_starts[first] if inside else start
        if last >= 0:
            end += self.folded_ends[last] - self.ends[last]
        if not start < end <= len(self.folded) or self.span(start, end) != span:
            return None
        is_bare = self.folded[start] != " " and self.folded[end - 1] != " "
        return (start, end) if is_bare else None


def fold(text: str) -> FoldedText:
    """Return the text as it is compared, with the way back."""
    parts: list[str] = []
    units: list[tuple[int, int, int, int]] = []
    done = length = 0
    for match in _SPECIAL.finditer(text):
        unit = _unit(match)
        parts += (text[done : match.start()], unit)
        length += match.start() - done
        units.append((match.start(), match.end(), length, length + len(unit)))
        length += len(unit)
        done = match.end()
    parts.append(text[done:])
    starts, ends, folded_starts, folded_ends = zip(*units, strict=True) if units else ((), (), (), ())
    folded = "".join(parts)
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for match in re.finditer("[^ ]+", folded):
        positions[match[0]].append(match.start())
    return FoldedText(text, folded, starts, ends, folded_starts, folded_ends, dict(positions))


def _unit(match: re.Match[str]) -> str:
    """Return what a stretch that is not taken as it stands becomes."""
    match match.lastgroup:
        case "space":
            return " "
        case "widthless":
            return ""
        case "dashes":
            return "-"
        case _:
            plain = match[0].translate(_PLAIN)
            compatible = unicodedata.normalize("NFKC", plain).translate(_PLAIN)
            # NFKC makes a blank and a combining accent of a spacing accent: it would match a blank.
            return plain if compatible.startswith(" ") and not plain.isspace() else compatible
