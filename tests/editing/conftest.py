"""Commands that ask: standard input is no terminal unless a test says so."""

from __future__ import annotations

import io

import pytest


@pytest.fixture(autouse=True)
def pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input is no terminal unless a test says so."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
