"""`verifier check`."""

from __future__ import annotations

import argparse

from verifier.cli.ledger import add_ledger, load_ledger


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    add_ledger(command)
    command.epilog = "example:\n  verifier check --ledger examples/other"
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check the ledger; 1 where it has errors."""
    loaded = load_ledger(options.ledger)
    if loaded.ledger is None or loaded.rules is None:
        return 1
    ledger = loaded.ledger
    print(
        f"ok: {len(ledger.forecasts)} forecasts in {len(ledger.sources)} sources, "
        f"{len(ledger.events)} events, {len(ledger.coverage)} coverage records, "
        f"{len(ledger.rulings)} rulings"
    )
    return 0
