"""Agreement with published expectations, at the rates that this project promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.time_phrases import CLASHES, compared, our_reader, tally
from verifier.when import TimeConventions


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, Any]]:
    """The vectors."""
    text = (shared / "vectors" / "time_phrases.json").read_text(encoding="utf-8")
    loaded = json.loads(text)
    assert isinstance(loaded, list)
    return loaded


def test_a_window_is_the_one_expected(
    rows: list[dict[str, Any]], conventions: TimeConventions
) -> None:
    """The narrow or the wide one exactly in 93 %, in 98 % with the clashes apart; wrong in 2 %."""
    windows = (our_reader(conventions, window=window) for window in ("narrow", "wide"))
    counts = tally(rows, *windows, clashes=CLASHES)
    assert counts["right"] / counts["rows"] >= 0.93
    assert counts["right"] / (counts["rows"] - counts["clash"]) >= 0.98
    assert counts["wrong"] / counts["rows"] <= 0.02


def test_clashes_are_few_and_all_in_use(rows: list[dict[str, Any]]) -> None:
    """At most four conventions differ on purpose, and each is that of a row."""
    assert len(CLASHES) <= 4
    assert set(CLASHES) <= {row["phrase"] for row in compared(rows)}
