"""`annotations.yml`: what the editors say about passages of a document."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from pydantic import field_validator, model_validator

from edition.schema.values import (
    NOBODY,
    AnnotationId,
    Context,
    Entry,
    Id,
    LinkTarget,
    Verbatim,
    Words,
    invalid,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuoteSelector:
    """How an annotation names its passage: the words, and where need be what stands around them (W3C)."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class Relation(StrEnum):
    """How one passage bears on another; those with `-by` are for an editor at the other end."""

    ANSWERED_BY = "answered-by"
    ANSWERS = "answers"
    CONTRADICTS = "contradicts"
    CONTRASTS = "contrasts"
    EXPLAINED_BY = "explained-by"
    EXPLAINS = "explains"
    FOLLOWED_BY = "followed-by"
    PARALLELS = "parallels"
    REFERS_TO = "refers-to"
    SAME_EVENT = "same-event"
    SUPPORTS = "supports"
    TAKEN_UP_BY = "taken-up-by"
    TAKES_UP = "takes-up"


# What a page says at the far end of a link, where no relation of its own says it.
_SEEN_FROM_AFAR = {
    "contradicted-by": Relation.CONTRADICTS,
    "follows": Relation.FOLLOWED_BY,
    "referred-to-by": Relation.REFERS_TO,
    "supported-by": Relation.SUPPORTS,
}


class Strength(StrEnum):
    """How much a link bears."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class Link(Entry):
    """A link from a passage to another place, written once, at the end from which an editor saw it."""

    to: LinkTarget
    """document, document#annotation, document#pg_2, document#p3, document#fn1, or an address with https://."""
    relation: Relation
    """How this passage bears on the other."""
    strength: Strength = Strength.STRONG
    """How much the link bears."""
    why: Words
    """Why the passages are linked; a sentence."""

    @field_validator("relation", mode="before")
    @classmethod
    def _from_its_own_end(cls, relation: object) -> object:
        """Refuse what is said of a link at its other end: the nearest relation would say the opposite."""
        if meant := _SEEN_FROM_AFAR.get("-".join(str(relation).lower().replace("_", " ").split())):
            raise invalid(f"'{relation}' is not in the list; write the link at the other end, as '{meant}'")
        return relation


# The keys by which an annotation says something of its passage.
_SAYS = ("note", "correction", "unclear", "entity", "threads", "links", "question")


class Annotation(Entry):
    """What the editors say about a passage; the keys that an entry carries say what it does."""

    id: AnnotationId
    """The address of the annotation, for ever: small letters, digits and hyphens."""
    exact: Verbatim
    """The words of the passage, verbatim; white space, quotation marks and dashes may differ."""
    prefix: Context = ""
    """The words directly before the passage; only needed where `exact` occurs more than once."""
    suffix: Context = ""
    """The words directly after the passage; only needed where `exact` occurs more than once."""
    note: Words = ""
    """A comment, in Markdown; it ends with its sources."""
    correction: Words = ""
    """What the editors read where the source errs; both are kept."""
    unclear: Words = ""
    """Why the passage is in doubt, where no reading is proposed."""
    entity: Id = ""
    """The person, body, place or term that the passage names, by its id; none where it names nobody."""
    threads: tuple[Id, ...] = ()
    """The threads to which the passage belongs, beside those of its document."""
    links: tuple[Link, ...] = ()
    """Where the passage leads."""
    question: Words = ""
    """A question for those who read the passage."""
    creator: Words = ""
    """Who wrote the annotation."""

    @model_validator(mode="after")
    def _reads_or_doubts(self) -> Self:
        """Refuse a correction that corrects nothing, and one of what is said to have no reading."""
        if self.correction and self.unclear:
            raise invalid("'unclear' is for a passage without a reading; give that or 'correction'")
        if self.correction and self.correction == self.exact.strip():
            raise invalid("'correction' is what the source has already; give the reading, or take it away")
        return self

    @property
    def says_something(self) -> bool:
        """Whether the entry does more than give its passage an address."""
        return any(getattr(self, key) for key in _SAYS)

    @property
    def is_silent(self) -> bool:
        """Whether all that the entry says is that its passage names nobody: readers see nothing of it."""
        return self.entity == NOBODY and not any(getattr(self, key) for key in _SAYS if key != "entity")

    @property
    def target(self) -> TextQuoteSelector:
        """How the annotation names its passage."""
        return TextQuoteSelector(exact=self.exact, prefix=self.prefix, suffix=self.suffix)
