"""The fixtures that every test may ask for."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright

from tests.browser.visits import opener
from tests.harness import ROOT, build, copy_edition, need, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


# The machines that test are shared and slow by turns: what an example may take says nothing about the code.
settings.register_profile("edition", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("edition")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder beside the project that holds its design and the sources as received."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        need("the folder `shared` beside the project")
    return folder


@pytest.fixture
def edition_copy(tmp_path: Path) -> Path:
    """Return a copy of the edition that a test may spoil."""
    return copy_edition(tmp_path / "edition")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site, one for all tests; none may change it."""
    folder = tmp_path_factory.mktemp("built") / "site"
    built = build(ROOT, "--site-dir", folder)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Return where the built site is served, without a closing slash."""
    with served(site) as where:
        yield where


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running Chromium."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        need("Chromium (Debian's package `chromium`, or name another in CHROMIUM)")
    # A browser that root starts in a container has no sandbox to run in; the pages are our own.
    arguments = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a path of the site, in a view: `open_page("crossings/", PHONE_DARK)`."""
    with opener(browser, address) as opened:
        yield opened
