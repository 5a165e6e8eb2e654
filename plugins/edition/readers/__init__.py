"""From a source to a document: one reader for each format, and the choice among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

from edition.diagnostics import Code, Diagnostic, Location
from edition.readers.declared import metadata_path
from edition.readers.frus_web import read_frus_web
from edition.readers.lines import split_lines
from edition.readers.typescript import read_typescript

if TYPE_CHECKING:
    from edition.model import Document
    from edition.schema import Metadata
    from edition.sources import Source

READERS = {"frus-web": read_frus_web, "typescript": read_typescript}

_WEB_TITLE = re.compile(
    r"\s*\d+[A-Za-z]?\.\s+(?:[A-Z]\w+ .*\w|Letter|Memorandum|Note|Paper|Telegram)\)?\d{0,2}\s*(?:\n|$)"
)
_WEB_PAGE = re.compile(r"\[Page [^\[\]\s]{1,12}\]")
_WEB_NOTES = re.compile(r"^[ \t]+1\.\s+\S.*(?:\n[ \t]*|\n[ \t]+\S.*)*\Z", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Read:
    """A document, and the problems that its reader has found."""

    document: Document
    diagnostics: tuple[Diagnostic, ...]


def read(source: Source, metadata: Metadata) -> Read:
    """Return the document in `source`, read as its metadata say, or else as its content suggests."""
    chosen = metadata.format or suggested_format(source.content)
    problems: list[Diagnostic] = []
    if chosen not in READERS:
        known = " or ".join(f"'{name}'" for name in READERS)
        message = f"there is no format '{chosen}'; write {known}, or leave 'format' out"
        problems.append(
            Diagnostic(
                Code.FORMAT_UNKNOWN, message, Location(metadata_path(source), metadata.line_of("format"))
            )
        )
        chosen = suggested_format(source.content)
    document, more = READERS[chosen](source, metadata)
    return Read(document, (*problems, *more))


def suggested_format(content: str) -> str:
    """Return the format that a source seems to have.

    A web text has a numbered title, page notations or a list of notes that is indented more than the text;
    all else is a typescript.
    """
    content = "\n".join(split_lines(content))
    notes = _WEB_NOTES.search(dedent(content))
    is_web = _WEB_TITLE.match(content) or _WEB_PAGE.search(content) or notes
    return "frus-web" if is_web else "typescript"
