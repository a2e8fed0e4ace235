"""How long `verifier check` takes: `python benchmarks/checking.py [--files 10000]`.

Prints our own ledger's time, start-up included, and for two newsrooms' ledgers that of the first
check, of one after a comment, a claim or a quotation was edited in a file, and of one where nothing
changed, each with its ratio to a bare `yaml.load(CSafeLoader)` of the same files. One ledger has
files like ours: our own, copied under other ids with other words in the quotations. The other has
short ones, three terse records in 1.2 KB, where there is the least YAML to a record. Figures are
the time that a user waits, and the processors' time behind it, the least of several runs, since
other work on the machine only ever adds. The first check of a large ledger is shared among
processors; their number is printed.
"""

from __future__ import annotations

import argparse
import compileall
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path
from time import perf_counter, sleep
from typing import Any, NamedTuple

import yaml

from verifier.editing.fmt import fmt

ROOT = Path(__file__).resolve().parents[1]
CACHES = Path(tempfile.mkdtemp())
"""Where runs keep what they worked out, so that the first of them finds nothing."""
RESTED = 4.0
"""Seconds after which files count as left alone: see `verifier.keeping`."""
CHECK = [sys.executable, "-m", "verifier", "check", "--ledger"]
ENVIRONMENT = {**os.environ, "XDG_CACHE_HOME": str(CACHES)}
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
    # As an installed package is; some machines forbid Python to do so on the way.
    compileall.compile_dir(ROOT / "verifier", quiet=1)
    own = best([*CHECK, str(ROOT)], max(options.repeat, 5))
    print(f"own ledger, start-up included: {own.waited:.2f} s; {os.cpu_count()} processors")
    for name, write in (("like ours", write_like_ours), ("short", write_short)):
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), options.files)
            compare(Path(folder), f"{options.files} files, {name}", options.repeat)


def compare(root: Path, name: str, repeat: int) -> None:
    """Print the times of the ledger at `root`."""
    kept = CACHES / "verifier"
    edited = next(
        path for path in (root / "seeds").rglob("*.yaml") if "claim: " in path.read_text()
    )
    bare = best([sys.executable, "-c", BARE, str(root)], repeat)
    print(f"{name}: bare yaml.load {bare.waited:.2f} s")
    for when, before in (
        ("first", lambda: shutil.rmtree(kept, ignore_errors=True)),
        ("after a comment was added", lambda: edited.write_text(edited.read_text() + "# seen\n")),
        ("after a claim was changed", lambda: _add_word(edited, "claim: ")),
        ("after a quotation was changed", lambda: _add_word(edited, "quote: ")),
        ("again", lambda: sleep(RESTED)),
    ):
        taken = best([*CHECK, str(root)], repeat, before)
        print(
            f"{name}: verifier check, {when}: {taken.waited:.2f} s, "
            f"ratio {taken.waited / bare.waited:.2f}; "
            f"of processor time {taken.worked / bare.worked:.2f}"
        )


def _add_word(path: Path, key: str) -> None:
    """Put one more word, which no check minds, at the beginning of the first text of this key."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf"{key}([\"']?)", rf"{key}\1indeed ", text, count=1), encoding="utf-8")


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
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=ENVIRONMENT)  # noqa: S603
        waited, after = perf_counter() - start, os.times()
        spent = after.children_user - used.children_user
        taken.append((waited, spent + after.children_system - used.children_system))
    return Taken(*map(min, zip(*taken, strict=True)))


def write_like_ours(root: Path, files: int) -> None:
    """Our own ledger, its sources copied until there are some `files`, without a single mistake.

    A copy of a forecast that our `ledger.yaml` makes an exception for calls itself ambiguous.
    """
    for folder in ("seeds", "outcomes", "rules", "disputes"):
        if (ROOT / folder).is_dir():
            shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "ledger.yaml", root)
    excepted = {entry["at"] for entry in _read(ROOT / "ledger.yaml")["suppress"]}
    read = {path.name: _read(path) for path in sorted((ROOT / "seeds").rglob("*.yaml"))}
    sources = {name: value for name, value in read.items() if "source" in value}
    records = [
        record
        for value in sources.values()
        for record in (value["source"], *value.get("forecasts", ()))
    ]
    ids = {id for record in records for id in (record["id"], *record.get("formerly", ()))}
    rng, written, copy = random.Random(7), len(sources), 0
    while written + len(sources) <= files:
        copy += 1
        folder = root / "seeds" / f"copy-{copy}"
        folder.mkdir()
        ending = f"-copy-{copy}"  # a number alone may make the id of another month or day
        for name, value in sources.items():
            renamed = _renamed(value, ids, ending)
            for record in (*renamed.get("forecasts", ()), *renamed.get("set_aside", ())):
                _put_in_other_words(record, rng)
                if record.get("id", "").removesuffix(ending) in excepted:
                    record["ambiguous"] = "The day is in another sentence."
            text = yaml.dump(renamed, allow_unicode=True, sort_keys=False)
            laid_out = fmt(f"seeds/{name}", text).text
            (folder / name).write_text(laid_out, encoding="utf-8")
            written += 1


def _read(path: Path) -> Any:
    """The value of a file, every scalar as it was written."""
    return yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # makes texts only


def _renamed(value: Any, ids: set[str], ending: str) -> Any:
    """The value with an ending to every id."""
    if isinstance(value, dict):
        return {key: _renamed(inner, ids, ending) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, ids, ending) for inner in value]
    return f"{value}{ending}" if value in ids else value


def _put_in_other_words(record: dict[str, Any], rng: random.Random) -> None:
    """Replace all words of a quotation but those that say when and how likely."""
    if "quote" in record:
        said = [record.get(key, {}).get("phrase", "") for key in ("likelihood", "window")]
        kept = " ".join(said).split()
        count = max(len(record["quote"].split()) - len(kept), len(kept), 6)
        words = ["".join(rng.choices("bdfglmnprst", k=6)) for _ in range(count)]
        # A new word beside each that is kept: no run of words is that of another copy.
        mixed = [word for pair in zip_longest(words, kept) for word in pair if word]
        record["quote"] = " ".join(mixed)


def write_short(root: Path, files: int) -> None:
    """A ledger of `files` made-up sources of two forecasts each, without a single mistake."""
    rng = random.Random(7)
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
    rng = random.Random(number)
    return " ".join("".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=8)).title() for _ in "ab")


if __name__ == "__main__":
    main()
