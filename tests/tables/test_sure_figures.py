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
