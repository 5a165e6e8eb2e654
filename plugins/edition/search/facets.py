"""The tables behind the facets: which page has which value, and which of Pagefind's records belong to it.

Pagefind's own filters are not used: version 1.5.2 writes them in another order at each run, so that two
builds would differ, and answers a facet without a word by loading the whole index. These tables cost a
browser no more, are the same bytes every time, and answer a facet alone without loading Pagefind at all.
"""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from edition.search.entries import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from edition.search.subjects import Subject

# Titles are loaded for what is shown only, so many at a time.
CHUNK = 64
_LABELS = {"threads": "Thread", "years": "Year", "kinds": "Kind", "volumes": "Volume", "persons": "Person"}
_NAMES = {"threads": "thread", "years": "year", "kinds": "kind", "volumes": "volume", "persons": "person"}


def in_order(subjects: Iterable[Subject]) -> list[Subject]:
    """Return subjects in the order of time; what has no date comes last."""
    return sorted(subjects, key=lambda one: (not one.order, one.order, one.page))


def write_tables(subjects: Sequence[Subject], records: Mapping[tuple[str, Part], str], folder: Path) -> None:
    """Write the tables of the subjects in this order; `records` are Pagefind's, by page and part."""
    found = [[records.get((one.page, part), "") for part in Part] for one in subjects]
    facets = {
        "chunk": CHUNK,
        "pages": len(subjects),
        "parts": [part.value for part in Part],
        "held": "".join(f"{sum(1 << bit for bit, name in enumerate(row) if name):x}" for row in found),
        "records": " ".join(name for row in found for name in row if name),
        "facets": [_facet(subjects, name) for name in ("threads", "years", "kinds", "volumes")],
        "persons": any(one.persons for one in subjects),
    }
    _write(folder / "facets.data", facets)
    if facets["persons"]:
        _write(folder / "persons.data", _facet(subjects, "persons"))
    for number, start in enumerate(range(0, len(subjects), CHUNK)):
        rows = [[one.address, one.title, one.date, one.number] for one in subjects[start : start + CHUNK]]
        _write(folder / f"pages-{number}.data", rows)


def _facet(subjects: Sequence[Subject], attribute: str) -> dict[str, Any]:
    """Return a facet: each value with the pages that have it, each page as the step from the one before.

    Where one value has several labels, the one with a comma serves: `Rusk, Dean` finds its place in a list.
    """
    pages: dict[str, list[int]] = {}
    labels: dict[str, set[str]] = {}
    for number, subject in enumerate(subjects):
        for name, label in {value.id: value.label for value in getattr(subject, attribute)}.items():
            pages.setdefault(name, []).append(number)
            labels.setdefault(name, set()).add(label)
    shown = {name: min(some, key=lambda label: ("," not in label, label)) for name, some in labels.items()}
    values = [
        [name, shown[name], [after - before for before, after in pairwise([0, *pages[name]])]]
        for name in sorted(pages, key=lambda name: (shown[name].casefold(), name))
    ]
    return {"name": _NAMES[attribute], "label": _LABELS[attribute], "values": values}


def _write(path: Path, data: object) -> None:
    """Write JSON, compressed: what sends a static site mostly sends files as they are."""
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(words.encode(), mtime=0))
