"""Try many random inputs, on all processors, and say what was tried and what failed.

    python -m tests.fuzz --count 1000000
    python -m tests.fuzz --count 2000 --seed 1
    python -m tests.fuzz --target words --target files --count 5000
    python -m tests.fuzz --replay tests/fuzz/regressions/hashtag.json

A round begins with a new seed unless one is given. What fails is written to a folder, one file for
each kind of failure, so that it can be tried again, and kept among the regressions once it holds.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import secrets
import signal
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple

from tests.fuzz.case import Case
from tests.fuzz.targets import TARGETS

_CHUNK = 50
_PATIENCE = 60.0
"""Seconds of processor time after which an input counts as one that never ends."""


class Failure(NamedTuple):
    """An input that failed, why, and where in our code."""

    case: Case
    error: str
    where: str
    trace: str


class Endless(Exception):
    """An input took longer than anybody would wait."""


def inputs(count: int, seed: int, targets: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The target and the random source's name of each input of a round."""
    total = sum(TARGETS[name].share for name in targets)
    for name in targets:
        for number in range(-(-count * TARGETS[name].share // total)):
            yield name, f"{seed}:{name}:{number}"


def attempt(case: Case, scratch: Path) -> Failure | None:
    """Try one case in an empty folder; the failure where there is one."""
    home = Path.cwd()
    os.chdir(scratch)
    try:
        TARGETS[case.target].hold(case.input, scratch)
    except Exception as error:  # noqa: BLE001  # whatever comes out is a failure
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if f"{os.sep}verifier{os.sep}" in frame.filename]
        last = (ours or frames)[-1]
        where = f"{Path(last.filename).name}:{last.lineno} {last.name}"
        told = f"{type(error).__name__}: {error}"[:300]
        return Failure(case, told, where, traceback.format_exc())
    finally:
        os.chdir(home)
    return None


def _endless(number: int, frame: FrameType | None) -> None:
    raise Endless(f"no answer after {_PATIENCE:g} seconds of work")


def _chunk(work: list[tuple[str, str]]) -> tuple[Counter[str], list[Failure]]:
    counts: Counter[str] = Counter()
    failures = []
    signal.signal(signal.SIGVTALRM, _endless)
    with tempfile.TemporaryDirectory() as scratch:
        for name, source in work:
            case = Case(name, TARGETS[name].make(Random(source)))
            signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE)
            failed = attempt(case, Path(scratch))
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            counts[name] += 1
            if failed is not None:
                failures.append(failed)
    return counts, failures


def _deaf() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def fuzz(count: int, seed: int, targets: tuple[str, ...], jobs: int) -> list[Failure]:
    """Try a round of inputs; print how many of each target, and how many failed."""
    # In an order in which a round that is stopped has tried something of every target.
    work = sorted(inputs(count, seed, targets), key=lambda each: int(each[1].rpartition(":")[2]))
    chunks = [work[at : at + _CHUNK] for at in range(0, len(work), _CHUNK)]
    counts: Counter[str] = Counter()
    failures: list[Failure] = []
    # What is imported is never garbage, and to look for it seldom saves a twelfth of the time.
    gc.freeze()
    gc.set_threshold(200_000)
    with multiprocessing.Pool(jobs, _deaf, maxtasksperchild=200) as pool:
        try:
            for tried, failed in pool.imap_unordered(_chunk, chunks):
                counts += tried
                failures += failed
        except KeyboardInterrupt:
            # What was tried until then is told, however often the key is pressed.
            _deaf()
    wrong = Counter(failure.case.target for failure in failures)
    for name in targets:
        print(f"{name:<10} {counts[name]:>9,} tried {wrong[name]:>6,} failed")
    print(f"{'all':<10} {counts.total():>9,} tried {len(failures):>6,} failed (seed {seed})")
    return failures


def _kept(failures: list[Failure], folder: Path) -> None:
    """Write the smallest case of each kind of failure, and say where."""
    kinds: dict[tuple[str, str, str], list[Failure]] = {}
    for failure in failures:
        kind = (failure.case.target, failure.where, failure.error.partition(":")[0])
        kinds.setdefault(kind, []).append(failure)
    for number, group in enumerate(sorted(kinds.values(), key=len, reverse=True), start=1):
        least = min(group, key=lambda failure: len(failure.case.text()))
        path = folder / f"{number:03}-{least.case.target}.json"
        path.write_text(least.case.text(), encoding="utf-8")
        print(f"\n{len(group)} times {least.error}\n  at {least.where}")
        print(f"  python -m tests.fuzz --replay {path}")


def main() -> int:
    """Run a round, or replay cases; 1 where one fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--count", type=int, default=2_000, metavar="N")
    parser.add_argument("--seed", type=int, metavar="N", help="default: a new one")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--target", action="append", choices=TARGETS, help="default: all")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where failures are written")
    parser.add_argument("--replay", type=Path, nargs="+", metavar="FILE")
    options = parser.parse_args()
    if options.replay:
        return _replay(options.replay)
    seed = secrets.randbelow(10**9) if options.seed is None else options.seed
    failures = fuzz(options.count, seed, tuple(options.target or TARGETS), options.jobs)
    if failures:
        folder = options.out or Path(tempfile.mkdtemp(prefix="fuzz-"))
        folder.mkdir(parents=True, exist_ok=True)
        _kept(failures, folder)
    return 1 if failures else 0


def _replay(paths: list[Path]) -> int:
    wrong = 0
    for path in paths:
        with tempfile.TemporaryDirectory() as scratch:
            failed = attempt(Case.of(path), Path(scratch))
        print(f"{path}: {'holds' if failed is None else failed.trace}")
        wrong += failed is not None
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
