"""Where each division of a volume stands: what it is part of, and what comes before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.model import DivisionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edition.model import Division, Volume


@dataclass(frozen=True, slots=True)
class Standing:
    """A division's place in its volume: the divisions that it is in, outermost first, and its neighbours.

    The neighbours of a document are documents, those of a chapter or a section are chapters and sections.
    """

    volume: Volume
    division: Division
    within: tuple[Division, ...]
    previous: Division | None
    next: Division | None


def standings(volume: Volume) -> dict[str, Standing]:
    """Return where each division of the volume stands, by its id, in the volume's order."""
    trails = list(_trails(volume.divisions, ()))
    beside: dict[str, tuple[Division | None, Division | None]] = {}
    for is_document in (True, False):
        row = [one for one, _ in trails if (one.kind is DivisionKind.DOCUMENT) is is_document]
        for before, here, after in zip([None, *row], row, [*row[1:], None], strict=False):
            beside[here.id] = before, after
    return {one.id: Standing(volume, one, within, *beside[one.id]) for one, within in trails}


def _trails(
    divisions: Sequence[Division], within: tuple[Division, ...]
) -> Iterator[tuple[Division, tuple[Division, ...]]]:
    """Yield every division with those that it is in."""
    for one in divisions:
        yield one, within
        yield from _trails(one.children, (*within, one))
