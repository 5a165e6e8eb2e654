"""Names on a document's page, and the way from one mention of somebody to all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import AXE, DESKTOP, DESKTOP_DARK, PHONE, PHONE_DARK, PHONE_WITHOUT_SCRIPTS, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SECTO, EXCOMM = "documents/secto-8/", "documents/excomm-24/"
VIEWS = {"wide": DESKTOP, "phone": PHONE, "phone without scripts": PHONE_WITHOUT_SCRIPTS}


def is_in_sight(page: Page, name: str) -> bool:
    """Whether an element is the target of the address, and within the window."""
    box = page.locator(f"[id='{name}']").bounding_box()
    height = page.evaluate("innerHeight")
    return page.url.endswith(f"#{name}") and box is not None and 0 <= box["y"] < height


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_the_panel_leads_to_each_mention_by_keyboard(open_page: Callable[..., Page], view: View) -> None:
    page = open_page(EXCOMM, view)
    panel = page.locator(".edition-names")
    stevenson = panel.locator("li", has=page.get_by_role("link", name="Stevenson", exact=False)).first
    assert not stevenson.is_visible()
    panel.locator("summary").focus()
    page.keyboard.press("Enter")
    assert stevenson.is_visible()
    second = stevenson.locator(".edition-names-places a").nth(1)
    second.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#m-stevenson-2")
    assert is_in_sight(page, "m-stevenson-2")
    assert page.locator("#m-stevenson-2").inner_text() == "Ambassador Stevenson"


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_a_name_leads_to_all_its_mentions_and_back(open_page: Callable[..., Page], view: View) -> None:
    page = open_page(SECTO, view)
    page.locator("#m-norstad-1").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/norstad/")
    assert page.locator("h1").inner_text().startswith("Lauris Norstad")
    documents = page.locator(".edition-named time").all_inner_texts()
    assert [words[-4:] for words in documents if "196" in words][-1] != ""
    page.locator("#in-frus1961-63v14-d214 .edition-named-words > a").first.click()
    page.wait_for_url("**/documents/frus1961-63v14-d214/#m-norstad-1")
    assert is_in_sight(page, "m-norstad-1")


def test_a_name_looks_like_the_words_around_it_until_one_points_at_it(open_page: Callable[..., Page]) -> None:
    page = open_page(EXCOMM, DESKTOP)
    name = page.locator("#m-stevenson-2")
    color = "element => getComputedStyle(element).color"
    around = page.locator("p", has=name).first.evaluate(color)
    assert name.evaluate(color) == around
    name.focus()
    assert name.evaluate(color) != around
    page.evaluate("document.documentElement.dataset.editionNames = 'off'")
    assert name.evaluate("element => getComputedStyle(element).pointerEvents") == "none"


OPEN = {"wide": DESKTOP, "wide, dark": DESKTOP_DARK, "phone": PHONE, "phone, dark": PHONE_DARK}


@pytest.mark.parametrize("view", OPEN.values(), ids=list(OPEN))
def test_the_open_panel_is_sound(open_page: Callable[..., Page], view: View) -> None:
    page = open_page(SECTO, view)
    page.locator(".edition-names > summary").click()
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run('.edition-names').then(found => found.violations.map(one => one.id))")
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
