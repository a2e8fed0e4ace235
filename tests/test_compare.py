"""Two states of a ledger are compared verdict by verdict, and each change has its cause."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.ledgers import FORECASTERS, OUTCOMES, SOURCE, sound, write
from verifier.cli import main
from verifier.compare import Cause, State, compare, edits
from verifier.loading import load


def _state(root: Path) -> State:
    return State(*sound(root))


def test_the_same_ledger_has_no_differences(tmp_path: Path) -> None:
    """Nothing changed, nothing is told."""
    state = _state(write(tmp_path))
    assert edits(state, state) == []
    assert compare(state, state) == []


def test_a_moved_event_is_the_cause(tmp_path: Path) -> None:
    """The attack moved to March misses "in February" by 10 days, counted from its last day."""
    a = _state(write(tmp_path / "a"))
    moved = OUTCOMES.replace("began: 2023-02-20", "began: 2023-03-10").replace(
        "known: 2023-02-21", "known: 2023-03-11"
    )
    b = _state(write(tmp_path / "b", outcomes=moved))
    [difference] = compare(a, b)
    assert difference.forecast == "ann-attack"
    assert ("outcome", "came_true", "did_not") in difference.changes
    assert ("timing error", "(0, 0)", "(10, 10)") in difference.changes
    assert difference.causes == (Cause("events", "the-attack", "changed"),)


def test_an_edit_that_changes_nothing_is_no_cause(tmp_path: Path) -> None:
    """A title mended beside a likelihood changed: only the forecast is to blame."""
    a = _state(write(tmp_path / "a"))
    source = SOURCE.replace('"will"', '"likely"')
    b = _state(
        write(tmp_path / "b", source=source, outcomes=OUTCOMES.replace("Russian attack", "Attack"))
    )
    assert len(edits(a, b)) == 2
    [difference] = compare(a, b)
    assert difference.causes == (Cause("forecast", "ann-attack", "changed"),)
    assert [change[0] for change in difference.changes] == ["brier"]


def test_a_change_of_rules_is_a_cause(tmp_path: Path) -> None:
    """A ledger that decides otherwise on actors changes the verdict by its rules."""
    a = _state(write(tmp_path / "a"))
    root = write(tmp_path / "b")
    (root / "rules").mkdir()
    (root / "rules/facets.yaml").write_text(
        "version: 2\noverlay: replace\nrules:\n"
        '  - {id: never, counts: "no", because: Nothing ever counts.}\n',
        encoding="utf-8",
    )
    [difference] = compare(a, _state(root))
    assert difference.causes == (Cause("rules", "facets", "changed"),)


def test_a_forecast_that_went_or_came_is_told(tmp_path: Path) -> None:
    """A removed forecast is a difference whose cause is its removal."""
    a = _state(write(tmp_path / "a"))
    empty = SOURCE[: SOURCE.index("forecasts:")]
    b = _state(write(tmp_path / "b", source=empty))
    [gone] = compare(a, b)
    assert gone.causes == (Cause("forecast", "ann-attack", "removed"),)
    [came] = compare(b, a)
    assert came.causes == (Cause("forecast", "ann-attack", "added"),)


def test_revisions_of_git_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`verifier diff HEAD` compares the last commit with the files as they are; so does `diff`."""
    write(tmp_path)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-C", str(tmp_path)]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *command], check=True)
    write(tmp_path, source=SOURCE.replace('"will"', '"likely"'))
    monkeypatch.chdir(tmp_path)
    assert main(["diff", "HEAD", "--format", "json", "--exit-code"]) == 1
    [told] = json.loads(capsys.readouterr().out)
    assert told["forecast"] == "ann-attack"
    assert told["causes"] == ["changed forecast ann-attack"]
    for since in (["HEAD"], []):
        assert main(["diff", *since]) == 0
        assert "because      changed forecast ann-attack" in capsys.readouterr().out


def test_an_unknown_revision_is_said_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2 and one line."""
    monkeypatch.chdir(write(tmp_path))
    assert main(["diff", "no-such-thing"]) == 2
    assert "neither a folder nor a git revision" in capsys.readouterr().err


def test_a_forecast_of_a_new_forecaster_is_compared(tmp_path: Path) -> None:
    """The forecaster is applied together with the forecast that names them."""
    a = _state(write(tmp_path / "a"))
    more = SOURCE[SOURCE.index("  - id: ann-attack") :].replace("ann-", "ben-")
    b = _state(
        write(
            tmp_path / "b",
            forecasters=FORECASTERS + "  - {id: ben-example, name: Ben Example, kind: person}\n",
            source=SOURCE + more,
        )
    )
    [came] = compare(a, b)
    assert came.forecast == "ben-attack"
    assert came.causes == (Cause("forecast", "ben-attack", "added"),)


def test_a_clarification_is_the_cause_and_no_other_of_its_question(tmp_path: Path) -> None:
    """Of three edits of one question the one of 8 January moved the verdict.

    Since then it asks of the north, where nothing came; she spoke on the day after.
    """
    source = re.sub(r"expects: .*\n.*", "expects: {answers: yes}", SOURCE)
    old, new = (
        OUTCOMES
        + "    opens: 2023-01-01\n    horizon: 2023-03-31\n    clarifications:\n"
        + "".join(f"      - {{date: {day}, says: So., {what}}}\n" for day, what in made)
        for made in (
            [("2023-02-27", "signed: us")],
            [
                ("2023-01-08", "event: {event: ground-offensive, place: kharkiv-oblast}"),
                ("2023-02-27", "signed: them"),
                ("2023-03-01", "signed: us"),
            ],
        )
    )
    a = _state(write(tmp_path / "a", source=source, outcomes=old))
    b = _state(write(tmp_path / "b", source=source, outcomes=new))
    assert len(edits(a, b)) == 3
    [difference] = compare(a, b)
    assert difference.causes == (Cause("clarification", "attack-2023 2023-01-08", "added"),)
    assert str(difference.causes[0]) == "added clarification attack-2023 2023-01-08"
    [back] = compare(b, a)
    assert back.causes == (Cause("clarification", "attack-2023 2023-01-08", "removed"),)


_TWO = """\
  - id: ann-again
    forecaster: ann-example
    said: 2023-01-10
    voice: quotation
    quote: "they will attack the north in February"
    claim: Russia attacks in the north in February.
    expects: {judged: Russia attacks in the north in February.}
    window: {phrase: "in February"}
    likelihood: {phrase: "will"}
"""
_RULED = """\
rulings:
  - id: ruled
    forecast: ann-again
    date: 2023-03-10
    signed: the curators
    outcome: did_not
    reasons: Nothing came in the north.
"""


def test_of_several_that_came_each_has_its_own_causes(tmp_path: Path) -> None:
    """Its own addition, and the ruling or the event that decides it; of the others none."""
    empty = write(tmp_path / "a", outcomes="questions:" + _QUESTIONS)
    (empty / "seeds/paper.yaml").unlink()
    a = _state(empty)
    root = write(tmp_path / "b", source=SOURCE + _TWO, outcomes=OUTCOMES + _RULED)
    loaded = load(root)
    assert loaded.ledger is not None
    assert loaded.rules is not None
    again, attack = compare(a, State(loaded.ledger, loaded.rules))
    assert (again.forecast, attack.forecast) == ("ann-again", "ann-attack")
    assert again.causes == (
        Cause("forecast", "ann-again", "added"),
        Cause("rulings", "ruled", "added"),
    )
    assert attack.causes == (
        Cause("forecast", "ann-attack", "added"),
        Cause("events", "the-attack", "added"),
    )


_QUESTIONS = OUTCOMES.split("questions:")[1]
