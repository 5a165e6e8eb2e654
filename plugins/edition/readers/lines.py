"""The lines of a source that hold something, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.model import Span

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a source without the white space at its edges; `number` counts from 1, blank lines too.

    A wrapped paragraph is one line, too: `ends` are then the stretches of white space, each with a line end,
    that stand in it. In `text`, which is as long as `span`, they are blanks. `indent` is in columns.
    """

    number: int
    span: Span
    text: str
    indent: int = 0
    ends: tuple[Span, ...] = ()

    @property
    def indented(self) -> bool:
        """Whether the line begins with white space."""
        return self.indent > 0


def filled_lines(content: str) -> tuple[Line, ...]:
    """Return the lines of `content` that are not blank, as a text editor counts them."""
    lines = []
    for number, match in enumerate(_LINE.finditer(content), start=1):
        start = match.start() + match.group().startswith(BYTE_ORDER_MARK) * (match.start() == 0)
        raw = content[start : match.end(1)]
        if text := raw.strip():
            margin = raw[: len(raw) - len(raw.lstrip())]
            start += len(margin)
            span = Span(start, start + len(text))
            lines.append(Line(number=number, span=span, text=text, indent=len(margin.expandtabs())))
    return tuple(lines)


def split_lines(content: str) -> list[str]:
    """Return the lines of `content` as a text editor has them: no form feed and no other sign ends one."""
    return _LINE_END.split(content)


def line_number(content: str, offset: int) -> int:
    """Return the number of the line on which the character at `offset` stands."""
    return len(split_lines(content[:offset]))
