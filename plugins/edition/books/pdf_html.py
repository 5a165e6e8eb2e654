"""A book as one page of HTML, as it is set for print."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from lxml import etree

from edition.books.xhtml import OPS, XHTML, adapt, ids_in, parse_chapter
from edition.render.escaping import html_text
from edition.render.words import shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lxml.etree import _Element

    from edition.books.model import Book, Chapter

# Between a chapter's name and an id in it: no id of a chapter ends with it.
_WITHIN = "--"
_RUNNING_HEAD = 70
# The same arrow as in the e-book is in no font of ours.
_BACK, _UP = "\N{LEFTWARDS ARROW WITH HOOK}\N{VARIATION SELECTOR-15}", "\N{UPWARDS ARROW}"
# Readers of PDF files put together again what a line breaks at a hyphen: then `IL-28` would be `IL28`. And
# where a font moves two letters far apart, so that they do not touch, they read a blank.
_HELD = re.compile(r"[^\s—]{1,24}[-–/][^\s—]{1,24}|\S*f[)\]}]")
_MOVED = re.compile(r"f[)\]}]")
_DEEPEST = 6
_HEADINGS = frozenset(f"h{level}" for level in range(1, _DEEPEST + 1))
# What calls a note or an annotation stands so close to a word that it would be taken for a part of it.
_CALLS = frozenset(("note-ref", "sheet-sign"))
_NO_BREAK = "\N{NO-BREAK SPACE}"


def print_html(book: Book) -> str:
    """Return the book as HTML: its title and what is in it, its chapters, the colophon."""
    sections = {chapter.id: parse_chapter(chapter) for chapter in book.chapters}
    ids = {name: ids_in(section) for name, section in sections.items()}
    chapters = "".join(_chapter(chapter, sections[chapter.id], ids) for chapter in book.chapters)
    is_single = len(book.chapters) == 1
    front = _title_head(book) if is_single else _title_page(book) + _contents(book)
    kind = "single" if is_single else "whole flowing" if book.is_flowing else "whole"
    return (
        f'<!DOCTYPE html>\n<html lang="{_attribute(book.language)}">\n<head><meta charset="utf-8">'
        f"<title>{html_text(book.title)}</title>\n{_metadata(book)}</head>\n"
        f'<body class="{kind}">\n{front}<main>{chapters}</main>\n{_colophon(book)}</body></html>\n'
    )


def _metadata(book: Book) -> str:
    """Return what is said of the book to machines, one element for each value."""
    subject = book.description or book.subtitle or book.title
    values = [*(("author", name) for name in book.creators), ("description", subject)]
    keywords = [word for word in (book.publisher, book.source) if word]
    values += [("keywords", ", ".join(keywords)), ("generator", book.publisher)]
    values += [("dcterms.created", book.modified), ("dcterms.modified", book.modified)]
    return "".join(
        f'<meta name="{name}" content="{_attribute(" ".join(value.split()))}">\n'
        for name, value in values
        if value
    )


def _attribute(words: str) -> str:
    return html_text(words).replace('"', "&quot;")


def _lines(lines: Mapping[str, str]) -> str:
    return "".join(f'<p class="{name}">{html_text(words)}</p>\n' for name, words in lines.items() if words)


def _title_head(book: Book) -> str:
    return f'<div class="book-head">{_lines({"book-publisher": book.publisher})}</div>\n'


def _title_page(book: Book) -> str:
    publisher = book.publisher if book.publisher != book.title else ""
    above = _lines({"book-publisher": publisher})
    below = _lines(
        {
            "book-subtitle": book.subtitle,
            "book-creators": ", ".join(book.creators),
            "book-description": book.description,
            "book-source": f"Pages: {book.source}" if book.source else "",
        }
    )
    return f'<section class="book-title">{above}<h1>{html_text(book.title)}</h1>\n{below}</section>\n'


def _contents(book: Book) -> str:
    """Return the list of the chapters with their pages."""
    items = "".join(
        f'<li class="level-{min(chapter.level, 4)}"><a href="#{_section_id(chapter.id)}">'
        f"{html_text(chapter.title)}</a></li>\n"
        for chapter in book.chapters
    )
    return f'<section class="book-contents"><h1>Contents</h1>\n<ul>\n{items}</ul></section>\n'


def _colophon(book: Book) -> str:
    """Return what stands at the end: who published the book, by what right, in which state."""
    lines = {
        "book-about": book.description if len(book.chapters) == 1 else "",
        "book-publisher-line": f"From the edition “{book.publisher}”." if book.publisher else "",
        "book-pages": f"Pages: {book.source}" if book.source else "",
        "book-rights": book.rights,
        "book-identifier": f"This state: {book.identifier}",
    }
    return f'<section class="book-colophon">{_lines(lines)}</section>\n'


def _section_id(chapter: str) -> str:
    return f"chapter{_WITHIN}{chapter}"


def _chapter(chapter: Chapter, section: _Element, ids: Mapping[str, Collection[str]]) -> str:
    """Return a chapter, its ids apart from those of others."""
    adapt(section, ids, chapter)
    _set_pages(section)
    for element in section.iter(f"{{{XHTML}}}*"):
        element.tag = str(element.tag).rpartition("}")[2]
        element.attrib.pop(f"{{{OPS}}}type", None)
        if name := element.get("id"):
            element.set("id", f"{chapter.id}{_WITHIN}{name}")
        if href := element.get("href"):
            element.set("href", _target(href, chapter.id, ids))
            if element.text == _BACK:
                element.text = _UP
    _hold_words(section)
    _head_tables(section)
    _set_calls_apart(section)
    _name_headings(section)
    etree.cleanup_namespaces(section)
    section.attrib.clear()
    section.set("id", _section_id(chapter.id))
    section.set("class", f"chapter level-{min(chapter.level, 4)}")
    section.set("data-running", shorten(chapter.title, _RUNNING_HEAD))
    section.set("data-outline", chapter.title)
    return etree.tostring(section, encoding="unicode", method="html", with_tail=False)


def _target(href: str, own: str, ids: Mapping[str, Collection[str]]) -> str:
    """Return where a link leads in this one page."""
    name, _, fragment = href.partition("#")
    chapter = name.removesuffix(".xhtml") if name else own
    if chapter not in ids or (name and name == chapter):
        return href
    return f"#{chapter}{_WITHIN}{fragment}" if fragment else f"#{_section_id(chapter)}"


def _set_pages(section: _Element) -> None:
    """Set each turn of a page apart from the words around it; within a word it stands without blanks."""
    last, waiting = "", None
    for event, element in etree.iterwalk(section, events=("start", "end")):
        words = (element.text if event == "start" else element.tail) or ""
        if event == "start" and element.get("role") == "doc-pagebreak":
            waiting = (element, last)
            continue
        if waiting is not None and words and element is not waiting[0]:
            words = words or ""
        if waiting is not None and words:
            _space(*waiting, words[0])
            waiting = None
        last = words[-1:] or last
    if waiting is not None:
        _space(*waiting, "")
    for heading in [one for one in section.iter() if _is_heading(one)]:
        _move_before(heading)


def _is_heading(element: _Element) -> bool:
    return str(element.tag).rpartition("}")[2] in _HEADINGS


def _space(sign: _Element, before: str, after: str) -> None:
    within = before.isalnum() and after.isalnum()
    sign.text = (sign.text or "").strip() if within else f" {(sign.text or '').strip()} "


def _move_before(heading: _Element) -> None:
    """Set the turn of a page with which a heading begins on a line before it."""
    first = heading[0] if len(heading) and not (heading.text or "").strip() else None
    parent = heading.getparent()
    if first is None or parent is None or first.get("role") != "doc-pagebreak":
        return
    heading.text = first.tail
    first.tail = None
    line = etree.Element(f"{{{XHTML}}}p", {"class": "page-line"})
    line.append(first)
    parent.insert(parent.index(heading), line)


def _hold_words(section: _Element) -> None:
    """Let no line end within words that are joined by a hyphen, nor within a range of numbers."""
    for element in list(section.iter("*")):
        if element.text:
            _hold(element, element.text, None)
        for child in list(element):
            if child.tail:
                _hold(element, child.tail, child)


def _hold(parent: _Element, words: str, before: _Element | None) -> None:
    """Put each word with a hyphen into an element of its own."""
    pieces: list[_Element] = []
    kept, end = "", 0
    for found in _HELD.finditer(words):
        lead = words[end : found.start()]
        if pieces:
            pieces[-1].tail = lead
        else:
            kept = lead
        held = etree.Element("span", {"class": "held close" if _MOVED.search(found[0]) else "held"})
        held.text = found[0]
        pieces.append(held)
        end = found.end()
    if not pieces:
        return
    pieces[-1].tail = words[end:]
    if before is None:
        parent.text = kept
        place = 0
    else:
        before.tail = kept
        place = parent.index(before) + 1
    parent[place:place] = pieces


def _head_tables(section: _Element) -> None:
    """Set the rows of headers with which a table begins at the head of each of its pages."""
    for table in section.iter("table"):
        rows = table.findall("tr")
        heads = list(takewhile(lambda row: len(row) and all(cell.tag == "th" for cell in row), rows))
        if heads and len(heads) < len(rows):
            head = etree.Element("thead")
            table.insert(table.index(heads[0]), head)
            head.extend(heads)


def _set_calls_apart(section: _Element) -> None:
    """Put a small blank before each call of a note or an annotation, at which no line ends."""
    for call in list(section.iter("a")):
        parent = call.getparent()
        if parent is not None and _CALLS & set(call.get("class", "").split()):
            blank = etree.Element("span", {"class": "apart"})
            blank.text = _NO_BREAK
            parent.insert(parent.index(call), blank)


def _name_headings(section: _Element) -> None:
    """Give the outline what it calls each heading but the first, which is the chapter's own."""
    for number, heading in enumerate(section.iter(*sorted(_HEADINGS))):
        words = " ".join("".join(str(one) for one in heading.itertext()).split())
        heading.set("data-outline", heading.get("aria-label", words))
        if number == 0:
            heading.set("class", f"{heading.get('class', '')} own".strip())
