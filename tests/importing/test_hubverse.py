"""Hubs of the hubverse: what came, by the latest version, and the order of categories."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.importing.samples import TASK, csv_of, sample, values, write
from tests.tables.tables import by_forecaster
from verifier.cli import main
from verifier.importing.formats import read
from verifier.tables.columns import Kind
from verifier.tables.engines import TableError


def test_hubverse(tmp_path: Path) -> None:
    """What came by the time series: a quantity, and for a threshold whether it was reached."""
    found = sample(tmp_path, "hubverse")
    assert [row[2:] for row in values(found, Kind.QUANTILE)[:3]] == [
        ("0.25", 10.0, 12.0),
        ("0.5", 20.0, 12.0),
        ("0.75", 30.0, 12.0),
    ]
    assert [row[2:] for row in values(found, Kind.CDF)] == [("20", 0.5, 1.0), ("20", 0.2, 1.0)]
    assert [row[2:] for row in values(found, Kind.MEAN)] == [("mean", 20, 12), ("mean", 40, 12)]
    assert found.unsettled() == {"open": 2}
    assert found.left_out == {"output type odd": 2}


def test_a_hub_with_oracle_output_takes_the_latest_version(tmp_path: Path) -> None:
    """A later `as_of` replaces an earlier one, and a category has its own outcome."""
    hub = write(tmp_path, "hubverse")
    (hub / "target-data/time-series.csv").unlink()
    head = "location,target_end_date,target,output_type,output_type_id,oracle_value"
    key = ["01", "2022-11-19", "wk inc flu hosp"]
    for as_of, value in (("2023-01-01", 12), ("2023-02-01", 14)):
        path = hub / f"target-data/oracle-output/as_of={as_of}/oracle.csv"
        path.parent.mkdir(parents=True)
        rows = [[*key, "quantile", "NA", value], [*key, "pmf", "high", 1], [*key, "cdf", "20", 1]]
        path.write_text(csv_of(head, *rows), encoding="utf-8")
    found = read([hub], "auto")[1]
    assert {row[4] for row in values(found, Kind.QUANTILE)} == {14.0}
    assert [row[2:] for row in values(found, Kind.CATEGORY)] == [
        ("high", 0.3, 1),
        ("high", 0.6, 1),
    ]


def test_a_hub_says_the_order_of_its_categories(tmp_path: Path) -> None:
    """By `tasks.json`; thresholds meet however they are written. By hand 0.04 + 0.25 for high."""
    hub = tmp_path / "hub"
    task = ["01", "2022-11-19", 0, "2022-11-19"]
    said = [
        *([*task, "level", "pmf", id, p] for id, p in (("high", 0.5), ("low", 0.2), ("mid", 0.3))),
        *([*task, "rate", "cdf", id, p] for id, p in (("1", 0.5), ("2.0", 1.0))),
    ]
    came = [
        *(["2022-11-19", "01", "level", "pmf", id, o] for id, o in
          (("low", 0), ("mid", 0), ("high", 1))),
        *(["2022-11-19", "01", "rate", "cdf", id, o] for id, o in (("1.0", 0), ("2", 1))),
    ]  # fmt: skip
    tasks = {
        "rounds": [
            {
                "model_tasks": [
                    {
                        "target_metadata": [
                            {"target_type": "ordinal", "target_keys": {"target": "level"}}
                        ],
                        "output_type": {
                            "pmf": {"output_type_id": {"required": ["low", "mid", "high"]}}
                        },
                    }
                ]
            }
        ]
    }
    head = "target_end_date,location,target,output_type,output_type_id,oracle_value"
    files = {
        "model-output/a/2022-11-19-a.csv": csv_of(TASK, *said),
        "target-data/oracle-output.csv": csv_of(head, *came),
        "hub-config/tasks.json": json.dumps(tasks),
    }
    for name, text in files.items():
        (hub / name).parent.mkdir(parents=True, exist_ok=True)
        (hub / name).write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    assert main(["score", str(hub), "--kind", "category", "--out", str(out)]) == 0
    row = by_forecaster(out)["a"]
    assert row["ranked_probability_score"] == pytest.approx(0.2**2 + 0.5**2)
    assert main(["score", str(hub), "--kind", "cdf", "--out", str(out)]) == 0
    assert by_forecaster(out)["a"]["crps_grid"] == pytest.approx(0.5 * 0.25)


def test_versions_in_a_column_replace_each_other_by_their_day(tmp_path: Path) -> None:
    """Not by the order of rows; and with `as_of` by those that were known."""
    hub = write(tmp_path, "hubverse")
    head = "as_of,target_end_date,target,location,observation"
    rows = [["2023-02-01", "2022-11-19", "wk inc flu hosp", "01", 14],
            ["2023-01-01", "2022-11-19", "wk inc flu hosp", "01", 12]]  # fmt: skip
    (hub / "target-data/time-series.csv").write_text(csv_of(head, *rows), encoding="utf-8")
    for as_of, observed in ((None, 14.0), (date(2023, 1, 15), 12.0), (date(2022, 1, 1), None)):
        found = read([hub], "auto", as_of)[1]
        assert {row[4] for row in values(found, Kind.QUANTILE)} == {observed}


def test_the_target_data_of_european_hubs(tmp_path: Path) -> None:
    """The file without a day; with `as_of` the newest snapshot by then, of each target."""
    hub = write(tmp_path, "hubverse")
    (hub / "target-data/time-series.csv").unlink()
    head = "target,location,truth_date,year_week,value"
    for name, value in (
        ("latest-flu.csv", 16),
        ("snapshots/2022-12-01-flu.csv", 11),
        ("snapshots/2022-12-08-flu.csv", 12),
        ("snapshots/2022-12-15-flu.csv", 13),
        ("snapshots/2022-12-08-other.csv", 99),
    ):
        path = hub / "target-data/NAME" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        target = "wk inc flu hosp" if "flu" in name else "another"
        text = csv_of(head, [target, "01", "2022-11-19", "2022-W46", value])
        path.write_text(text, encoding="utf-8")
    for as_of, observed in (
        (None, 16.0),
        (date(2022, 12, 10), 12.0),
        (date(2022, 12, 15), 13.0),
        (date(2022, 11, 1), None),
    ):
        if observed is None:
            with pytest.raises(TableError, match="nothing that was known by 2022-11-01"):
                read([hub], "auto", as_of)
            continue
        found = read([hub], "auto", as_of)[1]
        assert {row[4] for row in values(found, Kind.QUANTILE)} == {observed}


def test_a_day_is_asked_only_of_what_has_versions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The formats that have them are named."""
    files = str(write(tmp_path, "fatebook"))
    out = ("--out", str(tmp_path / "out"))
    assert main(["score", files, "--as-of", "2024-01-01", *out]) == 1
    told = capsys.readouterr().err
    assert "--as-of needs outcomes by the day they were known, as hubverse, bank_of_england" in told
    assert main(["score", "--table", files, "--as-of", "2024-01-01", *out]) == 2


def test_the_bank_of_england_as_it_was_known(tmp_path: Path) -> None:
    """By the vintage of February 2020 the value was 1.5, by that of May 1.25."""
    files = write(tmp_path, "bank_of_england")
    for as_of, observed in ((None, 1.25), (date(2020, 4, 1), 1.5)):
        found = read([files], "auto", as_of)[1]
        assert values(found, Kind.POINT)[0][4] == observed
