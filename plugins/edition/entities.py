"""The authority records: persons, bodies, places and terms, each under one id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edition.schema import Annotation, Entity
    from edition.sources import SharedFiles


@dataclass(frozen=True, slots=True)
class Authority:
    """An entity's record and its kind: person, body, place or term."""

    kind: str
    record: Entity


def read_authorities(files: SharedFiles) -> tuple[dict[str, Authority], list[Diagnostic]]:
    """Return the records by id; two records under one id are a problem, whatever their kinds."""
    authorities: dict[str, Authority] = {}
    places: dict[str, Location] = {}
    problems: list[Diagnostic] = []
    for kind, path, entity in files.entities:
        location = Location(path, entity.yaml_line)
        if entity.id in authorities:
            message = f"the id {entity.id!r} is already used at {places[entity.id]}; give this entity another"
            problems.append(Diagnostic(Code.ID_DUPLICATE, message, location))
            continue
        authorities[entity.id] = Authority(kind, entity)
        places[entity.id] = location
    return authorities, problems


def unknown_entities(files: SharedFiles, annotations: Iterable[Annotation], path: str) -> list[Diagnostic]:
    """Return a problem for each entity without a record, where the records can be read."""
    if files.entity_ids is None:
        return []
    problems: list[Diagnostic] = []
    for annotation in annotations:
        name = annotation.entity
        if not name or name in files.entity_ids:
            continue
        remedy = did_you_mean(name, files.entity_ids, "add it to people, bodies, places or terms.yml")
        message = f"there is no entity {name!r}; {remedy}"
        problems.append(Diagnostic(Code.ENTITY_UNKNOWN, message, Location(path, annotation.yaml_line)))
    return problems
