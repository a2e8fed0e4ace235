"""What sounds like a forecast and is none: questions, refusals, and what was foretold long ago."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import of
from tests.depth import each, part

QUESTIONS = ("whether rents would rise", "how long the strike would last", "when it would reopen")
ASKED = (
    "Asked {question}, Bo Roe laughed.",
    "Pressed on {question}, Ann Poe shrugged.",
    "Reporters wanted to know {question}.",
    "Ann Poe was asked {question}.",
    "The question is {question}.",
    "Bo Roe would not be drawn on {question}.",
)


def _quotes(text: str) -> list[str]:
    return [one.quote for one in of(text) if one.why is None]


@each("question form", part(product(QUESTIONS, ASKED)))
def test_what_somebody_is_asked_is_not_foretold(question: str, form: str) -> None:
    assert _quotes(form.format(question=question)) == []


def test_the_answer_is_foretold() -> None:
    text = "Asked whether the mill would close, Ann Poe said that it will shut in May."
    assert _quotes(text) == ["it will shut in May."]


VERBS = ("verified", "independently confirmed", "reached", "determined", "established")
REFUSALS = (
    "Ann Poe was more guarded and would give no date.",
    "The mill would offer no timetable.",
    "He would not be named.",
    "She would not be pinned down on figures.",
    "The mayor would not speculate.",
)


@pytest.mark.parametrize("not_", ["could not", "couldn't"])
@pytest.mark.parametrize("verb", VERBS)
def test_what_could_not_be_found_out_is_past(not_: str, verb: str) -> None:
    """It is proposed neither as it stands nor as what "will happen"."""
    assert _quotes(f"The number {not_} be {verb}.") == []


@pytest.mark.parametrize("text", REFUSALS)
def test_who_refuses_to_say_foretells_nothing(text: str) -> None:
    assert _quotes(text) == []


def test_what_could_not_happen_is_still_foretold() -> None:
    text = "Such a dam could not be built before 2030."
    assert _quotes(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The works had originally been slated to start this spring.",
        "The line was first due to open in 2020.",
        "Storm Kester, in November, was forecast to be far milder than it turned out.",
        "When the lock shut in June last year, skippers were told it would be closed for a month.",
        '"Last time they told us it would pass us by and we had mud in the mill," Bo Roe said.',
        "He called on the ministry to mend the road it promised.",
    ],
)
def test_what_was_foretold_long_ago_is_no_forecast(text: str) -> None:
    assert _quotes(text) == []


def test_what_was_foretold_and_is_still_to_come_is_one() -> None:
    assert _quotes("The works had been slated to start in May, but will begin in June.") != []
    assert _quotes("Staff were told on Monday that the mill would close in June.") != []
