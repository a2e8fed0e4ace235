"""What news has taught: each kind in other names and words than where it was met."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import needs_grammar
from tests.articles import of as _of
from tests.depth import each
from verifier.article.cues import cues
from verifier.article.grammar import by_parser
from verifier.model.forecasts import ForecasterKind


@each(
    "verb source",
    product(["fear", "think", "warn", "expect"], ["local growers", "the unions", "two brokers"]),
)
def test_who_of_a_relative_clause_is_whom_it_describes(source: str, verb: str) -> None:
    """Not the article, whatever the verb."""
    text = (
        f"The harvest is set to be small, according to {source}, who {verb} a frost could ruin it."
    )
    speaker = source.removeprefix("the ").removeprefix("two ")
    assert {one.speaker for one in _of(text)} == {speaker}


@each("role", ["Vice President", "VP Strategist", "Chief Economist"])
def test_a_role_in_capitals_behind_a_name_is_no_part_of_it(role: str) -> None:
    """It stands there without a comma."""
    (found,) = _of(f"“Sales will rise,” Bo Linden {role} said in a note.")
    assert found.speaker == "Bo Linden"


@each("lead", ["In addition", "As a result", "Besides", "However", "In turn"])
def test_what_only_leads_on_is_no_part_of_a_claim(lead: str) -> None:
    """With a condition behind it, too."""
    (found,) = _of(f"{lead}, if it rains, the weir will break by May.")
    assert found.claim == "The weir will break by May."


@each("who aside", product(["We", "I", "They"], ["therefore", "in turn", "of course"]))
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


@each("reason", ["as", "since", "because"])
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


@needs_grammar
@pytest.mark.parametrize("verb", ["concurs", "contends", "posits"])
def test_the_parser_knows_any_verb_of_saying(verb: str) -> None:
    """It has a clause for its object, and somebody for its subject."""
    grammar = by_parser(cues())
    (found,) = _of(f"Ann Poe {verb} that fares will double in May.", grammar=grammar)
    assert (found.speaker, found.claim) == ("Ann Poe", "Fares will double in May.")
    (thing,) = _of("The strike means that fares will double in May.", grammar=grammar)
    assert thing.speaker is None


@pytest.mark.parametrize("body", ["The Bank of Ourtown (BO)", "The Rivers Agency (RA)"])
def test_a_short_name_in_brackets_is_passed_over(body: str) -> None:
    """It stands between the name and its verb."""
    (found,) = _of(f"{body} expects prices to rise in May.")
    assert found.speaker == body.removeprefix("The ").partition(" (")[0]


@pytest.mark.parametrize("role", ["the union's general secretary", "the mayor", "a union boss"])
def test_a_description_that_is_not_closed_has_the_name_before_it(role: str) -> None:
    """The comma behind it is left out; a place that opens a sentence is no such name."""
    (found,) = _of(f"Bo Poe, {role} said fares will double in May.")
    assert found.speaker == "Bo Poe"
    (place,) = _of("In Lake County, the bank expects growth of 2 percent in May.")
    assert place.speaker == "bank"


@each("until", ["by", "before", "until"])
def test_a_deadline_is_no_day_on_which_it_was_said(until: str) -> None:
    """Right behind "said", too."""
    (found,) = _of(f"Bo Poe said {until} Friday the rain would be gone.")
    assert (found.said, found.times) == (None, (f"{until} Friday",))


def test_a_day_before_who_says_that_is_when_it_was_said() -> None:
    """The year before, where that day of this one is still to come; and it is no window."""
    (found,) = _of("On December 25, the bank declared that rates will fall.")
    assert found.said is not None
    assert found.said.endswith("-12-25")
    assert found.times == ()
    (by,) = _of("By December 25, the bank declared that rates will fall.")
    assert (by.said, by.times) == (None, ("By December 25",))


@pytest.mark.parametrize("adverb", ["", "now ", "also "])
def test_who_goes_on_to_expect_is_the_subject_of_the_sentence(adverb: str) -> None:
    """Behind a dateline with a day in it, and behind words that only lead on."""
    for lead in ("OURTOWN. June 25 (Herald) - ", "However, "):
        text = f"{lead}The Lake Bank has cut its outlook and {adverb}expects a slump in exports."
        (found,) = _of(text)
        assert (found.speaker, found.claim) == ("Lake Bank", "There will be a slump in exports.")


@pytest.mark.parametrize(
    "end", ["That was predicted by Bo Poe.", "This view was voiced by Bo Poe."]
)
def test_who_is_named_in_a_sentence_behind_says_it(end: str) -> None:
    """Though that sentence holds no words of theirs."""
    assert [one.speaker for one in _of(f"A truce is unlikely in May. {end}")] == ["Bo Poe"]


def test_a_chance_that_is_set_off_is_a_forecast_of_its_own() -> None:
    """The clause before it has a likelihood of its own."""
    found = _of("Two feet of snow are expected in May, with a chance that some dams will break.")
    assert [one.likelihoods for one in found] == [("expected",), ("a chance that",)]


def test_more_likely_says_what_is_made_so() -> None:
    """And not how likely the sentence is."""
    (found,) = _of("The cuts will make floods more likely, Bo Poe said.")
    assert found.likelihoods == ("will",)


def test_until_now_is_no_condition() -> None:
    """It says since when."""
    (found,) = _of("Until now, the fund has said it will cut its outlook.")
    assert found.given is None


@pytest.mark.parametrize("name", ["United Transport Workers", "Ourtown Dairy Farmers"])
def test_who_are_called_after_many_people_are_a_body(name: str) -> None:
    """No person has such a surname."""
    (found,) = _of(f"{name} said fares will double in May.")
    assert found.kind is not ForecasterKind.PERSON


@needs_grammar
def test_the_parser_parts_no_reason() -> None:
    """What stands behind "because" is not what is foretold."""
    grammar = by_parser(cues())
    text = "Ann Poe thinks rents will fall because many owners will sell their flats."
    assert len(_of(text, grammar=grammar)) == 1


@pytest.mark.parametrize("role", ["chief", "boss", "director"])
def test_the_chief_of_a_body_is_who_was_named_with_it(role: str) -> None:
    """By whatever role; an unnamed one where nobody was."""
    lead = "LRA director general Bo Poe spoke on Monday."
    text = f"{lead}\n\nThe LRA {role} warned that the recovery will be slow."
    assert [one.speaker for one in _of(text)] == ["Bo Poe"]
    (unnamed,) = _of(f"The LRA {role} warned that the recovery will be slow.")
    assert unnamed.kind is ForecasterKind.ANONYMOUS


def test_whose_somebody_is_is_no_part_of_a_name() -> None:
    """The body before a name in full."""
    (found,) = _of("Lakepoll’s Bo Poe said the Reds will win in May.")
    assert found.speaker == "Bo Poe"


def test_a_sentence_that_ends_in_a_colon_is_no_label() -> None:
    """It has a verb of saying; what goes on behind it has the same speaker."""
    text = "General Bo Poe told Lake News: “The siege will end in May. Talks will begin by July.”"
    assert [one.speaker for one in _of(text)] == ["Bo Poe", "Bo Poe"]


def test_an_answer_goes_on_in_the_paragraphs_below_it() -> None:
    """Where questions stand between answers that have a name."""
    text = """Is a slump near?

Bo Poe: No.

I think that sales are going to fall by May.

Ann Linden: I agree. Sales will fall.
"""
    assert [one.speaker for one in _of(text)] == ["Bo Poe", "Ann Linden"]


@pytest.mark.parametrize("noun", ["big cuts", "two further rises"])
def test_with_what_is_expected_nobody_expects(noun: str) -> None:
    """The noun is what is to come."""
    (found,) = _of(f"Lake Bank has held rates for a year, with {noun} expected in May.")
    assert found.speaker is None


@pytest.mark.parametrize("place", ["to the League of Lakes", "at Lake University", "for Rivers"])
def test_a_name_behind_a_role_somewhere_is_the_subject(place: str) -> None:
    """Whoever owns the role, and wherever it is."""
    (found,) = _of(f"Ourland’s envoy {place}, Bo Poe, said a truce would hold in May.")
    assert (found.speaker, found.claim) == ("Bo Poe", "A truce will hold in May.")


def test_what_a_number_is_compared_with_is_no_forecast() -> None:
    """The verb before it still foretells."""
    text = (
        "Economists forecast the jobless rate to average 4%, compared with the 5% expected in May."
    )
    (found,) = _of(text)
    assert (found.speaker, found.likelihoods[:1]) == ("Economists", ("forecast",))


def test_plain_apostrophes_open_a_quotation() -> None:
    """A verb right behind one is seen."""
    (found,) = _of("By May the firm 'will be a giant of its trade,' Bo Poe said.")
    assert (found.speaker, found.likelihoods) == ("Bo Poe", ("will",))


def test_a_condition_ends_with_its_bracket() -> None:
    """What goes on behind it is the forecast's."""
    (found,) = _of("The weir will be small (if it is built at all) and cheap.")
    assert found.given is not None
    assert found.given["words"] == "if it is built at all"
    assert found.claim == "The weir will be small and cheap."


@pytest.mark.parametrize("quality", ["profitable", "higher", "stronger"])
def test_should_be_foretells_a_quality(quality: str) -> None:
    """And recommends what somebody has to do."""
    (found,) = _of(f"Ferries should be {quality} this year, Bo Poe said.")
    assert (found.why, found.likelihoods) == (None, (f"should be {quality}",))
    (urged,) = _of("Ferries should be banned this year, Bo Poe said.")
    assert urged.why is not None


def test_a_claim_keeps_no_quotation_marks_around_it() -> None:
    """It is no sentence with them."""
    (found,) = _of("Lake Bank expects that “sales of flats will fall by May”.")
    assert found.claim == "Sales of flats will fall by May."


@each("many", ["Nearly nine in ten", "One in five", "Two out of three"])
def test_so_many_of_a_number_say_so(many: str) -> None:
    """They are not named, and no body."""
    (found,) = _of(f"{many} said a slump will come.")
    assert (found.speaker, found.kind) == (many, ForecasterKind.ANONYMOUS)


def test_a_majority_of_whatever_size_is_who_says_so() -> None:
    """What describes it stands between."""
    (found,) = _of("A slim 52% majority believe that fares will fall.")
    assert found.speaker == "A slim 52% majority"


@each("opener", ["Though", "While", "If"])
def test_what_opens_a_clause_is_no_part_of_a_name(opener: str) -> None:
    """In capitals or not."""
    found = _of(f"{opener} Bo Poe says the Reds could win, the Blues could win as well.")
    assert {one.speaker for one in found} <= {"Bo Poe", None}


def test_who_is_named_at_the_end_of_a_quotation_said_all_of_it() -> None:
    """With the comma behind the mark; whoever was told of before."""
    text = """Analysts say rates may rise.

"Fares will rise. In May, bread will be dearer. Rents will fall by July", argues Lake Bank.
"""
    assert [one.speaker for one in _of(text)] == ["Analysts", *["Lake Bank"] * 3]


def test_it_takes_up_a_body_behind_words_that_lead_on() -> None:
    """As at the head of a sentence."""
    text = "LRA is expected to cut its rate. However, it expects the ban will have little effect."
    assert [one.speaker for one in _of(text)] == [None, "LRA"]


def test_with_who_predicts_charges_nobody_with_the_clause_before() -> None:
    """Nor does it end in what only joins."""
    found = _of(
        "The crown is expected to rise, with two strategists predicting the lira will drop."
    )
    assert [one.speaker for one in found] == [None, "strategists"]
    assert found[0].claim == "The crown will rise"


def test_who_is_sure_goes_with_what_describes_them() -> None:
    """And the time before them stays."""
    (found,) = _of("Brokers, of whom there are ten, are confident that rents will fall.")
    assert found.claim == "Rents will fall."
    (timed,) = _of("By May, brokers are confident that rents will fall.")
    assert timed.claim == "By May, rents will fall."
    (ours,) = _of("“In the long run, we believe rents will fall,” Ann Poe said.")
    assert ours.claim == "In the long run, rents will fall"


@pytest.mark.parametrize("firm", ["Lake Semiconductor Co.", "Omega Motors Inc.", "Bo Poe Ltd."])
def test_a_firm_ends_in_a_short_form(firm: str) -> None:
    """Its full stop ends neither name nor sentence."""
    (found,) = _of(f"{firm} said on Thursday that its sales are expected to rise by May.")
    assert found.speaker is not None
    assert found.speaker.startswith(firm.rsplit(maxsplit=1)[0])


def test_behind_told_stands_who_was_told() -> None:
    """Wherever the subject is."""
    text = "Bo Poe, a medic at Lake University, Ourland, told News Weekly he thinks it will end."
    assert "News Weekly" not in {one.speaker for one in _of(text)}


def test_who_have_long_said_so_are_the_subject() -> None:
    """With words set off between."""
    (found,) = _of("Brokers, however, have long said rents will fall.")
    assert (found.speaker, found.claim) == ("Brokers", "Rents will fall.")


@each("head", ["EXIT POLL", "READER QUESTION", "BREAKING NEWS", "LATEST UPDATE"])
def test_what_heads_an_item_of_a_live_page_is_nobody(head: str) -> None:
    """Though others have labels in capitals, too."""
    live = f"21.01 {head}: Unity 44, Reds 41.\n\nIf it is right, the Reds will lose in May."
    found = _of(f"Live\n\n{live}\n\nANN ROE: I will vote in May.\n\nBO POE: I will win in May.")
    assert {one.speaker for one in found} <= {None, "Ann Roe", "Bo Poe"}
