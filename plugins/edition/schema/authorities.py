"""The lists that the whole edition shares: threads, people, bodies, places and terms."""

from collections.abc import Mapping

from pydantic import Field

from edition.schema.values import EdtfWords, Entry, Id, Words


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


class Entity(Entry):
    """The authority record of a person, body, place or term; the file says which of them it is."""

    id: Id
    """The address of the record, for ever."""
    name: Words
    """The name under which it is listed."""
    description: Words = ""
    """Who or what it is, in one sentence."""
    forms: tuple[Words, ...] = ()
    """The forms in which texts name it, exactly as they stand there."""
    offices: tuple[Office, ...] = ()
    """The offices that a person held."""
    identifiers: Mapping[str, Words] = Field(default_factory=dict)
    """Identifiers elsewhere, by authority: viaf, wikidata, frus."""
    note: Words = ""
    """What the editors say about it, in Markdown."""
