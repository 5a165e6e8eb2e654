"""How long ten thousand annotations of one document of five hundred pages take to resolve, stage by stage.

    .venv/bin/python -m scripts.benchmark.annotations [--pages 500] [--entries 10000] [--profile]

The document is made of words with the frequencies of prose, so that short quotations occur hundreds of times.
Times are of the processor, so that a busy machine does not change them much.
"""

from __future__ import annotations

import cProfile
import json
import pstats
import random
import tempfile
import time
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from edition import edition
from edition.addresses import place_rows
from edition.annotations.anchor import AnchoringError, find_quote
from edition.annotations.fold import fold
from edition.annotations.notes import render_note
from edition.render.galley import render_galley
from edition.schema import Annotation
from edition.sources import find_folders, read_folder
from edition.yaml_files import load_list
from edition.yaml_files.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.annotations.fold import FoldedText
    from edition.annotations.passages import AnnotatedDocument
    from edition.model import Document

_T = TypeVar("_T")
_WORDS_ON_A_PAGE = 400
_ID = "long"
_FIRST_WORDS = [
    "the",
    "of",
    "to",
    "and",
    "that",
    "in",
    "would",
    "a",
    "we",
    "was",
    "on",
    "it",
    "is",
    "for",
    "be",
    "with",
    "not",
    "he",
    "as",
    "by",
]


@click.command(help=__doc__)
@click.option("--pages", default=500, show_default=True)
@click.option("--entries", default=10_000, show_default=True)
@click.option("--wrong", default=100, show_default=True)
@click.option("--profile", is_flag=True, help="Say which functions take the time.")
def main(*, pages: int, entries: int, wrong: int, profile: bool) -> None:
    """Write an edition with the given measures, load it, and print what each stage costs."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_edition(root, pages, entries, wrong)
        profiler = cProfile.Profile()
        if profile:
            profiler.enable()
        spent, (_, problems) = _timed(lambda: edition.load(root))
        profiler.disable()
        click.echo(f"{pages} pages, {entries} entries: {len(problems)} problems")
        for code, number in sorted(Counter(str(problem.code) for problem in problems).items()):
            click.echo(f"    {number:6} {code}")
        longest = max((str(problem) for problem in problems), key=len, default="")
        click.echo(f"the longest message has {len(longest)} characters")
        click.echo(f"{spent:8.2f} s  the whole edition is loaded")
        if profile:
            pstats.Stats(profiler).sort_stats("cumulative").print_stats(60)
        else:
            _measure_stages(root)


def write_edition(root: Path, pages: int, entries: int, wrong: int) -> None:
    """Write an edition of one document with annotations of every kind, the last `wrong` of them wrong."""
    chance = random.Random(1)  # noqa: S311 - no secret
    folder = root / "sources" / _ID
    folder.mkdir(parents=True)
    (folder / "source.txt").write_text(_source(chance, pages), encoding="utf-8")
    (root / "sources" / "threads.yml").write_text("- {id: cuba, title: Cuba}\n", encoding="utf-8")
    text = _document(root).document
    written = [_entry(chance, text, number, entries) for number in range(entries - wrong)]
    written += [_wrong_entry(chance, text, number) for number in range(wrong)]
    annotations = "".join(_as_yaml(entry) for entry in written)
    (folder / "annotations.yml").write_text(annotations, encoding="utf-8")


def _timed(work: Callable[[], _T]) -> tuple[float, _T]:
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def _measure_stages(root: Path) -> None:
    """Print what each stage of loading costs by itself."""
    yaml_text = (root / "sources" / _ID / "annotations.yml").read_text(encoding="utf-8")
    _print("YAML is parsed", lambda: parse(yaml_text))
    entries = _print("YAML is parsed and validated", lambda: load_list(yaml_text, "a.yml", Annotation))[0]
    _print("every file is read", lambda: read_folder(*find_folders(root)))
    document = _print("every file is read, and the document read and annotated", lambda: _document(root))
    text = _print("the text is folded", lambda: fold(document.document.text))
    _print("its words are listed", lambda: text.words)
    _print("every passage is found or not", lambda: [_is_found(text, entry) for entry in entries])
    render_note.cache_clear()
    _print("the notes are rendered", lambda: [render_note(entry.note) for entry in entries])
    rows = _print("its places are listed", lambda: place_rows(document))
    _print("the page is set", lambda: render_galley(document, "A title", rows))


def _document(root: Path) -> AnnotatedDocument:
    opened, problems = edition.open_document(root, _ID)
    if opened is None:
        raise click.ClickException("\n".join(map(str, problems)))
    return opened.document


def _is_found(text: FoldedText, entry: Annotation) -> bool:
    try:
        find_quote(text, entry.target)
    except AnchoringError:
        return False
    return True


def _print(name: str, work: Callable[[], _T]) -> _T:
    spent, result = _timed(work)
    click.echo(f"{spent:8.2f} s  {name}")
    return result


def _source(chance: random.Random, pages: int) -> str:
    """Return a text with pages, paragraphs and notes; its words are as frequent as those of prose."""
    rare = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(3, 10))) for _ in range(12_000)]
    vocabulary = list(dict.fromkeys([*_FIRST_WORDS, *rare]))
    weights = list(accumulate(1 / rank for rank in range(2, len(vocabulary) + 2)))
    lines = ["1. Memorandum From Rusk to Ball", ""]
    for page in range(1, pages + 1):
        words = chance.choices(vocabulary, cum_weights=weights, k=_WORDS_ON_A_PAGE)
        words[200:200] = ["\n\nThe", "king’s"]
        words[100:100] = [f"called.{page}\n\nThen"]
        lines += [f"[Page {page}]", "", " ".join(words).capitalize() + ".", ""]
    lines += [f"    {page}. See the telegram of page {page}." for page in range(1, pages + 1)]
    return "\n".join(lines) + "\n"


def _entry(chance: random.Random, document: Document, number: int, entries: int) -> dict[str, object]:
    """Return an entry about a passage of its own stretch of the text."""
    stretch = (len(document.text) - 5000) // entries
    words = document.text[number * stretch : number * stretch + 4000].split(" ")[1:]
    before = chance.randint(3, 6)
    entry: dict[str, object] = {"id": f"entry-{number}"}
    if number % 3 == 0:
        entry["prefix"], entry["exact"] = " ".join(words[:before]), words[before]
        entry["suffix"] = " ".join(words[before + 1 : 2 * before + 1])
    elif number % 3 == 1:
        entry["exact"] = " ".join(words[: before + 3])
    else:
        entry["exact"] = " ".join(words[: chance.choice([8, 20, 60, 300])])
    return entry | _body(chance, document, number)


def _body(chance: random.Random, document: Document, number: int) -> dict[str, object]:
    """Return what an entry says about its passage."""
    said = f"[what was said](#entry-{number // 2})"
    comment = f"See *page {number}*, and {said} of **it**.\n\n> {number} words\n"
    if number % 6 == 0:
        return {"correction": f"reading {number}"}
    if number % 3:
        return {"note": comment, "threads": ["cuba"], "creator": "editors"}
    pages, paragraphs = len(document.body.page_breaks), len(document.body.paragraphs())
    fragments = [
        f"#pg_{chance.randint(1, pages)}",
        f"#p{chance.randint(1, paragraphs)}",
        f"#fn{chance.randint(1, max(len(document.notes), 1))}",
        f"#entry-{chance.randrange(number + 1)}",
    ]
    link = {"to": _ID + chance.choice(fragments), "relation": "answers", "why": "It says so."}
    return {"links": [link], "question": f"What does [this]({link['to']}) say?"}


def _wrong_entry(chance: random.Random, document: Document, number: int) -> dict[str, object]:
    """Return an entry with a slip in its words or its link, or whose words are in many places."""
    start = document.text.index(" ", chance.randrange(len(document.text) - 2000)) + 1
    words = document.text[start : start + 400].split(" ")[:12]
    entry: dict[str, object] = {"id": f"wrong-{number}", "note": "A comment."}
    match number % 4:
        case 0:
            words[chance.randrange(12)] += "x"
            return entry | {"exact": " ".join(words)}
        case 1:
            return entry | {"exact": chance.choice(_FIRST_WORDS)}
        case 2:
            return entry | {"exact": words[3], "prefix": "nobody ever wrote"}
        case _:
            link = {"to": f"{_ID}#entri-{number}", "relation": "answers", "why": "It says so."}
            return entry | {"exact": " ".join(words), "links": [link]}


def _as_yaml(entry: dict[str, object]) -> str:
    """Return an entry as an editor writes it; a comment of several lines as a block."""
    lines = []
    for key, value in entry.items():
        if key == "note" and isinstance(value, str) and "\n" in value:
            lines.append("note: |\n" + "".join(f"    {line}\n" for line in value.splitlines()))
        else:
            lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}\n")
    return "- " + "  ".join(lines)


if __name__ == "__main__":
    main()
