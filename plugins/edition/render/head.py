"""What a document's page says in its head to machines that cite."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edition.annotations.passages import AnnotatedDocument
    from edition.schema import Metadata, Statement

# Highwire names, which reference managers read, and Dublin Core beside them.
_NAMES = (
    ("date", ("citation_publication_date", "DC.date")),
    ("author", ("citation_author", "DC.creator")),
    ("from_", ("citation_author", "DC.creator")),
    ("container_title", ("citation_book_title",)),
    ("collection_title", ("citation_series_title",)),
    ("volume", ("citation_volume",)),
    ("editor", ("citation_editor",)),
    ("publisher", ("citation_publisher", "DC.publisher")),
    ("type", ("DC.type",)),
    ("archive", ("DC.source",)),
)


def render_head(document: AnnotatedDocument) -> str:
    """Return the citation metadata of a document, one element for each value."""
    pairs = [("citation_title", document.title), ("DC.title", document.title)]
    for key, names in _NAMES:
        if key == "from_" and document.metadata.author:
            continue
        for value in _values(getattr(document.metadata, key)):
            pairs.extend((name, value) for name in names)
    pairs.extend(_pages(document.metadata))
    return "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in pairs)


def _values(statement: Statement | None) -> list[str]:
    return [item.value for item in statement.items] if statement else []


def _pages(metadata: Metadata) -> list[tuple[str, str]]:
    if metadata.page is None:
        return []
    first, _, last = metadata.page.value.replace("–", "-").partition("-")
    return [("citation_firstpage", first.strip()), ("citation_lastpage", (last or first).strip())]
