"""Weights of questions, of every kind of forecast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import examples, thin
from tests.tables.tables import as_csv, by_forecaster, each_engine, result, score
from verifier.loading.rules import load_rules
from verifier.tables.columns import Columns
from verifier.tables.data import scored
from verifier.tables.entries import Choices
from verifier.tables.reading import read_table

_DAYS = {"from": "2024-01-01", "opens": "2024-01-01", "closes": "2024-01-11", "settled": ""}
_TIMES = (
    *("--stood-from", "from", "--opens", "opens", "--closes", "closes", "--settled", "settled"),
)
Said = Mapping[str, Any]
# Of each kind the options, the rows of a forecast of 0 to 100, where 60 came, and its main score.
KINDS: Mapping[str, tuple[Sequence[str], Any, str]] = {
    "probability": (("--probability", "p"), lambda p: [{"p": p / 100, "y": 1}], "brier"),
    "over_time": (
        ("--probability", "p", *_TIMES),
        lambda p: [{"p": p / 100, "y": 1, **_DAYS}],
        "brier_over_time",
    ),
    "category": (
        ("--category", "c", "--probability", "p"),
        lambda p: [{"c": c, "p": q, "y": "b"} for c, q in (("a", p / 100), ("b", 1 - p / 100))],
        "categories_brier",
    ),
    "cdf": (
        ("--threshold", "x", "--probability", "p"),
        lambda p: [{"x": x, "p": q, "y": 60} for x, q in ((0, 0), (50, p / 100), (100, 1))],
        "crps_grid",
    ),
    "quantile": (
        ("--quantile", "t", "--value", "v"),
        lambda p: [{"t": t, "v": p + t, "y": 60} for t in (0.25, 0.5, 0.75)],
        "wis",
    ),
    "interval": (
        ("--low", "l", "--high", "h", "--level", "80%"),
        lambda p: [{"l": p - 5, "h": p + 5, "y": 60}],
        "wis",
    ),
    "sample": (
        ("--member", "m", "--value", "v"),
        lambda p: [{"m": m, "v": p + m, "y": 60} for m in range(3)],
        "crps_ensemble",
    ),
    "point": (("--value", "v"), lambda p: [{"v": p, "y": 60}], "absolute_error"),
    "mean": (
        ("--value", "v", "--functional", "mean"),
        lambda p: [{"v": p, "y": 60}],
        "squared_error",
    ),
}
_RULES = load_rules(Path("nowhere"), [], {})
assert _RULES is not None
RULED = Choices(_RULES, 1e-5)
_WHO = ("--forecaster", "who", "--question", "q", "--observed", "y")


def _rows(kind: str, said: Said) -> list[dict[str, Any]]:
    """Each question's rows of each forecaster."""
    made = KINDS[kind][1]
    return [
        {"who": who, "q": question, **row}
        for question, by_name in said.items()
        for who, value in by_name.items()
        for row in made(value)
    ]


def _figures(
    kind: str, rows: list[dict[str, Any]], folder: Path, **more: str
) -> Mapping[str, Mapping[str, Any]]:
    """The figures of a table, without its page."""
    options = {"forecaster": "who", "question": "q", "observed": "y", **more}
    pairs = [option.removeprefix("--") for option in KINDS[kind][0]]
    options |= dict(zip(pairs[::2], pairs[1::2], strict=True))
    table = read_table(
        as_csv(folder / "table.csv", rows), Columns.model_validate(options), clamp=1e-5
    )
    # So few questions have no ratio otherwise.
    schemes = RULED.rules.schemes
    least = schemes.thresholds.model_copy(update={"ratio": 1})
    rules = replace(RULED.rules, schemes=schemes.model_copy(update={"thresholds": least}))
    choices = replace(RULED, rules=rules)
    return {row["forecaster"]: row for row in scored(table, "table", choices).rows}


def _scored(
    rows: list[dict[str, Any]], folder: Path, *options: str
) -> Mapping[str, Mapping[str, Any]]:
    table = as_csv(folder / "table.csv", rows)
    assert score(table, folder / "out", *_WHO, *options, pages=False) == 0
    return by_forecaster(folder / "out")


@pytest.mark.parametrize("kind", thin(KINDS, 2))
@given(
    said=st.lists(
        st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(0, 3)),
        min_size=1,
        max_size=5,
    ).filter(lambda said: any(weight for *_, weight in said))
)
@examples(8)
def test_a_question_of_weight_three_is_three_questions(
    kind: str, said: list[tuple[int, int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The law, of all means; and a question without weight is none."""
    folder, main = tmp_path_factory.mktemp("law"), KINDS[kind][2]
    weights = {f"q{n}": weight for n, (*_, weight) in enumerate(said)}
    by_name = {f"q{n}": {"ann": ann, "bob": bob} for n, (ann, bob, _) in enumerate(said)}
    rows = [{**row, "w": weights[row["q"]] / 4} for row in _rows(kind, by_name)]
    weighted = _figures(kind, rows, folder, weight="w")
    apart = {f"{q}.{n}": by_name[q] for q, weight in weights.items() for n in range(weight)}
    several = _figures(kind, _rows(kind, apart), folder)
    for who in ("ann", "bob"):
        for key in (main, f"{main}_by_question", "relative_skill"):
            # Scores are kept to a billionth, of which a ratio of small ones is a greater part.
            other = several[who][key]
            near = None if other is None else pytest.approx(other, abs=2e-8, rel=1e-7)
            assert weighted[who][key] == near, key


@each_engine
@pytest.mark.parametrize("kind", ["category", "cdf", "quantile", "sample"])
def test_rows_of_one_forecast_weigh_alike(kind: str, engine: str, tmp_path: Path) -> None:
    """Else it is left out, and counted: none of the weights is that of the forecast."""
    rows = _rows(kind, {"a": {"ann": 40, "bob": 50}, "b": {"ann": 40}})
    made = [{**row, "w": 1 + (n == 0)} for n, row in enumerate(rows)]
    found = _scored(made, tmp_path, *KINDS[kind][0], "--weight", "w", "--engine", engine)
    assert {who: row["n"] for who, row in found.items()} == {"ann": 1, "bob": 1}
    size = len(KINDS[kind][1](0))
    left = [(r["reason"], r["rows"]) for r in result(tmp_path / "out")["table"]["left_out"]]
    assert left == [("weights", size)]


@pytest.mark.parametrize("kind", thin(KINDS, 3))
def test_a_table_in_which_nothing_weighs_is_refused(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each row is told with its weight of zero, and that none is left."""
    rows = [{**row, "w": 0} for row in _rows(kind, {"a": {"ann": 40}})]
    table = as_csv(tmp_path / "table.csv", rows)
    assert score(table, tmp_path / "out", *_WHO, *KINDS[kind][0], "--weight", "w") == 1
    told = capsys.readouterr().err
    assert "the weight: a weight of zero" in told
    assert "no row can be scored" in told


def test_whoever_weighs_nothing_is_named_as_left_out(tmp_path: Path) -> None:
    """Bob's rows are counted among those left out, and shown with his name and their weight."""
    rows = _rows("probability", {"a": {"ann": 40, "bob": 50}})
    rows = [{**row, "w": int(row["who"] == "ann")} for row in rows]
    table = as_csv(tmp_path / "table.csv", rows)
    assert score(table, tmp_path / "out", *_WHO, "--probability", "p", "--weight", "w") == 0
    page = (tmp_path / "out/README.md").read_text(encoding="utf-8")
    assert "2 rows were read and 1 of them scored." in page
    assert "| 2 | a weight of zero | `bob` |" in page


@each_engine
def test_a_revised_forecast_by_quantiles_is_a_forecast_more(engine: str, tmp_path: Path) -> None:
    """By hand 2/3 (0.25 + 0.5 + 0.75) x 10 = 10 and, of what is exact, 0: their mean."""
    rows = [
        {"who": "ann", "q": "a", "at": at, "t": t, "v": v, "y": 60}
        for at, v in (("one", 50), ("two", 60))
        for t in (0.25, 0.5, 0.75)
    ]
    options = (*KINDS["quantile"][0], "--forecast", "at", "--engine", engine)
    row = _scored(rows, tmp_path, *options)["ann"]
    assert (row["n"], row["wis"], row["questions"]) == (2, 5, 1)
    assert row["coverage_50"] == 0.5


def test_a_table_with_one_great_weight_has_a_page(tmp_path: Path) -> None:
    """Others weigh a thousandth in parts of it, less than one can be drawn of."""
    rows = [
        {"who": who, "q": q, "p": 0.8 if q % 3 else 0.3, "o": q % 2, "w": 1}
        for who in ("ann", "bob")
        for q in range(40)
    ]
    rows.append({"who": "bad", "q": 41, "p": 0.9, "o": 1, "w": 1000})
    table, columns = as_csv(tmp_path / "t.csv", rows), ("--forecaster", "who", "--question", "q")
    options = (*columns, "--probability", "p", "--observed", "o", "--weight", "w")
    assert score(table, tmp_path / "out", *options) == 0
    found, page = by_forecaster(tmp_path / "out"), (tmp_path / "out/README.md").read_text("utf-8")
    assert {name: one["questions"] for name, one in found.items()} == {
        "ann": 40,
        "bob": 40,
        "bad": 1,
    }
    assert all(f"| {name} " in page or f"[{name}]" in page for name in found)
