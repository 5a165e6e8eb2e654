"""Where in a text a figure may be the number of a note, and how likely that is.

A web text has lost the superscript: `Kennedy1` calls note 1, and `November 82` may be the 8th and note 2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from edition.model import Span
from edition.readers.datelines import MONTH
from edition.readers.page_notations import page_markers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from edition.readers.lines import Line

_FIGURE = re.compile(r"(?<!\d)[0-9]+(?:[.,:][0-9]+)*")
_YEAR = r"(?:1[5-9]\d|20[0-3])\d"
_AFTER_MONTH = re.compile(rf"\b{MONTH}\s+(?:\d{{1,2}}(?:,| and| or|, and)\s+)*$", re.IGNORECASE)
_BEFORE_YEAR = re.compile(rf",?\s+{_YEAR}")
_THOUSANDS = r"\d{1,3}(?:,\d{3})+"
_CLOCK = r"\d{1,2}:\d\d"
_DESIGNATION = re.compile(r"(?:^|[^\w])[A-Z]{1,4}$")
_CLOSING = frozenset(")]}!?;…%”’»\"'")
_SENTENCE_ENDS = re.compile(r"\s*$|\s+[^a-z\s\d]|[”’\"')\]]")
_LAST_DAY = 31
_DAY_LENGTH = 2
_SHOWN_WORDS = 3
_FEWEST_UNDIVIDED = 4


class Likelihood(IntEnum):
    """How likely a figure is to hold the number of a note, the likeliest first.

    UNMISTAKABLE: glued to a word. IMPOSSIBLE_FIGURE: no date, year or number otherwise. SENTENCE_END: a
    figure, a full stop and a note, or else a decimal. POSSIBLE: a date, or a long number. PLAIN: an ordinary
    figure, in which no note is ever assumed.
    """

    UNMISTAKABLE = 0
    IMPOSSIBLE_FIGURE = 1
    SENTENCE_END = 2
    POSSIBLE = 3
    PLAIN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place where note `label` may be called; `figure` is the figure with the word before it."""

    label: str
    span: Span
    line: int
    figure: str
    likelihood: Likelihood
    designation: bool = False
    pair: tuple[str, str] | None = None
    """The notes that are called here together, where the figure can only be read as two labels."""


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """A line as it reads without its page notations; `places` are those of its characters in the source.

    `printed` is the line with them, and `start` the place of its first character.
    """

    number: int
    text: str
    places: Sequence[int]
    printed: str
    start: int


def reading_line(content: str, line: Line) -> ReadingLine:
    """Return a line without its page notations."""
    markers = page_markers(content, line.span)
    start = line.span.start
    if not markers:
        return ReadingLine(line.number, line.text, range(start, line.span.end), line.text, start)
    places: list[int] = []
    for marker in markers:
        places += range(start, marker.span.start)
        start = marker.span.end
    places += range(start, line.span.end)
    text = "".join(line.text[place - line.span.start] for place in places)
    return ReadingLine(line.number, text, tuple(places), line.text, line.span.start)


def candidates(line: ReadingLine, labels: Collection[str]) -> Iterator[Candidate]:
    """Yield the places of a line where one of the notes may be called, in order."""
    for match in _FIGURE.finditer(line.text):
        figure, before, after = match[0], line.text[: match.start()], line.text[match.end() :]
        if not before or _goes_on(after):
            continue
        if _is_glued(before):
            if figure in labels:
                yield _candidate(line, match, figure, Likelihood.UNMISTAKABLE)
            else:
                yield from _pair(line, match, labels)
            continue
        if figure in labels and follows_notation(line, match.start()):
            printed = line.printed[: line.places[match.end() - 1] + 1 - line.start]
            shown = " ".join(printed.split()[-_SHOWN_WORDS:])
            yield replace(_candidate(line, match, figure, Likelihood.PLAIN), figure=shown)
        for label in sorted(labels):
            if len(figure) > len(label) and figure.endswith(label):
                likelihood = _likelihood(before, figure.removesuffix(label), label, after)
                if likelihood is not None:
                    yield _candidate(line, match, label, likelihood)


def _pair(line: ReadingLine, match: re.Match[str], labels: Collection[str]) -> Iterator[Candidate]:
    """Yield the two places of a glued figure in which two notes may be called, one after the other."""
    figure = match[0]
    for cut in range(1, len(figure)):
        first, second = figure[:cut], figure[cut:]
        if {first, second} <= set(labels) and int(second) == int(first) + 1:
            latter = replace(_candidate(line, match, second, Likelihood.PLAIN), pair=(first, second))
            start, end = line.places[match.start()], line.places[match.start() + cut - 1] + 1
            yield replace(latter, label=first, span=Span(start, end))
            yield latter


def follows_notation(line: ReadingLine, start: int) -> bool:
    """Tell whether a page notation stands directly before a character, and words before that."""
    return line.places[start] > line.places[start - 1] + 1


def _candidate(line: ReadingLine, match: re.Match[str], label: str, likelihood: Likelihood) -> Candidate:
    """Return the candidate that the last figures of a match are."""
    start = match.end() - len(label)
    span = Span(line.places[start], line.places[match.end() - 1] + 1)
    words = line.text[: match.start()].split()
    glued = bool(words) and not line.text[match.start() - 1].isspace()
    figure = (words[-1] + ("" if glued else " ") if words else "") + match[0]
    return Candidate(
        label=label,
        span=span,
        line=line.number,
        figure=figure,
        likelihood=likelihood,
        designation=bool(_DESIGNATION.search(line.text[: match.start()])),
    )


def _goes_on(after: str) -> bool:
    """Tell whether a figure is only the beginning of a word or of a compound."""
    return bool(re.match(r"\w|[-–/][^\W_]", after))


def _is_glued(before: str) -> bool:
    """Tell whether a figure is glued to a word, or to punctuation that cannot be part of a figure."""
    last, rest = before[-1], before[:-1]
    if last.isalpha():
        return True
    if last in ".,:":
        return bool(rest) and (not rest[-1].isspace() or rest.endswith(". ")) and not rest[-1].isdecimal()
    return last in _CLOSING and bool(rest) and not rest[-1].isspace() and rest[-1] not in "([{“‘«"


def _likelihood(before: str, left: str, label: str, after: str) -> Likelihood | None:
    """Return how likely `left` is a figure of its own, with a note called after it; None for not at all."""
    number, separator = (left[:-1], left[-1]) if left[-1] in ".,:" else (left, "")
    day = bool(_AFTER_MONTH.search(before)) and _is_day(number)
    if before[-1] in "-–/#":
        return _after_dash(before, number, separator, after)
    if re.fullmatch(_YEAR, number) or (separator and day):
        return Likelihood.IMPOSSIBLE_FIGURE
    if separator:
        return _after_separator(number, separator, label, after)
    if day:
        return _in_date(left + label, after)
    return _in_number(number, left + label)


def _is_day(number: str) -> bool:
    """Tell whether a number can be a day of the month."""
    return number.isdecimal() and number[0] != "0" and int(number) <= _LAST_DAY


def _after_dash(before: str, number: str, separator: str, after: str) -> Likelihood | None:
    """Return how likely a note is called in a range of years, or in a designation such as IL-28."""
    if re.search(r"\d[-–]$", before) and re.fullmatch(_YEAR, number):
        return Likelihood.IMPOSSIBLE_FIGURE
    if separator == "." and _SENTENCE_ENDS.match(after):
        return Likelihood.SENTENCE_END
    start = re.search(r"(\d+)[-–]$", before)
    if start is None or separator:
        return None
    whole = len(number) + 1
    too_long = whole > max(_DAY_LENGTH, len(start[1]))
    shortened = len(number) == _DAY_LENGTH and whole < len(start[1])
    return Likelihood.PLAIN if too_long or shortened else None


def _after_separator(number: str, separator: str, label: str, after: str) -> Likelihood | None:
    """Return how likely a note is called after a figure and a full stop or a comma."""
    if separator == ":" or re.fullmatch(_THOUSANDS, number + separator + label):
        return None
    if separator == "." and not _SENTENCE_ENDS.match(after):
        return Likelihood.PLAIN
    undivided = number.isdecimal() and len(number) >= _FEWEST_UNDIVIDED
    return Likelihood.IMPOSSIBLE_FIGURE if undivided else Likelihood.SENTENCE_END


def _in_date(whole: str, after: str) -> Likelihood | None:
    """Return how likely a note is called after the day of a date; between day and year none ever is."""
    if not _is_day(whole):
        return Likelihood.IMPOSSIBLE_FIGURE
    return None if _BEFORE_YEAR.match(after) else Likelihood.POSSIBLE


def _in_number(number: str, whole: str) -> Likelihood | None:
    """Return how likely a note is called after a number or a time of day, from how the whole is written."""
    if re.fullmatch(rf"{_THOUSANDS}|{_CLOCK}", number):
        return Likelihood.IMPOSSIBLE_FIGURE
    if re.fullmatch(rf"{_YEAR}|{_THOUSANDS}|{_CLOCK}", whole):
        return None
    return Likelihood.POSSIBLE if whole.isdecimal() and len(whole) > _FEWEST_UNDIVIDED else Likelihood.PLAIN
