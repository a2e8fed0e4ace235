"""The page on what each number says: in words for a journalist, as a formula for a statistician."""

from __future__ import annotations

from verifier.loading.yaml import read
from verifier.report.escape import md
from verifier.report.words import words
from verifier.score.metrics import METRICS

_HEAD = """\
# What the numbers say

Each number first in words, then as a formula with its source. Probabilities are p, what was
observed is o; a, b, c and d are hits, false alarms, misses and correct negatives. Generated from
the declared metrics.
"""


def page(told: str) -> str:
    """The page; `told` holds two plain sentences for every declared metric."""
    sentences = read("numbers.yaml", told).value
    lines = [_HEAD]
    known = words()
    for metric in METRICS:
        formula, range, best, source = (
            md(known(f"metric.{metric.id}.{key}"))
            for key in ("formula", "range", "best", "citation")
        )
        lines += [
            f"## {metric.id.replace('_', ' ').capitalize()}",
            "",
            sentences[metric.id],
            "",
            f"{formula}. Range {range}; best {best}.",
            f"Source: {source}.",
            "",
        ]
    return "\n".join(lines).rstrip("\n") + "\n"
