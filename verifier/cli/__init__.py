"""The command line: the only place that reads the clock, the arguments or writes a file."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn, cast

from verifier import __version__
from verifier.cli.terminal import Guarded

COMMANDS = {
    "check": "check the ledger and show every mistake at once",
    "report": "write the scorecards",
    "explain": "show why a forecast has its verdict",
    "diff": "show which verdicts and scores changed between two states, and why",
    "score": "score any table of forecasts",
    "import": "read forecasts as platforms and hubs publish them into one table",
    "export": "write the results in other forms: CSV, Parquet, JSON, ClaimReview, citation",
    "read": "show how words of time and likelihood are read",
    "new": "write a new source, forecast, event, ruling or forecaster",
    "take": "make records of forecasts that were proposed out of an article",
    "fmt": "give the ledger's files one layout",
    "schema": "write JSON Schemas, for editors",
    "quotes": "compare quotations with the archived texts",
    "due": "list windows that close soon, or closed undecided",
    "audit": "show what the history of the ledger changed afterwards",
}
_EXAMPLE = """\
examples:
  verifier check
  verifier report --as-of 2023-02-10 --out /tmp/cards
  verifier explain danilov-active-operations
  verifier read "something around February 24" --said 2023-02-02
"""


_INTERRUPTED = 130
_NOBODY_READS = 141
"""What a shell says of programs that these signals end: 128 and the number of the signal."""


def program() -> NoReturn:
    """The program `verifier`: runs one command and ends at once.

    To take apart object by object what was loaded takes as long as a check of a small ledger.
    """
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
        status = _failed(error)
    os._exit(status)


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


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its status.

    0 is success, 1 a mistake in the ledger or a stale report, 2 wrong usage or what cannot be read
    or written.
    """
    out, error = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = cast("Any", (Guarded(out), Guarded(error)))
    try:
        return _main(argv)
    finally:
        sys.stdout, sys.stderr = out, error


def _main(argv: Sequence[str] | None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    _tolerate(sys.stdout)
    _tolerate(sys.stderr)
    parser = argparse.ArgumentParser(
        prog="verifier",
        description="Keep score of public forecasts.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"verifier {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    wanted = next((a for a in arguments if a in COMMANDS), None)
    if wanted is None and arguments and not arguments[0].startswith("-"):
        meant = get_close_matches(arguments[0], COMMANDS, n=1)
        if meant:
            parser.error(f"no command `{arguments[0]}`; did you mean `{meant[0]}`?")
    for name, help in COMMANDS.items():
        command = commands.add_parser(
            name, help=help, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if name == wanted:
            _import(name).configure(command)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:
        return _NOBODY_READS
    except OSError as error:
        return _failed(error)
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return _INTERRUPTED


def _failed(error: OSError) -> int:
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


def _import(command: str) -> Any:
    """The module of a command. Imports make no garbage: collecting takes a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        name = f"{command}_" if iskeyword(command) else command
        return import_module(f"verifier.cli.{name}")
    finally:
        if collecting:
            gc.enable()


def _tolerate(stream: object) -> None:
    """Let a terminal that cannot show a character show a substitute instead of failing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
