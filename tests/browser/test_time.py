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
    axe_violations,
    cut_off,
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


@pytest.mark.parametrize("view", [DESKTOP, View(scripts=False)])
def test_every_entry_is_reached_by_keyboard_and_leads_to_its_document(open_page: Opened, view: View) -> None:
    page = open_page("timeline/", view)
    page.locator(".edition-chart").focus()
    for name in ON_THE_TIMELINE:
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.closest('g').dataset.document")
        assert focused == name
        stroke = page.evaluate("getComputedStyle(document.activeElement.querySelector('rect')).stroke")
        assert stroke != "none"
        page.keyboard.press("Escape")  # closes the preview of the document, if it has come
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


@pytest.mark.parametrize("view", [PHONE, DESKTOP, View(width=1920, height=1080)])
def test_the_table_follows_the_last_entry_of_the_drawing(open_page: Opened, view: View) -> None:
    page = open_page("timeline/", view)
    last = page.locator("svg g[data-document] text").last.evaluate(
        "one => one.getBoundingClientRect().bottom"
    )
    table = page.locator("#edition-timeline-table").evaluate("one => one.getBoundingClientRect().top")
    assert 0 < table - last < 150


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


TOPS = "all => all.map(one => one.getBoundingClientRect().top)"
SHOWN = ".edition-choice-status[data-shown]"
TITLES = {
    "secto-8": "Secto 8: Secretary Rusk’s Conversation With President de Gaulle",
    "excomm-24": "Summary Record of NSC Executive Committee Meeting No. 24",
}


def headings(page: Page) -> list[str]:
    return page.locator(".edition-pane > header h2").all_inner_texts()


def repeated_ids(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('[id]')].map(a => a.id).filter((id, at, ids) => ids.indexOf(id) < at)"
    )
    return found


@pytest.mark.parametrize("view", [DESKTOP, DESKTOP_DARK, PHONE])
def test_two_documents_stand_side_by_side_by_their_address(open_page: Opened, view: View) -> None:
    page = open_page("parallel/?left=secto-8&right=excomm-24", view)
    page.wait_for_selector(SHOWN, state="attached")
    assert headings(page) == [TITLES["secto-8"], TITLES["excomm-24"]]
    assert repeated_ids(page) == []
    assert axe_violations(page) == ()
    assert cut_off(page) == ()
    tops = page.locator(".edition-pane-text").evaluate_all(
        "all => all.map(a => a.getBoundingClientRect().top)"
    )
    assert (tops[0] == tops[1]) is (view.width > 768)
    assert page.locator("#left-pg_2, #right-pg_2").count() == 2
    permalink = page.locator("#right-p3 .permalink").first
    assert permalink.get_attribute("href").endswith("/documents/excomm-24/#p3")  # type: ignore[union-attr]  # it has one


def test_two_documents_are_called_by_their_titles_and_not_by_their_headings(open_page: Opened) -> None:
    page = open_page("parallel/?left=frus1961-63v14-d214&right=frus1964-68v23-d360")
    page.wait_for_selector(SHOWN, state="attached")
    titles = [
        "Memorandum From Secretary of State Rusk to President Kennedy",
        (
            "Memorandum of Telephone Conversation Between Secretary of State Rusk and the Ambassador to "
            "Belgium (MacArthur)"
        ),
    ]
    assert headings(page) == titles
    assert page.title() == f"{titles[0]} and {titles[1]} - Side by side - Two Desks"


LISTS = ("timeline/", "crossings/", "documents/")
BESIDE = {
    **{key: ["cuba-berlin/", "cuba-congo/", "berlin-congo/", ""] for key in LISTS},
    "threads/berlin/": ["cuba-berlin/", "berlin-congo/", ""],
    "parallel/cuba-berlin/": ["timeline/", "cuba-congo/", "berlin-congo/", ""],
    "parallel/": ["timeline/"],
}


@pytest.mark.parametrize("path", BESIDE)
def test_what_stands_side_by_side_is_found_from_every_list_of_time_and_threads(
    open_page: Opened, path: str
) -> None:
    links = open_page(path).get_by_role("navigation", name="Side by side").get_by_role("link")
    found = links.evaluate_all("all => all.filter(a => a.checkVisibility()).map(a => a.pathname.slice(1))")
    assert [one.removeprefix("parallel/") for one in found] == BESIDE[path]


@pytest.mark.parametrize("view", [PHONE_WITHOUT_SCRIPTS, View(scripts=False)])
def test_a_shared_address_of_two_documents_leads_to_pairs_without_a_script(
    open_page: Opened, view: View
) -> None:
    page = open_page("parallel/?left=secto-8&right=excomm-24", view)
    page.get_by_role("link", name="documents that cross").click()
    page.locator("#edition-documents-that-cross:target + ul").get_by_role(
        "link", name="ExComm meeting 24 and Secto 8"
    ).click()
    page.wait_for_url("**/parallel/excomm-24--secto-8/")


@pytest.mark.parametrize("width", [1220, 1280, 1440])
@pytest.mark.parametrize("path", ["parallel/excomm-24--secto-8/", "parallel/"])
def test_two_documents_keep_to_the_column_of_the_header(open_page: Opened, path: str, width: int) -> None:
    page = open_page(path, View(width=width))
    left = "one => one.getBoundingClientRect().left"
    menu = page.locator(".md-tabs a").first.evaluate(left)
    assert abs(page.locator("h1").first.evaluate(left) - menu) < 2


@pytest.mark.parametrize("width", [1500, 1700, 1920, 2560])
def test_in_a_wide_window_two_documents_keep_a_gutter(open_page: Opened, width: int) -> None:
    page = open_page("parallel/excomm-24--secto-8/", View(width=width))
    box = page.locator(".edition-panes").bounding_box()
    assert box is not None
    assert min(box["x"], width - box["x"] - box["width"]) >= 32


def test_the_sides_change_places_and_the_address_says_so(open_page: Opened) -> None:
    page = open_page("parallel/?left=secto-8&right=excomm-24")
    page.wait_for_selector(SHOWN, state="attached")
    page.get_by_role("button", name="Swap sides").press("Enter")
    page.wait_for_selector(".edition-choice-status[data-shown='excomm-24 secto-8']", state="attached")
    assert headings(page) == [TITLES["excomm-24"], TITLES["secto-8"]]
    assert page.url.endswith("/parallel/?left=excomm-24&right=secto-8")
    page.reload()
    page.wait_for_selector(SHOWN, state="attached")
    assert headings(page) == [TITLES["excomm-24"], TITLES["secto-8"]]


def test_two_documents_are_chosen_by_keyboard(open_page: Opened) -> None:
    page = open_page("parallel/")
    assert page.locator(".edition-panes").is_hidden()
    page.get_by_label("Left").select_option("excomm-24")
    page.get_by_role("button", name="Show").press("Enter")
    assert page.locator(".edition-choice-status").inner_text() == "Choose a second document."
    page.get_by_label("Right").select_option("frus1964-68v23-d360")
    page.get_by_role("button", name="Show").press("Enter")
    page.wait_for_selector(SHOWN, state="attached")
    assert page.url.endswith("/parallel/?left=excomm-24&right=frus1964-68v23-d360")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("left=secto-8&right=secto-9", "There is no document “secto-9” in this edition."),
        ("left=secto-8&right=%3Cb%3E", "“<b>” is not the id of a document."),
        ("left=..%2F..%2Fcrossings%2F&right=secto-8", "There is no document “crossings” in this edition."),
        ("left=secto-8", "Choose a second document."),
    ],
)
def test_what_cannot_be_shown_is_said_in_words(open_page: Opened, query: str, words: str) -> None:
    page = open_page(f"parallel/?{query}")
    page.wait_for_function(
        "words => document.querySelector('.edition-choice-status').textContent === words", arg=words
    )
    assert page.locator(".edition-panes").is_hidden()


def test_a_document_that_cannot_be_fetched_is_said_to_be_so(open_page: Opened) -> None:
    page = open_page("parallel/")
    page.route("**/documents/**", lambda route: route.abort())
    page.get_by_label("Left").select_option("excomm-24")
    page.get_by_label("Right").select_option("secto-8")
    page.get_by_role("button", name="Show").click()
    page.wait_for_function(
        "document.querySelector('.edition-choice-status').textContent.includes('Is there a connection?')"
    )


def test_an_address_of_a_document_is_as_good_as_its_id(open_page: Opened, address: str) -> None:
    page = open_page(f"parallel/?left={address}/documents/secto-8/%23p3&right=excomm-24")
    page.wait_for_selector(SHOWN, state="attached")
    assert headings(page)[0] == TITLES["secto-8"]


@pytest.mark.parametrize("view", [DESKTOP, PHONE_WITHOUT_SCRIPTS])
def test_documents_that_cross_face_each_other_without_a_script(open_page: Opened, view: View) -> None:
    page = open_page("documents/secto-8/", view)
    page.locator(".edition-views").get_by_role("link", name="Side by side").click()
    page.wait_for_url("**/parallel/excomm-24--secto-8/")
    assert headings(page) == [TITLES["excomm-24"], TITLES["secto-8"]]
    assert repeated_ids(page) == []
    page.get_by_role("link", name="Other documents and threads").click()
    assert page.get_by_label("Left").is_visible() is view.scripts
    page.get_by_role("link", name="Cuba and Berlin").click()
    row = page.locator(".edition-moment").filter(has_text="12 November 1962").first
    assert (
        row.locator(".edition-side[data-thread=cuba]").get_by_role("link", name="ExComm meeting 24").count()
        >= 1
    )


def test_in_print_each_thread_has_its_column_and_nothing_speaks_of_a_document(open_page: Opened) -> None:
    page = open_page("timeline/", View(width=680, height=1000))
    page.emulate_media(media="print")
    assert page.locator(".edition-drawing .name").first.is_visible()
    assert page.locator(".edition-chart-key").is_hidden()
    box = page.locator(".edition-chart svg").bounding_box()
    assert box is not None
    assert box["width"] <= page.evaluate("innerWidth")


@pytest.mark.parametrize("view", [DESKTOP, PHONE])
@pytest.mark.parametrize(
    "path",
    ["parallel/excomm-24--secto-8/", "parallel/?left=secto-8&right=frus1964-68v23-d360"],
)
def test_side_by_side_a_sign_opens_its_note_in_place(open_page: Opened, path: str, view: View) -> None:
    page = open_page(path, view)
    page.wait_for_selector("a.annotation-ref[aria-expanded]")
    address = page.url
    for side in (1, 2):
        sign = page.locator(f".edition-pane:nth-child({side}) a.annotation-ref").nth(3)
        note = page.locator(str(sign.get_attribute("href")))
        assert note.is_hidden()
        sign.click()
        assert (note.is_visible(), page.url) == (True, address)
        note.locator(".annotation-back").click()
        assert (note.is_hidden(), page.url) == (True, address)
    for figure in page.locator("a.note-ref").all()[:1]:
        figure.click()
        assert page.locator(".edition-note-copy").is_visible()
    page.locator("a.annotation-ref").nth(5).click()
    assert repeated_ids(page) == []
    assert axe_violations(page) == ()
    assert cut_off(page) == ()


def test_side_by_side_the_keys_write_addresses_that_lead_somewhere(open_page: Opened) -> None:
    page = open_page("parallel/excomm-24--secto-8/")
    page.wait_for_selector("a.annotation-ref[aria-expanded]")
    for _ in range(3):
        page.keyboard.press("j")
        fragment = page.url.partition("#")[2]
        assert page.locator(f"[id='{fragment}']").count() == 1
    assert page.locator(".annotation-note.edition-open").count() == 3


def test_side_by_side_is_printed_one_after_the_other_with_the_notes(open_page: Opened) -> None:
    page = open_page("parallel/excomm-24--secto-8/")
    page.wait_for_selector("a.annotation-ref[aria-expanded]")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    boxes = [one.bounding_box() for one in page.locator(".edition-pane").all()]
    first, second = (box for box in boxes if box)
    assert first["y"] + first["height"] <= second["y"]
    assert page.locator(".edition-pane .edition-printed .annotation-note:visible").count() > 40
