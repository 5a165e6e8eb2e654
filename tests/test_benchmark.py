"""The benchmark counts what it says, gives every tool the same words, and reports a missed goal as missed."""

from __future__ import annotations

import gzip
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import markdown
import pytest
from click.testing import CliRunner
from lxml import etree

from scripts.benchmark.__main__ import main
from scripts.benchmark.browser import Search, SearchForm, chromium, search
from scripts.benchmark.corpus import REVISION, enough, read_volumes
from scripts.benchmark.goals import Goal, goals_of_builds, goals_of_searches
from scripts.benchmark.measure import CommandFailedError, Cost, measure
from scripts.benchmark.report import (
    SearchResult,
    full_builds_table,
    goals_table,
    ratios_table,
    search_table,
    write_results,
)
from scripts.benchmark.rounds import Result, build_in_turn
from scripts.benchmark.sites import EDITION, HUGO, MATERIAL, Site, write_edition, write_material
from scripts.benchmark.to_markdown import Links, to_markdown
from scripts.benchmark.words import Words, difference, words_of_page, words_of_tei
from tests.harness import ROOT, need

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.benchmark.corpus import Volume

VOLUMES = ROOT.parent / "shared/tei/volumes"
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def volumes() -> tuple[Volume, ...]:
    if not VOLUMES.is_dir():
        need("../shared/tei/volumes")
    return read_volumes(VOLUMES)


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


# A command's own work, that of a process it waits for, and that of one it leaves behind.
BUSY = "import time\nwhile time.process_time() < 0.4: pass"
WORK = {
    "its own": BUSY,
    "a child's": f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}])",
    "an orphan's": f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {BUSY!r}])",
}


@pytest.mark.parametrize("program", WORK.values(), ids=list(WORK))
def test_the_time_of_every_process_is_counted(tmp_path: Path, program: str) -> None:
    assert measure(python(program), folder=tmp_path).cpu >= 0.4


def test_time_on_the_clock_passes_without_work(tmp_path: Path) -> None:
    cost = measure(python("import time; time.sleep(0.5)"), folder=tmp_path)
    assert cost.wall >= 0.5 > cost.cpu


def test_the_memory_of_all_processes_is_added_up(tmp_path: Path) -> None:
    hold = f"import time; held = b'x' * {60 * MEGABYTE}; time.sleep(0.5)"
    both = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}; p.wait()"
    assert 120 * MEGABYTE <= measure(python(both), folder=tmp_path).memory <= 200 * MEGABYTE


def test_a_command_that_fails_is_an_error_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="ended with 3:\nno such volume"):
        measure(python("import sys; print('no such volume'); sys.exit(3)"), folder=tmp_path)


TEI = """<div xmlns="http://www.tei-c.org/ns/1.0" type="document" xml:id="d1" n="1">{}</div>"""
# Content of a document; the Markdown that it becomes.
CONVERSIONS = {
    "a heading and its note": (
        "<head>1. To <persName>Rusk</persName> <note n='1'>Source: Lot 66.</note></head>",
        "# 1. To Rusk[^1]\n\n[^1]: Source: Lot 66.\n",
    ),
    "signs of Markdown": (
        "<p>*a* _b_ `c` [d] #e ~f~ &lt;g&gt; &amp;h; \\i {j} |</p>",
        "\\*a\\* \\_b\\_ \\`c\\` \\[d\\] \\#e &#126;f&#126; &lt;g&gt; &amp;h; \\\\i \\{j\\} &#124;\n",
    ),
    "what begins a paragraph": (
        "<p>1. One</p><p>- two</p><p>+ three</p><p>: four</p><p>5) five</p>",
        "1\\. One\n\n&#45; two\n\n&#43; three\n\n&#58; four\n\n5\\) five\n",
    ),
    "a page break in a word": (
        "<p>Presi<pb n='8' xml:id='pg_8'/>dent</p>",
        'Presi<span class="pagebreak" id="pg_8">[Page 8]</span>dent\n',
    ),
    "emphasis, by sign and by element": (
        "<p>see <hi rend='italic'>Documents</hi> and anti<hi rend='italic'>German</hi></p>",
        "see *Documents* and anti<em>German</em>\n",
    ),
    "references": (
        "<p><ref target='#d1'>here</ref>, <ref target='v14#d2'>there</ref>, <ref target='#d1'/></p>",
        "[here](d1.md), [there](https://history.state.gov/historicaldocuments/v14/d2), [](d1.md)\n",
    ),
    "a list in a list": (
        "<list><head>SUBJECT</head><item>Berlin<list><item>Access</item></list></item><item>Cuba</item></list>",
        "SUBJECT\n\n- Berlin\n\n    - Access\n- Cuba\n",
    ),
    "a ragged table": (
        "<table><row><cell>a</cell><cell>b</cell></row><row><cell>c</cell></row></table>",
        "|  |  |\n| --- | --- |\n| a | b |\n| c |  |\n",
    ),
    "a note of two paragraphs, called within a note": (
        "<p>One.<note>Two.<note><p>Three.</p><p>Four.</p></note></note></p>",
        "One.[^1]\n\n[^1]: Two.[^2]\n\n[^2]: Three.\n\n    Four.\n",
    ),
}


def links(homes: tuple[str, ...] = ("d1",)) -> Links:
    return Links(volume="v15", homes={home: home for home in homes})


@pytest.mark.parametrize(("content", "expected"), CONVERSIONS.values(), ids=list(CONVERSIONS))
def test_tei_becomes_markdown(content: str, expected: str) -> None:
    page = to_markdown(etree.fromstring(TEI.format(content)), links())
    assert page.split("---\n\n", 1)[1] == expected


def page_of(text: str) -> str:
    made = markdown.markdown(text, extensions=["attr_list", "footnotes", "tables"])
    return f"<html><body><article>{made}</article></body></html>"


@pytest.mark.parametrize(("content", "_"), CONVERSIONS.values(), ids=list(CONVERSIONS))
def test_a_page_of_markdown_holds_the_words_of_the_tei(content: str, _: str) -> None:
    division = etree.fromstring(TEI.format(content))
    page = page_of(to_markdown(division, links()).split("---\n\n", 1)[1])
    assert words_of_page(page, "//article") == words_of_tei(division)


def test_every_document_of_the_volumes_keeps_its_words(volumes: tuple[Volume, ...]) -> None:
    compared = [
        (
            volume.id,
            document.id,
            difference(words_of_tei(document.division), words_of_page(page, "//article")),
        )
        for volume in volumes
        for document in volume.documents[::5]
        for page in [page_of(to_markdown(document.annotated(), links()).split("---\n\n", 1)[1])]
    ]
    assert [one for one in compared if one[2]] == []
    assert len(compared) >= 70


DIFFERENCES = {
    "none": (Words(("a", "b"), (("c",),)), 0),
    "a word lost": (Words(("a",), (("c",),)), 1),
    "a word in the wrong place": (Words(("a", "b", "c"), ()), 1),
    "words in another order": (Words(("b", "a"), (("c",),)), 1),
    "a word for another": (Words(("a", "x"), (("c",),)), 2),
}


@pytest.mark.parametrize(("other", "expected"), DIFFERENCES.values(), ids=list(DIFFERENCES))
def test_differing_words_are_counted(other: Words, expected: int) -> None:
    assert difference(Words(("a", "b"), (("c",),)), other) == expected


def test_volumes_are_repeated_under_new_ids_and_the_last_is_cut(volumes: tuple[Volume, ...]) -> None:
    made = list(enough(volumes, 400))
    assert [(volume.id, len(volume.documents)) for volume in made] == [
        ("frus1961-63v15", 256),
        ("frus1961-63v06", 120),
        ("frus1961-63v15-copy2", 24),
    ]
    for volume in made:
        root = etree.fromstring(volume.data)
        assert root.findtext(".//{*}idno[@type='frus']") == volume.id
        assert len(root.findall(".//{*}div[@type='document']")) == len(volume.documents)


def test_every_quoted_passage_stands_once_in_its_document(volumes: tuple[Volume, ...]) -> None:
    documents = [document for volume in volumes for document in volume.documents if document.passages]
    for document in documents:
        text = " ".join("".join(document.division.itertext()).split())
        assert [text.count(passage.exact) for passage in document.passages] == [1] * len(document.passages)
    assert sum(len(document.passages) for document in documents) >= 40


def test_an_edit_changes_one_annotation(tmp_path: Path, volumes: tuple[Volume, ...]) -> None:
    one = list(enough(volumes, 20))
    for site in (
        write_edition(tmp_path / "edition", one, search=False),
        write_material(tmp_path / "material", one, search=False),
    ):
        before = site.edited.read_text(encoding="utf-8")
        site.edit()
        assert site.edited.read_text(encoding="utf-8") == REVISION.sub("1", before, count=1) != before


def test_a_site_is_built_from_nothing_then_after_an_edit_then_unchanged(tmp_path: Path) -> None:
    program = "import pathlib as p; o = p.Path('site'); o.mkdir(exist_ok=True); f = o / 'log'\n"
    program += "f.write_text((f.read_text() if f.exists() else '') + p.Path('note').read_text())"
    (tmp_path / "note").write_text("Revision 0.", encoding="utf-8")
    site = Site(
        tool="tool",
        folder=tmp_path,
        command=python(program),
        output=tmp_path / "site",
        caches=(),
        edited=tmp_path / "note",
        text="",
        page=lambda _volume, _document: tmp_path,
    )
    told: list[str] = []
    [result] = build_in_turn([site], 1, 2, told.append)
    assert (tmp_path / "site/log").read_text(encoding="utf-8") == "Revision 1.Revision 2.Revision 2."
    assert (result.rounds, result.files, result.size, len(told)) == (2, 1, 33, 6)


def result(tool: str, documents: int, wall: float) -> Result:
    cost = Cost(wall=wall, cpu=wall * 1.5, memory=100 * MEGABYTE)
    return Result(
        tool=tool,
        documents=documents,
        rounds=3,
        full=cost,
        edited=Cost(wall=wall / 4, cpu=wall / 4, memory=MEGABYTE),
        unchanged=Cost(wall=wall / 5, cpu=wall / 5, memory=MEGABYTE),
        size=2 * MEGABYTE,
        files=1_010,
    )


def test_results_are_tables() -> None:
    results = (result(EDITION, 1_000, 1.0), result(MATERIAL, 1_000, 4.0))
    assert full_builds_table(results).splitlines() == [
        "| documents | tool | time, s | ms a document | CPU, s | memory, MB | size, MB | files | builds |",
        "| --: | --- | --: | --: | --: | --: | --: | --: | --: |",
        "| 1,000 | edition | 1.00 | 1.00 | 1.50 | 100 | 2.0 | 1,010 | 3 |",
        "| 1,000 | mkdocs-material | 4.00 | 4.00 | 6.00 | 100 | 2.0 | 1,010 | 3 |",
    ]
    assert ratios_table(results).splitlines()[2:] == [
        "| 1,000 | mkdocs-material | 0.25 | 0.25 | 0.25 | 0.25 | 1.00 | 1.00 |"
    ]


def test_a_goal_that_is_missed_is_shown_as_missed() -> None:
    results = (result(EDITION, 1_000, 1.2), result(MATERIAL, 1_000, 4.0), result(HUGO, 1_000, 0.5))
    goals = list(goals_of_builds(results))
    assert goals_table(goals).splitlines()[2:] == [
        "| time of a full build of 1,000 documents, mkdocs-material's being 1 | 0.25 | 0.30 | **missed** |",
        "| time of a full build of 1,000 documents, hugo's being 1 | 3.00 | 2.40 | reached |",
    ]


def test_growth_memory_and_an_edit_have_their_goals() -> None:
    results = tuple(result(EDITION, size, size / 1_000) for size in (1_000, 4_000, 10_000))
    assert [(goal.limit, round(goal.measured, 2), goal.unit) for goal in goals_of_builds(results)] == [
        (1.15, 1.0, ""),
        (1_000.0, 100.0, "MB"),
        (0.25, 0.25, ""),
    ]


def test_a_first_search_and_a_further_one_have_goals_of_their_own() -> None:
    searches = (
        Search(query="autobahn", seconds=0.4, sent=400_001, requests=12),
        Search(query="nuclear test ban", seconds=0.6, sent=150_000, requests=4),
    )
    assert [goal.is_met for goal in goals_of_searches(searches)] == [False, True, True, False]
    result = SearchResult(
        tool=EDITION,
        documents=4_000,
        index_seconds=9.5,
        index_cpu=-0.25,
        unchanged_seconds=0.1,
        index_size=20 * MEGABYTE,
        index_files=252,
        searches=searches,
    )
    assert search_table([result]).splitlines()[1:] == [
        "| --: | --- | --: | --: | --: | --: | --: | --- | --: | --: | --: |",
        "| 4,000 | edition | 9.50 | -0.25 | 0.10 | 20.0 | 252 | autobahn | 0.40 | 400 | 12 |",
        "| 4,000 | edition | 9.50 | -0.25 | 0.10 | 20.0 | 252 | nuclear test ban | 0.60 | 150 | 4 |",
    ]


@pytest.mark.browser
def test_what_a_search_loads_is_counted_beyond_a_page_without_search(tmp_path: Path) -> None:
    """The page itself is no cost of search, nor are files that every page loads; scripts and index are."""
    if chromium() is None:
        need("Chromium")
    script = """document.querySelector("input").addEventListener("input", async ({ target }) => {
        document.querySelector("ol").innerHTML = "";
        if (target.value) document.querySelector("ol").innerHTML = await (await fetch("index.bin")).text();
    })"""
    for name in ("plain", "searched"):
        (tmp_path / name / "letter").mkdir(parents=True)
        (tmp_path / name / "letter/index.html").write_text("<link rel='icon' href='data:,'>A letter.")
    site = tmp_path / "searched"
    (site / "index.bin").write_bytes(b"<li>one" * 100)
    page = f"<link rel='icon' href='data:,'><input><ol></ol><script>{script}</script>"
    (site / "index.html").write_text(page)
    form = SearchForm(page="", field="input", result="li")
    # The tests' own browser, if it runs, has this thread for itself.
    with ThreadPoolExecutor(max_workers=1) as another:
        first, further = another.submit(search, site, tmp_path / "plain", form, "letter/").result()
    assert (first.requests, further.requests, further.sent) == (2, 0, 0)
    assert first.sent == 700 + len(gzip.compress(page.encode()))


def test_a_goal_is_met_at_its_limit() -> None:
    assert [Goal(name="", limit=2, measured=number).is_met for number in (1.9, 2, 2.1)] == [True, True, False]


def test_results_take_the_place_of_earlier_ones_in_the_page(tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    page.write_text("Before.\n\n<!-- results -->\nold\n<!-- end of results -->\n\nAfter.\n", encoding="utf-8")
    for text in ("new", r"newer \1"):
        write_results(page, text)
    assert page.read_text(encoding="utf-8") == (
        "Before.\n\n<!-- results -->\n\nnewer \\1\n\n<!-- end of results -->\n\nAfter.\n"
    )


def test_the_guide_has_a_place_for_the_results(tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    page.write_bytes((ROOT / "docs/guide/speed.md").read_bytes())
    write_results(page, "new")
    assert "\n\nnew\n\n" in page.read_text(encoding="utf-8")


def test_the_command_says_what_it_does(tmp_path: Path) -> None:
    shown = CliRunner().invoke(main, ["--help"])
    assert (shown.exit_code, "mkdocs-material and Hugo" in " ".join(shown.output.split())) == (0, True)
    refused = CliRunner().invoke(main, ["--volumes", str(tmp_path)])
    unread = CliRunner().invoke(main, ["--sizes", "many"])
    assert (unread.exit_code, "write numbers of documents" in unread.output) == (2, True)
    assert (refused.exit_code, f"no volumes (*.xml.gz) lie in {tmp_path}" in refused.output) == (2, True)


def test_results_on_the_page_are_tables_that_scroll_by_keyboard(tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    page.write_text("Before\n<!-- results -->\n\n<!-- end of results -->\n", encoding="utf-8")
    write_results(page, "### A <b>\n\n| tool | s |\n| --- | --: |\n| hugo | **1.5** |\n\n### B\n\nWords.\n")
    assert page.read_text(encoding="utf-8") == (
        'Before\n<!-- results -->\n\n### A <b>\n\n<div class="edition-scroller" role="region" tabindex="0" '
        'aria-label="A &lt;b&gt;">\n<table class="edition-results">\n'
        '<thead><tr><th scope="col">tool</th><th scope="col" class="number">s</th></tr></thead>\n<tbody>\n'
        '<tr><td>hugo</td><td class="number">1.5</td></tr>\n</tbody></table>\n</div>\n\n'
        "### B\n\nWords.\n\n<!-- end of results -->\n"
    )
