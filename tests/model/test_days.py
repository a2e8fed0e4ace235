"""Runs of days."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from verifier.model.days import Days

# Few days, so that ends often meet.
DAYS = st.dates(date(2023, 1, 1), date(2023, 1, 9))
WHOLE = st.lists(DAYS, min_size=2, max_size=2, unique=True).map(sorted)
RUNS = WHOLE.map(lambda ends: Days(*ends))
OPEN = WHOLE.map(lambda ends: Days(None, ends[1])) | WHOLE.map(lambda ends: Days(ends[0], None))


@given(RUNS | OPEN, RUNS | OPEN)
def test_what_overlaps_has_days_in_common(one: Days, other: Days) -> None:
    """Two runs overlap where both have days in common, whichever is asked."""
    assert one.overlaps(other) == other.overlaps(one) == (one.intersection(other) is not None)
