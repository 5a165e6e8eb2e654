"""`docs/packs/<name>.md`: the front matter of a pack, which says what a teacher assigns."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, field_validator, model_validator
from pydantic.json_schema import WithJsonSchema

from edition.diagnostics import shortened
from edition.schema.annotations import TextQuoteSelector
from edition.schema.values import AnnotationId, Context, Entry, Words, invalid

_RANGE = r"[1-9][0-9]{0,6}(\s*[-–]\s*[1-9][0-9]{0,6})?"
_STATE = r"[0-9a-f]{8}(\.[0-9a-f]{8}){2}"
_DAY = r"\d{4}-\d{2}-\d{2}"
# By which keys a passage says what part of its document it is; without any of them it is the whole.
_SELECTS = ("pages", "paragraphs", "annotation", "exact")


class Layer(StrEnum):
    """What a pack may show of a document beside its text."""

    NOTES = "notes"
    ANNOTATIONS = "annotations"
    QUESTIONS = "questions"


def _passage_id(words: str) -> str:
    """Refuse the address that a page gives to a passage without an id."""
    if re.fullmatch(r"passage-\d+", words):
        raise invalid(f"'{words}' has the form of the page's own ids; choose a word that says what it is")
    return words


def _range(words: str) -> str:
    """Refuse what is neither a number nor two with a hyphen between them."""
    if not re.fullmatch(_RANGE, words):
        raise invalid(f"'{shortened(words)}' is no range of paragraphs; write 3 or 3-5")
    return words


def _digests(words: str) -> str:
    """Refuse what cannot be the state of a document."""
    if not re.fullmatch(_STATE, words):
        raise invalid(f"'{words}' is no state of a document; let `edition pack <name> --state` write it")
    return words


def _day(words: str) -> str:
    """Refuse what is no day."""
    try:
        if re.fullmatch(_DAY, words):
            return date.fromisoformat(words).isoformat()
    except ValueError:
        pass
    raise invalid(f"'{words}' is not a day; write it as 2026-11-22")


def _in_form(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": ["string", "number"], "pattern": f"^({pattern})$"})


_Range = Annotated[Words, AfterValidator(_range), _in_form(_RANGE)]
_PassageId = Annotated[AnnotationId, AfterValidator(_passage_id)]
_State = Annotated[Words, AfterValidator(_digests), _in_form(_STATE)]
_Day = Annotated[Words, AfterValidator(_day), _in_form(_DAY)]


class PackPassage(Entry):
    """A passage that a pack assigns: a document, and which part of it; without more, the whole."""

    document: Words
    """The document, by its id."""
    id: _PassageId = ""
    """What the passage is called in the pack's words ([[debate]]) and in its address."""
    pages: Words = ""
    """The pages, by their printed labels: 2-4, or 2."""
    paragraphs: _Range = ""
    """The paragraphs, by their numbers: 3-5, or 3."""
    annotation: Words = ""
    """An annotation, by its id: the passage is exactly the words that it is about."""
    exact: Words = ""
    """The words of the passage, verbatim; white space, quotation marks and dashes may differ."""
    prefix: Context = ""
    """The words directly before `exact`; only needed where it occurs more than once."""
    suffix: Context = ""
    """The words directly after `exact`; only needed where it occurs more than once."""
    show: tuple[Layer, ...] | None = None
    """What is shown of this passage beside its text, where that is not what the whole pack shows."""
    questions: tuple[Words, ...] = ()
    """The teacher's own questions on the passage, in Markdown."""

    @model_validator(mode="after")
    def _is_one_part(self) -> Self:
        """Refuse a passage that is told in two ways, and context without the words that it stands around."""
        told = [key for key in _SELECTS if getattr(self, key)]
        if len(told) > 1:
            raise invalid(f"a passage has one of {', '.join(_SELECTS)}; keep one of {' and '.join(told)}")
        if (self.prefix or self.suffix) and not self.exact:
            raise invalid("'prefix' and 'suffix' stand around 'exact'; write the words of the passage there")
        return self

    @property
    def target(self) -> TextQuoteSelector:
        """How the passage is quoted, where it is."""
        return TextQuoteSelector(exact=self.exact, prefix=self.prefix, suffix=self.suffix)


class PackState(Entry):
    """The state of the edition from which a pack was made."""

    date: _Day
    """On which day it was: 2026-11-22."""
    documents: Mapping[str, _State] = Field(default_factory=dict)
    """The state of each document of the pack, by its id."""


class Pack(Entry):
    """What a teacher assigns: passages, what is shown of them, and the state from which they were taken."""

    title: Words
    """What the pack is called."""
    description: Words = ""
    """One sentence for lists of packs."""
    author: Words = ""
    """Who made the pack."""
    show: tuple[Layer, ...] = tuple(Layer)
    """What is shown of documents beside their text: notes, annotations, questions; by default all three."""
    passages: tuple[PackPassage, ...]
    """The passages, in the order of the pack."""
    state: PackState | None = None
    """The state of the edition from which the pack was made; `edition pack <name> --state` writes it."""

    @field_validator("passages")
    @classmethod
    def _has_one(cls, passages: tuple[PackPassage, ...]) -> tuple[PackPassage, ...]:
        """Refuse a pack of nothing."""
        if not passages:
            raise invalid("a pack has one passage at least; name a document")
        return passages
