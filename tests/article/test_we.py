"""What "we" means in a claim, and which words of likelihood go with it; all is made up."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, part

SPEAKERS = (
    ("Sorrel Air Chief Operating Officer Una Poe", "Sorrel Air"),
    ("Una Poe, a spokeswoman for Sorrel Air", "Sorrel Air"),
    ("Una Poe, president of the millers' guild", "the millers' guild"),
)
WORDS = (
    ("We will fly to Ourtown.", "{} will fly to Ourtown"),
    ("We're going to fly more.", "{} will fly more"),
    ("The jets of our crews will fly on.", "The jets of {}'s crews will fly on"),
    ("By May the fares will be set by us.", "By May the fares will be set by {}"),
)


@each("speaker words", part(product(SPEAKERS, WORDS), 5))
def test_we_is_the_body_for_which_somebody_speaks(
    speaker: tuple[str, str], words: tuple[str, str]
) -> None:
    """At the head of a claim and inside of it; the verb agrees, and the remark names the body."""
    (who, body), (said, claim) = speaker, words
    (found,) = _of(f"“{said.rstrip('.')},” said {who}.")
    wanted = claim.format(body)
    assert found.claim == wanted[0].upper() + wanted[1:]
    assert found.put_for == body


@each("who", ["spokeswoman for {}", "{} spokesman", "chief executive of {}", "{} executive"])
def test_we_is_the_body_of_a_spokesman_who_is_not_named(who: str) -> None:
    """Quoted, not where their words are only reported; of who only works there nothing is known."""
    for body in ("Skerry Lines", "Lake Motors"):
        said = f"“We will fly to Ourtown,” a {who.format(body)} said."
        assert _of(said)[-1].claim == f"{body} will fly to Ourtown"
    assert not _of("“We will fly to Ourtown,” a pilot at Skerry Lines said.")[-1].claim
    assert _of("Skerry Lines met. “We will fly to Ourtown,” a spokesman said.")[-1].claim == (
        "Skerry Lines will fly to Ourtown"
    )


def test_we_of_somebody_who_speaks_for_no_body_is_left_open() -> None:
    """Nothing is put in, and no claim is proposed."""
    (found,) = _of("“We will fly to Ourtown,” said Una Poe, an actress.")
    assert (found.claim, found.put_in) == ("", None)


@each(
    "verb who",
    product(["won't play", "will be back", "could return", "is due to play"], ["Max Poe", "Poe"]),
)
def test_he_is_the_only_other_one_who_was_named(verb: str, who: str) -> None:
    """By his full name, where a surname stands; of two others nobody is taken."""
    story = f"Max Poe is hurt. {who} ran on Monday, the coach, Ben Roe, said."
    said = f"“He {verb} in May,” Roe said."
    found = _of(f"{story} {said}")[-1]
    assert found.claim.startswith("Max Poe ")
    assert (found.speaker, found.put_for) == ("Ben Roe", "Max Poe")
    assert not _of(f"{story} Nina Holt is fit. {said}")[-1].claim


@each("would", ["I would be", "we'd be", "I’d be very"])
def test_surprise_at_the_end_supposes_nothing(would: str) -> None:
    """What one would be surprised at is left for a person to write, with no likelihood."""
    (found,) = _of(f"“If by 2035 there are no robots, {would} surprised,” said Una Poe.")
    assert (found.given, found.likelihoods, found.claim) == (None, (), "")


@each("why", ["as", "because", "since"])
def test_what_is_foretold_as_a_reason_is_the_claim(why: str) -> None:
    """What stands before it denies nothing of it."""
    (found,) = _of(
        f"There was no danger {why} any flood was unlikely to reach the town, Una Poe said."
    )
    assert found.claim == "Any flood will reach the town"
    assert found.likelihoods == ("unlikely",)


@each("what", ["expected to", "forecast to", "projected to"])
def test_what_goes_with_a_noun_alone_is_a_sentence(what: str) -> None:
    """As in "with rents forecast to rise", it says that they will."""
    found = _of(f"The mayor gave hard numbers, with local rents {what} rise by 9% in May.")[-1]
    assert found.claim == "Local rents will rise by 9% in May."


@each("seen", ["see", "get", "be seeing"])
def test_what_we_will_see_is_what_there_will_be(seen: str) -> None:
    """Whoever sees it: that it is there is what has to happen."""
    (found,) = _of(f"“In May, we could {seen} a foot of snow,” Una Poe said.")
    assert found.claim == "In May, there will be a foot of snow"


@each(
    "text likelihood",
    [
        ("We could see 40 storms in May, Una Poe said.", "could"),
        ("Lake Bank is still hoping to open a branch in May.", "hoping to"),
        ("Muster Bank forecasts higher losses in May.", "forecasts"),
        ("Una Poe hopes that rents will fall in May.", "hopes that"),
        ("Rents are widely expected to fall.", "widely expected"),
        ("Rents could potentially fall in May.", "could potentially"),
        ("Rents are 70 per cent likely to fall if wages do not rise.", "70 per cent likely"),
        ("There is a 70% chance of a fall as long as wages do not rise.", "70% chance"),
    ],
)
def test_words_of_likelihood_are_read_whole(text: str, likelihood: str) -> None:
    """With what belongs to them, whatever a condition behind them denies."""
    (found,) = _of(text)
    assert found.likelihoods[0].endswith(likelihood)
    assert "likely" not in found.claim
