"""Forecasts that share a verb, a subject or an amount have a proposal each; all are made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, part

WHO = ("Prices", "Lake Bank", "The Ourtown mill", "France and Spain", "Dr Bo Roe’s rents")
WHEN = (
    ("in March", "in May"),
    ("this spring", "by the end of 2031"),
    ("next year", "in 2030"),
    ("by Friday", "on 3 June"),
)


def _told(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.claim.rstrip("."), one.times[:1], one.likelihoods[:1]) for one in _of(text)]


# What is said, with {who}, {a} and {b}; then the claims.
ONE_SUBJECT = [
    ("{who} will fall {a} before recovering {b}",
     "{who} will fall {a}", "{who} will recover {b}"),
    ("{who} will rise to 4% {a}, before slipping to 3% {b}",
     "{who} will rise to 4% {a}", "{who} will slip to 3% {b}"),
    ("{who} will rise to 4% {a}, then falling back to 3% {b}",
     "{who} will rise to 4% {a}", "{who} will fall back to 3% {b}"),
    ("{who} will ease {a}, reaching 40 crowns {b}",
     "{who} will ease {a}", "{who} will reach 40 crowns {b}"),
    ("{who} will open {a} and start work {b}",
     "{who} will open {a}", "{who} will start work {b}"),
    ("{who} will peak {a}, and decline {b}",
     "{who} will peak {a}", "{who} will decline {b}"),
    ("{who} will close {a} but return {b}",
     "{who} will close {a}", "{who} will return {b}"),
    ("{who} will win {a} and again {b}",
     "{who} will win {a}", "{who} will win again {b}"),
    ("{who} will be sold {a} and rebuilt {b}",
     "{who} will be sold {a}", "{who} will be rebuilt {b}"),
    ("{who} will grow by 4% {a} and 3% {b}",
     "{who} will grow by 4% {a}", "{who} will grow by 3% {b}"),
    ("{who} will grow 4% {a}, and by 3% {b}",
     "{who} will grow 4% {a}", "{who} will grow by 3% {b}"),
    ("{who} will lose 300 people {a} and 200 {b}",
     "{who} will lose 300 people {a}", "{who} will lose 200 people {b}"),
    ("{who} will lose 300 people {a} and 200 horses {b}",
     "{who} will lose 300 people {a}", "{who} will lose 200 horses {b}"),
    ("{who} will build a dam {a} and a mill {b}",
     "{who} will build a dam {a}", "{who} will build a mill {b}"),
    ("{who} will fall in the south {a} and in the north {b}",
     "{who} will fall in the south {a}", "{who} will fall in the north {b}"),
]  # fmt: skip
OTHER_SUBJECT = [
    ("{who} will rise 4% {a}, with profits slipping {b}",
     "{who} will rise 4% {a}", "Profits will slip {b}"),
    ("{who} will publish a plan {a}, with the rest to follow {b}",
     "{who} will publish a plan {a}", "The rest will follow {b}"),
]  # fmt: skip
GRID = [
    (text, who, a, b, claims)
    for (text, *claims), who, (a, b) in product(ONE_SUBJECT + OTHER_SUBJECT, WHO, WHEN)
]


@each("text who a b claims", part(GRID, 7))
def test_each_forecast_of_a_verb_has_a_whole_claim(
    text: str, who: str, a: str, b: str, claims: list[str]
) -> None:
    """With its own time, and with nothing of the other one; both are quoted whole."""
    said = text.format(who=who, a=a, b=b)
    found = _of(f"{said}.\n")
    assert [one.claim.rstrip(".") for one in found] == [
        claim.format(who=who, a=a, b=b) for claim in claims
    ]
    assert [one.times[0] for one in found] == [a, b]
    assert {one.quote.rstrip(".") for one in found} == {said}
    assert {one.likelihoods for one in found} == {("will",)}
    assert not any(one.left_out for one in found)


@each(
    "verb likelihood",
    [
        ("could", "could"), ("may", "may"), ("is expected to", "expected"),
        ("will probably", "will probably"), ("is likely to", "likely"),
    ],
)  # fmt: skip
def test_what_follows_is_as_likely_as_the_first(verb: str, likelihood: str) -> None:
    """Where it says nothing else."""
    for doing, do in (("rising", "rise"), ("easing", "ease"), ("tripling", "triple")):
        found = _told(f"Rent {verb} fall in March before {doing} in May.\n")
        assert found == [
            ("Rent will fall in March", ("in March",), (likelihood,)),
            (f"Rent will {do} in May", ("in May",), (likelihood,)),
        ]


@each(
    "text claims",
    [
        ("Rent will rise, possibly reaching 5% by June.",
         [("Rent will rise", (), ("will",)),
          ("Rent will reach 5% by June", ("by June",), ("possibly",))]),
        ("The dam will open in May, perhaps closing in June.",
         [("The dam will open in May", ("in May",), ("will",)),
          ("The dam will close in June", ("in June",), ("perhaps",))]),
        ("Saturday will be dry, with gales likely on Sunday.",
         [("Saturday will be dry", ("Saturday",), ("will",)),
          ("There will be gales on Sunday", ("on Sunday",), ("likely",))]),
        ("Bo Roe will meet them on Monday, with a decision expected in May.",
         [("Bo Roe will meet them on Monday", ("on Monday",), ("will",)),
          ("There will be a decision in May", ("in May",), ("expected",))]),
    ],
)  # fmt: skip
def test_what_follows_may_be_less_likely(
    text: str, claims: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    """Then it is a forecast of its own, whether or not the first has a time."""
    assert _told(text) == claims


@each("who verb", product(("Growth", "Lake Bank’s profit"), ("will be", "is expected to reach")))
def test_amounts_in_a_row(who: str, verb: str) -> None:
    """Three amounts at three times are three forecasts, whoever expects them."""
    will = "will be" if verb == "will be" else "will reach"
    times = ("this year", "next year", "in 2030")
    for amounts in (("4%", "3%", "2%"), ("$40 million", "$30 million", "$20 million")):
        a, b, c = (f"{one} {when}" for one, when in zip(amounts, times, strict=True))
        found = _told(f"{who} {verb} {a}, {b} and {c}.\n")
        assert [one[:2] for one in found] == [
            (f"{who} {will} {one}", (when,)) for one, when in zip((a, b, c), times, strict=True)
        ]


@each(
    "aside own main",
    [
        (", which is due to open in May,", "{} will open in May", "{} will employ 300"),
        (", which will open in May,", "{} will open in May", "{} will employ 300"),
        (", due to open in May,", "{} will open in May", "{} will employ 300"),
        (", which could be sold in 2031,", "{} will be sold in 2031", "{} will employ 300"),
    ],
)
def test_what_is_said_beside_the_main_verb(aside: str, own: str, main: str) -> None:
    """Is a forecast of its own, of the same thing."""
    for who in ("The plant", "Lake Bank’s second mill", "Hobbyhorse"):
        for verb in ("will", "is expected to"):
            found = _told(f"{who}{aside} {verb} employ 300.\n")
            assert [one[0] for one in found] == [own.format(who), main.format(who)]
            assert found[1][1] == ()


@each(
    "said",
    [
        "Trains will run daily, starting in May",
        "The pier will open in May and June",
        "Rent will rise by between 3% and 4% in May",
        "Rent will fall before rising",
        "The mill will close in May before anyone notices",
        "Rent will rise in May, helping owners",
        "The dam will flood a road that was built in 1990 and a mill in May",
    ],
)
def test_one_forecast_stays_one(said: str) -> None:
    """Where there is one deadline and one hedge."""
    assert [one[0] for one in _told(f"{said}.\n")] == [said]


@each(
    "noun small",
    [
        ("The treaty", "the treaty"),
        ("A second mill", "a second mill"),
        ("Lake Air", "Lake Air"),
    ],
)
def test_what_somebody_else_will_do_with_it(noun: str, small: str) -> None:
    """Is told of them, and the main verb of the thing."""
    for who, verb in (("the League", "will debate"), ("Bo Roe", "is expected to sell")):
        does = verb.removeprefix("is expected to ").removeprefix("will ")
        found = _told(f"{noun}, which {who} {verb} on 19 May, is unlikely to survive.\n")
        assert [one[0] for one in found] == [
            f"{who[0].upper()}{who[1:]} will {does} {small} on 19 May",
            f"{noun} will survive",
        ]
        assert [one[1] for one in found] == [("on 19 May",), ()]


@each("aside", [", due in May,", ", expected in May,", ", scheduled for May,"])
def test_when_something_is_due_is_no_time_of_what_it_does(aside: str) -> None:
    """Nor is it in its claim."""
    for who in ("The vote", "Lake Bank’s meeting"):
        assert _told(f"{who}{aside} will fail.\n")[-1] == (f"{who} will fail", (), ("will",))


@each("aside", [", who has not played since May,", ", who was hurt in March,"])
def test_what_was_so_is_no_forecast_beside(aside: str) -> None:
    """Though it may stand beside one."""
    found = _told(f"Bo Roe{aside} will play on Saturday.\n")
    assert [one[1:] for one in found] == [(("on Saturday",), ("will",))]
