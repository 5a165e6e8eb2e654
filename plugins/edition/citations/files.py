"""The files of a citation that programs read: CSL-JSON, RIS and BibTeX.

What is known of the site alone, its name and the document's address on it, is put in later: a file has holes
for it, which a caller makes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from edition.citations.dates import CHICAGO, date_words, dating_of
from edition.citations.numbers import Shortening, all_pages, split_range, volume_number
from edition.citations.variables import csl_variables, note_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from edition.citations.dates import CitedDate
    from edition.citations.names import Name
    from edition.citations.record import Citation, Container

_TEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "$&#_%"},
        "\\": "\\textbackslash{}",
        "{": "\\textbraceleft{}",
        "}": "\\textbraceright{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
    }
)
_SPECIAL = re.compile(r"[$&#_%\\{}~^]")
# An encoder is made anew by `json.dumps`, which takes longer than to write a word.
_encode = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class OfTheSite:
    """What the site adds to a file: to its note, the address, and for a paper in what it is printed.

    Each is put into the file as it stands: it is written in the file's own way.
    """

    note: str = ""
    address: str = ""
    container: str = ""


def csl_json(one: Citation, site: OfTheSite) -> str:
    """Return the citation as a list of one item in CSL-JSON."""
    found = csl_variables(one).items()
    said = ",\n ".join(f'"{name}": {_encode(value)}' for name, value in found)
    note = _encode(note_of(one))[1:-1]
    further = ("" if one.is_printed else site.container) + ("" if one.url else site.address)
    return f'[{{\n {said},\n "note": "{note}{site.note}"{further}\n}}]\n'


def json_words(words: str) -> str:
    """Return words as they stand between the quotation marks of JSON."""
    return _encode(words)[1:-1]


def ris(one: Citation, site: OfTheSite) -> str:
    """Return the citation in RIS: a tag, two blanks, a hyphen and a blank, and lines ended as in DOS."""
    volume = _ris_volume(one.container) if one.is_printed else ""
    title = _ris_lines([("ID", one.id), ("TI", one.title), *(("AU", name.parted) for name in one.author)])
    note = _ris_line("N1", f"{note_of(one)}\3").replace("\3", site.note)
    further = ("" if one.is_printed else site.container) + ("" if one.url else site.address)
    kind = "CHAP" if one.is_printed else "PCOMM" if one.is_letter else "UNPB"
    return f"{_ris_line('TY', kind)}{title}{volume}{_ris_lines(_ris_fields(one))}{further}{note}ER  - \r\n"


def _ris_lines(fields: Iterable[tuple[str, str]]) -> str:
    return "".join([_ris_line(tag, value) for tag, value in fields if value.strip()])


def _ris_line(tag: str, value: str) -> str:
    return f"{tag}  - {' '.join(value.split())}\r\n"


@lru_cache(maxsize=256)
def _ris_volume(one: Container) -> str:
    """Return the lines of the volume in which a document is printed."""
    return _ris_lines(
        [
            ("T2", one.container_title),
            *(("A2", name.parted) for name in one.editor),
            ("T3", one.collection_title),
            *(("A3", name.parted) for name in one.collection_editor),
            ("VL", volume_number(one.volume)),
            ("PB", one.publisher),
            ("CY", one.publisher_place),
            *_ris_date(one.issued),
        ]
    )


def _ris_fields(one: Citation) -> Iterator[tuple[str, str]]:
    if one.is_printed:
        yield "SE", one.document_number
        yield "OP", date_words(one.date, CHICAGO) if one.date else ""
    else:
        yield "A2", "; ".join(name.natural for name in one.recipient)
        yield "AV", ", ".join(filter(None, (one.archive_location.certain, one.archive.certain)))
    yield from zip(("SP", "EP"), split_range(one.page), strict=True)
    yield from () if one.is_printed else _ris_date(one.date)
    yield "M3", one.genre
    yield "IS" if not one.is_printed else "M1", one.number
    yield "LA", one.language
    yield "UR", one.url


def _ris_date(date: CitedDate | None) -> Iterator[tuple[str, str]]:
    """Yield the year and the day; RIS has no room for a doubt, so that only what is certain stands there.

    Of a time it is the first day; the whole is told in words.
    """
    if date is None or not date.is_certain:
        yield "C6", date_words(date, CHICAGO) if date else ""
        return
    first = dating_of(date.edtf).first
    if first and first.year.isdecimal():
        yield "PY", first.year
        season = 21
        day = (
            f"{first.month:02}" if 0 < first.month < season else "",
            f"{first.day:02}" if first.day else "",
        )
        yield "DA", f"{first.year}/{day[0]}/{day[1]}/" if day[0] else ""
        yield "C6", "" if date.is_exact else date_words(date, CHICAGO)


def bibtex(one: Citation, site: OfTheSite) -> str:
    """Return the citation in BibTeX, with the fields that biblatex knows; braces keep its capitals."""
    lines = _bibtex_lines(_bibtex_fields(one)) + (_bibtex_volume(one.container) if one.is_printed else "")
    note = f"{tex(note_of(one))} ".lstrip()
    kind = "incollection" if one.is_printed else "misc"
    further = ("" if one.is_printed else site.container) + ("" if one.url else site.address)
    return f"@{kind}{{{one.id},\n{lines}  note = {{{note}{site.note}}}{further}\n}}\n"


def _bibtex_lines(fields: Iterable[tuple[str, str]]) -> str:
    return "".join([f"  {name} = {{{value}}},\n" for name, value in fields if value])


@lru_cache(maxsize=256)
def _bibtex_volume(one: Container) -> str:
    """Return the fields of the volume in which a document is printed."""
    return _bibtex_lines(
        (
            ("booktitle", _kept(one.container_title)),
            ("series", _kept(one.collection_title)),
            ("volume", tex(volume_number(one.volume))),
            ("editor", _bibtex_names(one.editor)),
            ("editora", _bibtex_names(one.collection_editor)),
            ("publisher", _kept(one.publisher)),
            ("address", _kept(one.publisher_place)),
            *_bibtex_date(one.issued),
        )
    )


@lru_cache(maxsize=4096)
def tex(words: str) -> str:
    """Return words without what TeX takes for its own signs."""
    said = " ".join(words.split())
    return said.translate(_TEX) if _SPECIAL.search(said) else said


def _bibtex_fields(one: Citation) -> Iterator[tuple[str, str]]:
    yield "author", _bibtex_names(one.author)
    yield "title", _kept(one.title)
    if one.is_printed:
        yield "chapter", tex(one.document_number)
        yield "origdate", _origin(one.date)
    else:
        yield "howpublished", tex(" ".join(filter(None, (one.genre, one.number))))
        yield "library", tex(", ".join(filter(None, (one.archive_location.certain, one.archive.certain))))
    yield "pages", tex(all_pages(one.page, Shortening.NONE, "--"))
    yield from () if one.is_printed else _bibtex_date(one.date)
    yield "language", tex(one.language)
    yield "url", one.url


def _kept(words: str) -> str:
    """Return words in braces, so that no style takes their capitals."""
    return f"{{{tex(words)}}}" if words else ""


def _bibtex_names(names: Iterable[Name]) -> str:
    return " and ".join(_bibtex_name(name) for name in names)


def _bibtex_name(name: Name) -> str:
    if name.literal:
        return f"{{{tex(name.literal)}}}"
    joint = "" if name.particle.endswith(("’", "'")) else " "
    last = f"{tex(name.particle)}{joint}{_part(name.family)}".strip()
    return ", ".join(filter(None, (last, tex(name.suffix), _part(name.given))))


def _part(words: str) -> str:
    """Return a part of a name; in braces, where BibTeX would take it apart."""
    return (
        f"{{{tex(words)}}}" if "," in words or " and " in f" {words} " or words.count(" ") > 1 else tex(words)
    )


def _origin(date: CitedDate | None) -> str:
    """Return when a document was written, in the part of EDTF that biblatex reads."""
    if date is None or date.edtf.startswith("[") or date.is_likely:
        return tex(date_words(date, CHICAGO)) if date else ""
    return "/".join(end.partition("T")[0] for end in date.edtf.split("/"))


def _bibtex_date(date: CitedDate | None) -> Iterator[tuple[str, str]]:
    if date is None:
        return
    first = dating_of(date.edtf).first
    season = 21
    if not date.is_certain or first is None or not first.year.isdecimal():
        yield "year", tex(date_words(date, CHICAGO))
        return
    yield "year", str(int(first.year))
    if not date.is_exact:
        yield "date", _origin(date)
        return
    yield "month", date_words(date, CHICAGO).split()[0] if first.month >= season else str(first.month or "")
    yield "day", str(first.day or "")


def of_the_site(name: str, address: str) -> Mapping[str, OfTheSite]:
    """Return what the site adds to each kind of file; without a name, nothing of the edition is said."""
    consulted = f"Consulted in {name}" if name else ""
    where = f", {address}" if name and address else address
    said = consulted + where
    return {
        "csl": OfTheSite(
            json_words(said),
            f',\n "URL": "{json_words(address)}"' if address else "",
            f',\n "container-title": "{json_words(name)}"' if name else "",
        ),
        "ris": OfTheSite(
            " ".join(said.split()),
            f"UR  - {address}\r\n" if address else "",
            f"T2  - {' '.join(name.split())}\r\n" if name else "",
        ),
        "bib": OfTheSite(
            tex(consulted) + (f", \\url{{{address}}}" if address else ""),
            f",\n  url = {{{address}}}" if address else "",
            f",\n  booktitle = {{{{{tex(name)}}}}}" if name else "",
        ),
    }
