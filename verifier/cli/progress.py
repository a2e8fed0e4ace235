"""Progress on the terminal, for whatever takes longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from verifier.cli.terminal import unguarded

_PATIENCE = 1.0
"""Seconds that people wait without losing their train of thought (Nielsen 1993, Usability
Engineering)."""
_PAUSE = 0.1
"""Seconds between two counts, which change at once for the eye from there on (the same)."""


class Progress:
    """One line on standard error that says what is being done, on a terminal only."""

    def __init__(self) -> None:
        self._began = self._told = monotonic()
        self._shown = False

    def __call__(self, what: str, done: int | None = None) -> None:
        """Say what is being done, and how much of it, ten times a second at most."""
        now = monotonic()
        if now - self._began < _PATIENCE or now - self._told < _PAUSE:
            return
        self._told = now
        # What a stream is, the system is asked.
        if not sys.stderr.isatty():
            return
        self._shown = True
        count = "" if done is None else f" {done:,}"
        print(f"\r\x1b[K{what}{count}", end="", file=unguarded(sys.stderr), flush=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            print("\r\x1b[K", end="", file=unguarded(sys.stderr), flush=True)


@contextmanager
def progress() -> Iterator[Progress]:
    """A line of progress that is gone in the end."""
    line = Progress()
    try:
        yield line
    finally:
        line.clear()
