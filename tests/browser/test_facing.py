"""What a reader meets on facing pages: lines beside the text that was made of them, on any window."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.visits import (
    DESKTOP,
    DESKTOP_DARK,
    DESKTOP_WITHOUT_SCRIPTS,
    PHONE,
    PHONE_DARK,
    PHONE_WITHOUT_SCRIPTS,
    View,
    axe_violations,
    cut_off,
    visit_all,
)
from tests.harness import build, copy_edition, served
from tests.images import png

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SECTO = "documents/secto-8/facing/"
TELCON = "documents/frus1964-68v23-d360/facing/"
WIDE = {"wide": DESKTOP, "wide without scripts": DESKTOP_WITHOUT_SCRIPTS}
NARROW = {"phone": PHONE, "phone without scripts": PHONE_WITHOUT_SCRIPTS}


def rows(page: Page) -> list[dict[str, float]]:
    """Return where the two cells of each row stand."""
    found: list[dict[str, float]] = page.evaluate(
        """() => [...document.querySelectorAll('.facing-row')].map(row => {
          const [source, text] = [...row.children].map(cell => cell.getBoundingClientRect());
          return {top: source.top, left: source.left, right: source.right, bottom: source.bottom,
                  textTop: text.top, textLeft: text.left};
        })"""
    )
    return found


@pytest.mark.parametrize("view", WIDE.values(), ids=list(WIDE))
@pytest.mark.parametrize("path", [SECTO, TELCON])
def test_on_a_wide_window_lines_and_text_stand_side_by_side(
    open_page: Callable[..., Page], path: str, view: View
) -> None:
    found = rows(open_page(path, view))
    assert len(found) >= 5
    assert [
        row for row in found if abs(row["top"] - row["textTop"]) > 1 or row["right"] > row["textLeft"]
    ] == []
    assert len({(row["left"], row["textLeft"]) for row in found}) == 1


@pytest.mark.parametrize("view", NARROW.values(), ids=list(NARROW))
def test_on_a_phone_the_lines_stand_above_their_text(open_page: Callable[..., Page], view: View) -> None:
    page = open_page(SECTO, view)
    assert [row for row in rows(page) if row["textTop"] < row["bottom"]] == []
    assert cut_off(page) == ()


def test_each_page_begins_with_its_heading_across_both_columns(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    found: list[list[Any]] = page.evaluate(
        """() => [...document.querySelectorAll('.facing-page')].map(head => {
          const box = head.getBoundingClientRect(), row = head.nextElementSibling.getBoundingClientRect();
          return [head.querySelector('h2').textContent, box.width === row.width, box.bottom <= row.top];
        })"""
    )
    assert found == [[f"Page {number}", True, True] for number in range(1, 6)]


def test_the_heads_of_the_columns_stay_in_sight_and_hide_nothing_that_is_linked_to(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(f"{SECTO}#pg_3")
    places: list[float] = page.evaluate(
        """() => ['.md-header', '.facing-heads', '#pg_3'].map(name => {
          const box = document.querySelector(name).getBoundingClientRect();
          return name === '#pg_3' ? box.top : box.bottom;
        })"""
    )
    header, heads, target = places
    assert header <= heads <= target < heads + 200


@pytest.mark.parametrize("view", [DESKTOP, DESKTOP_WITHOUT_SCRIPTS, PHONE], ids=["wide", "bare", "phone"])
def test_a_reader_goes_from_the_document_to_its_facing_page_and_back_by_keyboard(
    open_page: Callable[..., Page], view: View
) -> None:
    page = open_page("documents/secto-8/", view)
    way = page.get_by_role("navigation", name="Views").get_by_role("link", name="Facing pages")
    way.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/secto-8/facing/")
    paragraph = page.locator("#p2 .facing-what a").first
    assert paragraph.inner_text() == "Paragraph 2"
    paragraph.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/secto-8/#p2")


def test_a_row_leads_to_its_lines(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    page.locator("#p1 .facing-lines").click()
    assert page.url.endswith("/facing/#l41")
    shown = page.evaluate("getComputedStyle(document.querySelector('#l41'), '::before').content")
    assert shown == '"41"'


def test_the_numbers_of_lines_are_not_copied(open_page: Callable[..., Page]) -> None:
    page = open_page(TELCON)
    copied = page.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('.facing-row pre'));"
        "  return getSelection().toString() }"
    )
    assert copied.startswith("360. Memorandum of Telephone Conversation")


def test_only_facing_pages_load_their_style_sheet(open_page: Callable[..., Page]) -> None:
    sheets = "[...document.styleSheets].some(sheet => sheet.href && sheet.href.includes('facing.css'))"
    assert open_page(SECTO).evaluate(sheets) is True
    assert open_page("documents/secto-8/").evaluate(sheets) is False


def test_print_keeps_both_columns_and_leaves_the_ways_out(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    page.emulate_media(media="print")
    assert page.locator(".facing-page a").first.is_visible() is False
    assert page.locator("#p1 pre").is_visible()
    assert page.locator("#p1 > div").is_visible()


@pytest.fixture(scope="module")
def with_images(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where an edition is served that has images of pages: one wide, one high, one small."""
    edition = copy_edition(tmp_path_factory.mktemp("images") / "edition")
    folder = edition / "sources/secto-8/pages"
    folder.mkdir()
    for name, size in {"1.png": (2400, 600), "2.png": (900, 3000), "3.png": (60, 80)}.items():
        (folder / name).write_bytes(png(*size))
    built = build(edition)
    assert built.returncode == 0, built.stderr
    with served(edition / "site") as address:
        yield address
    shutil.rmtree(edition)


IMAGE_VIEWS = {
    "wide": DESKTOP,
    "wide, dark": DESKTOP_DARK,
    "phone": PHONE,
    "phone, dark": PHONE_DARK,
    "phone without scripts": PHONE_WITHOUT_SCRIPTS,
}


@pytest.mark.parametrize("view", IMAGE_VIEWS.values(), ids=list(IMAGE_VIEWS))
def test_images_of_pages_fit_into_the_window_and_lead_to_themselves(
    browser: Browser, with_images: str, view: View
) -> None:
    context = browser.new_context(**view.options())
    page = context.new_page()
    page.goto(f"{with_images}/{SECTO}", wait_until="load")
    assert page.locator(".facing-image img").count() == 3
    assert cut_off(page) == ()
    if view.scripts:
        assert axe_violations(page) == ()
    link = page.get_by_role("link", name="Page 2 of Secto 8: Secretary Rusk’s Conversation")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/iiif/secto-8/2/full/max/0/default.png")
    context.close()


def test_nothing_moves_when_an_image_arrives(browser: Browser, with_images: str) -> None:
    context = browser.new_context(**DESKTOP.options())
    page = context.new_page()
    places = "[...document.querySelectorAll('.facing-page')].map(head => head.getBoundingClientRect().top)"
    page.route("**/iiif/**", lambda route: route.abort())
    page.goto(f"{with_images}/{SECTO}", wait_until="load")
    without: list[float] = page.evaluate(places)
    page.unroute("**/iiif/**")
    page.goto(f"{with_images}/{SECTO}?again", wait_until="load")
    for image in page.locator(".facing-image img").all():
        image.scroll_into_view_if_needed()
        page.wait_for_function("image => image.complete", arg=image.element_handle())
    page.evaluate("scrollTo(0, 0)")
    assert page.evaluate(places) == without
    context.close()


def test_nobody_else_is_asked_for_an_image(browser: Browser, with_images: str) -> None:
    seen = visit_all(browser, with_images, [SECTO], DESKTOP)[SECTO]
    assert (seen.foreign_requests, seen.errors) == ((), ())
