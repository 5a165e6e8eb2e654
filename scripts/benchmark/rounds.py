"""Builds of several sites in turn, so that whatever else the machine does falls upon all of them alike."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from scripts.benchmark.measure import Cost, measure
from scripts.benchmark.words import difference, words_of_page, words_of_tei

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from scripts.benchmark.corpus import Volume
    from scripts.benchmark.sites import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a site of one tool cost: built from nothing, after one edit, and after no change.

    Each number is the median of `rounds` builds; `size` is in bytes, `files` counts what was written.
    """

    tool: str
    documents: int
    rounds: int
    full: Cost
    edited: Cost
    unchanged: Cost
    size: int
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Faithfulness:
    """How many words stand only in the documents, or only on the pages that a tool has made of them."""

    tool: str
    documents: int
    words: int
    unequal_documents: int
    differing_words: int


def build_in_turn(
    sites: Sequence[Site], documents: int, rounds: int, tell: Callable[[str], None]
) -> list[Result]:
    """Build every site from nothing, then all after an edit, then all unchanged, `rounds` times."""
    costs: dict[tuple[str, str], list[Cost]] = {}
    for turn in range(1, rounds + 1):
        for step, prepare in _STEPS.items():
            for site in sites:
                prepare(site)
                cost = measure(site.command, folder=site.folder)
                costs.setdefault((site.tool, step), []).append(cost)
                tell(f"{documents:6} documents, round {turn}, {step:9} {cost.wall:8.2f} s  {site.tool}")
    return [_result(site, documents, rounds, costs) for site in sites]


def faithfulness(site: Site, volumes: Iterable[Volume]) -> Faithfulness:
    """Compare the page of every document with its source, word for word, notes apart."""
    lengths, differences = [], []
    for volume in volumes:
        for document in volume.documents:
            expected = words_of_tei(document.division)
            page = site.page(volume.id, document.id).read_text(encoding="utf-8")
            lengths.append(len(expected))
            differences.append(difference(expected, words_of_page(page, site.text)))
    return Faithfulness(
        tool=site.tool,
        documents=len(lengths),
        words=sum(lengths),
        unequal_documents=sum(map(bool, differences)),
        differing_words=sum(differences),
    )


def missing_pages(site: Site, volumes: Iterable[Volume]) -> int:
    """Return how many documents have no page."""
    pages = (site.page(volume.id, document.id) for volume in volumes for document in volume.documents)
    return sum(not page.is_file() for page in pages)


def weigh(folder: Path) -> tuple[int, int]:
    """Return the bytes in all files of `folder`, and how many files these are."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)


_STEPS: dict[str, Callable[[Site], None]] = {
    "full": lambda site: site.clean(),
    "edited": lambda site: site.edit(),
    "unchanged": lambda _: None,
}


def _result(site: Site, documents: int, rounds: int, costs: dict[tuple[str, str], list[Cost]]) -> Result:
    size, files = weigh(site.output)
    return Result(
        tool=site.tool,
        documents=documents,
        rounds=rounds,
        full=_median(costs[site.tool, "full"]),
        edited=_median(costs[site.tool, "edited"]),
        unchanged=_median(costs[site.tool, "unchanged"]),
        size=size,
        files=files,
    )


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        wall=median(cost.wall for cost in costs),
        cpu=median(cost.cpu for cost in costs),
        memory=int(median(cost.memory for cost in costs)),
    )
