"""Kinds of forecasts in tables: each figure is worked out by hand."""

from __future__ import annotations

from math import log
from pathlib import Path

import pytest

from tests.folders import contents
from tests.tables.tables import by_forecaster, each_engine, result, score


def scored(table: str, tmp_path: Path, *options: str) -> dict[str, dict[str, float]]:
    """The rows of the table that the command makes of a CSV file, by forecaster."""
    path = tmp_path / "table.csv"
    path.write_text(table, encoding="utf-8")
    assert score(path, tmp_path / "out", *options) == 0
    return by_forecaster(tmp_path / "out")


CATEGORIES = """\
who,game,option,p,came
ann,1,home,0.5,draw
ann,1,draw,0.3,draw
ann,1,away,0.2,draw
bob,1,home,50 %,draw
bob,1,draw,50 %,draw
ann,2,home,1,home
ann,2,draw,0,home
ann,2,away,0,home
"""
_MARKED = CATEGORIES.replace(",draw\n", ",0\n").replace(",home\n", ",0\n")
MARKED = (
    _MARKED.replace("1,draw,0.3,0", "1,draw,0.3,1")
    .replace("draw,50 %,0", "draw,50 %,1")
    .replace("2,home,1,0", "2,home,1,1")
)
_LONG = ("--forecaster", "who", "--question", "game")
_CATEGORY = (*_LONG, "--category", "option", "--probability", "p", "--observed", "came")


@each_engine
@pytest.mark.parametrize("table", [CATEGORIES, MARKED])
def test_categories(table: str, engine: str, tmp_path: Path) -> None:
    """(0.25 + 0.49 + 0.04) / 2 = 0.39 and 0; what came is named or marked; what is not given is 0.

    RPS with order home, draw, away: (0.5 - 0)^2 + (0.8 - 1)^2 = 0.29 and 0.
    """
    order = ("--order", "home", "draw", "away", "--engine", engine)
    rows = scored(table, tmp_path, *_CATEGORY, *order)
    assert rows["ann"]["n"] == 2
    assert rows["ann"]["categories_brier"] == pytest.approx(0.195)
    assert rows["ann"]["categories_log"] == pytest.approx(-log(0.3) / 2)
    assert rows["ann"]["ranked_probability_score"] == pytest.approx(0.145)
    assert rows["bob"]["categories_brier"] == pytest.approx(0.25)
    assert rows["bob"]["ranked_probability_score"] == pytest.approx(0.25)
    assert result(tmp_path / "out")["ranked_by"] == "categories_brier"


def test_without_an_order_there_is_no_ranked_score(tmp_path: Path) -> None:
    """Nor a column for it on the page."""
    assert "Ranked" not in _page(CATEGORIES, tmp_path)
    assert by_forecaster(tmp_path / "out")["ann"]["ranked_probability_score"] is None


def _page(table: str, tmp_path: Path) -> str:
    scored(table, tmp_path, *_CATEGORY)
    return (tmp_path / "out" / "README.md").read_text("utf-8")


@pytest.mark.parametrize("names", [("p_*",), ("p_home", "p_draw", "p_away")])
def test_a_column_for_each_category(names: tuple[str, ...], tmp_path: Path) -> None:
    """As one row a category says it; what came is named as the column is, or as the star is."""
    came = "draw" if names == ("p_*",) else "p_draw"
    table = f"who,game,p_home,p_draw,p_away,came\nann,1,0.5,0.3,0.2,{came}\n"
    rows = scored(table, tmp_path, *_LONG, "--categories", *names, "--observed", "came")
    assert rows["ann"]["categories_brier"] == pytest.approx(0.39)


BAD_CATEGORIES = """\
who,game,option,p,came
good,1,a,0.4,a
good,1,b,0.6,a
half,1,a,0.4,a
half,1,b,,a
less,1,a,0.4,a
less,1,b,0.5,a
many,1,a,0.4,a
many,1,a,0.6,a
near,1,a,0.33,a
near,1,b,0.66,a
good,2,a,0.5,c
good,2,b,0.5,c
"""


def test_what_is_not_whole_is_left_out_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unreadable part spoils its forecast; sums within 1 % are divided out, and that is said.

    By hand: 0.33 / 0.99 = 1/3, so (2/3)^2.
    """
    rows = scored(BAD_CATEGORIES, tmp_path, *_CATEGORY)
    assert rows.keys() == {"good", "near"}
    assert rows["near"]["categories_brier"] == pytest.approx(4 / 9)
    found = result(tmp_path / "out")["table"]
    assert {(one["reason"], one["rows"]) for one in found["left_out"]} == {
        ("missing", 1),
        ("incomplete", 1),
        ("not_one", 2),
        ("twice", 2),
        ("no_category", 2),
    }
    assert found["rows"] == 12
    assert found["scored"] == 4
    assert "add up to within 1 % of 1" in capsys.readouterr().err


GRID = """\
who,q,x,p,y
ann,1,0,0.2,2
ann,1,1,0.5,2
ann,1,3,1,2
bob,1,0,0,2
bob,1,1,0,2
bob,1,3,1,2
cut,1,0,0.2,2
cut,1,3,1,2
"""
CDF = ("--forecaster", "who", "--question", "q", "--threshold", "x", "--probability", "p")


@each_engine
@pytest.mark.parametrize("marked", [False, True])
def test_a_distribution_at_thresholds(marked: bool, engine: str, tmp_path: Path) -> None:
    """0.5 x 0.04 + 1.5 x 0.25 = 0.395; who leaves a threshold away compares with nobody.

    What came is the quantity, or says of each threshold whether it was reached.
    """
    table = GRID
    if marked:
        lines = [line.split(",") for line in GRID.splitlines()[1:]]
        marks = [",".join([*row[:4], str(int(float(row[2]) >= 2))]) for row in lines]
        table = "\n".join(["who,q,x,p,y", *marks, ""])
    rows = scored(table, tmp_path, *CDF, "--observed", "y", "--engine", engine)
    assert rows["ann"]["crps_grid"] == pytest.approx(0.395)
    assert rows["bob"]["crps_grid"] == 0
    page = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "Alone with theirs, on so many: cut (1)." in page


def test_a_distribution_that_falls_is_left_out(tmp_path: Path) -> None:
    """Of 1 or less more is likely than of 3 or less: that is no distribution."""
    table = GRID.replace("ann,1,3,1,2", "ann,1,3,0.4,2")
    assert "ann" not in scored(table, tmp_path, *CDF, "--observed", "y")


ENSEMBLE = """\
who,q,run,v,y
ann,1,1,0,2
ann,1,2,4,2
ann,1,3,3,2
ann,1,4,7,2
bob,1,1,2,2
"""
SAMPLE = ("--forecaster", "who", "--question", "q", "--value", "v", "--observed", "y")


@each_engine
def test_ensembles(engine: str, tmp_path: Path) -> None:
    """0, 3, 4 and 7 for 2: CRPS 1.125 and fair 2/3 (nci/scores), the median 3.5 is 1.5 off."""
    rows = scored(ENSEMBLE, tmp_path, *SAMPLE, "--member", "run", "--engine", engine)
    assert rows["ann"]["crps_ensemble"] == pytest.approx(1.125)
    assert rows["ann"]["crps_ensemble_fair"] == pytest.approx(2 / 3)
    assert rows["ann"]["absolute_error"] == pytest.approx(1.5)
    assert rows["bob"]["crps_ensemble"] == 0
    assert rows["bob"]["crps_ensemble_fair"] is None


def test_a_column_for_each_member(tmp_path: Path) -> None:
    """As a row for each."""
    table = "who,q,m1,m2,m3,m4,y\nann,1,0,4,3,7,2\n"
    options = ("--forecaster", "who", "--question", "q", "--members", "m*", "--observed", "y")
    assert scored(table, tmp_path, *options)["ann"]["crps_ensemble"] == pytest.approx(1.125)


POINTS = """\
who,q,v,y,naive
ann,1,150,50,25
ann,2,10,10,5
bob,1,60,50,25
"""


@each_engine
def test_points(engine: str, tmp_path: Path) -> None:
    """Errors 100 and 0: MAE 50, MSE 5,000, sMAPE (1 + 0) / 2, MASE (100 / 25 + 0) / 2."""
    rows = scored(POINTS, tmp_path, *SAMPLE, "--naive-error", "naive", "--engine", engine)
    assert rows["ann"]["absolute_error"] == 50
    assert rows["ann"]["squared_error"] == 5000
    assert rows["ann"]["symmetric_error"] == pytest.approx(0.5)
    assert rows["ann"]["scaled_error"] == pytest.approx(2.0)
    assert result(tmp_path / "out")["ranked_by"] == "absolute_error"


def test_a_mean_is_ranked_by_its_squared_error(tmp_path: Path) -> None:
    """Since that is least for a mean."""
    scored(POINTS, tmp_path, *SAMPLE, "--functional", "mean")
    assert result(tmp_path / "out")["ranked_by"] == "squared_error"


def test_days_are_quantities(tmp_path: Path) -> None:
    """Two days off, one of them written with its time."""
    table = "who,q,v,y\nann,1,2026-03-01,2026-03-03\nbob,1,2026-03-02T12:00:00Z,2026-03-03\n"
    rows = scored(table, tmp_path, *SAMPLE, "--unit", "day")
    assert rows["ann"]["absolute_error"] == 2
    assert rows["bob"]["absolute_error"] == pytest.approx(0.5)


@pytest.mark.parametrize("level", ["l", "80%", "0.8"])
def test_an_interval_is_two_quantiles(level: str, tmp_path: Path) -> None:
    """15 to 25 with 80 %, and 14 came: 10 + 10 x 1, of which WIS takes half of alpha: 20 x 0.1."""
    table = "who,q,from,to,l,y\nann,1,15,25,80 %,14\n"
    options = ("--forecaster", "who", "--question", "q", "--low", "from", "--high", "to")
    rows = scored(table, tmp_path, *options, "--level", level, "--observed", "y")
    assert rows["ann"]["wis"] == pytest.approx(2.0)
    assert rows["ann"]["coverage_80"] == 0


STOOD = """\
who,q,p,o,from,until,open,close,done
ann,1,0.5,1,2026-01-01,,2026-01-01,2026-01-11,2026-01-09
ann,1,1,1,2026-01-05,,2026-01-01,2026-01-11,2026-01-09
bob,1,0.5,1,2026-01-01,2026-01-05T00:00:00Z,2026-01-01,2026-01-11,2026-01-09
eve,1,1,1,2026-01-08T12:00:00Z,,2026-01-01,2026-01-11,2026-01-09
"""
_TIMES = (
    *("--forecaster", "who", "--question", "q", "--probability", "p", "--observed", "o"),
    *("--stood-from", "from", "--stood-until", "until", "--opens", "open", "--closes", "close"),
)


def test_each_value_counts_while_it_stood(tmp_path: Path) -> None:
    """One half for four of ten days, 1 for four, then settled: 0.25 x 0.6; nobody gains by it.

    Whoever speaks on the eve alone has the quarter of one half for the rest.
    """
    rows = scored(STOOD, tmp_path, *_TIMES, "--settled", "done")
    assert rows["ann"]["brier_over_time"] == pytest.approx(0.15)
    assert rows["ann"]["covered"] == pytest.approx(0.8)
    assert [rows[name]["n"] for name in ("ann", "bob", "eve")] == [2, 1, 1]
    assert rows["bob"]["brier_over_time"] == pytest.approx(0.25)
    assert rows["eve"]["brier_over_time"] == pytest.approx(0.25 * 0.95)
    assert result(tmp_path / "out")["ranked_by"] == "brier_over_time"


def test_opening_and_close_are_the_same_for_everybody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else whoever answers could choose the easy days."""
    for other in ("2026-01-12,2026-01-09\nb", "2026-01-11,2026-01-10\nb"):
        (tmp_path / "t.csv").write_text(STOOD.replace("2026-01-11,2026-01-09\nb", other))
        assert score(tmp_path / "t.csv", tmp_path / "out", *_TIMES, "--settled", "done") == 1
        assert "opens, closes or is settled at two times" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("table", "options"),
    [
        (CATEGORIES, _CATEGORY),
        (GRID, (*CDF, "--observed", "y")),
        (ENSEMBLE, (*SAMPLE, "--member", "run")),
        (POINTS, SAMPLE),
    ],
)
def test_the_order_of_rows_is_immaterial(
    table: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    """The same bytes, forwards and backwards."""
    head, *rows = table.splitlines()
    found = []
    for name, order in (("one", rows), ("two", rows[::-1])):
        folder = tmp_path / name
        folder.mkdir()
        scored("\n".join([head, *order, ""]), folder, *options)
        found.append(contents(folder / "out"))
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("table", "options", "says"),
    [
        (
            CATEGORIES.replace("bob,1,home,50 %,draw", "bob,1,home,50 %,away"),
            _CATEGORY,
            "`away` in row 4 and `draw` in row 1;",
        ),
        (
            MARKED.replace("bob,1,home,50 %,0", "bob,1,home,50 %,1"),
            _CATEGORY,
            "0 in row 1 and 1 in row 4;",
        ),
        (POINTS.replace("60,50", "60,51"), SAMPLE, "50 in row 1 and 51 in row 3;"),
        (
            GRID.replace("bob,1,0,0,2", "bob,1,0,0,3"),
            (*CDF, "--observed", "y"),
            "2 in row 1 and 3 in row 4;",
        ),
        (STOOD.replace("bob,1,0.5,1", "bob,1,0.5,0"), _TIMES, "0 in row 3 and 1 in row 1;"),
    ],
)
def test_two_truths_are_refused(
    table: str,
    options: tuple[str, ...],
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Else somebody could put the truth that suits beside his rows; the rows are named."""
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    assert score(tmp_path / "t.csv", tmp_path / "out", *options) == 1
    error = capsys.readouterr().err
    assert "two truths" in error
    assert says in error


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--category", "option", "--threshold", "p", "--probability", "p"), "not both"),
        (("--category", "option", "--value", "p", "--probability", "p"), "map one of"),
        (("--low", "p", "--high", "p"), "which column is `level`?"),
        (("--probability", "p", "--stood-from", "p"), "`opens` and `closes`"),
        (("--probability", "p", "--order", "a", "b"), "there are none"),
        (("--value", "p", "--member", "who", "--naive-error", "p"), "`naive-error` goes with"),
    ],
)
def test_columns_that_do_not_go_together_are_one_line(
    options: tuple[str, ...], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what is missing or too much."""
    (tmp_path / "t.csv").write_text(CATEGORIES, encoding="utf-8")
    mapped = ("--question", "game", "--observed", "came", *options)
    assert score(tmp_path / "t.csv", tmp_path / "out", *mapped) != 0
    assert says in capsys.readouterr().err


def test_groups_have_the_figures_of_their_kind(tmp_path: Path) -> None:
    """Each its own."""
    scored(CATEGORIES, tmp_path, *_CATEGORY, "--by", "game")
    groups = {part["group"]: part["forecasters"] for part in result(tmp_path / "out")["by"]}
    assert [row["categories_brier"] for row in groups["1"]] == pytest.approx([0.39, 0.25])
    assert [row["categories_brier"] for row in groups["2"]] == [0]


def test_categories_count_while_they_stood(tmp_path: Path) -> None:
    """Saying nothing of three costs 1/3; by hand 0.39 x 0.5 + 1/3 x 0.5."""
    head = "who,game,option,p,came,from,open,close\n"
    times = "2026-01-06,2026-01-01,2026-01-11"
    rows = [f"ann,1,{o},{p},draw,{times}\n" for o, p in (("home", 0.5), ("draw", 0.3), ("x", 0.2))]
    options = (*_CATEGORY, "--stood-from", "from", "--opens", "open", "--closes", "close")
    found = scored(head + "".join(rows), tmp_path, *options)
    assert found["ann"]["brier_over_time"] == pytest.approx((0.39 + 1 / 3) / 2)


_FROM, _MIDDLE, _TO = "2026-01-01", "2026-01-06", "2026-01-11"


def _of_three(*more: str) -> str:
    """Twelve games: Ann gives what came 0.6, Bob 0.9 or 0.1 by turns; and more rows of a sock."""
    rows = [
        f"{who},{game},{o},{p if o == 'home' else (1 - p) / 2:g},home,{since},{_FROM},{_TO}\n"
        for game in range(12)
        for who, p, since in (("ann", 0.6, _FROM), ("bob", 0.9 if game % 2 else 0.1, _MIDDLE))
        for o in ("home", "draw", "away")
    ]
    return "who,game,option,p,came,from,open,close\n" + "".join([*rows, *more])


def _sock(*said: tuple[str, float]) -> list[str]:
    """Of the games of which Bob is wrong."""
    end = f"home,{_FROM},{_FROM},{_TO}\n"
    return [f"sock,{game},{o},{p},{end}" for game in range(0, 12, 2) for o, p in said]


_ORDER = ("--order", "home", "draw", "away")
_OVER_TIME = ("--stood-from", "from", "--opens", "open", "--closes", "close")


def test_nobody_has_a_question_left_out_by_a_category_without_a_place(tmp_path: Path) -> None:
    """It is left out where it is given: else a sock chose on which games the others compare."""
    alone = scored(_of_three(), tmp_path, *_CATEGORY, *_ORDER)
    odd = _of_three(*_sock(("home", 0.5), ("extra", 0.5)))
    assert scored(odd, tmp_path, *_CATEGORY, *_ORDER) == alone
    [left] = result(tmp_path / "out")["table"]["left_out"]
    assert (left["reason"], left["rows"]) == ("no_order", 12)
    # A place that nobody else gives moves no figure of others either.
    more = (*_ORDER, "extra")
    alone = scored(_of_three(), tmp_path, *_CATEGORY, *more)
    found = scored(odd, tmp_path, *_CATEGORY, *more)
    for who in ("ann", "bob"):
        own = [key for key in alone[who] if key.startswith(("categories", "ranked"))]
        assert {key: found[who][key] for key in own} == {key: alone[who][key] for key in own}


def test_nobody_chooses_what_saying_nothing_costs_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """While nothing stands all categories are alike; with more of them Bob, who waits, loses."""
    table = _of_three(*_sock(("home", 1.0), ("draw", 0.0), ("away", 0.0), ("extra", 0.0)))
    (tmp_path / "t.csv").write_text(table, "utf-8")
    assert score(tmp_path / "t.csv", tmp_path / "out", *_CATEGORY, *_OVER_TIME) == 1
    assert "`ann` gives no `extra` on the question `0`, and others do" in capsys.readouterr().err


def test_a_tie_is_none_of_the_two(tmp_path: Path) -> None:
    """A game marked one half on both sides is left out, and the others count."""
    table = "game,side,p,won\n1,a,0.6,1\n1,b,0.4,0\n2,a,0.6,0.5\n2,b,0.4,0.5\n"
    options = ("--question", "game", "--category", "side", "--probability", "p")
    rows = scored(table, tmp_path, *options, "--observed", "won")
    assert rows["table"]["categories_brier"] == pytest.approx(0.16)
    [left] = result(tmp_path / "out")["table"]["left_out"]
    assert (left["reason"], left["rows"]) == ("no_category", 2)


def test_nobody_has_a_naive_error_of_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a greater one any scaled error is as small as one likes."""
    (tmp_path / "n.csv").write_text("who,q,v,y,n\na,1,10,9,1\nb,1,10,9,100\n")
    told = ("--forecaster", "who", "--question", "q", "--value", "v", "--observed", "y")
    assert score(tmp_path / "n.csv", tmp_path / "out", *told, "--naive-error", "n") == 1
    assert "two naive errors, 1 in row 1 and 100 in row 2" in capsys.readouterr().err
