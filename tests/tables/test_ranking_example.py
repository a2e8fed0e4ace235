"""The ranking page in the documentation is what `verifier score` makes of election2020's table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.depth import slow, thin
from tests.tables.tables import by_forecaster
from verifier.cli import main

EXAMPLE = Path(__file__).resolve().parents[2] / "docs/ranking-example"
_HEAD = ["model", "state", "p", "won"]
_Row = tuple[str, str, float, float]


def _models(folder: Path) -> list[_Row]:
    """Sixteen models on 56 contests."""
    with (folder / "results.csv").open(encoding="utf-8") as stream:
        won = {row["state_abbr"]: float(row["biden_win"]) for row in csv.DictReader(stream)}
    rows = []
    for path in sorted((folder / "forecasts").glob("*.csv")):
        with path.open(encoding="utf-8") as source:
            for row in csv.DictReader(source):
                contest = row["state_abbr"]
                rows.append((row["model"], contest, float(row["biden"]), won[contest]))
    return rows


def _cards(root: Path, rows: Iterable[_Row]) -> Path:
    table = root / "election2020.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([_HEAD, *rows])
    columns = ["--forecaster", "model", "--question", "state"]
    columns += ["--probability", "p", "--observed", "won"]
    assert main(["score", "--table", str(table), *columns, "--out", str(root / "cards")]) == 0
    return root / "cards"


def test_the_page_is_what_the_table_gives(shared: Path, tmp_path: Path) -> None:
    """Sixteen forecasters on 56 shared contests: the page and its picture, byte for byte."""
    cards = _cards(tmp_path, _models(shared / "data/election2020"))
    kept = [path.relative_to(EXAMPLE) for path in EXAMPLE.rglob("*") if path.is_file()]
    assert {"README.md", "accuracy.svg", "murphy.svg"} == {path.name for path in kept}
    for path in kept:
        assert (cards / path).read_bytes() == (EXAMPLE / path).read_bytes()


def _added(models: list[_Row]) -> Mapping[str, list[_Row]]:
    """Who might be added to help the worst model, or for no reason at all."""
    said: dict[str, dict[str, float]] = {}
    for model, state, p, _ in models:
        said.setdefault(model, {})[state] = p
    won = {state: outcome for _, state, _, outcome in models}
    off = {m: {s: (p - won[s]) ** 2 for s, p in own.items()} for m, own in said.items()}
    worst = max(off, key=lambda model: sum(off[model].values()))
    best = {state: min(own[state] for own in off.values()) for state in won}
    # The ten contests on which the worst model lost least beside the others.
    chosen = sorted(won, key=lambda state: off[worst][state] - best[state])[:10]
    half = [("ally", state, 0.5, won[state]) for state in chosen]
    return {
        "a stranger": [("stranger", f"own {n}", 0.9, 1.0) for n in range(20)],
        "half on ten chosen ones": half,
        "as bad as can be on these": [("ally", s, 1 - won[s], won[s]) for s in chosen],
        "as good as can be on these": [("ally", s, won[s], won[s]) for s in chosen],
        "twenty of them": [(f"ally {n}", *row[1:]) for n in range(20) for row in half],
        "all of it": [("ally", s, 0.5, won[s]) for s in won],
    }


@pytest.fixture(scope="module")
def before(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The sixteen by themselves."""
    models = _models(shared / "data/election2020")
    return by_forecaster(_cards(tmp_path_factory.mktemp("before"), models))


@slow
@pytest.mark.parametrize(
    "who",
    thin(
        [
            *("twenty of them", "a stranger", "half on ten chosen ones"),
            *("as bad as can be on these", "as good as can be on these", "all of it"),
        ],
        3,
    ),
)
def test_nobody_who_is_added_moves_the_order_of_the_others(
    who: str, before: Mapping[str, Any], shared: Path, tmp_path: Path
) -> None:
    """The sixteen stand in the same order, with the same differences, and nobody is surer."""
    models = _models(shared / "data/election2020")
    after = by_forecaster(_cards(tmp_path, [*models, *_added(models)[who]]))
    order = sorted(before, key=lambda name: before[name]["rank"])
    assert sorted(order, key=lambda name: after[name]["rank"]) == order
    for name in order:
        apart = (
            found[name]["brier_adjusted"] - found[order[0]]["brier_adjusted"]
            for found in (before, after)
        )
        assert next(apart) == pytest.approx(next(apart), abs=1e-8)
        assert after[name]["brier"] == before[name]["brier"]
        low, high = before[name]["rank_interval"]
        assert after[name]["rank_interval"][0] <= low
        assert after[name]["rank_interval"][1] >= high
