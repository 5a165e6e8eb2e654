"""The PDFs of the edition hold every word of its documents; where none can be made, a build says so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from edition.books.files import book_specs
from edition.books.pdf import missing_for_pdf
from edition.edition import load, open_document
from edition.render.downloads import MOST_IN_PDF, book_forms
from edition.resolved import Site
from tests.harness import ROOT, build, document_ids, need

if TYPE_CHECKING:
    from pathlib import Path

pypdf = pytest.importorskip("pypdf")

SITE = Site(name="Two Desks", address="https://example.org/", has_books=True, has_pdfs=True)
EDITION, _ = load(ROOT, site=SITE)
# A word with all that may stand within it; what follows it may be the call of an annotation.
WORD = re.compile(r"[^\W_]+(?:[-–/.,:'’][^\W_]+)*")
TRIAL = {
    "mkdocs.yml": "site_name: Trial\ntheme: {name: mkdocs}\n"
    "plugins: [edition: {search: false, facing: false, previews: false, books: true}]\n",
    "docs/index.md": "# Home\n",
    "sources/letter/source.txt": "A letter\n\nJuly 4, 1962\n\nThe first words.\n",
    "sources/letter/metadata.yml": "title: A letter\ndate: 1962-07-04\n",
}


def url_for(page: str, fragment: str = "") -> str:
    return f"{page}/#{fragment}" if fragment else f"{page}/"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Return the PDFs of the edition by their names."""
    if lack := missing_for_pdf():
        need(lack)
    specs = [spec for spec in book_specs(EDITION) if spec.name.endswith(".pdf")]
    made = {spec.name: spec.render(url_for) for spec in specs}
    return {name: content for name, content in made.items() if isinstance(content, bytes)}


def words_of(content: bytes, folder: Path) -> list[str]:
    """Return the words that pdftotext finds."""
    if not shutil.which("pdftotext"):
        need("pdftotext (Debian's package `poppler-utils`)")
    (folder / "book.pdf").write_bytes(content)
    command = ["pdftotext", str(folder / "book.pdf"), "-"]
    found = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return WORD.findall(found.stdout)


def test_every_document_and_the_edition_have_a_pdf(files: dict[str, bytes]) -> None:
    own = {f"documents/{name}/{name}.pdf" for name in document_ids()}
    assert own | {"downloads/two-desks.pdf"} <= set(files)


@pytest.mark.parametrize("name", document_ids())
def test_every_word_of_a_document_is_found_in_order(
    files: dict[str, bytes], name: str, tmp_path: Path
) -> None:
    opened, _ = open_document(ROOT, name)
    assert opened is not None
    for file in (f"documents/{name}/{name}.pdf", "downloads/two-desks.pdf"):
        found = iter(words_of(files[file], tmp_path))
        assert [word for word in WORD.findall(opened.document.document.text) if word not in found] == []


@pytest.mark.parametrize("name", document_ids())
def test_the_outline_names_every_page_of_the_source_and_no_other(files: dict[str, bytes], name: str) -> None:
    reader = pypdf.PdfReader(BytesIO(files[f"documents/{name}/{name}.pdf"]))
    chapter, inner = reader.outline
    assert chapter.title == EDITION.by_id[name].title == reader.metadata.title
    pages = [one for one in inner if not isinstance(one, list) and one.title.startswith("Page ")]
    assert [one.title.removeprefix("Page ") for one in pages] == list(EDITION.by_id[name].pages)
    for one in pages:
        text = reader.pages[reader.get_destination_page_number(one)].extract_text()
        assert f"[{one.title}]" in text or f"[{one.title}, supplied]" in text


def trial(folder: Path) -> Path:
    """Return an edition of one letter, with books."""
    for path, content in TRIAL.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return folder


def test_a_build_makes_pdfs_and_offers_them(tmp_path: Path) -> None:
    if lack := missing_for_pdf():
        need(lack)
    edition = trial(tmp_path)
    assert build(edition).returncode == 0
    site = edition / "site"
    first = (site / "documents/letter/letter.pdf").stat().st_mtime_ns
    assert (site / "downloads/trial.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert "letter.pdf" in (site / "downloads/index.html").read_text(encoding="utf-8")
    assert build(edition).returncode == 0
    assert (site / "documents/letter/letter.pdf").stat().st_mtime_ns == first
    text = edition / "sources/letter/source.txt"
    text.write_text(f"{TRIAL['sources/letter/source.txt']}\nMore.\n", encoding="utf-8")
    assert build(edition).returncode == 0
    assert (site / "documents/letter/letter.pdf").stat().st_mtime_ns != first


@pytest.mark.parametrize(
    ("lack", "said"),
    [
        ("raise OSError('cannot load library pango')", "apt-get install libpango-1.0-0"),
        ("raise ImportError('nothing here', name='weasyprint')", "pip install 'edition[pdf]'"),
    ],
)
def test_without_the_libraries_a_build_says_so_and_makes_the_rest(
    tmp_path: Path, lack: str, said: str
) -> None:
    fake = tmp_path / "path/weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text(f"{lack}\n", encoding="utf-8")
    edition = trial(tmp_path / "edition")
    path = os.pathsep.join([str(fake.parent), os.environ.get("PYTHONPATH", "")])
    built = build(edition, environment={"PYTHONPATH": path})
    assert built.returncode == 0, built.stderr
    assert [said in line for line in built.stderr.splitlines() if "PDFs are not made" in line] == [True]
    assert list((edition / "site").rglob("*.pdf")) == []
    assert (edition / "site/documents/letter/letter.epub").is_file()
    assert ".pdf" not in (edition / "site/downloads/index.html").read_text(encoding="utf-8")


def test_a_book_of_many_documents_has_no_pdf() -> None:
    assert [form for form, _ in book_forms(EDITION, MOST_IN_PDF)] == ["PDF", "EPUB"]
    assert [form for form, _ in book_forms(EDITION, MOST_IN_PDF + 1)] == ["EPUB"]
