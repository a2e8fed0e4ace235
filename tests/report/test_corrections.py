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
from verifier.report.turned import turned

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


def test_a_verdict_that_turned_without_a_note_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The attack moves out of the window: told with the pages, until the event has a note."""
    root = write(tmp_path)
    report_to = ("report", "--ledger", str(root))
    assert main(report_to) == 0
    assert "turned" not in capsys.readouterr().err
    path = root / "outcomes" / "attack.yaml"
    moved = path.read_text(encoding="utf-8").replace("began: 2023-02-20", "began: 2023-03-20", 1)
    moved = moved.replace("known: 2023-02-21", "known: 2023-03-21", 1)
    path.write_text(moved, encoding="utf-8")
    before = (root / "reports/data/forecasts.json").read_bytes()
    assert main(report_to) == 0
    told = capsys.readouterr().err
    assert "1 verdict turned since these pages were written, and no record says why" in told
    assert "ann-attack (came_true, now did_not)" in told
    (root / "reports/data/forecasts.json").write_bytes(before)
    note = (
        '    corrections: [{date: 2024-03-02, what: "It began in March."}]\n    known: 2023-03-21'
    )
    path.write_text(moved.replace("    known: 2023-03-21", note, 1), encoding="utf-8")
    main(report_to)
    assert "turned" not in capsys.readouterr().err
    assert "It began in March." in (root / "reports/corrections.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "published",
    ["", "{", "[]", '{"as_of": 1}', '{"as_of": "2024-01-01", "forecasts": [{"id": "ann-attack"}]}'],
)
def test_what_is_no_report_says_nothing(published: str, tmp_path: Path) -> None:
    """Another program's file, or half of one, is no earlier verdict."""
    loaded = load(write(tmp_path))
    assert loaded.ledger is not None
    assert loaded.rules is not None
    assert turned(run(loaded.ledger, loaded.rules), published) == []


@pytest.mark.parametrize(
    ("line", "page", "told"),
    [
        ("    corrections: [{date: 2024-05-02, what: A comma.}]", "corrections", "A comma."),
        (
            "    response: {text: Not so., date: 2024-05-02, address: 'https://example.org/r'}",
            "forecasts/ann-attack",
            "Not so.",
        ),
    ],
)
def test_what_was_noted_last_is_seen(line: str, page: str, told: str, tmp_path: Path) -> None:
    """Dated after all evidence, it is on the pages all the same: their day is the last one."""
    source = SOURCE.replace("    claim:", f"{line}\n    claim:", 1)
    pages = _pages(write(tmp_path, source=source))
    assert told in pages[f"{page}.md"]
    assert "as of 2 May 2024" in pages["README.md"]
