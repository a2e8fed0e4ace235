"""Odd tables: the named file and no other, one meaning in every engine, faults as sentences."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import examples, share, slow, some
from tests.tables.tables import by_forecaster, each_engine, result, score
from verifier.tables.columns import Columns
from verifier.tables.engines import TableError
from verifier.tables.reading import read_table

MAPPED = ("--forecaster", "who", "--probability", "p", "--observed", "o")
COLUMNS = Columns(forecaster=("who",), question=("q",), probability="p", observed="o")
HEAD = "who,q,p,o\n"
ROW = "a,x,0.5,1\n"


def refusal(path: Path, capsys: pytest.CaptureFixture[str], engine: str) -> str:
    """What is said of a table that cannot be read: one line, and nothing is written."""
    out = path.with_name("out")
    assert score(path, out, *MAPPED, "--engine", engine) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"error: {path}: ")
    assert said.count("\n") == 1
    assert "__" not in said
    assert not out.exists()
    return said.removeprefix(f"error: {path}: ").rstrip("\n")


ODD_NAMES = ("data[1]", "g*", "what?", "a{b,c}", "[!x]", "~", "%20", "é \u00a0")


@each_engine
@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
@some(ODD_NAMES)
def test_the_named_file_is_scored(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, engine: str, name: str
) -> None:
    """And not one that the name, taken as a pattern, would match as well."""
    tmp_path = tmp_path_factory.mktemp("named")
    for stem, p in ((name, 1.0), ("data1", 0.0), ("games", 0.0), ("whats", 0.0), ("y", 0.0)):
        frame = pl.DataFrame({"who": ["a"], "p": [p], "o": [1]})
        path = tmp_path / f"{stem}.{suffix}"
        match suffix:
            case "csv":
                frame.write_csv(path)
            case "jsonl":
                frame.write_ndjson(path)
            case _:
                frame.write_parquet(path)
    out = tmp_path / "out"
    assert score(tmp_path / f"{name}.{suffix}", out, *MAPPED, "--engine", engine) == 0
    assert result(out)["table"]["rows"] == 1
    assert by_forecaster(out)["a"]["brier"] == 0


CSV_FAULTS = {
    "": "the file is empty",
    "\n\n": "the file is empty",
    "who,p,o,p\na,0.1,1,0.9\n": "the header names `p` twice: columns 2 and 4",
    "who,p,o,n,n,n\na,0.1,1,,,\n": "the header names `n` twice: columns 4, 5 and 6",
    HEAD + ROW + "b,x,0.5\n" + ROW: "line 3 has 3 cells, but the header has 4",
    HEAD + ROW + "b\n": "line 3 has 1 cell, but the header has 4",
    HEAD + ROW + "b,x,0.5,1,\n": "line 3 has 5 cells, but the header has 4",
    HEAD + '"a\nb","x,y",0.5,1\n' + "b,x,0.5\n": "line 4 has 3 cells, but the header has 4",
    HEAD + ROW + 'b,"x,0.5,1\n' + ROW: "line 3 opens a quotation mark that is never closed",
    HEAD.replace(",", ";").replace("who", "whom") + ROW: "no column `who`; did you mean `whom`?",
}


@each_engine
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("text", CSV_FAULTS)
def test_csv_that_is_not_sure_is_refused_with_its_line(
    text: str, packed: bool, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lines are those of the file, also where a cell has line feeds."""
    path = tmp_path / ("t.csv.gz" if packed else "t.csv")
    data = text.encode()
    path.write_bytes(gzip.compress(data) if packed else data)
    assert refusal(path, capsys, engine) == CSV_FAULTS[text]


JSON_FAULTS = {
    b"": "the file is empty",
    b"\n \n": "the file is empty",
    b'{"who":"a","p":0.1,"o":1}\n{"who":"a","p":0.1,"p":1,"o":1}\n': (
        "line 2: the key `p` is there twice"
    ),
    b'{"who":"a","p":0.1,"o":1}\n\n' + b"[" * 100_000 + b"\n": "line 3 is nested too deeply",
    b'{"who":"a","p":0.1,"o":1}\n{"a":' + b'{"a":' * 100_000 + b"\n": "line 2 is nested too deeply",
    b"[" * 100_000 + b"\n": "this JSON is nested too deeply",
    b'{"who":"a","p":[1],"o":1}\n': (
        "line 1: the column `p` holds lists or records, not single values"
    ),
    b'{"who":"a","p":0.1,"o":1}\n{"who"\n': "line 2 is not JSON: Expecting ':' delimiter",
    b'{"who":"\xff","p":0.1,"o":1}\n': "line 1 is not UTF-8; save the table as UTF-8",
    b'{"who":"\\ud800","p":0.1,"o":1}\n': (
        "line 1: `who` holds half a character (a lone surrogate)"
    ),
    b'{"p":0.1,"o":1}\n': "no column `who`; there are p, o",
}


@each_engine
@pytest.mark.parametrize("data", JSON_FAULTS)
def test_json_lines_that_are_not_sure_are_refused_with_their_line(
    data: bytes, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Deep nesting too."""
    path = tmp_path / "t.jsonl"
    path.write_bytes(data)
    assert refusal(path, capsys, engine).startswith(JSON_FAULTS[data])


@each_engine
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (HEAD.encode() + b"\x81,x,0.5,1\n", "this is no text in windows-1252: "),
        (
            gzip.compress((HEAD + ROW * 999).encode(), mtime=0)[:60],
            "the compressed file is damaged",
        ),
        (b"who\ro\r", "this is not CSV as we read it: "),
    ],
)
def test_other_bytes_are_refused_with_a_sentence(
    data: bytes, says: str, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other encodings, and files that are cut."""
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    assert refusal(path, capsys, engine).startswith(says)


@each_engine
def test_folders_and_devices_are_refused(
    engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is opened that would wait for ever."""
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    assert refusal(tmp_path / "folder.csv", capsys, engine).startswith("there is no table: ")
    assert refusal(tmp_path / "zero.csv", capsys, engine) == "this is no regular file"
    assert refusal(tmp_path / "none.csv", capsys, engine) == "there is no such file"


@each_engine
def test_a_byte_order_mark_and_blank_lines_do_no_harm(engine: str, tmp_path: Path) -> None:
    """A blank line is a row without anything, and counted as one."""
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + ROW + "\n" + ROW).replace("\n", "\r\n").encode())
    assert score(path, tmp_path / "out", *MAPPED, "--engine", engine) == 0
    table = result(tmp_path / "out")["table"]
    assert (table["rows"], table["scored"]) == (3, 2)


@each_engine
def test_columns_of_our_own_names_are_the_users(engine: str, tmp_path: Path) -> None:
    """Whatever a column is called, it is what it holds: here a part of the forecaster's name."""
    names = ["__row__", "__count__", "bad", "forecaster", "question", "probability", "step", "n"]
    path = tmp_path / "t.parquet"
    own = {name: [f"{name} a", f"{name} b"] for name in names}
    pl.DataFrame({**own, "forecaster_0": [0.25, 1.0], "observed": [0, 1]}).write_parquet(path)
    options = ("--probability", "forecaster_0", "--observed", "observed", "--engine", engine)
    assert score(path, tmp_path / "out", "--forecaster", *names, *options) == 0
    assert {key: row["brier"] for key, row in by_forecaster(tmp_path / "out").items()} == {
        " / ".join(f"{name} a" for name in names): 0.0625,
        " / ".join(f"{name} b" for name in names): 0,
    }


@each_engine
def test_names_that_differ_in_case_are_two_columns(engine: str, tmp_path: Path) -> None:
    """In CSV, JSON Lines and Parquet alike."""
    frame = pl.DataFrame({"P": [0.0], "p": [1.0], "o": [1], "O": [0]})
    frame.write_csv(tmp_path / "t.csv")
    frame.write_ndjson(tmp_path / "t.jsonl")
    frame.write_parquet(tmp_path / "t.parquet")
    for suffix in ("csv", "jsonl", "parquet"):
        table = tmp_path / f"t.{suffix}"
        options = ("--probability", "p", "--observed", "o", "--engine", engine)
        assert score(table, tmp_path / suffix, *options) == 0
        assert by_forecaster(tmp_path / suffix)["t"]["brier"] == 0


@each_engine
def test_json_numbers_and_texts_of_one_name_are_one_forecaster(engine: str, tmp_path: Path) -> None:
    """1, 1.0 and "1" are; 1.5 and "01" are others; NaN is nobody."""
    names = ["1", "1.0", '"1"', "1e0", '"\\u00a01 "', "1.5", '"01"', "NaN", "true"]
    path = tmp_path / "t.jsonl"
    path.write_text("".join(f'{{"who":{name},"p":1,"o":1}}\n' for name in names), encoding="utf-8")
    assert score(path, tmp_path / "out", *MAPPED, "--engine", engine) == 0
    found = {name: row["n"] for name, row in by_forecaster(tmp_path / "out").items()}
    assert found == {"1": 5, "1.5": 1, "01": 1, "true": 1}


@each_engine
def test_numbers_beyond_all_bounds_are_left_out(engine: str, tmp_path: Path) -> None:
    """Counted, in either engine; each in a file of its own beside one that is fine."""
    (tmp_path / "t").mkdir()
    written = ["1e309", "1e400", "9" * 400, "Infinity", "-1e309"]
    for n, number in enumerate(written):
        (tmp_path / f"t/{n}.jsonl").write_text(
            f'{{"who":"a","p":{number},"o":1}}\n{{"who":"a","p":1,"o":1}}\n', encoding="utf-8"
        )
    assert score(tmp_path / "t", tmp_path / "out", *MAPPED, "--engine", engine) == 0
    table = result(tmp_path / "out")["table"]
    assert (table["rows"], table["scored"]) == (2 * len(written), len(written))
    assert by_forecaster(tmp_path / "out")["a"]["brier"] == 0


@each_engine
def test_parquet_names_are_alike_whatever_their_type(engine: str, tmp_path: Path) -> None:
    """Whole floats as whole numbers, midnight as its day, moments in UTC."""
    moment = datetime(2023, 1, 2, 3, 4, 5, 500_000, tzinfo=UTC)
    values: Mapping[str, pl.Series] = {
        "1": pl.Series([1.0, 1.0]),
        "1.5": pl.Series([1.5, 1.5], dtype=pl.Float32),
        "7": pl.Series([7, 7], dtype=pl.UInt64),
        "2": pl.Series([Decimal("2.00")] * 2),
        "true": pl.Series([True, True]),
        "x": pl.Series([" x", "x\u00a0"], dtype=pl.Categorical),
        "2023-01-02": pl.Series([date(2023, 1, 2)] * 2),
        "2023-01-03": pl.Series([date(2023, 1, 3)] * 2).cast(pl.Datetime("ms")),
        "2023-01-02 03:04:05.5": pl.Series([moment] * 2).dt.convert_time_zone("Europe/Kyiv"),
    }
    path = tmp_path / "t.parquet"
    pl.DataFrame({**values, "p": [1, 1], "o": [1, 1]}).write_parquet(path)
    options = ("--probability", "p", "--observed", "o", "--engine", engine)
    assert score(path, tmp_path / "out", "--forecaster", *values, *options) == 0
    assert list(by_forecaster(tmp_path / "out")) == [" / ".join(values)]


@each_engine
@pytest.mark.parametrize("type", [pl.Binary, pl.Duration, pl.Time, pl.List(pl.Int64)])
def test_other_types_are_refused(
    type: Any, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bytes are no names, whatever an engine would make of them."""
    path = tmp_path / "t.parquet"
    pl.DataFrame({"who": pl.Series([None], dtype=type), "p": [1], "o": [1]}).write_parquet(path)
    assert "the column `who` holds " in refusal(path, capsys, engine)


@slow
@each_engine
def test_very_wide_tables_and_very_long_cells_are_read(
    engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twenty thousand columns at full depth, and a megabyte in a cell; messages stay short."""
    wide = [f"c{place}" for place in range(max(1_200, share(20_000)))]
    path = tmp_path / "wide.csv"
    path.write_text(f"who,p,o,{','.join(wide)}\na,1,1{',' * len(wide)}\n", encoding="utf-8")
    assert score(path, tmp_path / "wide", *MAPPED, "--engine", engine) == 0
    assert score(path, tmp_path / "none", *MAPPED, "--weight", "@@", "--engine", engine) == 1
    assert len(capsys.readouterr().err) < 500
    long = tmp_path / "long.csv"
    long.write_text(f'who,p,o,text\n{"n" * 1_000_000},1,1,"{"," * 1_000_000}"\n', encoding="utf-8")
    assert score(long, tmp_path / "long", *MAPPED, "--engine", engine) == 0
    json_lines = tmp_path / "long.jsonl"
    json_lines.write_text(json.dumps({"who": "n" * 1_000_000, "p": 1, "o": 1}), encoding="utf-8")
    assert score(json_lines, tmp_path / "json", *MAPPED, "--engine", engine) == 0


names = st.sampled_from(
    [
        "a",
        "A",
        " a",
        "a\u00a0",
        "\u3000",
        "",
        "é",
        "e\u0301",
        "NA",
        "1",
        "1.0",
        "01",
        "İ",
        "ß",
        "a,b",
        'a"b',
        "a\nb",
        "\x00",
        "\u2003b",
        "\x1fb",
        "null",
    ]
)
numbers = st.sampled_from(
    [
        "0",
        "1",
        "0.5",
        ".5",
        "5.",
        "50%",
        "50 %",
        "50\u00a0%",
        "+.25",
        "-0",
        "1e-3",
        "1E400",
        "1e-400",
        "nan",
        "NaN",
        "inf",
        "0x1",
        "1_0",
        "\u0660.\u0665",
        "0,5",
        "",
        " ",
        "true",
        "TRUE",
        "No",
        "\u00a00.75\u2009",
        "1.2",
        "63",
        "%",
        "5%%",
        "NULL",
        "0." + "3" * 300,
    ]
)
tables = st.lists(st.tuples(names, names, numbers, numbers), min_size=1, max_size=8)


def meaning(path: Path, engine: str, columns: Columns = COLUMNS) -> object:
    """All that a table comes to, or why it is refused."""
    try:
        return read_table(path, columns, clamp=1e-5, engine=engine)
    except TableError as error:
        return str(error)


@examples(25)
@given(tables, st.sampled_from(["csv", "jsonl", "parquet"]))
def test_every_engine_makes_the_same_of_odd_tables(
    rows: list[tuple[str, str, str, str]], suffix: str
) -> None:
    """Names, numbers, faults, examples and refusals."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"t.{suffix}"
        frame = pl.DataFrame(rows, schema=["who", "q", "p", "o"], orient="row")
        match suffix:
            case "csv":
                frame.write_csv(path)
            case "jsonl":
                frame.write_ndjson(path)
            case _:
                frame.write_parquet(path)
        assert meaning(path, "polars") == meaning(path, "duckdb")


floats = st.sampled_from(
    [
        None,
        0.0,
        -0.0,
        0.5,
        1.0,
        1.5,
        2.0,
        1e-5,
        1e15,
        1e16,
        1e300,
        1e308,
        float("nan"),
        float("inf"),
        0.1 + 0.2,
        1 / 3,
    ]
)


@examples(25)
@given(
    st.lists(st.tuples(floats, floats, floats, floats), min_size=1, max_size=8),
    st.sampled_from([pl.Float64, pl.Float32]),
)
def test_every_engine_makes_the_same_of_odd_numbers(rows: list[Any], type: Any) -> None:
    """In typed columns, as names and as numbers."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.parquet"
        pl.DataFrame(
            rows, schema=dict.fromkeys(("who", "q", "p", "o"), type), orient="row"
        ).write_parquet(path)
        assert meaning(path, "polars") == meaning(path, "duckdb")


levels = st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9, 1.0, None])
values = st.sampled_from([-1.0, 0.0, 0.0, 1.0, 2.0, 1e12, 1e-12, None])


@examples(25)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), levels, values),
        min_size=1,
        max_size=30,
    )
)
def test_every_engine_makes_the_same_of_odd_quantiles(rows: list[Any]) -> None:
    """Whatever is missing, double or crossed; and nothing is dropped without being counted."""
    columns = Columns(forecaster=("who",), question=("q",), quantile="t", value="v", observed="y")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.parquet"
        frame = pl.DataFrame(
            rows,
            schema={"who": pl.String, "q": pl.String, "t": pl.Float64, "v": pl.Float64},
            orient="row",
        )
        frame.with_columns(pl.lit(1.0).alias("y")).write_parquet(path)
        one, other = meaning(path, "polars", columns), meaning(path, "duckdb", columns)
        assert one == other
        assert not isinstance(one, str)
        assert one.rows == len(rows)  # type: ignore[attr-defined]
