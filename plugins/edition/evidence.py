"""Whether the words that metadata cites as evidence really stand in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.annotations.anchor import occurs
from edition.annotations.fold import fold
from edition.diagnostics import Code, Diagnostic, Location
from edition.schema import Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from edition.schema import Metadata, StatementItem
    from edition.sources import FolderFiles


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
    for name in type(metadata).model_fields:
        statement = getattr(metadata, name)
        if isinstance(statement, Statement):
            yield from statement.items
