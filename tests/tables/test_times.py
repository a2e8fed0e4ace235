"""Tables that say when forecasts were made: only who spoke at comparable times compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.tables.tables import as_csv, by_forecaster, each_engine, score
from verifier.tables import times

_COLUMNS = ("--forecaster", "who", "--question", "q", "--probability", "p", "--observed", "o")
_DEADLINE = ("--said", "said", "--deadline", "deadline")


def _rows(who: str, said: str, right: int = 12, sure: float = 0.8) -> list[dict[str, Any]]:
    """Twelve questions of 2024, three of which came true, and so many right answers."""
    return [
        {"who": who, "q": q, "p": sure if (q < 3) == (q < right) else 1 - sure, "o": int(q < 3)}
        | {"said": said, "deadline": "2024-12-31"}
        for q in range(12)
    ]


_OTHERS = [*_rows("honest", "2024-02-01"), *_rows("rival", "2024-02-01", 10)]


def _ranks(
    folder: Path, rows: Iterable[Any], *options: str
) -> tuple[dict[str, dict[str, Any]], str]:
    folder.mkdir()
    table = as_csv(folder / "table.csv", [*rows])
    assert score(table, folder / "out", *_COLUMNS, *options) == 0
    return by_forecaster(folder / "out"), (folder / "out" / "README.md").read_text("utf-8")


@each_engine
def test_who_is_certain_on_the_eve_is_not_placed(engine: str, tmp_path: Path) -> None:
    """And nobody else's place or difference is moved by it; without the days it is first."""
    late = _rows("late", "2024-12-30", sure=1.0)
    alone, page = _ranks(tmp_path / "alone", _OTHERS, *_DEADLINE, "--engine", engine)
    assert "different days" not in page
    found, page = _ranks(tmp_path / "late", [*_OTHERS, *late], *_DEADLINE, "--engine", engine)
    assert "On 12 questions forecasters spoke on different days" in page
    for name in ("honest", "rival"):
        for figure in ("rank", "rank_interval", "brier_adjusted", "peer", "relative_skill"):
            assert found[name][figure] == alone[name][figure]
    assert found["late"]["rank"] is None
    assert found["late"]["rank_refused"] == {"reason": "no_shared_set", "have": 0, "need": 10}
    found, page = _ranks(tmp_path / "undated", [*_OTHERS, *late], "--engine", engine)
    assert found["late"]["rank"] == 1
    assert "No column says when forecasts were made" in page


@pytest.mark.parametrize(("said", "met"), [("2024-04-24", 12), ("2024-04-25", 0), ("", 0)])
def test_three_quarters_of_the_longer_time_are_enough(said: str, met: int, tmp_path: Path) -> None:
    """Of the 335 days from 1 February 252 are, and 251 are not; nor is a day that is not known."""
    found, _ = _ranks(tmp_path / "a", [*_OTHERS, *_rows("late", said)], *_DEADLINE)
    assert found["late"]["compared_questions"] == met


def test_who_speaks_twice_is_as_late_as_the_second_time(tmp_path: Path) -> None:
    """A word of February beside that of the eve is no way in."""
    rows = [*_OTHERS, *_rows("late", "2024-02-01"), *_rows("late", "2024-12-30", sure=1.0)]
    found, _ = _ranks(tmp_path / "a", rows, *_DEADLINE)
    assert (found["late"]["rank"], found["honest"]["rank"], found["rival"]["rank"]) == (None, 1, 2)


@pytest.mark.parametrize("options", [("--said", "said"), _DEADLINE])
def test_without_a_deadline_only_the_same_day_compares(
    options: Sequence[str], tmp_path: Path
) -> None:
    """A day later is comparable where the end of the year is known to be asked of."""
    found, _ = _ranks(tmp_path / "a", [*_OTHERS, *_rows("next", "2024-02-02")], *options)
    assert found["next"]["compared_questions"] == (12 if options == _DEADLINE else 0)


@pytest.mark.parametrize(("name", "most"), [("PAIRS", 50), ("NAMES", 2)])
def test_too_many_to_compare_two_by_two_are_not_ranked(
    name: str, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said why; the scores stay."""
    monkeypatch.setattr(times, name, most)
    rows = [*_OTHERS, *_rows("late", "2024-12-30", sure=1.0)]
    found, page = _ranks(tmp_path / "a", rows, *_DEADLINE)
    assert {row["rank"] for row in found.values()} == {None}
    assert found["late"]["rank_refused"]["reason"] == "different_days"
    assert "on 12 questions forecasters spoke on different days, and there are too many" in page
    assert found["honest"]["brier_by_question"] == pytest.approx(0.04)


@pytest.mark.parametrize("weights", [False, True])
def test_times_that_all_compare_change_no_figure(weights: bool, tmp_path: Path) -> None:
    """What is ranked by two and two is what is ranked by columns; with weights, too."""
    rows = [*_OTHERS, *_rows("next", "2024-02-02", 8, 0.7)]
    rows = [row | {"w": 1 + row["q"] % 3} for row in rows]
    options = ("--weight", "w") if weights else ()
    plain, _ = _ranks(tmp_path / "plain", rows, *options)
    dated, _ = _ranks(tmp_path / "dated", rows, *options, *_DEADLINE)
    for name, row in plain.items():
        for figure in ("rank", "rank_interval", "compared_questions", "questions"):
            assert dated[name][figure] == row[figure]
        for figure in ("brier_by_question", "brier_adjusted", "peer", "relative_skill"):
            assert dated[name][figure] == pytest.approx(row[figure], abs=2e-9)
        assert dated[name]["brier_interval"] == pytest.approx(row["brier_interval"], abs=2e-9)
