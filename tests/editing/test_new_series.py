"""`verifier new series` and `new value`: numbers over time, and forecasts of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledgers import sound, write
from tests.terminals import Terminal, new
from verifier.cli import main
from verifier.engine import run
from verifier.loading import load

SERIES = (
    *("--title", "Policy rate of the central bank", "--unit", "per cent"),
    *("--publisher", "Central Bank", "--says", "The rate after each meeting."),
    *("--address", "https://example.org/rates"),
)


def test_from_an_empty_folder_to_a_number_that_was_reached(tmp_path: Path) -> None:
    """Four commands: 3.75 in May falls short of 4, and 4.0 on 15 June is in June."""
    assert new(tmp_path, "source", "--publisher", "The Paper", "--published", "2023-05-02") == 0
    assert new(tmp_path, "forecaster", "--name", "Ann Example", "--kind", "person") == 0
    points = ("--point", "2023-06-15=4.0@2023-06-20", "--point", "2023-05-15=3.75")
    assert new(tmp_path, "series", *SERIES, *points, "--id", "policy-rate") == 0
    forecast = (
        *("--source", "the-paper-2023-05-02", "--forecaster", "ann-example"),
        *("--quote", "the rate will probably reach four per cent in June"),
        *("--claim", "The policy rate is at least 4 per cent in June 2023.", "--id", "rate"),
        *("--expects", "{reaches: policy-rate, at_least: 4}"),
    )
    assert new(tmp_path, "forecast", *forecast) == 0
    held, rules = sound(tmp_path, advice=True)
    assert (tmp_path / "outcomes/policy-rate.csv").read_text(encoding="utf-8") == (
        "day,value,known\n2023-05-15,3.75,2023-05-15\n2023-06-15,4.0,2023-06-20\n"
    )
    [evidence] = held.series["policy-rate"].evidence
    assert evidence.published is not None
    assert evidence.published.text == "2023-06-20"
    verdict = run(held, rules).verdicts["rate"]
    assert verdict.outcome == "came_true"
    assert verdict.wide.schedule == ("on_time",)
    assert main(["fmt", "--check", "--ledger", str(tmp_path)]) == 0


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("2023-06-15", "--point: write the day and the value"),
        ("2023-02-30=4", "--point: there is no day 2023-02-30"),
        ("15 June 2023=4", "--point: `15 June 2023` is not a day such as 2023-02-24"),
        ("2023-06-15=4,0", "--point: `4,0` is not a number"),
        ("2023-06-15=", "--point: `` is not a number"),
        ("2023-06=4", "`2023-06` is not a day such as 2023-02-24; a month has the day it ends on"),
        ("2023-06-15=4@", "--point: `` is not a day such as 2023-02-24"),
        ("2023-06-15=4@June", "--point: `June` is not a day such as 2023-02-24"),
        ("2023-05-15=4.1@2023-05-15", "a second value for 2023-05-15 known on 2023-05-15"),
    ],
)
def test_a_value_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], point: str, said: str
) -> None:
    """In words, and neither file is written."""
    assert new(tmp_path, "series", *SERIES, "--point", "2023-05-15=4", "--point", point) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_series_without_values_says_how_to_add_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file has its columns, the ledger is sound, and nothing is on record yet."""
    assert new(tmp_path, "series", *SERIES, "--published", "2023-06-20") == 0
    path = tmp_path / "outcomes/policy-rate-central-bank.csv"
    assert path.read_text(encoding="utf-8") == "day,value,known\n"
    assert f"{path} has no values yet" in capsys.readouterr().out
    held, _ = sound(tmp_path, advice=True)
    assert held.points == {"policy-rate-central-bank": ()}


def test_a_series_that_is_known_is_not_entered_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither under its id nor under its title; its file says where a value goes."""
    point = ("--point", "2023-05-15=3.75")
    assert new(tmp_path, "series", *SERIES, *point) == 0
    for options in ((), ("--id", "policy-rate-central-bank")):
        assert new(tmp_path, "series", *SERIES, *point, *options) == 2
        said = capsys.readouterr().err
        assert "`policy-rate-central-bank` is in the ledger already" in said
        assert "outcomes/policy-rate-central-bank.csv" in said
    assert new(tmp_path, "series", *SERIES, *point, "--id", "another-rate") == 0


def test_values_that_are_in_a_file_already_are_taken_from_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named, not overwritten, and must be sound."""
    root = write(tmp_path)
    path = root / "outcomes/rate.csv"
    text = "day,value\n2023-05-15,3.75\n"
    path.write_text(text, encoding="utf-8")
    options = (*SERIES, "--id", "rate", "--published", "2023-06-20")
    assert new(root, "series", *options, "--point", "2023-06-15=4") == 2
    assert "is there already; take it with --data rate.csv" in capsys.readouterr().err
    assert new(root, "series", *options, "--data", "other.csv") == 2
    assert "--data: outcomes/other.csv cannot be read" in capsys.readouterr().err
    path.write_text("date;value\n2023-05-15;3,75\n", encoding="utf-8")
    assert new(root, "series", *options, "--data", "rate.csv") == 2
    said = capsys.readouterr().err
    assert "outcomes/rate.csv cannot be read" in said
    assert "`day` and `value` are wanted, and `known` may be there, parted by commas" in said
    path.write_text(text, encoding="utf-8")
    for elsewhere in ("../outcomes/rate.csv", str(path)):
        assert new(root, "series", *options, "--data", elsewhere) == 2
        assert "--data: a file of outcomes/, named from there" in capsys.readouterr().err
    assert new(root, "series", *options, "--data", "rate.csv", "--point", "2023-06-15=4") == 2
    assert "--data or --point, not both" in capsys.readouterr().err
    path.write_text("day,value\nsoon,1\n", encoding="utf-8")
    assert new(root, "series", *options, "--data", "rate.csv") == 2
    assert "line 2: `soon` is not a day" in capsys.readouterr().err
    path.write_text(text, encoding="utf-8")
    # From the ledger its name begins with the folder.
    assert new(root, "series", *options, "--data", "outcomes/rate.csv") == 0
    assert path.read_text(encoding="utf-8") == text
    ledger = load(root).ledger
    assert ledger is not None
    assert [point.value for point in ledger.points["rate"]] == [3.75]


def test_values_that_became_known_after_the_evidence_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the default day they would not count, and nobody would know why."""
    point = ("--point", "2023-06-15=4.0@2023-06-20")
    assert new(tmp_path, "series", *SERIES, *point, "--published", "2023-05-20") == 2
    assert "--published: a value became known later, on 2023-06-20" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert new(tmp_path, "series", *SERIES, *point, "--published", "2023-06") == 0


def test_at_a_terminal_values_are_asked_for_until_there_are_no_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong one is explained and asked again; an empty line ends them."""
    typed = "Rate\nper cent\n2023-05-15=3.75\n2023-06-15=dear\n2023-06-15=4\n\nBank\nIt.\n\n"
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    assert new(tmp_path, "series") == 0
    said = capsys.readouterr().err
    assert "`dear` is not a number" in said
    assert said.count("[an empty line ends them]") == 4
    assert "[2023-06-15]" in said
    assert (tmp_path / "outcomes/rate.csv").read_text(encoding="utf-8") == (
        "day,value,known\n2023-05-15,3.75,2023-05-15\n2023-06-15,4,2023-06-15\n"
    )
