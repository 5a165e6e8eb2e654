"""The links of a page that lead from the text to a note, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edition.readers.saved_page.addresses import local_fragment
from edition.readers.saved_page.markup import INLINE, attribute, classes, few_words, is_words

if TYPE_CHECKING:
    from collections.abc import Container

    from bs4 import Tag

    from edition.readers.saved_page.addresses import Address

LONGEST_LABEL = 12
_CALL_ID = re.compile(r"(?:fn|foot|end)?-?(?:note)?-?ref(?:erence)?(?=[\W_\d]|$)", re.IGNORECASE)
_NOTE_ID = re.compile(r"(?:fn|(?:foot|end)?note|ftn)[:_.-]?\w", re.IGNORECASE)
_UPWARDS = 4


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a document that lead to a place on its own page, and those places by id."""

    order: dict[int, int]
    by_id: dict[str, Tag]
    links: list[tuple[Tag, str]]
    leading: dict[str, list[Tag]] = field(default_factory=dict)


def links_within(tags: list[Tag], address: Address | None) -> Links:
    """Return the links among elements that lead to a place on their own page."""
    by_id: dict[str, Tag] = {}
    for tag in tags:
        for name in (attribute(tag, "id"), attribute(tag, "name") if tag.name == "a" else ""):
            if name:
                by_id.setdefault(name, tag)
    found = [(tag, local_fragment(attribute(tag, "href"), address)) for tag in tags if tag.name == "a"]
    links = Links({id(tag): place for place, tag in enumerate(tags)}, by_id, [one for one in found if one[1]])
    for link, fragment in links.links:
        links.leading.setdefault(fragment, []).append(link)
    return links


def called_element(link: Tag, fragment: str, known: Links) -> Tag | None:
    """Return the element that holds the note which a link calls; None where the link calls none."""
    target = known.by_id.get(fragment)
    if target is None or not few_words(link, LONGEST_LABEL):
        return None
    element = block_that_begins_with(target)
    if element is None or known.order.get(id(element), -1) < known.order[id(link)] or lies_in(link, element):
        return None
    return element if says_call(link) or is_answered(link, element, known) else None


def block_that_begins_with(tag: Tag) -> Tag | None:
    """Return the element, or, if it only marks where a block begins, that block."""
    for _ in range(_UPWARDS):
        if tag.name not in INLINE:
            return tag if tag.name in {"li", "p", "div", "aside", "dd", "td", "section"} else None
        before = [node for node in tag.previous_siblings if not is_words(node) or str(node).strip()]
        if before or tag.parent is None:
            return None
        tag = tag.parent
    return None


def is_answered(link: Tag, element: Tag, known: Links) -> bool:
    """Tell whether a link in an element leads back to a link that leads to it."""
    ids = {name for tag in around(link) for name in (attribute(tag, "id"), attribute(tag, "name")) if name}
    return any(lies_in(other, element) for name in ids for other in known.leading.get(name, ()))


def says_call(link: Tag) -> bool:
    """Tell whether a link says of itself that it calls a note."""
    if "footnote" in attribute(link, "rel") or attribute(link, "role") == "doc-noteref":
        return True
    by_name = any(name in {"note", "footnote", "footnote-ref", "noteref"} for name in classes(link))
    by_id = any(_CALL_ID.match(attribute(tag, "id")) for tag in around(link))
    raised = any(tag.name == "sup" for tag in around(link)) or link.find("sup") is not None
    return (by_name or by_id or raised) and bool(_NOTE_ID.match(attribute(link, "href").rpartition("#")[2]))


def says_back(link: Tag, label: str) -> bool:
    """Tell whether a link in a note leads back: it says so, leads to a call's id, or is but an arrow."""
    names = classes(link)
    by_name = any(name in names for name in ("fn-back", "footnote-back", "backlink", "reversefootnote"))
    by_role = "backlink" in attribute(link, "role") or "footnote" in attribute(link, "rev")
    leads_to_call = bool(_CALL_ID.match(attribute(link, "href").rpartition("#")[2]))
    return by_name or by_role or leads_to_call or not any(sign.isalnum() for sign in label)


def around(tag: Tag) -> list[Tag]:
    """Return an element and the inline elements closely around it."""
    found = [tag]
    while len(found) < _UPWARDS and tag.parent is not None and tag.parent.name in INLINE:
        tag = tag.parent
        found.append(tag)
    return found


def is_within(tag: Tag | None, known: Container[int], most: int) -> bool:
    """Tell whether an element, or one of those around it, is known."""
    for _ in range(most):
        if tag is None:
            return False
        if id(tag) in known:
            return True
        tag = tag.parent
    return False


def lies_in(tag: Tag, element: Tag) -> bool:
    """Tell whether an element is another, or lies in it."""
    place: Tag | None = tag
    while place is not None:
        if place is element:
            return True
        place = place.parent
    return False
