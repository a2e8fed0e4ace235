"""Questions of one fate: whoever splits an event into many questions gains nothing by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from tests.depth import slow, thin
from tests.gaming import CAME, PLACES, Said, honest, ledger
from tests.rank.test_gaming import RIVAL, wrong
from verifier.report import Run, report

SPLIT = 10


def lucky(who: str) -> Iterator[Said]:
    """Wrong on all but the last place, of which nothing came."""
    for said in wrong(who):
        yield replace(said, likelihood=0.05) if said.question == PLACES - 1 else said


def split(statements: Iterable[Said]) -> Iterator[Said]:
    """The same said of each of ten questions about the last place."""
    for said in statements:
        for part in range(SPLIT if said.question == PLACES - 1 else 1):
            yield replace(said, part=part)


def figures(found: Run) -> dict[str, tuple[object, ...]]:
    """All that tells how good somebody is, but for how many forecasts there are."""
    prior = found.rules.schemes.prior
    told: dict[str, tuple[object, ...]] = {}
    for who, row in found.standing_of.items():
        tally = found.tallies[who]
        assert tally.brier is not None
        assert tally.log_score is not None
        told[who] = (
            (row.rank, row.ranks, row.compared, row.questions, row.group),
            [round(n or 0.0, 9) for n in (row.mean, *(row.interval or ()), row.adjusted, row.peer)],
            [round(n, 9) for n in (tally.brier.central or 0.0, tally.log_score)],
            [round(n, 9) for n in tally.calls.pooled(prior).mean],
            (len(tally.calls.questions), tally.counts.scored_questions),
        )
    return told


@slow
@pytest.mark.parametrize("family", ["", "one-place"])
@pytest.mark.parametrize("who", thin(["all", "the lucky one"], 2))
def test_splitting_an_event_into_ten_questions_gains_nothing(
    who: str, family: str, tmp_path: Path
) -> None:
    """Wrong on eleven, right on the twelfth ten times: as if it had been asked once.

    By what is asked, or by a declared family; whether others answer all ten or one. By hand: eleven
    times 0.95 squared and once 0.05 squared, of twelve.
    """
    others = [*honest(), *honest("rival", RIVAL)]
    once = ledger(tmp_path / "once", [*others, *lucky("lucky")])
    often = chain(split(others) if who == "all" else others, split(lucky("lucky")))
    found = ledger(tmp_path / "often", often, SPLIT, family)
    assert figures(found) == figures(once)
    mean = found.standing_of["lucky"].mean
    assert mean == pytest.approx((11 * 0.9025 + 0.0025) / 12)
    assert [row.forecaster for row in found.sureness.standings.rows] == ["honest", "rival", "lucky"]
    assert [m.questions for m in found.sureness.met] == [m.questions for m in once.sureness.met]


def test_questions_of_other_days_or_places_are_not_of_one_fate(tmp_path: Path) -> None:
    """Twelve places are twelve questions; who asks of a place and of days that meet, asks twice."""
    found = ledger(tmp_path, [*split(honest()), *split(lucky("lucky"))], SPLIT)
    last = {f"question-{PLACES - 1}", *(f"question-{PLACES - 1}-{n}" for n in range(1, SPLIT))}
    assert found.ledger.fates == dict.fromkeys(last, f"question-{PLACES - 1}")
    pages = report(found)
    assert "may decide this together with [Does an" in pages[f"questions/question-{PLACES - 1}.md"]
    assert "may decide this together" not in pages["questions/question-0.md"]
    assert "Questions of one fate" in pages["standings.md"]


def test_calls_of_one_fate_are_as_sure_as_one(tmp_path: Path) -> None:
    """Ten denials of one place are right negatives ten times, and as sure as one of them."""
    contingency = ledger(tmp_path, split(honest("ann")), SPLIT).tallies["ann"].contingency
    assert contingency.correct_negatives == PLACES - CAME + SPLIT - 1
    assert sorted(contingency.fates) == [(0, 0, 0)] * (PLACES - CAME) + [(1, 0, 0)] * CAME
