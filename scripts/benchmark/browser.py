"""What a search costs a reader: a real browser, and a server that counts what it sends."""

from __future__ import annotations

import gzip
import mimetypes
import shutil
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

QUERIES = ("autobahn", "nuclear test ban")
"""The two things that are searched for, one after the other."""
# As the usual hosts of static sites do it.
_COMPRESSED = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".xml"}
_WINDOW = {"width": 1400, "height": 900}
_LONGEST_WAIT = 120_000  # milliseconds
_SILENCE = 500  # milliseconds without a further request: the search is over


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """How a site is searched: on which page, in which field, and what its results are (CSS selectors)."""

    page: str
    field: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What one search took: seconds until its first result was seen, and all that was sent for it."""

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


def search(site: Path, form: SearchForm, document: str) -> list[Search]:
    """Search the built site in `site` as a reader does who has read the page `document` before.

    Everything is done twice, the first time only to warm up; each time with a new, empty browser.
    """
    with _served(site) as (address, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for _ in range(2):
            context = browser.new_context(viewport=_WINDOW)  # type: ignore[arg-type]  # a literal of its own
            page = context.new_page()
            page.set_default_timeout(_LONGEST_WAIT)
            page.goto(f"{address}/{document}", wait_until="networkidle")
            before = len(sent.answers)
            page.goto(f"{address}/{form.page}")
            searches = []
            for query in QUERIES:
                searches.append(_search(page, form, query, sent, before))
                before = len(sent.answers)
            context.close()
        browser.close()
    return searches


def _search(page: Page, form: SearchForm, query: str, sent: _Sent, before: int) -> Search:
    field_ = page.locator(form.field).first
    field_.fill("")
    page.locator(form.result).first.wait_for(state="hidden")
    started = time.perf_counter()
    field_.fill(query)
    page.locator(form.result).first.wait_for(state="visible")
    seconds = time.perf_counter() - started
    _wait_for_silence(sent, page)
    answers = sent.answers[before:]
    return Search(query=query, seconds=seconds, sent=sum(answers), requests=len(answers))


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
