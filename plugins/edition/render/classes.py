"""The source's own names for kinds of things, as class names of the page."""

from __future__ import annotations

import re
from functools import lru_cache

# The types that our own readers give, and the style sheet and other software know by these names.
_OURS = frozenset({"participants", "references", "subject"})
_UNFIT = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1024)
def type_classes(words: str) -> str:
    """Return the class names for a type: `tei-center` for `center`, so that no source's word means ours."""
    names = (_UNFIT.sub("-", word.lower()).strip("-") for word in words.split())
    return " ".join(name if name in _OURS else f"tei-{name}" for name in dict.fromkeys(names) if name)


@lru_cache(maxsize=1024)
def class_attribute(name: str, words: str = "") -> str:
    """Return the class attribute for one of our names and a type of the source, with a blank before it."""
    classes = f"{name} {type_classes(words)}".strip()
    return f' class="{classes}"' if classes else ""
