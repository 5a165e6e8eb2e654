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
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from edition.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# ruff: noqa: RUF001 - every look-alike below is meant
DASHES = "-‐‑‒–—―−⸺⸻﹘﹣－"
SINGLE_QUOTES = "‘’‚‛‹›′＇`´"
DOUBLE_QUOTES = "“”„‟«»″＂"
_PLAIN = str.maketrans(
    {
        **dict.fromkeys(SINGLE_QUOTES, "'"),
        **dict.fromkeys(DOUBLE_QUOTES, '"'),
        **dict.fromkeys(DASHES, "-"),
    }
)
_WIDTHLESS = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef"
)
_COMBINING = "".join(
    character for character in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(character)
).replace("\u034f", "")
# A stretch that is taken as it stands, and the unit behind it that is not. What is taken is passed over in
# long steps, so a letter of ASCII is already behind us when its accent is met.
_UNIT = re.compile(
    rf"(?:[!-,.-_a-~\x00-\x08\x0e-\x1b\x7f]++|-(?![{_WIDTHLESS}]*[{DASHES}])|[ ](?![\s{_WIDTHLESS}]))*+"
    rf"(?:(?P<accents>[{_COMBINING}]+)"
    rf"|(?P<accented>[^\s{_WIDTHLESS}][{_COMBINING}]+)"
    rf"|(?P<space>\s[\s{_WIDTHLESS}]+|[^\S ])"
    rf"|(?P<widthless>[{_WIDTHLESS}]+)"
    rf"|(?P<dashes>[{DASHES}](?:[{_WIDTHLESS}]*[{DASHES}])+)"
    r"|(?P<other>[^\x00-\x7f]|`)"
    r"|(?P<end>\Z))"
)
WORD = re.compile(r"[^\W_]+")
"""Letters and digits that follow one another."""
_ANY_WIDTHLESS = re.compile(f"[{_WIDTHLESS}]")
_LONG = 20_000
_ENOUGH = 100


@dataclass(frozen=True, eq=False, repr=False)
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

    def find(self, words: str) -> Iterator[int]:
        """Yield every offset at which the folded form has these words, overlapping ones too."""
        start = self.folded.find(words) if words else -1
        while start >= 0:
            yield start
            start = self.folded.find(words, start + 1)

    def find_whole(self, words: str, *, before: bool, after: bool) -> Iterator[int]:
        """Yield every offset with these words, where they do not begin or end within a longer word.

        `before` and `after` say at which of the two ends that matters.
        """
        for start in self._candidates(words, before=before, after=after):
            cut = (before and cuts_word(self.folded, start)) or (
                after and cuts_word(self.folded, start + len(words))
            )
            if not cut:
                yield start

    def _candidates(self, words: str, *, before: bool, after: bool) -> Iterator[int]:
        """Yield offsets with these words, all those among them at which no longer word is cut.

        In a long text only those places are looked at where its rarest word stands: ten thousand quotations
        are then found in less time than it takes to go ten thousand times through five hundred pages.
        """
        if len(self.folded) < _LONG:
            return self.find(words)
        inner = [
            match
            for match in islice(WORD.finditer(words), _ENOUGH)
            if (before or match.start() > 0) and (after or match.end() < len(words))
        ]
        if not inner:
            return self.find(words)
        rarest = min(inner, key=lambda match: len(self.words.get(match[0], ())))
        places = self.words.get(rarest[0], ())
        if len(inner) > 1 and len(places) * 200 > len(self.folded):
            return self.find(words)  # words that are everywhere are no help
        offset = rarest.start()
        return (
            place - offset
            for place in places
            if place >= offset and self.folded.startswith(words, place - offset)
        )

    @cached_property
    def words(self) -> Mapping[str, Sequence[int]]:
        """Where each word of the folded form stands; a word is letters and digits that follow one another."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for match in WORD.finditer(self.folded):
            places[match[0]].append(match.start())
        return dict(places)

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


def is_nearly_folded(text: str) -> bool:
    """Whether a text differs from its folded form in nothing but white space, quotation marks and dashes."""
    return text.isascii() or (unicodedata.is_normalized("NFKC", text) and _ANY_WIDTHLESS.search(text) is None)


def cuts_word(folded: str, offset: int) -> bool:
    """Whether letters or digits stand directly before and behind a point."""
    return 0 < offset < len(folded) and folded[offset - 1].isalnum() and folded[offset].isalnum()


def fold(text: str) -> FoldedText:
    """Return the text as it is compared, with the way back."""
    parts: list[str] = []
    units: list[tuple[int, int, int, int]] = []
    length = 0
    for match in _UNIT.finditer(text):
        done, (start, end) = match.start(), match.span(match.lastindex or 0)
        if match.lastgroup == "end":
            parts.append(text[done:])
            break
        if match.lastgroup == "accents" and start > done and text[start - 1] != " ":
            start -= 1
        unit = _unit(match.lastgroup, text[start:end])
        parts += (text[done:start], unit)
        length += start - done
        units.append((start, end, length, length + len(unit)))
        length += len(unit)
    starts, ends, folded_starts, folded_ends = zip(*units, strict=True) if units else ((), (), (), ())
    return FoldedText(text, "".join(parts), starts, ends, folded_starts, folded_ends)


def fold_words(words: str) -> str:
    """Return words as they are compared, without blanks around them."""
    match = _UNIT.match(words)
    is_plain = match is not None and match.lastgroup == "end"
    return (words if is_plain else fold(words).folded).strip(" ")


def _unit(kind: str | None, stretch: str) -> str:
    """Return what a stretch that is not taken as it stands becomes."""
    match kind:
        case "space":
            return " "
        case "widthless":
            return ""
        case "dashes":
            return "-"
        case _:
            return _compatible(stretch)


@lru_cache(maxsize=4096)
def _compatible(stretch: str) -> str:
    """Return what characters stand for."""
    plain = stretch.translate(_PLAIN)
    compatible = unicodedata.normalize("NFKC", plain).translate(_PLAIN)
    # NFKC makes a blank and a combining accent of a spacing accent: it would match a blank.
    return plain if compatible.startswith(" ") and not plain.isspace() else compatible
