"""Pictures of each kind of page, as readers see it on a desktop and a phone, light and dark."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from playwright.sync_api import sync_playwright

from scripts.benchmark.browser import chromium
from tests.harness import served

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
Scheme = Literal["light", "dark"]
WINDOWS = {"desktop": (1440, 900), "phone": (390, 844)}
# In a README a picture is small: its window has the notes of both kinds beside the text, and no more.
README_WINDOWS = {"readme": (1360, 776), "readme-phone": (390, 720)}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page, and what a reader does on it before the picture is taken.

    The page is scrolled until `at` (a CSS selector) is at its top; `press` is clicked, where it is there.
    """

    path: str
    at: str = ""
    press: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture to be taken: of which view, in which window and scheme, and the file that it becomes."""

    view: str
    window: str
    scheme: Scheme
    file: str


VIEWS = {
    "home": View(path=""),
    "documents": View(path="documents/"),
    "telegram": View(path="documents/secto-8/"),
    "telegram-text": View(path="documents/secto-8/", at="#p2"),
    "record": View(path="documents/excomm-24/", at="#p1"),
    "memorandum": View(path="documents/frus1961-63v14-d214/", at="#p1"),
    "conversation": View(path="documents/frus1964-68v23-d360/", at="#p1"),
    "note": View(path="documents/excomm-24/", press="#p1 .annotation-ref", at="#p1"),
    "conversation-head": View(path="documents/frus1964-68v23-d360/", at="h1.edition-heading"),
    "on-the-page": View(path="documents/excomm-24/", at="#edition-furniture-title"),
    "names": View(path="documents/excomm-24/", press=".edition-names > summary"),
    "settings": View(path="documents/excomm-24/", press=".edition-settings > summary"),
    "cite": View(path="documents/secto-8/", press=".edition-cite > summary"),
    "excerpt": View(path="documents/secto-8/?pages=2-4#pg_2"),
    "packs": View(path="packs/"),
    "pack": View(path="packs/berlin-seen-from-cuba/"),
    "pack-text": View(path="packs/berlin-seen-from-cuba/", at=".sheet-text"),
    "builder": View(path="packs/builder/#document=excomm-24&pages=2-4"),
    "builder-empty": View(path="packs/builder/"),
    "pages": View(path="pages/"),
    "downloads": View(path="downloads/"),
    "teaching": View(path="teaching/"),
    "facing": View(path="documents/secto-8/facing/"),
    "facing-text": View(path="documents/secto-8/facing/", at="[id^=pg_2]"),
    "threads": View(path="threads/"),
    "thread": View(path="threads/cuba/"),
    "crossings": View(path="crossings/"),
    "timeline": View(path="timeline/"),
    "two-threads": View(path="parallel/cuba-berlin/"),
    "two-documents": View(path="parallel/?left=excomm-24&right=secto-8"),
    "people": View(path="people/"),
    "person": View(path="people/khrushchev/"),
    "bodies": View(path="bodies/"),
    "places": View(path="places/"),
    "place": View(path="places/berlin/"),
    "terms": View(path="terms/"),
    "search": View(path="search/?q=Berlin"),
    "not-found": View(path="404.html"),
    "how-to-read": View(path="reading/"),
    "guide": View(path="guide/annotate/"),
}
# The bar at the head of the theme lies over what has been scrolled to the top.
SCROLL = """element => {
  element.scrollIntoView({block: 'start'});
  scrollBy(0, Math.min(0, element.getBoundingClientRect().top - 80));
}"""
# The pictures that the README shows.
README = (
    Picture(view="conversation-head", window="readme", scheme="light", file="docs/assets/screenshot.png"),
    Picture(view="note", window="readme-phone", scheme="dark", file="docs/assets/screenshot-phone.png"),
)


def main() -> None:
    """Take the pictures that are asked for."""
    parser = argparse.ArgumentParser(prog="scripts/screenshots", description=__doc__)
    parser.add_argument(
        "views", nargs="*", metavar="VIEW", help=f"which pages; all, or of: {', '.join(VIEWS)}"
    )
    parser.add_argument("--readme", action="store_true", help="take the README's pictures instead")
    asked = parser.parse_args()
    if unknown := set(asked.views) - set(VIEWS):
        parser.error(f"there is no view {', '.join(sorted(unknown))}")
    pictures = README if asked.readme else every_picture(asked.views or VIEWS)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with served(ROOT / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=as_root)
        for picture in pictures:
            take(browser, address, picture)
            sys.stdout.write(f"{picture.file}\n")
        browser.close()


def every_picture(views: Iterable[str]) -> Iterator[Picture]:
    """Yield the pictures of these views in each window and each scheme."""
    schemes: tuple[Scheme, ...] = get_args(Scheme)
    for view, window, scheme in product(views, WINDOWS, schemes):
        file = f"screenshots/{view}-{window}-{scheme}.png"
        yield Picture(view=view, window=window, scheme=scheme, file=file)


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture."""
    view, (width, height) = VIEWS[picture.view], (WINDOWS | README_WINDOWS)[picture.window]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=picture.scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{address}/{view.path}", wait_until="networkidle")
    if view.press:
        page.locator(view.press).first.click()
    if view.at:
        page.locator(view.at).first.evaluate(SCROLL)
    page.wait_for_timeout(400)  # until what follows the scrolling stands
    file = ROOT / picture.file
    file.parent.mkdir(exist_ok=True)
    page.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    main()
