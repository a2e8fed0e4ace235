"""Every likelihood phrase of the five archived documents, as a careful reader takes it.

Each line is a passage, what governs it, and why. A number is (lexicon, low, central, high).
"""

from __future__ import annotations

from pathlib import Path

from tests.depth import each
from verifier.words.likelihood import LikelihoodReading, find_conditions, find_likelihoods
from verifier.words.rules import LikelihoodRules

Understood = str | tuple[str, float, float, float]
Passage = tuple[str, list[Understood], str]

WILL = ("cap-2026", 0.95, 1.0, 1.0)
WILL_NOT = ("cap-2026", 0.0, 0.0, 0.05)
COULD = ("cap-2026", 0.15, 0.4, 0.6)
MAY = ("cap-2026", 0.2, 0.4, 0.6)
LIKELY = ("cap-2026", 0.6, 0.75, 0.85)
MOST_LIKELY = ("cap-2026", 0.6, 0.875, 0.925)
PERHAPS = ("mauboussin-2018", 0.25, 0.5, 0.5)
NO_DOUBT = ("mauboussin-2018", 0.8, 0.98, 1.0)
ABSOLUTELY = ("mauboussin-2018", 0.9, 0.99, 1.0)
BELIEVES = ("fagen-ulmschneider", 0.6, 0.75, 0.95)
FAIRLY_CERTAIN = ("competitive-intelligence", 0.75, 0.75, 0.9)
EXPECTS = ("competitive-intelligence", 0.75, 0.75, 0.9)

UNIAN: list[Passage] = [
    ("We see that Russia is preparing for a new attack", ["intention"],
     "What is seen is a preparation, which can be dropped or fail."),
    ("sees signs that Russia is preparing for a new offensive", ["intention"],
     "Signs of a preparation are no more than the preparation."),
    ("no signs that President Putin and the authorities in Moscow are preparing for peace",
     ["evidential"], "The absence of signs, an observation too; it is marked as denied."),
    ("200,000 people, and perhaps even more", [PERHAPS],
     "An estimate of the present, but the word is perhaps, which only a smaller survey has."),
    ("today no one can say when the war will end", ["unassessable"],
     "It declines to judge, and the bare will inside it asserts nothing."),
    ("most likely, this war will also end at some stage at the negotiating table", [MOST_LIKELY],
     ("One forecast: most likely is the hedge and governs the will. The survey lacks it, so likely "
     "is strengthened, and its low stays, since it may be just the likeliest way to end.")),
    ("Military support today makes it possible to reach a peace agreement tomorrow", [],
     "To make possible is a cause, not a likelihood."),
    (("But as long as President Putin believes that he can win on the battlefield, he will not sit "
     "down and act in good faith"), [WILL_NOT],
     "The belief is Putin's and part of the condition; the forecast is a denied bare future."),
    ("Russia could launch a new offensive in 1-2 months", [COULD],
     "Could, as the survey asked for it."),
    ("they are preparing for an offensive", ["intention"],
     "A preparation can be called off; it has no number."),
    ("We understand that in a month, a half or two, they will begin active operations", [WILL],
     "To understand is no hedge; a bare future, hence imputed."),
    ("predicted that Russia was preparing to intensify the offensive by the first anniversary",
     ["intention"], "What was predicted is a preparation."),
    (("Russia is going to launch a new major offensive in February. Perhaps it will happen this "
     "week."), [WILL, PERHAPS],
     "Two sentences, two forecasts: going to is a bare future, and perhaps governs will happen."),
    ("the next six months would be decisive in the confrontation with Russia", [WILL],
     "Would is the will of reported speech."),
    ("Russia was preparing a large number of soldiers for an offensive", ["intention"],
     "A preparation."),
    ("Ukraine may not be capble of liberating all occupied territories, but Donbas will return",
     [("cap-2026", 0.4, 0.6, 0.8), WILL],
     "But parts two forecasts: may denied is the complement of may, will is bare."),
]  # fmt: skip

TASS: list[Passage] = [
    ("this only confirms the fact that Russia cannot be underestimated", [],
     "A judgement about the present: nothing is forecast not to happen."),
    (("I'm absolutely certain that the message from NATO allies at this meeting is that we need "
     "to stand by Ukraine"), [ABSOLUTELY],
     "The survey lacks certain; the next has certainly, and absolutely halves what doubt is left."),
    ("He believes that it is in our security interest that President Putin does not win",
     [BELIEVES], "An opinion without a degree: the surveys of we believe answer."),
    ("Ukraine was to receive F-16 aircraft soon", ["intention"],
     "An arrangement, which may still fall through."),
    ("I think that, first of all, we are providing Ukraine with more and more advanced systems",
     [BELIEVES], "An opinion, though about the present."),
    ("less than 0.2% of Ukraine's territory", [],
     "A share of land; digits are a likelihood only beside a word for chance."),
]  # fmt: skip

REPUBLIC: list[Passage] = [
    ("Russia is preparing to launch a fresh offensive on February 24", ["intention"],
     "A preparation with a date remains a preparation."),
    (("We think that, given that they live in symbolism, they will try to try something around "
     "February 24"), [BELIEVES],
     "We think is the hedge and weakens the will; to try is what is forecast, not a plan."),
    ("Russia will celebrate Army Day on February 23 and plans a mass mobilisation",
     [WILL, "intention"], "Two verbs, two forecasts: a bare future and a plan."),
    ("he expects the Russian army to launch an offensive from the east or south", [EXPECTS],
     "Only a practitioners' scale lists to be expected."),
    (("Russian armed forces may attempt an offensive in two directions: it could be the Donbass, "
     "or it could be the south"), [MAY, COULD, COULD],
     "Three modals, three forecasts; none of them hedges another."),
    ("they may try something around February 24", [MAY], "May, as the survey asked for it."),
    ("President Putin has ordered the seizure of the Ukrainian territories by March",
     ["intention"], "An order says what is meant to happen."),
    ("Russian forces will make a new attempt to launch a massive offensive", [WILL],
     "The attempt is part of what is forecast; the hedge is a bare will."),
    ("Russia will continue offensive operations because it has not achieved its main goal", [WILL],
     "The not belongs to the reason, not to the forecast."),
    ("this time will also take place in major Russian cities", [WILL], "A bare future."),
    ("Russia's armed forces would be ready, even to combat millions of Russians", [WILL],
     "Would is the will of reported speech."),
    ("adding that this could include cluster munitions", [COULD], "Could."),
]  # fmt: skip

BLITZ: list[Passage] = [
    ("Russia wants to invade Ukraine by February", ["intention"], "A wish."),
    (("officials are predicting that Russian forces will invade neighboring Ukraine by "
     "mid-February"), [WILL], "To predict is no degree of likelihood; the hedge is a bare will."),
    ("every indication Russia will use military force in Ukraine by mid-February",
     ["evidential"], "Every indication is evidence, and governs the will that hangs on it."),
    (("Russia had started to prepare for a false-flag operation in eastern Ukraine, which would "
     "provide the pretext"), ["intention", WILL],
     "The preparation is one statement, what it would bring about another."),
    ("any invasion would likely begin by mid-February at the latest", [LIKELY],
     "Likely governs the would beside it."),
    ("U.S. commanders say they could redeploy some of the 64,000 troops", [COULD],
     "Could, though of an ability."),
    (("I think that the content of the answer will become known to the general public in the very "
     "near future"), [BELIEVES], "I think weakens the will; very belongs to near."),
    ("But we won\u2019t rush with our assessments", [WILL_NOT],
     "A denied bare future, in a contraction."),
    ("NATO said it would not compromise its core principles", [WILL_NOT],
     "A denied bare future in reported speech."),
    ("he believes that Russia will most likely remain engaged diplomatically", [MOST_LIKELY],
     "Three markers, one forecast: the degree governs opinion and future."),
    (("it\u2019s fairly certain to many observers barring any breakthroughs that Russia is poised "
     "to invade"), [FAIRLY_CERTAIN],
     "The degree governs what Russia is poised to do; the breakthroughs are a condition."),
]  # fmt: skip

BABEL: list[Passage] = [
    ("no intelligence information indicates an imminent threat of a second invasion",
     ["evidential"], "Evidence denied; its absence is no low probability."),
    ("However, the long-term risks of this remain", ["unassessable"],
     "That a risk stays does not say how high it is."),
    (("It would be wrong to discount this possibility but also wrong to say we have any data "
     "confirming it exists"), ["dismissal"],
     "It refuses to dismiss; the would and the possibility are inside that."),
    ("he has no doubt that they will try to go to Kyiv a second time", [NO_DOUBT],
     "No doubt is certainty said outright, governs the will, and is no denial."),
    ("also believe that Russia plans to launch another wave of offensive in February 2023",
     ["intention"], "What is believed is a plan; the offensive itself gets no number."),
    (("the risk of an offensive by the occupying forces from the territory of Belarus is gradually "
     "increasing"), ["unassessable"], "It says where the risk moves, not where it stands."),
    ("the Kremlin\u02bcs actions indicate Russia\u02bcs plans to renew its attack on Ukraine",
     ["intention"], "Evidence of a plan is no more than the plan."),
]  # fmt: skip

PASSAGES = [*UNIAN, *TASS, *REPUBLIC, *BLITZ, *BABEL]


def understood(reading: LikelihoodReading) -> Understood:
    if reading.klass is not None:
        return reading.klass
    assert reading.chosen is not None
    chosen = reading.chosen
    return chosen.lexicon, chosen.low, chosen.central, chosen.high


@each("passage expected because", PASSAGES)
def test_passage(
    rules: LikelihoodRules, passage: str, expected: list[Understood], because: str
) -> None:
    """Each passage gives the forecasts that a careful reader finds in it, and no more."""
    found = [understood(reading) for reading in find_likelihoods(passage, rules=rules)]
    assert found == expected, because


@each(
    "passage",
    [
        "no signs that they are preparing for peace",
        "he will not sit down",
        "Ukraine may not be capable",
        "we won\u2019t rush",
        "it would not compromise",
        "no intelligence information indicates an imminent threat",
    ],
)
def test_denials_are_marked(rules: LikelihoodRules, passage: str) -> None:
    """A reader of the page is told that the words deny the event."""
    (reading,) = find_likelihoods(passage, rules=rules)
    assert reading.negated


@each(
    "passage",
    [
        "he has no doubt that they will try",
        "It would be wrong to discount this possibility",
        "today no one can say when the war will end",
        "Russia will continue because it has not achieved its main goal",
    ],
)
def test_negators_that_deny_no_event(rules: LikelihoodRules, passage: str) -> None:
    """A no that belongs to the phrase, or to another clause, denies nothing."""
    (reading,) = find_likelihoods(passage, rules=rules)
    assert not reading.negated


def test_only_bare_futures_are_imputed(rules: LikelihoodRules) -> None:
    """Nobody gave a number for a bare will, would or going to; all else was hedged."""
    for passage, expected, _ in PASSAGES:
        for reading, wanted in zip(find_likelihoods(passage, rules=rules), expected, strict=True):
            assert reading.imputed == (wanted in (WILL, WILL_NOT))


def test_passages_stand_in_the_documents(shared: Path) -> None:
    """The longest passages are in the archive as quoted here, so that the list stays honest."""
    archive = " ".join(
        " ".join(path.read_text(encoding="utf-8").split())
        for path in sorted((shared / "seeds").glob("*.txt"))
    )
    quoted = [passage for passage, _, _ in PASSAGES if passage in archive]
    assert len(quoted) >= 30, [passage for passage, _, _ in PASSAGES if passage not in archive]


def test_nothing_in_the_documents_is_overlooked(rules: LikelihoodRules, shared: Path) -> None:
    """Every kind of phrase found in the whole documents is among the passages above."""
    pinned = {
        word.text.casefold()
        for passage, _, _ in PASSAGES
        for reading in find_likelihoods(passage, rules=rules)
        for word in reading.words
    }
    archive = " ".join(
        path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))
    )
    found = {
        word.text.casefold()
        for reading in find_likelihoods(archive, rules=rules)
        for word in reading.words
    }
    assert found - pinned <= {"see no signs", "prepare to", "suggests"}


def test_conditions_of_the_documents(rules: LikelihoodRules) -> None:
    """The two conditions that forecasts in the documents carry, with their clauses."""
    lasting = "But as long as President Putin believes that he can win on the battlefield, he will"
    (condition,) = find_conditions(lasting, rules=rules)
    assert (condition.marker, condition.kind) == ("as long as", "as_long_as")
    assert condition.clause.endswith("on the battlefield")
    excluded = "it\u2019s fairly certain barring any breakthroughs that Russia is poised to invade"
    (condition,) = find_conditions(excluded, rules=rules)
    assert (condition.kind, condition.clause) == ("barring", "barring any breakthroughs")
