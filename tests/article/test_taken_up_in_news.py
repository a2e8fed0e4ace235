"""Who goes on to speak: behind a nested report, in a long quotation, as "the paper". Made up."""

from __future__ import annotations

from tests.articles import of
from tests.depth import each

NAMES = (("Ann Roe", "Bo Poe", "Lakeco"), ("Ursel Adeyo", "Ivo Lind", "Omvik"))


def speakers(text: str) -> list[str | None]:
    """Who is charged with each proposal of a text."""
    return [one.speaker for one in of(text)]


@each(
    "text last",
    [
        # A quotation has one speaker, though several sentences are in it.
        (("Rents will fall, the Lake Institute said. “The crash was a big one. If it goes on, mills"
         " will shut in June. Others may follow,” {one}, a broker at Mill Bank, told the Herald."),
         ["{one}"] * 3),
        (("Mill Bank said it would stay. “We are in it for years. We will not sell in May,”"
         " {body}'s {one} told the Gazette."), ["{one}"] * 2),
        # Whose words only tell of what somebody else has said is who goes on.
        (("{one} said the fleet has 400 boats, twice the number that {other} announced. “They will"
         " sail in June,” he said."), ["{one}"]),
        ("{one} said the fleet has the boats {other} promised. He expects it to sail in June.",
         ["{one}"]),
        # But beside it, or behind it, who speaks last is who goes on.
        (("{one} said the fleet was late, and {other} said it was lost. “It will sail in June,” he"
         " said."), ["{other}"]),
        (("The fleet was late, {one} said, but {other} warned it was lost. “It will sail in June,”"
         " he said."), ["{other}"]),
        # The subject behind what others expect is who goes on.
        (("“It gets worse,” Mayor {other} said. While some brokers expect a fall in May, Lake Party"
         " Chairman {one} is calm. “If we get six, we will win,” he said."), ["{one}"]),
        # Neither a body nor a judge is who a former boss was boss of.
        (("Judge {one} said {body} was late. The former {body} boss left. In her ruling, the judge"
         " said it was likely that the mill will shut in May."), ["{one}"]),
        (("Norland had said it would pay. A former {body} boss left. {body} said it would wait."
         " However, it claimed that rents would rise in May."), ["{body}"]),
        # A noun for a body of which there is one is taken up as well.
        ("{body} said rents rose. The opposition made much of it. It said rents would rise in May.",
         ["opposition"]),
        ("{body} said rents rose. The cabinet met early. It warned that rents would rise in May.",
         ["cabinet"]),
        # A paper is no person, and is taken up by what it is.
        ("The Lake Herald said {other} was ill. The newspaper said {other} may leave in May.",
         ["Lake Herald"]),
        (("The Sunday Herald said {body} was sold. {one} was glad. The paper said that rents may"
         " fall in May."), ["Sunday Herald"]),
        (("The Lake Tribune said {other} was ill. Despite insisting he is well, the magazine"
         " suggested he may leave in May."), ["Lake Tribune"]),
    ],
)  # fmt: skip
def test_who_goes_on_to_speak(text: str, last: list[str]) -> None:
    """Of the last proposals of each text."""
    for one, other, body in NAMES:
        put = {"one": one, "other": other, "body": body}
        expected = [name.format(**put) for name in last]
        assert speakers(text.format(**put))[-len(last) :] == expected
