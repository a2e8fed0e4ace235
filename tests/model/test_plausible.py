"""A mistyped year moves no day of a report."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.ledgers import SOURCE, write
from verifier.model.plausible import AN_AGE, GAP, last_before_gap
from verifier.upkeep.checking import check

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(1994, 12, 31))


@given(days=st.lists(DAYS, min_size=2, max_size=40))
def test_days_of_a_few_years_have_no_gap(days: list[date]) -> None:
    """No two of them are so far apart."""
    assert last_before_gap(enumerated(days)) is None


@given(days=st.lists(DAYS, min_size=1, max_size=40), far=st.integers(GAP + 1, 10**5))
def test_one_day_far_beyond_all_others_is_behind_the_gap(days: list[date], far: int) -> None:
    """The last day before it is the last of the others, in whatever order they come."""
    last = max(days)
    assert last_before_gap([(last + timedelta(days=far), "far"), *enumerated(days)]) == last


def test_many_days_beyond_a_gap_are_meant() -> None:
    """Two of ten records were made years later: nobody mistyped them."""
    dated = [(date(2000, 1, 1), number) for number in range(8)]
    later = [(date(2010, 1, 1), number) for number in (8, 9)]
    assert last_before_gap([*dated, *later]) is None


@given(
    days=st.lists(DAYS, min_size=5, max_size=40),
    far=st.integers(AN_AGE + 1, 10**5),
    mistyped=st.integers(1, 2),
)
def test_mistyped_years_that_agree_are_behind_a_gap_of_an_age(
    days: list[date], far: int, mistyped: int
) -> None:
    """One or two records, each with two days in 2203, say no more than one of them does."""
    last = max(days)
    beyond = [(last + timedelta(days=far), f"far {number % mistyped}") for number in range(4)]
    assert last_before_gap([*enumerated(days), *beyond]) == last


@given(days=st.lists(DAYS, min_size=1, max_size=4), years=st.integers(6, 40))
def test_an_event_years_ahead_is_borne_out_by_its_evidence(days: list[date], years: int) -> None:
    """With its own day and that of its evidence years on it is meant, its day alone is not."""
    last = max(days)
    event = [(date(1995 + years, 3, 1), "event"), (date(1995 + years, 3, 4), "event")]
    assert last_before_gap([*enumerated(days), *event]) is None
    assert last_before_gap([*enumerated(days), event[0]]) == last
    early = (days[0], "event")
    assert last_before_gap([*enumerated(days), *event, early]) == last


def enumerated(days: list[date]) -> list[tuple[date, int]]:
    """Each day with a record of its own."""
    return [(day, place) for place, day in enumerate(days)]


def test_a_mistyped_year_of_publication_moves_no_report(tmp_path: Path) -> None:
    """The default day stays at the last evidence of 2 January 2024."""
    typo = SOURCE.replace("published: 2023-01-10", "published: 2203-01-10")
    for name, source in (("sound", SOURCE), ("typo", typo)):
        ledger = check(write(tmp_path / name, source=source)).ledger
        assert ledger is not None
        assert ledger.default_as_of == date(2024, 1, 2)
