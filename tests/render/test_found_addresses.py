"""What one page of a volume finds serves its other pages, but not the page to which it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.edition import load
from edition.render.document import render_document

if TYPE_CHECKING:
    from pathlib import Path

    from edition.resolved import Edition

DOCUMENT = (
    '<div type="document" xml:id="d{0}" n="{0}"><head>{0}. Letter</head>'
    '<p>See <ref target="#d1">Document 1</ref>.</p></div>'
)
VOLUME = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="complete">A Volume</title></titleStmt><publicationStmt><idno type="frus">v1</idno>
</publicationStmt></fileDesc></teiHeader><text><body>{DOCUMENT.format(1)}{DOCUMENT.format(2)}</body></text></TEI>"""


def rendered(edition: Edition, name: str, *, is_known: bool = True) -> str:
    """Return a document's page as on the site, or as in a book that knows no address of it."""
    here = edition.by_id[name].page

    def url_for(page: str, fragment: str = "") -> str:
        address = "./" if page == here else f"../{page}/"
        return f"{address}#{fragment}" if is_known else ""

    return render_document(edition, edition.by_id[name], url_for).content


def read(folder: Path) -> Edition:
    (folder / "sources/v1").mkdir(parents=True)
    (folder / "sources/v1/source.xml").write_text(VOLUME, encoding="utf-8")
    return load(folder)[0]


def test_the_order_in_which_pages_are_made_does_not_show(tmp_path: Path) -> None:
    edition = read(tmp_path)
    first = [rendered(edition, name) for name in ("v1-d1", "v1-d2")]
    edition.found_addresses.clear()
    assert [rendered(edition, name) for name in ("v1-d2", "v1-d1")] == first[::-1]


def test_what_a_book_does_not_know_is_known_on_the_site(tmp_path: Path) -> None:
    edition = read(tmp_path)
    page = rendered(edition, "v1-d2")
    edition.found_addresses.clear()
    rendered(edition, "v1-d2", is_known=False)
    assert rendered(edition, "v1-d2") == page
