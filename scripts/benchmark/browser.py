"""What a search costs a reader: a real browser, and a server that counts what it sends."""

from __future__ import annotations

import gzip
import mimetypes
import shutil
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

QUERIES = ("autobahn", "nuclear test ban")
"""The two things that are searched for, one after the other."""
# As the usual hosts of static sites do it.
_COMPRESSED = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".xml"}
_LONGEST_WAIT = 120_000  # milliseconds
_HAND = 1_000  # milliseconds from the page's being loaded until a reader begins to write
_SILENCE = 500  # milliseconds without a further request: the search is over


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """How a site is searched: on which page, in which field, and what its results are (CSS selectors)."""

    page: str
    field: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What one search took: seconds until its first result was seen, and what was sent for it."""

    query: str
    seconds: float
    sent: int
    requests: int


@dataclass(slots=True)
class _Sent:
    """How many bytes each answer of a server had."""

    answers: list[int] = field(default_factory=list)


def chromium() -> str | None:
    """Return where the browser is, if there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def search(site: Path, plain: Path, form: SearchForm, document: str) -> list[Search]:
    """Search the built `site` as a reader does who has read the page `document` before.

    What is sent for the first search is all that the reader's browser has loaded, less what it loads for the
    same page of `plain`, which is the same site without search: some tools load their index with every page.
    """
    read = _visit(plain, document, None)[0]
    opened, *searched = _visit(site, document, form)
    first, *further = (
        Search(query=query, seconds=seconds, sent=sum(answers), requests=len(answers))
        for query, (seconds, answers) in zip(QUERIES, searched, strict=True)
    )
    answers = opened[1]
    first = replace(
        first,
        sent=first.sent + sum(answers) - sum(read[1]),
        requests=first.requests + len(answers) - len(read[1]),
    )
    return [first, *further]


# What a browser does at one time: how long it took, and the bytes of each answer that it got.
_Step = tuple[float, list[int]]


def _visit(site: Path, document: str, form: SearchForm | None) -> list[_Step]:
    """Read a page, and search if there is a form; return the steps.

    Everything is done twice, the first time only to warm up; each time with a new, empty browser.
    """
    with _served(site) as (address, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for _ in range(2):
            context = browser.new_context()
            page = context.new_page()
            page.set_viewport_size({"width": 1400, "height": 900})
            page.set_default_timeout(_LONGEST_WAIT)
            sent.answers.clear()
            page.goto(f"{address}/{document}", wait_until="networkidle")
            if form is not None:
                page.goto(f"{address}/{form.page}")
                page.wait_for_timeout(_HAND)
            steps = [(0.0, _taken(sent))]
            steps += [_search(page, form, query, sent) for query in QUERIES if form is not None]
            context.close()
        browser.close()
    return steps


def _search(page: Page, form: SearchForm, query: str, sent: _Sent) -> _Step:
    words, result = page.locator(form.field).first, page.locator(form.result).first
    _enter(words, "")
    result.wait_for(state="hidden")
    started = time.perf_counter()
    _enter(words, query)
    result.wait_for(state="visible")
    seconds = time.perf_counter() - started
    _wait_for_silence(sent, page)
    return seconds, _taken(sent)


def _enter(words: Locator, query: str) -> None:
    """Write a query at once; some pages look at it only when a key has been let go."""
    words.fill(query)
    words.press("End")


def _taken(sent: _Sent) -> list[int]:
    answers = list(sent.answers)
    sent.answers.clear()
    return answers


def _wait_for_silence(sent: _Sent, page: Page) -> None:
    """Wait until nothing more is sent, not even to workers, of which the browser tells us nothing."""
    count = -1
    while count != len(sent.answers):
        count = len(sent.answers)
        page.wait_for_timeout(_SILENCE)


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, _Sent]]:
    """Serve `folder`; yield its address and what is sent."""
    sent = _Sent()
    handler = partial(_CountingHandler, folder, sent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", sent
        server.shutdown()
        thread.join()


class _CountingHandler(SimpleHTTPRequestHandler):
    """Serves files compressed, lets a browser keep them, and notes how many bytes it has sent."""

    def __init__(self, folder: Path, sent: _Sent, *arguments: object) -> None:
        self.folder, self.sent = folder, sent
        super().__init__(*arguments)  # type: ignore[arg-type]  # as the server hands them over

    def do_GET(self) -> None:
        """Send a file, or say that there is none."""
        path = self.folder / unquote(urlsplit(self.path).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body, is_compressed = _body(path)
        self.send_response(200)
        self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if is_compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        self.sent.answers.append(len(body))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@cache
def _body(path: Path) -> tuple[bytes, bool]:
    """Return what is sent for a file, and whether it is compressed."""
    content = path.read_bytes()
    return (gzip.compress(content), True) if path.suffix in _COMPRESSED else (content, False)
