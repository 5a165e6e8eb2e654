"""The sources' own references: to what each of them leads, and what is said of those that lead nowhere."""

from __future__ import annotations

import csv
import gzip
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from edition.diagnostics import Code, Diagnostic, Location, Severity
from edition.edition import load
from edition.model import DivisionKind, ListedName, MentionKind, Volume
from edition.records import DocumentRecord
from edition.references import (
    Dangling,
    External,
    Internal,
    Registry,
    Target,
    build_registry,
    check_references,
    resolve_reference,
    shorten_report,
)

if TYPE_CHECKING:
    from pathlib import Path

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
OFFICE = "https://history.state.gov/historicaldocuments"
BERLIN, EXCHANGES = "frus1961-63v15", "frus1961-63v06"


def record(volume: str, name: str, *, page: str = "", **facts: object) -> DocumentRecord:
    """Return a document of a volume that is held whole."""
    made = DocumentRecord(
        id=f"{volume}-{name}",
        page=page or f"documents/{volume}-{name}",
        title=f"The title of {name}",
        volume=volume,
        name=name,
    )
    return replace(made, **facts)  # type: ignore[arg-type] # a test names what it needs


RECORDS = (
    record(BERLIN, "d60", names={"d60fn1": "fn1", "pg_171": "pg_171"}, pages=("170", "171")),
    record(BERLIN, "d61", names={"pg_172": "pg_172", "d60fn9": "fn9"}, pages=("171", "172", "[506]")),
    record(BERLIN, "ch3", page=f"volumes/{BERLIN}/ch3", kind=DivisionKind.CHAPTER),
    record(BERLIN, "terms", page=f"volumes/{BERLIN}/terms", kind=DivisionKind.SECTION),
    record(EXCHANGES, "d72", names={"d72fn4": "fn4"}),
    record("frus1961-63v10-12msupp", "d5"),
    DocumentRecord(id="frus1961-63v14-d214", page="documents/frus1961-63v14-d214", title="A transcription"),
    DocumentRecord(
        id="v12-d154",
        page="documents/v12-d154",
        title="Cut out of its volume",
        part_of="frus1961-63v12",
        name="d154",
        names={"d154fn2": "fn2"},
    ),
)
NAMES = (
    ListedName(
        name="p_KJF1", kind=MentionKind.PERSON, heading="Kennedy", words="President", division="persons"
    ),
    ListedName(name="t_UN1", kind=MentionKind.TERM, heading="UN", words="United Nations", division="terms"),
)


@pytest.fixture(scope="module")
def registry() -> Registry:
    """Return a registry of three whole volumes and two documents that stand alone."""
    volumes = (
        Volume(id=BERLIN, title="Berlin Crisis", divisions=(), names=NAMES),
        Volume(id=EXCHANGES, title="Kennedy-Khrushchev Exchanges", divisions=()),
        Volume(id="frus1961-63v10-12msupp", title="Microfiche Supplement", divisions=()),
    )
    return build_registry(RECORDS, volumes)


def document(volume: str, name: str, fragment: str = "", remark: str = "") -> Internal:
    """Return a place in a document of a volume that is held whole."""
    return Internal(f"documents/{volume}-{name}", f"{volume}-{name}", fragment, remark)


TARGETS = {
    "a document of the same volume": ("#d60", document(BERLIN, "d60")),
    "a note of the same volume": ("#d60fn1", document(BERLIN, "d60", "fn1")),
    "a note whose name is not that of its document": ("#d60fn9", document(BERLIN, "d61", "fn9")),
    "a page of the same volume": ("#pg_172", document(BERLIN, "d61", "pg_172")),
    "a chapter": ("#ch3", Internal(f"volumes/{BERLIN}/ch3", f"{BERLIN}-ch3")),
    "a person of the volume's list": ("#p_KJF1", Internal(f"persons/{BERLIN}", "", "p_KJF1")),
    "a term of the volume's list": ("#t_UN1", Internal(f"volumes/{BERLIN}/terms", f"{BERLIN}-terms")),
    "a document of another volume that is here": (f"{EXCHANGES}#d72", document(EXCHANGES, "d72")),
    "a note of another volume that is here": (f"{EXCHANGES}#d72fn4", document(EXCHANGES, "d72", "fn4")),
    "another volume that is here": (EXCHANGES, Internal(f"volumes/{EXCHANGES}")),
    "a volume named with capitals that its folder cannot have": (
        "frus1961-63v10-12mSupp#d5",
        document("frus1961-63v10-12msupp", "d5"),
    ),
    "blanks around it": (" #d60\n", document(BERLIN, "d60")),
    "a document that stands here alone": (
        "frus1961-63v14#d214",
        Internal("documents/frus1961-63v14-d214", "frus1961-63v14-d214"),
    ),
    "a note of a document that was cut out of its volume": (
        "frus1961-63v12#d154fn2",
        Internal("documents/v12-d154", "v12-d154", "fn2"),
    ),
    "a document that was not cut out with it": (
        "frus1961-63v12#d155",
        External(f"{OFFICE}/frus1961-63v12/d155"),
    ),
    "a volume of which only one document is here": ("frus1961-63v12", External(f"{OFFICE}/frus1961-63v12")),
    "a document of a volume that is not here": (
        "frus1961-63v11#d234",
        External(f"{OFFICE}/frus1961-63v11/d234"),
    ),
    "a note of a volume that is not here": (
        "frus1961-63v11#d2fn3",
        External(f"{OFFICE}/frus1961-63v11/d2fn3"),
    ),
    "a page of a volume that is not here": (
        "frus1955-57v05#pg_12",
        External(f"{OFFICE}/frus1955-57v05/pg_12"),
    ),
    "a person of a volume that is not here": (
        "frus1961-63v11#p_KJF1",
        External(f"{OFFICE}/frus1961-63v11/persons#p_KJF1"),
    ),
    "a term of a volume that is not here": (
        "frus1961-63v11#t_UN1",
        External(f"{OFFICE}/frus1961-63v11/terms#t_UN1"),
    ),
    "a volume that is not here": ("frus1961-63v11", External(f"{OFFICE}/frus1961-63v11")),
    "an empty place": (f"{EXCHANGES}#", Internal(f"volumes/{EXCHANGES}")),
    "a bare number in a volume that is not here": (
        "frus1964-68v08#102",
        External(
            f"{OFFICE}/frus1964-68v08/d102",
            "'#102' names no kind of place; it is read as document 102, '#d102'",
        ),
    ),
    "a bare number in a volume that is here": (
        "#60",
        document(BERLIN, "d60", "", "'#60' names no kind of place; it is read as document 60, '#d60'"),
    ),
    "a note without the sign": (
        "d60fn1",
        document(BERLIN, "d60", "fn1", "'d60fn1' has no '#'; it is read as '#d60fn1'"),
    ),
    "a document that the volume does not have": (
        "#d314",
        Dangling(f"there is no 'd314' in {BERLIN}"),
    ),
    "a document that another volume does not have": (
        f"{EXCHANGES}#d337",
        Dangling(f"there is no 'd337' in {EXCHANGES}"),
    ),
    "a word that is nothing": (
        "appendix",
        Dangling("'appendix' is neither a volume nor a place of this one"),
    ),
    "nothing": ("", Dangling("'' is neither a volume nor a place of this one")),
    "a volume of nobody": (
        "letters-1790#l5",
        Dangling("there is no volume 'letters-1790' in this edition, and none such on the publisher's site"),
    ),
    "a place that no volume can have": (
        'frus1961-63v11#d1"onclick="x',
        Dangling("'d1\"onclick=\"x' cannot be a place of frus1961-63v11"),
    ),
    "an address of the web": ("https://example.org/a?b=c#d", External("https://example.org/a?b=c#d")),
    "an address of the post": ("mailto:history@state.gov", External("mailto:history@state.gov")),
    "a program": (
        "javascript:alert(1)",
        Dangling("'javascript:alert(1)' is not an address to which a page may lead"),
    ),
    "a program in capitals": (
        " JavaScript:alert(1)",
        Dangling("'JavaScript:alert(1)' is not an address to which a page may lead"),
    ),
    "data": ("data:text/html,x", Dangling("'data:text/html,x' is not an address to which a page may lead")),
    "an address that closes its attribute": (
        'https://example.org/"x',
        Dangling("'https://example.org/\"x' is not an address to which a page may lead"),
    ),
    "an address of no host": (
        "http:///x",
        Dangling("'http:///x' is not an address to which a page may lead"),
    ),
    "an address that is none": (
        "http://[x",
        Dangling("'http://[x' is not an address to which a page may lead"),
    ),
}


@pytest.mark.parametrize(("raw", "target"), TARGETS.values(), ids=TARGETS)
def test_a_reference_leads_where_it_says(raw: str, target: Target, registry: Registry) -> None:
    assert resolve_reference(raw, volume=BERLIN, registry=registry) == target


def test_a_reference_of_a_document_cut_out_of_its_volume_is_to_that_volume(registry: Registry) -> None:
    found = [
        resolve_reference(raw, volume="frus1961-63v12", registry=registry) for raw in ("#d154fn2", "#d153")
    ]
    assert found == [
        Internal("documents/v12-d154", "v12-d154", "fn2"),
        External(f"{OFFICE}/frus1961-63v12/d153"),
    ]


PATTERNS = {
    "https://example.org/{volume}/{id}": (
        "https://example.org/frus1950v01/d2",
        "https://example.org/frus1950v01",
    ),
    "https://example.org/?v={volume}&d={id}#top": (
        "https://example.org/?v=frus1950v01&d=d2#top",
        "https://example.org/?v=frus1950v01&d",
    ),
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_edition_may_name_another_publisher(pattern: str, registry: Registry) -> None:
    document, volume = (
        resolve_reference(raw, volume=BERLIN, registry=registry, pattern=pattern)
        for raw in ("frus1950v01#d2", "frus1950v01")
    )
    assert (document, volume) == tuple(External(address) for address in PATTERNS[pattern])


PAGES = {
    ("170", ""): ("d60",),
    ("171", ""): ("d60", "d61"),
    ("160", "171"): ("d60", "d61"),
    ("172", "99999999999"): ("d61",),
    ("[506]", ""): ("d61",),
    ("III", "V"): (),
}


@pytest.mark.parametrize("labels", PAGES)
def test_the_documents_of_a_range_of_pages_are_known(labels: tuple[str, str], registry: Registry) -> None:
    found = registry.pages_of(BERLIN.upper(), *labels)
    assert tuple(one.name for one in found) == PAGES[labels]


def test_a_volume_that_is_not_here_has_no_pages(registry: Registry) -> None:
    assert registry.pages_of("frus1961-63v11", "1", "9") == ()


SOURCE = f"""<TEI>
<div type="document" xml:id="d600"><ref target="#d314">a</ref></div>
<div type="document" xml:id="d60">
<p><ref target="#d61">b</ref> <ref target="#d314">c</ref>
<ref target='#d314'>d</ref>
<ref target="d60fn1">e</ref></p>
<ref target="{EXCHANGES}#a&amp;b">f</ref> <ref target="#&#100;99">g</ref>
</div>
</TEI>
""".encode()


def test_references_that_lead_nowhere_are_reported_where_they_stand(registry: Registry) -> None:
    references = ("#d61", "#d314", "#d314", "d60fn1", f"{EXCHANGES}#a&b", "#d99")
    problems = check_references(
        [replace(RECORDS[0], references=references)],
        anywhere,
        registry=registry,
        source_of=lambda _: ("sources/v/source.xml", SOURCE),
    )
    gone = f"there is no 'd314' in {BERLIN}; the words stand without a link"
    assert [(one.code, one.message, one.location.line) for one in problems] == [
        (Code.REFERENCE_DANGLING, gone, 4),
        (Code.REFERENCE_DANGLING, gone, 5),
        (Code.REFERENCE_MALFORMED, "'d60fn1' has no '#'; it is read as '#d60fn1'", 6),
        (Code.REFERENCE_DANGLING, f"there is no 'a&b' in {EXCHANGES}; the words stand without a link", 7),
        # Written with a character reference, it is not found: the line of the one before has to do.
        (Code.REFERENCE_DANGLING, f"there is no 'd99' in {BERLIN}; the words stand without a link", 7),
    ]
    assert {(one.location.path, one.severity) for one in problems} == {
        ("sources/v/source.xml", Severity.NOTICE)
    }


def test_a_source_is_not_read_again_where_all_its_references_lead_somewhere(registry: Registry) -> None:
    def source_of(_: DocumentRecord) -> tuple[str, bytes]:
        raise AssertionError

    whole = replace(RECORDS[0], references=("#d61", "frus1961-63v11"))
    assert check_references([whole], anywhere, registry=registry, source_of=source_of) == []


def anywhere(_record: DocumentRecord, _raw: str) -> bool:
    return True


def notice(path: str, line: int, code: Code = Code.REFERENCE_DANGLING, message: str = "x") -> Diagnostic:
    return Diagnostic(code, message, Location(path, line), Severity.NOTICE)


def test_a_build_prints_a_few_notices_of_each_source_every_error_and_the_number_of_the_rest() -> None:
    many = [notice("a", line) for line in range(1, 11)]
    few = [notice("a", 9, Code.REFERENCE_MALFORMED), notice("b", 1)]
    errors = [replace(notice("c", line), severity=Severity.ERROR) for line in range(1, 9)]
    rest = "and 7 more of this kind from here on; `edition check` lists them all"
    expected = [*many[:3], notice("a", 4, message=rest), *few, *errors]
    assert shorten_report([*many, *few, *errors], limit=3) == expected


def parsed(path: Path) -> etree._Element:
    data = path.read_bytes()
    return etree.fromstring(gzip.decompress(data) if path.suffix == ".gz" else data)


def names_in(element: etree._Element) -> dict[str, str]:
    """Return every identifier in an element, its own one apart, as addresses of the same form."""
    return {name: name for one in element.iterdescendants() if (name := one.get(XML_ID))}


def raw_references(root: etree._Element) -> list[str]:
    return [str(ref.get("target")) for ref in root.iter(f"{TEI}ref")]


@pytest.fixture(scope="module")
def dossier(shared: Path) -> Registry:
    """Return a registry of the sixty documents, each of them a source of its own."""
    folder = shared / "tei/dossier"
    records = []
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        for row in csv.DictReader(manifest):
            [division] = parsed(folder / row["file"]).iterfind(f".//{TEI}div[@type='document']")
            first, _, last = row["pages"].partition("-")
            pages = range(int(first), int(last or first) + 1) if first.isdecimal() else ()
            one = record(row["volume"], row["id"], names=names_in(division), pages=tuple(map(str, pages)))
            records.append(replace(one, volume="", part_of=row["volume"]))
    return build_registry(records, ())


def verdict(row: dict[str, str], registry: Registry) -> str:
    """Return what we say of a row of the dossier's list, in the words of the list."""
    volume, _, _ = row["source"].partition("#")
    if row["raw"] == "(text only)":
        return "page citation"
    match resolve_reference(row["raw"], volume=volume, registry=registry):
        case Internal(document=found, fragment=fragment):
            held = registry.documents[found]
            target = f"{held.part_of}#{fragment or held.name}"
            return "in dossier" if target == row["target"] else target
        case External(address=address) if "#" not in row["target"]:
            return "volume only" if address == f"{OFFICE}/{row['target']}" else address
        case External(address=address):
            at = f"{OFFICE}/{row['target'].replace('#', '/')}"
            return "elsewhere" if address == at else address
        case Dangling(reason=reason):
            return reason


def test_the_references_of_the_dossier_lead_where_its_list_says(shared: Path, dossier: Registry) -> None:
    elsewhere = ("in a volume, not in the dossier", "target not in snapshot")
    with (shared / "tei/dossier/refs.csv").open(encoding="utf-8", newline="") as refs:
        rows = list(csv.DictReader(refs))
    expected = ["elsewhere" if row["status"] in elsewhere else row["status"] for row in rows]
    assert [verdict(row, dossier) for row in rows] == expected
    assert len(rows) == 65


def test_a_citation_by_pages_names_the_documents_of_the_dossier_that_stand_there(dossier: Registry) -> None:
    assert [one.id for one in dossier.pages_of(EXCHANGES, "152", "161")] == [f"{EXCHANGES}-d56"]
    assert [one.id for one in dossier.pages_of(BERLIN, "449", "452")] == [f"{BERLIN}-d157", f"{BERLIN}-d158"]


@pytest.fixture(scope="module", params=(BERLIN, EXCHANGES))
def whole_volume(request: pytest.FixtureRequest, shared: Path) -> tuple[str, etree._Element, Registry]:
    """Return a volume as published, and a registry of its divisions.

    What stands between two divisions, such as the page on which a document begins, belongs to the second.
    """
    name: str = request.param
    root = parsed(shared / f"tei/volumes/{name}.xml.gz")
    divisions: dict[str, dict[str, str]] = {}
    between: dict[str, str] = {}
    for one in root.iter(f"{TEI}*"):
        own = one.get(XML_ID)
        if own and one.tag == f"{TEI}div":
            divisions[own] = between
            between = {}
        elif own:
            around = next(one.iterancestors(f"{TEI}div"), None)
            inside = around is not None and around.get("type") not in ("compilation", "chapter")
            names = divisions[str(around.get(XML_ID))] if around is not None and inside else between
            names[own] = own
    records = [record(name, division, names=names) for division, names in divisions.items()]
    return name, root, build_registry(records, (Volume(id=name, title=name, divisions=()),))


def test_every_reference_within_a_volume_is_found_or_missing_as_the_xml_says(
    whole_volume: tuple[str, etree._Element, Registry],
) -> None:
    name, root, registry = whole_volume
    ids = {one.get(XML_ID) for one in root.iter() if one.get(XML_ID)}
    raws = [raw for raw in raw_references(root) if raw.startswith("#")]
    found = [isinstance(resolve_reference(raw, volume=name, registry=registry), Internal) for raw in raws]
    assert found == [raw[1:] in ids for raw in raws]
    assert len(raws) > 1000


def test_references_are_resolved_by_the_ten_thousand_in_no_time(
    whole_volume: tuple[str, etree._Element, Registry],
) -> None:
    name, root, registry = whole_volume
    raws = raw_references(root)
    raws *= 24_000 // len(raws) + 1
    start = time.process_time()
    for raw in raws:
        resolve_reference(raw, volume=name, registry=registry)
    assert time.process_time() - start < 1


def test_every_reference_of_two_volumes_that_are_read_leads_to_a_place_that_its_page_has(
    shared: Path, tmp_path: Path
) -> None:
    for name in (BERLIN, EXCHANGES):
        (tmp_path / "sources" / name).mkdir(parents=True)
        data = gzip.decompress((shared / f"tei/volumes/{name}.xml.gz").read_bytes())
        (tmp_path / "sources" / name / "source.xml").write_bytes(data)
    edition, problems = load(tmp_path)
    named = {entry.name for volume in edition.volumes for entry in volume.names}
    written = 0
    for one in (*edition.documents, *edition.parts):
        written += len(one.references)
        for raw in one.references:
            target = resolve_reference(raw, volume=one.volume, registry=edition.registry)
            assert not isinstance(target, Dangling), raw
            if isinstance(target, Internal) and target.document:
                assert edition.by_id[target.document].has(target.fragment), raw
            elif isinstance(target, Internal):
                assert (not target.fragment) or target.fragment in named, raw
    assert written == 4519
    assert [one for one in problems if "reference" in one.code] == []


def test_the_dossier_read_as_an_edition_refers_as_its_list_says(shared: Path, tmp_path: Path) -> None:
    for path in (shared / "tei/dossier").glob("*.xml"):
        folder = tmp_path / "sources" / path.stem.replace("_", "-").lower()
        folder.mkdir(parents=True)
        (folder / "source.xml").write_bytes(path.read_bytes())
    edition, problems = load(tmp_path)
    assert len(edition.documents) == 60
    with (shared / "tei/dossier/refs.csv").open(encoding="utf-8", newline="") as refs:
        rows = list(csv.DictReader(refs))
    elsewhere = ("in a volume, not in the dossier", "target not in snapshot")
    expected = ["elsewhere" if row["status"] in elsewhere else row["status"] for row in rows]
    assert [fragment_verdict(row, edition.registry) for row in rows] == expected
    listed = sorted(
        (row["source"].replace("#", "-").lower(), row["raw"]) for row in rows if row["raw"] != "(text only)"
    )
    written = {(one.id, raw) for one in edition.documents for raw in one.references}
    assert sorted(written) == sorted(set(listed))
    assert [one for one in problems if "reference" in one.code] == []


def fragment_verdict(row: dict[str, str], registry: Registry) -> str:
    """Return what we say of a row, where a note has the address that its page gives it (`fn3`)."""
    volume, _, _ = row["source"].partition("#")
    target = resolve_reference(row["raw"], volume=volume, registry=registry)
    if isinstance(target, Internal):
        name, _, note = row["target"].partition("#")[2].partition("fn")
        right = Internal(f"documents/{target.document}", f"{row['target'].split('#')[0]}-{name}".lower())
        return "in dossier" if replace(right, fragment=note and f"fn{note}") == target else str(target)
    return verdict(row, registry)


def test_a_thousand_references_that_lead_nowhere_are_each_told_at_their_lines(registry: Registry) -> None:
    wanted = [f"#gone{number % 7}" for number in range(1000)]
    lines = "\n".join(f'<ref target="{raw}">x</ref>' for raw in wanted)
    source = f'<TEI>\n<div type="document" xml:id="d60">\n{lines}\n</div></TEI>'.encode()
    problems = check_references(
        [replace(RECORDS[0], references=tuple(wanted))],
        anywhere,
        registry=registry,
        source_of=lambda _: ("sources/v/source.xml", source),
    )
    assert [problem.location.line for problem in problems] == list(range(3, 1003))
