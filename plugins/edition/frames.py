"""The theme's page, drawn once for a kind of page, with slots for what differs from one page to the next."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Words that no theme changes, and that stand on no page by chance. The title has a character that HTML
# escapes, so that the frame shows where a theme prints it as it is and where it undoes the escaping. The
# content has a heading, as all of ours has: Material gives its own to a page that lacks one.
SPECIMEN_TITLE = "Edition specimen title & nothing else"
SPECIMEN_DESCRIPTION = "Edition specimen description & nothing else"
SPECIMEN_CONTENT = "<h1>edition-specimen-content</h1>"
SPECIMEN_HEAD = '<meta name="edition-specimen" content="head">'
_SEGMENT = "edition-specimen-segment-"


@dataclass(frozen=True, slots=True)
class Frame:
    """A page as the theme draws it: pieces of HTML, and between two of them the name of what stands there."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page with these values in its slots."""
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (values[slot], piece)
        return "".join(parts)


def specimen_name(name: str) -> str:
    """Return the name of the specimen of the pages that stand as deep as `name` in the same folder."""
    first, *others = name.split("/")
    return "/".join([first, *(f"{_SEGMENT}{number}-" for number, _ in enumerate(others, 1))])


def make_frame(html: str, specimen: str) -> Frame:
    """Return the frame that the drawn page of a specimen shows; `specimen` is the name of that page."""
    words = {
        SPECIMEN_CONTENT: "content",
        SPECIMEN_HEAD: "head",
        escape(SPECIMEN_TITLE): "title",
        SPECIMEN_TITLE: "plain title",
        _in_script(SPECIMEN_TITLE): "title in a script",
        escape(SPECIMEN_DESCRIPTION): "description",
        SPECIMEN_DESCRIPTION: "plain description",
    }
    words |= {segment: segment for segment in specimen.split("/")[1:]}
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    found = re.split(f"({pattern})", html)
    return Frame(tuple(found[::2]), tuple(words[word] for word in found[1::2]))


def _in_script(title: str) -> str:
    """Return a title as templates write it into a script, without its quotation marks."""
    words = json.dumps(escape(title))[1:-1]
    return words.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'"})


def slot_values(name: str, *, title: str, description: str, content: str, head: str) -> dict[str, str]:
    """Return what stands in each slot on the page `name`; title and description are plain text."""
    values = {
        "content": content,
        "head": head,
        "title": escape(title),
        "description": escape(description),
        # A theme that strips tags also undoes the escaping and joins white space.
        "plain title": " ".join(title.split()),
        "title in a script": _in_script(title),
        "plain description": " ".join(description.split()),
    }
    segments: Iterable[str] = name.split("/")[1:]
    return values | {f"{_SEGMENT}{number}-": segment for number, segment in enumerate(segments, 1)}
