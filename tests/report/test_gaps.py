"""Gaps in a series decide nothing, and are named; what decides lies inside the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledgers import FORECASTERS, run_of, write
from verifier.cli import main
from verifier.loading import load
from verifier.report import Run

_SERIES = """\
series:
  - id: rate
    title: Inflation in the United States
    unit: per cent
    file: rate.csv
{declared}    evidence:
      - publisher: Bureau of Labor Statistics
        published: 2024-01-11
        address: https://example.org/cpi
        says: The rate of every month.
"""
_SOURCE = """\
source:
  id: paper-1
  publisher: The Paper
  published: {said}
forecasts:
  - id: ann-rate
    forecaster: ann-example
    said: {said}
    voice: quotation
    quote: "{phrase}"
    claim: The rate does as said.
    expects: {expects}
    window: {{phrase: "{phrase}"}}
    likelihood: {{phrase: "will"}}
"""
MONTHLY = "    step: month\n"


def _decided(
    root: Path, expects: str, rows: str, *, said: str, phrase: str, declared: str = MONTHLY
) -> tuple[Run, str]:
    """The run, and what `explain` says of the one forecast."""
    write(
        root,
        forecasters=FORECASTERS,
        source=_SOURCE.format(said=said, phrase=phrase, expects=expects),
        outcomes=_SERIES.format(declared=declared),
    )
    table = "".join(f"{row}\n" for row in rows.split())
    (root / "outcomes/rate.csv").write_text("day,value,known\n" + table, encoding="utf-8")
    return run_of(root), str(root)


def _outcome(found: Run) -> str:
    return found.verdicts["ann-rate"].outcome.value


# "Inflation will reach 9 percent this year", said in January 2022: it was 9.1 in June.
# Values as the Bureau of Labor Statistics published them, for the last day of the month.

ENDS = "2021-12-31,7.0,2022-01-12 2022-12-31,6.5,2023-01-12"
YEAR = (
    "2022-01-31,7.5,2022-02-10 2022-02-28,7.9,2022-03-10 2022-03-31,8.5,2022-04-12 "
    "2022-04-30,8.3,2022-05-11 2022-05-31,8.6,2022-06-10 2022-06-30,9.1,2022-07-13 "
    "2022-07-31,8.5,2022-08-10 2022-08-31,8.3,2022-09-13 2022-09-30,8.2,2022-10-13 "
    "2022-10-31,7.7,2022-11-10 2022-11-30,7.1,2022-12-13"
)
NINE = "{reaches: rate, at_least: 9}"


@pytest.mark.parametrize("declared", ["", MONTHLY])
def test_two_points_a_year_apart_know_nothing_in_between(
    tmp_path: Path, declared: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Undecided, with the months that are missing, or the step."""
    found, root = _decided(
        tmp_path, NINE, ENDS, said="2022-01-15", phrase="this year", declared=declared
    )
    assert _outcome(found) == "undecided"
    assert main(["due", "--ledger", root]) == 0
    wanted = "values of `rate` for 2022-01-01 to 2022-11-30" if declared else "the `step` of the"
    assert wanted in capsys.readouterr().out


def test_the_month_that_crosses_decides(tmp_path: Path) -> None:
    """9.1 in June 2022 is reached, whatever else is missing."""
    found, _ = _decided(
        tmp_path, NINE, f"{ENDS} 2022-06-30,9.1,2022-07-13", said="2022-01-15", phrase="this year"
    )
    assert _outcome(found) == "came_true"


def test_ten_was_not_reached_once_every_month_is_there(tmp_path: Path) -> None:
    """All twelve months of 2022, and none of ten per cent."""
    ten = "{reaches: rate, at_least: 10}"
    found, _ = _decided(tmp_path, ten, f"{ENDS} {YEAR}", said="2022-01-15", phrase="this year")
    assert _outcome(found) == "did_not"


# "Between 3.4 and 3.6 percent in June 2023", with points of December 2022 and December 2023


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ("2022-12-31,3.5,2023-01-06 2023-12-31,3.7,2024-01-05", "undecided"),
        ("2022-12-31,3.5,2023-01-06 2023-06-30,3.6,2023-07-07", "came_true"),
        ("2022-12-31,3.5,2023-01-06 2023-06-01,3.7,2023-07-07", "did_not"),
    ],
)
@pytest.mark.parametrize("declared", [MONTHLY, "    step: month\n    kind: average\n"])
def test_no_level_is_older_than_its_window(
    tmp_path: Path, rows: str, outcome: str, declared: str
) -> None:
    """Unemployment in June 2023 is that of June 2023, by whichever day of June it goes."""
    found, _ = _decided(
        tmp_path,
        "{range: rate, at_least: 3.4, at_most: 3.6}",
        rows,
        said="2023-01-02",
        phrase="in June 2023",
        declared=declared,
    )
    assert _outcome(found) == outcome


# Stays, averages, every month, first values


@pytest.mark.parametrize(
    ("expects", "outcome"),
    [
        ("{stays: rate, below: 9.1}", "did_not"),
        ("{stays: rate, at_most: 9.1}", "came_true"),
        ("{stays: rate, at_least: 7}", "did_not"),
        ("{stays: rate, above: 6, below: 10}", "came_true"),
        ("{range: rate, measure: average, at_least: 8.0, at_most: 8.1}", "came_true"),
        ("{range: rate, measure: average, at_least: 8.1}", "did_not"),
        ("{range: rate, measure: change, at_most: -0.5}", "came_true"),
    ],
)
def test_bounds_hold_for_every_month_and_for_the_average(
    tmp_path: Path, expects: str, outcome: str
) -> None:
    """Of 2022: at most 9.1, at least 6.5, (7.5 + ... + 6.5) / 12 = 96.2 / 12 = 8.02, 6.5 - 7.0."""
    found, _ = _decided(tmp_path, expects, f"{ENDS} {YEAR}", said="2021-12-31", phrase="in 2022")
    assert _outcome(found) == outcome


def test_one_value_beyond_ends_what_was_to_stay(tmp_path: Path) -> None:
    """Known in July that June was above nine; the rest of the year need not be waited for."""
    found, _ = _decided(
        tmp_path,
        "{stays: rate, below: 9}",
        "2022-06-30,9.1,2022-07-13",
        said="2022-01-15",
        phrase="this year",
    )
    assert _outcome(found) == "did_not"


@pytest.mark.parametrize(("vintage", "outcome"), [("first", "did_not"), ("latest", "came_true")])
def test_a_forecast_is_judged_by_the_vintage_that_it_names(
    tmp_path: Path, vintage: str, outcome: str
) -> None:
    """Published as 2.9 and corrected to 3.1: three is reached by the latest alone."""
    found, _ = _decided(
        tmp_path,
        f"{{reaches: rate, at_least: 3, vintage: {vintage}}}",
        "2023-06-30,2.9,2023-07-12 2023-06-30,3.1,2023-09-12",
        said="2023-05-02",
        phrase="in June 2023",
    )
    assert _outcome(found) == outcome


# A rate that has a value whenever it changes


@pytest.mark.parametrize(
    ("covers", "outcome"),
    [("2022-01-01/2023-12-31", "did_not"), ("2022-01-01/2023-03-31", "undecided")],
)
def test_an_irregular_series_decides_as_far_as_it_covers(
    tmp_path: Path, covers: str, outcome: str
) -> None:
    """A rate set in 2022 and left alone: that it was not raised is known where that is declared."""
    found, _ = _decided(
        tmp_path,
        "{reaches: rate, at_least: 5}",
        "2022-12-15,4.5,2022-12-14",
        said="2023-01-02",
        phrase="in June 2023",
        declared=f"    step: irregular\n    covers: {covers}\n",
    )
    assert _outcome(found) == outcome


@pytest.mark.parametrize(
    "declared",
    ["    step: irregular\n", "    covers: 2022\n", "    kind: sum\n", "    step: fortnight\n"],
)
def test_what_does_not_fit_is_a_finding(tmp_path: Path, declared: str) -> None:
    """An irregular series says what it covers, a sum of which period."""
    write(
        tmp_path,
        source=_SOURCE.format(said="2023-01-02", phrase="in June 2023", expects=NINE),
        outcomes=_SERIES.format(declared=declared),
    )
    (tmp_path / "outcomes/rate.csv").write_text("day,value\n", encoding="utf-8")
    assert [found.code for found in load(tmp_path).diagnostics] == ["VF103"]
