"""One rule of rounding for all that is printed: the exact value, halves away from zero."""

from __future__ import annotations

import json
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import fsum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import each
from tests.ours import RATES
from tests.ours import pages as ours
from tests.report.test_calls import printed
from verifier.report.words import rounded, words


def half_up(exact: Fraction, places: int) -> str:
    """By whole numbers alone: a half and more is one more."""
    shifted = abs(exact) * 10**places
    whole = int(shifted + Fraction(1, 2))
    sign = "-" if exact < 0 and whole else ""
    return f"{sign}{whole // 10**places}.{whole % 10**places:0{places}d}"


calls = st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=40)


@given(calls)
def test_a_mean_is_rounded_as_by_hand(made: list[tuple[int, bool]]) -> None:
    """Squared errors of probabilities in steps of 0.05: many means end in a half of a hundredth."""
    exact = sum((Fraction(k, 20) - came) ** 2 for k, came in made) / len(made)
    mean = fsum((k / 20 - came) ** 2 for k, came in made) / len(made)
    assert words().number(mean) == half_up(Fraction(exact), 2)
    assert words().score(-mean) == half_up(-Fraction(exact), 3)


@each("value", [0.325, 2.675, 1.005, 0.575, 0.275])
def test_halves_go_up_whichever_way_binary_errs(value: float) -> None:
    """0.325 was printed as 0.32, and 0.275 as 0.28."""
    assert rounded(value, 2) == str(Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP))


near_halves = st.builds(
    lambda half, off: half / 2000 + off, st.integers(-(10**7), 10**7), st.floats(-1e-6, 1e-6)
)


@given(st.floats(-1e12, 1e12) | st.floats(-2, 2) | near_halves, st.integers(1, 6))
def test_a_figure_is_that_of_the_data_rounded(value: float, places: int) -> None:
    """Of ten decimals, near a half and far from one, large and small."""
    expected = half_up(Fraction(Decimal(repr(round(value, 10)))), places)
    assert rounded(value, places).replace(",", "") == expected


@pytest.mark.parametrize("name", ["rates", "economy", "low-chance", "outlooks", "storms"])
def test_every_mean_on_a_page_is_that_of_the_data_rounded(name: str) -> None:
    """The Brier score of each forecaster and forecast, best, central and worst."""
    pages = ours(RATES) if name == "rates" else printed(name)[1]
    told = 0
    for kind, key in (("forecasters", "Brier score "), ("forecasts", "| Scores | Brier ")):
        for item in json.loads(pages[f"data/{kind}.json"])[kind]:
            scores = item if kind == "forecasters" else item["scores"]
            if scores["brier"] is None:
                continue
            best, central, worst = (
                None if value is None else half_up(Fraction(Decimal(str(value))), 2)
                for value in (scores["brier"][end] for end in ("best", "central", "worst"))
            )
            span = f"{best} to {worst}"
            shown = central if best == central == worst else f"{central} ({span})"
            id = item["id" if kind == "forecasts" else "forecaster"]
            assert f"{key}{shown if central else span}" in pages[f"{kind}/{id}.md"], id
            told += 1
    assert told


def test_no_figure_is_formatted_elsewhere() -> None:
    """Pages and exports round in one place: no other format rounds a float."""
    root = Path(__file__).parents[2] / "verifier"
    formats = re.compile(r":,?\.\d+f\}|:\.?\d*g\}")
    rooms = [*(root / "report").rglob("*.py"), *(root / "export").rglob("*.py")]
    rooms += [root / "compare.py", root / "upkeep/audit.py", *(root / "site").rglob("*.py")]
    for path in [*rooms, root / "tables/page.py", root / "tables/placing.py"]:
        if path.name != "svg.py":  # where a coordinate is no figure
            assert not formats.search(path.read_text(encoding="utf-8")), path
