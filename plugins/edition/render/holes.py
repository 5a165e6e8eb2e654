"""Places in a document's HTML that wait for what the rest of the edition says: other pages, links, lists.

A `mention` and a `reference` stand within an `a`, behind its class: they are filled with ` href="…"`, or with
nothing where the target leads nowhere. An `a` without `href` is no link: its words are only words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Controls that no source can hold, so that no word of a source can be taken for a hole.
_NO_CONTROLS = {2: None, 3: None}
_HOLE = re.compile("\x02([^ \x03]+) ([^\x03]*)\x03")


def hole(kind: str, payload: str) -> str:
    """Return the hole of this kind; `payload` says what to fill it with."""
    if "\x02" in payload or "\x03" in payload:
        payload = payload.translate(_NO_CONTROLS)
    return f"\x02{kind} {payload}\x03"


def fill(html: str, fillings: dict[str, Callable[[str], str]]) -> str:
    """Return `html` with every hole filled by the function for its kind."""
    return _HOLE.sub(lambda found: fillings[found[1]](found[2]), html) if "\x02" in html else html
