"""`verifier new ledger` starts a ledger that is sound and gives scorecards at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from verifier.cli import main
from verifier.loading import load


def test_a_new_ledger_is_sound_and_reports_at_once(tmp_path: Path) -> None:
    """No findings, and the example's heat wave came as forecast."""
    root = tmp_path / "weather"
    assert main(["new", "ledger", str(root)]) == 0
    loaded = load(root)
    assert loaded.diagnostics == ()
    assert loaded.rules is not None
    assert set(loaded.rules.events.terms) == {"hot-spell", "heat-wave"}
    assert main(["report", "--ledger", str(root)]) == 0
    page = (root / "reports/forecasters/example-office.md").read_text(encoding="utf-8")
    assert "**It came true**" in page


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, and not a file written."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["new", "ledger", str(tmp_path)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
