"""From a page's bytes to its characters: a byte order mark, what the page says, UTF-8, windows-1252."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# HTML: a declaration counts only at the beginning; browsers look at 1,024 bytes, savers add a line or two.
_HEAD = 4096
_DECLARED = re.compile(
    rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]*encoding=[\"']([\w.:-]+)", re.IGNORECASE
)
# HTML: pages that call themselves Latin-1 are windows-1252; one whose declaration can be read is not UTF-16.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}


class EncodingError(Exception):
    """The bytes of a page are not the characters that it says; or there are none."""

    def __init__(self, code: Code, message: str, line: int = 1) -> None:
        """Keep the code and the line beside the sentence."""
        super().__init__(message)
        self.code = code
        self.line = line


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's characters, and what an editor is told about how they were read."""

    text: str
    notices: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Return the characters of a page; raises EncodingError where its bytes are no such characters."""
    if not data.strip():
        raise EncodingError(Code.SOURCE_EMPTY, "the page is empty; save it again")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], encoding, "its first bytes say"))
    declared = _declared(data)
    name = _codec(declared)
    if name == "utf-8":
        return Decoded(_strictly(data, name, "it says"))
    notices = list(_notices(declared, name))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if name is None:
            notices.append("the page does not say how its characters are written; read as windows-1252")
        return Decoded(_strictly(data, name or "cp1252", "it says" if name else "read as"), tuple(notices))
    if name is not None and not data.isascii():
        notices.append(f"the page says that it is written in {declared}, but it is UTF-8; read as UTF-8")
    return Decoded(text, tuple(notices))


def _declared(data: bytes) -> str:
    """Return the name of the encoding as the page states it, or nothing."""
    found = _DECLARED.search(data[:_HEAD])
    return (found[1] or found[2]).decode("ascii", "replace") if found else ""


def _codec(declared: str) -> str | None:
    """Return Python's name of an encoding, or None where none is stated or the name is unknown."""
    try:
        name = codecs.lookup(declared).name if declared else None
    except LookupError:
        return None
    # A codec that makes no text of bytes (rot13, hex) is no encoding of a page.
    known = name is not None and getattr(codecs.lookup(name), "_is_text_encoding", True)
    return _MEANT.get(name, name) if known and name else None


def _notices(declared: str, name: str | None) -> Iterator[str]:
    if declared and name is None:
        yield f"the page says that it is written in {declared!r}, which is no encoding"


def _strictly(data: bytes, encoding: str, ground: str) -> str:
    """Return the characters, and refuse bytes that are none."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        shown = {"cp1252": "windows-1252"}.get(encoding, encoding.upper())
        message = (
            f"{ground} {shown}, but byte 0x{data[error.start]:02X} is no character of it; save the page "
            "again, in the browser's own encoding"
        )
        raise EncodingError(Code.SOURCE_ENCODING, message, line) from None
