"""Words of time that name no date, and those near which something else stands."""

from __future__ import annotations

from tests.articles import of as _of
from tests.depth import each


def _ahead(text: str) -> list[tuple[str, ...]]:
    return [one.times for one in _of(text) if one.why is None]


@each(
    "when",
    [
        *("before then", "by then", "by that time", "before that date"),
        *("within the hour", "within the month", "by morning", "before the summer break"),
        *("after the thaw", "before the first frost", "in time for the holidays"),
        *("over the forecast horizon", "during our projection period", "after the harvest"),
        *("before the ice goes", "before any well runs dry", "before the clocks go back"),
        *("before the school year ends on 28 May", "before a new mill opens in the north"),
        *("by the time the bridge is ready", "by the time we meet", "before her term expires"),
    ],
)
def test_a_time_may_be_told_without_a_date(when: str) -> None:
    """It is proposed whole, as words of time whose days a person says."""
    for text in (
        f"The mill will close {when}.",
        f"Ann Roe said that the mill would close {when}.",
        f"The mill is likely to close {when}.",
        f"{when[0].upper()}{when[1:]}, the mill will close.",
    ):
        assert _ahead(text) == [(when if when in text else f"{when[0].upper()}{when[1:]}",)], text


@each(
    "text",
    [
        "Queues will get longer before they get shorter.",
        "The dockers might walk out, but not before the holidays.",
        "Prices will fall before recovering.",
        "The mill will stand before the town hall.",
        "The judge will speak before the full court.",
        "The mill will put profit before the environment.",
        "Waste will go to the mill after the coast road.",
        "The band will play for the council before a large crowd.",
        "The mayor will bring the plan before the house, which is divided.",
        "He will bring the matter before the city council.",
    ],
)
def test_what_stands_before_something_is_no_time(text: str) -> None:
    """A place, a rank, or what the same ones do first."""
    assert _ahead(text) == [()]


@each(
    "text when",
    [
        ("Two mills will have gone by Christmas, maybe three.", "by Christmas"),
        ("Two mills will go next week, perhaps as many as four.", "next week"),
        ("Ten mills will go in June, possibly more.", "in June"),
        ("By 2036 a quarter of drivers will have given up.", "By 2036"),
        ("By 2031 a half of the mills will be shut.", "By 2031"),
        ("Costs will rise by nearly a quarter by May.", "by May"),
        ("Savings will amount to 150 million crowns a year from 2033.", "from 2033"),
        ("Sales will grow to 10 million from 2032 onwards.", "from 2032 onwards"),
        ("Output will rise to 40 tonnes from 2031, and rents will fall.", "from 2031"),
        ("Farms will go under this winter.", "this winter"),
        ("The firm will be going under by May.", "by May"),
        ("A cut before September was improbable, Ann Roe said, and is so now.", "before September"),
        ("The chance of a fall over the next 12 months was put at 25%.", "over the next 12 months"),
        ("The odds of a vote before May were put at one in ten.", "before May"),
    ],
)
def test_a_time_is_read_beside_what_is_none(text: str, when: str) -> None:
    """A number, a verb with its "under", or a degree that was said of a time to come."""
    found = [one.times for one in _of(text)]
    assert found[0] == (when,)


@each(
    "verb", ["had hoped for a vote", "had long hoped to hold a vote", "had hoped that a vote came"]
)
def test_what_was_hoped_is_no_forecast(verb: str) -> None:
    """Whenever it was to be."""
    for when in ("before May", "before the holidays", "before the clocks change"):
        assert _ahead(f"Mayor Ann Roe {verb} {when}.") == []
