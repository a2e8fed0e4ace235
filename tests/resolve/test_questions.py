"""What became of a question in its own period, and on which days no record says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ledgers import OUTCOMES, run_of, write
from verifier.model.days import Days

PERIOD = "    opens: {opens}\n    horizon: {horizon}\n"


@pytest.mark.parametrize(
    ("opens", "horizon", "covered", "gaps"),
    [
        (
            "2023-03-01",
            "2024-02-29",
            [("2023-03-01", "2024-01-01")],
            [("2024-01-01", "2024-03-01")],
        ),
        (
            "2022-12-01",
            "2023-01-31",
            [("2023-01-01", "2023-02-01")],
            [("2022-12-01", "2023-01-01")],
        ),
        ("2023-03-01", "2023-12-31", [], []),
        ("2023-01-01", "2024-02-29", [], []),
        ("2024-02-01", "2024-02-29", [], []),
    ],
    ids=["the end", "the beginning", "whole", "it came", "no record"],
)
def test_days_that_no_record_covers_are_told_from_the_others(
    tmp_path: Path,
    opens: str,
    horizon: str,
    covered: list[tuple[str, str]],
    gaps: list[tuple[str, str]],
) -> None:
    """The record is of 2023, and nothing came but on 20 February."""

    def days(pairs: list[tuple[str, str]]) -> tuple[Days, ...]:
        return tuple(Days(*map(date.fromisoformat, pair)) for pair in pairs)

    asked = OUTCOMES + PERIOD.format(opens=opens, horizon=horizon)
    [answered] = run_of(write(tmp_path, outcomes=asked), date(2024, 3, 10)).answers.values()
    assert (answered.covered, answered.gaps) == (days(covered), days(gaps))
