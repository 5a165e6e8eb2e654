"""The timeline, the other desks, and two documents or threads side by side, as a reader meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import (
    DESKTOP,
    DESKTOP_DARK,
    PHONE,
    PHONE_DARK,
    PHONE_WITHOUT_SCRIPTS,
    View,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Opened = Callable[..., Page]

pytestmark = pytest.mark.browser

VIEWS = [DESKTOP, DESKTOP_DARK, PHONE, PHONE_DARK, PHONE_WITHOUT_SCRIPTS]
ON_THE_TIMELINE = ["frus1961-63v14-d214", "excomm-24", "secto-8", "frus1964-68v23-d360"]


@pytest.mark.parametrize("view", VIEWS)
def test_the_drawing_and_the_table_say_the_same(open_page: Opened, view: View) -> None:
    page = open_page("timeline/", view)
    drawn = page.locator("svg g[data-document]").evaluate_all("all => all.map(one => one.dataset.document)")
    told = page.locator("tbody tr").evaluate_all("all => all.map(one => one.dataset.document)")
    assert drawn == told == ON_THE_TIMELINE
    rails = page.evaluate(
        """() => [...document.querySelectorAll('tbody tr')].map(row => [
          [...row.querySelectorAll('td a[data-thread]')].map(one => one.dataset.thread),
          [...document.querySelectorAll(`svg path[data-document="${row.dataset.document}"]`)]
            .map(one => one.dataset.thread)])"""
    )
    assert all(table == svg for table, svg in rails)
    assert ["cuba", "berlin"] in [table for table, _ in rails]


def test_every_entry_is_reached_by_keyboard_and_leads_to_its_document(open_page: Opened) -> None:
    page = open_page("timeline/")
    page.locator(".edition-chart").focus()
    for name in ON_THE_TIMELINE:
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.closest('g').dataset.document")
        assert focused == name
        stroke = page.evaluate("getComputedStyle(document.activeElement.querySelector('rect')).stroke")
        assert stroke != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/frus1964-68v23-d360/")


@pytest.mark.parametrize("view", [View(width=390, height=844), PHONE, DESKTOP])
def test_no_words_of_the_drawing_lie_over_others_or_outside(open_page: Opened, view: View) -> None:
    page = open_page("timeline/", view)
    boxes = page.locator("svg g.words > a > text, svg g.words > text:not(.name)").evaluate_all(
        "all => all.map(a => a.getBoundingClientRect()).map(a => [a.left, a.top, a.right, a.bottom])"
    )
    assert len(boxes) > len(ON_THE_TIMELINE)
    assert [box for box in boxes if box[0] < 0 or box[2] > view.width] == []
    lapped = [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] - 1 and other[1] < one[3] - 1
    ]
    assert lapped == []


def test_a_wide_window_has_a_column_for_each_thread_and_a_narrow_one_has_not(open_page: Opened) -> None:
    lefts = "all => [...new Set(all.map(one => Math.round(one.getBoundingClientRect().left)))].length"
    links = "svg g[data-document] text"
    assert open_page("timeline/").locator(links).evaluate_all(lefts) == 3
    assert open_page("timeline/", PHONE).locator(links).evaluate_all(lefts) == 1


def test_the_drawing_holds_in_forced_colors(open_page: Opened) -> None:
    page = open_page("timeline/")
    page.emulate_media(forced_colors="active")
    strokes = page.locator("svg .rails > :not(.hollow)").evaluate_all(
        "all => [...new Set(all.map(one => getComputedStyle(one).stroke))]"
    )
    assert strokes == [page.evaluate("getComputedStyle(document.querySelector('svg text.name')).fill")]


def test_the_hour_is_told_with_the_place_and_its_zone(open_page: Opened) -> None:
    row = open_page("timeline/").locator("tr[data-document='secto-8']")
    assert "11:00 a.m." in row.inner_text()
    assert "(Paris, UTC+1)" in row.inner_text()
    kicker = open_page("documents/excomm-24/").locator(".edition-kicker")
    assert "11:00 a.m. (Washington, UTC−5)" in " ".join(kicker.inner_text().split())


def test_from_one_desk_to_the_other(open_page: Opened) -> None:
    page = open_page("documents/excomm-24/", PHONE_WITHOUT_SCRIPTS)
    desk = page.locator(".edition-desk").filter(has=page.locator("[data-thread=berlin]"))
    assert "Nothing within 3 days" in desk.inner_text()
    assert "31 days after" in desk.inner_text()
    desk.get_by_role("link", name="Secto 8").click()
    page.wait_for_url("**/documents/secto-8/")
