"""Excerpts: `?pages=2-4` shows exactly the words between those breaks, their notes and their annotations."""

from __future__ import annotations

import gzip
import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from edition.edition import open_document
from tests.browser.visits import (
    DESKTOP,
    DESKTOP_WITHOUT_SCRIPTS,
    PHONE,
    PHONE_WITHOUT_SCRIPTS,
    VIEWS,
    View,
    axe_violations,
    cut_off,
    opener,
)
from tests.harness import ROOT, document_ids, need, run, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EXCOMM, SECTO, TELCON = (f"documents/{name}/" for name in ("excomm-24", "secto-8", "frus1964-68v23-d360"))
VOLUME = "frus1961-63v06"
# What is read of a text that is shown: the source's words, without what is apparatus.
_WORDS = """() => {
  const style = document.createElement('style');
  style.textContent = '[data-apparatus] { display: none !important } .sic { display: inline !important }';
  document.head.append(style);
  const words = document.querySelector('.edition-text').innerText.split(/\\s+/).filter(Boolean);
  style.remove();
  return words;
}"""


@pytest.fixture(scope="session")
def volume_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an edition of a whole volume, built."""
    source = ROOT.parent / f"shared/tei/volumes/{VOLUME}.xml.gz"
    if not source.is_file():
        need("the volumes of FRUS beside the project")
    edition = tmp_path_factory.mktemp("excerpts")
    (edition / "sources" / VOLUME).mkdir(parents=True)
    (edition / "sources" / VOLUME / "source.xml").write_bytes(gzip.decompress(source.read_bytes()))
    (edition / "docs").mkdir()
    (edition / "mkdocs.yml").write_text(
        "site_name: Volumes\ntheme: {name: material, font: false}\n"
        "plugins: [edition: {search: false, facing: false}]\n",
        encoding="utf-8",
    )
    built = run(sys.executable, "-m", "mkdocs", "build", folder=edition)
    assert built.returncode == 0, built.stderr
    return edition


@pytest.fixture
def open_volume(browser: Browser, volume_edition: Path) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a path of the volume's edition."""
    with served(volume_edition / "site") as address, opener(browser, address) as opened:
        yield opened


@cache
def pages_of(edition: Path, name: str) -> list[tuple[str, str]]:
    """Return label and text of each page of a document, cut at the offsets of its page breaks."""
    found, _ = open_document(edition, name)
    assert found is not None
    body = found.part.document.body
    starts = [(body.first_page.label, 0)] if body.first_page else []
    starts += [(one.label, one.offset) for one in body.page_breaks]
    ends = [offset for _, offset in starts[1:]] + [len(body.content)]
    return [(label, body.content[start:end]) for (label, start), end in zip(starts, ends, strict=True)]


def words_of(pages: list[tuple[str, str]]) -> list[str]:
    return "".join(text for _, text in pages).split()


def words(page: Page) -> list[str]:
    """Return the words of the text that are shown."""
    found: list[str] = page.evaluate(_WORDS)
    return found


def bar(page: Page) -> str:
    """Return what the bar says, without its link."""
    found: str = page.locator(".edition-excerpt p:not(.edition-excerpt-way)").evaluate_all(
        "all => all.map(one => one.textContent).join(' ')"
    )
    return found


def excerpt(page: Page) -> Page:
    """Return the page when what its address asks for stands."""
    page.wait_for_selector(".edition-excerpt")
    return page


def load(page: Page) -> None:
    """Load the script as a page does that has no use for it by itself."""
    page.add_script_tag(
        url=page.evaluate("new URL('excerpts.js', document.querySelector('[src*=ways]').src).href")
    )


def path(page: Page) -> str:
    return page.url.split("/", 3)[3]


def ranges_of(count: int) -> Iterator[tuple[int, int]]:
    return ((first, last) for first in range(count) for last in range(first, count))


def assert_each_range_is_exact(page: Page, pages: list[tuple[str, str]]) -> None:
    for first, last in ranges_of(len(pages)):
        asked = f"{pages[first][0]}-{pages[last][0]}"
        page.evaluate(
            "pages => editionExcerpt.cut(document.querySelector('.edition-document'), { pages })", asked
        )
        assert words(page) == words_of(pages[first : last + 1]), asked


@pytest.mark.parametrize("name", document_ids())
def test_each_range_of_pages_is_exactly_the_words_between_its_breaks(
    open_page: Callable[..., Page], name: str
) -> None:
    pages = pages_of(ROOT, name)
    first, last = pages[0][0], pages[-1][0]
    page = excerpt(open_page(f"documents/{name}/?pages={last}"))
    assert words(page) == words_of(pages[-1:])
    assert_each_range_is_exact(page, pages)
    page.evaluate("editionExcerpt.whole(document.querySelector('.edition-document'))")
    assert words(page) == words_of(pages)
    whole = excerpt(open_page(f"documents/{name}/?pages={first}-{last}"))
    assert words(whole) == words_of(pages)


def test_ranges_start_and_end_in_the_midst_of_paragraphs() -> None:
    """The data of these tests are what they ought to be."""
    for name in ("secto-8", "excomm-24"):
        inside = [text for _, text in pages_of(ROOT, name)[1:] if not text.startswith("\n")]
        assert any(text[:1].strip() for text in inside)
    texts = [text for _, text in pages_of(ROOT, "secto-8")]
    assert any(not before.endswith("\n") for before in texts[:-1])


@pytest.mark.parametrize("number", [4, 21, 56, 71])
def test_in_a_volume_each_range_is_exactly_the_words_between_its_breaks(
    open_volume: Callable[..., Page], volume_edition: Path, number: int
) -> None:
    name = f"{VOLUME}-d{number}"
    pages = pages_of(volume_edition, name)
    label = pages[0][0]
    page = excerpt(open_volume(f"documents/{name}/?pages={label}"))
    assert words(page) == words_of(pages[:1])
    assert_each_range_is_exact(page, pages)


def test_every_document_of_a_volume_can_be_cut_without_a_page_of_its_own(
    open_volume: Callable[..., Page], volume_edition: Path
) -> None:
    """As another script of the site takes passages: from a page that was fetched."""
    page = open_volume(f"documents/{VOLUME}-d1/")
    load(page)
    for number in range(1, 120, 7):
        name = f"{VOLUME}-d{number}"
        if not (volume_edition / f"site/documents/{name}").is_dir():
            continue
        pages = pages_of(volume_edition, name)
        asked = [f"{pages[first][0]}-{pages[last][0]}" for first, last in ranges_of(len(pages))]
        taken: list[list[str]] = page.evaluate(_TAKE, [name, asked])
        wanted = [words_of(pages[first : last + 1]) for first, last in ranges_of(len(pages))]
        assert taken == wanted, name


_TAKE = """async ([name, ranges]) => {
  const html = await (await fetch(`../${name}/`)).text();
  return ranges.map(pages => {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    const article = parsed.querySelector('.edition-document');
    const { start } = editionExcerpt.take(article, { pages });
    const text = article.querySelector('.edition-text');
    text.querySelectorAll('[data-apparatus]').forEach(one => one.remove());
    const blocks = 'p, div, h1, h2, h3, h4, li, td, th, tr, table, caption, ul, ol, blockquote, section, br';
    for (const block of text.querySelectorAll(blocks)) { block.before(' '); block.append(' '); }
    return start ? text.textContent.split(/\\s+/).filter(Boolean) : null;
  });
}"""

SAID = "Secto 8: Secretary Rusk’s Conversation With President de Gaulle"


@pytest.mark.parametrize(
    ("asked", "canonical", "name"),
    [
        ("?pages=2-4", "?pages=2-4#pg_2", "pages 2–4"),
        ("?pages=2-4#pg_2", "?pages=2-4#pg_2", "pages 2–4"),
        ("?pages=2-4#pg_3", "?pages=2-4#pg_3", "pages 2–4"),
        ("#pages=2-4", "?pages=2-4#pg_2", "pages 2–4"),
        ("?pages=4-2", "?pages=2-4#pg_2", "pages 2–4"),
        ("?pages=pp.+2%E2%80%934", "?pages=2-4#pg_2", "pages 2–4"),
        ("?pages=3", "?pages=3#pg_3", "page 3"),
        ("#pages=3", "?pages=3#pg_3", "page 3"),
        ("?pages=3-3", "?pages=3#pg_3", "page 3"),
        ("?paragraphs=2-3", "?paragraphs=2-3#p2", "paragraphs 2–3"),
        ("#paragraphs=2-3", "?paragraphs=2-3#p2", "paragraphs 2–3"),
        ("?paragraphs=p3", "?paragraphs=3#p3", "paragraph 3"),
        ("?paragraphs=p2-p3", "?paragraphs=2-3#p2", "paragraphs 2–3"),
        ("?pages=p.2-p.4", "?pages=2-4#pg_2", "pages 2–4"),
        ("?pages=&pages=3", "?pages=3#pg_3", "page 3"),
        ("?pages=2#%zz", "?pages=2#pg_2", "page 2"),
        ("?page-size=1&pages=3", "?page-size=1&pages=3#pg_3", "page 3"),
    ],
)
def test_an_excerpt_is_marked_and_its_address_is_the_one_to_give_out(
    open_page: Callable[..., Page], asked: str, canonical: str, name: str
) -> None:
    page = excerpt(open_page(f"{SECTO}{asked}"))
    assert bar(page) == f"Excerpt: {name} of {SAID}"
    assert path(page) == f"{SECTO}{canonical}"
    assert page.locator(".edition-excerpt").is_visible()
    assert page.get_by_role("link", name="The whole document").is_visible()
    # What stands at the head of the text is in the window, under the site's own header.
    box = page.locator("#" + canonical.split("#")[1]).evaluate("one => one.getClientRects()[0].top")
    assert 0 < box < DESKTOP.height / 2


def test_paragraphs_are_exactly_their_words(open_page: Callable[..., Page]) -> None:
    whole = open_page(SECTO)
    style = "[data-apparatus] { display: none !important } .sic { display: inline !important }"
    whole.add_style_tag(content=style)
    texts = whole.eval_on_selector_all("#p2, #p3", "all => all.map(one => one.innerText)")
    page = excerpt(open_page(f"{SECTO}?paragraphs=2-3"))
    assert words(page) == " ".join(texts).split()


def test_pages_are_shortened_as_citations_shorten_them(open_page: Callable[..., Page]) -> None:
    page = excerpt(open_page(f"{TELCON}?pages=521–22"))
    assert path(page) == f"{TELCON}?pages=521-522#pg_521"


LACKING = {
    "?pages=9": "This document has no page 9. It has pages 1–5. The whole document is shown.",
    "?pages=7-9": "This document has no pages 7–9. It has pages 1–5. The whole document is shown.",
    "#pages=x": "This document has no page x. It has pages 1–5. The whole document is shown.",
    "#pages=2%": "This document has no page 2%. It has pages 1–5. The whole document is shown.",
    "?pages=2.0-3": "This document has no pages 2.0–3. It has pages 1–5. The whole document is shown.",
    "?pages=1e1-3": "This document has no pages 1e1–3. It has pages 1–5. The whole document is shown.",
    "?pages=2e0": "This document has no page 2e0. It has pages 1–5. The whole document is shown.",
    "?pages=0x2": "This document has no page 0x2. It has pages 1–5. The whole document is shown.",
    "?pages=02": "This document has no page 02. It has pages 1–5. The whole document is shown.",
    "?pages=2-3-4": "This document has no pages 2-3–4. It has pages 1–5. The whole document is shown.",
    "?paragraphs=9": "This document has no paragraph 9. It has paragraphs 1–4. The whole document is shown.",
}


@pytest.mark.parametrize("asked", LACKING)
def test_of_a_range_that_is_not_there_the_whole_document_says_so(
    open_page: Callable[..., Page], asked: str
) -> None:
    page = excerpt(open_page(f"{SECTO}{asked}"))
    assert bar(page) == LACKING[asked]
    assert page.locator(".edition-excerpt").get_attribute("role") == "alert"
    assert words(page) == words_of(pages_of(ROOT, "secto-8"))
    assert page.locator(".edition-outside").count() == 0
    assert path(page) == f"{SECTO}{asked}"


@pytest.mark.parametrize(
    ("asked", "labels", "said"),
    [
        ("522-524", ["522"], "page 522 of {}. This document has no page 524, only pages 521–522."),
        ("524-522", ["522"], "page 522 of {}. This document has no page 524, only pages 521–522."),
        ("519-521", ["521"], "page 521 of {}. This document has no page 519, only pages 521–522."),
        (
            "500-600",
            ["521", "522"],
            "pages 521–522 of {}. This document has no page 500 and no page 600, only pages 521–522.",
        ),
    ],
)
def test_of_a_range_that_is_partly_there_is_shown_what_is_there(
    open_page: Callable[..., Page], asked: str, labels: list[str], said: str
) -> None:
    page = excerpt(open_page(f"{TELCON}?pages={asked}"))
    title = page.locator(".edition-excerpt cite").inner_text()
    assert bar(page).replace(" This", ". This").replace("..", ".") == f"Excerpt: {said.format(title)}"
    assert words(page) == words_of([one for one in pages_of(ROOT, "frus1964-68v23-d360") if one[0] in labels])


@pytest.mark.parametrize("view", [DESKTOP_WITHOUT_SCRIPTS, PHONE_WITHOUT_SCRIPTS], ids=["wide", "phone"])
def test_without_scripts_the_address_leads_to_its_first_page_in_the_whole_document(
    open_page: Callable[..., Page], view: View
) -> None:
    page = open_page(f"{SECTO}?pages=2-4#pg_2", view)
    # A page without scripts is not asked for its words: what is painted is.
    shown = page.locator(".edition-text")
    assert all(shown.locator(f"#p{number}").is_visible() for number in (1, 2, 3))
    assert page.locator(".edition-excerpt, .edition-outside").count() == 0
    box = page.locator("#pg_2").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < view.height / 2


def test_only_the_notes_of_the_range_are_there(
    open_volume: Callable[..., Page], volume_edition: Path
) -> None:
    name = f"{VOLUME}-d21"
    found, _ = open_document(volume_edition, name)
    assert found is not None
    body, notes = found.part.document.body, found.part.document.notes
    pages = pages_of(volume_edition, name)
    start = body.page_breaks[0].offset
    end = start + len(pages[1][1])
    wanted = [
        notes[ref.note].label for ref in body.note_refs if start <= ref.offset < end and ref.note is not None
    ]
    page = excerpt(open_volume(f"documents/{name}/?pages={pages[1][0]}"))
    shown = page.locator(".edition-notes > ol > li:visible")
    assert shown.count() == len(set(wanted))
    references = page.eval_on_selector_all(
        ".edition-text .note-ref",
        "all => all.filter(one => one.checkVisibility()).map(one => one.textContent)",
    )
    assert references == wanted


SHOWN = """() => {
  const shown = selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility());
  const name = one => one.getAttribute('href').slice(6);
  return {
    signs: shown('.edition-text .annotation-ref').map(name),
    asides: shown('.annotation-note').map(one => one.id.slice(5)),
    marks: [...new Set(shown('mark.annotation').map(one => one.getAttribute('aria-details').slice(5)))],
  };
}"""


def annotations_of(name: str, label: str) -> set[str]:
    """Return the ids of the annotations of words on a page."""
    found, _ = open_document(ROOT, name)
    assert found is not None
    pages = pages_of(ROOT, name)
    index = [one for one, _ in pages].index(label)
    start = sum(len(text) for _, text in pages[:index])
    end = start + len(pages[index][1])
    return {
        one.annotation.id for one in found.document.anchored if one.span.start < end and one.span.end > start
    }


@pytest.mark.parametrize("view", [DESKTOP, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("label", ["2", "3"])
def test_only_the_annotations_of_the_range_are_there(
    open_page: Callable[..., Page], view: View, label: str
) -> None:
    page = excerpt(open_page(f"{SECTO}?pages={label}", view))
    seen: dict[str, list[str]] = page.evaluate(SHOWN)
    wanted = annotations_of("secto-8", label)
    assert set(seen["marks"]) == set(seen["signs"]) == wanted
    assert len(seen["signs"]) == len(wanted)
    if view is DESKTOP:
        assert set(seen["asides"]) == wanted
        tops = page.eval_on_selector_all(
            ".annotation-note:not(.edition-outside)", "all => all.map(one => one.getBoundingClientRect().top)"
        )
        first = page.locator(".edition-text p:visible").first.bounding_box()
        assert first is not None
        assert min(tops) > first["y"] - 60


def test_an_annotation_that_runs_over_a_turn_of_the_page_keeps_sign_and_address_on_both(
    open_page: Callable[..., Page],
) -> None:
    """None in the edition does: one is made of two that do not."""
    page = open_page(SECTO)
    page.evaluate(
        """() => {
          window.broken = document.getElementById('pg_3');
          const made = html => document.createRange().createContextualFragment(html).firstChild;
          const first = made('<mark class="annotation comment" id="over" aria-details="note-over"></mark>');
          const second = made('<mark class="annotation comment" aria-details="note-over"></mark>');
          first.append(broken.previousSibling);
          second.append(broken.nextSibling);
          broken.before(first);
          broken.after(second, made('<a class="annotation-ref" href="#note-over" data-apparatus></a>'));
          broken.closest('p').after(made('<aside class="annotation-note" id="note-over"></aside>'));
        }"""
    )
    load(page)
    seen = []
    for label in ("2", "3", "4"):
        page.evaluate(
            "pages => editionExcerpt.cut(document.querySelector('.edition-document'), { pages })", label
        )
        seen.append(
            page.evaluate(
                """() => ['mark#over', '[href="#note-over"]', '#note-over'].map(one =>
                     document.querySelector(one)?.checkVisibility() ?? false)"""
            )
        )
    assert seen == [[True] * 3, [True] * 3, [False] * 3]
    page.evaluate("editionExcerpt.whole(document.querySelector('.edition-document'))")
    assert page.evaluate("broken.previousSibling.id") == "over"
    assert page.evaluate("broken.nextSibling.nextSibling.className") == "annotation-ref"
    assert page.locator("#over").count() == 1


_NESTED = """<article class="edition-document"><div class="edition-text">
<section><p>One <mark class="annotation" id="a" aria-details="note-a">two</mark></p>
<aside class="annotation-note" id="note-a"></aside></section>
<ol><li>First <mark class="annotation" aria-details="note-a">words</mark><a
 class="annotation-ref" href="#note-a"></a></li><li>Second</li></ol>
<table><tr><td>left</td><td>right <dfn class="pagebreak" id="pg_2" aria-label="Page 2"
 data-apparatus></dfn>side</td><td>end</td></tr></table></div></article>""".replace("\n<", "<")


def test_lists_keep_their_numbers_rows_their_cells_and_annotations_their_notes(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(SECTO)
    load(page)
    seen = page.evaluate(
        """html => {
          const article = () => new DOMParser().parseFromString(html, 'text/html').querySelector('article');
          const second = article();
          editionExcerpt.take(second, { pages: '2' });
          const third = article();
          const list = third.querySelector('ol');
          list.querySelector('li').id = 'p1';
          list.lastElementChild.id = 'p2';
          const last = third.cloneNode(true);
          editionExcerpt.take(third, { paragraphs: '1' });
          editionExcerpt.take(last, { paragraphs: '2' });
          return [
            [...second.querySelectorAll('td')].map(cell => cell.textContent),
            third.querySelector('.edition-text').innerHTML.replace(/\\s+/g, ' '),
            last.querySelector('li').value,
          ];
        }""",
        _NESTED,
    )
    cells, item, number = seen
    assert cells == ["", "side", "end"]
    assert item == (
        '<ol><li id="p1">First <mark class="annotation" aria-details="note-a" id="a">words</mark>'
        '<a class="annotation-ref" href="#note-a"></a></li></ol>'
        '<aside class="annotation-note" id="note-a"></aside>'
    )
    assert number == 2


def test_leaving_an_excerpt_gives_the_document_back_as_it_was(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    before = page.evaluate("document.querySelector('.edition-text').innerHTML")
    load(page)
    for asked in ("{pages: '2-3'}", "{pages: '5'}", "{paragraphs: '2'}"):
        page.evaluate(f"editionExcerpt.cut(document.querySelector('.edition-document'), {asked})")
    page.evaluate("editionExcerpt.whole(document.querySelector('.edition-document'))")
    after = page.evaluate("document.querySelector('.edition-text').innerHTML")
    assert after.replace(' class=""', "") == before


def test_an_excerpt_can_be_assigned_as_it_is(open_page: Callable[..., Page]) -> None:
    page = excerpt(open_page(f"{SECTO}?pages=2-4"))
    page.get_by_role("link", name="Assign this excerpt").click()
    page.wait_for_selector(".pack-passage, .sheet-text")
    assert path(page).startswith("packs/builder/")
    assert page.get_by_role("heading", name="pages 2–4").count() == 1


def test_the_whole_document_is_one_link_away_and_back_is_back(open_page: Callable[..., Page]) -> None:
    page = excerpt(open_page(f"{SECTO}?pages=2-4"))
    page.get_by_role("link", name="The whole document").click()
    assert path(page) == f"{SECTO}#pg_2"
    assert page.locator(".edition-excerpt").count() == 0
    assert words(page) == words_of(pages_of(ROOT, "secto-8"))
    top = page.locator("#pg_2").evaluate("one => one.getClientRects()[0].top")
    assert 0 < top < DESKTOP.height / 2
    page.go_back()
    excerpt(page)
    assert words(page) == words_of(pages_of(ROOT, "secto-8")[1:4])
    page.go_forward()
    page.wait_for_selector(".edition-excerpt", state="detached")


def test_a_link_to_what_is_outside_leads_to_the_whole_document(open_page: Callable[..., Page]) -> None:
    page = excerpt(open_page(f"{SECTO}?pages=2-3"))
    page.locator(".edition-pages").get_by_role("link", name="3").click()
    assert (path(page), page.locator(".edition-excerpt").count()) == (f"{SECTO}?pages=2-3#pg_3", 1)
    page.locator(".edition-pages").get_by_role("link", name="5").click()
    page.wait_for_selector(".edition-excerpt", state="detached")
    assert path(page) == f"{SECTO}#pg_5"
    top = page.locator("#pg_5").evaluate("one => one.getClientRects()[0].top")
    assert 0 < top < DESKTOP.height / 2
    page.go_back()
    excerpt(page)
    assert words(page) == words_of(pages_of(ROOT, "secto-8")[1:3])


def test_a_fragment_that_names_a_range_can_be_typed_on_an_open_page(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO)
    page.evaluate("location.hash = 'pages=3-4'")
    excerpt(page)
    assert path(page) == f"{SECTO}?pages=3-4#pg_3"
    page.evaluate("location.hash = 'paragraphs=2'")
    page.wait_for_url(f"**/{SECTO}?paragraphs=2#p2")


@pytest.mark.parametrize("fragment", ["#%", "#%zz", "#pages=2%"])
def test_a_fragment_that_nobody_can_decode_does_no_harm(
    open_page: Callable[..., Page], fragment: str
) -> None:
    page = open_page("")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{page.url}{SECTO}{fragment}")
    page.get_by_text("Cite and download", exact=True).click()
    page.get_by_role("button", name="Copy: MLA, 9th edition").wait_for()
    page.evaluate("location.hash = '%'")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert errors == []


def test_the_keys_stay_in_the_excerpt(open_page: Callable[..., Page]) -> None:
    page = excerpt(open_page(f"{SECTO}?pages=2-3"))
    seen = []
    for _ in range(3):
        page.keyboard.press("]")
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen[-1] == "pg_3"
    assert page.locator(".edition-said").inner_text() == "There is no further page in this excerpt."
    count = len(annotations_of("secto-8", "2") | annotations_of("secto-8", "3"))
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    for _ in range(count):
        page.keyboard.press("j")
    assert page.locator(".edition-said").inner_text() == f"Annotation {count} of {count}"
    assert path(page).startswith(f"{SECTO}?pages=2-3#")
    assert page.locator(".edition-excerpt").count() == 1


def test_only_the_excerpt_is_found_and_copied(open_page: Callable[..., Page]) -> None:
    page = excerpt(open_page(f"{SECTO}?pages=2"))
    assert page.evaluate("find('DE GAULLE AGREED AND REVEALED')") is True
    page.evaluate("getSelection().removeAllRanges()")
    assert page.evaluate("find('SIDE OF UNITED STATES')") is False
    copied: dict[str, str] = page.evaluate(
        """() => {
          const kept = {};
          addEventListener('copy', ({ clipboardData }) => {
            for (const type of ['text/plain', 'text/html']) kept[type] = clipboardData.getData(type);
          });
          getSelection().selectAllChildren(document.querySelector('.edition-text'));
          document.execCommand('copy');
          return kept;
        }"""
    )
    rich = copied["text/html"]
    assert " id=" not in rich
    assert "<!--" not in rich
    assert set(re.findall('href="(https?)?', rich)) <= {"http"}
    for form in copied.values():
        assert "LIVE OAK" in form
        assert "SIDE OF UNITED STATES" not in form
        assert "Excerpt" not in form


def test_a_search_hit_is_marked_in_an_excerpt(open_page: Callable[..., Page]) -> None:
    page = excerpt(open_page(f"{SECTO}?pages=2&find=live%20oak"))
    page.wait_for_function("CSS.highlights.has('edition-found')")
    assert page.url.endswith("?pages=2#pg_2")


_WATCH = """
  window.shifts = 0;
  window.painted = [];
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
  }).observe({type: 'layout-shift', buffered: true});
  const look = () => {
    const text = document.querySelector('.edition-text');
    const bar = text?.querySelector('.edition-excerpt');
    if (text) painted.push([getComputedStyle(text).visibility, Boolean(bar)]);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
"""


@pytest.mark.parametrize("view", [DESKTOP, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("asked", ["?pages=2-4#pg_2", "?pages=5", "#paragraphs=2", "?pages=9"])
def test_the_whole_is_never_shown_before_the_excerpt_and_nothing_moves(
    browser: Browser, address: str, view: View, asked: str
) -> None:
    with opener(browser, address, _WATCH) as opened:
        page = excerpt(opened(f"{SECTO}{asked}", view))
        page.wait_for_timeout(300)
        assert [one for one in page.evaluate("painted") if one == ["visible", False]] == []
        assert page.evaluate("shifts") < 0.05
        assert page.locator(".edition-text").evaluate("one => getComputedStyle(one).visibility") == "visible"


@pytest.mark.parametrize("lost", ["excerpts.js", "ways.js"])
def test_where_the_script_does_not_come_the_whole_document_does(
    browser: Browser, address: str, lost: str
) -> None:
    context = browser.new_context(**DESKTOP.options())
    page = context.new_page()
    page.route(f"**/{lost}", lambda route: route.abort())
    page.goto(f"{address}/{SECTO}?pages=2-4#pg_2")
    page.wait_for_function(
        "getComputedStyle(document.querySelector('.edition-text')).visibility === 'visible'", timeout=15000
    )
    assert page.locator("#p1").is_visible()
    if lost == "excerpts.js":
        words = "This could not be loaded. Is there a connection? The whole document is shown."
        page.locator(".edition-said").get_by_text(words).wait_for()
    context.close()


def test_an_excerpt_is_there_when_a_page_is_opened_from_a_disk(browser: Browser, site: Path) -> None:
    context = browser.new_context(**DESKTOP.options())
    page = context.new_page()
    page.goto(f"{(site / SECTO / 'index.html').as_uri()}?pages=2-4")
    assert words(excerpt(page)) == words_of(pages_of(ROOT, "secto-8")[1:4])
    context.close()


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
@pytest.mark.parametrize("asked", ["excomm-24/?pages=2-4", "secto-8/?pages=9", "secto-8/?paragraphs=2"])
def test_an_excerpt_is_accessible_and_whole(open_page: Callable[..., Page], view: View, asked: str) -> None:
    page = excerpt(open_page(f"documents/{asked}", view))
    assert (axe_violations(page), cut_off(page)) == ((), ())


def test_the_box_leads_from_an_excerpt_to_another_and_to_a_page(open_page: Callable[..., Page]) -> None:
    page = excerpt(open_page(f"{SECTO}?pages=2-4"))
    field: Any = page.get_by_label("Go to page")
    for words_typed, leads in {
        "3": f"{SECTO}?pages=2-4#pg_3",
        "3-4": f"{SECTO}?pages=3-4#pg_3",
        "2-2": f"{SECTO}?pages=2#pg_2",
        "5": f"{SECTO}#pg_5",
    }.items():
        field.fill(words_typed)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{leads}")
    assert page.locator(".edition-excerpt, .edition-outside").count() == 0
    page.go_back()
    assert words(excerpt(page)) == words_of(pages_of(ROOT, "secto-8")[1:2])
