"""Series beside the ledger: CSV and JSON say the same, and a bad row is named by its number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ledgers import OUTCOMES, SOURCE, write
from verifier.loading import load
from verifier.loading.files import Folder
from verifier.loading.series import read_series
from verifier.model.ledger import Point

SERIES = """\
series:
  - id: price
    title: Price of a loaf
    unit: EUR
    file: {file}
    evidence:
      - publisher: The Paper
        published: 2024-01-02
        address: https://example.org/prices
        says: What a loaf cost.
"""
POINTS = (
    Point(date(2023, 1, 1), date(2023, 1, 1), 1.5),
    Point(date(2023, 2, 1), date(2023, 2, 10), 1.6),
    Point(date(2023, 2, 1), date(2023, 3, 10), -0.7),
)


def _read(root: Path, name: str, text: str | bytes) -> tuple[tuple[Point, ...], tuple[str, ...]]:
    path = root / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_series(Folder(root), name)


def test_csv_keeps_a_correction_beside_the_earlier_value(tmp_path: Path) -> None:
    """Two rows of one day with two days of becoming known are two points; blank `known` is day."""
    text = "day,value,known\n2023-02-01,-.7,2023-03-10\n2023-01-01,1.5,\n2023-02-01,1.6,2023-02-10"
    assert _read(tmp_path, "price.csv", text) == (POINTS, ())


def test_json_says_the_same(tmp_path: Path) -> None:
    """A list of mappings gives the same points as the rows of the table."""
    text = """[{"day": "2023-01-01", "value": 1.5},
    {"day": "2023-02-01", "value": "1.6", "known": "2023-02-10"},
    {"day": "2023-02-01", "value": -0.7, "known": "2023-03-10"}]"""
    assert _read(tmp_path, "price.json", text) == (POINTS, ())


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("2023-02-30,1", "line 3: there is no day 2023-02-30"),
        ("20230201,1", "line 3: `20230201` is not a day such as 2023-02-24"),
        ("2023-02-01,1_0", "line 3: `1_0` is not a number"),
        ("2023-02-01,nan", "line 3: `nan` is not a number"),
        ("2023-02-01,1e999", "line 3: `1e999` is not a number"),
        ("2023-02-01", "line 3: no `value`"),
        (",1", "line 3: no `day`"),
        ("2023-02-01,1,2023-02-02,x", "line 3: too many cells"),
        ("2023-01-01,2", "line 3: a second value for 2023-01-01 known on 2023-01-01"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_read(tmp_path: Path, row: str, problem: str) -> None:
    """The number is that of the line in the file, its first line being the header."""
    text = f"day,value,known\n2023-01-01,1.5\n{row}\n"
    assert _read(tmp_path, "price.csv", text) == (POINTS[:1], (problem,))


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("7", "entry 1: no `day`"),
        ('{"day": 7, "value": 1}', "entry 1: `7` is not a day such as 2023-02-24"),
        ('{"day": "2023-01-01", "value": true}', "entry 1: `True` is not a number"),
        ('{"day": "2023-01-01", "value": NaN}', "entry 1: `nan` is not a number"),
        ('{"day": "2023-01-01", "value": 1, "vlue": 1}', "entry 1: `vlue` is no column"),
        (
            '{"day": "2023-01-01", "value": 1' + "0" * 400 + "}",
            "entry 1: `1" + "0" * 400 + "` is not a number",
        ),
    ],
)
def test_a_bad_entry_is_named(tmp_path: Path, entry: str, problem: str) -> None:
    """Entries of JSON count from 1."""
    assert _read(tmp_path, "price.json", f"[{entry}]") == ((), (problem,))


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("price.csv", "day,price\n2023-01-01,1\n", "its columns are `day`, `price`"),
        ("price.csv", "day,value,value\n", "its columns are `day`, `value`, `value`"),
        ("price.csv", "", "its columns are none"),
        ("price.csv", b"day,value\n\xff", "not UTF-8 text"),
        ("price.csv", 'day,value\n"2023', "unexpected end of data"),
        (
            "price.json",
            '[{"day": "2023-01-01", "value": 1, "value": 2}]',
            "the key `value` is there twice",
        ),
        ("price.json", "{}", "a list of mappings is wanted"),
        ("price.json", "[", "Expecting value"),
        ("price.json", "[" * 100_000, "nested too deep"),
    ],
)
def test_a_file_that_is_no_series_is_one_problem(
    tmp_path: Path, name: str, text: str | bytes, problem: str
) -> None:
    """Nothing of it is read, and one sentence says why."""
    points, [found] = _read(tmp_path, name, text)
    assert points == ()
    assert problem in found


def test_every_bad_row_is_a_finding_at_the_file_named(tmp_path: Path) -> None:
    """Two bad rows are two findings VF004, at the key that names the file."""
    outcomes = OUTCOMES + SERIES.format(file="price.csv")
    line = outcomes.splitlines().index("    file: price.csv") + 1
    write(tmp_path, outcomes=outcomes)
    path = tmp_path / "outcomes" / "price.csv"
    path.write_text("day,value\nsoon,1\n2023-01-01,dear\n", encoding="utf-8")
    found = load(tmp_path).diagnostics
    assert [(d.code, d.span.file, d.span.line) for d in found] == [
        ("VF004", "outcomes/attack.yaml", line)
    ] * 2
    assert [d.message.partition(": ")[2] for d in found] == [
        "line 2: `soon` is not a day such as 2023-02-24",
        "line 3: `dear` is not a number",
    ]


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    """The message is that of the system."""
    write(tmp_path, outcomes=OUTCOMES + SERIES.format(file="none.csv"))
    [found] = load(tmp_path).diagnostics
    assert (found.code, found.message) == (
        "VF004",
        "the series `none.csv` cannot be read: No such file or directory",
    )


def test_a_broken_record_of_a_series_is_one_finding(tmp_path: Path) -> None:
    """Its file is not looked for."""
    write(tmp_path, outcomes=OUTCOMES + SERIES.format(file="none.csv").replace("unit", "unti"))
    assert [d.code for d in load(tmp_path).diagnostics] == ["VF101"]


def test_the_ledger_holds_the_points(tmp_path: Path) -> None:
    """The points of a sound series are in the ledger under the series' id."""
    source = SOURCE.replace(
        "expects: {event: ground-offensive, actor: russia, place: ukraine}",
        "expects: {reaches: price, at_least: 2}",
    )
    write(tmp_path, source=source, outcomes=OUTCOMES + SERIES.format(file="price.json"))
    path = tmp_path / "outcomes" / "price.json"
    path.write_text('[{"day": "2023-01-01", "value": 1.5}]', encoding="utf-8")
    loaded = load(tmp_path)
    assert loaded.diagnostics == ()
    assert loaded.ledger is not None
    assert loaded.ledger.points == {"price": POINTS[:1]}
