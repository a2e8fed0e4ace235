"""Whose forecast a sentence is that also tells what somebody else said; all made up."""

from __future__ import annotations

from tests.articles import of as _of
from tests.depth import each

PAIRS = (("Bo Roe", "Ann Poe"), ("Lake Bank", "Maryna Kovalenko"), ("Ann Poe", "Northern Rail"))


@each(
    "text",
    [
        "Should talks resume, as {0} has hinted, rents will fall in May, {1} said.",
        "As {0} said, rents will fall in May, {1} told reporters.",
        "Rents will fall in May, as {0} predicts, {1} said.",
        "{1} said rents will fall in May, as {0} has said.",
        "Contrary to what {0} said, rents will fall in May, {1} said.",
        "Despite what {0} has claimed, rents will fall in May, according to {1}.",
        "Far from rising, as {0} forecasts, rents will fall in May, {1} said.",
    ],
)
def test_who_says_the_main_clause_says_it(text: str) -> None:
    """And not who is said to say so, too, or the contrary."""
    for other, who in (*PAIRS, ("the ministry", "Bo Roe"), ("she", "Ivo Lund")):
        found = _of(f"{text.format(other, who)}\n")
        assert [(one.speaker, one.claim.rstrip(".")) for one in found] == [
            (who, "Rents will fall in May")
        ]


@each(
    "text theirs",
    [
        ("Rents will fall in May, as {} has predicted.", True),
        ("As {} has said, rents will fall in May.", True),
        ("Just as {} said, rents will fall in May.", True),
        ("Contrary to what {} said, rents will fall in May.", False),
        ("Despite what {} has said, rents will fall in May.", False),
        ("Far from rising, as {} forecasts, rents will fall in May.", False),
    ],
)
def test_what_nobody_else_says_is_theirs_unless_they_said_the_contrary(
    text: str, theirs: bool
) -> None:
    """Where it is not theirs the article says so."""
    for who, _ in PAIRS:
        (found,) = _of(f"{text.format(who)}\n")
        assert (found.speaker, found.claim.rstrip(".")) == (
            who if theirs else None,
            "Rents will fall in May",
        )


@each("whatever", ["Whatever {} says", "No matter what {} thinks", "Never mind what {} promised"])
def test_whatever_somebody_says_is_none_of_theirs(whatever: str) -> None:
    """At the head of the sentence and at its end."""
    for other, who in PAIRS:
        (found,) = _of(f"{whatever.format(other)}, rents will fall in May, {who} said.\n")
        assert found.speaker == who
        later = f"{whatever[:1].lower()}{whatever[1:]}".format(other)
        (found,) = _of(f"Rents will fall in May, {later} between now and then.\n")
        assert found.speaker is None


@each("who", ["its president", "the head of the mill", "their long-serving chair"])
def test_what_somebody_is_stands_between_them_and_what_they_expect(who: str) -> None:
    """Ann Roe, its president, who expects it; what else she does is not expected."""
    for name in ("Ann Roe", "Amadeu Quintal"):
        text = f"“I have not seen this,” says {name}, {who}, who expects rents to fall in May."
        assert _of(f"{text}\n")[-1].speaker == name
        (found,) = _of(f"{name}, {who}, who expects rents to fall in May, is leaving.\n")
        assert (found.speaker, found.claim) == (name, "")


@each("where", ["Near", "Outside", "Beyond", "Above"])
def test_where_it_is_is_nobody(where: str) -> None:
    """Near Harlow, Bo Roe farms rice."""
    found = _of(f"{where} Harlow, Bo Roe farms rice. “The rest will rot by May,” he said.\n")
    assert [one.speaker for one in found] == ["Bo Roe"]
