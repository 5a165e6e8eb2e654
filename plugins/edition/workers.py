"""The machine's cores, each with its share of work that comes in independent pieces."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

Piece = TypeVar("Piece")
Result = TypeVar("Result")


class WorkerLostError(OSError):
    """A process that ended before its work was done, because the system ended it."""

    def __init__(self, exit_code: int) -> None:
        """Say what an editor can do about it."""
        super().__init__(
            f"a process of the build was ended by the system (exit code {exit_code}); where memory is short, "
            "close other programs or build on a larger machine"
        )


def core_count() -> int:
    """Return how many cores this process may use; one where a process cannot be forked safely."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share_out(
    pieces: Sequence[Piece], work: Callable[[Piece], Result], workers: int
) -> Iterator[tuple[int, Result]]:
    """Yield the result of `work` for each piece with the piece's position, in whatever order they are done.

    A worker is a fork of this process, so that it has all that this process has, and `work` may be any
    function; only results travel, pickled. An exception in a worker is raised here.
    """
    if workers == 1 or len(pieces) < 2:  # noqa: PLR2004 — one piece cannot be shared
        for place, piece in enumerate(pieces):
            with _uncollected():
                result = work(piece)
            yield place, result
        return
    context = multiprocessing.get_context("fork")
    turn = context.Value("l", 0)
    gc.collect()
    gc.freeze()  # what is there stays shared between the processes, which a collection would copy
    running: dict[Connection, Any] = {}
    try:
        for _ in range(min(workers, len(pieces))):
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(pieces, work, turn, theirs), daemon=True)
            process.start()
            theirs.close()
            running[ours] = process
        yield from _results(running)
    finally:
        gc.unfreeze()
        for process in running.values():
            process.terminate()


def _work(pieces: Sequence[Any], work: Callable[[Any], Any], turn: Any, out: Connection) -> None:  # noqa: ANN401
    """Take the next piece as long as there is one; run in a worker."""
    try:
        while True:
            with turn.get_lock():
                place = turn.value
                turn.value += 1
            if place >= len(pieces):
                out.send(None)
                return
            with _uncollected():
                result = work(pieces[place])
            out.send((place, result))
    except BaseException as error:  # noqa: BLE001 — whatever it is, it is raised in the parent
        out.send(error)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let no collection look for cycles meanwhile: a piece makes many objects that stay, and few cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _results(running: dict[Connection, Any]) -> Iterator[tuple[int, Any]]:
    """Yield what the workers send until the last of them has ended."""
    while running:
        for ready in wait(list(running)):
            connection = cast("Connection", ready)
            try:
                message = connection.recv()
            except EOFError:
                process = running[connection]
                process.join()
                raise WorkerLostError(process.exitcode) from None
            if isinstance(message, BaseException):
                raise message
            if message is None:
                running.pop(connection).join()
                continue
            yield message
