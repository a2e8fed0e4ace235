"""The page on what each number says: in words for a journalist, as a formula for a statistician."""

from __future__ import annotations

from verifier.loading.yaml import read
from verifier.report.escape import md
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
    for metric in METRICS:
        lines += [
            f"## {metric.id.replace('_', ' ').capitalize()}",
            "",
            sentences[metric.id],
            "",
            f"{md(metric.formula)}. Range {md(metric.range)}; best {md(metric.best)}.",
            f"Source: {md(metric.citation)}.",
            "",
        ]
    return "\n".join(lines).rstrip("\n") + "\n"
