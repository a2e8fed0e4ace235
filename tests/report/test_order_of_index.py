"""The index orders forecasters by rank only where something is known of each rank."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.gaming import honest, ledger
from verifier.report import Run
from verifier.report.index import index
from verifier.report.markdown import page


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Zoe is right of twelve questions, Ann is wrong on four: nothing is sure."""
    statements = [*honest("zoe"), *honest("ann", right=8)]
    return ledger(tmp_path_factory.mktemp("ledger"), statements)


def _first(run: Run) -> str:
    told = page(index(run))
    return min(("zoe", "ann"), key=lambda who: told.index(f"\n| [{who.capitalize()}]("))


@pytest.mark.parametrize(
    ("ranks", "first"),
    [([(1, 2), (1, 2)], "ann"), ([(1, 1), (1, 2)], "ann"), ([(1, 1), (2, 2)], "zoe")],
)
def test_the_index_orders_by_rank_where_each_rank_is_known(
    world: Run, ranks: list[tuple[int, int]], first: str
) -> None:
    """By name where all may be anywhere, or one of them; by rank where bounds tell of each."""
    found = world.sureness.standings
    assert [row.forecaster for row in found.rows] == ["zoe", "ann"]
    rows = tuple(replace(row, ranks=own) for row, own in zip(found.rows, ranks, strict=True))
    sure = replace(world.sureness, standings=replace(found, rows=rows))
    assert _first(replace(world, sureness=sure)) == first
