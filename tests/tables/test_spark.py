"""Tables on Spark: the bytes of the other engines, from partitioned folders, and refusals."""

from __future__ import annotations

import random
import shutil
from importlib.util import find_spec
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.folders import contents
from tests.tables.tables import as_parquet, score
from tests.tables.test_many import COLUMNS, THRESHOLDS, made
from verifier.tables.placing import place
from verifier.tables.reading import read_spark, read_table

needs_spark = pytest.mark.skipif(
    shutil.which("java") is None or find_spec("pyspark") is None,
    reason="Spark needs Java 17 and the extra `spark`",
)
ROLES = ("--forecaster", "who", "--question", "q", "--probability", "p", "--observed", "o")


@needs_spark
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("weights", [(), ("--weight", "w")])
def test_spark_gives_the_bytes_of_the_other_engines(
    weights: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a folder with a folder for each forecaster, with weights and bins as without."""
    if weights:
        monkeypatch.setattr("verifier.tables.probabilities.EXACT", 100)
        monkeypatch.setattr("verifier.tables.with_spark.EXACT", 100)
    frame = pl.DataFrame([{**row, "w": int(str(row["q"])[1:]) % 3 + 1} for row in made(300)])
    for name, part in frame.partition_by("who", as_dict=True).items():
        folder = tmp_path / "parts" / "t.parquet" / f"who={name[0]}"
        folder.mkdir(parents=True)
        part.drop("who").write_parquet(folder / "part.parquet")
    (tmp_path / "one").mkdir()
    frame.write_parquet(tmp_path / "one" / "t.parquet")
    parts, one = tmp_path / "parts" / "t.parquet", tmp_path / "one" / "t.parquet"
    assert score(parts, tmp_path / "spark", *ROLES, *weights, "--engine", "spark") == 0
    assert score(one, tmp_path / "polars", *ROLES, *weights) == 0
    ours, theirs = contents(tmp_path / "spark"), contents(tmp_path / "polars")
    assert ours.keys() == theirs.keys()
    for path, data in ours.items():
        assert data == theirs[path], path


@needs_spark
@pytest.mark.filterwarnings("ignore")
def test_quantiles_have_the_bytes_of_the_other_engines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Some left away, crossed or double, in groups; two truths of a question are refused."""
    rng, rows = random.Random(1), list[dict[str, object]]()
    for q in range(12):
        for who in ("a", "b", "c"):
            values = sorted(rng.gauss(100, 20) for _ in range(5))
            if rng.random() < 0.1:
                values.reverse()
            for level, value in zip((0.025, 0.25, 0.5, 0.75, 0.975), values, strict=True):
                place = {"who": who, "q": f"q{q}", "at": "north" if q % 2 else "south"}
                told = {"l": level, "v": value, "o": 90.0 + q}
                rows += [{**place, **told}] * rng.choices((0, 1, 2), (1, 60, 1))[0]
    table = as_parquet(tmp_path / "t.parquet", rows)
    roles = ("--forecaster", "who", "--question", "q", "--quantile", "l", "--value", "v")
    for engine in ("spark", "polars"):
        options = (*roles, "--observed", "o", "--by", "at", "--engine", engine)
        assert score(table, tmp_path / engine, *options) == 0
    assert contents(tmp_path / "spark") == contents(tmp_path / "polars")
    rows += [{**rows[0], "v": None}, {**rows[1], "o": 1.0}]
    torn = as_parquet(tmp_path / "torn.parquet", rows)
    assert score(torn, tmp_path / "out", *roles, "--observed", "o", "--engine", "spark") == 1
    assert "has two truths, 1 and " in capsys.readouterr().err


@needs_spark
@pytest.mark.filterwarnings("ignore")
def test_effects_found_by_steps_are_those_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in groups that are too large for a matrix: every figure to the last digit."""
    monkeypatch.setattr("verifier.tables.placing.FITTED", 0)
    path = as_parquet(tmp_path / "t.parquet", made(150))
    tables = (
        read_spark(str(path), COLUMNS, clamp=1e-5),
        read_table(path, COLUMNS, clamp=1e-5),
    )
    placed = []
    for table in tables:
        assert table.scores is not None
        assert table.scores.answers is not None
        placed.append(place(table.scores.answers, thresholds=THRESHOLDS))
    assert placed[0] == placed[1]
    assert any(row.rank is not None and row.ranks is None for row in placed[0].rows)


@needs_spark
@pytest.mark.filterwarnings("ignore")
def test_spark_refuses_what_it_cannot_score(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two truths, a table that is not there, a column that is not: each in a sentence."""
    rows = [{"who": "a", "q": "q1", "p": 0.5, "o": n} for n in (0, 1)]
    table = as_parquet(tmp_path / "t.parquet", rows)
    assert score(table, tmp_path / "out", *ROLES, "--engine", "spark") == 1
    assert "`q1` has two truths, 0 and 1" in capsys.readouterr().err
    assert score(tmp_path / "none.parquet", tmp_path / "out", *ROLES, "--engine", "spark") == 1
    wrong = (*ROLES[:-1], "came")
    assert score(table, tmp_path / "out", *wrong, "--engine", "spark") == 1
    assert "no column `came`" in capsys.readouterr().err


def test_the_printed_queries_give_the_sums(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They run in DuckDB as they are printed, and add up to the mean score by question."""
    rows = made(100)
    table = as_parquet(tmp_path / "t.parquet", rows)
    assert score(table, tmp_path / "out", *ROLES, "--print-sql") == 0
    printed = capsys.readouterr().out
    view, *queries = printed.split(";\n\n")
    connection = duckdb.connect()
    connection.execute(view)
    found = []
    for query in queries:
        rows_of = connection.sql(query.rstrip("\n;"))
        found.append(pl.DataFrame(rows_of.fetchall(), rows_of.columns, orient="row"))
    by_forecaster, by_level, by_question = found
    records = read_table(table, COLUMNS, clamp=1e-5).probabilities
    assert sorted(by_forecaster["forecaster"]) == list(records)
    for row in by_forecaster.iter_rows(named=True):
        record = records[row["forecaster"]]
        for name in ("brier", "log_score", "observed", "squares", "said"):
            assert row[name] == getattr(record, name), name
    squared = ((pl.col("p") - pl.col("o")) ** 2).mean().alias("s")
    by_hand = pl.DataFrame(rows).group_by("who", "q").agg(squared)["s"].sum()
    assert int(by_forecaster["brier"].sum()) / 1e9 == pytest.approx(by_hand, abs=1e-6)
    for finer in (by_level, by_question):
        assert finer.height > by_forecaster.height
        assert finer["brier"].sum() == by_forecaster["brier"].sum()
    assert not (tmp_path / "out").exists()


def test_spark_refuses_other_kinds_with_a_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Quantities are for the engines of one machine; that is said before Java is started."""
    table = as_parquet(tmp_path / "t.parquet", [{"who": "a", "q": "q", "v": 1, "o": 1}])
    roles = ("--forecaster", "who", "--question", "q", "--value", "v")
    options = (*roles, "--observed", "o", "--engine", "spark")
    assert score(table, tmp_path / "out", *options) == 1
    assert "--engine polars reads others" in capsys.readouterr().err
