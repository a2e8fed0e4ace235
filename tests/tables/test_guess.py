"""Columns that nobody named: taken by their names where one fits, told, and else asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tables.tables import as_csv, by_forecaster, score


@pytest.mark.parametrize(
    "header",
    [
        "model,question,probability,outcome",
        "User ID,Event,Forecast,Resolution",
        "who,game,p,y",
        "TEAM,question_id,pred_prob,true_value",
        "model,event,ForecastProb,actual outcome",
    ],
)
def test_names_that_fit_one_role_are_taken_and_told(
    header: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By hand: a quarter squared for A, three quarters squared for B."""
    table = tmp_path / "t.csv"
    table.write_text(f"{header},remark\nA,x,0.75,1,-\nB,x,0.25,1,-\n", encoding="utf-8")
    assert score(table, tmp_path / "out") == 0
    rows = by_forecaster(tmp_path / "out")
    assert {name: row["brier"] for name, row in rows.items()} == {"A": 0.0625, "B": 0.5625}
    told = capsys.readouterr().err
    for role, column in zip(
        ("forecaster", "question", "probability", "observed"), header.split(","), strict=True
    ):
        note = f"note: {table}: `{column}` is taken for the {role}; --{role} names another"
        assert (note in told) == (column.lower() != role)  # its very name is no guess
    assert f"note: {table}: not used: `remark`\n" in told


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("user_id,username,question_id,question_title,id,p,o", ("username", "question_id")),
        ("model,forecast_id,event,p,o", ("model", "event")),
        ("model,forecast_id,p,o", ("model", "forecast_id")),
    ],
)
def test_of_what_says_the_same_one_is_taken(
    header: str, taken: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A person by their name, a question by what identifies it, a row's number last of all."""
    table = tmp_path / "t.csv"
    cells = ",".join("1" for _ in header.split(","))
    table.write_text(f"{header}\n{cells}\n", encoding="utf-8")
    assert score(table, tmp_path / "out") == 0
    told = capsys.readouterr().err
    for role, column in zip(("forecaster", "question"), taken, strict=True):
        assert f"`{column}` is taken for the {role}" in told


def test_a_choice_is_no_column(tmp_path: Path) -> None:
    """Metaculus's scores of columns that nobody named: by hand 100 (1 + log2 0.5) is nothing."""
    table = tmp_path / "t.csv"
    table.write_text("model,question,p,o\nA,x,0.5,1\n", encoding="utf-8")
    assert score(table, tmp_path / "out", "--metaculus") == 0
    assert by_forecaster(tmp_path / "out")["A"]["baseline_score"] == 0


def test_a_table_with_levels_holds_quantiles(tmp_path: Path) -> None:
    """The kind comes first, the columns after it."""
    table = tmp_path / "t.csv"
    rows = "".join(f"A,x,{level},{value},3\n" for level, value in ((0.25, 1), (0.5, 2), (0.75, 4)))
    table.write_text(f"model,question,quantile_level,predicted,observed\n{rows}", encoding="utf-8")
    assert score(table, tmp_path / "out") == 0
    # By hand: the median is off by 1, half of it; the interval of 3 at a half weighs a quarter.
    assert by_forecaster(tmp_path / "out")["A"]["wis"] == pytest.approx((0.5 + 0.75) / 1.5)


@pytest.mark.parametrize(
    ("header", "options", "says"),
    [
        (
            "a,b,c",
            (),
            "Name it with --probability, or a quantity with --value; there are a, b, c",
        ),
        ("p,c", (), "which column is `observed`? Name it with --observed; there are p, c"),
        ("p,prob,o", (), "is `probability` the column `prob` or `p`? Name it with --probability"),
        ("p,o,model,user", (), "is the forecaster in `model` or `user`? Name it with --forecaster"),
        ("level,o,question", ("--quantile", "level"), "which column is `value`?"),
        (
            "a_prob,WinProbability,o",
            (),
            "is `probability` the column `a_prob` or `WinProbability`?",
        ),
        ("prob_a,prob_b,o", (), "or one for each forecaster with --wide 'prob_*'"),
    ],
)
def test_what_fits_no_role_or_several_is_asked_for(
    header: str,
    options: tuple[str, ...],
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In one line, and nothing is written."""
    table = tmp_path / "t.csv"
    table.write_text(f"{header}\n{','.join('1' for _ in header.split(','))}\n", encoding="utf-8")
    assert score(table, tmp_path / "out", *options) == 1
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_what_is_given_whole_is_not_added_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who names the columns that are needed has one forecaster, unless they say otherwise."""
    table = tmp_path / "t.csv"
    table.write_text("model,p,o\nA,1,1\nB,1,1\n", encoding="utf-8")
    assert score(table, tmp_path / "out", "--probability", "p", "--observed", "o") == 0
    assert list(by_forecaster(tmp_path / "out")) == ["t"]
    assert "note" not in capsys.readouterr().err


@pytest.mark.parametrize("column", ["Analyst", "pundit", "Economist", "Expert Name", "Institution"])
def test_people_and_houses_are_forecasters(column: str, tmp_path: Path) -> None:
    """What newspapers and surveys call those who forecast."""
    table = tmp_path / "t.csv"
    table.write_text(f"{column},Date,Prob,Outcome\nA,x,0.7,1\nB,x,0.4,0\n", encoding="utf-8")
    assert score(table, tmp_path / "out") == 0
    assert list(by_forecaster(tmp_path / "out")) == ["A", "B"]


def test_a_person_goes_before_their_house(tmp_path: Path) -> None:
    """A firm is the forecaster only where nobody nearer is named."""
    table = tmp_path / "t.csv"
    table.write_text("firm,analyst,p,o\nF,A,0.7,1\nF,B,0.4,0\n", encoding="utf-8")
    assert score(table, tmp_path / "out") == 0
    assert list(by_forecaster(tmp_path / "out")) == ["A", "B"]


def test_one_forecaster_for_all_rows_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no column names forecasters the note says so, with the remedy; one is not several."""
    table = tmp_path / "calls.csv"
    table.write_text("Zyx,Prob,Outcome\nA,0.7,1\n", encoding="utf-8")
    assert score(table, tmp_path / "out") == 0
    told = capsys.readouterr()
    one = "all rows are taken as one forecaster's, `calls`; --forecaster names a column"
    assert f"note: {table}: {one}" in told.err
    assert "scored 1 of 1 row of 1 forecaster;" in told.out


def test_columns_are_named_at_once_or_one_by_one(tmp_path: Path) -> None:
    """An option that is given again adds to what it said before."""
    table = as_csv(tmp_path / "table.csv", [{"a": "x", "b": "y", "p": 1, "o": 1}])
    options = ("--probability", "p", "--observed", "o")
    for out, named in (("at-once", ("a", "b")), ("apart", ("a", "--forecaster", "b"))):
        assert score(table, tmp_path / out, "--forecaster", *named, *options) == 0
        assert list(by_forecaster(tmp_path / out)) == ["x / y"]
