"""`verifier panel`."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator

from verifier.cli.common import add_ledger, load_ledger
from verifier.model.forecasts import Forecast
from verifier.model.ledger import Ledger


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument(
        "forecasts",
        nargs="*",
        metavar="ID",
        help="which (default: those without a number)",
    )
    add_ledger(command)
    command.description = (
        "Print a blind sheet for a panel of readers: who said what, when and where, never what "
        "happened. Each reader writes how likely the speaker called it; the numbers go under "
        "`panel` of the forecast, signed and dated, and their median and spread are shown beside "
        "the lexicon's (inferred probabilities: Stastny & Lehner 2018)."
    )
    command.epilog = "example:\n  verifier panel > sheet.yaml"
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the sheet; 2 where an id is unknown."""
    loaded = load_ledger(options.ledger)
    if loaded.ledger is None or loaded.rules is None:
        return 1
    ledger = loaded.ledger
    unknown = [id for id in options.forecasts if id not in ledger.forecasts]
    if unknown:
        print(f"error: no forecast `{unknown[0]}` in the ledger", file=sys.stderr)
        return 2
    from verifier.score.forecasts import read_claim

    scheme = loaded.rules.schemes.schemes[0]
    from verifier.resolve.knowledge import Knowledge

    readings = Knowledge(ledger, loaded.rules, ledger.default_as_of).readings
    wanted = options.forecasts or [
        id
        for id, forecast in ledger.forecasts.items()
        if forecast.restates is None
        and not forecast.commitment
        and read_claim(forecast.likelihood, readings, scheme).klass is not None
    ]
    print("\n".join(_sheet(ledger, wanted)))
    return 0


def _sheet(ledger: Ledger, ids: list[str]) -> Iterator[str]:
    """The forecasts in an order that says nothing: by a hash of their ids."""
    yield "# How likely did the speaker call it? Write a number from 0 to 1 after `probability:`,"
    yield "# from these words alone. Look nothing up; leave it empty where the words say nothing."
    yield "signed:  # your name"
    yield "date:  # today, such as 2024-03-02"
    yield "readings:"
    for id in sorted(ids, key=lambda id_: hashlib.sha256(id_.encode()).hexdigest()):
        yield from _asked(ledger, ledger.forecasts[id])


def _asked(ledger: Ledger, forecast: Forecast) -> Iterator[str]:
    from verifier.diagnostics.formats import dumps

    source = ledger.source_of[forecast.id]
    said = forecast.quote or forecast.summary or ""
    named = f"{source.publisher}: {source.title}" if source.title else source.publisher
    yield f"  - forecast: {forecast.id}"
    for key, text in (
        ("words", said),
        ("speaker", ledger.forecasters[forecast.forecaster].name),
        ("said", forecast.said.text),
        ("in", named),
        ("of", forecast.claim),
    ):
        yield f"    {key}: {dumps(text).strip()}"
    yield "    probability:"
