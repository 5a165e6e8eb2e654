"""What a page's text is to those who rely on it: its characters, apparatus aside."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

BLOCKS = [
    "article",
    "aside",
    "blockquote",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "header",
    "li",
    "ol",
    "p",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
]


def reading_text(element: Tag) -> str:
    """Return the text of `element` without apparatus, a space at each block edge, white space folded."""
    copy = BeautifulSoup(str(element), "lxml")
    for apparatus in copy.select("[data-apparatus]"):
        apparatus.decompose()
    for block in copy.find_all(BLOCKS):
        block.insert(0, " ")
        block.append(" ")
    return fold(copy.get_text())


def fold(words: str) -> str:
    """Return `words` with every run of white space as one space, none at the ends."""
    return " ".join(words.split())


def soup(html: str) -> Tag:
    """Return a parsed page or piece of a page."""
    return BeautifulSoup(html, "lxml")
