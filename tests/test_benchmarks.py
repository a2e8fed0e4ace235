"""Each program of `benchmarks/` can be loaded: what the pages tell one to run does run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.depth import thin
from tests.programs import program

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
# What is not installed with the tools of development.
APART = {"mkdocs"}


@pytest.mark.parametrize(
    "path", thin(sorted(BENCHMARKS.glob("*.py")), 4), ids=lambda path: path.stem
)
def test_a_benchmark_loads(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name that it imports from the package is there, and it says what it measures."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    try:
        assert program(path).__doc__
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in APART:
            raise
        pytest.skip(f"{error.name} is not installed")
