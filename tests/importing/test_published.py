"""Figures that others published of their own files, each by one command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks import published_formats as benchmark
from tests.conftest import SHARED
from tests.depth import part, slow

# Copies of public repositories, by `owner+name`, beside those of the folder that all have.
_FOLDERS = [*map(Path, filter(None, os.environ.get("PUBLISHED", "").split(os.pathsep)))]
_ROOTS = [*_FOLDERS, SHARED / "data"]


@pytest.fixture(scope="module")
def published() -> Iterator[Any]:
    """What is scored, once for all figures of it."""
    with benchmark.Published() as found:
        yield found


@slow
@pytest.mark.parametrize("figure", part(benchmark.FIGURES), ids=lambda f: f"{f.name}, {f.what}")
def test_a_published_figure_is_reproduced(figure: Any, published: Any) -> None:
    """All of them, to as many digits as were published or are said in the benchmark."""
    place = benchmark.place_of(figure, _ROOTS)
    if place is None:
        pytest.skip(
            f"needs {figure.places[0]}, public but not kept here, below a folder of PUBLISHED"
        )
    if figure.module is not None:
        pytest.importorskip(figure.module, reason="reads what is no table")
    pairs = published.pairs(figure, place)
    assert pairs
    assert [(a, b) for a, b in pairs if not benchmark.same(a, b, figure.digits)] == []
