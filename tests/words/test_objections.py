"""What keeps known words from being read: a denial, or a number, that belongs to none of them."""

from __future__ import annotations

from itertools import product

import pytest

from tests.depth import each, slow
from verifier.words.likelihood import (
    find_conditions,
    find_likelihoods,
    nearest_phrases,
    read_likelihood,
)
from verifier.words.rules import LikelihoodRules

LIKELY = ("likely", "probable", "certain")
PHRASES = [
    # Two likelihoods are not one.
    *("certainly impossible", "almost certainly unlikely", "likely or unlikely"),
    # The denial is of the other word, or of none that is read.
    *(f"{word}, if not certain" for word in ("likely", "probable")),
    "likely, not inevitable",
    # What may be below one half or above it has no complement.
    *("not possible", "not as likely as not"),
    # Two denials.
    *("would not be impossible", "will not be unlikely"),
    # A number that another word turns, or a mark.
    *("20% unlikely", "60% impossible", "60% more likely", "not 60%", "no 60% chance"),
    *("-15%", ".50%", "at least 70% at most"),
    # What cannot be.
    *("less than a 0% chance", "<0%", "under 0%", "more than a 100% chance", "over 100% likely"),
]
DENIED_EVENTS = [
    f"There is a {number} {event}."
    for number, event in product(
        ("70% chance", "70 percent chance", "one in three chance", "60-70% risk"),
        (
            *("they don't attack", "it does not happen", "of not happening", "against it"),
            *("of no attack", "that nobody attacks", "of nothing happening", "it never happens"),
            *("that by May they no longer fight", "of a year without an attack"),
        ),
    )
]
DENIED_CLAUSES = [
    *("They probably do not attack.", "They likely did not attack."),
    *(
        f"{words} {clause}."
        for words, clause in product(
            ("It is likely that", "It is unlikely that", "We expect that", "It's possible that"),
            (
                *("they don't attack", "Russia does not attack", "it never happens"),
                *("nobody attacks", "no attack comes", "there is no attack"),
            ),
        )
    ),
]
CLAUSES = [
    *(f"{who} will attack" for who in ("No one", "Nobody", "None of them", "Neither side")),
    *(f"{who} is likely to win" for who in ("No one", "Nobody", "Neither side")),
    *(f"It is {no} {w}" for no, w in product(("far from", "by no means", "anything but"), LIKELY)),
    *(f"It is false that it is {word}" for word in LIKELY),
    *(f"I refuse to say it is {word}" for word in LIKELY),
    *(f"They will {no} attack" for no in ("by no means", "in no way", "barely", "fail to")),
]


@each("phrase", PHRASES)
def test_a_phrase_is_not_read_by_half(rules: LikelihoodRules, phrase: str) -> None:
    """No number is taken from words of which one was left over."""
    reading = read_likelihood(phrase, rules=rules)
    assert reading.chosen is None
    assert not reading.readable


@each("text", [*DENIED_EVENTS, *DENIED_CLAUSES, "It is 60% likely not to attack."])
def test_a_likelihood_of_a_denied_event_is_not_the_event_s(
    rules: LikelihoodRules, text: str
) -> None:
    """The denial is of the event behind the words, and no verb is read that carries it."""
    assert [reading.chosen for reading in find_likelihoods(text, rules=rules)] == [None]


@each("noun", ["chance", "likelihood", "probability"])
def test_what_is_not_zero_is_more_than_none(rules: LikelihoodRules, noun: str) -> None:
    """With a hyphen or without one, no number says how much more."""
    for text in (f"a non-zero {noun} of war", f"a non zero {noun} of war"):
        assert all(reading.chosen is None for reading in find_likelihoods(text, rules=rules)), text


@each("text", CLAUSES)
def test_a_denial_beside_words_leaves_them_unread(rules: LikelihoodRules, text: str) -> None:
    """It may turn the forecast round, so nothing is certain or likely by it."""
    for reading in find_likelihoods(text, rules=rules):
        assert reading.chosen is None or reading.chosen.high <= 0.5, reading


@each(
    "text central",
    [
        ("They will attack, and no one doubts it.", 1.0),
        ("It is not over, but they will attack.", 1.0),
        ("There is no bread, and they will likely go.", 0.75),
        ("They will not attack.", 0.0),
        ("There is a 70% chance of rain in the next few days.", 0.7),
        ("There is a 70% chance of a war against them, not more.", 0.7),
        ("There is a 70% chance they will attack and not stop.", 0.7),
        ("There is a 70% chance they won't attack.", 0.3),
        ("It is likely that they will attack and not stop.", 0.75),
        ("It is likely that they will not attack.", 0.25),
        ("It is likely that he told them that they do not matter.", 0.75),
        ("There is a 70% chance of a strike if talks do not resume.", 0.7),
        ("It is 70% likely to fail provided that it does not rain.", 0.7),
        ("There is a 70 per cent chance of a strike as long as nobody pays.", 0.7),
        ("There is a 50/50 chance of rain.", 0.5),
        ("There is a 25/75 chance of rain.", 0.25),
        ("There is a 1/3 chance of rain.", 1 / 3),
    ],
)
def test_a_denial_of_something_else_changes_nothing(
    rules: LikelihoodRules, text: str, central: float
) -> None:
    """One in another clause, or one that is read; and odds that make a hundred are odds."""
    (reading, *_) = find_likelihoods(text, rules=rules)
    assert reading.chosen is not None
    assert reading.chosen.central == pytest.approx(central)


@each("odds", ["10-to-1", "ten to one", "10/1", "3 to 2"])
def test_odds_that_do_not_say_which_way_they_go_are_offered_both(
    rules: LikelihoodRules, odds: str
) -> None:
    """Ten to one is 10/11 to who bets that it rains, and 1/11 to a bookmaker: neither is taken."""
    assert not read_likelihood(odds, rules=rules).readable
    offered = nearest_phrases(odds, rules)
    assert offered[:2] == (f"{odds} on", f"{odds} against")
    numbers = [read_likelihood(words, rules=rules).chosen for words in offered[:2]]
    assert sum(number.central for number in numbers if number) == pytest.approx(1)


@each("price central", [("4/1 favourites", 1 / 5), ("the 1/2 favorite", 2 / 3)])
def test_a_price_is_against(rules: LikelihoodRules, price: str, central: float) -> None:
    """With a stroke it is what a bookmaker pays for a stake of so much; "4-1" may be for it."""
    chosen = read_likelihood(price, rules=rules).chosen
    assert chosen is not None
    assert chosen.central == pytest.approx(central)
    assert not read_likelihood(price.replace("/", "-"), rules=rules).readable


@slow
@each("who", ["few", "hardly anyone", "neither"])
def test_what_drops_those_who_deny_is_not_offered(rules: LikelihoodRules, who: str) -> None:
    """`expects` is no remedy for "few expect"."""
    assert not read_likelihood(f"{who} expects", rules=rules).readable
    assert {"expect", "expects"}.isdisjoint(nearest_phrases(f"{who} expects", rules))


@each("who", ["nobody", "no one", "no economist", "none of the traders", "nobody here"])
def test_what_nobody_expects_is_unlikely(rules: LikelihoodRules, who: str) -> None:
    """By a house convention; the whole of it is the phrase."""
    for verb in ("expects", "foresees", "anticipates"):
        (reading,) = find_likelihoods(f"{who} {verb} rents to fall", rules=rules)
        assert reading.chosen is not None
        assert (reading.phrase, reading.chosen.central) == (f"{who} {verb}", 0.2)


@each("what", ["rents falling", "anybody winning it", "the other two banks following"])
def test_what_is_hard_to_see_is_unlikely(rules: LikelihoodRules, what: str) -> None:
    """Whatever stands between the verb and what would be done."""
    for lead in ("I can't see", "we do not see", "it is hard to see", "she doesn't see"):
        (reading, *_) = find_likelihoods(f"{lead} {what}", rules=rules)
        assert reading.chosen is not None
        assert reading.chosen.central == 0.2
    assert not any(r.readable for r in find_likelihoods(f"we did not see {what}", rules=rules))


def test_what_denies_by_itself_is_offered(rules: LikelihoodRules) -> None:
    """It needs nobody who denies."""
    assert "no chance" in nearest_phrases("no chanse", rules)


@each("verb", ["expect", "think", "believe", "will"])
def test_the_most_who_expect_do_not_expect_the_most(rules: LikelihoodRules, verb: str) -> None:
    """Most strengthens an adjective or adverb; before a verb it is how many do so."""
    (plain,), (most,) = (
        find_likelihoods(f"{who} {verb} it.", rules=rules) for who in ("They", "Most")
    )
    assert plain.chosen == most.chosen
    assert not read_likelihood(f"most {verb}", rules=rules).readable


@each(
    "phrase why",
    [
        ("very unlikely at 70%", "`very unlikely` stands beside a number"),
        ("a 70% chance, unlikely", "`70% chance` and `unlikely` are two likelihoods"),
        (
            "it is not impossible that it is not likely",
            "`not likely` is denied, and another word says how likely it is",
        ),
    ],
)
def test_what_is_refused_says_which_words_do_not_agree(
    phrase: str, why: str, rules: LikelihoodRules
) -> None:
    """The words as they stand, and what they are beside the others."""
    reading = read_likelihood(phrase, rules=rules)
    assert (reading.readable, reading.objection) == (False, why)


DEGREES = ["likely", "unlikely", "possible", "probable", "certain"]
ASKED = [
    *("Will they {}?", "Is it {} that they go?", "How {} is it?", "Who is {} to win?"),
    *("They go, and who, then, is {} to win?", "\u201cIs it {}?\u201d he asked."),
]


def _chosen(text: str, rules: LikelihoodRules) -> list[str]:
    return [found.phrase for found in find_likelihoods(text, rules=rules) if found.chosen]


@each("row", list(product(["be", "look"], DEGREES, DEGREES)))
def test_neither_of_two_degrees_is_said(rules: LikelihoodRules, row: tuple[str, str, str]) -> None:
    """Neither likely nor certain; nor will it be."""
    verb, one, other = row
    assert _chosen(f"It would {verb} neither {one} nor {other}.", rules) == []
    assert _chosen(f"It did not rain, nor is it {one} to snow.", rules) == []
    assert _chosen("They can neither win nor lose, but will probably draw.", rules) != []


@each("row", list(product(DEGREES, DEGREES)))
def test_a_degree_that_is_bounded_or_said_instead_of_another_is_none(
    rules: LikelihoodRules, row: tuple[str, str]
) -> None:
    """Possible rather than probable; likely at best."""
    one, other = row
    assert _chosen(f"It is {one} rather than {other}.", rules) == []
    assert _chosen(f"It is {one} at best, they say.", rules) == []
    assert _chosen(f"It is {one}, they say.", rules) == [one]


@each("row", list(product(ASKED, DEGREES)))
def test_who_asks_says_nothing(rules: LikelihoodRules, row: tuple[str, str]) -> None:
    """A question; what is said in the sentence before it, or of a question, is read."""
    question, degree = row
    assert _chosen(question.format(degree), rules) == []
    assert _chosen(f"It is {degree}. {question.format('there')}", rules) == [degree]
    (told,) = find_likelihoods(f"They asked how {degree} it is.", rules=rules)
    assert told.klass == "unassessable"


@each(
    "row", list(product(["90%", "20 percent", "two thirds"], ["unlikely", "possible", "doubtful"]))
)
def test_a_number_before_a_degree_that_it_does_not_fit_is_not_left_out(
    rules: LikelihoodRules, row: tuple[str, str]
) -> None:
    """It is 90% unlikely; what is in another clause is a number of something else."""
    number, degree = row
    assert _chosen(f"It is {number} {degree}.", rules) == []
    assert _chosen(f"Support is at {number}, so it is {degree}.", rules) == [degree]


@each("noun", ["confidence interval", "credible band", "confidence level"])
def test_how_wide_a_range_is_is_no_likelihood(rules: LikelihoodRules, noun: str) -> None:
    """The 90% confidence interval; what is said with 90% confidence is."""
    for number in ("90%", "95 per cent", "80 percent"):
        assert _chosen(f"The {number} {noun} is 1 to 2.", rules) == []
    assert _chosen("We say with 90% confidence that it ends.", rules) != []


@each("who", ["A minority of them", "Not many", "Fewer than half of us", "Less than half of them"])
def test_what_a_minority_holds_is_not_what_is_held(rules: LikelihoodRules, who: str) -> None:
    """Not many expect it; half of them, and most, is another matter."""
    for said in ("think it likely", "expect that it rains", "believe that it will rain"):
        assert _chosen(f"{who} {said}.", rules) == []
        assert _chosen(f"Most of them {said}.", rules) != []


def test_idioms_are_read_whole(rules: LikelihoodRules) -> None:
    """Likely as not is even, and some doubt whether is not how much."""
    for even in ("Likely as not, they win.", "They will, likely as not, win."):
        assert any(
            found.chosen and found.chosen.central == 0.5
            for found in find_likelihoods(even, rules=rules)
        ), even
        assert not any(phrase == "likely" for phrase in _chosen(even, rules))
    for word in ("whether", "that", "if"):
        (told,) = find_likelihoods(f"There is some doubt {word} they will win.", rules=rules)
        assert told.klass == "unassessable", word


@each(
    "text central",
    [
        ("It does not look bad and is not likely to fail.", 0.25),
        ("The bank did not move and is unlikely to move.", 0.2),
        ("It isn't ready and won't be ready in May.", 0),
        ("They do not fight and are therefore unlikely to win.", 0.2),
        ("She never came and is expected to stay.", 0.75),
        ("The strain does not appear to be mild and is expected to spread.", 0.75),
        ("It is not true that it fell and will rise.", None),
        ("It is not warm and likely to rain.", None),
        ("Nobody likes it and will sign it.", None),
    ],
)
def test_each_predicate_is_denied_by_itself(
    text: str, central: float | None, rules: LikelihoodRules
) -> None:
    """But what denies the subject denies all that it does, and not that something is true both."""
    last = find_likelihoods(text, rules=rules)[-1]
    assert (last.chosen.central if last.chosen else None) == central


def test_what_is_called_untrue_or_a_surprise_is_not_held(rules: LikelihoodRules) -> None:
    """The idea that it will rain, rain would be a surprise, and there is no way it will."""
    false = ("nonsense", "false", "far-fetched", "absurd", "wishful thinking", "a myth")
    texts = [f"Reports that they will attack are {word}." for word in false]
    texts += [f"The {noun} that they will win is old." for noun in ("idea", "notion", "illusion")]
    surprises = ("be a surprise", "be a huge shock", "come as no surprise", "surprise markets")
    texts += [f"A strike would {surprise}." for surprise in surprises]
    texts += [
        *(f"There is no way {who} will sign." for who in ("Boria", "the mill")),
        "No way will they sign.",
    ]
    for text in texts:
        assert not [r for r in find_likelihoods(text, rules=rules) if r.chosen], text
    for subject in ("that they", "they", "he"):
        (reading,) = find_likelihoods(f"There is no way {subject} will sign.", rules=rules)
        assert reading.chosen is not None, subject
        assert reading.chosen.central < 0.05, subject


def test_if_not_a_time_sets_no_condition(rules: LikelihoodRules) -> None:
    """In weeks, if not days; this year, if not next month; but "if not stopped" is one."""
    for time in ("days", "weeks", "this week", "next year", "tomorrow", "in May", "sooner", "May"):
        for text in (
            f"It will end in a few months, if not {time}.",
            f"If not {time}, it will end.",
        ):
            assert find_conditions(text, rules=rules) == (), text
    for text in ("It is a question of when, not if.", "It is not a question of if but of when."):
        assert find_conditions(text, rules=rules) == (), text
    (condition,) = find_conditions("If not stopped, the fire will spread.", rules=rules)
    assert condition.clause == "If not stopped"


def test_a_clause_behind_its_noun_needs_no_that(rules: LikelihoodRules) -> None:
    """There is a small risk prices rise: as with "that", or refused; never what "will" says."""
    nouns = ("chance", "risk", "probability", "possibility", "danger", "likelihood")
    sizes = ("real", "small", "low", "great", "fair", "growing", "modest", "tiny", "very high")
    for noun, size in product(nouns, sizes):
        bare, full = (
            {_chosen_number(f"There is a {size} {noun}{that} it will rain.", rules)}
            for that in ("", " that")
        )
        assert bare <= full | {None}, (size, noun)


def _chosen_number(text: str, rules: LikelihoodRules) -> float | None:
    chosen = (reading.chosen for reading in find_likelihoods(text, rules=rules))
    return next((each.central for each in chosen if each), None)


@each(
    "text greatest",
    [
        ("They will win when pigs fly.", 0.1),
        ("They will win over my dead body.", 0.1),
        ("It would be a miracle if they win.", 0.1),
        ("I'll eat my hat if they win.", 0.3),
        ("They will in no case win.", None),
        ("They would on no account sign.", None),
        ("If they win, I'll eat my hat.", None),
        ("They will hopefully win.", None),
        ("Hopefully they will win.", None),
        ("It looks as if they will win.", None),
    ],
)
def test_a_verb_is_not_read_without_its_idiom(
    rules: LikelihoodRules, text: str, greatest: float | None
) -> None:
    """What will happen when pigs fly will not; what is hoped, or only looks so, is no call."""
    number = _chosen_number(text, rules)
    assert number is None if greatest is None else 0 < (number or 0) <= greatest


@each(
    "text",
    [
        "It is hard to see what is happening in the north.",
        "It is hard to see where growth is coming from.",
        "It is difficult to see who is winning.",
        "It is hard to see through the smoke rising.",
        "Hopefully, the war will end in May.",
        "No one but Ann expects that they will attack.",
        "It is false to say they will attack.",
        "It would be wrong to think that they will attack.",
        "Pigs will fly before he resigns.",
        "There is a real danger zone near the plant.",
        "The odds are 3-1 on a recession this year.",
        "They put odds of 3-1 on Ann winning.",
    ],
)
def test_what_only_sounds_like_a_call_is_none(rules: LikelihoodRules, text: str) -> None:
    """What is hard to see may be there; a hope is none; odds "on" a thing are odds of it."""
    assert _chosen_number(text, rules) is None


@each(
    "text", ["The odds are 3-1 on.", "The odds are 3 to 1 on, he said.", "Odds of 3-1 on that it"]
)
def test_odds_on_say_so_at_the_end_of_their_clause(rules: LikelihoodRules, text: str) -> None:
    """Three to one on is 75 %."""
    assert _chosen_number(text, rules) == pytest.approx(0.75)


@each("what", ["rates falling", "the others following", "Boria winning", "a deal coming"])
def test_what_is_hard_to_see_coming_is_unlikely(rules: LikelihoodRules, what: str) -> None:
    """As with "how"."""
    assert (_chosen_number(f"It is hard to see {what}.", rules) or 1) < 0.5


@each("who", ["Very few", "Only a few", "Too few", "Only a handful of brokers", "Fewer and fewer"])
def test_what_few_hold_is_not_what_is_held(rules: LikelihoodRules, who: str) -> None:
    """A few are some, and very few are nearly none."""
    assert _chosen_number(f"{who} expect that they will attack.", rules) is None
    assert _chosen_number("A few expect that they will attack.", rules) == pytest.approx(0.75)
