"""Conditions in which something is set off, and those without a verb."""

from __future__ import annotations

from itertools import product

import pytest

from tests.articles import of
from tests.depth import each, part

ASIDES = ("already weak", "under pressure from lenders", "now at 9 crowns", "swollen by rain")
CLAUSES = (
    ("if the bank, {aside}, fails again", "the town will pay"),
    ("unless the river, {aside}, drops by Friday", "the bridge will stay shut"),
    ("provided wages, {aside}, rise", "fares will rise"),
    ("if, {aside}, the bank pulls out", "the mill will shut"),
    ("if, and only if, talks fail", "a strike will begin"),
    ("if, as expected, the frost goes", "the road will open"),
)


def _given(text: str) -> list[tuple[object, str]]:
    found = (one for one in of(text) if one.why is None)
    return [(one.given and one.given["words"], one.claim.rstrip(".")) for one in found]


@each("aside clause first", part(product(ASIDES, CLAUSES, (True, False))))
def test_a_condition_has_what_is_set_off_in_it(
    aside: str, clause: tuple[str, str], first: bool
) -> None:
    """Wherever it stands, and nothing of it is in the claim."""
    words, claim = clause[0].format(aside=aside), f"{clause[1][0].upper()}{clause[1][1:]}"
    opened = f"{words[0].upper()}{words[1:]}"
    text = f"{opened}, {clause[1]}." if first else f"{claim} {words}."
    assert _given(text) == [(opened if first else words, claim)]


@pytest.mark.parametrize(
    ("condition", "judged"),
    [
        ("All being well", "All goes well."),
        ("In the absence of a deal", "There is a deal."),
        ("Subject to approval", "There is approval."),
        ("Pending approval by the council", "There is approval by the council."),
    ],
)
def test_a_condition_without_a_verb(condition: str, judged: str) -> None:
    [found] = of(f"{condition}, the road will open in May.")
    assert (found.given or {})["words"] == condition
    assert (found.given or {})["expects"] == {"judged": judged}
    assert found.claim == "The road will open in May."


def test_if_only_slightly_supposes_nothing() -> None:
    assert _given("Prices will fall, if only slightly, in May.")[0][0] is None


def test_who_stands_behind_a_condition_is_no_aside() -> None:
    """The main clause begins with a comma, too."""
    assert _given("If the frost goes, as it did in May, rents will rise.")[0][1] == (
        "Rents will rise"
    )
    assert _given("If it rains, under this plan the road will close.")[0][0] == "If it rains"


TIES = ("though", "however", "of course", "then", "therefore", "meanwhile", "in turn")
SUPPOSED = ("talks fail", "the levy is not passed by May", "nobody buys the mill")


@each("tie supposed", part(product(TIES, SUPPOSED)))
def test_what_ties_a_sentence_to_the_one_before_is_not_supposed(tie: str, supposed: str) -> None:
    """It may stand behind the condition, behind its "if", and at the end of all."""
    texts = (
        f"If {supposed}, {tie}, Ourtown could lose its ferry by autumn.",
        f"If, {tie}, {supposed}, Ourtown could lose its ferry by autumn.",
        f"Ourtown could lose its ferry by autumn if {supposed}, {tie}.",
        f"Ourtown could lose its ferry by autumn if, {tie}, {supposed}.",
    )
    for text in texts:
        [found] = of(text)
        assert found.claim.rstrip(".") == "Ourtown will lose its ferry by autumn"
        judged = f"{supposed[0].upper()}{supposed[1:]}"
        assert (found.given or {})["expects"] == {"judged": judged}
        assert found.quote == text


@each("tie", ["however", "though", "therefore", "instead", "indeed", "meanwhile"])
def test_what_ties_may_stand_behind_who_is_supposed_to(tie: str) -> None:
    """It parts nobody from what they do."""
    for who, does in (("talks", "fail"), ("the bill", "passes"), ("inflation", "picks up")):
        [found] = of(f"If {who}, {tie}, {does}, Ourtown could lose its ferry.")
        assert found.claim.rstrip(".") == "Ourtown will lose its ferry"
        assert (found.given or {})["words"] == f"If {who}, {tie}, {does}"


def test_though_still_joins_two_clauses() -> None:
    text = "Rents could fall by May, though wages will rise in June."
    assert [one.claim.rstrip(".") for one in of(text)] == [
        "Rents will fall by May",
        "Wages will rise in June",
    ]
