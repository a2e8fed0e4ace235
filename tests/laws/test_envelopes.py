"""An envelope contains every score that an admissible reading gives, and attains its ends."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import probabilities, truths
from verifier.model.verdict import Truth
from verifier.score.envelope import Envelope, Probability, Scored, brier_envelope

STEPS = 21


@st.composite
def forecasts(draw: st.DrawFn) -> list[Scored]:
    """A few forecasts that share two words between them."""
    words = []
    for word in ("likely", "will"):
        low, central, high = sorted(draw(st.tuples(probabilities, probabilities, probabilities)))
        words.append(Probability(word, low, central, high))
    chosen = draw(st.lists(st.tuples(st.sampled_from(words), truths), min_size=1, max_size=4))
    return [Scored(word, truth) for word, truth in chosen]


def _admissible(truth: Truth) -> list[float]:
    if not truth.graded:
        return list(truth.values)
    return [truth.low + (truth.high - truth.low) * k / (STEPS - 1) for k in range(STEPS)]


def _brute(group: list[Scored]) -> tuple[float, float]:
    """Least and greatest sum over a grid of probabilities and every grid of truths."""
    p = group[0].probability
    sums = []
    for k in range(STEPS):
        q = p.low + (p.high - p.low) * k / (STEPS - 1)
        parts = [[(q - o) ** 2 for o in _admissible(f.truth)] for f in group]
        sums += [sum(map(min, parts)), sum(map(max, parts))]
    return min(sums), max(sums)


@given(forecasts())
def test_the_envelope_is_the_brute_force_one(scored: list[Scored]) -> None:
    """No grid point lies outside, and the ends are no farther out than the grid allows."""
    envelope = brier_envelope(scored)
    assert envelope is not None
    groups = [[f for f in scored if f.probability.word == w] for w in ("likely", "will")]
    ends = [_brute(group) for group in groups if group]
    least, greatest = (sum(end[side] for end in ends) / len(scored) for side in (0, 1))
    assert envelope.best <= least + 1e-12
    assert envelope.worst >= greatest - 1e-12
    assert envelope.best >= least - 2 / STEPS
    assert envelope.worst == pytest.approx(greatest, abs=1e-9)


@given(forecasts())
def test_the_central_score_lies_inside(scored: list[Scored]) -> None:
    """Best is at most central, central at most worst."""
    envelope = brier_envelope(scored)
    assert envelope is not None
    assert 0 <= envelope.best <= envelope.worst <= 1
    if envelope.central is not None:
        assert envelope.best - 1e-12 <= envelope.central <= envelope.worst + 1e-12


def test_one_word_is_one_probability_throughout() -> None:
    """Right once and wrong once with the same word cannot both be at the lucky end.

    With p in [0.6, 0.8], one came true and one did not: the sum is p² + (1 - p)², at best
    0.36 + 0.16 = 0.52 and at worst 0.64 + 0.04 = 0.68. Apart they would reach 0.36 + 0.04 = 0.40.
    """
    likely = Probability("likely", 0.6, 0.7, 0.8)
    envelope = brier_envelope([Scored(likely, Truth.true()), Scored(likely, Truth.false())])
    assert envelope is not None
    assert envelope.best == pytest.approx(0.26)
    assert envelope.worst == pytest.approx(0.34)
    assert envelope.central == pytest.approx((0.09 + 0.49) / 2)


def test_a_dispute_takes_either_end_and_nothing_between() -> None:
    """A sure 0.5 against a disputed truth scores 0.25 whichever way it goes."""
    even = Probability("even", 0.5, 0.5, 0.5)
    assert brier_envelope([Scored(even, Truth.disputed())]) == Envelope(0.25, None, 0.25)


def test_every_choice_of_disputed_truths_lies_inside() -> None:
    """All eight ways of deciding three disputes give a mean inside the envelope."""
    word = Probability("may", 0.2, 0.4, 0.6)
    envelope = brier_envelope([Scored(word, Truth.disputed())] * 3)
    assert envelope is not None
    for chosen in product((0.0, 1.0), repeat=3):
        for p in (0.2, 0.4, 0.6):
            mean = sum((p - o) ** 2 for o in chosen) / 3
            assert envelope.best - 1e-12 <= mean <= envelope.worst + 1e-12


def test_without_forecasts_there_is_no_envelope() -> None:
    """Nothing to average is None, not zero."""
    assert brier_envelope([]) is None
