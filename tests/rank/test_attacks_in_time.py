"""Attacks on the standings by when something is said, or is said to have been said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests import gaming
from tests.gaming import FEBRUARY, Said, came, ledger
from verifier.report import Run

PLACES, CAME = 24, 12
AFTER = date(2025, 1, 5)


@pytest.fixture(autouse=True)
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve of 24 come."""
    monkeypatch.setattr(gaming, "PLACES", PLACES)
    monkeypatch.setattr(gaming, "CAME", CAME)


def sure(who: str, sureness: float) -> Iterator[Said]:
    """On the right side of every question, on 1 February."""
    for n in range(PLACES):
        yield Said(who, n, FEBRUARY, likelihood=sureness if came(n) else 1 - sureness)


def coin(who: str) -> Iterator[Said]:
    """Very sure, and wrong on every other question."""
    for n in range(PLACES):
        yield Said(who, n, FEBRUARY, likelihood=0.95 if came(n) == (n % 2 == 0) else 0.05)


def eraser(who: str) -> Iterator[Said]:
    """The same; once all is known, a source says that it was taken back on 15 February."""
    yield from coin(who)
    for n in range(1, PLACES, 2):
        window = "2024-02-15/2024-12-31"
        yield Said(who, n, date(2024, 2, 15), window, 0.5, published=AFTER)


def placed(found: Run) -> dict[str, tuple[int | None, int, float]]:
    """Of each the rank, on how many questions they compare, and by how much others do worse."""
    rows = found.sureness.standings.rows
    return {row.forecaster: (row.rank, row.compared, round(row.peer or 0.0, 6)) for row in rows}


def test_what_is_published_once_it_is_known_takes_nothing_back(tmp_path: Path) -> None:
    """The coin is last with what was said of it and without: 0.4525 on 24 questions."""
    held = [*sure("honest", 0.65), *sure("second", 0.6)]
    bare = placed(ledger(tmp_path / "bare", [*held, *coin("coin")]))
    assert bare["coin"] == (3, PLACES, round((0.1225 + 0.16) / 2 - 0.4525, 6))
    assert placed(ledger(tmp_path / "erased", [*held, *eraser("coin")])) == bare
