"""What was read wrongly in articles at first sight, by kinds, with other names and words."""

from __future__ import annotations

from tests.articles import of, rules
from tests.depth import each, grid
from verifier.words.likelihood import read_likelihood


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
        hard = sees.replace("It is ", "").replace("It’s ", "").replace("I ", "").replace("’", "'")
        whole = f"{hard} {who} {what.split()[0]}"
        assert one.likelihoods[0].replace("’", "'") == whole
        read = read_likelihood(one.likelihoods[0], rules=rules().likelihood).chosen
        assert read is not None
        assert read.central == 0.2


@each(
    "words",
    [
        "Few expect a cut",
        "Few economists expect rents to fall",
        "Very few expect a strike",
        "Hardly anyone expects a cut",
        "Few see a strike",
        "Hardly anyone sees a cut",
        "Not everyone sees a strike",
        "It is hard to see a strike",
        "It is hard to see Russia not attacking",
    ],
)
def test_the_verb_of_what_hardly_anyone_expects_says_nothing_alone(words: str) -> None:
    """Where the reading refuses it, or cannot read what stands beside it."""
    for when, said in grid(("in May", "by June 2031"), (", Ann Roe said", "")):
        for one in of(f"{words} {when}{said}."):
            assert one.likelihoods == ()


@each("who", ["A few economists", "The few analysts here", "Ann Roe", "Lake Bank"])
def test_the_verb_of_what_some_expect_says_how_likely_it_is(who: str) -> None:
    """However few they are."""
    for verb in ("expected", "expect" if who.endswith(("s", "here")) else "expects"):
        (one,) = of(f"{who} {verb} a strike in May.")
        assert one.likelihoods == (verb,)


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


@each(
    "does",
    ["control the city", "rule", "be extended", "be governed by Lake Bank", "occupy it", "lead"],
)
def test_what_may_last_until_a_day_is_not_claimed_to_happen_before(does: str) -> None:
    """Whether it ends then or begins, a person says."""
    for who, hedge in grid(
        ("Russia", "Ann Roe"), ("is unlikely to", "is not expected to", "is not likely to")
    ):
        (one,) = of(f"{who} {hedge} {does} until May 2031.")
        assert (one.claim, one.times) == ("", ("until May 2031",))


@each("does", ["be published", "be ready", "resign", "take place", "open", "be lifted", "begin"])
def test_what_happens_at_a_moment_is_claimed_to_happen_before(does: str) -> None:
    """Of a moment, "not until May" names the earliest."""
    (one,) = of(f"The report is unlikely to {does} until May 2031.")
    assert one.claim == f"The report will {does} before May 2031."


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


@each(
    "did does",
    [("fell", "fall"), ("reopened", "reopen"), ("were lower", "be lower"), ("won", "win")],
)
def test_what_would_surprise_is_claimed_in_the_future(did: str, does: str) -> None:
    """Whatever the tense in which it is supposed; how likely it is, the surprise says."""
    for who, lead in grid(
        ("schools", "the old mills"),
        ("I would be surprised if", "It would surprise me if", "I wouldn’t be surprised if"),
    ):
        (one,) = of(f"“{lead} {who} {did} in May,” said Ann Roe.")
        assert one.claim == f"{who[0].upper()}{who[1:]} will {does} in May"
        assert one.likelihoods[0].endswith("if")
        assert one.given is None


@each("word", ["If", "Unless"])
def test_a_condition_ends_where_the_main_clause_begins(word: str) -> None:
    """Where no comma parts them as well."""
    for supposed, main in grid(
        ("all goes as planned", "the talks with the dockers fail", "it stays dry"),
        ("the road will open in May", "rents will rise in May", "Harlow could win in May"),
    ):
        (one,) = of(f"{word} {supposed} {main}.")
        assert one.given is not None
        assert one.given["words"] == f"{word} {supposed}"
        assert one.claim.casefold() == f"{main.replace('could', 'will').casefold()}."
        assert one.likelihoods == (("could" if "could" in main else "will"),)


@each("by", ["two seats", "just", "two points"])
def test_what_is_short_of_something_supposes_nothing(by: str) -> None:
    """Short of a miracle, what would not be is supposed."""
    (one,) = of(f"The alliance will be {by} short of a majority in May.")
    assert (one.given, one.claim) == (
        None,
        f"The alliance will be {by} short of a majority in May.",
    )
    (one,) = of("Short of a miracle, the mill will close in May.")
    assert one.given is not None


def test_what_they_will_understand_not_to_be_is_no_denial() -> None:
    """Nor is what is far from certain "will"."""
    (one,) = of("By autumn the party may begin to understand that it would not win.")
    assert one.likelihoods[0] == "may"
    for doubt in ("far from certain", "not certain"):
        (one,) = of(f"It is {doubt} that there will be an election in May.")
        assert one.likelihoods != ("will",)


def test_what_a_body_says_of_itself_is_said_of_it() -> None:
    """Also what is "ours"."""
    text = "Lake Lines met on Tuesday. “We expect our ferry to return by May,” the company said."
    assert of(text)[-1].claim == "Lake Lines' ferry will return by May"


@each(
    "scheduled claim",
    [
        ("for completion in 2033", "be completed in 2033"),
        ("for demolition by May", "be demolished by May"),
        ("for 5 May 2031", "take place on 5 May 2031"),
        ("for October 7", "take place on October 7"),
        ("for Tuesday", "take place on Tuesday"),
        ("for early 2031", "take place in early 2031"),
        ("for next month", "take place next month"),
    ],
)
def test_what_is_scheduled_for_a_time_is_foretold(scheduled: str, claim: str) -> None:
    """What was scheduled for one is told of the past, and without a time nothing is foretold."""
    for who, now in grid(("The second bridge", "A vote on rents"), ("is", "is now", "is still")):
        (one,) = of(f"{who} {now} scheduled {scheduled}.")
        assert (one.why, one.claim) == (None, f"{who} will {claim}.")
        assert one.likelihoods == ("scheduled for",)
    assert not any(one.why is None for one in of("The vote was scheduled for May but failed."))
    assert not any(one.why is None for one in of("The vote is scheduled for debate."))


@each("denied", ["won’t", "will not", "are not going to"])
def test_what_we_will_not_see_there_will_not_be(denied: str) -> None:
    """As there will be what we see."""
    for see, what in grid(("see", "have"), ("any frost", "a long winter", "much rain")):
        (one,) = of(f"“We {denied} {see} {what} in May,” said Ann Roe.")
        assert one.claim == f"There will not be {what} in May"


@each("who", ["Harlow council", "Supreme Court", "Storm Wanda", "Lake Bank"])
def test_a_headline_without_a_verb_is_claimed_as_what_will_be(who: str) -> None:
    """Nobody says how likely it is."""
    for does in ("rule on barrage", "stay low through spring", "cut 300 jobs by 2032"):
        first, *_ = of(f"{who} to {does}\n\nIt rained on Sunday in Penby.")
        assert (first.claim, first.why) == (f"{who} will {does}", None)
        assert first.likelihoods == ()


@each(
    "title",
    [
        "Council bid to save mill",
        "Roe too slow to win",
        "It’s hard to win",
        "Bank urged to cut rates",
    ],
)
def test_what_somebody_wants_is_no_such_headline(title: str) -> None:
    """Nor is it foretold that they do it."""
    assert not any(one.claim for one in of(f"{title}\n\nIt rained on Sunday in Penby."))


@each("should", ["pick up", "run out", "get worse", "tick up", "ease", "get easier"])
def test_what_should_come_by_itself_is_no_recommendation(should: str) -> None:
    """Nobody is told to do it; what somebody should pay is."""
    (found,) = of(f"“Growth should {should} in the second half,” Bo Roe said on Monday.")
    assert (found.why, found.speaker) == (None, "Bo Roe")
    assert [one.why for one in of("“They should pay in May,” Bo Roe said.")] == ["recommendation"]
