"""`verifier explain`."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING

from verifier.cli.common import add_run, computed, print_json, said_of
from verifier.cli.process import Stop
from verifier.diagnostics.suggest import suggest, there_are
from verifier.model.verdict import Outcome

if TYPE_CHECKING:
    from verifier.model.forecasts import Forecast
    from verifier.report import Run


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument("id", help="the forecast's id")
    add_run(command)
    command.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    command.add_argument(
        "--why-not",
        metavar="OUTCOME",
        choices=[outcome.value for outcome in Outcome],
        help="say what would have to be different for another outcome",
    )
    command.epilog = "example:\n  verifier explain danilov-active-operations --why-not did_not"


def run(options: argparse.Namespace) -> int:
    """Print the trail of one verdict."""
    result = computed(options)
    known = result.ledger.forecasts
    # One that was renamed goes by another id today.
    id = next((f.id for f in known.values() if options.id in f.formerly), options.id)
    if id in result.verdicts:
        _print(result, id, options)
        if options.as_of is None:
            told = _closed_since(result, id, date.today())  # noqa: DTZ011, TID251
            print(said_of(told, options.ledger), end="", file=sys.stderr)
        return 0
    if id in known:
        raise Stop(f"`{id}` had not been published by {result.as_of}", status=1)
    hint = suggest(options.id, known, after="; ")
    own = [f.id for f in known.values() if options.id in _near(result, f)]
    raise Stop(f"no forecast `{options.id}`{hint or there_are(own)}")


def _near(run: Run, forecast: Forecast) -> str:
    """What somebody may ask for it by: whose it is, of which source, file and question."""
    ledger = run.ledger
    source, (file, _) = ledger.source_of[forecast.id].id, ledger.lines["forecasts", forecast.id]
    return " ".join((forecast.forecaster, source, forecast.question or "", forecast.id, file))


def _closed_since(run: Run, id: str, today: date) -> str:
    """A line, if the window has closed since the ledger's last day, which the verdict goes by."""
    verdict = run.verdicts[id]
    last = verdict.wide.window.last
    if verdict.closed or last is None or last > today:
        return ""
    return (
        f"its window closed on {last}, after the ledger's last day, {run.as_of}, which this goes "
        f"by: `verifier explain {id} --as-of {today}` goes by today\n"
    )


def _print(result: Run, id: str, options: argparse.Namespace) -> None:
    if options.why_not is not None:
        from verifier.report.why_not import why_not

        sentences = why_not(result, id, Outcome(options.why_not))
        if options.format == "json":
            print_json({"id": id, "outcome": options.why_not, "why_not": sentences})
        else:
            print("\n".join(f"- {sentence}" for sentence in sentences))
    elif options.format == "json":
        from verifier.report.data import trail

        print_json(trail(result, id))
    elif options.format == "markdown":
        from verifier.report.forecast import block

        print("\n".join(block(result, id, "reports/")))
    else:
        from verifier.report.trail import explain

        print(explain(result, id))
