"""A document of a volume as a page of Markdown, for the sites that the engine is compared with.

It shares no code with the engine. All text is kept: notes become footnotes, page breaks `[Page 522]`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from scripts.benchmark.words import TEI_INLINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_OFFICE = "https://history.state.gov/historicaldocuments"
# Whatever Markdown could take for a sign of its own, in one of its kinds, anywhere or where a block begins.
_SIGNS = re.compile(r"[\\`*_{}\[\]#]|[&<>~|]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "~": "&#126;", "|": "&#124;"}
_FIRST_SIGN = re.compile(r"^([-+=:])|^(\d+)([.)])")
_QUALITIES = {"italic": "em", "strong": "strong", "bold": "strong", "superscript": "sup", "sub": "sub"}
_PLAIN_WORDS = re.compile(r"\w[\w ,.;:’]*[\w.]|\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where references lead: the volume, and for each `xml:id` in it the document that holds it."""

    volume: str
    homes: Mapping[str, str]

    def address(self, target: str) -> str:
        """Return the address of a target: a page of the same site, or the Office of the Historian's."""
        if target.startswith("https:"):
            return target
        volume, _, name = target.rpartition("#")
        if volume in {"", self.volume} and name in self.homes:
            return f"{self.homes[name]}.md"
        place = name if re.fullmatch(r"(d|pg_)\w+", name) else ""
        return f"{_OFFICE}/{volume or self.volume}/{place}"


@dataclass(slots=True)
class _Page:
    """A page while it is written: its notes wait until its text is done."""

    links: Links
    notes: list[etree._Element] = field(default_factory=list)

    def reference(self, note: etree._Element) -> str:
        self.notes.append(note)
        return f"[^{len(self.notes)}]"


def to_markdown(division: etree._Element, links: Links) -> str:
    """Return the document `division` as Markdown with a title, its footnotes at the end."""
    page = _Page(links)
    head = division.find("{*}head")
    title = "" if head is None else " ".join(_plain(head).split())
    parts = [f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---", *_blocks(division, page, level=1)]
    number = 0
    while number < len(page.notes):  # a note may call a further one
        note = page.notes[number]
        number += 1
        parts.append(_indent("\n\n".join(_blocks(note, page, level=6)), f"[^{number}]: "))
    return "\n\n".join(parts) + "\n"


def _blocks(element: etree._Element, page: _Page, *, level: int) -> Iterator[str]:
    """Yield the blocks in `element`; words and inline elements that follow one another are a paragraph."""
    line = _escape(element.text)
    for child in element:
        name = _name(child)
        if name in TEI_INLINE or name in {"", "lb"}:
            line = _join(line, _inline(child, page)) + _escape(child.tail)
            continue
        yield from _paragraph(line)
        yield from _BLOCKS.get(name, _blocks)(child, page, level=level)
        line = _escape(child.tail)
    yield from _paragraph(line)


def _paragraph(line: str) -> Iterator[str]:
    if line.strip():
        yield _FIRST_SIGN.sub(_escaped_first_sign, line.strip())


def _escaped_first_sign(found: re.Match[str]) -> str:
    sign, digits, end = found.groups()
    return f"&#{ord(sign)};" if sign else f"{digits}\\{end}"


def _head(element: etree._Element, page: _Page, *, level: int) -> Iterator[str]:
    """Yield a heading, which Markdown wants in one line, or a strong line where it heads no division."""
    words = _line(element, page)
    yield f"{'#' * level} {words}" if _name(element.getparent()) == "div" else words


def _division(element: etree._Element, page: _Page, *, level: int) -> Iterator[str]:
    yield from _blocks(element, page, level=min(6, level + 1))


def _list(element: etree._Element, page: _Page, *, level: int) -> Iterator[str]:
    """Yield a list; what heads it, and words and page breaks beside its items, are items of their own."""
    items = [
        _indent("\n\n".join(_blocks(child, page, level=level)), "- ")
        for child in element
        if _name(child) in {"item", "label"} and (len(child) or child.text)
    ]
    yield from (
        block for child in element if _name(child) == "head" for block in _head(child, page, level=level)
    )
    yield from _strays(element, page)
    if items:
        yield "\n".join(items)


def _strays(element: etree._Element, page: _Page) -> Iterator[str]:
    """Yield what stands between the items of a list or the rows of a table, page breaks above all."""
    for child in element:
        if _name(child) not in {"item", "label", "head", "row", ""}:
            yield from _paragraph(_inline(child, page))
        yield from _paragraph(_escape(child.tail))


def _quote(element: etree._Element, page: _Page, *, level: int) -> Iterator[str]:
    blocks = "\n\n".join(_blocks(element, page, level=level))
    yield "\n".join(f"> {line}".rstrip() for line in blocks.splitlines())


def _table(element: etree._Element, page: _Page, *, level: int) -> Iterator[str]:
    """Yield a table under an empty row of headings, since Markdown has none without."""
    rows = [[_line(cell, page) for cell in row.iter("{*}cell")] for row in element.iter("{*}row")]
    width = max(map(len, rows), default=0)
    yield from (block for head in element.iter("{*}head") for block in _head(head, page, level=level))
    yield from _strays(element, page)
    lines = [[""] * width, ["---"] * width, *([*row, *[""] * (width - len(row))] for row in rows)]
    if width:
        yield "\n".join(f"| {' | '.join(line)} |" for line in lines)


_BLOCKS: dict[str, Callable[..., Iterator[str]]] = {
    "div": _division,
    "head": _head,
    "list": _list,
    "quote": _quote,
    "table": _table,
}


def _line(element: etree._Element, page: _Page) -> str:
    """Return all that `element` holds as one line, its blocks set apart by line breaks."""
    line = _escape(element.text)
    for child in element:
        name = _name(child)
        words = _inline(child, page)
        apart = name and name not in TEI_INLINE and name != "lb"
        line = (f"{line}<br>{words}<br>" if apart else _join(line, words)) + _escape(child.tail)
    return line.strip()


def _inline(element: etree._Element, page: _Page) -> str:
    """Return an inline element, or what is to be read as one."""
    name = _name(element)
    return _INLINE[name](element, page) if name in _INLINE else _spaced(element, _line(element, page))


def _page_break(element: etree._Element, _: _Page) -> str:
    label = element.get("n", "")
    return f'<span class="pagebreak" id="pg_{label}">[Page {label}]</span>'


def _quality(element: etree._Element, page: _Page) -> str:
    """Return emphasis by its sign where that is sure to be understood, and by its element elsewhere."""
    words, rend = _line(element, page), element.get("rend", "")
    tag = _QUALITIES.get(rend)
    if not words:
        return ""
    if tag in {"em", "strong"} and _PLAIN_WORDS.fullmatch(words) and _stands_alone(element):
        sign = {"em": "*", "strong": "**"}[tag]
        return _spaced(element, f"{sign}{words}{sign}")
    opening, closing = (tag, tag) if tag else (f'span class="{rend or "hi"}"', "span")
    return _spaced(element, f"<{opening}>{words}</{closing}>")


def _stands_alone(element: etree._Element) -> bool:
    """Return whether blanks stand around `element`: a sign within a word would not be read as emphasis."""
    previous = element.getprevious()
    parent = element.getparent()
    before = previous.tail if previous is not None else parent.text if parent is not None else ""
    inside = element.text or ""
    return (before or "")[-1:].isspace() and (element.tail or "")[:1].isspace() and inside == inside.strip()


def _reference(element: etree._Element, page: _Page) -> str:
    words = _line(element, page)
    is_nested = next(element.iterancestors("{*}ref"), None) is not None
    if not element.get("target") or is_nested or "](" in words or "[^" in words:
        return _spaced(element, words)
    return _spaced(element, f"[{words}]({page.links.address(element.get('target', ''))})")


_INLINE: dict[str, Callable[[etree._Element, _Page], str]] = {
    "": lambda _element, _page: "",
    "del": lambda element, page: f"<del>{_line(element, page)}</del>",
    "hi": _quality,
    "lb": lambda _element, _page: "<br>",
    "note": lambda element, page: page.reference(element),
    "pb": _page_break,
    "ref": _reference,
}


def _spaced(element: etree._Element, words: str) -> str:
    """Return `words` with the blanks that stand at the edges of `element`."""
    text = "".join(element.itertext())
    before, after = (" " if part.isspace() else "" for part in (text[:1], text[-1:]))
    return f"{before}{words}{after}"


def _join(line: str, words: str) -> str:
    """Return `line` continued by `words`; a blank before the mark of a note is no text."""
    return (line.rstrip() if words.startswith("[^") else line) + words


def _escape(text: str | None) -> str:
    """Return `text` with its signs marked as characters, its white space collapsed."""
    collapsed = re.sub(r"\s+", " ", text or "")
    return _SIGNS.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), collapsed)


def _plain(element: etree._Element) -> str:
    """Return the words of `element` without its notes."""
    inner = ("" if _name(child) in {"note", ""} else _plain(child) for child in element)
    tails = (child.tail or "" for child in element)
    return (element.text or "") + "".join(a + b for a, b in zip(inner, tails, strict=True))


def _indent(blocks: str, first: str) -> str:
    """Return `blocks` after the sign `first`, all other lines indented under it."""
    lines = blocks.splitlines() or [""]
    return "\n".join([first + lines[0], *(f"    {line}".rstrip() for line in lines[1:])])


def _name(element: etree._Element | None) -> str:
    """Return the name of `element` without its namespace; nothing for comments and instructions."""
    return etree.QName(element).localname if element is not None and isinstance(element.tag, str) else ""
