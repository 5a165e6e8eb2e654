"""Search as readers meet it: what is asked, what is found and in which order, where a result leads."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

import pytest

from tests.browser.visits import (
    DESKTOP,
    DESKTOP_WITHOUT_SCRIPTS,
    PHONE,
    VIEWS,
    View,
    axe_violations,
    cut_off,
)
from tests.harness import build, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SECTO, EXCOMM, TELCON, BERLIN = (
    "documents/secto-8/",
    "documents/excomm-24/",
    "documents/frus1964-68v23-d360/",
    "documents/frus1961-63v14-d214/",
)
V15, V06 = "documents/frus1961-63v15-", "documents/frus1961-63v06-"


@dataclass(frozen=True, slots=True)
class Hit:
    """A result: in which part of a page, where its title leads, and what its first passage is called."""

    part: str
    path: str
    fragment: str
    where: str


def wait(page: Page) -> None:
    """Wait until what is asked has been answered."""
    page.wait_for_function(
        """() => {
          const page = document.querySelector('.edition-search.edition-ready');
          return page && !page.hasAttribute('aria-busy') && page.querySelector('[role=status]').textContent
        }"""
    )


def status(page: Page) -> str:
    return page.locator(".edition-search-line [role=status]").inner_text()


def hits(page: Page) -> list[Hit]:
    """Return the results that are shown, in their order."""
    found: list[Any] = page.eval_on_selector_all(
        ".edition-hit",
        """items => items.map(item => {
          const link = item.querySelector('h2 a');
          return [item.dataset.part ?? '', link.pathname.slice(1), link.hash,
                  item.querySelector('.edition-where')?.textContent ?? ''];
        })""",
    )
    return [Hit(*one) for one in found]


@pytest.fixture
def search(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Return a function that asks what stands behind the `?` of an address of the search page."""

    def searched(query: str, view: View = DESKTOP) -> Page:
        page = open_page(f"search/?{query}", view)
        wait(page)
        return page

    return searched


GOLDEN = {
    "a phrase across a page break": (
        '"increased consultation to harmonize our policies and to organize"',
        Hit("text", SECTO, "#p2", "page 1"),
    ),
    "a phrase over a turn that is glued to a word": (
        '"planning for the contingency that allied or german"',
        Hit("text", BERLIN, "#p3", "page 587"),
    ),
    "a telegram's number": ("secto 8", Hit("text", SECTO, "", "page 1")),
    "words only in a note": ('"telephoned MacArthur"', Hit("notes", TELCON, "#fn2", "page 522, note 2")),
    "words only in an annotation": (
        "Isiro",
        Hit("annotations", TELCON, "#note-that-next-place", "page 521, annotation"),
    ),
    "a word as the source has it": ('"wipe out"', Hit("text", SECTO, "#p2", "page 3")),
    "a hyphen that is not typed": ("IL28", Hit("text", EXCOMM, "", "")),
    "an accent that is not typed": ("guantanamo", Hit("annotations", EXCOMM, "", "")),
    "the beginning of a name": ("khrush", Hit("text", EXCOMM, "", "")),
}


@pytest.mark.parametrize(("query", "first"), GOLDEN.values(), ids=list(GOLDEN))
def test_what_is_asked_is_found_first(search: Callable[..., Page], query: str, first: Hit) -> None:
    found = hits(search(f"q={quote_plus(query)}"))[0]
    wanted = {"part": first.part, "path": first.path}
    wanted |= {"fragment": first.fragment, "where": first.where} if first.where else {}
    assert {name: getattr(found, name) for name in wanted} == wanted


def test_a_corrected_word_is_found_in_both_forms(search: Callable[..., Page]) -> None:
    page = search("q=%22might+well+be+wiped+out%22")
    assert hits(page)[0] == Hit("text", SECTO, "#wiped", "page 3, as corrected")
    page = search("q=%22might+well+be+wipe+out%22")
    assert hits(page)[0] == Hit("text", SECTO, "#p2", "page 3")


NOTHING = [
    "zanzibarians",
    "1344",
    '"turn of events"',
    '"consultation the harmonize"',
    '"out wipe"',
    '"anti-communist"',
    "secto 8 zanzibarians",
]


@pytest.mark.parametrize("query", NOTHING)
def test_what_is_not_there_is_not_found(search: Callable[..., Page], query: str) -> None:
    page = search(f"q={quote_plus(query)}")
    assert (status(page), hits(page)) == (f"Nothing is found for {query}.", [])
    assert page.locator(".edition-facets").is_hidden()
    assert page.locator(".edition-advice a").first.is_visible()
    page.get_by_label("Words, or a phrase").fill("isiro")
    page.wait_for_selector(".edition-hit")
    wait(page)
    assert page.locator(".edition-facets").is_visible()
    assert page.locator(".edition-advice").is_hidden()


def test_a_facet_alone_lists_its_documents_in_the_order_of_time(search: Callable[..., Page]) -> None:
    page = search("thread=berlin")
    assert status(page) == "3 documents."
    assert [hit.path for hit in hits(page)] == ["documents/frus1961-63v14-d214/", EXCOMM, SECTO]


def test_facets_narrow_what_is_found_and_say_how_far(search: Callable[..., Page]) -> None:
    page = search("q=rusk&part=annotations&year=1962")
    assert {hit.part for hit in hits(page)} == {"annotations"}
    assert sorted(hit.path for hit in hits(page)) == [EXCOMM, SECTO]
    years = page.locator("[data-facet=year] li").all_inner_texts()
    assert [text.split() for text in years] == [["1961", "1"], ["1962", "2"], ["1964", "1"]]


def test_a_person_is_a_facet_that_is_loaded_when_it_is_asked_for(search: Callable[..., Page]) -> None:
    page = search("q=rusk")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url.rpartition("/")[2]))
    page.locator("[data-facet=person] summary").click()
    page.get_by_label("MacArthur, Douglas, II").check()
    wait(page)
    assert requests[0] == "persons.data"
    assert "person=douglas-macarthur-ii" in page.url
    assert {hit.path for hit in hits(page)} == {TELCON}


def test_what_is_asked_stands_in_the_address(search: Callable[..., Page]) -> None:
    page = search("thread=cuba")
    page.get_by_label("Words, or a phrase").fill("de gaulle")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('q=')")
    wait(page)
    page.get_by_label("Telegram").check()
    page.get_by_label("Order").select_option("date")
    wait(page)
    assert page.url.endswith("/search/?q=de+gaulle&thread=cuba&kind=Telegram&order=date")
    asked = hits(page)
    page.reload()
    wait(page)
    assert hits(page) == asked != []


def test_what_is_chosen_can_be_taken_away(search: Callable[..., Page]) -> None:
    page = search("q=rusk&thread=congo")
    page.get_by_role("button", name="Clear").click()
    page.wait_for_function("!location.search.includes('thread')")
    wait(page)
    assert len(hits(page)) > 1
    assert page.evaluate("document.activeElement.name") == "q"


LEADS = {
    "a phrase across a page break": (
        '"increased consultation to harmonize our policies and to organize"',
        f"/{SECTO}#p2",
        ["INCREASED CONSULTATION TO HARMONIZE OUR POLICIES AND TO ORGANIZE"],
    ),
    "a note": ('"telephoned MacArthur"', f"/{TELCON}#fn2", ["telephoned MacArthur"]),
    "an annotation": ("Isiro", f"/{TELCON}#note-that-next-place", ["Isiro"]),
    "a correction": ('"well be wiped out"', f"/{SECTO}#wiped", ["WELL BE WIPE OUTWIPED OUT"]),
}


@pytest.mark.parametrize(("query", "path", "marked"), LEADS.values(), ids=list(LEADS))
@pytest.mark.parametrize("view", [DESKTOP, PHONE], ids=["wide", "phone"])
def test_a_result_opens_at_its_words_and_shows_them(
    search: Callable[..., Page], query: str, path: str, marked: list[str], view: View
) -> None:
    page = search(f"q={quote_plus(query)}", view)
    page.locator(".edition-hit h2 a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("CSS.highlights.has('edition-found')")
    shown = page.evaluate(
        """() => [...CSS.highlights.get('edition-found')].map(range => {
          const inner = range.cloneContents();
          inner.querySelectorAll('aside, sup').forEach(one => one.remove());
          return [inner.textContent, range.getBoundingClientRect().top]
        })"""
    )
    assert [words for words, _ in shown] == marked
    assert 0 < shown[0][1] < view.height
    assert page.url.endswith(path)
    assert page.evaluate("document.activeElement.id") == path.partition("#")[2]
    page.keyboard.press("Escape")
    assert page.evaluate("CSS.highlights.has('edition-found')") is False


def test_every_page_leads_to_search_by_its_header_and_by_a_key(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO, DESKTOP)
    page.keyboard.press("/")
    page.keyboard.type("isiro")
    page.keyboard.press("Enter")
    wait(page)
    assert page.url.endswith("/search/?q=isiro")
    assert status(page) == "1 result for isiro, in 1 document."


def test_on_a_phone_the_header_leads_to_the_search_page(open_page: Callable[..., Page]) -> None:
    page = open_page(SECTO, PHONE)
    page.get_by_role("search").get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/?q=")
    assert page.evaluate("document.activeElement.name") == "q"


def test_more_results_are_shown_where_they_begin(volumes: Callable[[str], Page]) -> None:
    page = volumes("q=khrushchev")
    assert len(hits(page)) == 8
    page.get_by_role("button", name="More results").click()
    page.wait_for_function("document.querySelectorAll('.edition-hit').length === 16")
    assert page.evaluate(
        "document.activeElement === document.querySelectorAll('.edition-hit')[8].querySelector('a')"
    )


def test_without_scripts_the_search_page_leads_to_the_lists(open_page: Callable[..., Page]) -> None:
    page = open_page("search/", DESKTOP_WITHOUT_SCRIPTS)
    assert page.locator(".edition-search").is_hidden()
    page.locator("noscript a").first.click()
    assert page.url.endswith("/documents/")


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_results_and_facets_are_accessible_and_whole(search: Callable[..., Page], view: View) -> None:
    page = search("q=de+gaulle&thread=cuba", view)
    page.locator("[data-facet=person] summary").click()
    page.wait_for_selector("[data-facet=person] li")
    assert (axe_violations(page), cut_off(page)) == ((), ())


def test_results_are_announced_in_a_place_that_does_not_change(search: Callable[..., Page]) -> None:
    page = search("q=rusk")
    place = page.locator("[role=status][aria-live=polite]").element_handle()
    page.get_by_label("Words, or a phrase").fill("isiro")
    page.wait_for_function("document.querySelector('[role=status]').textContent.includes('isiro')")
    assert place.inner_text() == "1 result for isiro, in 1 document."


@pytest.fixture(scope="session")
def volume_site(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return where an edition of two volumes is served."""
    edition = tmp_path_factory.mktemp("volumes")
    for name in ("frus1961-63v06", "frus1961-63v15"):
        source = edition / "sources" / name / "source.xml"
        source.parent.mkdir(parents=True)
        source.write_bytes(gzip.decompress((shared / f"tei/volumes/{name}.xml.gz").read_bytes()))
    (edition / "docs").mkdir()
    (edition / "docs/index.md").write_text("# Two volumes\n", encoding="utf-8")
    settings = "site_name: Two volumes\ntheme: {name: material, font: false}\nplugins: [edition]\n"
    (edition / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = build(edition, "--no-strict")
    assert command.returncode == 0, command.stderr
    with served(edition / "site") as address:
        yield address


@pytest.fixture
def volumes(browser: Browser, volume_site: str) -> Iterator[Callable[[str], Page]]:
    """Return a function that asks the edition of two volumes, each time as a new reader."""
    contexts = []

    def searched(query: str) -> Page:
        context = browser.new_context(**DESKTOP.options())
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{volume_site}/search/?{query}")
        wait(page)
        return page

    yield searched
    for context in contexts:
        context.close()


GOLDEN_OF_VOLUMES = {
    "a phrase across a page break": (
        '"practical way of moving ahead with due regard to the interests"',
        ("text", f"{V15}d1/", "page 1"),
    ),
    "a telegram's number": ('"telegram 2363"', ("notes", f"{V15}d57/", "page 158, note 3")),
    "an accented name, without its accent": (
        "ambassador herve alphand",
        ("text", f"{V15}d113/", "page 311"),
    ),
    "words only in a note": ("amintore", ("notes", f"{V06}d21/", "page 27, note 4")),
}


@pytest.mark.parametrize(("query", "first"), GOLDEN_OF_VOLUMES.values(), ids=list(GOLDEN_OF_VOLUMES))
def test_what_is_asked_of_volumes_is_found_first(
    volumes: Callable[[str], Page], query: str, first: tuple[str, str, str]
) -> None:
    found = hits(volumes(f"q={quote_plus(query)}"))[0]
    assert (found.part, found.path, found.where) == first


def test_a_person_is_found_in_all_volumes_and_a_volume_by_itself(volumes: Callable[[str], Page]) -> None:
    page = volumes("person=dean-rusk&volume=frus1961-63v06")
    chosen = page.locator("[data-facet=person] label", has=page.locator("input:checked"))
    assert chosen.inner_text().startswith("Rusk, Dean")
    documents = {hit.path for hit in hits(page)}
    assert documents
    assert all("frus1961-63v06" in path for path in documents)
    assert page.locator("[data-facet=volume] li span:first-of-type").all_inner_texts() == [
        "FRUS, 1961–1963, Volume VI",
        "FRUS, 1961–1963, Volume XV",
    ]


@pytest.mark.parametrize("query", ["q=%22moving+ahead+with+due+regard%22", "volume=frus1961-63v15"])
def test_a_result_says_in_which_volume_its_number_counts(volumes: Callable[[str], Page], query: str) -> None:
    facts = volumes(query).locator(".edition-hit-facts").first.locator("> span").all_inner_texts()
    assert facts[-2:] == ["Document 1", "FRUS, 1961–1963, Volume XV"]


def test_a_search_loads_little_and_only_from_the_site(browser: Browser, volume_site: str) -> None:
    context = browser.new_context(**DESKTOP.options())
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda one: sizes.update({one.url: int(one.headers.get("content-length", 0))}))
    page.goto(f"{volume_site}/search/")
    page.wait_for_selector(".edition-facets details")
    before = set(sizes)
    page.get_by_label("Words, or a phrase").fill('"freedom of access to West Berlin"')
    page.keyboard.press("Enter")
    wait(page)
    first = sum(size for url, size in sizes.items() if url not in before)
    before = set(sizes)
    page.get_by_label("Words, or a phrase").fill("gromyko disarmament proposals")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[role=status]').textContent.includes('gromyko')")
    wait(page)
    further = sum(size for url, size in sizes.items() if url not in before)
    context.close()
    assert [url for url in sizes if not url.startswith((f"{volume_site}/", "data:", "blob:"))] == []
    assert 0 < first < 400_000
    assert 0 < further < 150_000


def test_a_facet_alone_does_not_load_pagefind(browser: Browser, volume_site: str) -> None:
    context = browser.new_context(**DESKTOP.options())
    page = context.new_page()
    names: list[str] = []
    page.on("request", lambda one: names.append(one.url.partition("/pagefind/")[2]))
    page.goto(f"{volume_site}/search/?year=1962&kind=Telegram")
    wait(page)
    context.close()
    assert {name.partition("-")[0] for name in names if name} == {"facets.data", "pages"}
