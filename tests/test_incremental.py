"""What is kept from one build to the next never shows: an edited edition is built as a clean one is."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.harness import build, digests

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MKDOCS = """site_name: Trial
site_url: https://example.org/trial/
theme: {name: mkdocs}
plugins: [edition: {search: false, books: epub}]
"""
LETTER = "Letter\n\nJuly 4, 1962\n\nThe first paragraph speaks of Berlin.\n\nThe second of Cuba.\n"
DOCUMENT = """<div type="document" xml:id="d{0}" n="{0}">
<head>{0}. Telegram From {0}<note n="1" xml:id="d{0}fn1">Source: {0};
see <ref target="frus1961-63v06#d7">Document 7</ref>.</note></head>
<dateline><date when="1962-10-{1}">October {1}, 1962</date></dateline>
<p>Words of <persName corresp="#p_RD1">Rusk</persName> in <ref target="#d{2}">Document {2}</ref> and
<ref target="frus1961-63v06#d7">Document 7</ref>.<pb n="{1}" xml:id="pg_{1}"/> More words, {0}.</p></div>"""
VOLUME = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="complete">A Volume</title></titleStmt><publicationStmt><idno type="frus">frus1961-63v99</idno>
</publicationStmt></fileDesc></teiHeader><text><front><div xml:id="persons"><head>Persons</head><list><item>
<hi rend="strong"><persName xml:id="p_RD1">Rusk, Dean,</persName></hi> Secretary</item></list></div></front>
<body><div type="chapter" xml:id="ch1"><head>One</head>
{DOCUMENT.format(1, 21, 2)}{DOCUMENT.format(2, 22, 3)}</div>
<div type="chapter" xml:id="ch2"><head>Two</head>{DOCUMENT.format(3, 23, 1)}</div></body></text></TEI>"""
SINGLE = VOLUME.replace(
    "</publicationStmt>", '<idno type="frus-document">d90</idno></publicationStmt>'
).replace("frus1961-63v99", "frus1961-63v06")
SINGLE = (
    SINGLE[: SINGLE.index("<body>")]
    + """<body><div type="document" xml:id="d90" n="90"><head>90. Note</head>
<p>Words of <persName corresp="#p_RD1">Rusk</persName>.</p></div></body></text></TEI>"""
)
NOTE = "- id: one\n  exact: speaks of Berlin\n  entity: rusk\n  note: NOTE\n"
LINK = (
    "- id: two\n  exact: The second\n  links:\n"
    "    - {to: frus1961-63v99-d3#p1, relation: answers, why: Because.}\n"
    "    - {to: letter-1#p2, relation: parallels, why: They cross.}\n"
)
PARIS = "- {id: paris, name: Paris, time-zone: Europe/Paris}\n"
PLACES = (
    f"{PARIS}- {{id: tokyo, name: Tokyo, time-zone: Asia/Tokyo}}\n"
    "- {id: berlin, name: Berlin, note: '[One](letter-1#p1)', "
    "forms: [Berlin, {form: Cuba, in: [letter-1]}]}\n"
)
REDIRECTS = "letter-1#p9: letter-1#p2\nold: letter-1\nletter-2#away: letter-1#p1\n"
PACK = """---
title: A pack
passages:
  - {document: letter-1, id: letter}
  - {document: frus1961-63v99-d2, pages: 22}
state: {date: 2026-11-22, documents: {letter-1: 00000000.00000000.00000000}}
---
Read [this](letter-2#p1) and [that](../essay.md).

[[letter]]
"""
FILES = {
    "docs/packs/a-pack.md": PACK.replace(" and [that](../essay.md)", ""),
    "mkdocs.yml": MKDOCS,
    "sources/redirects.yml": REDIRECTS,
    "docs/index.md": "# Home\n\n[A letter](documents/letter-1.md#p2)\n",
    "sources/threads.yml": (
        "- {id: cuba, title: Cuba, documents: [letter-1]}\n"
        "- {id: berlin, title: Berlin, documents: [letter-2, letter-0, 'frus1961-63v99-d2']}\n"
    ),
    "sources/people.yml": "- {id: rusk, name: Dean Rusk, identifiers: {frus: 'frus1961-63v99#p_RD1'}}\n",
    "sources/places.yml": PLACES,
    "sources/letter-0/source.txt": LETTER,
    "sources/letter-0/metadata.yml": "title: A letter of no place\ndate: 1962-07-04T10:00\n",
    "sources/letter-0/annotations.yml": (
        "- {id: zero, exact: The second, links: [{to: letter-1#p1, relation: parallels, why: So.}]}\n"
    ),
    "sources/letter-1/source.txt": LETTER,
    "sources/letter-1/metadata.yml": "title: The first letter\ndate: 1962-07-04T09:00\nplace: Paris\n",
    "sources/letter-1/annotations.yml": NOTE,
    "sources/letter-2/source.txt": LETTER.replace("4", "5"),
    "sources/letter-2/metadata.yml": "title: The second letter\ndate: 1962-07-05\n",
    "sources/letter-2/annotations.yml": LINK,
    "sources/frus1961-63v99/source.xml": VOLUME,
    "sources/a-note/source.xml": SINGLE,
    "sources/frus1961-63v99/annotations/d2.yml": "- {id: three, exact: More words, note: A note.}\n",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """A file's new content, or a change made to it in place."""

    path: str
    content: str | None = None
    replaced: tuple[str, str] = ("", "")


EDITS = {
    "a note is written anew": Edit("sources/letter-1/annotations.yml", NOTE.replace("NOTE", "Another.")),
    "a title that others show": Edit("sources/letter-1/metadata.yml", "title: Renamed\ndate: 1962-07-04\n"),
    "a date that changes the order": Edit("sources/letter-1/metadata.yml", "date: 1963-07-04\n"),
    "a printed volume and its pages": Edit(
        "sources/letter-1/metadata.yml", "title: Letter\nvolume: XIV\npage: 5-6\n"
    ),
    "a link leads elsewhere": Edit("sources/letter-2/annotations.yml", LINK.replace("d3#p1", "d1")),
    "a link is taken away": Edit("sources/letter-2/annotations.yml", None),
    "a note in a volume": Edit(
        "sources/frus1961-63v99/annotations/d2.yml", "- {id: three, exact: More words, note: B.}\n"
    ),
    "a first note in a volume": Edit(
        "sources/frus1961-63v99/annotations/d1.yml",
        "- {id: four, exact: More words, links: [{to: letter-2, relation: answers, why: So.}]}\n",
    ),
    "a word of a volume": Edit(
        "sources/frus1961-63v99/source.xml", replaced=("Telegram From 2", "Letter From 2")
    ),
    "a title of a volume that letters show": Edit(
        "sources/frus1961-63v99/source.xml", replaced=(">A Volume<", ">Another Volume<")
    ),
    "a number that letters show": Edit(
        "sources/frus1961-63v99/source.xml", replaced=('xml:id="d1" n="1"', 'xml:id="d1" n="1a"')
    ),
    "a page of a volume has another number": Edit(
        "sources/frus1961-63v99/source.xml", replaced=('<pb n="21"', '<pb n="21a"')
    ),
    "a document of a volume is gone": Edit(
        "sources/frus1961-63v99/source.xml", replaced=(DOCUMENT.format(1, 21, 2), "")
    ),
    "a volume to which another refers": Edit(
        "sources/frus1961-63v06/source.xml",
        VOLUME.replace("frus1961-63v99", "frus1961-63v06").replace('xml:id="d3"', 'xml:id="d7"'),
    ),
    "a thread has another name": Edit(
        "sources/threads.yml", "- {id: cuba, title: The island, documents: [letter-1]}\n"
    ),
    "a thread takes a document": Edit(
        "sources/threads.yml", "- {id: cuba, title: Cuba, documents: ['frus1961-63v99-d*', letter-1]}\n"
    ),
    "a person": Edit("sources/people.yml", "- {id: rusk, name: Mr. Rusk}\n"),
    "no facing pages": Edit("mkdocs.yml", MKDOCS.replace("search: false", "search: false, facing: false")),
    "a line of a source that is no text": Edit("sources/letter-1/source.txt", f"SECRET\n\n{LETTER}"),
    "a form": Edit("sources/places.yml", PLACES.replace("Cuba", "second")),
    "a form that could be two": Edit(
        "sources/places.yml", f"{PLACES}- {{id: cuba, name: Cuba, forms: [Cuba]}}\n"
    ),
    "a mention": Edit("sources/letter-2/source.txt", LETTER.replace("Berlin", "Bonn")),
    "a name has no record": Edit("sources/places.yml", None),
    "whom an annotation names": Edit("sources/letter-1/annotations.yml", NOTE.replace("rusk", "berlin")),
    "an entry of a volume's list": Edit(
        "sources/people.yml", "- {id: rusk, name: Dean Rusk, identifiers: {frus: 'frus1961-63v99#p_XX1'}}\n"
    ),
    "no books": Edit("mkdocs.yml", MKDOCS.replace("books: epub", "books: false")),
    "what the site says of itself": Edit("mkdocs.yml", f"{MKDOCS}copyright: Ours\nsite_author: Us\n"),
    "a summary of a thread": Edit(
        "sources/threads.yml", replaced=("title: Cuba,", "title: Cuba, summary: The island.,")
    ),
    "a name for the site": Edit("mkdocs.yml", MKDOCS.replace("Trial", "Another trial")),
    "another address for the site": Edit("mkdocs.yml", MKDOCS.replace("example.org", "example.com")),
    "addresses of another form": Edit("mkdocs.yml", f"{MKDOCS}use_directory_urls: false\n"),
    "another address for what is not here": Edit(
        "mkdocs.yml", MKDOCS.replace("search: false", "search: false, references: 'https://e.org/{id}'")
    ),
    "no previews of links": Edit(
        "mkdocs.yml", MKDOCS.replace("search: false", "search: false, previews: false")
    ),
    "a page of the editors": Edit("docs/essay.md", "# An essay\n\n[One](documents/frus1961-63v99-d1.md)\n"),
    "a document in the menu": Edit(
        "mkdocs.yml", f"{MKDOCS}nav: [index.md, documents/letter-1.md, documents/index.md]\n"
    ),
    "two documents cross more weakly": Edit(
        "sources/letter-2/annotations.yml", LINK.replace("why: They", "strength: weak, why: They")
    ),
    "another document crosses": Edit(
        "sources/letter-2/annotations.yml", LINK.replace("letter-1#p2", "letter-1")
    ),
    "a word of a document that crosses": Edit(
        "sources/letter-1/source.txt", LETTER.replace("second of Cuba", "second of the island")
    ),
    "a place has another clock": Edit(
        "sources/places.yml", PLACES.replace("Europe/Paris", "America/Chicago")
    ),
    "another zone is the usual one": Edit(
        "sources/letter-2/metadata.yml",
        "title: The second letter\ndate: 1962-07-05\nplace: Tokyo\n",
    ),
    "what clocks showed is not known": Edit(
        "sources/places.yml", PLACES.replace("Europe/Paris", "Europe/Oslo")
    ),
    "what lay on the other desk has another date": Edit(
        "sources/letter-2/metadata.yml", "title: The second letter\ndate: 1962-07\n"
    ),
    "another document lies on the other desk": Edit(
        "sources/threads.yml",
        replaced=("[letter-2, letter-0, 'frus1961-63v99-d2']", "['frus1961-63v99-d1']"),
    ),
    "old addresses lead elsewhere": Edit(
        "sources/redirects.yml", "letter-1#p9: letter-1#one\nold: letter-2\nletter-2#away: letter-0#p1\n"
    ),
    "old addresses lead nowhere": Edit(
        "sources/redirects.yml", REDIRECTS.replace("letter-1\n", "{gone: So.}\n")
    ),
    "a place in what has moved leads elsewhere": Edit(
        "sources/redirects.yml", f"{REDIRECTS}old#p1: letter-2#p1\nold#x: {{gone: So.}}\n"
    ),
    "no old addresses": Edit("sources/redirects.yml", None),
    "the words of a pack": Edit("docs/packs/a-pack.md", replaced=("Read", "First read")),
    "what a pack shows": Edit("docs/packs/a-pack.md", replaced=("title", "show: []\ntitle")),
    "a passage of a pack": Edit("docs/packs/a-pack.md", replaced=("id: letter", "id: letter, paragraphs: 1")),
    "a further pack": Edit("docs/packs/another.md", PACK.replace("../essay.md", "a-pack.md#letter")),
    "no pack": Edit("docs/packs/a-pack.md", None),
    "a further letter": Edit("sources/letter-3/source.txt", LETTER.replace("4", "6")),
}


def write(edition: Path, path: str, content: str | None) -> None:
    file = edition / path
    if content is None:
        file.unlink()
        if not any(file.parent.iterdir()):
            file.parent.rmdir()
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # MkDocs' own theme prints the day


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path / "edition"
    for path, content in FILES.items():
        write(folder, path, content)
    return folder


def built(edition: Path) -> dict[str, str]:
    result = build(edition)
    assert result.returncode == 0, result.stderr
    return digests(edition / "site")


def built_anew(edition: Path) -> dict[str, str]:
    clean = edition.parent / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(edition, clean, ignore=shutil.ignore_patterns("site", ".cache"))
    return built(clean)


def test_every_edit_builds_to_the_bytes_of_a_clean_build(edition: Path) -> None:
    last = built(edition)
    assert built(edition) == last
    for name, edit in EDITS.items():
        before = edition / edit.path
        old = before.read_text(encoding="utf-8") if before.is_file() else None
        content = edit.content
        if content is None and edit.replaced[0]:
            content = (old or "").replace(*edit.replaced)
            assert content != old, name
        write(edition, edit.path, content)
        now = built(edition)
        assert now == built_anew(edition), name
        assert now != last, name
        write(edition, edit.path, old)
    assert built(edition) == last


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def mix_up(path: Path) -> None:
    path.write_bytes(bytes(reversed(path.read_bytes())))


def remove(path: Path) -> None:
    path.unlink()


def change_a_byte(path: Path) -> None:
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])


@pytest.mark.parametrize("harm", [cut, empty, mix_up, remove])
def test_whatever_happens_to_what_is_kept_the_site_is_the_same(
    edition: Path, harm: Callable[[Path], object]
) -> None:
    expected = built(edition)
    kept = [path for path in sorted((edition / ".cache/edition").rglob("*")) if path.is_file()]
    assert {path.suffix for path in kept} >= {".galleys", ".records"}
    for path in kept:
        harm(path)
    assert built(edition) == expected


def test_a_page_that_somebody_changed_or_removed_is_written_again(edition: Path) -> None:
    expected = built(edition)
    (edition / "site/documents/letter-1/index.html").write_text("something else", encoding="utf-8")
    (edition / "site/documents/letter-2/index.html").unlink()
    (edition / "site/documents/letter-2/stray.html").write_text("stray", encoding="utf-8")
    (edition / "site/documents/letter-9").mkdir()
    assert built(edition) == expected
    assert not (edition / "site/documents/letter-9").exists()


def test_a_build_that_finds_everything_as_it_was_writes_no_page(edition: Path) -> None:
    built(edition)
    page = edition / "site/documents/letter-1/index.html"
    written = page.stat().st_mtime_ns
    built(edition)
    assert page.stat().st_mtime_ns == written


def test_a_build_that_came_to_no_end_harms_no_later_one(edition: Path) -> None:
    expected = built(edition)
    (edition / "own").mkdir()
    (edition / "own/main.html").write_text("{% block %}", encoding="utf-8")
    write(edition, "mkdocs.yml", MKDOCS.replace("name: mkdocs", "name: mkdocs, custom_dir: own"))
    assert build(edition).returncode != 0
    write(edition, "mkdocs.yml", MKDOCS)
    assert built(edition) == expected
    assert [path.name for path in (edition / "site").iterdir() if path.name.startswith(".")] == []


def test_where_nothing_can_be_kept_the_site_is_the_same(edition: Path) -> None:
    expected = built(edition)
    shutil.rmtree(edition / ".cache")
    (edition / ".cache").write_text("a file where the folder would be", encoding="utf-8")
    assert built(edition) == expected


def test_a_page_of_the_editors_may_link_to_an_entry_of_a_list(edition: Path) -> None:
    strict = f"{MKDOCS}validation: {{links: {{anchors: warn}}}}\n"
    write(edition, "mkdocs.yml", strict)
    write(edition, "docs/who.md", "# Who\n\n[Rusk](persons/frus1961-63v99.md#p_RD1)\n")
    assert build(edition).returncode == 0
    write(edition, "docs/who.md", "# Who\n\n[Rusk](persons/frus1961-63v99.md#p_X)\n")
    assert build(edition).returncode == 1


def test_a_page_of_the_editors_may_link_to_everything_in_a_volume(edition: Path) -> None:
    targets = {
        "volumes/frus1961-63v99.md": "../volumes/frus1961-63v99/",
        "volumes/frus1961-63v99/ch1.md": "../volumes/frus1961-63v99/ch1/",
        "volumes/frus1961-63v99/by-date.md": "../volumes/frus1961-63v99/by-date/",
        "documents/frus1961-63v99-d1.md#fn1": "../documents/frus1961-63v99-d1/#fn1",
        "documents/frus1961-63v99-d1.md#pg_21": "../documents/frus1961-63v99-d1/#pg_21",
        "persons/frus1961-63v99.md": "../persons/frus1961-63v99/",
        "search/index.md?q=Berlin": "../search/?q=Berlin",
    }
    write(edition, "docs/ways.md", "# Ways\n\n" + " ".join(f"[way]({target})" for target in targets))
    strict = f"{MKDOCS}validation: {{links: {{anchors: warn}}}}\n"
    write(edition, "mkdocs.yml", strict.replace("search: false", "search: true"))
    result = build(edition)
    assert result.returncode == 0, result.stderr
    page = (edition / "site/ways/index.html").read_text(encoding="utf-8")
    assert re.findall('<a href="([^"]*)">way</a>', page) == list(targets.values())


def test_records_into_which_somebody_wrote_are_made_again(edition: Path) -> None:
    expected = built(edition)
    for path in (edition / ".cache/edition").glob("*.records"):
        change_a_byte(path)
    assert built(edition) == expected


def test_what_another_version_of_the_engine_kept_is_not_read(edition: Path) -> None:
    built(edition)
    names_what_is_no_more = b"cedition.no_more\nRecord\n."
    checksum = hashlib.blake2b(names_what_is_no_more, digest_size=16).digest()
    for path in (edition / ".cache/edition").glob("*.records"):
        name, _, key = path.stem.rpartition("-")
        path.with_name(f"{name}-{'0' * len(key)}.records").write_bytes(checksum + names_what_is_no_more)
        path.unlink()
    assert built(edition) == built_anew(edition)


def test_no_page_of_the_editors_takes_the_place_of_a_chapter(edition: Path) -> None:
    write(edition, "docs/volumes/frus1961-63v99/ch1.md", "# Mine\n")
    result = build(edition)
    assert result.returncode == 1
    assert "docs/volumes/frus1961-63v99/ch1.md:1: this address belongs to" in result.stderr


def test_an_edition_may_do_without_previews(edition: Path) -> None:
    shown = built(edition)
    assert {"documents/letter-1/previews.json", "people/rusk/previews.json"} < shown.keys()
    write(edition, "mkdocs.yml", MKDOCS.replace("search: false", "search: false, previews: false"))
    assert [name for name in built(edition) if name.endswith("previews.json")] == []
    page = (edition / "site/documents/letter-1/index.html").read_text(encoding="utf-8")
    assert ("edition.js" in page, "previews.js" in page) == (True, False)


def test_no_page_of_the_editors_takes_the_place_of_a_facing_page(edition: Path) -> None:
    write(edition, "docs/documents/letter-1/facing.md", "# Mine\n")
    result = build(edition)
    assert result.returncode == 1
    assert "docs/documents/letter-1/facing.md:1: this address belongs to" in result.stderr
