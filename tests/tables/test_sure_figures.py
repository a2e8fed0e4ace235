"""When a table's figures of calibration are certain, and when too little is there for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.depth import thin
from tests.tables.tables import as_csv, by_forecaster, each_engine, score

MAPPED = ["--forecaster", "who", "--probability", "p", "--observed", "o", "--question", "q"]


@each_engine
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
    said = "Rows of one question come true together" in (tmp_path / "out/README.md").read_text(
        "utf-8"
    )
    assert (row["miscalibration_corrected"] is None, said) == (each > 1, each > 1)
    assert {one["band"] is None for one in row["calibration_bins"]} == {each > 1}
    assert row["calibration_chance"] is not None
    assert row["calibration_curve"]


@pytest.mark.parametrize(("count", "told"), [(9, False), (10, True)])
@pytest.mark.parametrize("kind", ["probability", "point"])
def test_a_ratio_of_few_stands_in_the_data_alone(
    kind: str, count: int, told: bool, tmp_path: Path
) -> None:
    """Nine events called and nine times the naive error are no ratio on a page, and ten are."""
    of_kind = {"probability": {"p": 0.8}, "point": {"v": 1.5, "naive": 1.0}}
    rows = [
        {"who": who, "q": q, "o": 1, **of_kind[kind]} for q in range(count) for who in ("a", "b")
    ]
    table = as_csv(tmp_path / "table.csv", rows)
    names = ("--forecaster", "who", "--question", "q", "--observed", "o")
    columns = {
        "probability": ("--probability", "p"),
        "point": ("--value", "v", "--naive-error", "naive"),
    }
    assert score(table, tmp_path / "out", *names, *columns[kind], "--baseline", "b") == 0
    row, page = (
        by_forecaster(tmp_path / "out")["a"],
        (tmp_path / "out/README.md").read_text("utf-8"),
    )
    figures: dict[str, dict[str, float]] = {
        "probability": {"pod": 1, "far": 0},
        "point": {"scaled_error": 0.5},
    }
    heads = {"probability": ("Events called", "False alarms"), "point": ("MASE",)}
    for figure, value in ("relative_skill_scaled", 1), *figures[kind].items():
        assert row[figure] == value
    for head in (*heads[kind], "Relative to the baseline"):
        assert (head in page) == told, head
    assert ("Ratios of fewer than 10" in page) != told


def test_an_adjusted_score_below_0_is_called_extrapolated(tmp_path: Path) -> None:
    """Cat answers only what all find easy, a little better; the others also what all find hard."""
    rows = [
        {"who": who, "q": q, "p": p if q < 12 else 0.5, "o": 1}
        for who, p in (("ann", 0.6), ("bob", 0.6), ("cat", 1.0))
        for q in range(24 if who != "cat" else 12)
    ] + [{"who": who, "q": q, "p": 1.0, "o": 1} for who in ("ann", "bob") for q in range(30, 90)]
    assert score(as_csv(tmp_path / "t.csv", rows), tmp_path / "out", *MAPPED) == 0
    found = by_forecaster(tmp_path / "out")
    told = "An adjusted score below 0 is extrapolated" in (tmp_path / "out/README.md").read_text(
        "utf-8"
    )
    assert (found["cat"]["brier_adjusted"] < 0, told) == (True, True)


@each_engine
@pytest.mark.parametrize("said", [False, True])
def test_a_reference_is_nobodys_own(
    engine: str, said: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who may write it is better than it; it may change from day to day, where days are told."""
    rows = [
        {"who": who, "q": "q", "p": 0.5, "o": 1, "base": base, "said": f"2024-01-0{day}"}
        for who, base, day in (("a", 0.5, 1), ("b", 0.6, 2), ("c", 0.5 if not said else 0.6, 2))
    ]
    options = (*MAPPED, "--reference", "base", *(("--said", "said") if said else ()))
    table = as_csv(tmp_path / "table.csv", rows)
    assert score(table, tmp_path / "out", *options, "--engine", engine) == (0 if said else 1)
    if not said:
        assert "two references, 0.5 in row 1 and 0.6 in row 2" in capsys.readouterr().err
    rows[2]["base"] = 0.7
    table = as_csv(tmp_path / "other.csv", rows)
    assert score(table, tmp_path / "out", *options, "--engine", engine) == 1
    assert "the question `q` has two references" in capsys.readouterr().err


@pytest.mark.parametrize("weighted", [False, True])
def test_a_page_says_where_bounds_rest_on_what_was_met(weighted: bool, tmp_path: Path) -> None:
    """Errors have no bound, and no question need be the heaviest; probabilities have one."""
    rows = [
        {"who": who, "q": q, "o": 1, "p": 0.6 + n / 10, "v": 1.5 + n, "w": 1 + q % 2}
        for q in range(40)
        for n, who in enumerate("ab")
    ]
    told = ("--forecaster", "who", "--question", "q", "--observed", "o")
    weights = ("--weight", "w") if weighted else ()
    pages = []
    for kind in ("--probability", "p"), ("--value", "v"):
        table = as_csv(tmp_path / f"{kind[1]}.csv", rows)
        assert score(table, tmp_path / kind[1], *told, *kind, *weights) == 0
        pages.append((tmp_path / kind[1] / "README.md").read_text("utf-8"))
    assert ["Nothing says how large" in page for page in pages] == [False, True]
    assert ["Questions weigh differently" in page for page in pages] == [weighted] * 2


@pytest.mark.parametrize(
    ("kind", "unmet"),
    [
        (("--value", "v"), False),
        (("--value", "v", "--most", "9"), True),
        (("--probability", "p", "--threshold", "t"), True),
    ],
)
def test_a_page_names_the_test_that_it_goes_by(
    kind: tuple[str, ...], unmet: bool, tmp_path: Path
) -> None:
    """None where nothing says how far one question can go; thresholds say it of a CRPS."""
    rows = [
        {"who": who, "q": q, "y": 1, "v": 1.5 + n + q / 100, "t": t, "p": (1 + n + t) / 10}
        for q in range(30)
        for n, who in enumerate("ab")
        for t in ((0, 2) if "t" in kind else (0,))
    ]
    table = as_csv(tmp_path / "t.csv", rows)
    told = ("--forecaster", "who", "--question", "q", "--observed", "y")
    assert score(table, tmp_path / "out", *told, *kind) == 0
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert ("(Fan, Grama and Liu)" in page) is unmet
    assert ("Nothing says how large" in page) is not unmet
    for word in ("| Between", "95% interval", "In bold", "†"):
        assert (word in page) is unmet


@pytest.mark.parametrize(("most", "sure"), [(None, False), ("3", True), ("100", False)])
def test_how_large_an_error_can_be_is_part_of_how_sure_one_is(
    most: str | None, tmp_path: Path, *, sure: bool
) -> None:
    """Forty times 1 and 3 off: sure if 3 is the most, and not if one question can cost 100.

    By hand 2 / (1 + 2 / 100)^40 = 0.91; of the same scores there is an interval only up to a most.
    """
    rows = [
        {"who": who, "q": q, "v": q + off, "y": q}
        for who, off in (("a", 1), ("b", 3))
        for q in range(40)
    ]
    table = as_csv(tmp_path / "t.csv", rows)
    columns = ("--forecaster", "who", "--question", "q", "--value", "v", "--observed", "y")
    options = ("--most", most) if most else ()
    assert score(table, tmp_path / "out", *columns, *options) == 0
    found = by_forecaster(tmp_path / "out")
    bounds = [1, 1] if sure else [1, 2]
    assert found["a"]["rank_interval"] == (bounds if most else None)
    assert (found["a"]["absolute_error_interval"] is not None) is (most is not None)
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert ("can be above" in page) is (most is not None)
    assert ("Nothing says how large" in page) is (most is None)


@pytest.mark.parametrize(("kind", "option"), [("p", "said"), ("v", "by")])
def test_a_page_without_days_names_what_such_a_table_can_do(
    kind: str, option: str, tmp_path: Path
) -> None:
    """Days go with probabilities alone; of other kinds a column may rank them apart."""
    rows = [{"who": who, "q": q, "p": 0.5, "v": 2, "y": 1} for who in "ab" for q in range(12)]
    table = as_csv(tmp_path / "t.csv", rows)
    columns = ("--forecaster", "who", "--question", "q", "--observed", "y")
    named = ("--probability", "p") if kind == "p" else ("--value", "v")
    assert score(table, tmp_path / "out", *columns, *named) == 0
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    [told] = [line for line in page.splitlines() if line.startswith("No column says when")]
    assert [name for name in ("said", "by") if f"option `--{name}`" in told] == [option]


def test_a_most_that_is_passed_or_of_probabilities_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error of 3 is above 2, and no Brier score is above 1."""
    table = as_csv(tmp_path / "t.csv", [{"who": "a", "q": 1, "v": 4, "y": 1, "p": 0.5}])
    columns = ("--forecaster", "who", "--question", "q", "--observed", "y", "--most", "2")
    for more, told in (
        (("--value", "v"), "`a` has a score of 3 on the question `1`, and --most says 2"),
        (("--probability", "p"), "--most is for quantities"),
    ):
        assert score(table, tmp_path / "out", *columns, *more) == 1
        assert told in capsys.readouterr().err


@pytest.mark.parametrize(("heaviest", "sure"), [(None, False), (2, True), (50, False)])
@pytest.mark.parametrize("unit", thin([1, 100], 2))
@each_engine
def test_how_heavy_a_question_can_be_is_part_of_how_sure_one_is(
    engine: str, unit: int, heaviest: int | None, tmp_path: Path, *, sure: bool
) -> None:
    """Twenty times 0.9 apart, of weight 1 or 2: not sure if one of weight 50 may come, or any.

    In whatever unit weights are written.
    """
    rows = [
        {"who": who, "q": q, "p": p, "o": 1, "w": unit * (1 + q % 2)}
        for who, p in (("a", 0.95), ("b", 0.05))
        for q in range(20)
    ]
    columns = ("--forecaster", "who", "--question", "q", "--probability", "p", "--observed", "o")
    options = ("--heaviest", str(unit * heaviest)) if heaviest else ()
    table = as_csv(tmp_path / "t.csv", rows)
    options = ("--weight", "w", "--engine", engine, *options)
    assert score(table, tmp_path / "out", *columns, *options) == 0
    found = by_forecaster(tmp_path / "out")
    bounds = [1, 1] if sure else [1, 2]
    assert found["a"]["rank"] == 1
    assert found["a"]["rank_interval"] == (bounds if heaviest else None)
    assert (found["a"]["peer_interval"] is None) is (heaviest is None)
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert ("none can weigh more than" in page) is (heaviest is not None)
    assert ("**+0.900" in page) is sure
    assert ("| Between" in page) is ("†" in page) is (heaviest is not None)


@pytest.mark.parametrize("heaviest", [None, 4])
@pytest.mark.parametrize(
    ("weight", "said"), thin([((1, 3), "p"), ((1, 1), "p"), ((1, 1), "v"), ((1, 3), "v")], 2)
)
def test_means_by_weights_that_differ_have_an_interval_up_to_the_heaviest_that_is_said(
    weight: tuple[int, int], said: str, heaviest: int | None, tmp_path: Path
) -> None:
    """Nothing else says how much the next question weighs; where all weigh alike it does, too."""
    rows = [
        {"who": who, "q": q, "p": p, "o": 1, "v": 1 - p + q % 3 / 9, "w": weight[q % 2]}
        for who, p in (("a", 0.8), ("b", 0.4))
        for q in range(30)
    ]
    table = as_csv(tmp_path / "t.csv", rows)
    named = {"p": ("--probability", "p"), "v": ("--value", "v", "--most", "2")}[said]
    columns = ("--forecaster", "who", "--question", "q", "--observed", "o", "--weight", "w", *named)
    options = ("--heaviest", str(heaviest)) if heaviest else ()
    assert score(table, tmp_path / "out", *columns, *options) == 0
    without = weight[1] > 1 and heaviest is None
    for row in by_forecaster(tmp_path / "out").values():
        ends = [end for key, end in row.items() if key.endswith("_interval") and key[:4] != "rank"]
        assert ends == [None, None] if without else None not in ends
        refused = row["interval_refused"] or {}
        assert refused.get("reason") == ("weights_differ" if without else None)
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert ("no mean has an interval, no rank has bounds" in page) is without


def test_weights_keep_to_the_heaviest_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What weighs more is named, and so is a table that has no weights."""
    rows = [{"who": "a", "q": q, "p": 0.5, "o": 1, "v": 3, "w": 1 + q} for q in range(3)]
    table = as_csv(tmp_path / "t.csv", rows)
    columns = ("--forecaster", "who", "--question", "q", "--observed", "o", "--heaviest", "2")
    for more, told in (
        (("--probability", "p", "--weight", "w"), "a question weighs 3, and --heaviest says 2"),
        (("--value", "v", "--weight", "w"), "a question weighs 3, and --heaviest says 2"),
        (("--probability", "p"), "--heaviest is for a table with --weight"),
    ):
        assert score(table, tmp_path / "out", *columns, *more) == 1
        assert told in capsys.readouterr().err


def test_one_exact_number_drowns_nobody(tmp_path: Path) -> None:
    """Who has too few scores for a place is no measure of what is too great."""
    rows = [
        {"who": who, "q": q, "v": q + off, "o": q}
        for who, off in (("a", 1.0), ("b", 2.0))
        for q in range(30)
    ]
    rows.append({"who": "c", "q": 0, "v": 0.1 + 0.2 - 0.3, "o": 0})
    table = as_csv(tmp_path / "t.csv", rows)
    columns = ("--forecaster", "who", "--question", "q", "--value", "v", "--observed", "o")
    assert score(table, tmp_path / "out", *columns) == 0
    assert by_forecaster(tmp_path / "out")["a"]["rank"] == 1
