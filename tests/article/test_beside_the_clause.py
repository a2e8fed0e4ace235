"""What stands beside a clause: a condition that opens it, what came before, how long it lasts."""

from __future__ import annotations

from tests.articles import of as _of
from tests.depth import each
from verifier.article.proposal import Proposal


def _ahead(text: str) -> list[Proposal]:
    return [one for one in _of(text) if one.why is None]


@each(
    "text claim",
    [
        ("A draw was the most likely outcome", "There will be a draw"),
        ("The most likely outcome is a draw", "There will be a draw"),
        (
            "A thaw in the spring is by far the most likely scenario",
            "There will be a thaw in the spring",
        ),
        (
            "Its central projection is for output to grow by 2% in May",
            "Output will grow by 2% in May",
        ),
        (
            "The bloc has a 35% chance of a majority, down from 50% in May",
            "The bloc will have a majority",
        ),
        ("She was confident of winning the race in May", "Ann Roe will be winning the race in May"),
        ("The mill, in our judgment, will close in May", "The mill will close in May"),
        ("Rents would rise in May and would fall by June", "Rents will rise in May"),
    ],
)
def test_what_is_told_is_what_will_be(text: str, claim: str) -> None:
    """In the words of a claim, whatever the form in which somebody is said to have put it."""
    first, *_ = _ahead(f"Ann Roe of Lake Bank said {text[0].lower()}{text[1:]}.")
    assert first.claim.rstrip(".") == claim


def test_a_forecast_that_does_something_is_a_thing() -> None:
    """It is no verb of who says so."""
    for text in ("The forecast doesn't point that way", "The latest outlook isn't good for May"):
        assert not any(found.claim.startswith("There will be") for found in _ahead(f"{text}."))


@each("verb", ["repeated", "reiterated", "boasted"])
def test_who_says_it_again_says_it(verb: str) -> None:
    """Whose words they are, and what is claimed."""
    [found] = _ahead(f"Ann Roe {verb} that rents would fall by May.")
    assert (found.speaker, found.claim) == ("Ann Roe", "Rents will fall by May.")


@each("day", ["next week", "on Friday", "in March", "this month"])
@each(
    "past", ["talks collapsed", "the crew was told to go", "owners turned an offer down on Sunday"]
)
def test_what_came_before_is_no_part_of_the_time(day: str, past: str) -> None:
    """Which is when it will happen."""
    [found] = _ahead(f"The pilots will strike {day} after {past}.")
    assert found.times == (day,)


@each("length", ["two weeks", "more than ten days", "at least three months", "a few years"])
def test_how_long_it_lasts_is_no_window(length: str) -> None:
    """Nor does the verb make a time of the past of it: "will last two weeks"."""
    [found] = _ahead(f"The strike will last {length}, Ann Roe said.")
    assert (found.times, found.claim) == ((), f"The strike will last {length}")


@each("joint", [" and, ", " and ", ", but ", "; "])
@each(
    "condition", ["if rain exceeds 4%", "unless rain comes", "if rain, which looks likely, comes"]
)
def test_a_condition_is_of_the_clause_that_it_opens(joint: str, condition: str) -> None:
    """Not of the one before it, nor is a likelihood in it."""
    text = f"Ann Roe said rents would rise by May{joint}{condition}, fares would fall by June."
    first, second = _ahead(text)
    assert (first.given, first.claim) == (None, "Rents will rise by May")
    assert second.given
    assert second.given["words"] == condition
    assert (second.claim, second.likelihoods) == ("Fares will fall by June.", ("would",))


@each("noun", ["A walkout in August", "Another strike in the spring", "A ban by Friday"])
@each("likely", ["likely", "practically inevitable", "possible"])
def test_a_time_is_of_what_was_said_to_be_likely(noun: str, likely: str) -> None:
    """Not of the saying, which is over."""
    [found] = _ahead(f"Ann Roe said {noun[0].lower()}{noun[1:]} was {likely}.")
    assert found.times == (noun.split(" ", 2)[2],)


@each("lead", ["Mark my words", "Make no mistake", "In my view", "Trust me"])
def test_who_only_stresses_it_says_no_more(lead: str) -> None:
    """A lead is no part of what must happen."""
    [found] = _ahead(f"“{lead}, rents will rise by May,” Ann Roe said.")
    assert found.claim == "Rents will rise by May"


@each("verb", ["come in from April", "go through in six weeks", "come out by May"])
def test_a_word_that_goes_with_the_verb_is_no_part_of_the_time(verb: str) -> None:
    """Levies that come in from April do so from April."""
    [found] = _ahead(f"The levy will {verb}, Ann Roe said.")
    assert found.times == (verb.split(" ", 2)[2],)


@each("name", ["Lydia Brandt", "Bo van der Poe"])
@each("kind", ["Opinion", "Comment", "Column"])
def test_a_name_alone_below_a_column_signs_it(name: str, kind: str) -> None:
    """With no "by" before it."""
    text = f"{kind}: The merger\n\n{name}\n\nI think Brussels will block the deal by May."
    [found] = _ahead(text)
    assert found.speaker == name


def test_who_expects_to_do_something_does_it() -> None:
    """And what is seen to stay as it is stays so."""
    for text, claim in (
        (
            "Lake Rail does not anticipate running all trains by May",
            "Lake Rail will be running all trains by May",
        ),
        (
            "Lake Bank now expects opening two branches by May",
            "Lake Bank will be opening two branches by May",
        ),
        ("Lake Bank sees rates on hold until May", "Rates will be on hold until May"),
        (
            "Lake Bank sees only two cuts this year rather than three",
            "There will be only two cuts this year rather than three",
        ),
    ):
        [found] = _ahead(f"{text}.")
        assert found.claim.rstrip(".") == claim
        assert len(found.times) == 1


@each(
    "text",
    [
        "Had the pump failed, the town would be under water.",
        "Were it not for the cap, rents would double by May.",
        "Ann Roe said rents would be lower in May had the tax not been raised.",
        "Ann Roe said few are confident of winning in May.",
        "The forecast expects warming the sea by May.",
    ],
)
def test_what_is_not_said_to_come_is_no_claim(text: str) -> None:
    """What would be if something else were is left to be written."""
    assert [found.claim for found in _of(text)] == [""]


@each(
    "text claim",
    [
        ("“The plan would cut rents by May,” Ann Roe said.", "The plan would cut rents by May"),
        ("Ann Roe said she would like rents to fall.", "Ann Roe would like rents to fall."),
        ("The bill would have banned cars by 2027.", "The bill would have banned cars by 2027."),
    ],
)
def test_a_wish_and_what_somebody_would_do_stay_so(text: str, claim: str) -> None:
    """Only what is told in other words is what will be."""
    [found] = _of(text)
    assert found.claim == claim


@each("clause", ["there is a 70% chance they will fall by May", "they will probably fall by May"])
def test_a_likelihood_behind_another_clause_is_read(clause: str) -> None:
    """A clause of time ends where the next one is joined."""
    found = _ahead(f"“Rents rose when he left and {clause},” Ann Roe said.")
    assert any(one.likelihoods for one in found)


def test_a_crash_that_was_is_none_to_come() -> None:
    """Though it was certain."""
    assert _ahead("Ann Roe said a crash was certain in 2008.") == []


@each("talks", ["US–China talks", "EU–Mercosur trade", "NATO–Russia talks"])
def test_a_dash_between_two_is_no_dateline(talks: str) -> None:
    """Neither of both is where it was written."""
    [found] = _ahead(f"{talks} will fail in 2027.")
    assert found.claim == f"{talks} will fail in 2027."


@each(
    "before",
    [
        "The mill which the bank sold is empty",
        "The plan was to close the mill",
        "The strike at the mill is over",
        "The report on the bridge was late",
    ],
)
def test_where_two_may_be_meant_neither_is(before: str) -> None:
    """The claim is left to be written."""
    found = _ahead(f"“{before}. It will open in 2027,” Ann Roe said.")
    assert {one.claim for one in found if "It" in one.quote} == {""}


@each("named", ["Ann Roe of the Lake Centre", "The Port Employers' Association"])
@each("body", ["regulator", "central bank", "ministry"])
def test_a_body_of_one_sort_is_none_of_another(named: str, body: str) -> None:
    """It is spoken of by its own word."""
    [found] = _ahead(f"{named} spoke on Monday. The {body} said that rents would fall by May.")
    assert found.speaker == body


def test_a_union_may_be_called_a_federation() -> None:
    """Or an association: the sort is the same."""
    [found] = _ahead("The Dockers' Federation met. The union said rents would fall by May.")
    assert found.speaker == "Dockers' Federation"


@each("aside", ["by contrast", "as a result", "likewise", "however"])
@each("verb", ["will slow", "look set to slow", "are likely to slow"])
def test_an_aside_leaves_the_claim(aside: str, verb: str) -> None:
    """With both of its commas."""
    [found] = _ahead(f"Exports, {aside}, {verb} in May.")
    assert found.claim == "Exports will slow in May."


@each("official", ["ministry", "court", "police", "government"])
def test_a_firm_is_no_ministry(official: str) -> None:
    """A ministry is named by that word, or by letters."""
    [found] = _ahead(f"Lakeco met. The {official} said rents would rise by May.")
    assert found.speaker == official
    [found] = _ahead(f"Lakeco met. The {official} in Ourtown said rents would rise by May.")
    assert found.speaker == f"{official} in Ourtown"


def test_first_letters_stand_for_who_was_named_before() -> None:
    """In a conversation: "ANN ROE: …", then "AR: …"."""
    found = _of(
        "An interview\n\nBO POE: Will rents rise?\n\nANN ROE: I think they will.\n\n"
        "BP: And fares?\n\nAR: I think fares will fall by May."
    )
    assert [one.speaker for one in found if "fares will" in one.quote] == ["Ann Roe"]
    found = _of(
        "An interview\n\nBo Poe met Ann Roe, who runs the mill.\n\nB.P.: Will rents rise?\n\n"
        "A.R.: I think rents will fall by May.\n\nB.P.: And fares?\n\nA.R.: They will rise."
    )
    assert {one.speaker for one in found if "rents will" in one.quote} == {"Ann Roe"}


def test_a_claim_is_of_its_own_day() -> None:
    """Of a clause from which none can be made none is taken from the one before."""
    first, second = _ahead(
        "“We are confident that the mill will open by May, and we believe it has the potential "
        "to employ 500 people within five years,” Ann Roe said."
    )
    assert (first.times, first.claim) == (("by May",), "The mill will open by May")
    assert (second.times, second.claim) == (("within five years",), "")


@each("would", ["would", "would not", "wouldn’t", "would never"])
def test_what_would_not_be_will_not(would: str) -> None:
    """In the tense of a claim."""
    [found] = _ahead(f"Ann Roe said rents {would} fall by May.")
    will = would.replace("wouldn’t", "won't").replace("would", "will")
    assert found.claim == f"Rents {will} fall by May."


@each("odds", ["odds of avoiding a strike are high", "chances of a strike are rising"])
def test_odds_of_which_no_degree_is_said_make_no_claim(odds: str) -> None:
    """Nor do those of doing something: who does it is not told."""
    assert not any("will be" in one.claim for one in _of(f"The {odds}, Ann Roe said."))
