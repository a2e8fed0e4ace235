"""The golden record: each forecast's three axes, pinned by the curators with a reason.

`verdicts.yaml` was reasoned from the evidence by hand. It changes only on purpose, with a line in
the changelog under "Verdicts and scores".
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.depth import each
from tests.ours import computed
from verifier.loading.yaml import read
from verifier.report import Run

ROOT = Path(__file__).resolve().parents[2]
_TEXT = (Path(__file__).parent / "verdicts.yaml").read_text(encoding="utf-8")
GOLDEN: list[dict[str, Any]] = read("verdicts.yaml", _TEXT).value
CHOSEN: dict[str, str] = read(
    "chosen.yaml", (Path(__file__).parent / "chosen.yaml").read_text("utf-8")
).value


@pytest.fixture
def resolved() -> Run:
    """Our own ledger on its default day."""
    return computed()


@each("expected", GOLDEN)
def test_the_verdict_is_the_curators(expected: dict[str, Any], resolved: Run) -> None:
    """Outcome, schedule and basis are those argued for in the golden record."""
    verdict = resolved.verdicts[expected["forecast"]]
    assert expected["why"]
    assert {
        "outcome": verdict.outcome.value,
        "schedule": sorted(verdict.schedule),
        "basis": verdict.basis.value,
    } == {
        "outcome": expected["outcome"],
        "schedule": sorted(expected["schedule"]),
        "basis": expected["basis"],
    }


def test_every_pinned_forecast_is_in_the_ledger(resolved: Run) -> None:
    """No pin without its forecast, and none twice. A new forecast needs no pin to be sound."""
    pinned = [e["forecast"] for e in GOLDEN]
    assert len(pinned) == len(set(pinned))
    assert set(pinned) <= resolved.verdicts.keys()


def test_the_chosen_have_the_verdicts_that_were_read(resolved: Run) -> None:
    """What was chosen by the rule of docs/record.md keeps the verdict with which it was entered."""
    found = {forecast: resolved.verdicts[forecast].outcome.value for forecast in CHOSEN}
    assert found == CHOSEN
