"""What is a forecast, and what only names or denies one; all sentences are made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each


@each(
    "who what",
    list(
        product(
            ("“{},” Bo Roe said.", "{}, Bo Roe said."),
            (
                "The dam should be leaking again in six weeks",
                "The dam ought to be ready by August 2025",
                "The dam ought to be open in May",
                "The dam is to reopen on 18 May",
                "There is no way that the dam breaks",
                "I'd be surprised if the dam didn't break",
                "It is 2026 at the earliest",
                "The quota is likely to double from 2026 onwards",
                "Rain was likely on Sunday",
            ),
        )
    ),
)
def test_it_is_a_forecast(who: str, what: str) -> None:
    """It is not set aside as advice, or as what is so or was."""
    (found,) = _of(f"{who.format(what)}\n")
    assert (found.why, found.speaker, found.quote.rstrip(".,")) == (None, "Bo Roe", what)


@each(
    "text",
    [
        "The minister rejected the forecast.",
        "The forecast is bold.",
        "“It is no prediction of admissions,” Bo Roe said.",
        "The minister did not say whether taxes would rise in May.",
        "The ministry declined to say whether taxes would rise in May.",
        "It is unclear whether taxes will rise in May.",
        "Bo Roe wouldn't say if taxes would rise in May.",
        "It is not true that the port will close, the ministry said.",
        "“It isn't true that the port will close,” Bo Roe said.",
    ],
)
def test_nothing_is_foretold(text: str) -> None:
    """A forecast that is named, a question that is left open, a rumour that is denied."""
    assert [one for one in _of(f"It was late. {text}\n") if one.why is None] == []


@each(
    "text times",
    [
        ("The quota is likely to double from 2026 onwards, Bo Roe said.", ("from 2026 onwards",)),
        ("Bo Roe said rain was likely on Sunday.", ("on Sunday",)),
    ],
)
def test_times_that_look_over_are_still_to_come(text: str, times: tuple[str, ...]) -> None:
    """What grows to another year is compared with none, and what was likely is not over."""
    (found,) = _of(f"{text}\n")
    assert found.times == times


def test_a_clause_before_a_colon_is_the_articles() -> None:
    """Whoever insists behind it."""
    for verb in ("insist", "say", "told us"):
        text = f"Don't expect him to stay, though: sources close to the player {verb} he'll move.\n"
        first, last = _of(f"I was there.\n\n{text}")
        assert (first.speaker, last.speaker) == (None, "sources close to the player")
    *_, last = _of("Bo Roe came. I know the optimists. “It will rain,” Roe himself told me.\n")
    assert last.speaker == "Bo Roe"
