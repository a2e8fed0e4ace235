"""Records of texts alone are validated once, whatever else they stand in."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from verifier.model.forecasts import Forecast, LikelihoodClaim
from verifier.model.outcomes import Ruling

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


@pytest.mark.parametrize("side", ["arguments_for", "arguments_against", "dissent"])
@pytest.mark.parametrize("stated", [None, "for", "against", "context"])
def test_what_an_argument_against_cites_speaks_against(side: str, stated: str | None) -> None:
    """Unless it says which way it speaks; elsewhere what says nothing speaks for."""
    cited = {"publisher": "P", "says": "S."} | ({"stance": stated} if stated else {})
    given = {
        "id": "a",
        "forecast": "b",
        "date": "2024-01-01",
        "signed": "us",
        "outcome": "did_not",
        "reasons": "So.",
        side: [{"by": "P", "says": "S.", "evidence": cited}],
    }
    (item,) = Ruling.model_validate(given).evidence
    assert item.stance == (stated or ("against" if side == "arguments_against" else "for"))
