"""How far a long build has come, for someone who waits at a terminal."""

from __future__ import annotations

import time
from typing import TextIO

_PATIENCE = 2.0
_INTERVAL = 0.1


class Progress:
    """One line that is written over; nothing in a pipe, and nothing for what is done in two seconds."""

    def __init__(self, out: TextIO) -> None:
        """Begin to wait."""
        self._out = out
        self._begun = self._told = time.monotonic()
        self._is_shown = False

    def __call__(self, what: str, done: int, of: int) -> None:
        """Say that of so many pieces so many are done."""
        now = time.monotonic()
        is_last = done == of
        if not self._out.isatty() or now - self._begun < _PATIENCE:
            return
        if is_last:
            self._out.write("\r\x1b[K" if self._is_shown else "")
            self._is_shown = False
        elif now - self._told > _INTERVAL:
            self._out.write(f"\r\x1b[K{what}: {done} of {of}")
            self._told, self._is_shown = now, True
        self._out.flush()
