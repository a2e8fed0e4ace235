"""Clauses of news: who is told, who only shows, what is granted first, and what denies where."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each
from verifier.article.proposal import Proposal
from verifier.article.wording import denies


def _ahead(text: str) -> list[Proposal]:
    return [one for one in _of(text) if one.why is None]


@each(
    "told when",
    list(
        product(
            ("reporters", "Lake News", "ORBT", "investors", "Harbour Radio"),
            ("", " Tuesday", " late on Tuesday", " on Tuesday"),
        )
    ),
)
def test_whoever_is_told_says_nothing(told: str, when: str) -> None:
    """What is behind a verb of telling, with its day, is no part of what was said."""
    [found] = _ahead(f"Ann Roe told {told}{when} the wooden dams will break by June.")
    assert (found.speaker, found.claim) == ("Ann Roe", "The wooden dams will break by June.")
    assert found.said == ("2024-01-09" if when else None)


@each(
    "who speaker",
    [
        ("a leading pollster", "leading pollster"),
        ("an independent consultancy", "independent consultancy"),
        ("sources close to the talks", "sources close to the talks"),
        ("officials familiar with the plan", "officials familiar with the plan"),
    ],
)
def test_somebody_unnamed_is_nobody_told_of_before(who: str, speaker: str) -> None:
    """A pollster is not the body that the sentence names, whichever noun stands for them."""
    [found] = _ahead(f"Lake Bank will close its branch in May, according to {who}.")
    assert found.speaker == speaker
    assert found.kind == "anonymous"


@each("verb", ["is confident", "was also confident", "is now certain"])
def test_an_adverb_stands_in_a_verb_of_several_words(verb: str) -> None:
    """Who is "also confident" says so as much as who is confident."""
    [found] = _ahead(f"Ann Roe {verb} that the dam will break by June.")
    assert found.speaker == "Ann Roe"


@each("noun", ["promises", "doubts", "forecasts", "plans"])
def test_a_noun_at_the_end_reports_nothing(noun: str) -> None:
    """Words that are verbs elsewhere: "there will be no promises"."""
    [found] = _ahead(f"Minister Ann Roe said there will be no new {noun}.")
    assert found.speaker == "Ann Roe"
    assert found.claim == f"There will be no new {noun}."


@each("word", ["while", "although", "though", "even though", "whereas"])
def test_what_is_granted_first_is_no_part_of_a_claim(word: str) -> None:
    """Nor does a denial in it turn the likelihood."""
    [found] = _ahead(
        f"Ann Roe said {word} rents were not high, homes were unlikely to sell by May."
    )
    assert found.likelihoods[0] == "unlikely"
    assert found.claim == "Homes will sell by May."


@each(
    "clause",
    [
        " because the crown will not hold",
        ", which does not help exports",
        " although nobody wants it",
        " or not",
    ],
)
def test_a_denial_beside_the_main_clause_turns_nothing(clause: str) -> None:
    """Only the clause that foretells says whether it denies."""
    text = "Rates are unlikely to rise in May, whether jobs return" if clause == " or not" else ""
    [found] = _ahead(f"{text or 'Rates are unlikely to rise in May'}{clause}.")
    assert found.likelihoods[0] == "unlikely"


@each(
    "text claim",
    [
        (
            "A dam in Ourtown that has leaked for days may break by June.",
            "A dam in Ourtown that has leaked for days will break by June.",
        ),
        (
            "The United States is unlikely to lose in June.",
            "The United States will lose in June.",
        ),
        (
            "Prime Minister Ann May will resign by June.",
            "Prime Minister Ann May will resign by June.",
        ),
        ("The agency had forecast output to fall in 2024.", "Output will fall in 2024."),
        ("The drought should ease in April.", "The drought will ease in April."),
        (
            "Lake Bank sees house prices hitting 12 by May.",
            "House prices will be hitting 12 by May.",
        ),
    ],
)
def test_the_claim_is_the_sentence_that_is_foretold(text: str, claim: str) -> None:
    """Whatever describes its subject, and whatever its words are elsewhere."""
    [found] = _ahead(text)
    assert found.claim == claim
    assert found.likelihoods


@each(
    "text times",
    [
        ("Inflation is forecast to ease to 2% by May from 3.2% in July.", ["by May"]),
        ("Rates will fall by a quarter-point in May.", ["in May"]),
        ("Harvests will be the smallest in decades.", []),
        ("Rates are going to fall next year.", ["next year"]),
        ("Rents will fall this summer.", ["this summer"]),
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str, times: list[str]) -> None:
    """What a number is compared with, a fraction, and how long nothing like it was seen."""
    assert [time for one in _ahead(text) for time in one.times] == times


@each(
    "title speaker",
    [
        ("Harbour will close by May, says mayor", "mayor"),
        ("Fees will rise, economists say", "economists"),
    ],
)
def test_a_headline_says_at_its_end_whose_words_it_has(title: str, speaker: str) -> None:
    """A role without a name and an article is that of somebody unnamed."""
    found = _ahead(f"{title}\n\nThe old town hall is full of people.\n")
    assert [one.speaker for one in found] == [speaker]


@each(
    "chance what",
    product(
        ["a 30% chance", "a slim chance", "little risk"],
        ["inflation staying above 3%", "output falling"],
    ),
)
def test_who_sees_a_chance_says_how_likely_it_is(chance: str, what: str) -> None:
    """And nothing more: not that it is foreseen."""
    [found] = _ahead(f"The Lake Bank sees {chance} of {what} by May.")
    assert found.likelihoods[0].removesuffix(" of").endswith(chance.removeprefix("a "))
    assert "sees" not in found.likelihoods[0]


@each(
    "told claim put_in",
    [
        ("Ourtown are tipped to win. They will lose in May.", "Ourtown will lose in May.", "They"),
        ("Ann Roe said so. She will leave in May.", "Ann Roe will leave in May.", "She"),
        ("The unions are angry. They may strike in May.", "The unions will strike in May.", "They"),
        ("Lake Motors is small. It will grow in May.", "Lake Motors will grow in May.", "It"),
        ("Rain is rare. It will be hard to sow in May.", "It will be hard to sow in May.", None),
        ("Ann Roe, 40, met Bo Poe. They will win in May.", "", None),
    ],
)
def test_a_pronoun_takes_up_what_the_sentence_before_is_about(
    told: str, claim: str, put_in: str | None
) -> None:
    """Where it can be nothing else; the claim says which word was put in, and for whom."""
    found = _ahead(told)[-1]
    assert (found.claim, found.put_in) == (claim, put_in)
    assert put_in is None or found.put_for


@each("lead", ["By May", "In the summer", "Before June"])
def test_a_time_before_who_says_so_is_that_of_what_is_said(lead: str) -> None:
    """It stands apart from the words, and belongs to them."""
    [found] = _ahead(f"{lead}, Lake Bank said it expects sales to improve.")
    assert (found.speaker, found.times) == ("Lake Bank", (lead,))


@each("lead", ["Should the dam break", "If the dam breaks"])
def test_a_condition_before_who_says_so_is_that_of_what_is_said(lead: str) -> None:
    """As if it stood in the words."""
    [found] = _ahead(f"{lead}, experts predict the town will be under water in May.")
    assert found.given is not None
    assert found.given["words"] == lead
    assert found.speaker == "experts"


@each(
    "text claims",
    [
        (
            "Passengers will be back in May, with fares expected to rise in June.",
            ["Passengers will be back in May", "Fares will rise in June."],
        ),
        (
            "“Ann Roe will win in May, Bo Poe will lose in June,” Cy Moe said.",
            ["Ann Roe will win in May", "Bo Poe will lose in June"],
        ),
        (
            "Sales may fall in May, but costs and rents will rise in June.",
            ["Sales will fall in May", "Costs and rents will rise in June."],
        ),
        ("The ruling is not expected until 2025.", ["The ruling does not happen until 2025."]),
        (
            "Ann Roe sees a real risk of feed running out by May.",
            ["Feed will be running out by May."],
        ),
    ],
)
def test_each_clause_that_foretells_has_its_claim(text: str, claims: list[str]) -> None:
    """However it is joined to the one before."""
    assert [one.claim for one in _ahead(text)] == claims


@each(
    "text",
    [
        "The harvest will be worse than Ann Roe expects.",
        "The harvest will not be as bad as the farmers suggest.",
        "The court will wait for months before announcing its ruling.",
    ],
)
def test_with_whom_a_claim_is_compared_says_nothing(text: str) -> None:
    """Nor does who has yet to announce something."""
    assert [one.speaker for one in _ahead(text)] == [None]


@each(
    "text speaker claim",
    [
        (
            "Rents will fall by May, according to a new report from Lake Global Wealth.",
            "Lake Global Wealth",
            "Rents will fall by May",
        ),
        ("Polls suggest Ann Roe will lose in May.", "Polls", "Ann Roe will lose in May."),
        ("Ann Roe told the Gazette rents will fall in May.", "Ann Roe", "Rents will fall in May."),
        ("Lake Bank stated Tuesday that rents will fall.", "Lake Bank", "Rents will fall."),
        ("Ann Roe is hopeful Bo Poe will win in May.", "Ann Roe", "Bo Poe will win in May."),
        (
            "“The surge, we all know, will end in May,” Ann Roe said.",
            "Ann Roe",
            "The surge will end in May",
        ),
        (
            "Another 20 boats, which Bo Poe has, would be gone by May, the mayor, Ann Roe, said.",
            "Ann Roe",
            "Another 20 boats, which Bo Poe has, will be gone by May",
        ),
    ],
)
def test_who_says_so_however_it_is_put(text: str, speaker: str, claim: str) -> None:
    """A report's makers, polls, a paper that was told, and a verb that describes nobody."""
    [found] = _ahead(text)
    assert (found.speaker, found.claim) == (speaker, claim)


@each("who", ["Several", "Some", "Many", "Others"])
def test_a_word_for_some_is_nobodys_name(who: str) -> None:
    """Nor is it the bank that is spoken of next."""
    first, second = _ahead(f"{who} said rents will fall in May. The bank expects rates to fall.")
    assert first.kind in (None, "anonymous")
    assert second.speaker != who


@each("role", ["", ", an engineer,", ", the port's chief engineer,"])
def test_what_was_said_ends_before_who_says_so(role: str) -> None:
    """Whatever words it ends with, and whatever is told of them."""
    [found] = _ahead(f"“The dam will break by June,” Ann Roe{role} said on Monday.")
    assert (found.speaker, found.quote) == ("Ann Roe", "The dam will break by June")


@each("verb", ["would expect", "do expect", "still expect", "would anticipate"])
def test_what_one_would_expect_is_the_claim(verb: str) -> None:
    """Whom it is expected of becomes the subject; a pronoun stays one, and leaves no claim."""
    assert _of(f"Analysts {verb} fares to fall by May.")[0].claim == "Fares will fall by May."
    assert _of(f"“We {verb} them to fall by May,” Ann Roe said.")[0].claim == ""


@each(
    "end claim",
    [
        (", but that a tie seemed certain", "The council will raise fares"),
        (" as voters are set to return a new one", "The council will raise fares"),
    ],
)
def test_a_part_does_not_end_with_what_joins_the_next(end: str, claim: str) -> None:
    """Neither "but that" nor "as" belongs to the clause before it."""
    found = _ahead(f"Ann Roe said the council might raise fares{end}.")[0]
    assert found.claim.startswith(claim)
    assert not found.quote.endswith(("that", "as", "but"))


def test_what_is_granted_first_is_a_forecast_of_its_own() -> None:
    """Its claim begins behind "while", with the verb that fits its noun."""
    found = _ahead(
        "Ann Roe said: “While we believe that a fall in fares is unlikely, rents will ease in May.”"
    )
    assert [one.claim for one in found] == ["A fall in fares happens", "Rents will ease in May."]


@each(
    "more",
    [
        ", but not by much",
        ", but probably not soon",
        ", if not at once",
        " in a mill that won't pay",
    ],
)
def test_what_only_limits_a_claim_does_not_deny_it(more: str) -> None:
    """So its likelihood is not turned, and its claim stands."""
    assert not denies(f"Fares will rise{more}.")
    assert denies(f"Fares will not rise{more}.")


@each(
    "amount verb",
    product(
        ["$3bn", "40 million euros", "up from 2%", "worth $500m"],
        ["will reach", "is expected to reach"],
    ),
)
def test_an_amount_set_off_stays_with_its_noun(amount: str, verb: str) -> None:
    """Neither the noun nor what it does is lost."""
    [found] = _ahead(f"The sum, {amount}, {verb} the farms by May, Ann Roe said.")
    assert found.claim == f"The sum, {amount}, will reach the farms by May"
    [found] = _ahead(f"Ann Roe expects the sum, {amount}, to reach the farms by May.")
    assert found.claim == f"The sum, {amount}, will reach the farms by May."


@each("order", ["If rain exceeds 4%, {}, Ann Roe said.", "{} if rain exceeds 4%."])
def test_a_limit_in_a_condition_is_none_of_the_claim(order: str) -> None:
    """Only what is to happen sets a threshold."""
    (found,) = _ahead(order.format("the dam will open in June"))
    assert (found.threshold, found.claim.rstrip(".")) == (None, "The dam will open in June")
    assert found.given is not None


@each("noun who", product(["chance", "probability", "likelihood"], ["", "Lake forecasters think "]))
def test_a_chance_may_go_without_that(noun: str, who: str) -> None:
    """What it is of is a clause all the same, and may be over."""
    text = f"{who}there is a 90 percent {noun} the flood has peaked."
    (found,) = _ahead(text[:1].upper() + text[1:])
    assert found.claim == "The flood has peaked."
    assert found.likelihoods == (f"90 percent {noun}",)


def test_a_headline_stays_that_nothing_below_foretells() -> None:
    """A word that it shares with what is so now does not repeat it."""
    text = "Lake office expects the flood to peak in March\n\nThe flood is low, Ann Roe said."
    assert [one.claim for one in _ahead(text)] == ["The flood will peak in March"]


def test_a_headline_in_which_somebody_expects_it_is_theirs() -> None:
    """And not the paper's; nobody does where it is only expected."""
    for who in ("Lake Bank", "Ann Roe", "Analysts", "Harbour Institute"):
        many = who == "Analysts"
        for verb in ("expect rates to fall", "see rates falling", "predict a fall in rates"):
            said = verb if many else verb.replace(" ", "s ", 1)
            found = _ahead(f"{who} {said} in May\n\nRents are up.")
            assert [one.speaker for one in found] == [who], said
    (nobody,) = _ahead("Rates expected to fall in May\n\nRents are up.")
    assert nobody.speaker is None


@each("start", ["In May with the full crew and four new ships coming, ", ""])
def test_who_speaks_for_a_firm_says_we_of_it(start: str) -> None:
    """By the role beside the name, though the firm's name says nothing; and without "the"."""
    (found,) = _ahead(f"“{start}we will sail on through the ice,” said Lake Ferries boss Bo Roe.")
    assert found.claim.rstrip(".") == f"{start}Lake Ferries will sail on through the ice"
    assert _ahead("Rents will rise, Lake Ferries said.")[0].kind == "office"


@each("joint", ["and", "but"])
def test_what_goes_on_behind_who_says_so_has_the_same_subject(joint: str) -> None:
    """The verb behind the clause put in is said of the noun before it."""
    found = _ahead(f"The port could lose two lines, experts say, {joint} could face a strike.")
    assert [one.claim.rstrip(".") for one in found] == [
        "The port will lose two lines",
        "The port will face a strike",
    ]


@each("more", [", or never really begins", ", and stalls for weeks", ", and the frost holds"])
def test_a_condition_goes_to_its_end(more: str) -> None:
    """A second predicate belongs to it, up to the comma before what depends on it."""
    (found,) = _ahead(f"If the march falls short{more}, the mood could change, Ann Roe said.")
    assert found.given is not None
    assert found.given["words"] == f"If the march falls short{more}"
    assert found.claim == "The mood will change"


@each("verb", ["predicting", "expecting"])
def test_the_claim_is_what_somebody_in_the_sentence_holds(verb: str) -> None:
    """Neither who holds it nor what stands before them."""
    found = _ahead(f"Hosts are told to wait as many are still {verb} that fares will fall in May.")
    assert (found[-1].speaker, found[-1].claim) == ("many", "Fares will fall in May.")


def test_an_adverb_of_certainty_goes_alone() -> None:
    """Its verb stays: "is certainly near" is no "happens near"."""
    (found,) = _ahead("Many are predicting that a slump is certainly on the way.")
    assert found.claim == "A slump is on the way."


def test_when_and_how_are_no_claims() -> None:
    """What one is asked about has not been said."""
    assert all(one.claim == "" for one in _of("As to when the dam will break, Bo Roe is vague."))


def test_what_is_granted_stays_where_it_foretells_nothing() -> None:
    """Without its "though" it would be a second main clause."""
    [found, *_] = _ahead(
        "“Though the ice is gone, the ferry will wait for May and will then sail,” Ann Roe said."
    )
    assert found.claim == "The ferry will wait for May"


def test_words_that_only_lead_on_end_no_part() -> None:
    """The clause behind "as" has a speaker of its own; a participle belongs to its condition."""
    mill = _ahead("Ann Roe said the mill will close in May, as she insisted the weir would not.")
    assert mill[0].claim == "The mill will close in May"
    (found,) = _ahead("Unless talks are held, beginning in May, the mill will close, Ann Roe said.")
    assert found.given is not None
    assert found.given["words"] == "Unless talks are held, beginning in May"
