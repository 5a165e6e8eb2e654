"""What the site gives its readers of the package's style sheets and scripts: all that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edition.plugin.assets import lean_css, lean_js
from tests.harness import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

ASSETS = ROOT / "plugins/edition/assets"
STYLES = sorted(ASSETS.glob("*.css"))


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("/* why */\na,\nb {\n  color: red;\n}\n", "a,b{color: red}"),
        ('a::before {\n  content: "/* ;  } */";\n}', 'a::before{content: "/* ;  } */"}'),
        ("a :hover > b {\n  width: calc(1em  +  2px);\n}", "a :hover > b{width: calc(1em + 2px)}"),
    ],
)
def test_a_style_sheet_loses_comments_and_blanks(written: str, given: str) -> None:
    assert lean_css(written) == given


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("/* head\n   more */\n(() => {\n  // why\n  go(1);\n})();\n", "(() => {\ngo(1);\n})();\n"),
        ('go("/* a */ // b"); // why\n', 'go("/* a */ // b"); // why\n'),
        ("a();\n\n  /** one */\n  const b = /\\/*x/;\n\n  c();\n", "a();\nconst b = /\\/*x/;\nc();\n"),
    ],
)
def test_a_script_loses_lines_of_comment_and_indents(written: str, given: str) -> None:
    assert lean_js(written) == given


@pytest.mark.browser
@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_browser_reads_the_same_rules_from_it(open_page: Callable[..., Page], path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    rules = [
        open_page("").evaluate(
            """text => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(text);
              const plain = words => words.replace(/\\s*([,{}])\\s*/g, "$1").replace(/\\s+/g, " ");
              return [...sheet.cssRules].map(rule => plain(rule.cssText));
            }""",
            one,
        )
        for one in (text, lean_css(text))
    ]
    assert rules[0] != []
    assert rules[0] == rules[1]


def test_the_site_has_them_so(site: Path) -> None:
    for path in [*STYLES, *ASSETS.glob("*.js")]:
        given = (site / "assets/edition" / path.name).read_text(encoding="utf-8")
        assert given == (lean_css if path.suffix == ".css" else lean_js)(path.read_text(encoding="utf-8"))
