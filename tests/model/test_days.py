"""Runs of days."""

from __future__ import annotations

import copy
import pickle
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from verifier.model.days import ALWAYS, ONE_DAY, Days
from verifier.pickles import pickled

# Few days, so that ends often meet.
DAYS = st.dates(date(2023, 1, 1), date(2023, 1, 9))
WHOLE = st.lists(DAYS, min_size=2, max_size=2, unique=True).map(sorted)
RUNS = WHOLE.map(lambda ends: Days(*ends))
OPEN = WHOLE.map(lambda ends: Days(None, ends[1])) | WHOLE.map(lambda ends: Days(ends[0], None))


@given(RUNS | OPEN, RUNS | OPEN)
def test_what_overlaps_has_days_in_common(one: Days, other: Days) -> None:
    """Two runs overlap where both have days in common, whichever is asked."""
    assert one.overlaps(other) == other.overlaps(one) == (one.intersection(other) is not None)


def test_days_are_the_same_after_they_were_kept() -> None:
    """Without bounds, and at both ends of the calendar."""
    first, last = date(1, 1, 1), date(9999, 12, 31)
    for days in (ALWAYS, Days(first, None), Days(None, first + ONE_DAY), Days.one(last)):
        assert pickle.loads(pickled(days)) == copy.deepcopy(days) == days
