"""What the engine is to reach, and what it has reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.benchmark.sites import EDITION, HUGO, MATERIAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.benchmark.browser import Search
    from scripts.benchmark.rounds import Result

_MATERIAL_SHARE = {1_000: 0.25, 4_000: 0.15, 10_000: 0.15}
_HUGO_MULTIPLE = {1_000: 3.0, 4_000: 2.0, 10_000: 2.0}
_SMALL, _REBUILT, _LARGE = 1_000, 4_000, 10_000
_GROWTH, _MEMORY, _EDIT_SHARE = 1.15, 1e9, 0.25
_SECONDS, _SENT = 0.5, {"first": 400_000, "further": 150_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A number that is to be at most `limit`, and what it was; both as `unit` counts them."""

    name: str
    limit: float
    measured: float
    unit: str = ""

    @property
    def is_met(self) -> bool:
        """Return whether the number is as small as it is to be."""
        return self.measured <= self.limit


def goals_of_builds(results: Sequence[Result]) -> Iterator[Goal]:
    """Yield the goals of time and memory that the sizes and tools of `results` can tell about."""
    found = {(result.tool, result.documents): result for result in results}
    for peer, limits in ((MATERIAL, _MATERIAL_SHARE), (HUGO, _HUGO_MULTIPLE)):
        for documents, limit in limits.items():
            ours, theirs = found.get((EDITION, documents)), found.get((peer, documents))
            if ours and theirs:
                name = f"time of a full build of {documents:,} documents, {peer}'s being 1"
                yield Goal(name=name, limit=limit, measured=ours.full.wall / theirs.full.wall)
    small, large = found.get((EDITION, _SMALL)), found.get((EDITION, _LARGE))
    if small and large:
        growth = (large.full.wall / large.documents) / (small.full.wall / small.documents)
        name = f"time for a document among {_LARGE:,}, that among {_SMALL:,} being 1"
        yield Goal(name=name, limit=_GROWTH, measured=growth)
    if large:
        name = f"memory of a full build of {_LARGE:,} documents"
        yield Goal(name=name, limit=_MEMORY / 1e6, measured=large.full.memory / 1e6, unit="MB")
    if rebuilt := found.get((EDITION, _REBUILT)):
        name = f"time after one edit among {_REBUILT:,} documents, a full build's being 1"
        yield Goal(name=name, limit=_EDIT_SHARE, measured=rebuilt.edited.wall / rebuilt.full.wall)


def goals_of_searches(searches: Sequence[Search]) -> Iterator[Goal]:
    """Yield the goals of a first search and of a further one."""
    for (which, limit), search in zip(_SENT.items(), searches, strict=False):
        name = f"sent for a {which} search"
        yield Goal(name=name, limit=limit / 1e3, measured=search.sent / 1e3, unit="KB")
        name = f"time to the results of a {which} search"
        yield Goal(name=name, limit=_SECONDS, measured=search.seconds, unit="s")
