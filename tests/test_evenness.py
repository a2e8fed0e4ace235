"""The rules of docs/record.md that hold for whoever speaks, tried on our whole ledger."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations

from tests.ours import computed, ledger
from verifier.model.forecasts import Forecast
from verifier.score.calls import Right, Says

ENDLESS = re.compile(
    r"matter of time|eventually|for the foreseeable future|likely continue attack"
    r"|operation will continue|how long it will|such a long time|(?:be|for) a long war",
    re.IGNORECASE,
)


def _said(words: str) -> list[Forecast]:
    """Forecasts in whose quotation, as its speaker is charged with it, the words are."""
    found = re.compile(words, re.IGNORECASE)
    return [
        f
        for f in ledger()[0].forecasts.values()
        if not f.misreported and found.search(f.quote or "")
    ]


def _began(forecast: Forecast) -> date:
    """The first day on which it can have been said."""
    assert forecast.said.days.start is not None
    return forecast.said.days.start


def _own_days(forecast: Forecast) -> bool:
    """Whether its words name days; else the last day of its question closes it."""
    reason = forecast.window.reason if forecast.window else None
    return not (reason or "").startswith("No day is named")


def test_words_that_refuse_a_day_are_not_closed_by_a_question() -> None:
    """What is to go on, or to come at some time, has no last day, whoever says it."""
    said = _said(ENDLESS.pattern)
    assert {f.forecaster for f in said} >= {"dmitry-peskov", "dmytro-kuleba", "jens-stoltenberg"}
    assert not [f.id for f in said if f.window is not None]


def test_a_hope_is_no_call() -> None:
    """Only who also expects it has said how likely it is."""
    says = {
        f.id: computed().scores[f.id].likelihood.says
        for f in _said(r"\bhopes? (?!and expect|to|for)")
    }
    speakers = {ledger()[0].forecasts[id].forecaster for id in says}
    assert speakers >= {"dmitry-peskov", "volodymyr-zelensky", "kyrylo-budanov"}
    assert set(says.values()) == {Says.HEDGED}


def test_a_promise_is_made_without_a_hedge() -> None:
    """Who denies a plan or a need, or says "might" or "I think", has promised nothing."""
    promises = [f for f in ledger()[0].forecasts.values() if f.commitment]
    assert promises
    assert {f.likelihood.phrase for f in promises if f.likelihood} <= {"will", "would"}


def test_a_call_said_again_within_thirty_days_counts_once() -> None:
    """Where the later statement expects the same and names no days of its own."""
    run = computed()
    calls = [
        f
        for f in run.ledger.forecasts.values()
        if not (f.restates or f.misreported or f.commitment)
        if run.scores[f.id].right in {Right.RIGHT, Right.WRONG}
    ]
    calls.sort(key=_began)
    again = [
        (first.id, later.id)
        for first, later in combinations(calls, 2)
        if (first.forecaster, first.question) == (later.forecaster, later.question)
        and first.expects == later.expects
        and _began(later) - _began(first) <= timedelta(days=30)
        and not _own_days(later)
    ]
    assert again == []
