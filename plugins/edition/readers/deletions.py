"""Words struck through, which a transcription writes `~~so~~`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.model import Span
from edition.readers.parts import Marker, MarkerKind

if TYPE_CHECKING:
    from edition.readers.lines import Line

_STRUCK = re.compile(r"(~~)(?=[^\s~])(?:[^~]|~(?!~))*?(?<=[^\s~])(~~)")


def deletion_markers(line: Line) -> tuple[Marker, ...]:
    """Return the strike marks of a line that stand in pairs; one that stands alone is text."""
    markers = []
    start = line.span.start
    for match in _STRUCK.finditer(line.text):
        opening, closing = match.span(1), match.span(2)
        markers.append(Marker(Span(start + opening[0], start + opening[1]), MarkerKind.DELETION_START))
        markers.append(Marker(Span(start + closing[0], start + closing[1]), MarkerKind.DELETION_END))
    return tuple(markers)


def without_strikes(line: Line) -> str:
    """Return the words of a line without the strike marks that stand in pairs."""
    return _STRUCK.sub(lambda match: match[0][2:-2], line.text)
