"""`verifier due`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from verifier.cli.common import add_as_of, add_ledger, here, print_json, sound
from verifier.diagnostics.wording import count

if TYPE_CHECKING:
    from verifier.model.disputes import Dispute
    from verifier.upkeep.due import Due


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_ledger(command)
    add_as_of(command, "today")
    command.add_argument(
        "--within",
        type=_days,
        default=30,  # a month: who looks once a month misses nothing
        metavar="DAYS",
        help="how many days ahead to look (default: 30)",
    )
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.description = (
        "List windows that close soon, windows that closed undecided and open appeals, as of today."
    )
    command.epilog = "example:\n  verifier due --within 14 --as-of 2023-02-10"


def _days(text: str) -> int:
    # Five digits reach 273 years ahead; with more the calendar ends.
    if not text.isascii() or not text.isdigit() or len(text) > 5:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number of days")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Print the list; having something to do is no failure."""
    ledger, rules = sound(options.ledger)
    from verifier.resolve import resolve
    from verifier.resolve.knowledge import Knowledge
    from verifier.upkeep.due import due, open_appeals

    # What is due is a question of a person on a day: the one command that asks the clock.
    as_of: date = options.as_of or date.today()  # noqa: DTZ011, TID251
    known = Knowledge(ledger, rules, as_of)
    verdicts = resolve(known, grace_days=rules.schemes.schemes[0].grace_days)
    rows, appeals = due(known, verdicts, options.within), open_appeals(known)
    if options.format == "json":
        told = [{**asdict(row), "closes": row.closes.isoformat()} for row in rows]
        waiting = [
            {"id": a.id, "forecast": a.forecast, "raised": a.raised.text, "disputed": a.disputed}
            for a in appeals
        ]
        data = {
            "format": 1,
            "as_of": as_of.isoformat(),
            "within": options.within,
            "due": told,
            "appeals": waiting,
        }
        print_json(data)
    else:
        print("\n".join(_text(rows, as_of, options.within, here(options.ledger))))
        print("".join(f"{line}\n" for line in _appeals(appeals)), end="")
    return 0


def _text(rows: Sequence[Due], as_of: date, within: int, where: str) -> Iterator[str]:
    closed = [row for row in rows if row.why is not None]
    closing = [row for row in rows if row.why is None]
    closes = f"{len(closing)} close within {within} days"
    yield f"as of {as_of}: {len(closed)} closed undecided, {closes}"
    for heading, part in (("closed, undecided", closed), ("closing soon", closing)):
        if part:
            yield from ("", heading)
            yield from _table(part, where)


def _appeals(appeals: Sequence[Dispute]) -> Iterator[str]:
    if appeals:
        yield from ("", "appeals without a decision")
    for a in appeals:
        yield f"{a.raised.text}  {a.id}  {a.disputed} of {a.forecast}; wants `decided`"


def _table(rows: Sequence[Due], where: str) -> Iterator[str]:
    cells = [
        (
            row.closes.isoformat(),
            f"{count(abs(row.days), 'day')} {'ago' if row.days < 0 else 'left'}",
            row.forecast,
            f"wants {row.remedy}" if row.remedy else "",
            f"{row.file}:{row.line}",
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row, line in zip(rows, cells, strict=True):
        yield "  ".join(
            f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for command in row.commands:
            yield f"    none came? {command}{where}"
