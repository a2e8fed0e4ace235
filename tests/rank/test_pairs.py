"""Who of two is better: by how much, how surely, and what holds among all pairs."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import slow
from tests.rank.test_standings import LEAST, place, rounds
from verifier.rank.effects import Round, effects
from verifier.rank.pairs import (
    ASKED,
    HELD,
    PERMUTED,
    Asked,
    by_side,
    discoveries,
    holm,
    meetings,
    stakes,
)
from verifier.rank.sample import Score
from verifier.rank.standings import standings


def _simes(chances: tuple[float, ...], error: float) -> bool:
    """Whether the hypotheses of these p-values fall together (Simes 1986)."""
    ordered = enumerate(sorted(chances), start=1)
    return any(p <= n * error / len(chances) for n, p in ordered)


@given(st.lists(st.sampled_from([0.001, 0.01, 0.02, 0.04, 0.3, 1.0]), max_size=7))
def test_so_many_are_false_as_closed_testing_says(chances: list[float]) -> None:
    """By its definition: all but the largest set of hypotheses that the test leaves standing.

    Never fewer than Holm's procedure names one by one.
    """
    standing = [
        len(chosen)
        for size in range(1, len(chances) + 1)
        for chosen in combinations(chances, size)
        if not _simes(chosen, 0.05)
    ]
    found = discoveries(chances, len(chances), 0.05)
    assert found == len(chances) - max(standing, default=0)
    holm = 0
    for n, p in enumerate(sorted(chances)):
        if p > 0.05 / (len(chances) - n):
            break
        holm += 1
    assert found >= holm


@given(st.lists(st.sampled_from([0.001, 0.01, 0.02, 0.04]), max_size=6), st.integers(0, 6))
def test_large_chances_need_not_be_listed(chances: list[float], more: int) -> None:
    """Those that are not given count as 1."""
    count = len(chances) + more
    padded = [*chances, *[1.0] * more]
    assert discoveries(chances, count, 0.05) == discoveries(padded, count, 0.05)


def test_pairs_are_tested_by_permutation_where_asked() -> None:
    """Ann better by 0.1 on each of ten questions: 2 of 1,024 signs; Bob and Eve the same: 1."""
    table = {
        "ann": {f"q{n}": Score(0.1) for n in range(10)},
        "bob": {f"q{n}": Score(0.2) for n in range(10)},
        "eve": {f"q{n}": Score(0.2) for n in range(10)},
    }
    found = standings(rounds(table), thresholds=LEAST, most=1.0, permute=True)
    ann, none = found.pairs["ann", "bob"], found.pairs["eve", "bob"]
    for same in (ann, found.pairs["bob", "ann"]):
        assert (same.permuted, same.permuted_shown, same.shared) == (2 / 1024, True, 10)
    assert (none.permuted, none.permuted_shown) == (1.0, False)
    bare = standings(rounds(table), thresholds=LEAST, most=1.0)
    assert bare.pairs["ann", "bob"].permuted is None


def test_what_a_third_one_turns_no_permutation_shows() -> None:
    """Ann better than Bob by 0.1 on each of their ten, and both far from Eve on ten others each.

    By hand: Ann lies 0.9 behind Eve and Bob 0.9 before her, 1.8 by five
    questions' worth, and 0.1 the other way by ten: (5 x 1.8 - 10 x 0.1) / 15. Each pair's ten go
    one way, in 2 of 1,024 signs; only those of Ann and Bob go against their difference.
    """
    table = {
        "ann": {f"q{n}": Score(0.0 if n < 10 else 0.9) for n in range(20)},
        "bob": {f"q{n}": Score(0.1 if n < 10 else 0.0) for n in (*range(10), *range(20, 30))},
        "eve": {f"q{n}": Score(0.0 if n < 20 else 0.9) for n in range(10, 30)},
    }
    pairs = standings(rounds(table), thresholds=LEAST, most=1.0, permute=True).pairs
    assert pairs["ann", "bob"].difference == pytest.approx(8 / 15)
    assert {pair.permuted for pair in pairs.values()} == {2 / 1024}
    unshown = {two for two, pair in pairs.items() if not pair.permuted_shown}
    assert unshown == {("ann", "bob"), ("bob", "ann")}
    assert not any(pairs[two].shown for two in unshown)


@pytest.mark.parametrize(
    ("people", "count", "tested"),
    [(2, ASKED, True), (2, ASKED + 1, False), (PERMUTED, 10, True), (PERMUTED + 1, 10, False)],
)
def test_no_more_are_permuted_than_tell_anything(people: int, count: int, tested: bool) -> None:
    names = "abcdefghijklmnopqrstuvwxyz"[:people]
    table = {who: {f"q{n:03}": Score(n % 7 / 7) for n in range(count)} for who in names}
    found = standings(rounds(table), thresholds=LEAST, permute=True)
    assert (found.pairs["a", "b"].permuted is not None) is tested
    assert (found.leaning is not None) is tested


def test_who_met_and_how_sides_compare() -> None:
    """Of sides the mean difference of those who compare, a question with one weight."""
    table = {
        "ann": {f"q{n}": Score(0.1, 0.35) for n in range(12)},
        "bob": {f"q{n}": Score(0.3, 0.55) for n in range(12)},
        "eve": {"q0": Score(0.5, 0.75)},
        "zoe": {"q99": Score(0.5, 0.75)},
    }
    held = list(rounds(table))
    best, *rest = meetings(held, Asked(12, 0, 0.2))
    assert (best.one, best.other, best.questions) == ("ann", "bob", 12)
    # By hand: 12 x (1 - log 2) is what half a squared deviate holds.
    assert (best.difference, best.chance, best.shown) == (-0.2, 0.006652529192, True)
    assert [(m.one, m.other, m.questions) for m in rest] == [("ann", "eve", 1), ("bob", "eve", 1)]
    side = {"ann": "north", "bob": "south", "eve": "south", "zoe": None}
    [sides] = meetings(by_side(held, side), Asked(12, 0, 1.0))
    assert (sides.one, sides.other, sides.questions) == ("north", "south", 12)
    assert sides.difference == pytest.approx(-(0.3 + 11 * 0.2) / 12)
    # Whichever name comes first.
    turned = {"ann": "south", "bob": "north", "eve": "north"}
    [sides] = meetings(by_side(held, turned), Asked(12, 0, 1.0))
    assert (sides.one, sides.other) == ("south", "north")
    assert sides.difference == pytest.approx(-(0.3 + 11 * 0.2) / 12)
    assert not any(m.shown for m in meetings(held, Asked(13, 0, 0.2)))
    assert meetings(by_side(held, {"bob": "south", "eve": "south"}), Asked(12, 0, 1.0)) == ()


def test_what_holds_among_all_ends_with_the_first_that_does_not() -> None:
    """By hand at 5 %: 0.03 is more than 0.05 / 2, so 0.04 falls with it."""
    assert holm({("a",): 0.04, ("b",): 0.03}, 0.05) == frozenset()
    assert holm({("a",): 0.04, ("b",): 0.02}, 0.05) == {("a",), ("b",)}


def test_how_far_one_question_can_set_two_apart() -> None:
    """As far as scores go, as could have been if they have no end, and by weight; else unknown."""

    def reach(most: float | None, *scores: Score) -> float | None:
        held = [Round(f"q{n}", {"a": s, "b": s}, weight=n + 1.0) for n, s in enumerate(scores)]
        # What others answer, and how badly, is nothing to these two.
        held += [Round(f"own {n}", {"x": Score(9.0), "y": Score(5.0)}, weight=99) for n in range(9)]
        one, other, *_ = stakes(effects([r.among(frozenset("ab")) or r for r in held]), held)
        return one.reach(other, most)

    assert reach(2.0, Score(0.1)) == 2.0
    assert reach(1.0, Score(0.1), Score(0.1)) == pytest.approx(4 / 3)
    assert reach(None, Score(0.1, 0.5, 0.8)) == 0.8
    assert reach(None, Score(0.1, 0.5), Score(0.2)) is None
    assert reach(None, Score(0.2, 0.0), Score(0.1, 0.0)) == pytest.approx(0.2 * 4 / 3)


@slow
@pytest.mark.parametrize(("count", "held"), [(HELD, True), (HELD + 1, False)])
def test_pairs_are_held_of_few(count: int, held: bool) -> None:
    """Of fifty all 2,450; of fifty-one none, though bounds still go by their differences."""
    names = [f"f{n:02}" for n in range(count)]
    table = {
        name: {f"q{q}": Score(0.1 + (0.5 if name == "f00" else 0.0) + q / 1000) for q in range(30)}
        for name in names
    }
    found = place(table)
    assert len(found.pairs) == (count * (count - 1) if held else 0)
    assert {row.forecaster: row.ranks for row in found.rows}["f00"] == (count, count)
