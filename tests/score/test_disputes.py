"""Disputes are decided event by event: whatever is true, one of "will" and "will not" is wrong."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import probabilities
from tests.ledgers import OUTCOMES, SOURCE, run_of, write
from verifier.model.verdict import Truth
from verifier.score.envelope import Cause, Probability, Scored, brier_envelope

MOST = 5
"""Shared causes that are decided in these tests; in force are more, which take longer."""
CONTESTED = OUTCOMES.replace("kinds: [ground-offensive]", "kinds: [ground-attack]").replace(
    "    actors: [russia]", "    disputed_kinds: [ground-offensive]\n    actors: [russia]", 1
)


def test_that_it_will_and_that_it_will_not_is_wrong_once(tmp_path: Path) -> None:
    """By hand: 0.95 for both, in a dispute: one of them costs 0.9025, the other 0.0025."""
    head, first = SOURCE.split("  - id: ann-attack")
    first = "  - id: ann-attack" + first.replace('{phrase: "will"}', "{probability: 0.95}")
    second = first.replace("ann-attack", "ann-denies").replace("{event:", "{no_event:")
    found = run_of(write(tmp_path, source=head + first + second, outcomes=CONTESTED))
    assert {verdict.outcome for verdict in found.verdicts.values()} == {"disputed"}
    brier = found.tallies["ann-example"].brier
    assert brier is not None
    assert brier.central is None
    assert brier.best == pytest.approx((0.9025 + 0.0025) / 2)
    assert brier.worst == pytest.approx((0.9025 + 0.0025) / 2)


def test_days_off_are_wrong_once_too(tmp_path: Path) -> None:
    """That it will and that it will not, both sure, on one disputed event of two questions.

    By hand, in days of February: had it come on the 20th, saying so costs (1² + ... + 19²) / 28²
    and (8² + ... + 1²) / 28² = 2674 / 784, and denying it the 9 days that are left; had it not,
    (1² + ... + 28²) / 28² = 7714 / 784 and nothing. Both questions are of one fate: they are one.
    """
    days = "    opens: 2023-01-01\n    horizon: 2023-03-31\n"
    sure = SOURCE.replace('{phrase: "will"}', "{probability: 1}")
    again = sure.split("forecasts:\n")[1].replace("ann-attack", "ann-denies")
    again = again.replace("attack-2023", "denied-2023").replace("{event:", "{no_event:")
    outcomes = CONTESTED + days
    other = outcomes.split("questions:\n")[1].replace("attack-2023", "denied-2023")
    found = run_of(write(tmp_path, source=sure + again, outcomes=outcomes + other))
    timely = found.tallies["ann-example"].timeliness
    assert timely is not None
    assert (timely.questions, timely.crps.central) == (1, None)
    assert timely.crps.best == pytest.approx(7714 / 784 / 2)
    assert timely.crps.worst == pytest.approx((2674 / 784 + 9) / 2)


@st.composite
def disputed(draw: st.DrawFn) -> list[Scored]:
    """Forecasts in two words that hang on two causes, of any weights."""
    words = []
    for word in ("likely", "will"):
        low, central, high = sorted(draw(st.tuples(probabilities, probabilities, probabilities)))
        words.append(Probability(word, low, central, high))
    one = st.builds(
        Scored,
        st.sampled_from(words),
        st.just(Truth.disputed()),
        st.sampled_from([0.5, 1.0, 2.0]),
        st.builds(Cause, st.sampled_from(["a", "b"]), st.booleans()),
    )
    return draw(st.lists(one, min_size=1, max_size=5))


@given(disputed())
def test_the_envelope_holds_every_world_and_reaches_its_ends(scored: list[Scored]) -> None:
    """By brute force over both causes and eleven probabilities of each word."""
    envelope = brier_envelope(scored)
    assert envelope is not None
    weight = sum(one.weight for one in scored)
    means = []
    for a, b, *steps in product((0, 1), (0, 1), range(11), range(11)):
        total = 0.0
        for one in scored:
            assert one.cause is not None
            p = one.probability
            step = steps[p.word == "will"]
            came = (a if one.cause.id == "a" else b) != one.cause.turned
            total += one.weight * (p.low + (p.high - p.low) * step / 10 - came) ** 2
        means.append(total / weight)
    assert envelope.best <= min(means) + 1e-9
    assert envelope.worst == pytest.approx(max(means), abs=1e-9)
    assert envelope.best >= min(means) - 0.05


@pytest.mark.parametrize(("causes", "ends"), [(MOST, (0.5, 0.5)), (MOST + 1, (0.0, 1.0))])
def test_as_many_causes_as_can_be_are_decided_in_every_way(
    causes: int, ends: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sure that each will and that each will not: wrong in half, however each is decided.

    Of one cause more than are decided the range is all that there is, never too narrow.
    """
    monkeypatch.setattr("verifier.score.envelope.MOST_CAUSES", MOST)
    sure = Probability("surely", 1, 1, 1)
    scored = [
        Scored(sure, Truth.disputed(), cause=Cause(f"event-{number}", turned))
        for number in range(causes)
        for turned in (False, True)
    ]
    found = brier_envelope(scored)
    assert found is not None
    assert (found.best, found.worst) == ends


@pytest.mark.parametrize(
    ("ends", "graded", "other"),
    [((0, 0.6), (0.4, 0.8), Truth.false()), ((0.4, 1), (0.2, 0.6), Truth.true())],
)
def test_the_best_of_a_graded_truth_may_lie_between_its_ends_and_another(
    ends: tuple[float, float], graded: tuple[float, float], other: Truth
) -> None:
    """By hand: 0.2 off the end of the one, and 0.2 off the other: 0.04 in the mean."""
    said = Probability("perhaps", ends[0], 0.5, ends[1])
    found = brier_envelope([Scored(said, Truth.partly(*graded)), Scored(said, other)])
    assert found is not None
    assert found.best == pytest.approx(0.04)


def test_a_graded_truth_counts_as_its_middle() -> None:
    """By hand: one half, of what came true by 0.2 to 0.4: (0.5 - 0.3)^2 = 0.04, weight 1 each."""
    graded = Scored(Probability("even", 0.5, 0.5, 0.5), Truth.partly(0.2, 0.4))
    wrong = Scored(Probability("even", 0.5, 0.5, 0.5), Truth.false(), weight=3)
    found = brier_envelope([graded])
    assert found is not None
    assert found.central == pytest.approx(0.04)
    found = brier_envelope([graded, wrong])
    assert found is not None
    assert found.central == pytest.approx((0.04 + 3 * 0.25) / 4)
