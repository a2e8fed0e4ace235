"""Tables of quantiles: their scores, and that what somebody leaves out or adds does not pay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tables.tables import as_csv, by_forecaster, each_engine, result, score
from tests.tables.test_score_command import QUANTILES, WRITERS


def quantiles() -> list[dict[str, Any]]:
    """Two questions of one forecaster, by hand: quartiles and median."""
    said = {"a": ((8, 12, 16), 18), "b": ((8, 12, 16), 12)}
    return [
        {"who": "x", "q": q, "t": t, "v": v, "y": y}
        for q, (values, y) in said.items()
        for t, v in zip((0.25, 0.5, 0.75), values, strict=True)
    ]


@each_engine
@pytest.mark.parametrize("suffix", WRITERS)
def test_quantiles_have_their_score_and_its_parts(suffix: str, engine: str, tmp_path: Path) -> None:
    """14/3 and 4/3 by hand; of the first 10/3 is underprediction."""
    table = WRITERS[suffix](tmp_path / f"table.{suffix}", quantiles())
    columns = ("--forecaster", "who", "--question", "q", "--quantile", "t", "--value", "v")
    assert score(table, tmp_path / "out", *columns, "--observed", "y", "--engine", engine) == 0
    row = by_forecaster(tmp_path / "out")["x"]
    assert row["n"] == 2
    assert row["wis"] == pytest.approx(3)
    assert row["dispersion"] == pytest.approx(4 / 3)
    assert row["underprediction"] == pytest.approx(5 / 3)
    assert row["overprediction"] == 0
    assert row["bias"] == pytest.approx(-0.5)
    assert row["absolute_error"] == 3
    assert (row["coverage_50"], row["coverage_90"]) == (0.5, None)


Left = tuple[list[tuple[str, int]], dict[str, int]]


def left_out(
    rows: list[dict[str, Any]], tmp_path: Path, engine: str = "polars", *options: str
) -> Left:
    """Which rows of a quantile table are left out and why, and how many forecasts are scored."""
    table = as_csv(tmp_path / "table.csv", rows)
    options = (*QUANTILES, "--observed", "y", "--engine", engine, *options)
    assert score(table, tmp_path / "out", *options) == 0
    faults = [(r["reason"], r["rows"]) for r in result(tmp_path / "out")["table"]["left_out"]]
    return faults, {name: row["n"] for name, row in by_forecaster(tmp_path / "out").items()}


@each_engine
def test_a_level_given_twice_spoils_its_question_only(engine: str, tmp_path: Path) -> None:
    """The whole forecast is left out, the other one is scored."""
    rows = [*quantiles(), {"who": "x", "q": "a", "t": 0.5, "v": 3, "y": 18}]
    assert left_out(rows, tmp_path, engine) == ([("level_twice", 4)], {"x": 1})


@each_engine
def test_crossed_quantiles_are_left_out(engine: str, tmp_path: Path) -> None:
    """A 75 % quantile below the median means nothing; equal ones do."""
    rows = quantiles()
    rows[2]["v"] = 11
    rows[5]["v"] = 12
    assert left_out(rows, tmp_path, engine) == ([("crossed", 3)], {"x": 1})


@each_engine
def test_a_missing_quantile_does_not_pay(engine: str, tmp_path: Path) -> None:
    """Three forecasts lack their worst quantile, each in its way: they compare with nobody's there.

    Where a row of it is not whole the forecast is left out.
    """
    rows = [{**row, "who": who} for who in ("x", "no row", "no v", "no t") for row in quantiles()]
    first = {row["who"]: row for row in reversed(rows)}
    first["no v"]["v"] = first["no t"]["t"] = "NA"
    rows.remove(first["no row"])
    faults, scored = left_out(rows, tmp_path, engine)
    assert scored == {"x": 2, "no row": 2, "no v": 1, "no t": 1}
    assert dict(faults)["level_missing"] == 4
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "On 1 question not all give the same levels" in page
    assert "Alone with theirs, on so many: no row (1), x (1)." in page


@each_engine
def test_a_quantile_of_ones_own_does_not_pay(engine: str, tmp_path: Path) -> None:
    """Where others lack it `y` is alone with it, and named; levels asked for are for all.

    The extreme quantile added by `y` would cost almost nothing and make its mean smaller.
    """
    rows: list[dict[str, Any]] = [{**row, "who": who} for who in "xyz" for row in quantiles()]
    rows += [{**row, "who": "y", "t": 0.001, "v": 0} for row in quantiles()[::3]]
    scored = {"x": 2, "y": 2, "z": 2}
    assert left_out(rows, tmp_path, engine) == ([], scored)
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "Alone with theirs, on so many: y (2)." in page
    asked = ("--levels", "0.25", "0.5", "0.75")
    assert left_out(rows, tmp_path, engine, *asked) == ([("level_extra", 2)], scored)
    wis = {name: row["wis"] for name, row in by_forecaster(tmp_path / "out").items()}
    assert wis["x"] == wis["y"] == wis["z"]
