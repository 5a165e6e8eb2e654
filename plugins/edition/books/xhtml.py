"""A chapter as an e-book holds it: well-formed, of elements that reading systems know, each link landing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from lxml import etree
from lxml import html as lxml_html

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lxml.etree import _Element

    from edition.books.model import Chapter

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
_SVG, _MATHML = "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"

# XML 1.0, production 2: what no XML file can hold, neither as it is nor by its number.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBERED = re.compile(r"&#(?:x([0-9a-fA-F]+)|([0-9]+));")
_CONTROL_PICTURES, _FIRST_PRINTED = 0x2400, 0x20
_LONGEST_NUMBER, _LAST_CHARACTER = 8, 0x10FFFF
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BACK = "\N{LEFTWARDS ARROW WITH HOOK}\N{VARIATION SELECTOR-15}"
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)

# Roles of DPUB-ARIA, and EPUB's own words for the same.
_TYPES = {
    "doc-pagebreak": "pagebreak",
    "doc-noteref": "noteref",
    "doc-endnotes": "endnotes",
    "doc-footnote": "footnote",
}
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "caption",
            "col",
            "colgroup",
            "dd",
            "details",
            "div",
            "dl",
        ),
        *(
            "dt",
            "figcaption",
            "figure",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "nav",
        ),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "br",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "i",
            "ins",
            "kbd",
        ),
        *("mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u"),
        *("var", "wbr"),
    )
)
# Elements that have no words of a text in them.
_EMPTIED = frozenset(("script", "style", "template", "iframe", "object", "audio", "video", "canvas", "title"))
_ATTRIBUTES = frozenset(
    (
        *("class", "cite", "colspan", "datetime", "dir", "hidden", "href", "id", "lang", "open", "rel"),
        *("reversed", "role", "rowspan", "scope", "span", "start", "title", "value"),
    )
)
_NAMING = ("aria-labelledby", "aria-describedby", "aria-details", "aria-controls", "aria-owns")
_OF_LINKS = ("href", "rel", "role", "aria-label")
_OUTWARD = frozenset(("http", "https", "mailto"))
_HOST = re.compile(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?")
_LEGAL = "%/:?#[]@!$&'()*+,;=~-._"
_LONE_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")


class Body(NamedTuple):
    """What stands in the body of a chapter's file, and what the package must say of it: `svg`, `mathml`."""

    content: str
    properties: tuple[str, ...]


def printable(words: str) -> str:
    """Return `words` with a visible sign for each character that XML cannot hold: `␇` for a bell."""
    return _UNFIT.sub(lambda found: _picture(ord(found[0])), words) if _UNFIT.search(words) else words


def _picture(number: int) -> str:
    return chr(_CONTROL_PICTURES + number) if number < _FIRST_PRINTED else _REPLACEMENT


def _numbered(found: re.Match[str]) -> str:
    """Return a character that is written by its number, or the sign for it."""
    digits, base = (found[1], 16) if found[1] else (found[2], 10)
    number = int(digits[: _LONGEST_NUMBER + 1], base)
    return _picture(number) if number > _LAST_CHARACTER or _UNFIT.match(chr(number)) else found[0]


def parse_chapter(chapter: Chapter) -> _Element:
    """Return a chapter's content as the element that holds it.

    What is not well-formed is read as web browsers read it.
    """
    content = _NUMBERED.sub(_numbered, printable(chapter.content))
    try:
        return _parsed(content)
    except etree.XMLSyntaxError:
        return _parsed(_as_browsers_read(content))


def _parsed(content: str) -> _Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    opening = f'<section xmlns="{XHTML}" xmlns:epub="{OPS}" epub:type="chapter" role="doc-chapter">'
    return etree.fromstring(f"{opening}{content}</section>", parser)


def _as_browsers_read(content: str) -> str:
    """Return HTML as XHTML."""
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    holder = lxml_html.fragment_fromstring(content, create_parent="div", parser=parser)
    for element in holder.iter():
        for name in [name for name in element.attrib if not _NAME.fullmatch(str(name))]:
            del element.attrib[name]
        if not _NAME.fullmatch(str(element.tag)):
            element.tag = "span"
    return printable(etree.tostring(holder, encoding="unicode", with_tail=False))


def ids_in(section: _Element) -> frozenset[str]:
    """Return the ids of all elements in a chapter."""
    return frozenset(str(found) for found in section.xpath("//@id"))


def adapt(section: _Element, ids: Mapping[str, Collection[str]], chapter: Chapter) -> Body:
    """Return a chapter's content as an e-book holds it; `ids` are those of the elements, by chapter.

    A link that would land nowhere becomes its words. Only the chapter's own pages are page breaks: a turn of
    the page in a note keeps its notation, and is none.
    """
    own, pages = chapter.id, {name for _, name in chapter.pages}
    properties = {one for element in list(section.iter("*")) if (one := _fit(element))}
    seen: set[str] = set()
    called = {str(href)[1:] for href in section.xpath("//*[@role='doc-noteref']/@href")}
    for element in section.iter(f"{{{XHTML}}}*"):
        _set_names(element, ids[own], seen)
        if element.get("href") is not None:
            _set_link(element, _landing(element.get("href", ""), ids, own))
        if element.get("role") == "doc-pagebreak":
            _set_page(element, is_listed=element.get("id") in pages)
        _set_type(element, called)
    return Body(etree.tostring(section, encoding="unicode"), tuple(sorted(properties)))


def _fit(element: _Element) -> str:
    """Take from an element what an e-book must not hold; return what the package must say of it."""
    space, _, name = str(element.tag).removeprefix("{").rpartition("}")
    if space in {_SVG, _MATHML}:
        return "svg" if space == _SVG else "mathml"
    if name == "img":
        _replace(element, f"[{element.get('alt') or 'image'}]")
    elif name in _EMPTIED:
        _replace(element, "")
    elif space != XHTML or name not in _BLOCKS | _INLINE:
        element.tag = f"{{{XHTML}}}span"
    for attribute in map(str, element.attrib):
        if attribute not in _ATTRIBUTES and not attribute.startswith(("aria-", "data-", "{")):
            del element.attrib[attribute]
    return ""


def _replace(element: _Element, words: str) -> None:
    """Put words into the place of an element."""
    parent, before = element.getparent(), element.getprevious()
    words += element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + words
    elif parent is not None:
        parent.text = (parent.text or "") + words
    if parent is not None:
        parent.remove(element)


def _set_names(element: _Element, ids: Collection[str], seen: set[str]) -> None:
    """Keep the first of several elements of one id, and no name of an element that is not there."""
    name = element.get("id")
    if name is not None:
        if name in seen or not name or re.search(r"\s", name):
            del element.attrib["id"]
        seen.add(name)
    for attribute in _NAMING:
        if not set(element.get(attribute, "").split()) <= set(ids):
            del element.attrib[attribute]


def _set_link(element: _Element, landing: str) -> None:
    """Let a link lead where it lands; one that lands nowhere is words."""
    if not landing:
        element.tag = f"{{{XHTML}}}span"
        for attribute in _OF_LINKS:
            element.attrib.pop(attribute, None)
        return
    element.set("href", landing)
    if not (element.text or len(element)):
        element.text = _BACK


def _landing(address: str, ids: Mapping[str, Collection[str]], own: str) -> str:
    """Return the address where a link lands, in this book or on the web, or nothing."""
    name, _, fragment = address.partition("#")
    if not name:
        return address if fragment in ids[own] else ""
    chapter = name.removesuffix(".xhtml")
    if chapter in ids and name != chapter:
        return address if fragment in ids[chapter] else name
    return _outward(address)


def _outward(address: str) -> str:
    """Return an address on the web as a URL must be written, or nothing."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2]
    if parts.scheme not in _OUTWARD or not (parts.scheme == "mailto" or _HOST.fullmatch(host)):
        return ""
    return _LONE_PERCENT.sub("%25", quote(address, safe=_LEGAL))


def _set_page(element: _Element, *, is_listed: bool) -> None:
    """Show the notation of a page break in the line: `[Page 522]`."""
    element.tag = f"{{{XHTML}}}span"
    if not (element.text or len(element)):
        supplied = ", supplied" if "supplied" in element.get("class", "").split() else ""
        element.text = f"[{element.get('aria-label', '')}{supplied}]"
    if not is_listed:
        del element.attrib["role"]
        element.attrib.pop("aria-label", None)


def _set_type(element: _Element, called: Collection[str]) -> None:
    """Say in EPUB's own words what an element is, and show what only a style sheet would.

    Reading systems show a note that is called in place, if it is of the type `footnote`.
    """
    role = element.get("role", "")
    if role in _TYPES:
        element.set(f"{{{OPS}}}type", _TYPES[role])
    elif element.tag == f"{{{XHTML}}}li" and element.get("id") in called:
        element.set(f"{{{OPS}}}type", "footnote")
    if element.get("data-notation") and not (element.text or len(element)):
        element.text = f"[{element.get('data-notation')}]"
