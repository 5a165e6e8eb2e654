"""The editor's guide does what it says: its files fit, its commands exist, its problems are printed so."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from edition import yaml_files
from edition.cli import main
from edition.diagnostics import Code, Severity
from edition.edition import load
from edition.plugin import Options
from edition.schema import Annotation, Entity, Metadata, PlaceEntity, Thread
from edition.site_check import check_site
from tests.harness import ROOT, build
from tests.images import JPEG, PNG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GUIDE = ROOT / "docs/guide"
PAGES = (*sorted(GUIDE.glob("*.md")), ROOT / "README.md")
LISTS: dict[str, type[Annotation | Entity | Thread]] = {
    "annotations.yml": Annotation,
    "threads.yml": Thread,
    **dict.fromkeys(("people.yml", "bodies.yml", "terms.yml"), Entity),
    "places.yml": PlaceEntity,
}
ENTRY = re.compile(r"^### (\S+)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(
    r"""^```(?P<kind>\w+)(?: title=(?P<quote>["'])(?P<title>.+?)(?P=quote))?\n(?P<text>.*?)^```$""",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A block of the guide: what it is written in, the file or command that it names, its text."""

    page: str
    kind: str
    title: str
    text: str


def examples() -> Iterator[Example]:
    """Yield every block of the guide and the README, in order."""
    for page in PAGES:
        for found in BLOCK.finditer(page.read_text(encoding="utf-8")):
            yield Example(page.name, found["kind"], found["title"] or "", found["text"])


def problem_entries() -> dict[str, str]:
    """Return what the guide says of each code."""
    return dict(ENTRY.findall((GUIDE / "problems.md").read_text(encoding="utf-8")))


def follow_the_guide(root: Path) -> None:
    """Write every file that the guide shows into an edition: lists go on, other files are new."""
    for example in examples():
        if not example.title.startswith(("sources/", "docs/")):
            continue
        path = root / example.title
        path.parent.mkdir(exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + example.text, encoding="utf-8")


@pytest.fixture
def guided(edition_copy: Path) -> Path:
    """Return a copy of the edition in which an editor has done all that the guide shows."""
    follow_the_guide(edition_copy)
    return edition_copy


def test_every_code_has_its_entry_and_no_other() -> None:
    assert sorted(problem_entries()) == sorted(Code)


def files_of_editors() -> tuple[Example, ...]:
    """Return the blocks of YAML that are, or could be, part of a file of the editors."""
    return tuple(
        example
        for example in examples()
        if example.kind == "yaml" and example.title != "mkdocs.yml" and "site_name" not in example.text
    )


@pytest.mark.parametrize(
    "example", files_of_editors(), ids=lambda example: f"{example.page}: {example.title}"
)
def test_every_yaml_of_the_guide_fits_its_kind_of_file(example: Example) -> None:
    """A block that names no file is of annotations where it is a list, and of metadata otherwise."""
    name = example.title.rpartition("/")[2]
    is_list = example.text.startswith(("-", "#"))
    if name in LISTS or "/annotations/" in example.title or (not name and is_list):
        problems = yaml_files.load_list(example.text, name, LISTS.get(name, Annotation))[2]
    elif name == "redirects.yml":
        problems = yaml_files.load_redirects(example.text, name)[1]
    else:
        problems = yaml_files.load(example.text, name, Metadata)[1]
    assert problems == []


def test_whoever_does_all_that_the_guide_shows_has_no_problem(guided: Path) -> None:
    edition, problems = load(guided)
    assert [str(problem) for problem in problems if problem.severity is not Severity.NOTICE] == []
    shown = {example.title.split("/")[1] for example in examples() if example.title.endswith("source.txt")}
    assert (
        shown == {"sample-memorandum", "sample-telegram"} <= {document.id for document in edition.documents}
    )


def test_the_commands_print_what_the_guide_shows(edition_copy: Path) -> None:
    """Where the guide shows an answer, only the sources of its examples have been written."""
    for example in examples():
        if example.title.endswith("source.txt"):
            path = edition_copy / example.title
            path.parent.mkdir()
            path.write_text(example.text, encoding="utf-8")
    for example in examples():
        if example.title.startswith("edition ") and "edition pack" not in example.title:
            printed = run_edition(edition_copy, *shlex.split(example.title)[1:])
            assert [line for line in example.text.splitlines() if line not in ["…", *printed]] == []


def test_a_pack_holds_what_the_guide_says(guided: Path) -> None:
    shown = {example.title: example.text for example in examples()}["edition pack road-to-berlin"]
    assert run_edition(guided, "pack", "road-to-berlin") == shown.splitlines()
    run_edition(guided, "pack", "road-to-berlin", "--state")
    assert run_edition(guided, "pack", "road-to-berlin")[-1].endswith("as they were then.")


def run_edition(root: Path, *arguments: str) -> list[str]:
    """Return the lines that an `edition` command prints."""
    ran = CliRunner().invoke(main, [*arguments, "--root", str(root)])
    assert isinstance(ran.exception, SystemExit | None), ran.exception
    return ran.output.splitlines()


def test_every_command_that_the_guide_names_exists() -> None:
    prose = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"`(?:\.venv/bin/)?edition ([a-z][a-z-]*)", prose))
    scripts = set(re.findall(r"\bscripts/([a-z]+)\b", prose))
    assert named <= set(main.commands), named
    assert scripts <= {path.name for path in (ROOT / "scripts").iterdir()}, scripts


def test_every_schema_that_a_file_names_exists() -> None:
    files = [
        path
        for path in ROOT.glob("sources/**/*.yml")
        if path.read_text(encoding="utf-8").startswith("# yaml")
    ]
    named = {
        path: path.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2] for path in files
    }
    assert [str(path) for path, schema in named.items() if not (path.parent / schema).is_file()] == []


VOLUME = "sources/sample-volume/source.xml"
PACK = "docs/packs/road-to-berlin.md"
TELEGRAM, MEMORANDUM = "sources/sample-telegram", "sources/sample-memorandum"


@dataclass(frozen=True, slots=True)
class Slip:
    """One mistake in the edition of the guide: a file, what stands there, what is written instead.

    Where nothing stands there, the file is new or goes on; where nothing is written, it is taken away.
    """

    path: str
    old: str = ""
    new: str | bytes = ""


def entry(keys: str) -> Slip:
    """Return the slip of adding an annotation to the telegram of the guide."""
    return Slip(f"{TELEGRAM}/annotations.yml", new=f"- id: the-road\n  exact: THE ROAD TO BERLIN\n{keys}")


def metadata(keys: str, folder: str = TELEGRAM) -> Slip:
    """Return the slip of adding to what is known of a document."""
    return Slip(f"{folder}/metadata.yml", new=keys)


LINK = "  links:\n    - to: {}\n      relation: takes-up\n      why: The same road.\n"
BODIES = "# yaml-language-server: $schema=../plugins/edition/schemas/bodies.schema.json\n"
SHELL = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div><head>A</head></div></body></text></TEI>'
SLIPS: dict[str, Slip | tuple[Slip, ...]] = {
    "address-lost": Slip(f"{TELEGRAM}/annotations.yml", "- id: road-to-berlin", "- id: the-road"),
    "address-moved": (
        entry(LINK.format("excomm-24#two-records-of-it")),
        Slip("sources/redirects.yml", new="excomm-24#two-records-of-it: excomm-24#two-records\n"),
    ),
    "addresses-new": entry("  note: A note.\n"),
    "annotation-empty": entry(""),
    "correction-across-blocks": Slip(
        f"{MEMORANDUM}/annotations.yml",
        new="- {id: both, exact: little about them. I have asked, correction: little. I have asked}\n",
    ),
    "corrections-overlap": Slip(
        f"{TELEGRAM}/annotations.yml",
        new="- {id: one, exact: THE ROAD TO BERLIN, correction: THE WAY TO BERLIN}\n"
        "- {id: two, exact: BERLIN WERE BLOCKED, correction: BERLIN WAS BLOCKED}\n",
    ),
    "date-disagrees": Slip(VOLUME, "April 2, 1962", "February 4, 1962"),
    "date-malformed": Slip(VOLUME, "1962-04-02", "1962-04-31"),
    "document-id": Slip("sources/Sample Telegram 2/source.txt", new="A telegram.\n"),
    "document-nameless": Slip(VOLUME, ' xml:id="d1"', ' rend="first"'),
    "document-unknown": entry(LINK.format("excom-24#p3")),
    "documents-none": Slip("sources/sample-letter/source.xml", new=SHELL),
    "element-unknown": Slip(VOLUME, "the road is open", "the <uh-oh>road</uh-oh> is open"),
    "entity-unknown": entry("  entity: kenedy\n"),
    "evidence-not-found": Slip(f"{TELEGRAM}/metadata.yml", "evidence: FROM PARIS", "evidence: FROM BONN"),
    "file-unknown": Slip(f"{TELEGRAM}/anotations.yml", new="[]"),
    "form-ambiguous": Slip(
        "sources/bodies.yml",
        BODIES,
        f"{BODIES}- id: german-ministry\n  name: A ministry\n  forms: [FOREIGN MINISTER]\n"
        "- id: french-ministry\n  name: Another ministry\n  forms: [FOREIGN MINISTER]\n",
    ),
    "form-unused": Slip(
        "sources/bodies.yml",
        BODIES,
        f"{BODIES}- id: foreign-office\n  name: Foreign Office\n  forms: [FOREING OFFICE]\n",
    ),
    "format-unknown": metadata("format: telegram\n"),
    "id-duplicate": Slip(
        f"{TELEGRAM}/annotations.yml",
        new="- id: road-to-berlin\n  exact: FOREIGN MINISTER ASKED FOR TIME\n  note: He had none.\n",
    ),
    "id-reserved": Slip(f"{TELEGRAM}/annotations.yml", "- id: road-to-berlin", "- id: p1"),
    "key-duplicate": entry("  note: A first note.\n  note: A second note.\n"),
    "key-missing": Slip(
        f"{TELEGRAM}/annotations.yml", "  exact: IF THE ROAD TO BERLIN WERE BLOCKED AGAIN\n", "\n"
    ),
    "key-unknown": entry("  notes: The Autobahn.\n"),
    "ledger-malformed": Slip("sources/addresses.txt", new="sample telegram\n"),
    "line-ambiguous": metadata("  - kind: classification\n    text: SECRET\n"),
    "line-not-found": Slip(f"{TELEGRAM}/metadata.yml", "SEEN BY 12", "SEEN BY 21"),
    "not-a-document": Slip(
        "sources/sample-page/source.html",
        new='<link rel="canonical" href="https://history.state.gov/historicaldocuments/frus1961-63v15/ch3">',
    ),
    "not-tei": Slip(VOLUME, ' xmlns="http://www.tei-c.org/ns/1.0"', ' xml:lang="en"'),
    "note-missing": Slip(
        f"{MEMORANDUM}/metadata.yml",
        'missing-notes:\n  "3": The page from which the text was copied ends with note 2.\n',
        "\n",
    ),
    "note-reference-ambiguous": Slip(
        f"{MEMORANDUM}/metadata.yml",
        'note-references:\n  - note: "2"\n    after: memorandum of November 1\n',
        "\n",
    ),
    "note-reference-inferred": Slip(
        f"{MEMORANDUM}/metadata.yml",
        'note-references:\n  - note: "2"\n    after: memorandum of November 1\n',
        'note-references:\n  - figure: "22"\n    after: on November\n',
    ),
    "note-reference-not-found": Slip(f"{MEMORANDUM}/metadata.yml", "of November 1\n", "of October 1\n"),
    "note-unreferenced": Slip(f"{MEMORANDUM}/source.txt", "Kennedy1", "Kennedy"),
    "offset-disagrees": Slip(
        f"{TELEGRAM}/metadata.yml",
        '09:00\n  evidence: "NO: SECTO 99, DECEMBER 14, 9 AM"\n'
        "  supplied: The number line has no year; it is that of the receipt stamp.\n",
        "09:00+02:00\n",
    ),
    "offset-unknown": (
        Slip(f"{MEMORANDUM}/metadata.yml", "value: 1962-12-03", "value: 1962-12-03T10:00"),
        Slip(f"{MEMORANDUM}/metadata.yml", "value: Washington", "value: Oslo"),
        Slip("sources/places.yml", new="- {id: oslo, name: Oslo, time-zone: Europe/Oslo}\n"),
    ),
    "pack-front-matter": Slip("docs/packs/the-minister.md", new="# The minister\n"),
    "pack-name": Slip("docs/packs/The Minister.md", new="---\n---\n"),
    "page-image-twice": (
        Slip(f"{MEMORANDUM}/pages/412.jpg", new=JPEG),
        Slip(f"{MEMORANDUM}/pages/412.png", new=PNG),
    ),
    "page-image-type": Slip(f"{MEMORANDUM}/pages/412.tif", new=b"II*\0"),
    "page-image-unknown": Slip(f"{MEMORANDUM}/pages/422.jpg", new=JPEG),
    "page-image-unreadable": Slip(f"{MEMORANDUM}/pages/412.jpg", new=JPEG[:20]),
    "page-repeated": Slip(f"{MEMORANDUM}/source.txt", "I have asked", "[Page 412] I have asked"),
    "page-taken": Slip("docs/documents/sample-telegram.md", new="# A telegram\n"),
    "passage-repeated": Slip(PACK, "Then read the telegram.", "[[telegram]]"),
    "passage-unknown": Slip(PACK, "[[telegram]]", "[[telegramm]]"),
    "quote-ambiguous": Slip(
        f"{TELEGRAM}/annotations.yml", new="- id: the-minister\n  exact: FOREIGN MINISTER\n  note: Who?\n"
    ),
    "quote-not-found": Slip(
        f"{TELEGRAM}/annotations.yml",
        new="- id: asked\n  exact: FOREIGN MINISTER ASKS FOR TIME\n  note: Why?\n",
    ),
    "range-reversed": Slip(PACK, "pages: 1-2", "pages: 2-1"),
    "redirect-chain": Slip(
        "sources/redirects.yml",
        new=b"sample-telegram#road: sample-telegram#a-road\n"
        b"sample-telegram#a-road: sample-telegram#road-to-berlin\n",
    ),
    "redirect-unknown": Slip(
        "sources/redirects.yml", new=b"sample-telegram#road: sample-telegram#road-to-berlni\n"
    ),
    "redirect-unneeded": Slip(
        "sources/redirects.yml", new=b"sample-telegram#road-to-berlin: sample-telegram#p1\n"
    ),
    "reference-dangling": Slip("sources/sample-volume/source.xml", 'target="#d1"', 'target="#d9"'),
    "reference-malformed": Slip("sources/sample-volume/source.xml", 'target="#d1"', 'target="d1"'),
    "site-address-missing": Slip(f"{MEMORANDUM}/pages/412.jpg", new=JPEG),
    "source-character": Slip(f"{TELEGRAM}/source.txt", "44-7", "44\x007"),
    "source-empty": Slip("sources/sample-letter/source.txt", new="\n"),
    "source-encoding": Slip("sources/sample-letter/source.txt", new="A café in Paris.\n".encode("latin-1")),
    "source-missing": Slip(f"{TELEGRAM}/source.txt"),
    "source-twice": Slip(f"{TELEGRAM}/source.html", new="<p>A telegram.</p>\n"),
    "target-unknown": entry(LINK.format("excomm-24#pg_6")),
    "thread-unknown": entry("  threads: [berlni]\n"),
    "unsafe-html": entry('  note: Red, <font color="red">very red</font>.\n'),
    "value-invalid": entry(LINK.format("excomm-24#p3").replace("takes-up", "take-up")),
    "xml-entity": Slip(VOLUME, "<head>1. Memorandum", "<head>1. Memorandum &mdash;"),
    "xml-id-duplicate": Slip(VOLUME, 'xml:id="d2"', 'xml:id="d1"'),
    "xml-malformed": Slip(VOLUME, "    </front>", "      <div></front>"),
    "yaml-malformed": entry("  note: The Autobahn: a road.\n"),
}
SITE = {
    "document-missing": "<p>{}</p>",
    "link-broken": '<article data-document="{}"><a href="../../threads/berlni/">Berlin</a></article>',
    "request-foreign": '<article data-document="{}"><img src="https://example.org/seal.png"></article>',
}


def make(slip: Slip, root: Path) -> None:
    """Make a mistake in an edition."""
    path = root / slip.path
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    assert slip.old in before, slip
    if not slip.new:
        path.unlink()
    elif isinstance(slip.new, bytes):
        path.write_bytes(slip.new)
    else:
        path.write_text(
            before.replace(slip.old, slip.new) if slip.old else before + slip.new, encoding="utf-8"
        )


def printed(code: str, root: Path) -> list[str]:
    """Return what is printed where the mistake that belongs to a code has been made."""
    if code in SITE:
        folder = root / "site/documents/sample-telegram"
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(SITE[code].format("sample-telegram"), encoding="utf-8")
        return [str(problem) for problem in check_site(root / "site", documents=["sample-telegram"])]
    if code in {"address-lost", "addresses-new"}:
        run_edition(root, "addresses", "--write")
    slips = SLIPS[code]
    for slip in slips if isinstance(slips, tuple) else (slips,):
        make(slip, root)
    if code in {"page-taken", "site-address-missing"}:
        return [line.strip() for line in build(root).stderr.splitlines()]
    return run_edition(root, "check")


@pytest.mark.parametrize("code", Code)
def test_a_problem_is_printed_as_the_guide_shows_it(code: Code, guided: Path) -> None:
    shown = re.findall(r"^`(.*)`$", problem_entries()[code], re.MULTILINE)
    assert len(shown) == 1, shown
    lines = printed(code, guided)
    assert any(line.endswith(shown[0]) for line in lines), lines


def test_every_option_of_the_plugin_stands_in_the_one_table_of_them() -> None:
    text = (GUIDE / "threads.md").read_text(encoding="utf-8")
    table = text.partition("## Options of the plugin")[2]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(Options())


ADDRESS = re.compile(r"`((?:documents|parallel)/[^`]*)`")


def test_every_address_that_teachers_are_shown_is_one_of_the_site(site: Path) -> None:
    statement = (ROOT / "docs/editorial-statement.md").read_text(encoding="utf-8")
    shown = ADDRESS.findall(statement.partition("## Addresses")[2].partition("## Citing")[0])
    assert len(shown) > 10
    for address in shown:
        path, _, fragment = address.partition("#")
        page = (site / path.partition("?")[0] / "index.html").read_text(encoding="utf-8")
        assert not fragment or f'id="{fragment}"' in page, address
