"""The lists that the whole edition shares: threads, people, bodies, places and terms."""

import re
from typing import Self

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from edition import edtf
from edition.schema.identifiers import Identifiers
from edition.schema.statements import Certainty
from edition.schema.values import LINE, SCALAR, EdtfWords, EntityId, Entry, Id, Words, ZoneName, invalid


class Thread(Entry):
    """A subject followed through the edition."""

    id: Id
    """The address of the thread, for ever."""
    title: Words
    """What the thread is called."""
    summary: Words = ""
    """One or two sentences on what it follows."""
    documents: tuple[Words, ...] = ()
    """Documents of the thread, by id or pattern (frus1961-63v15-*), where their metadata does not say it."""


class Office(Entry):
    """An office that a person held."""

    title: Words
    """What the office was."""
    from_: EdtfWords = ""
    """Since when, in EDTF."""
    until: EdtfWords = ""
    """Until when, in EDTF."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """Refuse an office that ends before it begins."""
        _check_order(f"the office '{self.title}'", self.from_, self.until)
        return self


class Form(Entry):
    """A form in which texts name an entity: its words, or a mapping that says when and where it does."""

    form: Words
    """The words, exactly as they stand in the texts."""
    from_: EdtfWords = ""
    """Since when documents that have the form name this entity by it, in EDTF."""
    until: EdtfWords = ""
    """Until when they do, in EDTF."""
    in_: tuple[Words, ...] = ()
    """The only documents in which the form names this entity, by id or pattern (frus1961-63v15-*)."""
    not_in: tuple[Words, ...] = ()
    """Documents in which it does not, by id or pattern."""
    certainty: Certainty = Certainty.CERTAIN
    """How sure the editors are that the form names this entity: certain, or likely."""

    @property
    def is_plain(self) -> bool:
        """Whether the form names the entity in any document of any time."""
        return not (self.from_ or self.until or self.in_ or self.not_in)

    @model_validator(mode="before")
    @classmethod
    def _as_mapping(cls, data: object) -> object:
        """Take a form that is written as its words alone."""
        return {"form": data, LINE: getattr(data, "yaml_line", 0)} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        """Refuse a form without a letter, and one whose time ends before it begins."""
        if not re.search(r"\w", self.form):
            raise invalid(f"'{self.form}' has neither letter nor digit; a form is a word or more")
        _check_order(f"the form '{self.form}'", self.from_, self.until)
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell a text editor of both ways of writing a form."""
        mapping = handler.resolve_ref_schema(handler(core_schema))
        written = {key: value for key, value in mapping.items() if key != "description"}
        mapping.clear()
        mapping |= {"description": _one_paragraph(cls), "anyOf": [SCALAR, written]}
        return mapping


def _check_order(what: str, begins: str, ends: str) -> None:
    """Refuse a time that ends before it begins."""
    if begins and ends and edtf.parse(begins).earliest > edtf.parse(ends).latest:
        raise invalid(f"{what} ends before it begins; exchange 'from' and 'until'")


def _one_paragraph(model: type[Entry]) -> str:
    """Return what the documentation of a model says."""
    return " ".join((model.__doc__ or "").split())


class Entity(Entry):
    """The authority record of a person, body, place or term; the file says which of them it is."""

    id: EntityId
    """The address of the record, for ever."""
    name: Words
    """The name under which it is shown."""
    sort: Words = ""
    """What its name is sorted by, and shown as in the index: Rusk, Dean. Without it, the name."""
    description: Words = ""
    """Who or what it is, in one sentence."""
    forms: tuple[Form, ...] = ()
    """The forms in which texts name it, exactly as they stand there; each may say when and where it does."""
    offices: tuple[Office, ...] = ()
    """The offices that a person held."""
    identifiers: Identifiers = Field(default_factory=dict)
    """Identifiers elsewhere, by authority: frus, viaf, wikidata; of another, addresses. One, or a list."""
    note: Words = ""
    """What the editors say about it, in Markdown."""


class PlaceEntity(Entity):
    """The authority record of a place, which may say by which clocks it lives."""

    time_zone: ZoneName = ""
    """Its time zone in the IANA database: Europe/Paris. Hours of documents of this place are told by it."""
