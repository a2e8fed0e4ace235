"""Propositions on a series, crossed with how it is declared, what it holds, and the days asked.

A grid and not a list: what is decided never lacks a value, and fewer values never decide more.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from typing import Literal

import pytest

from tests.ledgers import FORECASTERS, sound, write
from verifier.model.days import Days
from verifier.model.edtf import Dated
from verifier.model.outcomes import Step
from verifier.model.proposition import Range
from verifier.model.verdict import Outcome, Pending, Truth, Wanted
from verifier.resolve.knowledge import Knowledge
from verifier.resolve.series import period_of, told
from verifier.resolve.verdicts import resolve

TODAY = date(2024, 7, 1)
EXPECTS = (
    "{reaches: rate, at_least: 5}",
    "{reaches: rate, below: 2}",
    "{stays: rate, at_least: 1}",
    "{stays: rate, above: 1}",
    "{stays: rate, below: 5}",
    "{range: rate, at_least: 2, at_most: 4}",
    "{range: rate, at_least: 0, measure: change}",
    "{range: rate, at_most: 4, measure: average}",
    "{range: rate, at_least: 10, measure: sum}",
)
WINDOWS = (
    "{narrow: 2023-02-01/2023-04-30, wide: 2023-02-01/2023-04-30, reason: Named.}",
    "{narrow: 2023-01-20/2023-02-10, wide: 2023-01-20/2023-02-10, reason: Named.}",
    "{narrow: 2023-02-01/.., wide: 2023-02-01/.., reason: No end.}",
    "{narrow: ../2023-04-30, wide: ../2023-04-30, reason: No beginning.}",
)
DECLARED = (
    "",
    "    step: month\n",
    "    step: month\n    kind: change\n",
    "    step: month\n    kind: average\n",
    "    step: day\n",
    "    step: irregular\n    covers: 2022-12-01/2023-12-31\n",
    "    step: irregular\n    covers: 2023-03-01/2023-03-31\n",
)
_MONTHS = tuple(f"2023-{month:02}-01,{month}" for month in range(1, 6))
ROWS = (
    _MONTHS,
    _MONTHS[:2],
    _MONTHS[3:],
    _MONTHS[:1] + _MONTHS[4:],
    ("2022-12-15,3", "2023-02-01,3", "2023-04-30,3", "2023-05-31,3"),
    ("2024-06-01,3",),
)


def _outcomes(root: Path, declared: str, rows: tuple[str, ...]) -> dict[str, tuple[str, bool]]:
    """The outcome of every forecast, and whether something is lacking."""
    asked = [
        f"  - {{id: f-{at}, forecaster: ann-example, said: 2023-01-10, voice: quotation, "
        f"quote: it will, claim: It does as said {at}., expects: {expects}, window: {window}, "
        "likelihood: {phrase: will}}\n"
        for at, (expects, window) in enumerate(product(EXPECTS, WINDOWS))
    ]
    write(
        root,
        forecasters=FORECASTERS,
        source="source: {id: paper-1, publisher: The Paper, published: 2023-01-10}\n"
        "forecasts:\n" + "".join(asked),
        outcomes="series:\n  - id: rate\n    title: A rate\n    unit: per cent\n"
        "    file: rate.csv\n"
        f"{declared}    evidence:\n      - {{publisher: An Office, published: 2024-07-01, "
        "address: https://example.org/rate, says: The rate.}\n",
    )
    table = "".join(f"{row}\n" for row in rows)
    (root / "outcomes/rate.csv").write_text(f"day,value\n{table}", encoding="utf-8")
    verdicts = resolve(Knowledge(*sound(root), TODAY))
    return {
        id: (one.outcome, any(isinstance(gap, Wanted) for gap in one.missing))
        for id, one in verdicts.items()
    }


@pytest.mark.parametrize("declared", DECLARED)
def test_what_is_decided_lacks_nothing_and_fewer_values_decide_no_more(
    declared: str, tmp_path: Path
) -> None:
    """For every proposition and window; with no value in sight none is decided."""
    found = {rows: _outcomes(tmp_path / f"{at}", declared, rows) for at, rows in enumerate(ROWS)}
    for outcomes in found.values():
        for id, (outcome, lacks) in outcomes.items():
            assert outcome == Outcome.UNDECIDED or not lacks, id
    for id, (outcome, _) in found[ROWS[-1]].items():
        if "irregular" not in declared:
            assert outcome == Outcome.UNDECIDED, id
    whole = found[_MONTHS]
    for rows in (_MONTHS[:2], _MONTHS[3:]):
        for id, (outcome, _) in found[rows].items():
            # A regular series that decides with a part of its values says the same with all.
            if "month" in declared and outcome != Outcome.UNDECIDED:
                assert whole[id][0] in (outcome, Outcome.UNDECIDED), id


@pytest.mark.parametrize("kind", ["level", "change"])
@pytest.mark.parametrize("measure", ["level", "change"])
def test_a_window_without_a_beginning_decides_nothing(
    measure: Literal["level", "change"], kind: str, tmp_path: Path
) -> None:
    """Nobody can say that no value is missing in it."""
    _outcomes(tmp_path, f"    step: month\n    kind: {kind}\n", _MONTHS)
    known = Knowledge(*sound(tmp_path), TODAY)
    asked = Range(range="rate", at_least=0, measure=measure)
    found = told(asked, Days(None, date(2023, 5, 1)), Days.one(date(2023, 1, 10)), known)
    assert found.truth == Truth.undecided(Pending.NOT_COVERED)
    assert found.lacks


@pytest.mark.parametrize(
    ("before", "decided"), [("2023-01-25", False), ("2023-02-15", True), ("2023-03-05", True)]
)
def test_the_level_at_the_end_is_of_the_last_period_or_the_one_before(
    before: str, decided: bool, tmp_path: Path
) -> None:
    """The value of March came after the window: that of February still holds, January's is old."""
    _outcomes(tmp_path, "    step: month\n", (f"{before},3", "2023-03-25,9"))
    known = Knowledge(*sound(tmp_path), TODAY)
    window = Days(date(2023, 1, 20), date(2023, 3, 11))
    found = told(
        Range(range="rate", at_most=4, measure="level"), window, Days.one(date(2023, 1, 10)), known
    )
    assert (not found.lacks) == decided
    assert found.truth == (Truth.true() if decided else Truth.undecided(Pending.NOT_COVERED))


@pytest.mark.parametrize(
    ("kind", "window", "wanted"),
    [
        ("level", "2023-01-20/2023-03-10", "2023-03"),
        ("level", "2023-01-20/2023-04-30", "2023-04"),
        ("change", "2023-01-20/2023-03-31", "2023-02/2023-03"),
        ("change", "2023-01-05/2023-03-10", "2023-02"),
        ("change", "2023-03-05/2023-03-08", "2023-03-05/2023-03-08"),
    ],
)
def test_what_is_lacking_at_the_end_is_named_by_its_periods(
    kind: str, window: str, wanted: str, tmp_path: Path
) -> None:
    """A level lacks the last period, a sum those that end inside; a short window lacks itself."""
    _outcomes(tmp_path, f"    step: month\n    kind: {kind}\n", ("2023-01-25,3",))
    known = Knowledge(*sound(tmp_path), TODAY)
    measure: Literal["level", "sum"] = "level" if kind == "level" else "sum"
    asked = Range(range="rate", at_most=4, measure=measure)
    found = told(asked, Dated.read(window).days, Days.one(date(2023, 1, 10)), known)
    assert found.lacks == (Wanted("rate", "value", (Dated.read(wanted).days,)),)


def test_an_average_weighs_each_value_by_the_days_that_it_held(tmp_path: Path) -> None:
    """Seven days of 2 and twenty-one of 4 are 3.5 for February, by hand."""
    _outcomes(tmp_path, DECLARED[5], ("2023-01-15,2", "2023-02-08,4"))
    known = Knowledge(*sound(tmp_path), TODAY)
    asked = Range(range="rate", at_least=3.5, at_most=3.5, measure="average")
    found = told(asked, Dated.read("2023-02").days, Days.one(date(2023, 1, 10)), known)
    assert (found.truth, found.figure) == (Truth.true(), 3.5)


def test_a_value_stands_for_the_period_of_its_day() -> None:
    """The month of the day; the week from Monday to Sunday."""
    assert period_of(date(2023, 2, 10), Step.MONTH) == Days(date(2023, 2, 1), date(2023, 3, 1))
    assert period_of(date(2023, 2, 10), Step.WEEK) == Days(date(2023, 2, 6), date(2023, 2, 13))
