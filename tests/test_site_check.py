"""The check of the built site, on small sites that each show one thing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from edition.site_check import check_site

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "documents/letter/index.html"
FOREIGN = "a browser would fetch {!r} from elsewhere; make it a file of the site [request-foreign]"

LANDING = {
    "a page's folder": '<a href="../../threads/cuba/">',
    "a folder without its slash": '<a href="../../threads/cuba">',
    "a file": '<a href="../../threads/cuba/index.html">',
    "the home page": '<a href="../..">',
    "an element of another page": '<a href="../../threads/cuba/#crisis">',
    "an id outside ASCII": '<a href="../../threads/cuba/#été">',
    "an escaped id outside ASCII": '<a href="../../threads/cuba/#%C3%A9t%C3%A9">',
    "an escaped path and a query": '<a href="../../a%20file.pdf?download=1">',
    "an address from the root": '<a href="/threads/cuba/">',
    "the page itself": '<a href="#here"><a href="?print#here"><a href="#"><a href="">',
    "what a script is asked for": '<a href="../../threads/cuba/#document=secto-8&amp;pages=2">',
    "words of a page": '<a href="../../threads/cuba/#:~:text=quarantine">',
    "another site": '<a href="https://history.state.gov/">',
    "another site that has the same page": '<link rel="canonical" href="https://history.state.gov/">',
    "mail": '<a href="mailto:editors@rusk.org">',
    "an image in the address itself": '<img src="data:image/gif;base64,AAAA">',
    "images of several sizes": '<img srcset="../../p.png 1x, ../../p.png 2x">',
    "an element by its id": '<p aria-details="here" aria-labelledby="here here">',
    "a switch that the theme has left out": '<label for="__toc">',
    "an old anchor": '<a name="old"></a><a href="#old">',
    "a style sheet": '<link rel="stylesheet" href="../../assets/style.css">',
}

WRONG = {
    "a page that is not there": (
        '<a href="../nowhere/">',
        "'../nowhere/' leads to no file of the site [link-broken]",
    ),
    "an element that is not there": (
        '<a href="../../threads/cuba/#criss">',
        (
            "'../../threads/cuba/#criss' leads to no element of threads/cuba/index.html;"
            " nearest: 'crisis' [link-broken]"
        ),
    ),
    "an element of the page itself": (
        '<a href="#p9">',
        "'#p9' leads to no element of documents/letter/index.html [link-broken]",
    ),
    "no address at all": (
        '<a href="http://[">',
        "'http://[' is not an address [link-broken]",
    ),
    "an image that is not there": (
        '<img src="x.png">',
        "'x.png' leads to no file of the site [link-broken]",
    ),
    "one of several images": (
        '<img srcset="../../p.png 1x, q.png 2x">',
        "'q.png' leads to no file of the site [link-broken]",
    ),
    "a note that is not there": (
        '<mark aria-details="note-heer">',
        "the page has no element 'note-heer' [link-broken]",
    ),
    "a label for nothing": (
        '<label for="her">',
        "the page has no element 'her'; nearest: 'here' [link-broken]",
    ),
    "an id that stands twice": (
        '<p id="here">',
        "the id 'here' stands on the page twice [id-duplicate]",
    ),
    "a script from elsewhere": (
        '<script src="https://unpkg.com/x.js"></script>',
        FOREIGN.format("https://unpkg.com/x.js"),
    ),
    "a script from elsewhere, by whatever scheme": (
        '<script src="//unpkg.com/x.js"></script>',
        FOREIGN.format("//unpkg.com/x.js"),
    ),
    "a connection to elsewhere": (
        '<link rel="preconnect" href="https://fonts.gstatic.com">',
        FOREIGN.format("https://fonts.gstatic.com"),
    ),
    "an image from elsewhere in a style": (
        "<p style=\"background: url('https://a.b/c.png')\">",
        FOREIGN.format("https://a.b/c.png"),
    ),
    "a style sheet from elsewhere in a style element": (
        "<style>@import 'https://a.b/c.css';</style>",
        FOREIGN.format("https://a.b/c.css"),
    ),
}


def site_with(folder: Path, markup: str) -> Path:
    """Return a small sound site, with `markup` on the third line of the page of its one document."""
    files = {
        "index.html": "<h1>Home</h1>",
        PAGE: f'<article data-document="letter">\n<p id="here">Here</p>\n{markup}\n</article>',
        "threads/cuba/index.html": '<h2 id="crisis">Crisis</h2><h2 id="été">Summer</h2>',
        "a file.pdf": "",
        "p.png": "",
        "assets/style.css": "/* url(no.png) */ p { background: url(../p.png), url(data:,x), url(#here) }",
    }
    for path, content in files.items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_text(content, encoding="utf-8")
    return folder / "site"


@pytest.mark.parametrize("markup", LANDING.values(), ids=LANDING)
def test_a_reference_that_lands_is_no_problem(tmp_path: Path, markup: str) -> None:
    assert check_site(site_with(tmp_path, markup), documents=["letter"]) == []


@pytest.mark.parametrize(("markup", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_with_its_page_and_line(tmp_path: Path, markup: str, message: str) -> None:
    problems = check_site(site_with(tmp_path, markup), documents=["letter"])
    assert list(map(str, problems)) == [f"site/{PAGE}:3: {message}"]


def test_a_style_sheet_is_read_line_by_line(tmp_path: Path) -> None:
    site = site_with(tmp_path, "")
    (site / "assets/style.css").write_text("@import 'more.css';\n\np { background: url(https://a.b/c.png) }")
    assert list(map(str, check_site(site, documents=["letter"]))) == [
        "site/assets/style.css:1: 'more.css' leads to no file of the site [link-broken]",
        "site/assets/style.css:3: " + FOREIGN.format("https://a.b/c.png"),
    ]


def test_the_site_is_known_by_its_own_address(tmp_path: Path) -> None:
    markup = (
        '<link rel="canonical" href="https://rusk.org/edition/documents/letter/">\n'
        '<a href="/edition/threads/cuba/">\n'
        '<a href="/threads/cuba/">\n'
        '<link rel="canonical" href="https://rusk.org/edition/letter/">\n'
    )
    site = site_with(tmp_path, markup)
    problems = check_site(site, documents=["letter"], address="https://rusk.org/edition")
    assert list(map(str, problems)) == [
        f"site/{PAGE}:5: '/threads/cuba/' leads to no file of the site [link-broken]",
        f"site/{PAGE}:6: 'https://rusk.org/edition/letter/' leads to no file of the site [link-broken]",
    ]


def test_every_document_has_a_page_and_no_other_has(tmp_path: Path) -> None:
    site = site_with(tmp_path, '</article><article data-document="memo">')
    problems = check_site(site, documents=["excomm-24", "memo", "secto-8"])
    assert list(map(str, problems)) == [
        (
            "site/documents/excomm-24/index.html:1: the document 'excomm-24' has no page;"
            " its build went wrong unnoticed [document-missing]"
        ),
        (
            "site/documents/secto-8/index.html:1: the document 'secto-8' has no page;"
            " its build went wrong unnoticed [document-missing]"
        ),
        f"site/{PAGE}:1: the edition has no document 'letter'; build the site anew [document-unknown]",
    ]


@pytest.mark.parametrize("documents", [[], ["excomm-24", "secto-8"]])
def test_a_site_of_another_edition_is_one_line(tmp_path: Path, documents: list[str]) -> None:
    problems = check_site(site_with(tmp_path, ""), documents=documents)
    assert list(map(str, problems)) == [
        (
            f"site/{PAGE}:1: none of the site's documents is in this edition; "
            "name its own folder with --root [document-unknown]"
        )
    ]


def test_several_workers_find_what_one_finds(tmp_path: Path) -> None:
    site = site_with(tmp_path, "".join(markup for markup, _ in WRONG.values()))
    with ThreadPoolExecutor(2) as pool:
        shared = check_site(site, documents=["letter"], each=pool.map)
    assert shared == check_site(site, documents=["letter"])
    assert len(shared) == len(WRONG)
