"""Which state a document is in: short digests, by which packs of a teacher know that something is another."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.main import IncEx

    from edition.annotations.passages import Anchored, AnnotatedDocument, Orphan
    from edition.model import Text

_NOT_SEEN: Mapping[str, bool | IncEx] = {
    "yaml_line": True,
    "yaml_key_lines": True,
    "id": True,
    "links": {"__all__": {"yaml_line", "yaml_key_lines"}},
}


def state_of(document: AnnotatedDocument) -> str:
    """Return three digests joined by dots: of text and pages, of the document's notes, of annotations.

    What readers do not see of an annotation, as the line of its file and its id, has no part in them.
    """
    read = document.document
    written: list[Anchored | Orphan] = [*document.anchored, *document.orphans]
    entries = [
        anchored.annotation.model_dump_json(exclude_defaults=True, exclude=_NOT_SEEN) for anchored in written
    ]
    return ".".join(
        (
            _digest(read.text, *_pages(read.body)),
            _digest(*[part for note in read.notes for part in (note.label, note.text.content)]),
            _digest(*entries),
        )
    )


def _pages(text: Text) -> list[str]:
    """Return where each page begins, as words."""
    first = [text.first_page.label] if text.first_page else []
    return [*first, *[f"{one.offset} {one.label}" for one in text.page_breaks]]


def _digest(*parts: str) -> str:
    """Return a digest of pieces of text, of eight hexadecimal digits."""
    digest = hashlib.blake2b(digest_size=4)
    for part in parts:
        digest.update(part.encode(errors="surrogatepass") + b"\0")
    return digest.hexdigest()
