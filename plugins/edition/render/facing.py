"""Facing pages: the source as received beside the edited text, row by row and page by page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from edition.addresses import first_page_id, note_ids, page_ids
from edition.model import Block, BlockKind, Fate, Span
from edition.render.escaping import html_text, quotable
from edition.render.facing_rows import facing_rows
from edition.render.facing_source import marked_lines, number_lines, tagged, typed_lines
from edition.render.inline import Inserted, direction, leaf_contents
from edition.render.mentions import insert_gap, wrap_mark
from edition.render.points import page_words
from edition.render.text import calls_of
from edition.render.words import capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edition.model import Document
    from edition.readers.received import Received
    from edition.render.facing_rows import Piece, Row, Rows
    from edition.render.points import Call
    from edition.sources import PageImage

DOCUMENT = "\x02"
SITE = "\x03"
"""What stands for the address of the document's own page, and for that of the site, until these are known."""

_HEADS = (
    '<div class="facing-heads" aria-hidden="true"><span>The source as received</span>'
    "<span>The edited text</span></div>\n"
)
_KINDS = {
    Fate.TEXT: "",
    Fate.NOTE: " note",
    Fate.FURNITURE: " furniture",
    Fate.MARKER: " marker",
    Fate.SPACE: "",
}
# Whose words are set otherwise than a paragraph's.
_SET_APART = frozenset((BlockKind.HEADING, BlockKind.SIGNATURE, BlockKind.DATELINE))
_CONTINUED = ", continued"
# What the blocks are called that are no paragraphs, where their own names would not be understood.
_NAMES = {
    BlockKind.CELL: "Table cell",
    BlockKind.ITEM: "List item",
    BlockKind.OPENER: "Opening",
    BlockKind.ROW: "Table row",
    BlockKind.RUN: "Words",
}


class FacingPage(NamedTuple):
    """A page of the document: its id and what it is called.

    `supplied` says how we know its label, where none is printed; `image` is there where the editors have one.
    """

    name: str
    words: str
    supplied: str = ""
    image: PageImage | None = None

    @property
    def title(self) -> str:
        """What the page is called, whether the document begins on it or goes on."""
        return self.words.removesuffix(_CONTINUED)


def render_facing(
    document: Document,
    received: Received,
    content: str,
    pages: Sequence[FacingPage | None],
    title: str = "",
) -> str:
    """Return what a document's facing page holds; `pages` are its pages, `title` names it.

    `content` are the characters over which its account runs. Addresses on the document's own page begin with
    `DOCUMENT`, and those of the whole site with `SITE`.
    """
    found, raw = facing_rows(document, received, content), received.content
    before, line = _outer(raw[: found.start], received.line, "Before the document")
    parts, turned = [_page_list(pages), _HEADS, before], -1
    begins = not found.start or raw[found.start - 1] == "\n"
    names, given = note_ids(document.notes), dict[int, int]()
    texts = _texts(document, found.rows)
    for row, source, text in zip(found.rows, _sources(document, received, found), texts, strict=True):
        while turned < row.page:
            turned += 1
            parts.append(_page_heading(pages, turned, title))
        typed, following = number_lines(source, line, begins=begins, indents=bool(received.markup))
        said = f"{_what(document, row, names)}{_lines_link(source, line)}"
        parts.append(
            f'<div class="facing-row{_KINDS[row.fate]}"{_row_id(row, given)}><pre>{typed}</pre>'
            f'<div><p class="facing-what" data-apparatus>{said}</p>{text}</div></div>\n'
        )
        line, begins = following, source.endswith("\n") if source else begins
    parts += [_page_heading(pages, page, title) for page in range(turned + 1, len(pages))]
    parts.append(_outer(raw[found.end :], line, "After the document", begins=begins)[0])
    return "".join(parts)


def _sources(document: Document, received: Received, found: Rows) -> Iterator[str]:
    if received.markup:
        return marked_lines(received.content, found.rows, found.end)
    return typed_lines(received.content, found.rows, found.end, document.account)


def facing_pages(document: Document, images: Mapping[str, PageImage]) -> list[FacingPage | None]:
    """Return the pages by the number of page breaks before them; that before the first may not be known.

    `images` are those of pages by their names.
    """
    body, first = document.body, document.body.first_page
    pages: list[FacingPage | None] = [None]
    if first:
        words = page_words(first.label)
        pages = [FacingPage(first_page_id(body), words if first.begins else f"{words}{_CONTINUED}")]
    breaks = zip(body.page_breaks, page_ids(body.page_breaks), strict=True)
    pages += [FacingPage(name, page_words(one.label), one.supplied) for one, name in breaks]
    if not images:
        return pages
    return [page and page._replace(image=images.get(page_name(page.name))) for page in pages]


def page_name(fragment: str) -> str:
    """Return what the image of a page is called, from the page's own address: `522` for `pg_522`."""
    return fragment.removeprefix("pg_").removesuffix("-start")


def image_folder(image: PageImage) -> str:
    """Return where the files of an image lie on the site."""
    return f"iiif/{image.folder}/{image.name}"


def _page_list(pages: Sequence[FacingPage | None]) -> str:
    """Return the links to the pages, where there are several."""
    known = [page for page in pages if page]
    if len(known) < 2:  # noqa: PLR2004 — one page needs no list
        return ""
    items = "".join(
        f'<li><a href="#{page.name}">{page.title.removeprefix("Page ")}</a></li>' for page in known
    )
    return f'<nav class="edition-pages" aria-label="Pages"><span>Pages</span> <ol>{items}</ol></nav>\n'


def _page_heading(pages: Sequence[FacingPage | None], place: int, title: str) -> str:
    """Return the heading of a page, with the ways to the pages beside it, and its image."""
    page = pages[place]
    if page is None:
        return ""
    ways = ""
    beside = (pages[place - 1] if place else None, pages[place + 1] if place + 1 < len(pages) else None)
    for other, words in zip(beside, ("Previous", "Next"), strict=True):
        if other:
            ways += f' <a href="#{other.name}">{words}<span class="facing-hidden"> page</span></a>'
    supplied = f' class="supplied" title="{quotable(page.supplied)}"' if page.supplied else ""
    heading = f'<h2 id="{page.name}"><span{supplied}>{page.words}</span></h2>'
    image = _image(page.image, f"{page.title} of {html_text(title)}") if page.image else ""
    return f'<div class="facing-page">{heading}{ways}</div>\n{image}'


def _image(image: PageImage, words: str) -> str:
    """Return the image of a page, which leads to the image by itself, as large as it is."""
    address = f"{SITE}{quote(image_folder(image))}/full/max/0/default{image.suffix}"
    alt = words.replace('"', "&quot;")
    return (
        f'<a class="facing-image" href="{address}"><img src="{address}" alt="{alt}" width="{image.width}" '
        f'height="{image.height}" loading="lazy"></a>\n'
    )


def _outer(raw: str, line: int, words: str, *, begins: bool = True) -> tuple[str, int]:
    """Return the lines of a file that are not the document's, folded, and the number of the next line."""
    if not raw:
        return "", line
    html, after = number_lines(tagged(raw), line, begins=begins, indents=True)
    last = after - raw.endswith("\n")
    said = f"{words}: {_lines(line, last)} of the file"
    return f'<details class="facing-outer"><summary>{said}</summary><pre>{html}</pre></details>\n', after


def _lines(first: int, last: int) -> str:
    return f"lines {first}–{last}" if last > first else f"line {first}"


def _lines_link(source: str, line: int) -> str:
    """Return the link to the lines of a row, which starts in this line; empty ones at its edges aside."""
    words = source.strip()
    if not words:
        return ""
    first = line + source.count("\n", 0, source.index(words))
    return f' <a class="facing-lines" href="#l{first}">{_lines(first, first + words.count(chr(10)))}</a>'


def _row_id(row: Row, given: dict[int, int]) -> str:
    """Return the id of a row in which a paragraph stands, with a count where the paragraph goes on."""
    number = row.piece.paragraph if row.piece else 0
    if not number:
        return ""
    given[number] = given.get(number, 0) + 1
    return f' id="p{number}"' if given[number] == 1 else f' id="p{number}-{given[number]}"'


def _what(document: Document, row: Row, names: Sequence[str]) -> str:
    """Return what the lines of a row have become, and where that stands on the document's page."""
    if row.piece:
        return _text_name(row, row.piece)
    if row.fate is Fate.NOTE and row.part is not None:
        label = quotable(document.notes[row.part].label)
        return f'<a href="{DOCUMENT}#{names[row.part]}">{f"Note {label}".rstrip()}</a>'
    if row.fate is Fate.FURNITURE:
        words = capital(row.what.replace("-", " "))
        return f'<a href="{DOCUMENT}#edition-furniture-title">{words}</a>, not in the text'
    return html_text(capital(row.what))


def _text_name(row: Row, piece: Piece) -> str:
    kind = _NAMES.get(piece.kind, capital(piece.kind.value))
    goes_on = "" if piece.begins and row.text == piece.start else ", continued"
    if not piece.paragraph:
        return f"{kind}{goes_on}"
    link = f'<a href="{DOCUMENT}#p{piece.paragraph}">Paragraph {piece.paragraph}</a>'
    is_part = piece.kind not in {BlockKind.PARAGRAPH, BlockKind.RUN}
    return f"{link}{f', {kind.lower()}' if is_part else ''}{goes_on}"


def _texts(document: Document, rows: Sequence[Row]) -> list[str]:
    """Return the edited text of each row: plain, with its marks, and the calls of its notes."""
    body, html = document.body, [""] * len(rows)
    places = [place for place, row in enumerate(rows) if row.piece]
    edges = [rows[place].text for place in places]
    leaves = iter(body.leaves())
    leaf = next(leaves, None)
    parts: list[Block] = []
    owners: list[tuple[int, bool]] = []
    for place, (start, end) in zip(places, pairwise([0, *edges[1:], len(body.content)]), strict=False):
        while leaf and leaf.span.start < end:
            first, last = max(start, leaf.span.start), min(end, leaf.span.end)
            if first < last:
                parts.append(Block(leaf.kind, Span(first, last)))
                owners.append((place, first > leaf.span.start))
            if leaf.span.end > end:
                break
            leaf = next(leaves, None)
    points = [*map(insert_gap, body.gaps), *map(_call, calls_of(document)[0])]
    insides = leaf_contents(body.content, parts, list(map(wrap_mark, body.marks)), points)
    for part, (place, goes_on), inside in zip(parts, owners, insides, strict=True):
        html[place] += f"<p{_attributes(part, body.content, goes_on=goes_on)}>{inside}</p>"
    return html


def _attributes(part: Block, content: str, *, goes_on: bool) -> str:
    kinds = [part.kind.value] if part.kind in _SET_APART else []
    kinds += ["goes-on"] if goes_on else []
    classes = f' class="{" ".join(kinds)}"' if kinds else ""
    return classes + direction(part.span.of(content))


def _call(call: Call) -> Inserted:
    """Return the call of a note as a link to the note on the document's page."""
    return Inserted(
        call.ref.offset,
        f'<sup data-apparatus><a href="{DOCUMENT}#{call.target}">{quotable(call.words)}</a></sup>',
    )
