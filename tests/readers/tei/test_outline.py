"""Every word of a TEI file is on exactly one page, and every page of the print has its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.model import Division, DivisionKind, FirstPage
from edition.readers.tei import TeiError, read_division
from edition.readers.tei.naming import as_address
from tests.readers.tei.opening import VOLUMES, document, open_volume, opened, tei, volume_data

if TYPE_CHECKING:
    from pathlib import Path

    from edition.readers.tei import OpenedTei

PB = "{http://www.tei-c.org/ns/1.0}pb"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NAMES = "<list><item><persName xml:id='p_A1'>Adams, Ann</persName>, clerk</item></list>"


def tree(one: OpenedTei) -> list[object]:
    """Return the outline of a file: the kind and the name of each division, those in it behind it."""

    def shown(division: Division) -> list[object]:
        inner = [shown(child) for child in division.children]
        return [f"{division.kind} {division.name}", *inner]

    if one.volume is None:
        return [f"alone {name}" for name in one.parts]
    return [shown(division) for division in one.volume.divisions]


SHAPES = {
    "a letter of another project": (tei("<p>Dear A.</p>"), ["alone "]),
    "a body with a name": (tei("<div xml:id='l1' type='letter'><p>a</p></div>"), ["alone "]),
    "one document and nothing else": (tei(document()), ["alone d1"]),
    "one document and the names in it": (
        tei(document(), front=f"<div xml:id='persons'><head>List of Persons</head>{NAMES}</div>"),
        ["alone d1"],
    ),
    "one document and a preface": (
        tei(document(), front="<div xml:id='preface'><p>a</p></div>"),
        [["section preface"], ["document d1"]],
    ),
    "one document in a chapter": (
        tei(f"<div xml:id='ch1'><head>A</head>{document()}</div>"),
        [["chapter ch1", ["document d1"]]],
    ),
    "one document in a division without words": (
        tei(f"<div xml:id='ch1'>{document()}</div>"),
        ["alone d1"],
    ),
    "documents at every depth": (
        tei(
            f"{document()}<div xml:id='c1'><head>A</head>{document('d2')}<div xml:id='c2'><head>B</head>"
            f"{document('d3')}</div></div>"
        ),
        [["document d1"], ["chapter c1", ["document d2"], ["chapter c2", ["document d3"]]]],
    ),
    "a division of a chapter that holds no document": (
        tei(f"<div xml:id='c1'>{document()}<div xml:id='x'><p>a</p></div></div>"),
        [["chapter c1", ["document d1"], ["section x"]]],
    ),
    "front and back matter": (
        tei(
            document(),
            front="<titlePage>A</titlePage><div xml:id='p'><p>a</p><div xml:id='q'><p>b</p></div></div>",
            back="<div xml:id='index'><p>c</p></div>",
        ),
        [["section title-page"], ["section p"], ["document d1"], ["section index"]],
    ),
    "documents in the back": (
        tei(document(), back=f"<div xml:id='app'><head>A</head>{document('d2')}</div>"),
        [["document d1"], ["chapter app", ["document d2"]]],
    ),
    "words beside the divisions": (
        tei(f"<head>A</head>{document()}b{document('d2')}", back="<p>c</p>"),
        [["section body"], ["document d1"], ["document d2"], ["section back-matter"]],
    ),
    "a document in a document": (
        tei(document("d1", f"<p>a</p>{document('d2')}") + document("d3")),
        [["document d1"], ["document d3"]],
    ),
    "numbered divisions": (
        tei(f"<div1 xml:id='c'><head>A</head>{document().replace('div', 'div2')}</div1>"),
        [["chapter c", ["document d1"]]],
    ),
    "divisions without names": (
        tei(
            f"<div><head>A</head>{document()}<div type='document'><p>b</p></div></div>"
            "<div><p>c</p></div><div><p>d</p></div>"
        ),
        [
            ["chapter chapter-1", ["document d1"], ["document document-1"]],
            ["section section-1"],
            ["section section-2"],
        ],
    ),
    "divisions of one name": (
        tei(document() + document() + "<div xml:id='d1'><p>a</p></div><div xml:id='d1-2'><p>b</p></div>"),
        [["document d1"], ["document d1-3"], ["section d1-4"], ["section d1-2"]],
    ),
}


@pytest.mark.parametrize(("data", "expected"), SHAPES.values(), ids=list(SHAPES))
def test_the_content_of_a_file_says_what_it_is(data: str, expected: list[object]) -> None:
    assert tree(opened(data)) == expected


A = "<pb n='7' xml:id='pg_7'/>"
B = "<pb n='8' xml:id='pg_8'/>"
BEGINS, STARTED = FirstPage("7", begins=True, name="pg_7"), FirstPage("7", begins=False, name="pg_7")
ON_8 = FirstPage("8", begins=True, name="pg_8")
PAGES = {
    "no page is known": (tei(document() + document("d2")), None),
    "the page begins with it": (tei(f"{document()}{A}{document('d2')}"), BEGINS),
    "a comment between": (tei(f"{document()}{A} <!-- a --> \n{document('d2')}"), BEGINS),
    "the page began in the document before": (
        tei(f"{document('d1', f'<p>a{A}b</p>')}{document('d2')}"),
        STARTED,
    ),
    "the page began at the end of the document before": (
        tei(f"{document('d1', f'<p>a</p>{A}')}{document('d2')}"),
        STARTED,
    ),
    "words between": (
        tei(f"{document()}<div xml:id='c'>{A}<head>B</head>{document('d2')}</div>"),
        STARTED,
    ),
    "the chapter begins with the page": (
        tei(f"{document()}{A}<div xml:id='c'><head>B</head>{document('d2')}</div>"),
        STARTED,
    ),
    "the end of a chapter between": (
        tei(f"<div xml:id='c'><head>B</head>{document()}{A}</div>{document('d2')}"),
        BEGINS,
    ),
    "it begins with a break of its own": (
        tei(document() + document("d2").replace("<head>", f"{A}<head>")),
        None,
    ),
    "it begins with a break in its heading": (
        tei(document() + document("d2").replace("<head>", f"<head>{A}")),
        None,
    ),
    "a break in its text alone": (
        tei(f"{A}{document()}{document('d2', f'<p>a{B}</p>')}"),
        STARTED,
    ),
    "an empty page before": (tei(f"{document()}{A}{B}{document('d2')}"), ON_8),
}


@pytest.mark.parametrize(("data", "expected"), PAGES.values(), ids=list(PAGES))
def test_a_document_knows_the_page_on_which_it_starts(data: str, expected: FirstPage | None) -> None:
    assert opened(data).parts["d2"].first_page == expected


def test_a_page_without_a_number_is_called_by_its_identifier() -> None:
    one = opened(tei(f"{document()}<pb xml:id='pg_XII'/>{document('d2')}"))
    assert one.parts["d2"].first_page == FirstPage("XII", begins=True, name="pg_XII")


def test_a_single_document_starts_on_the_page_that_its_header_names() -> None:
    scope = "<sourceDesc><bibl><biblScope unit='page' from='506' to='507'/></bibl></sourceDesc>"
    inside = document("d241", "<p>a<pb n='507'/>b</p>")
    assert opened(tei(inside, header=scope)).parts["d241"].first_page == FirstPage("506", begins=False)
    assert opened(tei(A + inside, header=scope)).parts["d241"].first_page == BEGINS


def test_an_empty_page_belongs_to_what_was_before_it() -> None:
    one = opened(
        tei(
            document(),
            front=f"<titlePage>A</titlePage><div xml:id='p'><p>a</p></div>{A}{B}<div><p>b</p></div>",
        )
    )
    texts = {name: read_division(one, name).document.body for name in one.parts}
    assert [(name, page.label, page.offset) for name, text in texts.items() for page in text.page_breaks] == [
        ("p", "7", 1)
    ]
    assert one.parts["section-1"].first_page == ON_8


def test_what_is_known_of_each_division() -> None:
    one = opened(
        tei(
            "<div xml:id='ch1'><head>First <hi>Part</hi><note n='1'>a</note></head>"
            "<div type='document' xml:id='d1' n='1'><head>1. Letter\n  to A <note n='1'>b</note></head>"
            "<dateline><date when='1962-11-12T11:00:00'>a</date></dateline></div>"
            "<div type='document' xml:id='D_2a' n='2a'><p>c</p></div></div>",
            header="<titleStmt><title type='complete'>All\n of it</title></titleStmt>",
        )
    )
    letter = Division(
        id="v1-d1",
        name="d1",
        kind=DivisionKind.DOCUMENT,
        title="Letter to A",
        number="1",
        date="1962-11-12T11:00",
    )
    nameless = Division(
        id="v1-d-2a", name="D_2a", kind=DivisionKind.DOCUMENT, title="Document 2a", number="2a"
    )
    chapter = Division(
        id="v1-ch1", name="ch1", kind=DivisionKind.CHAPTER, title="First Part", children=(letter, nameless)
    )
    assert one.volume is not None
    assert (one.volume.id, one.volume.title, one.volume.divisions) == ("v1", "All of it", (chapter,))
    assert [part.title for part in one.parts.values()] == ["First Part", "Letter to A", ""]


ADDRESSES = {
    "d145": "d145",
    "D_72a": "d-72a",
    "ch1.2": "ch1.2",
    "_.Übersicht.-_": "ubersicht",
    "a..b": "a-b",
    "前": "part",
}


@pytest.mark.parametrize(("name", "expected"), ADDRESSES.items())
def test_a_name_becomes_an_address(name: str, expected: str) -> None:
    assert as_address(name) == expected


@given(st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=6))
def test_every_division_has_an_id_of_its_own(names: list[str]) -> None:
    escaped = [re.sub(r"[^\w.-]", "_", name) for name in names]
    one = opened(tei("".join(f"<div type='document' xml:id='{name}'><p>a</p></div>" for name in escaped)))
    ids = [part.division.id for part in one.parts.values()]
    assert len(set(ids)) == len(names)
    assert [one for one in ids if not re.fullmatch(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", one)] == []


def words_and_pages(element: etree._Element) -> tuple[list[str], list[str]]:
    """Return the words of an element and the identifiers of its page breaks, both in order."""
    words = "\n".join(element.itertext(etree.Element)).split()
    return sorted(words), sorted(page.get(XML_ID, "") for page in element.iter(PB))


def lost_and_doubled(data: bytes, one: OpenedTei) -> tuple[list[str], list[str]]:
    """Return the words and the pages that are not on exactly one of a file's pages."""
    text = next(etree.fromstring(data).iter("{http://www.tei-c.org/ns/1.0}text"))
    words, pages = words_and_pages(text)
    found = [words_and_pages(part.element) for part in one.parts.values()]
    begun = [
        part.first_page.name for part in one.parts.values() if part.first_page and part.first_page.begins
    ]
    found_words = sorted(word for part, _ in found for word in part)
    found_pages = sorted([*begun, *(page for _, part in found for page in part)])
    return differences(words, found_words), differences(pages, found_pages)


def differences(one: list[str], other: list[str]) -> list[str]:
    """Return what two lists in order do not share."""
    return [] if one == other else sorted(set(one) ^ set(other)) or ["counts"]


@pytest.mark.parametrize("name", VOLUMES)
def test_nothing_of_a_volume_is_lost_or_doubled(shared: Path, name: str) -> None:
    assert lost_and_doubled(volume_data(shared, name), open_volume(shared, name)) == ([], [])


@pytest.mark.parametrize("name", VOLUMES)
def test_a_volume_is_read_to_its_end(shared: Path, name: str) -> None:
    one = open_volume(shared, name)
    read = [read_division(one, part) for part in one.parts]
    assert [part.document.id for part in read] == [part.division.id for part in one.parts.values()]
    assert one.diagnostics == ()
    assert one.frus_id == name


def test_the_divisions_of_a_volume(shared: Path) -> None:
    one = open_volume(shared, "frus1961-63v15")
    kinds = [part.division.kind.value for part in one.parts.values()]
    assert [kinds.count(kind) for kind in ("document", "chapter", "section")] == [256, 10, 7]
    assert one.volume is not None
    names = [division.name for division in one.volume.divisions]
    assert names == ["title-page", "preface", "toc", "sources", "terms", "persons", "comp1", "index"]
    assert one.parts["d125"].first_page == FirstPage("337", begins=True, name="pg_337")
    assert one.parts["d1"].first_page == FirstPage("1", begins=False, name="pg_1")
    assert one.volume.imprint == (
        "Foreign Relations of the United States, 1961–1963",
        "edited by Charles S. Sampson",
        "general editor Glenn W. LaFantasie",
        "Washington: United States Government Printing Office",
        "1994",
    )


def test_every_page_of_a_volume_is_known_by_its_division(shared: Path) -> None:
    one = open_volume(shared, "frus1961-63v15")
    assert {name: one.identifiers[name] for name in ("pg_337", "pg_338", "pg_X", "p_KJF2", "d125fn1")} == {
        "pg_337": "d125",
        "pg_338": "d125",
        "pg_X": "preface",
        "p_KJF2": "persons",
        "d125fn1": "d125",
    }


@st.composite
def contents(draw: st.DrawFn, depth: int = 3) -> str:
    """Return what may stand in a body: documents, divisions, words and page breaks, in any order."""
    kinds = ["word", "page", "document", "note"] + (["division"] if depth else [])
    pieces = draw(st.lists(st.sampled_from(kinds), max_size=4))
    return "".join(piece(draw, kind, depth) for kind in pieces)


def piece(draw: st.DrawFn, kind: str, depth: int) -> str:
    """Return one piece of a body."""
    number = draw(st.integers(0, 10**6))
    page = f"<pb n='{number}' xml:id='pg_{number}'/>"
    match kind:
        case "word":
            return f"<p>w{number}</p>"
        case "page":
            return page
        case "note":
            return f" t{number}<note n='1'>n{number}</note> u{number} "
        case "document":
            inner = page if number % 3 == 0 else ""
            return (
                f"<div type='document'><p>a{number}{inner} b{number}</p>{inner if number % 2 else ''}</div>"
            )
    return f"<div>{draw(contents(depth - 1))}</div>"


@given(contents(), contents(), contents())
def test_nothing_of_any_file_is_lost_or_doubled(front: str, body: str, back: str) -> None:
    """The title page takes the breaks of empty pages that would otherwise have nothing before them."""
    data = tei(body, front=f"<titlePage>A</titlePage>{front}", back=back)
    data = unique_pages(data)
    try:
        one = opened(data)
    except TeiError as error:
        assert str(error).endswith("[documents-none]")  # noqa: PT017 - either will do
        return
    assert lost_and_doubled(data.encode(), one) == ([], [])
    for name in one.parts:
        read_division(one, name)


def unique_pages(data: str) -> str:
    """Return a file in which every page break has an identifier of its own."""
    numbers = iter(range(10**6))
    return re.sub(r"xml:id='pg_\d+'", lambda _: f"xml:id='pg_{next(numbers)}'", data)
