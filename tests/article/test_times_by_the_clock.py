"""Words of time that name an hour, a feast, a length or no day at all are times; all made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, part

WHO = ("The tunnel will reopen", "Bo Roe is expected to resign", "Rents could rise")
HOURS = [
    f"{lead} {hour}"
    for lead, hour in product(
        ("by", "before", "at", "around", "shortly after", "until"),
        ("noon", "midnight", "dawn", "6 p.m.", "11 am", "9:30", "7 o'clock"),
    )
]


@each("who when", part(product(WHO, HOURS), 5))
def test_hours_are_times(who: str, when: str) -> None:
    """Whatever leads to them."""
    assert [one.times for one in _of(f"{who} {when}, the council said.\n")] == [(when.rstrip("."),)]


@each(
    "who when",
    part(
        product(
            WHO,
            (
                "before Thanksgiving", "before Epiphany", "the same night",
                "by the end of the next term", "before the May holiday", "after the Olympics",
                "over three years", "over several months", "for generations", "for decades",
                "one day", "within a generation", "until further notice",
            ),
        ),
        2,
    ),
)  # fmt: skip
def test_a_time_of_which_no_rule_knows_the_days(who: str, when: str) -> None:
    """It is proposed, and `check` asks for its days."""
    assert [one.times for one in _of(f"{who} {when}.\n")] == [(when,)]


@each("rate", ["2%", "2 per cent", "3.5 percent", "$40"])
def test_how_often_is_no_time(rate: str) -> None:
    """The time behind "a year" is read."""
    for often in ("a year", "a month", "a day"):
        found = _of(f"Coal use will fall by {rate} {often} until 2040.\n")
        assert [one.times for one in found] == [("until 2040",)]


@each(
    "said",
    [
        "The number 12 tram will return", "The score will be 2:1", "The noon train will be late",
        "Rents will rise for tenants", "The mill will close for one thing",
        "One day of rain will not help", "The pier at Midnight Bay will close",
        "Ann Roe, 40, will win over the mayor",
    ],
)  # fmt: skip
def test_what_only_looks_like_an_hour(said: str) -> None:
    """Is none."""
    assert [one.times for one in _of(f"{said}.\n")] == [()]
