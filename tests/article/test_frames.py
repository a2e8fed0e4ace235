"""What stands around what has to happen: frames, conditions, lists, words that look alike."""

from __future__ import annotations

from tests.articles import of as _of
from tests.depth import each
from verifier.article.proposal import Proposal


def _last(text: str) -> Proposal:
    return [one for one in _of(text) if one.why is None][-1]


@each(
    "frame",
    [
        "It is important to note that",
        "It's fair to say",
        "It was worth remembering that",
        "There is a real possibility that",
        "There's a likelihood that",
        "There was some danger that",
        "There is a “growing risk” that",
        "Sure,",
    ],
)
def test_a_frame_is_no_part_of_what_has_to_happen(frame: str) -> None:
    """What is worth noting, and how likely it is, stand elsewhere."""
    for what in ("rents will rise in May", "the old mill will close by June"):
        claim = _last(f"{frame} {what}, Ann Roe said.").claim
        assert claim.rstrip(".") == what[0].upper() + what[1:]


@each("verb", ["will", "could", "is expected to", "may"])
def test_a_condition_inside_of_a_clause_leaves_no_comma(verb: str) -> None:
    """Its two commas go with it; a comma behind a time stays."""
    for given in ("if it rains", "unless the rain stops"):
        found = _last(f"The dam, {given}, {verb} break in May.")
        assert (found.claim, found.given and found.given["words"]) == (
            "The dam will break in May.",
            given,
        )
        assert _last(f"The dam will not, {given}, break.").claim == "The dam will not break."
        claim = _last(f"In May, {given}, the dam {verb} break.").claim
        assert claim == "In May, the dam will break."


@each("plural", ["expect", "predict", "forecast"])
def test_who_foretells_with_what_describes_them_is_no_part_of_it(plural: str) -> None:
    """Nor are several of them, nor a meeting with what it is."""
    for lead in ("In May, Ann Roe, an analyst,", "In May, the old bank, a lender,"):
        assert _last(f"{lead} expects rents to fall.").claim == "In May, rents will fall."
    assert _last(f"Brokers and banks {plural} a rise.").claim == "There will be a rise."
    text = f"For the vote, the last one of the year, 16 brokers {plural} a rise."
    assert _last(text).claim == "For the vote, the last one of the year, there will be a rise."


@each("who", ["North Lakeland, South Lakeland and the Hills", "Wheat, oats and the beans"])
def test_the_first_of_a_list_opens_nothing(who: str) -> None:
    """It is said of all of them, or left to be written."""
    claim = _last(f"{who} would see many losses, the office said.").claim
    assert not claim or claim.startswith(f"{who} ")


def test_words_that_only_look_alike() -> None:
    """A hyphen ties, "certain" names some, an adverb is no subject."""
    text = "The bank’s much-stressed old mill will be sold in May."
    assert _last(text).claim == text
    found = _last("Some firms will close, as profit is needed in certain trades, Bo Roe said.")
    assert found.likelihoods == ("will",)
    assert _last("“That will help and unfortunately will hurt.”, Bo Roe said.").claim == ""


@each("modal", ["could", "will", "may"])
def test_a_time_of_which_something_is_said_is_that_of_what_will_be(modal: str) -> None:
    """It is no day on which somebody said it, and none on which something was."""
    for verb in ("suggested", "showed"):
        for when in ("this winter", "next year"):
            found = _last(f"The figures {verb} {when} {modal} be the worst since 1931.")
            assert (found.times, found.said) == ((when,), None)


@each(
    "text times",
    [
        ("Rain will last through at least Monday.", ("through at least Monday",)),
        ("Rents will rise over time.", ("over time",)),
        ("“Winter will come early this year,” Ann Roe said.", ("this year",)),
        ("Sales to rise by 20,000 next year", ("next year",)),
        ("Sales will rise by 300 this month.", ("this month",)),
    ],
)
def test_words_beside_a_time(text: str, times: tuple[str, ...]) -> None:
    """They make it longer, or belong to the verb, or are a number of something else."""
    assert _last(text).times == times


@each("verb", ["predicted", "forecast", "expects", "projects"])
def test_who_foretells_and_says_something_besides_does_both(verb: str) -> None:
    """Each is a forecast of its own; a day between them belongs to neither."""
    for day in ("", " on Thursday"):
        for what in ("growth of 3% in 2032", "sales of between 4 and 5 million crowns"):
            text = f"Lake Motors{day} {verb} {what}, and said it would build a mill."
            first, other = (one for one in _of(text) if one.why is None)
            assert first.claim.rstrip(".") == f"There will be {what}", text
            assert (first.speaker, other.speaker) == ("Lake Motors", "Lake Motors")
            assert other.claim == "Lake Motors will build a mill."


@each("level", ["9,900 crowns", "$1,250", "12,500 cases"])
def test_the_comma_of_a_number_ends_nothing(level: str) -> None:
    """In forecasts made anew, and in what is expected of something."""
    text = f"Lake Bank cut its estimate for rents in Ourtown to {level} from 12,600."
    assert _last(text).claim == f"Rents in Ourtown will be {level}."
    text = f"Lake Bank expects the fund of {level} to grow in May."
    assert _last(text).claim == f"The fund of {level} will grow in May."


@each("lead", ["This means that", "That means", "The long delay means", "It also means"])
def test_what_something_means_is_what_will_be(lead: str) -> None:
    """And a strike that cannot be excluded may come."""
    assert _last(f"{lead} rents will rise in May.").claim == "Rents will rise in May."
    claim = _last("A strike could not be excluded, Ann Roe said.").claim
    assert claim == "There will be a strike"


@each("aside", ["which will be old", "who will be there", "due to start in May"])
def test_what_only_describes_a_subject_is_not_said_of_its_next_verb(aside: str) -> None:
    """The second verb is said of the noun alone."""
    text = f"The crew, {aside}, will finish the pier and will mend two boats."
    assert _last(text).claim == "The crew will mend two boats."


@each("what", ["The eye comes ashore", "The council gives up", "The court refers it to them"])
def test_a_claim_may_stand_in_the_present(what: str) -> None:
    """Where it is said how likely that is."""
    low = what[0].lower() + what[1:]
    found = _last(f"There is a 60% chance that {low}, Ann Roe said.")
    assert (found.claim, found.likelihoods) == (what, ("60% chance",))


@each("how", ["slim", "high", "low", "about 40%"])
def test_how_high_the_chances_are_is_no_part_of_what_has_to_happen(how: str) -> None:
    """There will be what they are of."""
    for odds in ("chances of a strike are", "risk of a strike is", "likelihood of a strike is"):
        assert _last(f"The {odds} {how}, Ann Roe said.").claim == "There will be a strike"
    assert _last(f"The odds of rents falling are {how}.").claim.rstrip(".") == (
        "Rents will be falling"
    )


@each(
    "text claim",
    [
        ("No decision is expected before May.", "There will be no decision before May."),
        ("Whether or not it rains, rents will rise.", "Rents will rise."),
        ("Bookmakers make Ann Roe the 2/1 favourite to win.", "Ann Roe will win."),
        ("Lake Bank kept its outlook for rents at 9 crowns.", "Rents will be 9 crowns."),
        ("The strike is due to last 48 hours.", "The strike will last 48 hours."),
    ],
)
def test_what_is_expected_stands_alone(text: str, claim: str) -> None:
    """That there is none, whatever happens, whoever makes it likely, or that it stays so."""
    found = _last(text)
    assert found.claim == claim
    assert not {"the 2/1", "last 48 hours"} & {*found.times}


def test_what_had_been_expected_is_told_of() -> None:
    """Something else has come; what is foretold behind it is foretold."""
    for verb in ("expected", "forecast", "predicted"):
        found = _of(f"Analysts had {verb} a rise of 3%.")
        assert not [one for one in found if one.why is None]
    last = _last("Ann Roe had expected a rise, and rents will fall in May.")
    assert last.claim == "Rents will fall in May."


@each(
    "text claim",
    [
        (
            "Lake Motors expects sales of between $2bn and $2.2bn in May, below banks' forecasts.",
            "There will be sales of between $2bn and $2.2bn in May",
        ),
        ("Lake Motors also plans to sell a mill.", "Lake Motors will also sell a mill."),
        ("Expect delays of up to two hours.", "There will be delays of up to two hours."),
        (
            "The boat is likely to cost 2,000 crowns, with sales to begin in May.",
            "The boat will cost 2,000 crowns, with sales to begin in May.",
        ),
        (
            "Rain is forecast, with a 30% chance of floods in the north.",
            "There will be floods in the north.",
        ),
    ],
)
def test_words_of_numbers_and_odds_part_no_claim(text: str, claim: str) -> None:
    """Somebody's forecasts are no verb, "up to" is no "to", and odds may stand alone."""
    assert _last(text).claim == claim


def test_who_repeats_as_champion_says_nothing() -> None:
    """They win again."""
    assert [one.speaker for one in _of("Ourtown repeats as champion in May.")] in ([], [None])


@each("number", ["9,000", "12,500", "1,250,000"])
def test_the_comma_of_a_number_parts_no_clauses(number: str) -> None:
    """Nor is what follows it anybody who speaks."""
    text = f"The fund may grow: only {number} homes will be built in May, Ann Roe said."
    assert _last(text).claim == f"Only {number} homes will be built in May"
    text = f"Gold could test ${number} an ounce in May if Friday's data disappoint, said Ann Roe."
    found = _last(text)
    assert (found.speaker, found.claim) == ("Ann Roe", f"Gold will test ${number} an ounce in May")


@each("how", ["likely", "unlikely", "possible", "very unlikely"])
def test_what_is_likely_before_a_time_will_be(how: str) -> None:
    """Only "until" says that it does not happen before."""
    assert _last(f"A new vote is {how} before May.").claim == "There will be a new vote before May."
    assert _last(f"A new vote is {how} until May.").claim == ""
