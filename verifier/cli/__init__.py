"""The command line: the only place that reads the clock, the arguments or writes a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn, cast

from verifier import __version__
from verifier.cli import process
from verifier.cli.parser import Parser
from verifier.cli.terminal import Guarded

COMMANDS = {
    "check": "check the ledger and show every mistake at once",
    "report": "write the scorecards",
    "site": "write the reports as a static site, with search and feeds",
    "mcp": "serve the ledger to agents, over the Model Context Protocol",
    "explain": "show why a forecast has its verdict",
    "diff": "show which verdicts and scores changed between two states, and why",
    "score": "score any table of forecasts",
    "import": "read forecasts as platforms and hubs publish them into one table",
    "export": "write the results in other forms: CSV, Parquet, SQLite, JSON, ClaimReview",
    "reproduce": "say whether a digest's run gives the same bytes again, and what differs",
    "read": "show how words of time and likelihood are read",
    "new": "write a new record: a source, forecast, ruling, event, ...; or begin a ledger",
    "take": "make records of forecasts that were proposed out of an article",
    "fmt": "give the ledger's files one layout",
    "schema": "write JSON Schemas, for editors",
    "panel": "print a blind sheet on which readers write how likely it was called",
    "capture": "keep what was read of a source: bytes, text, and where quotations stand",
    "quotes": "compare quotations with the archived texts",
    "due": "list windows that close soon, or closed undecided",
    "audit": "show edits made after outcomes were known",
}
_EXAMPLE = """\
examples:
  verifier check
  verifier report --as-of 2023-02-10 --out /tmp/cards
  verifier explain danilov-active-operations
  verifier read "something around February 24" --said 2023-02-02
"""


def program() -> NoReturn:
    """The program `verifier`: runs one command and ends."""
    process.run(main)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its status.

    0 is success, 1 a mistake in the ledger or a stale report, 2 wrong usage or what cannot be read
    or written.
    """
    out, error = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = cast("Any", (Guarded(out), Guarded(error)))
    try:
        return _main(argv)
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return process.INTERRUPTED
    finally:
        sys.stdout, sys.stderr = out, error


def _main(argv: Sequence[str] | None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    process.tolerate(sys.stdout)
    process.tolerate(sys.stderr)
    parser = Parser(prog="verifier", description="Keep score of public forecasts.", epilog=_EXAMPLE)
    parser.add_argument("--version", action="version", version=f"verifier {__version__}")
    commands = parser.add_subparsers(
        prog="verifier", dest="command", metavar="COMMAND", required=True
    )
    wanted = next((a for a in arguments if a in COMMANDS), None)
    # The others show in the help and in what is wrong with a line that does not begin with one.
    for name in [wanted] if wanted and arguments[0] == wanted else COMMANDS:
        command = commands.add_parser(name, help=COMMANDS[name])
        if name == wanted:
            module = _import(name)
            module.configure(command)
            command.set_defaults(run=module.run)
    options = parser.read(arguments)
    try:
        return int(options.run(options))
    except process.Stop as stop:
        if str(stop):
            print(f"error: {stop}", file=sys.stderr)
        return stop.status
    except BrokenPipeError:
        return process.NOBODY_READS
    except OSError as error:
        return process.failed(error)


def _import(command: str) -> Any:
    """The module of a command."""
    name = f"{command}_" if iskeyword(command) else command
    return import_module(f"verifier.cli.{name}")
