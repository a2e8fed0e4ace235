"""Ledgers of ours, each loaded and run once for all tests of a process, and each page made once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.depth import FULL, QUICK, SLOW, share
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
    """Its reports by path. Of our thousand forecasts they take five seconds: `make test` has none.

    What is in `reports/` is held to them by `make check` as well.
    """
    if QUICK and root == ROOT:
        pytest.skip(SLOW)
    return _pages(root, as_of)


# A cache tells a call that names a default from one that leaves it out: these are always told all.
@cache
def _ledger(root: Path) -> tuple[Ledger, Rules]:
    return sound(root)


@cache
def _computed(root: Path, as_of: date | None) -> Run:
    return run(*_ledger(root), as_of)


@cache
def _pages(root: Path, as_of: date | None) -> Mapping[str, str]:
    return Pages(_computed(root, as_of))
