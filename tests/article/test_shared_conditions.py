"""What is supposed of several forecasts, and in which words; all are made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, part

SUPPOSED = (
    "If it rains", "Unless the bank closes", "Provided that Bo Roe resigns", "Were he to walk out",
    "Were the mill to close", "Once Lake Rail signs", "The moment it thaws", "Failing that",
    "As soon as both sides sign", "Without a deal", "Should the Reds lose",
)  # fmt: skip
WHAT = (
    ("rents will rise", "Rents will rise"),
    ("a strike could begin in May", "A strike will begin in May"),
    ("the old arms race will resume", "The old arms race will resume"),
)


def _told(text: str) -> list[tuple[str, str | None]]:
    return [(o.claim.rstrip("."), o.given["words"] if o.given else None) for o in _of(text)]


@each("given what", product(SUPPOSED, WHAT))
def test_what_is_supposed_stands_beside_the_claim(given: str, what: tuple[str, str]) -> None:
    """In whatever words it opens the sentence."""
    said, claim = what
    assert _told(f"{given}, {said}.\n") == [(claim, given)]


@each(
    "given what joint",
    part(product(SUPPOSED, WHAT, (" and ", ", and ", ", and then ", "; ")), 5),
)
def test_a_condition_that_opens_holds_for_all_that_is_joined(
    given: str, what: tuple[str, str], joint: str
) -> None:
    """By "and": it is not said again."""
    said, claim = what
    found = _told(f"{given}, {said}{joint}wages in the port will fall.\n")
    assert found == [(claim, given), ("Wages in the port will fall", given)]


@each("given what", part(product(SUPPOSED, WHAT), 3))
def test_another_forecast_is_not_supposed(given: str, what: tuple[str, str]) -> None:
    """Where it is set against the first, or the condition stands behind the first alone."""
    said, claim = what
    found = _told(f"{given}, {said}, but wages in the port will fall.\n")
    assert found == [(claim, given), ("Wages in the port will fall", None)]
    found = _told(f"R{said[1:]} if it rains, and wages in the port will fall.\n")
    assert found[-1] == ("Wages in the port will fall", None)


@each("given what", product(SUPPOSED[:8], ("rise in May", "fall in March")))
def test_a_condition_holds_for_forecasts_of_one_verb(given: str, what: str) -> None:
    """As for those of two."""
    found = _told(f"{given}, rents will {what} before recovering in June.\n")
    assert found == [(f"Rents will {what}", given), ("Rents will recover in June", given)]


@each("when", ["Once the law takes effect in September", "As soon as it opens in 2031"])
def test_when_something_is_dated_is_no_condition(when: str) -> None:
    """It says when."""
    assert [given for _, given in _told(f"{when}, rents will fall.\n")] == [None]


@each("given says", [
    ("Were he to walk out", "He will walk out."),
    ("Were the mill to close", "The mill will close."),
    ("Once Lake Rail signs", "Lake Rail signs."), ("Failing that", "That happens."),
])  # fmt: skip
def test_what_would_have_to_be_so(given: str, says: str) -> None:
    """As a sentence for whoever rules on it."""
    (found,) = _of(f"{given}, rents will rise.\n")
    assert found.given is not None
    assert found.given["expects"] == {"judged": says}
