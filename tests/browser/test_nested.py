"""A note within the words of a correction: its sign and its note are there, though its words are hidden."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import DESKTOP, PHONE, View
from tests.harness import run, served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FILES = {
    "mkdocs.yml": "site_name: Trial\ntheme: {name: material, font: false}\nplugins: [edition]\n",
    "docs/about.md": "# About\n",
    "sources/memo/source.txt": "Memorandum\n\nJuly 4, 1962\n\nAfter the first, the second paragraph of it.\n",
    "sources/memo/annotations.yml": """\
- {id: whole, exact: second paragraph, correction: 2nd paragraph}
- {id: inner, exact: second, note: A note within the correction.}
- {id: later, exact: of it, note: A later note.}
""",
}


@pytest.mark.parametrize("view", [DESKTOP, PHONE], ids=["wide", "phone"])
def test_a_note_within_a_correction_can_be_reached(browser: Browser, tmp_path: Path, view: View) -> None:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert run(sys.executable, "-m", "mkdocs", "build", folder=tmp_path).returncode == 0
    context = browser.new_context(**view.options())
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with served(tmp_path / "site") as address:
        page.goto(f"{address}/documents/memo/", wait_until="load")
        sign = page.locator('a.annotation-ref[href="#note-inner"]')
        assert sign.is_visible()
        sign.click()
        assert page.locator("#note-inner").is_visible()
        tops = [box["y"] for note in page.locator("aside").all() if (box := note.bounding_box())]
    context.close()
    assert errors == []
    assert len(tops) == len(set(tops))
