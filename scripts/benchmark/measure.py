"""What a command costs: time on the clock, time of the processors, and the most memory its processes held.

The command runs under a small process of its own, this same file, so that nothing else that the benchmark
does is counted, and so that everything the command leaves behind is.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Linux, prctl(2): processes that lose their parent become ours, and their time with them.
_SET_CHILD_SUBREAPER = 36
_SECONDS_FOR_ORPHANS = 10.0
# How often memory is read: at once many times, since short commands need it; later seldom, since reading
# costs time. In sum about one part in a hundred of the time of a command.
_SHORTEST, _LONGEST, _SHARE = 0.02, 0.5, 0.03
_LAST_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run of a command took.

    `wall` and `cpu` are seconds, `memory` is bytes: the largest sum, at one moment, of the proportional set
    sizes (PSS: shared pages are counted once) of all processes of the command.
    """

    wall: float
    cpu: float
    memory: int


class CommandFailedError(Exception):
    """A command that was to be measured did not succeed."""


def measure(command: Sequence[str], *, folder: Path) -> Cost:
    """Run `command` in `folder` and return what it cost; raises `CommandFailedError` with its last lines."""
    watched = [sys.executable, "-P", __file__, *command]
    ran = subprocess.run(watched, cwd=folder, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    if ran.returncode != 0:
        last = "\n".join(ran.stderr.splitlines()[-_LAST_LINES:])
        raise CommandFailedError(f"{' '.join(command)} (in {folder}) ended with {ran.returncode}:\n{last}")
    return Cost(**json.loads(ran.stdout))


def _watch(command: Sequence[str]) -> tuple[int, Cost]:
    """Run `command`, its output to our standard error; return its exit code and its cost."""
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    over, peaks = threading.Event(), [0]
    watcher = threading.Thread(target=_watch_memory, args=(over, peaks))
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)  # noqa: S603
    watcher.start()
    code = process.wait()
    wall = time.perf_counter() - started
    over.set()
    watcher.join()
    _await_orphans()
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return code, Cost(wall=wall, cpu=spent.ru_utime + spent.ru_stime, memory=max(peaks))


def _watch_memory(over: threading.Event, peaks: list[int]) -> None:
    started = time.perf_counter()
    while not over.is_set():
        peaks[0] = max(peaks[0], sum(map(_proportional_set_size, _descendants(os.getpid()))))
        over.wait(min(_LONGEST, max(_SHORTEST, _SHARE * (time.perf_counter() - started))))


def _descendants(process: int) -> Iterator[int]:
    """Yield the processes that `process` and its children have started and that still run.

    Read from the kernel's lists of children, which costs little; asking every process of the machine for
    its parent would slow down what is measured.
    """
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, _content(children).split()):
            yield child
            yield from _descendants(child)


def _proportional_set_size(process: int) -> int:
    for line in _content(Path(f"/proc/{process}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _content(path: Path) -> str:
    """Return what a file of the kernel says; nothing where its process has just ended."""
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""


def _await_orphans() -> None:
    """Wait a little for processes that the command has left running, so that their time is counted."""
    deadline = time.monotonic() + _SECONDS_FOR_ORPHANS
    while time.monotonic() < deadline:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.01)
        except ChildProcessError:
            return


if __name__ == "__main__":
    exit_code, cost = _watch(sys.argv[1:])
    sys.stdout.write(json.dumps(asdict(cost)))
    sys.exit(exit_code)
