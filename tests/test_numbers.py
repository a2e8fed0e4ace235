"""The how-to on numbers, winners, counts and days is a ledger: every sentence of it holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.numbers import write
from verifier.cli import main


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The page's ledger, written out."""
    return write(tmp_path)


def items(root: Path) -> dict[str, dict[str, Any]]:
    """The forecasts of the data file, by id."""
    assert main(["report", "--ledger", str(root)]) == 0
    data = json.loads((root / "reports/data/forecasts.json").read_text("utf-8"))
    return {item["id"]: item for item in data["forecasts"]}


def test_the_page_is_a_ledger_without_a_finding(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it stands, but for the layout of long lines."""
    assert main(["check", "--ledger", str(root)]) == 0, capsys.readouterr().err
    assert "error" not in capsys.readouterr().err


def test_the_page_says_what_the_engine_does(root: Path) -> None:
    """Verdicts and own scores of the page; each by hand there."""
    found = items(root)
    own = {
        id: (item["scores"]["own"] or {}).get("metric")
        and (item["scores"]["own"]["metric"], item["scores"]["own"]["value"])
        for id, item in found.items()
    }
    assert own == {
        "growth": ("absolute_error", 0.2),
        "interval": ("interval_score", 1.0),
        "quantiles": ("weighted_interval_score", pytest.approx(0.1666667)),
        "strikes": None,
        "few-or-many": ("ranked_probability_score", pytest.approx(0.1)),
        "winner": ("categories_brier", 0.13),
        "by-days": ("brier_by_days", 0.125),
    }
    outcomes = {id: item["verdict"]["outcome"] for id, item in found.items()}
    assert outcomes.pop("growth") == "did_not"
    assert set(outcomes.values()) == {"came_true"}
    kinds = {item["proposition"] for item in found.values()}
    assert kinds == {"number", "count", "category", "occurs"}
    assert found["winner"]["likelihood"]["central"] == 0.6


def test_pages_show_the_own_score(root: Path) -> None:
    """With its unit, in the row of scores."""
    items(root)
    page = (root / "reports/forecasts/growth.md").read_text("utf-8")
    assert "0.2 percentage points off" in page
    assert "0.13" in (root / "reports/forecasts/winner.md").read_text("utf-8")


@pytest.mark.parametrize("id", ["growth", "quantiles", "strikes", "winner", "by-days"])
def test_explain_prints_each(id: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In text and as data."""
    assert main(["explain", id, "--ledger", str(root)]) == 0
    assert main(["explain", id, "--ledger", str(root), "--format", "json"]) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize("form", ["csv", "claimreview"])
def test_they_are_exported(form: str, root: Path, tmp_path: Path) -> None:
    """With the own score among the columns."""
    out = tmp_path / "out"
    assert main(["export", "--format", form, "--ledger", str(root), "--out", str(out)]) == 0
    if form == "csv":
        header, *rows = (out / "forecasts.csv").read_text("utf-8").splitlines()
        assert "scores_own_metric" in header
        assert any("interval_score" in row for row in rows)


def test_fmt_and_schema_know_them(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is laid out stays as it is, and checks still hold."""
    assert main(["fmt", "--ledger", str(root)]) == 0
    assert main(["fmt", "--check", "--ledger", str(root)]) == 0
    assert main(["check", "--ledger", str(root)]) == 0
    assert main(["schema", "--ledger", str(root)]) == 0
    schemas = "".join(p.read_text("utf-8") for p in (root / "schemas").glob("*.json"))
    assert all(f'"{key}"' in schemas for key in ("quantiles", "category", "count", "earlier"))


REDS = "{expects: {event: victory, actor: reds}, probability: 0.7}"
BLUES = "{expects: {event: victory, actor: blues}, probability: 0.2}"


@pytest.mark.parametrize(
    ("expects", "likelihood"),
    [
        ("{number: gdp, says: 2.2}", ("--likelihood", "will")),
        ("{number: gdp, quantiles: [{level: 0.2, value: 1}, {level: 0.8, value: 3}]}", ()),
        (f"{{category: [{REDS}, {BLUES}]}}", ()),
        ("{count: strike, at_least: 3}", ("--likelihood", "probably")),
    ],
)
def test_new_forecast_enters_them(
    expects: str, likelihood: tuple[str, ...], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a question about the likelihood where the probabilities say it."""
    given = [
        *("new", "forecast", "--ledger", str(root), "--source", "paper-2024-01-05"),
        *("--forecaster", "ann-example", "--quote", "it will probably be so in 2024"),
        *("--claim", "It is so in 2024.", "--expects", expects, "--id", "entered", *likelihood),
    ]
    assert main(given) == 0, capsys.readouterr().err
    text = (root / "seeds/paper.yaml").read_text("utf-8")
    entered = text[text.index("id: entered") :]
    assert ("likelihood:" in entered) == bool(likelihood)
    assert main(["check", "--ledger", str(root)]) == 0


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("says: 1.8}", "say: 1.8}", "did you mean `says`"),
        ("number: gdp, says", "number: gpd, says", "gpd"),
        ("count: strike", "count: stryke", "stryke"),
        ("actor: blues}, probability: 0.3", "actor: blues}, probability: 0.5", "more than 1"),
        ("probability: 0.3}]}\n```", "probability: 0.9}]}\n```", "rise"),
        ("level: 0.5, value: 1.8", "level: 0.5, value: 0.8", "rise"),
        ("by: 2024-03", "by: 2025-03", "earlier"),
    ],
)
def test_mistakes_have_their_place(
    was: str, now: str, says: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is a finding in the file, with what is wrong."""
    path = root / "seeds/paper.yaml"
    text = path.read_text("utf-8")
    was, now = was.removesuffix("```"), now.removesuffix("```")
    assert was in text
    path.write_text(text.replace(was, now), encoding="utf-8")
    assert main(["check", "--ledger", str(root)]) == 1
    told = capsys.readouterr()
    assert "seeds/paper.yaml:" in told.out + told.err
    assert says in told.out + told.err
