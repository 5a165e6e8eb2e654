"""Where a sentence ends, and whether it goes on after a page has been turned."""

from __future__ import annotations

import re

from edition.readers.datelines import MONTH
from edition.readers.parts import Join

_BRACKETED = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]")
_FINISHED = re.compile(r"[.?!:…][\s.)\]}\"'”’»*]*$")
_ENUMERATED = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[A-Za-z][.)]|[•·‣▪◦])\s")
_SERIES = re.compile(r"(?:[,;–—-]|\b(?:and|or|und|et|ou))$", re.IGNORECASE)
_HYPHENATED = re.compile(r"\w[-‐\u00ad]$")
_SALUTATION = re.compile(r"(?:My )?(?:Dear|Excellency|Sir|Madam|Gentlemen)\b.{0,60}[:,]$", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    {
        "a",
        "about",
        "after",
        "and",
        "as",
        "at",
        "before",
        "between",
        "by",
        "during",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "under",
        "upon",
        "with",
    }
)
_ABBREVIATED = re.compile(r"(?:(?:^|[\s.])[^\W\d_]\.|Jr\.|Sr\.|[Ee]sq\.)$")
_SUBJECT = re.compile(r"(?:I|You|He|She|It|We|They|This|That|There)\s", re.IGNORECASE)
_LONG = 100
_FEW_WORDS = 5
_FEW_VERBS = 4


def is_finished(words: str) -> bool:
    """Tell whether `words` end as a sentence ends, closing quotation marks and brackets allowed."""
    return bool(_FINISHED.search(words))


def is_bracketed(words: str) -> bool:
    """Tell whether a line is nothing but words in square brackets, such as `[1 line not declassified]`."""
    return bool(_BRACKETED.fullmatch(words))


def is_prose(words: str) -> bool:
    """Tell whether a line reads as running text rather than as a title, a field or a name."""
    parts = words.split()
    told = sum(part[0].islower() and part not in _SMALL_WORDS for part in parts)
    finished = len(parts) >= _FEW_WORDS and is_finished(words)
    return len(words) > _LONG or told >= _FEW_VERBS or finished or is_salutation(words)


def is_sentence(words: str) -> bool:
    """Tell whether a line, though short, is a whole sentence: something is told, and a full stop ends it."""
    if not re.search(r"[.?!][”’\"')]*$", words) or _ABBREVIATED.search(words) or not words[:1].isalpha():
        return False
    parts = [part.strip(".?!,;”’\"')") for part in words.split()]
    told = any(part.isalpha() and part.islower() and part not in _SMALL_WORDS for part in parts)
    return len(parts) > 1 and bool(told or _SUBJECT.match(words))


def is_salutation(words: str) -> bool:
    """Tell whether a line opens a letter."""
    return bool(_SALUTATION.match(words))


def is_enumerated(words: str) -> bool:
    """Tell whether a line begins with the number or the letter of a point."""
    return bool(_ENUMERATED.match(words))


def ends_open(words: str) -> bool:
    """Tell whether words end with one that nothing ends with: `of`, `and`, a month without its day."""
    last = words.split()[-1:]
    return not _SMALL_WORDS.isdisjoint(last) or any(re.fullmatch(MONTH, word, re.IGNORECASE) for word in last)


def join_in_sentence(before: str, after: str) -> Join:
    """Return how a sentence goes on: a word divided at the end of a line is joined to its rest."""
    return Join.GLUED if _HYPHENATED.search(before) and after[:1].isalnum() else Join.BLANK


def join_over_page(before: str, after: str) -> Join:
    """Return how the first words of a page follow the last words of the page before.

    They go on with the sentence when that is not at its end, or when they begin in lower case; a word divided
    at the end of the page keeps its hyphen and is joined to its rest without a blank. A line in square
    brackets is an end.
    """
    if not before or not after or is_bracketed(before):
        return Join.NEWLINE
    if is_enumerated(after) and (is_enumerated(before) or not _SERIES.search(before)):
        return Join.NEWLINE
    if is_finished(before) and not after[0].islower():
        return Join.NEWLINE
    return join_in_sentence(before, after)
