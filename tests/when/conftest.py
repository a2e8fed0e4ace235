"""The shipped conventions, every scalar as text, which is how the loader hands them on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from verifier.when import TimeConventions

SHIPPED = Path(__file__).resolve().parents[2] / "rules" / "time.yaml"


def shipped_data() -> dict[str, Any]:
    loaded = yaml.load(SHIPPED.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture
def data() -> dict[str, Any]:
    """What the file says, for a test to change."""
    return shipped_data()


@pytest.fixture(scope="session")
def conventions() -> TimeConventions:
    """The conventions in force where nobody lays others over them."""
    return TimeConventions.model_validate(shipped_data())
