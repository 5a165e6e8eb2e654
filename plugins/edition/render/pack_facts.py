"""What a pack's page says of the pack itself: its length, the state from which it was made, its address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.edtf import humanize, parse
from edition.packs.model import changes
from edition.render.escaping import html_text
from edition.render.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.packs.model import AssignedPack, Change
    from edition.resolved import Edition

# What could end a string of CSS, or the element that holds it.
_UNFIT = re.compile(r'[\\"<>]')
WORDS_A_MINUTE = 230
"""How many words a student reads in a minute; every page that counts on it says so."""


def render_length(words: int) -> str:
    """Return how long the passages of a pack are, and how long it takes to read them."""
    return f'<p class="pack-length">{length_words(words)}</p>\n'


def length_words(words: int) -> str:
    """Return how long the passages of a pack are, and how long it takes to read them, as words."""
    minutes = max(1, round(words / WORDS_A_MINUTE))
    length = f"{words:,} words" if words != 1 else "1 word"
    time = f"about {count(minutes, 'minute')} to read ({WORDS_A_MINUTE} words a minute)"
    return f"{length} of documents, {time}"


def render_state(edition: Edition, pack: AssignedPack) -> str:
    """Return from which state of the edition a pack was made, and what has changed since."""
    lead, items = state_words(edition, pack)
    listed = "".join(f"<li>{html_text(item)}</li>" for item in items)
    return (
        f'<div class="pack-state"><p>{html_text(lead)}</p>\n{f"<ul>{listed}</ul>" if listed else ""}</div>\n'
    )


def state_words(edition: Edition, pack: AssignedPack) -> tuple[str, list[str]]:
    """Return a sentence on the state from which a pack was made, and one on each document that is another."""
    state = pack.pack.state
    if state is None:
        return "This pack does not say from which state of the edition it was made.", []
    day, changed = humanize(parse(state.date)), changes(pack.pack, pack.documents, edition.by_id)
    if not changed:
        return f"Made on {day}. Its documents, their notes and annotations are as they were then.", []
    return f"Made on {day}. Since then, this has changed:", [_changed(edition, one) for one in changed]


def _changed(edition: Edition, change: Change) -> str:
    title = edition.by_id[change.document].title or "Untitled"
    if not change.parts:
        return f"{title}: in which state it was then is not known"
    return f"{title}: {_and([f'its {part}' for part in change.parts])}"


def _and(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: a, b and c."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def render_pack_foot(edition: Edition, pack: AssignedPack, address: str) -> str:
    """Return the citation of a pack, with its address, if that is known."""
    where = f' <span class="pack-address">{html_text(address)}</span>' if address else ""
    return f'<footer class="pack-foot"><p>{html_text(_citation(edition, pack))}{where}</p></footer>\n'


def render_pack_head(edition: Edition, pack: AssignedPack, address: str) -> str:
    """Return what tells the style sheet the citation, which stands at the foot of every printed page."""
    words = f"{_citation(edition, pack)} {address}".strip()
    plain = _UNFIT.sub("", words.replace("\n", " "))
    return f'<style>:root{{--edition-site:"{plain}"}}</style>\n'


def _citation(edition: Edition, pack: AssignedPack) -> str:
    """Return how a pack is cited."""
    title = pack.pack.title
    author = f"{pack.pack.author.removesuffix('.')}. " if pack.pack.author else ""
    stop = "" if title.endswith(("?", "!", ".")) else "."
    name = f" {edition.site.name}." if edition.site.name else ""
    return f"{author}“{title}{stop}”{name}"
