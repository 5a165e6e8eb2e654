"""What can be wrong with an edition's files, and how an editor is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALIKE = 60
_LONGEST_QUOTED = 60
_LONGEST_NAME = 100
_ROUNDING = 0.01


UNMERGED = (
    "a merge has left its marks here; resolve it: keep the lines of both sides, and take away those that "
    "begin with <<<<<<<, ======= and >>>>>>>"
)
"""What an editor is told of a file in which two versions stand side by side."""


class Severity(StrEnum):
    """How much a problem matters: an error stops a build, a warning stops a strict one, a notice none."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Code(StrEnum):
    """Every kind of problem. Each has an entry in the documentation and a case among the tests."""

    ADDRESS_LOST = "address-lost"
    ADDRESS_MOVED = "address-moved"
    ADDRESSES_NEW = "addresses-new"
    ANNOTATION_EMPTY = "annotation-empty"
    CORRECTION_ACROSS_BLOCKS = "correction-across-blocks"
    CORRECTIONS_OVERLAP = "corrections-overlap"
    DATE_DISAGREES = "date-disagrees"
    DATE_MALFORMED = "date-malformed"
    DOCUMENT_ID = "document-id"
    DOCUMENT_MISSING = "document-missing"
    DOCUMENT_NAMELESS = "document-nameless"
    DOCUMENT_UNKNOWN = "document-unknown"
    DOCUMENTS_NONE = "documents-none"
    ELEMENT_UNKNOWN = "element-unknown"
    ENTITY_UNKNOWN = "entity-unknown"
    EVIDENCE_NOT_FOUND = "evidence-not-found"
    FILE_UNKNOWN = "file-unknown"
    FORM_AMBIGUOUS = "form-ambiguous"
    FORM_UNUSED = "form-unused"
    FORMAT_UNKNOWN = "format-unknown"
    ID_DUPLICATE = "id-duplicate"
    ID_RESERVED = "id-reserved"
    KEY_DUPLICATE = "key-duplicate"
    KEY_MISSING = "key-missing"
    KEY_UNKNOWN = "key-unknown"
    LEDGER_MALFORMED = "ledger-malformed"
    LINE_AMBIGUOUS = "line-ambiguous"
    LINE_NOT_FOUND = "line-not-found"
    LINK_BROKEN = "link-broken"
    NOT_TEI = "not-tei"
    NOT_A_DOCUMENT = "not-a-document"
    NOTE_MISSING = "note-missing"
    NOTE_REFERENCE_AMBIGUOUS = "note-reference-ambiguous"
    NOTE_REFERENCE_INFERRED = "note-reference-inferred"
    NOTE_REFERENCE_NOT_FOUND = "note-reference-not-found"
    NOTE_UNREFERENCED = "note-unreferenced"
    OFFSET_DISAGREES = "offset-disagrees"
    OFFSET_UNKNOWN = "offset-unknown"
    PACK_FRONT_MATTER = "pack-front-matter"
    PACK_NAME = "pack-name"
    PAGE_IMAGE_TWICE = "page-image-twice"
    PAGE_IMAGE_TYPE = "page-image-type"
    PAGE_IMAGE_UNKNOWN = "page-image-unknown"
    PAGE_IMAGE_UNREADABLE = "page-image-unreadable"
    PAGE_REPEATED = "page-repeated"
    PAGE_TAKEN = "page-taken"
    PASSAGE_REPEATED = "passage-repeated"
    PASSAGE_UNKNOWN = "passage-unknown"
    QUOTE_AMBIGUOUS = "quote-ambiguous"
    QUOTE_NOT_FOUND = "quote-not-found"
    RANGE_REVERSED = "range-reversed"
    REDIRECT_CHAIN = "redirect-chain"
    REDIRECT_UNKNOWN = "redirect-unknown"
    REDIRECT_UNNEEDED = "redirect-unneeded"
    REFERENCE_DANGLING = "reference-dangling"
    REFERENCE_MALFORMED = "reference-malformed"
    REQUEST_FOREIGN = "request-foreign"
    SITE_ADDRESS_MISSING = "site-address-missing"
    SOURCE_CHARACTER = "source-character"
    SOURCE_EMPTY = "source-empty"
    SOURCE_ENCODING = "source-encoding"
    SOURCE_MISSING = "source-missing"
    SOURCE_TWICE = "source-twice"
    TARGET_UNKNOWN = "target-unknown"
    THREAD_UNKNOWN = "thread-unknown"
    UNSAFE_HTML = "unsafe-html"
    VALUE_INVALID = "value-invalid"
    XML_ENTITY = "xml-entity"
    XML_ID_DUPLICATE = "xml-id-duplicate"
    XML_MALFORMED = "xml-malformed"
    YAML_MALFORMED = "yaml-malformed"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A line of a file; the path is relative to the edition, the line counts from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        """Return `file:line`, as text editors understand it."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem, where it is, and what to do about it."""

    code: Code
    message: str
    location: Location
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Return `file:line: what is wrong; what to do [code]`."""
        message = self.message.replace("\r", " ").replace("\n", " ")
        return f"{self.location}: {message} [{self.code}]"


def shortened(words: str) -> str:
    """Return what somebody wrote, in a length that fits a line."""
    return words if len(words) <= _LONGEST_QUOTED else f"{words[:_LONGEST_QUOTED]}…"


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like `name`, or None where none is like it.

    Of several that are equally like it, it is the first of the alphabet.
    """
    choices, name = list(known), name[:_LONGEST_NAME]
    best = process.extractOne(name, choices, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if best is None:
        return None
    least = best[1] - _ROUNDING
    equals = process.extract(name, choices, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    return min(choice for choice, *_ in equals)


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return what to do about a name that nothing has: the name that is most like it, or else `otherwise`."""
    near = nearest_name(name, known)
    return f"did you mean {near!r}?" if near else otherwise
