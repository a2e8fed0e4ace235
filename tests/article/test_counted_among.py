"""Who is said to be one of those who expect something. All is made up."""

from __future__ import annotations

import pytest

from tests.articles import by_either, of
from tests.depth import grid
from verifier.article.cues import cues
from verifier.article.grammar import by_parser

NAMED = (
    ("Bo Poe", "Bo Poe"),
    ("the mayor of Ourtown, Ann Roe", "Ann Roe"),
    ("Ursel van der Moor, an economist at Lake Bank", "Ursel van der Moor"),
    ("Lake Bank", "Lake Bank"),
    ("the Institute for Mills", "Institute for Mills"),
)
IN_FRONT = (
    "Among those who {} is {}.",
    "Also among the few who {} is {}.",
    "One of the brokers who still {} is {}.",
    "But one of those that {} was {}.",
    "Those who {} include {}.",
    "Forecasters who {} include {}.",
)
BEHIND = (
    "{1} is among those who {0}.",
    "{1} is one of the few forecasters who still {0}.",
    "{1} was among the first who {0}.",
    "{1} counts among those that {0}.",
)
HELD = (
    ("expect a strike in May", "There will be a strike in May"),
    ("predict that the mill will close", "The mill will close"),
    ("think rents will fall by June", "Rents will fall by June"),
    ("say the dam will break", "The dam will break"),
)


@by_either
@pytest.mark.parametrize("frame", IN_FRONT + BEHIND)
def test_who_is_counted_among_those_who_expect_it_is_charged(frame: str, parser: bool) -> None:
    """By any name, whoever the others are; the claim is what all of them expect."""
    grammar = by_parser(cues()) if parser else None
    for (words, speaker), (held, claim) in grid(NAMED, HELD):
        subject = f"{words}," if "," in words and frame in BEHIND else words
        text = frame.format(held, subject)
        found = [one for one in of(text[0].upper() + text[1:], grammar) if one.why is None]
        assert [(one.speaker, one.claim.rstrip(".")) for one in found] == [(speaker, claim)], text


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Among the banks forecasting a cut by June is Lake Bank.", "Lake Bank"),
        ("Among those predicting a slump are Bo Poe and Ann Roe.", "Bo Poe and Ann Roe"),
        ("Ann Roe spoke. She is among those who expect a strike in May.", "Ann Roe"),
        ("Among those who expect a strike are dockers in Ourtown.", "dockers in Ourtown"),
        # Nobody is, or something else is one of them.
        ("Ann Roe is not among those who expect a strike in May.", None),
        ("Among those who expect a strike in May, few dare to say so.", None),
        ("Among the villages that are expected to be flooded is New Ost.", None),
        ("The mill is among the works that experts say will close.", "experts"),
    ],
)
def test_who_else_may_be_one_of_them(text: str, speaker: str | None) -> None:
    """Two by name, people without one, whom a pronoun means; nobody who is only near."""
    assert {one.speaker for one in of(text)} == {speaker}


@pytest.mark.parametrize("other", ["expects a fall of 2% in May", "foresees a slump in June"])
def test_two_in_one_sentence_have_a_forecast_each(other: str) -> None:
    """Also where the first one sees something up or down by a figure."""
    figures = ("costs up 5%", "rents down by about 3%", "wages up 2.5 per cent")
    for (one, two), seen in grid((("Lake Bank", "Mill Bank"), ("Ann Roe", "Bo Poe")), figures):
        for joint in (", and", ", while", ", but"):
            text = f"{one} sees {seen}{joint} {two} {other}."
            assert [each.speaker for each in of(text)] == [one, two], text
            thing, _, rest = seen.partition(" ")
            assert of(text)[0].claim == f"{thing.capitalize()} will be {rest}", text
