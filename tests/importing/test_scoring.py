"""Files of a known format are scored, or imported, by one command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.importing.samples import write
from tests.tables.tables import by_forecaster
from verifier.cli import main


def test_score_takes_a_format_by_one_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ann's Brier score by hand: (0.75² + 0.25²) / 2, in a folder whose format is found."""
    out = tmp_path / "out"
    files = str(write(tmp_path, "metaculus"))
    assert main(["score", files, "--kind", "probability", "--out", str(out)]) == 0
    rows = by_forecaster(out)
    assert rows["ann"]["brier"] == pytest.approx((0.5625 + 0.0625) / 2)
    told = capsys.readouterr().err
    assert "metaculus: 1 row without an outcome (void: annulled)" in told
    assert "metaculus: left out: 1 (outcome not understood: perhaps)" in told


@pytest.mark.parametrize(
    ("name", "kind", "ranked_by"),
    [
        ("metaculus", "probability", "brier"),
        ("metaculus", "over_time", "brier_over_time"),
        ("metaculus", "category", "categories_brier"),
        ("metaculus", "quantile", "wis"),
        ("gjp", "category", "categories_brier"),
        ("gjp", "over_time", "brier_over_time"),
        ("hubverse", "mean", "squared_error"),
        ("bank_of_england", "point", "absolute_error"),
        ("fivethirtyeight", "category", "categories_brier"),
    ],
)
def test_every_kind_of_a_format_is_scored(
    name: str, kind: str, ranked_by: str, tmp_path: Path
) -> None:
    """By the proper score of its kind."""
    folder = write(tmp_path, name)
    assert main(["score", str(folder), "--kind", kind, "--out", str(tmp_path / "out")]) == 0
    data = json.loads((tmp_path / "out/data/forecasters.json").read_text("utf-8"))
    assert data["ranked_by"] == ranked_by
    assert data["table"]["left_out"] == []


def test_rows_are_chosen_and_grouped_by_the_columns_of_the_source(tmp_path: Path) -> None:
    """And another is the baseline, whose relative skill is 1; an unknown column is one line."""
    hub = str(write(tmp_path, "hubverse"))
    out = ("--out", str(tmp_path / "out"))
    options = ("--where", "horizon=0", "--by", "location", "--kind", "quantile")
    assert main(["score", hub, *options, *out]) == 0
    data = json.loads((tmp_path / "out/data/forecasters.json").read_text("utf-8"))
    assert [part["group"] for part in data["by"]] == ["01"]
    names = [row["forecaster"] for row in data["forecasters"]]
    assert main(["score", hub, *options, "--baseline", names[0], *out]) == 0
    data = json.loads((tmp_path / "out/data/forecasters.json").read_text("utf-8"))
    assert data["forecasters"][0]["relative_skill_scaled"] == 1
    assert main(["score", hub, "--where", "horizn=0", *out]) == 1
    assert main(["score", hub, "--where", "horizon=7", *out]) == 1
    assert main(["score", hub, "--baseline", "nobody", *out]) == 1


def test_each_category_may_be_a_question_of_its_own(tmp_path: Path) -> None:
    """A match of 0.5, 0.3 and 0.2 whose first came: squares of 0.5, 0.3 and 0.2, or of 0.5."""
    files, out = str(write(tmp_path, "fivethirtyeight")), tmp_path / "out"
    for chosen, brier in (((), 0.38 / 3), (("--where", "observed=1"), 0.25)):
        assert main(["score", files, "--kind", "probability", *chosen, "--out", str(out)]) == 0
        [row] = by_forecaster(out).values()
        assert row["brier"] == pytest.approx(brier)


def test_import_writes_a_table_that_score_reads_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same figures from the table as from the files."""
    files, table = write(tmp_path, "predictionbook"), tmp_path / "all.csv"
    assert main(["import", "predictionbook", str(files), "--out", str(table)]) == 0
    assert capsys.readouterr().out == f"wrote 5 rows to {table}\n"
    assert main(["score", str(files), "--out", str(tmp_path / "a")]) == 0
    columns = ["--forecaster", "forecaster", "--question", "question"]
    columns += ["--probability", "value", "--observed", "observed"]
    assert main(["score", "--table", str(table), "--out", str(tmp_path / "b"), *columns]) == 0
    assert by_forecaster(tmp_path / "a") == by_forecaster(tmp_path / "b")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["import", "metaculs", "HERE", "--out", "t.csv"], "did you mean `metaculus`?"),
        (["import", "auto", "HERE", "--out", "t.csv"], "no known format has these columns"),
        (["import", "auto", "nowhere", "--out", "t.csv"], "there is no such file"),
        (["import", "gjp", "HERE", "--out", "t.csv"], "one file `ifps.csv` is needed"),
        (["score", "--out", "out"], "name PATHs in a known format"),
    ],
)
def test_what_cannot_be_read_is_said(
    arguments: list[str],
    complaint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In a sentence, with what to do."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert main([str(tmp_path) if part == "HERE" else part for part in arguments]) != 0
    assert complaint in capsys.readouterr().err
