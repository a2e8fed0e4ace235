"""The benchmark takes a claim for usable where a careful reader would, whoever proposes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.depth import each, grid
from tests.programs import program

ROOT = Path(__file__).resolve().parents[2]
SUBJECTS = ("The mill", "More than 40 mills", "Bo Roe", "The worst of it")
WHAT = ("close in May", "not close in May", "be sold to the port, which lost money")


@pytest.fixture(scope="module")
def reader() -> Any:
    """The reader as a module."""
    return program(ROOT / "benchmarks/claims_read.py")


def test_a_whole_sentence_stands(reader: Any) -> None:
    """With a subject and a verb, of whatever is foretold."""
    for who, what in grid(SUBJECTS, WHAT):
        assert reader.stands(f"{who} will {what}.", at=f"{who} could {what}", elsewhere="could")
    for weather in ("It will rain on Sunday", "It will take weeks to open the pass"):
        assert reader.stands(weather, at=weather, elsewhere="will")


FAULTY = (
    "{pronoun} will {what}",
    "Now {pronoun} will {what}",
    "With more rain {pronoun} will {what}",
    "{who} could {what}",
    "{who} is expected to {what}",
    "{who} is will {what}",
    "{who} will to {what}",
    "Ann Coe expects {who} will {what}",
    "The poll shows {who} will {what}",
    "{who} will {what}, Ann Coe said",
    "{who} will {what}, according to a poll",
    "That {who} will {what}",
    "{who} will {what} and",
    "{who} will {what},",
    "{who} will {what} (in",
    "There is a risk that {who} will {what}",
    "We will {what}",
    "In Ourtown, where {who} will {what}",
    "The harbour will freeze over",
    "",
)


@each("faulty", FAULTY)
def test_what_is_no_claim_does_not_stand(reader: Any, faulty: str) -> None:
    """Who is only pointed at, a frame, a hedge once more, and what is cut, are a person's work."""
    for who, what, pronoun in grid(SUBJECTS, WHAT, ("It", "they", "he")):
        claim = faulty.format(who=who, what=what, pronoun=pronoun)
        claim = claim[:1].upper() + claim[1:]
        assert not reader.stands(claim, at=f"{who} could {what}", elsewhere="could"), claim
