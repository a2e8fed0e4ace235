"""The shipped rules of likelihood, every scalar as text, which is how the loader hands them on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from verifier.words import LikelihoodRules

SHIPPED = Path(__file__).resolve().parents[2] / "rules" / "likelihood.yaml"


@pytest.fixture(scope="session")
def data() -> dict[str, Any]:
    loaded = yaml.load(SHIPPED.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="session")
def rules(data: dict[str, Any]) -> LikelihoodRules:
    return LikelihoodRules.model_validate(data)
