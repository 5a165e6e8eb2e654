"""Whatever is wrong with an edition's files: one clear line for each problem, and the site as it was."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.harness import ROOT, digests, run
from tests.images import PNG

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping

SOURCE = """Memorandum

July 4, 1962

The first paragraph speaks of Berlin. It speaks of Berlin.

The second of Cuba.
"""
EDITION = Path(sys.executable).with_name("edition")
METADATA = "title: A memorandum\ndate: 1962-07-04\nthreads: [cuba]\n"
ANNOTATIONS = "- id: second\n  exact: The second of Cuba\n  note: A note.\n"
THREADS = "- id: cuba\n  title: Cuba\n"
MKDOCS = "site_name: Trial\nplugins: [edition]\n"


def entry(body: str) -> dict[str, str]:
    """Return an annotations file that has a further entry."""
    return {"sources/memo/annotations.yml": ANNOTATIONS + body}


def link(to: str) -> dict[str, str]:
    """Return an annotations file that has a link to the given place."""
    link = f"    - to: {to}\n      relation: answers\n      why: x\n"
    return entry(f"- id: bad\n  exact: first\n  links:\n{link}")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What an editor wrote, and the line that a build must print; a file that is None is taken away."""

    files: Mapping[str, str | bytes | None]
    line: str


def tei(
    words: str, prolog: str = "", namespace: str = "http://www.tei-c.org/ns/1.0"
) -> dict[str, str | bytes]:
    """Return a source in TEI beside the others."""
    text = f'<TEI xmlns="{namespace}">\n<text><body>\n{words}</body></text></TEI>'
    return {"sources/letter/source.xml": f"{prolog}\n{text}"}


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
LATIN_1 = str(tei("<p>é</p>")["sources/letter/source.xml"]).strip().encode("latin-1")
CUT_OFF = str(tei("<p>a")["sources/letter/source.xml"])[:-20]
UNREADABLE = {
    "TEI that is not well-formed": Mistake(
        tei("<p>a<hi></p>"),
        "sources/letter/source.xml:4: <hi>, which begins on line 4, is not closed before [xml-malformed]",
    ),
    "TEI that has been cut off": Mistake(
        {"sources/letter/source.xml": CUT_OFF},
        "sources/letter/source.xml:4: the file ends within <p>, which begins on line 4; [xml-malformed]",
    ),
    "a bomb of entities": Mistake(
        tei("<p>&e9;</p>", f'<!DOCTYPE TEI [<!ENTITY e0 "ha">{BOMB}]>'),
        "sources/letter/source.xml:1: its entities would swell it beyond measure [xml-entity]",
    ),
    "an entity outside the file": Mistake(
        tei("<p>&a;</p>", '<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "sources/letter/source.xml:4: what the entity 'a' stands for is not in the file [xml-entity]",
    ),
    "TEI in another encoding than it says": Mistake(
        {"sources/letter/source.xml": LATIN_1},
        "sources/letter/source.xml:3: there are bytes here that are not UTF-8; [source-encoding]",
    ),
    "TEI with a character that no page can hold": Mistake(
        tei("<p>a&#x80;</p>"),
        "sources/letter/source.xml:4: the character U+0080 cannot stand on a web page; [source-character]",
    ),
    "XML that is not TEI": Mistake(
        tei("<p>a</p>", namespace="http://example.org"), "sources/letter/source.xml:2: not TEI: [not-tei]"
    ),
    "a volume without documents": Mistake(
        tei("<div><head>A</head></div>"),
        "sources/letter/source.xml:3: there is no document in this volume: [documents-none]",
    ),
    "TEI without words": Mistake(
        tei("<p/>"), "sources/letter/source.xml:2: the file holds no text outside its header; [source-empty]"
    ),
    "TEI that fetches a file into itself": Mistake(
        tei("<p>%a;</p>", '<!DOCTYPE TEI [<!ENTITY % a SYSTEM "http://example.org/a">%a;]>'),
        "sources/letter/source.xml:1: [xml-entity]",
    ),
    "TEI in an encoding that nobody knows": Mistake(
        tei("<p>a</p>", '<?xml version="1.0" encoding="klingon"?>'),
        "sources/letter/source.xml:1: klingon [source-encoding]",
    ),
    "a folder with two sources": Mistake(
        {"sources/letter/source.txt": SOURCE, "sources/letter/source.html": "<p>A letter</p>"},
        "sources/letter/source.txt:1: source.txt and source.html stand side by side; [source-twice]",
    ),
    "a saved page of something else": Mistake(
        {"sources/letter/source.html": "<p>Page not found</p>"},
        "sources/letter/source.html:1: [not-a-document]",
    ),
}
VOLUME = tei(
    "<div type='chapter' xml:id='ch1'><head>One</head>\n"
    "<div type='document' xml:id='d1'><head>1. Letter</head><p>Words of the first.</p></div>\n"
    "<div type='document' xml:id='d2'><head>2. Letter</head><p>Words of<pb n='4' xml:id='pg_4'/> the "
    "second.<pb n='14' xml:id='pg_14'/></p></div></div>"
)
NOTE = "- id: words\n  exact: Words of\n  note: x\n"


def linked_in_volume(to: str) -> dict[str, str | bytes | None]:
    """Return a volume in which an annotation of the first document has a link to the given place."""
    link = f"  links:\n  - to: {to}\n    relation: answers\n    why: x\n"
    return {**VOLUME, "sources/letter/annotations/d1.yml": f"{NOTE}{link}"}


MISTAKES = {
    **UNREADABLE,
    "a quotation that is not there": Mistake(
        entry("- id: bad\n  exact: The second of Cubs\n  note: x\n"),
        "sources/memo/annotations.yml:4: 'The second of Cubs' is not in the text; [quote-not-found]",
    ),
    "a quotation that is there twice": Mistake(
        entry("- id: bad\n  exact: of Berlin\n  note: x\n"),
        "sources/memo/annotations.yml:4: 'of Berlin' [quote-ambiguous]",
    ),
    "a link to an unknown document": Mistake(
        link("mema#p1"),
        "sources/memo/annotations.yml:7: did you mean 'memo'? [document-unknown]",
    ),
    "a link to an unknown page": Mistake(
        link("memo#pg_9"),
        "sources/memo/annotations.yml:7: there is no 'pg_9' in memo; [target-unknown]",
    ),
    "a link to an unknown annotation": Mistake(
        link("memo#secund"),
        "sources/memo/annotations.yml:7: did you mean memo#second? [target-unknown]",
    ),
    "a link in a note to an unknown place": Mistake(
        entry("- id: bad\n  exact: first\n  note: See [there](memo#p9).\n"),
        "sources/memo/annotations.yml:6: in the note of 'bad': there is no 'p9' in memo; [target-unknown]",
    ),
    "an unknown thread of a document": Mistake(
        {"sources/memo/metadata.yml": METADATA.replace("cuba", "cubo")},
        "sources/memo/metadata.yml:3: there is no thread 'cubo'; did you mean 'cuba'? [thread-unknown]",
    ),
    "an unknown thread of a passage": Mistake(
        entry("- id: bad\n  exact: first\n  threads: [berlin]\n"),
        "sources/memo/annotations.yml:6: there is no thread 'berlin'; [thread-unknown]",
    ),
    "an unknown entity": Mistake(
        entry("- id: bad\n  exact: first\n  entity: rusk\n"),
        "sources/memo/annotations.yml:4: there is no entity 'rusk'; [entity-unknown]",
    ),
    "a form in no document": Mistake(
        {"sources/people.yml": "- {id: rusk, name: R, forms: [Rusk, {form: Sec, in: [meno]}]}\n"},
        "sources/people.yml:1: there is no document 'meno'; did you mean 'memo'? [document-unknown]",
    ),
    "an identifier of a misspelt authority": Mistake(
        {"sources/people.yml": "- id: rusk\n  name: R\n  identifiers:\n    wkidata: Q1\n"},
        "sources/people.yml:4: 'wkidata': no authority is called so; did you mean 'wikidata'? [key-unknown]",
    ),
    "an authority with a capital": Mistake(
        {"sources/people.yml": "- {id: rusk, name: R, identifiers: {VIAF: '12'}}\n"},
        "sources/people.yml:1: 'VIAF': no authority is called so; did you mean 'viaf'? [key-unknown]",
    ),
    "an identifier of an authority that nobody knows": Mistake(
        {"sources/people.yml": "- {id: rusk, name: R, identifiers: {gnd: '118604325'}}\n"},
        "sources/people.yml:1: 'gnd': the authorities known here are frus, viaf, wikidata; of another, give "
        "the address: https://… [key-unknown]",
    ),
    "a number that is no item of Wikidata": Mistake(
        {"sources/people.yml": "- id: rusk\n  name: R\n  identifiers:\n    viaf: 12\n    wikidata: 12345\n"},
        "sources/people.yml:5: 'wikidata': '12345' is no identifier of this authority; write Q and digits, "
        "as Q9696 [value-invalid]",
    ),
    "a word that is no number of VIAF": Mistake(
        {"sources/people.yml": "- {id: rusk, name: R, identifiers: {viaf: abc}}\n"},
        "sources/people.yml:1: 'viaf': 'abc' is no identifier of this authority; write digits alone "
        "[value-invalid]",
    ),
    "an entry without its volume": Mistake(
        {"sources/people.yml": "- {id: rusk, name: R, identifiers: {frus: [frus1961-63v06#d65, d1]}}\n"},
        "sources/people.yml:1: 'frus': 'd1' is no identifier of this authority; write volume#entry, as "
        "frus1961-63v15#p_RD3 [value-invalid]",
    ),
    "an office that ends before it begins": Mistake(
        {
            "sources/people.yml": "- id: rusk\n  name: R\n  offices:\n"
            "  - {title: Secretary, from: 1963, until: 1961}\n"
        },
        "sources/people.yml:4: the office 'Secretary' ends before it begins; exchange 'from' and 'until' "
        "[value-invalid]",
    ),
    "a zone that is no place's": Mistake(
        {"sources/places.yml": "- {id: paris, name: Paris, time-zone: CET+1}\n"},
        "sources/places.yml:1: there is no time zone 'CET+1'; write that of a place in the IANA database, as "
        "Europe/Paris [value-invalid]",
    ),
    "a zone by its city alone": Mistake(
        {"sources/places.yml": "- {id: new-york, name: New York, time-zone: New York}\n"},
        "sources/places.yml:1: there is no time zone 'New York'; did you mean 'America/New_York'? "
        "[value-invalid]",
    ),
    "an hour after a blank": Mistake(
        {"sources/memo/metadata.yml": "date: 1962-11-12 9:00\n"},
        "sources/memo/metadata.yml:1: '1962-11-12 9:00' is not a date in EDTF; did you mean "
        "'1962-11-12T09:00'? [value-invalid]",
    ),
    "images in a folder of another name": Mistake(
        {"sources/memo/page/4.JPG": b""},
        "sources/memo/page:1: nothing reads a folder of this name; the images of pages belong into pages/ "
        "[file-unknown]",
    ),
    "annotations in a folder of another name": Mistake(
        {"sources/memo/annotation/d1.yml": NOTE, "sources/memo/source_files/seal.png": b""},
        "sources/memo/annotation:1: nothing reads a folder of this name; annotations belong into "
        "annotations/ [file-unknown]",
    ),
    "an image that is called after its page's address": Mistake(
        {**VOLUME, "sources/letter/pages/pg_4.png": PNG},
        "sources/letter/pages/pg_4.png:1: the source has no page 'pg_4'; call it 4.png [page-image-unknown]",
    ),
    "one entry of a list for two": Mistake(
        {
            "sources/people.yml": "- {id: rusk, name: R, identifiers: {frus: 'frus1961-63v15#p_R1'}}\n"
            "- {id: ball, name: B, identifiers: {frus: ['frus1961-63v15#p_R1']}}\n"
        },
        "sources/people.yml:2: 'frus1961-63v15#p_R1' is 'rusk' already; [id-duplicate]",
    ),
    "a record at the address of a list": Mistake(
        {"sources/terms.yml": "- {id: index, name: Index}\n"},
        "sources/terms.yml:1: the id 'index' is that of the list of its kind; [id-reserved]",
    ),
    "a record under the word for nobody": Mistake(
        {"sources/terms.yml": "- {id: none, name: None}\n"},
        "sources/terms.yml:1: 'none' says in annotations that a passage names nobody; [id-reserved]",
    ),
    "a record whose id is too long": Mistake(
        {"sources/terms.yml": f"- {{id: {'a' * 300}, name: A}}\n"},
        "sources/terms.yml:1: has 300 characters, and an id 100 at most; [value-invalid]",
    ),
    "a folder whose name is too long": Mistake(
        {f"sources/{'a' * 101}/source.txt": SOURCE},
        f"sources/{'a' * 101}:1: it has 101 characters, and an id 100 at most; [document-id]",
    ),
    "a link to what readers do not see": Mistake(
        entry(
            "- {id: nobody, exact: first, entity: none}\n- {id: two, exact: second, note: '[x](#nobody)'}\n"
        ),
        "sources/memo/annotations.yml:5: there is no 'nobody' in memo; [target-unknown]",
    ),
    "a link in the note of a record": Mistake(
        {"sources/terms.yml": "- {id: cable, name: Cable, note: 'See [this](memo#p9).'}\n"},
        "sources/terms.yml:1: in the note of 'cable': there is no 'p9' in memo; [target-unknown]",
    ),
    "a duplicate id": Mistake(
        entry("- id: second\n  exact: first\n  note: x\n"),
        "sources/memo/annotations.yml:4: 'second' is already the id of the entry on line 1; [id-duplicate]",
    ),
    "a misspelt key": Mistake(
        entry("- id: bad\n  exakt: first\n  note: x\n"),
        "sources/memo/annotations.yml:5: did you mean 'exact'? [key-unknown]",
    ),
    "malformed YAML": Mistake(
        entry("- id: [bad\n  exact: first\n"),
        "sources/memo/annotations.yml: [yaml-malformed]",
    ),
    "a source that is not UTF-8": Mistake(
        {"sources/memo/source.txt": SOURCE.encode() + b"\nCaf\xe9\n"},
        "sources/memo/source.txt:9: not UTF-8: byte 0xE9 at byte 4 of the line; [source-encoding]",
    ),
    "a missing source": Mistake(
        {"sources/memo/source.txt": None},
        "sources/memo/source.txt:1: there is no source here; [source-missing]",
    ),
    "a source of another name": Mistake(
        {"sources/frus1961-63v06/frus1961-63v06.xml": VOLUME["sources/letter/source.xml"]},
        "sources/frus1961-63v06/frus1961-63v06.xml:1: there is no source here but this file; if it is the "
        "source, call it source.xml [source-missing]",
    ),
    "a source without a folder": Mistake(
        {"sources/FRUS 61-63v06.xml": VOLUME["sources/letter/source.xml"], "sources/README.txt": "Hello"},
        "sources/FRUS 61-63v06.xml:1: nothing reads a file here; make a folder sources/frus-61-63v06/ and "
        "put it there as source.xml [file-unknown]",
    ),
    "a saved page without a folder": Mistake(
        {"sources/d66.htm": "<p>A letter</p>"},
        "sources/d66.htm:1: make a folder sources/d66/ and put it there as source.html [file-unknown]",
    ),
    "an empty source": Mistake(
        {"sources/memo/source.txt": "\n \n"},
        "sources/memo/source.txt:1: the source holds no text; [source-empty]",
    ),
    "a source with a character that no page can hold": Mistake(
        {"sources/memo/source.txt": SOURCE + "a\x00b\n"},
        "sources/memo/source.txt:8: the character U+0000 cannot stand on a web page; [source-character]",
    ),
    **{
        f"a source with U+{ord(character):04X}": Mistake(
            {"sources/memo/source.txt": SOURCE + f"a{character}b\n"},
            f"sources/memo/source.txt:8: the character U+{ord(character):04X} cannot stand on a web page; "
            "[source-character]",
        )
        for character in "\x0b\x85\ufdd0\U0001ffff\U0010fffe"
    },
    "a declared stamp that no longer matches": Mistake(
        {"sources/memo/metadata.yml": METADATA + "lines:\n  - kind: stamp\n    text: SANITIZED COPY\n"},
        "sources/memo/metadata.yml:5: [line-not-found]",
    ),
    "a note on a line of the text": Mistake(
        {
            "sources/memo/metadata.yml": METADATA
            + "lines:\n  - kind: heading\n    text: Memorandum\n    note: x\n"
        },
        "sources/memo/metadata.yml: 'note' is for what is not text, and this is a heading; [value-invalid]",
    ),
    "evidence that the source does not bear out": Mistake(
        {"sources/memo/metadata.yml": "place:\n  value: Bonn\n  evidence: Bonn, July 4\n"},
        "sources/memo/metadata.yml: the evidence 'Bonn, July 4' is not in [evidence-not-found]",
    ),
    "a date that is no date": Mistake(
        {"sources/memo/metadata.yml": "date: 1962-13-04\n"}, "sources/memo/metadata.yml:1: [value-invalid]"
    ),
    "a misspelt file": Mistake(
        {"sources/memo/anotations.yml": ANNOTATIONS},
        "sources/memo/anotations.yml:1: did you mean 'annotations.yml'? [file-unknown]",
    ),
    "a folder whose name is no id": Mistake(
        {"sources/The Memo/source.txt": SOURCE},
        "sources/The Memo:1: cannot be a document's id; [document-id]",
    ),
    "a page at a document's address, in a folder": Mistake(
        {"docs/documents/memo/README.md": "# Mine\n"},
        "docs/documents/memo/README.md:1: belongs to the document 'memo'; [page-taken]",
    ),
    "a page that is not UTF-8": Mistake(
        {"docs/about.md": b"# \xc9dition\n"}, "docs/about.md:1: not UTF-8: byte 0xC9; [source-encoding]"
    ),
    "a document with the name of the list": Mistake(
        {"sources/index/source.txt": SOURCE}, "sources/index:1: cannot be a document's id; [document-id]"
    ),
    "a thread with the name of the list": Mistake(
        {"sources/threads.yml": THREADS + "- id: index\n  title: Index\n"},
        "sources/threads.yml:3: the id 'index' is that of the list of threads; [id-reserved]",
    ),
    "a thread of a document that is not there": Mistake(
        {"sources/threads.yml": THREADS + "  documents: [mema]\n"},
        "sources/threads.yml:3: there is no document 'mema'; did you mean 'memo'? [document-unknown]",
    ),
    "a correction that runs over the end of a paragraph": Mistake(
        entry("- id: both\n  exact: speaks of Berlin. The second\n  correction: x\n"),
        "sources/memo/annotations.yml:4: the correction 'both' runs over the end of a paragraph; "
        "[correction-across-blocks]",
    ),
    "corrections that share words": Mistake(
        entry(
            "- id: a\n  exact: first paragraph\n  correction: x\n"
            "- id: b\n  exact: paragraph speaks\n  correction: y\n"
        ),
        "sources/memo/annotations.yml:7: the corrections 'a' and 'b' share words; [corrections-overlap]",
    ),
    "a correction of what has no reading": Mistake(
        entry("- id: bad\n  exact: first\n  correction: x\n  unclear: y\n"),
        "sources/memo/annotations.yml:4: 'unclear' is for a passage without a reading; [value-invalid]",
    ),
    "annotations that are a link to nowhere": Mistake(
        {
            "sources/memo/annotations.yml": None,
            "sources/memo/notes.txt": "",
            "loop": "sources/memo/annotations.yml",
        },
        "sources/memo/annotations.yml:1: cannot be read; [source-missing]",
    ),
    "a document of a volume that has the address of another": Mistake(
        {**VOLUME, "sources/letter-d2/source.txt": SOURCE},
        "sources/letter-d2:1: the document 'letter-d2' stands in sources/letter too, at the same address; "
        "[id-duplicate]",
    ),
    "annotations of a whole volume": Mistake(
        {**VOLUME, "sources/letter/annotations.yml": NOTE},
        "sources/letter/annotations.yml:1: the source is a volume; move each annotation to "
        "annotations/<document>.yml [document-unknown]",
    ),
    "annotations of a document that a volume does not have": Mistake(
        {**VOLUME, "sources/letter/annotations/d22.yml": NOTE},
        "sources/letter/annotations/d22.yml:1: the volume has no document 'd22'; did you mean 'd2'? "
        "[document-unknown]",
    ),
    "annotations for a document of what is no volume": Mistake(
        {"sources/memo/annotations/d1.yml": NOTE},
        "sources/memo/annotations/d1.yml:1: the source is one document; move these annotations to "
        "annotations.yml beside it [document-unknown]",
    ),
    "two files of annotations for one document of a volume": Mistake(
        {
            **VOLUME,
            "sources/letter/annotations/d1.yml": NOTE,
            "sources/letter/annotations/letter-d1.yml": NOTE,
        },
        "sources/letter/annotations/letter-d1.yml:1: d1.yml is about the same document; [file-unknown]",
    ),
    "annotations of a volume in a file whose ending is another": Mistake(
        {**VOLUME, "sources/letter/annotations/d1.yaml": NOTE},
        "sources/letter/annotations/d1.yaml:1: nothing reads a file of this name; call it d1.yml "
        "[file-unknown]",
    ),
    "annotations of a document of a volume, beside the volume": Mistake(
        {**VOLUME, "sources/letter/d1.yml": NOTE},
        "sources/letter/d1.yml:1: annotations of a volume's document belong into annotations/d1.yml "
        "[file-unknown]",
    ),
    "the same, by the document's whole address": Mistake(
        {**VOLUME, "sources/letter/letter-d1.yml": NOTE},
        "sources/letter/letter-d1.yml:1: belong into annotations/letter-d1.yml [file-unknown]",
    ),
    "a quotation that a document of a volume does not have": Mistake(
        {**VOLUME, "sources/letter/annotations/d1.yml": "- id: a\n  exact: of the second\n  note: x\n"},
        "sources/letter/annotations/d1.yml:1: 'of the second' is not in the text; [quote-not-found]",
    ),
    "a link to a document by the name that it has in its volume": Mistake(
        linked_in_volume("d2"),
        "sources/letter/annotations/d1.yml:5: there is no document 'd2'; did you mean 'letter-d2'? "
        "[document-unknown]",
    ),
    "a link to a whole volume": Mistake(
        linked_in_volume("letter"),
        "sources/letter/annotations/d1.yml:5: 'letter' is a volume; name one of its documents, as letter-d1 "
        "[document-unknown]",
    ),
    "a link to a page that is in another document of the volume": Mistake(
        linked_in_volume("letter-d1#pg_4"),
        "sources/letter/annotations/d1.yml:5: there is no 'pg_4' in letter-d1; did you mean letter-d2#pg_4? "
        "[target-unknown]",
    ),
    "a link to a page that is in no document of the volume": Mistake(
        linked_in_volume("letter-d2#pg_40"),
        "sources/letter/annotations/d1.yml:5: there is no 'pg_40' in letter-d2; did you mean "
        "letter-d2#pg_14? [target-unknown]",
    ),
    "a date for all documents of a volume": Mistake(
        {**VOLUME, "sources/letter/metadata.yml": "title: Letters\ndate: 1962\n"},
        "sources/letter/metadata.yml:2: 'date' is said of each document by the volume itself; [key-unknown]",
    ),
    "evidence about a whole volume": Mistake(
        {**VOLUME, "sources/letter/metadata.yml": "archive:\n  value: A\n  evidence: Archive\n"},
        "sources/letter/metadata.yml:2: 'evidence' is not looked for in a whole volume; [key-unknown]",
    ),
    "lines of a source that is no plain text": Mistake(
        {**tei("<p>a</p>"), "sources/letter/metadata.yml": "lines:\n- kind: stamp\n  text: a\n"},
        "sources/letter/metadata.yml:1: 'lines' is for sources of plain text; [key-unknown]",
    ),
    "a page at a document's address": Mistake(
        {"docs/documents/memo.md": "# Mine\n"},
        "docs/documents/memo.md:1: belongs to the document 'memo'; [page-taken]",
    ),
}


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    """Return a small edition without mistakes, and the file of an older site in it."""
    folder = tmp_path / "trial"
    files = {
        "mkdocs.yml": MKDOCS,
        "docs/about.md": "# About\n",
        "site/index.html": "what was published",
        "sources/threads.yml": THREADS,
        "sources/memo/source.txt": SOURCE,
        "sources/memo/metadata.yml": METADATA,
        "sources/memo/annotations.yml": ANNOTATIONS,
    }
    write(folder, files)
    return folder


def write(folder: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Write, or take away, files of an edition."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        elif name == "loop":
            (folder / str(content)).symlink_to(folder / str(content))
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build as an editor does."""
    return run(sys.executable, "-m", "mkdocs", "build", folder=folder)


def is_said(line: str, output: str) -> bool:
    """Whether some one line of `output` has the place, the words and the code of `line`, in this order."""
    parts = line.replace("; [", "\0[").replace(": [", "\0[").replace(" [", "\0[").split("\0")
    place, _, words = parts[0].partition(": ")
    return any(
        place in printed and words in printed and printed.rstrip().endswith(parts[1])
        for printed in output.splitlines()
    )


def test_the_trial_itself_is_without_mistakes(trial: Path) -> None:
    built = build(trial)
    assert built.returncode == 0, built.stderr
    assert (trial / "site/documents/memo/index.html").is_file()


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_is_one_clear_line_and_the_site_stays(mistake: Mistake, trial: Path) -> None:
    write(trial, mistake.files)
    before = digests(trial / "site")
    built = build(trial)
    assert (built.returncode, "Traceback" in built.stderr) == (1, False), built.stderr
    assert is_said(mistake.line, built.stderr), built.stderr
    assert built.stderr.count("ERROR") == 2, built.stderr  # the problem, and that the site was not touched
    assert digests(trial / "site") == before


@pytest.mark.parametrize("mistake", UNREADABLE.values(), ids=list(UNREADABLE))
def test_a_source_that_cannot_be_read_hides_no_mistake_beside_it(mistake: Mistake, trial: Path) -> None:
    write(trial, mistake.files)
    write(trial, entry("- id: lost\n  exact: nowhere at all\n  note: See [it](letter#p1).\n"))
    checked = run(EDITION, "check", folder=trial)
    assert is_said(mistake.line, checked.stdout), checked.stdout
    assert is_said(
        "sources/memo/annotations.yml:4: 'nowhere at all' is not in the text [quote-not-found]",
        checked.stdout,
    )
    assert checked.stdout.endswith("1 document, 1 annotation in place, 0 links, 2 errors\n"), checked.stdout


ONE_CAUSE = {
    "a lost passage that others link to": entry(
        "- id: lost\n  exact: nowhere at all\n- id: other\n  exact: first\n  note: See [it](#lost).\n"
        "  links:\n    - to: memo#lost\n      relation: answers\n      why: x\n"
    ),
    "an entry in error that others link to": entry(
        "- id: lost\n  exact: first\n  nota: x\n- id: other\n  exact: first\n"
        "  links:\n    - to: memo#lost\n      relation: answers\n      why: x\n"
    ),
    "an entry without an id to which others link": entry(
        "- idd: lost\n  exact: first\n  note: x\n- id: other\n  exact: speaks of Berlin. It\n"
        "  links:\n    - to: memo#lost\n      relation: answers\n      why: x\n"
    ),
    "threads that cannot be read": {"sources/threads.yml": "- id: [cuba\n"},
    "a thread in error": {"sources/threads.yml": "- id: cuba\n  titel: Cuba\n"},
    "names that cannot be read": entry("- id: other\n  exact: first\n  entity: rusk\n")
    | {"sources/people.yml": "rusk\n"},
}


@pytest.mark.parametrize("files", ONE_CAUSE.values(), ids=list(ONE_CAUSE))
def test_a_mistake_is_not_reported_again_wherever_it_is_felt(files: Mapping[str, str], trial: Path) -> None:
    write(trial, files)
    built = build(trial)
    assert built.returncode == 1
    assert built.stderr.count("ERROR") == 2, built.stderr


def test_a_link_to_a_document_that_cannot_be_read_is_no_mistake_of_its_own(trial: Path) -> None:
    write(trial, link("other#p1"))
    write(trial, {"sources/other/source.txt": b"Caf\xe9\n"})
    built = build(trial)
    assert built.stderr.count("ERROR") == 2, built.stderr


def test_a_lost_source_hides_no_other_mistake(trial: Path) -> None:
    write(
        trial,
        {"sources/memo/source.txt": None, "sources/memo/metadata.yml": METADATA.replace("cuba", "cubo")},
    )
    write(
        trial,
        entry(
            "- id: a\n  exact: first\n  entity: rusk\n  links:\n    - {to: mema, relation: answers, why: x}\n"
        ),
    )
    built = build(trial)
    codes = ("source-missing", "thread-unknown", "entity-unknown", "document-unknown")
    assert [built.stderr.count(f"[{code}]") for code in codes] == [1, 1, 1, 1], built.stderr
    assert "annotation-empty" not in built.stderr


def test_metadata_in_error_hide_no_other_mistake(trial: Path) -> None:
    write(trial, {"sources/memo/metadata.yml": METADATA + "tittle: x\n"})
    write(trial, entry("- id: lost\n  exact: nowhere at all\n  threads: [berlin]\n"))
    built = build(trial)
    codes = ("key-unknown", "quote-not-found", "thread-unknown")
    assert [built.stderr.count(f"[{code}]") for code in codes] == [1, 1, 1], built.stderr


PATTERNS = {
    "https://example.org/{vol}/{id}": (
        "has {vol}, for which nothing stands; the placeholders are {volume} and {id}"
    ),
    "https://example.org/{volume/{id}": "has a brace without its other half; write {volume} and {id}",
    "example.org/{volume}/{id}": "is no address; begin it with https://",
}


@pytest.mark.parametrize(("pattern", "problem"), PATTERNS.items())
def test_a_pattern_of_addresses_that_cannot_be_filled_is_refused(
    pattern: str, problem: str, trial: Path
) -> None:
    write(trial, {"mkdocs.yml": f"site_name: Trial\nplugins:\n  - edition:\n      references: '{pattern}'\n"})
    built = build(trial)
    assert (built.returncode, "Traceback" in built.stderr) == (1, False), built.stderr
    assert f"'{pattern}' {problem}\n" in built.stderr


def test_several_mistakes_are_all_reported_at_once(trial: Path) -> None:
    duplicate = "- id: second\n  exact: first\n  note: x\n"
    write(trial, entry(f"{duplicate}- id: lost\n  exact: nowhere at all\n  threads: [berlin]\n"))
    write(trial, {"sources/other/metadata.yml": "titel: x\n"})
    built = build(trial)
    codes = ("id-duplicate", "quote-not-found", "thread-unknown", "source-missing", "key-unknown")
    assert [code for code in codes if f"[{code}]" not in built.stderr] == []
    assert "problems in the edition's files; the site was not touched" in built.stderr


def test_what_is_odd_in_tei_and_hides_nothing_stops_no_build(trial: Path) -> None:
    odd = "<p xml:id='a'><date when='x'/>a</p><p xml:id='a'><uh-oh>b</uh-oh></p>"
    documents = f"<div type='document'>{odd}</div><div type='document' xml:id='d2'>{odd}</div>"
    write(trial, tei(documents, '<!DOCTYPE TEI SYSTEM "http://example.org/tei.dtd">'))
    checked = run(EDITION, "check", folder=trial)
    codes = ("xml-entity", "xml-id-duplicate", "document-nameless", "element-unknown")
    assert [checked.stdout.count(f"[{code}]") for code in codes] == [1, 1, 1, 1], checked.stdout
    assert build(trial).returncode == 0


UNUSED = {
    "misspelt": (
        "Berlim",
        "'Berlim' stands in no document; write it exactly as the texts have it, or take it away",
    ),
    "in capitals": ("{form: BERLIN, until: 1970}", "'BERLIN' stands in no document;"),
    "in another document": ("{form: Words, in: [memo, letter-d1]}", "'Words' does not stand in 'memo';"),
    "in others of a pattern": ("{form: Berlin, in: ['letter-*']}", "'Berlin' does not stand in 'letter-*';"),
    "in a volume": (
        "{form: Words, in: [letter]}",
        "'Words' cannot be in 'letter', which is a volume and no document: that is 'letter-*';",
    ),
    "of another time": ("{form: Berlin, from: 1970}", "'Berlin' stands in no document for which it counts;"),
    "of another time in its document": (
        "{form: Berlin, in: [memo], until: 1961}",
        "'Berlin' does not count in 'memo', because of its 'from', 'until' or 'not-in';",
    ),
}


@pytest.mark.parametrize(("form", "message"), UNUSED.values(), ids=list(UNUSED))
def test_a_form_that_stands_nowhere_is_a_notice(form: str, message: str, trial: Path) -> None:
    write(
        trial, {**VOLUME, "sources/places.yml": f"- id: berlin\n  name: B\n  forms:\n  - Cuba\n  - {form}\n"}
    )
    checked = run(EDITION, "check", folder=trial)
    notices = [line for line in checked.stdout.splitlines() if "[form-unused]" in line]
    assert (checked.returncode, len(notices)) == (0, 1), checked.stdout
    assert notices[0].startswith(f"notice: sources/places.yml:5: {message}"), notices


def test_a_folder_that_nothing_reads_is_reported_where_the_source_was_read_before(trial: Path) -> None:
    assert "file-unknown" not in run(EDITION, "check", folder=trial).stdout
    write(trial, {"sources/memo/images/4.png": PNG})
    assert "sources/memo/images:1: " in run(EDITION, "check", folder=trial).stdout


USED = {
    "in a note": ({**VOLUME, **tei("<p>a<note n='1'>See Bonn.</note></p>")}, "Bonn"),
    "of which nothing decides whom it names": (
        {"sources/bodies.yml": "- {id: senate, name: Senate, forms: [Berlin]}\n"},
        "Berlin",
    ),
    "only within a longer form": ({}, "Berlin. It, speaks of Berlin. It"),
    "in the metadata": ({"sources/memo/metadata.yml": METADATA + "place: Bonn, the Embassy\n"}, "Bonn"),
    "in a source that cannot be read": ({"sources/letter/source.xml": "<TEI"}, "Bonn"),
    "in some document of a pattern": (VOLUME, "{form: the first, in: ['letter-*']}"),
}


@pytest.mark.parametrize(("files", "forms"), USED.values(), ids=list(USED))
def test_a_form_that_stands_somewhere_is_none(
    files: Mapping[str, str | bytes | None], forms: str, trial: Path
) -> None:
    write(trial, {**files, "sources/places.yml": f"- {{id: berlin, name: B, forms: [{forms}]}}\n"})
    checked = run(EDITION, "check", folder=trial)
    assert "form-unused" not in checked.stdout, checked.stdout


WASHINGTON = (
    "- {id: washington, name: Washington, time-zone: America/New_York}\n"
    "- {id: bonn, name: Bonn, time-zone: Europe/Berlin}\n"
)
CONTRADICTED = (
    "'1962-11-12T11:00-04:00' is an hour of UTC−4, and Washington had UTC−5 then; write -05:00, or leave the "
    "offset away; if the source goes by another clock, say under 'supplied' how it is known "
    "[offset-disagrees]"
)
OFFSETS = {
    "of summer in winter": (
        "date: 1962-11-12T11:00-04:00\nplace: Washington\n",
        f"warning: sources/memo/metadata.yml:1: {CONTRADICTED}",
    ),
    "with a ground": (
        "place: Washington\ndate: {value: '1962-11-12T11:00-04:00', supplied: The clock of the ship.}\n",
        f"notice: sources/memo/metadata.yml:2: {CONTRADICTED}",
    ),
    "of the place": ("date: 1962-11-12T11:00-05:00\nplace: Washington\n", None),
    "of one of two places": ("date: 1962-11-12T11:00+01:00\nplace: Washington; Bonn\n", None),
    "of a place without a zone": ("date: 1962-11-12T11:00+02:00\nplace: Washington; Moscow\n", None),
    "in UTC": ("date: 1962-11-12T11:00Z\nplace: Washington\n", None),
}


@pytest.mark.parametrize(("metadata", "line"), OFFSETS.values(), ids=list(OFFSETS))
def test_an_hour_that_is_not_one_of_its_place_is_a_warning(
    metadata: str, line: str | None, trial: Path
) -> None:
    write(trial, {"sources/memo/metadata.yml": metadata, "sources/places.yml": WASHINGTON})
    checked = run(EDITION, "check", folder=trial)
    assert checked.stdout.splitlines()[:-1] == ([line] if line else []), checked.stdout


def test_the_command_says_the_same_and_ends_alike(trial: Path) -> None:
    write(trial, entry("- id: bad\n  exact: nowhere at all\n  note: x\n"))
    checked = run(EDITION, "check", folder=trial)
    assert (checked.returncode, "[quote-not-found]" in checked.stdout) == (1, True), checked.stdout


@pytest.mark.parametrize(
    ("name", "message"),
    {
        "d2": "there is no document 'd2'; did you mean 'letter-d2'?",
        "letter": "'letter' is a volume; name one of its documents, as letter-d1",
        "mema": "there is no document 'mema'; did you mean 'memo'?",
        "x": "there is no document 'x'; the documents are letter-ch1, letter-d1, letter-d2, memo",
    }.items(),
)
def test_a_command_about_a_document_that_is_not_there_names_the_nearest(
    name: str, message: str, trial: Path
) -> None:
    write(trial, VOLUME)
    assert run(EDITION, "account", name, folder=trial).stderr == f"Error: {message}\n"


def test_a_quoted_passage_comes_with_the_file_into_which_it_belongs(trial: Path) -> None:
    write(trial, VOLUME)
    quoted = [
        run(EDITION, "quote", *of, folder=trial).stdout for of in (("memo", "Cuba"), ("letter-d1", "Words"))
    ]
    assert [words.splitlines()[0] for words in quoted] == [
        "# sources/memo/annotations.yml",
        "# sources/letter/annotations/d1.yml",
    ]


def test_who_quotes_a_note_is_told_that_it_is_one(trial: Path) -> None:
    write(trial, tei("<p>Words of<note n='2'>Kennedy Library</note> the first.</p>"))
    assert run(EDITION, "quote", "letter", "Kennedy Library", folder=trial).stderr == (
        "Error: 'Kennedy Library' is not in the text: it is in the document's own note 2; annotate the words "
        "of the text that call the note\n"
    )


def test_the_first_edition_is_without_errors() -> None:
    checked = run(EDITION, "check", folder=ROOT)
    assert checked.returncode == 0, checked.stdout
