"""What the tests of whole sites share: build one, serve it, visit its pages."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[1]
# The PDFs of the edition take longer than all the rest of it: few tests need them.
_ENVIRONMENT = {"NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1", "EDITION_BOOKS": "epub"}
SOURCE_NAMES = ("source.txt", "source.xml", "source.html")


def need(what: str) -> NoReturn:
    """Skip the test that lacks `what`; where everything must be tested, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is missing")


def run(
    *command: str | Path, folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in `folder` and return what it printed and its exit code."""
    return subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env={**os.environ, **_ENVIRONMENT, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def build(
    edition: Path, *options: str | Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Build the edition in the folder `edition` as a strict build does, its warnings counted."""
    command = (sys.executable, "-m", "mkdocs", "build", "--strict", "-f", edition / "mkdocs.yml")
    return run(*command, *options, folder=edition, environment=environment)


def copy_edition(target: Path) -> Path:
    """Copy what editors commit, and nothing of the engine, into the new folder `target`."""
    target.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", target)
    for name in ("docs", "sources"):
        shutil.copytree(ROOT / name, target / name)
    return target


def document_ids(edition: Path = ROOT) -> list[str]:
    """Return the id of every document that lies in a folder of its own."""
    return sorted(path.parent.name for name in SOURCE_NAMES for path in edition.glob(f"sources/*/{name}"))


def digests(folder: Path) -> dict[str, str]:
    """Return what each file of `folder` holds, in a form that a test can compare and print."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class _QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing about it; for what is not there, the site's own page that says so."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send `404.html`, as servers of static pages do."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free port of this machine, and yield its address without a closing slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
