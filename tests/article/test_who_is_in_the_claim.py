"""Who stands in a claim for "I", "it" and "we", and which claims are left to be written."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import of as _of
from tests.depth import each
from verifier.article.proposal import Proposal


def _last(text: str) -> Proposal:
    return [one for one in _of(text) if one.why is None][-1]


VERBS = (
    ("won't sing", "won't sing"),
    ("probably won't sing", "will sing"),
    ("am going to sing", "will sing"),
    ("'m not going to sing", "will not sing"),
    ("can't sing", "can't sing"),
)


@each("said claimed", VERBS)
def test_i_is_who_speaks(said: str, claimed: str) -> None:
    """Whatever denies it, in the words of a quotation and in those of who signs an article."""
    spoken = "I" if said.startswith("'") else "I "
    assert _last(f'"{spoken}{said} in May," Una Poe said.').claim == f"Una Poe {claimed} in May"
    signed = f"A song too far\nBy Una Poe\n\nI was never a singer. {spoken}{said} in May."
    found = _last(signed)
    assert (found.claim, found.put_for) == (f"Una Poe {claimed} in May.", "Una Poe")


def test_who_has_something_is_not_who_will_do_it() -> None:
    """A verb that would have to be changed is left to be written."""
    for verb in ("haven't", "don't think we", "am"):
        assert all(one.claim == "" for one in _of(f'"I {verb} to sing in May," Una Poe said.'))


@each("held", ["thought", "had hoped", "expect", "originally planned", "have ever feared", "think"])
def test_what_something_is_compared_with_names_nobody(held: str) -> None:
    """It says neither how likely it is, nor who "we" are; nor is it a forecast of its own."""
    done = {"expect": "expected", "think": "thought"}.get(held, held.rsplit(maxsplit=1)[-1])
    found = _last(f'"The repairs will take longer than we {held}," Una Poe said.')
    assert (found.claim, found.likelihoods) == (
        f"The repairs will take longer than {done}",
        ("will",),
    )
    if held not in ("think", "expect", "had hoped"):
        (found,) = _of(f'"Rents will fall, as I {held}," Una Poe said.')
        assert found.claim == f"Rents will fall, as {done}"
    assert not _last(f'"It will go to those we {held} of," Una Poe said.').claim


NO_THING = (
    "It will rain in May",
    "It will be hard to sell the mill in May",
    "It will be a wet start",
    "It could take years to dig the tunnel",
    "It will be years before the mill opens",
    "It will get colder in May",
)
THINGS = (
    "It will come next year",
    "It will be lighter",
    "It will end in May",
    "It will save the cod",
    "Their rents will fall in May",
    "The fields behind it will flood in May",
    "In the south it will be fairly close to that",
)


@each("text", NO_THING)
def test_it_may_stand_for_nothing(text: str) -> None:
    """Such a claim is whole."""
    assert _last(f"{text}.").claim.startswith(text.replace("could", "will"))


@each(
    "who claim",
    [
        *product(("Lake Bank said", "The office said", "A Lake Bank warning:"), NO_THING),
        ("The Lake Bank said", "It may freeze in May"),
    ],
)
def test_no_body_is_the_weather(who: str, claim: str) -> None:
    """Nor a time that something takes, nor what is hard."""
    will = claim.replace("could", "will").replace("may", "will")
    assert _last(f"{who} {claim[0].lower()}{claim[1:]}.").claim == f"{will}."


@each(
    "does", ["freeze its rates", "pour 4 million into mills", "take steps to cut costs", "be late"]
)
def test_a_body_does_what_has_an_object(does: str) -> None:
    """Though weather may do so, too."""
    assert (
        _last(f"Lake Bank said it will {does} in May.").claim
        == f"The Lake Bank will {does} in May."
    )


@each("text", THINGS)
def test_it_is_never_left_in_a_claim(text: str) -> None:
    """Where it is not known what is meant, the claim is for a person to write."""
    assert _last(f'"{text}," Una Poe said.').claim == ""


MEANT = (
    ("The ferry was sold. It will sail in May.", "The ferry will sail in May."),
    ("The ferry was sold. Now it will sail in May.", "Now the ferry will sail in May."),
    ("The ferry was sold. It will sail in May, Bo Poe said.", "The ferry will sail in May"),
    ("The ferry was sold. Pilots expect it to sail in May.", "The ferry will sail in May."),
    ("There will be a strike. It will end in May.", "The strike will end in May."),
    ("If the ferry is sold, it will sail in May.", "The ferry will sail in May."),
    ("The regulator fined the mill. It will publish rules in May.", "The regulator will publish"),
)


@each("text claim", MEANT)
def test_it_is_the_one_thing_that_was_spoken_of(text: str, claim: str) -> None:
    """The subject of the sentence before, of the condition, or what there will be."""
    found = _last(text)
    assert found.claim.startswith(claim)
    assert found.put_in is not None
    assert found.put_for is not None


@each(
    "before",
    [
        "Lake Bank bought a mill",
        "The regulator closed the mill",
        "The ferry and the barge were sold",
        "Poe laughed",
        "Nobody was there",
        "The bank's head met the owner of the mill",
    ],
)
def test_where_it_may_be_another_nothing_is_put_in(before: str) -> None:
    """Of two things either may close; a person does not; nobody is taken up."""
    for pronoun in ("It", "They"):
        assert _last(f"Bo Poe came. {before}. {pronoun} will close in May.").claim == "", pronoun


@each("who", ["The board", "Norlink", "Una Poe"])
@each("verb", ["expect", "plan", "intend", "anticipate"])
def test_what_somebody_does_not_expect_to_do_is_denied_once(who: str, verb: str) -> None:
    """By the likelihood; the claim says what they would do."""
    for denied in ("does not", "doesn't"):
        found = _last(f"{who} {denied} {verb} to raise fares before May.")
        assert found.claim == f"{who} will raise fares before May."
        assert "n't" in found.likelihoods[0] or "not" in found.likelihoods[0]


def test_any_damage_that_is_not_expected_there_will_be() -> None:
    """The likelihood denies it."""
    for verb in ("don't expect", "do not expect", "'m not expecting", "do not anticipate"):
        found = _last(f'"I{"" if verb[0] == chr(39) else " "}{verb} any floods," Una Poe said.')
        assert (found.claim, "n" in found.likelihoods[0]) == ("There will be floods", True)


@pytest.mark.parametrize("hardly", ["hardly", "scarcely"])
def test_what_hardly_moves_is_said_by_the_claim(hardly: str) -> None:
    """And the likelihood is that of the claim, not its contrary."""
    for holder, said in (("", "will"), ("Experts believe ", "believe … will")):
        text = f"{holder}the front will {hardly} move before May."
        found = _last(text[0].upper() + text[1:])
        assert found.claim == f"The front will {hardly} move before May."
        assert found.likelihoods == ((said,) if holder else ("will",))


@each("denied", ["isn't", "is not", "'s not"])
def test_what_is_not_going_to_be_will_not(denied: str) -> None:
    """A forecast as "won't" is, whatever it was tried to do."""
    space = "" if denied.startswith("'") else " "
    text = f'"The mill{space}{denied} going to close after years of trying to sell," Una Poe said.'
    found = _last(text)
    assert found.claim == "The mill will not close after years of trying to sell"


def test_where_something_goes_it_does_not_do_it() -> None:
    """A noun stands behind "going to"."""
    for noun in ("schools", "the poor", "its owners"):
        found = _of(f"The money is going to {noun} in May, Una Poe said.")
        assert not any("will" in one.claim for one in found)


@each("subject", ["the bill fail", "it fail", "No win", "their talks collapse"])
def test_a_condition_may_be_turned(subject: str) -> None:
    """At the end of a sentence, with the verb before who does it."""
    for comma in ("", ","):
        found = _last(f"Rents will fall in May{comma} should {subject}.")
        assert found.given is not None
        assert (found.given["words"], found.claim) == (
            f"should {subject}",
            "Rents will fall in May.",
        )
    assert _last("Rents in May should fall by 3%, Una Poe said.").given is None


def test_for_how_long_is_no_condition() -> None:
    """It belongs to the verb; "as long as" alone is one."""
    for while_, given in (("for as long as is needed", False), ("as long as it rains", True)):
        found = _last(f"The sluice will stay open {while_}.")
        assert (found.given is not None) is given
        assert found.claim == f"The sluice will stay open{'' if given else ' ' + while_}."


def test_what_is_ruled_out_is_not_claimed() -> None:
    """Who says that it will not be claims no such thing."""
    for verb in ("rules out", "ruled out", "has ruled out"):
        found = _of(f"Una Poe {verb} that the mill will close in May.")
        assert not any(one.claim for one in found)
    assert _last("The court will rule out a merger in May.").claim


def test_several_may_be_likely_on_a_condition() -> None:
    """What happens is said of them, where the condition stands behind."""
    for verb in ("probable", "likely", "possible"):
        found = _last(f"Outages are {verb} if the wind picks up, Una Poe said.")
        assert found.claim == "Outages happen"


SURPRISES = (
    ("We would not be surprised to see another strike in May.", "There will be another strike"),
    ("I wouldn't be surprised to see rents fall in May.", "Rents will fall in May"),
    ("I'd be amazed if the mill opens in May.", "The mill will open in May"),
    ("We would be shocked to see no ship leave in May.", "No ship will leave in May"),
)


@each("said claim", SURPRISES)
def test_what_would_surprise_is_claimed(said: str, claim: str) -> None:
    """Nobody who would be surprised has to be named."""
    assert _last(f'"{said.rstrip(".")}," Una Poe said.').claim.startswith(claim)


@each("place", ["in the north", "across the sheltered glens", "on high ground"])
def test_what_we_see_somewhere_there_will_be(place: str) -> None:
    """Where stands before it with no comma."""
    for what in ("minus 18", "gusts of 90 km/h", "fewer ships"):
        found = _last(f'"Roads will close, and {place} we may well see {what}," Una Poe said.')
        assert found.claim == f"{place[0].upper()}{place[1:]} there will be {what}"
    assert not _last('"In the homes that we own we may see a fire," Una Poe said.').claim


TAILS = ("no question", "mark my words", "everybody knows", "I'm quite sure of it", "believe me")


@each("tail", TAILS)
def test_that_it_is_sure_is_no_part_of_a_claim(tail: str) -> None:
    """Nor what the listener needs besides."""
    assert (
        _last(f'"Rents will rise in May, {tail}," Una Poe said.').claim == "Rents will rise in May"
    )
    but = "but then you need volunteers"
    assert _last(f'"Rents may rise in May, {but}," Una Poe said.').claim == "Rents will rise in May"


@each("verb", ["is aiming to", "is planning to", "is hoping to"])
def test_what_is_aimed_at_and_what_will_be_are_two(verb: str) -> None:
    """Each has its own words of time."""
    first, second = _of(f"Lake Bank {verb} sell its mill by May and will cut 900 jobs by June.")
    assert (first.claim, first.times) == ("Lake Bank will sell its mill by May", ("by May",))
    assert (second.claim, second.times) == ("Lake Bank will cut 900 jobs by June.", ("by June",))


@each("level", ["projected", "forecast", "seen"])
def test_a_level_of_each_year_is_a_claim_of_its_own(level: str) -> None:
    """What it is of stands once."""
    found = [one.claim for one in _of(f"Growth is {level} at 1% in 2033 and 2% in 2034.")]
    assert found == ["Growth will be 1% in 2033", "Growth will be 2% in 2034."]


def test_a_figure_that_falls_is_not_the_bank_that_forecasts_it() -> None:
    """It takes up what was spoken of, or is left open."""
    says = "The bank forecasts that it will not fall below 3% in May."
    assert _last(f"Inflation is high. {says}").claim == "Inflation will not fall below 3% in May."
    assert _last(says).claim == ""


def test_a_condition_may_recall_what_was() -> None:
    """It is no part of its words, nor of the claim."""
    found = _last("If turnout drops below half, as it did in 2019, Poe will struggle.")
    assert found.given is not None
    assert (found.given["words"], found.claim) == (
        "If turnout drops below half",
        "Poe will struggle.",
    )


@each("what", ["title", "league title", "cup"])
def test_a_chance_of_the_title_is_one_to_win_it(what: str) -> None:
    """Who is given it wins."""
    found = _last(f"The model gives Lakeland a 91% chance of the {what}.")
    assert found.claim == f"Lakeland will win the {what}."


def test_a_pronoun_of_somebody_else_takes_no_subject() -> None:
    """Who has none is said by it."""
    found = _last('"The bridge will fail, and then you\'ll have no crossing," Una Poe said.')
    assert found.claim == "There will be no crossing"


def test_whose_it_is_may_be_said_behind() -> None:
    """With a name set off it is known whose; without one nothing is claimed."""
    kin = "Her rival, farmer Bo Roe,"
    assert _last(f"{kin} has promised to freeze rents in May.").claim.startswith(kin)
    assert not _last('"Her rival will freeze rents in May," Una Poe said.').claim
    found = _last(
        "His trainer, Bo Roe, said rents would fall. His trainer, Bo Roe, will go in May."
    )
    assert "Roe's trainer" not in found.claim


@each("what", ["most, if not all, of the coast", "most of the coast, if not all of it"])
def test_if_not_all_is_no_condition(what: str) -> None:
    """Nor is "if that"."""
    assert _last(f"The storm will hit {what} by May.").given is None
    assert _last("The chance of a storm in May is one in five, if that.").given is None
    assert _last("If that happens, rents will rise.").given is not None


def test_what_is_cut_off_is_no_claim() -> None:
    """A verb with nothing behind it, and a clause without its condition."""
    found = _of('"My expectation is, if there was a vote, the rise would be small," Una Poe said.')
    assert not any(one.claim.endswith(" is.") or one.claim.endswith(" is") for one in found)
    cut = _last("We see a cut in May but if the mood improves, prices rise, Una Poe said.")
    assert "but," not in cut.claim
    assert not _last("Una Poe puts the chance of one this year at 15%.").claim
    assert _last("We can say with confidence that rents will rise in May.").claim == (
        "Rents will rise in May."
    )


@each("verb", ["touch 5%", "fall to 3%", "reach 9 per cent", "stay above $40"])
def test_who_believes_it_is_no_figure(verb: str) -> None:
    """A figure that rises or falls is what was spoken of, and many are not one."""
    said = f"Brokers at Ostler Bank believe they may {verb}."
    assert _last(said).claim == ""
    yields = "Yields on the ten-year bond rose in May."
    assert _last(f"{yields} {said}").claim == f"Yields on the ten-year bond will {verb}."
    assert _last(f"{yields} The model gives them a 40% chance of the title.").put_for != "model"


@each("pronoun", ["them", "it", "him"])
def test_what_somebody_sees_at_a_level_has_a_subject(pronoun: str) -> None:
    """An object is none."""
    assert _last(f"Una Poe sees {pronoun} at 40 crowns in a year.").claim == ""


def test_what_a_depot_will_do_goes_on_behind_that() -> None:
    """Both clauses are of it; what a third one grants, or a club's wins, is nobody's."""
    found = _last("Una Poe said that the depot would open, and that it would employ 120 people.")
    assert found.claim == "The depot will employ 120 people."
    wins = "Four of City's wins came late. They will cut prices by May, Bo Poe said."
    assert _last(wins).claim == ""
    grants = "The ferry was old. While the index shows room, it will look first, Una Poe said."
    assert _last(grants).claim == ""


@each("holder", ["the ministry thinks", "most brokers had expected", "Una Poe believes"])
def test_a_comparison_says_no_likelihood(holder: str) -> None:
    """It stays in the claim."""
    found = _last(f"The gap will be wider than {holder}, Bo Poe said.")
    assert (found.likelihoods, found.claim) == (("will",), f"The gap will be wider than {holder}")


@each("denied", ["did not exclude that", "doesn't rule out that"])
def test_who_does_not_exclude_it_is_no_part_of_it(denied: str) -> None:
    """What they do not exclude is the claim."""
    assert _last(f"Una Poe {denied} the mill would close in May.").claim == (
        "The mill will close in May."
    )


def test_my_own_prediction_is_what_stands_behind_it() -> None:
    """Also where it is signed by who says so."""
    signed = (
        "A song too far\nBy Una Poe\n\nI was a singer. My own prediction: the choir will close."
    )
    assert _last(signed).claim == "The choir will close."


def test_no_thing_does_what_only_bodies_do() -> None:
    """A full reservoir opens no gates; a depot may employ people."""
    full = "Una Poe says the reservoir will be full. If that happens, it will open the gates."
    assert _last(full).claim != "The reservoir will open the gates."
    assert _last("The depot is new. It will employ 120 people.").claim == (
        "The depot will employ 120 people."
    )
    assert _last("The depot is new. It will publish a report in May.").claim == ""


def test_in_whose_view_it_is_stands_elsewhere() -> None:
    """Who says so is charged."""
    assert _last("In his view the strike will last, Bo Poe said.").claim == "The strike will last"


def test_one_is_what_was_spoken_of() -> None:
    """Of which there may be another chance; of nothing it is left to be written."""
    odds = "Bo Poe puts the chance of one this year at 15%."
    assert _last(f"A snap vote is unlikely before spring. {odds}").claim == (
        "There will be a snap vote this year."
    )
    assert not _last(f"The vote is over. {odds}").claim


@each("who", ["Una Poe isn't convinced that", "The board is not certain that"])
def test_who_is_not_sure_claims_nothing(who: str) -> None:
    """Nor do few who expect it; that there is no way for it denies it."""
    assert not any(one.claim for one in _of(f"{who} rents will fall in May."))
    for few in ("No broker", "None of the mayors"):
        assert not any(one.claim for one in _of(f"{few} expects rents to fall in May."))
    found = _last("There is no way the mill will open in May, Bo Poe said.")
    assert (found.claim, found.likelihoods) == ("The mill will not open in May", ("will",))


@each("before", ["The museum closes on Sunday", "The plan will save 40 million a year"])
def test_an_amount_or_a_day_is_no_other_thing(before: str) -> None:
    """What is said of the only subject goes on, also where its verb is in the present."""
    name = " ".join(before.split()[:2])
    assert (
        _last(f"{before}. It will help in 2033, Bo Poe said.").claim == f"{name} will help in 2033"
    )
    assert not _last("The museum closes the garden. It will reopen in 2033.").claim


@each("who", ["Economists", "Analysts at Strand Bank", "Traders"])
def test_who_watches_prices_is_not_what_falls(who: str) -> None:
    """They say what others do; what they do themselves they may say, too."""
    for does in ("fall another 10% by Easter", "fall by June", "be lower in May", "remain high"):
        (found,) = _of(f"Shares in Lakeco fell. {who} said they would {does}.\n")
        assert who.rsplit(maxsplit=1)[-1] not in found.claim
    (found,) = _of(f"{who} said they would meet in June.\n")
    assert found.claim == f"{who} will meet in June."
