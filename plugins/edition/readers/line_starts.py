"""With which words a line of a wrapped source begins something of its own, and when it stands apart."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from edition.readers.datelines import is_dateline
from edition.readers.deletions import without_strikes
from edition.readers.lists import inline_label, is_bulleted, list_label
from edition.readers.page_numbers import is_page_number
from edition.readers.sentences import is_enumerated, is_finished, is_salutation
from edition.readers.signatures import is_close
from edition.readers.stamps import is_classification, is_stamp
from edition.readers.telegram_forms import is_form_field, is_form_title
from edition.readers.typescript_closings import is_closing
from edition.readers.typescript_openings import is_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.readers.lines import Line

_NUMBERED_HEAD = re.compile(r"[-–—]\s?\d{1,4}\s?[-–—](?:\s.*)?")
_TICK_BOX = re.compile(r"[(\[][ xX]?[)\]]\s")
_LABELLED = re.compile(r"\d{1,3}\.\s+\S|(?:\*{1,4}|†{1,2}|‡{1,2})\s*\S")
_LEAST_INDENT = 2


def is_apart(line: Line) -> bool:
    """Tell whether a line is never part of a wrapped paragraph: a marking, a stamp, a page number, a row."""
    words = without_strikes(line)
    numbered = _NUMBERED_HEAD.fullmatch(words) or (is_page_number(words) and not words.endswith("."))
    boxed = _TICK_BOX.match(words)
    return "\t" in words or bool(numbered or boxed) or is_classification(words) or is_stamp(words)


def begins_anew(line: Line) -> bool:
    """Tell whether a line begins as a point, a field, a label or a date does.

    So may any line of a paragraph, where the sentence before it is not at its end. A point in brackets may
    stand in a paragraph wherever it likes: (1) so, and (2) so.
    """
    words = without_strikes(line)
    point = is_enumerated(words) and words[0] != "("
    field = is_field(words) or is_form_field(words) or is_form_title(words)
    if point or field or is_bulleted(words) or _LABELLED.match(words):
        return True
    if list_label(words) or inline_label(line):
        return True
    return is_dateline(words) or is_salutation(words) or is_close(words) or is_closing(words)


def starts_paragraph(group: Sequence[Line], line: Line) -> bool:
    """Tell whether a line has the first-line indent of a paragraph, or is further left than a hanging one.

    The second line of a point, a field or a label may be indented instead.
    """
    last = group[-1]
    if line.indent >= last.indent + _LEAST_INDENT:
        return len(group) > 1 or not (begins_anew(last) or is_enumerated(last.text))
    return len(group) > 1 and line.indent <= last.indent - _LEAST_INDENT


def listed_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines that stand in lists of people or subjects, where a full line may be an item.

    A list of people goes on over blank lines until something ends with a full stop; any other list ends with
    the first blank line.
    """
    found: set[int] = set()
    listed = ""
    for run in _runs(lines):
        if listed != "participants" or is_finished(run[-1].text):
            listed = ""
        for line in run:
            label = list_label(line.text)
            inline = "participants" if line.text.upper().startswith("PARTICIPANTS") else ""
            found |= {line.number} if listed else set()
            listed = label or inline or listed
    return frozenset(found)


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield lines that follow one another without a blank line between them."""
    for _, run in groupby(enumerate(lines), lambda placed: placed[1].number - placed[0]):
        yield [line for _, line in run]
