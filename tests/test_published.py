"""Addresses that were published: each that an edit would lose is named, and led on it lands again."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from lxml import etree

from edition.cli import main
from edition.diagnostics import UNMERGED, Code, Diagnostic, Severity
from edition.edition import load
from edition.ledger import known_places, read_ledger
from edition.pages import moved_specs, page_specs
from edition.remains import ranges
from edition.site_check import check_site
from tests.harness import ROOT, build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LEDGER, REDIRECTS = "sources/addresses.txt", "sources/redirects.yml"
EXCOMM = "sources/excomm-24/source.txt"
NOTES = "sources/excomm-24/annotations.yml"
LOST = re.compile(r"the published address (\S+) would")
READY = re.compile(r"sources/redirects\.yml: (\S+: .+)$")


def change(edition: Path, path: str, *replacements: tuple[str, str]) -> None:
    """Replace words in a file of an edition; each of them stands there."""
    file = edition / path
    words = file.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in words, old
        words = words.replace(old, new)
    file.write_text(words, encoding="utf-8")


def rename_everywhere(edition: Path, old: str, new: str) -> None:
    """Replace a name wherever an editor has written it."""
    for path in [*edition.glob("**/*.yml"), *edition.glob("docs/**/*.md")]:
        words = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"\b{old}\b", new, words), encoding="utf-8")


def paragraphs(edition: Path, *openings: str) -> list[str]:
    """Return the blocks of a source that begin so."""
    blocks = (edition / EXCOMM).read_text(encoding="utf-8").split("\n\n")
    return [next(one for one in blocks if one.startswith(opening)) for opening in openings]


def rename_document(edition: Path) -> None:
    (edition / "sources/secto-8").rename(edition / "sources/secto-08")
    rename_everywhere(edition, "secto-8", "secto-08")


def delete_document(edition: Path) -> None:
    shutil.rmtree(edition / "sources/excomm-24")


def rename_annotation(edition: Path) -> None:
    rename_everywhere(edition, "two-records", "the-two-records")


def delete_annotation(edition: Path) -> None:
    notes = (edition / NOTES).read_text(encoding="utf-8")
    entry = re.search(r"^- id: cuban-camps\n(?:(?:  .*)?\n)+", notes, re.MULTILINE)
    assert entry
    change(edition, NOTES, (entry[0], ""))


def exchange_ids(edition: Path) -> None:
    change(edition, NOTES, ("id: cuban-camps", "id: \0"), ("id: two-records", "id: cuban-camps"))
    change(edition, NOTES, ("id: \0", "id: two-records"))


def exchange_paragraphs(edition: Path) -> None:
    first, second = paragraphs(
        edition, "Mr. McCloy suggested that we tell", "The President said he did not want"
    )
    change(edition, EXCOMM, (first, "\0"), (second, first), ("\0", second))


def delete_paragraph(edition: Path) -> None:
    change(edition, EXCOMM, (paragraphs(edition, "The President read the proposed")[0] + "\n\n", ""))


def mend_paragraph(edition: Path) -> None:
    change(edition, EXCOMM, ("raised again the question", "rised agian a question"))


def reorder_annotations(edition: Path) -> None:
    notes = (edition / NOTES).read_text(encoding="utf-8")
    head, *entries = re.split(r"^(?=- id:)", notes, flags=re.MULTILINE)
    (edition / NOTES).write_text(head + "".join(reversed(entries)), encoding="utf-8")


def number_page_otherwise(edition: Path) -> None:
    for name in ("source.txt", "metadata.yml"):
        change(edition, f"sources/frus1961-63v14-d214/{name}", ("[Page 588]", "[Page 589]"))


def rename_person(edition: Path) -> None:
    rename_everywhere(edition, "ball", "george-ball")


def delete_person(edition: Path) -> None:
    people = (edition / "sources/people.yml").read_text(encoding="utf-8")
    entry = re.search(r"^- id: ball\n(?:(?:  .*)?\n)+", people, re.MULTILINE)
    assert entry
    change(edition, "sources/people.yml", (entry[0], ""))


def rename_thread(edition: Path) -> None:
    rename_everywhere(edition, "congo", "zaire")
    (edition / "docs/threads/congo.md").rename(edition / "docs/threads/zaire.md")


def spoil(path: str) -> Callable[[Path], None]:
    """Return an edit that leaves a file which nobody can read."""

    def spoiled(edition: Path) -> None:
        with (edition / path).open("a", encoding="utf-8") as file:
            file.write("\n\t- [")

    return spoiled


def misquote(edition: Path) -> None:
    change(edition, NOTES, ("exact: NSC Executive Committee Meeting No. 24\n", "exact: NSC Committee 24\n"))


def sharpen_passage(edition: Path) -> None:
    change(edition, NOTES, ("exact: NSC Executive Committee Meeting No. 24\n", "exact: NSC Executive\n"))


def empty_source(edition: Path) -> None:
    (edition / EXCOMM).write_text("", encoding="utf-8")


AFTER = [f"excomm-24#p{number}" for number in range(31, 34)]
EDITS: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "a document is renamed": (rename_document, ["secto-8"]),
    "a document is deleted": (delete_document, ["excomm-24"]),
    "an annotation is renamed": (rename_annotation, ["excomm-24#two-records"]),
    "an annotation is deleted": (delete_annotation, ["excomm-24#cuban-camps"]),
    "two annotations exchange ids": (exchange_ids, ["excomm-24#cuban-camps", "excomm-24#two-records"]),
    "annotations are reordered": (reorder_annotations, []),
    "two paragraphs change places": (exchange_paragraphs, ["excomm-24#p14", "excomm-24#p15"]),
    "a paragraph is deleted": (delete_paragraph, AFTER),
    "a paragraph is mended": (mend_paragraph, []),
    "a page has another number": (number_page_otherwise, ["frus1961-63v14-d214#pg_588"]),
    "a person is renamed": (rename_person, ["people/ball"]),
    "a person is deleted": (delete_person, ["people/ball"]),
    "a thread is renamed": (rename_thread, ["threads/congo"]),
    "metadata cannot be read": (spoil("sources/secto-8/metadata.yml"), []),
    "annotations cannot be read": (spoil(NOTES), []),
    "persons cannot be read": (spoil("sources/people.yml"), []),
    "threads cannot be read": (spoil("sources/threads.yml"), []),
    "the words of an annotation are not found": (misquote, []),
    "a passage is sharpened": (sharpen_passage, []),
    "a source is empty": (empty_source, []),
}


def problems_of(edition: Path) -> list[Diagnostic]:
    return list(load(edition)[1])


def errors_of(edition: Path) -> list[Diagnostic]:
    return [one for one in problems_of(edition) if one.severity is Severity.ERROR]


def lost(problems: list[Diagnostic]) -> list[str]:
    """Return the addresses that a build would drop; each is named with its line in the ledger."""
    found = [problem for problem in problems if problem.code is Code.ADDRESS_LOST]
    assert {problem.location.path for problem in found} <= {LEDGER}
    return sorted(named[1] for problem in found if (named := LOST.search(problem.message)))


def suggested(problems: list[Diagnostic]) -> list[str]:
    """Return the lines that the messages give to be pasted."""
    return [
        ready[1]
        for problem in problems
        if problem.code is Code.ADDRESS_LOST and (ready := READY.search(problem.message))
    ]


def paste(edition: Path, lines: list[str]) -> None:
    with (edition / REDIRECTS).open("a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize(("edit", "expected"), EDITS.values(), ids=EDITS)
def test_each_address_that_an_edit_loses_is_named_with_all_that_is_needed(
    edition_copy: Path, edit: Callable[[Path], None], expected: list[str]
) -> None:
    edit(edition_copy)
    problems = problems_of(edition_copy)
    assert lost(problems) == expected
    lines = suggested(problems)
    assert len(lines) == len(expected)
    paste(edition_copy, lines)
    ours = [one for one in problems_of(edition_copy) if one.code.startswith(("address-", "redirect-"))]
    # What links to an address that is gone has to be mended by hand.
    assert [one for one in ours if one.code is not Code.ADDRESS_MOVED] == []


def test_an_edited_site_leads_every_old_address_on(edition_copy: Path) -> None:
    old = addresses(edition_copy)
    for edit in (
        rename_document,
        rename_annotation,
        delete_annotation,
        exchange_paragraphs,
        number_page_otherwise,
        rename_person,
        rename_thread,
    ):
        edit(edition_copy)
    paste(edition_copy, suggested(problems_of(edition_copy)))
    built = build(edition_copy)
    assert built.returncode == 0, built.stderr
    site = edition_copy / "site"
    assert [address for address in old if not lands(site, address)] == []
    wrong = check_site(site, documents=load(edition_copy)[0].by_id)
    assert [one for one in wrong if not one.location.path.startswith("site/packs/")] == []
    listed = (site / "addresses/index.html").read_text(encoding="utf-8")
    assert "<code>excomm-24#p14</code> is now <code>excomm-24#p15</code>: " in listed
    assert "secto-8/" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def addresses(edition: Path) -> list[str]:
    """Return every address of the ledger."""
    pages, _ = read_ledger((edition / LEDGER).read_bytes())
    places = [f"{page.name}#{one.fragment}" for page in pages.values() for one in known_places(page)[0]]
    return [*pages, *places]


def lands(site: Path, address: str) -> bool:
    """Whether an address of the ledger leads to an element of the site, as a reader with a script is led."""
    name, _, fragment = address.partition("#")
    page = site / (name if "/" in name else f"documents/{name}") / "index.html"
    html = page.read_text(encoding="utf-8")
    moved = re.search(r'\}\)\((\{.*\}),"([^"]+)"\)</script>', html)
    if moved:
        to = json.loads(moved[1]).get(fragment, f"{moved[2]}#{fragment}")
        where, _, fragment = to.partition("#")
        html = (page.parent / where / "index.html").read_text(encoding="utf-8")
    root = etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8"))
    return not fragment or len(root.xpath("//*[@id=$name]", name=fragment)) == 1


def trial(folder: Path) -> Path:
    """Write a small edition whose addresses are published."""
    texts = {
        "mkdocs.yml": "site_name: Trial\ntheme: {name: mkdocs}\nplugins: [edition: {search: false}]\n",
        "sources/letter/source.txt": LETTER,
        "sources/letter/metadata.yml": "title: A letter\ndate: 1962-07-04\n",
        "sources/letter/annotations.yml": "- {id: one, exact: Berlin, note: A note.}\n",
        "sources/reply/source.txt": LETTER,
        "sources/reply/metadata.yml": "title: A reply\ndate: 1962-07-05\n",
        "sources/people.yml": "- {id: rusk, name: Dean Rusk}\n",
    }
    for name, words in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")
    publish(folder)
    return folder


def publish(edition: Path) -> None:
    """Write the ledger as the editor's command does."""
    written = CliRunner().invoke(main, ["addresses", "--write", "--root", str(edition)])
    assert "not in here yet" not in written.output


LETTER = "Letter\n\nJuly 4, 1962\n\nThe first paragraph speaks of Berlin.\n\nThe second is of Cuba.\n"

MISTAKES: dict[str, tuple[str, list[str]]] = {
    "it leads to what has moved": (
        "letter#a: letter#b\nletter#b: letter#one\n",
        [
            (
                "sources/redirects.yml:1: letter#b is itself no more; lead past it: letter#a: letter#one "
                "[redirect-chain]"
            )
        ],
    ),
    "it leads in a circle": (
        "letter#a: letter#b\nletter#b: letter#a\n",
        [
            (
                "sources/redirects.yml:1: letter#a is led in a circle, to letter#b; give the address that is "
                "there now [redirect-chain]"
            ),
            (
                "sources/redirects.yml:2: letter#b is led in a circle, to letter#a; give the address that is "
                "there now [redirect-chain]"
            ),
        ],
    ),
    "it leads to itself": (
        "letter#a: letter#a\n",
        [
            (
                "sources/redirects.yml:1: letter#a is led in a circle, to letter#a; give the address that is "
                "there now [redirect-chain]"
            )
        ],
    ),
    "it leads to what has been withdrawn": (
        "letter#a: letter#b\nletter#b: {gone: A slip.}\n",
        [
            (
                "sources/redirects.yml:1: letter#b is itself no more; lead past it: letter#a: {gone: A "
                "slip.} [redirect-chain]"
            )
        ],
    ),
    "it leads nowhere": (
        "letter#a: letter#onn\n",
        [
            (
                "sources/redirects.yml:1: there is no letter#onn in this edition; did you mean 'letter#one'? "
                "[redirect-unknown]"
            )
        ],
    ),
    "its document is unknown": (
        "lettre#a: letter#one\n",
        ["sources/redirects.yml:1: lettre is not in this edition; did you mean 'letter'? [redirect-unknown]"],
    ),
    "it is of an address that is there": (
        "letter#one: letter#p1\npeople/rusk: letter\n",
        [
            (
                "sources/redirects.yml:1: letter#one still leads where it led; take this line away "
                "[redirect-unneeded]"
            ),
            (
                "sources/redirects.yml:2: people/rusk still leads where it led; take this line away "
                "[redirect-unneeded]"
            ),
        ],
    ),
    "it has no new address": (
        "letter#a: ''\n",
        [
            (
                "sources/redirects.yml:1: '' cannot be an address of this edition; write document, "
                "document#place, or the name of a page, as people/dean-rusk [value-invalid]"
            )
        ],
    ),
    "it has no reason": (
        "letter#a: {gone: }\n",
        [
            (
                "sources/redirects.yml:1: 'gone': there is no value here; give one, or take the line away "
                "[value-invalid]"
            )
        ],
    ),
    "its key is misspelt": (
        "letter#a:\n  gome: A slip.\n",
        ["sources/redirects.yml:2: 'gome' is not a key here; did you mean 'gone'? [key-unknown]"],
    ),
    "it is an id of the page's own": (
        "letter#edition-text: letter#one\n",
        [
            (
                "sources/redirects.yml:1: 'letter#edition-text' cannot be an address of this edition; write "
                "document, document#place, or the name of a page, as people/dean-rusk [value-invalid]"
            )
        ],
    ),
    "it stands there twice": (
        "letter#a: letter#one\nletter#a: letter#p1\n",
        [
            (
                "sources/redirects.yml:2: 'letter#a' stands here already, on line 1; keep one of the two "
                "[key-duplicate]"
            )
        ],
    ),
    "it is no page of ours": (
        "index.html: letter\n",
        [
            (
                "sources/redirects.yml:1: 'index.html' cannot be an address of this edition; write document, "
                "document#place, or the name of a page, as people/dean-rusk [value-invalid]"
            )
        ],
    ),
    "it is a place where none can be": (
        "people/ball#life: people/rusk\n",
        [
            (
                "sources/redirects.yml:1: 'people/ball#life' cannot be an address of this edition; write "
                "document, document#place, or the name of a page, as people/dean-rusk [value-invalid]"
            )
        ],
    ),
    "a merge has not been resolved": (
        "letter#a: letter#one\n<<<<<<< ours\n=======\nletter#b: letter#p2\n>>>>>>> theirs\n",
        [f"sources/redirects.yml:2: {UNMERGED} [yaml-malformed]"],
    ),
    "the file is a list": (
        "- letter#a\n",
        ["sources/redirects.yml:1: this file is made of lines 'old address: new address' [value-invalid]"],
    ),
}


@pytest.mark.parametrize(("redirects", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_redirect_that_cannot_be_followed_is_named(
    tmp_path: Path, redirects: str, expected: list[str]
) -> None:
    edition = trial(tmp_path)
    (edition / REDIRECTS).write_text(redirects, encoding="utf-8")
    assert [str(problem) for problem in problems_of(edition)] == expected


def test_a_ledger_that_somebody_has_edited_is_named(tmp_path: Path) -> None:
    edition = trial(tmp_path)
    ledger = (edition / LEDGER).read_text(encoding="utf-8")
    line = next(line for line in ledger.splitlines() if line.startswith(" p1"))
    spoilt = ledger.replace(line, f"{line}\n{line}\n p2 0", 1) + "reply\n?\n"
    (edition / LEDGER).write_text(spoilt, encoding="utf-8")
    found = [str(one) for one in problems_of(edition) if one.code is Code.LEDGER_MALFORMED]
    assert found == [
        (
            "sources/addresses.txt:5: letter#p1 stands on line 4 too; take one of the lines away "
            "[ledger-malformed]"
        ),
        (
            "sources/addresses.txt:6: 'p2 0' is no address; restore the file from the repository, or take "
            "the line away [ledger-malformed]"
        ),
        (
            "sources/addresses.txt:13: reply stands on line 10 too; keep one of them with all its lines, and "
            "run `edition addresses --write` [ledger-malformed]"
        ),
        (
            "sources/addresses.txt:14: '?' is no address; restore the file from the repository, or take the "
            "line away [ledger-malformed]"
        ),
    ]
    written = CliRunner().invoke(main, ["addresses", "--write", "--root", str(edition)])
    assert written.exit_code == 1
    assert (edition / LEDGER).read_text(encoding="utf-8") == spoilt


def test_a_ledger_with_the_line_ends_of_another_system_is_the_same(tmp_path: Path) -> None:
    edition = trial(tmp_path)
    ledger = (edition / LEDGER).read_bytes()
    (edition / LEDGER).write_bytes(ledger.replace(b"\n", b"\r\n"))
    assert problems_of(edition) == []


def test_new_addresses_are_counted_and_written_when_an_editor_says_so(tmp_path: Path) -> None:
    edition = trial(tmp_path)
    change(edition, "sources/people.yml", ("- {id: rusk", "- {id: ball, name: George Ball}\n- {id: rusk"))
    change(edition, "sources/letter/annotations.yml", ("- {", "- {id: two, exact: Cuba, note: A.}\n- {"))
    before = (edition / LEDGER).read_bytes()
    (problem,) = problems_of(edition)
    assert (str(problem), problem.severity) == (
        (
            "sources/addresses.txt:1: 2 addresses are not in here yet; when they are published, run `edition "
            "addresses --write` [addresses-new]"
        ),
        Severity.NOTICE,
    )
    assert (edition / LEDGER).read_bytes() == before
    publish(edition)
    assert problems_of(edition) == []
    new = set(addresses(edition))
    assert {"people/ball", "letter#two", "letter#one", "letter#p1"} <= new


def test_a_new_edition_without_a_ledger_is_asked_nothing(tmp_path: Path) -> None:
    edition = trial(tmp_path)
    (edition / LEDGER).unlink()
    assert problems_of(edition) == []


def test_the_ledger_keeps_what_is_gone_and_what_has_led_to_other_words(tmp_path: Path) -> None:
    edition = trial(tmp_path)
    old = addresses(edition)
    first, second = LETTER.split("\n\n")[2:4]
    change(
        edition, "sources/letter/source.txt", (first, "\0"), (second.strip(), first), ("\0", second.strip())
    )
    shutil.rmtree(edition / "sources/reply")
    paste(edition, ["letter#p1: letter#p2", "letter#p2: letter#p1", "reply: {gone: A copy.}"])
    assert [str(one) for one in problems_of(edition) if one.severity is Severity.ERROR] == []
    publish(edition)
    assert problems_of(edition) == []
    assert sorted(addresses(edition)) == sorted([*old, "letter#p1", "letter#p2"])
    (edition / REDIRECTS).unlink()
    assert lost(problems_of(edition)) == ["letter#p1", "letter#p2", "reply"]


NO_ADDRESSES = [
    "people/index",
    "documents",
    "README",
    "index",
    "guide/addresses",
    "packs/builder",
    f"people/{'a' * 101}",
    f"letter#{'a' * 300}",
    "letter/facing",
    "Letter",
]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_no_document_can_have_been_called_is_no_old_address(tmp_path: Path, address: str) -> None:
    edition = trial(tmp_path)
    paste(edition, [f"{address}: people/rusk"])
    (problem,) = problems_of(edition)
    assert " cannot be an address of this edition; write document, " in problem.message


@pytest.mark.parametrize(
    "name", ["frus1961-63v14-d214", "volumes/v15/ch1.2", "people/ball", "packs/builder-2"]
)
def test_every_form_of_name_that_an_edition_gives_can_be_an_old_address(tmp_path: Path, name: str) -> None:
    edition = trial(tmp_path)
    paste(edition, [f"{name}: people/rusk"])
    assert problems_of(edition) == []


def test_an_unresolved_merge_is_told_once_and_hides_nothing(tmp_path: Path) -> None:
    edition = trial(tmp_path)
    ledger = (edition / LEDGER).read_text(encoding="utf-8")
    line = next(line for line in ledger.splitlines() if line.startswith(" p1"))
    marked = f"<<<<<<< ours\n{line}\n=======\n{line} more\n>>>>>>> theirs"
    (edition / LEDGER).write_text(ledger.replace(line, marked, 1), encoding="utf-8")
    change(edition, "sources/letter/annotations.yml", ("id: one", "id: two"))
    told = [str(one) for one in problems_of(edition)]
    assert told[1] == f"sources/addresses.txt:4: {UNMERGED} [ledger-malformed]"
    assert [one.partition("; ")[0] for one in told if "would be lost" in one] == [
        "sources/addresses.txt:10: the published address letter#one would be lost"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (r"(?s).*", "", "this file has no addresses; restore it from the repository"),
        (
            r"people/rusk\n",
            "people/rusk\n p1 0a0a0a0a 2 a b\n",
            "'p1 0a0a0a0a 2 a b' stands below no document; ",
        ),
        (r"^", " p1 0a0a0a0a 2 a b\n", "' p1 0a0a0a0a 2 a b' is no address; "),
        (r"\n p2", "\n\n p2", " stands below no document; "),
    ],
)
def test_no_line_of_the_ledger_is_passed_over(tmp_path: Path, old: str, new: str, message: str) -> None:
    edition = trial(tmp_path)
    ledger = (edition / LEDGER).read_text(encoding="utf-8")
    (edition / LEDGER).write_text(re.sub(old, new, ledger, count=1), encoding="utf-8")
    found = [one.message for one in problems_of(edition) if one.code is Code.LEDGER_MALFORMED]
    assert len([one for one in found if message in one]) == 1


def test_nothing_is_written_while_there_is_an_error(tmp_path: Path) -> None:
    edition = trial(tmp_path)
    before = (edition / LEDGER).read_bytes()
    change(edition, "sources/letter/annotations.yml", ("- {", "- {id: two, exact: Bonn, note: A.}\n- {"))
    written = CliRunner().invoke(main, ["addresses", "--write", "--root", str(edition)])
    assert (written.exit_code, (edition / LEDGER).read_bytes()) == (1, before)
    assert "nothing is written while there is an error" in written.output
    change(edition, "sources/letter/annotations.yml", ("Bonn", "Cuba"))
    for extra in ([], ["--write"]):
        written = CliRunner().invoke(main, ["addresses", *extra, "--root", str(edition)])
        assert written.exit_code == 0
        assert "new: letter (two)\n" in written.output
    assert "git checkout sources/addresses.txt" in written.output


def test_an_edition_without_a_ledger_has_the_page_of_addresses(tmp_path: Path) -> None:
    edition = trial(tmp_path)
    (edition / LEDGER).unlink()
    assert "addresses" in [one.name for one in page_specs(load(edition)[0])]


def test_a_link_to_an_old_address_is_told_the_new_one(tmp_path: Path) -> None:
    edition = trial(tmp_path)
    links = "- {id: two, exact: Cuba, links: [{to: letter#old, relation: answers, why: So.}]}\n"
    note = "- {id: three, exact: second, note: '[It](epistle#p1) and [that](letter#lost).'}\n"
    (edition / "sources/reply/annotations.yml").write_text(links + note, encoding="utf-8")
    paste(edition, ["letter#old: letter#one", "epistle: letter", "letter#lost: {gone: A slip.}"])
    assert [str(problem) for problem in errors_of(edition)] == [
        "sources/reply/annotations.yml:1: letter#old has moved; write letter#one [address-moved]",
        (
            "sources/reply/annotations.yml:2: in the note of 'three': epistle#p1 has moved; write letter#p1 "
            "[address-moved]"
        ),
        (
            "sources/reply/annotations.yml:2: in the note of 'three': letter#lost has been withdrawn (A "
            "slip.); link to something else [address-moved]"
        ),
    ]


PACK = """---
title: A pack
passages:
  - document: epistle
    paragraphs: 1
  - document: letter
    annotation: old
state:
  date: 1962-07-04
  documents: {epistle: 00000000.00000000.00000000}
---

See [it](letter#old).
"""


def test_a_pack_that_names_an_old_address_is_told_the_new_one(tmp_path: Path) -> None:
    edition = trial(tmp_path)
    (edition / "docs/packs").mkdir(parents=True)
    (edition / "docs/packs/trial.md").write_text(PACK, encoding="utf-8")
    paste(edition, ["letter#old: letter#one", "epistle: letter"])
    assert [str(problem) for problem in errors_of(edition)] == [
        "docs/packs/trial.md:4: epistle has moved; write letter [address-moved]",
        "docs/packs/trial.md:7: letter#old has moved; write letter#one [address-moved]",
        "docs/packs/trial.md:10: in the state: epistle has moved; write letter [address-moved]",
        (
            "docs/packs/trial.md:13: in the words of the pack: letter#old has moved; write letter#one "
            "[address-moved]"
        ),
    ]
    with (edition / LEDGER).open("a", encoding="utf-8") as ledger:
        ledger.write("packs/trial\n")
    (edition / "docs/packs/trial.md").rename(edition / "docs/packs/essay.md")
    assert lost(problems_of(edition)) == ["packs/trial"]


def volume(folder: Path) -> Path:
    """Write an edition that is one volume, whose addresses are published."""
    (folder / "sources/frus1961-63v99").mkdir(parents=True)
    shutil.copy(ROOT / "tests/volume/source.xml", folder / "sources/frus1961-63v99")
    words = "site_name: Trial\ntheme: {name: mkdocs}\nplugins: [edition: {search: false}]\n"
    (folder / "mkdocs.yml").write_text(words, encoding="utf-8")
    (folder / "docs").mkdir()
    publish(folder)
    return folder


def test_a_volume_under_another_name_leads_every_old_address_on(tmp_path: Path) -> None:
    edition = volume(tmp_path)
    old = addresses(edition)
    assert {"frus1961-63v99-d1", "volumes/frus1961-63v99", "volumes/frus1961-63v99/ch1"} <= set(old)
    (edition / "sources/frus1961-63v99").rename(edition / "sources/frus1961-63v98")
    problems = problems_of(edition)
    assert lost(problems) == sorted(address for address in old if "#" not in address)
    paste(edition, suggested(problems))
    assert {problem.code for problem in problems_of(edition)} >= {Code.ADDRESSES_NEW}
    assert build(edition).returncode == 0
    assert [address for address in old if not lands(edition / "site", address)] == []


def test_a_volume_that_cannot_be_read_has_lost_nothing(tmp_path: Path) -> None:
    edition = volume(tmp_path)
    change(edition, "sources/frus1961-63v99/source.xml", ("</TEI>", ""))
    assert {problem.code for problem in problems_of(edition)} == {Code.XML_MALFORMED}


def test_a_document_of_a_volume_that_is_gone_is_named(tmp_path: Path) -> None:
    edition = volume(tmp_path)
    change(edition, "sources/frus1961-63v99/source.xml", ('xml:id="d1"', 'xml:id="d101"'))
    assert lost(problems_of(edition)) == ["frus1961-63v99-d1"]


def test_the_ledger_of_this_edition_is_complete() -> None:
    told = CliRunner().invoke(main, ["addresses", "--root", str(ROOT)])
    assert re.fullmatch(r"\d+ addresses in sources/addresses\.txt\n", told.output), told.output


def test_addresses_are_named_in_few_words() -> None:
    assert ranges(["pg_1", "p1", "p2", "p3", "p5", "fn1", "fn2", "il-28", "p"]) == [
        "pg_1",
        "p1 to p3",
        "p5",
        "fn1 to fn2",
        "il-28",
        "p",
    ]


def exchange_documents(edition: Path) -> None:
    (edition / "sources/secto-8").rename(edition / "sources/other")
    (edition / "sources/excomm-24").rename(edition / "sources/secto-8")
    (edition / "sources/other").rename(edition / "sources/excomm-24")


def rename_and_take_the_id(edition: Path) -> None:
    (edition / "sources/secto-8").rename(edition / "sources/secto-viii")
    (edition / "sources/excomm-24").rename(edition / "sources/secto-8")


def test_documents_that_have_others_ids_are_told_in_a_line_each(edition_copy: Path) -> None:
    exchange_documents(edition_copy)
    found = [one for one in problems_of(edition_copy) if one.code is Code.ADDRESS_LOST]
    assert len(found) == 2
    assert "its words are those of secto-8 now: give both documents the ids that they had" in found[0].message


def test_a_document_whose_id_another_has_cannot_lead_on_as_a_whole(edition_copy: Path) -> None:
    rename_and_take_the_id(edition_copy)
    found = [one.message for one in problems_of(edition_copy) if one.code is Code.ADDRESS_LOST]
    assert len(found) == 2
    assert "its words are those of secto-viii now" in found[1]
    paste(edition_copy, ["secto-8: secto-viii", "excomm-24: secto-8"])
    (problem,) = [one for one in problems_of(edition_copy) if one.code is Code.REDIRECT_UNNEEDED]
    assert "secto-8 is the id of another document now, and cannot lead on as well" in problem.message


def test_paragraphs_that_move_together_are_told_with_their_cause(edition_copy: Path) -> None:
    (first,) = paragraphs(edition_copy, "Mr. McCloy suggested that we tell")
    change(edition_copy, EXCOMM, (first, f"Nobody has read this sentence before.\n\n{first}"))
    messages = [one.message for one in problems_of(edition_copy) if one.code is Code.ADDRESS_LOST]
    assert re.match(r"\d+ published paragraphs of excomm-24 stand 1 further on now; if a line", messages[0])


def test_a_renamed_document_leads_on_from_where_it_faced_others(edition_copy: Path) -> None:
    pairs = [one.page for one in load(edition_copy)[0].pairs if "secto-8" in (one.left, one.right)]
    rename_document(edition_copy)
    paste(edition_copy, ["secto-8: secto-08"])
    pages = {one.name for one in moved_specs(load(edition_copy)[0])}
    assert pairs
    assert pages >= {"documents/secto-8", *pairs}
