"""Days form the algebra one would expect of sets of days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from tests.laws.strategies import runs, some_days
from verifier.model.days import ALWAYS, Days


@given(runs(), runs(), some_days)
def test_intersection_holds_exactly_the_days_in_both(a: Days, b: Days, day: date) -> None:
    """A day is in the intersection if and only if it is in both."""
    both = a.intersection(b)
    assert (both is not None and day in both) == (day in a and day in b)


@given(runs(), runs())
def test_intersection_and_hull_commute(a: Days, b: Days) -> None:
    """Neither cares which comes first."""
    assert a.intersection(b) == b.intersection(a)
    assert a.hull(b) == b.hull(a)


@given(runs(), runs())
def test_hull_contains_both_and_is_the_shortest(a: Days, b: Days) -> None:
    """The hull contains both; what contains both contains the hull."""
    hull = a.hull(b)
    assert hull.contains(a)
    assert hull.contains(b)
    assert ALWAYS.contains(hull)


@given(runs(), runs())
def test_containing_is_having_it_as_intersection(a: Days, b: Days) -> None:
    """`a` contains `b` if and only if their intersection is `b`."""
    assert a.contains(b) == (a.intersection(b) == b)


def test_the_empty_run_cannot_be_made() -> None:
    """A run that ends where it begins is refused."""
    with pytest.raises(ValueError, match="no days"):
        Days(date(2023, 1, 1), date(2023, 1, 1))


def test_the_last_day_of_the_calendar_has_no_end() -> None:
    """There is no day after 9999-12-31 to write down."""
    assert Days.one(date.max) == Days(date.max, None)
