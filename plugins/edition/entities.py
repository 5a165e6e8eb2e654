"""The authority records: persons, bodies, places and terms, each under one id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, did_you_mean
from edition.schema import NOBODY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from edition.records import DocumentRecord
    from edition.schema import Annotation, Entity
    from edition.sources import SharedFiles


FOLDERS = {"person": "people", "body": "bodies", "place": "places", "term": "terms"}
"""Where the pages of the entities of each kind stand: the names of their files."""

# The page of an entity of this id would be the list of its kind: MkDocs takes a README for an index.
_TAKEN = frozenset(("index", "readme"))
_IN_A_LIST = re.compile(r"#[pt]_")


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
    """Return the records by id, and what is wrong: two under one id or of one entry, an id that is taken."""
    authorities: dict[str, Authority] = {}
    places: dict[str, Location] = {}
    entries: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for kind, path, entity in files.entities:
        location = Location(path, entity.yaml_line)
        if entity.id in authorities:
            message = f"the id {entity.id!r} is already used at {places[entity.id]}; give this entity another"
            problems.append(Diagnostic(Code.ID_DUPLICATE, message, location))
            continue
        if entity.id in _TAKEN:
            message = f"the id {entity.id!r} is that of the list of its kind; choose another"
            problems.append(Diagnostic(Code.ID_RESERVED, message, location))
            continue
        for entry in entity.identifiers.get("frus", ()):
            if not _IN_A_LIST.search(entry):
                continue
            other = entries.setdefault(entry, entity.id)
            if other != entity.id:
                message = (
                    f"{entry!r} is {other!r} already; an entry of a list is one entity, keep one of the two"
                )
                problems.append(Diagnostic(Code.ID_DUPLICATE, message, location))
        authorities[entity.id] = Authority(kind, entity)
        places[entity.id] = location
    return authorities, problems


def unfit_forms(files: SharedFiles, documents: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a problem for each form that is said to be in or not in a document that does not exist."""
    known = frozenset(documents)
    for _, path, entity in files.entities:
        for form in entity.forms:
            for pattern in (*form.in_, *form.not_in):
                if pattern not in known and not any(fnmatchcase(name, pattern) for name in documents):
                    remedy = did_you_mean(pattern, documents, "take it away, or add the document")
                    message = f"there is no document {pattern!r}; {remedy}"
                    yield Diagnostic(Code.DOCUMENT_UNKNOWN, message, Location(path, form.yaml_line))


def roles_of_entities(
    authorities: Mapping[str, Authority], documents: Iterable[DocumentRecord]
) -> dict[str, dict[str, list[str]]]:
    """Return the documents in which each entity has a role, by its id and the role.

    Metadata names it by its name, or by a form without conditions; a source by its entry in the list of
    its volume.
    """
    words: dict[str, set[str]] = {}
    entries = entities_by_entry(authorities)
    for name, authority in authorities.items():
        for said in names_of(authority.record):
            words.setdefault(said, set()).add(name)
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


def entities_by_entry(authorities: Mapping[str, Authority]) -> dict[str, str]:
    """Return the entities by the entries of volumes' own lists that they are: `frus1961-63v15#p_RD3`."""
    entries: dict[str, str] = {}
    for name, authority in authorities.items():
        for entry in authority.record.identifiers.get("frus", ()):
            entries.setdefault(entry, name)
    return entries


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
        if name in ("", NOBODY) or name in files.entity_ids:
            continue
        remedy = did_you_mean(name, files.entity_ids, "add it to people, bodies, places or terms.yml")
        message = f"there is no entity {name!r}; {remedy}"
        problems.append(Diagnostic(Code.ENTITY_UNKNOWN, message, Location(path, annotation.yaml_line)))
    return problems
