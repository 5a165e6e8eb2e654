"""The pictures of the site: each is of a page that it has, and of a place that is on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scripts.pictures.__main__ import README, VIEWS, WINDOWS
from tests.browser.visits import View
from tests.harness import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page


@pytest.mark.parametrize("name", VIEWS)
def test_the_page_of_each_picture_is_one_of_the_site(site: Path, name: str) -> None:
    path = re.split("[?#]", VIEWS[name].path)[0]
    assert (site / path if path.endswith(".html") else site / path / "index.html").is_file()


@pytest.mark.browser
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", [name for name, view in VIEWS.items() if view.at or view.press])
def test_what_a_picture_scrolls_to_or_presses_is_on_its_page(
    open_page: Callable[..., Page], name: str, window: str
) -> None:
    width, height = WINDOWS[window]
    page = open_page(VIEWS[name].path, View(width=width, height=height))
    page.wait_for_load_state("networkidle")
    for selector in filter(None, (VIEWS[name].press, VIEWS[name].at)):
        assert page.locator(selector).first.is_visible(), selector


def test_the_pictures_of_the_readme_are_those_that_a_script_takes() -> None:
    shown = re.findall(r"!\[[^\]]{40,}\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown == [picture.file for picture in README]
    for picture in README:
        assert picture.view in VIEWS
        assert (ROOT / picture.file).stat().st_size < 300_000
