"""Numbers and units that are of something else, right before a whole time in running text."""

from __future__ import annotations

from itertools import product

from tests.depth import each, grid
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
    for words, time in grid(COUNTED, (*RELATED, *WITHIN, *SHIFTED)):
        assert _found(f"{words} {time}", conventions) == [time]


def test_a_number_before_this_year_is_of_what_it_counts(conventions: TimeConventions) -> None:
    """To win three this year, up by a tenth; but a relation before it may make it a time."""
    amounts = (*COUNTED, "it opens 15", "to 40,000", "one", "by about a tenth", "of a fifth")
    for words, time in grid(amounts, ("this week", "next month", "this year")):
        assert _found(f"{words} {time}", conventions) == [time], words
    for words in ("at two", "before 3", "until five", "by 10", "on 5"):
        assert _found(f"it comes {words} this month", conventions) == []
    assert _found("up by a tenth this month", conventions) == ["this month"]
    assert _found("the fifth of May", conventions) == ["the fifth of May"]


def test_a_number_behind_a_year_is_of_what_it_counts(conventions: TimeConventions) -> None:
    """By 2040 one in nine; but a unit or a month makes it a time of its own."""
    for words, time in grid(("one in nine", "50 ships", "10 million"), ("By 2040", "this year")):
        assert _found(f"{time} {words} will come", conventions) == [time]
    assert _found("By 2040 two years later it ends", conventions) == ["two years later"]


def test_a_day_is_that_day_before_and_after_what_comes_on_it(conventions: TimeConventions) -> None:
    """On Friday after two goals; but "the Friday after" and "in March before" say which."""
    days = ("on Friday", "on 5 May", "tomorrow")
    for words, time in grid(("after two goals", "before the vote", "after work"), days):
        assert _found(f"it ends {time} {words}", conventions) == [time]
    for time in ("on the Friday after the vote", "in March before the vote"):
        assert _found(f"it ends {time}", conventions) == []


def test_a_rate_per_unit_is_no_time(conventions: TimeConventions) -> None:
    """With "per" nothing else can be meant, also where an hour could go before: before October."""
    for words, unit, time in grid(RATES, UNITS, (*RELATED, *WITHIN, *SHIFTED)):
        assert _found(f"per megawatt hour {time}", conventions) == [time]
        text = words.format("per", unit)
        assert _found(f"{text} {time}", conventions) == [time]


def test_a_rate_with_an_article_is_no_time(conventions: TimeConventions) -> None:
    """30 crowns an hour by June: no number of hours goes before "by" and "until"."""
    for words, unit, time in grid(RATES, UNITS, RELATED):
        text = words.format("an" if unit == "hour" else "a", unit)
        assert _found(f"{text} {time}", conventions) == [time]


def test_a_rate_that_may_be_a_time_is_not_read(conventions: TimeConventions) -> None:
    """30 crowns a day before October: a rate until October, or an amount on its eve."""
    for words, unit, time in grid(RATES, UNITS, SHIFTED):
        text = words.format("an" if unit == "hour" else "a", unit)
        assert _found(f"{text} {time}", conventions) == []


def test_without_an_amount_a_unit_goes_before_its_time(conventions: TimeConventions) -> None:
    """They leave a week before October: the whole is one time."""
    for unit, time in grid(UNITS, SHIFTED):
        text = f"{'an' if unit == 'hour' else 'a'} {unit} {time}"
        assert _found(f"they leave {text}", conventions) == [text]
        assert _found(f"two {unit}s {time}", conventions) == [f"two {unit}s {time}"]


@each(
    "text",
    [
        *("three by three days", "days before June", "weeks or maybe two before June"),
        *("hours in June", "weeks until June"),
    ],
)
def test_what_may_belong_to_the_time_is_not_left_out(
    text: str, conventions: TimeConventions
) -> None:
    """No time is read of which the words before it may be a part."""
    assert _found(text, conventions) == []


LENGTHS = ("within a week", "within two months", "in two weeks", "for three days", "by Friday")
INNER = ("in March", "in 2027", "during the summer", "in the first week of May")


def test_a_time_within_another_is_no_second_time(conventions: TimeConventions) -> None:
    """Within a week in March: of what is one time to the reader, no half is read."""
    for length, inner in grid(LENGTHS, INNER):
        found = _found(f"It will be ready {length} {inner}, he said.", conventions)
        assert found in ([], [f"{length} {inner}"]), (length, inner)


@each(
    "number verb",
    product(
        ["30", "12", "3", "5,000"], ["they will sign", "rates fall by", "it loses", "it wins up to"]
    ),
)
def test_a_number_before_in_is_of_its_verb(
    verb: str, number: str, conventions: TimeConventions
) -> None:
    """Who signs 30 in May signs so many in that month, and not on the 30th."""
    for month in ("May", "June", "October"):
        for found in _found(f"{verb} {number} in {month}", conventions):
            assert found == f"in {month}"


@each("amount", ["twice", "an apple", "three times", "once", "the crowns"])
def test_what_comes_so_often_a_day_is_no_day_before(
    amount: str, conventions: TimeConventions
) -> None:
    """Twice a day before October: how often, until then."""
    for time in ("before October", "after Easter"):
        read = _found(f"they take {amount} a day {time}", conventions)
        assert read == ([f"a day {time}"] if amount == "the crowns" else []), amount


CHANGES = ("rates will be cut by {}", "it was delayed by {}", "prices rise by {}", "lower by {}")
AMOUNTS = ("a quarter", "24 hours", "two weeks", "a month", "another week", "about a year")


def test_by_how_much_is_not_by_when(conventions: TimeConventions) -> None:
    """Nobody says by a quarter for within three months; a time behind it is read."""
    for change, amount in grid(CHANGES, AMOUNTS):
        text = change.format(amount)
        assert _found(text, conventions) == [], text
        assert _found(f"{text} in May", conventions) == ["in May"], text


@each(
    "noun lead",
    product(
        ["percentage point", "point cut", "old plan", "long truce"],
        ["in a quarter", "within a half-year", "after two-week", "by May"],
    ),
)
def test_what_a_hyphen_ties_to_a_noun_is_no_time(
    lead: str, noun: str, conventions: TimeConventions
) -> None:
    """In a quarter-point step: how large, and not when."""
    assert _found(f"It comes {lead}-{noun}, they say", conventions) == []


@each("verb", ["delay the flight", "move the vote", "put off the launch", "push the deadline"])
def test_of_what_is_moved_the_old_time_is_not_read(verb: str, conventions: TimeConventions) -> None:
    """From December 2 to January 22: the flight is in January, and not in between."""
    for old, new in grid(("from June 12", "from May"), ("to June 17", "to no earlier than June")):
        for found in _found(f"They {verb} {old} {new}.", conventions):
            assert "12" not in found, found
            assert "May" not in found, found


@each("amount", ["$71 a barrel", "2.7 per cent", "4%", "30 crowns"])
def test_the_time_from_which_an_amount_changes_is_not_ahead(
    amount: str, conventions: TimeConventions
) -> None:
    """From 71 dollars in July to 58 dollars in October: whose July nobody says."""
    text = f"It will fall from {amount} in July to 58 dollars in October"
    assert _found(text, conventions) == ["in October"]


@each("unit", ["bbl/day", "crowns per hour", "km/month"])
def test_a_rate_hides_no_time_without_a_preposition(
    unit: str, conventions: TimeConventions
) -> None:
    """810 barrels a day this year and 3.0% next year are of two years."""
    text = f"It will rise by 810 {unit} this year and 3.0% next year"
    assert _found(text, conventions) == ["this year", "next year"]


def test_a_bound_that_is_not_read_leaves_its_time_unread(conventions: TimeConventions) -> None:
    """To at least October 10 is no October 10."""
    for bound in ("to at least", "to at most", "to no less than"):
        assert _found(f"The work lasts {bound} October 10.", conventions) == [], bound


def test_what_is_gone_by_a_day_has_a_deadline(conventions: TimeConventions) -> None:
    """Gone by May is by May; in years gone by is no time to come."""
    assert _found("the deal will be gone by May", conventions) == ["by May"]
    assert _found("it held in years gone by", conventions) == []
