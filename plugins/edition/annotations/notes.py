"""Editors' Markdown as HTML that is safe to show: anyone may propose an annotation.

Tags that editors type stay what they are, characters, but for a few plain inline ones: nothing that was
written is lost, and nothing can act. What Markdown makes is then sanitised once more, by a parser of HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

INLINE = frozenset(["abbr", "br", "cite", "code", "del", "em", "ins", "q", "small", "strong", "sub", "sup"])
BLOCK = frozenset(
    ["a", "blockquote", "hr", "li", "ol", "p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul"]
)
ATTRIBUTES = {"a": {"href", "rel", "title"}, "abbr": {"title"}, "ol": {"start"}}
_TAG = r"</?([A-Za-z][A-Za-z0-9-]*)(?:[\s/][^<>]*)?>|<[!?][^<>]*>"
_PLAIN_TAG = re.compile(rf"""(?i)</?(?:{"|".join(sorted(INLINE))})\s*/?>|<abbr\s+title="[^"<>]*"\s*>""")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+|mailto:[^\s<>\":]+")
_PLACE = re.compile(r"[a-z0-9][a-z0-9.-]*(#[\w.-]+)?|#[\w.-]+")
_SANITISER = nh3.Cleaner(
    tags=set(INLINE | BLOCK),
    clean_content_tags=set(),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
TOO_DEEP = "lists or quotations within each other, too many to be read"
# So many elements within each other no reader can tell apart, and what makes books cannot read them.
_DEEPEST = 40
_ANY_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*>")
_EMPTY = frozenset(["br", "hr", "img"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


@dataclass(frozen=True, slots=True)
class RenderedNote:
    """A note as safe HTML, where its links lead, and, in words, what was in it that a note cannot have.

    A link leads to an address or to a place in the edition, as written: `secto-8#p2`.
    """

    html: str
    hrefs: tuple[str, ...]
    removed: tuple[str, ...]


# A note is rendered where it is checked and again where it is shown: a file of ten thousand must fit.
@lru_cache(maxsize=16_384)
def render_note(markdown: str) -> RenderedNote:
    """Return an editor's Markdown as HTML that can neither act nor break the page that it is set in."""
    converter, findings = _converter()
    findings.clear()
    try:
        html = _SANITISER.clean(converter.reset().convert(markdown))
    except RecursionError:
        _converter.cache_clear()
        html = ""
    if markdown.strip() and (not html or is_too_deep(html)):
        return RenderedNote(f"<p>{escape(markdown)}</p>", (), (TOO_DEEP,))
    return RenderedNote(html, tuple(findings.hrefs), tuple(dict.fromkeys(findings.removed)))


def is_too_deep(html: str) -> bool:
    """Whether in sound HTML more elements stand within each other than can be read."""
    if html.count("</") <= _DEEPEST:
        return False
    depth = 0
    for closing, name in _ANY_TAG.findall(html):
        if name not in _EMPTY:
            depth += -1 if closing else 1
        if depth > _DEEPEST:
            return True
    return False


@dataclass(slots=True)
class Findings:
    """What the converter came upon in one note."""

    hrefs: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Begin another note."""
        self.hrefs.clear()
        self.removed.clear()


@lru_cache(maxsize=1)
def _converter() -> tuple[Markdown, Findings]:
    """Return the converter, which is slow to make, and what it writes its findings to."""
    converter, findings = Markdown(extensions=["sane_lists", "tables"], output_format="html"), Findings()
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("automail")
    converter.inlinePatterns.register(Tags(findings, converter), "html", 90)
    # After everything else, so that what is checked is what will be there.
    converter.treeprocessors.register(PlainElements(findings, converter), "plain elements", -10)
    return converter, findings


class Tags(InlineProcessor):
    """Keeps a few plain tags, and makes characters of all others."""

    def __init__(self, findings: Findings, converter: Markdown) -> None:
        """Remember where to write what was found."""
        super().__init__(_TAG, converter)
        self._findings = findings

    # Markdown's own classes disagree about this signature; the base class of inline processors has it so.
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[str, int, int]:
        """Return a tag as a tag or as characters."""
        if _PLAIN_TAG.fullmatch(m[0]):
            return self.md.htmlStash.store(m[0]), m.start(0), m.end(0)
        self._findings.removed.append(f"<{m[1].lower()}>" if m[1] else "a comment or instruction")
        return m[0], m.start(0), m.end(0)


class PlainElements(Treeprocessor):
    """Lets a note have no headings and no images, and links only to where a reader may be sent."""

    def __init__(self, findings: Findings, converter: Markdown) -> None:
        """Remember where to write what was found."""
        super().__init__(converter)
        self._findings = findings

    def run(self, root: Element) -> None:
        """Go through a whole note."""
        for element in list(root.iter()):
            if element.tag == "a":
                self.check_link(element)
            elif element.tag == "img":
                self._findings.removed.append("an image")
                # The sanitiser takes an element that it does not know away, and leaves its text.
                element.tag, element.text = "span", element.get("alt")
            elif element.tag in _HEADINGS:
                self.take_heading(element)

    def take_heading(self, heading: Element) -> None:
        """Make a strong paragraph of a heading: the outline is the page's, not the note's."""
        _demote(heading)

    def is_place(self, href: str) -> bool:
        """Tell whether a link names a place in the edition."""
        return _PLACE.fullmatch(href) is not None

    def check_link(self, link: Element) -> None:
        """Leave an address where a reader may be sent, and only the words of any other link."""
        href = unescape(link.get("href") or "")
        if _ADDRESS.fullmatch(href):
            link.set("rel", "external")
        elif not self.is_place(href):
            self._findings.removed.append(f"a link to '{href}'")
            link.tag = "span"
            return
        self._findings.hrefs.append(href)


def _demote(heading: Element) -> None:
    """Make a strong paragraph of a heading."""
    children = list(heading)
    text = heading.text
    for child in children:
        heading.remove(child)
    heading.tag, heading.text = "p", None
    strong = heading.makeelement("strong", {})
    strong.text = text
    strong.extend(children)
    heading.append(strong)
