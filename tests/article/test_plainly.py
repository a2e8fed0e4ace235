"""What is foretold in other words than "will": how likely, and what the claim is."""

from __future__ import annotations

from itertools import product

from tests.articles import of as _of
from tests.depth import each, part


def _only(text: str) -> tuple[tuple[str, ...], str]:
    (found,) = [one for one in _of(text) if one.why is None]
    return found.likelihoods[:1], found.claim.rstrip(".")


HOLDS = (
    *("considers {} {}", "deems {} {}", "regards {} as {}", "views {} as {}", "sees {} as {}"),
    *("judges {} to be {}", "still considers {} {}", "believes {} to be {}"),
)
DEGREES = ("likely", "unlikely", "highly likely", "improbable", "inevitable", "almost certain")
THINGS = ("a strike in May", "a second wave", "further cuts", "a fall in rents from 2031 onwards")


@each("holds degree", part(product(HOLDS, DEGREES), 4))
def test_what_somebody_holds_to_be_likely(holds: str, degree: str) -> None:
    """Is as likely as they say, in whatever order."""
    for who in ("Lake Bank", "Bo Roe", "The head of the bank, Bo Roe,"):
        for what in THINGS:
            text = f"{who} {holds.format(what, degree)}."
            (likely,), claim = _only(text)
            assert likely.endswith(degree), text
            assert claim == f"There will be {what}", text


@each(
    "text words claim",
    [
        ("Lake Bank doesn't see a cut before May.", "doesn't see a cut", "a cut before May"),
        ("“I don't see any rate cut,” said Bo Roe.", "don't see any rate cut", "a rate cut"),
        ("“We don't see a recession,” said Bo Roe.", "don't see a recession", "a recession"),
        ("Traders are looking for a cut in May.", "are looking for a cut", "a cut in May"),
        (
            "Brokers are looking for earnings of $5 a share in 2031.",
            "looking for earnings of",
            "earnings of $5 a share in 2031",
        ),
        ("Lakeco is counting on a rebound next year.", "is counting on", "a rebound next year"),
        ("My money is on a bid by Easter.", "My money is on", "a bid by Easter"),
        ("Her money is on another vote.", "Her money is on", "another vote"),
        (
            "“We would not be surprised by another rise,” said Bo Roe.",
            "would not be surprised by",
            "another rise",
        ),
        ("The union fears an increase of up to 12%.", "fears an", "an increase of up to 12%"),
        ("Bo Roe, for his part, fears another strike.", "fears another", "another strike"),
        ("A blackout can be ruled out, said Bo Roe.", "can be ruled out", "a blackout"),
        ("A strike, however, is to be ruled out.", "is to be ruled out", "a strike"),
        ("There's not a cat in hell's chance of a cut.", "not a cat in hell's chance", "a cut"),
        ("“We are in for a hard year,” said Bo Roe.", "are in for a", "a hard year"),
    ],
)
def test_what_there_will_be(text: str, words: str, claim: str) -> None:
    """Whatever the verb: the claim is that there will be such a thing."""
    assert _only(text) == ((words,), f"There will be {claim}")


@each(
    "text words claim",
    [
        ("Unemployment is seen peaking at 5% in May.", "is seen peaking", "peak at 5% in May"),
        ("Unemployment is seen edging up next year.", "is seen edging", "edge up next year"),
        ("Unemployment is seen steady until May.", "seen steady", "be steady until May"),
        ("There's a 90 percent probability that unemployment rises.", "90 percent pro", "rise"),
        ("There is a good chance that unemployment falls.", "good chance", "fall"),
        ("There is a risk, perhaps 20%, that unemployment jumps.", "perhaps 20%", "jump"),
        (
            "“There's a chance, say 30%, that unemployment ends up lower,” said Bo Roe.",
            "30%",
            "end up lower",
        ),
        ("Unemployment is hardly to be lowered.", "is hardly to be", "be lowered"),
        ("Unemployment, says Bo Roe, could well fall by May.", "could well", "fall by May"),
    ],
)
def test_what_something_will_do(text: str, words: str, claim: str) -> None:
    """In the future, of the thing itself."""
    (likely,), told = [_only(text)[0], _only(text)[1]]
    assert likely.startswith(words)
    verb, _, rest = claim.partition(" ")
    assert told in {f"Unemployment will {claim}", f"Unemployment {verb}s {rest}".strip()} or (
        told.startswith("Unemployment will be ") and told.endswith(f"ing {rest}")
    )


@each(
    "text claim",
    [
        ("The council has not voted and may not do so before May.", "vote before May"),
        ("The council has not decided, but is expected to do so in May.", "decide in May"),
        ("The council hasn't closed the mill and will hardly do so.", ""),
        ("The council has never left the pact and will not do so.", "not leave the pact"),
        ("The council is not likely to do so this week.", ""),
        ("The council may do the same next year.", ""),
    ],
)
def test_what_is_done_is_said_before(text: str, claim: str) -> None:
    """Of "do so" that is put in which has not been done; else nobody knows what it is."""
    ((_, told),) = [_only(text)]
    assert told in {f"The council will {claim}", ""}
    assert bool(told) is bool(claim)


@each("whose", ["My", "Our", "Her", "His best"])
def test_a_guess_in_the_present(whose: str) -> None:
    """Foretells what is done, and not how something is."""
    for noun, what in product(("guess", "hunch"), ("Ann Roe takes it", "the mill closes")):
        own = whose in ("My", "Our")
        claim = _only(f"{whose} {noun} is that {what}.")[1]
        assert claim.casefold() == what.casefold() or not own
    for what in ("he is ill", "the mill has been empty", "they are late"):
        found = _of(f"“{whose} guess is that {what},” said Bo Roe.")
        assert [one for one in found if one.why is None] == []


@each(
    "text words",
    [
        ("None of that will matter by next year.", "will"),
        ("“Nothing they do will help,” said Bo Roe.", "will"),
        ("Tenants would have to reckon with rising rents, said Bo Roe.", "would"),
        ("“They're probably 15 percent lower by May,” said Bo Roe.", "probably"),
        ("Rents are possibly 5% higher by May, said Bo Roe.", "possibly"),
        (
            "“I'd put it at 60 percent, maybe a bit more,” said Bo Roe.",
            "60 percent, maybe a bit more",
        ),
        ("“The odds are 20%, perhaps less,” said Bo Roe.", "20%, perhaps less"),
        (
            "Lake Bank sees a one in five chance, maybe less, of a cut.",
            "one in five chance, maybe less",
        ),
        ("The Lake side should have too much for them.", "should have too much"),
        ("The bank should have its results in the third quarter.", "should have its results"),
        ("Bo Roe is in no doubt that it will grow.", "in no doubt that … will"),
        ("This may hurt trade next year.", "may"),
    ],
)
def test_the_words_for_a_likelihood(text: str, words: str) -> None:
    """Are read whole, and where only the claim has to be written."""
    assert _only(text)[0] in ((words,), (words.partition(" …")[0],))


@each(
    "text",
    [
        "The council regards the mill as a monument.",
        "Bo Roe considers a second bridge.",
        "Police are looking for a man.",
        "Bo Roe does not see a reason for that.",
        "The court found the mayor certain of victory.",
        "The firm should have a new boss.",
        "The minister should have told them.",
        "Bo Roe does not see the way.",
        "We don't see any need for it.",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    """Is no forecast."""
    assert [one for one in _of(text) if one.why is None] == []


@each("rest", ["the mill closes in May", "rents fall in May", "the targets are not met in May"])
def test_a_condition_with_should_recommends_nothing(rest: str) -> None:
    """Should it fail, what follows is foretold."""
    for lead in ("Should the vote fail", "But should it rain", "Should talks stall again"):
        (found,) = _of(f"{lead}, {rest}, said Bo Roe.")
        assert found.why is None
    (found,) = _of("Should it rain, we should stay at home, said Bo Roe.")
    assert found.why is not None or "should" in " ".join(found.likelihoods)


@each("amazed", ["amazed", "surprised", "astonished", "very surprised"])
def test_who_would_be_amazed_to_see_it_expects_it_not(amazed: str) -> None:
    """It is told without a time, and the claim is what they would see."""
    for what in ("double figures", "a deal", "more strikes"):
        likely, claim = _only(f"“I'd be {amazed} to see {what},” said Ann Roe.")
        assert likely == (f"I'd be {amazed} to see",)
        assert claim == f"There will be {what}"


@each("state", ["unchanged", "dry", "cheaper", "sunny"])
def test_what_should_be_so_is_foretold(state: str) -> None:
    """As what should rise is, though nothing is said of when."""
    (found,) = [one for one in _of(f"The side should be {state}, Ann Roe said.") if not one.why]
    assert (found.speaker, found.cues) == ("Ann Roe", (f"should be {state}",))
