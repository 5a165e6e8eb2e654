"""What is the site's frame around and within a document, and not the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import Tag

from edition.readers.saved_page.markup import attribute, classes, names

if TYPE_CHECKING:
    from collections.abc import Iterator

_ELEMENTS = names(
    "audio button canvas datalist dialog embed form iframe input map meter nav noscript object optgroup "
    "option paper-tooltip pb-popover progress script select style svg template textarea video"
)
_ROLES = names(
    "alert alertdialog banner complementary contentinfo dialog menu menubar navigation search tablist "
    "toolbar tooltip"
)
_IDS = names("docs-on-page donato gloss-panel media-download navigation-title person-panel toc")
_IDS_BEGIN = ("wm-", "wb-", "__wb", "addthis")
_CLASSES = names(
    "a11y-hidden breadcrumb page-nav popover ribbon ribbon-container searchbox sr-only tooltip "
    "visually-hidden"
)
_CLASSES_BEGIN = (
    *("addthis", "hsg-breadcrumb", "hsg-cite", "hsg-footer", "hsg-header", "hsg-nav", "hsg-panel"),
    *("hsg-sidebar", "hsg-social", "hsg-toc", "hsg-width-sidebar", "toc-"),
)
_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def is_frame(tag: Tag) -> bool:
    """Tell whether an element is the site's, the Wayback Machine's or a browser's, not the document's."""
    if tag.name in _ELEMENTS or attribute(tag, "role").lower() in _ROLES:
        return True
    if tag.name == "aside" and not attribute(tag, "id").startswith(("fn", "note")):
        return True
    identifier = attribute(tag, "id")
    if identifier in _IDS or identifier.startswith(_IDS_BEGIN):
        return True
    if any(name in _CLASSES or name.startswith(_CLASSES_BEGIN) for name in classes(tag)):
        return True
    return tag.has_attr("hidden") or bool(_UNSEEN.search(attribute(tag, "style")))


def seen_elements(tag: Tag) -> Iterator[Tag]:
    """Yield the elements in an element, in order, without what lies in parts of the frame."""
    stack = [iter(tag.contents)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif isinstance(child, Tag) and not is_frame(child):
            yield child
            stack.append(iter(child.contents))
