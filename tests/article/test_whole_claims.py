"""A claim has the whole subject of its sentence, and nothing of who says so."""

from __future__ import annotations

from tests.articles import of as _of
from tests.depth import each, grid


def _claims(text: str) -> list[str]:
    return [one.claim.rstrip(".") for one in _of(text) if one.why is None and one.claim]


@each("noun", ["growth forecast", "harvest estimate", "amount of ore added", "cost projection"])
def test_a_noun_that_may_be_a_verb_stays_with_its_subject(noun: str) -> None:
    """What stands behind it, up to the verb, describes it and is no clause."""
    ties = ("for the fourth quarter", "over the next two years", "in the last report")
    for tie, verb in grid(ties, ("would likely be", "may be", "will be")):
        said = f"The {noun} {tie} {verb} cut"
        claims = _claims(f"{said}, Bo Roe said.")
        assert claims in ([f"The {noun} {tie} will be cut"], [said])


@each("since", ["since the June vote", "since the two strikes of May", "after a poor harvest"])
def test_what_only_dates_a_subject_is_part_of_it(since: str) -> None:
    """A reason has a clause before it."""
    for verb in ("is likely to mean", "could mean"):
        (claim,) = _claims(f"A strong crown {since} {verb} that rents fall.")
        assert claim == f"A strong crown {since} will mean that rents fall"


@each("two", ["both the rents and the wages", "both the new and the planned projects"])
def test_both_are_one_subject(two: str) -> None:
    """Neither is cut off from the other, in what is said nor in what goes on from it."""
    if not two.endswith("projects"):
        # "Projects to be cut" may be what somebody foretells.
        assert _claims(f"Bo Roe expects {two} to be cut.") == [f"B{two[1:]} will be cut"]
    assert _claims(f"Bo Roe said he expected {two} would be cut.") == [f"B{two[1:]} will be cut"]
    first, then = _claims(f"B{two[1:]} are expected to rise by May and will fall in June.")
    assert first == f"B{two[1:]} will rise by May"
    assert then == f"B{two[1:]} will fall in June"


SIGNED = (
    "the pair said",
    "one of Ourtown’s best-known brokers has warned",
    "the two experts predicted on Friday",
    "said Bo Roe, 45, who runs the port",
)


@each("who", SIGNED)
def test_who_says_so_is_no_part_of_what_is_said(who: str) -> None:
    """Wherever the quotation ends, the claim ends before."""
    for what in ("Rents will fall by 3%", "Both rents and wages will be cut in May"):
        assert _claims(f"{what}, {who}.") == [what]


def test_what_describes_at_the_end_of_a_claim_stays() -> None:
    """A relative clause, and what is compared, names nobody who says it."""
    for end in (", which the mayor said was too late", ", and the reports will follow"):
        claims = _claims(f"The dam will open in May{end}.")
        assert claims[:1] in ([f"The dam will open in May{end}"], ["The dam will open in May"])


@each("adverb", ["", "now ", "however, "])
def test_it_is_the_subject_of_what_it_is_expected_to_do(adverb: str) -> None:
    """The words of the likelihood begin with it, and the claim says what it was."""
    for verb in ("expected", "forecast", "projected"):
        said = f"{adverb.capitalize()}it is {verb} to become a storm by Tuesday."
        (claim,) = _claims(f"The wave was weak. {said}")
        assert claim.removeprefix("Now ").casefold() == "the wave will become a storm by tuesday"
        assert not _claims(said)


@each("away", ["are now absent", "will be absent", "are absent"])
def test_who_is_absent_supposes_nothing(away: str) -> None:
    """What is absent a deal depends on it, what is absent from the port on nothing."""
    for found in _of(f"The storms {away} north of the port, and rain will fall in May."):
        assert found.given is None
    (found,) = [one for one in _of("Absent a deal, rents will fall in May.") if not one.why]
    assert found.given is not None


@each("word", ["well", "were", "wed"])
def test_words_that_begin_like_we_are_not_the_body(word: str) -> None:
    """What goes "as well as" another holds no "we'll"."""
    text = f"“We will open homes as {word} as shops in May,” said Bo Roe, chair of Lake Bank."
    for claim in _claims(text):
        assert claim.count("Lake Bank") == 1
        assert f"as {word} as" in claim


@each("verb", ["announce", "present", "publish"])
def test_plans_that_are_an_object_stay(verb: str) -> None:
    """Of two words for what is meant, the second is a thing here."""
    claims = _claims(f"Lake Bank is poised to {verb} plans to build a mill in May.")
    assert claims == [f"Lake Bank will {verb} plans to build a mill in May"]


@each("thing", ["ruling", "meeting", "wedding", "funding", "filing"])
def test_a_thing_in_ing_is_done_by_nobody(thing: str) -> None:
    """A 5-4 ruling is expected, and rules nothing."""
    for verb, about in grid(("expects", "predicts"), ("", " on the mill")):
        (claim,) = _claims(f"Bo Roe {verb} a narrow {thing}{about} in May.")
        assert claim == f"There will be a narrow {thing}{about} in May"


@each("done", ["revised further", "raised again", "reduced", "broken off"])
def test_nobody_knows_what_is_done_to_it(done: str) -> None:
    """Of the ministry and its estimate either may be meant; what it has to do is its own."""
    for claim in _claims(f"The Farm Ministry cut its estimate and said it could be {done} in May."):
        assert "Ministry" not in claim
    (claim,) = _claims("The Farm Ministry said it will be forced to act in May.")
    assert "Ministry will be forced to act" in claim
