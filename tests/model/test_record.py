"""Records of texts alone are validated once, whatever else they stand in."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from verifier.model.forecasts import Forecast, LikelihoodClaim

_REST = {
    "id": "a",
    "forecaster": "b",
    "said": "2023-02-01",
    "voice": "quotation",
    "quote": "Soon",
    "claim": "It comes.",
}


def _with(**given: Any) -> Forecast:
    said: dict[str, Any] = {
        "expects": {"event": "invasion"},
        "window": {"phrase": "in May"},
        "likelihood": {"probability": "0.5"},
    }
    return Forecast.model_validate(_REST | said | given)


def test_the_same_texts_are_one_record() -> None:
    """One that has anything else is made anew, and equal all the same."""
    one, other, third = _with(), _with(), _with(likelihood={"probability": 0.5})
    assert one.window is other.window
    assert one.expects is other.expects
    assert one.likelihood is other.likelihood
    assert one.likelihood is not third.likelihood
    assert one == third


@pytest.mark.parametrize(
    "given",
    [
        {"window": {"phrase": ""}},
        {"window": {"phrase": "in May", "narrow": "2023"}},
        {"likelihood": {"probability": "2"}},
        {"likelihood": {"phrase": "likely", "extra": "x"}},
        {"expects": {"event": "No id"}},
        {"expects": {}},
    ],
)
def test_a_mistake_is_told_each_time(given: dict[str, Any]) -> None:
    """It does not become sound by being met again, nor do the same texts under another key."""
    places = []
    for _ in "ab":
        with pytest.raises(ValidationError) as told:
            _with(**given)
        places.append([error["loc"] for error in told.value.errors()])
    assert places[0] == places[1]
    assert isinstance(_with(likelihood={"phrase": "in May"}).likelihood, LikelihoodClaim)
