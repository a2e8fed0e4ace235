"""From Python: the numbers of the pages, as typed objects that print well."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

import verifier
from tests.depth import deep
from tests.ledgers import SOURCE, write
from tests.ours import RICH, ROOT, pages
from verifier.api import UnsoundLedger, load
from verifier.cli import main
from verifier.model.verdict import Outcome


@pytest.mark.parametrize("root", [RICH, pytest.param(ROOT, marks=deep)], ids=lambda r: r.name)
def test_the_numbers_are_those_of_the_reports(root: Path) -> None:
    """`reports/data/` holds what the objects hold."""
    scored = load(root).resolve().score()
    for name, items in (("forecasts", scored.forecasts), ("forecasters", scored.forecasters)):
        data = json.loads(pages(root)[f"data/{name}.json"])
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


@deep
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


def test_what_is_public_is_listed() -> None:
    """`dir()` and completion show the ways in, and each of them is there."""
    assert dir(verifier) == ["__version__", "check", "explain", "load", "read_time"]
    assert all(callable(getattr(verifier, name)) for name in dir(verifier)[1:])
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = verifier.nothing


def test_check_finds_what_the_command_finds(tmp_path: Path) -> None:
    """Advice too: a forecast that names no day."""
    root = write(tmp_path, source=SOURCE.replace('    window: {phrase: "in February"}\n', ""))
    assert [finding.code for finding in verifier.check(root)] == ["VF301"]
    assert verifier.load(root).findings == ()


def test_a_ruling_against_the_rules_is_a_finding(tmp_path: Path) -> None:
    """Loading from Python finds what stops the command line."""
    ruling = """
rulings:
  - id: ruling-attack
    forecast: ann-attack
    date: 2023-03-02
    signed: project curators
    outcome: did_not
    reasons: So.
    events: [the-attack]
"""
    root = write(tmp_path)
    with (root / "outcomes/attack.yaml").open("a", encoding="utf-8") as file:
        file.write(ruling)
    ledger = verifier.load(root)
    assert [finding.code for finding in ledger.findings] == ["VF501"]
    assert not ledger.ok


def test_a_forecast_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text is that of the command."""
    root = write(tmp_path)
    assert main(["explain", "ann-attack", "--ledger", str(root)]) == 0
    assert verifier.explain(root, "ann-attack") + "\n" == capsys.readouterr().out
    with pytest.raises(KeyError):
        verifier.explain(root, "nobody")


def test_a_phrase_is_read() -> None:
    """February said in January is the one of that year; what is no time is None."""
    reading = verifier.read_time("in February", said=date(2023, 1, 10))
    assert reading is not None
    assert (reading.wide.first, reading.wide.last) == (date(2023, 2, 1), date(2023, 2, 28))
    assert verifier.read_time("the moon", said=date(2023, 1, 10)) is None
