"""The command behind `scripts/bench`."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click
from playwright.sync_api import Error as BrowserError

from scripts.benchmark import sites
from scripts.benchmark.browser import SearchForm, chromium, search
from scripts.benchmark.corpus import enough, read_volumes
from scripts.benchmark.machine import machine, versions
from scripts.benchmark.measure import CommandFailedError, measure
from scripts.benchmark.report import Report, SearchResult, as_markdown, write_results
from scripts.benchmark.rounds import build_in_turn, faithfulness, missing_pages, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scripts.benchmark.corpus import Volume
    from scripts.benchmark.rounds import Faithfulness, Result
    from scripts.benchmark.sites import Site

_ROOT = Path(__file__).parents[2]
_PAGE = _ROOT / "docs/guide/speed.md"
_VOLUMES = _ROOT.parent / "shared/tei/volumes"
_TOOLS = (sites.EDITION, sites.MATERIAL, sites.HUGO)
_SIZES = "250,1000,4000,10000"
# Where every document has a folder of its own, a second number is measured, at one size only.
_FOLDERS_AT, _SEARCHED_AT, _ONCE_ABOVE = 1_000, 4_000, 4_000
_IDLE = 0.5  # processes that wait for a processor, on the average of a minute
_FORMS = {
    sites.EDITION: SearchForm(page="search/", field=".edition-search [name=q]", result=".edition-hits > *"),
    sites.MATERIAL: SearchForm(page="", field=".md-search__input", result=".md-search-result__item"),
}


@dataclass(slots=True)
class _Run:
    """A run while it goes on: where it writes, what it builds with, what it has found."""

    folder: Path
    volumes: tuple[Volume, ...]
    tools: tuple[str, ...]
    written: dict[tuple[str, int], Site] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)
    faithful: list[Faithfulness] = field(default_factory=list)
    searches: list[SearchResult] = field(default_factory=list)


def _sizes(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[int, ...]:
    """Read numbers with commas between them."""
    if not re.fullmatch(r"[1-9]\d*(,[1-9]\d*)*", value):
        raise click.BadParameter("write numbers of documents with commas between them: 250,1000")
    return tuple(sorted(map(int, value.split(","))))


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--sizes",
    default=_SIZES,
    callback=_sizes,
    show_default=True,
    help="How many documents, one after the other.",
)
@click.option(
    "--tool", "tools", multiple=True, type=click.Choice(_TOOLS), default=_TOOLS, help="Only this one."
)
@click.option(
    "--rounds", default=3, show_default=True, help="Builds of each kind; one above 4,000 documents."
)
@click.option("--quick", is_flag=True, help="One round, no search, no folders.")
@click.option("--volumes", default=_VOLUMES, type=click.Path(path_type=Path), help="Where the volumes are.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the sites in this folder.")
@click.option("--write", is_flag=True, help="Write the results into docs/guide/speed.md.")
def main(  # noqa: PLR0913  # an argument for each option
    *,
    sizes: tuple[int, ...],
    tools: tuple[str, ...],
    rounds: int,
    quick: bool,
    volumes: Path,
    keep: Path | None,
    write: bool,
) -> None:
    """Build the same documents with this engine, mkdocs-material and Hugo; print what each build costs.

    Everything is written into a temporary folder. All tools read the same texts: the volumes of FRUS in the
    folder --volumes, the edition as TEI, the others as Markdown. All of it takes about half an hour.
    """
    originals = read_volumes(volumes)
    if not originals:
        raise click.UsageError(f"no volumes (*.xml.gz) lie in {volumes}; name a folder with --volumes")
    failure: Exception | None = None
    with _folder(keep) as folder:
        run = _Run(folder=folder, volumes=originals, tools=tools)
        try:
            _compare(run, sizes, rounds=1 if quick else rounds, quick=quick)
        except (CommandFailedError, BrowserError) as error:
            failure = error  # what has been measured before is worth printing
    markdown = as_markdown(_report(run))
    click.echo(markdown)
    if failure is not None:
        raise click.ClickException(str(failure)) from failure
    if write:
        write_results(_PAGE, markdown)


def _report(run: _Run) -> Report:
    return Report(
        machine=machine(),
        versions=versions(),
        results=tuple(run.results),
        faithful=tuple(run.faithful),
        searches=tuple(run.searches),
    )


def _compare(run: _Run, sizes: tuple[int, ...], *, rounds: int, quick: bool) -> None:
    """Measure every size in turn, then search; the smallest size is also compared word by word."""
    if os.getloadavg()[0] > _IDLE:
        _tell("The machine is busy with something else: times on the clock will be too long.")
    for documents in sizes:
        volumes = tuple(enough(run.volumes, documents))
        folder = run.folder / f"{documents}"
        written = [_WRITERS[tool](folder, volumes) for tool in run.tools]
        if documents == sizes[0]:
            _warm_up(written)
        run.written |= {(site.tool, documents): site for site in written}
        turns = rounds if documents <= _ONCE_ABOVE else 1
        run.results += build_in_turn(written, documents, turns, _tell)
        _check_pages(written, volumes)
        if documents == sizes[0]:
            run.faithful += [faithfulness(site, volumes) for site in written]
        if documents == _FOLDERS_AT and not quick and sites.EDITION in run.tools:
            single = sites.write_edition_of_folders(folder / "folders", volumes)
            run.results += build_in_turn([single], documents, turns, _tell)
    searched = max((size for size in sizes if size <= _SEARCHED_AT), default=0)
    if searched and not quick and chromium():
        run.searches += [_search(run, tool, searched) for tool in run.tools if tool in _FORMS]


_WRITERS: dict[str, Callable[[Path, tuple[Volume, ...]], Site]] = {
    sites.EDITION: lambda folder, volumes: sites.write_edition(folder / "edition", volumes, search=False),
    sites.MATERIAL: lambda folder, volumes: sites.write_material(folder / "material", volumes, search=False),
    sites.HUGO: lambda folder, volumes: sites.write_hugo(folder / "hugo", volumes),
}


def _warm_up(written: list[Site]) -> None:
    """Build once without measuring, so that every tool's own files are in memory and compiled."""
    for site in written:
        site.clean()
        measure(site.command, folder=site.folder)


def _check_pages(written: list[Site], volumes: tuple[Volume, ...]) -> None:
    for site in written:
        if missing := missing_pages(site, volumes):
            raise click.ClickException(f"{site.tool} has made no page for {missing} documents")


def _search(run: _Run, tool: str, documents: int) -> SearchResult:
    """Build again with search, and search; what the index costs is what the build costs more."""
    volumes = tuple(enough(run.volumes, documents))
    folder = run.folder / f"{documents}-search/{tool}"
    write = sites.write_edition if tool == sites.EDITION else sites.write_material
    site = write(folder, volumes, search=True)
    plain = next(result for result in run.results if (result.tool, result.documents) == (tool, documents))
    [searched] = build_in_turn([site], documents, 1, _tell)
    size, files = weigh(site.output)
    document = site.page(volumes[0].id, volumes[0].documents[0].id).parent.relative_to(site.output)
    return SearchResult(
        tool=tool,
        documents=documents,
        index_seconds=searched.full.wall - plain.full.wall,
        index_cpu=searched.full.cpu - plain.full.cpu,
        unchanged_seconds=searched.unchanged.wall - plain.unchanged.wall,
        index_size=size - plain.size,
        index_files=files - plain.files,
        searches=tuple(
            search(site.output, run.written[tool, documents].output, _FORMS[tool], f"{document}/")
        ),
    )


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """Yield the folder to write into; one that nobody has asked to keep is taken away in the end."""
    if keep is not None:
        if keep.exists():
            raise click.UsageError(f"{keep} exists already; name a new folder with --keep")
        keep.mkdir(parents=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield Path(folder)


def _tell(line: str) -> None:
    """Say how far the run is, apart from its results."""
    click.echo(line, file=sys.stderr)


if __name__ == "__main__":
    main(prog_name="scripts/bench")
