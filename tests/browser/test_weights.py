"""What a first visit to a document costs: bytes over the wire, scripts, and the steadiness of the page."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import DESKTOP, PHONE, View
from tests.harness import document_ids

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

pytestmark = pytest.mark.browser

# What the theme brings to every site.
THEIRS = ("/assets/javascripts/", "/assets/stylesheets/")
VIEWS = {
    "phone": PHONE,
    "1,280 wide": View(width=1280, height=720),
    "wide": DESKTOP,
    "1,920 wide": View(width=1920, height=1080),
}
_WATCH_SHIFTS = """
  window.shifts = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
  }).observe({type: 'layout-shift', buffered: true});
"""


def on_the_wire(response: Response) -> int:
    """Return the bytes that a server sends that compresses text, as every server of static pages does."""
    body = response.body()
    is_packed = response.url.endswith((".woff2", ".png", ".jpg", ".webp"))
    return len(body) if is_packed else len(gzip.compress(body, 9))


@pytest.mark.parametrize("name", document_ids())
def test_a_first_visit_to_a_document_is_light(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context(**DESKTOP.options())
    page = context.new_page()
    sizes: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if not any(part in response.url for part in THEIRS):
            sizes[response.url.removeprefix(address)] = on_the_wire(response)

    page.on("response", weigh)
    page.goto(f"{address}/documents/{name}/", wait_until="networkidle")
    context.close()
    scripts = {url: size for url, size in sizes.items() if url.endswith(".js")}
    assert sum(scripts.values()) <= 20 * 1024, scripts
    assert sum(sizes.values()) <= 150 * 1024, sizes


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
@pytest.mark.parametrize("name", document_ids())
def test_nothing_moves_while_a_document_is_loaded(
    browser: Browser, address: str, name: str, view: View
) -> None:
    context = browser.new_context(**view.options())
    page = context.new_page()
    page.add_init_script(_WATCH_SHIFTS)
    page.goto(f"{address}/documents/{name}/", wait_until="networkidle")
    page.wait_for_timeout(300)
    shifts = page.evaluate("window.shifts")
    context.close()
    assert shifts < 0.05


MADE_BY_SCRIPTS = ["parallel/?left=secto-8&right=excomm-24", "search/", "search/?q=berlin"]


@pytest.mark.parametrize("size", ["3", "5"])
@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
@pytest.mark.parametrize("path", MADE_BY_SCRIPTS)
def test_what_scripts_make_has_its_room_before_it_comes(
    browser: Browser, address: str, path: str, view: View, size: str
) -> None:
    context = browser.new_context(**view.options())
    page = context.new_page()
    page.add_init_script(_WATCH_SHIFTS)
    page.add_init_script(f"localStorage.setItem('edition-settings', '{{\"size\": \"{size}\"}}')")
    page.goto(f"{address}/{path}", wait_until="networkidle")
    page.wait_for_timeout(300)
    shifts = page.evaluate("window.shifts")
    context.close()
    assert shifts < 0.02


@pytest.mark.parametrize("name", document_ids())
def test_the_text_is_shown_before_any_script_runs(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context(**DESKTOP.options())
    page: Page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{address}/documents/{name}/", wait_until="load")
    first = page.locator("#p1")
    assert first.is_visible()
    assert first.evaluate("element => getComputedStyle(element).opacity") == "1"
    context.close()
