"""First names that are months, or verbs, as well: "said Jan Example", "said Will Example"."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import of as _of
from tests.depth import each, part

MONTHS = ("Jan", "April", "May", "June", "August", "Mar")
SURNAMES = ("Roe", "Example", "Muster-Sample")
SAID = (
    '"Prices will fall by the end of the year," said {}.',
    '"Prices will fall by the end of the year," said {}, an economist at Lake Bank.',
    '"Prices will fall by the end of the year," {} said.',
    '"Prices will fall by the end of the year," the pollster {} said.',
    "{} said prices will fall by the end of the year.",
    "Prices will fall by the end of the year, according to {}.",
)


@each("said first last", part(product(SAID, MONTHS, SURNAMES)))
def test_a_name_is_no_time(said: str, first: str, last: str) -> None:
    """No day is read of a name, nor a window: the article's own day stands."""
    (found,) = _of(said.format(f"{first} {last}"))
    assert (found.said, found.told, found.times) == (None, None, ("by the end of the year",))
    assert (found.speaker, found.kind) == (f"{first} {last}", "person")


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Prices will fall in {} and Omega, which said nothing, will close.", ("in {}",)),
        ("In {} Omega will open its plant.", ("In {}",)),
        ("By {} Omega will have opened its plant.", ("By {}",)),
        ("Prices will fall in {}, Omega said.", ("in {}",)),
        ("Omega will open its plant next {}.", ("next {}",)),
    ],
)
@pytest.mark.parametrize("month", ["April", "May", "June", "August"])
def test_a_month_before_a_name_stays_one(text: str, times: tuple[str, ...], month: str) -> None:
    """Behind a word of time the month is one, whatever name follows it."""
    (found,) = _of(text.format(month))[:1]
    assert found.times == tuple(time.format(month) for time in times)


NO_WAY = (
    '"There is no way that the Reds lose," said {}.',
    '"There is no way that the Reds lose," said {}, the mayor.',
    '"There is no way that the Reds lose," {} said.',
)


@each("text first last", part(product(NO_WAY, ["Will", "May", "Mark", "Ann", "Rob"], SURNAMES)))
def test_a_first_name_is_no_verb(text: str, first: str, last: str) -> None:
    """What is said is proposed, of the person in full, and their name says of it nothing."""
    (found,) = _of(text.format(f"{first} {last}"))
    assert (found.speaker, found.kind) == (f"{first} {last}", "person")
    assert found.quote.rstrip(",") == "There is no way that the Reds lose"
    assert not {"Will", "May"} & {*found.likelihoods, *found.cues}
