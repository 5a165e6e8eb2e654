"""Which lines of a source face which piece of the edited text: rows, page by page.

A row begins where a block of the text begins, where a page turns, and where lines begin or end that are no
text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from edition.model import BlockKind, Fate
from edition.render.markup_cuts import cut_markup, line_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edition.model import Block, Document, Span, Stretch, Text
    from edition.readers.received import Received

# What leads over to what follows, even where it stands on a line of its own.
_LEADING = frozenset(("page notation", "note label"))


class Piece(NamedTuple):
    """A piece of the text that lies in one block and on one page.

    `paragraph` is the number of the paragraph to which it belongs, or 0; `begins` says whether the block
    begins with it. `page` counts the page breaks before it.
    """

    start: int
    end: int
    kind: BlockKind
    paragraph: int
    begins: bool
    page: int


class Row(NamedTuple):
    """Lines of a source and what became of them.

    They begin at `start` of the source. A row of text has its `piece`, which begins at `text` here; others
    have the `part`, the number of the note or of the furniture, or None. `page` is as in a piece.
    """

    start: int
    fate: Fate
    what: str
    page: int
    piece: Piece | None = None
    text: int = 0
    part: int | None = None


def pieces_of(body: Text) -> list[Piece]:
    """Return the pieces of a text in order; together they are all of it but the ends of blocks."""
    units: list[tuple[int, int, BlockKind, int]] = []
    _gather(body.blocks, units, [0], 0)
    turns = [one.offset for one in body.page_breaks]
    pieces: list[Piece] = []
    turned = 0
    for start, end, kind, paragraph in units:
        while turned < len(turns) and turns[turned] <= start:
            turned += 1
        begins = True
        while turned < len(turns) and turns[turned] < end:
            pieces.append(Piece(start, turns[turned], kind, paragraph, begins, turned))
            start, begins = turns[turned], False  # noqa: PLW2901 — the rest of the same block
            while turned < len(turns) and turns[turned] <= start:
                turned += 1
        pieces.append(Piece(start, end, kind, paragraph, begins, turned))
    return pieces


def _gather(
    blocks: Iterable[Block], units: list[tuple[int, int, BlockKind, int]], count: list[int], paragraph: int
) -> None:
    """Add the blocks that have a row of their own, with the number of the paragraph that each belongs to."""
    for block in blocks:
        kind, number = block.kind, paragraph
        if kind is BlockKind.PARAGRAPH:
            count[0] += 1
            number = count[0]
        if block.children and kind is not BlockKind.ROW:
            _gather(block.children, units, count, number)
            continue
        if block.children:
            count[0] += sum(one.kind is BlockKind.PARAGRAPH for one in block.walk())
        if block.span.start < block.span.end:
            units.append((block.span.start, block.span.end, kind, number))


class Rows(NamedTuple):
    """The rows of a source; what stands before `start` and behind `end` of it is not the document's."""

    rows: list[Row]
    start: int
    end: int


def facing_rows(document: Document, received: Received, content: str) -> Rows:
    """Return the rows of a document, in the order of its source; the first begins with it.

    `content` are the characters over which the document's account runs. Where lines and text cannot be told
    apart, the first row has all lines, and the others have none.
    """
    pieces = pieces_of(document.body)
    if document.account:
        rows = _rows_of_account(document, content, pieces)
        counts = _counts(content, [row.start for row in rows]) if received.markup else []
        whole, apart = content, ""
    else:
        rows = _rows_of_pieces(pieces)
        counts = _counts(document.text, [one.start for one in pieces])
        whole, apart = document.text, "note|teiHeader"
    texts = [row.text for row in rows if row.piece]
    if not rows or texts != sorted(texts):
        return _unaligned(pieces, len(received.content))
    if not received.markup:
        return Rows(rows, 0, len(content))
    raw, start = received.content[: received.end], received.start
    start = start if raw[:start].strip() else 0
    cut = cut_markup(raw[start:], counts, _count(whole), apart=apart, goes_on=received.end is None)
    if cut is None:
        return _unaligned(pieces, len(received.content))
    starts, end = cut
    end = line_end(received.content, end + start)
    end = end if received.content[end:].strip() else len(received.content)
    return Rows([row._replace(start=one + start) for row, one in zip(rows, starts, strict=True)], start, end)


def _unaligned(pieces: Sequence[Piece], end: int) -> Rows:
    """Return rows of which the first has all lines of the source, which has `end` characters."""
    first, *others = _rows_of_pieces(pieces) or [Row(0, Fate.SPACE, Fate.SPACE.value, 0)]
    return Rows([first, *(row._replace(start=end) for row in others)], 0, end)


def _rows_of_pieces(pieces: Iterable[Piece]) -> list[Row]:
    return [Row(0, Fate.TEXT, one.kind.value, one.page, one, one.start) for one in pieces]


def _count(words: str) -> int:
    """Return how many characters are no white space."""
    return len("".join(words.split()))


def _counts(content: str, places: Sequence[int]) -> list[int]:
    """Return how many characters before each of these places, which come in order, are no white space."""
    counts: list[int] = []
    count = last = 0
    for place in places:
        count += _count(content[last:place])
        last = place
        counts.append(count)
    return counts


@dataclass(slots=True)
class _Writing:
    """The rows of an account while they are written.

    The next one may begin at `begin`; where `held` is set, it begins there, with a mark that leads to it.
    `pages` are the labels of the pages, and `page` is the place of the one that has begun.
    """

    content: str
    pages: list[str]
    page: int
    rows: list[Row] = field(default_factory=list)
    begin: int = 0
    held: int = -1

    def add(self, row: Row) -> None:
        """Add a row, unless the last one goes on."""
        last = self.rows[-1] if self.rows else None
        if last and _goes_on(last, row):
            self.held = -1
            return
        start = 0 if last is None else self.begin if self.held < 0 else self.held
        self.rows.append(row._replace(start=start))
        self.held = -1


def _goes_on(last: Row, row: Row) -> bool:
    """Tell whether the row goes on: with the same piece or note, or furniture of one kind on one page."""
    if row.fate is Fate.FURNITURE:
        return (last.fate, last.what, last.page) == (row.fate, row.what, row.page)
    return (last.fate, last.piece, last.part) == (row.fate, row.piece, row.part)


def _rows_of_account(document: Document, content: str, pieces: Sequence[Piece]) -> list[Row]:
    """Return the rows that the account of a document gives."""
    breaks = document.body.page_breaks
    first = document.body.first_page
    labels = [first.label if first else "", *(one.label for one in breaks)]
    writing = _Writing(content, labels, 1 if breaks and breaks[0].offset == 0 else 0)
    starts = [piece.start for piece in pieces]
    for stretch in document.account:
        _write(writing, stretch, document, pieces, starts)
    return writing.rows or [Row(0, Fate.SPACE, Fate.SPACE.value, 0)]


def _write(
    writing: _Writing, stretch: Stretch, document: Document, pieces: Sequence[Piece], starts: Sequence[int]
) -> None:
    """Write what a stretch of the account adds to the rows."""
    start, end = stretch.span.start, stretch.span.end
    if stretch.fate is Fate.SPACE:
        newline = max(writing.content.rfind("\n", start, end), writing.content.rfind("\r", start, end))
        if newline >= 0:
            writing.begin = newline + 1
        elif start == writing.begin:
            writing.begin = end
        return
    if stretch.fate is Fate.MARKER:
        if stretch.what in _LEADING and writing.held < 0:
            writing.held = writing.begin
        return
    if stretch.fate is Fate.TEXT and stretch.target:
        _write_text(writing, stretch.span.start, stretch.target, pieces, starts)
    else:
        if stretch.fate is Fate.FURNITURE and stretch.part is not None:
            _turn_to(writing, document.furniture[stretch.part].page)
        writing.add(Row(0, stretch.fate, stretch.what, writing.page, part=stretch.part))
    writing.begin = end


def _write_text(
    writing: _Writing, start: int, target: Span, pieces: Sequence[Piece], starts: Sequence[int]
) -> None:
    """Write a row for each piece of the text that begins in a stretch."""
    place = max(bisect_right(starts, target.start) - 1, 0)
    while place < len(pieces) and pieces[place].start < target.end:
        piece = pieces[place]
        text = max(piece.start, target.start)
        if text > target.start:
            writing.begin = start + text - target.start
        writing.page = piece.page
        writing.add(Row(0, Fate.TEXT, piece.kind.value, piece.page, piece, text))
        place += 1


def _turn_to(writing: _Writing, label: str) -> None:
    """Turn to the next page if it has this label."""
    following = writing.page + 1
    if label != writing.pages[writing.page] and writing.pages[following : following + 1] == [label]:
        writing.page = following
