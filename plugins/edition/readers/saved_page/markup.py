"""A page as a tree of elements, and what is asked of an element."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, Comment, Declaration, Doctype, NavigableString, ProcessingInstruction

from edition.sources import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bs4.element import PageElement


def names(words: str) -> frozenset[str]:
    """Return names that are written side by side, as a table of them is read best."""
    return frozenset(words.split())


INLINE = names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark output q rp rt ruby s "
    "samp small span strike strong sub sup time tt u var wbr"
)
# HTML: which open elements end by themselves where one of this name begins.
_CELLS = names("td th")
_HEADINGS = names("h1 h2 h3 h4 h5 h6")
_ENDED_BY = {
    **dict.fromkeys(_HEADINGS | {"p"}, names("p")),
    "li": names("li"),
    **dict.fromkeys(names("dd dt"), names("dd dt")),
    **dict.fromkeys(_CELLS, _CELLS),
    "tr": _CELLS | {"tr"},
    **dict.fromkeys(names("tbody tfoot thead"), _CELLS | names("tbody tfoot thead tr")),
}
# Through which open elements these are reached: the site puts a note's note, an item, into an item's words.
_PASSED_BY = {
    **dict.fromkeys(names("dd dt li"), names("p")),
    **dict.fromkeys(_CELLS | names("tbody tfoot thead tr"), INLINE | {"p"}),
}
_MOST_STEPS = 30
_NO_CHARACTERS = (CData, Comment, Declaration, Doctype, ProcessingInstruction)
_SILENT = names("script style template title")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*;)")
_END_OF_LINE_BREAK = re.compile(r"</br\s*>", re.IGNORECASE)


class _Page(BeautifulSoup):
    """A page whose paragraphs, items and cells end where HTML says, with or without an end tag."""

    def handle_starttag(  # noqa: PLR0913, PLR0917  # BeautifulSoup's own signature
        self,
        name: str,
        namespace: str | None,
        nsprefix: str | None,
        attrs: Mapping[str, str],
        sourceline: int | None = None,
        sourcepos: int | None = None,
        namespaces: dict[str, str] | None = None,
    ) -> Tag | None:
        """End what ends by itself, then begin the element."""
        if ended := _ENDED_BY.get(name):
            self._end_open(ended, _PASSED_BY.get(name, INLINE))
        return super().handle_starttag(name, namespace, nsprefix, attrs, sourceline, sourcepos, namespaces)

    def _end_open(self, ended: frozenset[str], passed: frozenset[str]) -> None:
        """End the open elements of these names that are reached through those which may be passed."""
        tag: Tag | None = self.currentTag
        for _ in range(_MOST_STEPS):
            if tag is None:
                return
            if tag.name in ended:
                parent = tag.parent
                self.handle_endtag(tag.name)
                tag = parent
            elif tag.name in passed:
                tag = tag.parent
            else:
                return


def parse(text: str) -> BeautifulSoup:
    """Return the tree of a page, in which no character is lost that a browser would show."""
    text = _END_OF_LINE_BREAK.sub("<br>", text)
    # What is no entity is shown as it stands, the semicolon too.
    text = _ENTITY.sub(lambda found: found[0] if found[1] in html5 else f"&amp;{found[1]}", text)
    with catch_warnings():
        simplefilter("ignore")  # BeautifulSoup's advice is for programmers: "this looks like a file name"
        return _Page(text, "html.parser", multi_valued_attributes=None)


def attribute(tag: Tag, name: str) -> str:
    """Return the value of an attribute, or nothing where it is absent or holds what no page of ours can."""
    value = tag.get(name)
    return value.strip() if isinstance(value, str) and not FORBIDDEN.search(value) else ""


def classes(tag: Tag) -> list[str]:
    """Return the names in the attribute `class`."""
    return attribute(tag, "class").split()


def tei_names(tag: Tag) -> list[str]:
    """Return the names of TEI elements that the classes of an element say: `persName` for `tei-persName2`."""
    return [name[4:].rstrip("0123456789") for name in classes(tag) if name.startswith("tei-")]


def is_words(node: PageElement) -> bool:
    """Tell whether a node is characters of the page; comments are not, nor are scripts and style sheets."""
    if not isinstance(node, NavigableString) or isinstance(node, _NO_CHARACTERS):
        return False
    return node.parent is None or node.parent.name not in _SILENT


def strings(tag: Tag) -> Iterator[NavigableString]:
    """Yield the characters in an element, node by node."""
    for node in tag.descendants:
        if isinstance(node, NavigableString) and is_words(node):
            yield node


def words(tag: Tag) -> str:
    """Return the words in an element, with one blank for any white space."""
    return " ".join("".join(strings(tag)).split())


def few_words(tag: Tag, longest: int = 40) -> str | None:
    """Return the words in an element if they are few, else None; no more than its beginning is looked at."""
    found = ""
    stack: list[PageElement] = [tag]
    for _ in range(_MOST_STEPS):
        if not stack:
            return " ".join(found.split())
        node = stack.pop()
        if isinstance(node, Tag):
            stack += reversed(node.contents[:_MOST_STEPS])
        elif isinstance(node, NavigableString) and is_words(node):
            found += node
            if len(found.strip()) > longest:
                return None
    return None


def line_of(tag: Tag) -> int:
    """Return the line on which an element begins."""
    return tag.sourceline or 1
