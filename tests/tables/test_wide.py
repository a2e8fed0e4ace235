"""Wide tables and bounds: a column for each forecaster, and probabilities written as "<1%"."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tables.tables import by_forecaster, each_engine, score

WIDE = "race,p_ann,p_bob,other,won\nx,0.75,0.5,7,1\ny,0.25,,7,0\n"
LONG = "race,who,p,won\nx,ann,0.75,1\nx,bob,0.5,1\ny,ann,0.25,0\ny,bob,,0\n"


@each_engine
def test_a_wide_table_scores_as_a_long_one(
    engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The star is the forecaster's name; an empty cell is a missing row."""
    options = ("--question", "race", "--observed", "won", "--engine", engine)
    (tmp_path / "wide.csv").write_text(WIDE, encoding="utf-8")
    (tmp_path / "long.csv").write_text(LONG, encoding="utf-8")
    assert score(tmp_path / "wide.csv", tmp_path / "a", "--wide", "p_*", *options) == 0
    assert "2 columns are forecasters: ann, bob" in capsys.readouterr().err
    long = ("--forecaster", "who", "--probability", "p", *options)
    assert score(tmp_path / "long.csv", tmp_path / "b", *long) == 0
    assert by_forecaster(tmp_path / "a") == by_forecaster(tmp_path / "b")
    assert by_forecaster(tmp_path / "a")["ann"]["brier"] == 0.0625


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("q_*", "`q_*` fits no column; there are race, p_ann"),
        ("*", "`*` fits `race`, too"),
        ("p_ann", "`wide` is a pattern with one star"),
    ],
)
def test_a_pattern_that_cannot_be_meant_is_refused(
    pattern: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the columns that there are."""
    (tmp_path / "t.csv").write_text(WIDE, encoding="utf-8")
    options = ("--wide", pattern, "--question", "race", "--observed", "won")
    assert score(tmp_path / "t.csv", tmp_path / "out", *options) != 0
    assert says in capsys.readouterr().err


def test_bad_rows_are_told_in_the_words_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the names of its columns, also where rows were made of columns."""
    (tmp_path / "t.csv").write_text("race,p_ann,p_bob,won\n1,x,0.5,1\n", encoding="utf-8")
    options = ("--wide", "p_*", "--question", "race", "--observed", "won")
    assert score(tmp_path / "t.csv", tmp_path / "out", *options) == 0
    told = "row 1: cannot be read (forecaster=ann, race=1, probability=x, won=1)"
    assert told in capsys.readouterr().err
    assert "| race |" in (tmp_path / "out/README.md").read_text("utf-8")


BOUNDS = {
    "<1%": 0.005,
    "< 1 %": 0.005,
    ">99%": 0.995,
    "<0.01": 0.005,
    ">.9": 0.95,
    **dict.fromkeys(("<1", ">0", "<100%", ">100%", "<<1%", "<", "<-1%")),
}


@each_engine
def test_a_bound_is_read_as_the_middle_of_what_it_leaves(
    engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where that says something: below one, above nothing. Each is one forecaster's, beside 0.5."""
    rows = [f"f{n},{p},0\n" for n, written in enumerate(BOUNDS) for p in (written, "0.5")]
    table = tmp_path / "t.csv"
    table.write_text("who,p,o\n" + "".join(rows), encoding="utf-8")
    columns = ("--forecaster", "who", "--probability", "p", "--observed", "o", "--engine", engine)
    assert score(table, tmp_path / "out", *columns) == 0
    found = by_forecaster(tmp_path / "out")
    means = {written: found[f"f{n}"]["mean_probability"] for n, written in enumerate(BOUNDS)}
    assert means == {
        written: pytest.approx(0.5 if read is None else (read + 0.5) / 2)
        for written, read in BOUNDS.items()
    }
    counts = {written: found[f"f{n}"]["n"] for n, written in enumerate(BOUNDS)}
    assert counts == {written: 1 if read is None else 2 for written, read in BOUNDS.items()}
    assert "5 probabilities such as <1%" in capsys.readouterr().err
