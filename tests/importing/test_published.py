"""Figures that others published of their own files, each by one command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SHARED
from tests.ours import ROOT

# Copies of public repositories, by `owner+name`, beside those of the folder that all have.
_FOLDERS = [*map(Path, filter(None, os.environ.get("PUBLISHED", "").split(os.pathsep)))]
_ROOTS = [*_FOLDERS, SHARED / "data"]


def _benchmark() -> Any:
    spec = spec_from_file_location("published_formats", ROOT / "benchmarks/published_formats.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # Dataclasses look their module up.
    spec.loader.exec_module(module)
    return module


BENCHMARK = _benchmark()


@pytest.fixture(scope="module")
def published() -> Iterator[Any]:
    """What is scored, once for all figures of it."""
    with BENCHMARK.Published() as found:
        yield found


@pytest.mark.parametrize("figure", BENCHMARK.FIGURES, ids=lambda f: f"{f.name}, {f.what}")
def test_a_published_figure_is_reproduced(figure: Any, published: Any) -> None:
    """All of them, to as many digits as were published or are said in the benchmark."""
    place = BENCHMARK.place_of(figure, _ROOTS)
    if place is None:
        pytest.skip(
            f"needs {figure.places[0]}, public but not kept here, below a folder of PUBLISHED"
        )
    if figure.module is not None:
        pytest.importorskip(figure.module, reason="reads what is no table")
    pairs = published.pairs(figure, place)
    assert pairs
    assert [pair for pair in pairs if not BENCHMARK.same(*pair, figure.digits)] == []
