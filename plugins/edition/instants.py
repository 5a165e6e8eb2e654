"""The order of time: at which moment each document of an edition counts.

There is one measure for all of them, so that of any three documents the order of two never contradicts that
of the others: the true moment. Where it is not known it is taken as if the document stood in the zone in
which most of the edition's documents stand, its usual zone.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from edition.edtf import parse
from edition.zones import instant, instant_in, is_known

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from edition.records import DocumentRecord


def usual_zone(documents: Iterable[DocumentRecord]) -> str:
    """Return the zone that most of the dated documents share, the first by name of several; empty for none.

    Zones count with the documents at whose dates it is known what their clocks showed.
    """
    zones = Counter(
        one.zone
        for one in documents
        if one.date and one.zone and is_known(one.zone, parse(one.date).earliest)
    )
    return min(zones, key=lambda zone: (-zones[zone], zone), default="")


def instant_of(document: DocumentRecord, local: datetime, usual: str) -> datetime:
    """Return the moment, in UTC, at which it was `local` for a document, a bound of its date.

    The offset that its date says counts most, then that of its hour's clock, then the zone of its place. A
    day, or a longer time, begins at midnight there. Any other counts as of the `usual` zone, or of UTC.
    """
    offset = parse(document.date).offset
    if offset is None and document.clock:
        offset = document.clock.offset
    if offset is not None:
        return instant(local, offset)
    zone = document.zone if document.zone and is_known(document.zone, local) else usual
    return instant_in(zone, local) if zone else instant(local, 0)
