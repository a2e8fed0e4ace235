"""Who is charged with a forecast by a poll, a headline, many, or one of two. Made up."""

from __future__ import annotations

from tests.articles import of
from tests.depth import each, grid

NAMES = (("Ann Roe", "Bo Poe", "Lakeco"), ("Ursel Adeyo", "Ivo Lind", "Omvik"))


def speakers(text: str) -> list[str | None]:
    """Who is charged with each proposal of a text."""
    return [one.speaker for one in of(text)]


@each(
    "text last",
    [
        # A poll of no one's, and one whose owner begins the sentence.
        ("{body} Bank met. The median forecast suggests that rents will be lower by May.", [None]),
        ("Unity met. Exit polls issued at night predict that Unity will win in May.",
         ["Exit polls"]),
        ("Unity met. Opinion polls show that rents will fall in May.", ["Opinion polls"]),
        (("Unity is strong. {body}'s final election survey shows that 55 percent of likely voters"
         " will pick the Unity man in May."), ["{body}"]),
        ("Speculation suggests that rents will fall in May.", [None]),
        # Those who are for or against two.
        ("Critics of the mayor and the Unity Council say rents will fall in May.",
         ["Critics of the mayor and the Unity Council"]),
        ("Supporters of Mayor {one} and the Unity Party say rents will fall in May.",
         ["Supporters of Mayor {one} and the Unity Party"]),
        ("All but two of these brokers expect rents to fall in May.",
         ["All but two of these brokers"]),
        ("{one}, a broker, said it would rain. Another suggested rents would fall in May.",
         ["Another"]),
        # What a forecast calls for is foretold, what a person calls for is not.
        (("The {body} Office's updated outlook issued Thursday calls for a 70% chance of rain"
         " in May."), ["{body} Office"]),
        ("{one} calls for a law that will save the mill in May.", [None]),
        ("Forecasters with the {body} Office have raised the likelihood of a wet May to 45%.",
         ["Forecasters with the {body} Office"]),
        (("The number of storms is greater, with the {body} Office now expecting 10 to 17 storms"
         " in May."), ["{body} Office"]),
        # Names with something around them.
        ("{body}'s Office for Mills (OFM) in Omega said rents would fall in May.",
         ["Office for Mills"]),
        (("“Unity will win,” the Herald's {one} writes. “They will vote in May,” the Gazette's"
         " Ulf Pond and {other} write."), ["{one}", "Ulf Pond and {other}"]),
        ("{one}, the spokeswoman for the movement “We stand”, contends that rents will fall.",
         ["{one}"]),
        ("Handicapper {one} warned of a flood. “We will see it in June,” she said.", ["{one}"]),
        ("{body} Airlines' parent met. {body} Airlines said it expected a loss in May.",
         ["{body} Airlines"]),
        ("The offer came from OMV. {body}'s mill is fair. {body} plans to sell its mill in May.",
         ["{body}"]),
        # A letter says what who sends it says; who agrees to something tells no more.
        (("{body} chairman {one} sent a letter to the board on Thursday saying that it plans to"
         " bid in May."), ["{one}"]),
        ("The ministry issued a statement saying rents would fall in May.", ["ministry"]),
        ("{body} agreed to buy a mill. There may be other bids in May.", [None]),
        # The end of a headline, and whose turn it is again.
        ("Norland likely to strike in spring: {body}\n\nNorland is weak. {body} said so.",
         ["{body}"]),
        ("Rents will fall in June: analysts\n\nThe bank met.", ["analysts"]),
        ("Rents will fall in June: a guide\n\nThe bank met.", [None]),
        ("Analysts forecast a fall in rents\n\nThe bank met.", ["Analysts"]),
        (("Live\n\n17:20 Minister {one} says it will rain.\n\n17:25 {other} says it will snow in"
         " May.\n\n17:35 {one} again: “Rents will fall in June.”"), ["{other}", "{one}"]),
    ],
)  # fmt: skip
def test_who_is_charged(text: str, last: list[str | None]) -> None:
    """Of the last proposals of each text."""
    for one, other, body in NAMES:
        put = {"one": one, "other": other, "body": body}
        expected = [name and name.format(**put) for name in last]
        assert speakers(text.format(**put))[-len(last) :] == expected


def test_a_storm_warning_says_nothing() -> None:
    """But a letter warning that something will happen does."""
    for kind, what in grid(("storm", "flood", "frost"), ("the mill", "rents")):
        (one,) = speakers(f"A {kind} warning is out that will end in May.")
        (told,) = speakers(f"The council put out a letter warning that {what} will fall in May.")
        assert (one, told) == (None, "council")
