"""Sites with packs: where their pages are, who may link to them, what MkDocs draws and what it does not."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING

import pytest

from edition.site_check import check_site
from tests.harness import build
from tests.packs.trial import FILES, PACK, write_trial
from tests.reading_text import soup

if TYPE_CHECKING:
    from pathlib import Path

STRICT = f"{FILES['mkdocs.yml']}validation: {{links: {{anchors: warn}}}}\n"


def built(root: Path, files: dict[str, str] | None = None) -> Path:
    result = build(write_trial(root, {"mkdocs.yml": STRICT, **(files or {})}))
    assert result.returncode == 0, result.stderr
    return root / "site"


def broken(site: Path) -> list[str]:
    """Return what is wrong with links and ids; what MkDocs' own theme fetches is another matter."""
    problems = map(str, check_site(site, documents=["memo", "letter"]))
    return [one for one in problems if not one.endswith("[request-foreign]")]


def test_a_pack_is_a_page_of_the_site_and_no_page_of_markdown(tmp_path: Path) -> None:
    site = built(tmp_path)
    page = (site / "packs/flights/index.html").read_text(encoding="utf-8")
    assert "[[2]]" not in page
    assert page.count('class="sheet-text') == 3
    assert "../../documents/memo/?pages=412#pg_412" in page
    assert 'href="../assets/edition/packs.css"' in (site / "packs/index.html").read_text(encoding="utf-8")
    assert broken(site) == []


def test_other_pages_link_to_a_pack_and_to_places_on_it(tmp_path: Path) -> None:
    site = built(tmp_path, {"docs/index.md": "# Home\n\n[A](packs/flights.md#orders) [B](packs/index.md)\n"})
    home = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="packs/flights/#orders"' in home
    write_trial(tmp_path, {"mkdocs.yml": STRICT, "docs/index.md": "[A](packs/flights.md#order)\n"})
    assert "does not contain an anchor '#order'" in build(tmp_path).stderr


def test_a_pack_may_stand_in_the_menu(tmp_path: Path) -> None:
    nav = f"{STRICT}nav: [index.md, {{My pack: packs/flights.md}}, packs/index.md]\n"
    page = (built(tmp_path, {"mkdocs.yml": nav}) / "packs/flights/index.html").read_text(encoding="utf-8")
    assert page.count('class="sheet-text') == 3
    assert "My pack" in page


def test_the_editors_words_stand_above_the_list_of_packs(tmp_path: Path) -> None:
    site = built(tmp_path, {"docs/packs/index.md": "# For teachers\n\nWords of ours.\n"})
    page = soup((site / "packs/index.html").read_text(encoding="utf-8"))
    text = page.get_text(" ", strip=True)
    assert text.index("Words of ours.") < text.index("The flights")


def test_addresses_of_another_form_hold_too(tmp_path: Path) -> None:
    site = built(tmp_path, {"mkdocs.yml": f"{STRICT}use_directory_urls: false\n"})
    page = (site / "packs/flights.html").read_text(encoding="utf-8")
    assert "../documents/memo.html?pages=412#pg_412" in page
    assert "https://example.org/packs/flights.html" in page
    assert broken(site) == []


@pytest.mark.parametrize("theme", ["material", "readthedocs"])
def test_a_pack_is_drawn_by_every_theme(theme: str, tmp_path: Path) -> None:
    site = built(tmp_path, {"mkdocs.yml": STRICT.replace("name: mkdocs", f"name: {theme}")})
    page = soup((site / "packs/flights/index.html").read_text(encoding="utf-8"))
    assert [one.get_text() for one in page.select("h1")] == ["The flights"]
    assert page.select_one('link[rel="stylesheet"][href$="packs.css"]')


def test_search_finds_the_teachers_words_and_the_documents_once(tmp_path: Path) -> None:
    site = built(tmp_path, {"mkdocs.yml": STRICT.replace("{search: false}", "{search: true}")})
    data = [gzip.decompress(path.read_bytes()) for path in site.glob("pagefind/fragment/*.pf_fragment")]
    fragments = [json.loads(one.removeprefix(b"pagefind_dcd")) for one in data]
    found = [one for one in fragments if one["url"] == "/packs~flights~~page.html"]
    assert len(found) == 1
    assert "Begin with the letter." in found[0]["content"]
    assert "about the bombers" not in found[0]["content"]


def test_a_broken_pack_stops_a_build_and_leaves_the_site(tmp_path: Path) -> None:
    site = built(tmp_path)
    before = (site / "packs/flights/index.html").read_bytes()
    write_trial(tmp_path, {"docs/packs/flights.md": PACK.replace("pages: 412", "pages: 415")})
    result = build(tmp_path)
    assert result.returncode == 1
    assert re.search(
        r"docs/packs/flights\.md:8: there is no page 415 in memo; .*\[target-unknown\]", result.stderr
    )
    assert (site / "packs/flights/index.html").read_bytes() == before


def test_a_link_to_a_page_that_is_not_there_stops_a_build(tmp_path: Path) -> None:
    write_trial(tmp_path, {"docs/packs/flights.md": PACK.replace("../index.md", "../inde.md")})
    result = build(tmp_path)
    assert result.returncode == 1
    assert (
        "docs/packs/flights.md:25: in the words of the pack: '../inde.md' leads to no page" in result.stderr
    )


def test_a_link_to_a_place_that_is_not_on_a_page_is_told(tmp_path: Path) -> None:
    links = (
        "[a](../index.md#home) [b](../index.md#hom) [c](../documents/memo.md#pg_412) "
        "[d](../documents/memo.md#pg_499) [e](flights.md#orders) [f](../documents/index.md#nothing)"
    )
    files = {"mkdocs.yml": STRICT, "docs/packs/flights.md": PACK.replace("Begin", links)}
    result = build(write_trial(tmp_path, files))
    assert result.returncode != 0
    told = re.findall(
        r"docs/packs/flights.md:19: in the words of the pack: there is no '(\w+)'", result.stderr
    )
    assert told == ["hom", "pg_499", "nothing"]
