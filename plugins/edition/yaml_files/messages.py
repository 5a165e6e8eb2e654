"""The models' complaints in words that tell an editor what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from edition.diagnostics import Code, nearest_name
from edition.schema import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

_FEW = 12
_CODES = {code.value: code for code in Code}
_SHAPES = {
    "tuple_type": "takes a list: [one, another], or '- ' before each",
    "dict_type": "takes keys with values, indented under it",
    "mapping_type": "takes keys with values, indented under it",
    "model_type": "takes keys with values, indented under it",
    "string_type": "takes one value, without keys and without a list",
    "int_type": "takes a whole number",
    "int_parsing": "takes a whole number",
    "int_parsing_size": "takes a whole number",
    "greater_than_equal": "takes a number from 1",
}


def explain(error: ErrorDetails, key: str, model: type[BaseModel]) -> tuple[Code, str]:
    """Return the code and the sentence for what does not fit a model and stands under `key`."""
    kind, place, given = error["type"], error["loc"], error["input"]
    if kind in _CODES:
        return _CODES[kind], f"'{key}': {error['msg']}" if key else error["msg"]
    if kind == "extra_forbidden":
        return Code.KEY_UNKNOWN, _unknown_key(str(place[-1]), _keys(model, place[:-1]))
    if kind == "missing":
        return Code.KEY_MISSING, f"'{place[-1]}' is missing here; it cannot be left out"
    if given == "":
        what = f"'{key}' has no value; give it one, or take the line away" if key else "this entry is empty"
        return Code.VALUE_INVALID, what
    if kind == "enum":
        allowed = re.findall(r"'([^']+)'", str(error.get("ctx", {}).get("expected", "")))
        return Code.VALUE_INVALID, _not_in_list(key, _short(given), allowed)
    shape = _SHAPES.get(kind, f"is not what it should be ({error['msg']})")
    return Code.VALUE_INVALID, f"'{key}' {shape}" if key else f"an entry {shape}"


def meant_place(error: ErrorDetails, model: type[BaseModel]) -> tuple[int | str, ...] | None:
    """Return the place of the key that was meant by one that does not exist."""
    if error["type"] != "extra_forbidden":
        return None
    *parents, key = error["loc"]
    meant = _nearest(str(key), _keys(model, parents))
    return (*parents, meant) if meant else None


def _unknown_key(key: str, known: list[str]) -> str:
    """Return the sentence for a key that does not exist."""
    meant = _nearest(key, known)
    if meant:
        return f"'{_short(key)}' is not a key here; did you mean '{meant}'?"
    all_of_them = ", ".join(known) if len(known) <= _FEW else "the editor's guide lists them"
    return f"'{_short(key)}' is not a key here; there are others: {all_of_them}"


def _not_in_list(key: str, given: str, allowed: list[str]) -> str:
    """Return the sentence for a value that is not in a closed list."""
    meant = _nearest(given, allowed)
    hint = f"did you mean '{meant}'? The list is" if meant else "it is one of"
    return f"'{key}' cannot be '{given}'; {hint} {', '.join(allowed)}"


def _nearest(given: str, known: list[str]) -> str | None:
    """Return which of the known words was probably meant."""
    by_form = {_form(name): name for name in known}
    near = nearest_name(_form(given), by_form)
    return by_form[near] if near else None


def _form(key: str) -> str:
    """Return a key without what is easily mistaken in it."""
    return key.casefold().replace("_", "-")


def _keys(model: type[BaseModel], place: Iterable[int | str]) -> list[str]:
    """Return the keys that exist at a place of a file."""
    for part in place:
        field = next((field for name, field in model.model_fields.items() if key_of(name) == part), None)
        inner = _model_in(field.annotation) if field else None
        model = inner or model
    return [key_of(name) for name in model.model_fields if not name.startswith("yaml_")]


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type there is
    """Return the model of which an annotation speaks."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for inner in get_args(annotation) if (model := _model_in(inner))), None)


def _short(given: object) -> str:
    """Return what was given, in a length that fits a line."""
    words = " ".join(str(given).split())
    return words if len(words) <= 60 else f"{words[:60]}…"  # noqa: PLR2004
