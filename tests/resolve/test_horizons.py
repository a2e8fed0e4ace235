"""Forecasts without a deadline end by rule, under their own scheme and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import worlds
from tests.ledgers import OUTCOMES, SOURCE, run_of, sound, write
from verifier.engine import run
from verifier.loading import load
from verifier.model.verdict import Outcome
from verifier.report import Run
from verifier.resolve import resolve
from verifier.resolve.horizons import horizon
from verifier.score.forecasts import LeftOut
from verifier.score.record import Way

_UNDATED = SOURCE.replace('    window: {phrase: "in February"}\n', "").replace(
    'phrase: "will"', 'phrase: "likely"'
)
_COMPLETE = OUTCOMES.replace("2023-01-01/2023-12-31", "2023-01-01/2025-12-31").replace(
    "published: 2024-01-02", "published: 2026-01-02"
)


def _run(root: Path, *, began: str = "2023-02-20", source: str = _UNDATED) -> Run:
    outcomes = _COMPLETE.replace("began: 2023-02-20", f"began: {began}").replace(
        "known: 2023-02-21", f"known: {began}"
    )
    return run_of(write(root, source=source, outcomes=outcomes))


@pytest.mark.parametrize(
    ("began", "brier"),
    [("2023-02-20", 0.0625), ("2024-01-09", 0.0625), ("2024-01-10", 0.5625)],
    ids=["soon", "on the last day", "a day late"],
)
def test_a_warning_of_an_attack_ends_after_a_year(tmp_path: Path, began: str, brier: float) -> None:
    """Said on 9 January 2023 with 0.75: (1 - 0.75)² up to 365 days later, 0.75² after."""
    found = _run(tmp_path, began=began)
    assert found.scores["ann-attack"].left_out == LeftOut.NO_DEADLINE
    assert found.record.ways == {"ann-attack": Way.NUMBER_TO_HORIZON}
    [declared] = [scheme for scheme in found.schemes if scheme.scheme.undated == "horizon"]
    score = declared.scores["ann-attack"].brier
    assert score is not None
    assert score.central == pytest.approx(brier)


def test_words_without_a_number_are_counted_by_their_class(tmp_path: Path) -> None:
    """Of the one plan reported one came true within the declared year."""
    source = _UNDATED.replace('phrase: "likely"', 'phrase: "is preparing"')
    found = _run(tmp_path, source=source)
    assert found.record.ways == {"ann-attack": Way.WORDS_TO_HORIZON}
    [share] = found.record.to_horizon.values()
    assert (share.yes, share.decided) == (1, 1)
    assert not found.record.classes


def test_what_people_judge_and_what_is_ruled_has_no_horizon(tmp_path: Path) -> None:
    """Nobody asked them for a day; a ruling speaks of the forecast as it was made."""
    expects = "{event: ground-offensive, actor: russia, place: ukraine}"
    judged = _UNDATED.replace(expects, "{judged: The front collapses.}").replace(
        "    question: attack-2023\n", ""
    )
    found = _run(tmp_path, source=judged)
    assert found.record.ways == {}
    assert found.record.unscored == {LeftOut.NO_DEADLINE: 1}


def test_of_several_parts_the_one_with_the_most_days_counts(tmp_path: Path) -> None:
    """An attack has a year, a peace five; without a row for a part there is no horizon."""
    attack = "{event: ground-offensive, actor: russia, place: ukraine}"
    several = f"{{any_of: [{attack}, {{event: peace-settlement}}]}}"
    source = _UNDATED.replace(attack, several).replace("    question: attack-2023\n", "")
    known = _run(tmp_path, source=source).known
    forecast = known.ledger.forecasts["ann-attack"]
    found = horizon(forecast, known)
    assert found is not None
    assert (found.id, found.days) == ("ends", 1826)
    timing = known.rules.timing
    attacks = timing.model_copy(update={"horizons": timing.horizons[:1]})
    bare = replace(known, rules=replace(known.rules, timing=attacks))
    assert horizon(forecast, bare) is None


def test_what_is_ruled_ends_by_its_ruling(tmp_path: Path) -> None:
    """Whoever signed it spoke of the forecast as it was made."""
    ruling = (
        "rulings:\n  - {id: ruled, forecast: ann-attack, date: 2024-02-01, signed: curators, "
        "outcome: came_true, reasons: It began.}\n"
    )
    root = write(tmp_path, source=_UNDATED, outcomes=_COMPLETE + ruling)
    known = run_of(root).known
    assert horizon(known.ledger.forecasts["ann-attack"], known) is None


def test_who_names_a_deadline_is_not_touched(tmp_path: Path) -> None:
    """Under the scheme of declared horizons all else is as under the first."""
    found = _run(tmp_path, source=SOURCE)
    [declared] = [scheme for scheme in found.schemes if scheme.scheme.undated == "horizon"]
    assert declared.verdicts == found.verdicts
    assert declared.changed == {}


def test_a_horizon_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    """A row for a misspelt kind would end nothing; the nearest is offered."""
    root = write(tmp_path)
    (root / "rules").mkdir()
    (root / "rules/timing.yaml").write_text(
        "horizons:\n  - {id: mine, kinds: [grund-offensive], days: 30, because: A month.}\n",
        encoding="utf-8",
    )
    found = [finding for finding in load(root).diagnostics if finding.code == "VF104"]
    assert [finding.message for finding in found] == ["unknown event `grund-offensive`"]
    assert "ground-offensive" in (found[0].help or "")


def test_a_vocabulary_of_its_own_needs_no_horizons_of_its_own(tmp_path: Path) -> None:
    """The shipped rows name kinds that it has not, and fit nothing of it but by the last."""
    root = write(tmp_path)
    (root / "rules").mkdir()
    (root / "rules/events.yaml").write_text(
        "overlay: replace\nversion: 1\nterms:\n  - {id: ground-offensive, name: an offensive}\n",
        encoding="utf-8",
    )
    assert not [finding for finding in load(root).diagnostics if finding.code == "VF104"]


def test_what_no_row_is_for_has_no_horizon(tmp_path: Path) -> None:
    """Rules without a row for all others leave a forecast of another kind without a deadline."""
    ledger, rules = sound(write(tmp_path, source=_UNDATED, outcomes=_COMPLETE))
    ends = tuple(row for row in rules.timing.horizons if row.id == "ends")
    timing = rules.timing.model_copy(update={"horizons": ends})
    found = run(ledger, replace(rules, timing=timing))
    assert found.record.ways == {}
    assert found.record.unscored == {LeftOut.NO_DEADLINE: 1}


def test_a_series_ends_by_the_rule_for_all_kinds() -> None:
    """The row that names no kinds."""
    asked = worlds.forecast(expects={"reaches": "level", "at_least": 2}, window=None)
    known = worlds.known(worlds.ledger(asked, series={"level": ()}))
    assert horizon(asked, known) == known.rules.timing.horizon(frozenset())


@pytest.mark.parametrize("window", [None, {"narrow": "2023-01", "wide": "2023-01", "reason": "R"}])
def test_an_open_condition_ends_with_its_forecast_and_one_with_a_day_by_itself(
    window: dict[str, str] | None,
) -> None:
    """Flooded in February: in time for a condition without an end, and too late for January."""
    given = {"words": "if it floods", "kind": "if", "expects": {"event": "flood"}}
    asked = worlds.forecast(window=None, given={**given, **({"window": window} if window else {})})
    covered = [worlds.coverage(kind, of=[{"kind": kind}], during="2023-01-01/2025-12-31")
               for kind in ("flood", "offensive")]  # fmt: skip
    flooded = worlds.event("flooded", kinds=("flood",), began="2023-02-05")
    world = worlds.ledger(asked, events=(flooded, worlds.event()), covered=covered)
    found = resolve(worlds.known(world, date(2026, 1, 2)), horizons=True)["foretold"]
    assert found.wide.window.until is not None
    assert found.outcome == (Outcome.VOID if window else Outcome.CAME_TRUE)
