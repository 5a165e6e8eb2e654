"""A book to take away: what every form of it is made from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter: a document, a passage of one, or words of the editors.

    `content` is a well-formed fragment of XHTML with headings from `h1` down, whose ids are unique in the
    chapter; a link to another chapter is `<id>.xhtml#<fragment>`. `pages` are label and id of each page break
    of the text in it, in order. `level` is its depth in the table of contents, from 1;
    `label` is a short name that tells its pages from those of other chapters, if the title is not to do so.
    """

    id: str
    title: str
    content: str
    pages: tuple[tuple[str, str], ...] = ()
    level: int = 1
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book: what is said of the whole of it, and its chapters in order.

    `id` is the stem of its file's name, `identifier` what tells it from all other books, the same at every
    build of one state. `creators` made it, as names in words; `source` is what its page breaks are those of.
    `modified` is the day of its last change (2026-11-22), or empty where nobody knows it. `is_flowing` tells
    that on paper a chapter begins where the one before it ends, and not on a page of its own.
    """

    id: str
    title: str
    identifier: str
    chapters: tuple[Chapter, ...]
    subtitle: str = ""
    creators: tuple[str, ...] = ()
    language: str = "en"
    publisher: str = ""
    rights: str = ""
    description: str = ""
    source: str = ""
    modified: str = ""
    is_flowing: bool = False
