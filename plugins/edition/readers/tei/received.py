"""The XML of each division as it stands in the file: found by its tags, which lxml does not keep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from edition.readers.received import Received
from edition.readers.tei.parse import XML_ID, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from edition.readers.tei.volume import OpenedTei

_COMMENT = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_XML_ID = re.compile(r"\bxml:id\s*=\s*[\"']([^\"']*)")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.-]*)[\"']")


class _Found(NamedTuple):
    """An element in a file: its name, its `xml:id`, where it stands, the lines of its first tag."""

    tag: str
    name: str
    start: int
    end: int
    first: int
    last: int


def received_divisions(data: bytes, opened: OpenedTei) -> Mapping[str, Received]:
    """Return the XML of every division that can be found in the file, by the division's name.

    A division of a volume has its own lines; a file that is one document has all of its lines.
    """
    content = _decoded(data)
    elements = {name: part.element for name, part in opened.parts.items()}
    tags = {etree.QName(element).localname for element in elements.values()}
    found = list(_elements(content, tags))
    by_name = {(one.tag, one.name): one for one in reversed(found) if one.name}
    by_line = {(one.tag, line): one for one in reversed(found) for line in (one.last, one.first)}
    received: dict[str, Received] = {}
    for name, element in elements.items():
        tag = etree.QName(element).localname
        one = by_name.get((tag, element.get(XML_ID) or "")) or by_line.get((tag, line_of(element)))
        if opened.volume is None:
            end = one.end if one else len(content)
            received[name] = Received(content=content, markup="xml", start=one.start if one else 0, end=end)
        elif one:
            received[name] = _own_lines(content, one)
    return received


def _own_lines(content: str, one: _Found) -> Received:
    """Return the lines of an element, whole where nothing else stands on the first and the last of them."""
    start, end = one.start, one.end
    first = content.rfind("\n", 0, start) + 1
    if not content[first:start].strip():
        start = first
    last = content.find("\n", end)
    last = len(content) if last < 0 else last
    if not content[end:last].strip():
        end = min(last + 1, len(content))
    return Received(
        content=content[start:end], line=one.first, markup="xml", start=one.start - start, end=one.end - start
    )


def _decoded(data: bytes) -> str:
    """Return the characters of a file that has been read, with every end of a line as a newline."""
    declared = _DECLARED.match(data)
    encoding = declared[1].decode() if declared else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif encoding.lower() in {"utf-8", "utf8"}:
        encoding = "utf-8-sig"
    try:
        content = data.decode(encoding, errors="replace")
    except LookupError:  # lxml knows a name that Python does not
        content = data.decode("utf-8-sig", errors="replace")
    return content.replace("\r\n", "\n").replace("\r", "\n") if "\r" in content else content


def _elements(content: str, tags: Iterable[str]) -> Iterator[_Found]:
    """Yield the elements of these names, each where it ends."""
    if "<!--" in content or "<![CDATA[" in content:
        content = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), content)
    pattern = re.compile(
        rf"<(/?)((?:[\w.-]+:)?({'|'.join(map(re.escape, sorted(tags)))}))(?![\w.:-])([^>]*)>"
    )
    open_tags: list[tuple[str, str, int, int, int]] = []
    line, position = 1, 0
    for found in pattern.finditer(content):
        line += content.count("\n", position, found.start())
        position = found.start()
        if found[1]:
            while open_tags and open_tags[-1][0] != found[2]:
                open_tags.pop()
            if open_tags:
                _, name, start, first, last = open_tags.pop()
                yield _Found(found[3], name, start, found.end(), first, last)
        elif not found[4].endswith("/"):
            named = _XML_ID.search(found[4])
            last = line + found[0].count("\n")
            open_tags.append((found[2], named[1] if named else "", found.start(), line, last))
