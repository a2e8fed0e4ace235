"""Tables that say which questions share their luck: those of one family count as one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tables.tables import as_csv, each_engine, score
from tests.tables.test_when_spoken import (
    COLUMNS,
    paged,
    ranks,
)


def _nights(*more: str) -> list[dict[str, Any]]:
    """Five states in each of four nights; on one of them nothing comes."""
    return [
        {
            "who": who,
            "q": f"{night}-{state}",
            "night": f"night {night}",
            "p": p,
            "o": int(night > 0),
        }
        for who, p in (("ann", 0.9), ("bob", 0.5), *((name, 0.4) for name in more))
        for night in range(4)
        for state in range(5)
    ]


@each_engine
def test_questions_of_one_family_count_as_one(engine: str, tmp_path: Path) -> None:
    """Four nights of five states are four questions: nobody is ranked; without families all are.

    By hand: Ann is right on three nights (0.01), wrong on one (0.81), so that her mean is 0.21.
    """
    found, page = paged(tmp_path / "a", _nights(), "--engine", engine)
    assert [row["rank"] for row in found.values()] == [1, 2]
    assert "Each question counts as if it told nothing of another" in page
    options = ("--engine", engine, "--family", "night")
    found, page = paged(tmp_path / "b", _nights(), *options)
    ann = found["ann"]
    assert (ann["questions"], ann["rank"], ann["brier_by_question"]) == (4, None, 0.21)
    assert "20 questions are of 4 families" in page


def test_a_family_compares_on_the_questions_that_two_share(tmp_path: Path) -> None:
    """Who answers only the easy question of each family has nothing to compare on the others."""
    rows = [
        {"who": who, "q": f"{n}-{part}", "family": n, "p": p, "o": 1}
        for n in range(12)
        for who, part, p in (
            ("ann", "hard", 0.6),
            ("ann", "easy", 0.9),
            ("bob", "hard", 0.6),
            ("bob", "easy", 0.9),
            ("eve", "easy", 0.9),
        )
    ]
    found = ranks(tmp_path / "a", rows, "--family", "family")
    assert {row["rank"] for row in found.values()} == {1}


def test_a_question_has_one_family(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two are an error that names them; families of single questions change nothing."""
    rows = _nights()
    rows[0]["night"] = "another"
    table = as_csv(tmp_path / "table.csv", rows)
    assert score(table, tmp_path / "out", *COLUMNS, "--family", "night") == 1
    assert "of two families, `another` and `night 0`" in capsys.readouterr().err
    alone = ranks(tmp_path / "a", _nights("eve"))
    own = ranks(tmp_path / "b", _nights("eve"), "--family", "q")
    for name, row in alone.items():
        for figure in ("rank", "rank_interval", "brier_interval", "peer", "relative_skill"):
            assert own[name][figure] == row[figure]
