"""Words as they are put into the index, so that what a reader types finds what a source prints.

Pagefind itself folds case and accents, finds a word by its beginning, and finds both the parts and the whole
of what a hyphen or an apostrophe joins, as long as they are those of ASCII. What it does not know is here.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser

# ruff: noqa: RUF001 - every look-alike below is meant

_ELISION = re.compile(r"\b([dlDL])[’ʼ](?=\w)")
_DASH = re.compile(r"(?<=\w)[‐‑‒–](?=\w)")
# Dashes and points between two words: a phrase is looked for word by word, so each must be one.
_PAUSE = re.compile(r"([—―⸺⸻]|--+|…|\.{3,})(?=\w)")
_BLOCK = re.compile(
    "address|article|aside|blockquote|br|d[dlt]|div|figure|figcaption|h[1-6r]|[ou]l|li|p|pre|section|table|t[dhr]"
)
_TAG = re.compile(r'</?(\w+)(?:[^>"]|"[^"]*")*>')
_WIDTHLESS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def searchable(words: str) -> str:
    """Return `words` on one line as they are indexed."""
    plain = words
    if not plain.isascii():
        plain = _WIDTHLESS.sub("", unicodedata.normalize("NFC", plain))
        plain = _DASH.sub("-", _ELISION.sub(r"\1'", plain))
    if not plain.isascii() or "--" in plain or "..." in plain:
        plain = _PAUSE.sub(r"\1 ", plain)
    return " ".join(plain.split())


def plain_text(html: str) -> str:
    """Return the words of a sanitised piece of HTML, its blocks kept apart."""
    return unescape(_TAG.sub(lambda tag: " " if _BLOCK.fullmatch(tag[1]) else "", html))


def sections(html: str) -> list[tuple[str, str]]:
    """Return the words of a page in parts, each with the id of the heading that begins it, or nothing."""
    parser = _Sections()
    parser.feed(html)
    parser.close()
    return [(name, words) for name, parts in parser.parts if (words := " ".join("".join(parts).split()))]


_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_UNREAD = frozenset(["script", "style", "svg"])
_EMPTY = frozenset(["br", "hr", "img", "input", "wbr"])


class _Sections(HTMLParser):
    """Collects words; leaves out scripts, drawings, and the signs by which a heading links to itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, list[str]]] = [("", [])]
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a part at a heading with an id, and leave out what is not read."""
        given = dict(attrs)
        if _BLOCK.fullmatch(tag):
            self._add(" ")
        if tag in _HEADINGS and given.get("id"):
            self.parts.append((given["id"] or "", []))
        is_unread = tag in _UNREAD or "headerlink" in (given.get("class") or "").split()
        if (self._unread or is_unread) and tag not in _EMPTY:
            self._unread.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what is not read."""
        if tag in self._unread:
            while self._unread.pop() != tag:
                pass
        if _BLOCK.fullmatch(tag):
            self._add(" ")

    def handle_data(self, data: str) -> None:
        """Keep words that are read."""
        if not self._unread:
            self._add(data)

    def _add(self, words: str) -> None:
        self.parts[-1][1].append(words)
