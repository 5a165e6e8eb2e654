"""Visits to the pages of a site: in which view, and what was seen there."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import axe_playwright_python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a reader looks at the site."""

    width: int = 1440
    height: int = 900
    scheme: Literal["light", "dark"] = "light"
    scripts: bool = True
    forced_colors: bool = False

    def options(self) -> dict[str, Any]:
        """Return the view in Playwright's words; nothing moves, so that what is measured has arrived."""
        return {
            "viewport": {"width": self.width, "height": self.height},
            "color_scheme": self.scheme,
            "java_script_enabled": self.scripts,
            "reduced_motion": "reduce",
            "forced_colors": "active" if self.forced_colors else "none",
            "has_touch": self.width < DESKTOP_WIDTH,
        }


DESKTOP_WIDTH = 1220
DESKTOP = View()
DESKTOP_DARK = View(scheme="dark")
DESKTOP_WITHOUT_SCRIPTS = View(scripts=False)
# WCAG 2.2, 1.4.10 (Reflow): at 320 CSS pixels nothing needs scrolling in two directions.
PHONE = View(width=320, height=640)
PHONE_DARK = View(width=320, height=640, scheme="dark")
VIEWS = {"wide": DESKTOP, "wide, dark": DESKTOP_DARK, "phone": PHONE, "phone, dark": PHONE_DARK}
TABLET = View(width=820, height=1180)
TABLET_DARK = View(width=820, height=1180, scheme="dark")
# A window of 1,280 pixels whose reader enlarges everything to twice its size.
ZOOMED = View(width=640, height=400)
FORCED_COLORS = View(forced_colors=True)
PHONE_WITHOUT_SCRIPTS = View(width=320, height=640, scripts=False)


@dataclass(frozen=True, slots=True)
class Visit:
    """What was seen on one page: each tuple is empty where all is well."""

    foreign_requests: tuple[str, ...]
    errors: tuple[str, ...]
    cut_off: tuple[str, ...]
    violations: tuple[str, ...]


@contextmanager
def opener(browser: Browser, address: str, *scripts: str) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a path of the site in a view; each page runs `scripts` before its own."""
    contexts = []

    def opened(path: str = "", view: View = DESKTOP) -> Page:
        context = browser.new_context(**view.options())
        contexts.append(context)
        page = context.new_page()
        for script in scripts:
            page.add_init_script(script)
        page.goto(f"{address}/{path}", wait_until="load")
        return page

    yield opened
    for context in contexts:
        context.close()


def visit_all(browser: Browser, address: str, paths: list[str], view: View) -> dict[str, Visit]:
    """Visit each path of the site in one view and return what was seen there."""
    context = browser.new_context(**view.options())
    page = context.new_page()
    seen = {path: _visit(page, address, path) for path in paths}
    context.close()
    return seen


def _visit(page: Page, address: str, path: str) -> Visit:
    """Visit one path and return what was seen there."""
    requests: list[str] = []
    errors: list[str] = []
    listeners: dict[str, Any] = {
        "request": lambda request: requests.append(request.url),
        "pageerror": lambda error: errors.append(str(error)),
        "console": lambda message: errors.append(message.text) if message.type == "error" else None,
    }
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]  # one of three literal names
    page.goto(f"{address}/{path}", wait_until="load")
    visit = Visit(
        foreign_requests=tuple(
            url for url in requests if not url.startswith((f"{address}/", "data:", "blob:"))
        ),
        cut_off=cut_off(page),
        violations=axe_violations(page),
        errors=tuple(errors),
    )
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    return visit


def axe_violations(page: Page) -> tuple[str, ...]:
    """Return every violation that axe finds on the page as it stands, with the place of each.

    Where the page's scripts are off, no timer of it ever rings; axe, which waits for some, waits for none.
    """
    page.evaluate(_NO_TIMERS)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(_RUN_AXE)
    while (found := page.evaluate("window.foundByAxe")) is None:
        page.wait_for_timeout(20)
    return tuple(
        f"{violation['id']} ({violation['impact']}): {' '.join(map(str, node['target']))}"
        for violation in found
        for node in violation["nodes"]
    )


_NO_TIMERS = """() => {
  const at_once = (work, _, ...words) => { Promise.resolve().then(() => work(...words)); return 0; };
  if (matchMedia('(scripting: none)').matches) window.setTimeout = window.requestAnimationFrame = at_once;
}"""
_RUN_AXE = """() => {
  window.foundByAxe = null;
  const keep = found => { window.foundByAxe = found.violations; };
  axe.run({resultTypes: ['violations']}).then(keep);
}"""


def cut_off(page: Page) -> tuple[str, ...]:
    """Return what a reader at this width cannot see whole without scrolling sideways.

    Beside the page itself that is anything that sticks out of the window, and anything that hides what
    does not fit into it. What scrolls on its own (a wide table) may be wider than the window; what the
    theme keeps outside until it is called (the drawer) or shortens on purpose (its header) is left out.
    """
    found: list[str] = page.evaluate(_FIND_CUT_OFF)
    return tuple(found)


_FIND_CUT_OFF = """() => {
  const width = document.documentElement.clientWidth;
  const name = element => element.tagName.toLowerCase()
    + (element.id ? '#' + element.id : '')
    + [...element.classList].map(word => '.' + word).join('');
  const found = [];
  if (document.documentElement.scrollWidth > width)
    found.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${width}`);
  const scrolls = element => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  for (const element of document.querySelectorAll('main *, footer *')) {
    if (element.closest('.md-sidebar, svg') || !element.checkVisibility({visibilityProperty: true})) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;  // text for screen readers only
    let outer = element.parentElement;
    while (outer && !scrolls(outer)) outer = outer.parentElement;
    if (outer && outer !== document.body && outer !== document.documentElement) continue;
    if (box.left < -0.5 || box.right > width + 0.5)
      found.push(`${name(element)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)}`);
    const hides = ['hidden', 'clip'].includes(getComputedStyle(element).overflowX);
    if (hides && element.scrollWidth > element.clientWidth + 1)
      found.push(`${name(element)} hides ${element.scrollWidth - element.clientWidth} of its width`);
  }
  return found;
}"""
