"""The shipped rules of likelihood, as what they say and as they are in force."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from verifier.loading.rules import load_rules
from verifier.words.rules import LikelihoodRules

SHIPPED = Path(__file__).resolve().parents[2] / "rules" / "likelihood.yaml"


@pytest.fixture(scope="session")
def data() -> dict[str, Any]:
    loaded = yaml.load(SHIPPED.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="session")
def rules() -> LikelihoodRules:
    loaded = load_rules(SHIPPED.parents[1], [], {})
    assert loaded is not None
    return loaded.likelihood
