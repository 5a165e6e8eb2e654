"""What tells the words of a place again: that they are the same, or the same but for what was mended."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from edition.addresses import PlaceRow

# Scripts that set no blanks between words have them all in one: of such a run each piece is told by itself.
_WORD = re.compile(r"\w{1,24}")
# How many words are kept of a paragraph, and of an annotated passage, which may be sharpened to few of them.
_KEPT, _KEPT_OF_PASSAGE = 6, 30
# How many times its words a paragraph may have when it is mended, or be of them.
_GROWN = 2

ALIKE = 0.5
"""From what share of its words a place is the same."""
# A passage is within another where nearly all its words are, and these are several.
_WITHIN, _SEVERAL = 0.8, 2
# Words that stand in any passage and tell none from another.
_LITTLE = frozenset(
    _WORD.findall("""
    about after all also an and any are as at be been before being but by can could did do does for from
    had has have he her him his how if in into is it its may me might more most must my no not now of
    off on one only or other our out over shall she should so some such than that the their them then
    there these they this those through to under up upon us was we were what when where which while who
    will with would you your
    """)
)
_OWN_PLACE = re.compile(r"p\d+|pg_.*|fn.*")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A digest of the folded words of a place, the number of different ones, and some of them.

    These are the ones that stand in the fewest other places of the document, so that they tell it from them,
    in the order in which they stand.
    """

    digest: str
    size: int
    words: tuple[str, ...]


def is_passage(fragment: str) -> bool:
    """Whether a fragment is the id of an annotation, and no page, paragraph or note of the document."""
    return _OWN_PLACE.fullmatch(fragment) is None


def is_page(fragment: str) -> bool:
    """Whether a fragment is the address of a page."""
    return fragment.startswith("pg_")


def folded(words: str) -> list[str]:
    """Return the words alone, without their case and what stands between them."""
    return _WORD.findall(words.casefold())


def digest_of(words: str) -> str:
    """Return the digest of the folded words."""
    return _digest(folded(words))


def _digest(found: Iterable[str]) -> str:
    return hashlib.blake2b(" ".join(found).encode(), digest_size=4).hexdigest()


def fingerprints(places: Mapping[str, str]) -> dict[str, Fingerprint]:
    """Return what tells the words of each place of a document again, by the places' fragments."""
    found = {fragment: folded(words) for fragment, words in places.items()}
    told = {fragment: list(dict.fromkeys(words)) for fragment, words in found.items()}
    common = Counter(chain.from_iterable(told.values()))
    prints: dict[str, Fingerprint] = {}
    for fragment, words in told.items():
        most = _KEPT_OF_PASSAGE if is_passage(fragment) else _KEPT
        kept = set(sorted(words, key=lambda word: (common[word], -len(word)))[:most])
        some = tuple([word for word in words if word in kept])
        prints[fragment] = Fingerprint(_digest(found[fragment]), len(words), some)
    return prints


def likeness(fragment: str, known: Fingerprint, words: str) -> float:
    """Return how many of the words by which a place is known stand in others, as a share.

    A paragraph or a note that has become much longer or shorter is another.
    """
    found = folded(words)
    if not known.size or _digest(found) == known.digest:
        return 1.0
    others = set(found)
    if is_passage(fragment):
        return _likeness_of_passage(known, others)
    if not known.words or not _is_of_size(known.size, len(others)):
        return 0.0
    return sum(word in others for word in known.words) / len(known.words)


def _likeness_of_passage(known: Fingerprint, words: set[str]) -> float:
    """Return how like a passage is to what it was, by the words that say something.

    They are counted against those of the longer of the two. A passage that was sharpened or widened has
    nearly all words of the shorter one, and several of them; of a long one not all words are kept.
    """
    then, now = telling(known.words), telling(words)
    if not then or not now:  # what says so little is the same only where it is exactly that
        return float(set(known.words) == words)
    shared = len(then & now)
    share = shared / min(len(then), len(now))
    is_within = share >= (ALIKE if known.size > len(known.words) and len(now) < len(then) else _WITHIN)
    if shared >= _SEVERAL and is_within:
        return share
    return shared / max(len(then), len(now))


def telling(words: Iterable[str]) -> set[str]:
    """Return those of the words that say something by themselves: `Berlin` and `24`, not `no` or `the`."""
    return {
        word
        for word in words
        if word not in _LITTLE and (len(word) > 1 or word.isdecimal() or not word.isascii())
    }


def _is_of_size(known: int, now: int) -> bool:
    """Whether a place can be the same by the number of its words; a very short one may get a few."""
    return known <= _GROWN * now + 1 and now <= _GROWN * known + 1


def is_same(fragment: str, known: Fingerprint, words: str) -> bool:
    """Whether a place still has the words by which it is known, mended or sharpened, and no others.

    A page is that of its number, whatever stands on it.
    """
    return is_page(fragment) or likeness(fragment, known, words) >= ALIKE


def digest_of_rows(rows: Sequence[PlaceRow]) -> str:
    """Return a digest of all addresses within a document, and of the words that stand there."""
    places = "\0".join([f"{row[1]}\1{row[5]}" for row in rows])
    return hashlib.blake2b(places.encode(errors="surrogatepass"), digest_size=8).hexdigest()
