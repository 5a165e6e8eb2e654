"""The cover of an e-book: its title, its subtitle and its publisher, drawn as text."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from edition.books.xhtml import printable
from edition.render.escaping import html_text

if TYPE_CHECKING:
    from edition.books.model import Book

_WIDTH, _HEIGHT, _MARGIN = 1200, 1600, 110
# Size of the letters, and how many of them a line of that size holds; the longest titles are cut.
_SIZES = ((104, 17), (84, 21), (68, 26), (56, 32))
_MOST_LINES = 9


def cover_svg(book: Book) -> str:
    """Return the cover as an image."""
    size, letters = next(
        (one for one in _SIZES if len(wrap(book.title, one[1])) <= _MOST_LINES - 3), _SIZES[-1]
    )
    title = _lines(book.title, letters, _MOST_LINES)
    below = 420 + len(title) * size * 1.2
    subtitle = _lines(book.subtitle, 44, 4)
    foot = _lines(book.publisher, 44, 2)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}">\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#f6f1e7"/>\n'
        f'<path d="M{_MARGIN} 250H{_WIDTH - _MARGIN}M{_MARGIN} 1440H{_WIDTH - _MARGIN}" '
        'stroke="#7a2e1f" stroke-width="6"/>\n'
        f"{_texts(title, 420, size, '#1d1b18')}{_texts(subtitle, int(below) + 40, 44, '#4a443b')}"
        f"{_texts(foot, 1510, 40, '#4a443b')}</svg>\n"
    )


def _lines(words: str, letters: int, most: int) -> list[str]:
    lines = wrap(printable(" ".join(words.split())), letters)
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: letters - 2]} …"]


def _texts(lines: list[str], top: int, size: int, color: str) -> str:
    return "".join(
        f'<text x="{_MARGIN}" y="{top + round(number * size * 1.2)}" font-family="Georgia, serif" '
        f'font-size="{size}" fill="{color}">{html_text(line)}</text>\n'
        for number, line in enumerate(lines)
    )
