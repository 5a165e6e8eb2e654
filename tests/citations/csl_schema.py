"""What CSL-JSON may hold, after csl-data.json of CSL 1.0.2: the variables that we use, and no others."""

from __future__ import annotations

from typing import Any


def _each(schema: dict[str, Any], *names: str) -> dict[str, Any]:
    return dict.fromkeys(names, schema)


_WORDS = {"type": "string"}
_SWITCH = {"type": ["string", "number", "boolean"]}
_WORDS_OR_NUMBER = {"type": ["string", "number"]}
_NAME = {
    "type": "object",
    "properties": {
        **_each(_WORDS, "family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"),
        **_each(_SWITCH, "comma-suffix", "static-ordering", "parse-names"),
    },
    "additionalProperties": False,
}
_NAMES = {"type": "array", "items": _NAME}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {"type": "array", "items": _WORDS_OR_NUMBER, "minItems": 1, "maxItems": 3},
            "minItems": 1,
            "maxItems": 2,
        },
        "season": _WORDS_OR_NUMBER,
        "circa": _SWITCH,
        "literal": _WORDS,
        "raw": _WORDS,
    },
    "additionalProperties": False,
}
_TYPES = ("chapter", "document", "manuscript", "personal_communication", "book", "report")
CSL_DATA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "type": {"type": "string", "enum": list(_TYPES)},
            "id": _WORDS_OR_NUMBER,
            **_each(_NAMES, "author", "editor", "collection-editor", "recipient"),
            **_each(_DATE, "issued", "original-date", "event-date", "accessed"),
            **_each(_WORDS_OR_NUMBER, "chapter-number", "number", "page", "volume"),
            **_each(_WORDS, "archive", "archive_location", "collection-title", "container-title"),
            **_each(_WORDS, "event-place", "genre", "language", "note", "publisher", "publisher-place"),
            **_each(_WORDS, "title", "URL"),
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}
