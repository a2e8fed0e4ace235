"""What a page says of a forecaster holds of what was said: plans denied, words that are no call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.depth import each
from tests.gaming import FEBRUARY, PLACES, YEAR, Said, ledger
from tests.ledgers import SOURCE, Pages, pages_of, write
from tests.ours import computed
from tests.worlds import forecast
from verifier.score.calls import own_decision

PLAN = {"class": "intention", "reason": "A plan is no likelihood."}
UNSAID = {"class": "unassessable", "reason": "How likely is not said."}
COULD = {"phrase": "could"}
PAGE = "forecasters/ann.md"


def page(root: Path, *said: Said) -> str:
    """Ann's page."""
    return Pages(ledger(root, said))[PAGE]


@pytest.mark.parametrize(("denies", "told"), [(False, "a plan reported"), (True, "a plan denied")])
def test_who_denies_a_plan_is_not_said_to_report_one(
    tmp_path: Path, *, denies: bool, told: str
) -> None:
    """Whose plan it is, the page does not say; a claim that rules something out denies one."""
    found = page(tmp_path, Said("ann", 3, FEBRUARY, likelihood=PLAN, denies=denies))
    assert f"[Statement 0](#said-0) ({told})" in found
    assert f"**No call: {told}**" in found
    assert f"an intention is {told.removeprefix('a plan ')}, no number is meant" in found
    assert "others plan" not in found
    summary = {
        False: "only reported a plan, and 0 carried out",
        True: "only denied a plan, and 0 carried out all the same",
    }
    assert summary[denies] in found


def test_words_without_a_likelihood_are_no_hedge(tmp_path: Path) -> None:
    """The first lines and the record tell the same: one hedged, two unsaid, one of a plan."""
    kinds: list[Any] = [COULD, UNSAID, UNSAID, PLAN]
    found = page(
        tmp_path, *(Said("ann", 3 + n, FEBRUARY, likelihood=k) for n, k in enumerate(kinds))
    )
    assert (
        "1 was too hedged to be right or wrong, 2 named no likelihood "
        "and 1 only reported a plan (0 carried out)." in found
    )
    assert (
        "1 too hedged to be a call, 2 without a likelihood, "
        "1 on which only a plan was reported or denied" in found
    )


@pytest.mark.parametrize(("other", "told"), [(0.001, False), (0.3, True)])
def test_nothing_is_farthest_where_all_calls_print_alike(
    tmp_path: Path, *, other: float, told: bool
) -> None:
    """0.001² and 0.002² both print as 0.00; 0.3² is 0.09. A hedged 0.5 is no call."""
    chances = [0.002, 0.002, 0.002, other]
    said = [Said("ann", 3 + n, FEBRUARY, likelihood=p) for n, p in enumerate(chances)]
    found = page(tmp_path, *said, Said("ann", 7, FEBRUARY, likelihood=0.5))
    assert ("the closest to what happened: " in found) is told
    assert ("The farthest of them: " in found) is told


def test_how_many_questions_a_rank_takes_is_no_total(tmp_path: Path) -> None:
    """Ann shares six questions with Bob, the others with Cy, who have six each: 12 is not of 10."""
    said = [Said("ann", n, FEBRUARY) for n in range(PLACES)]
    for name, window, shared in (
        ("bob", "2024-02-10/2024-03-31", range(6)),
        ("cy", "2024-11-01/2024-11-30", range(6, PLACES)),
    ):
        said += [Said(name, n, FEBRUARY, YEAR if n in shared else window) for n in range(PLACES)]
    found = page(tmp_path, *said)
    assert "12 of 10" not in found
    assert "No rank: on 12 questions somebody else says something comparable" in found


@pytest.mark.parametrize(
    ("likelihood", "heading"),
    [
        ({"phrase": "will never"}, "“will never” — [Statement 0]({})"),
        ({"phrase": "unlikely"}, "“unlikely” — [Statement 0]({})"),
        ({"phrase": "will"}, "[Statement 0]({}) (“will”)"),
        (COULD, "[Statement 0]({}) (“could”)"),
        (0.02, "[Statement 0]({}) (2%)"),
    ],
)
def test_no_heading_begins_with_what_its_speaker_denied(
    tmp_path: Path, likelihood: Any, heading: str
) -> None:
    """Words that lean against the claim stand before it; a figure is clear behind it."""
    found = Pages(ledger(tmp_path, [Said("ann", 3, FEBRUARY, likelihood=likelihood)]))
    assert f"| {heading.format('#said-0')}<br>" in found[PAGE]
    assert f"### {heading.format('../forecasts/said-0.md')}\n" in found[PAGE]
    title = heading.replace("]({})", "").replace("[", "")
    assert f"# {title}\n" in found["forecasts/said-0.md"]


def _own(root: Path, side: str | None, *chances: float, denies: bool = False) -> str:
    """Ann's page: an offensive of Russia's in places where none came, by who is of this side."""
    said = [
        Said("ann", 3 + n, FEBRUARY, likelihood=p, denies=denies, side=side)
        for n, p in enumerate(chances)
    ]
    return page(root, *said)


OWN = "for the forecaster's own side to decide"


@pytest.mark.parametrize("denies", [False, True])
def test_right_calls_on_what_the_own_side_decides_are_counted(
    tmp_path: Path, *, denies: bool
) -> None:
    """An offensive is an armed attack, which its actor decides: two of two for Russia's Ann."""
    chances = (0.9, 0.9, 0.2) if denies else (0.1, 0.1, 0.8)
    found = _own(tmp_path, "russia", *chances, denies=denies)
    assert f"Of the 2 that were right, 2 were {OWN}. The one that was wrong was {OWN}.**" in found
    assert found.count(f" ({OWN}) ") + found.count(f" ({OWN})<br>") == 3
    alone = _own(tmp_path / "alone", "russia", chances[0], denies=denies)
    assert f"The one that was right was {OWN}.**" in alone


@pytest.mark.parametrize("side", [None, "ukraine", "russia-and-allies"])
def test_nothing_is_said_of_what_others_decide(tmp_path: Path, side: str | None) -> None:
    """The actor has to be of the side; where it is not, or none is known, nothing is said."""
    assert OWN not in _own(tmp_path, side, 0.1, 0.1)


def test_wrong_calls_on_it_are_counted_as_the_right_ones_are(tmp_path: Path) -> None:
    """Nothing is said of right ones where there are none."""
    found = _own(tmp_path, "russia", 0.9, 0.9)
    assert "that were right" not in found
    assert f"Of the 2 that were wrong, 2 were {OWN}.**" in found
    assert f"({OWN})" in found


@each(
    "expects own",
    [
        ({"event": "mobilisation-order", "actor": "russia"}, True),
        ({"no_event": "invasion", "actor": "russia", "place": "ukraine"}, True),
        ({"event": "mobilisation-order", "actor": "ukraine"}, False),
        ({"event": "mobilisation-order"}, False),
        ({"event": "territory-seized", "actor": "russia", "place": "donbas"}, False),
        ({"event": "leaders-met", "actor": "russia"}, False),
        ({"no_event": "ceasefire", "actor": "russia"}, False),
        ({"state": "territory-held", "actor": "russia", "place": "donbas"}, False),
        ({"any_of": [{"event": "mobilisation-order", "actor": "russia"}]}, False),
    ],
)
def test_an_own_decision_is_derived_from_actor_and_kind(
    expects: dict[str, Any], *, own: bool
) -> None:
    """What the actor alone decides, by the vocabulary; success and what takes two are none."""
    rules = computed().rules
    assert own_decision(forecast(expects=expects), "russia", rules, {}) is own
    assert not own_decision(forecast(expects=expects), None, rules, {})


@each(
    "side actor own",
    [
        ("nato", "united-states", True),
        ("nato", "germany", True),
        ("nato", "sweden", False),
        ("united-states", "nato", False),
        ("russia", "wagner", True),
        ("ukraine", "russia", False),
    ],
)
def test_what_a_part_of_the_side_decides_is_its_own(side: str, actor: str, *, own: bool) -> None:
    """An ally is of the alliance, and never the other way round; the same for every side."""
    expects = {"event": "tanks-approved", "actor": actor}
    assert own_decision(forecast(expects=expects), side, computed().rules, {}) is own


@each("side own", [("nato", True), ("sweden", False), ("russia", False)])
def test_an_accession_is_decided_by_those_who_let_a_state_in(side: str, *, own: bool) -> None:
    """Sweden asks, the alliance decides: it is the own side's for who speaks for the alliance."""
    expects = {"event": "accession-to-nato", "actor": "sweden"}
    assert own_decision(forecast(expects=expects), side, computed().rules, {}) is own


def test_the_method_lists_the_kinds_that_are_decisions(tmp_path: Path) -> None:
    """Those of the rules in force, with the reason."""
    text = Pages(ledger(tmp_path, [Said("ann", 3, FEBRUARY)]))["method.md"]
    assert "Who speaks for those who decide knows what others have to guess" in text
    assert "; mobilisation order; " in text


PROMISE = SOURCE.replace("    window:", "    commitment: true\n    window:")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (PROMISE, "1 announcement of own acts."),
        (SOURCE.replace("in February", "in March 2027"), "1 open."),
        (PROMISE.replace("in February", "in March 2027"), "1 announcement of own acts."),
    ],
)
def test_why_there_is_no_accuracy_is_true(tmp_path: Path, source: str, told: str) -> None:
    """A promise that was kept has a number, a closed window and a verdict: it is told apart."""
    found = pages_of(write(tmp_path, source=source))["forecasters/ann-example.md"]
    [accuracy] = [line for line in found.splitlines() if line.startswith("**Accuracy.**")]
    assert accuracy == f"**Accuracy.** None of the forecasts enters an accuracy: {told}"


def test_words_without_a_number_are_scored_by_their_class(tmp_path: Path) -> None:
    """The count of what is scored has them: their own pages and the trail do not deny it."""
    found = Pages(ledger(tmp_path, [Said("ann", 3, FEBRUARY, likelihood=UNSAID)]))
    for name in (PAGE, "forecasts/said-0.md"):
        assert "scored by how often what such words speak of happened" in found[name]
        assert "not scored" not in found[name]
