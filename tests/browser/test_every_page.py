"""What holds on every page of the built site, whoever looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import (
    DESKTOP,
    DESKTOP_DARK,
    DESKTOP_WITHOUT_SCRIPTS,
    FORCED_COLORS,
    PHONE,
    PHONE_DARK,
    PHONE_WITHOUT_SCRIPTS,
    TABLET,
    TABLET_DARK,
    ZOOMED,
    View,
    Visit,
    visit_all,
)
from tests.harness import document_ids

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

VIEWS = {
    "a wide window, light": DESKTOP,
    "a wide window, dark": DESKTOP_DARK,
    "a phone, light": PHONE,
    "a phone, dark": PHONE_DARK,
}


NAMES = ("people", "bodies", "places", "terms")
# States in which one page of each kind is looked at.
FURTHER_VIEWS = {
    "a tablet, light": TABLET,
    "a tablet, dark": TABLET_DARK,
    "twice the size": ZOOMED,
    "forced colors": FORCED_COLORS,
    "a wide window without scripts": DESKTOP_WITHOUT_SCRIPTS,
    "a phone without scripts": PHONE_WITHOUT_SCRIPTS,
}


@pytest.fixture(scope="session")
def paths(site: Path) -> list[str]:
    """Return the address of every page of the site; of those of names the longest of each kind."""
    found = sorted(site.rglob("*.html"), key=lambda path: path.stat().st_size)
    longest = {path.parts[-3]: path for path in found if path.parts[-3] in NAMES}
    pages = sorted(
        path.relative_to(site).as_posix()
        for path in found
        if path.parts[-3] not in NAMES or path in longest.values()
    )
    return [page.removesuffix("index.html") for page in pages]


@pytest.fixture(scope="session", params=VIEWS.values(), ids=list(VIEWS))
def visits(
    request: pytest.FixtureRequest, browser: Browser, address: str, paths: list[str]
) -> dict[str, Visit]:
    """Return what was seen on every page, in one view after another."""
    view: View = request.param
    return visit_all(browser, address, paths, view)


def test_every_kind_of_page_is_there_to_be_visited(paths: list[str]) -> None:
    documents = {f"documents/{name}/" for name in document_ids()}
    expected = {"", "documents/", "crossings/", "threads/cuba/", "editorial-statement/"} | documents
    classroom = {"packs/", "packs/builder/", "packs/two-weeks-after/", "teaching/", "citing/"}
    lists = {"pages/", "downloads/", "addresses/"}
    assert (expected | classroom | lists) - set(paths) == set()


def test_axe_finds_no_violation(visits: dict[str, Visit]) -> None:
    assert {path: visit.violations for path, visit in visits.items() if visit.violations} == {}


def test_nothing_is_cut_off(visits: dict[str, Visit]) -> None:
    assert {path: visit.cut_off for path, visit in visits.items() if visit.cut_off} == {}


def test_no_request_leaves_the_site(visits: dict[str, Visit]) -> None:
    assert {path: visit.foreign_requests for path, visit in visits.items() if visit.foreign_requests} == {}


def test_no_script_fails(visits: dict[str, Visit]) -> None:
    assert {path: visit.errors for path, visit in visits.items() if visit.errors} == {}


@pytest.mark.parametrize("view", FURTHER_VIEWS.values(), ids=list(FURTHER_VIEWS))
def test_each_kind_of_page_is_sound_in_every_state(
    browser: Browser, address: str, paths: list[str], view: View
) -> None:
    kinds = {kind(path): path for path in paths}
    visits = visit_all(browser, address, sorted(kinds.values()), view)
    unsound = {
        path: (visit.violations, visit.cut_off, visit.errors)
        for path, visit in visits.items()
        if visit.violations or visit.cut_off or visit.errors
    }
    assert unsound == {}


def kind(path: str) -> tuple[str, ...]:
    """Return what a page is one of many of: pages of one folder are alike, and so are those below each."""
    first, *others = path.split("/")
    return first, *others[1:]
