"""When a table's figures of calibration are certain, and when too little is there for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tables.tables import as_csv, by_forecaster, score

ENGINES = ["polars", "duckdb"]
MAPPED = ["--forecaster", "who", "--probability", "p", "--observed", "o", "--question", "q"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("each", [1, 3])
def test_a_certain_miscalibration_is_told_apart_from_none(
    engine: str, each: int, tmp_path: Path
) -> None:
    """0 or 1 said on forty questions, half of them wrong: a chance of 0, below what is printed."""
    rows = [
        {"who": who, "q": f"q{n}", "p": n % 2, "o": int(n < 20)}
        for who in ("x", "y")
        for n in range(40)
        for _ in range(each)
    ]
    table = as_csv(tmp_path / "table.csv", rows)
    assert score(table, tmp_path / "out", *MAPPED, "--engine", engine) == 0
    assert by_forecaster(tmp_path / "out")["x"]["calibration_chance"] == 0
    assert "| \\< 0.001 |" in (tmp_path / "out" / "README.md").read_text("utf-8")


@pytest.mark.parametrize("each", [1, 30])
def test_rows_that_share_questions_have_no_chance_of_single_rows(each: int, tmp_path: Path) -> None:
    """Thirty games, asked of once or thirty times each: only of single rows it is known."""
    rows = [
        {"who": "x", "q": f"q{n}", "p": 0.8 if n % 2 else 0.4, "o": int(n % 5 < 3)}
        for n in range(30)
        for _ in range(each)
    ]
    table = as_csv(tmp_path / "table.csv", rows)
    assert score(table, tmp_path / "out", *MAPPED) == 0
    row = by_forecaster(tmp_path / "out")["x"]
    said = "Rows of one question come true together" in (tmp_path / "out/README.md").read_text()
    assert (row["miscalibration_corrected"] is None, said) == (each > 1, each > 1)
    assert {one["band"] is None for one in row["calibration_bins"]} == {each > 1}
    assert row["calibration_chance"] is not None
    assert row["calibration_curve"]


@pytest.mark.parametrize("events", [0, 1, 9, 10])
@pytest.mark.parametrize("asked", [True, False])
def test_a_share_is_of_ten_events_or_calls(asked: bool, events: int, tmp_path: Path) -> None:
    """Below that there is a dash, with the reason, whether rows or questions are counted."""
    rows = [{"who": "x", "q": f"q{n}", "p": 0.8, "o": int(n < events)} for n in range(25)]
    table = as_csv(tmp_path / "table.csv", rows)
    options = MAPPED if asked else MAPPED[:-2]
    assert score(table, tmp_path / "out", *options) == 0
    row = by_forecaster(tmp_path / "out")["x"]
    assert row["pod"] == (1.0 if events == 10 else None)
    assert row["far"] == pytest.approx(1 - events / 25, abs=1e-9)
    assert row["peirce"] == (0.0 if events == 10 else None)
    page = (tmp_path / "out/README.md").read_text("utf-8")
    assert ("A ratio is left out" in page) == (events < 10)


@pytest.mark.parametrize("questions", [3, 9, 10])
def test_an_error_in_per_cent_is_of_ten_questions(questions: int, tmp_path: Path) -> None:
    """sMAPE, and relative skill by a baseline, have none of fewer."""
    rows = [
        {"who": who, "q": f"q{n}", "value": n + 2 + more, "o": n + 1}
        for n in range(questions)
        for who, more in (("x", 0), ("y", 1))
    ]
    table = as_csv(tmp_path / "table.csv", rows)
    roles = ["--forecaster", "who", "--question", "q", "--value", "value", "--observed", "o"]
    assert score(table, tmp_path / "out", *roles, "--baseline", "y") == 0
    row = by_forecaster(tmp_path / "out")["x"]
    enough = questions >= 10
    assert (row["symmetric_error"] is not None) == enough
    assert (row.get("relative_skill_scaled") is not None) == enough
    assert ("A ratio is left out" in (tmp_path / "out/README.md").read_text()) != enough
