"""The builder of packs, as teachers use it, by pointer, by keyboard and by the links that they send."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from edition.edition import load, open_document
from edition.links import Astray
from edition.packs.assign import assign
from edition.packs.extents import Quoted
from edition.packs.files import parse_pack
from edition.render.builder import FORM_IS_OPEN, builder_fragment, pack_pairs
from edition.render.sheet_passages import Passage
from edition.render.sheets import Setting, sheet_of
from edition.schema import Layer
from tests.browser.visits import (
    DESKTOP,
    DESKTOP_DARK,
    FORCED_COLORS,
    PHONE,
    PHONE_DARK,
    PHONE_WITHOUT_SCRIPTS,
    TABLET,
    ZOOMED,
    View,
    axe_violations,
    cut_off,
)
from tests.harness import ROOT, document_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Dialog, Page, Route

    from edition.diagnostics import Diagnostic
    from edition.packs.files import PackFile
    from edition.packs.model import AssignedPack

    Opened = Callable[..., Page]

pytestmark = pytest.mark.browser

BUILDER = "packs/builder/"
SHEET = "#edition-sheet"
VIEWS = {
    "wide": DESKTOP,
    "wide, dark": DESKTOP_DARK,
    "tablet": TABLET,
    "phone": PHONE,
    "phone, dark": PHONE_DARK,
    "enlarged": ZOOMED,
    "forced colors": FORCED_COLORS,
}
PACK = (
    ("title", "The quarantine after the missiles"),
    ("description", "What was left to settle."),
    ("text", "Read **this** first: [Secto 8](secto-8#p2)."),
    ("document", "excomm-24"),
    ("pages", "2-4"),
    ("question", "What was left to settle?"),
    ("document", "secto-8"),
    ("annotation", "miscalculating-in-berlin"),
    ("show", ""),
    ("text", "And then:"),
    ("document", "frus1964-68v23-d360"),
)
EDITION, _ = load(ROOT, docs=ROOT / "docs")


def opened(open_page: Opened, pairs: Sequence[tuple[str, str]] = PACK, view: View = DESKTOP) -> Page:
    """Open the builder to change a pack, and wait until all that can be shown of it is shown."""
    page = open_page(f"{BUILDER}#{builder_fragment([FORM_IS_OPEN, *pairs])}" if pairs else BUILDER, view)
    return settled(page)


def settled(page: Page) -> Page:
    """Wait until the builder has shown what it was last asked for, and written its address."""
    page.wait_for_selector(".edition-builder[data-settled=true]", state="attached")
    return page


def parts(page: Page) -> list[str]:
    """Return the titles of the parts of the pack."""
    return page.locator(".edition-builder-part legend").all_inner_texts()


def file(page: Page) -> str:
    """Return the file that the builder has made."""
    return page.locator("#edition-pack-file").input_value()


_TEXTS = """() => [...document.querySelectorAll('#edition-sheet .pack-passage')].map(passage => {
  const copy = passage.querySelector('.edition-text').cloneNode(true);
  copy.querySelectorAll('[data-apparatus]').forEach(one => one.remove());
  copy.querySelectorAll('p, div, li, tr, td, th, h3, h4, h5, h6, br').forEach(one => one.after(' '));
  const list = name => [...passage.querySelectorAll(`.sheet-${name} > ol > li`)]
    .map(one => one.textContent);
  return [copy.textContent, list('notes'), list('annotations'), list('questions')];
})"""


def squeezed(words: str) -> str:
    """Return words without white space, which pages may have where the text has none."""
    return "".join(words.split())


def passages_of(name: str) -> list[tuple[str, str]]:
    """Return every range of pages of a document, some paragraphs, and its first annotated passages."""
    record = EDITION.by_id[name]
    labels = record.pages
    pages = [
        ("pages", first if first == last else f"{first}-{last}")
        for at, first in enumerate(labels)
        for last in labels[at:]
    ]
    count = record.paragraphs
    paragraphs = [("paragraphs", words) for words in ("1", f"1-{count}", f"{(count + 1) // 2}-{count}")]
    return [("", ""), *pages, *paragraphs, *[("annotation", one) for one in list(record.places)[:6]]]


@pytest.mark.parametrize("name", document_ids())
def test_a_passage_is_shown_in_exactly_the_words_that_it_has_in_a_pack(open_page: Opened, name: str) -> None:
    ranges = passages_of(name)
    pairs = [pair for key, value in ranges for pair in (("document", name), (key, value)) if pair[0]]
    shown = opened(open_page, pairs).evaluate(_TEXTS)
    assert len(shown) == len(ranges)
    for (key, value), (text, *lists) in zip(ranges, shown, strict=True):
        ways = {"pages": "", "paragraphs": "", "annotation": ""} | ({key: value} if key else {})
        passage = Passage(pages=ways["pages"], paragraphs=ways["paragraphs"], annotation=ways["annotation"])
        sheet = sheet_of(EDITION, EDITION.by_id[name], lambda page, _="": page, passage, Setting(level=4))
        assert squeezed(text) == squeezed(_words(sheet.text)), (key, value)
        for mine, theirs in zip(lists, (sheet.notes, sheet.annotations, sheet.questions), strict=True):
            assert squeezed("".join(mine)) == squeezed(_words(theirs, but="")), (key, value)


def _words(html: str, but: str = "//*[@data-apparatus]") -> str:
    from lxml import html as lxml_html  # noqa: PLC0415

    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for one in root.xpath(but) if but else ():
        one.drop_tree()
    return str(root.text_content())


@pytest.mark.parametrize("name", document_ids())
def test_pages_are_shown_in_exactly_the_words_between_their_breaks(open_page: Opened, name: str) -> None:
    document, _ = open_document(ROOT, name)
    assert document is not None
    body = document.document.document.body
    starts = [(one.label, one.offset) for one in body.page_breaks]
    if body.first_page:
        starts.insert(0, (body.first_page.label, 0))
    ends = [*(start for _, start in starts[1:]), len(body.content)]
    slices = [body.content[start:end] for (_, start), end in zip(starts, ends, strict=True)]
    pairs = [pair for label, _ in starts for pair in (("document", name), ("pages", label))]
    shown = opened(open_page, pairs).evaluate(_TEXTS)
    assert [squeezed(text) for text, *_ in shown] == [squeezed(words) for words in slices]


def test_words_and_time_are_those_of_the_text(open_page: Opened) -> None:
    page = opened(open_page)
    said = page.locator(".edition-builder-size").inner_text()
    ranges = [
        ("excomm-24", Passage(pages="2-4")),
        ("secto-8", Passage(annotation="miscalculating-in-berlin")),
    ]
    ranges.append(("frus1964-68v23-d360", Passage()))
    words = sum(
        sheet_of(EDITION, EDITION.by_id[name], lambda page, _="": page, one).words for name, one in ranges
    )
    assert said == (
        f"{words:,} words of documents, about {round(words / 230)} minutes to read (230 words a minute)"
    )


def test_a_link_opens_the_same_pack_elsewhere(open_page: Opened) -> None:
    page = opened(open_page)
    assert page.url.partition("#")[2] == builder_fragment([("v", "1"), *PACK])
    page.locator("summary", has_text="The link").click()
    link = page.get_by_label("Address of this page with your pack").input_value()
    assert link == page.url
    other = settled(open_page(link.partition("/packs/")[2].join(("packs/", "")), PHONE))
    assert other.locator("h1").inner_text() == "The quarantine after the missiles"
    assert other.title() == "The quarantine after the missiles - Two Desks"
    first = other.locator(f"{SHEET} .pack-words").first.bounding_box()
    assert first is not None
    assert first["y"] < PHONE.height
    assert other.locator(".edition-builder button:visible").all_inner_texts() == ["Change this pack"]
    assert other.locator(".edition-builder-parts").is_hidden()
    other.get_by_role("button", name="Change this pack").click()
    assert other.evaluate("document.activeElement.id") == "edition-your-pack"
    assert other.title().startswith("Build a pack")
    assert file(other) == file(page)
    assert (
        other.locator(f"{SHEET} .edition-text").all_inner_texts()
        == page.locator(f"{SHEET} .edition-text").all_inner_texts()
    )


AWKWARD = [
    "“Quotes” and 'quotes' and \"quotes\"",
    "Colons: here, and there:",
    "- a dash first",
    "# a sign of a comment, and one behind # it",
    "no",
    "2-4",
    "{a: [b, c]} & *d !e %f @g `h",
    "Ümläüte, 日本語, 🎓, e\u0301",
    "back\\slash \\n and \\u0041",
    "---",
    "<script>alert(1)</script>",
    "[[1]]",
]
AWKWARD_QUESTIONS = [
    *AWKWARD,
    "Two\nlines",
    "A paragraph\n\n- and a list\n  - in a list\n\nand more",
    "---\ntitle: not one\n---",
    'a: b\n# c\n"d"',
]


@pytest.mark.parametrize("words", AWKWARD)
def test_whatever_a_title_is_the_address_and_the_fields_keep_it(open_page: Opened, words: str) -> None:
    page = opened(open_page, (("document", "secto-8"),))
    page.get_by_label("Title", exact=True).fill(words)
    page.get_by_label("Description, one sentence for lists").fill(words)
    page.get_by_role("button", name="Add words of your own").click()
    page.get_by_label("Words, in Markdown").fill(words)
    settled(page).wait_for_timeout(300)
    pairs = (("title", words), ("description", words), ("document", "secto-8"), ("text", words))
    assert settled(page).url.partition("#")[2] == builder_fragment([("v", "1"), *pairs])
    page.reload()
    assert settled(page).get_by_label("Title", exact=True).input_value() == words
    assert page.get_by_label("Words, in Markdown").input_value() == words
    assert page.locator(f"{SHEET} .edition-pack-title").inner_text() == words


def read(written: str) -> PackFile:
    """Return a file as the engine reads it; nothing may be wrong with it."""
    problems: list[Diagnostic] = []
    pack = parse_pack(written, "trial", "docs/packs/trial.md", problems)
    assert problems == []
    assert pack is not None
    return pack


def told(pack: PackFile) -> tuple[object, ...]:
    """Return what a pack's file says, without where it says it and how its lines are broken."""
    passages = [one.model_dump(exclude={"yaml_line", "yaml_key_lines"}) for one in pack.pack.passages]
    front = pack.pack
    return (front.title, front.description, front.author, set(front.show), passages)


@pytest.mark.parametrize("question", AWKWARD_QUESTIONS)
def test_the_engine_reads_from_the_file_what_was_written_in_the_builder(
    open_page: Opened, question: str
) -> None:
    line = " ".join(question.split())
    head = [("title", line), ("description", line), ("author", line), ("show", "notes")]
    first = [("text", question), ("document", "excomm-24"), ("id", "debate"), ("pages", "2-4")]
    asked = [("question", question), ("question", question)]
    second = [("text", question), ("document", "secto-8"), ("exact", line), ("prefix", " x"), ("show", "")]
    page = opened(open_page, [*head, *first, *asked, *second, ("text", f"[[debate]]\n\n  [[9]]\n{question}")])
    pack = read(file(page))
    assert (pack.pack.title, pack.pack.description, pack.pack.author) == (line, line, line)
    assert pack.pack.show == (Layer.NOTES,)
    debate, quoted = pack.pack.passages
    assert (debate.id, debate.pages, debate.show, debate.questions) == (
        "debate",
        "2-4",
        None,
        (question.replace("<", "&lt;"),) * 2,
    )
    assert (quoted.exact, quoted.prefix, quoted.show) == (line, " x", ())
    assert pack.pack.state is not None
    assert pack.pack.state.documents == {name: EDITION.by_id[name].state for name in ("excomm-24", "secto-8")}
    assert [one.name for one in pack.named] == ["debate", "2"]
    words = re.split(r"^\[\[(?:debate|2)\]\]$", pack.words, flags=re.MULTILINE)
    plain = question.replace("[[1]]", r"\[\[1]]").replace("<", "&lt;")
    third = r"\[\[debate]]" + "\n\n  " + r"\[\[9]]" + f"\n{plain}"
    assert [one.strip() for one in words] == [plain, plain, third]


@pytest.mark.parametrize("pack", EDITION.packs, ids=lambda pack: pack.name)
def test_a_pack_of_the_edition_is_opened_in_the_builder_and_comes_out_the_same(
    open_page: Opened, pack: AssignedPack
) -> None:
    page = open_page(f"packs/{pack.name}/")
    page.get_by_role("link", name="Change this pack").click()
    made = read(file(settled(page)))
    assert told(made) == told(pack.file)
    assert page.locator(".edition-builder-problem:visible").count() == 0
    assert page.url.partition("#")[2] == builder_fragment(pack_pairs(pack))
    again = assign([made], EDITION.by_id, Astray({}), EDITION.places, lambda *_: Quoted())[0][0]
    assert [one.passage.id for one in again.passages] == [one.passage.id for one in pack.passages]
    assert [squeezed(piece.html) for piece in again.words.pieces] == [
        squeezed(piece.html) for piece in pack.words.pieces
    ]
    shown = page.evaluate(_TEXTS)
    page.go_back()
    there = page.locator(".pack-passage .sheet-text").evaluate_all(_BARE)
    assert [squeezed(text) for text, *_ in shown] == [squeezed(text) for text in there]


_BARE = """all => all.map(text => {
  const copy = text.cloneNode(true);
  copy.querySelectorAll('[data-apparatus]').forEach(one => one.remove());
  return copy.textContent;
})"""


def test_passages_are_put_in_order_by_keyboard(open_page: Opened) -> None:
    page = opened(open_page)
    titles = [title.partition(". ")[2] for title in parts(page)]
    said = page.locator(".edition-builder-said")
    down = page.locator(".edition-builder-part").nth(0).get_by_role("button", name="Down")
    down.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('.edition-builder-said').textContent.includes('now 2 of 5')"
    )
    assert said.inner_text() == f"{titles[0]}: now 2 of 5."
    order = [titles[1], titles[0], *titles[2:]]
    assert parts(page) == [f"{place}. {title}" for place, title in enumerate(order, 1)]
    assert (
        down.evaluate("one => one !== document.activeElement && document.activeElement.dataset.do") == "down"
    )
    page.keyboard.press("Shift+Tab")
    for _ in range(2):  # the second time there is nothing above it
        page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('.edition-builder-said').textContent.includes('already')"
    )
    assert [title.partition(". ")[2] for title in parts(page)] == titles
    assert page.evaluate("document.activeElement.getAttribute('aria-disabled')") == "true"
    shown = (
        settled(page)
        .locator(f"{SHEET} > div:not(.pack-facts) > *")
        .evaluate_all("all => all.map(one => one.className)")
    )
    assert [bool(name) for name in shown] == [False, True, True, False, True]


def test_what_is_removed_can_be_put_back_and_the_focus_is_never_lost(open_page: Opened) -> None:
    page = opened(open_page)
    before = (parts(page), page.url)
    page.locator(".edition-builder-part").nth(4).get_by_role("button", name="Remove", exact=True).press(
        "Enter"
    )
    assert page.evaluate("document.activeElement.textContent") == parts(page)[-1]
    for _ in range(4):
        page.locator(".edition-builder-part").nth(0).get_by_role("button", name="Remove", exact=True).press(
            "Enter"
        )
        focused = page.evaluate("document.activeElement.textContent")
        assert focused in (*parts(page), "Your pack")
    assert settled(page).url.endswith("&description=What+was+left+to+settle%2E")
    assert page.get_by_text("No passage yet.").is_visible()
    page.get_by_role("button", name="Print").press("Enter")
    page.get_by_text("Add a passage first.").wait_for()
    page = opened(open_page)
    page.locator(".edition-builder-part").nth(1).get_by_role("button", name="Remove", exact=True).click()
    page.locator(".edition-builder-part").nth(3).get_by_role("button", name="Remove", exact=True).click()
    page.get_by_role("button", name="Put it back").press("Enter")
    assert page.evaluate("document.activeElement.textContent").partition(". ")[2] in before[0][4]
    page.get_by_role("button", name="Put it back").press("Enter")
    assert page.evaluate("document.activeElement.textContent") == before[0][1]
    assert (parts(settled(page)), page.url) == before


def test_a_document_is_chosen_and_its_pages_and_layers_and_questions(open_page: Opened) -> None:
    page = opened(open_page, ())
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_label("Words of the title").fill("bundy secto")
    page.get_by_text("0 of 4 documents.").wait_for()
    page.get_by_label("Words of the title").fill("DECEMBER gaulle")
    page.get_by_text("1 of 4 documents.").wait_for()
    page.get_by_role("button", name=re.compile("Add Secto 8")).press("Enter")
    page.get_by_text(
        "Added: Secto 8: Secretary Rusk’s Conversation With President de Gaulle, 1 of 1."
    ).wait_for()
    settled(page)
    assert [url.rpartition("/documents/")[2] for url in requests if "/documents/" in url] == ["secto-8/"]
    page.get_by_label("Range").select_option("pages")
    page.get_by_label("to", exact=True).select_option("3")
    page.get_by_label("from", exact=True).select_option("2")
    page.get_by_role("button", name="Add a question").click()
    page.keyboard.type("Why <b>now</b>?")
    page.get_by_label("Show something else").check()
    page.locator(".edition-builder-part [name=show][value=annotations]").uncheck()
    page.wait_for_timeout(300)
    fragment = settled(page).url.partition("#")[2]
    assert fragment == (
        "v=1&document=secto-8&pages=2-3&show=notes,questions&question=Why+%3Cb%3Enow%3C/b%3E%3F"
    )
    assert page.locator(f"{SHEET} .pack-questions li").inner_text() == "Why <b>now</b>?"
    assert page.locator(f"{SHEET} .sheet-annotations").count() == 0
    page.get_by_label("from", exact=True).select_option("4")
    assert page.get_by_label("to", exact=True).input_value() == "4"


@pytest.mark.parametrize(
    ("thread", "since", "until", "found"),
    [
        ("berlin", "", "", ["frus1961-63v14-d214", "secto-8"]),
        ("", "1962-12-13", "", ["secto-8", "frus1964-68v23-d360"]),
        ("", "1962-01-01", "1962-11-12", ["excomm-24"]),
        ("cuba", "1963-01-01", "", []),
    ],
)
def test_documents_are_found_by_thread_and_time(
    open_page: Opened, thread: str, since: str, until: str, found: list[str]
) -> None:
    page = opened(open_page, ())
    page.get_by_label("Thread", exact=True).select_option(thread)
    page.get_by_label("From", exact=True).fill(since)
    page.get_by_label("Until", exact=True).fill(until)
    rows = page.locator(".edition-builder-documents button")
    assert rows.evaluate_all("all => all.map(one => one.dataset.document)") == found


@pytest.mark.parametrize(
    ("pairs", "problem", "fragment"),
    [
        (
            [("document", "secto-9")],
            "There is no document “secto-9” in this edition. It is left out of the pack.",
            "v=1&document=secto-9",
        ),
        (
            [("document", "../../crossings")],
            "There is no document “../../crossings” in this edition. It is left out of the pack.",
            "v=1&document=%2E%2E/%2E%2E/crossings",
        ),
        (
            [("document", "excomm-24"), ("pages", "4-9")],
            "There are no pages “4-9” in this document; it has pages 1 to 5.",
            "v=1&document=excomm-24&pages=4-9",
        ),
        (
            [("document", "excomm-24"), ("paragraphs", "99")],
            "There is no paragraph “99” in this document; it has paragraphs 1 to 33.",
            "v=1&document=excomm-24&paragraphs=99",
        ),
        (
            [("document", "excomm-24"), ("annotation", "none")],
            "There is no annotation “none” in this document.",
            "v=1&document=excomm-24&annotation=none",
        ),
        (
            [("document", "excomm-24"), ("exact", "never said")],
            "These words do not stand in this document.",
            "v=1&document=excomm-24&exact=never+said",
        ),
    ],
)
def test_what_a_link_names_and_the_edition_has_not_is_said_and_the_rest_stands(
    open_page: Opened, pairs: list[tuple[str, str]], problem: str, fragment: str
) -> None:
    page = opened(open_page, [*pairs, ("document", "secto-8"), ("pages", "2")])
    assert page.locator(".edition-builder-part .edition-builder-problem").first.inner_text() == problem
    assert page.url.partition("#")[2] == fragment.replace("%2E%2E", "..") + "&document=secto-8&pages=2"
    assert page.locator(f"{SHEET} .pack-passage").last.get_by_text("page 2", exact=True).is_visible()
    assert "document: secto-8" in file(page)
    assert ("secto-9" in file(page)) is False


@pytest.mark.parametrize("pages", ["521-22", "521 – 522", "pp. 521–22"])
def test_a_range_in_a_link_becomes_that_which_the_document_and_the_file_have(
    open_page: Opened, pages: str
) -> None:
    page = opened(open_page, (("document", "frus1964-68v23-d360"), ("pages", pages)))
    assert "\n    pages: 521-522\n" in file(page)
    assert page.url.endswith("&pages=521-522")
    assert page.locator(f"{SHEET} .pack-extent").inner_text() == "pages 521–522"
    assert [page.locator(f"[name={end}]").input_value() for end in ("first", "last")] == ["521", "522"]


@pytest.mark.parametrize(
    ("kind", "asked", "written"),
    [
        ("pages", "4-2", "2-4"),
        ("pages", "pp. 2 to 3", "2-3"),
        ("paragraphs", "p3", "3"),
        ("paragraphs", "3-1", "1-3"),
    ],
)
def test_what_the_file_has_is_a_range_that_the_edition_takes(
    open_page: Opened, kind: str, asked: str, written: str
) -> None:
    page = opened(open_page, (("document", "excomm-24"), (kind, asked)))
    assert f"\n    {kind}: {written}\n" in file(page)
    assert page.url.endswith(f"&{kind}={written}")


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([("pages", "9-10")], "There are no pages “9-10” in this document"),
        ([("exact", "resident")], "These words do not stand in this document."),
        ([("exact", "SAC is still"), ("prefix", "of")], "These words do not stand in this document."),
        ([("exact", "the President")], "These words stand in this document"),
        ([("exact", "")], "Copy the words into this box."),
        ([("question", "A ![picture](x.png)?")], "A pack has no pictures"),
        ([("question", "See [it](nowhere).")], "The link “nowhere” leads nowhere."),
    ],
)
def test_beside_the_file_stands_why_the_edition_would_not_take_it(
    open_page: Opened, pairs: list[tuple[str, str]], sentence: str
) -> None:
    page = opened(open_page, [("document", "excomm-24"), *pairs])
    told_there = page.locator("#edition-file-problems")
    assert sentence in told_there.inner_text()
    download = page.get_by_role("button", name="Download the file")
    assert download.get_attribute("aria-describedby") == told_there.get_attribute("id")
    assert page.url.endswith(builder_fragment(pairs))
    page.get_by_label("Range").select_option("")
    for question in page.get_by_label("Question 1", exact=True).all():
        question.fill("Why?")
    page.wait_for_timeout(300)
    settled(page)
    assert told_there.is_hidden()
    assert download.get_attribute("aria-describedby") is None


def test_a_link_from_before_a_renaming_opens_what_has_the_new_name(open_page: Opened) -> None:
    page = opened(open_page, ())
    moved = {"note": "secto-8", "note#berlin": "secto-8#miscalculating-in-berlin"}

    def rename(route: Route) -> None:
        route.fulfill(json={**route.fetch().json(), "moved": moved})

    page.route("**/packs/documents.json", rename)
    pairs = [("document", "note"), ("annotation", "berlin"), ("document", "note"), ("pages", "2")]
    page.evaluate("fragment => { location.hash = fragment; location.reload(); }", builder_fragment(pairs))
    page.wait_for_function("document.querySelectorAll('.edition-builder-part').length === 2")
    made = [("document", "secto-8"), ("annotation", "miscalculating-in-berlin"), ("document", "secto-8")]
    assert settled(page).url.partition("#")[2] == builder_fragment([("v", "1"), *made, ("pages", "2")])
    assert page.locator("#edition-file-problems").is_hidden()


def test_the_builder_leads_to_the_page_for_teachers(open_page: Opened) -> None:
    page = opened(open_page, ())
    page.locator(".edition-builder").get_by_role("link", name="For teachers").click()
    page.wait_for_url("**/teaching/")


def test_words_copied_in_their_corrected_reading_are_those_of_the_source(open_page: Opened) -> None:
    page = opened(open_page, (("document", "secto-8"), ("exact", "FASTER")))
    assert "exact: FASTRR" in file(page)
    assert (
        "The source has: “FASTRR”."
        in page.locator(".edition-builder-part .edition-builder-problem").inner_text()
    )
    assert page.locator("#edition-file-problems").is_hidden()


def test_a_teachers_words_are_written_so_that_the_edition_takes_them(open_page: Opened) -> None:
    words = "A <b> `<b> [[1]]`[^1].\n\n    code <i>\n    [[1]]\n\n[^1]: First."
    pairs = [("text", words), ("document", "secto-8"), ("text", "B[^1].\n\n[^1]: Second.")]
    made = file(opened(open_page, pairs))
    assert "A &lt;b> `<b> [[1]]`[^1].\n\n    code <i>\n    [[1]]\n" in made
    assert "B[^1-2].\n\n[^1-2]: Second." in made
    pack = read(made)
    assigned = assign([pack], EDITION.by_id, Astray({}), EDITION.places, lambda *_: Quoted())[0][0]
    assert assigned.words.removed == ()
    assert assigned.words.footnotes.count("<li") == 2


def test_words_of_a_document_are_a_passage_whatever_their_quotation_marks(open_page: Opened) -> None:
    exact = (
        "In response to the  President\u2019s question, General Taylor said that SAC is still on DEFCON 2."
    )
    page = opened(open_page, (("document", "excomm-24"), ("exact", exact)))
    assert page.evaluate(_TEXTS)[0][0].split() == exact.replace("\u2019", "'").split()


HOSTILE = "</textarea></li><img src=x onerror=alert(1)><script>alert(1)</script>"


def test_a_hostile_link_is_words_and_nothing_else(open_page: Opened) -> None:
    page = open_page("")
    alerts: list[str] = []

    def refuse(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    link = (
        f'[a](javascript:alert(1)) [b](//evil.example/) [c](https://example.org/"onclick="alert(1)) {HOSTILE}'
    )
    pairs = [(key, HOSTILE) for key in ("title", "description", "author", "show", "text", "nonsense")]
    pairs += [
        ("text", link),
        ("document", HOSTILE),
        ("document", "//evil.org/x"),
        ("document", "secto-8"),
    ]
    pairs += [
        ("id", HOSTILE),
        ("pages", HOSTILE),
        ("question", link),
        ("__proto__", "x"),
        ("constructor", "x"),
    ]
    address = page.url.rstrip("/")
    page.goto(f"{address}/{BUILDER}#{builder_fragment([('v', '9'), *pairs])}")
    settled(page)
    assert alerts == []
    assert [url for url in requests if not url.startswith((f"{address}/", "data:"))] == []
    assert (
        page.locator(".edition-builder script, .edition-builder img, .edition-builder [onerror]").count() == 0
    )
    links = page.locator(f"{SHEET} .pack-words a").evaluate_all("all => all.map(one => one.href)")
    assert {link.partition(":")[0] for link in links} <= {"https"}
    assert page.get_by_text("This link was made by another version of the builder").is_visible()
    assert page.get_by_label("Title", exact=True).input_value() == HOSTILE


def test_a_long_link_is_said_to_be_long(open_page: Opened) -> None:
    page = opened(open_page, (("document", "secto-8"), ("text", "Some words. " * 200)))
    assert "Some mail programs cut so long a link" in page.locator(".edition-builder-long").inner_text()
    assert opened(open_page).locator(".edition-builder-long").is_hidden()


def test_the_file_is_copied_and_downloaded_under_the_name_of_its_title(open_page: Opened) -> None:
    page = opened(open_page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the file").click()
    page.get_by_text("The file the-quarantine-after-the-missiles.md is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == file(page)
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_text("The link is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Download the file").click()
    assert downloaded.value.suggested_filename == "the-quarantine-after-the-missiles.md"
    assert downloaded.value.path().read_text(encoding="utf-8") == file(page)


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_a_pack_is_built_in_every_view(open_page: Opened, view: View) -> None:
    page = opened(
        open_page, (*PACK, ("document", "nowhere"), ("document", "excomm-24"), ("pages", "9")), view
    )
    for summary in page.locator(".edition-builder summary").all():
        if summary.evaluate("one => one.checkVisibility() && !one.parentElement.open"):
            summary.click()
    assert axe_violations(page) == ()
    assert cut_off(page) == ()


def test_links_within_the_page_leave_the_pack_in_its_address(open_page: Opened) -> None:
    page = opened(open_page)
    address = page.url
    page.get_by_role("link", name="What students will see").press("Enter")
    assert page.evaluate("document.activeElement.id") == "edition-preview"
    sign = page.locator(f"{SHEET} .sheet-sign").first
    target = str(sign.get_attribute("href")).removeprefix("#")
    sign.press("Enter")
    assert (page.evaluate("document.activeElement.id"), page.url) == (target, address)
    page.evaluate("location.hash = 'edition-take'")
    page.wait_for_function("address => location.href === address", arg=address)
    assert len(parts(page)) == 5


def test_another_pack_may_be_opened_on_the_page_and_left_again(open_page: Opened) -> None:
    page = opened(open_page)
    before = file(page)
    page.evaluate("location.hash = 'document=secto-8&paragraphs=2-3'")
    page.wait_for_function("document.querySelectorAll('.edition-builder-part').length === 1")
    settled(page)
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.edition-builder-part').length === 5")
    assert file(settled(page)) == before


def test_in_print_there_is_the_pack_and_nothing_else(open_page: Opened) -> None:
    page = opened(open_page)
    page.emulate_media(media="print")
    visible = page.evaluate(
        """() => [...document.querySelectorAll(
            'button, input, textarea, select, h1, .edition-builder > section > h2, nav, header')]
          .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 60))"""
    )
    assert visible == []
    assert page.locator(f"{SHEET} .edition-pack-title").inner_text() == "The quarantine after the missiles"
    assert page.locator(f"{SHEET} .pack-foot").is_visible()
    source = page.locator(f"{SHEET} .edition-pack-source").first.inner_text()
    assert ", pages 2–4. ExComm meeting 24. 12 November 1962, 11:00 a.m. http" in source
    assert source.endswith("/documents/excomm-24/?pages=2-4")
    box = page.locator(SHEET).evaluate("one => [one.clientHeight, one.scrollHeight]")
    assert box[0] == box[1]


@pytest.mark.parametrize("name", document_ids())
def test_every_document_leads_to_the_builder(open_page: Opened, name: str) -> None:
    page = open_page(f"documents/{name}/")
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Assign in class").click()
    settled(page)
    assert page.url.endswith(f"/packs/builder/#v=1&document={name}")
    assert parts(page) == [f"1. {EDITION.by_id[name].title}"]


def test_without_a_script_the_page_says_how_a_pack_is_written(open_page: Opened) -> None:
    page = open_page(BUILDER, PHONE_WITHOUT_SCRIPTS)
    assert "That needs JavaScript." in page.locator("noscript p").first.inner_text()
    assert "passages:" in page.locator("noscript pre").inner_text()
    assert page.locator(".edition-builder").is_hidden()
    assert axe_violations(page) == ()
    assert cut_off(page) == ()


def test_a_document_that_cannot_be_fetched_is_said_to_be_so_and_asked_for_again(open_page: Opened) -> None:
    page = opened(open_page, ())
    page.route("**/documents/secto-8/", lambda route: route.abort())
    page.get_by_role("button", name=re.compile("Add Secto 8")).click()
    page.get_by_text("The document “secto-8” could not be fetched. Is there a connection?").first.wait_for()
    assert "could not be fetched" in settled(page).locator("#edition-file-problems").inner_text()
    page.unroute("**/documents/secto-8/")
    page.get_by_label("Range").select_option("pages")
    page.locator(f"{SHEET} .edition-text").wait_for()
    assert page.locator(".edition-builder-problem").first.is_hidden()
