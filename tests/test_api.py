"""From Python: the numbers of the pages, as typed objects that print well."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.ledgers import SOURCE, write
from verifier.api import UnsoundLedger, load
from verifier.model.verdict import Outcome

ROOT = Path(__file__).resolve().parents[1]


def test_the_numbers_are_those_of_the_reports() -> None:
    """`reports/data/` holds what the objects hold."""
    scored = load(ROOT).resolve().score()
    for name, items in (("forecasts", scored.forecasts), ("forecasters", scored.forecasters)):
        data = json.loads((ROOT / f"reports/data/{name}.json").read_text(encoding="utf-8"))
        kept = [item.model_dump(mode="json", by_alias=True) for item in items.values()]
        assert kept == data[name]


def test_a_ledger_is_loaded_resolved_and_scored(tmp_path: Path) -> None:
    """Each step tells in a line or a table what it holds."""
    ledger = load(write(tmp_path))
    assert ledger.ok
    assert str(ledger) == f"{tmp_path}: 1 forecast"
    resolved = ledger.resolve()
    assert resolved.verdicts["ann-attack"].outcome == Outcome.CAME_TRUE
    assert str(resolved) == f"1 forecast as of {resolved.as_of}: 1 came true"
    scored = resolved.score()
    assert scored.forecasters["ann-example"].n == 1
    assert "Ann Example" in str(scored).splitlines()[1]
    assert "came true, on time, by rule" in str(scored.forecasts["ann-attack"])
    assert str(scored.forecasters["ann-example"]).startswith("Ann Example: 1 forecast, 1 settled")


def test_the_example_of_the_documentation_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`docs/data.md` shows what works."""
    monkeypatch.chdir(ROOT)
    [example] = re.findall(
        r"```python\n(.*?)```", Path("docs/data.md").read_text("utf-8"), re.DOTALL
    )
    exec(example, {})
    assert "Oleksiy Danilov" in capsys.readouterr().out


def test_a_day_is_a_parameter(tmp_path: Path) -> None:
    """As of a day before the attack nothing is decided."""
    resolved = load(write(tmp_path)).resolve(as_of=date(2023, 2, 1))
    assert resolved.as_of == date(2023, 2, 1)
    assert resolved.verdicts["ann-attack"].outcome == Outcome.UNDECIDED
    assert resolved.score().forecasters["ann-example"].brier is None


def test_findings_are_values_until_the_ledger_is_used(tmp_path: Path) -> None:
    """All mistakes at once; resolving an unsound ledger shows them."""
    ledger = load(write(tmp_path, source=SOURCE.replace("ann-example", "an-exampl")))
    assert not ledger.ok
    assert ledger.findings
    with pytest.raises(UnsoundLedger, match="an-exampl"):
        ledger.resolve()


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """Not an empty ledger."""
    with pytest.raises(NotADirectoryError):
        load(tmp_path / "nowhere")


def test_a_claim_entered_today_is_on_a_scorecard_today(tmp_path: Path) -> None:
    """A source newer than all outcomes moves the default day: its forecasts are not left out."""
    write(tmp_path)
    newer = SOURCE.replace("2023-01-10", "2024-05-02").replace("2023-01-09", "2024-05-01")
    newer = newer.replace("ann-attack", "ann-again").replace("in February", "in March")
    (tmp_path / "seeds/newer.yaml").write_text(newer, encoding="utf-8")
    resolved = load(tmp_path).resolve()
    assert resolved.as_of == date(2024, 5, 2)
    assert set(resolved.verdicts) == {"ann-attack", "ann-again"}
