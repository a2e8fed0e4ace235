"""`verifier audit`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from verifier.cli.common import add_ledger, require_ledger
from verifier.cli.process import Stop
from verifier.diagnostics.wording import count

if TYPE_CHECKING:
    from verifier.upkeep.audit import Audit, RecordChange, Where


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_ledger(command)
    command.add_argument(
        "--since", metavar="REV", help="only what came after this revision (default: everything)"
    )
    command.add_argument("--format", choices=("text", "markdown"), default="text")
    command.description = (
        "Show from git what was changed afterwards: words, window or likelihood of forecasts whose "
        "outcome was known, events, verdicts that were overturned, and rules that moved scores."
    )
    command.epilog = "example:\n  verifier audit --since v1.0 --format markdown"


def run(options: argparse.Namespace) -> int:
    """Print what was found, which is no failure; 2 where there is no history to look at."""
    from verifier.upkeep.audit import audit
    from verifier.upkeep.history import NoHistory, history

    require_ledger(options.ledger)
    try:
        past = history(options.ledger, options.since)
    except NoHistory as error:
        raise Stop(f"nothing could be compared: {error}") from None
    lines = _markdown if options.format == "markdown" else _text
    print("\n".join(lines(audit(past.revisions), past.unseen)).rstrip())
    return 0


def _text(found: Audit, unseen: Sequence[str]) -> Iterator[str]:
    yield f"{count(found.compared, 'change')} of the ledger compared"
    yield ""
    yield f"forecasts changed after their outcome was known: {len(found.late)}"
    yield from _records(found.late)
    yield f"events changed after they were entered: {len(found.events)}"
    yield from _records(found.events)
    yield f"verdicts overturned: {len(found.overturned)}"
    for change in found.overturned:
        yield f"  {change.forecast}: {_plain(change.before)} -> {_plain(change.after)}"
        yield f"    by {_by(change.where)}"
    first = [change for change in found.verdicts if not change.overturned]
    yield ""
    yield f"verdicts decided for the first time: {len(first)}"
    for change in first:
        yield f"  {change.forecast}: {_plain(change.after)}, by {_by(change.where)}"
    yield ""
    yield f"commits that touched rules: {len(found.rules)}"
    for rules in found.rules:
        yield f"  {_by(rules.where)}: {count(len(rules.moved), 'score')} moved"
        yield from (f"    {id}: Brier {was} -> {now}" for id, was, now in rules.moved)
    if unseen:
        yield from ("", "not seen", *(f"  {line}" for line in unseen))


def _records(changed: Sequence[RecordChange]) -> Iterator[str]:
    for one in changed:
        since = f", known since {one.known}" if one.known else ""
        yield f"  {one.id}{since}, {_noted(one)}"
        yield f"    by {_by(one.where)}"
        yield from (f"    {key}: {was} -> {now}" for key, was, now in one.changes)
    yield ""


def _markdown(found: Audit, unseen: Sequence[str]) -> Iterator[str]:
    from verifier.report.escape import Markdown, code, md
    from verifier.report.markdown import EMPTY, heading, items, para, table, text, whole

    def head(*columns: str) -> list[Markdown]:
        return [text(column) for column in columns]

    def records(changed: Sequence[RecordChange]) -> Iterator[list[Markdown]]:
        for one in changed:
            known = [text(str(one.known))] if one.known else []
            commit = [text(_noted(one)), md(_by(one.where))]
            for key, was, now in one.changes:
                yield [code(one.id), *known, text(key), md(was), md(now), *commit]

    yield from heading(text("What the history changed"))
    yield from para(text(f"{count(found.compared, 'change')} of the ledger compared."))
    late_ones = f"Forecasts changed after their outcome was known: {len(found.late)}"
    yield from heading(text(late_ones), 3)
    yield from table(
        head("forecast", "known since", "what", "before", "after", "correction", "commit"),
        records(found.late),
    )
    yield from heading(text(f"Events changed after they were entered: {len(found.events)}"), 3)
    yield from table(
        head("event", "what", "before", "after", "correction", "commit"), records(found.events)
    )
    counted = f"Verdicts changed: {len(found.verdicts)}, overturned: {len(found.overturned)}"
    yield from heading(text(counted), 3)
    yield from table(
        head("forecast", "before", "after", "overturned", "commit"),
        [
            [
                code(change.forecast),
                text(_plain(change.before)),
                text(_plain(change.after)),
                text("yes" if change.overturned else "no"),
                md(_by(change.where)),
            ]
            for change in found.verdicts
        ],
    )
    yield from heading(text(f"Commits that touched rules: {len(found.rules)}"), 3)
    yield from table(
        head("commit", "scores moved", "forecast", "Brier before", "Brier after"),
        [
            [
                md(_by(rules.where)),
                whole(len(rules.moved)),
                code(id) if id else EMPTY,
                text(was),
                text(now),
            ]
            for rules in found.rules
            for id, was, now in rules.moved or (("", "", ""),)
        ],
    )
    if unseen:
        yield from heading(text("Not seen"), 3)
        yield from items(md(line) for line in unseen)


def _by(where: Where) -> str:
    return f"{where.commit} of {where.day}, {where.subject}"


def _noted(changed: RecordChange) -> str:
    return "with a correction" if changed.noted else "without a correction"


def _plain(outcome: str) -> str:
    return outcome.replace("_", " ")
