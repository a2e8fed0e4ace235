"""What is said of rulings and the forecasts that they decide."""

from __future__ import annotations

from pathlib import Path

from tests.ledgers import OUTCOMES, SOURCE, write
from verifier.loading import load

JUDGED = SOURCE.replace(
    "expects: {event: ground-offensive, actor: russia, place: ukraine}",
    "expects: {judged: The year is decisive.}",
)
RULING = """\
rulings:
  - id: ruling-attack
    forecast: ann-attack
    date: 2024-02-01
    signed: project curators
    outcome: came_true
    reasons: It was.
    events: [the-attack]
"""


def _codes(root: Path, outcomes: str) -> list[str]:
    write(root, source=JUDGED, outcomes=outcomes)
    return [d.code for d in load(root, advice=True).diagnostics]


def test_a_broken_ruling_is_one_finding(tmp_path: Path) -> None:
    """That the forecast would have no ruling follows from it, and is not said beside it."""
    assert _codes(tmp_path, OUTCOMES + RULING) == []
    assert _codes(tmp_path, OUTCOMES + RULING.replace("signed", "singed")) == ["VF101"]
    assert _codes(tmp_path, OUTCOMES + RULING.replace("    signed", "   signed")) == ["VF001"]
    assert _codes(tmp_path, OUTCOMES) == ["VF302"]


def test_a_ruling_on_nothing_leaves_the_forecast_without_one(tmp_path: Path) -> None:
    """Both are said: the reference to nothing, and what no ruling is on."""
    outcomes = OUTCOMES + RULING.replace("ann-attack", "who-attack")
    assert _codes(tmp_path, outcomes) == ["VF106", "VF302"]
