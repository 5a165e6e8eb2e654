"""All that is written while one division is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from edition.readers.tei.draft import Draft


@dataclass(slots=True)
class OpenNote:
    """A note that is being written."""

    label: str
    type: str
    name: str
    draft: Draft


@dataclass(slots=True)
class Reading:
    """All that is written of one division.

    `draft` is the text that is open. `places` are the notes by their names, known in the end. The rest is
    what is found on the way, with lines: unknown elements, pointers of mentions that name nothing, and
    pointers of notes without words, which call another note.
    """

    names: Collection[str]
    draft: Draft
    notes: list[OpenNote] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    dangling: list[tuple[str, int]] = field(default_factory=list)
    calls: list[tuple[str, int]] = field(default_factory=list)
