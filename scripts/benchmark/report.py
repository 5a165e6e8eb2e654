"""The results as tables of Markdown, and the page of the guide that holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from scripts.benchmark.goals import goals_of_builds, goals_of_searches
from scripts.benchmark.sites import EDITION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from scripts.benchmark.browser import Search
    from scripts.benchmark.goals import Goal
    from scripts.benchmark.rounds import Faithfulness, Result

_MEGABYTE = 1e6
_RESULTS = re.compile(r"(?<=<!-- results -->\n).*(?=<!-- end of results -->)", re.DOTALL)
_TABLE = re.compile(r"^### (?P<title>.*)\n\n(?P<table>(?:\|.*\n?)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """What search costs with one tool: what it adds to a full build, and the searches."""

    tool: str
    documents: int
    index_seconds: float
    index_cpu: float
    unchanged_seconds: float
    index_size: int
    index_files: int
    searches: tuple[Search, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a run of the benchmark has found."""

    machine: str
    versions: str
    results: tuple[Result, ...]
    faithful: tuple[Faithfulness, ...]
    searches: tuple[SearchResult, ...]


def as_markdown(report: Report) -> str:
    """Return the whole report as Markdown."""
    ours = [search for result in report.searches if result.tool == EDITION for search in result.searches]
    goals = [*goals_of_builds(report.results), *goals_of_searches(ours)]
    parts = [
        f"Machine: {report.machine}.\n\nVersions: {report.versions}.",
        *_part("Goals", goals_table(goals)),
        *_part("A full build", full_builds_table(report.results)),
        *_part("Ratios: the edition's time, theirs being 1", ratios_table(report.results)),
        *_part("A build after one edit, and after none", rebuilds_table(report.results)),
        *_part("Search", search_table(report.searches)),
        *_part("The same words on all sites", faithful_table(report.faithful)),
    ]
    return "\n\n".join(parts) + "\n"


def write_results(page: Path, markdown: str) -> None:
    """Set `markdown` between the marks in `page`, in the place of earlier results."""
    before = page.read_text(encoding="utf-8")
    if not _RESULTS.search(before):
        raise ValueError(f"{page} has no place for results")
    framed = _TABLE.sub(_framed, markdown.strip()).strip()
    page.write_text(_RESULTS.sub(lambda _: f"\n{framed}\n\n", before), encoding="utf-8")


def _framed(found: re.Match[str]) -> str:
    """Return a part's table as HTML in a frame that scrolls, also by keyboard: on a phone it is too wide."""
    heads, rule, *rows = [line.strip("| ").split(" | ") for line in found["table"].splitlines()]
    sides = [' class="number"' if mark == "--:" else "" for mark in rule]

    def row(tag: str, cells: Sequence[str]) -> str:
        inside = "".join(
            f"<{tag}{side}>{cell.replace('**', '')}</{tag.split(maxsplit=1)[0]}>"
            for cell, side in zip(cells, sides, strict=True)
        )
        return f"<tr>{inside}</tr>"

    head = row('th scope="col"', heads)
    body = "\n".join(row("td", cells) for cells in rows)
    return (
        f'### {found["title"]}\n\n<div class="edition-scroller" role="region" tabindex="0" '
        f'aria-label="{escape(found["title"])}">\n<table class="edition-results">\n'
        f"<thead>{head}</thead>\n<tbody>\n{body}\n</tbody></table>\n</div>\n"
    )


def goals_table(goals: Iterable[Goal]) -> str:
    """Return what was to be reached and what was; a goal that was missed says so."""
    rows = [
        (goal.name, _counted(goal.limit, goal.unit), _counted(goal.measured, goal.unit), _verdict(goal))
        for goal in goals
    ]
    return _table(("goal", "at most", "measured", "outcome"), rows)


def full_builds_table(results: Sequence[Result]) -> str:
    """Return what a build from nothing takes and makes."""
    heads = (
        "documents",
        "tool",
        "time, s",
        "ms a document",
        "CPU, s",
        "memory, MB",
        "size, MB",
        "files",
        "builds",
    )
    rows = [
        (
            f"{result.documents:,}",
            result.tool,
            f"{result.full.wall:.2f}",
            f"{result.full.wall / result.documents * 1000:.2f}",
            f"{result.full.cpu:.2f}",
            f"{result.full.memory / _MEGABYTE:.0f}",
            f"{result.size / _MEGABYTE:.1f}",
            f"{result.files:,}",
            f"{result.rounds}",
        )
        for result in results
    ]
    return _table(heads, rows)


def ratios_table(results: Sequence[Result]) -> str:
    """Return the edition's costs as multiples of the others'."""
    ours = {result.documents: result for result in results if result.tool == EDITION}
    rows = [
        (
            f"{other.documents:,}",
            other.tool,
            f"{own.full.wall / other.full.wall:.2f}",
            f"{own.full.cpu / other.full.cpu:.2f}",
            f"{own.edited.wall / other.edited.wall:.2f}",
            f"{own.unchanged.wall / other.unchanged.wall:.2f}",
            f"{own.full.memory / other.full.memory:.2f}",
            f"{own.size / other.size:.2f}",
        )
        for other in results
        if other.tool != EDITION and (own := ours.get(other.documents))
    ]
    return _table(
        ("documents", "beside", "full", "full, CPU", "after an edit", "unchanged", "memory", "size"), rows
    )


def rebuilds_table(results: Sequence[Result]) -> str:
    """Return what a build takes that finds the work of an earlier one."""
    rows = [
        (
            f"{result.documents:,}",
            result.tool,
            f"{result.edited.wall:.2f}",
            f"{result.edited.wall / result.full.wall:.2f}",
            f"{result.unchanged.wall:.2f}",
            f"{result.unchanged.wall / result.full.wall:.2f}",
        )
        for result in results
    ]
    return _table(
        ("documents", "tool", "after an edit, s", "of a full build", "unchanged, s", "of a full build"), rows
    )


def search_table(results: Sequence[SearchResult]) -> str:
    """Return what an index takes to make and to hold, and what a first and a further search ask of it."""
    heads = (
        "documents",
        "tool",
        "index, s",
        "index, CPU",
        "unchanged, s",
        "index, MB",
        "files",
        "search",
        "s",
        "KB",
        "requests",
    )
    rows = [
        (
            f"{result.documents:,}",
            result.tool,
            f"{result.index_seconds:.2f}",
            f"{result.index_cpu:.2f}",
            f"{result.unchanged_seconds:.2f}",
            f"{result.index_size / _MEGABYTE:.1f}",
            f"{result.index_files:,}",
            search.query,
            f"{search.seconds:.2f}",
            f"{search.sent / 1000:.0f}",
            f"{search.requests}",
        )
        for result in results
        for search in result.searches
    ]
    return _table(heads, rows)


def faithful_table(results: Sequence[Faithfulness]) -> str:
    """Return how far the pages that were compared hold the words of the same sources."""
    rows = [
        (
            result.tool,
            f"{result.documents:,}",
            f"{result.words:,}",
            f"{result.unequal_documents:,}",
            f"{result.differing_words:,}",
        )
        for result in results
    ]
    return _table(("tool", "documents", "words", "documents that differ", "words that differ"), rows)


def _part(title: str, table: str) -> Iterator[str]:
    if table:
        yield f"### {title}\n\n{table}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table, numbers to the right; nothing where there are no rows."""
    if not rows:
        return ""
    is_number = [
        all(re.fullmatch(r"-?[\d.,]+( \w+)?", row[place]) for row in rows) for place in range(len(heads))
    ]
    lines = [heads, ["--:" if number else "---" for number in is_number], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _counted(number: float, unit: str) -> str:
    digits = 2 if unit in {"", "s"} else 0
    return f"{number:,.{digits}f} {unit}".strip()


def _verdict(goal: Goal) -> str:
    return "reached" if goal.is_met else "**missed**"
