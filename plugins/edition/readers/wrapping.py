"""Paragraphs that a source has broken into lines: whether it does so, and which lines are one paragraph.

The rule is conservative. A source is wrapped where three lines or more end in the midst of a sentence,
directly above the next line; where two in three of such lines reach the same width; where, if the source has
small letters, more than a third of them stand above one; and where hardly anything stands on wider lines.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from edition.model import Span
from edition.readers.line_starts import begins_anew, is_apart, listed_lines, starts_paragraph
from edition.readers.lines import Line
from edition.readers.lists import list_label
from edition.readers.sentences import ends_open, is_enumerated, is_finished, is_prose
from edition.readers.signatures import is_name
from edition.readers.typescript_closings import is_closing
from edition.schema import LineEnds

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from edition.readers.roles import Roles

_NARROWEST, _WIDEST = 40, 110
_FEWEST_CUT = 3
_FULL, _NEARLY_FULL, _HALF = 0.8, 0.6, 0.5
_MOST_FULL = 0.9
_WIDER = 1.3
_MOST_NAMES = 3
_SHARE_FULL, _SHARE_SMALL, _SHARE_WIDER = 2 / 3, 1 / 3, 0.2


def paragraph_lines(
    lines: Sequence[Line], declared: Roles, line_ends: LineEnds | None = None
) -> tuple[Line, ...]:
    """Return the lines of a source, those of a wrapped paragraph as one; `line_ends` is what editors say."""
    free = [line for line in lines if line.number not in declared]
    wrapped = line_ends is LineEnds.WRAPPED or (line_ends is None and is_wrapped(free))
    if not wrapped:
        return tuple(lines)
    width = _width(_cut_pairs(free)) or max((_edge(line) for line in free), default=0)
    listed = listed_lines(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, declared, (width, listed)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_as_one(group) for group in groups)


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether the lines of a source are those of wrapped paragraphs, as far as its content shows."""
    pairs = _cut_pairs(lines)
    width = _width(pairs)
    full = [pair for pair in pairs if _reaches(*pair, _MOST_FULL * width)]
    letters = "".join(line.text for line in lines)
    small = sum(after.text[0].islower() for _, after in full)
    has_small = sum(map(str.islower, letters)) > sum(map(str.isupper, letters))
    wider = sum(len(line.text) for line in lines if _edge(line) > _WIDER * width)
    return (
        len(full) >= max(_FEWEST_CUT, _SHARE_FULL * len(pairs))
        and (small > _SHARE_SMALL * len(full) or not has_small)
        and wider <= _SHARE_WIDER * len(letters)
    )


def _cut_pairs(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Return the lines that end in the midst of a sentence, each with the line directly below it."""
    return [
        (line, below)
        for line, below in pairwise(lines)
        if below.number == line.number + 1
        and _NARROWEST <= _edge(line) <= _WIDEST
        and not is_finished(line.text)
        and not is_apart(line)
        and not is_apart(below)
    ]


def _width(pairs: Sequence[tuple[Line, Line]]) -> int:
    """Return the width to which lines are filled, all but the widest quarter of them."""
    widths = sorted(_edge(line) for line, _ in pairs)
    return widths[len(widths) * 3 // 4] if widths else 0


def _edge(line: Line) -> int:
    """Return the column in which a line ends."""
    return line.indent + len(line.text)


def _reaches(line: Line, below: Line, width: float) -> bool:
    """Tell whether a line is so full that the first word of the next would not have gone on it."""
    return _edge(line) + 1 + len(below.text.split()[0]) >= width


def _goes_on(group: Sequence[Line], line: Line, declared: Roles, source: tuple[int, Collection[int]]) -> bool:
    """Tell whether a line goes on with the paragraph that the lines before it make."""
    last, (width, listed) = group[-1], source
    above = declared.get(last.number)
    if line.number != last.number + 1:
        return False
    if line.number in declared or (above is not None and not above.is_paragraph):
        return _is_one_declaration(declared, last, line)
    if is_apart(last) or is_apart(line):
        return False
    return _item_goes_on(group, line, width) if line.number in listed else _text_goes_on(group, line, width)


def _item_goes_on(group: Sequence[Line], line: Line, width: int) -> bool:
    """Tell whether a line goes on with an item of a list: after a comma or a small word, or further right."""
    last = group[-1]
    if line.indent > group[0].indent and _reaches(last, line, _FULL * width):
        return not list_label(last.text)
    open_end = last.text.endswith((",", "/", "-", "&")) or ends_open(last.text)
    return _is_cut(last, line, width) or (open_end and not begins_anew(line))


def _text_goes_on(group: Sequence[Line], line: Line, width: int) -> bool:
    """Tell whether a line goes on with a paragraph: the last is cut, or is full and this is not indented."""
    last = group[-1]
    words = " ".join(member.text for member in group)
    finished, open_end = is_finished(last.text), ends_open(last.text)
    in_prose = not finished and is_prose(words)
    if _is_cut(last, line, width):
        return True
    if (begins_anew(line) and not (in_prose or open_end)) or (finished and _is_signed(line)):
        return False
    full = _reaches(last, line, (_NEARLY_FULL if in_prose else _FULL) * width)
    return not starts_paragraph(group, line) and (full or open_end)


def _is_cut(last: Line, line: Line, width: int) -> bool:
    """Tell whether a line ends in the midst of a sentence that a small letter continues."""
    own = is_enumerated(line.text) or is_closing(line.text)
    return not (own or is_finished(last.text)) and line.text[0].islower() and _edge(last) >= _HALF * width


def _is_signed(line: Line) -> bool:
    """Tell whether a line is a short name; several words in capitals are the end of a sentence as well."""
    most = 1 if line.text.isupper() else _MOST_NAMES
    return is_name(line.text) and len(line.text.split()) <= most


def _is_one_declaration(declared: Roles, last: Line, line: Line) -> bool:
    """Tell whether two lines have been declared together to be one paragraph."""
    one, other = declared.get(last.number), declared.get(line.number)
    return one is not None and other is not None and one.group == other.group and one.is_paragraph


def _as_one(group: Sequence[Line]) -> Line:
    """Return lines as one, with a blank for every character between them."""
    first = group[0]
    ends = tuple(Span(line.span.end, below.span.start) for line, below in pairwise(group))
    text = first.text
    for end, line in zip(ends, group[1:], strict=True):
        text += " " * len(end) + line.text
    span = Span(first.span.start, group[-1].span.end)
    return Line(number=first.number, span=span, text=text, indent=first.indent, ends=ends)
