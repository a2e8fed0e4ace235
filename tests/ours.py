"""Ledgers of ours, each loaded and run once for all tests of a process, and each page made once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from tests.depth import FULL, leave_to_ci, share
from tests.ledgers import Pages, sound
from verifier.engine import run
from verifier.model.ledger import Ledger
from verifier.report import Run
from verifier.rules import Rules

ROOT = Path(__file__).resolve().parents[1]
RATES = ROOT / "examples/interest-rates"
RICH = ROOT / "tests/rich"
TRIED = ROOT if share(FULL) >= FULL else RICH
"""For what takes seconds of a thousand forecasts: ours at full depth, else one of each kind."""


def ledger(root: Path = ROOT) -> tuple[Ledger, Rules]:
    """A ledger of ours and its rules, which have no findings."""
    return _ledger(root)


def computed(root: Path = ROOT, as_of: date | None = None) -> Run:
    """Its verdicts and scores on a day, which is its default day unless given."""
    return _computed(root, as_of)


def pages(root: Path = ROOT, as_of: date | None = None) -> Mapping[str, str]:
    """Its reports by path; `make test` makes no page of ours that is about all forecasts."""
    return _pages(root, as_of)


class _Own(Pages):
    """Of a thousand forecasts: to make one page is quick, the index takes two seconds, all five."""

    def __getitem__(self, path: str) -> str:
        if "/" not in path:
            leave_to_ci()
        return super().__getitem__(path)

    @cached_property
    def _all(self) -> Mapping[str, str]:
        leave_to_ci()
        return super()._all


# A cache tells a call that names a default from one that leaves it out: these are always told all.
@cache
def _ledger(root: Path) -> tuple[Ledger, Rules]:
    return sound(root)


@cache
def _computed(root: Path, as_of: date | None) -> Run:
    return run(*_ledger(root), as_of)


@cache
def _pages(root: Path, as_of: date | None) -> Mapping[str, str]:
    return (_Own if root == ROOT else Pages)(_computed(root, as_of))
