"""What every test may ask for: the archive beside the checkout, and hypothesis set up alike."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.depth import FULL

SHARED = Path(__file__).resolve().parents[2] / "shared"

# To look for garbage takes a tenth of the time of all tests, with the usual threshold of 700.
gc.set_threshold(50_000)

# Timings say nothing about laws, hence no deadline. `make test` tries an eighth of what CI tries,
# on other examples each time; what CI finds it must find again.
settings.register_profile("dev", deadline=None, max_examples=FULL // 8)
settings.register_profile("ci", deadline=None, max_examples=FULL, derandomize=True, database=None)
settings.register_profile("thorough", deadline=None, max_examples=50 * FULL)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or changes what the user's own runs have kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of archived texts and test vectors, which is no part of the repository."""
    if not SHARED.is_dir():
        pytest.skip("needs the texts and vectors of others that stand beside the repository")
    return SHARED
