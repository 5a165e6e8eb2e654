"""What the drawing of the timeline says of a document, in lines as long as a narrow window has room for."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from edition.edtf import humanize, parse
from edition.render.link_lists import short_title
from edition.render.words import count

if TYPE_CHECKING:
    from edition.chronology import Lane, Moment
    from edition.resolved import Edition

# So many characters stand on a line: of the small face, and of the larger one of names.
_LONG, _SHORT = 31, 24


def words_of(edition: Edition, moment: Moment) -> tuple[list[str], list[str], list[str]]:
    """Return a document's date, name and facts, in lines."""
    document = moment.document
    name = short_title(edition, document.id)
    when = _lines(_date_words(moment), _LONG, 3)
    rest = _lines(document.title, _LONG, 2) if document.label else []
    threads = ", ".join(_lane_words(edition, lane) for lane in moment.lanes)
    return (
        when,
        _lines(name if document.label else document.title, _SHORT, 4),
        [*rest, *_lines(threads, _LONG, 2), *_lines(document.place, _LONG, 1)],
    )


def _date_words(moment: Moment) -> str:
    """Return a date with the clock by which its hour is told; what the editors supply is in brackets."""
    document = moment.document
    words = humanize(parse(document.date))
    words = f"[{words}]" if document.date_supplied else words
    return f"{words} ({document.clock.words})" if document.clock else words


def _lane_words(edition: Edition, lane: Lane) -> str:
    title = edition.threads[lane.number].thread.title
    return title if lane.is_whole else f"{title} ({count(lane.passages, 'passage')})"


def _lines(words: str, width: int, most: int) -> list[str]:
    return wrap(words, width, max_lines=most, placeholder=" …")
