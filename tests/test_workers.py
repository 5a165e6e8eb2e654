"""Work shared among processes: every piece once, in whatever order, and no mistake lost."""

from __future__ import annotations

import io
import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from edition.plugin.progress import Progress
from edition.workers import WorkerLostError, core_count, share_out

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("workers", [1, 2, 3, 9])
@pytest.mark.parametrize("pieces", [0, 1, 2, 7])
def test_every_piece_is_done_once(workers: int, pieces: int) -> None:
    found = sorted(share_out(range(pieces), lambda piece: piece * piece, workers))
    assert found == [(piece, piece * piece) for piece in range(pieces)]


def test_the_work_is_done_in_processes_of_its_own() -> None:
    assert os.getpid() not in {process for _, process in share_out(range(20), lambda _: os.getpid(), 2)}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_in_a_worker_is_raised_here(workers: int) -> None:
    def fail(piece: int) -> int:
        if piece == 3:
            raise ValueError("the third")
        return piece

    with pytest.raises(ValueError, match="the third"):
        list(share_out(range(6), fail, workers))


def test_a_worker_that_the_system_ends_is_told_in_a_line() -> None:
    def end(_: int) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(WorkerLostError, match=r"ended by the system \(exit code -9\)"):
        list(share_out(range(2), end, 2))


def test_a_process_with_threads_is_not_forked() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert core_count() == 1
    finally:
        ended.set()
        thread.join()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def said(out: io.StringIO, clock: Callable[[], float], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("time.monotonic", clock)
    progress = Progress(out)
    for done in range(1, 5):
        progress("Reading", done, 4)
    return out.getvalue()


def seconds(step: float) -> Callable[[], float]:
    now = iter(range(1000))
    return lambda: next(now) * step


def test_a_long_build_says_on_a_terminal_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(Terminal(), seconds(1.0), monkeypatch) == (
        "\r\x1b[KReading: 2 of 4\r\x1b[KReading: 3 of 4\r\x1b[K"
    )


def test_a_short_build_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(Terminal(), seconds(0.1), monkeypatch) == ""


def test_a_pipe_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(io.StringIO(), seconds(1.0), monkeypatch) == ""
