"""Inputs that once were answered wrongly, and a few new ones of every target."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.depth import share
from tests.fuzz.__main__ import attempt
from tests.fuzz.case import Case
from tests.fuzz.targets import TARGETS

REGRESSIONS = sorted((Path(__file__).parent / "regressions").glob("*.json"))


@pytest.mark.parametrize("path", REGRESSIONS, ids=lambda path: path.stem)
def test_what_was_mended_stays_mended(path: Path, tmp_path: Path) -> None:
    """Each holds what its target has to hold; `docs/reliability.md` says how they come here."""
    failed = attempt(Case.of(path), tmp_path)
    assert failed is None, failed.trace


@pytest.mark.parametrize("target", TARGETS)
def test_a_few_inputs_of_every_target(target: str, tmp_path: Path) -> None:
    """The same every time; `.ci/run` tries two thousand of all, `make fuzz` a million."""
    for number in range(share(8)):
        case = Case(target, TARGETS[target].make(Random(f"{target}:{number}")))
        failed = attempt(case, tmp_path)
        assert failed is None, failed.trace


def test_what_a_target_raises_is_a_failure_with_its_place(tmp_path: Path) -> None:
    """A case whose target cannot hold is told with the error, and not as one that holds."""
    failed = attempt(Case("words", {"text": None, "said": "2023-01-10"}), tmp_path)
    assert failed is not None
    assert failed.error.startswith("TypeError")
    assert ".py:" in failed.where
