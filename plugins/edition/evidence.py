"""Whether metadata can say of a source what they say, and whether the words that they cite stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.annotations.anchor import occurs
from edition.annotations.fold import fold
from edition.diagnostics import Code, Diagnostic, Location
from edition.schema import Statement
from edition.schema.values import key_of
from edition.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from edition.schema import Metadata, StatementItem
    from edition.sources import FolderFiles


# What may be said of a volume, and so of each of its documents.
_OF_A_VOLUME = frozenset(
    {
        *("title", "language", "container_title", "collection_title", "volume", "editor", "publisher"),
        *(
            "collection_editor",
            "publisher_place",
            "issued",
            "archive",
            "archive_location",
            "rights",
            "threads",
        ),
    }
)
# What the readers of plain text ask, and no other reader.
_OF_PLAIN_TEXT = frozenset({"format", "line_ends", "lines", "note_references"})


def unfit_metadata(metadata: Metadata, files: FolderFiles, *, is_volume: bool) -> list[Diagnostic]:
    """Return a problem for each key that cannot be said of a source of this kind: nothing is passed over."""
    said = metadata.model_fields_set - {"yaml_line", "yaml_key_lines"}
    typed = frozenset() if isinstance(files.source, Source) else said & _OF_PLAIN_TEXT
    single = said - _OF_A_VOLUME - typed if is_volume else frozenset()
    found = [(name, "is for sources of plain text; take it away here") for name in typed]
    found += [(name, "is said of each document by the volume itself; take it away here") for name in single]
    where = files.metadata_path
    problems = [
        Diagnostic(
            Code.KEY_UNKNOWN,
            f"{key_of(name)!r} {words}",
            Location(where, metadata.line_of(key_of(name))),
        )
        for name, words in found
    ]
    words = "'evidence' is not looked for in a whole volume; say under 'supplied' how it is known"
    cited = [item for item in _items(metadata) if item.evidence] if is_volume else []
    problems += [Diagnostic(Code.KEY_UNKNOWN, words, Location(where, item.yaml_line)) for item in cited]
    return sorted(problems, key=lambda one: (one.location, one.message))


def check_evidence(metadata: Metadata, files: FolderFiles, content: Callable[[], str]) -> list[Diagnostic]:
    """Return a problem for each evidence whose words are not in the source; compared as quotations are.

    `content` gives the characters of the source.
    """
    cited = [item for item in _items(metadata) if item.evidence]
    # Most documents cite none: their sources need not be folded.
    source = fold(content() if cited else "")
    path = files.source.path if files.source else files.id
    return [
        Diagnostic(
            Code.EVIDENCE_NOT_FOUND,
            f"the evidence {item.evidence!r} is not in {path}; cite the source's words exactly",
            Location(files.metadata_path, item.yaml_line),
        )
        for item in cited
        if not occurs(source, item.evidence)
    ]


def _items(metadata: Metadata) -> Iterator[StatementItem]:
    for name in metadata.model_fields_set:
        statement = getattr(metadata, name)
        if isinstance(statement, Statement):
            yield from statement.items
