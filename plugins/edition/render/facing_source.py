"""A source as received, as HTML: its lines with their numbers, and what is no text told apart from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.model import Fate
from edition.render.escaping import html_text, quotable
from edition.render.markup_cuts import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import Stretch
    from edition.render.facing_rows import Row

_NOTE = re.compile(r"(</?(?:[\w.-]+:)?note(?![\w.:-])[^>]*>)")
_NOTE_OPENING = '<span class="note" title="note">'
_CLASSES = {Fate.NOTE: "note", Fate.FURNITURE: "furniture"}


def typed_lines(content: str, rows: Sequence[Row], end: int, account: Sequence[Stretch]) -> Iterator[str]:
    """Yield the characters of each row of a plain source, without line numbers."""
    stretches = iter(account)
    stretch = next(stretches, None)
    for row, following in zip(rows, [*(row.start for row in rows[1:]), end], strict=True):
        position, parts = row.start, list[str]()
        while position < following and stretch:
            stop = min(stretch.span.end, following)
            words = html_text(content[position:stop])
            if stretch.fate not in (row.fate, Fate.SPACE):
                kind = _CLASSES.get(stretch.fate, "marker")
                words = f'<span class="{kind}" title="{quotable(stretch.what)}">{words}</span>'
            parts.append(words)
            position = stop
            if stretch.span.end == stop:
                stretch = next(stretches, None)
        html = "".join(parts)
        yield html.replace("\r\n", "\n").replace("\r", "\n") if "\r" in html else html


def marked_lines(content: str, rows: Sequence[Row], end: int) -> Iterator[str]:
    """Yield the characters of each row of a source in markup, without line numbers; tags are `i` elements."""
    depth = 0
    for row, following in zip(rows, [*(row.start for row in rows[1:]), end], strict=True):
        raw = content[row.start : following]
        if "note" not in raw and not depth:
            yield tagged(raw)
            continue
        parts = [_NOTE_OPENING * depth]
        for place, part in enumerate(_NOTE.split(raw)):
            html = tagged(part)
            if place & 1 and part[1] == "/":
                if depth:
                    depth, html = depth - 1, f"{html}</span>"
            elif place & 1 and part[-2] != "/":
                depth, html = depth + 1, f"{_NOTE_OPENING}{html}"
            parts.append(html)
        parts.append("</span>" * depth)
        yield "".join(parts)


def tagged(raw: str) -> str:
    """Return characters in markup as HTML, each tag told apart."""
    if raw.count("<") == raw.count(">") and "<!" not in raw:
        return html_text(raw).replace("&lt;", "<i>&lt;").replace("&gt;", "&gt;</i>")
    parts = TOKEN.split(raw)
    parts[0::2] = map(html_text, parts[0::2])
    parts[1::2] = [f"<i>{html_text(tag)}</i>" for tag in parts[1::2]]
    return "".join(parts)


def number_lines(html: str, line: int, *, begins: bool, indents: bool) -> tuple[str, int]:
    """Return lines with the address of each, and the number of the line that comes next.

    They start with the line of the number `line`, from its beginning, if it `begins` here. Where lines are
    indented only to show how elements nest, as in markup, the style sheet `indents` them less.
    """
    first, *others = html.split("\n")
    numbered = _indented if indents else _numbered
    head = numbered(line, first) if begins and html else first
    if not others:
        return head, line
    parts = [head or "\n"]  # HTML drops a newline that directly follows `<pre>`
    parts += [f"\n{numbered(number, words)}" for number, words in enumerate(others[:-1], line + 1)]
    line += len(others)
    parts.append(f"\n{numbered(line, others[-1])}" if others[-1] else "\n")
    return "".join(parts), line


def _numbered(number: int, words: str) -> str:
    return f'<b id="l{number}" data-n="{number}"></b>{words}'


def _indented(number: int, words: str) -> str:
    rest = words.lstrip(" \t")
    return f'<b id="l{number}" data-n="{number}">{words[: len(words) - len(rest)]}</b>{rest}'
