"""The editor's command: check an edition, see what became of a source, quote a passage."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition import __version__
from edition.annotations.anchor import AnchoringError, describe, find_quote
from edition.annotations.passages import outside_text
from edition.diagnostics import Code, Severity, did_you_mean
from edition.edition import load, open_document
from edition.ledger import LEDGER
from edition.links import no_document
from edition.packs.checks import unknown_pages
from edition.packs.states import with_state
from edition.pages import page_specs
from edition.render.account import render_account
from edition.render.pack_account import account_of_pack
from edition.render.words import count
from edition.schema import TextQuoteSelector
from edition.site_check import check_site
from edition.sources import page_names, write_addresses
from edition.store import CACHE, usable_cache
from edition.units import Workshop
from edition.workers import core_count

if TYPE_CHECKING:
    from edition.typeset import ReadDocument

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The edition's folder, which holds sources/; by default the one you are in.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="edition")
def main() -> None:
    """Check an annotated edition and look into its sources."""


@main.command()
@ROOT
def check(root: Path) -> None:
    """Check every file under sources/ and print a line for each problem.

    Ends with exit code 1 where there is an error. A strict build also stops at warnings, and reads docs/.
    """
    edition, problems = load(root, _workshop(root))
    names = [*(page.name for page in page_specs(edition)), *page_names(root / "docs")]
    problems += tuple(unknown_pages(edition.packs, names))
    for problem in problems:
        click.echo(f"{problem.severity}: {problem}")
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    annotations = sum(len(document.anchored) for document in edition.documents)
    click.echo(
        f"{count(len(edition.documents), 'document')}, {count(annotations, 'annotation')} in place, "
        f"{count(len(edition.links), 'link')}, {count(errors, 'error')}"
    )
    if errors:
        raise SystemExit(1)


@main.command()
@click.argument("document")
@ROOT
def account(document: str, root: Path) -> None:
    """Print what became of every line of a DOCUMENT's source."""
    part = _open(document, root).part
    for line in render_account(part.content(), part.counted()):
        click.echo(line)


@main.command()
@click.argument("document")
@click.argument("words")
@click.option("--prefix", default="", help="What stands directly before the words.")
@click.option("--suffix", default="", help="What stands directly behind them.")
@ROOT
def quote(document: str, words: str, prefix: str, suffix: str, root: Path) -> None:
    """Find WORDS in a DOCUMENT and print an entry for the file of its annotations."""
    opened = _open(document, root).document
    body = opened.document.body
    text = body.content
    sought = TextQuoteSelector(exact=words, prefix=prefix, suffix=suffix)
    try:
        span = find_quote(text, sought, page_of=body.page_at)
        selector = describe(text, span)
    except (AnchoringError, ValueError) as error:
        raise click.ClickException(outside_text(opened.document, words) or str(error)) from None
    click.echo(f"# {opened.annotations_path}")
    page = body.page_at(span.start)
    if page:
        click.echo(f"# page {page}")
    click.echo("- id: choose-a-name")
    for key in ("exact", "prefix", "suffix"):
        if value := getattr(selector, key).replace("\n", " "):
            # A string of JSON is a string of YAML.
            click.echo(f"  {key}: {json.dumps(value, ensure_ascii=False)}")
    click.echo("  note: |\n    What a reader should know, and the source that says so.")


@main.command("pack")
@click.argument("name")
@click.option("--state", "writes", is_flag=True, help="Write the edition's state of today into the pack.")
@ROOT
def describe_pack(name: str, root: Path, *, writes: bool) -> None:
    """Print what the pack NAME holds, and what has changed in its documents since it was made."""
    edition, problems = load(root, _workshop(root))
    pack = next((one for one in edition.packs if one.name == name), None)
    path = f"docs/packs/{name}.md"
    wrong = [str(one) for one in problems if one.location.path == path and one.severity is Severity.ERROR]
    if pack is None or wrong:
        names = [one.name for one in edition.packs]
        remedy = did_you_mean(name, names, f"the packs are {', '.join(names) or 'none'}")
        raise click.ClickException("\n".join(wrong) or f"there is no pack {name!r}; {remedy}")
    if writes:
        states = {one: edition.by_id[one].state for one in pack.documents}
        file = root / path
        file.write_bytes(with_state(file.read_bytes(), datetime.now(UTC).date().isoformat(), states))
        click.echo(f"{path}: the state of today is written")
        return
    for line in account_of_pack(edition, pack):
        click.echo(line)


@main.command()
@click.option("--write", "is_written", is_flag=True, help="Add new addresses to sources/addresses.txt.")
@ROOT
def addresses(root: Path, *, is_written: bool) -> None:
    """Tell which addresses are published, which are new, and which would be lost.

    Ends with exit code 1 where one would be lost. With --write, the ledger takes the new ones in, unless
    there is an error in the edition; it drops none.
    """
    edition, problems = load(root, _workshop(root))
    wrong = [str(problem) for problem in problems if problem.severity is Severity.ERROR]
    if is_written and wrong:
        click.echo("\n".join(wrong), err=True)
        message = (
            f"nothing is written while there {_are(len(wrong))}: a slip would become an address for ever"
        )
        raise click.ClickException(message)
    for line in edition.moves.fresh():
        click.echo(f"new: {line}")
    if is_written:
        write_addresses(root, edition.moves.ledger())
        edition, problems = load(root, _workshop(root))
    codes = {Code.ADDRESS_LOST, Code.ADDRESSES_NEW, Code.LEDGER_MALFORMED}
    told = [problem for problem in problems if problem.code in codes]
    for problem in told:
        click.echo(f"{problem.severity}: {problem}")
    noun = "address" if edition.moves.count == 1 else "addresses"
    click.echo(f"{edition.moves.count} {noun} in {LEDGER}")
    if is_written:
        click.echo(f"until they are published, `git checkout {LEDGER}` takes the new ones back")
    if any(problem.severity is Severity.ERROR for problem in told):
        raise SystemExit(1)


@main.command("check-site")
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--address",
    default="",
    help="The site's own address (site_url); by default that which its first page gives.",
)
@ROOT
def check_built_site(site: Path, address: str, root: Path) -> None:
    """Check that every link on a built SITE lands on an element, and that every document has its page."""
    names = list(load(root, _workshop(root))[0].by_id)
    problems = check_site(site, documents=names, address=address or _address(site))
    for problem in problems:
        click.echo(str(problem))
    click.echo(count(len(problems), "problem"))
    if problems:
        raise SystemExit(1)


def _are(errors: int) -> str:
    return "is an error" if errors == 1 else f"are {errors} errors"


def _address(site: Path) -> str:
    """Return the address that a built site gives as its own, on its first page, or nothing."""
    home = site / "index.html"
    canonical = _CANONICAL.search(home.read_text(encoding="utf-8")) if home.is_file() else None
    return canonical[1].removesuffix("index.html") if canonical else ""


def _workshop(root: Path) -> Workshop:
    """Return a workshop that takes from builds what they have kept, and keeps for them what it makes."""
    return Workshop(cache=usable_cache(root / CACHE), workers=core_count(), is_searched=True)


def _open(document: str, root: Path) -> ReadDocument:
    """Return a document and what was made of it; problems elsewhere do not matter here."""
    opened, problems = open_document(root, document)
    if opened:
        return opened
    found = [str(problem) for problem in problems]
    raise click.ClickException(
        "\n".join(found) or no_document(document, load(root, _workshop(root))[0].by_id)
    )
