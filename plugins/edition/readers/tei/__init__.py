"""From a TEI file to an opened volume or document, and from there to one division at a time.

Opening parses the file and finds its divisions, names and problems; reading makes the text of one division,
so that the work can be shared out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.model import DivisionKind, Document
from edition.readers.tei.account import draw_account, string_value
from edition.readers.tei.metadata import date_problems, document_metadata, letter_metadata
from edition.readers.tei.parse import TeiError
from edition.readers.tei.text import read_text
from edition.readers.tei.volume import OpenedTei, open_tei

if TYPE_CHECKING:
    from edition.readers.tei.text import DivisionText
    from edition.schema import Metadata

__all__ = ["OpenedTei", "ReadDivision", "TeiError", "count_division", "open_tei", "read_division"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDivision:
    """One division, read: its text, what it says of itself, and what is odd about it."""

    document: Document
    metadata: Metadata
    diagnostics: tuple[Diagnostic, ...]


def read_division(opened: OpenedTei, name: str) -> ReadDivision:
    """Return one division, read; a KeyError says that there is none of this name."""
    part = opened.parts[name]
    division = part.division
    read = read_text(part.element, names=opened.entries, first_page=part.first_page)
    document = Document(
        id=division.id,
        format="tei",
        body=read.body,
        notes=read.notes,
        furniture=(),
        account=(),
        number=division.number,
        title=part.title,
    )
    problems = _pointers(read, opened.path)
    if division.kind is not DivisionKind.DOCUMENT:
        return ReadDivision(document=document, metadata=opened.shared, diagnostics=problems)
    metadata = document_metadata(part, opened.shared)
    if opened.volume is None:
        metadata = letter_metadata(opened.header, metadata)
    problems = (*date_problems(part.dates, opened.path), *problems)
    return ReadDivision(document=document, metadata=metadata, diagnostics=problems)


def _pointers(read: DivisionText, path: str) -> tuple[Diagnostic, ...]:
    """Return a notice for each name, and each call of a note, that points to nothing in the file."""
    said = [
        (f"no list of the file has '{name}', to which a name points", line)
        for name, line in read.dangling
        if ":" not in name
    ]
    said += [
        (f"the document has no note '{name}', which is called here", line) for name, line in read.unanswered
    ]
    return tuple(
        Diagnostic(
            Code.REFERENCE_DANGLING,
            f"{what}; the words stand without a link",
            Location(path, line),
            Severity.NOTICE,
        )
        for what, line in said
    )


def count_division(opened: OpenedTei, name: str) -> tuple[str, Document]:
    """Return the characters of a division, and the document read from them with the account of each."""
    part = opened.parts[name]
    read = read_text(part.element, names=opened.entries, first_page=part.first_page)
    document = replace(read_division(opened, name).document, account=draw_account(part.element, read))
    return string_value(part.element), document
