"""The authority records: persons, bodies, places and terms, each under one id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edition.annotations.passages import AnnotatedDocument
    from edition.schema import Entity
    from edition.sources import EditionFiles


@dataclass(frozen=True, slots=True)
class Authority:
    """An entity's record and its kind: person, body, place or term."""

    kind: str
    record: Entity


def read_authorities(files: EditionFiles) -> tuple[dict[str, Authority], list[Diagnostic]]:
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


def unknown_entities(
    documents: Iterable[AnnotatedDocument], known: frozenset[str] | None
) -> list[Diagnostic]:
    """Return a problem for each entity without a record; `known` is None where the records have errors."""
    problems: list[Diagnostic] = []
    if known is None:
        return problems
    for document in documents:
        for anchored in document.anchored:
            name = anchored.annotation.entity
            if not name or name in known:
                continue
            remedy = did_you_mean(name, known, "add it to people, bodies, places or terms.yml")
            location = Location(document.annotations_path, anchored.annotation.yaml_line)
            problems.append(
                Diagnostic(Code.ENTITY_UNKNOWN, f"there is no entity {name!r}; {remedy}", location)
            )
    return problems
