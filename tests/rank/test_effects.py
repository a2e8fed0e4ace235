"""Families of questions and the fit of forecasters and questions, by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verifier.rank.effects import Round, effects, of_families
from verifier.rank.sample import Score

FAMILY = {"q1": "night", "q2": "night"}


def _scores(**values: float) -> Mapping[str, Score]:
    return {name: Score(value) for name, value in values.items()}


def test_a_family_is_the_weighted_mean_of_its_questions_and_pairs() -> None:
    """Weights of 1 and 3: 1.75 / 4 and 3.5 / 4; its weight is their mean."""
    rounds = [
        Round("q1", _scores(a=0.25, b=0.5)),
        Round("q2", _scores(a=0.5, b=1.0), weight=3.0),
        Round("night", _scores(a=0.7)),
    ]
    single, night = of_families(rounds, FAMILY)
    assert (single.question, single.scores) == ("night", _scores(a=0.7))
    assert (night.question, night.weight) == ("night", 2.0)
    assert night.scores == _scores(a=0.4375, b=0.875)
    assert night.beside == {("a", "b"): (Score(0.4375), Score(0.875))}


def test_two_compare_in_a_family_by_the_questions_on_which_they_do() -> None:
    """On the second they do not: there is the first alone, whose scores are 0."""
    rounds = [Round("q1", _scores(a=0, b=0)), Round("q2", _scores(a=0.2, b=0.4), {})]
    [night] = of_families(rounds, FAMILY)
    assert night.scores == _scores(a=0.1, b=0.2)
    assert night.beside == {("a", "b"): (Score(0.0), Score(0.0))}


def test_one_question_of_a_family_keeps_its_scores_and_has_its_name() -> None:
    [night] = of_families([Round("q1", _scores(a=0.1))], FAMILY)
    assert (night.question, night.scores) == ("night", _scores(a=0.1))


def test_what_could_have_been_goes_together_in_a_family() -> None:
    """The least and the greatest of other ways, where one question has several; else none."""
    several = [Round("q1", {"a": Score(0.1, 0.25, 0.75)}), Round("q2", {"a": Score(0.1, 0.5)})]
    [night] = of_families(several, FAMILY)
    assert night.scores["a"] == Score(0.1, 0.375, 0.625)
    [night] = of_families([Round(q, {"a": Score(0.1, 0.4)}) for q in FAMILY], FAMILY)
    assert night.scores["a"] == Score(0.1, 0.4, None)


def test_two_who_answer_all_differ_as_their_questions_do() -> None:
    """Differences of 0.1 and 0.3: the mean, and the mean square."""
    fit = effects([Round("q1", _scores(a=0.1, b=0.2)), Round("q2", _scores(a=0.3, b=0.6))])
    found = fit.contrast(1, 0)
    assert (found.size, found.mean, found.square) == pytest.approx((2, 0.2, (0.01 + 0.09) / 2))


def _met(question: str, pairs: str, **values: float) -> Round:
    """A question on which not all compare."""
    scores = _scores(**values)
    beside = {(p[0], p[1]): (scores[p[0]], scores[p[1]]) for p in pairs.split()}
    return Round(question, scores, beside)


@pytest.mark.parametrize(
    ("pairs", "weight"),
    [
        ("ab", 6),
        ("ab bs bt st", 6),
        ("ab as bs", 6),
        ("ab as bs at bt st", 6),
        ("ab as bs at bt", 7),
    ],
)
def test_third_ones_move_two_only_if_they_compare_with_both_and_not_with_each_other(
    pairs: str, weight: int
) -> None:
    """By hand: a and b 0.4 apart on a question on which others are, and -0.2 on one by themselves.

    Each has a half. Of a half a quarter, and by both s and t the half of a third, is seven sixths.
    """
    rounds = [_met("q1", pairs, a=0.5, b=0.1, s=0.9, t=0.7), Round("q2", _scores(a=0.1, b=0.3))]
    names = frozenset(pairs) - {" "}
    fit = effects([r for each in rounds if (r := each.among(names))])
    apart = fit.effect[fit.names.index("a")] - fit.effect[fit.names.index("b")]
    assert apart == pytest.approx((weight * 0.4 - 6 * 0.2) / (weight + 6))
