"""Where the words of a lost address stand now, as far as that can be told, and what an editor is to do."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from edition.diagnostics import nearest_name
from edition.fingerprints import ALIKE, digest_of, folded, is_page, is_passage, likeness, telling
from edition.moves import REDIRECTS, is_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from edition.addresses import Place
    from edition.ledger import KnownPlace

_NUMBERED = re.compile(r"(pg_|p|fn)(\d+)")
_PARAGRAPH = re.compile(r"p\d+")
# From how many paragraphs on it is worth saying that all have moved together.
_MANY = 5
# A passage is in a paragraph where nearly all its words are; of few words all, as they stand.
_WITHIN, _FEW = 0.9, 4


def _paste(source: str, target: str) -> str:
    return f"add to {REDIRECTS}: {source}: {target}"


def _withdraw(source: str) -> str:
    return f"bring it back, or say why it is gone in {REDIRECTS}: {source}: {{gone: reason}}"


def _kind(fragment: str) -> str:
    """Return what an address names: a passage, a page, a note or a paragraph."""
    if is_passage(fragment):
        return "passage"
    return "page" if is_page(fragment) else fragment[:1]


class Remains:
    """The places of a document, among which those of lost addresses may be; `published` are in the ledger."""

    def __init__(self, name: str, home: str, places: Mapping[str, Place], published: Collection[str]) -> None:
        """Keep what the document was called and what it is called now."""
        self._name, self._home = name, home
        self._published = published
        self._alive = frozenset(places)
        self._words = {one: place.words for one, place in places.items() if one}
        self._digests = {one: digest_of(words) for one, words in self._words.items()}

    def sentence(self, lost: KnownPlace) -> str:
        """Return what has become of an address, and what to do."""
        address = f"{self._name}#{lost.fragment}"
        if lost.fragment in self._alive:
            what = f"the published address {address} would lead to other words"
        else:
            what = f"the published address {address} would be lost"
        for where, found in (
            ("its words stand at {} now", self._same(lost)),
            ("its words stand probably at {} now", self._alike(lost)),
            ("its words stand in {} now", self._around(lost)),
        ):
            if found:
                target = f"{self._home}#{found}"
                return f"{what}; {where.format(target)}: {_paste(address, target)}"
        return f"{what}; {_withdraw(address)}"

    def shift(self, lost: Collection[KnownPlace]) -> str:
        """Return what has happened where most lost paragraphs have moved equally far, or nothing."""
        steps: Counter[int] = Counter()
        for one in lost:
            found = self._same(one) if _PARAGRAPH.fullmatch(one.fragment) else ""
            if found:
                steps[int(found[1:]) - int(one.fragment[1:])] += 1
        step, count = max(steps.items(), key=lambda pair: pair[1], default=(0, 0))
        if count < _MANY or 2 * count < len(lost):
            return ""
        way = f"{abs(step)} {'further on' if step > 0 else 'further up'}"
        return (
            f"{count} published paragraphs of {self._name} stand {way} now; if a line of metadata.yml or "
            "of the source has become a paragraph, or is none any more, set that right, and all are back"
        )

    def _same(self, lost: KnownPlace) -> str:
        """Return the place that has the same words, one that is new first."""
        if not lost.words.words:
            return ""
        found = [
            one
            for one, digest in self._digests.items()
            if digest == lost.words.digest and _kind(one) == _kind(lost.fragment)
        ]
        return min(found, key=lambda one: one in self._published, default="")

    def _alike(self, lost: KnownPlace) -> str:
        """Return the place that has most of the words, one that is new first."""
        if not lost.words.words:
            return ""
        found = [
            (-share, one in self._published, number, one)
            for number, (one, words) in enumerate(self._words.items())
            if _kind(one) == _kind(lost.fragment)
            and one != lost.fragment
            # The words of an annotation that is there are its own: what is gone was not that one.
            and not (is_passage(one) and one in self._published)
            and (share := likeness(one, lost.words, words)) >= ALIKE
        ]
        return min(found)[-1] if found else ""

    def _around(self, lost: KnownPlace) -> str:
        """Return the paragraph in which an annotated passage stands."""
        known = lost.words.words
        if not is_passage(lost.fragment) or not telling(known):
            return ""
        is_short = len(known) < _FEW
        found = [
            one
            for one, words in self._words.items()
            if _PARAGRAPH.fullmatch(one) and (_has_phrase if is_short else _has_words)(folded(words), known)
        ]
        return found[0] if found and not (is_short and found[1:]) else ""


def _has_words(words: Sequence[str], known: Sequence[str]) -> bool:
    """Whether nearly all known words are among others."""
    others = set(words)
    return sum(word in others for word in known) >= _WITHIN * len(known)


def _has_phrase(words: Sequence[str], known: Sequence[str]) -> bool:
    """Whether the known words stand among others as they are."""
    return f" {' '.join(known)} " in f" {' '.join(words)} "


class NewPages:
    """The pages that are not in the ledger, among which a lost one may be under another name."""

    def __init__(
        self,
        published: Collection[str],
        documents: Iterable[str],
        pages: Iterable[str],
        places: Callable[[str], Mapping[str, Place]],
    ) -> None:
        """Keep the names of new pages; they are looked into when the first lost one is sought."""
        self._documents = list(documents)
        self._texts = [name for name in self._documents if name not in published]
        self._pages = sorted(name for name in pages if name not in published)
        self._places = places

    def sentence(self, name: str, known: Iterable[KnownPlace]) -> str:
        """Return what has become of a page, with all addresses in it, and what to do."""
        known = list(known)
        what = f"the published address {name} would be lost"
        if known:
            what += f", with all in it ({', '.join(ranges([one.fragment for one in known]))})"
        found = self._by_words(known) if is_text(name) else ""
        if found:
            return f"{what}; its words are those of {found}: {_paste(name, found)}"
        folder = name.rpartition("/")[0]
        choices = [one for one in (*self._texts, *self._pages) if one.rpartition("/")[0] == folder]
        near = nearest_name(name, choices) or (choices[0] if len(choices) == 1 and not is_text(name) else "")
        if near:
            return f"{what}; if it is {near} now, {_paste(name, near)}"
        return f"{what}; {_withdraw(name)}"

    def elsewhere(self, name: str, lost: Sequence[KnownPlace]) -> str:
        """Return what to do where a document has an id under which another one was published, or nothing."""
        sought = {one.words.digest for one in lost if one.words.words}
        counts = {
            other: len(sought & {digest_of(place.words) for place in self._places(other).values()})
            for other in self._documents
            if other != name
        }
        best = max(counts, key=lambda other: counts[other], default="")
        if not best or 2 * counts[best] <= len(sought):
            return ""
        places = ", ".join(ranges([one.fragment for one in lost]))
        return (
            f"the published address {name} would lead to another document, with all in it ({places}); its "
            f"words are those of {best} now: give both documents the ids that they had, or give the one "
            f"that is {name} now an id that was never published, and {_paste(name, best)}"
        )

    @cached_property
    def _by_digest(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._texts:
            for fragment, place in self._places(name).items():
                if fragment:
                    found.setdefault(digest_of(place.words), []).append(name)
        return found

    def _by_words(self, known: Iterable[KnownPlace]) -> str:
        """Return the new document that has most of the same words, if it has half of them."""
        sought = {one.words.digest: one.words for one in known if one.words.words}
        counts: dict[str, int] = {}
        for digest in sought:
            for name in dict.fromkeys(self._by_digest.get(digest, ())):
                counts[name] = counts.get(name, 0) + 1
        best = max(counts, key=lambda name: counts[name], default="")
        return best if best and counts[best] >= len(sought) * ALIKE else ""


def ranges(fragments: Iterable[str]) -> list[str]:
    """Return fragments in few words: `p1 to p12`."""
    told = list(dict.fromkeys(fragments))
    numbered = [
        (found[1], int(found[2])) if (found := _NUMBERED.fullmatch(one)) else (one, 0) for one in told
    ]
    ranks = enumerate(numbered)
    words: list[str] = []
    for _, group in groupby(ranks, key=lambda pair: (pair[1][0], pair[1][1] - pair[0])):
        numbers = [told[place] for place, _ in group]
        words.append(numbers[0] if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}")
    return words
