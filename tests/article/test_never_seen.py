"""Kinds of wording in which never-seen news were read wrongly: who speaks, how likely, when."""

from __future__ import annotations

from tests.articles import of as _of
from tests.depth import each, grid
from verifier.article.proposal import Proposal


def _last(text: str) -> Proposal:
    return [one for one in _of(text) if one.why is None][-1]


def test_who_is_spoken_to_is_not_who_speaks() -> None:
    """Behind "speaking to" stands the other one, whoever of the two is a man."""
    first = "Mill owner {a} is no friend of the levy. {a} told {b} that the mill will close."
    for lead, (a, b), pronoun in grid(
        ("Speaking to", "In an interview with", "Talking to the host"),
        (("Ann Roe", "Bo Coe"), ("Bo Coe", "Ann Roe")),
        ("he", "she"),
    ):
        head = first.format(a=a, b=b)
        quoted = f'{head}\n\n{lead} {b}, {pronoun} said: "The levy will sink the town by May."'
        told = f"{head}\n\n{lead} {b}, {pronoun} said the levy will sink the town by May."
        assert [_last(text).speaker for text in (quoted, told)] == [a, a]


@each(
    "words name",
    [
        ("Pope Leander", "Pope Leander"),
        ("Lord Harrow", "Lord Harrow"),
        ("The historian Lady Harrow", "Lady Harrow"),
        ("Prince Ivo", "Prince Ivo"),
        ("Lord Ivo Harrow", "Ivo Harrow"),
        ("President Harrow", "Harrow"),
        ("Ben King", "Ben King"),
        ("Only Lakeco", "Lakeco"),
        ("Even Lakeco", "Lakeco"),
        ("Trader Bo Coe, M.D.,", "Bo Coe"),
        ("Bo Coe, Ph.D., head of the mill,", "Bo Coe"),
        ("Bo Coe, head of the mill", "Bo Coe"),
        ("Mill board chairman Bo Coe,", "Bo Coe"),
    ],
)
def test_a_name_is_whole_and_no_more(words: str, name: str) -> None:
    """A title of nobility goes with a single name; what limits or describes is none of it."""
    said = f"{words} said the crop will fall by May."
    assert _last(said).speaker == name
    assert _last(f"Mills are cheap. {said}").speaker == name


def test_a_role_in_capitals_is_nobody() -> None:
    """Whoever is named behind it has the role."""
    for role in ("Medical Director", "Managing Director", "Chief Executive"):
        text = f"Rents will fall in May, according to its {role}, Bo Coe, M.D."
        assert _last(text).speaker == "Bo Coe"


def test_who_closes_a_sentence_says_all_of_it() -> None:
    """What somebody found in a clause that only describes is no report of theirs."""
    for who, verb in grid(("which the court", "whom the ministry"), ("found", "said")):
        text = f"The plan, of {who} {verb} that it is void, will fail in May, Ann Roe said."
        assert {one.speaker for one in _of(text)} == {"Ann Roe"}


def test_many_who_a_sentence_was_about_are_they() -> None:
    """They are the people of the sentence before, who did not speak in it."""
    for who in ("Traders", "Economists", "Officials"):
        text = f"{who} have mixed views of the year. They all agree that rents will fall in May."
        assert (_last(text).speaker or "").casefold() == who.casefold()


@each(
    "said time day",
    [
        ("Snow is expected on Friday", "on Friday", None),
        ("Rents will grow more than expected this year", "this year", None),
        ("The mill is projected this year to lose money", "this year", None),
        ("Rents will rise in June", "in June", None),
    ],
)
def test_nobody_expects_on_the_day_that_is_expected(said: str, time: str, day: str | None) -> None:
    """The passive and what is compared leave the words of time to what is foretold."""
    for text in (f'"{said}," according to Lake Bank.', f"{said}, Lake Bank said."):
        found = _last(text)
        assert (found.times, found.said) == ((time,), day)


def test_a_season_that_describes_is_no_day_on_which_it_was_said() -> None:
    """The season belongs to the crop; a week or a day belongs to the verb."""
    for season, crop in grid(("winter", "spring"), ("crop", "fair", "term")):
        assert _last(f"Ann Roe said the {season} {crop} will be small.").said is None
    assert _last("Ann Roe said on Tuesday the winter crop will be small.").said == "2024-01-09"


@each(
    "claim likelihood",
    [
        ("{a} could be as low as two inches over the next few days", "could"),
        ("{a} could be two inches in the past few days' storm track", "could"),
        ("{a} might reach five inches in May, not six inches", "might"),
        ("{a} might come on 5 May, not 6 May", "might"),
        ("{a} could last more than a week, not less", "could"),
    ],
)
def test_what_only_looks_like_a_denial_denies_nothing(claim: str, likelihood: str) -> None:
    """A few are some, and what is set against the forecast is not foretold."""
    for what in ("Total rain", "Snow in the north"):
        assert _last(f"{claim.format(a=what)}.").likelihoods[:1] == (likelihood,)
    assert _last("Few towns will be hit in the next few days.").likelihoods[:1] != ("will",)


@each("verb", ["projects that", "is forecasting that"])
def test_who_foretells_goes_with_what_will_be(verb: str) -> None:
    """As "predicts … will" does."""
    found = _last(f"Lake Bank {verb} rents will fall in May.")
    assert found.likelihoods == (f"{verb.removeprefix('is ')} … will",)


@each(
    "said likelihood claim",
    [
        ("does not expect {a} to end", "not expect", "{a} will end"),
        ("doesn't expect a rise in fees", "doesn't expect", "There will be a rise in fees"),
        ("expects {a} of 2031 to 2032 to end", "expects", "{a} of 2031 to 2032 will end"),
        ("won't print its forecast for {a}", "will", None),
    ],
)
def test_what_is_not_expected_is_what_is_unlikely(
    said: str, likelihood: str, claim: str | None
) -> None:
    """The denial is the likelihood's, or else the claim's."""
    for what in ("Trade", "The slump"):
        body = said.format(a=what.lower() if what != "Trade" else "trade")
        found = _last(f"Lake Bank {body} in May.")
        wanted = claim.format(a=what) if claim else f"The Lake Bank {body}"
        assert found.likelihoods[:1] == (likelihood,)
        assert found.claim.rstrip(".").removeprefix("The ") == f"{wanted} in May".removeprefix(
            "The "
        )


@each("day", ["Saturday", "Today", "Tonight", "Monday"])
def test_a_day_may_be_what_a_claim_is_about(day: str) -> None:
    """It stands where "now" and "then" would stand for nobody."""
    assert _last(f"{day} will be wet and cold.").claim == f"{day} will be wet and cold."
    assert _last("Now will be the time of the storm.").claim == ""


def test_what_we_will_have_there_will_be() -> None:
    """In whatever words the future is."""
    for verb in ("'ll have", " will have", "'re going to have", " are going to see"):
        found = _last(f'"We{verb} some flooding on Sunday," Ann Roe said.')
        assert found.claim == "There will be some flooding on Sunday"


@each(
    "text condition",
    [
        ("The storm is expected to weaken by tomorrow (if not sooner).", None),
        ("The party could be way short of a majority in May.", None),
        ("The party could win in May, short of a split.", "short of a split"),
    ],
)
def test_what_only_looks_like_a_condition_is_none(text: str, condition: str | None) -> None:
    """How soon or how near something is sets no condition."""
    found = _last(text)
    assert (found.given and found.given["words"]) == condition


@each("words", ["15 mm of rain", "more rain", "two storms"])
def test_to_see_is_no_word_of_likelihood(words: str) -> None:
    """The likelihood is what stands before it."""
    found = _last(f"Many areas are likely to see {words} in May.")
    assert (found.likelihoods, found.claim) == (
        ("likely",),
        f"Many areas will see {words} in May.",
    )


def test_a_question_that_is_asked_sets_no_condition() -> None:
    """What somebody will find out is left open; what has to happen first is a condition."""
    for verb in ("determine", "decide", "check", "assess"):
        found = _last(f"The council will watch the dam and {verb} if it leaks in May.")
        assert found.given is None
    supposed = _last("Rents will rise if the dam leaks in May.")
    assert supposed.given is not None
    assert supposed.given["words"] == "if the dam leaks in May"


def test_what_describes_a_place_denies_nothing() -> None:
    """Where nobody moves, the fall is foretold all the same."""
    for what in ("nobody moves", "those with no choice live"):
        found = _last(f"Sales could fall to a low, where {what}.")
        assert found.likelihoods[:1] == ("could",)


def test_what_nobody_is_expecting_is_unlikely() -> None:
    """As what somebody does not expect; who was not expecting it foretells nothing."""
    for verb in ("expecting", "anticipating"):
        found = _last(f"Ann Roe is not {verb} rents to rise in May.")
        assert (found.likelihoods, found.claim) == ((f"not {verb}",), "Rents will rise in May.")
        assert not any(one.claim for one in _of(f"We were not {verb} rents to rise in May."))
    assert _last("Ann Roe is expecting rents to rise in May.").claim == "Rents will rise in May."
