"""What a person does at a terminal or in a script who adds records to a ledger."""

from __future__ import annotations

import io
from pathlib import Path

from tests.ledgers import sound
from verifier.cli import main
from verifier.model.forecasts import Forecast


class Terminal(io.StringIO):
    """What somebody types."""

    def isatty(self) -> bool:
        return True


def new(root: Path, kind: str, *options: str) -> int:
    """The exit code of `verifier new KIND` in the ledger at `root`."""
    return main(["new", kind, "--ledger", str(root), *options])


def forecast_of(root: Path, quote: str, claim: str, *options: str) -> Forecast:
    """The forecast that the command writes of a quotation."""
    asked = ("--source", "paper-2023-01-10", "--quote", quote, "--claim", claim, "--id", "it")
    if "--forecaster" not in options:
        options = (*options, "--forecaster", "ann-example")
    assert new(root, "forecast", *asked, *options) == 0
    ledger, _ = sound(root)
    return ledger.forecasts["it"]
