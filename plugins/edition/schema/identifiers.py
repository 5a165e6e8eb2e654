"""Identifiers of an entity elsewhere, each in the form that its authority gives it."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ValidationError, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError

from edition.diagnostics import Code, nearest_name
from edition.schema.values import ADDRESS, Words, invalid

_FRUS = r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*#[A-Za-z_][\w.-]*"
_AUTHORITIES = {
    "frus": (_FRUS, "volume#entry, as frus1961-63v15#p_RD3"),
    "viaf": (r"[1-9]\d*", "digits alone"),
    "wikidata": (r"Q[1-9]\d*", "Q and digits, as Q9696"),
}
"""The authorities that we know: the pattern of their identifiers, and what an editor is told of it."""


def _several(value: object) -> object:
    """Return one value as a list of one."""
    return [value] if isinstance(value, str) else value


def _known_and_well_formed(identifiers: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Refuse an authority that nobody knows, and an identifier that cannot be one of its authority."""
    problems = [
        InitErrorDetails(type=error, loc=(authority,), input=value)
        for authority, values in identifiers.items()
        for value in values
        if (error := _fault(authority, value))
    ]
    if problems:
        raise ValidationError.from_exception_data("identifiers", problems)
    return identifiers


def _fault(authority: str, value: str) -> PydanticCustomError | None:
    """Return what is wrong with an identifier, or None."""
    if authority in _AUTHORITIES:
        pattern, form = _AUTHORITIES[authority]
        if re.fullmatch(pattern, value, re.ASCII):
            return None
        return invalid(f"'{value}' is no identifier of this authority; write {form}")
    near = nearest_name(authority.casefold(), _AUTHORITIES)
    if re.fullmatch(ADDRESS, value) and near != authority.casefold():
        return None
    if near:
        sentence = f"no authority is called so; did you mean '{near}'?"
    else:
        known = ", ".join(_AUTHORITIES)
        sentence = f"the authorities known here are {known}; of another, give the address: https://…"
    return PydanticCustomError(Code.KEY_UNKNOWN.value, "{sentence}", {"sentence": sentence})


def _one_or_several(pattern: str) -> dict[str, Any]:
    """Return what tells a text editor of one identifier, or a list of them."""
    one = {"type": ["string", "number"], "pattern": f"^({pattern})$"}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        name: {"description": f"{form[0].upper()}{form[1:]}.", **_one_or_several(pattern)}
        for name, (pattern, form) in _AUTHORITIES.items()
    },
    "additionalProperties": _one_or_several(ADDRESS),
}
Identifiers = Annotated[
    Mapping[str, Annotated[tuple[Words, ...], BeforeValidator(_several)]],
    AfterValidator(_known_and_well_formed),
    WithJsonSchema(_SCHEMA),
]
