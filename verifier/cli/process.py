"""The process of the program: its streams, its memory and its end, whatever the command does."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

INTERRUPTED = 130
NOBODY_READS = 141
"""What a shell says of programs that these signals end: 128 and the number of the signal."""


class Stop(Exception):
    """Ends the command: with what is shown as an error, if anything, and with the status."""

    def __init__(self, error: object = "", status: int = 2) -> None:
        super().__init__(str(error))
        self.status = status


def run(main: Callable[[], int]) -> NoReturn:
    """Run a command and end the process at once.

    What a command makes it needs to its end: to look for garbage takes up to a third of the time of
    a check, and to take everything apart at the end as long as a check of a small ledger.
    """
    global _held  # noqa: PLW0603
    _held = []
    gc.disable()
    # What others add to pydantic has no part in this, and looking for it takes a tenth of a start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Threads that share a matrix wait for each other longer than they work, and sums would depend
    # on how many there are.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _open_streams()
    try:
        status = main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass
    except OSError as error:
        status = failed(error)
    os._exit(status)


_held: list[object] | None = None


def hold(what: object) -> None:
    """Leave something large in one piece, where the process ends with the command."""
    if _held is not None:
        _held.append(what)


def _open_streams() -> None:
    """Where standard output or error is closed, discard what is written, instead of failing.

    Left closed, its number would go to the next file that is opened.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            fd = os.open(os.devnull, os.O_RDWR)
            if fd != number:
                os.dup2(fd, number)
            setattr(sys, name, open(number, "r+" if number == 0 else "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def failed(error: OSError) -> int:
    """Say in a sentence what could not be read or written: every command's errors of that kind.

    No file is left half written: see `verifier.writing`.
    """
    what = str(error)
    if error.strerror is not None:
        where = "the output" if error.filename is None else os.fsdecode(error.filename)
        what = f"{where}: {error.strerror[:1].lower()}{error.strerror[1:]}"
    with suppress(OSError):
        print(f"error: {what}", file=sys.stderr, flush=True)
    return 2


def tolerate(stream: object) -> None:
    """Let a terminal that cannot show a character show a substitute instead of failing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
