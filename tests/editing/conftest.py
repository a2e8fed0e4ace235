"""Commands that ask, and the ledger that `take` takes from."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.proposed import FORECASTERS, HEAD, PROPOSED


@pytest.fixture(autouse=True)
def pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input is no terminal unless a test says so."""
    monkeypatch.setattr("sys.stdin", io.StringIO())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A ledger with one forecaster, and an article with two proposals."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/forecasters.yaml").write_text(FORECASTERS, encoding="utf-8")
    (tmp_path / "seeds/paper.yaml").write_text(HEAD + PROPOSED, encoding="utf-8")
    return tmp_path
