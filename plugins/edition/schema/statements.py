"""What is stated of a document, and how it is known."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import model_validator

from edition.schema.values import LINE, Address, EdtfWords, Entry, Words, invalid


class Certainty(StrEnum):
    """How sure the editors are of what they supply."""

    CERTAIN = "certain"
    LIKELY = "likely"


class StatementItem(Entry):
    """One value, and how it is known: from the source itself, in these words, or supplied by the editors."""

    value: Words
    """What is stated."""
    evidence: Words = ""
    """The words of the source that say so, as they stand there; the engine checks that they are there."""
    supplied: Words = ""
    """How the editors know it, where the source itself does not say so."""
    certainty: Certainty = Certainty.CERTAIN
    """How sure the editors are; only beside `supplied`."""
    family: Words = ""
    """Of a person's name: which of its words are the family name, where that is not the last one."""

    @model_validator(mode="after")
    def _family_is_part_of_the_name(self) -> Self:
        """Refuse a family name that the name does not have."""
        if self.family not in self.value:
            raise invalid(f"'{self.value}' does not have the family name '{self.family}'; write it as there")
        return self

    @model_validator(mode="after")
    def _doubt_needs_a_ground(self) -> Self:
        """Refuse a doubt about what the source is said to state."""
        if self.certainty is not Certainty.CERTAIN and not self.supplied:
            raise invalid("'certainty' is for what the editors supply; say under 'supplied' how it is known")
        return self


class Statement(Entry):
    """What is stated of a document: one value or several, each with the way in which it is known.

    In YAML a value, a list of values, or a mapping whose `evidence`, `supplied` and `certainty` hold for all
    its values.
    """

    items: tuple[StatementItem, ...]
    item: ClassVar[type[StatementItem]] = StatementItem

    @classmethod
    def of_checked_words(cls, values: Iterable[str], **known: str) -> Self:
        """Return a statement of values that a reader has checked; `known` is `evidence`, for all of them."""
        return cls.of_checked(items=tuple([cls.item.of_checked(value=value, **known) for value in values]))

    @property
    def value(self) -> str:
        """The value, or the first of several."""
        return self.items[0].value

    @property
    def values(self) -> tuple[str, ...]:
        """Every value, in order."""
        return tuple(item.value for item in self.items)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        """Refuse a list of no values."""
        if not self.items:
            raise invalid("the list is empty; give a value, or take the line away")
        return self

    @model_validator(mode="before")
    @classmethod
    def _as_items(cls, data: object) -> object:
        """Bring the three ways of writing a statement into one shape."""
        line = getattr(data, "yaml_line", None)
        match data:
            case dict() if line is None and "items" in data:
                return data
            case dict():
                shared = {key: value for key, value in data.items() if key != "value"}
                values = data.get("value")
                items = [shared] if values is None else _items(values, shared)
            case str() | list() | tuple():
                items = _items(data, {})
            case _:
                return data
        return {"items": items, LINE: line or 0}


def _items(values: object, shared: Mapping[str, object]) -> list[object]:
    """Return each value as a mapping that has what is said of all of them."""
    items: list[object] = []
    for item in values if isinstance(values, list | tuple) else [values]:
        line = {LINE: getattr(item, "yaml_line", 0)}
        if isinstance(item, dict):
            items.append({**shared, **item, **line})
        else:
            items.append(item if isinstance(item, StatementItem) else {**shared, "value": item, **line})
    return items


class DateItem(StatementItem):
    """A date in EDTF, and how it is known."""

    value: EdtfWords
    """A date in EDTF: 1962-11-12, 1962-12-13T11:00, 1962~ (about), 1961/1962, [1961-11-08..1961-12-31]."""


class DateStatement(Statement):
    """A date, and how it is known."""

    items: tuple[DateItem, ...]
    item: ClassVar[type[StatementItem]] = DateItem


class AddressItem(StatementItem):
    """An address on the web, and how it is known."""

    value: Address
    """An address that begins with https://."""


class AddressStatement(Statement):
    """An address on the web, and how it is known."""

    items: tuple[AddressItem, ...]
    item: ClassVar[type[StatementItem]] = AddressItem
