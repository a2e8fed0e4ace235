"""A second reading agrees in no more verdicts than were drawn."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.depth import each
from verifier.model.readings import SecondReading


@each("agreed kappa", [("61", "0.86"), ("-1", "0.86"), ("55", "1.1"), ("55", "nan")])
def test_figures_that_cannot_be(agreed: str, kappa: str) -> None:
    """What no reading can come to is refused."""
    with pytest.raises(ValidationError):
        SecondReading.model_validate(
            {"drawn": "60", "agreed": agreed, "kappa": kappa, "where": "readings.yaml"}
        )
