"""Previews of links: by pointer, by keyboard, by touch; how they close, nest and keep to the window."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import pytest

from tests.browser.visits import DESKTOP, DESKTOP_DARK, DESKTOP_WITHOUT_SCRIPTS, PHONE, View, axe_violations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

EXCOMM = "documents/excomm-24/"
TELCON = "documents/frus1964-68v23-d360/"
FIRST, SECOND = "#edition-preview-0", "#edition-preview-1"
TITLE = ".edition-entry-title a"
QUOTE = ".edition-crossing .edition-quote a"
# A passage whose preview has several links
RICH = ".edition-crossing:first-child .edition-end:last-child .edition-quote a"


def come_by_keyboard(page: Page, selector: str) -> None:
    """Let the focus come to an element for one who uses the keyboard."""
    page.keyboard.press("Shift")
    page.locator(selector).first.evaluate("element => element.focus()")


def is_focused(page: Page, selector: str) -> bool:
    return bool(page.locator(selector).first.evaluate("element => element === document.activeElement"))


def test_a_link_to_a_document_shows_its_title_date_and_first_words(open_page: Callable[..., Page]) -> None:
    page = open_page("documents/", DESKTOP)
    page.locator(TITLE, has_text="Summary Record").hover()
    shown = page.locator(FIRST)
    shown.wait_for()
    words = " ".join(shown.inner_text().split())
    assert words.startswith("Summary Record of NSC Executive Committee Meeting No. 24 Cuba Summary record")
    assert "12 November 1962" in words
    assert "General Taylor said that SAC is still on DEFCON 2" in words


def test_a_preview_stays_while_the_pointer_is_on_it_and_goes_when_it_leaves(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("documents/", DESKTOP)
    page.locator(TITLE).first.hover()
    page.locator(FIRST).wait_for()
    page.locator(FIRST).hover()
    page.wait_for_timeout(800)
    assert page.locator(FIRST).is_visible()
    page.mouse.move(5, 890)
    page.locator(FIRST).wait_for(state="detached")


def test_a_preview_opens_when_the_keyboard_comes_and_closes_when_it_goes(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("documents/", DESKTOP)
    come_by_keyboard(page, TITLE)
    page.locator(FIRST).wait_for()
    assert page.locator(TITLE).first.get_attribute("aria-details") == "edition-preview-0"
    page.wait_for_timeout(800)
    assert page.locator(FIRST).is_visible()
    page.keyboard.press("Shift+Tab")
    page.locator(FIRST).wait_for(state="detached")
    assert page.locator(TITLE).first.get_attribute("aria-details") is None


def test_escape_closes_a_preview_and_leads_back_to_its_link(open_page: Callable[..., Page]) -> None:
    page = open_page("crossings/", DESKTOP)
    come_by_keyboard(page, QUOTE)
    page.locator(FIRST).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.locator(SECOND).wait_for()
    within = page.evaluate("document.activeElement.closest('.edition-preview').id")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.edition-preview').id") == SECOND[1:]
    page.keyboard.press("Escape")
    page.locator(SECOND).wait_for(state="detached")
    assert page.evaluate("document.activeElement.closest('.edition-preview').id") == within == FIRST[1:]
    page.keyboard.press("Escape")
    page.locator(FIRST).wait_for(state="detached")
    assert is_focused(page, QUOTE)
    page.wait_for_timeout(500)
    assert page.locator(FIRST).count() == 0


def test_escape_closes_what_the_pointer_has_opened(open_page: Callable[..., Page]) -> None:
    page = open_page("documents/", DESKTOP)
    page.locator(TITLE).first.hover()
    page.locator(FIRST).wait_for()
    page.keyboard.press("Escape")
    page.locator(FIRST).wait_for(state="detached")


def test_the_links_of_a_preview_come_behind_its_link_in_the_order_of_tab(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("crossings/", DESKTOP)
    come_by_keyboard(page, RICH)
    page.locator(FIRST).wait_for()
    following = page.evaluate(
        """selector => {
          const links = [...document.querySelectorAll('main a[href]')];
          return links[links.indexOf(document.querySelector(selector)) + 1].href;
        }""",
        RICH,
    )
    links = page.locator(f"{FIRST} a").count()
    assert links > 1
    for number in range(links):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.edition-preview')?.id") == FIRST[1:], number
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('.edition-preview')?.id") == FIRST[1:]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.href") == following
    page.locator(f"{FIRST}:has(.edition-preview-words)").wait_for(state="detached")


def test_a_link_in_a_preview_has_its_preview_and_escape_closes_the_inner_one_first(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("crossings/", DESKTOP)
    page.locator(QUOTE).nth(1).hover()
    page.locator(FIRST).wait_for()
    page.locator(f"{FIRST} .annotation-links a").first.hover()
    page.locator(SECOND).wait_for()
    assert page.locator(FIRST).is_visible()
    page.locator(f"{SECOND} .annotation-links a").first.hover()
    page.locator("#edition-preview-2").wait_for()
    for name in ("#edition-preview-2", SECOND, FIRST):
        assert page.locator(name).is_visible()
        page.keyboard.press("Escape")
        page.locator(name).wait_for(state="detached")


KINDS = {
    "a document": ("documents/", TITLE, "Memorandum"),
    "a page of this document": (TELCON, ".edition-pages a[href='#pg_522']", "Page 522"),
    "a passage of another document": ("crossings/", QUOTE, "page 2"),
    "a crossing": ("crossings/", ".edition-ties a", "Crossing 1"),
    "a neighbor": (TELCON, ".edition-neighbours a", "Secto 8"),
    "a link of an annotation": (TELCON, ".annotation-links a[href*='#']", "page"),
    "a link of a list of links": (TELCON, ".edition-crossings .edition-quote a", "page"),
    "a document in the timeline": ("timeline/", "main svg a[href*='documents/secto-8/']", "Secto 8"),
    "a person": (f"{TELCON}#edition-names", ".edition-names a.edition-name[href*='people/']", "Person"),
    "a person whom the text names": (EXCOMM, ".edition-text a[href*='people/']", "Person"),
    "a mention on the page of a person": ("people/rusk/", ".edition-named-words a", "Page"),
    "a place at which the page names a person": (TELCON, ".edition-names-places a", "aragraph"),
    "a link in the editors' prose": ("", "main a[href*='documents/secto-8/']", "Secto 8"),
}


def test_a_note_at_the_end_is_shown_at_its_reference(open_page: Callable[..., Page]) -> None:
    page = open_page(TELCON, View(width=1100, height=800))
    assert page.locator(".edition-document").get_attribute("data-edition-notes") == "end"
    page.locator("#fnref2").hover()
    page.locator(FIRST).wait_for()
    assert "Rusk telephoned MacArthur" in page.locator(FIRST).inner_text()


def test_a_note_beside_its_line_has_no_preview(open_page: Callable[..., Page]) -> None:
    page = open_page(TELCON, View(width=1920, height=1000))
    assert page.locator(".edition-document").get_attribute("data-edition-notes") == "margin"
    page.locator("#fnref2").hover()
    page.wait_for_timeout(700)
    assert page.locator(".edition-preview").count() == 0


def test_a_result_of_a_search_is_shown_in_place(open_page: Callable[..., Page]) -> None:
    page = open_page("search/?q=Berlin", DESKTOP)
    link = page.locator("main a[href*='documents/'][href*='#']").first
    link.wait_for()
    link.hover()
    page.locator(FIRST).wait_for()
    assert page.locator(FIRST).inner_text() != ""


@pytest.mark.parametrize(("path", "link", "words"), KINDS.values(), ids=list(KINDS))
def test_every_kind_of_link_is_shown_in_place(
    open_page: Callable[..., Page], path: str, link: str, words: str
) -> None:
    page = open_page(path, DESKTOP)
    page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true; })")
    page.locator(link).first.scroll_into_view_if_needed()
    page.locator(link).first.hover()
    page.locator(FIRST).wait_for()
    assert words in page.locator(FIRST).inner_text()


OTHERS = {
    "the menu": ("documents/", ".md-tabs a[href*=crossings]"),
    "a permalink": (TELCON, "#p1 .permalink"),
    "a back link": (TELCON, "#fn2 [role=doc-backlink]"),
    "a link to the page itself": (TELCON, ".annotation-back"),
    "an external link": (TELCON, "main a[rel=external]"),
    "a sign of an annotation": (TELCON, "a.annotation-ref"),
}


@pytest.mark.parametrize(("path", "link"), OTHERS.values(), ids=list(OTHERS))
def test_what_others_own_is_left_to_them(open_page: Callable[..., Page], path: str, link: str) -> None:
    page = open_page(path, DESKTOP)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "preview" in request.url else None)
    page.locator(link).first.evaluate("element => element.focus()")
    page.locator(link).first.dispatch_event("pointerover", {"bubbles": True, "pointerType": "mouse"})
    page.wait_for_timeout(700)
    assert (page.locator(".edition-preview").count(), asked) == (0, [])


def test_nothing_is_asked_for_twice_and_nothing_is_missing(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("crossings/", DESKTOP)
    seen: list[tuple[str, int]] = []
    page.on("response", lambda response: seen.append((response.url, response.status)))
    for number in (0, 1, 2, 0):
        page.locator(QUOTE).nth(number).hover()
        page.locator(FIRST).wait_for()
        page.keyboard.press("Escape")
        page.mouse.move(2, 2)
    assert {status for _, status in seen} == {200}
    assert len(seen) == len(set(seen))


def test_a_link_that_scrolls_under_a_resting_pointer_shows_nothing(open_page: Callable[..., Page]) -> None:
    page = open_page("documents/", View(width=1440, height=500))
    box = page.locator(TITLE).last.bounding_box()
    assert box is not None
    x, y = box["x"] + 20, box["y"] + 10
    page.mouse.move(x, 300)
    page.mouse.move(x, 301)
    page.wait_for_timeout(600)
    page.keyboard.press("Escape")
    page.mouse.wheel(0, y - 301)
    page.wait_for_function("scrollY > 0")
    page.wait_for_timeout(700)
    assert page.locator(".edition-preview").count() == 0
    page.mouse.move(x + 3, 302)
    page.locator(TITLE).last.hover()
    page.locator(FIRST).wait_for()


def test_an_address_that_is_spoiled_shows_the_document(open_page: Callable[..., Page]) -> None:
    page = open_page("documents/", DESKTOP)
    page.locator(TITLE).last.evaluate("link => { link.href += '#100%' }")
    page.locator(TITLE).last.hover()
    page.locator(FIRST).wait_for()
    assert "Memorandum of Telephone Conversation" in page.locator(FIRST).inner_text()


def test_the_first_tap_shows_and_the_second_follows(open_page: Callable[..., Page]) -> None:
    page = open_page("documents/", PHONE)
    here = page.url
    page.locator(TITLE).nth(2).tap()
    page.locator(FIRST).wait_for()
    assert page.url == here
    assert is_focused(page, FIRST)
    page.touchscreen.tap(4, 600)
    page.locator(FIRST).wait_for(state="detached")
    page.locator(TITLE).nth(2).tap()
    page.get_by_role("link", name="Open", exact=True).tap()
    page.wait_for_url("**/documents/secto-8/")


def test_a_second_tap_on_a_link_follows_it(open_page: Callable[..., Page]) -> None:
    page = open_page(TELCON, PHONE)
    link = page.locator(".edition-pages a").last
    link.tap()
    page.locator(FIRST).wait_for()
    link.tap()
    page.wait_for_url("**#pg_522")


def test_a_tapped_preview_can_be_closed_by_its_button(open_page: Callable[..., Page]) -> None:
    page = open_page("documents/", PHONE)
    page.locator(TITLE).first.tap()
    page.get_by_role("button", name="Close").tap()
    page.locator(FIRST).wait_for(state="detached")
    assert is_focused(page, TITLE)


@pytest.mark.parametrize("view", [View(width=320, height=640), View(width=720, height=450), View(width=1280)])
@pytest.mark.parametrize("path", ["crossings/", TELCON])
def test_a_preview_keeps_to_the_window(open_page: Callable[..., Page], path: str, view: View) -> None:
    page = open_page(path, view)
    links = page.locator(".edition-crossing .edition-quote a, .edition-ties a, .edition-neighbours a")
    assert links.count() > 3
    for link in links.all()[:12]:
        link.scroll_into_view_if_needed()
        page.keyboard.press("Shift")
        link.evaluate("element => element.focus()")
        page.locator(FIRST).wait_for()
        box = page.locator(FIRST).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= view.width
        assert box["y"] + box["height"] <= view.height
        assert page.evaluate("document.documentElement.scrollWidth") <= view.width
        page.keyboard.press("Escape")


@pytest.mark.parametrize("view", [DESKTOP, DESKTOP_DARK, PHONE], ids=["light", "dark", "phone"])
def test_axe_finds_nothing_in_an_open_preview(open_page: Callable[..., Page], view: View) -> None:
    page = open_page("crossings/", view)
    if view is PHONE:
        page.locator(QUOTE).nth(1).tap()
    else:
        page.locator(QUOTE).nth(1).hover()
    page.locator(FIRST).wait_for()
    if view is not PHONE:
        page.locator(f"{FIRST} .annotation-links a").first.hover()
        page.locator(SECOND).wait_for()
    assert axe_violations(page) == ()


def test_without_scripts_a_link_is_a_link(open_page: Callable[..., Page]) -> None:
    page = open_page("documents/", DESKTOP_WITHOUT_SCRIPTS)
    page.locator(TITLE).nth(2).click()
    page.wait_for_url("**/documents/secto-8/")


def test_every_place_to_which_a_link_leads_has_its_preview(site: Path) -> None:
    files = {
        file.parent.relative_to(site).as_posix(): json.loads(file.read_text(encoding="utf-8"))["parts"]
        for file in site.rglob("previews.json")
    }
    asked = 0
    for page in site.rglob("index.html"):
        here = f"https://e.org/{page.relative_to(site).as_posix()}"
        for href in re.findall(r'<a [^>]*href="([^"]*)"', page.read_text(encoding="utf-8")):
            address, fragment = urldefrag(urljoin(here, href))
            parts = files.get(address.removeprefix("https://e.org/").partition("?")[0].strip("/"))
            # What is no part of a document, and what leads back, is left out.
            if parts and not fragment.startswith(("edition-", "fnref", "crossings")) and "" in parts:
                asked += 1
                assert fragment.removeprefix("note-") in parts or fragment in parts, (here, href)
    assert asked > 500


def test_every_link_in_a_preview_leads_to_something(site: Path) -> None:
    files = sorted(site.rglob("previews.json"))
    assert len(files) >= 5
    ids: dict[str, set[str]] = {}
    for file in files:
        page = f"{file.parent.relative_to(site).as_posix()}/"
        for name, part in json.loads(file.read_text(encoding="utf-8"))["parts"].items():
            for href in re.findall(r'href="(?!https?:)([^"]*)"', part):
                address, fragment = urldefrag(urljoin(f"https://e.org/{page}", href))
                target = site / address.removeprefix("https://e.org/") / "index.html"
                if target.as_posix() not in ids:
                    ids[target.as_posix()] = set(
                        re.findall(r'id="([^"]*)"', target.read_text(encoding="utf-8"))
                    )
                assert not fragment or fragment in ids[target.as_posix()], (page, name, href)
