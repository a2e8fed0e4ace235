"""Timeliness of a ledger's forecasts, in days, against values worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ledgers import OUTCOMES, SOURCE, run_of, write
from verifier.report import Run
from verifier.score.timeliness import timed_questions

TIMED = OUTCOMES + "    opens: 2023-01-01\n    horizon: 2023-03-31\n"


def _run(root: Path, *, source: str = SOURCE, outcomes: str = TIMED, day: str | None = None) -> Run:
    as_of = date.fromisoformat(day) if day else None
    return run_of(write(root, source=source, outcomes=outcomes), as_of)


def _squares(first: int, last: int) -> int:
    return sum(n**2 for n in range(first, last + 1))


def test_a_sure_call_for_a_month_is_scored_by_hand(tmp_path: Path) -> None:
    """February, surely, and it began on the 20th, in a question of the quarter's 90 days.

    At the end of the 19th 19/28 are said to have come; on the 20th 20/28, and it has: (1² + ... +
    19² + 8² + ... + 1²) / 28² days. Saying one half and any day of the quarter, of which nine are
    over on 10 January, gives the first day 1/171 of what is left, and the last 28/171.
    """
    found = _run(tmp_path).tallies["ann-example"].timeliness
    assert found is not None
    assert found.questions == 1
    score = (_squares(1, 19) + _squares(1, 8)) / 28**2
    assert found.crps.central == pytest.approx(score)
    reference = (_squares(1, 19) + _squares(171 - 28, 171 - 20)) / 171**2
    assert found.reference.central == pytest.approx(reference)
    assert found.difference.central == pytest.approx(reference - score)
    # Of a question on which it is as surely called or denied the gain is as wide as the score.
    assert found.difference.worst == pytest.approx(reference - found.crps.worst)
    assert found.skill is None
    assert found.crps.best <= score <= found.crps.worst


def test_nothing_is_scored_before_the_cutoff(tmp_path: Path) -> None:
    """On 1 March the event is known and the quarter is not over."""
    result = _run(tmp_path, day="2023-03-01")
    assert result.verdicts["ann-attack"].outcome == "came_true"
    assert timed_questions(result.known, result.answers) == {}


def test_a_contested_event_gives_an_envelope(tmp_path: Path) -> None:
    """Where sources disagree on the kind, it came on day 50 or not at all: no central score."""
    contested = TIMED.replace("kinds: [ground-offensive]", "kinds: [ground-attack]").replace(
        "    actors: [russia]", "    disputed_kinds: [ground-offensive]\n    actors: [russia]", 1
    )
    result = _run(tmp_path, outcomes=contested)
    timed = timed_questions(result.known, result.answers)["attack-2023", None]
    assert timed.length == 90
    found = result.tallies["ann-example"].timeliness
    assert found is not None
    assert found.crps.central is None
    assert found.difference.central is None
    # Saying "will" (0.95 to 1), and it did not come: (1² + ... + 28²) / 28².
    assert found.crps.worst == pytest.approx(_squares(1, 28) / 28**2)


def test_of_events_that_may_count_each_may_be_the_first(tmp_path: Path) -> None:
    """One on 10 February that is disputed, and one on the 20th that is not: it came on one of them.

    The sum of squares up to the day before, and from 28 less the day down to 0, of 28 squared.
    """
    event = TIMED.split("events:\n")[1].split("coverage:")[0]
    early = event.replace("the-attack", "before").replace("2023-02-2", "2023-02-1")
    early = early.replace(
        "[ground-offensive]", "[ground-attack]\n    disputed_kinds: [ground-offensive]"
    )
    sure = SOURCE.replace('{phrase: "will"}', "{probability: 1}")
    outcomes = TIMED.replace("events:\n", "events:\n" + early)
    found = _run(tmp_path, source=sure, outcomes=outcomes).tallies["ann-example"].timeliness
    assert found is not None
    assert found.crps.central is None
    scores = sorted((_squares(1, day - 1) + _squares(1, 28 - day)) / 28**2 for day in (10, 20))
    assert [found.crps.best, found.crps.worst] == pytest.approx(scores)


def test_a_denial_says_nothing_beyond_its_window(tmp_path: Path) -> None:
    """Surely none in February: F is 0, off by 1 for the 9 days from the 20th.

    It is right, had it come in March.
    """
    denied = SOURCE.replace("{event: ground-offensive", "{no_event: ground-offensive")
    found = _run(tmp_path / "wrong", source=denied).tallies["ann-example"].timeliness
    assert found is not None
    assert found.crps.central == pytest.approx(9)
    march = TIMED.replace("2023-02-20", "2023-03-20").replace("2023-02-21", "2023-03-21")
    found = (
        _run(tmp_path / "right", source=denied, outcomes=march).tallies["ann-example"].timeliness
    )
    assert found is not None
    assert found.crps.central == 0


@pytest.mark.parametrize("horizon", ["2023-02-28", "2023-03-31", "2023-12-31"])
def test_the_horizon_does_not_turn_a_score(horizon: str, tmp_path: Path) -> None:
    """Called for early February, and it came on the 20th: (1² + ... + 14²) / 14², as ever.

    The reference is better with each.
    """
    source = SOURCE.replace("in February", "between 1 February and 14 February 2023")
    outcomes = TIMED.replace("2023-03-31", horizon)
    found = _run(tmp_path, source=source, outcomes=outcomes).tallies["ann-example"].timeliness
    assert found is not None
    assert found.crps.central == pytest.approx(_squares(1, 14) / 14**2)
    assert found.difference.central is not None
    assert found.difference.central < 0


def test_one_word_is_one_probability_in_days_too(tmp_path: Path) -> None:
    """That it is likely in February, and that it is likely not: one reading of the word for both.

    What is gained by one is lost by the other, so the envelope of both is narrower on either side
    than the mean of those of each alone.
    """
    again = SOURCE.split("forecasts:\n")[1].replace("ann-attack", "ann-denies")
    again = again.replace("attack-2023", "denied-2023").replace("{event:", "{no_event:")
    source = (SOURCE + again).replace('"will"', '"likely"')
    question = TIMED.split("questions:\n")[1].replace("attack-2023", "denied-2023")
    both = _run(tmp_path / "both", source=source, outcomes=TIMED + question)
    alone = [
        _run(tmp_path / name, source=text.replace('"will"', '"likely"'), outcomes=TIMED)
        for name, text in (
            ("one", SOURCE),
            ("other", SOURCE.replace("{event:", "{no_event:")),
        )
    ]
    found = both.tallies["ann-example"].timeliness
    apart = [run.tallies["ann-example"].timeliness for run in alone]
    assert found is not None
    assert found.questions == 1
    assert found.crps.best > sum(one.crps.best for one in apart if one) / 2 + 0.1
    assert found.crps.worst < sum(one.crps.worst for one in apart if one) / 2 - 0.1


@pytest.mark.parametrize("key", ["opens: 2023-01-01", "horizon: 2023-03-31"])
def test_a_question_without_a_period_is_not_timed(tmp_path: Path, key: str) -> None:
    """Both the opening and the horizon are needed."""
    result = _run(tmp_path, outcomes=TIMED.replace(f"    {key}\n", ""))
    assert timed_questions(result.known, result.answers) == {}
    assert result.tallies["ann-example"].timeliness is None


def test_the_first_statement_is_the_first_for_every_figure(tmp_path: Path) -> None:
    """Spring, 2022-21, begins before May, 2022-05, whatever the order of texts and ids.

    The first says that it will, and it did: a hit; the later one says that it will not. Both were
    published on one day, and have one half of each of the days that are scored.
    """
    head, first = SOURCE.replace("in February", "in February 2023").split("  - id: ann-attack")
    spring, may = (
        first.replace("2023-01-09", said).replace('{phrase: "will"}', f"{{probability: {p}}}")
        for said, p in (("2022-21", 0.9), ("2022-05", 0.1))
    )
    both = head + "  - id: later" + spring + "  - id: earlier" + may
    alone = _run(tmp_path / "alone", source=head + "  - id: later" + spring)
    found = _run(tmp_path / "both", source=both)
    assert len(found.verdicts) == 2
    for result in (alone, found):
        assert result.tallies["ann-example"].contingency.hits == 1


def test_no_deadline_no_timing(tmp_path: Path) -> None:
    """Words that name no day imply none."""
    source = SOURCE.replace('    window: {phrase: "in February"}\n', "")
    assert _run(tmp_path, source=source).tallies["ann-example"].timeliness is None


RATE = (
    "    base_rate: {probability: 0.2, population: quarters, citation: a test}\n"
    "    title: Does Russia"
)


def test_a_base_rate_is_turned_to_the_forecasts_own_window(tmp_path: Path) -> None:
    """0.2 for the 90 days of the quarter is 1 - 0.8^(28/90) for February.

    Saying 0.7, and it came: better by (1 - rate)² - 0.09. One question is no ratio.
    """
    found = _run(
        tmp_path,
        source=SOURCE.replace('{phrase: "will"}', "{probability: 0.7}"),
        outcomes=TIMED.replace("    title: Does Russia", RATE),
    ).tallies["ann-example"]
    assert found.skill is not None
    assert found.skill.difference == pytest.approx((0.8 ** (28 / 90)) ** 2 - 0.09)
    assert found.skill.skill is None
    assert found.skill.questions == 1


def test_denying_a_month_gains_little_on_a_high_base_rate(tmp_path: Path) -> None:
    """0.9 a quarter, January denied, and it came in February: the base rate of January was met too.

    By hand: 1 - 0.1^(22/90) from the 10th on, squared, for the reference, 0 for the denial.
    """
    source = SOURCE.replace("{event: ground-offensive", "{no_event: ground-offensive")
    source = source.replace("in February", "between 10 January and 31 January 2023")
    outcomes = TIMED.replace("    title: Does Russia", RATE.replace("0.2", "0.9"))
    found = _run(tmp_path, source=source, outcomes=outcomes).tallies["ann-example"]
    assert found.skill is not None
    assert found.skill.difference == pytest.approx((1 - 0.1 ** (22 / 90)) ** 2, abs=1e-9)
