"""Numbers and units that are of something else, right before a whole time in running text."""

from __future__ import annotations

from itertools import product

import pytest

from verifier.model.edtf import Dated
from verifier.when import TimeConventions, find_times

RELATED = ("by the end of June", "by June", "until June")
WITHIN = ("in May", "during June")
SHIFTED = ("before October", "after June", "from June")
"""Times that a number of units may go before: two days before October."""
RATES = ("30 crowns {} {}", "thirty million crowns {} {}", "five per cent {} {}", "two buses {} {}")
UNITS = ("hour", "day", "week", "month")
COUNTED = ("in the top three", "it wins three", "they sign twenty-one")


def _found(text: str, conventions: TimeConventions) -> list[str]:
    said = Dated.read("2024-03-04").days
    return [found.phrase for found in find_times(text, anchor=said, conventions=conventions)]


def test_a_number_is_of_what_it_counts(conventions: TimeConventions) -> None:
    """Whatever relation follows: to win three in May, to sign three before January."""
    for words, time in product(COUNTED, (*RELATED, *WITHIN, *SHIFTED)):
        assert _found(f"{words} {time}", conventions) == [time]


def test_a_rate_per_unit_is_no_time(conventions: TimeConventions) -> None:
    """With "per" nothing else can be meant, also where an hour could go before: before October."""
    for words, unit, time in product(RATES, UNITS, (*RELATED, *WITHIN, *SHIFTED)):
        assert _found(f"per megawatt hour {time}", conventions) == [time]
        text = words.format("per", unit)
        assert _found(f"{text} {time}", conventions) == [time]


def test_a_rate_with_an_article_is_no_time(conventions: TimeConventions) -> None:
    """30 crowns an hour by June: no number of hours goes before "by" and "until"."""
    for words, unit, time in product(RATES, UNITS, RELATED):
        text = words.format("an" if unit == "hour" else "a", unit)
        assert _found(f"{text} {time}", conventions) == [time]


def test_a_rate_that_may_be_a_time_is_not_read(conventions: TimeConventions) -> None:
    """30 crowns a day before October: a rate until October, or an amount on its eve."""
    for words, unit, time in product(RATES, UNITS, SHIFTED):
        text = words.format("an" if unit == "hour" else "a", unit)
        assert _found(f"{text} {time}", conventions) == []


def test_without_an_amount_a_unit_goes_before_its_time(conventions: TimeConventions) -> None:
    """They leave a week before October: the whole is one time."""
    for unit, time in product(("hour", "week", "month"), SHIFTED):
        text = f"{'an' if unit == 'hour' else 'a'} {unit} {time}"
        assert _found(f"they leave {text}", conventions) == [text]
        assert _found(f"two {unit}s {time}", conventions) == [f"two {unit}s {time}"]


@pytest.mark.parametrize(
    "text",
    [
        *("three by three days", "days before June", "weeks or maybe two before June"),
        *("5 in June 3", "hours in June", "weeks until June"),
    ],
)
def test_what_may_belong_to_the_time_is_not_left_out(
    text: str, conventions: TimeConventions
) -> None:
    """No time is read of which the words before it may be a part."""
    assert _found(text, conventions) == []
