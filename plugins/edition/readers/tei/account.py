"""The account of a division: where each of its source's characters stands in what was read.

It is drawn apart from the reading, from the source and the result alone. So it is a second proof that every
word is where it belongs, and costs nothing where nobody asks for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lxml import etree

from edition.model import BlockKind, Fate, Span, Stretch
from edition.readers.tei.draft import WHITE_SPACE
from edition.readers.tei.elements import Shape, role_of
from edition.readers.tei.notes import only_calls_another
from edition.readers.tei.words import plain_words, unread_readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from edition.model import Text
    from edition.readers.tei.text import DivisionText

# The number of no note.
_UNREAD = -2
_WORD = re.compile(f"[^{WHITE_SPACE}]+")


@dataclass(slots=True, kw_only=True)
class _Place:
    """Where the next word is looked for: in the text, or in the note number `part`."""

    text: Text
    part: int | None
    label: str
    offset: int = 0
    starts: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Give each leaf its name, and each paragraph its number."""
        paragraphs = 0
        for leaf in self.text.leaves():
            paragraphs += leaf.kind is BlockKind.PARAGRAPH
            is_paragraph = leaf.kind is BlockKind.PARAGRAPH
            self.starts.append(leaf.span.start)
            self.kinds.append(f"paragraph {paragraphs}" if is_paragraph else leaf.kind.value)


def string_value(element: _Element) -> str:
    """Return the characters of a division, its notes' in their places, over which its account runs."""
    return "".join(words for words, _ in _strings(element))


def draw_account(element: _Element, read: DivisionText) -> tuple[Stretch, ...]:
    """Return what became of every character of a division's string value.

    Raises ValueError where a word does not stand where the source has it.
    """
    places = [_Place(text=read.body, part=None, label="")]
    places += [
        _Place(text=note.text, part=part, label=f"note {note.label}".strip())
        for part, note in enumerate(read.notes)
    ]
    strings = list(_strings(element))
    value = "".join(words for words, _ in strings)
    stretches: list[Stretch] = []
    start = 0
    for words, note in strings:
        if note == _UNREAD:
            stretches += _unread(words, start)
        for word in _WORD.finditer(words) if note != _UNREAD else ():
            stretch = _found(places[note + 1], word[0], start + word.start())
            _add(stretches, stretch, value, places[note + 1].text.content)
        start += len(words)
    return tuple(_with_white_space(stretches, value))


def _strings(root: _Element) -> Iterator[tuple[str, int]]:
    """Yield the strings of a division with the number of the note to which each belongs, or -1.

    Those of a reading that is no part of the text come with `_UNREAD`.
    """
    unread = set(unread_readings(root))
    notes = 0
    yield root.text or "", -1
    stack: list[tuple[Iterator[_Element], int, str]] = [(iter(root), -1, "")]
    while stack:
        children, note, tail = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield tail, stack[-1][1] if stack else -1
        elif child in unread:
            yield plain_words(child), _UNREAD
            yield child.tail or "", note
        elif not isinstance(child.tag, str):
            kind: object = child.tag
            yield (child.text or "") if kind is etree.Entity else "", note
            yield child.tail or "", note
        else:
            own = note
            if role_of(child.tag).shape is Shape.NOTE and not only_calls_another(child):
                own, notes = notes, notes + 1
            yield child.text or "", own
            stack.append((iter(child), own, child.tail or ""))


def _unread(words: str, start: int) -> Iterator[Stretch]:
    """Yield the stretch of a reading that is no part of the text, but for white space at its edges."""
    if words.strip(WHITE_SPACE):
        first = start + len(words) - len(words.lstrip(WHITE_SPACE))
        span = Span(first, start + len(words.rstrip(WHITE_SPACE)))
        yield Stretch(span=span, fate=Fate.MARKER, what="other reading")


def _found(place: _Place, word: str, start: int) -> Stretch:
    """Return the stretch of a word, which is the next one in its text; white space may lie before it."""
    content = place.text.content
    while content[place.offset : place.offset + 1] in {" ", "\n"}:
        place.offset += 1
    target = Span(place.offset, place.offset + len(word))
    if target.of(content) != word:
        raise ValueError(f"{word!r} is not where the source has it, but {target.of(content)!r}")
    place.offset = target.end
    what = place.label or place.kinds[bisect_right(place.starts, target.start) - 1]
    fate = Fate.TEXT if place.part is None else Fate.NOTE
    return Stretch(span=Span(start, start + len(word)), fate=fate, what=what, target=target, part=place.part)


def _add(stretches: list[Stretch], stretch: Stretch, value: str, content: str) -> None:
    """Add a stretch, to the one before if source and text go on from there with the same characters."""
    last = stretches[-1] if stretches else None
    if last and last.target and stretch.target and (last.part, last.what) == (stretch.part, stretch.what):
        between = value[last.span.end : stretch.span.start]
        if between in {"", " "} and content[last.target.end : stretch.target.start] == between:
            span = Span(last.span.start, stretch.span.end)
            target = Span(last.target.start, stretch.target.end)
            stretches[-1] = replace(last, span=span, target=target)
            return
    stretches.append(stretch)


def _with_white_space(stretches: list[Stretch], value: str) -> Iterator[Stretch]:
    """Yield the stretches and the white space between them."""
    end = 0
    for stretch in stretches:
        if stretch.span.start > end:
            yield Stretch(span=Span(end, stretch.span.start), fate=Fate.SPACE, what=Fate.SPACE.value)
        yield stretch
        end = stretch.span.end
    if end < len(value):
        yield Stretch(span=Span(end, len(value)), fate=Fate.SPACE, what=Fate.SPACE.value)
