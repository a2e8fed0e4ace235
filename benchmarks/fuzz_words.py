"""Read random words of time and likelihood, and stop at the first that ends in an exception.

    python benchmarks/fuzz_words.py --inputs 1000000 --rng-seed 1 --processes 2

Inputs are runs of the expressions of the rules, numbers, marks and any characters. Each is read
as a time from a random day, as running text, and as a likelihood; windows must lie in one another.
A seed gives the same inputs with any number of processes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from multiprocessing import Pool
from pathlib import Path

import yaml

from verifier.model.days import Days
from verifier.when import TimeConventions, find_times, read_time, unread_words
from verifier.words.likelihood import find_conditions, find_likelihoods, read_likelihood
from verifier.words.rules import LikelihoodRules

RULES = Path(__file__).resolve().parents[1] / "rules"
MARKS = (
    *",.;:/-'#%()+",
    "\u2013",
    "\u2019",
    "\u00b1",
    "...",
    "\0",
    "\u00bd",
    "\U0001f600",
    "24",
    "2023",
)
FIRST = date(1, 1, 1)
STEP = 10_000
"""So many inputs are tried by one process at a time, and told of in one line."""


def main() -> None:
    """Read as many inputs as asked for and print how many were read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--rng-seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    parts = -(-options.inputs // STEP)
    sizes = [min(STEP, options.inputs - STEP * part) for part in range(parts)]
    seeds = [f"{options.rng_seed}:{part}" for part in range(parts)]
    done = read = 0
    with Pool(options.processes) as pool:
        for number, found in pool.imap(_part, zip(sizes, seeds, strict=True)):
            done, read = done + number, read + found
            print(f"{done} inputs without an exception, {read} of them read as a time", flush=True)


def _part(task: tuple[int, str]) -> tuple[int, int]:
    """So many inputs of a seed are tried, and so many of them read as a time."""
    inputs, seed = task
    time, likelihood, words = _rules()
    rng = random.Random(seed)
    read = sum(_read(_text(rng, words), rng, time, likelihood) for _ in range(inputs))
    return inputs, read


@cache
def _rules() -> tuple[TimeConventions, LikelihoodRules, list[str]]:
    """The rules, and every expression in them."""
    time, likelihood = (
        yaml.load((RULES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        for name in ("time", "likelihood")
    )
    time, likelihood = (
        TimeConventions.model_validate(time),
        LikelihoodRules.model_validate(likelihood),
    )
    words = [
        *(phrase for roles in time.words.values() for each in roles.values() for phrase in each),
        *time.phrases(),
        *(phrase for synonym in likelihood.synonyms for phrase in synonym.phrases),
        *(phrase for form in likelihood.stated for phrase in form.phrases),
        *likelihood.adverbs,
    ]
    return time, likelihood, words


def _text(rng: random.Random, words: Sequence[str]) -> str:
    pieces = (
        rng.choice(words) if rng.random() < 0.8 else rng.choice((*MARKS, str(rng.randrange(3000))))
        for _ in range(rng.randint(1, 8))
    )
    text = rng.choice((" ", " ", " ", "")).join(pieces)
    if rng.random() < 0.1:
        at = rng.randrange(len(text) + 1)
        text = text[:at] + chr(rng.randrange(1, 0xD800)) + text[at:]
    return text


def _read(
    text: str, rng: random.Random, time: TimeConventions, likelihood: LikelihoodRules
) -> bool:
    """Whether the text is read as a time; raises where a reader does, or windows do not fit."""
    anchor = Days.one(FIRST + timedelta(days=rng.randrange(3_652_059)))
    try:
        reading = read_time(text, anchor=anchor, conventions=time)
        found = find_times(text, anchor=anchor, conventions=time)
        unread_words(text, time)
        read_likelihood(text, rules=likelihood)
        find_likelihoods(text, rules=likelihood)
        find_conditions(text, rules=likelihood)
    except Exception as error:
        raise RuntimeError(f"{text!r} said on {anchor}") from error
    for each in (*found, *([reading] if reading else [])):
        if each.narrow.intersection(each.wide) != each.narrow:
            raise RuntimeError(f"{text!r} said on {anchor}: {each.narrow} is outside {each.wide}")
    return reading is not None


if __name__ == "__main__":
    main()
