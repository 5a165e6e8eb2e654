"""The dates of a TEI document: what they mean, how they are printed, and whether the two agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from edition import edtf
from edition.diagnostics import Code
from edition.readers.tei.parse import TEI, line_of
from edition.readers.tei.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

DATE = f"{TEI}date"
HEAD = f"{TEI}head"
# Texts within a document: what they are dated is not the date of the whole.
_INNER = frozenset(
    {
        *(f"{TEI}{name}" for name in ("note", "quote", "q", "cit", "floatingText", "postscript")),
        "{http://history.state.gov/ns/1.0}attachment",
        "{http://history.state.gov/frus/ns/1.0}attachment",
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAYS = r"(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th)?(?:\s*(?:[–—/-]|and|to|or)\s*(?P<last>\d{1,2})(?![\d:]))?"
_YEAR = r"(?:,?\s+(?P<year>1\d{3}|20\d\d)\b)?"
_PRINTED = (
    re.compile(rf"\b{_NAME}\s*{_DAYS}{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<![\d:]){_DAYS}\s*{_NAME}{_YEAR}", re.IGNORECASE),
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ISO = re.compile(
    r"(?P<day>\d{4}(?:-\d\d(?:-\d\d)?)?)(?P<time>T\d\d:\d\d)?(?P<second>:\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?"
)
_RECEIVED = re.compile(r"\breceived\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A date that a document states: its meaning in EDTF, or nothing; as printed; the line where it stands.

    `received` says that the document was received then. `code` and `problem` say what is wrong with it.
    """

    value: str
    printed: str
    line: int
    received: bool = False
    code: Code | None = None
    problem: str = ""


def document_dates(document: _Element, datelines: Iterable[_Element]) -> tuple[StatedDate, ...]:
    """Return every date that is the document's own: of its datelines, else its heading, else its opener.

    The first that is not a date of receipt is that of the document, if there is one.
    """
    found = [date for dateline in datelines for date in dateline.iter(DATE) if is_own(date, dateline)]
    if not found:
        head = document.find(HEAD)
        found = [] if head is None else [date for date in head.iter(DATE) if is_own(date, head)]
    if not found:
        openers = document.iterchildren(f"{TEI}opener")
        found = [date for opener in openers for date in opener.iter(DATE) if is_own(date, opener)]
    return tuple(stated_date(date) for date in found)


def first_date(dates: Iterable[StatedDate]) -> str:
    """Return when a document was written or sent, in EDTF, or nothing."""
    return next((date.value for date in dates if date.value and not date.received), "")


def is_own(element: _Element, whole: _Element) -> bool:
    """Whether an element belongs to `whole` itself, and not to a text within it."""
    above = element.getparent()
    while above is not None and above is not whole:
        if above.tag in _INNER:
            return False
        above = above.getparent()
    return True


def stated_date(date: _Element) -> StatedDate:
    """Return what a date means and how it is printed."""
    printed = words_of(date)
    written = _written(date)
    value, code, problem = "", None, ""
    if written:
        value = _valid(written)
        if not value:
            value, code = _valid(written[:10]), Code.DATE_MALFORMED
            problem = f"'{written}' is not a date, though the encoding gives it for '{printed}'"
        elif other := disagreement(value, printed):
            code = Code.DATE_DISAGREES
            problem = f"the encoding says {value} where '{printed}' is printed, which would be {other}"
    return StatedDate(
        value=value,
        printed=printed,
        line=line_of(date),
        received=_is_receipt(date),
        code=code,
        problem=problem,
    )


def disagreement(value: str, printed: str) -> str:
    """Return the day that the printed words name where it is not that of `value`; nothing where it may be."""
    day = _DAY.match(value)
    match = (_PRINTED[0].search(printed) or _PRINTED[1].search(printed)) if day else None
    if match is None or day is None:
        return ""
    year, month = match["year"] or day[1], _MONTHS.index(match["month"][:3].lower()) + 1
    first, last = int(match["day"]), int(match["last"] or match["day"])
    agrees = year == day[1] and month == int(day[2]) and first <= int(day[3]) <= max(first, last)
    return "" if agrees or not 1 <= first <= 31 else f"{year}-{month:02}-{first:02}"  # noqa: PLR2004


def _written(date: _Element) -> str:
    """Return the meaning of a date as its attributes give it, in the form of EDTF."""
    when = date.get("when") or date.get("when-iso")
    if when:
        return _point(when)
    start, end = _point(date.get("from")), _point(date.get("to"))
    if start or end:
        return start if start == end else f"{start}/{end or '..'}" if start else f"../{end}"
    earliest, latest = _point(date.get("notBefore")), _point(date.get("notAfter"))
    if earliest == latest:
        return earliest
    return f"[{earliest}..{latest}]"


def _point(written: str | None) -> str:
    """Return a date of XML Schema as EDTF has it, a local time; what is no date as it is written."""
    match = _ISO.fullmatch((written or "").strip())
    if match is None:
        return (written or "").strip()
    second = match["second"] if match["time"] and match["second"] not in (None, ":00") else ""
    return f"{match['day']}{match['time'] or ''}{second}"


@lru_cache(maxsize=4096)
def _valid(value: str) -> str:
    """Return a date in EDTF, or nothing where it is none."""
    try:
        edtf.parse(value)
    except ValueError:
        return ""
    return value


def _is_receipt(date: _Element) -> bool:
    """Whether the words directly before a date say that the document was received then."""
    before = date.getprevious()
    if before is not None:
        words = before.tail or ("" if not isinstance(before.tag, str) else words_of(before))
    else:
        above = date.getparent()
        words = "" if above is None else above.text or ""
    words = words.strip()
    return bool(words) and bool(_RECEIVED.search(words))
