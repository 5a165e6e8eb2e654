"""Attributes of TEI elements, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def attribute(element: _Element, name: str) -> str:
    """Return an attribute without white space at its ends, or nothing."""
    value = element.get(name)
    return value.strip() if value else ""


def type_of(element: _Element) -> str:
    """Return the type of a block: `@type`, else `@rend`, else `@rendition` without its `#`."""
    if not element.keys():
        return ""
    for name in ("type", "rend", "rendition"):
        if value := element.get(name):
            return (
                " ".join(value.replace("#", "").split()) if name == "rendition" else " ".join(value.split())
            )
    return ""


def pointer_of(element: _Element) -> str:
    """Return the entry of a list at which a mention points, without `#`, or nothing."""
    value = element.get("corresp") or element.get("target") or element.get("ref") or ""
    return value.strip().removeprefix("#")
