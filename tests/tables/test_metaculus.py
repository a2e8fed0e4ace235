"""Metaculus's baseline and peer scores of a table of probabilities, by hand."""

from __future__ import annotations

from math import log
from pathlib import Path

import pytest

from tests.tables.tables import as_csv, by_forecaster, each_engine, score

_SAID = {
    ("ann", "a"): (0.8, 1),
    ("bob", "a"): (0.4, 1),
    ("cat", "a"): (0.5, 1),
    ("ann", "b"): (0.1, 0),
    ("bob", "b"): (0.5, 0),
    ("ann", "alone"): (0.9, 1),
}
_OPTIONS = ("--forecaster", "who", "--question", "q", "--probability", "p", "--observed", "o")


def _table(folder: Path) -> Path:
    rows = [{"who": who, "q": q, "p": p, "o": o} for (who, q), (p, o) in _SAID.items()]
    return as_csv(folder / "table.csv", rows)


@each_engine
def test_baseline_and_peer_are_those_of_the_formulas(engine: str, tmp_path: Path) -> None:
    """Cat has 0 for one half; ann's peers are bob and cat on a, bob on b, and nobody on the third.

    Hence ann: 100 (ln 0.8 - (ln 0.4 + ln 0.5) / 2 + ln 0.9 - ln 0.5) / 2.
    """
    more = ("--metaculus", "--engine", engine)
    assert score(_table(tmp_path), tmp_path / "out", *_OPTIONS, *more) == 0
    rows = by_forecaster(tmp_path / "out")
    assert rows["cat"]["baseline_score"] == pytest.approx(0, abs=1e-6)
    ann = 100 * (log(0.8 * 2) + log(0.9 * 2) + log(0.9 * 2)) / log(2) / 3
    assert rows["ann"]["baseline_score"] == pytest.approx(ann, abs=1e-6)
    peer = 100 * (log(0.8) - (log(0.4) + log(0.5)) / 2 + log(0.9) - log(0.5)) / 2
    assert rows["ann"]["peer_score"] == pytest.approx(peer, abs=1e-6)
    on_a = [rows["cat"]["peer_score"], 100 * (log(0.5) - (log(0.8) + log(0.4)) / 2)]
    assert on_a[0] == pytest.approx(on_a[1], abs=1e-6)
    page = (tmp_path / "out/README.md").read_text(encoding="utf-8")
    assert "| Baseline score | Peer score |" in page
    assert "| `peer_score` | 100 (ln p - mean ln p of the others) |" in page


def test_they_go_with_probabilities_of_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a question there are no others on it; unasked they are not there."""
    bare = ("--probability", "p", "--observed", "o", "--metaculus")
    assert score(_table(tmp_path), tmp_path / "out", "--forecaster", "who", *bare) == 2
    assert "`metaculus` goes with a `probability` and its `question`" in capsys.readouterr().err
    assert score(_table(tmp_path), tmp_path / "out", *_OPTIONS) == 0
    assert "peer_score" not in by_forecaster(tmp_path / "out")["ann"]
