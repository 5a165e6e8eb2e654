"""Points of a TEI text: page breaks, and gaps with the words that stand for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.readers.tei.attributes import attribute
from edition.readers.tei.parse import XML_ID

if TYPE_CHECKING:
    from lxml.etree import _Element


def page_label(element: _Element) -> tuple[str, str]:
    """Return the label of a page, and how we know it where the source does not print one."""
    if label := attribute(element, "n"):
        return label, ""
    if name := attribute(element, XML_ID):
        reason = f"The source gives this page no number; this is from its identifier, {name}."
        return name.removeprefix("pg_") or name, reason
    if image := attribute(element, "facs"):
        return image, "The source gives this page no number; this is the number of its image."
    return "?", "The source gives this page neither a number nor a name."


def gap_words(element: _Element) -> str:
    """Return what a gap, a figure or an unclear place says of itself: `1 pages, convenience`."""
    extent = attribute(element, "extent") or attribute(element, "quantity")
    said = [
        " ".join(filter(None, [extent, attribute(element, "unit")])),
        attribute(element, "reason"),
        attribute(element, "url") or attribute(element, "target"),
    ]
    return ", ".join(filter(None, said))
