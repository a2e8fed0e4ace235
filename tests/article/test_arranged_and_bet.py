"""What is arranged, bet on, estimated or doubted, and times that are none of what is foretold."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, part


def _only(text: str) -> tuple[str, str]:
    (found,) = [one for one in _of(text) if one.why is None]
    return next(iter(found.likelihoods), ""), found.claim.rstrip(".")


@each(
    "does",
    part(
        ("shut", "reopen", "merge", "expand", "lose", "restart", "cease", "pay", "receive", "rule"),
        5,
    ),
)
def test_what_is_arranged_is_foretold(does: str) -> None:
    """The arrangement is the likelihood, whatever is to be done."""
    for text in (f"The firm is to {does} in May.", f"The firms are to {does} by June."):
        assert _only(text)[0] in (f"is to {does}", f"are to {does}")
    assert _only("Talks are due to restart in May.") == (
        "are due to restart",
        "Talks will restart in May",
    )
    likely, _ = _only("The first doses are due in September.")
    assert likely == "are due in"


@each("odds", ["2/7", "5-2", "11/4", "9-4"])
def test_a_price_is_of_what_is_bet_on(odds: str) -> None:
    """And the bookmakers win nothing."""
    for one in _of(f"Bookmakers make Lakeham {odds} to lift the cup in May."):
        assert one.claim.rstrip(".") in ("Lakeham will lift the cup in May", "")
    found = _of(f"Bookmakers make them {odds} to lift the cup in May.")
    assert all("Bookmakers will" not in one.claim for one in found)
    likely, claim = _only(f"A betting exchange makes it {odds} against the strike ending by May.")
    assert claim == "The strike will end by May"
    assert odds in likely


@each(
    "text words claim",
    [
        (
            "Bo Roe said he anticipated some amendments.",
            "anticipated some",
            "There will be some amendments",
        ),
        (
            "The board's central estimate is for 2,400 cases by May.",
            "central estimate is for",
            "There will be 2,400 cases by May",
        ),
        (
            "Ann Roe's base case is for a cut in May.",
            "base case is for",
            "There will be a cut in May",
        ),
        (
            "Ann Roe did not accept that the cost would rise.",
            "did not accept that",
            "The cost will rise",
        ),
    ],
)
def test_what_is_estimated_or_doubted(text: str, words: str, claim: str) -> None:
    """Is what must happen, and who does so stands beside it."""
    likely, told = _only(text)
    assert likely.startswith(words)
    assert told == claim


@each(
    "text times",
    [
        ("Repairs will cost 2.3m, twice the figure given in June.", ()),
        ("Sales will double the level set in May.", ()),
        ("Talks, which had looked doomed as recently as May, will go on.", ()),
        ("May's figure will be revised down.", ()),
        ("Brokers still see the Lake 50 at 7,650 by the end of May.", ("by the end of May",)),
        ("Traders will stay until the lease runs out.", ("until the lease runs out",)),
        ("The mill will stay shut until the council decides.", ("until the council decides",)),
        ("A vote is not expected this side of the election.", ("this side of the election",)),
        ("The strike is likely to be ending before Sunday.", ("before Sunday",)),
    ],
)  # fmt: skip
def test_whose_time_it_is(text: str, times: tuple[str, ...]) -> None:
    """That of a figure, or of what was so, is none; what happens until then is one."""
    assert [one.times for one in _of(text)] == [times]


@each(
    "first second",
    part(
        product(
            ("The mill will close", "Rents would fall"),
            (
                "further cuts were likely before May",
                "savings are foreseen from 2035",
                "a vote is expected in May",
            ),
        ),
        3,
    ),
)
def test_a_degree_with_a_time_has_a_part_of_its_own(first: str, second: str) -> None:
    """Behind "and" or "but", as a verb that looks ahead has."""
    for joint in (", and ", ", but "):
        assert len(_of(f"{first}{joint}{second}.")) == 2
