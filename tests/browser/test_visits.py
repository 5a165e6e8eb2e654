"""The visitor sees what is wrong with a page: each case is a page with one fault, and what is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import PHONE, Visit, visit_all
from tests.harness import served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"></head><body><main style="width: 300px"><h1>A page</h1>
{}</main></body></html>"""

SOUND = Visit((), (), (), ())

FAULTS = {
    "nothing": ("<p>All is well.</p>", SOUND),
    "a wide table that scrolls by itself": (
        '<div style="overflow-x: auto" tabindex="0"><p style="width: 900px">Wide</p></div>',
        SOUND,
    ),
    "a block wider than the window": (
        '<p class="wide" style="width: 900px">Wide</p>',
        Visit((), (), ("the page is 908 wide in a window of 320", "p.wide reaches from 8 to 908"), ()),
    ),
    "a block that hides its end": (
        (
            '<p id="short" style="width: 100px; overflow: hidden; white-space: nowrap">'
            '<span style="display: inline-block; width: 150px">Long</span></p>'
        ),
        Visit((), (), ("p#short hides 50 of its width",), ()),
    ),
    "an image without words": (
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">',
        Visit((), (), (), ("image-alt (critical): img",)),
    ),
    "a page break that has its name": (
        '<dfn role="doc-pagebreak" aria-label="Page 2"></dfn>',
        SOUND,
    ),
    "a name where none may be": (
        '<span aria-label="Page 2"></span>',
        Visit((), (), (), ("aria-prohibited-attr (serious): span",)),
    ),
    "a script that fails": (
        "<script>throw new Error('no')</script>",
        Visit((), ("no",), (), ()),
    ),
    "a request to elsewhere": (
        "<script>fetch('http://127.0.0.1:1/x').catch(() => null)</script>",
        Visit(
            ("http://127.0.0.1:1/x",),
            ("Failed to load resource: net::ERR_UNSAFE_PORT",),
            (),
            (),
        ),
    ),
}


@pytest.mark.parametrize(("markup", "visit"), FAULTS.values(), ids=list(FAULTS))
def test_a_visit_sees_what_is_wrong(browser: Browser, tmp_path: Path, markup: str, visit: Visit) -> None:
    (tmp_path / "index.html").write_text(PAGE.format(markup), encoding="utf-8")
    with served(tmp_path) as address:
        assert visit_all(browser, address, [""], PHONE) == {"": visit}
