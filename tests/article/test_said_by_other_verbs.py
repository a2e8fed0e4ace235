"""Who foretells by other words than "said": by a chance put, a price, a threat; all made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, part

ASKED = (
    ("economists who answered", "economists"),
    ("brokers", "brokers"),
    ("the Tidal Council", "Tidal Council"),
    ("Nkechi Obi, a trader,", "Nkechi Obi"),
    ("analysts at Lake Bank", "analysts at Lake Bank"),
    ("Bo Lund of Lake Bank", "Bo Lund"),
)
PUT = (
    "The chance of a default in May was put at 40% by {}.",
    "The probability of a strike in May is estimated at one in five by {}.",
    "The odds of a cut in May were recently placed at 3-1 by {}.",
    "The risk of a flood by May was rated at 25 per cent by {}, little changed from January.",
)


@each("put by", part(product(PUT, ASKED), 5))
def test_who_put_a_chance_at_so_much_stands_behind_by(put: str, by: tuple[str, str]) -> None:
    """The verb is passive, and they did it."""
    words, who = by
    (found,) = _of(
        put.format(words if put.endswith("{}.") else words.rstrip(",")).replace(",.", ".")
    )
    assert found.speaker == who


WHEN = ("surveyed April 6-13 now", "polled by the Herald still", "asked last week also", "surveyed")
MANY = ("The 38 economists", "The brokers", "Most of the traders", "Two of the analysts")


@each("many when", part(product(MANY, WHEN), 5))
def test_when_they_were_asked_may_stand_before_their_verb(many: str, when: str) -> None:
    """It may stand between them and their verb."""
    (found,) = _of(f"{many} {when} expect output to grow by 1.4% in 2025.\n")
    noun = many.rpartition(" ")[2]
    assert (found.kind, noun in (found.speaker or "")) == ("anonymous", True)


WHO = (
    ("The committee", "committee"),
    ("Traders", "Traders"),
    ("Lake Bank", "Lake Bank"),
    ("Bo Lund of the union", "Bo Lund"),
    ("Analysts at Delta", "Analysts at Delta"),
)
DOES = (
    "judges that rates will probably fall in May.",
    "is pricing in two cuts by May.",
    "has priced in a cut in May.",
    "is looking for growth of 2% in 2025.",
    "threatens to walk out in May.",
    "gives the old side “about a one per cent chance” of winning in May.",
    "hands poor Ourtown a 44% risk of a flood by May.",
    "offers a one in ten chance of snow in May.",
)
MANY_DO = {"is ": "are ", "has ": "have ", "s that": " that", "threatens": "threaten"}
MANY_DO |= {"gives": "give", "hands": "hand", "offers": "offer"}


@each("who does", part(product(WHO, DOES), 5))
def test_who_weighs_prices_or_threatens_foretells(who: tuple[str, str], does: str) -> None:
    """They say what is to come, in other words."""
    words, name = who
    if name.partition(" ")[0].endswith("s"):
        for one, many in MANY_DO.items():
            does = does.replace(one, many, 1) if does.startswith(one) or one == "s that" else does
    found = _of(f"{words} {does}\n")
    assert [one.speaker for one in found if one.why is None] == [name]


@each("what", ["a new flat", "talks with the union", "the lost ship", "a way out of the crisis"])
def test_who_looks_for_a_thing_foretells_nothing(what: str) -> None:
    """What is no amount is not expected."""
    assert [
        one.speaker for one in _of(f"Bo Lund is looking for {what}. It will rain in May.\n")
    ] in (
        [None],
        [None, None],
    )


@each("thing", ["The drought", "A strike", "The rising sea", "Frost"])
def test_what_a_thing_threatens_to_do_is_of_whom_says_so(thing: str) -> None:
    """A drought says nothing."""
    for text, who in (
        (f"{thing} threatens to ruin the harvest in May, Bo Lund said.", "Bo Lund"),
        (f"{thing} threatens to ruin the harvest in May.", None),
    ):
        assert {one.speaker for one in _of(text)} <= {who}


@each("body", ["market", "futures market", "staff", "bond market", "industry"])
def test_all_of_a_market_speak_without_a_name(body: str) -> None:
    """Of whom it is made up, nobody is named; who heads them is one person."""
    (found,) = _of(f"The {body} expects two cuts by May.\n")
    assert (found.speaker, found.kind) == (body, "anonymous")
    (found,) = _of(f"A cut in May is likely, the head of the {body}, Colonel Bo Lund, said.\n")
    assert (found.speaker, found.kind) == ("Bo Lund", "person")


@each("held", ["Shares", "A stake", "Trading", "Confidence", "Investors"])
def test_shares_in_a_firm_are_in_no_place(held: str) -> None:
    """The firm has its name in full, and is meant by its first word."""
    first = f"Tolmere Industries cut its outlook. {held} in Tolmere fell."
    for then in ("Tolmere expects a loss in 2025.", "The company expects a loss in 2025."):
        *_, found = _of(f"{first} {then}\n")
        assert found.speaker == "Tolmere Industries"
    *_, found = _of(
        "Tolmere Industries cut its outlook in Tolmere. Tolmere expects a loss in 2025.\n"
    )
    assert found.speaker == "Tolmere"
