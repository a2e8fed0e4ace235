"""`verifier panel`."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from verifier.cli.common import add_ledger, sound
from verifier.cli.process import Stop
from verifier.diagnostics.formats import dumps
from verifier.diagnostics.suggest import suggest
from verifier.diagnostics.wording import count
from verifier.model.forecasts import Forecast
from verifier.model.ledger import Ledger


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument(
        "forecasts", nargs="*", metavar="ID", help="which (default: those without a number)"
    )
    command.add_argument(
        "--enter", metavar="SHEET", help="write the numbers of a sheet that a reader filled in"
    )
    command.add_argument("--format", choices=("yaml", "json"), default="yaml")
    add_ledger(command)
    command.description = (
        "Print a blind sheet for a panel of readers: who said what, when and where, never what "
        "happened. Each reader writes how likely the speaker called it; `--enter` puts the numbers "
        "under `panel` of the forecasts, signed and dated, and their median and spread are shown "
        "beside the lexicon's (inferred probabilities: Stastny & Lehner 2018)."
    )
    command.epilog = "examples:\n  verifier panel > sheet.yaml\n  verifier panel --enter sheet.yaml"


def run(options: argparse.Namespace) -> int:
    """Print the sheet, or enter one; 1 where that makes mistakes, 2 where it cannot be read."""
    if options.enter:
        return _enter(Path(options.ledger), Path(options.enter))
    ledger, rules = sound(options.ledger)
    unknown = [id for id in options.forecasts if id not in ledger.forecasts]
    if unknown:
        raise Stop(f"no forecast `{unknown[0]}` in the ledger")
    from verifier.resolve.knowledge import Knowledge
    from verifier.score.forecasts import read_claim

    scheme = rules.schemes.schemes[0]
    readings = Knowledge(ledger, rules, ledger.default_as_of).readings
    wanted = options.forecasts or [
        id
        for id, forecast in ledger.forecasts.items()
        if forecast.restates is None
        and not forecast.commitment
        and read_claim(forecast.claimed, readings, scheme).klass is not None
    ]
    if not wanted:
        told = "nothing to ask: every forecast has a number; name the ids of those to ask about"
        print(told, file=sys.stderr)
        return 0
    ids = sorted(wanted, key=lambda id_: hashlib.sha256(id_.encode()).hexdigest())
    if options.format == "json":
        rows = [{**_asked(ledger, ledger.forecasts[id]), "probability": None} for id in ids]
        print(dumps({"signed": None, "date": None, "readings": rows}))
    else:
        print("\n".join(_sheet(ledger, ids)))
    return 0


def _enter(root: Path, path: Path) -> int:
    """Write a reader's numbers into the records."""
    from verifier.cli.edit import editing, open_desk, write_checked
    from verifier.editing.panel import sheet, with_reading
    from verifier.editing.questions import Unanswered
    from verifier.loading.files import decoded

    with editing(root) as writer:
        desk = open_desk(root)
        try:
            given = sheet(str(path), path.read_text(encoding="utf-8"))
            files: dict[str, str] = {}
            for id in given.readings:
                if id not in desk.ledger.forecasts:
                    hint = suggest(id, desk.ledger.forecasts, "is it a sheet of another ledger?")
                    raise Unanswered(f"{path}: no forecast `{id}` in the ledger; {hint}")
                name, _ = desk.ledger.lines["forecasts", id]
                text = files.get(name) or decoded(writer.read(name) or b"")
                files[name] = with_reading(name, text, id, given)
        except (OSError, UnicodeDecodeError, Unanswered) as error:
            raise Stop(error) from None
        if not write_checked(writer, root, files):
            return 1
    print(f"entered {count(len(given.readings), 'reading')} signed {given.signed}")
    return 0


def _sheet(ledger: Ledger, ids: list[str]) -> Iterator[str]:
    """The forecasts in an order that says nothing: by a hash of their ids."""
    yield "# How likely did the speaker call it? Write a number from 0 to 1 after `probability:`,"
    yield "# from these words alone. Look nothing up; leave it empty where the words say nothing."
    yield "signed:  # your name"
    yield "date:  # today, such as 2024-03-02"
    yield "readings:"
    for id in ids:
        asked = _asked(ledger, ledger.forecasts[id])
        yield f"  - forecast: {asked.pop('forecast')}"
        for key, text in asked.items():
            yield f"    {key}: {dumps(text).strip()}"
        yield "    probability:"


def _asked(ledger: Ledger, forecast: Forecast) -> dict[str, str]:
    source = ledger.source_of[forecast.id]
    return {
        "forecast": forecast.id,
        "words": forecast.quote or forecast.summary or "",
        "speaker": ledger.forecasters[forecast.forecaster].name,
        "said": forecast.said.text,
        "in": f"{source.publisher}: {source.title}" if source.title else source.publisher,
        "of": forecast.claim,
    }
