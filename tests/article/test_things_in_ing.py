"""Words in -ing that are things: what describes them does nothing."""

from __future__ import annotations

from itertools import product

from tests.articles import of
from tests.depth import each, part

THINGS = (
    "heavy fighting",
    "fierce street fighting",
    "very strong hiring",
    "slow building",
    "weak spending",
    "cautious lending",
    "renewed shelling",
    "careful pruning",
)
WHEN = ("within six weeks", "next year", "in May", "by Friday")
HOLDERS = ("“I expect {},” Ann Roe said.", "Ann Roe expects {}.", "Ann Roe said she expected {}.")


@each("thing when", part(product(THINGS, WHEN)))
def test_what_is_described_there_will_be(thing: str, when: str) -> None:
    for holder in HOLDERS:
        [found] = of(holder.format(f"{thing} {when}"))
        assert found.claim.rstrip(".") == f"There will be {thing} {when}"
        assert found.times == (when,)


@each("who", ["rents", "heavy industry", "unemployment", "fresh output"])
def test_who_does_it_does_it_still(who: str) -> None:
    [found] = of(f"Lake Bank expects {who} falling in May.")
    assert found.claim == f"{who[0].upper()}{who[1:]} will be falling in May."
