"""The JSON Schemas from which an editor's text editor completes and checks the YAML files while they type.

They are made from the models and kept beside them, since the YAML files name them: `python -m
edition.schema.json_schema` writes them anew. Draft 7, the last that yaml-language-server documents.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from edition.schema.annotations import Annotation
from edition.schema.authorities import Entity, PlaceEntity, Thread
from edition.schema.metadata import Metadata
from edition.schema.packs import Pack
from edition.schema.redirects import Redirects

FOLDER = Path(__file__).parents[1] / "schemas"
_FILES: dict[str, Any] = {
    "annotations": list[Annotation],
    "bodies": list[Entity],
    "metadata": Metadata,
    "pack": Pack,
    "people": list[Entity],
    "places": list[PlaceEntity],
    "redirects": Redirects,
    "terms": list[Entity],
    "threads": list[Thread],
}
_Schema = dict[str, Any]


def json_schemas() -> dict[str, _Schema]:
    """Return the schema of each kind of file, by the file's name without its ending."""
    return {name: _schema(name, kind) for name, kind in _FILES.items()}


def as_file(schema: _Schema) -> str:
    """Return a schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_json_schemas(folder: Path = FOLDER) -> None:
    """Write the schema of each kind of file into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in json_schemas().items():
        (folder / f"{name}.schema.json").write_text(as_file(schema), encoding="utf-8")


def _schema(name: str, kind: type) -> _Schema:
    """Return the schema of one kind of file."""
    made = TypeAdapter[object](kind).json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = made.pop("$defs", {})
    for definition in definitions.values():
        if set(definition.get("properties", ())) == {"items"}:
            _write_as_editors_do(definition, definitions)
    plain = _plain({**made, "definitions": definitions})
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": f"{name}.yml", **plain}


def _write_as_editors_do(statement: _Schema, definitions: dict[str, _Schema]) -> None:
    """Give a statement the three shapes that it has in YAML: a value, a list, a mapping."""
    reference = statement["properties"]["items"]["items"]
    item = definitions[reference["$ref"].rpartition("/")[2]]
    value = item["properties"]["value"]
    several = {"type": "array", "minItems": 1, "items": {"anyOf": [value, reference]}}
    either = {"description": value["description"], "anyOf": [value, several]}
    mapping = {**item, "properties": {**item["properties"], "value": either}}
    description = statement["description"]
    statement.clear()
    statement |= {"description": description, "anyOf": [value, several, mapping]}


def _plain(schema: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """Return a schema without titles, empty defaults and null, and with nothing beside a reference.

    An editor leaves a key away rather than write an empty value; draft 7 overlooks what is beside a
    reference.
    """
    if isinstance(schema, list):
        return [_plain(part) for part in schema if part != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    plain = {
        key: {name: _plain(inner) for name, inner in part.items()}
        if key in {"properties", "definitions"}
        else _plain(part)
        for key, part in schema.items()
        if key != "title" and not (key == "default" and part in ("", None, [], {}))
    }
    options = plain.get("anyOf", ())
    if len(options) == 1:
        del plain["anyOf"]
        plain = {**options[0], **plain}
    if "$ref" in plain and len(plain) > 1:
        plain["allOf"] = [{"$ref": plain.pop("$ref")}]
    return plain


if __name__ == "__main__":
    write_json_schemas()
