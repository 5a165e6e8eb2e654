"""The texts of the benchmark: whole volumes of FRUS, repeated under new ids until they suffice."""

from __future__ import annotations

import gzip
import json
import re
from copy import deepcopy
from dataclasses import dataclass
from itertools import count, islice
from typing import TYPE_CHECKING

from lxml import etree

from scripts.benchmark.words import EDITORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_ID = "{http://www.w3.org/XML/1998/namespace}id"
# One document in twenty is annotated, at three passages of five words each.
_ANNOTATED, _PASSAGES = 20, 3
_QUOTED_WORDS = slice(3, 8)
_LEAST_WORDS = 12
# The same note in Markdown, which our engine reads, and in TEI, for the sites that have only notes.
_NOTE = (
    "What is said here should be compared with the record of the *other* side, as far as it is known; see the"
    " [volume](https://history.state.gov/historicaldocuments) and its list of persons. Revision 0."
)
_NOTE_TEI = _NOTE.replace("*other*", '<hi rend="italic">other</hi>').replace(
    "[volume](https://history.state.gov/historicaldocuments)",
    '<ref target="https://history.state.gov/historicaldocuments">volume</ref>',
)
REVISION = re.compile(r"(?<=Revision )\d+")
"""What one edit changes: the revision that the note of an annotation names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a document, found once in it, to which a note of the editors is tied."""

    id: str
    exact: str

    def entry(self) -> str:
        """Return the annotation as an entry of a file of annotations."""
        exact = json.dumps(self.exact, ensure_ascii=False)
        return f"- id: {self.id}\n  exact: {exact}\n  note: |\n    {_NOTE}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of a volume. `division` is its element, in which white space is as in the source."""

    id: str
    division: etree._Element
    passages: tuple[Passage, ...]

    def annotated(self) -> etree._Element:
        """Return the division with each annotation as a further note, for sites that have only notes."""
        division = deepcopy(self.division)
        for passage in self.passages:
            _insert_note(division, passage)
        return division


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """A volume: its id, its source, and the documents that it holds."""

    id: str
    data: bytes
    documents: tuple[Document, ...]

    def homes(self) -> Mapping[str, str]:
        """Return for every `xml:id` inside the volume's documents the document that holds it."""
        return {
            name: document.id
            for document in self.documents
            for element in document.division.iter()
            if (name := element.get(_ID))
        }


def read_volumes(folder: Path) -> tuple[Volume, ...]:
    """Return the volumes in `folder`, the largest first."""
    paths = sorted(folder.glob("*.xml.gz"), key=lambda path: -path.stat().st_size)
    return tuple(
        _volume(path.name.removesuffix(".xml.gz"), gzip.decompress(path.read_bytes())) for path in paths
    )


def enough(volumes: tuple[Volume, ...], documents: int) -> Iterator[Volume]:
    """Yield `volumes`, and again under new ids, until there are `documents`; the last is cut to fit."""
    missing = documents
    for copy in count(1):
        for volume in volumes:
            if missing <= 0:
                return
            name = volume.id if copy == 1 else f"{volume.id}-copy{copy}"
            yield _renamed(volume, name) if len(volume.documents) <= missing else _cut(volume, name, missing)
            missing -= len(volume.documents)


def single(volume: Volume, document: Document) -> bytes:
    """Return a file of TEI that holds one document of a volume, with the volume's header."""
    root = etree.fromstring(volume.data)
    text = root.find("{*}text")
    if text is None:
        raise ValueError(f"{volume.id} has no text")
    text.clear()
    body = etree.SubElement(text, f"{{{root.nsmap[None]}}}body")
    body.append(deepcopy(document.division))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _volume(name: str, data: bytes) -> Volume:
    divisions = etree.fromstring(data).iterfind(".//{*}div[@type='document']")
    documents = (
        Document(id=division.get(_ID, ""), division=division, passages=_passages(division, place))
        for place, division in enumerate(divisions)
    )
    return Volume(id=name, data=data, documents=tuple(documents))


def _renamed(volume: Volume, name: str) -> Volume:
    old, new = (f'<idno type="frus">{one}</idno>'.encode() for one in (volume.id, name))
    return Volume(id=name, data=volume.data.replace(old, new), documents=volume.documents)


def _cut(volume: Volume, name: str, documents: int) -> Volume:
    """Return `volume` with its first `documents` only; chapters that lose all theirs stay."""
    root = etree.fromstring(_renamed(volume, name).data)
    for division in root.findall(".//{*}div[@type='document']")[documents:]:
        parent = division.getparent()
        if parent is not None:
            parent.remove(division)
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return Volume(id=name, data=data, documents=volume.documents[:documents])


def _passages(division: etree._Element, place: int) -> tuple[Passage, ...]:
    if place % _ANNOTATED:
        return ()
    whole = _collapsed("".join(division.itertext()))
    quotes = (exact for paragraph in division.iterfind("{*}p") if (exact := _quote(paragraph, whole)))
    chosen = enumerate(islice(quotes, _PASSAGES), start=1)
    return tuple(Passage(id=f"passage-{number}", exact=exact) for number, exact in chosen)


def _quote(paragraph: etree._Element, whole: str) -> str:
    """Return a few words near the beginning of `paragraph` that occur once in the document, or nothing."""
    words = (paragraph.text or "").split()
    exact = " ".join(words[_QUOTED_WORDS])
    return exact if len(words) >= _LEAST_WORDS and whole.count(exact) == 1 else ""


def _insert_note(division: etree._Element, passage: Passage) -> None:
    for paragraph in division.iterfind("{*}p"):
        before, found, after = _collapsed(paragraph.text or "").partition(passage.exact)
        if found:
            note = etree.fromstring(
                f'<note xmlns="{etree.QName(paragraph).namespace}">{EDITORS} {_NOTE_TEI}</note>'
            )
            note.tail = after
            paragraph.text = before + found
            paragraph.insert(0, note)
            return


def _collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text)
