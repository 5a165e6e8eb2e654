"""Lines that say where and when a document was written."""

from __future__ import annotations

import re

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAYS = r"\d{1,4}(?:st|nd|rd|th)?(?:\s?[–-]\s?\d{1,2})?"
_DATE = (
    rf"(?:{MONTH}\s+{_DAYS}(?:,?\s+\d{{4,7}})?|\d{{1,2}}\s+{MONTH}(?:,?\s+\d{{2,7}})?|{MONTH},?\s+\d{{4,7}}"
    r"|\d{1,2}/\d{1,2}/(?:\d\d){1,2}|undated|n\.\s?d\.)"
)
_HOUR = r"\d{1,4}(?:[:.]\d\d)?(?:\s*[ap]\.?\s?m\.?|\s*hours|\s*Z)?"
_HOURS = rf"(?:{_HOUR}(?:\s*(?:–|—|-|to|until)\s*{_HOUR})?|noon|midnight|midday)\.?"
_TIME = rf"(?:\s*(?:,|--|—|–|-|at|;)\s*(?:about\s+)?{_HOURS})?"
_PLACE = r"(?:[^\W\d_][\w.'’&/-]*(?:,?\s+)){0,8}?"
_DATELINE = re.compile(
    rf"\[?(?:Date\s*:\s*)?(?:{_PLACE}(?<=[,\s]))?{_DATE}{_TIME}\]?[.\s]*\d{{0,3}}",
    re.IGNORECASE,
)
_CONNECTING = {"and", "de", "of", "the", "en", "route"}
_LONGEST = 120


def is_dateline(words: str) -> bool:
    """Tell whether a line is nothing but a place and a date, or a date, with or without the time of day."""
    if len(words) > _LONGEST or not _DATELINE.fullmatch(words):
        return False
    place = re.split(rf"\b{MONTH}|\d|undated", words, maxsplit=1, flags=re.IGNORECASE)[0]
    return all(word in _CONNECTING or not word[:1].islower() for word in place.split())
