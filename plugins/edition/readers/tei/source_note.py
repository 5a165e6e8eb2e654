"""What the source note of a FRUS document says in words that FRUS uses for nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from edition.readers.tei.parse import TEI
from edition.readers.tei.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

NOTE = f"{TEI}note"
_LEVEL = (
    r"(?:Top Secret|Secret|Confidential|Restricted|(?:Limited |For )?Official Use(?: Only)?|Unclassified"
    r"|No classification marking|No classification(?: indicated)?)"
)
_MARKS = rf"(?P<marks>{_LEVEL}(?:[;,]\s*[A-Z\[][^.;,]{{0,60}})*)\."
_STATED = re.compile(rf"Source:\s*(?P<where>\S.*?)\.\s+{_MARKS}(?=\s|$|[A-Z])", re.DOTALL)
# The sentence ends at a full stop before a capital, unless an abbreviation or an initial has it.
_SENTENCE = re.compile(
    r"Source:\s*(?P<where>\S.*?)\.(?<!\b(?:Vol|Gen)\.)(?<!\b(?:No|Dr|Mr)\.)(?<!\b[A-Z]\.)(?=\s+[A-Z“(\[]|$)",
    re.DOTALL,
)
# What must not stand before the stop is asked behind it, so that it is asked at stops only.
_BREAK = re.compile(r"\.(?<!\b[A-Z]\.)(?<!\b(?:Vol|Gen)\.)(?<!\b(?:No|Dr|Mr|Jr)\.)\s+(?=[A-Z])")
_COMMA_OR_COLON = re.compile(r"[,:]\s+")
_BETWEEN_MARKS = re.compile(r"[;,]\s*")
_KEEPER = re.compile(
    r"\b(?:Library|Libraries|Archives?|Department of|University|Agency|National Security Council|Center"
    r"|Ministry|Records|Congress|Historical|Museum|Project|Office)\b"
)
_PRECEDENCES = frozenset(
    {
        *("priority", "immediate", "flash", "niact", "emergency", "routine", "critic", "deferred"),
        *("operational immediate", "niact immediate", "niact priority"),
    }
)
_DISTRIBUTION = re.compile(
    r"(?:.*\b(?:Distribution|Only|Handling|Dissemination)|Limdis|Exdis|Nodis|Noforn|Personal|Sensitive|Exclusive.*"
    r"|.*\bChannel|Stadis|Specat.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """What a source note states, in its own words; `marks` is the sentence with the marks of secrecy."""

    archive: str = ""
    archive_location: str = ""
    marks: str = ""
    classification: str = ""
    precedence: str = ""
    distribution: tuple[str, ...] = ()


def read_source_note(notes: Iterable[_Element]) -> SourceNote | None:
    """Return what a document's source note states, as far as it is certain; None where no note is that.

    The notes are those above the heading and in it.
    """
    for note in notes:
        words = words_of(note, but=())
        if words.startswith("Source:"):
            return understand(words)
    return None


def understand(words: str) -> SourceNote:
    """Return what the words of a source note state.

    The first sentence names the archive, and the next is nothing but the marks: `Secret; Priority; Limit
    Distribution.` Where it is not, there are none.
    """
    stated = _STATED.match(words)
    if stated and _BREAK.search(stated["where"]):
        stated = None  # a later sentence of marks may be about another copy
    sentence = stated or _SENTENCE.match(words)
    where = _BREAK.split(sentence["where"], maxsplit=1)[0] if sentence else ""
    archive, *rest = _COMMA_OR_COLON.split(where, maxsplit=1)
    location = rest[0] if rest else ""
    if not _keeps_papers(archive):
        archive, location = "", ""
    if stated is None:
        return SourceNote(archive=archive, archive_location=location)
    marks = stated["marks"]
    level, precedence, distribution = _understand_marks(marks)
    return SourceNote(
        archive=archive,
        archive_location=location,
        marks=f"{marks}.",
        classification=level,
        precedence=precedence,
        distribution=distribution,
    )


@lru_cache(maxsize=4096)
def _keeps_papers(name: str) -> bool:
    """Whether a name is that of an archive, a library, an office."""
    return bool(_KEEPER.search(name))


@lru_cache(maxsize=4096)
def _understand_marks(marks: str) -> tuple[str, str, tuple[str, ...]]:
    """Return how secret a document was, how urgent, and to whom it might be shown."""
    level, *others = _BETWEEN_MARKS.split(marks)
    precedence = next((mark for mark in others if mark.lower() in _PRECEDENCES), "")
    return level, precedence, tuple(mark for mark in others if _DISTRIBUTION.fullmatch(mark))
