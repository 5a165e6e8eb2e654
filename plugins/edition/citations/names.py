"""Names as citations take them apart: given name, particle, family name, suffix; or one whole."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

_PARTICLES = frozenset(
    (
        *("de", "del", "della", "delle", "den", "der", "des", "di", "da", "do", "dos", "du", "d’", "d'"),
        *("la", "le", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur", "af", "av"),
    )
)
# With a capital letter they belong to the family name; at the head of a name some are given names.
_CAPITALS = frozenset(
    ("De", "Del", "Della", "Der", "Des", "Di", "Da", "Dos", "Du", "La", "Le", "Van", "Von", "Vom")
)
_GIVEN_TOO = frozenset(("Da", "Di", "La", "Le"))
_ELIDED = ("d’", "d'")
# Words of bodies that are family names as well, where a given name stands before them.
_FAMILIES = frozenset(("Board", "Branch", "Chancellor", "Force", "House", "League", "Marine", "Minister"))
_GIVEN = frozenset(
    (
        *(
            "Adam",
            "Alan",
            "Albert",
            "Alexander",
            "Alice",
            "Andrew",
            "Ann",
            "Anna",
            "Anne",
            "Arthur",
            "Barbara",
        ),
        *(
            "Benjamin",
            "Carl",
            "Carol",
            "Charles",
            "Christopher",
            "Daniel",
            "David",
            "Donald",
            "Dorothy",
            "Douglas",
        ),
        *(
            "Edward",
            "Edwin",
            "Elizabeth",
            "Eric",
            "Ernest",
            "Frances",
            "Francis",
            "Frank",
            "Fred",
            "Frederick",
        ),
        *(
            "George",
            "Harold",
            "Harry",
            "Helen",
            "Henry",
            "Herbert",
            "Howard",
            "Jack",
            "James",
            "Jane",
            "Jean",
        ),
        *(
            "John",
            "Joseph",
            "Karen",
            "Karl",
            "Kenneth",
            "Lawrence",
            "Louis",
            "Lucius",
            "Margaret",
            "Maria",
            "Mark",
        ),
        *("Martin", "Mary", "Michael", "Nancy", "Patricia", "Patrick", "Paul", "Peter", "Philip", "Ralph"),
        *(
            "Raymond",
            "Richard",
            "Robert",
            "Roger",
            "Roy",
            "Ruth",
            "Samuel",
            "Sarah",
            "Stephen",
            "Susan",
            "Taylor",
        ),
        *("Theodore", "Thomas", "Virginia", "Walter", "William"),
    )
)
_INITIAL = re.compile(r"\w\.")
# What stands before a name and is no part of it.
_RANKS = re.compile(
    r"(?:(?:Admiral|Brigadier|Captain|Colonel|Commander|Dr\.|Lieutenant|Lt\.|Major|Gen\.|General|Mr\.|Mrs\.|Rear|"
    r"Vice|Sir)\s+)+(?=\S+\s+\S)"
)
_SUFFIXES = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "2nd", "3rd", "Esq."))
# A name that has one of these words is no person's, or one that is told by the office.
_BODY = re.compile(
    r"\b(?:Academy|Administration|Agency|Air|Archives?|Army|Assembly|Assistant|Association|Attorney|Board|"
    r"Branch|Bureau|Cabinet|Chairman|Chancellor|Chiefs?|Commander|Commission|Committee|Community|"
    r"Conference|Consulate|Corporation|Corps|Council|Defense|Delegation|Department|Deputy|Director|Division|"
    r"Embassy|Executive|Federation|Force|Forces|Foundation|General|Government|Group|House|Institute|"
    r"Intelligence|League|Library|Marines?|Minister|Ministry|Mission|Missions|Nations|Navy|Office|"
    r"Organization|Party|Premier|President|Press|Project|Republic|Secretariat|Secretary|Security|Senator|"
    r"Service|Society|Staff|States?|Subcommittee|Team|Treasury|Union|University|Working)\b"
    r"|\b(?:and|for|in|of|on|the|to)\b|[\d()/&;:]",
)


class Name(NamedTuple):
    """Somebody's name; a body, or somebody who is called by the office, has `literal` alone."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    is_family_first: bool = False
    """Whether it is said with the family name first: Ngo Dinh Diem."""

    @property
    def last(self) -> str:
        """The family name with what belongs to it: de Gaulle."""
        if self.literal:
            return self.literal
        return (
            self.particle
            + ("" if self.particle.endswith(("’", "'")) else " " * bool(self.particle))
            + self.family
        )

    @property
    def natural(self) -> str:
        """The name as it is said: Robert F. Kennedy Jr."""
        names = (self.last, self.given) if self.is_family_first else (self.given, self.last)
        return " ".join(filter(None, (*names, self.suffix)))

    @property
    def inverted(self) -> str:
        """The name as it stands in an alphabet: Kennedy, Robert F., Jr.; Ngo Dinh Diem."""
        return self.natural if self.is_family_first else self.parted

    @property
    def parted(self) -> str:
        """The name as programs read it: always with the family name and a comma first."""
        return ", ".join(filter(None, (self.last, self.given, self.suffix)))

    @property
    def initialed(self) -> str:
        """The name as APA has it: Kennedy, R. F., Jr."""
        return ", ".join(filter(None, (self.last, initials(self.given), self.suffix)))

    @property
    def initials_first(self) -> str:
        """The name as APA has that of an editor: R. F. Kennedy Jr."""
        return " ".join(filter(None, (initials(self.given), self.last, self.suffix)))


def initials(given: str) -> str:
    """Return the initials of given names: J.-P. of Jean-Paul."""
    parts = [part for part in given.split() if any(map(str.isalpha, part))]
    return " ".join(
        "-".join(
            f"{next(filter(str.isalpha, half))}." for half in part.split("-") if any(map(str.isalpha, half))
        )
        for part in parts
    )


@lru_cache(maxsize=4096)
def parse_name(words: str, family: str = "") -> Name:
    """Return a name taken apart: that of a person as it is said, or with the family name and a comma first.

    What stands behind a comma after a whole name is an office, and is not part of the name. `family` says
    which of the words are the family name, where that is not the last of them: Ngo, of Ngo Dinh Diem.
    """
    words = _RANKS.sub("", " ".join(words.split()).rstrip(" ,;:"), count=1)
    if family and family in words:
        return _of_family(words, " ".join(family.split()))
    first, *others = [part.strip() for part in words.split(",")]
    tokens = first.split()
    suffix = next((part for part in others if part in _SUFFIXES), "")
    rest = [_RANKS.sub("", f"{part} .")[:-2] for part in others if part and part not in _SUFFIXES]
    is_inverted = (
        bool(rest and tokens) and (len(tokens) == 1 or _is_particle(tokens[0])) and not _BODY.search(rest[0])
    )
    if _BODY.search(first) and not _is_persons(tokens, is_inverted=is_inverted):
        return Name(literal=words)
    if tokens and is_inverted:
        particle, family = _particle(tokens)
        return Name(family=family, given=rest[0], particle=particle, suffix=suffix)
    return _natural(tokens, suffix) if tokens else Name(literal=words)


def _of_family(words: str, family: str) -> Name:
    """Return a name of which the family name is known."""
    before, _, after = words.partition(family)
    return Name(
        family=family, given=f"{before} {after}".replace(",", " ").strip(), is_family_first=not before.strip()
    )


def _is_persons(tokens: list[str], *, is_inverted: bool) -> bool:
    """Whether a name with a word that bodies have is a person's all the same: Edward M. House."""
    *given, family = [token for token in tokens if token not in _SUFFIXES] or [""]
    if family not in _FAMILIES:
        return False
    has_given = bool(given) and (given[0] in _GIVEN or any(map(_INITIAL.fullmatch, given)))
    return is_inverted or (has_given and not _BODY.search(" ".join(given)))


def _is_particle(token: str) -> bool:
    return token in _PARTICLES or token in _CAPITALS


def _natural(tokens: list[str], suffix: str) -> Name:
    """Return a name that is given as it is said."""
    if len(tokens) > 1 and tokens[-1] in _SUFFIXES:
        suffix, tokens = tokens[-1], tokens[:-1]
    if len(tokens) == 1:
        return Name(family=tokens[0], suffix=suffix) if suffix else Name(literal=tokens[0])
    start = next(
        (at for at, one in enumerate(tokens) if one in _PARTICLES or (at and one in _CAPITALS)),
        len(tokens) - 1,
    )
    if tokens[0] not in _GIVEN_TOO and all(map(_is_particle, tokens[:-1])):
        start = 0
    if start == len(tokens) - 1 and _is_particle(tokens[start]):
        start -= 1
    particle, family = _particle(tokens[start:])
    if family[:1].islower():
        return Name(literal=" ".join(tokens))
    return Name(family=family, given=" ".join(tokens[:start]), particle=particle, suffix=suffix)


def _particle(tokens: list[str]) -> tuple[str, str]:
    """Return the particle and the family name, to which belongs one with a capital letter."""
    particles = list(takewhile(_PARTICLES.__contains__, tokens[:-1]))
    family = " ".join(tokens[len(particles) :])
    if family.startswith(_ELIDED) and family[2:3].isupper():
        particles, family = [*particles, family[:2]], family[2:]
    return " ".join(particles), family


def listed(names: list[str], joint: str = "and") -> str:
    """Return names as a sentence lists them: one; one and two; one, two, and three."""
    if len(names) < 3:  # noqa: PLR2004
        return f" {joint} ".join(names)
    return f"{', '.join(names[:-1])}, {joint} {names[-1]}"
