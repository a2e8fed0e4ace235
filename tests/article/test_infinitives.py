"""What is foretold with "to", and of whom: all sentences are made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, grid

RISE = "Wages will rise"
OPEN_ENDED = (
    *(
        "staff trying to leave to stay",
        "the right to roam to be kept",
        "firms planning to sell to wait",
    ),
    *("the plan to sell the port to fail", "the bank trying to grow to fail"),
)


@each(
    "sentence",
    [
        *(f"Ann Roe expects {one} until May." for one in OPEN_ENDED),
        "Ann Roe expects prices to rise in May, wages to fall and rents to stay.",
        "The bank is expected to close shops and branches to save money in May, Ann Roe said.",
        "Ann Roe expects the bank to close shops and branches to save money in May.",
        "Lake Bank no longer expects a recession in May.",
        "Ann Roe said it would hardly come as a shock if rents rose in May.",
        "Lake Bank never forecast a fall in May.",
        "Lake Bank has not forecast a fall in May.",
    ],
)
def test_which_verb_is_foretold_has_to_be_sure(sentence: str) -> None:
    """Whose "to" it is, or that somebody does not expect it, is no claim."""
    (found,) = _of(f"{sentence}\n")
    assert found.claim == ""


@each(
    "sentence claim",
    [
        *(
            (
                f"Wages are {hedge} to rise{more} and rents to fall.",
                f"{RISE}{more} and rents will fall.",
            )
            for hedge, more in product(("expected", "likely", "set"), ("", " in May", " sharply"))
        ),
        ("The building is likely to open to visitors.", "The building will open to visitors."),
        ("Wages are likely to rise and to stay high.", "Wages will rise and stay high."),
    ],
)
def test_what_is_joined_to_an_infinitive_has_its_verb(sentence: str, claim: str) -> None:
    """Where nothing else can be meant."""
    (found,) = _of(f"{sentence}\n")
    assert found.claim == claim


@each("pronoun", ["her", "him", "them", "it"])
def test_who_expects_it_is_not_who_is_meant(pronoun: str) -> None:
    """Nor is it anybody of whom nothing was said."""
    for who in ("Lake Bank", "Ann Roe", "The bank"):
        for found in _of(f"{who} expects {pronoun} to resign in May.\n"):
            assert found.put_for is None
            assert who not in found.claim


@each("name", ["iPhone", "eBay", "pH", "mRNA"])
def test_a_name_is_written_as_it_is(name: str) -> None:
    """With a capital inside, and none at its head."""
    will = f"{name} sales will fall"
    for text in (f"Ann Roe said {will}.", f"“{will},” Ann Roe said.", f"Ann Roe said that {will}."):
        (found,) = _of(f"{text}\n")
        assert found.claim.removesuffix(".") == will


@each(
    "denied",
    [
        "never said",
        "does not say",
        "did not warn",
        "no longer says",
        "hasn't announced",
        "could not say",
    ],
)
def test_what_was_not_said_is_not_foretold(denied: str) -> None:
    """With "that" or without, and whoever did not say it."""
    for who, that in grid(("Ann Roe", "Ann Roe, the mayor,"), (" that", "")):
        assert [*_of(f"{who} {denied}{that} rents will rise in May.\n")] == []


@each("holds", ["still believes", "does not believe", "is sure", "no longer thinks", "expects"])
def test_who_holds_it_goes_with_what_describes_them(holds: str) -> None:
    """Whatever stands before the verb."""
    for who in ("The mayor, Bo Poe,", "Bo Poe, the mayor,", "Bo Poe"):
        (found,) = _of(f"{who} {holds} that rents will rise in May.\n")
        assert (found.claim, found.speaker) == ("Rents will rise in May.", "Bo Poe")


NO_ACTORS = (
    *(
        "Police fail",
        "Police refuse",
        "Ministers fail",
        "Bank reluctant",
        "Kyiv loath",
        "Banks hesitant",
    ),
    *(
        "Russia's failure",
        "Ukraine's refusal",
        "Desire",
        "Ability",
        "Tools",
        "Reluctance",
        "Failure",
    ),
    *(
        "Return",
        "Access",
        "Opposition",
        "Harlow's ability",
        "Call for Russia",
        "Appeal for Ann Roe",
    ),
    *("Farmers protest", "Ministers meet", "Hundreds queue", "Firms rush", "Thousands march"),
    *("Help Harlow", "Urging ministers", "Ministers press Lake Bank", "Ministers dare council"),
)
ENDS = ("win in May", "vote in June", "strike in 2031", "block road", "work in June", "sell mill")


@each("who does", grid(NO_ACTORS, ENDS))
def test_a_headline_of_what_takes_to_is_no_claim(who: str, does: str) -> None:
    """Whatever word takes it: who acts has to be known."""
    for found in _of(f"{who} to {does}\n\nThe river was quiet on Monday.\n"):
        assert found.claim == ""


ACTORS = (
    "Harlow council",
    "High court",
    "Ann Roe",
    "UK",
    "Mayor of Ostham",
    "Ministers",
    "Lake Bank",
)


@each("who does", grid(ACTORS, ("close mill in May", "announce vote in June", "win in 2031")))
def test_a_headline_of_who_may_act_is_claimed(who: str, does: str) -> None:
    (found,) = _of(f"{who} to {does}\n\nThe river was quiet on Monday.\n")
    assert found.claim == f"{who} will {does}"


@each("rest", ["grows", "fell", "is off", "slows down", "has support", "said no", "worries voters"])
def test_a_headline_with_a_verb_of_its_own_is_no_claim(rest: str) -> None:
    """Of "Council to vote in June grows" who grows is not known."""
    for who, does in grid(("Council", "Ministers", "Lake Bank"), ("vote in June", "strike in May")):
        for found in _of(f"{who} to {does} {rest}\n\nThe river was quiet on Monday.\n"):
            assert found.claim == ""


@each("who", ["Firms", "Ministers", "Banks", "Ann Roe"])
def test_what_somebody_does_to_them_is_not_what_they_do(who: str) -> None:
    for does, when in grid(("avoid", "follow", "beat", "watch"), ("", " in May", " this year")):
        for found in _of(f"{who} to {does}{when}\n\nThe river was quiet on Monday.\n"):
            assert found.claim == ""
