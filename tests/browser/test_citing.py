"""Citing: the citations as text, copied, and those of a passage, selected or named by the address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from edition.citations.numbers import Shortening, shortened
from edition.citations.styles import STYLES
from tests.browser.visits import DESKTOP, DESKTOP_WITHOUT_SCRIPTS, VIEWS, View, axe_violations, cut_off

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TELCON, EXCOMM, SECTO = "documents/frus1964-68v23-d360/", "documents/excomm-24/", "documents/secto-8/"
SELECT = """([from, to]) => {
  const text = document.getElementById("edition-text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const places = [];
  let all = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("[data-apparatus]")) continue;
    for (let offset = 0; offset < node.length; offset += 1) places.push([node, offset]);
    all += node.data;
  }
  const start = all.indexOf(from);
  const end = all.indexOf(to, start) + to.length - 1;
  const range = new Range();
  range.setStart(...places[start]);
  range.setEnd(places[end][0], places[end][1] + 1);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def citation(page: Page, style: str = "chicago-note") -> str:
    """Return a citation as it is shown."""
    return page.locator(f"dt#cite-{style} + dd").inner_text()


def open_panel(page: Page) -> None:
    """Open the panel; its script has then come."""
    page.get_by_text("Cite and download", exact=True).click()
    page.get_by_role("button", name="Copy: MLA, 9th edition").wait_for()


def cite_selection(page: Page, first: str, last: str) -> None:
    """Select from the first words to the last, and cite what is selected."""
    page.evaluate(SELECT, [first, last])
    page.get_by_role("button", name="Cite this passage").click()
    page.locator(".edition-cited").wait_for()


def address_of(page: Page, path: str) -> str:
    """Return an address on the served site."""
    return f"{page.evaluate('location.origin')}/{path}"


def test_without_scripts_all_citations_are_there(open_page: Callable[..., Page]) -> None:
    page = open_page(TELCON, DESKTOP_WITHOUT_SCRIPTS)
    page.get_by_text("Cite and download", exact=True).click()
    names = page.locator(".edition-citations dt").all_inner_texts()
    assert names == [style.name for style in STYLES]
    assert citation(page).endswith(
        "2013), doc. 360, https://history.state.gov/historicaldocuments/frus1964-68v23/d360."
    )
    assert page.get_by_role("button", name="Copy").count() == 0
    for suffix in ("json", "ris", "bib"):
        link = page.locator(f'[data-cite="{suffix}"]').evaluate("link => link.href")
        assert page.request.get(link).ok


def test_a_citation_is_copied_with_its_italics(open_page: Callable[..., Page]) -> None:
    page = open_page(TELCON)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_panel(page)
    page.get_by_role("button", name=f"Copy: {STYLES[0].name}").click()
    page.get_by_text("Copied", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == citation(page)
    rich = page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then(blob => blob.text())"
    )
    assert "<i>Congo, 1960–1968</i>" in rich
    assert "cite-" not in rich


def test_the_address_is_that_at_which_the_reader_is_where_nobody_knew_it(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(EXCOMM)
    open_panel(page)
    assert citation(page).endswith(f"in Two Desks, {address_of(page, EXCOMM)}.")


PASSAGES = {
    "a selection on one page": (
        *(TELCON, ("M said he was here", "Prime Minister and friends")),
        *("doc. 360, p. 521, https", "#p1."),
    ),
    "a selection across a break": (
        *(TELCON, ("M said they think we should", "reasonable guarantee")),
        *("doc. 360, pp. 521–22, https", "#p1."),
    ),
}


@pytest.mark.parametrize(("path", "ends", "pages", "tail"), PASSAGES.values(), ids=list(PASSAGES))
def test_pages_are_computed_from_the_breaks_of_what_is_selected(
    open_page: Callable[..., Page], path: str, ends: tuple[str, str], pages: str, tail: str
) -> None:
    page = open_page(path)
    cite_selection(page, *ends)
    said = citation(page)
    assert pages in said
    assert said.endswith(f"; consulted in Two Desks, {address_of(page, path)}{tail}")
    page.get_by_role("button", name="Cite the whole document").click()
    assert "doc. 360, https" in citation(page)
    assert not page.locator(".edition-cited").is_visible()


def test_a_selection_over_several_paragraphs_has_their_address(open_page: Callable[..., Page]) -> None:
    page = open_page(EXCOMM)
    cite_selection(page, "said any reduction", "deadlocked negotiations")
    assert citation(page).endswith(f"{EXCOMM}?paragraphs=2-5#p2.")


NAMED = {
    "a page": (f"{TELCON}#pg_522", "doc. 360, p. 522, https", f"{TELCON}#pg_522."),
    "a paragraph": (f"{TELCON}#p1", "doc. 360, pp. 521–22, https", f"{TELCON}#p1."),
    "an excerpt": (
        f"{EXCOMM}?pages=2-4#pg_2",
        "November 12, 1962, pp. 2–4, [probably",
        f"{EXCOMM}?pages=2-4#pg_2.",
    ),
    "an excerpt by its fragment": (
        *(f"{EXCOMM}#pages=2-4", "November 12, 1962, pp. 2–4, [probably"),
        f"{EXCOMM}?pages=2-4#pg_2.",
    ),
    "an excerpt of which only a part is there": (
        f"{EXCOMM}?pages=4-9",
        "November 12, 1962, pp. 4–5, [probably",
        f"{EXCOMM}?pages=4-5#pg_4.",
    ),
    "an excerpt with a dash": (
        *(f"{EXCOMM}?pages=2–4", "November 12, 1962, pp. 2–4, [probably"),
        f"{EXCOMM}?pages=2-4#pg_2.",
    ),
    "paragraphs with a dash": (
        *(f"{EXCOMM}?paragraphs=2–5", "November 12, 1962, "),
        f"{EXCOMM}?paragraphs=2-5#p2.",
    ),
    "an annotation that corrects": (
        *(f"{SECTO}#accompanied", "annotation to “ACCCOMPANIED” in Dean Rusk"),
        f"{SECTO}#accompanied.",
    ),
    "an annotation": (
        *(
            f"{TELCON}#junior-partner",
            "annotation to “Sec said we are the junior partner here” in Carolyn J. Proctor",
        ),
        f"{TELCON}#junior-partner.",
    ),
    "the note of an annotation": (
        f"{TELCON}#note-junior-partner",
        "doc. 360, p. 522, https",
        "#junior-partner.",
    ),
}


@pytest.mark.parametrize(("path", "said", "tail"), NAMED.values(), ids=list(NAMED))
def test_who_stands_at_a_place_cites_it(
    open_page: Callable[..., Page], path: str, said: str, tail: str
) -> None:
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("c")
    page.locator(".edition-cited").wait_for()
    assert said in citation(page)
    assert citation(page).endswith(tail)
    assert page.evaluate("document.activeElement.textContent") == "Cite and download"


def test_a_fragment_that_is_no_text_names_nothing(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{TELCON}#%E0%A4%A")
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.append(error))  # noqa: PLW0108 — a built-in cannot be marked
    page.reload()
    open_panel(page)
    assert errors == []
    assert "doc. 360, https" in citation(page)


def test_a_page_without_a_number_is_cited_by_its_paragraph(open_page: Callable[..., Page]) -> None:
    page = open_page(TELCON)
    page.evaluate(
        "document.getElementById('pg_522').setAttribute('aria-label', 'Page without a number')",
    )
    page.evaluate("location.hash = '#p1'")
    open_panel(page)
    assert page.locator(".edition-cited [role=status]").inner_text() == "Cited here: paragraph 1."
    page.evaluate("location.hash = '#pg_522'")
    page.locator(".edition-cited").wait_for(state="hidden")


def test_who_leaves_an_excerpt_cites_where_the_address_then_is(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{EXCOMM}?pages=2-4")
    page.get_by_role("link", name="The whole document").wait_for()
    open_panel(page)
    assert citation(page).endswith(f"{EXCOMM}?pages=2-4#pg_2.")
    page.get_by_role("link", name="The whole document").click()
    assert citation(page).endswith(f"{EXCOMM}#pg_2.")


def test_each_style_says_where_a_passage_is_in_its_own_way(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{TELCON}#pg_522")
    open_panel(page)
    assert "doc. 360, p. 522, https" in citation(page)
    assert citation(page, "mla-text") == "(Proctor 522)"
    assert citation(page, "apa-text") == "(Proctor, [1964]/2013, p. 522)"
    page.evaluate("location.hash = '#p1'")
    page.get_by_text("Cited here: pages 521–522.").wait_for()
    assert citation(page, "mla-text") == "(Proctor 521–22)"
    assert citation(page, "apa-text") == "(Proctor, [1964]/2013, pp. 521–522)"


@pytest.mark.parametrize("document", [TELCON, EXCOMM])
def test_the_entry_of_a_document_is_the_same_whatever_page_is_cited(
    open_page: Callable[..., Page], document: str
) -> None:
    page = open_page(document)
    open_panel(page)
    entries = ("chicago-bibliography", "mla", "apa")
    whole = [citation(page, style) for style in entries]
    for place in ("p1", page.locator(".edition-text .pagebreak").last.get_attribute("id")):
        page.evaluate("place => location.hash = place", place)
        page.get_by_text("Cited here").wait_for()
        assert [citation(page, style) for style in entries] == whole


def test_an_annotation_is_cited_as_the_editors_and_the_author_named_as_one_says_it(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(f"{TELCON}#junior-partner")
    open_panel(page)
    words = "Editors’ annotation to “Sec said we are the junior partner here"
    assert citation(page, "chicago-bibliography").startswith(f"{words}.” In Carolyn J. Proctor. “Mem")
    assert citation(page, "mla").startswith(f"{words}.” Carolyn J. Proctor. “Memorandum")
    assert citation(page, "mla-text") == f"({words}” 522)"
    assert citation(page, "apa").startswith(f"[{words}”]. (n.d.). In C. J. Proctor (2013). Mem")
    assert citation(page, "apa-text") == f"([{words}”], n.d., p. 522)"
    assert citation(page, "mla").endswith(f"{address_of(page, TELCON)}#junior-partner.")
    page.goto(f"{address_of(page, SECTO)}#accompanied")
    open_panel(page)
    assert citation(page, "chicago-bibliography").startswith(
        "Editors’ annotation to “ACCCOMPANIED.” In Dean Rusk to Department of State, telegram"
    )


def test_the_files_of_a_passage_have_its_pages(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{TELCON}#pg_522")
    open_panel(page)
    made: dict[str, str] = {}
    for suffix in ("json", "ris", "bib"):
        with page.expect_download() as download:
            page.locator(f'[data-cite="{suffix}"]').click()
        assert download.value.suggested_filename == f"frus1964-68v23-d360-pg_522.{suffix}"
        made[suffix] = download.value.path().read_text(encoding="utf-8")
    assert json.loads(made["json"])[0]["page"] == "522"
    assert "SP  - 522\nEP  - 522\nER  - \n" in made["ris"]
    assert "SP  - 521" not in made["ris"]
    assert "\n  pages = {522},\n" in made["bib"]
    assert made["bib"].count("pages =") == 1


def test_pages_are_shortened_as_the_engine_does(open_page: Callable[..., Page]) -> None:
    page = open_page(TELCON)
    open_panel(page)
    pairs = [("100", "104"), ("101", "108"), ("321", "328"), ("498", "532"), ("1496", "1500"), ("xii", "xiv")]
    for first, last in [*pairs, ("9", "12"), ("808", "833"), ("1103", "1104")]:
        page.evaluate(
            """(labels) => {
              const breaks = document.querySelectorAll(
                ".edition-text :is(.pagebreak, .edition-first-page)"
              );
              labels.forEach((label, n) => breaks[n].setAttribute("aria-label", `Page ${label}`));
              location.hash = "";
              location.hash = "#p1";
            }""",
            [first, last],
        )
        page.get_by_text(f"pages {first}–{last}.").wait_for()
        assert f"pp. {first}–{shortened(first, last, Shortening.CHICAGO)}, " in citation(page)
        assert citation(page, "mla-text") == f"(Proctor {first}–{shortened(first, last, Shortening.MLA)})"


def test_a_selection_outside_of_the_text_offers_nothing(open_page: Callable[..., Page]) -> None:
    page = open_page(TELCON)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.edition-breadcrumb'))")
    assert not page.get_by_role("button", name="Cite this passage").is_visible()
    page.evaluate(SELECT, ["M said he was here", "friends"])
    page.get_by_role("button", name="Cite this passage").wait_for()
    page.evaluate("getSelection().removeAllRanges()")
    page.get_by_role("button", name="Cite this passage").wait_for(state="hidden")


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_the_open_panel_is_accessible(open_page: Callable[..., Page], view: View) -> None:
    page = open_page(f"{TELCON}#junior-partner", view)
    open_panel(page)
    assert axe_violations(page) == ()
    assert cut_off(page) == ()


def test_the_foot_of_a_printed_page_has_the_citation(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO, DESKTOP)
    assert not page.locator(".edition-colophon").is_visible()
    assert "telegram Secto 8" in str(page.locator(".edition-colophon").text_content())
