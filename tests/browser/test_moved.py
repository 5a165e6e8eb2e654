"""Old addresses: who follows one arrives where the words stand now, with a script and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import DESKTOP_WITHOUT_SCRIPTS, VIEWS, View, opener, visit_all
from tests.harness import build, served
from tests.moved_edition import write_moved_edition
from tests.reading_text import reading_text, soup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bs4 import Tag
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of an edition of which addresses have moved."""
    folder = write_moved_edition(tmp_path_factory.mktemp("moved"))
    built = build(folder)
    assert built.returncode == 0, built.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def where(moved: Path) -> Iterator[str]:
    with served(moved) as address:
        yield address


@pytest.fixture
def open_moved(browser: Browser, where: str) -> Iterator[Callable[..., Page]]:
    with opener(browser, where) as opened:
        yield opened


LEADS = {
    "documents/epistle/": "documents/letter/",
    "documents/epistle/#p2": "documents/letter/#p2",
    "documents/epistle/?pages=2-4#pg_2": "documents/letter/?pages=2-4#pg_2",
    "documents/epistle/?a=b#havana": "documents/letter/?a=b#cuba",
    "documents/epistle/#constructor": "documents/letter/#constructor",
    "documents/epistle/#slip": "addresses/#moved-epistle--slip",
    "documents/epistle/facing/#l3": "documents/letter/facing/#l3",
    "documents/letter/#island": "documents/letter/#cuba",
    "documents/letter/#pg_3": "documents/letter/#pg_2",
    "documents/letter/#answer": "documents/letter/#answer",
}


@pytest.mark.parametrize(("old", "new"), LEADS.items())
def test_an_old_address_becomes_the_new_one(
    open_moved: Callable[..., Page], where: str, old: str, new: str
) -> None:
    page = open_moved(old)
    page.wait_for_url(f"{where}/{new}")


@pytest.mark.parametrize("old", ["documents/epistle/#p2", "documents/epistle/facing/"])
def test_a_page_that_has_moved_leads_on_without_a_script(
    open_moved: Callable[..., Page], where: str, old: str
) -> None:
    page = open_moved(old, DESKTOP_WITHOUT_SCRIPTS)
    page.wait_for_url(f"{where}/{old.partition('#')[0].replace('epistle', 'letter')}**")


@pytest.mark.parametrize("name", ["island", "bonn", "p9", "pg_3", "answer", "error"])
def test_an_old_id_is_on_the_screen_without_a_script(open_moved: Callable[..., Page], name: str) -> None:
    page = open_moved(f"documents/letter/#{name}", DESKTOP_WITHOUT_SCRIPTS)
    top = page.evaluate("name => document.getElementById(name).getBoundingClientRect().top", name)
    assert 0 <= top < DESKTOP_WITHOUT_SCRIPTS.height


def test_a_reader_is_told_why_an_address_is_gone(open_moved: Callable[..., Page]) -> None:
    page = open_moved("documents/essay/")
    assert page.locator("main").inner_text().splitlines()[:3] == ["Withdrawn", "", "It was no document."]
    page = open_moved("documents/letter/")
    assert page.locator(".edition-departures li").all_inner_texts() == [
        "letter#answer is now reply#p1: A reply",
        "letter#error: withdrawn. The remark was wrong & is taken back.",
    ]


def test_all_moves_are_on_one_page(open_moved: Callable[..., Page]) -> None:
    page = open_moved("addresses/")
    page.locator("#moved-letter--island a").click()
    page.wait_for_url("**/documents/letter/#cuba")


def test_the_anchors_of_old_ids_are_no_part_of_the_text(moved: Path) -> None:
    texts = {
        name: reading_text(text_of(moved / f"documents/{name}/index.html")) for name in ("letter", "reply")
    }
    assert texts["letter"] == texts["reply"]


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_nothing_is_wrong_with_the_pages_of_what_has_moved(browser: Browser, where: str, view: View) -> None:
    visits = visit_all(browser, where, ["documents/letter/", "documents/essay/", "addresses/"], view)
    assert {path: visit for path, visit in visits.items() if any(vars_of(visit))} == {}


def text_of(page: Path) -> Tag:
    """Return the document's text on its page."""
    text = soup(page.read_text(encoding="utf-8")).select_one(".edition-text")
    assert text is not None
    return text


def vars_of(visit: object) -> list[object]:
    """Return what was seen on a visit."""
    return [getattr(visit, name) for name in ("foreign_requests", "errors", "cut_off", "violations")]
