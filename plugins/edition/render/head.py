"""What a document's page says in its head to machines that cite."""

from __future__ import annotations

from functools import lru_cache
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
    metadata = document.metadata
    elements = [_elements(("citation_title", "DC.title"), document.title)]
    for key, names in _NAMES:
        statement: Statement | None = getattr(metadata, key)
        if statement is None or (key == "from_" and metadata.author):
            continue
        elements += [_elements(names, item.value) for item in statement.items]
    elements += [_elements((name,), value) for name, value in _pages(metadata)]
    return "".join(elements)


@lru_cache(maxsize=4096)
def _elements(names: tuple[str, ...], value: str) -> str:
    """Return a value under each of the names; documents share most of theirs with others."""
    words = escape(value)
    return "".join([f'<meta name="{name}" content="{words}">\n' for name in names])


def _pages(metadata: Metadata) -> list[tuple[str, str]]:
    if metadata.page is None:
        return []
    first, _, last = metadata.page.value.replace("–", "-").partition("-")
    return [("citation_firstpage", first.strip()), ("citation_lastpage", (last or first).strip())]
