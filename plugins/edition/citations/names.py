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
        return " ".join(filter(None, (self.given, self.last, self.suffix)))

    @property
    def inverted(self) -> str:
        """The name as it stands in an alphabet: Kennedy, Robert F., Jr."""
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
def parse_name(words: str) -> Name:
    """Return a name taken apart: that of a person as it is said, or with the family name and a comma first.

    What stands behind a comma after a whole name is an office, and is not part of the name.
    """
    words = _RANKS.sub("", " ".join(words.split()).rstrip(" ,;:"), count=1)
    if _BODY.search(words.partition(",")[0]):
        return Name(literal=words)
    first, *others = [part.strip() for part in words.split(",")]
    suffix = next((part for part in others if part in _SUFFIXES), "")
    rest = [_RANKS.sub("", f"{part} .")[:-2] for part in others if part and part not in _SUFFIXES]
    tokens = first.split()
    if (
        tokens
        and rest
        and (len(tokens) == 1 or tokens[0].lower() in _PARTICLES)
        and not _BODY.search(rest[0])
    ):
        particle, family = _particle(tokens)
        return Name(family=family, given=rest[0], particle=particle, suffix=suffix)
    return _natural(tokens, suffix) if tokens else Name(literal=words)


def _natural(tokens: list[str], suffix: str) -> Name:
    """Return a name that is given as it is said."""
    if len(tokens) > 1 and tokens[-1] in _SUFFIXES:
        suffix, tokens = tokens[-1], tokens[:-1]
    if len(tokens) == 1:
        return Name(family=tokens[0], suffix=suffix) if suffix else Name(literal=tokens[0])
    start = next((index for index, token in enumerate(tokens) if token in _PARTICLES), len(tokens) - 1)
    if start == len(tokens) - 1 and tokens[start] in _PARTICLES:
        start -= 1
    particle, family = _particle(tokens[start:])
    if family[:1].islower():
        return Name(literal=" ".join(tokens))
    return Name(family=family, given=" ".join(tokens[:start]), particle=particle, suffix=suffix)


def _particle(tokens: list[str]) -> tuple[str, str]:
    """Return the particle and the family name."""
    particles = list(takewhile(lambda token: token.lower() in _PARTICLES, tokens[:-1]))
    return " ".join(particles), " ".join(tokens[len(particles) :])


def listed(names: list[str], joint: str = "and") -> str:
    """Return names as a sentence lists them: one; one and two; one, two, and three."""
    if len(names) < 3:  # noqa: PLR2004
        return f" {joint} ".join(names)
    return f"{', '.join(names[:-1])}, {joint} {names[-1]}"
