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


def test_the_wide_window_is_the_one_expected(
    rows: list[dict[str, Any]], conventions: TimeConventions
) -> None:
    """Exactly right in 88 %, in 92 % with the clashes apart; wrong in 4 % at most."""
    counts = tally(rows, our_reader(conventions, window="wide"), CLASHES)
    assert counts["right"] / counts["rows"] >= 0.88
    assert counts["right"] / (counts["rows"] - counts["clash"]) >= 0.92
    assert counts["wrong"] / counts["rows"] <= 0.04


def test_clashes_are_few_and_all_in_use(rows: list[dict[str, Any]]) -> None:
    """At most eight conventions differ on purpose, and each is that of a row."""
    assert len(CLASHES) <= 8
    assert set(CLASHES) <= {row["phrase"] for row in compared(rows)}
