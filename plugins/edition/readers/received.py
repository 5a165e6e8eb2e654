"""A document's source as received, line for line: what a facing page sets beside the edited text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The part of a source that is one document's own, as received.

    `content` are its characters and `line` is the number of its first line in the file, from 1. `markup` is
    `xml` or `html`, or empty for plain text. Of a file in markup the document stands between `start` and
    `end`; what lies outside is the file's own header or frame.
    """

    content: str
    line: int = 1
    markup: str = ""
    start: int = 0
    end: int | None = None
