"""From the bytes of a TEI file to its root element, or to the one line that says why it cannot be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from lxml import etree

from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.sources import FORBIDDEN

if TYPE_CHECKING:
    from edition.sources import MarkupSource

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
ROOTS = frozenset({f"{TEI}TEI", f"{TEI}teiCorpus"})

# libxml2 keeps lines up to here; beyond, we note the line on the element itself.
_LAST_LINE = 65_535
_LINE = "{urn:edition}line"
# How a file begins that holds others, or holds one made smaller.
_PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "a zip archive"}
# So many zero bytes at the beginning are no accident.
_SOME = 8
# What HTML cannot hold and XML can, in UTF-8; and references to characters by number, which may be such. Most
# files do not have the first byte of one, and to look for a byte is far quicker than any pattern.
_SUSPECT = {
    b"\x7f": re.compile(rb"\x7f"),
    b"\xc2": re.compile(rb"\xc2[\x80-\x9f]"),
    b"\xef": re.compile(rb"\xef\xb7[\x90-\xaf]"),
    b"\xbf\xbe": re.compile(rb"[\xf0-\xf4].\xbf\xbe", re.DOTALL),
    b"\xbf\xbf": re.compile(rb"[\xf0-\xf4].\xbf\xbf", re.DOTALL),
    b"&": re.compile(rb"&#"),
}
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.-]*)[\"']")
_ANOTHER_COPY = "fetch the file anew, or have it corrected where it came from"
_AS_UTF_8 = "save it as UTF-8, or name its true encoding in its first line"

_UNENDING = frozenset({etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_ENTITY_LOOP})
_UNDECLARED = frozenset({etree.ErrorTypes.ERR_UNDECLARED_ENTITY, etree.ErrorTypes.WAR_UNDECLARED_ENTITY})
_IDENTIFIERS = frozenset({etree.ErrorTypes.DTD_ID_REDEFINED, etree.ErrorTypes.DTD_XMLID_VALUE})
_ENCODINGS = frozenset(
    {
        etree.ErrorTypes.ERR_INVALID_ENCODING,
        etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
        etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
    }
)


class TeiError(Exception):
    """A file that cannot be read as TEI; `diagnostic` is the one line about it."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Keep the line, whose words are those of the error too."""
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


def parse(source: MarkupSource) -> tuple[etree._Element, tuple[Diagnostic, ...]]:
    """Return the root element of a TEI file, and what is to be said about its prolog.

    Nothing outside the file is ever fetched: no DTD, no entity. Entities that the file declares itself are
    expanded within libxml2's limits. We do not lift these (`huge_tree`): elements nested deeper than 256, ten
    million characters without a tag and bombs of entities are no text, and a file of any length is read.

    Raises TeiError.
    """
    _refuse_packed(source)
    parser = _parser(recover=False)
    try:
        root = etree.fromstring(source.data, parser)
    except etree.XMLSyntaxError as error:
        errors = _errors(parser)
        if not errors or any(entry.type not in _IDENTIFIERS for entry in errors):
            raise _error(source, *_why(source, errors, error)) from None
        # Identifiers that stand twice are all that is wrong, and of these we tell ourselves.
        root = etree.fromstring(source.data, _parser(recover=True))
    _refuse_wrong_encoding(source, root)
    _refuse_other_roots(source, root)
    _number_far_lines(source, root)
    _refuse_forbidden_characters(source, root)
    return root, tuple(_notices(source, root))


def _parser(*, recover: bool) -> etree.XMLParser:
    """Return a parser for one file.

    With `collect_ids=False`, which would be faster, lxml fetches the DTD, whatever else it is told.
    """
    return etree.XMLParser(
        no_network=True, load_dtd=False, resolve_entities="internal", huge_tree=False, recover=recover
    )


def _errors(parser: etree.XMLParser) -> list[etree._LogEntry]:
    return [entry for entry in parser.error_log if entry.level >= etree.ErrorLevels.ERROR]


def line_of(element: etree._Element) -> int:
    """Return the line on which an element begins, from 1; also beyond the 65,535 that libxml2 counts."""
    return int(element.get(_LINE) or element.sourceline or 1)


def _error(source: MarkupSource, code: Code, message: str, line: int) -> TeiError:
    return TeiError(Diagnostic(code, message, Location(source.path, max(line, 1))))


def _why(
    source: MarkupSource, errors: list[etree._LogEntry], error: etree.XMLSyntaxError
) -> tuple[Code, str, int]:
    """Return the code, the words and the line for what the parser could not read."""
    log = [entry for entry in errors if entry.type not in _IDENTIFIERS]
    line = log[0].line if log else error.lineno or 1
    reason = " ".join((log[0].message if log else error.msg or "").split())
    kind = log[0].type if log else error.code
    if strange := _strange_bytes(source.data):
        return Code.SOURCE_ENCODING, f"{strange}; {_AS_UTF_8}", 1
    if kind == etree.ErrorTypes.ERR_DOCUMENT_EMPTY:
        return (*_no_beginning(source.data), line)
    if message := _entity_problem(kind, reason):
        return Code.XML_ENTITY, message, line
    if kind in _ENCODINGS:
        return Code.SOURCE_ENCODING, f"{_not_so_encoded(source.data, reason)}; {_AS_UTF_8}", line
    if kind == etree.ErrorTypes.ERR_INVALID_CHAR:
        found = re.search(r"Char (0x[0-9A-Fa-f]+)|[Vv]alue (\d+)", reason)
        number = int(found[1] or found[2], 0) if found else 0
        message = f"the character U+{number:04X} cannot stand in XML"
        return Code.SOURCE_CHARACTER, f"{message}; {_ANOTHER_COPY}", line
    return Code.XML_MALFORMED, f"{_gently(reason, source.data, line)}; {_ANOTHER_COPY}", line


def _entity_problem(kind: int, reason: str) -> str:
    """Return what is wrong with the file's entities, or nothing."""
    if kind in _UNENDING and ("amplification" in reason or "entity" in reason.lower()):
        return f"its entities would swell it beyond measure, so none is expanded; {_ANOTHER_COPY}"
    if kind not in _UNDECLARED:
        return ""
    name = "".join(re.findall(r"Entity '(.*)' not defined", reason)) or "?"
    message = f"what the entity '{name}' stands for is not in the file, and nothing outside it is fetched"
    return f"{message}; write the characters themselves"


def _not_so_encoded(data: bytes, reason: str) -> str:
    """Return what is wrong with the bytes of a file, or with the name of their encoding."""
    if "Unsupported" in reason:
        return f"nobody knows the encoding '{_declared(data)}', which the first line names"
    return f"there are bytes here that are not {_declared(data) or 'UTF-8'}"


def _gently(reason: str, data: bytes, line: int) -> str:
    """Return the parser's reason as a scholar would say it."""
    cut = re.fullmatch(r"Premature end of data in tag (\S+) line (\d+)", reason)
    if cut:
        return f"the file ends within <{cut[1]}>, which begins on line {cut[2]}"
    crossed = re.fullmatch(r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)", reason)
    if crossed:
        return f"<{crossed[1]}>, which begins on line {crossed[2]}, is not closed before </{crossed[3]}>"
    if reason.startswith("Excessive depth"):
        return "elements nest more than 256 deep"
    is_last = line > data.count(b"\n") and not data.rstrip(b"\0 \t\r\n").endswith(b">")
    if is_last and not reason.startswith("Extra content"):
        return "the file breaks off here"
    if not reason or reason == "(null)":
        reason = "a tag or a declaration without end"
    return f"not well-formed XML: {reason.rstrip('.')[:160]}"


def _no_beginning(data: bytes) -> tuple[Code, str]:
    """Return what is wrong with a file in which no first tag is found."""
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        return Code.SOURCE_EMPTY, "the source holds no text; put the file as received here"
    return Code.XML_MALFORMED, "not XML: it does not begin with a tag; call a text source.txt, put TEI here"


def _strange_bytes(data: bytes) -> str:
    """Return what is wrong where the bytes of a file are of another width than it says, or nothing."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return ""
    if data[:64].count(b"\0") > _SOME:
        return "neither UTF-8 nor marked as anything else"
    declared = _declared(data)
    wide = declared.upper().startswith(("UTF-16", "UTF-32", "UCS", "ISO-10646"))
    return f"the file calls itself {declared} and is not" if wide else ""


def _declared(data: bytes) -> str:
    """Return the encoding that the first line names, or nothing."""
    found = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    return found[1].decode() if found else ""


def _refuse_packed(source: MarkupSource) -> None:
    """Refuse a file that must be unpacked first."""
    for start, name in _PACKED.items():
        if source.data.startswith(start):
            message = f"not XML but {name}; unpack it, and put here the XML that is in it"
            raise _error(source, Code.XML_MALFORMED, message, 1)


def _refuse_wrong_encoding(source: MarkupSource, root: etree._Element) -> None:
    """Refuse UTF-8 that calls itself something else: every accent in it would be read as two characters."""
    used = (root.getroottree().docinfo.encoding or "UTF-8").upper()
    if used.startswith(("UTF", "UCS", "ISO-10646")) or source.data.isascii():
        return
    try:
        source.data.decode("utf-8")
    except UnicodeDecodeError:
        return
    message = f"the file calls itself {used} and is UTF-8; write encoding='UTF-8' in its first line"
    raise _error(source, Code.SOURCE_ENCODING, message, 1)


def _refuse_other_roots(source: MarkupSource, root: etree._Element) -> None:
    if root.tag in ROOTS:
        return
    name = etree.QName(root).localname
    namespace = etree.QName(root).namespace
    message = f"not TEI: it begins with <{name}>; put a file here that begins with <TEI>"
    if name in {"TEI", "teiCorpus"}:
        has = f"the namespace {namespace}" if namespace else "no namespace"
        message = f'not TEI: <{name}> has {has}; give it xmlns="{TEI.strip("{}")}"'
    elif name.startswith("TEI"):
        message = f"<{name}> is an older form of TEI; convert the file to TEI P5"
    elif name.lower() == "html":
        message = "not TEI but HTML; call the file source.html"
    raise _error(source, Code.NOT_TEI, message, line_of(root))


def _number_far_lines(source: MarkupSource, root: etree._Element) -> None:
    """Note on every element the line that libxml2 has not kept, counted by another parser."""
    if source.data.count(b"\n") < _LAST_LINE:
        return
    lines: list[int] = []
    counter = expat.ParserCreate()
    counter.StartElementHandler = lambda *_: lines.append(counter.CurrentLineNumber)
    try:
        counter.Parse(source.data, True)  # noqa: FBT003 - so it is called in the library
    except expat.ExpatError:
        return
    elements = list(root.iter(etree.Element))
    if len(elements) == len(lines):
        for element, line in zip(elements, lines, strict=True):
            if line >= _LAST_LINE:
                element.set(_LINE, str(line))


def _refuse_forbidden_characters(source: MarkupSource, root: etree._Element) -> None:
    """Refuse what no web page can hold; comments and instructions, which no page shows, may have it."""
    encoding = (root.getroottree().docinfo.encoding or "UTF-8").upper()
    if encoding == "UTF-8" and not any(
        first in source.data and suspect.search(source.data) for first, suspect in _SUSPECT.items()
    ):
        return
    for element in root.iter():
        own = (element.text or "", *element.attrib.values()) if isinstance(element.tag, str) else ()
        for words in (*own, element.tail or ""):
            if found := FORBIDDEN.search(str(words)):
                message = f"the character U+{ord(found.group()):04X} cannot stand on a web page"
                raise _error(source, Code.SOURCE_CHARACTER, f"{message}; {_ANOTHER_COPY}", line_of(element))


def _notices(source: MarkupSource, root: etree._Element) -> list[Diagnostic]:
    """Return the notice that a DTD lies outside the file, where nothing in the text needs it."""
    outside = root.getroottree().docinfo.system_url
    if not outside:
        return []
    line = source.data.count(b"\n", 0, max(source.data.find(b"<!DOCTYPE"), 0)) + 1
    message = f"the DOCTYPE names '{outside[:80]}', which is not fetched; the text is read without it"
    return [Diagnostic(Code.XML_ENTITY, message, Location(source.path, line), Severity.NOTICE)]
