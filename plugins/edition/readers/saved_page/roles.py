"""What an element of a document's page is: a block, a quality of words, a link, or nothing of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.model import BlockKind, MarkKind, MentionKind
from edition.readers.page_notations import notation_label
from edition.readers.saved_page.markup import INLINE, attribute, classes, few_words, names, tei_names

if TYPE_CHECKING:
    from bs4 import Tag

HEADINGS = names("h1 h2 h3 h4 h5 h6")
_BLOCKS = {
    **dict.fromkeys(HEADINGS, BlockKind.HEADING),
    "address": BlockKind.PARAGRAPH,
    "blockquote": BlockKind.QUOTATION,
    "caption": BlockKind.LABEL,
    "dd": BlockKind.ITEM,
    "dt": BlockKind.LABEL,
    "figcaption": BlockKind.PARAGRAPH,
    "li": BlockKind.ITEM,
    "p": BlockKind.PARAGRAPH,
    "pre": BlockKind.PARAGRAPH,
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
    "dl": BlockKind.LIST,
    "ol": BlockKind.LIST,
    "table": BlockKind.TABLE,
    "tr": BlockKind.ROW,
    "ul": BlockKind.LIST,
}
FRAMES = frozenset(
    {BlockKind.CLOSER, BlockKind.LIST, BlockKind.OPENER, BlockKind.ROW, BlockKind.SECTION, BlockKind.TABLE}
)
# What TEI calls them, in the class names of blocks: `<div class="tei-dateline">`.
_NAMED = {
    "closer": BlockKind.CLOSER,
    "dateline": BlockKind.DATELINE,
    "frus_attachment": BlockKind.SECTION,
    "opener": BlockKind.OPENER,
    "postscript": BlockKind.SECTION,
    "quote": BlockKind.QUOTATION,
    "salute": BlockKind.LINE,
    "signed": BlockKind.SIGNATURE,
}
_TYPES = {"frus_attachment": "attachment", "postscript": "postscript"}
_RENDERED = names("center flushleft italic right sectiontitleital")
_LIST_TYPES = names("bulleted from memo ordered participants references simple subject submitted to")
_SPAN = 1000  # HTML lets a cell extend over no more
_MARKS = {
    **dict.fromkeys(("cite", "dfn", "em", "i", "var"), MarkKind.EMPHASIS),
    **dict.fromkeys(("b", "strong"), MarkKind.STRONG),
    **dict.fromkeys(("del", "s", "strike"), MarkKind.DELETION),
    **dict.fromkeys(("ins", "u"), MarkKind.UNDERLINE),
    "sub": MarkKind.SUBSCRIPT,
    "sup": MarkKind.SUPERSCRIPT,
}
_MARK_CLASSES = {
    "bold": MarkKind.STRONG,
    "font-italic": MarkKind.EMPHASIS,
    "font-smallcaps": MarkKind.SMALL_CAPITALS,
    "italic": MarkKind.EMPHASIS,
    "roman": MarkKind.ROMAN,
    "smallcaps": MarkKind.SMALL_CAPITALS,
    "strikethrough": MarkKind.DELETION,
    "strong": MarkKind.STRONG,
    "sub": MarkKind.SUBSCRIPT,
    "subscript": MarkKind.SUBSCRIPT,
    "superscript": MarkKind.SUPERSCRIPT,
    "tei-del": MarkKind.DELETION,
    "tei-hi1": MarkKind.STRONG,
    "tei-hi2": MarkKind.EMPHASIS,
    "tei-hi3": MarkKind.SMALL_CAPITALS,
    "tei-unclear": MarkKind.UNCLEAR,
    "underline": MarkKind.UNDERLINE,
}
_MARK_STYLES = (
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE), MarkKind.EMPHASIS),
    (re.compile(r"font-variant[\w-]*\s*:\s*small-caps", re.IGNORECASE), MarkKind.SMALL_CAPITALS),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), MarkKind.STRONG),
    (re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE), MarkKind.DELETION),
    (re.compile(r"text-decoration[\w-]*\s*:[^;]*underline", re.IGNORECASE), MarkKind.UNDERLINE),
)
_MENTIONS = {
    "gloss": MentionKind.TERM,
    "persName": MentionKind.PERSON,
    "placeName": MentionKind.PLACE,
    "term": MentionKind.TERM,
}
_PAGE = re.compile(r"\[?(?:\w+ )?Page\s*(.*?)\]?", re.DOTALL)
_PAGE_NAME = re.compile(r"(?:[\w-]*_)?pg_[\w.-]+|d\d+-\w+")


def block_of(tag: Tag) -> tuple[BlockKind, str] | None:
    """Return what block an element is and of what type; None for one that is none, such as a plain `div`."""
    if tag.name in INLINE:
        return None
    for name in tei_names(tag):
        if name in _NAMED:
            return _NAMED[name], _TYPES.get(name, "")
    if "attachment" in classes(tag):
        return BlockKind.SECTION, "attachment"
    kind = _BLOCKS.get(tag.name)
    if kind is None:
        return (BlockKind.LABEL, "head") if "head" in tei_names(tag) else None
    if tag.name == "caption":
        return kind, "head"
    types = (
        _LIST_TYPES if kind is BlockKind.LIST else _RENDERED if kind is BlockKind.PARAGRAPH else frozenset()
    )
    return kind, next((name for name in classes(tag) if name in types), "")


def heads_a_list(tag: Tag) -> bool:
    """Tell whether a heading is that of the list which follows it, and no heading of the document's."""
    return tag.name in HEADINGS and ("listHead" in classes(tag) or "list" in tei_names(tag))


def is_inline_note(tag: Tag) -> bool:
    """Tell whether an element is a note that the page prints where it stands (TEI `note rend="inline"`)."""
    return tag.name == "p" and "note" in tei_names(tag)


def extent(tag: Tag) -> tuple[int, int]:
    """Return the rows and the columns over which a cell extends."""
    rows, columns = (attribute(tag, name) for name in ("rowspan", "colspan"))
    return _count(rows), _count(columns)


def marks_of(tag: Tag) -> list[MarkKind]:
    """Return the qualities that an inline element gives its words."""
    if tag.name not in INLINE:
        return []
    found = [_MARKS.get(tag.name), *(_MARK_CLASSES.get(name) for name in classes(tag))]
    style = attribute(tag, "style")
    found += [kind for pattern, kind in _MARK_STYLES if style and pattern.search(style)]
    return list(dict.fromkeys(kind for kind in found if kind is not None))


def mention_of(tag: Tag) -> MentionKind | None:
    """Return what the words of an inline element name, if the page says that they name something."""
    kinds = [_MENTIONS[name] for name in tei_names(tag) if name in _MENTIONS] if tag.name in INLINE else []
    return kinds[0] if kinds else None


def page_of(tag: Tag) -> tuple[str, str] | None:
    """Return the label and the name of the page whose notation an element is, `[Page 522]`; else None."""
    said = few_words(tag)
    if said is None:
        return None
    name = _page_name(tag)
    if label := notation_label(said):
        return label, name
    if "pb" not in tei_names(tag) and not ("pb" in classes(tag) and name):
        return None
    match = _PAGE.fullmatch(said)
    return (match[1] if match else said), name


def _page_name(tag: Tag) -> str:
    """Return the volume's own name of a page, from its notation's id or the place to which that leads."""
    for place in [tag, *tag.find_all(limit=3)]:
        for name in ("id", "name", "href"):
            value = attribute(place, name).rstrip("/")
            value = value.replace("#", "/").rpartition("/")[2]
            if _PAGE_NAME.fullmatch(value):
                return value
    return ""


def _count(number: str) -> int:
    """Return a number of rows or columns, 1 where none is written."""
    return min(max(int(number[:6]), 1), _SPAN) if number.isascii() and number.isdigit() else 1
