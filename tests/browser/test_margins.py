"""What stands beside the lines: the document's own notes and the editors' annotations, each in its place."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.noted import BOTH, FEW, MANY, MOST, TWICE, write_noted_edition
from tests.browser.visits import (
    DESKTOP,
    DESKTOP_DARK,
    DESKTOP_WITHOUT_SCRIPTS,
    PHONE,
    PHONE_DARK,
    View,
    axe_violations,
    cut_off,
    opener,
)
from tests.harness import ROOT, build, need, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

VOLUMES = ROOT.parent / "shared/tei/volumes"
# The documents of two real volumes that have the most notes, and the longest.
REAL = {
    "frus1961-63v15": ("d221", "d166", "d8", "d106"),
    "frus1961-63v06": ("d21", "d98", "d120"),
}
SECTO, TELCON = "documents/secto-8/", "documents/frus1964-68v23-d360/"
WIDTHS = (1280, 1440, 1920)


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where an edition of crowded notes is served, with the two real volumes where they are."""
    folder = tmp_path_factory.mktemp("noted")
    volumes = {name: VOLUMES / f"{name}.xml.gz" for name in REAL}
    write_noted_edition(
        folder,
        {name: gzip.decompress(path.read_bytes()) for name, path in volumes.items() if path.is_file()},
    )
    built = build(folder)
    assert built.returncode == 0, built.stderr
    with served(folder / "site") as where:
        yield where


@pytest.fixture
def open_noted(browser: Browser, noted: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page of that edition."""
    with opener(browser, noted, _WATCH_SHIFTS) as opened:
        yield opened


_WATCH_SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({type: 'layout-shift', buffered: true});
"""
# Every box in the margin, by its column, from top to bottom; and what is wrong with where it stands.
_LOOK = """() => {
  const wide = document.documentElement.clientWidth;
  const article = document.querySelector('.edition-document').getBoundingClientRect();
  const text = document.querySelector('.edition-text').getBoundingClientRect();
  const wrong = [], columns = {};
  for (const [name, boxes] of Object.entries({
    notes: '.edition-notes > ol > li:not(.apart)', annotations: '.edition-text .annotation-note',
  })) {
    let last;
    const all = [...document.querySelectorAll(boxes)].filter(box => box.checkVisibility());
    columns[name] = all.length;
    for (const box of all.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)) {
      const now = box.getBoundingClientRect();
      if (last && now.top < last.bottom - 0.5) wrong.push(`${box.id} begins above the end of the one before`);
      if (now.left < text.right) wrong.push(`${box.id} stands over the text`);
      if (now.right > wide || now.bottom > article.bottom + 1) wrong.push(`${box.id} leaves the page`);
      const inner = [...box.querySelectorAll('*')].map(one => one.getBoundingClientRect());
      if (inner.some(one => one.width > 1 && one.right > now.right + 1)) wrong.push(`${box.id} is too wide`);
      last = now;
    }
  }
  const [note, annotation] = ['.edition-notes li:not(.apart)', '.annotation-note'].map(
    name => document.querySelector(name)?.getBoundingClientRect());
  if (columns.notes && columns.annotations && note.right > annotation.left) wrong.push('the columns meet');
  if (document.documentElement.scrollWidth > wide) wrong.push('the page scrolls sideways');
  return {mode: document.querySelector('.edition-document').dataset.editionNotes, columns, wrong};
}"""


def look(page: Page) -> dict[str, Any]:
    """Return where the notes are, how many stand in each column, and what is wrong there."""
    page.evaluate("() => document.fonts.ready")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    seen: dict[str, Any] = page.evaluate(_LOOK)
    return seen


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("path", "notes", "annotations"),
    [(FEW, 60, 0), (MANY, 200, 0), (BOTH, 40, 20), (TWICE, 2, 0), (MOST, 300, 0)],
)
def test_notes_beside_their_lines_neither_meet_nor_leave_the_page(
    open_noted: Callable[..., Page], path: str, notes: int, annotations: int, width: int
) -> None:
    seen = look(open_noted(path, View(width=width)))
    assert seen == {
        "mode": "margin",
        "columns": {"notes": notes, "annotations": annotations},
        "wrong": [],
    }


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", [f"documents/{volume}-{name}/" for volume in REAL for name in REAL[volume]])
def test_so_it_is_in_the_volumes(open_noted: Callable[..., Page], path: str, width: int) -> None:
    if not VOLUMES.is_dir():
        need("the volumes of FRUS beside the project")
    seen = look(open_noted(path, View(width=width)))
    assert (seen["mode"], seen["wrong"]) == ("margin", [])
    assert seen["columns"]["notes"] > 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("path", "notes"), [(SECTO, 0), (TELCON, 2)])
def test_so_it_is_in_the_first_edition(
    open_page: Callable[..., Page], path: str, notes: int, width: int
) -> None:
    seen = look(open_page(path, View(width=width)))
    assert (seen["columns"]["notes"], seen["wrong"]) == (notes, [])
    assert seen["columns"]["annotations"] > 10


@pytest.mark.parametrize("path", [FEW, BOTH])
@pytest.mark.parametrize("size", ["1", "5"])
def test_so_it_is_when_the_reader_enlarges_the_type(
    open_noted: Callable[..., Page], path: str, size: str
) -> None:
    page = open_noted(path, View(width=1920))
    plain = page.locator(".edition-document").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    page.evaluate(
        """size => {
          document.documentElement.dataset.editionSize = size;
          document.dispatchEvent(new Event('edition:settings'));
        }""",
        size,
    )
    seen = look(page)
    now = page.locator(".edition-document").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert now / plain == pytest.approx({"1": 0.875, "5": 1.3125}[size], abs=0.01)
    assert (seen["mode"], seen["wrong"]) == ("margin", [])


def test_the_notes_stand_in_the_order_of_their_references(open_noted: Callable[..., Page]) -> None:
    page = open_noted(MANY)
    tops = page.eval_on_selector_all(
        ".edition-text a.note-ref",
        "refs => refs.map(ref => document.querySelector(ref.hash).getBoundingClientRect().top)",
    )
    assert tops == sorted(tops)


def test_a_note_stands_on_the_line_of_its_reference(open_noted: Callable[..., Page]) -> None:
    page = open_noted(TWICE)
    apart = page.evaluate("""() => {
      const base = element => {
        const probe = document.createElement('span');
        probe.style.display = 'inline-block';
        element.before(probe);
        const bottom = probe.getBoundingClientRect().bottom;
        probe.remove();
        return bottom;
      };
      const [call, label] = ['#fnref1', '#fn1 .edition-label'].map(name => document.querySelector(name));
      return base(call.parentElement) - base(label);
    }""")
    assert abs(apart) < 2


@pytest.mark.parametrize("width", [1024, 1280, 1440, 1920])
@pytest.mark.parametrize("path", [FEW, BOTH])
def test_a_line_has_sixty_to_seventy_five_characters(
    open_noted: Callable[..., Page], path: str, width: int
) -> None:
    page = open_noted(path, View(width=width))
    lines = page.evaluate("""() => {
      const texts = [...document.querySelectorAll('.edition-text p')].map(one => one.firstChild);
      const words = texts.find(text => text.length > 150), range = document.createRange();
      const rows = new Map();
      for (let at = 0; at < words.length; at++) {
        range.setStart(words, at);
        range.setEnd(words, at + 1);
        const top = Math.round(range.getBoundingClientRect().top);
        rows.set(top, (rows.get(top) ?? 0) + 1);
      }
      return [...rows.values()].slice(0, -1);
    }""")
    assert 60 <= sum(lines) / len(lines) <= 75


@pytest.mark.parametrize("width", [320, 800, 1100, 1280, 1920])
@pytest.mark.parametrize("path", [FEW, BOTH, TWICE])
def test_nothing_moves_while_a_page_is_opened(open_noted: Callable[..., Page], path: str, width: int) -> None:
    page = open_noted(path, View(width=width))
    look(page)
    assert page.evaluate("window.shifted") < 0.05


def test_the_two_kinds_are_told_apart_by_place_mark_and_label(open_noted: Callable[..., Page]) -> None:
    page = open_noted(BOTH)
    note, aside = page.locator("#fn1"), page.locator("#note-a1")
    looks = [
        one.evaluate("""element => {
          const style = getComputedStyle(element);
          return [style.borderLeftWidth, style.fontFamily.includes('Serif')];
        }""")
        for one in (note, aside)
    ]
    assert looks == [["0px", True], ["3px", False]]
    assert note.locator(".edition-label").inner_text() == "1"
    assert aside.locator(".annotation-label").inner_text() == "Comment"


def test_in_a_window_without_room_for_both_the_notes_stay_at_the_end(open_noted: Callable[..., Page]) -> None:
    seen = look(open_noted(BOTH, View(width=1100)))
    assert (seen["mode"], seen["columns"]) == ("end", {"notes": 40, "annotations": 20})
    assert [one for one in seen["wrong"] if one.startswith("note-")] == []


def test_a_note_that_is_asked_for_stands_whole_on_its_line(open_noted: Callable[..., Page]) -> None:
    page = open_noted(FEW)
    note = page.locator("#fn10")
    brief = note.bounding_box()
    page.locator("#fnref10").click()
    whole = note.bounding_box()
    assert brief
    assert whole
    assert whole["height"] > 3 * brief["height"]
    assert page.evaluate("document.activeElement.id") == "fn10"
    assert look(page)["wrong"] == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "fnref10"


def test_a_note_with_two_references_comes_to_the_one_that_was_followed(
    open_noted: Callable[..., Page],
) -> None:
    page = open_noted(TWICE)
    at = "id => document.getElementById(id).getBoundingClientRect().top + scrollY"
    first = page.evaluate(at, "fn1")
    page.locator("#fnref1-2").click()
    assert page.evaluate(at, "fn1") > first
    assert abs(page.evaluate(at, "fn1") - page.evaluate(at, "fnref1-2")) < 30
    assert look(page)["wrong"] == []


def test_a_note_of_a_note_stays_at_the_end(open_noted: Callable[..., Page]) -> None:
    page = open_noted(TWICE)
    text, note = page.locator(".edition-text").bounding_box(), page.locator("#fn3").bounding_box()
    assert text
    assert note
    assert note["y"] > text["y"] + text["height"]
    assert page.locator("#edition-notes-title").is_visible()


def test_a_link_to_a_note_shows_it_whole_on_its_line(open_noted: Callable[..., Page]) -> None:
    page = open_noted(f"{FEW}#fn10")
    page.wait_for_function("document.querySelector('#fn10.edition-pinned')")
    note = page.locator("#fn10").bounding_box()
    assert note
    assert 0 < note["y"] < 900
    assert note["height"] > 100


@pytest.mark.parametrize("path", [FEW, TWICE])
def test_on_a_phone_a_reference_opens_its_note_in_place(open_noted: Callable[..., Page], path: str) -> None:
    page = open_noted(path, PHONE)
    sign = page.locator("#fnref1")
    copy = page.locator(".edition-note-copy")
    words = page.locator("#fn1").inner_text()
    for close in ("sign", "Escape", "way back"):
        assert sign.get_attribute("aria-expanded") == "false"
        sign.click()
        assert sign.get_attribute("aria-expanded") == "true"
        assert copy.inner_text().split() == words.split()
        box, line = copy.bounding_box(), sign.bounding_box()
        assert box
        assert line
        assert 0 < box["y"] - line["y"] < 60
        if close == "sign":
            sign.click()
        elif close == "Escape":
            page.keyboard.press("Escape")
        else:
            copy.locator("[role=doc-backlink]").click()
        assert copy.count() == 0
        assert page.evaluate("document.activeElement.id") == "fnref1"
    assert page.locator(".edition-notes #fn1").is_visible()


@pytest.mark.parametrize("width", [1024, *WIDTHS])
@pytest.mark.parametrize("path", [SECTO, TELCON])
def test_the_tools_stand_in_the_margin_beside_the_head(
    open_page: Callable[..., Page], path: str, width: int
) -> None:
    page = open_page(path, View(width=width))
    page.locator(".edition-settings > summary").click()
    text, tools, panel = (
        page.locator(name).bounding_box()
        for name in (".edition-text", ".edition-tools", ".edition-settings > div")
    )
    assert text
    assert tools
    assert panel
    assert text["x"] + text["width"] < tools["x"]
    assert tools["y"] + tools["height"] < text["y"]
    assert panel["x"] + panel["width"] <= width


@pytest.mark.parametrize("view", [DESKTOP, View(width=1280), PHONE])
@pytest.mark.parametrize("path", [SECTO, TELCON])
def test_nothing_moves_in_the_first_edition(browser: Browser, address: str, path: str, view: View) -> None:
    context = browser.new_context(**view.options())
    page = context.new_page()
    page.add_init_script(_WATCH_SHIFTS)
    page.goto(f"{address}/{path}", wait_until="load")
    look(page)
    assert page.evaluate("window.shifted") < 0.05
    context.close()


@pytest.mark.parametrize("view", [PHONE, PHONE_DARK, DESKTOP, DESKTOP_DARK, View(width=1100)])
def test_axe_finds_nothing_where_notes_are_open(open_page: Callable[..., Page], view: View) -> None:
    page = open_page(TELCON, view)
    page.locator("#fnref1").click()
    page.locator("a.annotation-ref").nth(3).click()
    assert axe_violations(page) == ()
    assert cut_off(page) == ()


def test_a_copy_has_no_address_of_its_own(open_noted: Callable[..., Page]) -> None:
    page = open_noted(FEW, PHONE)
    for sign in page.locator("a.note-ref").all()[:9]:
        sign.click()
    assert page.locator(".edition-note-copy").count() == 9
    twice = page.evaluate("""() => {
      const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
      return ids.filter((id, at) => ids.indexOf(id) !== at);
    }""")
    assert twice == []


def test_without_scripts_the_notes_are_a_list_at_the_end(open_noted: Callable[..., Page]) -> None:
    page = open_noted(FEW, DESKTOP_WITHOUT_SCRIPTS)
    text = page.locator(".edition-text").bounding_box()
    first, last = page.locator("#fn1").bounding_box(), page.locator("#fn60").bounding_box()
    assert text
    assert first
    assert last
    assert text["y"] + text["height"] < first["y"] < last["y"]


def test_should_no_script_come_the_notes_appear_at_the_end(browser: Browser, noted: str) -> None:
    context = browser.new_context(**DESKTOP.options())
    page = context.new_page()
    page.route("**/edition.js", lambda route: route.abort())
    page.goto(f"{noted}/{FEW}", wait_until="load")
    page.wait_for_function("getComputedStyle(document.querySelector('#fn1')).visibility === 'visible'")
    assert page.locator("#fn1").evaluate("note => getComputedStyle(note).position") == "relative"
    context.close()


def test_the_theme_s_tooltips_are_for_the_editors_own_pages(open_noted: Callable[..., Page]) -> None:
    page = open_noted(FEW)
    page.locator("#fnref1").hover()
    page.wait_for_timeout(400)
    assert page.locator(".md-tooltip2").count() == 0
    page = open_noted("")
    page.locator(".footnote-ref").hover()
    page.locator(".md-tooltip2--active").wait_for()


@pytest.mark.parametrize(("shown", "left"), [("all", 20), ("no-names", 13), ("none", 0)])
def test_annotations_can_be_hidden(open_noted: Callable[..., Page], shown: str, left: int) -> None:
    page = open_noted(BOTH)
    page.evaluate(
        """shown => {
          document.documentElement.dataset.editionNotesShown = shown;
          document.dispatchEvent(new Event('edition:settings'));
        }""",
        shown,
    )
    seen = look(page)
    assert (seen["columns"], seen["wrong"]) == ({"notes": 40, "annotations": left}, [])
    lines = page.eval_on_selector_all(
        "mark.annotation",
        "marks => marks.filter(mark => getComputedStyle(mark).textDecorationLine === 'underline').length",
    )
    signs = page.locator("a.annotation-ref").evaluate_all(
        "signs => signs.filter(one => one.checkVisibility()).length"
    )
    assert (lines, signs) == (left, left)


@pytest.mark.parametrize("path", [FEW, BOTH])
def test_in_print_the_notes_stand_at_the_end_and_the_pages_in_the_line(
    open_noted: Callable[..., Page], path: str
) -> None:
    page = open_noted(path)
    page.emulate_media(media="print")
    note = page.locator("#fn1")
    assert note.evaluate("note => getComputedStyle(note).position") == "relative"
    text, box = page.locator(".edition-text").bounding_box(), note.bounding_box()
    assert text
    assert box
    assert box["y"] > text["y"] + text["height"] - 1
    assert page.locator("#edition-notes-title").is_visible()


# The boxes in the margin that begin above the end of the one before them, by columns.
_MEETING = """() => ['.annotation-note', '.edition-notes > ol > li:not(.apart)'].flatMap(name => {
  const boxes = [...document.querySelectorAll(name)].filter(box => box.checkVisibility())
    .map(box => [box.id, box.getBoundingClientRect()]).sort((one, other) => one[1].top - other[1].top);
  return boxes.slice(1).filter(([, box], at) => box.top < boxes[at][1].bottom - 0.5).map(([id]) => id);
})"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", [SECTO, "documents/excomm-24/", TELCON])
def test_no_note_is_covered_whichever_sign_is_followed(
    open_page: Callable[..., Page], path: str, width: int
) -> None:
    page = open_page(path, View(width=width))
    look(page)
    covered = {}
    for sign in page.locator(".edition-text :is(a.annotation-ref, a.note-ref)").all():
        sign.evaluate("sign => sign.click()")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        name = sign.get_attribute("href")
        assert page.locator(f"{name}.edition-pinned").count() == 1
        if meeting := page.evaluate(_MEETING):
            covered[name] = meeting
    assert covered == {}


def test_nor_where_the_keyboard_comes_to_a_way_back(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    look(page)
    for way in page.locator(".annotation-back").all()[:9]:
        way.focus()
        assert page.evaluate(_MEETING) == []
        assert way.evaluate("way => way.getBoundingClientRect().width") > 10


@pytest.mark.parametrize("view", [PHONE, View(width=390, height=844), View(width=820, height=1180)])
@pytest.mark.parametrize("path", [SECTO, "documents/excomm-24/", TELCON])
def test_each_sign_is_tapped_at_its_centre(open_page: Callable[..., Page], path: str, view: View) -> None:
    page = open_page(path, view)
    look(page)
    wrong = page.evaluate("""() => {
      const signs = [...document.querySelectorAll('.edition-text :is(a.annotation-ref, a.note-ref)')];
      return signs.filter(sign => {
        sign.scrollIntoView({block: 'center', behavior: 'instant'});
        const {left, top, width, height} = sign.getClientRects()[0];
        return !sign.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      }).map(sign => sign.hash);
    }""")
    assert wrong == []


def test_signs_that_follow_one_another_stand_apart(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO, View(width=390, height=844))
    apart = page.evaluate("""() => ['#note-accompanied', '#note-secto']
      .map(hash => document.querySelector(`a.annotation-ref[href="${hash}"]`).getClientRects()[0])
      .map(box => box.left + box.width / 2).reduce((one, other) => other - one)""")
    assert apart >= 24


@pytest.mark.parametrize("size", ["4", "5"])
@pytest.mark.parametrize("width", [820, 1000])
@pytest.mark.parametrize("path", [SECTO, TELCON])
def test_large_type_fits_into_a_tablet(
    open_page: Callable[..., Page], path: str, width: int, size: str
) -> None:
    page = open_page(path, View(width=width, height=1180))
    page.evaluate("size => document.documentElement.setAttribute('data-edition-size', size)", size)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("view", [DESKTOP, PHONE])
def test_in_print_the_annotations_stand_at_the_end_with_the_letter_of_their_passage(
    open_page: Callable[..., Page], view: View
) -> None:
    page = open_page(SECTO, view)
    before = page.locator(".edition-text").evaluate("text => text.innerHTML")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    numbers = "all => all.map(one => [one.dataset.letter, (one.hash ?? '#' + one.id).slice(1)])"
    signs = page.locator("a.annotation-ref").evaluate_all(numbers)
    notes = page.locator(".edition-printed > .annotation-note:visible").evaluate_all(numbers)
    assert len(signs) > 30
    assert notes == signs
    assert [letter for letter, _ in signs][:2] == ["a", "b"]
    assert [letter for letter, _ in signs][25:28] == ["z", "aa", "ab"]
    assert page.locator(".edition-text:not(.edition-printed) .annotation-note").count() == 0
    assert page.locator(".edition-names").is_hidden()
    drawn = "one => getComputedStyle(one, '::after').content"
    assert page.locator("a.annotation-ref").first.evaluate(drawn) == '"a"'
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator(".edition-printed").count() == 0
    after = page.locator(".edition-text").evaluate(
        "text => (text.querySelectorAll('[data-letter]').forEach(one => delete one.dataset.letter),"
        " text.innerHTML)"
    )
    assert look(page)["wrong"] == [] if view is DESKTOP else True
    assert len(after) == pytest.approx(len(before), rel=0.01)


def test_a_browser_that_prints_sets_the_annotations_at_the_end(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    page.evaluate("""addEventListener('beforeprint', () => {
      window.printed = document.querySelectorAll('.edition-printed > .annotation-note').length;
    })""")
    page.pdf()
    assert page.evaluate("window.printed") > 30
    assert page.locator(".edition-text .annotation-note").count() == page.evaluate("window.printed")
    assert page.locator(".edition-printed").count() == 0


def test_without_scripts_the_annotations_follow_their_blocks_in_print(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(SECTO, DESKTOP_WITHOUT_SCRIPTS)
    page.emulate_media(media="print")
    assert page.locator(".edition-text .annotation-note").first.is_visible()


def test_a_question_behind_other_parts_of_a_note_is_called_one(open_page: Callable[..., Page]) -> None:
    page = open_page("documents/excomm-24/")
    labels = page.locator(".annotation-question").evaluate_all(
        "all => all.map(one => [one.matches('.annotation-quote + *'),"
        " one.querySelector('.edition-tag')?.textContent ?? ''])"
    )
    assert [True, ""] in labels or len(labels) > 0
    assert all((label == "Question") is not alone for alone, label in labels)
