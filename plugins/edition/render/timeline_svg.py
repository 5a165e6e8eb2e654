"""The timeline as a drawing: time runs downwards, each thread is a rail, each document a stop on its rails.

All that is drawn has its place without a style sheet, for a narrow window: rails side by side, and the words
to the right of them all. In a wide window the style sheet moves the rails apart, and the words of each
document beside its own: the rails and what joins them stand in one group, which it stretches, the words in
groups that say their lane, which it moves.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from edition.edtf import humanize, parse
from edition.render.escaping import html_text
from edition.render.timeline_places import LINE, TITLE_LINE, TOP, placed
from edition.render.timeline_words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.chronology import Moment
    from edition.render.timeline_places import Gap, Row
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

# Lengths in CSS pixels.
_LEFT, _PITCH, _WIDTH, _SWING = 14, 22, 206, 46
# More curves than this are a tangle.
_MOST_CROSSINGS = 40


def render_drawing(edition: Edition, moments: Sequence[Moment], url_for: UrlFor) -> str:
    """Return the drawing of some documents, which come in the order of time."""
    lanes = _lanes(moments)
    rows, gaps, height = placed(edition, moments)
    width = _LEFT + _PITCH * len(lanes) + _WIDTH
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="edition-drawing edition-lanes-{len(lanes)}" '
        'role="group" aria-labelledby="edition-drawing-title" aria-describedby="edition-drawing-about" '
        f'width="{width}" height="{height}" style="--lanes:{len(lanes)};--height:{height}px">\n'
        '<title id="edition-drawing-title">Timeline</title>\n'
        f'<desc id="edition-drawing-about">{_about(edition, lanes)}</desc>\n'
    )
    parts = [
        opening,
        *_rails(edition, lanes, rows, gaps, height),
        *_names(edition, lanes),
        *(_gap_words(gap, len(lanes)) for gap in gaps),
        *(_end_words(row, lanes) for row in rows if row.is_end),
        *(_entry(edition, row, lanes, url_for) for row in rows if not row.is_end),
        "</svg>\n",
    ]
    return "".join(parts)


def _lanes(moments: Iterable[Moment]) -> dict[int, int]:
    """Return the rail of each thread that has something here, by the thread's number."""
    numbers = sorted({lane.number for moment in moments for lane in moment.lanes})
    return {number: rail for rail, number in enumerate(numbers)}


def _about(edition: Edition, lanes: Iterable[int]) -> str:
    titles = [edition.threads[number].thread.title for number in lanes]
    return html_text(
        f"Time runs downwards; a rail for each thread: {', '.join(titles)}. "
        "The table after the drawing says the same."
    )


def _x(rail: int) -> int:
    return _LEFT + _PITCH * rail


def _rails(
    edition: Edition, lanes: dict[int, int], rows: Sequence[Row], gaps: Sequence[Gap], height: int
) -> Iterator[str]:
    """Yield the group that a wide window stretches; whoever cannot see it has all of it in words."""
    yield '<g class="rails" aria-hidden="true">\n'
    for number, rail in lanes.items():
        x, start = _x(rail), TOP - 14
        steps = "".join(f"V{gap.start - 10}M{x} {gap.end - 10}" for gap in gaps)
        broken = "".join(f"M{x} {gap.start - 10}V{gap.end - 10}" for gap in gaps)
        yield f'<path class="rail" data-number="{number + 1}" d="M{x} {start}{steps}V{height - 8}"/>\n'
        if broken:
            yield f'<path class="break" data-number="{number + 1}" d="{broken}"/>\n'
    ends = {row.moment.document.id: row.y for row in rows if row.is_end}
    starts = {row.moment.document.id: row for row in rows if not row.is_end}
    for name, row in starts.items():
        if row.moment.is_long:
            yield from _bar(row, ends[name], lanes)
    yield from _curves(edition, starts, lanes)
    for row in starts.values():
        yield from _stop(row, lanes)
    yield "</g>\n"


def _bar(row: Row, end: int, lanes: dict[int, int]) -> Iterator[str]:
    """Yield the bar of a time that lasts, or within which the document was written."""
    kind = "bar doubtful" if row.moment.is_doubtful else "bar"
    for lane in row.moment.lanes:
        x = _x(lanes[lane.number])
        yield f'<path class="{kind}" data-number="{lane.number + 1}" d="M{x} {row.y}V{end}"/>\n'


def _stop(row: Row, lanes: dict[int, int]) -> Iterator[str]:
    """Yield a document's mark on each of its rails, and what joins them."""
    rails = [lanes[lane.number] for lane in row.moment.lanes]
    if len(rails) > 1:
        yield f'<path class="join" d="M{_x(min(rails))} {row.y}H{_x(max(rails))}"/>\n'
    doubtful = " doubtful" if row.moment.is_doubtful else ""
    for lane in row.moment.lanes:
        part = "" if lane.is_whole else " part"
        place = f"M{_x(lanes[lane.number])} {row.y}h0"
        name = f'data-document="{row.moment.document.id}" data-thread="{escape(lane.thread)}"'
        yield f'<path class="stop{part}{doubtful}" data-number="{lane.number + 1}" {name} d="{place}"/>\n'
        if part or doubtful:
            yield f'<path class="hollow" d="{place}"/>\n'


def _curves(edition: Edition, rows: dict[str, Row], lanes: dict[int, int]) -> Iterator[str]:
    """Yield a curve for each pair of documents whose passages cross: down one rail, and over to the other.

    It leaves its rail just above the later document, where no words stand.
    """
    numbers = {resolved.thread.id: number for number, resolved in enumerate(edition.threads)}
    drawn: dict[tuple[int, int, int, int], None] = {}
    for name, row in rows.items():
        for link in edition.links_from(name):
            other = None if isinstance(link.target, str) else rows.get(link.target.document)
            if other is None or other is row:
                continue
            for pair in link.crossed():
                rails = [lanes[numbers[thread]] for thread in pair if numbers.get(thread) in lanes]
                if len(set(rails)) > 1:
                    left, right = rails if row.y < other.y else reversed(rails)
                    drawn[min(row.y, other.y), left, max(row.y, other.y), right] = None
    for top, left, bottom, right in drawn if len(drawn) <= _MOST_CROSSINGS else ():
        start, x, end = max(top, bottom - _SWING), _x(left), _x(right)
        curve = f"C{x} {bottom - 8} {end} {start + 12} {end} {bottom}"
        yield f'<path class="crossing" d="M{x} {top}V{start}{curve}"/>\n'


def _place(rail: int, rails: int, y: int, *, joined: bool = False) -> str:
    """Return the attributes of a group of words: their place in a narrow window, and what moves them."""
    x = _LEFT + _PITCH * rails
    style = f"--rail:{rail};--y:{y}px" + (f";--joined:{LINE}px" if joined else "")
    return f'class="words" transform="translate({x} {y})" style="{style}"'


def _names(edition: Edition, lanes: dict[int, int]) -> Iterator[str]:
    """Yield the names of the threads above their rails, and their numbers for a narrow window."""
    for number, rail in lanes.items():
        title = html_text(edition.threads[number].thread.title)
        yield (
            f'<g {_place(rail, len(lanes), 20)}><text class="name" data-number="{number + 1}" '
            f'aria-hidden="true">{title}</text></g>\n'
            f'<text class="initial" x="{_x(rail)}" y="20" aria-hidden="true">{rail + 1}</text>\n'
        )


def _gap_words(gap: Gap, rails: int) -> str:
    y = (gap.start + gap.end) // 2 - 6
    return f'<g {_place(0, rails, y)}><text class="gap">{gap.words}</text></g>\n'


def _end_words(row: Row, lanes: dict[int, int]) -> str:
    """Return the date at which a long time ends; the document itself has told it already."""
    rail = min(lanes[lane.number] for lane in row.moment.lanes)
    end = row.moment.end
    day = humanize(parse(f"{end:%Y-%m-%d}")) if end.year > 999 else str(end.year)  # noqa: PLR2004
    words = f"{day} at the latest" if row.moment.is_doubtful else f"until {day}"
    return (
        f'<g {_place(rail, len(lanes), row.y + 5)}><text class="gap" aria-hidden="true">{words}</text></g>\n'
    )


def _entry(edition: Edition, row: Row, lanes: dict[int, int], url_for: UrlFor) -> str:
    """Return the words of a document as a link to it."""
    moment = row.moment
    rail = min(lanes[lane.number] for lane in moment.lanes)
    when, title, rest = words_of(edition, moment)
    lines: list[str] = []
    y = 0
    for kind, step, some in (("when", LINE, when), ("title", TITLE_LINE, title), ("what", LINE, rest)):
        for words in some:
            y += step if lines else 0
            lines.append(f'<tspan class="{kind}" x="0" y="{y}">{html_text(words)}</tspan>')
    place = _place(rail, len(lanes), row.y + 5, joined=len(moment.lanes) > 1)
    box = f'<rect class="focus" x="-6" y="-16" width="{_WIDTH + 6}" height="{y + 26}" rx="3"/>'
    document = moment.document
    return (
        f'<g {place} data-document="{document.id}"><a href="{url_for(document.page)}">{box}'
        f"<text>{' '.join(lines)}</text></a></g>\n"
    )
