"""Finding whom a document names: by the entities' forms, by what the source says, by what an editor says.

An editor's annotation decides about its passage, and the source about a name that it ties to an entry of its
volume's list. Elsewhere the longest form counts that means something in the document, and a shorter one where
the longer has to give way. What could be two is nobody, and is reported.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from edition.annotations.fold import fold, is_nearly_folded
from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.edtf import parse
from edition.forms import WORDS_TOO, sense_of
from edition.mentions import NO_MENTIONS, Mentions, Placed, named_entities, texts_of
from edition.schema import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edition.annotations.passages import Anchored, AnnotatedDocument
    from edition.forms import FormTable, Sense
    from edition.model import Text

# A line of so many words in capitals is set in capitals; a shorter one may be an abbreviation.
_FEW_WORDS = 4


class _Hit(NamedTuple):
    """A range that names an entity, or none of ours; `rank` 0 is what editors say, 1 what the source says.

    One of rank 0 that names none is a passage of which an editor says so.

    A `passage` is the id of an annotation whose whole passage is the mention. A `form` with a doubt could be
    several entities, and is nobody's.
    """

    rank: int
    start: int
    end: int
    entity: str
    is_likely: bool = False
    passage: str = ""
    form: str = ""
    doubt: str = ""


# A point at which forms stand: the end and the folded words of each, the longest first.
_Option = tuple[int, list[tuple[int, str]]]


def find_mentions(document: AnnotatedDocument, volume: str, table: FormTable) -> Mentions:
    """Return where a document names entities; `volume` is that to whose lists its source refers."""
    if table.is_empty:
        return NO_MENTIONS
    search = _Search(document, volume, table)
    body, *others = texts_of(document.document)
    spoken = sorted((*document.anchored, *document.silent), key=lambda one: one.span.start)
    found = [search.hits_in(body, spoken), *[search.hits_in(text, ()) for text in others]]
    doubts = search.doubts([hit for hits in found for hit in hits if hit.doubt])
    counts: Counter[str] = Counter()
    placed = tuple(tuple(_placed(one, table, counts) for one in hits if one.entity) for hits in found)
    if not counts:
        return Mentions(problems=doubts, forms=search.forms) if search.forms else NO_MENTIONS
    return Mentions(placed, named_entities(document.document, placed), doubts, search.forms)


def _placed(hit: _Hit, table: FormTable, counts: Counter[str]) -> Placed:
    counts[hit.entity] += 1
    fragment = hit.passage or f"m-{hit.entity}-{counts[hit.entity]}"
    kind = table.kinds[hit.entity]
    return Placed(hit.start, hit.end, hit.entity, kind, fragment, hit.is_likely, bool(hit.passage))


class _Search:
    """What decides, in one document, about what its words name."""

    def __init__(self, document: AnnotatedDocument, volume: str, table: FormTable) -> None:
        """Keep what decides."""
        date = document.metadata.date
        self._id, self._volume, self._table = document.id, volume, table
        self._date = parse(date.value) if date else None
        self._senses: dict[str, Sense | None] = {}
        self._forms: set[str] = set()

    @property
    def forms(self) -> frozenset[str]:
        """The forms that stand in what was searched."""
        return frozenset(self._forms)

    def hits_in(self, text: Text, anchored: Sequence[Anchored]) -> list[_Hit]:
        """Return what a text names, and what nothing decides, in its order."""
        named = list(self._named_by_source(text))
        options = list(_within_blocks(text, self._table))
        self._forms.update(form for _, ends in options for _, form in ends)
        options = _free_of(options, named)
        decided, passages = self._decided(anchored, options, named) if anchored else ({}, [])
        hits = list(self._found(text, options, decided)) + named
        if passages:
            others = _unsilenced((one for one in hits if not _is_decided(one, passages)), passages)
            hits = [*decided.values(), *others]
        kept = [one for one in _apart(hits) if one.entity or one.doubt]
        kept += [one for one in passages if one.passage]
        return sorted(kept, key=lambda one: (one.start, -one.end, one.rank))

    def _named_by_source(self, text: Text) -> Iterator[_Hit]:
        """Yield the names that the source ties to an entry of its list; most entries are nobody's here."""
        for one in text.mentions:
            words = one.span.of(text.content)
            if one.target and words == words.strip() != "":
                entity = self._table.listed.get(f"{self._volume}#{one.target}", "")
                yield _Hit(1, one.span.start, one.span.end, entity)

    def _decided(
        self, anchored: Iterable[Anchored], options: Sequence[_Option], named: Sequence[_Hit]
    ) -> tuple[dict[int, _Hit], list[_Hit]]:
        """Return the forms about which annotations decide, by where they begin, and the passages, in order.

        A passage in which its entity is not named by a form, nor by the source, is a mention itself.
        """
        decided: dict[int, _Hit] = {}
        passages: list[_Hit] = []
        places = [start for start, _ in options]
        longest = max((ends[0][0] - start for start, ends in options), default=0)
        for one in anchored:
            name, (start, end) = one.annotation.entity, (one.span.start, one.span.end)
            if name == NOBODY:
                passages.append(_Hit(0, start, end, ""))
            if name not in self._table.kinds:
                continue
            near = options[bisect_left(places, start - longest) : bisect_left(places, end)]
            own = {
                place: _Hit(0, place, stop, name)
                for place, ends in near
                if (stop := self._end_of_own(name, place, ends, start, end))
            }
            decided |= own
            is_named = own or any(
                _meets(hit.start, hit.end, start, end) for hit in named if hit.entity == name
            )
            passages.append(_Hit(0, start, end, name, passage="" if is_named else one.annotation.id))
        return decided, passages

    def _end_of_own(
        self, entity: str, place: int, ends: Sequence[tuple[int, str]], start: int, end: int
    ) -> int | None:
        """Return where the longest form of an entity ends that begins at a place and meets a passage."""
        for stop, form in ends:
            if _meets(place, stop, start, end) and any(
                use.entity == entity for use in self._table.uses[form]
            ):
                return stop
        return None

    def _found(self, text: Text, options: Iterable[_Option], decided: dict[int, _Hit]) -> Iterator[_Hit]:
        """Yield the forms at each point that mean something in this document, were it a doubt."""
        for start, ends in options:
            for end, form in ends if start not in decided else ():
                sense = self._sense(form)
                if sense is None:
                    continue
                doubt = sense.doubt
                if not (doubt or sense.is_explicit) and form in WORDS_TOO and _in_capitals(text, start):
                    doubt = f"is in capitals: it could be {sense.entity!r} or the word {form.lower()!r}"
                yield _Hit(2, start, end, "" if doubt else sense.entity, sense.is_likely, "", form, doubt)

    def _sense(self, form: str) -> Sense | None:
        if form not in self._senses:
            self._senses[form] = sense_of(form, self._table, self._id, self._date)
        return self._senses[form]

    def doubts(self, hits: Sequence[_Hit]) -> tuple[Diagnostic, ...]:
        """Return a notice for each form of which nothing decides whom it names in this document."""
        times = Counter(hit.form for hit in hits)
        problems = []
        for form, doubt in {hit.form: hit.doubt for hit in hits}.items():
            sense = self._sense(form)
            if sense:
                often = f" {times[form]} times" if times[form] > 1 else ""
                message = (
                    f"{sense.use.form.form!r} stands{often} in {self._id!r}, which {doubt}; nobody is named. "
                    f"Say who it is: with 'in: [{self._id}]' at the form, or with 'entity' in an annotation"
                )
                place = Location(sense.use.path, sense.use.form.yaml_line)
                problems.append(Diagnostic(Code.FORM_AMBIGUOUS, message, place, Severity.NOTICE))
        return tuple(problems)


def _meets(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether one of two ranges lies in the other."""
    return (other_start <= start and end <= other_end) or (start <= other_start and other_end <= end)


def _options(content: str, table: FormTable) -> Iterator[_Option]:
    """Yield where forms stand in a text; one with unusual characters is compared as quotations are."""
    if is_nearly_folded(content):
        yield from table.options(content)
        return
    folded = fold(content)
    for start, ends in table.options(folded.folded):
        spans = [(span, form) for end, form in ends if (span := folded.span(start, end))]
        if spans:
            yield spans[0][0].start, [(span.end, form) for span, form in spans]


def _within_blocks(text: Text, table: FormTable) -> Iterator[_Option]:
    """Yield where forms stand that do not run from one block into the next."""
    edges: list[int] = []
    for start, ends in _options(text.content, table):
        edges = edges or [leaf.span.end for leaf in text.leaves()] or [len(text.content)]
        edge = edges[min(bisect_right(edges, start), len(edges) - 1)]
        if within := [one for one in ends if one[0] <= edge]:
            yield start, within


def _free_of(options: list[_Option], named: Sequence[_Hit]) -> list[_Option]:
    """Return the forms that share no words with a name that the source itself ties to somebody."""
    if not named:
        return options
    starts, reach = _reach((one.start, one.end) for one in named)
    kept: list[_Option] = []
    for start, ends in options:
        before = bisect_right(starts, start) - 1
        if before >= 0 and reach[before] > start:
            continue
        following = starts[before + 1] if before + 1 < len(starts) else None
        if free := [one for one in ends if following is None or one[0] <= following]:
            kept.append((start, free))
    return kept


def _unsilenced(hits: Iterable[_Hit], passages: Iterable[_Hit]) -> list[_Hit]:
    """Return the names that share no words with a passage of which an editor says that it names nobody."""
    starts, reach = _reach((one.start, one.end) for one in passages if not one.entity)
    return [
        one for one in hits if not (before := bisect_left(starts, one.end)) or reach[before - 1] <= one.start
    ]


def _reach(ranges: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Return where ranges begin, in order, and how far each and those before it reach."""
    ordered = sorted(ranges)
    return [start for start, _ in ordered], list(accumulate((end for _, end in ordered), max))


def _is_decided(hit: _Hit, passages: Sequence[_Hit]) -> bool:
    """Whether an editor says of the words of a name, or of some of them, that they name another entity.

    The passages come in the order of the text.
    """
    place = bisect_left(passages, hit.start, key=lambda one: one.start)
    while place < len(passages) and passages[place].start < hit.end:
        if passages[place].end <= hit.end and passages[place].entity != hit.entity:
            return True
        place += 1
    return False


def _apart(hits: Iterable[_Hit]) -> list[_Hit]:
    """Return names that do not overlap: what editors say first, then the source, then the longest form."""
    taken: list[tuple[int, int]] = []
    chosen: list[_Hit] = []
    for one in sorted(hits, key=lambda one: (one.rank, one.start - one.end, one.start)):
        place = bisect_left(taken, (one.start, one.end))
        if place and taken[place - 1][1] > one.start:
            continue
        if place < len(taken) and taken[place][0] < one.end:
            continue
        taken.insert(place, (one.start, one.end))
        chosen.append(one)
    return chosen


def _in_capitals(text: Text, offset: int) -> bool:
    """Whether the words around a point are set in capitals: those of its block, or all."""
    if text.content.isupper():
        return True
    block = next((leaf.span.of(text.content) for leaf in text.leaves() if offset < leaf.span.end), "")
    return block.isupper() and len(block.split()) >= _FEW_WORDS
