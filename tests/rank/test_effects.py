"""Families of questions and the fit of forecasters and questions, by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verifier.rank import Round, Score
from verifier.rank.effects import effects, of_families

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
    """Without a ridge to speak of, differences of 0.1 and 0.3: the mean, and the mean square."""
    fit = effects(
        [Round("q1", _scores(a=0.1, b=0.2)), Round("q2", _scores(a=0.3, b=0.6))], ridge=1e-9
    )
    found = fit.contrast(1, 0)
    assert (found.size, found.mean, found.square) == pytest.approx((2, 0.2, (0.01 + 0.09) / 2))


def test_who_share_nothing_have_no_size() -> None:
    """By hand, one question each: 2 / (1 / ridge + 1 / ridge) - ridge."""
    rounds = [Round("q1", _scores(a=0.1)), Round("q2", _scores(b=0.2))]
    assert effects(rounds, ridge=1).size(0, 1) == 0
