"""Who says it in a title, as "they", by another name, or in a clause that is granted. Made up."""

from __future__ import annotations

from tests.articles import of
from tests.depth import each

NAMES = (("Ann Roe", "Lakeco"), ("Ursel Adeyo", "Omvik"))


@each(
    "text last",
    [
        ("Brokers met. {one} says they expect rents to rise in May.", ["{one}"]),
        ("According to the unknown broker known as Lake Fox, rents could fall in May.",
         ["Lake Fox"]),
        (("An analyst said it would rain. Another analyst, Kaleo, shared that he sees rents falling"
         " in May."), ["Kaleo"]),
        (("A popular broker has predicted that rents will rise. The broker did not say much, but"
         " did note that mills will shut in May."), ["popular broker", "popular broker"]),
        # Words of a title all begin with a capital.
        ("Economists Expect Rents to Fall in May\n\nThey met.", ["Economists"]),
        ("Experts Predict Rents Will Fall in May\n\nThey met.", ["Experts"]),
        ("Rents rose. Consequently, some worry that this surge might end in May.", ["some"]),
        # Whom something has predicting is who predicts.
        ("{body}'s recent surge has one broker predicting a massive jump in May.", ["broker"]),
        ("The slump has brokers expecting that rents will fall in May.", ["brokers"]),
        ("Ten of the brokers they polled expect rents to fall in May.", ["Ten of the brokers"]),
        ("The Lake Herald said nine of the brokers it asked predicted further falls in May.",
         ["nine of the brokers"]),
        ("Lender predicts 2% fall in rents in May\n\nThey met.", ["lender"]),
        # Who is named right before "who", whatever the sentence is about.
        ("The forecast comes from {one}, who also expects a frost in May.", ["{one}"]),
        ("Bo Poe, who met {one}, expects a frost in May.", ["Bo Poe"]),
        ("{body}'s chief, {one}, is gloomier, pencilling in a fall of 3% in May.", ["{one}"]),
        # To whom somebody told it says nothing.
        (("Rents fell, the {body} Institute said. {one}, a broker, told the Omega Mill Report that"
          " rents may rise in May. However, the report warned that it may rain in June."),
         ["{one}", "{body} Institute"]),
        (("Though brokers expect a bumper crop of wheat, rising tension in the east, mostly in"
         " Omega, could spoil it, experts said."), ["experts"]),
        # What is expected to happen expects nothing.
        ("{one} predicted that {body}'s next mill sale expected to occur in May could fail.",
         ["{one}"]),
        # What brokers expect in a clause that is granted they do not say in the main one.
        ("Though brokers expect a bumper crop, tension could spoil it in May, experts said.",
         ["experts"]),
        ("While brokers expect a bumper crop, tension could spoil it in May, {one} said.",
         ["{one}"]),
        ("While {body} expects a bumper crop, tension could spoil it in May, {one} said.",
         ["{one}"]),
    ],
)  # fmt: skip
def test_who_says_it(text: str, last: list[str]) -> None:
    """Of the last proposals of each text."""
    for one, body in NAMES:
        found = [each.speaker for each in of(text.format(one=one, body=body))]
        assert found[-len(last) :] == [name.format(one=one, body=body) for name in last]
