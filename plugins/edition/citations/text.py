"""The words of citations: escaped, quoted, in italics, and with places that a script fills for a passage."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# What ends a sentence already, also behind a closing mark and before what nobody reads.
_ENDED = re.compile(r"[.?!][”’]*(?:<[^>]*>)*$")
_CONTROLS = str.maketrans({"\2": None, "\3": None})
_INNER = str.maketrans({"“": "‘", "”": "’"})
_STRAIGHT = re.compile(r'"([^"]*)"')
# `Over` and `Under` are left as they are, for the sake of Under Secretaries.
_PREPOSITION = re.compile(
    r"(?<=\w )(?:About|Against|Among|Between|Concerning|During|From|Into|Regarding|Through|Toward|With|"
    r"Within|Without)(?= )"
)
_HIDDEN = re.compile(r'<span class="cite-edition" hidden>(?:[^<]|<i>|</i>|<span[^>]*></span>)*</span>')
_ARTICLE = re.compile(r"^(?:An?|The)\s+(?=\S)")
_SMALL = frozenset(("and", "at", "between", "by", "for", "from", "in", "of", "on", "regarding", "to", "with"))
_MOST_WORDS = 6
_US_OFFICE = re.compile(r"(?:United States|U\.?\s?S\.?) (Government (?:Printing|Publishing) Office)")


def html(words: str) -> str:
    """Return words as HTML; a hole is none of theirs."""
    return escape(words.translate(_CONTROLS) if "\2" in words else words, quote=False)


def italic(words: str) -> str:
    """Return words in italics."""
    return f"<i>{html(words)}</i>"


def quoted(words: str, stop: str) -> str:
    """Return words in quotation marks, with the stop before the closing mark; those in it are single."""
    inner = _STRAIGHT.sub(r"‘\1’", words.translate(_INNER)).rstrip(" ,;:")
    is_ended = stop == "." and inner.rstrip("’").endswith((".", "?", "!"))
    return f"“{html(inner)}{'' if is_ended else stop}”"


def headline(title: str) -> str:
    """Return a title as Chicago (17th ed., 8.159) and MLA set it: prepositions are small within it."""
    return _PREPOSITION.sub(lambda found: found[0].lower(), title)


def where(words: str = "") -> str:
    """Return the place for pages or a paragraph, with what stands there where the whole is cited."""
    return f'<span class="cite-at">{html(words)}</span>'


def names(inverted: str, natural: str) -> str:
    """Return the names at the head of an entry, with how they stand where they are not at its head.

    Both are HTML of words alone.
    """
    said = natural.replace('"', "&quot;")
    return f'<span class="cite-names" data-natural="{said}">{inverted}</span>' if inverted else ""


def short_title(title: str) -> str:
    """Return the first words of a title, by which it is told from others: Telegram From the Embassy."""
    words = _ARTICLE.sub("", re.split(r"(?<=\S)\s*[,:;(]", title)[0]).split()
    ends = [place for place, word in enumerate(words) if place > 1 and word.lower() in _SMALL]
    short = " ".join(words[: min([*ends, _MOST_WORDS])])
    is_whole = all(short.count(start) == short.count(end) for start, end in ("()", "[]", "“”"))
    return short if is_whole else title


def joined(parts: Iterable[str], joint: str = ", ") -> str:
    """Return the parts that say something, joined."""
    return joint.join(filter(None, parts))


def sentence(words: str) -> str:
    """Return words with a full stop, if they have none."""
    return words if not words or is_ended(words) else f"{words}."


def is_ended(words: str) -> bool:
    """Whether words end with a full stop, or what stands for one."""
    return _ENDED.search(words) is not None


def capital(words: str) -> str:
    """Return words with a capital first letter, also behind a bracket."""
    start = 1 if words.startswith("[") else 0
    return words[:start] + words[start : start + 1].upper() + words[start + 1 :]


def plain(citation: str) -> str:
    """Return a citation as one reads it: without elements, and without what nobody sees."""
    return unescape(re.sub(r"<[^>]+>", "", shown(citation)))


def shown(citation: str) -> str:
    """Return a citation without what is hidden until a script shows it."""
    return _HIDDEN.sub("", citation)


def publisher(name: str, nation: str = "") -> str:
    """Return a publisher; of the government's own printer, with the nation as a style names it."""
    office = _US_OFFICE.fullmatch(name)
    return joined((nation, office[1]), " ") if office else name


def city(place: str) -> str:
    """Return a place of publication: the capital of the United States is told from the state."""
    return "Washington, DC" if place in {"Washington", "Washington, D.C."} else place
