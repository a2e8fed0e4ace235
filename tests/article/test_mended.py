"""Kinds of wording in news from which likelihood, time or claim were once read wrongly."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, part
from verifier.article.proposal import Proposal


def _only(text: str) -> Proposal:
    (found,) = [one for one in _of(text) if one.why is None]
    return found


@each(
    "said words claim",
    [
        ("{a} are possible", "possible", "There will be {a}"),
        ("there was a chance of {a}", "there was a chance of", "There will be {a}"),
        ("there is a risk of {a}", "there is a risk of", "There will be {a}"),
        ("there is a chance the dam breaks", "there is a chance", "The dam breaks"),
        ("a few dams could break", "could", "A few dams will break"),
        ("a few of the dams will break", "will", "A few of the dams will break"),
        ("the dam threatens to break", "threatens to", "The dam will break"),
        ("the dams are to be closed", "are to be", "The dams are to be closed"),
        ("the dam is to open", "is to open", "The dam is to open"),
        ("the dam will no longer leak", "will", "The dam will no longer leak"),
        ("the dam is anticipated to leak", "is anticipated", "The dam will leak"),
        ("the north is set for {a}", "is set for", "The north is set for {a}"),
        (
            "the slide creates the risk that the dam will break",
            "creates the risk that",
            "The dam will break",
        ),
    ],
)
def test_words_for_how_likely_are_proposed(said: str, words: str, claim: str) -> None:
    """Whatever stands with them, a degree, a chance or an arrangement is the likelihood."""
    for what, when in part(
        product(("heavy gales", "up to six inches of rain"), (" in May", " by 2031")), 3
    ):
        found = _only(f"The Weather Office said {said.format(a=what)}{when}.")
        assert found.likelihoods[:1] == (words,)
        assert found.claim.rstrip(".") == f"{claim.format(a=what)}{when}"
        assert found.times == (when.strip(),)


@each("verb", ["predicts", "anticipates", "foresees"])
def test_who_foretells_stays_with_what_will_happen(verb: str) -> None:
    """The verb is part of the quotation before it, and of the likelihood; behind it is not."""
    before = _only(f"Lake Bank {verb} that rents will fall next year.")
    assert before.quote == f"Lake Bank {verb} that rents will fall next year."
    assert before.likelihoods == (f"{verb} … will",)
    behind = _only(f"Rents will fall next year, Lake Bank {verb}.")
    assert (behind.quote, behind.likelihoods) == ("Rents will fall next year", ("will",))
    assert {one.speaker for one in (before, behind)} == {"Lake Bank"}
    assert {one.claim.rstrip(".") for one in (before, behind)} == {"Rents will fall next year"}


@each(
    "words",
    [
        *("this season", "next season", "by the end of the season", "in the 2031-32 season"),
        *("early next season", "this transfer window", "in the summer transfer window"),
        *("this financial year", "in the next fiscal year", "in fiscal 2031", "in FY31"),
        *("in the 2031/32 tax year", "during the next parliament", "before the election"),
        *("at the next meeting", "before the summer recess", "overnight", "in the short run"),
        *("on Friday night", "over the next three months"),
    ],
)
def test_words_of_time_are_those_of_the_window(words: str) -> None:
    """Read or not: what a calendar has is proposed; `check` asks for the days."""
    for form in (
        "The club will move {}.",
        "Ann Roe said that the club will move {}.",
        "Ann Roe said that {} the club will move.",
        "Ann Roe expects the club to move {}.",
    ):
        assert _only(form.format(words)).times == (words,)


@each(
    "sentence times",
    [
        ("After their summer business the club will win the cup by May.", ("by May",)),
        ("Winter will come early.", ()),
        ("The club could face a rough winter.", ()),
        ("Rates will move from winter lows to summer highs.", ()),
        ("Brokers in a May 3-5 survey are confident that rents will fall.", ()),
        ("The fund will end the October cut in July.", ("in July", "the October")),
        ("Overnight lows will fall to 3 degrees.", ()),
        ("The fund will soon rise, by June.", ("by June", "soon")),
        ("The season's best club will lose.", ()),
        ("Gales will hit the coast on Friday before it thaws.", ("on Friday",)),
        (
            "Lake Bank expects the crown to fall over the next three months to 71.50.",
            ("over the next three months",),
        ),
        ("The next six months of Lake Bank's plan will be hard.", ("The next six months",)),
        ("Lake Bank forecasts 2031 growth of 3 per cent.", ("2031",)),
        ("Lake Bank will cut its 2031 growth forecast.", ()),
        (
            "The vote opens on 26 April and closes on 24 May so a strike could begin in June.",
            ("in June", "on 26 April", "on 24 May"),
        ),
        ("Lake Bank now expects rents to fall by 6% instead of the 5% it forecast in April.", ()),
    ],
)
def test_words_that_only_describe_are_no_window(sentence: str, times: tuple[str, ...]) -> None:
    """A noun's own words, what a number is compared with, what is vague come last."""
    assert _only(sentence).times == times


@each("opening", ["By Friday ", "In 2031, ", "Next year ", "Looking ahead to next year, "])
def test_a_time_at_the_head_is_that_of_all_parts(opening: str) -> None:
    """What begins a sentence holds for each clause of it; what ends one clause for that alone."""
    head = f"{opening}rents will fall and wages will rise, Ann Roe said."
    words = opening.removeprefix("Looking ahead to ").strip(" ,")
    assert [one.times for one in _of(head)] == [(words,), (words,)]
    tail = f"Rents will fall {words.lower()} and wages will rise, Ann Roe said."
    assert [one.times for one in _of(tail)] == [(words.lower(),), ()]


@each("verb", ["forecast", "predicted", "projected"])
@each("day said", [("today", "2024-01-11"), ("on Monday", "2024-01-08")])
def test_a_day_beside_who_foretells_is_when_it_was_said(verb: str, day: str, said: str) -> None:
    """It is no window of what is foretold."""
    for form in (
        "Lake Bank has {} {} a fall in rents next year.",
        "Lake Bank {} {} a fall in rents next year.",
    ):
        found = _only(form.format(day, verb))
        assert (found.said, found.times) == (said, ("next year",))


@each(
    "said claim",
    [
        ("My hunch is that {}.", "{}."),
        ("I am worried that {}.", "{}."),
        ("We're glad to work here, and it is our view that {}.", "{}."),
        ("{}, but our members deserve better.", "{}"),
        ("{}, and we think that is fair.", "{}"),
        ("Don't put your hat away: {}.", "{}."),
        ("{}, I like that.", "{}"),
    ],
)
@each("what", ["the dam will break in May", "rents will rise by 3 per cent"])
def test_what_the_speaker_thinks_besides_is_no_claim(said: str, claim: str, what: str) -> None:
    """Opinions, and clauses of the speaker that foretell nothing, stand outside of it."""
    words = said.format(what)
    found = _only(f'"{words[0].upper()}{words[1:]}" said Ann Roe.')
    told = claim.format(what)
    assert found.claim.rstrip(".") == f"{told[0].upper()}{told[1:]}".rstrip(".")


@each(
    "sentence claim",
    [
        (
            "A round of wage claims would delay the deal.",
            "A round of wage claims would delay the deal.",
        ),
        ("Lake Bank sees rents at 30 crowns next year.", "Rents will be 30 crowns next year."),
        ("The board pegs the crop at 3 million tonnes.", "The crop will be 3 million tonnes."),
        ("The pilot fell ill and is unlikely to fly in May.", "The pilot will fly in May."),
        ("Valdo beat Kern on Sunday but may lose its keeper.", "Valdo will lose its keeper."),
        (
            "Lake Bank expects rents to fall and wages to rise.",
            "Rents will fall and wages will rise.",
        ),
        ("Lake Bank expects the mill to close and to be sold.", "The mill will close and be sold."),
        (
            "Lake Bank expects rates to fall to 3% and rise to 4%.",
            "Rates will fall to 3% and rise to 4%.",
        ),
    ],
)
def test_claims_keep_subject_verb_and_object(sentence: str, claim: str) -> None:
    """Whoever did something besides, and however many are expected to do what."""
    assert _only(sentence).claim == claim


@each(
    "sentence claims",
    [
        ("Trade will be led by Omega, which is likely to grow.", ["Omega will grow."]),
        (
            "The fund will buy the old mill, which may close in May.",
            ["The old mill will close in May."],
        ),
        ("Prices will fall in May, which could hurt farmers.", [""]),
        ("Lake Bank will raise its stake in the mill, which is likely to close.", [""]),
        ("Rents will rise, while growth is forecast to ease.", ["Growth will ease."]),
    ],
)
def test_a_relative_clause_is_said_of_a_plain_noun(sentence: str, claims: list[str]) -> None:
    """Where it may be of more than the noun before it, the claim is for a person to write."""
    assert [one.claim for one in _of(sentence)][1:] == claims


@each(
    "sentence likelihood claim",
    [
        ("The vote will fail (likelihood: 20%).", "20%", "The vote will fail."),
        ("The vote will fail (probability 20%).", "20%", "The vote will fail."),
        ("The vote will fail in May (very likely).", "very likely", "The vote will fail in May."),
        ("The vote will fail. Likelihood: 20%.", "20%", "The vote will fail."),
        ("The vote will fail - probability: 60%.", "60%", "The vote will fail."),
        ("Ann Roe (certain of it) will win.", "will", "Ann Roe (certain of it) will win."),
        ("The vote will fail (20%).", "will", "The vote will fail (20%)."),
        (
            "The Flood Board puts the risk of a breach at 15 per cent.",
            "15 per cent",
            "There will be a breach.",
        ),
        (
            "Sales are pegged at 3 million crowns.",
            "are pegged at",
            "Sales will be 3 million crowns.",
        ),
        (
            "Sales are seen at 3 million crowns.",
            "are seen at 3 million crowns",
            "Sales will be 3 million crowns.",
        ),
        (
            "Growth of 3 per cent is forecast for 2031.",
            "is forecast",
            "There will be growth of 3 per cent for 2031.",
        ),
        (
            "Lake Bank's forecast is for growth of 3 per cent.",
            "forecast is for",
            "There will be growth of 3 per cent.",
        ),
        ("Lake Bank has pencilled in a cut.", "pencilled in", "There will be a cut."),
        ("The mill stands to lose 300 jobs.", "stands to lose", "The mill will lose 300 jobs."),
        ("More than half of economists expect a cut.", "expect", "There will be a cut."),
        (
            "It is just a matter of time before the levee breaks.",
            "just a matter of time",
            "The levee breaks.",
        ),
        ("There'll be a strike in May.", "There'll", "There will be a strike in May."),
        ("Expect higher rents in May.", "Expect", "There will be higher rents in May."),
        ("The mill, Bo Roe announced yesterday, will close.", "will", "The mill will close."),
        (
            "When the bridge opens in May, traffic will double.",
            "will",
            "When the bridge opens in May, traffic will double.",
        ),
    ],
)
def test_a_likelihood_is_no_part_of_the_claim(sentence: str, likelihood: str, claim: str) -> None:
    """Wherever it stands: in brackets, behind the sentence, in a verb for a level or a forecast."""
    found = _only(sentence)
    assert (found.likelihoods[:1], found.claim) == ((likelihood,), claim)


@each("revised", ["cut", "raised", "trimmed", "has lowered", "revised up"])
def test_a_forecast_made_anew_is_a_claim(revised: str) -> None:
    """What it is now, for when, and not what it was."""
    found = _only(f"Lake Bank {revised} its growth forecast for 2031 to 1.8 per cent from 2.1.")
    assert (found.claim, found.times) == ("Growth will be 1.8 per cent in 2031.", ("for 2031",))


@each(
    "sentence condition claim",
    [
        (
            "However, if Omega moves, showing clear uses, sales could grow.",
            "if Omega moves, showing clear uses",
            "Sales will grow.",
        ),
        (
            "Rates could rise if inflation, which fell in May, picks up again.",
            "if inflation, which fell in May, picks up again",
            "Rates will rise.",
        ),
        (
            "But if wages rise or prices do, rents will rise.",
            "if wages rise or prices do",
            "Rents will rise.",
        ),
    ],
)
def test_a_condition_goes_to_its_end(sentence: str, condition: str, claim: str) -> None:
    """Over what is put into it, and whatever leads on to it."""
    found = _only(sentence)
    assert found.given is not None
    assert (found.given["words"], found.claim) == (condition, claim)


@each("sentence", ["Rents were expected to fall last year.", "The mill was due to close in 2020."])
def test_what_was_ahead_at_a_time_that_is_over_is_none(sentence: str) -> None:
    """Told by the article, it is a report; said by somebody, a person has to look at it."""
    assert [str(one.why) for one in _of(sentence)] == ["report-of-past"]


@each(
    "heading",
    ["What to expect next year", "How rents could fall by 2031", "Here's what will change"],
)
def test_a_heading_that_asks_foretells_nothing(heading: str) -> None:
    """The answer stands below it."""
    assert [one.quote for one in _of(f"{heading}\nRents will fall.")] == ["Rents will fall."]


@each(
    "sentence likelihood claim",
    [
        (
            "The ministry lowered its estimate of the 2031 crop to 29.7 tonnes, down 1.6.",
            "estimate",
            "The 2031 crop will be 29.7 tonnes.",
        ),
        (
            "For oats, the ministry trimmed its output forecast to 3.3 tonnes from 3.4.",
            "forecast",
            "For oats, output will be 3.3 tonnes.",
        ),
        (
            "Lake Bank increased its estimate of rents by 3 points to 9 percent for 2031.",
            "estimate",
            "Rents will be 9 percent for 2031.",
        ),
        (
            "Rents should oscillate around 2 percent in May.",
            "should oscillate",
            "Rents will oscillate around 2 percent in May.",
        ),
        (
            "There's a chance for a break in the rain in May.",
            "There's a chance for",
            "There will be a break in the rain in May.",
        ),
        (
            "Heavy showers still can't be ruled out in May.",
            "can't be ruled out",
            "There will be heavy showers in May.",
        ),
        ("The main driver for that is that rents will rise.", "will", "Rents will rise."),
        (
            "In an unlikely case of a war, the lake would likely dry up.",
            "likely",
            "",
        ),
        (
            "Lake Bank cut its outlook in May and now expects rents to fall.",
            "expects",
            "Rents will fall.",
        ),
    ],
)
def test_more_wordings_of_news_are_claims(sentence: str, likelihood: str, claim: str) -> None:
    """A forecast made anew, what should be, a chance for it, what cannot be ruled out."""
    found = _of(sentence)[-1]
    assert (found.why, found.likelihoods[:1], found.claim) == (None, (likelihood,), claim)


def test_items_of_a_list_of_predictions_foretell() -> None:
    """Under the line that announces them, in the present or without a verb, and nowhere else."""
    item = "Valdo beat Kern.", "Ann Roe wins the cup.", "Rents below 20 crowns."
    listed = "\n".join(f"{n}. {words} It is time." for n, words in enumerate(item, 1))
    for line in ("Our predictions for 2031:", "Here are my forecasts", "What will happen next"):
        assert [one.quote for one in _of(f"{line}\n{listed}\n")] == [*item]
    assert not _of(f"What we know:\n{listed}\n")


@each(
    "sentence times",
    [
        (
            "Rents will fall by 3% over the next two years, one of the brokers warned.",
            ("over the next two years",),
        ),
        ("Omega will build four planes a month in 2031.", ("in 2031",)),
        ("Output in 2030-31 will fall.", ("in 2030-31",)),
    ],
)
def test_numbers_beside_a_time_are_none_of_it(sentence: str, times: tuple[str, ...]) -> None:
    """How many, how often, and a year that goes over New Year."""
    assert _only(sentence).times == times


@each(
    "sentence likelihood claim",
    [
        ("The risk of a war could be reduced.", "could", "The risk of a war could be reduced."),
        (
            "If rates fall, the likelihood is that rents will rise.",
            "the likelihood is that",
            "Rents will rise.",
        ),
        ("Assembly is planned to begin in 2031.", "planned to", "Assembly will begin in 2031."),
        ("The cuts should drive rents up.", "should drive", "The cuts will drive rents up."),
        ("The strike will last for a while.", "will", "The strike will last for a while."),
    ],
)
def test_a_verb_says_how_likely_of_its_own_subject(
    sentence: str, likelihood: str, claim: str
) -> None:
    """Be that a risk; and "for a while" joins nothing."""
    found = _only(sentence)
    assert (found.likelihoods[:1], found.claim) == ((likelihood,), claim)


def test_an_adjective_of_time_comes_last() -> None:
    """First-quarter results are told on a day."""
    found = _only("Omega will report first-quarter results on 5 May.")
    assert found.times == ("on 5 May", "first-quarter")
