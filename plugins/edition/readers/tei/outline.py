"""The divisions of a TEI file: which have a page of their own, and on which page of the print each starts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from edition.model import DivisionKind, FirstPage
from edition.readers.tei.parse import ROOTS, TEI, XML_ID
from edition.readers.tei.words import has_words, starts_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

DATELINE = f"{TEI}dateline"
PAGE_BREAK = f"{TEI}pb"
TITLE_PAGE = f"{TEI}titlePage"
HEADER = f"{TEI}teiHeader"
TEXT = f"{TEI}text"
DIVISIONS = frozenset({f"{TEI}div", *(f"{TEI}div{level}" for level in range(1, 8))})
# What is only there to hold divisions; words that stand in one of these and in no division get a page.
_FRAMES = frozenset(f"{TEI}{name}" for name in ("TEI", "text", "group", "front", "body", "back"))


@dataclass(slots=True)
class Landmarks:
    """The first header of a file, its texts but those within others, and its divisions of type `document`."""

    header: _Element | None = None
    texts: list[_Element] = field(default_factory=list)
    documents: list[_Element] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Part:
    """A part with a page of its own while the outline is made; in the end its element holds nothing else.

    Of a part without parts, `page_breaks` and `datelines` are all that stand in it, found in one pass.
    """

    element: _Element
    kind: DivisionKind
    name: str = ""
    first_page: FirstPage | None = None
    children: list[Part] = field(default_factory=list)
    page_breaks: list[_Element] = field(default_factory=list)
    datelines: list[_Element] = field(default_factory=list)

    def look_through(self) -> None:
        """Find the page breaks and the datelines."""
        for point in self.element.iter(PAGE_BREAK, DATELINE):
            (self.page_breaks if point.tag == PAGE_BREAK else self.datelines).append(point)

    def walk(self) -> Iterator[Part]:
        """Yield the part and all that it holds, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class Outline:
    """The parts of a file, in order; `opened` are the identifiers of the page breaks that begin one."""

    parts: list[Part] = field(default_factory=list)
    opened: dict[str, Part] = field(default_factory=dict)

    def walk(self) -> Iterator[Part]:
        """Yield every part, in order."""
        for part in self.parts:
            yield from part.walk()


@dataclass(slots=True)
class _Walk:
    """Where the outline has come to.

    `page` is the page break of the page that is open, `waiting` the same while no word has followed it and no
    part has taken it. `before` is the last part of running text, which takes breaks that nothing else does.
    """

    outline: Outline
    holders: set[_Element]
    page: _Element | None = None
    waiting: _Element | None = None
    before: Part | None = None
    stranded: list[tuple[_Element, Part | None]] = field(default_factory=list)
    separate: list[_Element] = field(default_factory=list)


def landmarks(root: _Element) -> Landmarks:
    """Return what a file is made of, found in one pass: to look for one element takes lxml the whole tree."""
    found = Landmarks()
    for element in root.iter(HEADER, TEXT, *DIVISIONS):
        tag = element.tag
        if tag == HEADER:
            found.header = element if found.header is None else found.header
        elif tag != TEXT:
            if element.get("type") == "document":
                found.documents.append(element)
        elif not any(above.tag == TEXT for above in element.iterancestors()):
            found.texts.append(element)
    return found


def outline(found: Landmarks) -> Outline:
    """Return the parts of a file, each cut out of the tree: a part's element then holds its own words only.

    Documents are those of type `document`, the outermost of them. A division that holds documents is a
    chapter; any other division, and a title page, is a section with all that is in it. Words that stand
    beside divisions, in the body for one, are a section too. A page break directly before a part is the first
    page of that part, and no longer in what surrounds it.
    """
    made = Outline()
    walk = _Walk(made, _holders(found.documents))
    for text in found.texts:
        _walk_frame(walk, text, made.parts)
    _strand(walk)
    # From the last to the first: lxml goes through all that is in an element which it takes out, so that what
    # stands in a chapter is out before the chapter is.
    for element in reversed(walk.separate):
        cut_out(element)
    _place_stranded(walk)
    return made


def cut_out(element: _Element) -> None:
    """Take an element out of the tree, and leave the words behind it, apart from those before it."""
    parent, tail, before = element.getparent(), f"\n{element.tail or ''}", element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
    element.tail = None


def page_label(page_break: _Element) -> str:
    """Return the printed label of a page, or what its identifier says where none is given."""
    return (page_break.get("n") or page_break.get(XML_ID, "").removeprefix("pg_")).strip()


def _holders(documents: list[_Element]) -> set[_Element]:
    """Return every element that holds a document."""
    found: set[_Element] = set()
    for document in documents:
        for above in document.iterancestors():
            if above in found:
                break
            found.add(above)
    return found


def _walk_frame(walk: _Walk, frame: _Element, parts: list[Part]) -> None:
    """Walk through what only holds divisions; its own words, if there are any, become a part before these."""
    own, place = Part(frame, DivisionKind.SECTION), len(parts)
    first = _first_page(walk)
    first = replace(first, begins=False) if first else None
    if _walk_content(walk, frame, parts, own):
        if own.first_page is None and not starts_with(frame, next(frame.iter(PAGE_BREAK), None)):
            own.first_page = first
        parts.insert(place, own)
        above = frame.getparent()
        if above is not None and above.tag not in ROOTS:
            walk.separate.append(frame)


def _walk_content(walk: _Walk, element: _Element, parts: list[Part], own: Part) -> bool:
    """Walk through an element that holds parts, and return whether there are words of its own in it."""
    spoken = _speaks(walk, own, element.text, spoken=False)
    for child in list(element):
        tag = child.tag
        if not isinstance(tag, str):
            pass
        elif tag == PAGE_BREAK:
            _turn_page(walk, child)
        elif tag in _FRAMES:
            _walk_frame(walk, child, parts)
        elif tag in DIVISIONS or tag == TITLE_PAGE:
            parts.append(_open(walk, child))
        elif has_words(child):
            spoken = _speaks(walk, own, "words", spoken=spoken)
            _pass_pages(walk, child.iter(PAGE_BREAK))
        else:
            for page_break in child.iter(PAGE_BREAK):
                _turn_page(walk, page_break)
        spoken = _speaks(walk, own, child.tail, spoken=spoken)
    return spoken


def _speaks(walk: _Walk, own: Part, words: str | None, *, spoken: bool) -> bool:
    """Go on behind words of a part's own, if there are any; `spoken` says whether there were some before.

    A break that waits begins the page of these words. Where it does not stand among them, it is the first
    page of the part, or else belongs to what was before.
    """
    if not words or words.isspace():
        return spoken
    if walk.waiting is not None and own.element not in walk.waiting.iterancestors():
        if not spoken:
            own.first_page = _first_page(walk)
            _claim(walk, own)
        _strand(walk)
    walk.waiting, walk.before = None, own
    return True


def _open(walk: _Walk, element: _Element) -> Part:
    """Return the part that an element is, with the parts that it holds."""
    part = Part(element, _kind_of(walk, element))
    if part.kind is DivisionKind.CHAPTER:
        breaks = element.iter(PAGE_BREAK)
    else:
        part.look_through()
        breaks = iter(part.page_breaks)
    if starts_with(element, next(breaks, None)):
        _strand(walk)
    else:
        part.first_page = _first_page(walk)
        _claim(walk, part)
    walk.separate.append(element)
    if part.kind is not DivisionKind.DOCUMENT:
        walk.before = part
    if part.kind is DivisionKind.CHAPTER:
        _walk_content(walk, element, part.children, part)
    else:
        _pass_pages(walk, part.page_breaks)
    return part


def _kind_of(walk: _Walk, element: _Element) -> DivisionKind:
    """Return what a division is: the outermost of type `document` are documents."""
    if element.get("type") == "document" and element.tag in DIVISIONS:
        return DivisionKind.DOCUMENT
    return DivisionKind.CHAPTER if element in walk.holders else DivisionKind.SECTION


def _first_page(walk: _Walk) -> FirstPage | None:
    """Return the page that is open."""
    if walk.page is None or not page_label(walk.page):
        return None
    return FirstPage(page_label(walk.page), walk.page is walk.waiting, walk.page.get(XML_ID, ""))


def _claim(walk: _Walk, part: Part) -> None:
    """Give the page break that waits, if one does, to the part that follows it."""
    if walk.waiting is not None and part.first_page is not None:
        walk.separate.append(walk.waiting)
        if part.first_page.name:
            walk.outline.opened.setdefault(part.first_page.name, part)
        walk.waiting = None


def _turn_page(walk: _Walk, page_break: _Element) -> None:
    """Begin a page between parts."""
    _strand(walk)
    walk.page = walk.waiting = page_break


def _strand(walk: _Walk) -> None:
    """Leave the page break that waits, if one does, to what was before it: nothing stands on its page."""
    if walk.waiting is not None:
        walk.stranded.append((walk.waiting, walk.before))
        walk.waiting = None


def _pass_pages(walk: _Walk, page_breaks: Iterable[_Element]) -> None:
    """Begin the pages that begin within an element."""
    walk.waiting = None
    for page_break in page_breaks:
        walk.page = page_break


def _place_stranded(walk: _Walk) -> None:
    """Put the breaks of empty pages at the end of the part before, so that every page has its place.

    Where a chapter or a section holds the break already, it stays; before the first part there is none.
    """
    kept = {part.element for part in walk.outline.walk()}
    for page_break, before in walk.stranded:
        if before is not None and page_break.getparent() not in kept:
            cut_out(page_break)
            before.element.append(page_break)
            before.page_breaks.append(page_break)
