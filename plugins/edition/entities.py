"""The authority records: persons, bodies, places and terms, each under one id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edition.records import DocumentRecord
    from edition.schema import Annotation, Entity
    from edition.sources import SharedFiles


FOLDERS = {"person": "people", "body": "bodies", "place": "places", "term": "terms"}
"""Where the pages of the entities of each kind stand: the names of their files."""


@dataclass(frozen=True, slots=True)
class Authority:
    """An entity's record and its kind: person, body, place or term."""

    kind: str
    record: Entity

    @property
    def page(self) -> str:
        """The name of the entity's page: `people/rusk`."""
        return entity_page(self.kind, self.record.id)


def entity_page(kind: str, entity: str) -> str:
    """Return the name of the page of an entity of this kind."""
    return f"{FOLDERS[kind]}/{entity}"


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


def roles_of_entities(
    authorities: Mapping[str, Authority], documents: Iterable[DocumentRecord]
) -> dict[str, dict[str, list[str]]]:
    """Return the documents in which each entity has a role, by its id and the role.

    Metadata names it by its name, or by a form without conditions; a source by its entry in the list of
    its volume.
    """
    words: dict[str, set[str]] = {}
    entries: dict[str, str] = {}
    for name, authority in authorities.items():
        for said in names_of(authority.record):
            words.setdefault(said, set()).add(name)
        for entry in authority.record.identifiers.get("frus", ()):
            entries.setdefault(entry, name)
    known = {said: next(iter(some)) for said, some in words.items() if len(some) == 1}
    found: dict[str, dict[str, list[str]]] = {}
    for document in documents if authorities else ():
        volume = document.volume or document.part_of
        for person in document.persons:
            entity = entries.get(f"{volume}#{person.name}") if person.is_entry else known.get(person.name)
            if entity and person.role:
                of_role = found.setdefault(entity, {}).setdefault(person.role, [])
                if document.id not in of_role[-1:]:
                    of_role.append(document.id)
    return found


def names_of(record: Entity) -> set[str]:
    """Return the words by which metadata may name an entity: its name, and its forms without conditions."""
    return {record.name, *(form.form for form in record.forms if form.is_plain)}


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
