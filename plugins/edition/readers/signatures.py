"""The lines at the end of a document by which it is closed and signed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.readers.sentences import is_enumerated, is_finished, is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOSE = re.compile(
    r"(?=[A-Z])(?:(?:(?:[Vv]ery|[Mm]ost|[Yy]ours) ){0,3}(?:[Ss]incerely|[Rr]espectfully|[Ff]aithfully"
    r"|[Cc]ordially|[Tt]ruly|[Aa]ffectionately)|As ever"
    r"|Always|With (?:all )?(?:best|every|great|high|kind|kindest|my|warm|warmest)\b)[\w\s]{0,40},?",
)
_SIGNED = re.compile(r"\((?:signed|sgd\.?|s)\)|/s/|\[(?:signed|facsimile[^\]]*)\]", re.IGNORECASE)
_BRACKETED = re.compile(r"\[[^\[\]]{1,80}\]|\([^()]{1,40}\)")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-])*")
_PARTICLES = {"al", "bin", "da", "de", "del", "der", "di", "du", "ibn", "la", "le", "van", "von"}
_CONNECTING = {"a", "and", "at", "by", "des", "for", "in", "of", "on", "the", "to"} | _PARTICLES
_ABBREVIATED = re.compile(r"(?:(?:^|[\s.])[^\W\d_]\.|Jr\.|Sr\.|Esq\.)$")
_NOT_NAMES = re.compile(
    r"(?:Annex|Appendix|Approved?|Agreed|Attachments?|Comment|Copy|Copies|Disapproved?|Enclosures?|End|None"
    r"|Noted|Secret|Section|Tab|Unquote)\b",
    re.IGNORECASE,
)
_MOST_LINES = 8
_LONGEST_NAME = 45
_LONGEST_TITLE = 80
_MOST_WORDS = 5


def signature_length(texts: Sequence[str]) -> int:
    """Return how many of the last lines of a document are its signature: a close, names, titles.

    There is none unless running text precedes it, and none without a name or a close.
    """
    start = len(texts)
    while start > max(1, len(texts) - _MOST_LINES) and may_sign(texts[start - 1]):
        start -= 1
    while start < len(texts) and not (is_name(texts[start]) or is_close(texts[start])):
        start += 1
    return len(texts) - start if any(is_prose(text) or is_finished(text) for text in texts[:start]) else 0


def is_name(words: str) -> bool:
    """Tell whether a line is nothing but a person's name or initials, `(signed)` allowed."""
    name = re.sub(r"\d{1,3}$", "", _SIGNED.sub("", words)).strip(" ,_")
    name = _BRACKETED.sub("", name).strip()
    parts = re.sub(r",\s*(?=Jr|Sr|I)", " ", name).split()
    if not 0 < len(parts) <= _MOST_WORDS or len(name) > _LONGEST_NAME or _NOT_NAMES.match(name):
        return False
    if name.endswith(".") and not _ABBREVIATED.search(name):
        return False
    fits = all(_WORD.fullmatch(part) and (part[0].isupper() or part in _PARTICLES) for part in parts)
    return fits and parts[-1][0].isupper()


def is_close(words: str) -> bool:
    """Tell whether a line is a complimentary close."""
    return bool(_CLOSE.fullmatch(words))


def may_sign(words: str) -> bool:
    """Tell whether a line can belong to a signature at all."""
    return is_name(words) or is_close(words) or _is_title(words) or bool(_BRACKETED.fullmatch(words))


def is_signed(words: str) -> bool:
    """Tell whether a line says that somebody has signed there: `/s/ John F. Kennedy`."""
    return bool(_SIGNED.match(words)) and is_name(words)


def _is_title(words: str) -> bool:
    """Tell whether a line may be the office of the person who signs."""
    if len(words) > _LONGEST_TITLE or is_finished(words) or is_enumerated(words) or _NOT_NAMES.match(words):
        return False
    parts = words.split()
    return words[0].isupper() and all(part[0].isupper() or part in _CONNECTING for part in parts)
