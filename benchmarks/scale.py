"""How long tables take, against a query written by hand: `python benchmarks/scale.py [--turns N]`.

Makes tables of random forecasts, scores each as the command does, page and data included, and runs
a Polars query for the counts and mean scores of the same table, turn by turn, each in a process of
its own. What is printed are medians of processor time, which other programs disturb least, without
the time to import what is needed; the ratio of the two; the wall time of both processes from start
to end; and peaks of memory. Then how long 10^5 to 10^7 rows take. Times are those of the machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import numpy as np
import polars as pl

ROLES = ["--forecaster", "who", "--question", "q", "--probability", "p", "--observed", "o"]
OURS = """
import resource, sys, time
from verifier.cli import main
from verifier.tables import data, page, scoring, with_polars  # what the command imports
start = time.process_time()
main(["score", "--table", sys.argv[1], "--out", sys.argv[2], *sys.argv[3:]])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(time.process_time() - start, peak)
"""
BY_HAND = """
import resource, sys, time
import polars as pl
start = time.process_time()
p, o = pl.col("p"), pl.col("o")
held = p.clip(1e-5, 1 - 1e-5)
cells = pl.scan_parquet(sys.argv[1]).group_by("who", "q").agg(
    pl.len().alias("n"),
    ((p - o) ** 2).sum().alias("brier"),
    (-(o * held.log() + (1 - o) * (1 - held).log())).sum().alias("log"),
)
mean = pl.col("brier") / pl.col("n")
cells.group_by("who").agg(
    pl.col("n").sum(), pl.len().alias("questions"), pl.col("brier").sum(), pl.col("log").sum(),
    mean.mean().alias("mean"), mean.std().alias("deviation"),
).collect(engine="streaming")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(time.process_time() - start, peak)
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A table of so many rows, forecasters and questions; `digits` is None where none repeat."""

    name: str
    rows: int
    forecasters: int
    questions: int
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of processors and by the clock, and megabytes."""

    processor: float
    wall: float
    peak: float


TABLES = (
    Made("5,000,000 rows, 500 forecasters, 100,000 questions", 5_000_000, 500, 100_000),
    Made("1,000,000 rows, the same, two digits", 1_000_000, 500, 100_000, 2),
    Made("63,592 rows, 1,996 people (as PredictionBook)", 63_592, 1_996, 20_000, 2),
    Made("100,000 people, 60 rows each", 6_000_000, 100_000, 100_000),
)
GROWTH = (100_000, 1_000_000, 10_000_000)


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Time scoring against a query by hand.")
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()
    print("| Table | ours | by hand | ratio | wall | wall by hand | peak | peak by hand |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for made in TABLES:
            timed(made_apart(made, Path(folder)), made.name, options.turns)
        print("\n| Rows (500 forecasters, 5,000 questions) | ours | by hand | ratio | us a row |")
        print("| --- | --- | --- | --- | --- |")
        for rows in GROWTH:
            path = made_apart(Made("growth", rows, 500, 5_000), Path(folder))
            ours, hand = turns(path, options.turns)
            each = f"{ours.processor / rows * 1e6:.2f}"
            cells = (f"{rows:,}", *seconds(ours, hand), each)
            print(f"| {' | '.join(cells)} |", flush=True)
    return 0


def made_apart(made: Made, folder: Path) -> Path:
    """The table, made by a process of its own: peaks of memory are handed down to children."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(make, made, folder).result()


def make(made: Made, folder: Path) -> Path:
    """The table, of forecasters of different skill."""
    rng = np.random.default_rng(1)
    who = rng.integers(0, made.forecasters, made.rows)
    what = rng.integers(0, made.questions, made.rows)
    chance = rng.beta(1, 1, made.questions)
    came = (rng.random(made.questions) < chance).astype(np.int64)
    skill = rng.uniform(0.3, 2, made.forecasters)
    odds = np.log(chance / (1 - chance))[what] + rng.normal(0, 1, made.rows) * skill[who]
    said = 1 / (1 + np.exp(-odds))
    if made.digits is not None:
        said = np.round(said, made.digits)
    names = pl.Series([f"person-{n:06}" for n in range(made.forecasters)])
    asked = pl.Series([f"question-{n:07}" for n in range(made.questions)])
    path = folder / "table.parquet"
    frame = pl.DataFrame({"who": names.gather(who), "q": asked.gather(what), "p": said})
    frame.with_columns(pl.Series("o", came[what])).write_parquet(path)
    return path


def timed(path: Path, name: str, count: int) -> None:
    """Print one line."""
    ours, hand = turns(path, count)
    walls, peaks = (ours.wall, hand.wall), (ours.peak, hand.peak)
    cells = (name, *seconds(ours, hand), *(f"{wall:.2f} s" for wall in walls))
    print(f"| {' | '.join((*cells, *(f'{peak:,.0f} MB' for peak in peaks)))} |", flush=True)


def seconds(ours: Taken, hand: Taken) -> tuple[str, str, str]:
    """The processor time of both, and their ratio."""
    one, other = ours.processor, hand.processor
    return f"{one:.2f} s", f"{other:.2f} s", f"{one / other:.1f}"


def turns(path: Path, count: int) -> tuple[Taken, Taken]:
    """Medians over turns of ours and by hand, and the greatest peaks."""
    with tempfile.TemporaryDirectory() as out:
        found = [(run(OURS, path, f"{out}/out", *ROLES), run(BY_HAND, path)) for _ in range(count)]
    ours, hand = (
        Taken(
            median(one.processor for one in side),
            median(one.wall for one in side),
            max(one.peak for one in side),
        )
        for side in zip(*found, strict=True)
    )
    return ours, hand


def run(program: str, *arguments: str | Path) -> Taken:
    """What a process of its own took, by the last line that it prints."""
    command, start = [sys.executable, "-c", program, *map(str, arguments)], time.perf_counter()
    # As the program has it.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    printed = subprocess.run(  # noqa: S603 - this project's own command
        command, capture_output=True, check=True, text=True, env=environment
    )
    processor, peak = printed.stdout.splitlines()[-1].split()
    return Taken(float(processor), time.perf_counter() - start, float(peak))


if __name__ == "__main__":
    raise SystemExit(main())
