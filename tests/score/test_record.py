"""The record of a whole ledger, and shares of right calls, by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.depth import each
from tests.gaming import EVENT, FEBRUARY, Said, ledger
from verifier.model.forecasts import LikelihoodClass
from verifier.rules import Prior
from verifier.score.contingency import wilson_of_clusters
from verifier.score.forecasts import LeftOut
from verifier.score.record import Ahead, Way
from verifier.score.shares import Count, share
from verifier.score.survival import Wait


def test_a_share_is_of_questions_and_what_is_contested_goes_either_way() -> None:
    """One of two on a, that is a half or all of it; none of one on b; nothing decided on c."""
    found = share(
        [("b", Count(no=1)), ("a", Count(yes=1)), ("c", Count()), ("a", Count(contested=1))]
    )
    assert found.questions == (Count(1, 0, 1), Count(0, 1, 0))
    assert (found.yes, found.contested, found.decided) == (1, 1, 3)
    assert found.mean == (0.25, 0.5), "a half or all of a, nothing of b"
    low, high = wilson_of_clusters([(0.5, 1), (0, 1)]), wilson_of_clusters([(1, 1), (0, 1)])
    assert low is not None
    assert high is not None
    assert found.wilson == (low[0], high[1])
    assert share([]).wilson is None
    # Two of four before, then two questions: 2.5 or 3 of six.
    prior = Prior(right=2, wrong=2, because="as the design has it")
    assert found.pooled(prior).mean == pytest.approx((2.5 / 6, 3 / 6))


@each("times", [2, 10, 150])
def test_who_repeats_a_call_moves_no_share(times: int) -> None:
    """Nor its range; what is right of a question that is asked of once or often counts once."""
    calls = [(f"q{n}", Count(yes=n % 3 > 0, no=n % 3 == 0)) for n in range(12)]
    once, often = share(calls), share([*calls, *[calls[1]] * times, *[calls[3]] * (times // 2)])
    assert often.decided > once.decided
    assert often.mean == once.mean == pytest.approx((8 / 12, 8 / 12))
    assert often.wilson == once.wilson


def test_what_words_meant_and_what_became_of_plans(tmp_path: Path) -> None:
    """Three of the twelve came, which are the first."""
    likely, plan = {"phrase": "likely"}, {"class": "intention"}
    found = ledger(
        tmp_path,
        [
            Said("a", 0, FEBRUARY, likelihood=likely),
            Said("b", 0, FEBRUARY, likelihood={"phrase": "Likely"}),
            Said("a", 5, FEBRUARY, likelihood=likely),
            Said("a", 6, FEBRUARY, "2024-02-01/2024-02-29", {"phrase": "almost certain"}),
            Said("a", 1, FEBRUARY, likelihood=plan),
            Said("a", 7, FEBRUARY, likelihood=plan),
            Said("a", 8, FEBRUARY, likelihood=plan, denies=True),
            Said("a", 9, FEBRUARY, likelihood=0.7),
        ],
    ).record
    assert [(m.phrases, m.share.yes, m.share.decided) for m in found.words] == [
        (("likely",), 2, 3),
        (("almost certain",), 0, 1),
    ]
    assert {name: (s.yes, s.decided) for name, s in found.classes.items()} == {
        LikelihoodClass.INTENTION: (1, 2),
        "intention_denied": (0, 1),
    }
    # Seven calls of a year and one of a month; plans are none.
    ahead = {name: (s.yes, s.decided) for name, s in found.by["ahead"].items()}
    assert list(ahead.items()) == [(Ahead.MONTH, (0, 1)), (Ahead.YEAR, (2, 4))]
    assert (found.read, found.own, found.matured, found.scored) == (8, 8, 8, 8)
    assert sorted(found.ways.values()) == sorted([Way.NUMBER] * 5 + [Way.WORDS] * 3)
    assert found.unscored == {}


def test_how_long_what_has_no_deadline_waits(tmp_path: Path) -> None:
    """Until it came on 20 June, or to the day of the run; who rules something out does not wait."""
    run = ledger(
        tmp_path,
        [
            Said("a", 0, FEBRUARY, None, 0.9),
            Said("a", 5, FEBRUARY, None, 0.9),
            Said("a", 6, FEBRUARY, None, 0.9, denies=True),
        ],
    )
    waited = Wait((EVENT - FEBRUARY).days, came=True)
    assert run.record.waits == [waited, Wait((run.as_of - FEBRUARY).days, came=False)]
    assert run.record.unclear == 0
    assert len(run.record.reasons[LeftOut.NO_DEADLINE]) == 3
