"""A document's text as a tree whose characters are counted, so that a passage can be cut from it exactly.

A place is told by how many characters of the text stand before it, white space not counted: between blocks a
page has more of that than the text, and a cut leaves none of it out that matters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree
from lxml import html as lxml_html

from edition.render.signs import page_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_FIRST_PAGE = "edition-first-page"
_BLOCKS = frozenset(
    (
        *("blockquote", "caption", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol"),
        *("p", "section", "table", "tbody", "td", "th", "thead", "tr", "ul", "br"),
    )
)
_CELLS = frozenset(("td", "th"))
_VOID = frozenset(("br", "hr", "img", "wbr", "col"))
# What XML cannot hold is shown as the sign that Unicode has for it.
_CONTROLS = {code: 0x2400 + code for code in range(32) if code not in (9, 10, 13)}
_CONTROLS |= {0x7F: 0x2421, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD} | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)


class Cut(NamedTuple):
    """A range of the text's characters, white space not counted; without an `end` it runs to the text's."""

    start: int = 0
    end: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is cut off."""
        return self.start == 0 and self.end is None


class _Words(NamedTuple):
    """Characters of the text: those before the first child of `element`, or those behind it."""

    element: HtmlElement
    is_tail: bool
    start: int
    end: int


@dataclass(slots=True)
class TextTree:
    """The tree; `ranges` tell how many characters stand before and up to the end of each element.

    `points` are the outermost elements that are apparatus, in order.
    """

    root: HtmlElement
    words: list[_Words] = field(default_factory=list)
    ranges: dict[HtmlElement, tuple[int, int]] = field(default_factory=dict)
    points: list[HtmlElement] = field(default_factory=list)

    def start_of(self, element: HtmlElement) -> int:
        """Return how many characters of the text stand before an element."""
        return self.ranges[element][0]

    def find(self, name: str) -> list[HtmlElement]:
        """Return the elements that have the id `name`, or the passage of the annotation `name`."""
        return self.root.xpath("//*[@id=$name or @data-annotation=$name]", name=name)  # type: ignore[no-any-return]

    def pages(self) -> Iterator[tuple[str, HtmlElement]]:
        """Yield label and sign of each page of the text, that on which it begins first."""
        for point in self.points:
            names = point.get("class", "").split()
            if "pagebreak" in names or _FIRST_PAGE in names:
                words = point.get("aria-label") or point.get("data-notation") or ""
                yield page_label(words), point

    def content(self) -> tuple[str, list[int]]:
        """Return the text with a line end at each block's edge, and the count at each of its characters."""
        parts: list[str] = []
        counts: list[int] = []
        starts = {(words.element, words.is_tail): words.start for words in self.words}
        for event, element in etree.iterwalk(self.root, events=("start", "end")):
            is_block = element.tag in _BLOCKS
            words = element.tail if event == "end" else element.text
            count = starts.get((element, event == "end"))
            if is_block:
                parts.append("\n")
                counts.append(counts[-1] if counts else 0)
            if count is None or not words:
                continue
            for character in words:
                parts.append(character)
                counts.append(count)
                count += not character.isspace()
        return "".join(parts), counts


def grow(html: str) -> TextTree:
    """Return the tree of a piece of our own HTML."""
    root = lxml_html.fragment_fromstring(html.translate(_CONTROLS), create_parent="div")
    tree, count, apparatus = TextTree(root), 0, None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if apparatus is None and element.get("data-apparatus") is not None:
                apparatus = element
                tree.points.append(element)
            tree.ranges[element] = (count, count)
            words = element.text
        else:
            tree.ranges[element] = (tree.ranges[element][0], count)
            apparatus = None if element is apparatus else apparatus
            words = element.tail
        if words and apparatus is None and not (event == "end" and element is root):
            length = _count(words)
            tree.words.append(_Words(element, event == "end", count, count + length))
            count += length
    return tree


def _count(words: str) -> int:
    return len("".join(words.split()))


def cut_out(tree: TextTree, cut: Cut) -> None:
    """Take from the tree all that does not belong to the passage."""
    if cut.is_whole:
        return
    end = tree.ranges[tree.root][1] if cut.end is None else cut.end
    kept = {point for point in tree.points if _belongs(tree, point, cut)}
    needed = {one for point in kept for one in point.iterancestors()}
    for words in tree.words:
        _cut_words(words, cut.start, end)
    gone = [point for point in tree.points if point not in kept]
    for element, (first, last) in tree.ranges.items():
        if element in needed or element is tree.root or any(one in kept for one in element.iterancestors()):
            continue
        outside = last <= cut.start or first >= end
        if (
            outside
            and element not in kept
            and not (element.tag in _CELLS and _is_kept_row(tree, element, cut, end))
        ):
            gone.append(element)
    _number_on(tree, set(gone))
    for element in gone:
        if element.getparent() is not None:
            element.drop_tree()


def _is_kept_row(tree: TextTree, cell: HtmlElement, cut: Cut, end: int) -> bool:
    """Whether the row of a cell has words in the passage: an empty cell keeps the columns in their places."""
    first, last = tree.ranges[next(cell.iterancestors("tr"))]
    return last > cut.start and first < end


def _belongs(tree: TextTree, point: HtmlElement, cut: Cut) -> bool:
    """Whether a point is in the passage: what leads on goes with what follows, a call with what precedes."""
    place, last = tree.start_of(point), cut.end
    names = point.get("class", "").split()
    if point.tag == "sup" or "corr" in names or "annotation-ref" in names:
        return (place > cut.start or cut.start == 0) and (last is None or place <= last)
    return place >= cut.start and (last is None or place < last)


def _cut_words(words: _Words, start: int, end: int) -> None:
    """Keep of some words what is between `start` and `end`."""
    element, is_tail, first, last = words
    if first >= start and last <= end:
        return
    content = (element.tail if is_tail else element.text) or ""
    places = [place for place, character in enumerate(content) if not character.isspace()]
    begin = 0 if start <= first else len(content) if start >= last else places[start - first]
    stop = len(content) if end >= last else 0 if end <= first else places[end - first]
    kept = content[begin:stop] if begin < stop else ""
    if is_tail:
        element.tail = kept
    else:
        element.text = kept


def _number_on(tree: TextTree, gone: set[HtmlElement]) -> None:
    """Let an ordered list that loses its first items count on from them."""
    for one in tree.root.iter("ol"):
        items = [item for item in one if item.tag == "li"]
        lost = next((place for place, item in enumerate(items) if item not in gone), 0)
        if lost:
            one.set("start", str(int(one.get("start", "1")) + lost))


def written(element: HtmlElement) -> str:
    """Return what an element holds, as HTML that is well-formed XML as well."""
    for one in element.iter():
        if isinstance(one.tag, str) and one.tag not in _VOID and not one.text and len(one) == 0:
            one.text = ""  # so that it is closed with a tag of its own
    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    return _as_text(element.text or "") + inner


def _as_text(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
