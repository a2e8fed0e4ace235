"""Each program of `benchmarks/` can be loaded: what the pages tell one to run does run."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from sys import modules

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
# What is not installed with the tools of development.
APART = {"mkdocs"}


@pytest.mark.parametrize("path", sorted(BENCHMARKS.glob("*.py")), ids=lambda path: path.stem)
def test_a_benchmark_loads(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name that it imports from the package is there."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    spec = spec_from_file_location(f"loaded_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    # Dataclasses look their module up by its name.
    monkeypatch.setitem(modules, spec.name, module)
    try:
        spec.loader.exec_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in APART:
            raise
        pytest.skip(f"{error.name} is not installed")
