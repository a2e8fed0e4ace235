"""The permutation test: exact where few differ, drawn where many do, valid either way."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import each, some
from verifier.score.permutation import DRAWS, EXACT, permutation_chance


@each(
    "differences chance",
    [
        ([0.2], 1.0),
        ([1.0, 1.0, 1.0, 1.0, 1.0, 1.0], 2 / 64),
        ([1.0, -1.0], 1.0),
        ([3.0, -1.0], 1.0),
        ([3.0, 2.0, -1.0], 0.5),
        ([0.0, 0.0, 2.0, 1.0], 0.5),
    ],
)
def test_by_hand(differences: list[float], chance: float) -> None:
    """Six of a kind are 2 of 64 signs; 3, 2 and -1 make 4, as far as which are 6, 4, -4 and -6."""
    assert permutation_chance(differences=differences) == pytest.approx(chance)


@given(st.lists(st.integers(-5, 5), max_size=9))
def test_it_counts_every_sign(differences: list[int]) -> None:
    """The share of all sign changes whose sum is at least as far from 0, one by one."""
    total = abs(sum(differences))
    sums = [
        abs(sum(s * d for s, d in zip(signs, differences, strict=True)))
        for signs in product((1, -1), repeat=len(differences))
    ]
    expected = sum(s >= total for s in sums) / len(sums)
    assert permutation_chance(differences=[float(d) for d in differences]) == expected


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=60), st.integers(0, 2**20))
def test_it_depends_on_nothing_else(differences: list[float], seed: int) -> None:
    """Not on the order, on who is called the first, or on the scale; and it is never 0."""
    chance = permutation_chance(differences=differences)
    shuffled = [-4 * d for d in differences]
    Random(seed).shuffle(shuffled)
    assert permutation_chance(differences=shuffled) == pytest.approx(chance, rel=0.5)
    assert 0 < chance <= 1


@some([8, EXACT, EXACT + 8])
def test_where_there_is_no_difference_it_seldom_says_so(count: int) -> None:
    """Of 400 samples whose signs are random, p at most 5 % in about 20: in 40 with chance 1e-5.

    The sizes are far from normal: one in five is fifty times the others.
    """
    rng = Random(count)
    found = 0
    for _ in range(400):
        sizes = [rng.random() * (50 if rng.random() < 0.2 else 1) for _ in range(count)]
        signed = [size * rng.choice((1, -1)) for size in sizes]
        found += permutation_chance(differences=signed) <= 0.05
    assert found <= 40


def test_drawn_and_counted_agree() -> None:
    """One difference more than are counted, and of no weight: the same to a few parts in ten."""
    rng = Random(7)
    held = [rng.gauss(0.1, 0.4) for _ in range(EXACT)]
    exact = permutation_chance(differences=held)
    assert permutation_chance(differences=[*held, 1e-7]) == pytest.approx(exact, rel=0.5)


def test_a_sum_that_no_draw_reaches_is_as_likely_as_one_in_all() -> None:
    """Forty of one sign: two of 2^40 signs are as far, so none drawn; the sum itself counts."""
    assert permutation_chance(differences=[1.0] * 40) == 1 / (DRAWS + 1)
