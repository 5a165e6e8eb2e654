"""The index in a build: made where words have changed, kept where they have not, left out on demand."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from edition.render.search_page import render_search_preview
from tests.harness import digests, run

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = {"PAGEFIND_BINARY_PATH": "/bin/false"}


def settings(search: str) -> str:
    return f"site_name: Small\ntheme: {{name: mkdocs}}\nplugins:\n  - edition:\n      search: {search}\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return an edition of one document and one page of prose."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n\nProse.\n", encoding="utf-8")
    document = tmp_path / "sources/letter"
    document.mkdir(parents=True)
    (document / "source.txt").write_text("A letter\n\nWe have read it.\n", encoding="utf-8")
    (document / "metadata.yml").write_text("title: A letter\ndate: 1962\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(settings("true"), encoding="utf-8")
    return tmp_path


def build(edition: Path, environment: dict[str, str] | None = None) -> tuple[int, str]:
    """Build an edition; return how it ended, and the errors that it printed."""
    built = run(sys.executable, "-m", "mkdocs", "build", folder=edition, environment=environment)
    return built.returncode, "\n".join(re.findall("Pagefind.*", built.stderr))


def test_a_build_whose_words_have_not_changed_does_not_index_again(small: Path) -> None:
    assert build(small) == (0, "")
    index = digests(small / "site/pagefind")
    metadata = small / "sources/letter/metadata.yml"
    metadata.write_text("title: A letter\ndate: 1962\nplace: Paris\n", encoding="utf-8")
    assert build(small, BROKEN) == (0, "")
    assert digests(small / "site/pagefind") == index != {}


CHANGES = {
    "a text": ("sources/letter/source.txt", "A letter\n\nWe have not read it.\n"),
    "a title": ("sources/letter/metadata.yml", "title: A reply\ndate: 1962\n"),
    "a facet": ("sources/letter/metadata.yml", "title: A letter\ndate: 1963\n"),
    "an editors' page": ("docs/index.md", "# Home\n\nOther prose.\n"),
    "an annotation": ("sources/letter/annotations.yml", "- id: read\n  exact: read\n  note: Not so.\n"),
}


@pytest.mark.parametrize(("path", "content"), CHANGES.values(), ids=list(CHANGES))
def test_changed_words_are_indexed_and_a_failure_is_one_line(small: Path, path: str, content: str) -> None:
    assert build(small) == (0, "")
    (small / path).write_text(content, encoding="utf-8")
    assert build(small, BROKEN) == (1, "Pagefind made no search index: exit code 1")


def test_an_edition_without_search_offers_none(small: Path) -> None:
    (small / "mkdocs.yml").write_text(settings("false"), encoding="utf-8")
    assert build(small, BROKEN) == (0, "")
    made = small / "site"
    assert [(made / name).exists() for name in ("pagefind", "search")] == [False, False]
    pages = [page.read_text(encoding="utf-8") for page in made.rglob("*.html")]
    assert [page for page in pages if "edition-find-form" in page or "found.js" in page] == []


def test_every_page_but_the_search_page_has_a_field_in_its_header(small: Path) -> None:
    assert build(small) == (0, "")
    fields = {
        page.relative_to(small / "site").as_posix(): re.findall(
            r'<form class="edition-find-form".*? action="(.*?)"', page.read_text(encoding="utf-8")
        )
        for page in (small / "site").rglob("index.html")
    }
    assert {"index.html", "documents/letter/index.html", "documents/letter/facing/index.html"} <= set(fields)
    assert fields.pop("search/index.html") == []
    assert fields == {name: [f"{'../' * name.count('/')}search/"] for name in fields}


def test_a_preview_says_that_a_build_makes_the_index() -> None:
    lists = [("Documents", "documents/index"), ("Q & A", "q")]
    assert render_search_preview(lists, lambda page, fragment="": f"../{page}#{fragment}") == (
        '<p class="edition-nothing">A preview makes no search index: that is made by a build. '
        "These lists lead to every document:</p>\n"
        '<ul><li><a href="../documents/index#">Documents</a></li>'
        '<li><a href="../q#">Q &amp; A</a></li></ul>\n'
    )
