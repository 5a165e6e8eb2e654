"""What the browser prints of a document, and of an excerpt: a handout, and nothing of the site around it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from edition.edition import open_document
from tests.browser.visits import DESKTOP, PHONE, View
from tests.harness import ROOT, document_ids, need

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CHROME = [
    "Cite and download",
    "Copy",
    "Facing pages",
    "Go to page",
    "Keys",
    "Named in this document",
    "Neighboring",
    "Reading settings",
    "Search",
    "Show the document as it stands",
    "Side by side",
    "The whole document",
    "›",
]


def printed(page: Page, folder: Path) -> list[str]:
    """Return the text of each sheet that Chromium prints of a page."""
    if not shutil.which("pdftotext"):
        need("pdftotext (Debian's package `poppler-utils`)")
    page.pdf(path=folder / "handout.pdf", prefer_css_page_size=True, format="A4")
    text = subprocess.run(
        ["pdftotext", folder / "handout.pdf", "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    return text.split("\f")[:-1]


def words(text: str) -> Counter[str]:
    """Return the words of letters alone: signs and figures of notes lean on those before them.

    Where a line ends in a hyphen, pdftotext joins what stands around it.
    """
    return Counter(re.findall(r"[^\W\d_]+", re.sub(r"-\s?", "", text)))


def squeezed(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


def pages_of(name: str) -> list[str]:
    found, _ = open_document(ROOT, name)
    assert found is not None
    body = found.part.document.body
    starts = [0, *(one.offset for one in body.page_breaks if one.offset), len(body.content)]
    return [body.content[start:end] for start, end in pairwise(starts)]


@pytest.mark.parametrize("view", [DESKTOP, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("name", document_ids())
def test_a_document_is_printed_as_a_handout(
    open_page: Callable[..., Page], tmp_path: Path, name: str, view: View
) -> None:
    page = open_page(f"documents/{name}/", view)
    sheets = printed(page, tmp_path)
    handout = "\n".join(sheets)
    assert [one for one in CHROME if re.search(rf"^\W*{one}", handout, re.MULTILINE)] == []
    assert words("".join(pages_of(name))) - words(handout) == Counter()
    for label in page.locator(".edition-text .pagebreak").evaluate_all(
        "all => all.map(one => one.ariaLabel)"
    ):
        assert squeezed(f"[{label}") in squeezed(handout)
    assert "The editors’ annotations" in handout
    for sheet in sheets:
        assert squeezed(page.url) in squeezed(sheet)
    cited = page.locator(".edition-colophon").evaluate("one => one.firstChild.textContent")
    assert squeezed(handout).count(squeezed(cited)) == len(sheets)
    assert page.locator(".edition-colophon").is_hidden()
    assert page.locator(".edition-colophon .cite-address").text_content() == ""


def test_of_an_excerpt_the_excerpt_alone_is_printed(open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page("documents/secto-8/?pages=3")
    page.wait_for_selector(".edition-excerpt")
    sheets = printed(page, tmp_path)
    handout = "\n".join(sheets)
    first, second, third, *_ = pages_of("secto-8")
    assert [one for one in CHROME if re.search(rf"^\W*{one}", handout, re.MULTILINE)] == []
    assert "Excerpt: page 3 of Secto 8" in handout
    assert words(third) - words(handout) == Counter()
    text = squeezed(handout.partition("The editors’ annotations")[0])
    for elsewhere in (first, second):
        assert squeezed(elsewhere)[:60] not in text
        assert squeezed(elsewhere)[-60:] not in text
    for title in ("About this document", "On the page, not in the text", "Crossings and links"):
        assert title not in handout
    for sheet in sheets:
        assert squeezed(page.url) in squeezed(sheet)
    assert page.url.endswith("?pages=3#pg_3")
    shown = page.locator(".annotation-note:visible").count()
    cited = "".join(page.locator(".edition-colophon").all_text_contents()).partition("<")[0].strip()
    for sheet in sheets:
        assert squeezed(f"{page.url}. Excerpt: page 3.") in squeezed(sheet)
    assert squeezed(handout).count(squeezed("Excerpt: page 3.")) == len(sheets)
    assert "Excerpt" not in cited
    labels = r"^[a-z]+\s+(?:Comment|Correction|Question|Link|Place|Unclear)"
    assert len(re.findall(labels, handout, re.MULTILINE)) == shown


def test_a_handout_without_scripts_has_text_notes_and_citation(open_page: Callable[..., Page]) -> None:
    page = open_page("documents/frus1964-68v23-d360/", View(scripts=False))
    page.emulate_media(media="print")
    assert page.locator(".edition-colophon").is_visible()
    assert page.locator(".edition-notes").is_visible()
    for chrome in ("breadcrumb", "cite", "tools", "names", "onward"):
        assert page.locator(f".edition-{chrome}").first.is_hidden()


def test_what_came_of_it_is_printed_on_a_sheet_of_its_own(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_page("packs/two-weeks-after/")
    sheets = printed(page, tmp_path)
    [last] = [number for number, text in enumerate(sheets) if text.startswith("What came of it")]
    assert "Bromley Smith" in sheets[last - 1]
    assert not any("On 20 November" in text for text in sheets[:last])
