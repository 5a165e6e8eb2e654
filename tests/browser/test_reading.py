"""What a reader meets on a document's page: the turn of a page, notes, annotations, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import DESKTOP, DESKTOP_WITHOUT_SCRIPTS, PHONE, PHONE_WITHOUT_SCRIPTS, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SECTO, EXCOMM, TELCON, BERLIN = (
    "documents/secto-8/",
    "documents/excomm-24/",
    "documents/frus1964-68v23-d360/",
    "documents/frus1961-63v14-d214/",
)
BROKEN_SENTENCES = {
    "a telegram": (SECTO, "INCREASED CONSULTATION TO HARMONIZE OUR POLICIES AND TO ORGANIZE"),
    "a telegram's last turn": (SECTO, "HE THOUGHT THAT THE MAJOR DIFFICULTY CAME FROM"),
    "a printed volume": (TELCON, "M said they think we should put it right away"),
    "a turn glued to a word": (BERLIN, "planning for the contingency that Allied or German"),
}
EVERY_VIEW = {
    "wide": DESKTOP,
    "wide without scripts": DESKTOP_WITHOUT_SCRIPTS,
    "phone": PHONE,
    "phone without scripts": PHONE_WITHOUT_SCRIPTS,
}


@pytest.mark.parametrize(("path", "sentence"), BROKEN_SENTENCES.values(), ids=list(BROKEN_SENTENCES))
@pytest.mark.parametrize("view", [DESKTOP, PHONE], ids=["wide", "phone"])
def test_the_browser_finds_a_sentence_across_the_turn_of_a_page(
    open_page: Callable[..., Page], path: str, sentence: str, view: View
) -> None:
    page = open_page(path, view)
    assert page.evaluate("words => window.find(words, true)", sentence) is True


@pytest.mark.parametrize(("path", "sentence"), BROKEN_SENTENCES.values(), ids=list(BROKEN_SENTENCES))
def test_a_sentence_is_copied_without_the_notation(
    open_page: Callable[..., Page], path: str, sentence: str
) -> None:
    page = open_page(path, DESKTOP)
    copied = page.evaluate(
        "words => { window.find(words, true); return getSelection().toString() }", sentence
    )
    assert copied == sentence


def notation(page: Page, name: str) -> dict[str, object]:
    """Return how the notation of a page break is shown."""
    shown: dict[str, object] = page.evaluate(
        """id => {
          const element = document.getElementById(id), style = getComputedStyle(element, '::before');
          return {content: style.content, position: style.position, label: element.ariaLabel,
                  text: element.textContent};
        }""",
        name,
    )
    return shown


def test_the_notation_stands_in_the_margin_where_there_is_room(open_page: Callable[..., Page]) -> None:
    shown = notation(open_page(TELCON, DESKTOP), "pg_522")
    assert str(shown["content"]).startswith('"[Page 522]"')
    assert (shown["position"], shown["label"], shown["text"]) == ("absolute", "Page 522", "")


def test_the_notation_stands_in_the_line_where_there_is_none(open_page: Callable[..., Page]) -> None:
    assert notation(open_page(TELCON, PHONE), "pg_522")["position"] == "static"


def test_the_notation_stands_in_the_line_in_print(open_page: Callable[..., Page]) -> None:
    page = open_page(TELCON, DESKTOP)
    page.emulate_media(media="print")
    assert notation(page, "pg_522")["position"] == "static"


@pytest.mark.parametrize("view", EVERY_VIEW.values(), ids=list(EVERY_VIEW))
def test_a_note_is_reached_from_its_reference_and_leads_back(
    open_page: Callable[..., Page], view: View
) -> None:
    page = open_page(TELCON, view)
    page.locator("#fnref2").click()
    note = page.locator("#fn2, .edition-note-copy").filter(has_text="Rusk telephoned MacArthur").first
    assert note.is_visible()
    note.locator("[role=doc-backlink]").click()
    at_reference = "location.hash === '#fnref2' || document.activeElement.id === 'fnref2'"
    assert page.evaluate(at_reference) is True


def test_a_missing_note_is_said_to_be_missing(open_page: Callable[..., Page]) -> None:
    page = open_page(BERLIN, DESKTOP_WITHOUT_SCRIPTS)
    page.locator("#fnref1").click()
    assert "Note 1: text not in the transcript" in page.locator("#fn1").inner_text()


@pytest.mark.parametrize("path", [SECTO, EXCOMM, TELCON, BERLIN])
@pytest.mark.parametrize("view", [DESKTOP_WITHOUT_SCRIPTS, PHONE_WITHOUT_SCRIPTS], ids=["wide", "phone"])
def test_without_scripts_every_annotation_is_on_the_page(
    open_page: Callable[..., Page], path: str, view: View
) -> None:
    page = open_page(path, view)
    marks = page.locator("mark.annotation[id]")
    assert marks.count() > 0
    for note in page.locator("aside.annotation-note").all():
        assert note.is_visible()
    hidden = page.eval_on_selector_all(
        "a.annotation-ref",
        """refs => refs.map(ref => ref.hash)
             .filter(hash => !document.getElementById(hash.slice(1))?.checkVisibility())""",
    )
    assert hidden == []


def test_every_annotation_can_be_reached_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page(EXCOMM, DESKTOP)
    page.locator("a.annotation-ref").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('aside')?.id.startsWith('note-')") is True
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('a.annotation-ref')") is True


@pytest.mark.parametrize("view", EVERY_VIEW.values(), ids=list(EVERY_VIEW))
def test_a_correction_shows_the_reading_and_the_switch_the_source(
    open_page: Callable[..., Page], view: View
) -> None:
    page = open_page(SECTO, view)
    sic, corr = page.locator(".sic", has_text="FASTRR"), page.locator(".corr", has_text="FASTER")
    assert (sic.is_visible(), corr.is_visible()) == (False, True)
    page.locator("#edition-as-it-stands").check()
    assert (sic.is_visible(), corr.is_visible()) == (True, False)


def test_the_source_s_form_is_one_keystroke_away(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO, DESKTOP)
    reference = page.locator('a.annotation-ref[data-sic="FASTRR"]')
    reference.focus()
    shown = reference.evaluate("element => getComputedStyle(element, '::after').content")
    assert "FASTRR" in shown or page.locator(".sic", has_text="FASTRR").is_visible()


@pytest.mark.parametrize("path", [SECTO, EXCOMM])
def test_notes_in_the_margin_neither_overlap_nor_leave_the_window(
    open_page: Callable[..., Page], path: str
) -> None:
    page = open_page(path, View(width=1440, height=900))
    page.wait_for_function("document.fonts.status === 'loaded'")
    boxes = [box for note in page.locator("aside.annotation-note").all() if (box := note.bounding_box())]
    assert len(boxes) > 10
    assert [box for box in boxes if box["x"] < 0 or box["x"] + box["width"] > 1440] == []
    boxes.sort(key=lambda box: (box["y"], box["x"]))
    overlaps = [
        (one, other)
        for index, one in enumerate(boxes)
        for other in boxes[index + 1 :]
        if one["y"] + one["height"] > other["y"] + 1
        and one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
    ]
    assert overlaps == []


@pytest.mark.parametrize("kind", ["mention person", "reference"])
@pytest.mark.parametrize("place", ["h1", ".edition-text p"])
def test_a_name_that_leads_nowhere_looks_like_the_words_around_it(
    open_page: Callable[..., Page], kind: str, place: str
) -> None:
    page = open_page(TELCON, DESKTOP)
    looks = page.evaluate(
        """([kind, place]) => {
          const around = document.querySelector(place);
          const name = document.createElement('a');
          name.className = kind;
          name.textContent = 'Rusk';
          around.append(name);
          return [name, around].map(one => {
            const style = getComputedStyle(one);
            return [style.color, style.textDecorationLine];
          });
        }""",
        [kind, place],
    )
    assert looks[0] == looks[1]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (EXCOMM, "Summary Record of NSC Executive Committee Meeting No. 24"),
        (BERLIN, "214. Memorandum From Secretary of State Rusk to President Kennedy"),
    ],
)
def test_a_heading_is_heard_without_the_signs_that_stand_in_it(
    open_page: Callable[..., Page], path: str, words: str
) -> None:
    page = open_page(path)
    assert page.locator("h1 [data-apparatus]").count() > 0
    assert page.get_by_role("heading", level=1, name=words, exact=True).count() == 1
