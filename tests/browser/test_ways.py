"""Finding one's way: going to a page, keys, settings for reading; on a phone, without scripts too."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.visits import (
    DESKTOP,
    DESKTOP_WITHOUT_SCRIPTS,
    PHONE,
    VIEWS,
    View,
    axe_violations,
    cut_off,
    opener,
)
from tests.harness import run, served
from tests.paged_volume import VOLUME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SECTO, TELCON = "documents/secto-8/", "documents/frus1964-68v23-d360/"


@pytest.fixture(scope="session")
def volume_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where an edition of one small volume is served."""
    edition = tmp_path_factory.mktemp("paged")
    (edition / "sources/v1").mkdir(parents=True)
    (edition / "sources/v1/source.xml").write_text(VOLUME, encoding="utf-8")
    (edition / "docs").mkdir()
    (edition / "mkdocs.yml").write_text(
        "site_name: Paged\ntheme: {name: material, font: false}\nplugins: [edition]\n", encoding="utf-8"
    )
    built = run(sys.executable, "-m", "mkdocs", "build", folder=edition)
    assert built.returncode == 0, built.stderr
    with served(edition / "site") as address:
        yield address


@pytest.fixture
def open_volume(browser: Browser, volume_address: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a path of the small volume's edition."""
    with opener(browser, volume_address) as opened:
        yield opened


def ask(page: Page, words: str) -> None:
    """Type words into the box and go; they have then been answered."""
    page.get_by_label("Go to page").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_selector(".edition-go:not([aria-busy])")


def answer(page: Page) -> str:
    return page.locator(".edition-go-answer").inner_text()


def path(page: Page) -> str:
    return page.url.split("/", 3)[3]


def shown(page: Page) -> list[str]:
    """Return the pages that are shown; where the address names a range, those of the excerpt."""
    found: list[str] = page.eval_on_selector_all(
        ".edition-text .pagebreak", "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
    )
    return found


def excerpt(page: Page) -> Page:
    page.wait_for_selector(".edition-excerpt")
    return page


SINGLE = [
    "3",
    " 3 ",
    "p. 3",
    "p.3",
    "p 3",
    "pg 3",
    "pp. 3",
    "Page 3",
    "page 3",
    "[3]",
    "[Page 3]",
    "[ p. 3 ]",
]
RANGES = ["2-4", "2–4", "2 - 4", "pp. 2-4", "pp. 2—4", "Pages 2 to 4", "[Pages 2–4]", "4-2", "p. 2\u22124"]


@pytest.mark.parametrize("words", [one for one in SINGLE if not one.startswith("pg")])
def test_a_page_is_found_however_it_is_cited(open_page: Callable[..., Page], words: str) -> None:
    page = open_page(SECTO)
    ask(page, words)
    assert (path(page), answer(page), len(shown(page))) == (f"{SECTO}#pg_3", "", 5)
    assert page.evaluate("document.activeElement.id") == "pg_3"
    top = page.locator("#pg_3").evaluate("element => element.getClientRects()[0].top")
    header = page.locator(".md-header").bounding_box()
    assert header is not None
    assert header["height"] < top < DESKTOP.height / 2


@pytest.mark.parametrize("words", RANGES)
def test_a_range_leads_to_its_excerpt_and_its_address_can_be_shared(
    open_page: Callable[..., Page], words: str
) -> None:
    page = open_page(SECTO)
    ask(page, words)
    assert path(page) == f"{SECTO}?pages=2-4#pg_2"
    assert shown(page) == ["pg_2", "pg_3", "pg_4"]
    assert page.evaluate("document.activeElement.matches('.edition-excerpt')")
    assert shown(excerpt(open_page(path(page)))) == ["pg_2", "pg_3", "pg_4"]


def test_a_single_page_after_a_range_shows_the_whole_document(open_page: Callable[..., Page]) -> None:
    page = excerpt(open_page(f"{SECTO}?pages=2-4"))
    ask(page, "5")
    assert (path(page), len(shown(page))) == (f"{SECTO}#pg_5", 5)
    page.go_back()
    assert shown(excerpt(page)) == ["pg_2", "pg_3", "pg_4"]


ANSWERS = {
    "": "Type a page, such as 522, or pages, such as 522–524.",
    "9": "There is no page 9 in this document. This document has pages 1–5.",
    "no page at all": "There is no page no page at all in this document. This document has pages 1–5.",
}


@pytest.mark.parametrize("words", ANSWERS)
def test_a_page_that_is_not_there_is_said_in_words(open_page: Callable[..., Page], words: str) -> None:
    page = open_page(SECTO)
    ask(page, words)
    assert (path(page), answer(page)) == (SECTO, ANSWERS[words])
    assert page.locator(".edition-go-answer").get_attribute("role") == "status"


def test_a_range_is_shortened_as_citations_shorten_it(open_page: Callable[..., Page]) -> None:
    page = open_page(TELCON)
    ask(page, "pp. 521–22")
    assert (path(page), shown(page)) == (f"{TELCON}?pages=521-522#pg_521", ["pg_521", "pg_522"])


@pytest.mark.parametrize(
    ("start", "words", "pages", "said"),
    [
        (TELCON, "pp. 522-524", "522", "This document has no page 524, only pages 521–522."),
        (TELCON, "524-522", "522", "This document has no page 524, only pages 521–522."),
        (TELCON, "519-521", "521", "This document has no page 519, only pages 521–522."),
        (SECTO, "3-9", "3 4 5", "This document has no page 9, only pages 1–5."),
    ],
)
def test_of_a_range_is_said_what_is_here_and_what_is_not(
    open_page: Callable[..., Page], start: str, words: str, pages: str, said: str
) -> None:
    page = open_page(start)
    ask(page, words)
    assert page.locator(".edition-excerpt").get_by_text(said).is_visible()
    assert shown(page) == [f"pg_{label}" for label in pages.split()]
    assert shown(excerpt(open_page(path(page).split("#")[0]))) == shown(page)


LOOKED_UP = {
    "22a": "documents/v1-d2/#pg_22a",
    "xii": "volumes/v1/preface/#pg_XII",
    "p. 21": "documents/v1-d1/#pg_21",
    "22-23": "documents/v1-d2/?pages=22-23#pg_22",
}


@pytest.mark.parametrize("start", ["volumes/v1/", "volumes/v1/pages/"])
@pytest.mark.parametrize("words", LOOKED_UP)
def test_a_volume_leads_from_a_page_to_its_document(
    open_volume: Callable[..., Page], start: str, words: str
) -> None:
    page = open_volume(start)
    page.get_by_label("Go to page").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{LOOKED_UP[words]}")


def test_a_document_says_where_in_its_volume_a_page_is(open_volume: Callable[..., Page]) -> None:
    page = open_volume("documents/v1-d1/")
    ask(page, "23")
    page.wait_for_selector(".edition-go-answer a")
    assert answer(page) == "Not in this document. Page 23 is in document 2."
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/v1-d2/#pg_23")


@pytest.mark.parametrize("start", ["volumes/v1/", "documents/v1-d4/"])
def test_a_label_that_comes_twice_offers_both(open_volume: Callable[..., Page], start: str) -> None:
    page = open_volume(start)
    ask(page, "20")
    page.wait_for_selector(".edition-go-answer a")
    assert answer(page).endswith("Page 20 comes more than once in this volume: document 1, document 3")
    links = page.eval_on_selector_all(
        ".edition-go-answer a", "all => all.map(one => one.pathname + one.hash)"
    )
    assert links == ["/documents/v1-d1/#pg_20", "/documents/v1-d3/#pg_20"]


def test_a_range_that_goes_on_elsewhere_says_where(open_volume: Callable[..., Page]) -> None:
    page = open_volume("documents/v1-d1/")
    ask(page, "21-22a")
    page.wait_for_selector(".edition-excerpt a[href*=d2]")
    assert shown(page) == ["pg_21"]
    assert (
        page.locator(".edition-excerpt p").nth(1).inner_text()
        == "This document has no page 22a, only pages 20–21. Page 22a is in document 2."
    )


IN_THE_EDITION = {
    "3": "Page 3 is in ExComm meeting 24, Secto 8.",
    "99": "There is no page 99 in this edition.",
}


@pytest.mark.parametrize("words", IN_THE_EDITION)
def test_a_page_number_leads_to_the_documents_of_the_edition(
    open_page: Callable[..., Page], words: str
) -> None:
    page = open_page("pages/")
    ask(page, words)
    assert answer(page) == IN_THE_EDITION[words]


def test_a_page_number_that_stands_in_one_document_leads_there(
    open_page: Callable[..., Page], open_volume: Callable[..., Page]
) -> None:
    page = open_page(f"{TELCON}")
    page.locator(".edition-onward").get_by_role("link", name="Pages").click()
    page.get_by_label("Go to page").fill("p. 522")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{TELCON}#pg_522")
    volume = open_volume("volumes/v1/pages/")
    volume.get_by_role("link", name="Pages of the whole edition").click()
    ask(volume, "21")
    assert answer(volume) == "Page 21 is in A Volume, document 1, A Volume, document 2."
    volume.get_by_label("Go to page").fill("22a")
    volume.keyboard.press("Enter")
    volume.wait_for_url("**/documents/v1-d2/#pg_22a")


def test_without_scripts_the_pages_of_the_edition_are_lists(open_page: Callable[..., Page]) -> None:
    page = open_page("pages/", DESKTOP_WITHOUT_SCRIPTS)
    page.get_by_role("link", name="588 document 214").click()
    assert path(page) == "documents/frus1961-63v14-d214/#pg_588"


def test_without_scripts_the_box_leads_to_a_list_of_pages(
    open_page: Callable[..., Page], open_volume: Callable[..., Page]
) -> None:
    page = open_volume("documents/v1-d1/", DESKTOP_WITHOUT_SCRIPTS)
    ask(page, "22")
    page.wait_for_url("**/volumes/v1/pages/?page=22")
    items = page.locator(".edition-page-list li").all_inner_texts()
    assert [" ".join(item.split()) for item in items] == [
        "XI Preface",
        "XII Preface",
        "20 document 1, Part one",
        "21 document 1, document 2",
        "22 document 2",
        "22a document 2",
        "23 document 2",
        "1 document 3, Part two",
        "20 document 3",
        "30 document 4",
    ]
    page.get_by_role("link", name="22a").click()
    assert path(page) == "documents/v1-d2/#pg_22a"
    alone = open_page(SECTO, DESKTOP_WITHOUT_SCRIPTS)
    ask(alone, "3")
    alone.wait_for_url(f"**/{SECTO}?page=3#edition-pages")
    for tool in (".edition-settings", ".edition-keys"):
        assert alone.locator(tool).is_hidden()


def test_the_keys_go_from_annotation_to_annotation(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    names = page.eval_on_selector_all(".edition-text .annotation-ref", "all => all.map(one => one.hash)")
    for index in range(3):
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.hash") == names[index]
        assert page.locator(".edition-said").inner_text() == f"Annotation {index + 1} of {len(names)}"
        assert page.locator(names[index]).is_visible()
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.hash") == names[1]
    top = page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert 60 < top < DESKTOP.height
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert page.locator(".edition-said").inner_text() == "There is no earlier annotation in this document."


def hide_annotations(page: Page) -> None:
    page.evaluate("localStorage.setItem('edition-settings', JSON.stringify({'notes-shown': 'none'}))")


def test_the_keys_say_that_annotations_are_hidden(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    number = page.locator(".annotation-ref").count()
    hide_annotations(page)
    page.reload()
    page.keyboard.press("j")
    assert page.locator(".edition-said").inner_text() == (
        f"The annotations of this document are hidden ({number}). "
        "To show them: Reading settings, Editors’ annotations."
    )


@pytest.mark.parametrize("view", [DESKTOP, PHONE])
@pytest.mark.parametrize("fragment", ["wiped", "note-wiped"])
def test_the_annotation_to_which_a_link_leads_is_shown_where_the_others_are_hidden(
    open_page: Callable[..., Page], fragment: str, view: View
) -> None:
    page = open_page(SECTO, view)
    hide_annotations(page)
    page.evaluate("fragment => { location.hash = fragment; location.reload(); }", fragment)
    page.wait_for_selector("#note-wiped", state="visible")
    shown = page.locator(".annotation-note").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
    )
    assert shown == ["note-wiped"]


def test_on_a_phone_the_keys_open_each_annotation_in_place(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO, PHONE)
    for _ in range(2):
        page.keyboard.press("j")
        name = page.evaluate("document.activeElement.hash")
        page.locator(name).wait_for(state="visible")
        assert page.evaluate("document.activeElement.getBoundingClientRect().top") > 50


def test_the_keys_go_from_page_to_page(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    seen = []
    for key in "]]][":
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == ["pg_1", "pg_2", "pg_3", "pg_2"]
    assert page.locator(".edition-said").inner_text().startswith("Page ")
    assert path(page).endswith(f"#{seen[-1]}")


def test_the_keys_go_from_document_to_document(open_volume: Callable[..., Page]) -> None:
    page = open_volume("documents/v1-d1/")
    page.keyboard.press("n")
    page.wait_for_url("**/documents/v1-d2/")
    page.keyboard.press("p")
    page.wait_for_url("**/documents/v1-d1/")
    page.keyboard.press("p")
    assert page.locator(".edition-said").inner_text() == "There is no previous document."


def test_a_key_is_struck_once_where_the_theme_has_it_too(open_volume: Callable[..., Page]) -> None:
    page = open_volume("documents/v1-d1/")
    # Material follows these links, which it has on pages of the menu, at the same keys.
    page.evaluate("""for (const rel of ['next', 'prev'])
      document.head.append(Object.assign(document.createElement('link'), {rel, href: '/volumes/'}))""")
    visited: list[str] = []
    page.on("framenavigated", lambda frame: visited.append(frame.url))
    page.keyboard.press("n")
    page.wait_for_url("**/documents/v1-d2/")
    assert [url.split("/", 3)[3] for url in visited] == ["documents/v1-d2/"]


def test_a_key_leads_to_the_box_and_escape_leads_back(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    page.keyboard.press("]")
    page.keyboard.press("]")
    before = page.evaluate("scrollY")
    page.keyboard.press("g")
    assert page.evaluate("document.activeElement.name") == "page"
    assert page.evaluate("scrollY") < before
    page.keyboard.press("Escape")
    assert page.evaluate("scrollY") == before
    assert page.evaluate("document.activeElement.id") == "pg_2"
    page.keyboard.press("g")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#pg_5")


def test_keys_are_letters_while_a_field_is_typed_in_and_commands_of_the_browser_stay(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(SECTO)
    page.get_by_label("Go to page").focus()
    page.keyboard.type("jknpg")
    assert page.get_by_label("Go to page").input_value() == "jknpg"
    page.locator("h1").first.click()
    for held in ("Control+j", "Alt+j", "Meta+j"):
        page.keyboard.press(held)
    assert path(page) == SECTO


def open_help(page: Page, key: str = "?") -> None:
    page.keyboard.press(key)
    page.get_by_role("dialog", name="Keys").wait_for()


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_the_sheet_of_keys_opens_and_gives_the_focus_back(open_page: Callable[..., Page], view: View) -> None:
    page = open_page(SECTO, view)
    page.get_by_role("button", name="Keys").focus()
    open_help(page, "Enter")
    keys = page.locator(".edition-help kbd").all_inner_texts()
    assert keys == ["j", "k", "]", "[", "n", "p", "g", "c", "/", "↓", "Esc", "?"]
    assert (axe_violations(page), cut_off(page)) == ((), ())
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("document.activeElement.matches('.edition-keys')")
    open_help(page)


# Where `n` and `p` are not listed, they are not to follow the theme's own order of the menu either.
EVERYWHERE = ["/", "↓", "Esc", "?"]
LISTED = {
    SECTO: ["j", "k", "]", "[", "n", "p", "g", "c", *EVERYWHERE],
    f"{SECTO}facing/": ["]", "[", *EVERYWHERE],
    "timeline/": EVERYWHERE,
    "parallel/": EVERYWHERE,
    "parallel/excomm-24--secto-8/": ["j", "k", *EVERYWHERE],
    "reading/": EVERYWHERE,
}


@pytest.mark.parametrize("start", LISTED)
def test_the_sheet_lists_the_keys_of_the_page_and_others_do_nothing(
    open_page: Callable[..., Page], start: str
) -> None:
    page = open_page(start)
    for key in {"j", "k", "]", "[", "n", "p", "g", "c"} - set(LISTED[start]):
        page.keyboard.press(key)
    page.wait_for_timeout(200)  # a page that was asked for would be on its way
    assert path(page) == start
    open_help(page)
    assert page.locator(".edition-help kbd").all_inner_texts() == LISTED[start]


def test_on_a_facing_page_keys_go_from_page_to_page(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{SECTO}facing/")
    seen = []
    for key in "]]]][":
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == ["pg_1", "pg_2", "pg_3", "pg_4", "pg_3"]
    assert path(page).endswith(f"#{seen[-1]}")
    assert page.locator(".edition-said").inner_text() == f"Page {seen[-1][3:]}"


def test_names_are_words_in_columns_too_where_the_reader_wants_no_links(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(SECTO)
    settings(page).get_by_label("Names are links").uncheck()
    page.goto(page.url.replace(SECTO, "parallel/excomm-24--secto-8/"))
    assert page.locator(".edition-pane a.mention").count() > 0
    assert page.locator(".edition-pane a.mention[href]").count() == 0


def test_keys_can_be_turned_off_and_then_those_of_the_search_are_off_too(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(SECTO)
    open_help(page)
    page.get_by_label("Keys of one letter").uncheck()
    page.keyboard.press("Escape")
    for key in ("j", "]", "n", "p", "g", "/", "?"):
        page.keyboard.press(key)
    assert (path(page), page.get_by_role("dialog").count()) == (SECTO, 0)
    assert page.evaluate("document.activeElement.matches('input')") is False
    page.reload()
    page.keyboard.press("j")
    assert path(page) == SECTO


def settings(page: Page) -> Any:
    page.get_by_text("Reading settings").click()
    page.get_by_label("Size of the text").wait_for()
    return page.locator(".edition-settings")


def chosen(page: Page) -> dict[str, str]:
    """Return what stands on the page's root."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.documentElement.attributes]
             .filter(one => one.name.startsWith('data-edition-'))
             .map(one => [one.name.slice(13), one.value]))"""
    )
    return found


CHOSEN = {"size": "4", "notes-shown": "no-names", "text": "source", "names": "off", "keys": "off"}
AT_FIRST = {"size": "3", "notes-shown": "all", "text": "corrected", "names": "on", "keys": "on"}


def choose(page: Page) -> None:
    panel = settings(page)
    panel.get_by_label("Size of the text").fill("4")
    panel.get_by_role("combobox", name="annotations").select_option("no-names")
    panel.get_by_role("combobox", name="Text").select_option("source")
    panel.get_by_label("Names are links").uncheck()
    panel.get_by_label("Keys of one letter").uncheck()


def test_what_is_chosen_is_remembered_and_set_before_the_page_is_painted(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(SECTO)
    assert chosen(page) == AT_FIRST
    choose(page)
    assert chosen(page) == CHOSEN
    # With every file of ours away, only what stands in the head can have set it.
    page.route("**/*.js", lambda route: route.abort())
    page.reload()
    assert chosen(page) == CHOSEN
    assert page.locator("#wiped .sic").first.is_visible()
    page.unroute("**/*.js")
    page.reload()
    assert page.get_by_label("as it stands").is_checked()
    settings(page).get_by_role("button", name="Reset").click()
    assert chosen(page) == AT_FIRST


def test_settings_shift_nothing_when_the_page_is_opened_again(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    choose(page)
    page.goto("about:blank")
    page.go_back()
    page.wait_for_load_state("load")
    page.wait_for_timeout(400)
    shift = page.evaluate(
        """() => new Promise(done => {
          let sum = 0;
          new PerformanceObserver(list => {
            for (const entry of list.getEntries()) sum += entry.value;
          }).observe({type: 'layout-shift', buffered: true});
          setTimeout(() => done(sum), 200);
        })"""
    )
    assert shift < 0.01


def test_the_control_of_the_size_stays_under_the_readers_hand(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO, PHONE)
    slider = settings(page).get_by_label("Size of the text")
    slider.focus()
    before = slider.bounding_box()
    page.keyboard.press("End")
    after = slider.bounding_box()
    assert before is not None
    assert after is not None
    assert chosen(page)["size"] == "5"
    assert abs(before["y"] - after["y"]) < 2


def test_the_switch_of_the_text_and_the_setting_are_one(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    page.get_by_label("as it stands, uncorrected").check()
    assert chosen(page)["text"] == "source"
    settings(page).get_by_role("combobox", name="Text").select_option("corrected")
    assert page.get_by_label("as it stands, uncorrected").is_checked() is False
    assert page.locator("#wiped .corr").first.is_visible()


def test_a_change_of_settings_is_told_to_other_scripts(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    page.evaluate("addEventListener('edition:settings', event => window.told = event.detail, true)")
    choose(page)
    assert page.evaluate("window.told") == CHOSEN


def test_where_nothing_can_be_kept_settings_hold_for_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(**DESKTOP.options())
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    )
    page = context.new_page()
    page.goto(f"{address}/{SECTO}")
    panel = settings(page)
    panel.get_by_label("Names are links").uncheck()
    assert chosen(page)["names"] == "off"
    context.close()


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
@pytest.mark.parametrize("size", ["1", "5"])
def test_settings_are_accessible_and_every_size_fits(
    open_page: Callable[..., Page], view: View, size: str
) -> None:
    page = open_page(SECTO, view)
    panel = settings(page)
    panel.get_by_label("Size of the text").fill(size)
    assert (axe_violations(page), cut_off(page)) == ((), ())
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.localName") == "summary"
    assert panel.get_by_label("Size of the text").is_hidden()


@pytest.mark.parametrize("steps", [("Shift+Tab", 1), ("Tab", 7)], ids=["backwards", "onwards"])
def test_the_panel_closes_when_the_focus_leaves_it(
    open_page: Callable[..., Page], steps: tuple[str, int]
) -> None:
    page = open_page(SECTO)
    panel = settings(page)
    page.locator(".edition-settings > summary").focus()
    key, most = steps
    for _ in range(most):
        assert panel.get_attribute("open") is not None
        page.keyboard.press(key)
    assert panel.get_attribute("open") is None


def test_escape_closes_the_panel_wherever_the_focus_is(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    panel = settings(page)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    assert panel.get_attribute("open") is None
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_what_cannot_be_loaded_is_said_and_comes_when_it_can(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/settings.js", lambda route: route.abort())
    page.get_by_text("Reading settings").click()
    words = "This could not be loaded. Is there a connection?"
    page.get_by_role("alert").get_by_text(words).wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_role("alert").is_hidden()
    page.keyboard.press("?")
    page.locator(".edition-said").get_by_text(words).wait_for()
    page.unroute("**/settings.js")
    settings(page)
    assert page.get_by_role("alert").count() == 0
    page.keyboard.press("Escape")
    open_help(page)
    assert errors == []


def test_settings_and_keys_are_there_when_a_page_is_opened_from_a_disk(browser: Browser, site: Path) -> None:
    context = browser.new_context(**DESKTOP.options())
    page = context.new_page()
    page.goto((site / SECTO / "index.html").as_uri())
    settings(page)
    page.keyboard.press("Escape")
    open_help(page)
    context.close()


WRONG = [
    '"x"',
    "[1]",
    "null",
    "7",
    "{",
    '{"size":"9"}',
    '{"size":null}',
    '{"size":4}',
    '{"a b":"c"}',
    '{"keys":{"toString":1}}',
]


@pytest.mark.parametrize("kept", WRONG)
def test_what_is_kept_in_a_wrong_form_is_passed_over(browser: Browser, address: str, kept: str) -> None:
    context = browser.new_context(**DESKTOP.options())
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/{SECTO}")
    page.evaluate("words => localStorage.setItem('edition-settings', words)", kept)
    page.reload()
    assert chosen(page) == AT_FIRST
    page.evaluate("dispatchEvent(new StorageEvent('storage', {key: 'edition-settings'}))")
    assert chosen(page) == AT_FIRST
    settings(page)
    assert (chosen(page), errors) == (AT_FIRST, [])
    context.close()


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_the_list_of_pages_is_accessible_and_whole(open_volume: Callable[..., Page], view: View) -> None:
    page = open_volume("volumes/v1/pages/", view)
    ask(page, "20")
    page.wait_for_selector(".edition-go-answer a")
    assert (axe_violations(page), cut_off(page)) == ((), ())
