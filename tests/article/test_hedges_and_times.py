"""How likely something is said to be at a time, with that time; all sentences are made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, part

WHEN = (
    "by midnight", "before Thanksgiving", "around Easter", "from June", "later this year",
    "over the weekend", "through Friday", "sometime next year", "towards the end of May",
    "as early as June", "during the winter", "within weeks", "at the end of March",
)  # fmt: skip
HOW_LIKELY = ("likely", "possible", "probable", "unlikely", "more likely than not", "expected")


def _told(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.claim.rstrip("."), one.likelihoods, one.times) for one in _of(text)]


@each("what likely when", part(product(("A strike", "A second vote"), HOW_LIKELY, WHEN), 5))
def test_a_hedge_ends_before_words_of_time(what: str, likely: str, when: str) -> None:
    """Whatever preposition they begin with."""
    found = _told(f"{what} is {likely} {when}.\n")
    assert found == [(f"There will be {what.lower()} {when}", (likely,), (when,))]


def test_until_when_something_is_unlikely_is_no_claim() -> None:
    """Nothing is said of what there is until then."""
    ((claim, _, times),) = _told("A strike is unlikely until the autumn.\n")
    assert not claim.startswith("There will be")
    assert times == ("until the autumn",)


@each(
    "verb likely when",
    part(product(("reopen", "fall", "be sold"), ("likely", "possibly", "probably", "most likely"),
                 ("by midnight", "in May", "before the end of 2031", "on Friday")), 3),
)  # fmt: skip
def test_a_hedge_set_off_before_the_time(verb: str, likely: str, when: str) -> None:
    """Says how likely the whole is by then."""
    for who in ("The bridge", "Bo Roe’s boat", "Lakeco"):
        found = _told(f"{who} will {verb}, {likely} {when}.\n")
        assert found == [(f"{who} will {verb} {when}", (likely,), (when,))]


@each(
    "aside", ["", ", who has not played since May,", ", which asked 1,840 adults,",
              ", whose boat did not sail,"],
)  # fmt: skip
def test_who_has_a_chance_may_be_described(aside: str) -> None:
    """That says nothing of how likely it is."""
    for odds in ("40% chance", "fifty-fifty chance"):
        assert _told(f"Bo Roe{aside} has a {odds} of winning on Saturday.\n") == [
            ("Bo Roe will be winning on Saturday", (odds,), ("on Saturday",))
        ]
        assert _told(
            f"The Lake Institute{aside} gives Bo Roe a {odds} of winning on Friday.\n"
        ) == [("Bo Roe will be winning on Friday", (odds,), ("on Friday",))]


@each(
    "noun",
    ["a ballot", "a close vote", "the first poll"],
)
def test_what_is_foretold_of_a_noun_that_is_described(noun: str) -> None:
    """Is the claim; when it is may stand before it."""
    for verb in ("is expected to", "could"):
        found = _told(f"Voters elect a council on Sunday in {noun} that {verb} end its rule.\n")
        assert [(claim, times) for claim, _, times in found] == [
            (f"{noun[0].upper()}{noun[1:]} will end its rule", ("on Sunday",))
        ]


@each("marker", ["once", "as soon as", "the moment"])
def test_what_has_to_be_so_may_stand_behind(marker: str) -> None:
    """Where no time stands in it."""
    for clause in ("Lake Rail signs", "the bank signs", "they agree"):
        (found,) = _of(f"Rents will fall {marker} {clause}.\n")
        assert found.claim == "Rents will fall."
        assert found.given is not None
        assert found.given["words"] == f"{marker} {clause}"
    (found,) = _of("The towns will vote once in May.\n")
    assert found.given is None
