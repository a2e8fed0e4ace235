"""Forecasts without a verb that looks ahead: a chance, or what is told in the present."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import of
from tests.depth import each, part


def _found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.quote, one.likelihoods) for one in of(text) if one.why is None]


ODDS = ("a 30% chance", "one chance in five", "a probability of 15 per cent")
GIVEN = (
    "The model gives a hit on the port {odds}.",
    '"I would give it {odds}," Ann Poe said.',
    "Ann Poe said there was {odds} of a hit on the port.",
    'Ann Poe said there was "maybe {odds}" of a hit on the port in November.',
    "The office now gives the Reds {odds} of promotion.",
)


@each("odds form", part(product(ODDS, GIVEN)))
def test_a_chance_is_foretold_whatever_its_verb(odds: str, form: str) -> None:
    [(_, likelihoods)] = _found(form.format(odds=odds))
    assert odds.removeprefix("a ") in likelihoods[0]


@pytest.mark.parametrize(
    "text",
    [
        '"He hasn\'t a hope of winning," said Ann Poe.',
        "The clubs have no chance of a deal.",
        "The office rates their hopes of a medal at 27 per cent.",
        "The probability of an attack from the north is now about 10 percent.",
        "Ann Poe said there was not “an earthly chance” of a decision in November.",
    ],
)
def test_hopes_and_chances_are_foretold(text: str) -> None:
    assert len(_found(text)) == 1


def test_somebodys_chance_is_no_likelihood() -> None:
    assert _found("He got his chance on Sunday.") == []
    assert _found("She gave him a second chance.") == []


VERBS = ("drift up to 5", "are 10 percent lower", "come back", "don't go above 5")
TIMES = ("by June", "in 2026", "before the winter", "by this time next year")


@each("verb time", part(product(VERBS, TIMES)))
def test_the_present_foretells_with_a_time_to_come(verb: str, time: str) -> None:
    [(quote, _)] = _found(f'"Wages {verb} {time}," said Ann Poe.')
    assert quote == f"Wages {verb} {time}"


def test_a_level_and_a_time_foretell() -> None:
    assert _found('"Four percent by next June," said Ann Poe.') != []


@pytest.mark.parametrize(
    "said",
    [
        "We are talking to them this week",
        "Rates were cut before June",
        "We have been here for three weeks",
        "The river rises in the hills",
    ],
)
def test_the_present_is_none_without(said: str) -> None:
    assert _found(f'"{said}," said Ann Poe.') == []


LEVELS = ("$3 to $4 a share", "3 million crowns", "46.50")
SEEN = ("Ann Poe sees profits of {level}.", "Analysts are looking for a profit of {level}.")


@each("level form", part(product(LEVELS, SEEN)))
def test_a_level_somebody_sees_or_looks_for_is_foretold(level: str, form: str) -> None:
    assert len(_found(form.format(level=level))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Unemployment is seen peaking at 6 per cent this winter.",
        "Rents are seen levelling off.",
        "Our model has the policy rate at 3 per cent in June.",
        '"We don\'t think prices fall off a cliff from here," Ann Poe said.',
        '"We don\'t believe wages are going back above 35 this year," Ann Poe said.',
        '"I would say spring of 2032 is realistic," Ann Poe said.',
        '"We shouldn\'t see a flood," Ann Poe said.',
    ],
)
def test_what_is_seen_or_thought_to_come(text: str) -> None:
    assert len(_found(text)) == 1


BELOW = "\n\nThe river was quiet. Ann Poe of Lake Bank said so on Monday."


@pytest.mark.parametrize(
    "title",
    [
        "Gas to stay cheap",
        "High court to rule on mill",
        "Ruling party set to lose in Ostham",
        "Jobless rate seen creeping higher",
        "House prices to rise next year",
    ],
)
def test_a_headline_foretells_without_a_full_verb(title: str) -> None:
    [(quote, _)] = _found(title + BELOW)
    assert quote == title


@pytest.mark.parametrize(
    "title",
    [
        "Mayor refuses to pay",
        "A visit to the mill",
        "Reds too slow to win",
        "From farm to fork",
        "How to cook an egg",
        "Ostham asked to save water",
    ],
)
def test_another_headline_foretells_nothing(title: str) -> None:
    assert _found(title + BELOW) == []


@pytest.mark.parametrize(
    "text",
    [
        "Rents have further to fall.",
        "The end of the strike is in sight.",
        "The days of cheap gas are numbered.",
        "More cuts are in the pipeline.",
        "The mill is as good as closed.",
        "The road is weeks away from reopening.",
        "There is no way the Reds win.",
        "Mark my words: the dam breaks.",
        "Futures price in a cut in May.",
    ],
)
def test_figures_of_speech_foretell(text: str) -> None:
    assert len(_found(text)) == 1


HEDGES = ("possible", "likely", "unlikely", "expected")
HEADS = ("Rain is expected widely", "Snow will fall in the north", "The office expects showers")


@each("hedge head", part(product(HEDGES, HEADS)))
def test_what_stands_behind_with_is_a_forecast_of_its_own(hedge: str, head: str) -> None:
    found = of(f"{head}, with drifts {hedge} on high ground.")
    assert len(found) == 2
    assert found[1].likelihoods == (hedge,)
    assert "with" not in found[0].claim


LIKELY = ('It is "highly unlikely"', "It is unlikely", "There is a 30% chance", "It is likely")
SAID = ("Ann Poe said", "said Ann Poe", "the Water Board wrote")


@each("likely said", part(product(LIKELY, SAID)))
def test_how_likely_is_said_before_who_says_of_what(likely: str, said: str) -> None:
    """It is one forecast, and never what "will" be."""
    text = f"{likely}, {said}, that the dykes will hold."
    [found] = [one for one in of(text) if one.why is None]
    assert found.quote == text
    assert found.claim == "The dykes will hold."
    assert found.likelihoods[0] in likely.removeprefix("It is ").replace('"', "")
    assert "will" not in found.likelihoods[0]


FACTS = ("The bank raised rates", "The army halted", "Ann Roe said prices fell", "The river rose")
NOUNS = ("no cuts", "an attack", "two votes", "floods", "40mm of rain", "another round")


@each("fact noun odds", part(product(FACTS, NOUNS, ("likely", "unlikely"))))
def test_the_chance_of_what_stands_behind_with_is_not_that_of_the_fact(
    fact: str, noun: str, odds: str
) -> None:
    """With the time before the odds or behind them."""
    for behind, time in product((True, False), ("in May", "before June")):
        tail = f"{noun} {odds} {time}" if behind else f"{noun} {time} {odds}"
        (found,) = of(f"{fact}, with {tail}.")
        assert found.claim == f"There will be {noun} {time}."


@each("noun odds", part(product(("the attack", "its vote", "Ann Roe"), ("likely", "unlikely"))))
def test_what_is_known_is_not_what_there_will_be(noun: str, odds: str) -> None:
    """Nor what has a time beside it, or no comma before it: a person has to part them."""
    for tail in (f", with {noun} {odds} in May", f", with {noun} in May {odds}"):
        assert all(found.claim == "" for found in of(f"The army halted{tail}."))
    for text in ("halted in May, with an attack {} by June", "halted with an attack {} in May"):
        assert all(found.claim == "" for found in of(f"The army {text.format(odds)}."))


@each("noun odds", part(product(NOUNS, ("likely", "unlikely", "possible"))))
def test_the_chance_of_what_stands_first_is_not_that_of_the_sentence(noun: str, odds: str) -> None:
    for found in of(f"With {noun} {odds} on hills, roads may close in May."):
        assert found.claim == ""
    (found,) = of(f"With {noun} {odds} in May, the bank raised rates.")
    assert found.claim == f"There will be {noun} in May."


@pytest.mark.parametrize(
    "text",
    [
        "The days were numbered on a calendar in May.",
        "The days are numbered on a calendar in May.",
        "The seats are on the way to the hall in May.",
        "The children are on their way home from Penby.",
        "There was no end to the war in sight in May.",
        "The best was still to come in May.",
        "The oil in the pipeline froze in May.",
        "The oil is in the pipeline under the river in May.",
        "The inn was around the corner in May.",
        "The inn is around the corner from the mill in May.",
        "A ship on the horizon burned in May.",
        "The match was as good as over in May.",
        "It was a question of time in May.",
        "They had nowhere to go in May.",
        "There was no way the Reds won in May.",
        "My money is in a drawer in May.",
        "Prices in one market rose in May.",
        "They gave the children two weeks in May.",
    ],
)
def test_the_same_words_of_what_was_or_of_a_thing_foretell_nothing(text: str) -> None:
    assert _found(text) == []


WHEN = {
    "May Day": "on May Day",
    "New Year’s Eve": "on New Year’s Eve",
    "Good Friday": "on Good Friday",
    "Easter": "at Easter",
    "Christmas": "at Christmas",
    "May": "in May",
    "the summer": "in the summer",
    "late autumn": "in late autumn",
    "the end of May": "at the end of May",
    "18 May": "on 18 May",
    "tonight": "tonight",
}


@each("when what", part(product(WHEN, ("The vote", "A march"))))
def test_what_is_scheduled_takes_place_then(when: str, what: str) -> None:
    (found,) = of(f"{what} is scheduled for {when}.")
    assert found.claim == f"{what} will take place {WHEN[when]}."


@each(
    "for_what", ["the mayor to lose in May", "the mill in May", "debate in May", "Ann Roe in May"]
)
def test_what_is_scheduled_for_no_time_is_no_claim(for_what: str) -> None:
    for what, verb in product(("The vote", "A march"), ("scheduled", "slated")):
        assert all(found.claim == "" for found in of(f"{what} is {verb} for {for_what}."))
