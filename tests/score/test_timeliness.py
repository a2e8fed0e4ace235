"""Timeliness of a ledger's forecasts, in days, against values worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ledgers import OUTCOMES, SOURCE, write
from verifier.engine import run
from verifier.loading import load
from verifier.report import Run
from verifier.score.timeliness import timed_questions

TIMED = OUTCOMES + "    opens: 2023-01-01\n    horizon: 2023-03-31\n"


def _run(root: Path, *, source: str = SOURCE, outcomes: str = TIMED, day: str | None = None) -> Run:
    loaded = load(write(root, source=source, outcomes=outcomes))
    assert loaded.ledger is not None
    assert loaded.rules is not None
    return run(loaded.ledger, loaded.rules, date.fromisoformat(day) if day else None)


def test_a_sure_call_for_a_month_is_scored_by_hand(tmp_path: Path) -> None:
    """February, surely, and it began on the 20th; cut off after the quarter's 90 days.

    Days from 1 January: February is 31 to 59, the event 50. F rises to 19/28 by day 50, then the
    rest: (19³ + 9³) / (3 · 28²) = 7588 / 2352 = 3.2262 days. Saying one half and any day:
    50³ / (3 · 180²) + (130³ - 90³) / (3 · 180²) = 16.3889 days. Skill 1 - 3.2262 / 16.3889.
    """
    found = _run(tmp_path).tallies["ann-example"].timeliness
    assert found is not None
    assert found.questions == 1
    assert found.crps.central == pytest.approx(7588 / 2352)
    assert found.reference.central == pytest.approx((50**3 + 130**3 - 90**3) / (3 * 180**2))
    assert found.skill == pytest.approx(0.80315, abs=1e-5)
    assert found.crps.best <= 7588 / 2352 <= found.crps.worst


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
    timed = timed_questions(result.known, result.answers)["attack-2023"]
    assert set(timed.came) == {None, 50.0}
    found = result.tallies["ann-example"].timeliness
    assert found is not None
    assert found.crps.central is None
    assert found.skill is None


def test_a_denial_puts_its_mass_on_never(tmp_path: Path) -> None:
    """Surely no offensive in February, and one came on day 50: F is 0, off by 1 for 40 days."""
    denied = SOURCE.replace("{event: ground-offensive", "{no_event: ground-offensive")
    found = _run(tmp_path, source=denied).tallies["ann-example"].timeliness
    assert found is not None
    assert found.crps.central == pytest.approx(40)


@pytest.mark.parametrize("key", ["opens: 2023-01-01", "horizon: 2023-03-31"])
def test_a_question_without_a_period_is_not_timed(tmp_path: Path, key: str) -> None:
    """Both the opening and the horizon are needed."""
    result = _run(tmp_path, outcomes=TIMED.replace(f"    {key}\n", ""))
    assert timed_questions(result.known, result.answers) == {}
    assert result.tallies["ann-example"].timeliness is None


def test_the_first_statement_is_the_first_for_every_figure(tmp_path: Path) -> None:
    """Spring, 2022-21, begins before May, 2022-05, whatever the order of texts and ids.

    The first says that it will, and it did: a hit; the later one says that it will not.
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
    assert found.tallies["ann-example"].timeliness == alone.tallies["ann-example"].timeliness


def test_no_deadline_no_timing(tmp_path: Path) -> None:
    """Words that name no day imply none."""
    source = SOURCE.replace('    window: {phrase: "in February"}\n', "")
    assert _run(tmp_path, source=source).tallies["ann-example"].timeliness is None


def test_skill_against_a_base_rate_is_a_ratio_of_means(tmp_path: Path) -> None:
    """Saying 0.7 with a base rate of 0.2, and it came: 1 - 0.09 / 0.64, difference 0.55."""
    rate = (
        "    base_rate: {probability: 0.2, population: quarters, citation: a test}\n"
        "    title: Does Russia"
    )
    found = _run(
        tmp_path,
        source=SOURCE.replace('{phrase: "will"}', "{probability: 0.7}"),
        outcomes=TIMED.replace("    title: Does Russia", rate),
    ).tallies["ann-example"]
    assert found.skill is not None
    assert found.skill.skill == pytest.approx(1 - 0.09 / 0.64)
    assert found.skill.difference == pytest.approx(0.55)
