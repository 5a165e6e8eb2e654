"""Whatever the bytes of a TEI file are: it is read, or one clear line says why not."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.readers.tei import TeiError, open_tei, read_division
from edition.readers.tei.parse import XML_ID, line_of, parse
from tests.readers.tei.opening import TEI, document, opened, source, tei

if TYPE_CHECKING:
    from pathlib import Path

LETTER = tei("\n<p>A café.</p>")
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
ANEW = "fetch the file anew, or have it corrected where it came from"
AS_UTF_8 = "save it as UTF-8, or name its true encoding in its first line"
NO_TEXT = "1: the source holds no text; put the file as received here [source-empty]"
NO_WORDS = "1: the file holds no text outside its header; put the file as received here [source-empty]"
NO_DOCUMENT = (
    "1: there is no document in this volume: no <div type='document'>; put the whole volume here "
    "[documents-none]"
)
CALLED_LATIN_1 = (
    "1: the file calls itself ISO-8859-1 and is UTF-8; write encoding='UTF-8' in its first line "
    "[source-encoding]"
)
NOT_FETCHED = (
    "notice: sources/v1/source.xml:2: the DOCTYPE names 'http://example.org/tei.dtd', which is not fetched; "
    "the text is read without it [xml-entity]"
)
BEYOND = "stands for is not in the file, and nothing outside it is fetched; write the characters themselves"
OUTSIDE = "file:///etc/passwd"

BAD = {
    "nothing": (b"", NO_TEXT),
    "a byte order mark alone": (b"\xef\xbb\xbf", NO_TEXT),
    "text": (
        b"Washington, March 1",
        "1: not XML: it does not begin with a tag; call a text source.txt, put TEI here [xml-malformed]",
    ),
    "a volume that is packed": (
        gzip.compress(LETTER.encode()),
        "1: not XML but gzip; unpack it, and put here the XML that is in it [xml-malformed]",
    ),
    "an archive": (
        b"PK\x03\x04" + b"\0" * 64,
        "1: not XML but a zip archive; unpack it, and put here the XML that is in it [xml-malformed]",
    ),
    "a tag that is not closed": (
        tei("\n<p>a<hi>b</p>"),
        f"3: <hi>, which begins on line 3, is not closed before </p>; {ANEW} [xml-malformed]",
    ),
    "a file cut off": (
        tei("\n<p>a</p>\n<p>b</p>")[:-20],
        f"4: the file ends within <body>, which begins on line 2; {ANEW} [xml-malformed]",
    ),
    "a file cut off in a tag": (
        tei("\n<p>a</p>")[:-2],
        f"3: the file breaks off here; {ANEW} [xml-malformed]",
    ),
    "a file cut off in its words": (
        tei("\n<p>a</p>\n<p>bcd</p>")[:-26],
        f"4: the file ends within <p>, which begins on line 4; {ANEW} [xml-malformed]",
    ),
    "words behind the end": (
        tei("\n<p>a</p>") + "\nb",
        f"4: not well-formed XML: Extra content at the end of the document; {ANEW} [xml-malformed]",
    ),
    "two roots": (
        tei("<p>a</p>") + "\n<p/>",
        f"3: not well-formed XML: Extra content at the end of the document; {ANEW} [xml-malformed]",
    ),
    "elements without end": (
        tei("<hi>" * 5000 + "</hi>" * 5000),
        f"2: elements nest more than 256 deep; {ANEW} [xml-malformed]",
    ),
    "a bomb of entities": (
        f'<!DOCTYPE TEI [<!ENTITY e0 "ha">{BOMB}]>{tei("<p>&e9;</p>")}',
        f"1: its entities would swell it beyond measure, so none is expanded; {ANEW} [xml-entity]",
    ),
    "an entity within itself": (
        f'<!DOCTYPE TEI [<!ENTITY a "&b;"><!ENTITY b "&a;">]>{tei("<p>&a;</p>")}',
        f"1: its entities would swell it beyond measure, so none is expanded; {ANEW} [xml-entity]",
    ),
    "an entity outside": (
        f'<!DOCTYPE TEI [<!ENTITY a SYSTEM "{OUTSIDE}">]>{tei("<p>&a;</p>")}',
        f"2: what the entity 'a' {BEYOND} [xml-entity]",
    ),
    "a part of the DTD outside": (
        f'<!DOCTYPE TEI [<!ENTITY % a SYSTEM "{OUTSIDE}"> %a;]>{LETTER}',
        f"1: what the entity 'a' {BEYOND} [xml-entity]",
    ),
    "an entity of a DTD": (
        f'<!DOCTYPE TEI SYSTEM "tei.dtd">\n{tei("<p>a&mdash;b</p>")}',
        f"3: what the entity 'mdash' {BEYOND} [xml-entity]",
    ),
    "Latin-1 that says nothing": (
        LETTER.encode("latin-1"),
        f"3: there are bytes here that are not UTF-8; {AS_UTF_8} [source-encoding]",
    ),
    "UTF-8 that says it is Latin-1": (
        f'<?xml version="1.0" encoding="ISO-8859-1"?>\n{LETTER}',
        CALLED_LATIN_1,
    ),
    "UTF-8 that says it is UTF-16": (
        f'<?xml version="1.0" encoding="UTF-16"?>\n{LETTER}',
        f"1: the file calls itself UTF-16 and is not; {AS_UTF_8} [source-encoding]",
    ),
    "UTF-16 without a mark": (
        LETTER.encode("utf-16-le"),
        f"1: neither UTF-8 nor marked as anything else; {AS_UTF_8} [source-encoding]",
    ),
    "an encoding that nobody knows": (
        f'<?xml version="1.0" encoding="klingon"?>\n{LETTER}',
        f"1: nobody knows the encoding 'klingon', which the first line names; {AS_UTF_8} [source-encoding]",
    ),
    "a character that XML cannot hold": (
        tei("\n<p>a\x02b</p>"),
        f"3: the character U+0002 cannot stand in XML; {ANEW} [source-character]",
    ),
    "a character that no page can hold": (
        tei("\n<p>a\x80b</p>"),
        f"3: the character U+0080 cannot stand on a web page; {ANEW} [source-character]",
    ),
    "the end of a line as no page has it": (
        tei("\n<p>a\x85b</p>"),
        f"3: the character U+0085 cannot stand on a web page; {ANEW} [source-character]",
    ),
    "what no character is": (
        tei("\n<p>a\U0001ffffb</p>"),
        f"3: the character U+1FFFF cannot stand on a web page; {ANEW} [source-character]",
    ),
    "the same by its number": (
        tei("\n<p>a<hi rend='&#127;'/></p>"),
        f"3: the character U+007F cannot stand on a web page; {ANEW} [source-character]",
    ),
    "TEI without its namespace": (
        LETTER.replace(f" {TEI}", ""),
        f"1: not TEI: <TEI> has no namespace; give it {TEI} [not-tei]",
    ),
    "TEI P4": (
        "<TEI.2><text/></TEI.2>",
        "1: <TEI.2> is an older form of TEI; convert the file to TEI P5 [not-tei]",
    ),
    "HTML": ("<html><p>a</p></html>", "1: not TEI but HTML; call the file source.html [not-tei]"),
    "a part of a TEI file": (
        f"<!-- a -->\n<div {TEI}><p>a</p></div>",
        "2: not TEI: it begins with <div>; put a file here that begins with <TEI> [not-tei]",
    ),
    "a header alone": (f"<TEI {TEI}><teiHeader/></TEI>", NO_WORDS),
    "a text without words": (tei(" <!-- none --><p/>"), NO_WORDS),
    "a volume's headings alone": (tei("<div><head>1961</head></div>"), NO_DOCUMENT),
    "a volume without documents": (
        tei(
            "<div><p>a</p></div>",
            header="<publicationStmt><idno type='frus'>frus1961-63v05</idno></publicationStmt>",
        ),
        NO_DOCUMENT,
    ),
}


@pytest.mark.parametrize(("data", "line"), BAD.values(), ids=list(BAD))
def test_what_cannot_be_read_is_one_clear_line(data: str | bytes, line: str) -> None:
    with pytest.raises(TeiError) as caught:
        open_tei(source(data))
    assert str(caught.value.diagnostic) == f"sources/v1/source.xml:{line}"
    assert str(caught.value) == str(caught.value.diagnostic)


GOOD = {
    "a byte order mark": b"\xef\xbb\xbf" + LETTER.encode(),
    "other line ends": LETTER.replace("\n", "\r\n").encode(),
    "UTF-16 with its mark": f'<?xml version="1.0" encoding="UTF-16"?>{LETTER}'.encode("utf-16"),
    "UTF-16 with its mark and nothing more": LETTER.encode("utf-16"),
    "Latin-1 that says so": f'<?xml version="1.0" encoding="ISO-8859-1"?>{LETTER}'.encode("latin-1"),
    "instructions and comments before the root": f"<?xml-model href='a.rng'?>\n<!-- a -->{LETTER}".encode(),
    "an entity of its own": (f'<!DOCTYPE TEI [<!ENTITY e "é">]>{LETTER.replace("é", "&e;")}'.encode()),
    "a forbidden character in a comment": LETTER.replace("<p>", "<p><!-- \x80 -->").encode(),
}


@pytest.mark.parametrize("data", GOOD.values(), ids=list(GOOD))
def test_a_file_may_come_in_many_forms(data: bytes) -> None:
    one = open_tei(source(data))
    assert read_division(one, "").document.text == "A café."
    assert one.diagnostics == ()


def test_a_dtd_that_nothing_needs_is_not_fetched_and_that_is_said() -> None:
    one = opened(f'<?xml version="1.0"?>\n<!DOCTYPE TEI SYSTEM "http://example.org/tei.dtd">\n{LETTER}')
    assert [f"{problem.severity}: {problem}" for problem in one.diagnostics] == [NOT_FETCHED]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_lines_are_right_in_files_of_any_length(encoding: str) -> None:
    filler = "\n<p>a\n<hi>b</hi></p>\n" * 25_000
    root, _ = parse(source(tei(f"{filler}<div>\n<p>c</p></div>").encode(encoding)))
    lines = tei(f"{filler}<div>\n<p>c</p></div>").splitlines()
    last = next(root.iter("{http://www.tei-c.org/ns/1.0}div"))
    assert (line_of(last), line_of(last[0])) == (75_002, 75_003)
    assert (lines[75_001], lines[75_002][:8]) == ("<div>", "<p>c</p>")


def test_a_volume_of_twenty_megabytes_is_read() -> None:
    page = f"<p>{'words ' * 600}</p>" * 100
    one = opened(tei("".join(document(f"d{number}", page) for number in range(1, 60))))
    assert len(one.parts) == 59
    assert len(read_division(one, "d59").document.text) > 350_000


SMALL = tei(
    f'<div xml:id="ch1"><head>A</head>{document()}<pb n="2" xml:id="pg_2"/>{document("d2")}</div>',
    front="<titlePage>A</titlePage>",
).encode()


@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.binary(max_size=3)), max_size=4))
def test_a_spoilt_file_is_read_or_is_one_line(spoilt: list[tuple[int, bytes]]) -> None:
    data = bytearray(SMALL)
    for place, written in spoilt:
        data[place : place + 1] = written
    read_or_refuse(bytes(data))


@given(st.integers(0, len(SMALL)), st.integers(0, len(SMALL)))
def test_a_file_with_a_piece_torn_out_is_read_or_is_one_line(start: int, end: int) -> None:
    read_or_refuse(SMALL[:start] + SMALL[end:])


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_are_one_line(data: bytes) -> None:
    read_or_refuse(data)


def read_or_refuse(data: bytes) -> None:
    """Read a file whole, or see that one line says why not."""
    try:
        one = open_tei(source(data))
    except TeiError as error:
        assert error.diagnostic.location.path == "sources/v1/source.xml"  # noqa: PT017 - either will do
        assert error.diagnostic.location.line >= 1  # noqa: PT017
        return
    for name in one.parts:
        read_division(one, name)


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    """Were the DTD read, its default for `rend` would be seen, and its entity be known."""
    (tmp_path / "a.dtd").write_text(
        "<!ENTITY a 'secret'><!ELEMENT p ANY><!ATTLIST p rend CDATA 'center'>", encoding="utf-8"
    )
    prolog = f'<!DOCTYPE TEI SYSTEM "{(tmp_path / "a.dtd").as_uri()}">'
    root, _ = parse(source(prolog + tei("<p xml:id='a'>b</p><p xml:id='a'>c</p>")))
    assert [dict(p.attrib) for p in root.iter("{http://www.tei-c.org/ns/1.0}p")] == [{XML_ID: "a"}] * 2
    with pytest.raises(TeiError, match="the entity 'a' stands for is not in the file"):
        parse(source(prolog + tei("<p>&a;</p>")))


def test_identifiers_that_are_none_are_read_as_they_stand() -> None:
    one = opened(tei(document("d1") + document("d 1 (a)")))
    assert list(one.parts) == ["d1", "d 1 (a)"]
    assert [part.division.id for part in one.parts.values()] == ["v1-d1", "v1-d-1-a"]
