"""Long lists of names under the letters with which they begin, and a row that leads to each letter."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from edition.model import fragment_id
from edition.render.escaping import html_text
from edition.render.words import folded_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Entry = TypeVar("Entry")


def render_by_letter(
    entries: Iterable[Entry], name_of: Callable[[Entry], str], render: Callable[[Sequence[Entry]], str]
) -> str:
    """Return entries, which come in the order of their names, under their letters; `render` lists some."""
    letters = [(letter, list(some)) for letter, some in groupby(entries, lambda one: _letter(name_of(one)))]
    links = "".join(
        f'<li><a href="#{_letter_id(letter)}">{html_text(letter)}</a></li>\n' for letter, _ in letters
    )
    lists = "".join(
        f'<h2 id="{_letter_id(letter)}">{html_text(letter)}</h2>\n{render(some)}' for letter, some in letters
    )
    return f'<nav class="edition-letters" aria-label="Letters">\n<ul>\n{links}</ul>\n</nav>\n{lists}'


def _letter(name: str) -> str:
    return next((sign for sign in folded_name(name) if sign.isalnum()), "–").upper()


def _letter_id(letter: str) -> str:
    return f"letter-{fragment_id(letter)}"
