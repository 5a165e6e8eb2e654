"""The page of a pack as readers and printers see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from edition.edition import load
from edition.render.packs import render_pack
from tests.browser.visits import DESKTOP, DESKTOP_WITHOUT_SCRIPTS, PHONE, PHONE_DARK, opener
from tests.harness import ROOT, build, served
from tests.packs.trial import write_trial
from tests.reading_text import reading_text, soup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from edition.packs.model import AssignedPack

pytestmark = pytest.mark.browser
MATERIAL = (
    "site_name: Trial\nsite_url: https://example.org/\ntheme: {name: material, font: false}\n"
    "plugins: [edition: {search: false}]\n"
)
EDITION, _ = load(ROOT)
PACKS = pytest.mark.parametrize("pack", EDITION.packs, ids=lambda pack: pack.name)
# The words of each passage that can be seen: notations, signs and what the editors read are apparatus.
_SEEN = """texts => texts.map(text => {
  const words = [], walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const {parentElement: one, data} = walker.currentNode;
    const shown = one.checkVisibility({opacityProperty: true, visibilityProperty: true});
    if (shown && !one.closest('[data-apparatus]')) words.push(data);
  }
  return words.join('');
})"""


def assigned_words(pack: AssignedPack) -> list[str]:
    """Return the words of each passage of a pack, without white space."""
    made = soup(render_pack(EDITION, pack, lambda page, fragment="": f"/{page}/#{fragment}").content)
    return ["".join(reading_text(one).split()) for one in made.select(".sheet-text")]


def seen_words(page: Page) -> list[str]:
    """Return the words of each passage that can be seen on a page, without white space."""
    return ["".join(text.split()) for text in page.locator(".sheet-text").evaluate_all(_SEEN)]


@PACKS
@pytest.mark.parametrize("media", ["screen", "print"])
def test_each_word_of_a_passage_is_seen_erroneous_ones_included(
    open_page: Callable[..., Page], pack: AssignedPack, media: Literal["print", "screen"]
) -> None:
    page = open_page(f"packs/{pack.name}/")
    expected = assigned_words(pack)
    assert expected
    there = page.url
    page.emulate_media(media=media)
    assert seen_words(page) == expected
    readings = page.locator(".sheet-text .corr").all()
    assert [one.inner_text() for one in readings if not one.is_visible()] == []
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Change this pack").click()
    page.wait_for_selector(".edition-builder[data-settled=true]", state="attached")
    page.emulate_media(media=media)
    assert page.url != there
    assert seen_words(page) == expected


def test_an_erroneous_word_stands_before_what_the_editors_read(open_page: Callable[..., Page]) -> None:
    page = open_page("packs/berlin-seen-from-cuba/")
    assert "FASTRR [read FASTER]" in page.locator(".sheet-text", has_text="FASTRR").first.inner_text()


@pytest.fixture(scope="module")
def pack_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where a small site with a pack is served."""
    folder: Path = write_trial(tmp_path_factory.mktemp("packs"), {"mkdocs.yml": MATERIAL})
    built = build(folder)
    assert built.returncode == 0, built.stderr
    with served(folder / "site") as where:
        yield where


@pytest.fixture
def open_pack(browser: Browser, pack_address: str) -> Iterator[Callable[..., Page]]:
    with opener(browser, pack_address) as opened:
        yield opened


def test_the_button_prints_the_page(open_pack: Callable[..., Page]) -> None:
    page = open_pack("packs/flights/", DESKTOP)
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="Print").click()
    assert page.title() == "printed"


def test_without_a_script_there_is_all_but_the_button(open_pack: Callable[..., Page]) -> None:
    page = open_pack("packs/flights/", DESKTOP_WITHOUT_SCRIPTS)
    assert page.get_by_role("button", name="Print").count() == 0
    assert page.locator(".sheet-text").count() == 3


@pytest.mark.parametrize("view", [PHONE, PHONE_DARK], ids=["light", "dark"])
def test_nothing_is_wider_than_a_phone(open_pack: Callable[..., Page], view: object) -> None:
    page = open_pack("packs/flights/", view)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_in_print_there_is_no_chrome_and_page_notation_stands_in_the_line(
    open_pack: Callable[..., Page],
) -> None:
    page = open_pack("packs/flights/", DESKTOP)
    page.emulate_media(media="print")
    hidden = ".md-header, .md-sidebar, .md-footer, .pack-take, .footnote-backref, .headerlink"
    assert [one for one in page.locator(hidden).all() if one.is_visible()] == []
    notation = page.locator("#orders .pagebreak").first
    drawn = notation.evaluate("sign => getComputedStyle(sign, '::before').content")
    assert "Page 412" in drawn
    assert notation.evaluate("sign => getComputedStyle(sign, '::before').position") == "static"
    foot = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--edition-site')")
    assert foot == '"A. Teacher. “The flights.” Trial. https://example.org/packs/flights/"'


def test_a_letter_leads_to_its_annotation_and_back(open_pack: Callable[..., Page]) -> None:
    page = open_pack("packs/flights/", DESKTOP)
    page.locator("#orders .sheet-sign").first.click()
    page.wait_for_url("**#orders--note-little")
    page.locator("#orders--note-little .sheet-letter").click()
    page.wait_for_url("**#orders--little")
