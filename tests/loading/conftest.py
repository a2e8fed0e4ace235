"""What tests of what is kept between runs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from verifier import keeping
from verifier.cli import check, main


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small ledgers count as large, and files need no rest: between two edits here there is one."""
    monkeypatch.setattr(check, "_LARGE", 0)
    monkeypatch.setattr(keeping, "_REST", -1.0)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[Any, ...]]:
    """Status, output and standard error of a check."""

    def run(root: Path, *options: str) -> tuple[Any, ...]:
        status = main(["check", "--ledger", str(root), *options])
        return status, *capsys.readouterr()

    return run
