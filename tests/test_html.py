"""The built pages as the W3C's checker of HTML sees them."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.harness import ROOT, build, need, run
from tests.moved_edition import write_moved_edition

if TYPE_CHECKING:
    from pathlib import Path

# What the theme writes and its scripts rely on: without it, browsers keep the menu open over a reload.
THEIRS = re.compile(r'data-md-toggle="(?:drawer|search)" type="checkbox"')


def errors(site: Path) -> list[str]:
    """Return every error that the checker finds on the pages of a site, but for the theme's own."""
    jar = next(ROOT.glob(".venv/checkers/node_modules/vnu-jar/build/dist/vnu.jar"), None)
    java = shutil.which("java")
    if jar is None or java is None:
        need("the HTML checker (Java, and npm when the environment is set up)")
    checked = run(java, "-jar", jar, "--skip-non-html", "--errors-only", "--format", "json", site)
    return [
        f"{message['url'].partition(site.as_uri())[2]}:{message['lastLine']}: {message['message']}"
        for message in json.loads(checked.stderr)["messages"]
        if not THEIRS.search(message["extract"])
    ]


def test_the_html_checker_finds_no_error_on_the_site(site: Path) -> None:
    assert errors(site) == []


@pytest.mark.parametrize("theme", ["material", "readthedocs"])
def test_the_html_checker_finds_no_error_on_the_pages_of_a_volume(tmp_path: Path, theme: str) -> None:
    folder = tmp_path / "sources/frus1961-63v99"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "tests/volume/source.xml", folder)
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: A volume\ntheme: {{name: {theme}}}\nplugins: [edition: {{search: false}}]\n",
        encoding="utf-8",
    )
    built = build(tmp_path)
    assert built.returncode == 0, built.stderr
    assert errors(tmp_path / "site") == []


def test_the_html_checker_finds_no_error_where_addresses_have_moved(tmp_path: Path) -> None:
    built = build(write_moved_edition(tmp_path))
    assert built.returncode == 0, built.stderr
    assert errors(tmp_path / "site") == []
