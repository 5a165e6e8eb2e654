"""The list of what can be taken away, where there is more than a book can hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from edition.books.files import book_specs
from edition.render import downloads
from edition.render.downloads import edition_file, render_downloads, render_downloads_page
from edition.resolved import Site
from tests.reading_text import soup
from tests.timed_editions import record, timed_edition
from tests.volume_editions import VOLUME, url_for, volume_edition

if TYPE_CHECKING:
    from edition.resolved import Edition

BOOKS = Site(name="Trial", has_books=True)


def files(html: str) -> list[str]:
    return [str(one["href"]) for one in soup(html).select("a[download]")]


def names(edition: Edition) -> list[str]:
    return [spec.name for spec in book_specs(edition)]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Two Desks", "downloads/two-desks.epub"),
        ("Überlieferung & Co.", "downloads/uberlieferung-co.epub"),
        ("文書", "downloads/edition.epub"),
        ("../..", "downloads/edition.epub"),
    ],
)
def test_the_editions_file_is_called_after_the_site(name: str, file: str) -> None:
    assert edition_file(timed_edition([], site=Site(name=name)), "epub") == file


def test_an_edition_with_too_many_documents_has_no_book_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = timed_edition([record(name, "1962") for name in "abc"], site=BOOKS)
    assert "downloads/trial.epub" in names(edition)
    assert "The whole edition" in render_downloads_page(edition, url_for)
    monkeypatch.setattr(downloads, "MOST_DOCUMENTS", 2)
    assert "downloads/trial.epub" not in names(edition)
    assert "The whole edition" not in render_downloads_page(edition, url_for)


def test_a_volume_that_is_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = replace(volume_edition(), site=BOOKS)
    book = f"volumes/{VOLUME}/{VOLUME}.epub"
    assert book in names(edition)
    monkeypatch.setattr(downloads, "MOST_DOCUMENTS", 10)
    assert book not in names(edition)
    assert "Too long for one book" in soup(render_downloads_page(edition, url_for)).get_text()


def test_without_books_there_is_the_text_alone() -> None:
    edition = timed_edition([record("a", "1962")])
    assert names(edition) == []
    assert {one.rpartition(".")[2] for one in files(render_downloads_page(edition, url_for))} == {"txt", "md"}


def test_a_chapter_of_a_volume_has_no_files() -> None:
    edition = replace(volume_edition(), site=BOOKS)
    assert render_downloads(edition, edition.parts[0], url_for) == ""
    assert files(render_downloads(edition, edition.documents[0], url_for))
