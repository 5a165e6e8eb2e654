"""What a reader sees of the names in a document: links to records, and which of them are inferred."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import DESKTOP_WITHOUT_SCRIPTS, PHONE, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TELCON = "documents/frus1964-68v23-d360/"
INFERRED = {
    "m-johnson-1": "his principal",
    "m-johnson-2": "the boss",
    "m-lefevre-1": "the Prime Minister",
    "m-lefevre-2": "the Prime Minister",
    "m-paulis-1": "that next place",
}


@pytest.mark.parametrize("view", [DESKTOP_WITHOUT_SCRIPTS, PHONE], ids=["wide without scripts", "phone"])
def test_a_name_that_is_inferred_says_so_and_the_text_does_not(
    open_page: Callable[..., Page], view: View
) -> None:
    page = open_page(TELCON, view)
    signs: dict[str, str] = page.evaluate(
        """() => Object.fromEntries(
          [...document.querySelectorAll('a.mention[id]')]
            .map(name => [name.id, getComputedStyle(name, '::after').content])
            .filter(([, content]) => content !== 'none'))"""
    )
    assert signs == dict.fromkeys(INFERRED, '"[likely]"')
    words = {name: page.locator(f"#{name}").text_content() for name in INFERRED}
    assert words == INFERRED


def test_a_name_leads_to_its_record_and_the_record_back_to_each_place(open_page: Callable[..., Page]) -> None:
    page = open_page(TELCON, DESKTOP_WITHOUT_SCRIPTS)
    page.locator("#m-paulis-1").click()
    assert page.url.endswith("/places/paulis/")
    page.locator('a[href$="#m-paulis-1"]').first.click()
    assert page.locator("#m-paulis-1:target").text_content() == "that next place"
