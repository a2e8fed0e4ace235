"""`verifier explain`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from verifier.cli.ledger import add_as_of, add_ledger, load_ledger
from verifier.load.validation import nearest
from verifier.model.forecasts import Forecast


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument("id", help="the forecast's id")
    add_ledger(command)
    add_as_of(command)
    command.epilog = "example:\n  verifier explain danilov-active-operations --as-of 2023-02-10"
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the trail of one verdict."""
    loaded = load_ledger(options.ledger)
    if loaded.ledger is None or loaded.rules is None:
        return 1
    from verifier.engine import run as run_engine
    from verifier.report.trail import explain

    id = _current_id(options.id, loaded.ledger.forecasts)
    result = run_engine(loaded.ledger, loaded.rules, options.as_of)
    if id in result.verdicts:
        print(explain(result, id))
        return 0
    if id in loaded.ledger.forecasts:
        print(f"error: `{id}` had not been published by {result.as_of}", file=sys.stderr)
        return 1
    like = nearest(options.id, loaded.ledger.forecasts)
    hint = f"; did you mean `{like}`?" if like else ""
    print(f"error: no forecast `{options.id}`{hint}", file=sys.stderr)
    return 1


def _current_id(id: str, forecasts: Mapping[str, Forecast]) -> str:
    """The id by which a forecast that was renamed goes today."""
    return next((f.id for f in forecasts.values() if id in f.formerly), id)
