"""Who stands beside the one who speaks, and is not charged with it; all sentences are made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, part

PEOPLE = ("Milos Havran", "Aoife Burke", "Nkechi Obi", "Rear Admiral Joan Castle", "Béla Szabó")
BODIES = (
    ("The Lake Foundation", "Lake Foundation"),
    ("The foundation", "foundation"),
    ("Lakeco", "Lakeco"),
    ("The Centre for Rivers", "Centre for Rivers"),
    ("The union", "union"),
)
BY = ("chaired", "founded", "owned", "led", "backed", "financed", "run")


@each("body by who", part(product(BODIES, BY, PEOPLE), 5))
def test_by_whom_a_body_is_run_does_not_speak_for_it(
    body: tuple[str, str], by: str, who: str
) -> None:
    """It speaks for itself."""
    words, name = body
    *_, found = _of(f"{words}, {by} by former president {who}, expects rents to fall in May.\n")
    assert found.speaker == name


MADE = ("conducted", "carried out", "prepared", "compiled", "published")


@each("thing made", part(product(("exit poll", "survey", "study", "forecast"), MADE), 5))
def test_who_made_a_poll_speaks_by_it(thing: str, made: str) -> None:
    """It is theirs."""
    *_, found = _of(
        f"The {thing}, {made} by Lake Institute, predicts that rents will fall in May.\n"
    )
    assert found.speaker == "Lake Institute"


FIRST = (
    "Opposition leader Ewa Kaminska has predicted that the coalition would fall",
    "Lake Bank said that rates would rise by May",
    "Analysts expect a cut in May",
)
LAUGHED = ("laughed off", "rejected", "called absurd", "would not hear of", "denied")


@each("first laughed who", part(product(FIRST, LAUGHED, PEOPLE[:3]), 5))
def test_a_quotation_behind_a_colon_is_of_whom_the_words_before_it_name(
    first: str, laughed: str, who: str
) -> None:
    """Whoever has said what stands before."""
    *_, found = _of(
        f"{first}, a claim the minister, {who}, {laughed}: “We will stay until June.”\n"
    )
    assert (found.speaker, found.quote) == (who, "We will stay until June.")


AMOUNTS = ("$3.6 billion", "240 million", "€5.10", "2.4%", "12 per cent")
BEATEN = ("above the", "below the", "short of the", "more than the", "beating the")


@each("beaten amount who", part(product(BEATEN, AMOUNTS, ("analysts", "economists", "brokers")), 5))
def test_what_others_had_expected_is_only_compared_with(beaten: str, amount: str, who: str) -> None:
    """It is what the firm foresees that is foretold."""
    for had in ("had expected", "expected", "had forecast"):
        *_, found = _of(
            f"Lakeco sees revenue of $4 billion in 2025, {beaten} {amount} {who} {had}.\n"
        )
        assert found.speaker == "Lakeco"


DELEGATES = ("delegate", "lobbyist", "negotiator", "diplomat", "aide", "backbencher", "trader")


@each("noun", DELEGATES)
def test_one_of_a_kind_is_not_the_place_they_are_of(noun: str) -> None:
    """Nobody is called Nordic; nor who speaks first in a sentence nobody."""
    for text in (
        f"“It will be over by May,” said a Nordic {noun}.",
        f"Said one veteran {noun}: “It will be over by May.”",
        f"It will be over by May, a Nordic {noun} said.",
    ):
        (found,) = _of(text)
        assert (found.kind, noun in (found.speaker or "")) == ("anonymous", True)


@each("who", ["Rolf Steiner", "Lake Bank", "the union's head, Aoife Burke,", "Dr Nkechi Obi"])
@each(
    "begins", ["At least that is what", "That is what", "This is what", "That, at least, is what"]
)
def test_that_is_what_somebody_says_tells_of_the_sentence_before(who: str, begins: str) -> None:
    """With or without a doubt of it."""
    for says in ("believes", "says"):
        found, *_ = _of(f"The airline will be bankrupt by May. {begins} {who} {says}.\n")
        assert (found.speaker or "?") in f"{who}"


@each("name", ["Hamish Tulloch", "Imke Roe", "Tariq Poe", "Béla Szabó"])
def test_somebody_may_be_told_of_by_a_first_name(name: str) -> None:
    """Once the article has given both, and where nobody else has it."""
    first, last = name.split()
    *_, found = _of(
        f"{name} keeps a shop. {last} is 70. “It will be gone by May,” {first} tells me.\n"
    )
    assert (found.speaker, found.kind) == (name, "person")
    two = (
        f"{name} keeps a shop. So does {first} Lund. “It will be gone by May,” {first} tells me.\n"
    )
    *_, found = _of(two)
    assert found.speaker != f"{first} Lund"


@each("aside", ["His colleague", "Her deputy", "Historian", "Its spokeswoman", "Their neighbour"])
@each("says", ["saying it would rain in May.", "adding that it would rain in May."])
def test_who_begins_the_sentence_says_what_a_clause_behind_it_says(aside: str, says: str) -> None:
    """Whatever word says who that is."""
    *_, found = _of(f"Bo Lund was upbeat. {aside} Aoife Burke was more cautious, {says}\n")
    assert found.speaker == "Aoife Burke"


@each("word", ["Neither", "Either", "Worse", "Better"])
@each("rest", ["side expects talks to last beyond May.", "said it would last beyond May."])
def test_a_word_for_one_of_two_is_no_name(word: str, rest: str) -> None:
    """It begins the sentence, and names nobody."""
    assert {one.speaker for one in _of(f"{word} {rest}\n")} <= {None}


@each("owner", ["Tesco-owned", "London-listed", "State-backed", "Ghento-based"])
def test_whose_a_firm_is_is_no_part_of_its_name(owner: str) -> None:
    """Only what it is called."""
    *_, found = _of(f"{owner} Harvest has told suppliers that prices will rise in April.\n")
    assert found.speaker == "Harvest"


ROLES = ("governor", "director", "spokeswoman", "goalkeeper", "head of research", "lawyer")
WHOSE = ("The Bank of Lakeland's", "The bank's", "Its", "The")


@each("whose role name", part(product(WHOSE, ROLES, PEOPLE[:3]), 5))
def test_who_is_named_behind_a_role_is_who_he_is_in_the_next(
    whose: str, role: str, name: str
) -> None:
    """Though nothing is said in the sentence, and whatever body it names."""
    before = "Ivo Lund of Fjord Bank said it was late."
    *_, found = _of(
        f"{before} {whose} {role}, {name}, is under fire. She says rents will fall in May.\n"
    )
    assert found.speaker == name
