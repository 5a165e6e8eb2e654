"""What a reader can take away: the page that lists it, and the panel of a document."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import DESKTOP, DESKTOP_WITHOUT_SCRIPTS, VIEWS, View, axe_violations, cut_off

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def taken(page: Page, link: Locator) -> str:
    """Return the name under which the browser keeps a file, after looking into it."""
    with page.expect_download() as waiting:
        link.press("Enter")
    download = waiting.value
    name = download.suggested_filename
    if name.endswith(".epub"):
        with zipfile.ZipFile(download.path()) as archive:
            assert archive.read("mimetype") == b"application/epub+zip"
    return name


@pytest.mark.parametrize("view", [DESKTOP, DESKTOP_WITHOUT_SCRIPTS], ids=str)
def test_the_whole_edition_is_one_link_away(open_page: Callable[..., Page], view: View) -> None:
    page = open_page("downloads/", view)
    link = page.get_by_role("heading", name="The whole edition").locator(
        "xpath=following::a[text()='EPUB'][1]"
    )
    assert taken(page, link) == "two-desks.epub"


@pytest.mark.parametrize("view", [DESKTOP, DESKTOP_WITHOUT_SCRIPTS], ids=str)
def test_a_documents_page_has_its_own_files(open_page: Callable[..., Page], view: View) -> None:
    page = open_page("documents/secto-8/", view)
    page.locator("#edition-cite > summary").press("Enter")
    files = page.locator("#edition-cite .edition-downloads").first
    assert set(files.locator("a").all_inner_texts()) >= {"EPUB", "Plain text", "Markdown"}
    assert taken(page, files.get_by_role("link", name="EPUB")) == "secto-8.epub"


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_the_page_of_downloads_is_sound_in_every_view(open_page: Callable[..., Page], view: View) -> None:
    page = open_page("downloads/", view)
    assert not axe_violations(page)
    assert not cut_off(page)
