"""Tables on Spark: the bytes of the other engines, from partitioned folders, and refusals."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.tables.tables import as_parquet, contents, score
from tests.tables.test_many import made

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
    frame = pl.DataFrame([{**row, "w": n % 3 + 1} for n, row in enumerate(made(300))])
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
    """They run in DuckDB as they are printed, and add up to the mean score."""
    rows = made(100)
    table = as_parquet(tmp_path / "t.parquet", rows)
    assert score(table, tmp_path / "out", *ROLES, "--print-sql") == 0
    printed = capsys.readouterr().out
    view, *queries = printed.split(";\n\n")
    connection = duckdb.connect()
    connection.execute(view)
    assert len(queries) == 3
    total = connection.execute(f"SELECT sum(brier) FROM ({queries[0].rstrip(chr(10) + ';')})")
    by_hand = pl.DataFrame(rows).select(((pl.col("p") - pl.col("o")) ** 2).sum()).item()
    [[summed]] = total.fetchall()
    assert summed / 1e9 == pytest.approx(by_hand, abs=1e-6)
    assert not (tmp_path / "out").exists()
