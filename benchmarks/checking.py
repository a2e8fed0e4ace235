"""How long `verifier check` takes: `python benchmarks/checking.py [--files 10000]`.

Prints our own ledger's time, start-up included, and for a newsroom's ledger of made-up files that
of the first check, of one after a file was edited, and of one where nothing changed, each with its
ratio to a bare `yaml.load(CSafeLoader)` of the same files. Figures are the time that a user waits,
and the processors' time behind it, the least of several runs, since other work on the machine only
ever adds. The first check of a large ledger is shared among processors; their number is printed.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
CHECK = [sys.executable, "-m", "verifier", "check", "--ledger"]
BARE = """\
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""

TIMES = (
    "in February", "by mid-March", "within two weeks", "by the end of the year", "in the spring",
    "next month", "in the summer", "in a month or two", "in the coming weeks", "before Christmas",
)  # fmt: skip
HEDGES = ("will", "could", "likely", "probably", "may", "no doubt", "unlikely", "almost certainly")
EVENTS = ("ground-offensive", "missile-strike", "mobilisation-order", "invasion")
WORDS = (
    "reserves",
    "brigade",
    "river",
    "bridge",
    "winter",
    "border",
    "command",
    "railway",
    "depot",
    "column",
    "garrison",
    "pontoon",
    "drone",
    "battery",
    "harbour",
    "airfield",
    "salient",
    "trench",
    "convoy",
    "ridge",
    "village",
    "crossing",
    "flank",
    "corridor",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    own = best([*CHECK, str(ROOT)], max(options.repeat, 5))
    print(f"own ledger, start-up included: {own.waited:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, options.files)
        kept, edited = root / ".verifier-cache", root / "seeds/00/0.yaml"
        bare = best([sys.executable, "-c", BARE, folder], options.repeat)
        print(f"{options.files} files, bare yaml.load: {bare.waited:.2f} s; {os.cpu_count()} CPUs")
        for name, before in (
            ("first", lambda: shutil.rmtree(kept, ignore_errors=True)),
            ("after an edit", lambda: edited.write_text(edited.read_text() + "# seen\n")),
            ("again", lambda: None),
        ):
            taken = best([*CHECK, folder], options.repeat, before)
            print(
                f"{options.files} files, verifier check, {name}: {taken.waited:.2f} s, "
                f"ratio {taken.waited / bare.waited:.2f}; "
                f"of processor time {taken.worked / bare.worked:.2f}"
            )


class Taken(NamedTuple):
    """Seconds that a command took by the clock and of the processors."""

    waited: float
    worked: float


def best(command: list[str], times: int, before: Callable[[], object] = lambda: None) -> Taken:
    """The least of several runs, in seconds."""
    taken = []
    for _ in range(times):
        before()
        start, used = perf_counter(), os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)  # noqa: S603
        waited, after = perf_counter() - start, os.times()
        spent = after.children_user - used.children_user
        taken.append((waited, spent + after.children_system - used.children_system))
    return Taken(*map(min, zip(*taken, strict=True)))


def write(root: Path, files: int) -> None:
    """A ledger of `files` made-up sources of two forecasts each, without a single mistake."""
    rng = random.Random(7)  # noqa: S311
    (root / "outcomes").mkdir()
    (root / "seeds").mkdir()
    people = "".join(
        f"  - {{id: person-{n}, name: {_name(n)}, kind: person}}\n"
        for n in range(max(files // 20, 1))
    )
    (root / "seeds/forecasters.yaml").write_text(f"forecasters:\n{people}", encoding="utf-8")
    questions = "".join(f"  - {{id: question-{n}, title: Question {n}}}\n" for n in range(200))
    (root / "outcomes/questions.yaml").write_text(f"questions:\n{questions}", encoding="utf-8")
    for number in range(files):
        folder = root / "seeds" / f"{number % 100:02}"
        folder.mkdir(exist_ok=True)
        text = source(rng, number, max(files // 20, 1))
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")


def source(rng: random.Random, number: int, people: int) -> str:
    """The text of one source."""
    day = date(2022, 1, 1) + timedelta(days=rng.randrange(365))
    head = f"""\
source:
  id: source-{number}
  publisher: The Paper No. {number % 50}
  title: What is said of the {" and the ".join(rng.sample(WORDS, 3))}
  published: {day}
  published_basis: printed
  address: https://example.org/{number}

forecasts:
"""
    return head + "\n".join(forecast(rng, number, part, day, people) for part in "ab")


def forecast(rng: random.Random, number: int, part: str, day: date, people: int) -> str:
    """One forecast: a quotation of words drawn at random around a time and a hedge."""
    when, hedge = rng.choice(TIMES), rng.choice(HEDGES)
    who, what = (" ".join(rng.choices(WORDS, k=6)) for _ in "ab")
    quote = f"the {who} {hedge} {what} {when}"
    return f"""\
  - id: forecast-{number}-{part}
    forecaster: person-{rng.randrange(people)}
    said: {day}
    voice: quotation
    quote: "{quote}"
    claim: Somebody does something about the {rng.choice(WORDS)} in time.
    question: question-{rng.randrange(200)}
    expects: {{event: {rng.choice(EVENTS)}, actor: russia, place: ukraine}}
    window: {{phrase: "{when}"}}
    likelihood: {{phrase: "{hedge}"}}
"""


def _name(number: int) -> str:
    """A name that is like no other."""
    rng = random.Random(number)  # noqa: S311
    return " ".join("".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=8)).title() for _ in "ab")


if __name__ == "__main__":
    main()
