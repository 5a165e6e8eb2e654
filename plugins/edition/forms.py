"""The forms in which texts name entities: all of them sought at once, and what each means in a document.

A form is found as it stands, in its own case, as whole words; white space, quotation marks and dashes may
differ as they may in a quotation. What it means depends on the document: its date, and where editors say that
the form is used. Where that leaves two entities, or none for certain, nobody is named: it is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from edition.annotations.fold import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES, fold_words
from edition.edtf import humanize, parse
from edition.schema import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edition.edtf import Edtf
    from edition.schema import Form
    from edition.sources import SharedFiles

# What a form in capitals may also be where everything is in capitals.
WORDS_TOO = frozenset([
    "ACT", "AID", "ALL", "AM", "AN", "AND", "ARE", "AS", "AT", "BE", "BY", "CAN", "CARE", "DO", "FOR",
    "FROM", "GO", "HAS", "HE", "HER", "HIS", "HOW", "I", "IF", "IN", "IS", "IT", "ITS", "MAY", "ME", "MET",
    "MY", "NEW", "NO", "NOT", "OF", "ON", "OR", "OUR", "OUT", "PACT", "PEACE", "SALT", "SAT", "SEE", "SHE",
    "SO", "SOME", "START", "THAT", "THE", "THEIR", "THEM", "THERE", "THEY", "THIS", "TO", "TOO", "UP", "US",
    "WAS", "WE", "WERE", "WHAT", "WHO", "WILL", "WITH", "YOU",
])  # fmt: skip


class Use(NamedTuple):
    """A form as an entity's record has it: whose it is, of what kind, in which file."""

    entity: str
    kind: str
    path: str
    form: Form


class Sense(NamedTuple):
    """What a form means in a document: the entity that it names, or none, and then `doubt` says why.

    `use` is the record's entry that says so, or the first of those between which nothing decides. An explicit
    one names the document itself.
    """

    use: Use
    entity: str = ""
    is_likely: bool = False
    is_explicit: bool = False
    doubt: str = ""


@dataclass(frozen=True, eq=False)
class FormTable:
    """All forms of an edition: who uses each, by its folded words; the kinds of all entities, by their ids.

    `listed` are the entities by the entries of volumes' own lists that their records name
    (`frus1961-63v15#p_RD3`); `shorter` are the forms with which a form begins, the longest first.
    """

    uses: Mapping[str, tuple[Use, ...]]
    kinds: Mapping[str, str]
    listed: Mapping[str, str]
    shorter: Mapping[str, tuple[str, ...]]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be found."""
        return not (self.uses or self.kinds)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return _pattern(tuple(self.uses))

    def options(self, content: str) -> Iterator[tuple[int, list[tuple[int, str]]]]:
        """Yield each point at which forms stand, with the end and the folded words of each, longest first."""
        if not self.uses:
            return
        found = self._any.search(content)
        while found:
            start = found.start()
            form = fold_words(found[0])
            ends = [
                (match.end(), words)
                for words in (form, *self.shorter.get(form, ()))
                if words in self.uses and (match := _pattern((words,)).match(content, start))
            ]
            if ends:
                yield start, ends
            found = self._any.search(content, start + 1)


NO_FORMS = FormTable({}, {}, {}, {})


def form_table(shared: SharedFiles) -> FormTable:
    """Return the forms of an edition; of two records under one id, the first counts."""
    uses: dict[str, list[Use]] = {}
    kinds: dict[str, str] = {}
    listed: dict[str, str] = {}
    for kind, path, entity in shared.entities:
        if entity.id in kinds:
            continue
        kinds[entity.id] = kind
        for form in entity.forms:
            uses.setdefault(fold_words(form.form), []).append(Use(entity.id, kind, path, form))
        for name in entity.identifiers.get("frus", ()):
            listed.setdefault(name, entity.id)
    known = {words: tuple(some) for words, some in uses.items()}
    return FormTable(known, kinds, listed, {words: tuple(_shorter(words, known)) for words in known})


def _shorter(words: str, known: Mapping[str, object]) -> list[str]:
    """Return the forms with which another begins, the longest first."""
    ends = [match.start() for match in re.finditer(r"(?<=\w)(?!\w)|(?<=\W)(?=.)", words)]
    return [words[:end] for end in reversed(ends) if end < len(words) and words[:end] in known]


_CLASSES = {
    " ": r"\s++",
    "-": f"[{re.escape(DASHES)}]++",
    "'": f"[{re.escape(SINGLE_QUOTES)}']",
    '"': f'[{re.escape(DOUBLE_QUOTES)}"]',
}


@lru_cache(maxsize=4096)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern that finds the longest form at each point, as whole words.

    It is a tree of the forms' characters, so that a text is gone through once, however many forms there are;
    that it begins with plain characters lets it pass over all others quickly.
    """
    branches: dict[str, list[str]] = {}
    for words in forms:
        branches.setdefault(words[0], []).append(words[1:])
    return re.compile("|".join(_branch(first, rests) for first, rests in sorted(branches.items())))


def _branch(first: str, rests: Sequence[str]) -> str:
    """Return the pattern of the forms that begin with a character, where no word goes on before it."""
    atom = _CLASSES.get(first, re.escape(first))
    before = "" if first == "-" else rf"(?<!\w{atom})"
    return f"{atom}{before}{_tree(rests)}"


def _tree(rests: Sequence[str]) -> str:
    """Return the pattern of what may follow, the longest first; no word goes on behind it."""
    common = _common_start(rests)
    head = "".join(_CLASSES.get(character, re.escape(character)) for character in common)
    branches: dict[str, list[str]] = {}
    is_end = False
    for rest in (rest[len(common) :] for rest in rests):
        if rest:
            branches.setdefault(rest[0], []).append(rest[1:])
        else:
            is_end = True
    parts = [f"{_CLASSES.get(one, re.escape(one))}{_tree(more)}" for one, more in sorted(branches.items())]
    if is_end:
        parts.append(r"(?!\w)")
    return f"{head}{parts[0]}" if len(parts) == 1 else f"{head}(?:{'|'.join(parts)})"


def _common_start(rests: Sequence[str]) -> str:
    """Return the characters with which all of some words begin."""
    first, last = min(rests), max(rests)
    for number, character in enumerate(first):
        if character != last[number]:
            return first[:number]
    return first


def sense_of(words: str, table: FormTable, document: str, date: Edtf | None) -> Sense | None:
    """Return what a form means in a document of this date, or None where it is no form there."""
    possible = [
        (use, is_sure, is_explicit)
        for use in table.uses[words]
        for is_sure, is_explicit in [fits(use.form, document, date)]
        if is_sure is not None
    ]
    explicit = [one for one in possible if one[2]]
    possible = explicit or possible
    if not possible:
        return None
    use = possible[0][0]
    entities = list(dict.fromkeys(one.entity for one, *_ in possible))
    when = f"of {humanize(date)}" if date else "without a date"
    if len(entities) > 1:
        others = " or ".join(repr(name) for name in entities)
        return Sense(use, is_explicit=bool(explicit), doubt=f"is {when}: it could be {others}")
    if not any(is_sure for _, is_sure, _ in possible):
        doubt = f"is {when}: it could be {entities[0]!r}, or somebody of another time"
        return Sense(use, is_explicit=bool(explicit), doubt=doubt)
    sure = [one.form for one, is_sure, _ in possible if is_sure]
    is_likely = all(form.certainty is Certainty.LIKELY for form in sure)
    return Sense(use, entities[0], is_likely, is_explicit=bool(explicit))


def fits(form: Form, document: str, date: Edtf | None) -> tuple[bool | None, bool]:
    """Return whether a form is surely (True), perhaps (False) or not (None) one of a document.

    And whether it names the document: an editor who does so has looked, and no date need say more.
    """
    if any(fnmatchcase(document, pattern) for pattern in form.not_in):
        return None, False
    if form.in_ and not any(fnmatchcase(document, pattern) for pattern in form.in_):
        return None, False
    is_sure = _in_time(form, date)
    return (True if form.in_ and is_sure is False else is_sure), bool(form.in_)


def _in_time(form: Form, date: Edtf | None) -> bool | None:
    """Return whether a date lies in a form's time surely, perhaps, or not."""
    if not (form.from_ or form.until):
        return True
    if date is None:
        return False
    begins = parse(form.from_).earliest if form.from_ else date.earliest
    ends = parse(form.until).latest if form.until else date.latest
    if date.latest < begins or date.earliest > ends:
        return None
    return begins <= date.earliest and date.latest <= ends
