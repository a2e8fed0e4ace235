"""What news has taught: each kind in other names and words than where it was met."""

from __future__ import annotations

import pytest

from tests.articles import of as _of
from verifier.article.cues import cues
from verifier.article.grammar import available, by_parser


@pytest.mark.parametrize("verb", ["fear", "think", "warn", "expect"])
@pytest.mark.parametrize("source", ["local growers", "the unions", "two brokers"])
def test_who_of_a_relative_clause_is_whom_it_describes(source: str, verb: str) -> None:
    """Not the article, whatever the verb."""
    text = (
        f"The harvest is set to be small, according to {source}, who {verb} a frost could ruin it."
    )
    speaker = source.removeprefix("the ").removeprefix("two ")
    assert {one.speaker for one in _of(text)} == {speaker}


@pytest.mark.parametrize("role", ["Vice President", "VP Strategist", "Chief Economist"])
def test_a_role_in_capitals_behind_a_name_is_no_part_of_it(role: str) -> None:
    """It stands there without a comma."""
    (found,) = _of(f"“Sales will rise,” Bo Linden {role} said in a note.")
    assert found.speaker == "Bo Linden"


@pytest.mark.parametrize("lead", ["In addition", "As a result", "Besides", "However", "In turn"])
def test_what_only_leads_on_is_no_part_of_a_claim(lead: str) -> None:
    """With a condition behind it, too."""
    (found,) = _of(f"{lead}, if it rains, the weir will break by May.")
    assert found.claim == "The weir will break by May."


@pytest.mark.parametrize("who", ["We", "I", "They"])
@pytest.mark.parametrize("aside", ["therefore", "in turn", "of course"])
def test_an_aside_behind_a_pronoun_parts_nothing(who: str, aside: str) -> None:
    """Who expects it goes, aside and all."""
    (found,) = _of(f"“{who}, {aside}, expect that fares will double next year,” Ann Poe said.")
    assert found.claim == "Fares will double next year"


@pytest.mark.parametrize("opener", ["Though", "While", "Although"])
def test_what_is_granted_is_foretold_where_nothing_else_is(opener: str) -> None:
    """And both are where both look ahead."""
    (found,) = _of(
        f"{opener} the ferries will stay full in May, the fleet has shrunk, Ann Poe said."
    )
    assert found.claim == "The ferries will stay full in May"
    both = _of(f"{opener} fares will ease in May, it is clear that taxes will rise, Ann Poe said.")
    assert [one.quote for one in both] == [
        "fares will ease in May",
        "it is clear that taxes will rise",
    ]


def test_a_year_set_off_behind_a_source_is_no_day_on_which_it_was_said() -> None:
    """Directly behind its verb it is."""
    (found,) = _of("According to Lake Bank forecasts, in 2031, demand will double.")
    assert (found.times, found.said) == (("in 2031",), None)


@pytest.mark.parametrize("joint", ["and", "but"])
def test_a_verb_that_holds_parts_a_sentence(joint: str) -> None:
    """As those do that look ahead."""
    found = _of(f"Lake Bank expects fares to rise in May {joint} predicts a strike at the port.")
    assert [one.claim for one in found] == [
        "Fares will rise in May",
        "There will be a strike at the port.",
    ]


@pytest.mark.parametrize("spelt", ["sceptical", "skeptical"])
def test_who_is_sceptical_doubts(spelt: str) -> None:
    """The verb behind it is no certainty."""
    (found,) = _of(f"Lake Bank is {spelt} that the port will open in May.")
    assert (found.speaker, found.likelihoods) == ("Lake Bank", (f"{spelt} that",))
    assert found.claim == "The port will open in May."


@pytest.mark.parametrize("reason", ["as", "since", "because"])
def test_a_reason_denies_nothing(reason: str) -> None:
    """The likelihood is that of the main clause."""
    (found,) = _of(f"A truce is unlikely to hold in May, {reason} the generals do not want it.")
    assert found.likelihoods == ("unlikely",)


def test_is_due_to_gives_a_reason_where_a_noun_follows() -> None:
    """And foretells where a verb does."""
    assert all(
        "will" not in one.claim for one in _of("Growth is due to a wet spring, Ann Poe said.")
    )
    (found,) = _of("The weir is due to open in May, Ann Poe said.")
    assert found.claim == "The weir will open in May"


@pytest.mark.skipif(not available(), reason="the extra `grammar` is not installed")
@pytest.mark.parametrize("verb", ["concurs", "contends", "posits"])
def test_the_parser_knows_any_verb_of_saying(verb: str) -> None:
    """It has a clause for its object, and somebody for its subject."""
    grammar = by_parser(cues())
    (found,) = _of(f"Ann Poe {verb} that fares will double in May.", grammar=grammar)
    assert (found.speaker, found.claim) == ("Ann Poe", "Fares will double in May.")
    (thing,) = _of("The strike means that fares will double in May.", grammar=grammar)
    assert thing.speaker is None
