"""How reporting grows: `python benchmarks/reporting.py [--forecasts 10000]`.

Made-up ledgers in which forecasters, questions and events grow with the forecasts. Each line is the
processor time for all pages, per forecast, and its ratio to the first line of the same run: growth
is linear where the ratio does not rise. The last line is of runs of the program, start-up included,
over a ledger of short files: one that keeps nothing and believes nothing, the first, one in which
nothing changed, and one after an edit.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time, sleep

from checking import RESTED, write_short

from verifier.api import shipped_rules
from verifier.engine import run
from verifier.model.edtf import Dated
from verifier.model.evidence import Evidence
from verifier.model.forecasts import Forecast, Forecaster, ForecasterKind, Source, SourceFile
from verifier.model.ledger import Ledger
from verifier.model.outcomes import Coverage, Event, Question
from verifier.report import report

FIRST = Dated.read("2023-01-01").days.start
PER_FORECASTER = 20


def ledger(count: int) -> Ledger:
    """So many forecasts, a forecaster for each twenty, a question and an event for each forty."""
    assert FIRST is not None
    evidence = Evidence(publisher="A paper", published=Dated.read("2023-12-01"), says="It says so.")
    groups = range(count // PER_FORECASTER)
    source = Source(id="paper", publisher="A paper", published=Dated.read("2023-06-30"))
    forecasts = [
        Forecast.model_validate(
            {
                "id": f"forecast-{n}",
                "forecaster": f"forecaster-{n // PER_FORECASTER}",
                "said": Dated.on(FIRST + timedelta(days=n * 7 % 150)),
                "voice": "quotation",
                "quote": f"It will happen, for the {n}th time",
                "claim": f"It happens, for the {n}th time.",
                "question": f"question-{n // (2 * PER_FORECASTER)}",
                "expects": {"event": "ground-offensive", "place": "ukraine"},
                "window": {"phrase": "by the end of July"},
                "likelihood": {"phrase": "likely"},
            }
        )
        for n in range(count)
    ]
    return Ledger(
        files=(SourceFile(source=source, forecasts=tuple(forecasts)),),
        forecasters={
            f"forecaster-{n}": Forecaster(
                id=f"forecaster-{n}", name=f"Forecaster {n}", kind=ForecasterKind.PERSON
            )
            for n in groups
        },
        questions={
            f"question-{n}": Question(id=f"question-{n}", title=f"Does it happen, {n}?")
            for n in range(len(groups) // 2 + 1)
        },
        events={
            f"event-{n}": Event.model_validate(
                {
                    "id": f"event-{n}",
                    "title": f"Event {n}",
                    "kinds": ["missile-strike"],
                    "began": "2023-05-01",
                    "known": "2023-05-02",
                    "summary": "It happened.",
                    "evidence": [evidence],
                }
            )
            for n in range(len(groups) // 2 + 1)
        },
        coverage={
            "all": Coverage.model_validate(
                {
                    "id": "all",
                    "of": [{"kind": "ground-offensive"}],
                    "during": "2023-01-01/2023-12-31",
                    "evidence": [evidence],
                }
            )
        },
        lines={("forecasts", f"forecast-{n}"): ("seeds/paper.yaml", n) for n in range(count)},
    )


def timed(work: Callable[[], object]) -> float:
    """Processor seconds that the work takes."""
    began = process_time()
    work()
    return process_time() - began


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--forecasts", type=int, default=10_000)
    most = parser.parse_args().forecasts
    by, first = shipped_rules(), 0.0
    print(f"{'forecasts':>10} {'ms each':>9} {'ratio':>6}")
    for count in (most // 10, most // 4, most // 2, most):
        world = ledger(count)
        each = timed(lambda world=world: report(run(world, by))) / count * 1000  # type: ignore[misc]
        first = first or each
        print(f"{count:>10,} {each:>9.2f} {each / first:>6.2f}")
    with tempfile.TemporaryDirectory() as folder:
        runs_of_the_program(Path(folder), most)


def runs_of_the_program(root: Path, count: int) -> None:
    """Print what `verifier report` takes of the processor in a first run, again, and after an edit.

    The second of two runs is the first that can be believed: see `verifier.keeping`.
    """
    (root / "ledger").mkdir()
    write_short(root / "ledger", count // 2)
    environment = {**os.environ, "XDG_CACHE_HOME": str(root / "caches")}
    command = [sys.executable, "-m", "verifier", "report", "--ledger", str(root / "ledger")]
    edited = root / "ledger/seeds/00/0.yaml"

    def processor(*options: str) -> float:
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run([*command, *options], check=True, capture_output=True, env=environment)  # noqa: S603
        after = getrusage(RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    first = processor()
    sleep(RESTED)
    processor()
    again = processor()
    text = edited.read_text(encoding="utf-8")
    edited.write_text(text.replace("Somebody does", "Someone does"), encoding="utf-8")
    after = processor()
    print(
        f"{count:,} forecasts: first {first:.2f} s, again {again:.2f} s, edited {after:.2f} s, "
        f"a whole one that writes nothing {processor('--check'):.2f} s"
    )


if __name__ == "__main__":
    main()
