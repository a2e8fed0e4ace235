"""`verifier read`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from verifier.cli.common import add_ledger, one_of, print_json, rules_in_force
from verifier.loading.rules import rules_languages
from verifier.model.edtf import Dated
from verifier.rules import Rules
from verifier.when import TimeReading, find_times
from verifier.words.likelihood import (
    LikelihoodReading,
    find_conditions,
    find_likelihoods,
    read_likelihood,
)


def configure(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument("text", help="the words, in quotation marks")
    command.add_argument(
        "--said",
        type=_dated,
        metavar="DATE",
        help="the day or interval it was said; needed for words of time",
    )
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument(
        "--language",
        type=_language,
        metavar="CODE",
        help="language of words of likelihood, such as uk (default: the ledger's)",
    )
    add_ledger(command)
    command.description = (
        "Show how words of time and likelihood are read, and which are left over. Exits with 1 "
        "where no word is read."
    )
    command.epilog = (
        'examples:\n  verifier read "no doubt, in the coming weeks" --said 2023-02-02\n'
        '  verifier read "a better than even chance"'
    )


_DAYS = [Dated.read(f"{year}-01-01") for year in range(2000, 2028)]
"""Days on which words of time are words of time, if ever: each date has each day of the week."""


def _language(text: str) -> str:
    return one_of(text, rules_languages(), "rules")


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
    rules = rules_in_force(Path(options.ledger), options.language, status=1)
    if options.said is None:
        readings = (read_words(options.text, day, rules) for day in _DAYS)
        times = (time["phrase"] for reading in readings for time in reading["times"])
        if words := next(times, None):
            message = f"“{words}” is read as of the day it was said: name that with --said DATE"
            print(f"verifier read: error: {message}", file=sys.stderr)
            return 2
    reading = read_words(options.text, options.said or _DAYS[0], rules)
    reading["said"] = options.said and reading["said"]
    if options.format == "json":
        print_json(reading)
    else:
        print("\n".join(_text(reading)))
    if reading["times"] or any(found["reading"] for found in reading["likelihoods"]):
        return 0
    others = ", ".join(each for each in rules_languages() if each != "en")
    hint = "" if options.language else f"; likelihoods in {others} are, with --language"
    print(f"nothing is read of these words{hint}", file=sys.stderr)
    return 1


def read_words(text: str, said: Dated, rules: Rules) -> dict[str, Any]:
    """The reading as data. `time` and `likelihood` are those of the first words of their sort."""
    times = find_times(text, anchor=said.days, conventions=rules.time)
    whole = read_likelihood(text, rules=rules.likelihood)
    found = find_likelihoods(text, rules=rules.likelihood)
    likelihoods = (whole,) if whole.readable and not found else found
    conditions = find_conditions(text, rules=rules.likelihood)
    return {
        "text": text,
        "said": said.days.iso(),
        "time": _time(times[0]) if times else None,
        "likelihood": _likelihood(likelihoods[0]) if likelihoods else None,
        "chosen": _chosen(likelihoods[0]) if likelihoods else None,
        "negated": any(found.negated for found in likelihoods),
        "imputed": any(found.imputed for found in likelihoods),
        "conditions": [
            {"marker": c.marker, "kind": c.kind.value, "clause": c.clause} for c in conditions
        ],
        "left_over": _left_over(
            text,
            [found.span for found in times]
            + [(w.start, w.end) for found in likelihoods if found.readable for w in found.words]
            + [(condition.start, condition.end) for condition in conditions],
        ),
        "times": [_time(found) for found in times],
        "likelihoods": [
            {
                "phrase": found.phrase,
                "reading": _likelihood(found),
                "chosen": _chosen(found),
                "steps": list(found.steps),
            }
            for found in likelihoods
        ],
    }


def _left_over(text: str, read: list[tuple[int, int]]) -> list[str]:
    """The words that no reading used, those that stand together as one."""
    rest = list(text)
    for start, end in read:
        rest[start:end] = "\n" * (end - start)
    pieces = ("".join(rest)).split("\n")
    return [" ".join(piece.split()) for piece in pieces if any(map(str.isalnum, piece))]


def _time(found: TimeReading) -> dict[str, Any]:
    return {
        "phrase": found.phrase,
        "operator": found.operator.value,
        "granularity": found.granularity.value,
        "narrow": found.narrow.iso(),
        "wide": found.wide.iso(),
        "preferred": found.preferred.iso() if found.preferred else None,
        "vague": found.vague,
        "rule": ", ".join(dict.fromkeys(used.convention for used in found.applied)),
        "why": list(dict.fromkeys(used.reason for used in found.applied)),
    }


def _likelihood(found: LikelihoodReading) -> dict[str, Any] | None:
    if found.klass is not None:
        return {"class": found.klass}
    return {
        reading.lexicon: {
            "phrase": reading.phrase,
            "low": reading.low,
            "central": reading.central,
            "high": reading.high,
        }
        for reading in found.by_lexicon
    } or None


def _chosen(found: LikelihoodReading) -> str | None:
    return found.chosen.lexicon if found.chosen else None


def _text(reading: dict[str, Any]) -> Iterator[str]:
    said = f", said {_span(reading['said'])}" if reading["said"] else ""
    yield f"“{reading['text']}”{said}"
    for found in reading["times"]:
        yield ""
        yield f"time        “{found['phrase']}”: {found['operator'].replace('_', ' ')}"
        yield f"  narrow    {_span(found['narrow'])}"
        yield f"  wide      {_span(found['wide'])}"
        if found["preferred"]:
            yield f"  most likely {_span(found['preferred'])}"
        yield from (f"  because   {why}" for why in found["why"])
    if not reading["times"]:
        yield from ("", "time        not read")
    for found in reading["likelihoods"]:
        yield ""
        yield f"likelihood  “{found['phrase']}”"
        yield from _numbers(found)
        yield from (f"  because   {step}" for step in found["steps"])
    if not reading["likelihoods"]:
        yield from ("", "likelihood  not read")
    if reading["left_over"]:
        yield ""
        yield "left over   " + ", ".join(f"“{words}”" for words in reading["left_over"])
    for condition in reading["conditions"]:
        yield ""
        yield f"condition   {condition['kind'].replace('_', ' ')}: “{condition['clause']}”"


def _numbers(found: dict[str, Any]) -> Iterator[str]:
    values = found["reading"] or {}
    if "class" in values:
        yield f"  class     {values['class']}, no number"
        return
    for lexicon, row in values.items():
        mark = "  (used)" if lexicon == found["chosen"] else ""
        numbers = f"{row['central']:.3g}, between {row['low']:.3g} and {row['high']:.3g}"
        yield f"  {lexicon:<28}“{row['phrase']}”: {numbers}{mark}"


def _span(days: list[str | None]) -> str:
    """Days as first and last, the last one included."""
    start, until = days
    last = None if until is None else (date.fromisoformat(until) - timedelta(days=1)).isoformat()
    return start or "…" if start == last else f"{start or '…'} to {last or '…'}"
