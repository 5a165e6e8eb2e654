"""The JSON Schemas beside the models are those of the models, and help while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from edition.schema import LINE_KINDS, Annotation, Metadata, Relation, key_of
from edition.schema.json_schema import FOLDER, as_file, json_schemas, write_json_schemas

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMAS = json_schemas()


def test_the_files_are_what_the_models_give(tmp_path: Path) -> None:
    write_json_schemas(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in FOLDER.iterdir()
    }


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_described(name: str) -> None:
    undescribed = [
        key for part in mappings(SCHEMAS[name]) for key, inner in part.items() if not inner.get("description")
    ]
    assert undescribed == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_plain(name: str) -> None:
    words = as_file(SCHEMAS[name])
    assert [sign for sign in ('"$defs"', '"null"', "yaml_", "\\u0000", '"items": {}') if sign in words] == []


def test_the_keys_are_those_of_the_files() -> None:
    expected = [key_of(name) for name in Metadata.model_fields if not name.startswith("yaml_")]
    assert list(SCHEMAS["metadata"]["properties"]) == expected
    assert {"event-date", "archive_location", "URL", "from", "note-references"} <= set(expected)
    annotation = SCHEMAS["annotations"]["definitions"]["Annotation"]
    assert list(annotation["properties"]) == [
        key_of(name) for name in Annotation.model_fields if not name.startswith("yaml_")
    ]
    assert (annotation["required"], annotation["additionalProperties"]) == (["id", "exact"], False)


def test_closed_lists_are_listed() -> None:
    definitions = SCHEMAS["annotations"]["definitions"]
    assert definitions["Relation"]["enum"] == [relation.value for relation in Relation]
    kind = SCHEMAS["metadata"]["definitions"]["LineDeclaration"]["properties"]["kind"]
    assert kind["enum"] == list(LINE_KINDS)


def mappings(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every table of keys in a schema."""
    if isinstance(schema, dict):
        for key, part in schema.items():
            if key == "properties":
                yield part
            yield from mappings(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from mappings(part)
