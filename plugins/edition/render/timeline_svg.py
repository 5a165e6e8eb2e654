"""The timeline as a drawing: time runs downwards, each thread is a rail, each document a stop on its rails.

All that is drawn has its place without a style sheet, for a narrow window: rails side by side, and the words
to the right of them all. In a wide window the style sheet moves the rails apart, and the words of each
document beside its own: the rails and what joins them stand in one group, which it stretches, the words in
groups that say their lane, which it moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from edition.edtf import humanize, parse
from edition.render.escaping import html_text
from edition.render.timeline_words import words_of
from edition.render.words import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from edition.chronology import Moment
    from edition.render.urls import UrlFor
    from edition.resolved import Edition

# Lengths in CSS pixels.
_TOP, _LEFT, _PITCH, _WIDTH = 44, 14, 22, 206
_LINE, _TITLE_LINE, _BETWEEN, _BREAK, _SWING = 18, 20, 26, 52, 46
_TWO_DAYS, _TWO_MONTHS, _TWO_YEARS = 2, 60, 24
# More curves than this are a tangle.
_MOST_CROSSINGS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A stop: where it stands, how high its words are, and the moment, or the end of one."""

    y: int
    moment: Moment
    is_end: bool


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where the axis is broken: from where to where, and how much time that stands for."""

    start: int
    end: int
    words: str


def render_drawing(edition: Edition, moments: Sequence[Moment], url_for: UrlFor) -> str:
    """Return the drawing of some documents, which come in the order of time."""
    lanes = _lanes(moments)
    rows, gaps, height = _placed(edition, moments)
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


# Where things stand


def _placed(edition: Edition, moments: Sequence[Moment]) -> tuple[list[_Row], list[_Gap], int]:
    """Return the stops, the breaks between them, and the height of all."""
    rows: list[_Row] = []
    gaps: list[_Gap] = []
    y, last = _TOP, None
    for when, moment, is_end in _stops(moments):
        words = _distance(last, when) if last else ""
        if words:
            gaps.append(_Gap(y, y + _BREAK, words))
            y += _BREAK
        y += _LINE // 2
        rows.append(_Row(y=y, moment=moment, is_end=is_end))
        y += (_LINE if is_end else _height(edition, moment)) + _BETWEEN - _LINE // 2
        last = when
    return rows, gaps, y


def _stops(moments: Sequence[Moment]) -> Iterator[tuple[datetime, Moment, bool]]:
    """Yield each beginning, in the order of the documents, and among them the ends of what is long."""
    ends = sorted((one.end, place) for place, one in enumerate(moments) if one.is_long)
    for moment in moments:
        while ends and ends[0][0] < moment.start:
            end, place = ends.pop(0)
            yield end, moments[place], True
        yield moment.start, moment, False
    for end, place in ends:
        yield end, moments[place], True


def _distance(before: datetime, after: datetime) -> str:
    """Return how much time lies between two stops, or nothing where one day follows the other."""
    days = (after.date() - before.date()).days
    if days < _TWO_DAYS:
        return ""
    months = (after.year - before.year) * 12 + after.month - before.month - (after.day < before.day)
    if days <= _TWO_MONTHS:
        return count(days, "day")
    return count(months, "month") if months <= _TWO_YEARS else count(months // 12, "year")


def _height(edition: Edition, moment: Moment) -> int:
    """Return how high the words of a document are, below their first line."""
    when, title, rest = words_of(edition, moment)
    high = _LINE * (len(when) + len(rest)) + _TITLE_LINE * len(title) - _LINE
    return high + (_LINE if len(moment.lanes) > 1 else 0)


def _x(rail: int) -> int:
    return _LEFT + _PITCH * rail


# Rails, and what stands on them


def _rails(
    edition: Edition, lanes: dict[int, int], rows: Sequence[_Row], gaps: Sequence[_Gap], height: int
) -> Iterator[str]:
    """Yield the group that a wide window stretches; whoever cannot see it has all of it in words."""
    yield '<g class="rails" aria-hidden="true">\n'
    for number, rail in lanes.items():
        x, start = _x(rail), _TOP - 14
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


def _bar(row: _Row, end: int, lanes: dict[int, int]) -> Iterator[str]:
    """Yield the bar of a time that lasts, or within which the document was written."""
    kind = "bar doubtful" if row.moment.is_doubtful else "bar"
    for lane in row.moment.lanes:
        x = _x(lanes[lane.number])
        yield f'<path class="{kind}" data-number="{lane.number + 1}" d="M{x} {row.y}V{end}"/>\n'


def _stop(row: _Row, lanes: dict[int, int]) -> Iterator[str]:
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


def _curves(edition: Edition, rows: dict[str, _Row], lanes: dict[int, int]) -> Iterator[str]:
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


# Words


def _place(rail: int, rails: int, y: int, *, joined: bool = False) -> str:
    """Return the attributes of a group of words: their place in a narrow window, and what moves them."""
    x = _LEFT + _PITCH * rails
    style = f"--rail:{rail};--y:{y}px" + (f";--joined:{_LINE}px" if joined else "")
    return f'class="words" transform="translate({x} {y})" style="{style}"'


def _names(edition: Edition, lanes: dict[int, int]) -> Iterator[str]:
    """Yield the names of the threads above their rails, for a wide window."""
    for number, rail in lanes.items():
        title = html_text(edition.threads[number].thread.title)
        yield (
            f'<g {_place(rail, len(lanes), 20)}><text class="name" data-number="{number + 1}" '
            f'aria-hidden="true">{title}</text></g>\n'
        )


def _gap_words(gap: _Gap, rails: int) -> str:
    y = (gap.start + gap.end) // 2 - 6
    return f'<g {_place(0, rails, y)}><text class="gap">{gap.words}</text></g>\n'


def _end_words(row: _Row, lanes: dict[int, int]) -> str:
    """Return the date at which a long time ends; the document itself has told it already."""
    rail = min(lanes[lane.number] for lane in row.moment.lanes)
    end = row.moment.end
    day = humanize(parse(f"{end:%Y-%m-%d}")) if end.year > 999 else str(end.year)  # noqa: PLR2004
    words = f"{day} at the latest" if row.moment.is_doubtful else f"until {day}"
    return (
        f'<g {_place(rail, len(lanes), row.y + 5)}><text class="gap" aria-hidden="true">{words}</text></g>\n'
    )


def _entry(edition: Edition, row: _Row, lanes: dict[int, int], url_for: UrlFor) -> str:
    """Return the words of a document as a link to it."""
    moment = row.moment
    rail = min(lanes[lane.number] for lane in moment.lanes)
    when, title, rest = words_of(edition, moment)
    lines: list[str] = []
    y = 0
    for kind, step, some in (("when", _LINE, when), ("title", _TITLE_LINE, title), ("what", _LINE, rest)):
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
