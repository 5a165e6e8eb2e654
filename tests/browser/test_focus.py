"""Where the focus is can be seen: links keep their looks, and nothing that stays in place covers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.visits import DESKTOP, DESKTOP_DARK, PHONE, View, axe_violations

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["reading/", "editorial-statement/"])
def test_a_link_keeps_its_underline_when_the_keyboard_reaches_and_leaves_it(
    open_page: Callable[..., Page], path: str
) -> None:
    page = open_page(path)
    page.keyboard.press("Tab")
    page.locator("main :is(p, li) > a:not([class])").first.evaluate(
        "link => { link.id = 'reached'; link.focus() }"
    )
    line = "document.getElementById('reached').computedStyleMap().get('text-decoration-line').value"
    assert page.evaluate("document.activeElement.id") == "reached"
    assert page.evaluate(line) == "underline"
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate(line) == "underline"
    assert axe_violations(page) == ()


@pytest.mark.parametrize("view", [DESKTOP, DESKTOP_DARK], ids=["light", "dark"])
def test_the_search_of_the_header_shows_its_focus(open_page: Callable[..., Page], view: View) -> None:
    page = open_page("reading/", view)
    for name in ("input", "button"):
        field = page.locator(f".edition-find-form {name}")
        field.focus()
        page.keyboard.press("Shift")
        style: dict[str, Any] = field.evaluate("element => ({...getComputedStyle(element)})")
        assert (style["outlineStyle"], style["outlineWidth"]) == ("solid", "2px")
        assert style["outlineColor"] == "rgb(255, 255, 255)"


# The window is scrolled with its next picture. A sign's room for the finger covers nothing that is seen.
_COVERED = """async () => {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  const element = document.activeElement;
  const boxes = [...element.getClientRects()].filter(box => box.width > 1);
  if (!element.closest('main') || element.closest('.md-sidebar') || !boxes.length) return null;
  const header = document.querySelector('.md-header').getBoundingClientRect().bottom;
  const shows = ({left, top, width, height}) => {
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return there && (element.contains(there) || there.contains(element) || there.matches('.annotation-ref'));
  };
  return boxes[0].top < header - 1 || !boxes.some(shows) ? element.outerHTML.slice(0, 200) : null;
}"""


@pytest.mark.parametrize("view", [DESKTOP, View(width=390, height=844), PHONE], ids=["wide", "390", "phone"])
@pytest.mark.parametrize("path", ["documents/excomm-24/", "editorial-statement/"])
def test_going_backwards_no_focus_is_covered(open_page: Callable[..., Page], path: str, view: View) -> None:
    page = open_page(path, view)
    page.keyboard.press("End")
    page.locator("main a:visible").last.focus()
    covered = []
    for _ in range(120):
        page.keyboard.press("Shift+Tab")
        if found := page.evaluate(_COVERED):
            covered.append(found)
    assert covered == []
