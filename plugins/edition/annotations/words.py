"""A teacher's Markdown as safe HTML: longer than a note, with headings, footnotes and places for passages.

All of it is read in one go, so that footnotes count through, and then cut where the passages stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import nh3
from lxml import etree, html
from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension

from edition.annotations.notes import (
    ATTRIBUTES,
    BLOCK,
    INLINE,
    TOO_DEEP,
    Findings,
    PlainElements,
    Tags,
    is_too_deep,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

_PAGE = re.compile(r"(?:\.\.?/)*[\w-][\w./-]*\.md(?:#[\w.:-]+)?")
_VOID = frozenset(("br", "hr"))
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_SANITISER = nh3.Cleaner(
    tags={*INLINE, *BLOCK, *_HEADINGS, "div"},
    clean_content_tags=set(),
    attributes={
        **ATTRIBUTES,
        **{key: {"id"} for key in _HEADINGS},
        "a": ATTRIBUTES["a"] | {"aria-label", "class", "role"},
        "div": {"class"},
        "li": {"id"},
        "sup": {"id"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
# Characters that no keyboard has stand for a passage while Markdown is read.
_BEGIN, _END = "\ue000", "\ue001"
_MARK = re.compile(f"{_BEGIN}(\\d+){_END}")
_UNFIT = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the words as XHTML, and the level of the last heading in it or before it, or 0.

    `passage` is the passage that stands behind it, by its number in the list that was given, or None at the
    end.
    """

    html: str
    level: int
    passage: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A teacher's words as safe XHTML: the pieces between the passages, and the footnotes.

    `headings` are title, id and level of each heading. `hrefs` are where links lead, as written; `removed`
    is, in words, what cannot be shown.
    """

    pieces: tuple[Piece, ...]
    footnotes: str
    headings: tuple[tuple[str, str, int], ...]
    hrefs: tuple[str, ...]
    removed: tuple[str, ...]


@lru_cache(maxsize=64)
def render_words(markdown: str, lines: tuple[int, ...] = (), taken: frozenset[str] = frozenset()) -> Words:
    """Return a teacher's Markdown as HTML that can neither act nor break the page.

    `lines` are those, from 0, in which a passage stands; `taken` are the ids that other parts of the page
    have. The highest of the headings becomes an `h2`, for the page has its own title.
    """
    written = markdown.split("\n")
    for number, line in enumerate(lines):
        written[line] = f"\n{_BEGIN}{number}{_END}\n"
    findings = Findings()
    headings = _Headings(taken=set(taken))
    converter = _converter(findings, headings)
    try:
        cleaned = _SANITISER.clean(converter.convert("\n".join(written)))
    except RecursionError:
        cleaned = ""
    if (not cleaned and markdown.strip()) or is_too_deep(cleaned):
        findings.clear()
        findings.removed.append(TOO_DEEP)
        headings.found.clear()
        cleaned = _SANITISER.clean("".join(f"<p>{html_words}</p>" for html_words in _plain(written)))
    *parts, footnotes = _cut(cleaned)
    return Words(
        pieces=tuple(parts),
        footnotes=footnotes.html,
        headings=tuple(headings.found),
        hrefs=tuple(findings.hrefs),
        removed=tuple(dict.fromkeys(findings.removed)),
    )


def _plain(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as words that are nothing else."""
    yield from (nh3.clean_text(line) for line in "\n".join(lines).split("\n") if line.strip())


@dataclass(slots=True)
class _Headings:
    """The headings that the converter has come upon: title, id, level; and the ids that are taken."""

    taken: set[str]
    found: list[tuple[str, str, int]] = field(default_factory=list)

    def add(self, title: str, level: int) -> str:
        """Enter a heading and return its id."""
        stem = _UNFIT.sub("-", title.casefold()).strip("-") or "section"
        # Notes of the page's parts, pages and paragraphs have ids of their own forms.
        stem = f"section-{stem}" if re.match(r"p\d+$|pg|fn|m-|note-|edition-|passage-", stem) else stem
        name, count = stem, 1
        while name in self.taken:
            count += 1
            name = f"{stem}-{count}"
        self.taken.add(name)
        self.found.append((title, name, level))
        return name


def _converter(findings: Findings, headings: _Headings) -> Markdown:
    """Return the converter, which writes what it comes upon to `findings` and `headings`."""
    # A hyphen, not a colon: these ids are also written into addresses.
    # The sign is followed by the one that keeps browsers from drawing a picture.
    notes = FootnoteExtension(
        SEPARATOR="-", BACKLINK_TEXT="&#8617;&#65038;", BACKLINK_TITLE="Back to the words that call note {}"
    )
    converter = Markdown(extensions=["sane_lists", "tables", notes], output_format="xhtml")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("automail")
    converter.inlinePatterns.register(Tags(findings, converter), "html", 90)
    converter.treeprocessors.register(_Elements(findings, converter, headings), "plain elements", -10)
    return converter


class _Elements(PlainElements):
    """Lets a teacher's words have headings, each with an id, and links to pages of the site as well."""

    def __init__(self, findings: Findings, converter: Markdown, headings: _Headings) -> None:
        """Remember where to write what was found."""
        super().__init__(findings, converter)
        self._headings = headings
        self._highest = 1
        self._last = 1

    def run(self, root: Element) -> None:
        """Go through all the words."""
        levels = [int(element.tag[1]) for element in root.iter() if element.tag in _HEADINGS]
        self._highest = min(levels, default=1)
        super().run(root)
        for cell in root.iter("th"):
            if not "".join(cell.itertext()).strip():
                cell.tag = "td"  # a header that says nothing is none

    def take_heading(self, heading: Element) -> None:
        """Set a heading one level below the title of the page, and no more than one below the last."""
        level = min(int(heading.tag[1]) - self._highest + 2, self._last + 1, 6)
        self._last = level
        heading.tag = f"h{level}"
        heading.set("id", self._headings.add(" ".join("".join(heading.itertext()).split()), level))

    def is_place(self, href: str) -> bool:
        """Tell whether a link names a place in the edition, or a page of the editors."""
        return super().is_place(href) or _PAGE.fullmatch(href) is not None

    def check_link(self, link: Element) -> None:
        """Leave the links of footnotes as they are, and check all others."""
        match link.get("class"):
            case "footnote-ref":
                link.set("role", "doc-noteref")
            case "footnote-backref":
                link.set("role", "doc-backlink")
                link.set("aria-label", link.get("title", ""))
                del link.attrib["title"]
            case _:
                super().check_link(link)


def _cut(cleaned: str) -> Iterator[Piece]:
    """Yield the pieces of the words, and last the footnotes."""
    footnotes, level, parts = "", 0, list[str]()
    for element in html.fragments_fromstring(cleaned):
        if isinstance(element, str):  # no Markdown leaves words outside of blocks
            continue
        mark = _MARK.fullmatch("".join(element.itertext()).strip()) if element.tag == "p" else None
        if mark:
            yield Piece("".join(parts), level, int(mark[1]))
            parts.clear()
        elif element.get("class") == "footnote":
            footnotes = _as_xml(element.find("ol"))
        else:
            level = int(element.tag[1]) if element.tag in _HEADINGS else level
            parts.append(_as_xml(element))
    yield Piece("".join(parts), level, None)
    yield Piece(footnotes, 0, None)


def _as_xml(element: html.HtmlElement | None) -> str:
    """Return an element as XHTML, which is HTML, too."""
    if element is None:
        return ""
    element.tail = None
    for one in element.iter():
        if not one.text and len(one) == 0 and one.tag not in _VOID:
            one.text = ""  # so that it is closed with a tag of its own, as HTML has it
    return etree.tostring(element, encoding="unicode", method="xml") + "\n"
