"""Corrections are seen: from the records alone, without a history."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.ledgers import OUTCOMES, SOURCE, write
from verifier.cli import main
from verifier.engine import run
from verifier.loading import load
from verifier.report import report

_RULED = """\
rulings:
  - id: first
    forecast: ann-attack
    date: 2024-02-01
    signed: project curators
    outcome: undecided
    contradicts_rules: The day is not sure.
    reasons: One paper has another day.
  - id: second
    forecast: ann-attack
    date: 2024-03-01
    signed: project curators
    outcome: came_true
    supersedes: first
    events: [the-attack]
    reasons: That paper corrected itself.
"""
_RULE = (
    *("new", "ruling", "--forecast", "ann-attack", "--signed", "project curators"),
    *("--date", "2024-04-01", "--reasons", "None was seen."),
)


def _pages(root: Path) -> Mapping[str, str]:
    loaded = load(root)
    assert loaded.diagnostics == ()
    assert loaded.ledger is not None
    assert loaded.rules is not None
    return report(run(loaded.ledger, loaded.rules))


def test_a_ruling_that_replaces_another_is_a_correction(tmp_path: Path) -> None:
    """What it was, what it is, when and why; the index shows it too."""
    pages = _pages(write(tmp_path, outcomes=OUTCOMES + _RULED))
    line = (
        "- 1 March 2024: [Russia begins a ground offensive in Ukraine in February 2023]"
        "(forecasts/ann-attack.md) (“will”): a ruling replaced another: undecided, now came true. "
        "That paper corrected itself."
    )
    assert line in pages["corrections.md"]
    assert line in pages["README.md"]


def test_a_record_that_is_withdrawn_stays_and_turns_the_verdict(tmp_path: Path) -> None:
    """The event no longer counts, its page says so, and the forecast that turned is named."""
    withdrawn = OUTCOMES.replace(
        "    summary: It began",
        "    withdrawn: {date: 2024-05-02, what: It was an exercise.}\n    summary: It began",
    )
    pages = _pages(write(tmp_path, outcomes=withdrawn))
    told = pages["corrections.md"]
    assert "- 2 May 2024: [Russian attack in the east](events/the-attack.md): withdrawn. " in told
    assert "It was an exercise. With it turned: [Russia begins" in told
    assert (
        "**Withdrawn on 2 May 2024: it no longer counts.** It was" in pages["events/the-attack.md"]
    )
    assert "**It did not happen**" in pages["forecasts/ann-attack.md"]


def test_coverage_can_be_withdrawn(tmp_path: Path) -> None:
    """Without it nothing says that none came."""
    none = OUTCOMES.replace("began: 2023-02-20", "began: 2024-02-20").replace(
        "known: 2023-02-21", "known: 2024-02-21"
    )
    assert (
        "**It did not happen"
        in _pages(write(tmp_path / "a", outcomes=none))["forecasts/ann-attack.md"]
    )
    withdrawn = none.replace(
        "    during: 2023-01-01",
        "    withdrawn: {date: 2024-05-02, what: The list lacks a week.}\n    during: 2023-01-01",
    )
    pages = _pages(write(tmp_path / "b", outcomes=withdrawn))
    assert "**Undecided: the record does not cover it**" in pages["forecasts/ann-attack.md"]
    assert (
        "`offensives-2023`: withdrawn. The list lacks a week. With it turned"
        in pages["corrections.md"]
    )


def test_a_former_id_keeps_its_page(tmp_path: Path) -> None:
    """It leads to the record under its present id, and is listed."""
    renamed = SOURCE.replace("id: ann-attack", "id: ann-february\n    formerly: [ann-attack]")
    pages = _pages(write(tmp_path, source=renamed))
    assert "goes by another id now: [Russia begins" in pages["forecasts/ann-attack.md"]
    assert "](ann-february.md)" in pages["forecasts/ann-attack.md"]
    assert "- formerly [ann-attack](forecasts/ann-attack.md)" in pages["corrections.md"]


@pytest.mark.parametrize(
    ("more", "code"),
    [(("--outcome", "did_not"), "VF501"), (("--outcome", "undecided"), "VF501")],
)
def test_a_ruling_against_the_rules_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], code: str
) -> None:
    """Nothing is written, as for a forecast with a mistake."""
    root = write(tmp_path)
    assert main([*_RULE, *more, "--ledger", str(root)]) == 1
    said = capsys.readouterr().err
    assert f"error[{code}]" in said
    assert "nothing was written" in said
    assert not (root / "outcomes/rulings.yaml").exists()


def test_a_second_ruling_of_one_hand_has_to_replace_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without `--supersedes` it would read as if sources disagreed."""
    source = SOURCE.replace(
        "{event: ground-offensive, actor: russia, place: ukraine}", '{judged: "it attacks"}'
    )
    root = write(tmp_path, source=source)
    assert main([*_RULE, "--outcome", "did_not", "--ledger", str(root)]) == 0
    capsys.readouterr()
    assert main([*_RULE, "--outcome", "came_true", "--ledger", str(root)]) == 1
    assert "error[VF502]" in capsys.readouterr().err
    again = ("--outcome", "came_true", "--supersedes", "ruling-ann-attack")
    assert main([*_RULE, *again, "--ledger", str(root)]) == 0
