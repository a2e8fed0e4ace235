"""Shared strategies of the laws."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from verifier.model.days import Days
from verifier.model.verdict import Pending, Truth

some_days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


@st.composite
def bounded(draw: st.DrawFn) -> Days:
    """Days with two ends."""
    first, last = sorted((draw(some_days), draw(some_days)))
    return Days.between(first, last)


@st.composite
def runs(draw: st.DrawFn) -> Days:
    """Days, either end of which may be missing."""
    whole = draw(bounded())
    start = whole.start if draw(st.booleans()) else None
    until = whole.until if draw(st.booleans()) else None
    return Days(start, until)


probabilities = st.floats(0, 1, allow_nan=False)
degrees = st.integers(0, 16).map(lambda k: k / 16)
truths = st.one_of(
    st.sampled_from([Truth.true(), Truth.false(), Truth.disputed()]),
    st.tuples(degrees, degrees).map(lambda p: Truth.partly(min(p), max(p))),
)
any_truths = st.one_of(truths, st.sampled_from([Truth.undecided(p) for p in Pending]))
hostile = st.text(
    alphabet=st.one_of(
        st.sampled_from("|`*_[]()<>\\\n\r\t#!&~$^{}\"'-+=.:;@/%\u202e\u2028\u0000\u001b"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)
