"""The words of a document, in its source and on a page, to show that all sites hold the same."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Iterator

# Elements of TEI that flow in a line; all others stand by themselves, and a blank separates their words.
_INLINE_NAMES = """
abbr add affiliation corr date del email expan foreign gap gloss hi idno milestone name note num
orgName orig pb persName placeName q ref reg rs seg sic supplied term time title unclear
"""
TEI_INLINE = frozenset(_INLINE_NAMES.split())
_BLOCK_NAMES = """
address article aside blockquote br caption dd details div dl dt figure footer h1 h2 h3 h4 h5 h6
header hr li nav ol p pre section table tbody td tfoot th thead tr ul
"""
_HTML_BLOCKS = frozenset(_BLOCK_NAMES.split())
# What stands on a page beside the words of its document: page notations, marks that call a note or lead
# back from one, links to headings, and what our engine marks as its own.
_BESIDE = (
    "descendant::*[@data-apparatus or contains(@class, 'pagebreak') or @role='doc-backlink'"
    " or contains(@class, 'footnote-backref') or contains(@class, 'headerlink')"
    " or self::sup[a[contains(@class, 'footnote-ref')]]]"
)
_NOTES = "descendant::*[@role='doc-endnotes' or @class='footnotes' or @class='footnote']"
_NOTE_REFERENCE = "\0"
EDITORS = "Editors:"
"""With this begins what stands for an annotation among the footnotes of a site that has no annotations."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document's main text, and those of each of its notes, which are in no order."""

    text: tuple[str, ...]
    notes: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        """Return how many words these are."""
        return len(self.text) + sum(map(len, self.notes))


def words_of_tei(division: etree._Element) -> Words:
    """Return the words of a document of a volume: none is divided by a page break or an inline element."""
    notes = [_split(_tei_pieces(note)) for note in division.iter("{*}note")]
    return Words(_split(_tei_pieces(division)), tuple(sorted(notes)))


def words_of_page(page: str, text: str) -> Words:
    """Return the words of a page, where `text` is the XPath of the element that holds its document."""
    body = html.document_fromstring(page)
    for element in body.xpath(_BESIDE):
        element.drop_tree()
    sections = body.xpath(_NOTES)
    items = [
        item for section in sections for item in section.iter("li") if item.get("id", "").startswith("fn")
    ]
    notes = sorted(_split(_html_pieces(item)) for item in items)
    for section in sections:
        section.drop_tree()
    main = [word for element in body.xpath(text) for word in _split(_html_pieces(element))]
    return Words(tuple(main), tuple(note for note in notes if note[:1] != (EDITORS,)))


def difference(one: Words, other: Words) -> int:
    """Return how many words stand in only one of the two, or 1 where only their order differs."""
    if one == other:
        return 0
    counted = [
        Counter([*words.text, *(word for note in words.notes for word in note)]) for words in (one, other)
    ]
    return max(1, ((counted[0] - counted[1]) + (counted[1] - counted[0])).total())


def _split(pieces: Iterator[str]) -> tuple[str, ...]:
    return tuple(re.sub(rf"\s*{_NOTE_REFERENCE}", "", "".join(pieces)).split())


def _tei_pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            edge = "" if name in TEI_INLINE else " "
            yield _NOTE_REFERENCE if name == "note" else edge
            yield from () if name == "note" else _tei_pieces(child)
            yield edge
        yield child.tail or ""


def _html_pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            edge = " " if child.tag in _HTML_BLOCKS else ""
            yield edge
            yield from _html_pieces(child)
            yield edge
        yield child.tail or ""
