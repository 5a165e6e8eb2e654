"""Characters that HTML would take for its own, written so that they come out as themselves."""

from __future__ import annotations


def html_text(words: str) -> str:
    """Return `words` as they must stand between elements; in an attribute, use `html.escape`."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
