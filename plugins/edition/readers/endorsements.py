"""What those who drafted, typed and cleared a paper have put below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.model import FurnitureKind
from edition.readers.roles import Role
from edition.readers.sentences import is_finished, is_sentence
from edition.readers.signatures import is_close, is_name, may_sign

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edition.readers.lines import Line

_DATE = r"\d{1,2}[/-]\d{1,2}[/-](?:\d\d){1,2}"
_DAY = re.compile(_DATE)
_TYPIST = re.compile(
    rf"(?:[A-Z][\w/]{{0,8}}(?::[\w./]{{1,20}}){{1,3}}|[A-Z]{{2,4}}\s?[:/]\s?[a-z]{{1,4}})(?:,?\s+{_DATE})?"
)
_LABEL = re.compile(
    r"(?:[A-Z]+ (?:[a-z]+ ){1,4})?(?:Drafted|Approved|Cleared|Clearances?|Typed|Authenticated|Concurrences?)"
    r"(?: (?:by|with|and [a-z ]{1,30}))?\s*:(?P<value>.*)",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"[A-Z]{1,6}(?:/[A-Z]{1,6})*\s*[-–—:]\s*[A-Z(][^.]*(?:\.[^.]*){0,2}")
_FORM = re.compile(r"FORM DS-?\s?\d+.*|REPRODUCTION FROM THIS COPY.*", re.IGNORECASE)
_LONGEST = 80


def is_endorsement(words: str) -> bool:
    """Tell whether a line is a typist's initials, or says who drafted or cleared the paper."""
    return bool(_TYPIST.fullmatch(words) or _label(words))


def _label(words: str) -> re.Match[str] | None:
    """Return the label of a line that says who drafted or cleared a paper, and not a sentence."""
    label = _LABEL.fullmatch(words)
    return None if label is not None and is_sentence(label["value"].strip()) else label


def endorsement_roles(lines: Sequence[Line], words: Mapping[int, str]) -> dict[int, Role]:
    """Return the typist's initials with their date, those who drafted and cleared, and a form's number.

    A label takes what stands below it with it; labels that follow one another are one piece.
    """
    texts = [words[line.number] for line in lines]
    labels = [place for place, text in enumerate(texts) if _label(text)]
    signed = any(map(is_name, texts[: labels[0]])) if labels else False
    found: dict[int, Role] = {}
    typed = False
    group = 0
    for place, (line, text) in enumerate(zip(lines, texts, strict=True)):
        typed = bool(_TYPIST.fullmatch(text) or (typed and _DAY.fullmatch(text)))
        value = group > 0 and _is_value(text, texts[place - 1], signed=signed)
        group = (group or line.number) if value or place in labels else 0
        if typed or group:
            found[line.number] = Role(kind=FurnitureKind.ENDORSEMENT, group=group or line.number)
        elif _FORM.fullmatch(text):
            found[line.number] = Role(kind=FurnitureKind.FORM, group=line.number)
    return found


def _is_value(words: str, above: str, *, signed: bool) -> bool:
    """Tell whether a line is what a label above it asks for, and not the signature.

    Where nobody has signed above the labels, a name in capitals may be the signature.
    """
    if _TYPIST.fullmatch(words) or _DAY.fullmatch(words) or _OFFICE.fullmatch(words):
        return len(words) <= _LONGEST
    label = _label(above)
    asked = label is not None and not label["value"].strip() and not (is_name(words) and words.isupper())
    if asked and signed and len(words) <= _LONGEST and not is_finished(words):
        return True
    return (signed or asked) and may_sign(words) and not is_close(words)
