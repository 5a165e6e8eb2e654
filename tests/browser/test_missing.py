"""An address at which nothing is: what is said there, what is suggested, and where one can go on."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import (
    DESKTOP,
    DESKTOP_WITHOUT_SCRIPTS,
    VIEWS,
    View,
    axe_violations,
    cut_off,
)
from tests.harness import run, served

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SUGGESTED = {
    "documents/secto8": "/documents/secto-8/",
    "Documents/SECTO-8/": "/documents/secto-8/",
    "documents/secto-8/index.htm": "/documents/secto-8/",
    "documents/secto-8.html#p3": "/documents/secto-8/#p3",
    "excomm24": "/documents/excomm-24/",
    "documents/sekto-8/": "/documents/secto-8/",
    "thread/berlin": "/threads/berlin/",
    "people/rsk/": "/people/rusk/",
    "historicaldocuments/frus1964-68v23/d360": "/documents/frus1964-68v23-d360/",
    "historicaldocuments/frus1964-68v23/d360#d360fn2": "/documents/frus1964-68v23-d360/#fn2",
    "documents/secto-8/pg_2": "/documents/secto-8/#pg_2",
    "documents/secto-8/facing/pg_2/": "/documents/secto-8/facing/#pg_2",
    "documents/excomm-24/facng/": "/documents/excomm-24/facing/",
    "people/dean-rusk/": "/people/rusk/",
    "parallel/secto-8--excomm-24/": "/parallel/excomm-24--secto-8/",
    "parallel/berlin-cuba/": "/parallel/cuba-berlin/",
    "historicaldocuments/frus1961-63v14/d214#pg_588": "/documents/frus1961-63v14-d214/#pg_588",
}


def suggestions(page: Page) -> list[str]:
    """Return where the suggestions lead, once they are there."""
    page.wait_for_selector(".edition-suggestions a", timeout=5000)
    found: list[str] = page.eval_on_selector_all(
        ".edition-suggestions a", "all => all.map(one => one.pathname + one.search + one.hash)"
    )
    return found


@pytest.mark.parametrize("asked", SUGGESTED)
def test_the_nearest_addresses_are_suggested(open_page: Callable[..., Page], asked: str) -> None:
    assert suggestions(open_page(asked))[0] == SUGGESTED[asked]


def test_a_suggestion_is_called_by_its_title(open_page: Callable[..., Page]) -> None:
    page = open_page("documents/secto8")
    link = page.locator(".edition-suggestions a")
    page.wait_for_function(
        "document.querySelector('.edition-suggestions a')?.textContent.startsWith('Secto 8')", timeout=5000
    )
    link.click()
    assert page.url.endswith("/documents/secto-8/")


def test_a_place_written_as_a_page_is_named_and_only_suggested_where_it_is(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("documents/secto-8/pg_2")
    page.wait_for_function(
        "document.querySelector('.edition-suggestions a')?.textContent.endsWith(', Page 2')"
    )
    page = open_page("documents/secto-8/pg_99")
    page.wait_for_function("document.querySelector('.edition-suggestions a')?.hash === ''", timeout=5000)
    assert suggestions(page)[0] == "/documents/secto-8/"


def test_what_is_near_to_nothing_gets_no_suggestion(open_page: Callable[..., Page]) -> None:
    page = open_page("qqqqqqq/wwwwwwwwwwww")
    page.wait_for_load_state("networkidle")
    assert page.locator(".edition-suggestions").inner_text() == ""
    assert page.get_by_role("heading", level=1).inner_text() == "There is no page at this address"


@pytest.mark.parametrize("depth", ["x", "x/y/z/"])
def test_without_scripts_the_page_leads_to_every_list_and_to_search(
    open_page: Callable[..., Page], depth: str
) -> None:
    page = open_page(depth, DESKTOP_WITHOUT_SCRIPTS)
    lists = page.eval_on_selector_all(".edition-lists a", "all => all.map(one => one.pathname)")
    expected = {"/", "/documents/", "/threads/", "/crossings/", "/timeline/", "/people/", "/terms/"}
    assert expected - set(lists) == set()
    page.get_by_role("searchbox", name="Search for it").fill("berlin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=berlin")


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_the_page_is_accessible_and_whole(open_page: Callable[..., Page], view: View) -> None:
    page = open_page("documents/secto8", view)
    suggestions(page)
    assert (axe_violations(page), cut_off(page)) == ((), ())


VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="complete">A Volume</title></titleStmt><publicationStmt><idno type="frus">frus1961-63v99</idno>
</publicationStmt></fileDesc></teiHeader><text><body><div type="chapter" xml:id="ch1"><head>One</head>
<pb n="521"/><div type="document" xml:id="d65" n="65"><head>65. Memorandum</head><p>Words.</p>
<pb n="522"/></div></div></body></text></TEI>"""
OF_THE_HISTORIAN = {
    "historicaldocuments/frus1961-63v99/d65": "documents/frus1961-63v99-d65/",
    "historicaldocuments/frus1961-63v99/ch1": "volumes/frus1961-63v99/ch1/",
    "historicaldocuments/frus1961-63v99/pg_522": "volumes/frus1961-63v99/pages/?page=522",
    "historicaldocuments/frus1961-63v99": "volumes/frus1961-63v99/",
    "frus1961-63v99/d65/": "documents/frus1961-63v99-d65/",
}


@pytest.mark.parametrize("theme", ["material, font: false", "mkdocs", "readthedocs"])
def test_in_every_theme_a_site_in_a_folder_suggests_its_own_addresses(
    browser: Browser, tmp_path: Path, theme: str
) -> None:
    (tmp_path / "sources/frus1961-63v99").mkdir(parents=True)
    (tmp_path / "sources/frus1961-63v99/source.xml").write_text(VOLUME, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: Trial\nsite_url: https://example.org/a/trial/\ntheme: {{name: {theme}}}\n"
        "plugins: [edition: {search: false}]\n",
        encoding="utf-8",
    )
    site = tmp_path / "served/a/trial"
    built = run(sys.executable, "-m", "mkdocs", "build", "-d", site, folder=tmp_path)
    assert built.returncode == 0, built.stderr
    shutil.copy(site / "404.html", tmp_path / "served")
    context = browser.new_context(**DESKTOP.options())
    page = context.new_page()
    found = {}
    with served(tmp_path / "served") as address:
        for asked in OF_THE_HISTORIAN:
            page.goto(f"{address}/a/trial/{asked}")
            found[asked] = suggestions(page)[0].removeprefix("/a/trial/")
        page.get_by_role("link", name="Documents", exact=True).last.click()
        assert page.url == f"{address}/a/trial/documents/"
        page.goto(f"{address}/a/trial/documents/frus1961-63v99-d65/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.url.endswith("#edition-text")
        lists = page.get_by_role("navigation", name="Lists of this edition")
        assert lists.get_by_role("link", name="Volumes").is_visible()
    context.close()
    assert found == OF_THE_HISTORIAN


@pytest.mark.parametrize(
    ("path", "start"),
    {
        "documents/secto-8/": "edition-text",
        "documents/": "edition-page",
        "search/": "edition-results",
        "timeline/": "edition-page",
    }.items(),
)
def test_the_first_stop_of_the_tab_key_skips_the_menus(
    open_page: Callable[..., Page], path: str, start: str
) -> None:
    page = open_page(path)
    page.evaluate("document.activeElement.blur()")
    skip = page.locator("a.md-skip")
    skip.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("start => location.hash === `#${start}`", arg=start, timeout=5000)
    assert page.locator(f"#{start}").count() == 1
