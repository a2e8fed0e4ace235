"""Standings: who is ranked, who is not, and why; and what others can do to one's place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import erfc, log, sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import deep
from verifier.rank.effects import Round
from verifier.rank.sample import Score
from verifier.rank.standings import Reason, Refusal, Standings, calibrated, standings
from verifier.rules import Thresholds
from verifier.score.calibration import Given

LEAST = Thresholds(interval=10, rank=10, calibration=30, because="as the design has it")
FEW = Thresholds(interval=10, rank=6, calibration=30, because="ranks of little")
Table = Mapping[str, Mapping[str, Score]]


def answered(questions: Iterable[int], score: float) -> dict[str, Score]:
    """A score that differs a little from question to question, the same little for everybody."""
    return {f"q{n:02}": Score(score + n / 1000, 0.5) for n in questions}


def rounds(table: Table) -> list[Round]:
    """Every question with those who answered it."""
    questions = sorted({question for own in table.values() for question in own})
    return [
        Round(question, {name: own[question] for name, own in table.items() if question in own})
        for question in questions
    ]


def place(table: Table, thresholds: Thresholds = LEAST) -> Standings:
    return standings(rounds(table), thresholds=thresholds, most=1.0)


def noisy(count: int, mean: float, rng: Random, first: int = 0) -> dict[str, Score]:
    """Scores of so many questions about a mean."""
    return {
        f"q{n:03}": Score(min(1.0, max(0.0, rng.gauss(mean, 0.1))), 0.5)
        for n in range(first, first + count)
    }


def test_a_place_takes_ten_questions_with_anybody_and_six_with_others_who_have_as_many() -> None:
    """Two share six questions with each other and ten with a crowd, of whom each answers one.

    Both have a place on the six; as these tell nothing apart, each may be first or second. On five
    they have none.
    """
    crowd = {f"{who}-{n}": answered([n], 0.3) for who, n in enumerate(range(2, 22))}
    table = {"good": answered(range(12), 0.1), "bad": answered([*range(6), *range(12, 22)], 0.5)}
    result = place(table | crowd)
    assert result.groups == (("bad", "good"),)
    good, bad = result.rows[:2]
    assert [(r.forecaster, r.rank, r.ranks, r.compared) for r in (good, bad)] == [
        ("good", 1, (1, 2), 6),
        ("bad", 2, (1, 2), 6),
    ]
    fewer = {"bad": answered([*range(5), *range(12, 22)], 0.5)}
    assert place(table | fewer | crowd).groups == ()
    assert all(r.rank is None for r in result.rows[2:])
    apart = {"good": answered(range(2, 12), 0.1), "bad": answered(range(12, 22), 0.5)}
    assert place(apart | crowd).refused == Refusal(Reason.NOT_JOINED, 10, 6, 10)


def test_easy_questions_do_not_help() -> None:
    """By hand: with others shared, `easy` is 0.1 worse, however many easy ones it adds.

    Its plain mean is the best of all.
    """
    easy = answered(range(12), 0.3) | {f"easy{n}": Score(0.0, 1.0) for n in range(40)}
    result = place(
        {"easy": easy, "good": answered(range(12), 0.2), "bad": answered(range(2, 14), 0.5)}
    )
    assert [(row.forecaster, row.rank) for row in result.rows] == [
        ("good", 1),
        ("easy", 2),
        ("bad", 3),
    ]
    assert result.refused is None
    by_name = {row.forecaster: row for row in result.rows}
    assert by_name["easy"].mean < by_name["good"].mean
    assert (by_name["easy"].questions, by_name["easy"].compared) == (52, 12)


def test_who_answered_the_same_differ_by_their_mean_difference() -> None:
    """By hand: 0.3 less 0.2 over 12 questions."""
    result = place({"a": answered(range(12), 0.2), "b": answered(range(12), 0.3)})
    assert result.pairs["a", "b"].difference == pytest.approx(-0.1)
    assert result.pairs["b", "a"].difference == pytest.approx(0.1)


def test_the_peer_score_is_the_others_less_ones_own() -> None:
    """By hand: 0.2, 0.3 and 0.7 on each question: 0.5 - 0.2, 0.45 - 0.3 and 0.25 - 0.7."""
    table = {n: answered(range(10), s) for n, s in (("a", 0.2), ("b", 0.3), ("c", 0.7))}
    peers = {row.forecaster: row.peer for row in place(table).rows}
    assert peers == pytest.approx({"a": 0.3, "b": 0.15, "c": -0.45})


def test_what_is_gained_on_others_has_an_interval_from_ten_questions_on() -> None:
    """Twelve times 0.4, by hand: 1.4 / (1 + m) and 0.6 / (1 - m) are the twelfth root of 40.

    So much is left of 0.05 where none of twelve was of a kind that is lost, or won, altogether.
    """
    found = place({"good": answered(range(12), 0.1), "bad": answered(range(12), 0.5)})
    good, bad = found.rows
    ends = 1.4 / 40 ** (1 / 12) - 1, 1 - 0.6 / 40 ** (1 / 12)
    assert good.peer_interval == pytest.approx(ends)
    assert bad.peer_interval == pytest.approx((-ends[1], -ends[0]))
    few = place({"good": answered(range(9), 0.1), "bad": answered(range(9), 0.5)}, FEW)
    assert all(row.rank is not None and row.peer_interval is None for row in few.rows)


def test_relative_skill_is_the_geometric_mean_of_ratios() -> None:
    """By hand: means 0.1, 0.2 and 0.4: a has (1 x 1/2 x 1/4)^(1/3) = 1/2, c the inverse."""
    table = {
        name: {f"q{n:02}": Score(score, 0.5) for n in range(10)}
        for name, score in (("a", 0.1), ("b", 0.2), ("c", 0.4))
    }
    relative = {row.forecaster: row.relative for row in place(table).rows}
    assert relative == pytest.approx({"a": 0.5, "b": 1.0, "c": 2.0})


def test_a_ratio_of_few_questions_counts_for_nothing() -> None:
    """Nine with a newcomer move no relative skill, ten do: by hand, 0.1 / 0.2, and 0.1 / 0.4."""
    found = []
    for met in (9, 10):
        table = {
            name: {f"q{q:02}": Score(score, 0.5) for q in range(most)}
            for name, score, most in (("a", 0.1, 10), ("b", 0.2, 10), ("new", 0.4, met))
        }
        if met == 9:
            table["new"]["own"] = Score(0.4, 0.5)
            table["z"] = {"own": Score(0.4, 0.5)}
        found.append({row.forecaster: row.relative for row in place(table).rows}["a"])
    assert found == pytest.approx([0.5**0.5, 0.125 ** (1 / 3)])


def test_peer_scores_go_by_weight() -> None:
    """By hand: ahead by 0.1 on nine questions, behind by 0.6 on one of weight three: -0.075."""
    found = [
        Round(
            f"q{n}",
            {"a": Score(0.7 if n == 0 else 0.2), "b": Score(0.1 if n == 0 else 0.3)},
            None,
            w,
        )
        for n, w in enumerate([3.0] + [1.0] * 9)
    ]
    result = standings(found, thresholds=LEAST)
    peers = {row.forecaster: row.peer for row in result.rows}
    assert peers == pytest.approx({"a": -0.075, "b": 0.075})


@pytest.mark.parametrize("shared", [5, 6])
def test_who_shares_fewer_than_six_questions_is_told_apart_by_no_witness(shared: int) -> None:
    """Two witnesses are as good as the one, and better than the other."""
    good, bad = answered(range(30), 0.1), answered(range(30 - shared, 60), 0.5)
    witness = answered(range(60), 0.1)
    pair = place({"good": good, "bad": bad, "w1": witness, "w2": witness}).pairs["bad", "good"]
    assert (pair.chance == 1) == (shared == 5)


def test_equals_share_a_rank() -> None:
    """And the next one is skipped."""
    same = answered(range(10), 0.2)
    result = place({"b": same, "a": same, "c": answered(range(10), 0.4)})
    assert [(row.forecaster, row.rank) for row in result.rows] == [("a", 1), ("b", 1), ("c", 3)]
    assert result.pairs["a", "b"].difference == 0
    assert not result.pairs["a", "b"].shown


def test_below_ten_questions_there_is_no_interval_and_no_rank() -> None:
    """The reason says how many there are and how many it takes."""
    few = Refusal(Reason.TOO_FEW_QUESTIONS, 9, 10)
    result = place(
        {
            "few": answered(range(9), 0.1),
            "a": answered(range(10), 0.2),
            "b": answered(range(10), 0.3),
        }
    )
    last = result.rows[-1]
    assert (last.forecaster, last.interval, last.rank) == ("few", None, None)
    assert (last.interval_refused, last.rank_refused) == (few, few)
    assert [row.rank for row in result.rows] == [1, 2, None]
    assert all(row.interval for row in result.rows[:2])


def test_without_enough_shared_there_is_no_rank() -> None:
    """Intervals stay, the order is that of names."""
    table = {"b": answered(range(15), 0.2), "a": answered(range(8, 30), 0.3)}
    result = place(table)
    assert result.refused == Refusal(Reason.NO_SHARED_SET, 7, 10)
    assert [row.forecaster for row in result.rows] == ["a", "b"]
    assert all(row.rank is None and row.rank_refused == result.refused for row in result.rows)
    assert all(row.interval for row in result.rows)
    assert result.pairs == {}


def test_who_shares_nothing_with_the_others_has_a_group_of_ones_own() -> None:
    """Ranks are within groups, and no pair is told across them."""
    table = {name: answered(range(12), 0.2) for name in "xyz"}
    table |= {name: answered(range(50, 62), 0.1) for name in "ab"}
    table |= {name: answered(range(70, 83), 0.1) for name in "cd"}
    result = place(table)
    assert result.groups == (("x", "y", "z"), ("a", "b"), ("c", "d"))
    assert result.questions == (12, 12, 13)
    groups = dict(zip("xyzabcd", (1, 1, 1, 2, 2, 3, 3), strict=True))
    assert [row.forecaster for row in result.rows] == list(groups)
    assert {row.forecaster: row.group for row in result.rows} == groups
    assert ("a", "x") not in result.pairs


@pytest.mark.parametrize("table", [{}, {"a": answered(range(20), 0.1)}])
def test_nobody_is_ranked_alone(table: dict[str, dict[str, Score]]) -> None:
    """There is nobody to be better than."""
    assert place(table).refused == Refusal(Reason.NO_RIVAL, len(table), 2, 10)


@pytest.mark.parametrize(
    ("count", "refusal"),
    [
        (9, Refusal(Reason.NO_RIVAL, 1, 2, 10)),
        (10, Refusal(Reason.NO_SHARED_SET, 0, 10)),
    ],
)
def test_why_nobody_is_ranked(count: int, refusal: Refusal) -> None:
    """One alone has ten questions, or two have ten and share none."""
    table = {"a": answered(range(10), 0.2), "b": answered(range(50, 50 + count), 0.1)}
    found = place(table)
    assert found.refused == refusal
    refused = {row.forecaster: row.rank_refused for row in found.rows}
    assert refused == {
        "a": refusal,
        "b": refusal if count == 10 else Refusal(Reason.TOO_FEW_QUESTIONS, 9, 10),
    }


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_forecasters_is_immaterial(order: list[str]) -> None:
    """To the last bit."""
    means = {"a": 0.4, "b": 0.1, "c": 0.3, "d": 0.1}

    def of(names: Iterable[str]) -> object:
        return place({name: answered(range(11), means[name]) for name in names})

    assert of(order) == of(sorted(order))


@given(st.integers(0, 2**32), st.integers(1, 12), st.integers(1, 30))
def test_an_accomplice_moves_nobody(seed: int, allies: int, chosen: int) -> None:
    """Among those who answered the same, whatever others answer beside them, however badly."""
    rng = Random(seed)
    table = {name: noisy(30, rng.uniform(0.1, 0.5), rng) for name in "abcde"}
    alone = place(table)
    more = {
        f"ally{n}": noisy(chosen, 0.9, rng) | noisy(12, 0.1, rng, first=100) for n in range(allies)
    }
    joined = place({**table, **more})
    own = [row.forecaster for row in joined.rows if row.forecaster in table]
    assert own == [row.forecaster for row in alone.rows]
    for pair in combinations("abcde", 2):
        expected = pytest.approx(alone.pairs[pair].difference, abs=1e-9)
        assert joined.pairs[pair].difference == expected


@given(st.integers(0, 2**32))
def test_a_stranger_changes_nothing(seed: int) -> None:
    """With twenty questions of one's own one is not ranked, and all others stay as they were."""
    rng = Random(seed)
    table = {name: noisy(25, rng.uniform(0.1, 0.5), rng) for name in "abc"}
    alone = place(table)
    joined = place({**table, "stranger": noisy(20, 0.0, rng, first=500)})
    assert joined.rows[: len(table)] == alone.rows
    assert joined.rows[-1].rank_refused == Refusal(Reason.NO_SHARED_SET, 0, 10)


def test_no_sample_gives_certainty() -> None:
    """Ten times 0.8 and all true against 0.7: all intervals have a width, no rank is sure."""
    table = {
        name: {f"q{n}": Score((1 - p) ** 2, p**2) for n in range(10)}
        for name, p in (("a", 0.8), ("b", 0.7))
    }
    for row in place(table).rows:
        assert row.interval is not None
        assert row.interval[1] - row.interval[0] > 0.05
        assert row.interval[0] <= row.mean <= row.interval[1]
        assert row.ranks == (1, 2)
        assert place(table).open(row)


def test_what_is_shown_bounds_the_ranks() -> None:
    """A clear order over 60 questions is certain to the last place."""
    rng = Random(3)
    table = {name: noisy(60, mean, rng) for name, mean in (("a", 0.1), ("b", 0.4), ("c", 0.8))}
    found = place(table)
    assert [row.ranks for row in found.rows] == [(1, 1), (2, 2), (3, 3)]
    assert not any(map(found.open, found.rows))


@deep
def test_chance_alone_is_seldom_shown() -> None:
    """Of 200 tables of five equals, nominally one in twenty shows any difference.

    Two standard errors more are 0.08.
    """
    shown = 0
    for seed in range(200):
        rng = Random(seed)
        result = place({name: noisy(15, 0.3, rng) for name in "abcde"})
        shown += any(pair.shown for pair in result.pairs.values())
    assert shown <= 0.08 * 200


def test_below_thirty_questions_there_is_no_calibration() -> None:
    """However many forecasts there are on them."""
    given = [[Given(0.5, 200, 100)]] * 30
    result, refused = calibrated(given[:29], thresholds=LEAST)
    assert (result, refused) == (None, Refusal(Reason.TOO_FEW_QUESTIONS, 29, 30))
    result, refused = calibrated(given, thresholds=LEAST)
    assert refused is None
    assert result is not None
    assert result.score == 0.25
    assert calibrated([[]] * 30, thresholds=LEAST) == (None, None)


def _through(shared: int, off: float) -> Standings:
    """Ann and Bob, who is off so much from her on some questions, beside Eve on 90 others each.

    They score the same there; Eve is far better beside Ann, and far worse beside Bob.
    """
    table: dict[str, dict[str, Score]] = {"ann": {}, "bob": {}, "eve": {}}
    for n in range(shared):
        table["ann"][f"both-{n}"], table["bob"][f"both-{n}"] = (
            Score(0.8, 0.5),
            Score(0.8 + off, 0.5),
        )
    for n in range(90):
        for name, eve in (("ann", 0.0), ("bob", 0.8)):
            table[name][f"{name}-{n}"] = Score(0.2, 0.6)
            table["eve"][f"{name}-{n}"] = Score(eve, 1 - eve)
    return standings(rounds(table), thresholds=LEAST, most=1.0, permute=True)


@pytest.mark.parametrize("off", [0.0, 0.2])
def test_nobody_is_told_apart_by_third_ones_alone(off: float) -> None:
    """Equals where both answered are not told apart, however much a third one tells of them.

    Nor are they where Ann is better there. Without Eve they would be equal, or stand otherwise.
    """
    found = _through(8, off)
    pair = found.pairs["ann", "bob"]
    assert pair.difference > 0.3
    assert (pair.chance, pair.shown) == (1.0, False)
    ranks = {row.forecaster: row.ranks for row in found.rows}
    assert (ranks["bob"], ranks["ann"]) == ((1, 2), (2, 3))
    assert found.leaning == {"eve": ("ann", "bob")}


def test_third_ones_make_nobody_surer_than_what_both_answered() -> None:
    """By hand: eight questions at 0.7: 2 / 1.7^8 = 0.029, and erfc of the root of 8 x 0.2652."""
    pair = _through(8, -0.7).pairs["ann", "bob"]
    assert pair.chance == pytest.approx(erfc(sqrt(8 * (0.7 - 0.49 * log(1 + 1 / 0.7)))))
    assert pair.chance == pytest.approx(0.0394, abs=1e-4)


@pytest.mark.parametrize("most", [None, 9.0])
def test_of_scores_without_a_bound_nothing_is_sure(most: float | None) -> None:
    """Ann is 2 nearer each of thirty times: nothing says how far off she could have been."""
    table = {
        name: {f"q{n:02}": Score(error + n / 10) for n in range(30)}
        for name, error in (("ann", 1.0), ("bob", 3.0))
    }
    found = standings(rounds(table), thresholds=LEAST, most=most, permute=True)
    ann, bob = found.rows
    assert (ann.rank, bob.rank) == (1, 2)
    pair = found.pairs["ann", "bob"]
    if most is None:
        assert ann.ranks is ann.interval is ann.peer_interval is None
        assert ann.interval_refused == Refusal(Reason.NO_BOUND, 30, 10)
        assert (pair.chance, pair.shown, pair.permuted_shown) == (1.0, False, False)
    else:
        assert ann.ranks == (1, 1)
        assert None not in (ann.interval, ann.peer_interval)
        assert pair.shown
        assert pair.permuted_shown


def _without(found: Standings, table: Table, left: str) -> tuple[str, ...]:
    """Who stands otherwise in standings that are worked out anew without somebody."""
    again = place({name: own for name, own in table.items() if name != left})
    held, now = (
        {row.forecaster: (row.group, row.adjusted or 0.0) for row in each.rows}
        for each in (found, again)
    )
    moved: set[str] = set()
    for names in found.groups:
        for one, other in combinations([name for name in names if name != left], 2):
            together = now[one][0] is not None and now[one][0] == now[other][0]
            before = round(held[one][1] - held[other][1], 9)
            after = round(now[one][1] - now[other][1], 9)
            if not together or before * after < 0 or (before == 0) != (after == 0):
                moved |= {one, other}
    return tuple(sorted(moved))


@pytest.mark.parametrize("seed", range(20))
def test_everybody_is_named_without_whom_others_stand_otherwise(seed: int) -> None:
    """Also who has no place: by standings worked out anew without each one who said anything."""
    chance = Random(seed)
    people = [f"p{n}" for n in range(chance.randrange(3, 8))]
    table = {
        name: {
            f"q{n:02}": Score(chance.random(), 0.5)
            for n in range(16)
            # Some answer most questions and lack one or two for a place, others a few.
            if chance.random() < (0.75 if place < 3 else 0.25)
        }
        for place, name in enumerate(people)
    }
    found = standings(rounds(table), thresholds=LEAST, most=1.0, permute=True)
    named = {left: moved for left in table if (moved := _without(found, table, left))}
    assert (found.leaning or {}) == named


def test_a_stranger_who_gives_a_place_is_named() -> None:
    """Ann and Bob share nine of ten questions; a stranger answers the tenth of each."""
    table = {
        "ann": answered(range(10), 0.1),
        "bob": answered([*range(9), 20], 0.3),
        "stranger": answered([9, 20], 0.2),
    }
    found = standings(rounds(table), thresholds=LEAST, most=1.0, permute=True)
    assert [(row.rank, row.compared, row.beside) for row in found.rows] == [
        (1, 9, 10),
        (2, 9, 10),
        (None, 0, 2),
    ]
    assert found.leaning == {"stranger": ("ann", "bob")}
