"""What each element of a TEI text is: a block, a quality of words, a point, a note, or only words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto

from edition.model import BlockKind, MarkKind, MentionKind

TEI = "http://www.tei-c.org/ns/1.0"
# FRUS uses two namespaces under one prefix; in some volumes even TEI's own elements have none.
_KNOWN_NAMESPACES = ("", TEI, "http://history.state.gov/ns/1.0", "http://history.state.gov/frus/ns/1.0")


class Shape(StrEnum):
    """How an element stands in a text; one function opens each shape."""

    APART = auto()
    BLOCK = auto()
    CELL = auto()
    CHOICE = auto()
    FIGURE = auto()
    FRAME = auto()
    GAP = auto()
    HEAD = auto()
    HIGHLIGHT = auto()
    LINE_BREAK = auto()
    LINE_IN_FRAME = auto()
    MARK = auto()
    MENTION = auto()
    NOTE = auto()
    PAGE_BREAK = auto()
    QUOTE = auto()
    REFERENCE = auto()
    ROW = auto()
    SECTION = auto()
    UNCLEAR = auto()
    UNKNOWN = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Role:
    """What an element is in a text: its shape, what it makes in that shape, and a type if it has one."""

    shape: Shape
    block: BlockKind = BlockKind.RUN
    mark: MarkKind = MarkKind.OTHER
    mention: MentionKind = MentionKind.TERM
    type: str = ""


_BLOCKS = {
    "ab": BlockKind.PARAGRAPH,
    "byline": BlockKind.LINE,
    "dateline": BlockKind.DATELINE,
    "docAuthor": BlockKind.LINE,
    "docEdition": BlockKind.LINE,
    "docImprint": BlockKind.LINE,
    "epigraph": BlockKind.QUOTATION,
    "figDesc": BlockKind.PARAGRAPH,
    "imprimatur": BlockKind.LINE,
    "item": BlockKind.ITEM,
    "l": BlockKind.LINE,
    "p": BlockKind.PARAGRAPH,
    "salute": BlockKind.LINE,
    "signed": BlockKind.SIGNATURE,
    "titlePart": BlockKind.LINE,
    "trailer": BlockKind.LINE,
}
_FRAMES = {
    "closer": BlockKind.CLOSER,
    "list": BlockKind.LIST,
    "opener": BlockKind.OPENER,
    "table": BlockKind.TABLE,
}
_SECTIONS = {
    "attachment": "attachment",
    "back": "",
    "body": "",
    "div": "",
    "floatingText": "",
    "front": "",
    "group": "",
    "lg": "lg",
    "postscript": "postscript",
    "text": "",
    "titlePage": "titlePage",
    **{f"div{level}": "" for level in range(1, 8)},
}
_LINES_IN_FRAMES = {
    "affiliation": BlockKind.LINE,
    "bibl": BlockKind.LINE,
    "label": BlockKind.LABEL,
    "seg": BlockKind.LINE,
}
_MENTIONS = {
    "gloss": MentionKind.TERM,
    "persName": MentionKind.PERSON,
    "placeName": MentionKind.PLACE,
}
# fmt: off
_WORDS = (
    "abbr", "cit", "date", "desc", "docDate", "editor", "expan", "foreign", "forename", "idno",
    "measure", "name", "num", "orgName", "pubPlace", "publisher", "q", "roleName", "rs", "s", "said",
    "soCalled", "surname", "term", "time", "title", "w",
)
# fmt: on
# What a later hand did or an editor judged: marked with TEI's own name, so that a page can show it.
_OTHER_MARKS = ("add", "corr", "orig", "reg", "sic", "supplied")

_ROLES_OF_NAMES = {
    **{name: Role(Shape.BLOCK, block=kind) for name, kind in _BLOCKS.items()},
    **{name: Role(Shape.FRAME, block=kind) for name, kind in _FRAMES.items()},
    **{name: Role(Shape.SECTION, block=BlockKind.SECTION, type=own) for name, own in _SECTIONS.items()},
    **{name: Role(Shape.LINE_IN_FRAME, block=kind) for name, kind in _LINES_IN_FRAMES.items()},
    **{name: Role(Shape.MENTION, mention=kind) for name, kind in _MENTIONS.items()},
    **{name: Role(Shape.MARK, type=name) for name in _OTHER_MARKS},
    **{name: Role(Shape.WORDS) for name in _WORDS},
    **{name: Role(Shape.GAP, type=name) for name in ("gap", "graphic", "media", "ptr")},
    # `file` and `pdf` are those of a microfiche: metadata without words.
    **{name: Role(Shape.APART) for name in ("anchor", "docTitle", "file", "milestone", "pdf")},
    "choice": Role(Shape.CHOICE),
    "cell": Role(Shape.CELL, block=BlockKind.CELL),
    "del": Role(Shape.MARK, mark=MarkKind.DELETION),
    "emph": Role(Shape.MARK, mark=MarkKind.EMPHASIS),
    "figure": Role(Shape.FIGURE, type="figure"),
    "head": Role(Shape.HEAD, block=BlockKind.HEADING),
    "hi": Role(Shape.HIGHLIGHT),
    "lb": Role(Shape.LINE_BREAK),
    "note": Role(Shape.NOTE),
    "page-count-according-to-citation": Role(Shape.BLOCK, block=BlockKind.LINE, type="page-count"),
    "pb": Role(Shape.PAGE_BREAK),
    "row": Role(Shape.ROW, block=BlockKind.ROW),
    "quote": Role(Shape.QUOTE, block=BlockKind.QUOTATION),
    "ref": Role(Shape.REFERENCE),
    "unclear": Role(Shape.UNCLEAR, mark=MarkKind.UNCLEAR, type="unclear"),
}
# The role of each element that we know, by its tag, which is written `{namespace}name`.
ROLES: dict[object, Role] = {
    f"{{{namespace}}}{name}" if namespace else name: role
    for namespace in _KNOWN_NAMESPACES
    for name, role in _ROLES_OF_NAMES.items()
}
UNKNOWN = Role(Shape.UNKNOWN)

# The values of `hi@rend`; without one, the words are highlighted and no more is known.
RENDITIONS = {
    "": MarkKind.EMPHASIS,
    "bold": MarkKind.STRONG,
    "italic": MarkKind.EMPHASIS,
    "italics": MarkKind.EMPHASIS,
    "roman": MarkKind.ROMAN,
    "smallcaps": MarkKind.SMALL_CAPITALS,
    "strikethrough": MarkKind.DELETION,
    "strong": MarkKind.STRONG,
    "sub": MarkKind.SUBSCRIPT,
    "subscript": MarkKind.SUBSCRIPT,
    "sup": MarkKind.SUPERSCRIPT,
    "super": MarkKind.SUPERSCRIPT,
    "superscript": MarkKind.SUPERSCRIPT,
    "underline": MarkKind.UNDERLINE,
}


def role_of(tag: object) -> Role:
    """Return what an element is in a text; its tag is `{namespace}name`, that of a comment no string."""
    return ROLES.get(tag, UNKNOWN)
