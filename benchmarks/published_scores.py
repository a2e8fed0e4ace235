"""Published scores, reproduced: `python benchmarks/published_scores.py [--data ../shared/data]`.

Prints a table of what others published, what we get, and how many figures agree, of sets that have
rules of their own or a figure for each forecast; `published_formats.py` has those that one command
gives. Sets whose folder is absent are left out. The last lines time our scoring of 17.2 million
rows against a query written by hand for the same figures, turn by turn in one process, and name the
peak of memory of a process that only scores. Times are those of the machine; the ratio is what to
look at. Exits with 1 where a figure differs.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor, fsum
from pathlib import Path
from statistics import median
from time import perf_counter

import polars as pl

from verifier.score.accuracy import brier
from verifier.tables.columns import Columns
from verifier.tables.reading import read_table
from verifier.tables.scoring import Table

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
# The clamp of election2020's own log loss; what is within it is unclipped.
CLAMP = 1e-5
TURNS = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One set and figure: how many published values agree with ours, and an example of both."""

    name: str
    figure: str
    published: str
    ours: str
    agree: int
    of: int


def main() -> int:
    """Print the table; 1 where a figure differs."""
    parser = argparse.ArgumentParser(description="Reproduce published scores.")
    parser.add_argument("--data", type=Path, default=BESIDE)
    parser.add_argument("--engine", choices=("polars", "duckdb"), default="polars")
    options = parser.parse_args()
    print("| Set | Figure | Published | Ours | Agree |")
    print("| --- | --- | --- | --- | --- |")
    differs = False
    for folder, check in SETS.items():
        if (options.data / folder).exists():
            for line in check(options.data / folder, options.engine):
                agree = f"{line.agree:,} of {line.of:,}"
                cells = (line.name, line.figure, line.published, line.ours, agree)
                print(f"| {' | '.join(cells)} |", flush=True)
                differs |= line.agree != line.of
    big = options.data / "scale" / "flusight_binary.parquet"
    if big.exists():
        print()
        timed(big)
    return 1 if differs else 0


def rows_of(path: Path) -> list[dict[str, str]]:
    """A CSV file, as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(path: Path, engine: str, **columns: object) -> Table:
    """A table's sufficient statistics."""
    return read_table(path, Columns.model_validate(columns), clamp=CLAMP, engine=engine)


def near(ours: float, published: str, unit: float) -> bool:
    """Whether a figure that was published in whole units is ours."""
    return abs(ours - float(published)) <= unit / 2 + 1e-9


def hub(folder: Path, engine: str) -> Iterator[Line]:
    """The European COVID-19 hub's weighted interval scores, one for each forecast."""
    keys = ("target_variable", "forecast_date", "target_end_date", "horizon", "location")
    table = read(
        folder / "forecasts.parquet",
        engine,
        forecaster="model",
        question=keys,
        quantile="quantile_level",
        value="predicted",
        observed="observed",
    )
    published = rows_of(folder / "published_scores.csv")
    agree: Counter[str] = Counter()
    shown: dict[str, tuple[str, str]] = {}
    for row in published:
        one = table.figures[row["model"]][" / ".join(row[key] for key in keys)]
        ours = {
            "wis": (one.mean("wis"), 1.0),
            "ae_median": (one.mean("absolute_error"), 1.0),
            "cov_50": (one.mean("coverage_50"), 0.0),
            "cov_95": (one.mean("coverage_95"), 0.0),
        }
        for figure, (value, unit) in ours.items():
            agree[figure] += near(value, row[figure], unit)
            shown.setdefault(figure, (row[figure], f"{value:.2f}"))
    for figure, (theirs, mine) in shown.items():
        name = f"{figure}, the first and all"
        yield Line("EU COVID-19 hub", name, theirs, mine, agree[figure], len(published))


def nfl_elo(folder: Path, engine: str) -> Iterator[Line]:  # noqa: ARG001 - it has rules of its own
    """Points per season: 25 - 100 Brier, playoffs doubled.

    Probabilities are rounded to hundredths first and points to tenths, halves up.
    """
    points, seasons = [], set()
    for row in rows_of(folder / "nfl_games_elo_1920_2020.csv"):
        result = float(row["result1"])
        seasons.add(row["season"])
        if result != 0.5:
            score = brier(probability=round(float(row["elo_prob1"]), 2), observed=result)
            tenths = floor(round(250 - 1000 * score, 6) + 0.5)
            points.append(tenths / 10 * (2 if row["playoff"] == "1" else 1))
    ours = fsum(points) / len(seasons)
    agree = int(near(ours, "648.24", 0.01))
    yield Line("NFL Elo", "points for each season", "648.24", f"{ours:.4f}", agree, 1)


def fivethirtyeight(folder: Path, engine: str) -> Iterator[Line]:  # noqa: ARG001 - bins of its own
    """How often sides of each probability won."""
    sides = [
        (round(float(row[f"prob{side}"]) * 20), float(row[f"prob{side}_outcome"]))
        for row in rows_of(folder / "nfl_games.csv")
        if row["season"] == "2020"
        for side in "12"
    ]
    bins = {
        step: [outcome for _, outcome in games]
        for step, games in groupby(sorted(sides), key=lambda side: side[0])
    }
    yield percent("NFL 2020: what was given 55 % won", "63 %", mean(bins[11]))
    yield percent("NFL 2020: what was given 60 % lost", "55 %", 1 - mean(bins[12]))


def mean(values: Sequence[float]) -> float:
    """The mean."""
    return fsum(values) / len(values)


def percent(figure: str, published: str, ours: float) -> Line:
    """A share in whole per cents."""
    agree = near(100 * ours, published.removesuffix(" %"), 1.0)
    return Line("FiveThirtyEight", figure, published, f"{100 * ours:.2f} %", int(agree), 1)


FLUSIGHT = {"forecaster": "model", "probability": "tau", "observed": "o"}
SETS: Mapping[str, Callable[[Path, str], Iterable[Line]]] = {
    "eu_covid_hub": hub,
    "nfl_elo": nfl_elo,
    "fivethirtyeight": fivethirtyeight,
}


def by_hand(path: Path) -> pl.DataFrame:
    """Count, Brier and log score of each model, as one would write it for this file alone."""
    p, o = pl.col("tau"), pl.col("o")
    held = p.clip(CLAMP, 1 - CLAMP)
    return (
        pl.scan_parquet(path)
        .group_by("model")
        .agg(
            pl.len(),
            ((p - o) ** 2).mean().alias("brier"),
            (-(o * held.log() + (1 - o) * (1 - held).log())).mean().alias("log_score"),
        )
        .collect(engine="streaming")
    )


def timed(path: Path) -> None:
    """Both turn by turn, after a first turn each that warms the file's pages."""
    seconds: dict[str, list[float]] = {"ours": [], "by hand": []}
    runs: Mapping[str, Callable[[], object]] = {
        "ours": lambda: read(path, "polars", **FLUSIGHT),
        "by hand": lambda: by_hand(path),
    }
    for turn in range(TURNS + 1):
        for name, run in runs.items():
            began = perf_counter()
            run()
            if turn:
                seconds[name].append(perf_counter() - began)
    took = {name: median(values) for name, values in seconds.items()}
    ratio = took["ours"] / took["by hand"]
    print(
        f"17.2 million rows, medians of {TURNS} turns: ours {took['ours']:.2f} s, "
        f"by hand {took['by hand']:.2f} s, ratio {ratio:.2f}"
    )
    print(f"peak of memory of a process that only scores them: {peak(path)} MB")


def peak(path: Path) -> int:
    """The resident peak of the command, in megabytes."""
    with tempfile.TemporaryDirectory() as made:
        command = (
            "import resource, sys; from verifier.cli import main; main(sys.argv[1:]); "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
        )
        options = [
            *("score", "--table", str(path), "--out", f"{made}/out"),
            *(f"--{role}={column}" for role, column in FLUSIGHT.items()),
        ]
        printed = subprocess.run(  # noqa: S603 - this project's own command
            [sys.executable, "-c", command, *options], capture_output=True, check=True, text=True
        )
    return int(printed.stdout.split()[-1])


if __name__ == "__main__":
    raise SystemExit(main())
