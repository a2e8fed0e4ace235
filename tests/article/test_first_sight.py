"""What was read wrongly in articles at first sight, by kinds, with other names and words."""

from __future__ import annotations

from tests.articles import of
from tests.depth import each, grid


@each("who", ["Nobody", "No one", "No economist", "Nobody here"])
def test_what_nobody_expects_is_claimed_as_unlikely(who: str) -> None:
    """The claim is what would have to happen, and nobody's expectation how likely it is."""
    for what, claim in (
        ("the mill to reopen in May", "The mill will reopen in May"),
        ("Harlow to win the cup", "Harlow will win the cup"),
    ):
        (one,) = of(f"{who} expects {what}.")
        assert (one.claim.rstrip("."), one.likelihoods) == (claim, (f"{who} expects",))


@each("sees", ["I can’t see", "I don’t see", "It is hard to see", "It’s difficult to see"])
def test_what_somebody_cannot_see_is_claimed_as_unlikely(sees: str) -> None:
    """Somebody, where it is anybody."""
    for what, who in grid(("winning in May", "following"), ("the Lakes", "rents", "anybody")):
        (one,) = of(f"“{sees} {who} {what},” said Ann Roe.")
        subject = {"the Lakes": "The Lakes", "rents": "Rents", "anybody": "Somebody"}[who]
        assert one.claim == f"{subject} will be {what}"
        assert one.why is None
        assert "see" in one.likelihoods[0]


@each(
    "what", ["build from Thursday", "level off in May", "gain ground by May", "be completed in May"]
)
def test_what_should_be_is_expected(what: str) -> None:
    """Of a thing, "should" foretells; and no recommendation is made of it."""
    for who in ("High pressure", "The second bridge"):
        (one,) = of(f"{who} should {what}.")
        assert (one.claim, one.why) == (f"{who} will {what}.", None)
        assert one.likelihoods[0].startswith("should")


@each("joint", ["and that", "but that"])
def test_that_stands_for_what_was_said_and_has_no_other_subject(joint: str) -> None:
    """Nor does what goes on from "there will be" have one."""
    for first, then in grid(
        ("The road will be closed", "There will be heavy rain"), ("will hurt trade", "could last")
    ):
        one, other = of(f"{first}, {joint} {then}.")
        assert (one.claim, other.claim) == (first, "")
        assert other.quote.startswith("that")


@each("verb", ["predict", "see", "forecast", "are forecasting"])
def test_what_a_chance_that_somebody_foretells_is_of_is_claimed(verb: str) -> None:
    """Without who foretells it, however long their name."""
    for who, chance in grid(
        ("Forecasters", "The long-range experts at Lake Weather’s Storm Centre"),
        ("35 percent chance", "75-percent likelihood"),
    ):
        (one,) = of(f"{who} {verb} a {chance} of a wet season.")
        assert (one.claim, one.likelihoods) == ("There will be a wet season.", (chance,))
        (one,) = of(f"{who} {verb} a {chance} that the 2031 season will be dry.")
        assert (one.claim, one.likelihoods) == ("The 2031 season will be dry.", (chance,))


@each("at", ["is now at", "is at", "now stands at", "has risen to", "had dropped to", "fell to"])
def test_at_what_a_chance_now_stands_is_how_likely_it_is(at: str) -> None:
    """However it was before."""
    for of_what in ("rain", "a strike"):
        (one,) = of(f"The chance of {of_what} {at} 35 percent.")
        assert one.claim.rstrip(".") == f"There will be {of_what}"
        assert "35 percent" in one.likelihoods[0]


@each("before", ["return to the levels of 2019", "recover", "be ready"])
def test_what_is_unlikely_until_a_day_would_happen_before(before: str) -> None:
    """What is unlikely to last until then would last until then."""
    for hedge in ("are unlikely to", "are not expected to"):
        (one,) = of(f"Rents {hedge} {before} until May 2031.")
        assert one.claim == f"Rents will {before} before May 2031."
        (one,) = of(f"Rents {hedge} stay high until May 2031.")
        assert one.claim == "Rents will stay high until May 2031."
    (one,) = of("“We don’t expect rents to fall until 2033,” said Ann Roe.")
    assert (one.claim, one.times) == ("Rents will fall before 2033", ("until 2033",))
    (one,) = of("Rents will not fall until 2033.")
    assert one.claim == "Rents will not fall until 2033."


@each("link", ["however", "though", "nevertheless"])
def test_what_links_a_sentence_parts_no_verb(link: str) -> None:
    """Who does not, however, expect it does not expect it."""
    for said, likely in (
        (f"Ann Roe does not, {link}, expect rents to fall in May.", f"not, {link}, expect"),
        (f"Rents are not, {link}, expected to fall in May.", f"not, {link}, expected"),
        (f"Rents are, {link}, likely to fall in May.", "likely"),
    ):
        (one,) = of(said)
        assert (one.claim, one.likelihoods) == ("Rents will fall in May.", (likely,))


@each("ahead", ["Looking further ahead", "Looking ahead", "Looking beyond the budget"])
def test_that_somebody_looks_ahead_is_no_part_of_what_will_be(ahead: str) -> None:
    """Where it names no day."""
    for said in ("rents will rise by 2033", "Ann Roe said rents would rise by 2033"):
        (one,) = of(f"{ahead}, {said}.")
        assert one.claim == "Rents will rise by 2033."


def test_for_good_is_no_time() -> None:
    """It says how something ends, not when."""
    for when, times in ((" in May", ("in May",)), ("", ())):
        (one,) = of(f"The mill will close for good{when}.")
        assert one.times == times


@each("say", ["I’d say there’s", "I would guess there is", "There’s"])
def test_of_whose_opinion_a_chance_is_stands_elsewhere(say: str) -> None:
    """Also where what it is of has a verb in the present."""
    (one,) = of(f"“{say} a one in three chance the mill closes this year,” said Ann Roe.")
    assert one.claim == "The mill closes this year"
    assert one.likelihoods == ("one in three chance",)
    (one,) = of(f"“{say} a 40 per cent chance of a new law by May,” said Ann Roe.")
    assert (one.claim, one.likelihoods) == (
        "There will be a new law by May",
        ("40 per cent chance",),
    )


def test_who_would_argue_that_it_will_does_not() -> None:
    """What they argue is claimed."""
    for say in ("I would argue that", "I would say that", "I'd suggest that"):
        (one,) = of(f'"{say} rents will fall by May," said Ann Roe.')
        assert one.claim == "Rents will fall by May"
