"""Lists of a document's opening, its subjects and its participants, and lists with bullets anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.model import Span
from edition.readers.parts import Marker, MarkerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edition.readers.lines import Line

_TYPES = {
    "SUBJECT": "subject",
    "SUBJECTS": "subject",
    "PARTICIPANT": "participants",
    "PARTICIPANTS": "participants",
    "PRESENT": "participants",
    "ALSO PRESENT": "participants",
    "REFERENCE": "references",
    "REFERENCES": "references",
    "REF": "references",
    "REFS": "references",
}
_LABEL = re.compile(rf"({'|'.join(_TYPES)})(?:\s*:\d*|\d*)", re.IGNORECASE)
_INLINE_LABEL = re.compile(r"(SUBJECTS?|SUBJ|PARTICIPANTS|RE)\s*:\s+(?=\S)", re.IGNORECASE)
_BULLET = re.compile(r"[•·‣▪◦●○■□⁃]\s+(?=\S)")
_PERSON = re.compile(
    r"The |Mr\.|Mrs\.|Miss|Dr\.|Ambassador|Secretary|Minister|Foreign|Under|Deputy|Assistant|General|Admiral"
    r"|President|Prime|Chancellor|Senator|Lord|Sir\b|Governor|Director|Counsel",
)


def list_label(words: str) -> str:
    """Return the type of the list of which a line is the label, or nothing."""
    match = _LABEL.fullmatch(words)
    is_label = match and (
        (words[:1].isupper() and not words[1:2].islower()) or words.endswith(":") or words.istitle()
    )
    return _TYPES[match[1].upper()] if match and is_label else ""


def inline_label(line: Line) -> tuple[str, Span, Span] | None:
    """Return the type of list, the label and the words of a line such as `SUBJECT: Berlin`."""
    match = _INLINE_LABEL.match(line.text)
    if match is None:
        return None
    start = line.span.start
    label = Span(start, start + len(match[0].rstrip()))
    return _TYPES.get(match[1].upper(), "subject"), label, Span(start + match.end(), line.span.end)


def is_bulleted(words: str) -> bool:
    """Tell whether a line begins with a bullet."""
    return bool(_BULLET.match(words))


def bullet_marker(line: Line) -> tuple[Marker, ...]:
    """Return the bullet of a line, which is a sign and not a character of its text."""
    start = line.span.start
    match = _BULLET.match(line.text)
    return (Marker(Span(start, start + 1), MarkerKind.SIGN, "bullet"),) if match else ()


def unlabelled_type(items: Sequence[str]) -> str:
    """Return the type of a list that stands under a heading without a label: people, or the subject."""
    people = sum(bool(_PERSON.match(item.lstrip("•·‣▪◦●○■□⁃ \t\u00a0"))) for item in items)
    return "participants" if len(items) > 1 and people * 2 > len(items) else "subject"
