"""Skill against base rates is a ratio, and none is printed of next to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gaming import FEBRUARY, PLACES, Said, ledger
from tests.ledgers import Pages


@pytest.mark.parametrize(("window", "told"), [("2024-07-01/2024-12-31", False), ("2024", True)])
def test_who_denies_what_hardly_ever_comes_has_no_skill_of_one(
    window: str, tmp_path: Path, *, told: bool
) -> None:
    """Twelve denials against a base rate of 2 % a year; in three places it comes on 20 June.

    By hand, for the half-year that rate is 1 - 0.98^(184/366) = 1.01 %: the reference loses 12 x
    0.0001 of what one question can cost, and the denial nothing: skill 1. Of the year it loses
    3 x 0.9604 + 9 x 0.0004, and who denies it 3: worse.
    """
    days = window if "/" in window else "2024-01-01/2024-12-31"
    said = [Said("ann", n, FEBRUARY, window=days, likelihood=0.0) for n in range(PLACES)]
    run = ledger(tmp_path, said, rate=0.02)
    skill = run.tallies["ann"].skill
    assert skill is not None
    assert skill.questions == PLACES
    assert (skill.skill is not None) is told
    page = Pages(run)["forecasters/ann.md"]
    [line] = [line for line in page.splitlines() if "Against declared base rates" in line]
    assert f"over {PLACES} questions: 0." in line
    assert (", a skill of" in line) is told
    if told:
        assert skill.difference == pytest.approx((3 * 0.9604 + 9 * 0.0004 - 3) / 12, abs=0.01)
        assert skill.skill == pytest.approx(1 - 3 / (3 * 0.9604 + 9 * 0.0004), abs=0.02)
    else:
        rate = 1 - 0.98 ** (184 / 366)
        assert skill.difference == pytest.approx(rate * rate, rel=1e-9)
