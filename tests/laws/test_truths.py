"""Truths combine as the logic of what is admissible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import any_truths, truths
from verifier.model.verdict import Pending, Truth
from verifier.resolve.propositions import combine

lists = st.lists(any_truths, min_size=1, max_size=5)


@given(lists)
def test_any_of_is_at_least_as_true_as_each_part(parts: list[Truth]) -> None:
    """Neither bound of the whole lies below that of a part."""
    whole = combine(parts, 1)
    assert all(whole.high >= part.high for part in parts if whole.pending is None)
    assert all(whole.low >= part.low for part in parts if whole.pending is None)


@given(lists)
def test_all_of_is_at_most_as_true_as_each_part(parts: list[Truth]) -> None:
    """Neither bound of the whole lies above that of a part."""
    whole = combine(parts, len(parts))
    assert all(whole.low <= part.low for part in parts if whole.pending is None)
    assert all(whole.high <= part.high for part in parts if whole.pending is None)


@given(lists)
def test_de_morgan_holds(parts: list[Truth]) -> None:
    """Not all of these is any of their negations."""
    negated = [part.complement for part in parts]
    whole = combine(parts, len(parts)).complement
    other = combine(negated, 1)
    assert whole.pending == other.pending
    assert whole.values == pytest.approx(other.values)


@given(lists)
def test_the_order_of_parts_is_immaterial(parts: list[Truth]) -> None:
    """Reversed, the parts give the same whole."""
    count = (len(parts) + 1) // 2
    assert combine(parts, count) == combine(parts[::-1], count)


@given(truths)
def test_negating_twice_is_nothing(truth: Truth) -> None:
    """The complement of the complement is the truth itself."""
    assert truth.complement.complement.values == pytest.approx(truth.values)


@given(any_truths, any_truths)
def test_union_never_shrinks_what_is_admissible(a: Truth, b: Truth) -> None:
    """What either admits, both together admit."""
    union = a.union(b)
    if union.pending is None:
        assert union.low <= min(a.low, b.low)
        assert union.high >= max(a.high, b.high)


def test_one_settled_part_settles_what_the_rest_cannot_change() -> None:
    """An open part does not hold up an `all_of` that has failed already."""
    waiting = Truth.undecided(Pending.WINDOW_OPEN)
    assert combine([Truth.false(), waiting], 2) == Truth.false()
    assert combine([Truth.true(), waiting], 2) == waiting
    assert combine([Truth.true(), waiting], 1) == Truth.true()
