"""`verifier read`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from verifier.cli.ledger import add_ledger
from verifier.diagnostics import render
from verifier.load.rules import load_rules
from verifier.load.yaml import Document
from verifier.model.edtf import Dated
from verifier.rules import Rules
from verifier.when import find_times


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument("text", help="the words, in quotation marks")
    command.add_argument(
        "--said", required=True, type=_dated, metavar="DATE", help="the day or interval it was said"
    )
    command.add_argument("--format", choices=("text", "json"), default="text")
    add_ledger(command)
    command.epilog = 'example:\n  verifier read "no doubt, in the coming weeks" --said 2023-02-02'
    command.set_defaults(run=run)


def _dated(text: str) -> Dated:
    try:
        read = Dated.read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if not read.days.bounded:
        raise argparse.ArgumentTypeError("a day, or an interval with two ends, is wanted")
    return read


def run(options: argparse.Namespace) -> int:
    """Print what the rules make of the words."""
    diagnostics: list[Any] = []
    documents: dict[str, Document] = {}
    rules = load_rules(Path(options.ledger), diagnostics, documents)
    for diagnostic in diagnostics:
        lines = documents[diagnostic.span.file].lines if diagnostic.span.file in documents else ()
        print(render(diagnostic, lines), file=sys.stderr)
    if rules is None:
        return 1
    reading = read_words(options.text, options.said, rules)
    if options.format == "json":
        print(json.dumps(reading, indent=1, ensure_ascii=False))
    else:
        print(_text(reading))
    return 0


def read_words(text: str, said: Dated, rules: Rules) -> dict[str, Any]:
    """The reading as data; `time` is the first of the `times`."""
    times = [
        {
            "phrase": found.phrase,
            "operator": found.operator.value,
            "granularity": found.granularity.value,
            "narrow": found.narrow.iso(),
            "wide": found.wide.iso(),
            "preferred": found.preferred.iso() if found.preferred else None,
            "rule": [used.convention for used in found.applied],
            "why": [used.reason for used in found.applied],
        }
        for found in find_times(text, anchor=said.days, conventions=rules.time)
    ]
    return {
        "text": text,
        "said": said.days.iso(),
        "time": times[0] if times else None,
        "times": times,
    }


def _text(reading: dict[str, Any]) -> str:
    return json.dumps(reading, indent=1, ensure_ascii=False)
