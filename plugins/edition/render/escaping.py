"""Characters that HTML would take for its own, written so that they come out as themselves."""

from __future__ import annotations

import re
from html import escape, unescape


def is_html_text(words: str) -> bool:
    """Tell whether `words` can stand between elements as they are."""
    return not ("&" in words or "<" in words or ">" in words)


def html_text(words: str) -> str:
    """Return `words` as they must stand between elements; in an attribute, use `html.escape`."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quotable(words: str) -> str:
    """Return a label as it must stand within the quotes of an attribute; most are a number or a letter."""
    return words if words.isalnum() else escape(words)


def words_of(html: str) -> str:
    """Return the words of a line of HTML that an editor wrote, without its elements."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
