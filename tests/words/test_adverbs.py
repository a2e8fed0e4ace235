"""Adverbs in the midst of words of likelihood, nouns that are denied, and marks around numbers."""

from __future__ import annotations

from itertools import product

from tests.depth import each, grid, part
from verifier.words.likelihood import LikelihoodReading, find_likelihoods
from verifier.words.rules import LikelihoodRules

NOUNS = ("chance", "risk", "prospect", "possibility", "likelihood", "danger")
RISING = ("rising to 3%", "falling 3 percent", "climbing to $3", "rising further", "easing")
BE = ("is", "are", "was", "were")
LEVELS = ("3%", "about 3 percent", "$3 million", "3 million crowns", "just over 3 per cent")
WHO = ("them", "him", "that", "any of us")[:3]
SIGHTINGS = product(
    ("He", "The car"),
    ("was seen", "is seen"),
    ("at 9 pm", "at 9:30", "at the port", "at the port at 9 pm", "at 9 o'clock", "at home"),
)
UNSEEN = product(
    ("He", "They"), ("cannot", "can't", "couldn't", "could not"), ("him", "it in the dark", "us")
)
SCORES = ("The team lost 60-40", "It ended 55-45", "They won 70/30")
IDENTITIES = product(
    ("His job", "The best way", "The aim", "The goal of the club", "My advice", "The next step"),
    ("is", "was"),
    ("sell", "hold"),
)
SPLITS = (
    "It passed 60-40 that it",
    "They lost 70-30 that they",
    "The board was split 55/45 that it",
)
SEEN = ("The man is seen falling to the ground", "Smoke is seen rising from it")
UNSURPRISING = (
    *("hardly come as a surprise", "not come as a great shock", "scarcely surprise me"),
    *("surprise nobody", "surprise few people", "be little surprise", "barely shock anyone"),
    *("come as no great shock", "come as little surprise", "not astonish most people"),
    *("hardly be a huge surprise", "not come as much of a shock", "shock no one"),
    *("be hardly a surprise", "be a surprise to nobody", "not surprise me in the slightest"),
    *("be less than surprising", "never surprise me", "not in the least surprise her"),
    *("not be the biggest surprise", "be anything but a shock", "come as a shock to no one"),
)
UNSURE = ("I don't have full", "They are without total", "She has no great")
TO = ("to rain ", "")


def _read(text: str, rules: LikelihoodRules) -> list[LikelihoodReading]:
    return [each for each in find_likelihoods(text, rules=rules) if each.readable]


def test_no_part_of_a_phrase_is_read_for_the_whole(rules: LikelihoodRules) -> None:
    """An adverb between two words of a phrase is read with it, or leaves it unread."""
    phrases = {p for rule in rules.synonyms for p in rule.phrases}
    phrases |= {p for rule in rules.classes for p in rule.phrases}
    patterns = map(rules.index.pattern, part(rules.spelled(sorted(phrases)), 101))
    plain = [
        words
        for pattern in patterns
        if len(words := [word for word in pattern if isinstance(word, str)]) == len(pattern) > 1
    ]
    assert len(plain) > 30
    read = 0
    for words in plain:
        whole = _read(f"Officials say {' '.join(words)} it rains.", rules)
        if len(whole) != 1:
            continue
        said = whole[0].chosen
        read += said is not None
        for at, adverb in grid(range(1, len(words)), ("really", "still")):
            parted = " ".join([*words[:at], adverb, *words[at:]])
            for reading in _read(f"Officials say {parted} it rains.", rules):
                if reading.chosen is not None:
                    assert said is not None, parted
                    assert abs(reading.chosen.central - said.central) <= 0.25, parted
    assert read > len(plain) // 4


def test_what_denies_a_noun_reaches_past_its_adjectives(rules: LikelihoodRules) -> None:
    """No serious doubt is no doubt; what is not known stays unread, and is never its contrary."""
    denials = ("There is no", "They see little", "It leaves scant")
    adjectives = ("real", "credible", "great", "near-term", "further serious", "good")
    centrals = [
        (noun, reading.chosen.central)
        for denied, adjective in product(denials, adjectives)
        for noun in (*NOUNS, "doubt", "doubts")
        for reading in _read(f"{denied} {adjective} {noun} that they win.", rules)
        if reading.chosen is not None
    ]
    assert len(centrals) >= 10
    for noun, central in centrals:
        assert central < 0.35 if noun in NOUNS else central > 0.65, noun


@each(
    "text low high",
    [
        ("I would be very surprised if they won.", 0.05, 0.3),
        ("It would come as a surprise if they won.", 0.05, 0.3),
        ("It would be a huge shock if they won.", 0.05, 0.3),
        ("It would surprise most people if they won.", 0.05, 0.3),
        ("There is no serious doubt that they win.", 0.8, 1),
        ("There is little or no doubt that they win.", 0.8, 1),
        ("There is a decent shot they win.", 0.15, 0.75),
        ("I'd say it's sixty-forty that they win.", 0.6, 0.6),
        ("It's a 70-30 call.", 0.7, 0.7),
        ("They cannot but win.", 0.8, 1),
        ("They can't help but win.", 0.8, 1),
        ("I have every confidence that they'll win.", 0.6, 0.95),
        ("They are as likely to win as not.", 0.5, 0.5),
        ("At best a one in four chance.", 0, 0.25),
        ("It has at the very least a 40 percent chance.", 0.4, 1),
        ("They'll win, possibly.", 0.15, 0.6),
        ("They will win on Sunday, most likely.", 0.6, 0.95),
        ("I can't see them winning.", 0.05, 0.3),
        ("I fully expect them to win.", 0.75, 0.9),
        ("They have virtually no hope of winning.", 0, 0.1),
        ("They are widely tipped to win.", 0.5, 0.95),
        ("The coach reckons they will win.", 0.6, 0.95),
        ("It may well rain.", 0.6, 0.9),
        ("It could easily rain.", 0.6, 0.9),
        ("It could not possibly rain.", 0, 0.05),
        ("He put the chance of rain at “20 per cent”.", 0.2, 0.2),
        ("The model gives it a '70 per cent' chance.", 0.7, 0.7),
        ("There was a “one in five” chance of rain.", 0.2, 0.2),
        ('He put the chance of rain at "perhaps one in twenty".', 0, 0.1),
    ],
)
def test_likelihoods(text: str, low: float, high: float, rules: LikelihoodRules) -> None:
    """Whole, with what weighs them, and whatever marks stand around them."""
    (reading,) = _read(text, rules)
    assert reading.chosen is not None
    assert low <= reading.chosen.low <= reading.chosen.high <= high


@each(
    "text",
    [
        "It would not be a big surprise if they won.",
        "It would come as no surprise if they won.",
        "It should not be much of a shock if they won.",
        "They are as likely to win as to lose.",
        "I am cautiously optimistic that they'll win.",
        "They would like to win.",
        "They would rather not play.",
        "It might or might not rain.",
        "The result is in serious doubt.",
    ],
)
def test_no_number(text: str, rules: LikelihoodRules) -> None:
    """They hold it possible, or compare it, and do not say how likely."""
    assert [reading.chosen for reading in _read(text, rules)] == [None]


@each(
    "text",
    [
        "There's a wild shot they'll win.",
        "I have little confidence that they'll win.",
        "It is at best likely.",
        "They lost 60-40.",
        "The probability of rain rises from 20% on Monday to 60% on Friday.",
        "Officials cautioned against expecting a win.",
    ],
)
def test_what_is_weighed_otherwise_stays_unread(text: str, rules: LikelihoodRules) -> None:
    """A plain "will" behind words that say how likely it is would say the contrary."""
    assert _read(text, rules) == []


@each(
    "text",
    [
        *(f"{who} {seen} {where}." for who, seen, where in SIGHTINGS),
        *(f"{who} {cannot} see {whom}." for who, cannot, whom in UNSEEN),
        *(f"{text} that {when}." for text in SCORES for when in ("night", "day", "season")),
        *("She couldn't see how he did it.", "They could not see how she was hurt."),
        "They lack full confidence that they win.",
        "She lacked every confidence that they win.",
        *(f"{text} should go." for text in SPLITS),
        *(f"{text}." for text in SEEN),
        *(f"{what} {verb} to {do}." for what, verb, do in IDENTITIES),
    ],
)
def test_what_is_seen_or_was_or_is_the_same_foretells_nothing(
    text: str, rules: LikelihoodRules
) -> None:
    """Sightings, scores, and what a job or an aim is."""
    assert _read(text, rules) == []


@each(
    "text",
    [
        *(f"It would {deny} if they won." for deny in UNSURPRISING),
        *(f"They are {n} as likely {to}as not." for n in ("twice", "ten times") for to in TO),
        *("They are ten times more likely than not.", "It is four times likelier than not."),
        *(f"{unsure} confidence that they win." for unsure in UNSURE),
    ],
)
def test_nobody_is_surprised(text: str, rules: LikelihoodRules) -> None:
    """No number: neither that of the surprise, nor of the "would" beside it, nor of "as not"."""
    for reading in find_likelihoods(text, rules=rules):
        assert reading.chosen is None
        assert reading.klass in ("dismissal", "unassessable", None)


@each("deny", UNSURPRISING[:12])
def test_who_is_not_surprised_dismisses_nothing(deny: str, rules: LikelihoodRules) -> None:
    """It is read, and says that it is possible."""
    (reading,) = _read(f"It would {deny} if they won.", rules)
    assert reading.klass == "dismissal"


@each(
    "text low high",
    [
        *((f"Growth {be} seen at {level}.", 0.75, 0.9) for be in BE for level in LEVELS),
        *(
            (f"Rents are {n}seen {how}.", 0.75, 0.9)
            for n in ("", "now ", "widely ")
            for how in RISING
        ),
        *((f"I {no} see {who} winning.", 0.05, 0.3) for no in ("can't", "cannot") for who in WHO),
        *((f"I {no} see how they would win.", 0.05, 0.3) for no in ("couldn't", "cannot")),
        ("I'd say it's 60-40 that they win.", 0.6, 0.6),
        ("They are as likely to win as not.", 0.5, 0.5),
    ],
)
def test_what_is_meant_stays_read(
    text: str, low: float, high: float, rules: LikelihoodRules
) -> None:
    """A level that is seen, somebody winning whom nobody can see, a split of it."""
    (reading,) = _read(text, rules)
    assert reading.chosen is not None
    assert low <= reading.chosen.low <= reading.chosen.high <= high
