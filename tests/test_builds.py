"""Whole builds of the edition: the same bytes wherever, whenever and however it is built."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from edition.site_check import check_site
from tests.harness import ROOT, build, copy_edition, digests, document_ids, run

if TYPE_CHECKING:
    from pathlib import Path


def test_every_link_of_the_site_lands(site: Path) -> None:
    assert list(map(str, check_site(site, documents=document_ids()))) == []


def test_scripts_build_makes_the_same_site_from_anywhere(site: Path, tmp_path: Path) -> None:
    built = run(ROOT / "scripts/build", "--site-dir", tmp_path / "site", folder=tmp_path)
    assert built.returncode == 0, built.stderr
    assert digests(tmp_path / "site") == digests(site)


def test_mkdocs_by_itself_makes_the_same_site_from_anywhere(site: Path, tmp_path: Path) -> None:
    command = (sys.executable, "-m", "mkdocs", "build", "-f", ROOT / "mkdocs.yml")
    built = run(*command, "--site-dir", tmp_path / "site", folder=tmp_path)
    assert built.returncode == 0, built.stderr
    assert digests(tmp_path / "site") == digests(site)


def test_another_machine_on_another_day_makes_the_same_site(site: Path, tmp_path: Path) -> None:
    edition = copy_edition(tmp_path / "elsewhere")
    elsewhere = {
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4711",
        "SOURCE_DATE_EPOCH": "981173106",  # in 2001
        "TZ": "Asia/Kathmandu",
    }
    command = (sys.executable, "-m", "mkdocs", "build", "--strict")
    built = run(*command, folder=edition, environment=elsewhere)
    assert built.returncode == 0, built.stderr
    assert digests(edition / "site") == digests(site)


def test_a_build_over_an_older_one_leaves_nothing_of_it(site: Path, edition_copy: Path) -> None:
    (edition_copy / "docs/draft.md").write_text("# A draft\n", encoding="utf-8")
    assert build_loosely(edition_copy) == 0
    assert (edition_copy / "site/draft/index.html").is_file()
    (edition_copy / "docs/draft.md").unlink()
    rebuilt = build(edition_copy)
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert digests(edition_copy / "site") == digests(site)


def build_loosely(edition: Path) -> int:
    """Build an edition as a draft is built: warnings do not count."""
    return run(sys.executable, "-m", "mkdocs", "build", folder=edition).returncode
